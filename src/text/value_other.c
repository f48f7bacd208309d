/* Values in languages we do not read: what digits say by themselves. */

#include <string.h>

#include "text/chars.h"
#include "text/numeral.h"
#include "text/utf8.h"
#include "text/value_impl.h"

/* The character before byte i, or a space. */
static int32_t before(const char *s, size_t i)
{
	size_t at = i;

	if (!i)
		return ' ';
	do {
		at--;
	} while (at && ((unsigned char)s[at] & 0xC0) == 0x80);
	return ty_utf8_next(s, i, &at);
}

/* A letter or digit of a script that writes spaces between words, for in the
 * others whatever stands beside digits is another word. */
static bool is_letter(int32_t c)
{
	return (c < 0x0E00 || (c >= 0xFF10 && c <= 0xFF5A)) &&
	       ty_char_is_word(c);
}

/* A letter, or a mark that holds a name, a date or a telephone number together,
 * with a letter or digit on its other side. */
static bool goes_on(const char *s, size_t len, size_t i)
{
	int32_t c;

	if (i >= len)
		return false;
	c = ty_utf8_next(s, len, &i);
	if (is_letter(c))
		return true;
	return c < 0x80 && strchr("-/:_", c) && i < len &&
	       is_letter(ty_utf8_next(s, len, &i));
}

static bool comes_from(const char *s, size_t i)
{
	int32_t c = before(s, i);

	return is_letter(c) ||
	       (c < 0x80 && c && strchr("-/:_.,#@", c) && i > 1 &&
		is_letter(before(s, i - 1)));
}

/* 2024-10-01 at byte i: its end, or 0. */
static size_t read_iso(const char *s, size_t len, size_t i,
		       struct ty_values *values)
{
	static const size_t digits[3] = { 4, 2, 2 };
	char amount[TY_VALUE_AMOUNT];
	struct ty_numeral num;
	struct ty_value *v;
	uint32_t part[3];
	size_t k, at = i;

	for (k = 0; k < 3; k++) {
		if (!ty_numeral_read(&num, s, len, at) || !num.good ||
		    num.digits != digits[k] || num.comma || num.point ||
		    !ty_decimal_whole(&num.amount, 9999, &part[k]) ||
		    !part[k])
			return 0;
		at = num.span.end;
		if (k < 2 && (at >= len || s[at++] != '-'))
			return 0;
	}
	if (goes_on(s, len, at) ||
	    !ty_amount_date(amount, (int)part[0], (int)part[1], (int)part[2]))
		return 0;
	v = ty_values_add(values, i, at, TY_VALUE_DATE, "");
	memcpy(v->amount, amount, sizeof(amount));
	return at;
}

/* The end of a percent sign, after a space perhaps, at byte i; or 0. */
static size_t percent_end(const char *s, size_t len, size_t i)
{
	int32_t c = 0;

	if (i < len)
		c = ty_utf8_next(s, len, &i);
	if ((c == ' ' || c == 0xA0 || c == 0x202F) && i < len)
		c = ty_utf8_next(s, len, &i);
	return c == '%' || c == 0xFF05 || c == 0x066A ? i : 0;
}

/* The numeral at byte i; what is behind it. */
static size_t read_number(const char *s, size_t len, size_t i,
			  struct ty_values *values)
{
	struct ty_numeral num;
	struct ty_value *v;
	size_t end;

	ty_numeral_read(&num, s, len, i);
	if (!num.good || comes_from(s, i) || goes_on(s, len, num.span.end))
		return num.span.end;
	end = percent_end(s, len, num.span.end);
	if (end)
		v = ty_values_add(values, i, end, TY_VALUE_PERCENT, "percent");
	else
		v = ty_values_add(values, i, num.span.end, TY_VALUE_NUMBER, "");
	ty_amount_decimal(v->amount, &num.amount);
	return v->span.end;
}

void ty_value_read_other(const struct ty_value_reader *reader, const char *s,
			 size_t len, struct ty_values *values)
{
	size_t i = 0, next;
	bool digit;

	(void)reader;
	while (i < len) {
		next = i;
		digit = (unsigned char)s[i] < 0x80 ?
			s[i] >= '0' && s[i] <= '9' :
			ty_char_digit(ty_utf8_next(s, len, &next)) >= 0;
		if (digit) {
			next = comes_from(s, i) ? 0 :
			       read_iso(s, len, i, values);
			i = next ? next : read_number(s, len, i, values);
		} else {
			i = next > i ? next : i + 1;
		}
	}
}
