/* English ages: which plain numbers are years of a life. */

#include "text/value_en.h"

static bool is_end(const struct ty_en *p, size_t i)
{
	return i >= p->n || ty_en_mark(p, i, '.') || ty_en_mark(p, i, ')') ||
	       ty_en_mark(p, i, ';') || ty_en_is(p, i, "and");
}

/* Kenji Morita, 45, */
static bool is_apposition(const struct ty_en *p, size_t first, size_t next)
{
	size_t name = first - 2;
	bool capital, comma = ty_en_mark(p, next, ',');

	/* "Abe, then 52," */
	if (first > 2 && (ty_en_is(p, first - 1, "then") ||
			  ty_en_is(p, first - 1, "now")))
		return comma && ty_en_mark(p, first - 2, ',');
	if (first < 2 || !ty_en_mark(p, first - 1, ',') ||
	    !ty_en_type(p, name, TY_EN_WORD) ||
	    ty_en_of(p, name, TY_LEX_MONTH) ||
	    ty_en_of(p, name, TY_LEX_WEEKDAY) ||
	    ty_en_of(p, name, TY_LEX_NUMBER) ||
	    ty_en_type(p, next + 1, TY_EN_NUMERAL))
		return false;
	capital = ty_en_capital(p, name);
	/* A place: "in Osaka, 45, ..." is not how news are written. */
	return (capital && is_end(p, next)) ||
	       (comma && (capital || !ty_en_plural(p, name)));
}

/* aged 6, ages 18 to 25, the age of 30, her age was 42, aged 71 and 68 */
static bool is_aged(const struct ty_en *p, size_t i)
{
	static const char *const between[] = { "about", "is", "was", NULL };

	if (i && ty_en_plays(p, i - 1, "aged"))
		return true;
	if (i > 1 && ty_en_plays(p, i - 2, "aged"))
		return ty_en_plays(p, i - 1, "on") ||
		       ty_en_plays(p, i - 1, "prefix") ||
		       ty_en_is_one(p, i - 1, between);
	return i > 2 && ty_en_is(p, i - 1, "and") && p->out->n &&
	       ty_en_plays(p, i - 3, "aged") &&
	       p->out->v[p->out->n - 1].kind == TY_VALUE_AGE;
}

/* She was 13 when; he is 42; turned 80; died at 93; at 65, he */
static bool is_told(const struct ty_en *p, size_t i, size_t next)
{
	static const char *const person[] = { "he", "she", NULL };
	static const char *const being[] = { "is", "was", NULL };
	static const char *const turning[] = { "turned", "turns", NULL };
	static const char *const dying[] = { "died", "dies", "dead", NULL };

	if (ty_en_is(p, i - 1, "was") &&
	    (ty_en_is(p, next, "when") || (ty_en_is(p, next, "at") &&
					   ty_en_is(p, next + 2, "time"))))
		return true;
	if (ty_en_is_one(p, i - 1, being))
		return ty_en_is_one(p, i - 2, person) &&
		       (is_end(p, next) || ty_en_mark(p, next, ','));
	if (ty_en_is_one(p, i - 1, turning))
		return !ty_en_type(p, next, TY_EN_WORD) ||
		       ty_en_plays(p, next, "on");
	return ty_en_is(p, i - 1, "at") &&
	       (ty_en_is_one(p, i - 2, dying) ||
		(ty_en_mark(p, next, ',') && ty_en_is_one(p, next + 1, person)));
}

bool ty_en_is_age(const struct ty_en *p, const struct ty_en_number *num)
{
	static const char *const older[] = {
		"older", "over", "above", "under", "younger", "up", NULL
	};
	size_t i = num->first, next = num->next;
	struct ty_decimal most;

	ty_decimal_set(&most, 120);
	if (num->scale || num->amount.places || num->amount.negative ||
	    ty_decimal_compare(&num->amount, &most) > 0)
		return false;
	if (is_aged(p, i))
		return true;
	/* Ages in words: Hana Oda, six, */
	if (!num->digits)
		return ty_en_capital(p, i - 2) && ty_en_mark(p, next, ',') &&
		       is_apposition(p, i, next);
	if ((ty_en_is(p, next, "and") || ty_en_is(p, next, "or")) &&
	    ty_en_is_one(p, next + 1, older))
		return true;
	return is_told(p, i, next) || is_apposition(p, i, next);
}
