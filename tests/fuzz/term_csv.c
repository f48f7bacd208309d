/* Any bytes as a termbase in CSV. */

#include "terms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_terms("csv", data, size);
}
