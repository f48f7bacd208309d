#ifndef TY_TEXT_VALUE_WRITE_H
#define TY_TEXT_VALUE_WRITE_H

#include "base/buf.h"
#include "text/style.h"
#include "text/value.h"

/*
 * In what manner a value is to be written: as an example is, in all that the
 * example shows (digits and their width, commas, 万 or thousands, words, signs,
 * months, eras, the clock), else in the house style.
 */
struct ty_value_how {
	const struct ty_style	*style;
	const char		*example;	/* NULL: the house style only */
	size_t			 len;
	const struct ty_value	*old;		/* what the example says */
	bool			 start;		/* first in its sentence */
	int			 places;	/* figures after the mark, at
						   least: 6.0 is not 6 */
};

/*
 * Append `value` in English or Japanese.  False, and nothing is appended, if it
 * cannot be written in that manner: the example is not understood to the last
 * byte, or the value has no such form (doubled, 元年 of an unknown day).
 */
bool ty_value_write(struct ty_buf *out, const char *lang,
		    const struct ty_value *value,
		    const struct ty_value_how *how);

/* Figures after the mark of the numeral in `text`, for how.places; 0 if it does
 * not say `amount` in plain digits. */
struct ty_decimal;
int ty_value_places(const char *text, size_t len,
		    const struct ty_decimal *amount);

#endif
