#ifndef TY_TEXT_DECIMAL_H
#define TY_TEXT_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Exact decimal numbers of at most TY_DECIMAL_DIGITS digits, before and after
 * the point together.  Whatever would need more fails (false), and the number
 * is then undefined: exact or nothing.  No floating point anywhere.
 */
#define TY_DECIMAL_DIGITS	40

/* A zeroed one is 0. */
struct ty_decimal {
	uint8_t	n;			/* digits; the first is not 0, unless
					   it stands behind the point */
	uint8_t	places;			/* of them, after the point; <= n */
	bool	negative;
	uint8_t	digit[TY_DECIMAL_DIGITS];	/* the first first */
};

/* Bytes of a written decimal with its NUL: sign, "0.", digits. */
#define TY_DECIMAL_TEXT		(TY_DECIMAL_DIGITS + 4)

void ty_decimal_set(struct ty_decimal *d, uint32_t value);

/* Append a digit (0..9) to a numeral being read, before the point or after. */
bool ty_decimal_digit(struct ty_decimal *d, int digit);
bool ty_decimal_place(struct ty_decimal *d, int digit);

/* Read ASCII: digits with at most one point and a leading '-'; all of it. */
bool ty_decimal_parse(struct ty_decimal *d, const char *s, size_t len);

bool ty_decimal_shift(struct ty_decimal *d, int power);	/* by 10^power */
bool ty_decimal_add(struct ty_decimal *d, const struct ty_decimal *b);
bool ty_decimal_multiply(struct ty_decimal *d, const struct ty_decimal *b);
bool ty_decimal_times(struct ty_decimal *d, uint32_t factor);

/* -1, 0, 1 as a is less than, equal to, greater than b: 3.50 is 3.5. */
int ty_decimal_compare(const struct ty_decimal *a, const struct ty_decimal *b);
bool ty_decimal_is_zero(const struct ty_decimal *d);

/* True if it is a whole number of at most `max`, which *out is given. */
bool ty_decimal_whole(const struct ty_decimal *d, uint32_t max, uint32_t *out);

/* The canonical form: no separators, exponent, leading zeros, or zeros after
 * the last digit behind the point; "-" only before what is not 0.  Returns its
 * length. */
size_t ty_decimal_format(const struct ty_decimal *d, char out[TY_DECIMAL_TEXT]);

#endif
