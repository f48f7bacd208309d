/* Which units convert into which, and by what exact factor. */

#include <string.h>

#include "text/decimal.h"
#include "text/quantity.h"

/* Units of one system have one letter; an amount times its factor is in the
 * system's smallest unit. */
struct unit {
	const char	*name;
	char		 system;
	uint32_t	 factor;
};

static const struct unit units[] = {
	{ "mm", 'm', 1 }, { "cm", 'm', 10 }, { "m", 'm', 1000 },
	{ "km", 'm', 1000000 },
	{ "in", 'i', 1 }, { "ft", 'i', 12 }, { "yd", 'i', 36 },
	{ "mile", 'i', 63360 },
	{ "m2", 'a', 1 }, { "ha", 'a', 10000 }, { "km2", 'a', 1000000 },
	{ "mg", 'g', 1 }, { "g", 'g', 1000 }, { "kg", 'g', 1000000 },
	{ "t", 'g', 1000000000 },
	{ "oz", 'o', 1 }, { "lb", 'o', 16 },
	{ "ml", 'l', 1 }, { "l", 'l', 1000 }, { "kl", 'l', 1000000 },
	{ "W", 'w', 1 }, { "kW", 'w', 1000 }, { "MW", 'w', 1000000 },
	{ "GW", 'w', 1000000000 },
	{ "km/h", 'v', 5 }, { "m/s", 'v', 18 },
	{ "s", 's', 1 }, { "min", 's', 60 }, { "h", 's', 3600 },
	{ "day", 's', 86400 }, { "week", 's', 604800 },
	{ "month", 'y', 1 }, { "year", 'y', 12 },
	{ "bp", 'p', 1 }, { "point", 'p', 100 },
};

static const struct unit percent = { "percent", '%', 1 };
static const struct unit fraction = { "", '%', 100 };

/* NULL: a unit by itself, or none. */
static const struct unit *unit_of(const struct ty_value *v)
{
	size_t i;

	if (v->kind == TY_VALUE_FRACTION)
		return &fraction;
	if (v->kind == TY_VALUE_PERCENT && !strcmp(v->unit, "percent"))
		return &percent;
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (!strcmp(v->unit, units[i].name))
			return &units[i];
	return NULL;
}

/* The amount over its denominator (1, but for fractions). */
static bool rational(struct ty_decimal *over, struct ty_decimal *under,
		     const char *amount)
{
	const char *slash = strchr(amount, '/');

	ty_decimal_set(under, 1);
	return slash ? ty_decimal_parse(over, amount,
					(size_t)(slash - amount)) &&
		       ty_decimal_parse(under, slash + 1, strlen(slash + 1)) :
		       ty_decimal_parse(over, amount, strlen(amount));
}

/* a * factor_a = b * factor_b, where none needs more digits than there are. */
static bool equal(const char *a, uint32_t factor_a, const char *b,
		  uint32_t factor_b)
{
	struct ty_decimal x, y, under_x, under_y;

	return rational(&x, &under_x, a) && rational(&y, &under_y, b) &&
	       ty_decimal_multiply(&x, &under_y) &&
	       ty_decimal_multiply(&y, &under_x) &&
	       ty_decimal_times(&x, factor_a) &&
	       ty_decimal_times(&y, factor_b) &&
	       ty_decimal_compare(&x, &y) == 0;
}

bool ty_amount_equal(const char *a, const char *b)
{
	/* Decimals have one form. */
	if (!strchr(a, '/') && !strchr(b, '/'))
		return a[0] && !strcmp(a, b);
	return equal(a, 1, b, 1);
}

bool ty_quantity_equal(const struct ty_value *a, const struct ty_value *b)
{
	const struct unit *u, *v;

	if (a->kind == b->kind && !strcmp(a->unit, b->unit))
		return ty_amount_equal(a->amount, b->amount);
	u = unit_of(a);
	v = unit_of(b);
	return u && v && u->system == v->system &&
	       equal(a->amount, u->factor, b->amount, v->factor);
}
