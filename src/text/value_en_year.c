/* Years, decades and business years as English writes them. */

#include <stdio.h>
#include <string.h>

#include "text/value_en.h"

static struct ty_value *add_year(struct ty_en *p, size_t start, size_t end,
				 int year, const char *unit)
{
	struct ty_value *v = ty_values_add(p->out, start, end, TY_VALUE_YEAR,
					   unit);

	snprintf(v->amount, sizeof(v->amount), "%d", year);
	return v;
}

static size_t digits_of(const struct ty_en *p, size_t i)
{
	return p->v[i].end - p->v[i].start;
}

/* A year by its looks: four digits, 1000 to 2100. */
static int looks(const struct ty_en *p, size_t i)
{
	int year = ty_en_small(p, i);

	return year >= 1000 && year <= 2100 && digits_of(p, i) == 4 ? year : 0;
}

/* Behind the numeral stands what makes a quantity of it. */
static bool is_quantity(const struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e;
	size_t k = ty_en_hyphen(p, i) ? i + 1 : i, n;

	if (k >= p->n || !p->v[k].entry)
		return false;
	for (e = p->v[k].entry, n = p->v[k].nentries; n--; e++)
		/* "the 2010-2019 decade" */
		if ((e->class >= TY_LEX_COUNT || e->class == TY_LEX_SCALE) &&
		    (e->class != TY_LEX_DURATION || ty_en_plural(p, k)))
			return !ty_en_of(p, k, TY_LEX_ORDINAL);
	return false;
}

/* A year by its looks and its place. */
static int year_at(const struct ty_en *p, size_t i)
{
	static const char *const sure[] = {
		"in", "since", "until", "till", "circa", "during", "year",
		"early", "late", "mid", "by", "before", "after", NULL
	};
	int year = looks(p, i);

	if (!year || is_quantity(p, i + 1))
		return 0;
	/* "attended by 1500 people" */
	if (ty_en_is_one(p, i - 1, sure))
		return ty_en_plural(p, i + 1) &&
		       (year < 1900 || ty_en_is(p, i - 1, "by")) ? 0 : year;
	if (year < 1700)
		return 0;
	if (i && (ty_en_plays(p, i - 1, "on") || ty_en_is(p, i - 1, "a") ||
		  ty_en_plays(p, i - 1, "whose")) &&
	    !ty_en_is(p, i - 1, "than") && !ty_en_is(p, i - 1, "over"))
		return !ty_en_plural(p, i + 1) || ty_en_is(p, i - 1, "the") ||
		       ty_en_plays(p, i - 1, "whose") ? year : 0;
	/* Larger numbers have a comma; but "killed 2000 people". */
	return year >= 1900 && !ty_en_plural(p, i + 1) ? year : 0;
}

/* The second year of a range that begins with `low`, in four digits or in its
 * last two. */
static int second_year(const struct ty_en *p, size_t i, int low, bool hyphen)
{
	int year = looks(p, i);

	if (is_quantity(p, i + 1))
		return 0;
	if (!year && hyphen && i < p->n && digits_of(p, i) == 2 &&
	    ty_en_small(p, i) > low % 100)
		year = low - low % 100 + ty_en_small(p, i);
	return year > low ? year : 0;
}

/* 1998 to 2003, 2024-25 */
static size_t year_range(struct ty_en *p, size_t i, int low)
{
	bool hyphen = ty_en_hyphen(p, i + 1) ||
		      (ty_en_mark(p, i + 1, '/') && !p->v[i + 1].space);
	struct ty_value *v;
	int high;

	if (!hyphen && !ty_en_is(p, i + 1, "to") &&
	    !ty_en_is(p, i + 1, "through") &&
	    !((ty_en_is(p, i + 1, "until") || ty_en_is(p, i + 1, "till")) &&
	      i && ty_en_is(p, i - 1, "from")) &&
	    !(ty_en_is(p, i + 1, "and") && i &&
	      ty_en_is(p, i - 1, "between")))
		return 0;
	if (i && ty_en_is(p, i - 1, "from") &&
	    ty_en_plays_before(p, i - 1, 6, "change"))
		return 0;
	high = second_year(p, i + 2, low, hyphen);
	if (!high)
		return 0;
	v = ty_values_add(p->out, p->v[i].start, p->v[i + 2].end,
			  TY_VALUE_RANGE, "year");
	v->ends = TY_VALUE_YEAR;
	snprintf(v->amount, sizeof(v->amount), "%d..%d", low, high);
	return i + 3;
}

/* "s" or "'s" close behind a numeral: the token behind it, or 0. */
static size_t plural_end(const struct ty_en *p, size_t i)
{
	if (ty_en_is(p, i, "s") && !p->v[i].space)
		return i + 1;
	if ((ty_en_mark(p, i, '\'') || ty_en_mark(p, i, 0x2019)) &&
	    !p->v[i].space && ty_en_is(p, i + 1, "s") && !p->v[i + 1].space)
		return i + 2;
	return 0;
}

/* "his early 80s": a person's decade of life. */
static bool is_age(const struct ty_en *p, size_t i)
{
	const struct ty_value *last = p->out->n ?
				      &p->out->v[p->out->n - 1] : NULL;
	/* "his late 20s to early 30s" */
	bool more = last && last->kind == TY_VALUE_AGE && last->unit[0];
	size_t k, far = more ? 8 : 4;

	for (k = 1; k <= far && k <= i; k++) {
		if (ty_en_plays(p, i - k, "whose"))
			return true;
		if (ty_en_plays(p, i - k, "aged"))
			return true;
	}
	return false;
}

/* 1990s, '80s, 80s, of the token that holds the digits. */
static size_t decade(struct ty_en *p, size_t i, size_t start)
{
	size_t end = plural_end(p, i + 1);
	int year = ty_en_small(p, i);
	bool quoted = start < p->v[i].start;

	if (!end || year < 10 || year % 10)
		return 0;
	/* Highs in the mid-30s, in the 80s Fahrenheit */
	if (year < 100 && !quoted && (ty_en_of(p, end, TY_LEX_TEMPERATURE) ||
				      ty_en_plays_before(p, i, 6, "temp")) &&
	    !is_age(p, i))
		return end;
	if (looks(p, i)) {
		add_year(p, start, p->v[end - 1].end, year, "decade");
	} else if (year < 100 && !quoted && is_age(p, i)) {
		add_year(p, start, p->v[end - 1].end, year, "decade");
		p->out->v[p->out->n - 1].kind = TY_VALUE_AGE;
		p->out->v[p->out->n - 1].ends = TY_VALUE_AGE;
	} else if (year < 100 && (quoted || (i && (ty_en_is(p, i - 1, "the") ||
				  ty_en_hyphen(p, i - 1) ||
				  ty_en_plays(p, i - 1, "prefix"))))) {
		add_year(p, start, p->v[end - 1].end,
			 year + (year <= 20 ? 2000 : 1900), "decade");
	}
	return end;
}

/* the class of '68, behind the mark */
static size_t short_year(struct ty_en *p, size_t i, size_t start)
{
	int year = ty_en_small(p, i);

	if (year < 0 || digits_of(p, i) != 2 || i < 2 ||
	    !ty_en_plays(p, i - 2, "on"))
		return 0;
	add_year(p, start, p->v[i].end, year + (year <= 30 ? 2000 : 1900), "");
	return i + 1;
}

/* "in her thirties", "the eighties" */
static size_t word_decade(struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_NUMBER);
	uint32_t ten;

	if (!e || strcmp(e->unit, "decade") ||
	    !ty_decimal_whole(&e->amount, 90, &ten))
		return 0;
	if (i && is_age(p, i)) {
		add_year(p, p->v[i].start, p->v[i].end, (int)ten, "decade");
		p->out->v[p->out->n - 1].kind = TY_VALUE_AGE;
		p->out->v[p->out->n - 1].ends = TY_VALUE_AGE;
	} else if (i && ty_en_plays(p, i - 1, "on")) {
		add_year(p, p->v[i].start, p->v[i].end, 1900 + (int)ten,
			 "decade");
	}
	return i + 1;
}

/* fiscal 2024, FY2024, FY24, the fiscal year 2024 */
static size_t fiscal(struct ty_en *p, size_t i)
{
	int year = looks(p, i + 1);

	if (!year && ty_en_is(p, i, "fy") && i + 1 < p->n &&
	    digits_of(p, i + 1) == 2 && ty_en_small(p, i + 1) >= 0)
		year = 2000 + ty_en_small(p, i + 1);
	if (!year)
		return 0;
	add_year(p, p->v[i].start, p->v[i + 1].end, year, "FY");
	return i + 2;
}

/* Reiwa 6 */
static size_t era_year(struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_ERA);
	int year = ty_en_small(p, i + 1);
	uint32_t before;

	if (!e || year < 1 || year > 64 ||
	    !ty_decimal_whole(&e->amount, 9999, &before))
		return 0;
	add_year(p, p->v[i].start, p->v[i + 1].end, (int)before + year, "");
	return i + 2;
}

size_t ty_en_year(struct ty_en *p, size_t i)
{
	size_t next = era_year(p, i);
	int year;

	if (next)
		return next;
	if (ty_en_plays(p, i, "fiscal"))
		return fiscal(p, i);
	if (ty_en_type(p, i, TY_EN_WORD))
		return word_decade(p, i);
	if ((ty_en_mark(p, i, '\'') || ty_en_mark(p, i, 0x2019) ||
	     ty_en_mark(p, i, 0x2018)) &&
	    ty_en_type(p, i + 1, TY_EN_NUMERAL) && !p->v[i + 1].space) {
		next = decade(p, i + 1, p->v[i].start);
		return next ? next : short_year(p, i + 1, p->v[i].start);
	}
	if (!ty_en_type(p, i, TY_EN_NUMERAL))
		return 0;
	next = decade(p, i, p->v[i].start);
	if (next)
		return next;
	year = looks(p, i);
	if (year && ty_en_plays(p, i + 1, "fiscalafter")) {
		add_year(p, p->v[i].start, p->v[i + 1].end, year, "FY");
		return i + 2;
	}
	/* Both ends of a range prove each other. */
	if (year >= 1700 && (next = year_range(p, i, year)) != 0)
		return next;
	year = year_at(p, i);
	if (!year)
		return 0;
	next = year_range(p, i, year);
	if (next)
		return next;
	add_year(p, p->v[i].start, p->v[i].end, year, "");
	return i + 1;
}
