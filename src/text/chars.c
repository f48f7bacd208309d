/* What Unicode says of single characters, for folders above this one. */

#include <unicode/uchar.h>

#include "text/chars.h"

bool ty_char_is_word(int32_t c)
{
	return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

int ty_char_digit(int32_t c)
{
	return u_charDigitValue(c);
}
