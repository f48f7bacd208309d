#ifndef TY_TEXT_NUMERAL_H
#define TY_TEXT_NUMERAL_H

#include "taiyaku.h"
#include "text/decimal.h"

/*
 * A numeral in digits, of any width and script (of one throughout, but ASCII
 * and full width may be mixed): 48,500; 3.25; ３，０００; ٤٨.  A comma stands
 * before each group of three digits, of which the first has one to three; a
 * point before the last digits.
 */
struct ty_numeral {
	struct ty_span		span;
	struct ty_decimal	amount;
	size_t			digits;		/* before the point */
	bool			comma, point;
	bool			good;		/* it is one number: not 1,23,4
						   nor 2.4.1 nor of too many
						   digits */
};

/* Read the numeral at byte `i` and all that belongs to it, good or not; false
 * if there is no digit at `i`. */
bool ty_numeral_read(struct ty_numeral *num, const char *s, size_t len,
		     size_t i);

#endif
