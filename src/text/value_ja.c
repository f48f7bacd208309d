/* Values in Japanese text. */

#include "text/value_impl.h"

void ty_value_read_ja(const struct ty_value_reader *reader, const char *s,
		      size_t len, struct ty_values *values)
{
	ty_value_read_other(reader, s, len, values);
}
