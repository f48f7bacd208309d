/* How two values differ that should agree: by a power of ten, a sign, a unit. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "text/check_value.h"
#include "text/quantity.h"

/* Digits without point and zeros at either end: "120" and "1.2" are both 12. */
static bool same_digits(const char *a, const char *b)
{
	const char *s[2] = { a, b };
	char digits[2][TY_VALUE_AMOUNT];
	size_t n[2], i, k;

	for (k = 0; k < 2; k++) {
		n[k] = 0;
		for (i = 0; s[k][i]; i++) {
			if (s[k][i] == '/')
				return false;
			if (s[k][i] < '0' || s[k][i] > '9' ||
			    (s[k][i] == '0' && !n[k]))
				continue;
			digits[k][n[k]++] = s[k][i];
		}
		while (n[k] && digits[k][n[k] - 1] == '0')
			n[k]--;
	}
	return n[0] && n[0] == n[1] && !memcmp(digits[0], digits[1], n[0]);
}

static const char *magnitude(const char *amount)
{
	return amount + (*amount == '-');
}

static bool is_amount(const struct ty_value *v)
{
	return v->kind == TY_VALUE_NUMBER || v->kind == TY_VALUE_COUNT ||
	       (v->kind >= TY_VALUE_TEMPERATURE && v->kind < TY_NVALUE_KINDS) ||
	       v->kind == TY_VALUE_MONEY || v->kind == TY_VALUE_PERCENT ||
	       v->kind == TY_VALUE_DURATION;
}

/* Kinds that may be one thing in two languages. */
static int family(const struct ty_value *v)
{
	switch (v->kind) {
	case TY_VALUE_NUMBER: case TY_VALUE_COUNT: case TY_VALUE_ORDINAL:
	case TY_VALUE_AGE: case TY_VALUE_FRACTION:
		return 'n';
	case TY_VALUE_DATE: case TY_VALUE_MONTH:
		return 'd';
	case TY_VALUE_SCORE: case TY_VALUE_RANGE:
		return 'r';
	default:
		return (int)v->kind;
	}
}

static bool half_a_day_apart(const char *a, const char *b)
{
	return strlen(a) == 5 && strlen(b) == 5 && !strcmp(a + 2, b + 2) &&
	       abs(atoi(a) - atoi(b)) == 12;
}

enum ty_check ty_check_fault(const struct ty_value *a,
			     const struct ty_value *b)
{
	bool same_unit = !strcmp(a->unit, b->unit) ||
			 family(a) == 'n' || family(b) == 'n';

	if (is_amount(a) && is_amount(b)) {
		bool equal = ty_amount_equal(magnitude(a->amount),
					     magnitude(b->amount));

		if (equal && same_unit && a->amount[0] != b->amount[0])
			return TY_CHECK_VALUE_SIGN;
		if (equal && a->kind == b->kind && !same_unit)
			return a->kind == TY_VALUE_PERCENT ?
				TY_CHECK_VALUE_PERCENT : TY_CHECK_VALUE_UNIT;
		/* 震度6強 and 6弱 have the same figure. */
		if (same_unit && !equal && same_digits(a->amount, b->amount))
			return TY_CHECK_VALUE_SCALE;
	}
	if (a->kind == TY_VALUE_TIME && b->kind == TY_VALUE_TIME &&
	    half_a_day_apart(a->amount, b->amount))
		return TY_CHECK_VALUE_CLOCK;
	if (ty_check_weekday(a) || ty_check_weekday(b))
		return family(a) == 'd' && family(b) == 'd' ?
			TY_CHECK_VALUE_WEEKDAY : TY_NCHECKS;
	if (a->kind == b->kind || family(a) == family(b))
		return TY_CHECK_VALUE_DIFFERENT;
	return TY_NCHECKS;
}

/* The less a fault explains, the later it is looked for. */
int ty_check_fault_rank(enum ty_check check, const struct ty_value *a,
			const struct ty_value *b)
{
	if (check == TY_NCHECKS)
		return 4;
	if (check != TY_CHECK_VALUE_DIFFERENT)
		return check == TY_CHECK_VALUE_WEEKDAY ? 1 : 0;
	/* A half may be anything; two-thirds for a third is a slip. */
	if (a->kind == TY_VALUE_FRACTION && b->kind == TY_VALUE_FRACTION &&
	    strcmp(a->amount, "1/2") && strcmp(b->amount, "1/2"))
		return 1;
	return a->kind == b->kind && !strcmp(a->unit, b->unit) ? 2 : 3;
}

const char *ty_check_fault_format(enum ty_check check)
{
	/* TRANSLATORS: the pieces are quoted from the source and from the
	 * translation, in this order. */
	switch (check) {
	case TY_CHECK_VALUE_SCALE:
		return _("'%.*s' and '%.*s' differ by a power of ten");
	case TY_CHECK_VALUE_SIGN:
		return _("'%.*s' and '%.*s' differ in their sign");
	case TY_CHECK_VALUE_UNIT:
		return _("'%.*s' and '%.*s' have different units");
	case TY_CHECK_VALUE_PERCENT:
		return _("'%.*s' and '%.*s': percent is not percentage points");
	case TY_CHECK_VALUE_CLOCK:
		return _("'%.*s' and '%.*s' are twelve hours apart");
	case TY_CHECK_VALUE_WEEKDAY:
		return _("'%.*s' and '%.*s' are not the same day");
	default:
		return _("'%.*s' is not '%.*s'");
	}
}
