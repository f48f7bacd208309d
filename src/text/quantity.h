#ifndef TY_TEXT_QUANTITY_H
#define TY_TEXT_QUANTITY_H

#include "text/value.h"

/* Exact comparison of two amounts, decimals or fractions: 1/2 is 0.5. */
bool ty_amount_equal(const char *a, const char *b);

/*
 * The same quantity, exactly: the same unit and amount, or units of one system
 * (mm to km, seconds to weeks, months to years, basis points to points,
 * fractions to percent).  Units that no exact factor joins (miles and km, days
 * and months) are never equal.
 */
bool ty_quantity_equal(const struct ty_value *a, const struct ty_value *b);

#endif
