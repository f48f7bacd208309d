/* Which units convert into which, and by what exact factor. */

#include <ctype.h>
#include <string.h>

#include "text/quantity.h"

/* Units of one system have one letter; an amount times its factor is in the
 * system's smallest unit. */
struct unit {
	const char	*name;
	char		 system;
	const char	*factor;
};

static const struct unit units[] = {
	{ "mm", 'm', "1" }, { "cm", 'm', "10" }, { "m", 'm', "1000" },
	{ "km", 'm', "1000000" },
	{ "in", 'i', "1" }, { "ft", 'i', "12" }, { "yd", 'i', "36" },
	{ "mile", 'i', "63360" },
	{ "m2", 'a', "1" }, { "ha", 'a', "10000" }, { "km2", 'a', "1000000" },
	{ "mg", 'g', "1" }, { "g", 'g', "1000" }, { "kg", 'g', "1000000" },
	{ "t", 'g', "1000000000" },
	{ "oz", 'o', "1" }, { "lb", 'o', "16" },
	{ "ml", 'l', "1" }, { "l", 'l', "1000" }, { "kl", 'l', "1000000" },
	{ "W", 'w', "1" }, { "kW", 'w', "1000" }, { "MW", 'w', "1000000" },
	{ "GW", 'w', "1000000000" },
	{ "km/h", 'v', "5" }, { "m/s", 'v', "18" },
	{ "s", 's', "1" }, { "min", 's', "60" }, { "h", 's', "3600" },
	{ "day", 's', "86400" }, { "week", 's', "604800" },
	{ "month", 'y', "1" }, { "year", 'y', "12" },
	{ "bp", 'p', "1" }, { "point", 'p', "100" },
};

static const struct unit percent = { "percent", '%', "1" };
static const struct unit fraction = { "", '%', "100" };

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

/* A decimal: its digits, the last first, and how many stand after the point.
 * Large enough for the product of an amount, a denominator and a factor. */
struct digits {
	unsigned char	d[2 * TY_VALUE_AMOUNT + 16];
	size_t		n, scale;
	bool		negative;
};

static bool parse(struct digits *out, const char *s, size_t len)
{
	bool point = false;
	size_t i, n = 0;

	memset(out, 0, sizeof(*out));
	if (len && *s == '-') {
		out->negative = true;
		s++;
		len--;
	}
	if (!len || len >= TY_VALUE_AMOUNT)
		return false;
	for (i = 0; i < len; i++) {
		if (s[i] == '.' && !point)
			point = true;
		else if (!isdigit((unsigned char)s[i]))
			return false;
		else
			out->scale += point;
	}
	for (i = len; i-- > 0;)
		if (s[i] != '.')
			out->d[n++] = (unsigned char)(s[i] - '0');
	out->n = n;
	return n > 0;
}

static void multiply(struct digits *a, const struct digits *b)
{
	struct digits r = { .negative = a->negative != b->negative,
			    .scale = a->scale + b->scale };
	size_t i, j;

	for (i = 0; i < a->n; i++) {
		unsigned carry = 0;

		for (j = 0; j < b->n || carry; j++) {
			carry += r.d[i + j];
			if (j < b->n)
				carry += (unsigned)a->d[i] * b->d[j];
			r.d[i + j] = (unsigned char)(carry % 10);
			carry /= 10;
		}
	}
	r.n = a->n + b->n;
	*a = r;
}

/* The digit at 10^(i - scale). */
static unsigned digit(const struct digits *a, size_t i, size_t scale)
{
	size_t shift = scale - a->scale;

	return i >= shift && i - shift < a->n ? a->d[i - shift] : 0;
}

static bool equal(const struct digits *a, const struct digits *b)
{
	size_t scale = a->scale > b->scale ? a->scale : b->scale;
	size_t n = (a->n > b->n ? a->n : b->n) + scale, i;
	bool zero = true;

	for (i = 0; i < n; i++) {
		if (digit(a, i, scale) != digit(b, i, scale))
			return false;
		zero = zero && digit(a, i, scale) == 0;
	}
	return zero || a->negative == b->negative;
}

/* The amount over its denominator (1, but for fractions). */
static bool rational(struct digits *over, struct digits *under,
		     const char *amount)
{
	const char *slash = strchr(amount, '/');

	return slash ? parse(over, amount, (size_t)(slash - amount)) &&
		       parse(under, slash + 1, strlen(slash + 1)) :
		       parse(over, amount, strlen(amount)) &&
		       parse(under, "1", 1);
}

bool ty_amount_equal(const char *a, const char *b)
{
	struct digits x, y, under_x, under_y;

	if (!rational(&x, &under_x, a) || !rational(&y, &under_y, b))
		return false;
	multiply(&x, &under_y);
	multiply(&y, &under_x);
	return equal(&x, &y);
}

bool ty_quantity_equal(const struct ty_value *a, const struct ty_value *b)
{
	struct digits x, y, under_x, under_y, factor;
	const struct unit *u, *v;

	if (a->kind == b->kind && !strcmp(a->unit, b->unit))
		return ty_amount_equal(a->amount, b->amount);
	u = unit_of(a);
	v = unit_of(b);
	if (!u || !v || u->system != v->system ||
	    !rational(&x, &under_x, a->amount) ||
	    !rational(&y, &under_y, b->amount))
		return false;
	multiply(&x, &under_y);
	multiply(&y, &under_x);
	parse(&factor, u->factor, strlen(u->factor));
	multiply(&x, &factor);
	parse(&factor, v->factor, strlen(v->factor));
	multiply(&y, &factor);
	return equal(&x, &y);
}
