#ifndef TY_TEXT_AGREE_H
#define TY_TEXT_AGREE_H

#include "text/value.h"

/*
 * Do values say the same in two languages?  Exact amounts are compared; what is
 * only another way of writing one quantity agrees (1.5 km and 1500 m, 18 months
 * and 1年半, fifty percent and 半数), a rounding does not.
 */
enum ty_agree {
	TY_AGREE_NOT,
	TY_AGREE_PARTLY,	/* one says less: Oct. 15 and 15日 */
	TY_AGREE_CONVERTED,	/* the same quantity in another unit or kind */
	TY_AGREE_SAME		/* the same amount, unit and kind */
};
enum ty_agree ty_value_agree(const struct ty_value *a,
			     const struct ty_value *b);

/*
 * Who is whose counterpart: partner_a[a->n] and partner_b[b->n] are given the
 * index of the other side's value, or TY_NO_PARTNER.  The best agreement comes
 * first; equals are paired in the order of the text.
 */
#define TY_NO_PARTNER	((size_t)-1)
void ty_values_pair(const struct ty_values *a, const struct ty_values *b,
		    size_t *partner_a, size_t *partner_b);

#endif
