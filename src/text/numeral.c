/* Numerals written in digits: which separators make one number of them. */

#include <string.h>

#include "text/chars.h"
#include "text/numeral.h"
#include "text/utf8.h"

/* What is being read: the number, and the digits since the last separator. */
struct reading {
	const char		*s;
	size_t			 len, i;
	struct ty_numeral	*num;
	int32_t			 zero;		/* of the digits' script */
	size_t			 group;
};

/* ASCII's and full-width digits are one family: they are typed for another. */
static int32_t family(int32_t c, int digit)
{
	return c - digit == 0xFF10 ? '0' : c - digit;
}

/* The value of the digit at byte *i, stepped over, or -1. */
static int digit_at(const char *s, size_t len, size_t *i, int32_t *zero)
{
	size_t next = *i;
	int32_t c;
	int digit;

	if (*i >= len)
		return -1;
	if ((unsigned char)s[*i] < 0x80) {
		if (s[*i] < '0' || s[*i] > '9')
			return -1;
		*zero = '0';
		return s[(*i)++] - '0';
	}
	c = ty_utf8_next(s, len, &next);
	digit = ty_char_digit(c);
	if (digit < 0)
		return -1;
	*zero = family(c, digit);
	*i = next;
	return digit;
}

/* Read a row of digits. */
static void read_row(struct reading *r)
{
	struct ty_numeral *num = r->num;
	int32_t zero;
	int digit;

	r->group = 0;
	while ((digit = digit_at(r->s, r->len, &r->i, &zero)) >= 0) {
		if (r->zero && zero != r->zero)
			num->good = false;
		r->zero = zero;
		r->group++;
		/* Once too long, it is only read over. */
		if (num->good)
			num->good = num->point ?
				ty_decimal_place(&num->amount, digit) :
				ty_decimal_digit(&num->amount, digit);
	}
	if (!num->point)
		num->digits += r->group;
}

/* ',' or '.' for a separator at byte *i (of either width) that has a digit
 * behind it, else 0; steps over it. */
static char separator(const struct reading *r, size_t *i)
{
	size_t next = *i, after;
	int32_t c, zero;

	if (next >= r->len || ((unsigned char)r->s[next] < 0x80 &&
			       r->s[next] != ',' && r->s[next] != '.'))
		return 0;
	c = ty_utf8_next(r->s, r->len, &next);
	if (c == 0xFF0C || c == 0x066C)		/* full width, Arabic */
		c = ',';
	if (c == 0xFF0E || c == 0x066B)
		c = '.';
	after = next;
	if ((c != ',' && c != '.') ||
	    digit_at(r->s, r->len, &after, &zero) < 0)
		return 0;
	*i = next;
	return (char)c;
}

bool ty_numeral_read(struct ty_numeral *num, const char *s, size_t len,
		     size_t i)
{
	struct reading r = { .s = s, .len = len, .i = i, .num = num };
	char mark;

	memset(num, 0, sizeof(*num));
	num->span.start = i;
	num->good = true;
	read_row(&r);
	if (!r.group)
		return false;
	while ((mark = separator(&r, &r.i)) != 0) {
		if (num->point || (mark == ',' && !num->comma && r.group > 3))
			num->good = false;
		if (mark == ',')
			num->comma = true;
		else
			num->point = true;
		read_row(&r);
		if (mark == ',' && r.group != 3)
			num->good = false;
	}
	num->span.end = r.i;
	return true;
}
