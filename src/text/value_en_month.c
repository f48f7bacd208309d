/* The names of months, which are also verbs, people and parties. */

#include <string.h>

#include "text/value_en.h"

/* May and March, which are more than months. */
static bool is_doubtful_month(const struct ty_en *p, size_t i, size_t next)
{
	size_t k;

	if (ty_en_small(p, next) > 0)
		return false;
	if (ty_en_is(p, next, "day"))
		return true;
	/* Mr. March */
	if (i > 1 && ty_en_mark(p, i - 1, '.') && ty_en_capital(p, i - 2) &&
	    p->v[i - 2].end - p->v[i - 2].start <= 4)
		return true;
	if (ty_en_initial(p, i))
		return !ty_en_plays(p, next, "be");
	/* Theresa May */
	if (ty_en_capital(p, i - 1) && !p->v[i - 1].entry && !p->titled)
		return true;
	if (ty_en_is(p, i, "march") && i && ty_en_is(p, i - 1, "the") &&
	    (ty_en_is(p, next, "on") || ty_en_is(p, next, "for")))
		return true;
	if (ty_en_plays(p, i - 1, "on") || ty_en_hyphen(p, i - 1) ||
	    ty_en_of(p, i - 1, TY_LEX_WEEKDAY) ||
	    ty_en_of(p, i - 1, TY_LEX_MONTH))
		return false;
	/* A month stands beside another, also over a comma. */
	for (k = next; k < next + 3; k++)
		if (ty_en_of(p, k, TY_LEX_MONTH))
			return false;
	return true;
}

int ty_en_month(const struct ty_en *p, size_t i, size_t *next)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_MONTH);
	uint32_t month;
	bool stop;

	if (!e || !p->v[i].capital || !ty_decimal_whole(&e->amount, 12, &month))
		return 0;
	*next = i + 1;
	if (!strcmp(e->unit, "short")) {
		stop = ty_en_mark(p, i + 1, '.') && !p->v[i + 1].space;
		*next += stop;
		/* "Jan" and "Dec" alone may be anything. */
		if (ty_en_small(p, *next) <= 0 &&
		    !(stop && i && ty_en_plays(p, i - 1, "on")) &&
		    !ty_en_hyphen(p, *next) && !ty_en_hyphen(p, i - 1))
			return 0;
	} else if (!strcmp(e->unit, "word")) {
		if (is_doubtful_month(p, i, *next))
			return 0;
	} else if (ty_en_capital(p, i + 1) && !p->v[i + 1].entry && i &&
		   !ty_en_plays(p, i - 1, "on") && !p->titled &&
		   (ty_en_capital(p, i - 1) || ty_en_initial(p, i))) {
		/* April Jones; but the October Revolution. */
		return 0;
	}
	return (int)month;
}
