/* Days, weekdays and months as English writes them, and what is between. */

#include <string.h>

#include "text/value_en.h"

/* A day, a month (day 0) or a weekday, or what is known of it. */
struct date {
	int		 year, month, day;	/* 0: not said */
	const char	*weekday;		/* NULL: none */
	size_t		 start, end;		/* bytes */
	size_t		 next;			/* token */
};

static enum ty_value_kind kind_of(const struct date *d)
{
	return d->weekday || d->day ? TY_VALUE_DATE : TY_VALUE_MONTH;
}

static bool write_date(char out[TY_VALUE_AMOUNT], const struct date *d)
{
	if (!d->weekday)
		return ty_amount_date(out, d->year, d->month, d->day);
	memcpy(out, d->weekday, strlen(d->weekday) + 1);
	return true;
}

/* A year in four digits at token i, or 0. */
static int year_at(const struct ty_en *p, size_t i)
{
	int year = ty_en_small(p, i);

	if (year < 1000 || year > 2999 || p->v[i].end - p->v[i].start != 4)
		return 0;
	return year;
}

/* Something behind token i makes a quantity of the numeral at i. */
static bool has_unit(const struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e = i + 1 < p->n ? p->v[i + 1].entry : NULL;
	size_t k = e ? p->v[i + 1].nentries : 0;

	if (ty_en_mark(p, i + 1, ':') && !p->v[i + 1].space &&
	    ty_en_type(p, i + 2, TY_EN_NUMERAL) && !p->v[i + 2].space)
		return true;
	for (; k--; e++)
		if (e->class == TY_LEX_SCALE || e->class == TY_LEX_PERCENT ||
		    (e->class > TY_LEX_COUNT && e->class != TY_LEX_DURATION))
			return true;
	return false;
}

/* The day of a month at token i, 4 or 4th; the token behind it in *next. */
static int day_at(const struct ty_en *p, size_t i, size_t *next)
{
	int day = ty_en_small(p, i);

	if (day < 1 || day > 31 || p->v[i].end - p->v[i].start > 2 ||
	    has_unit(p, i))
		return 0;
	*next = i + 1;
	if (ty_en_rank_suffix(p, i + 1))
		*next = i + 2;
	return day;
}

/* Behind a day, a year may follow: ", 2024" or "2024". */
static void add_year(const struct ty_en *p, struct date *d)
{
	size_t i = d->next;
	int year;

	if (ty_en_mark(p, i, ','))
		i++;
	year = year_at(p, i);
	if (!year || has_unit(p, i) ||
	    (i > d->next && year > 2100))
		return;
	d->year = year;
	d->end = p->v[i].end;
	d->next = i + 1;
}

/* "In October 15 people" has no day. */
static bool counts(const struct ty_en *p, size_t month, size_t next)
{
	return month && ty_en_is(p, month - 1, "in") && ty_en_plural(p, next);
}

/* Oct. 1; October 1, 2024; October 2024; October. */
static bool month_first(const struct ty_en *p, size_t i, struct date *d)
{
	size_t next;

	d->month = ty_en_month(p, i, &next);
	if (!d->month)
		return false;
	d->start = p->v[i].start;
	d->next = next;
	d->end = p->v[next - 1].end;
	d->day = day_at(p, next, &next);
	if (d->day && counts(p, i, next))
		d->day = 0;
	if (d->day) {
		d->next = next;
		d->end = p->v[next - 1].end;
	}
	add_year(p, d);
	return true;
}

/* 1 October 2024; 1st of October; the day alone if `bare`. */
static bool day_first(const struct ty_en *p, size_t i, bool bare,
		      struct date *d)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_ORDINAL);
	size_t next, k;
	uint32_t day;

	d->day = day_at(p, i, &next);
	/* the Fourth of July */
	if (e && ty_en_is(p, i + 1, "of") &&
	    ty_decimal_whole(&e->amount, 31, &day)) {
		d->day = (int)day;
		next = i + 1;
		bare = false;
	}
	if (!d->day)
		return false;
	d->start = p->v[i].start;
	d->next = next;
	d->end = p->v[next - 1].end;
	k = ty_en_is(p, next, "of") && (next > i + 1 || e) ? next + 1 : next;
	d->month = ty_en_month(p, k, &next);
	if (!d->month)
		return bare;
	d->next = next;
	d->end = p->v[next - 1].end;
	add_year(p, d);
	return true;
}

static bool weekday_at(const struct ty_en *p, size_t i, struct date *d)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_WEEKDAY);
	bool stop;

	if (!e || !p->v[i].capital)
		return false;
	d->next = i + 1;
	d->start = p->v[i].start;
	d->end = p->v[i].end;
	d->weekday = e->unit;
	if (!ty_decimal_is_zero(&e->amount)) {
		/* Short: in brackets, or with a stop and a date behind. */
		stop = ty_en_mark(p, i + 1, '.');
		if (!(i && ty_en_mark(p, i - 1, '(') &&
		      ty_en_mark(p, i + 1, ')')) &&
		    !((stop || ty_en_mark(p, i + 1, ',')) &&
		      (ty_en_of(p, i + 2, TY_LEX_MONTH) ||
		       ty_en_of(p, i + 3, TY_LEX_MONTH))))
			return false;
		if (stop) {
			d->next++;
			d->end = p->v[i + 1].end;
		}
	}
	/* the Sunday Times */
	if (i && ty_en_is(p, i - 1, "the") && ty_en_capital(p, i + 1) &&
	    !p->v[i + 1].entry && !p->titled)
		return false;
	/* Good Friday; Saturday Night Live is taken for a day. */
	return !(i && ty_en_capital(p, i - 1) && !p->titled &&
		 ty_en_plays(p, i - 1, "holy"));
}

/* ---------------------------------------------------------------- ranges -- */

/* What leads from the first date to the second: the token behind it, or 0. */
static size_t connector(const struct ty_en *p, size_t first, size_t i)
{
	bool from = first && ty_en_is(p, first - 1, "from");

	if (ty_en_hyphen(p, i))
		return i + 1;
	if (ty_en_is(p, i, "to") || ty_en_is(p, i, "through") ||
	    ((ty_en_is(p, i, "until") || ty_en_is(p, i, "till")) && from)) {
		/* "moved from Monday to Friday" names two days. */
		if (from && ty_en_plays_before(p, first - 1, 6, "change"))
			return 0;
		return i + 1;
	}
	if (ty_en_is(p, i, "and") && first &&
	    ty_en_is(p, first - 1, "between"))
		return i + 1;
	return 0;
}

static bool read_date(const struct ty_en *p, size_t i, bool bare,
		      struct date *d)
{
	memset(d, 0, sizeof(*d));
	if (weekday_at(p, i, d))
		return true;
	memset(d, 0, sizeof(*d));
	if (month_first(p, i, d))
		return true;
	return day_first(p, i, bare, d);
}

/* Give the first end what only the second one says. */
static bool share(struct date *a, struct date *b)
{
	if (a->weekday || b->weekday)
		return a->weekday && b->weekday;
	if (!b->month && b->day && a->day)
		b->month = a->month;
	if (!a->month && a->day && b->day)
		a->month = b->month;
	if (!a->year && a->month <= b->month)
		a->year = b->year;
	return a->month && b->month && !a->day == !b->day;
}

/* Append the range from *a, if one begins there. */
static size_t add_range(struct ty_en *p, size_t first, struct date *a)
{
	char low[TY_VALUE_AMOUNT], high[TY_VALUE_AMOUNT];
	size_t i = connector(p, first, a->next);
	struct ty_value *v;
	struct date b, was = *a;

	if (!i || !read_date(p, i, a->month && a->day, &b) ||
	    !share(a, &b) || !write_date(low, a) || !write_date(high, &b) ||
	    (!b.weekday && strcmp(low, high) >= 0 && a->year)) {
		*a = was;
		return 0;
	}
	v = ty_values_add(p->out, a->start, b.end, TY_VALUE_RANGE,
			  kind_of(a) == TY_VALUE_DATE ? "date" : "month");
	v->ends = kind_of(a);
	ty_amount_range(v->amount, low, high);
	return b.next;
}

static void add_date(struct ty_en *p, const struct date *d)
{
	char amount[TY_VALUE_AMOUNT];
	struct ty_value *v;

	if (!write_date(amount, d))
		return;			/* Feb. 30 */
	v = ty_values_add(p->out, d->start, d->end, kind_of(d), "");
	memcpy(v->amount, amount, sizeof(amount));
}

/* "Oct. 4 and 5": the day behind "and" is one of the same month. */
static size_t add_more_days(struct ty_en *p, struct date *d)
{
	size_t i = d->next, next;
	int day;

	while (d->day && d->month && !d->year &&
	       (ty_en_is(p, i, "and") || ty_en_is(p, i, "or") ||
		(ty_en_mark(p, i, ',') && ty_en_is(p, i + 2, "and")))) {
		day = day_at(p, i + 1, &next);
		if (!day || (ty_en_type(p, next, TY_EN_WORD) &&
			     !p->v[next].entry) || ty_en_hyphen(p, next) ||
		    ty_en_of(p, next, TY_LEX_DURATION))
			break;
		d->day = day;
		d->start = p->v[i + 1].start;
		d->end = p->v[next - 1].end;
		add_date(p, d);
		i = next;
	}
	return i;
}

/* ------------------------------------------------------------ other dates -- */

/* 2024-10-01, 2024/10/01, 10/31/2024; of 10/1/2024 nobody knows the month. */
static size_t written_date(struct ty_en *p, size_t i)
{
	struct date d = { .start = p->v[i].start, .end = p->v[i].end };
	struct ty_numeral num;
	uint32_t part[3] = { 0, 0, 0 };
	size_t at = p->v[i].start, k;

	for (k = 0; k < 3; k++) {
		if (!ty_numeral_read(&num, p->s, p->len, at) || !num.good ||
		    num.comma || num.point || num.digits > 4 ||
		    !ty_decimal_whole(&num.amount, 9999, &part[k]))
			return i + 1;
		at = num.span.end + 1;
	}
	if (part[0] >= 1000) {
		d.year = (int)part[0];
		d.month = (int)part[1];
		d.day = (int)part[2];
	} else if (part[2] >= 1000 && (part[0] > 12) != (part[1] > 12)) {
		d.year = (int)part[2];
		d.month = (int)(part[0] > 12 ? part[1] : part[0]);
		d.day = (int)(part[0] > 12 ? part[0] : part[1]);
	}
	if (d.day && d.month)
		add_date(p, &d);
	return i + 1;
}

/* "on the 15th", of the month that is meant. */
static size_t day_only(struct ty_en *p, size_t i)
{
	static const char *const before[] = {
		"on", "until", "by", "from", "since", "before", "after", "to",
		"through", "and", "till", NULL
	};
	static const char *const after[] = { "at", "when", "with", "as", NULL };
	struct date d = { 0 };
	size_t next;
	bool weekday;

	if (i < 2 || !ty_en_is(p, i - 1, "the"))
		return 0;
	weekday = ty_en_of(p, i - 2, TY_LEX_WEEKDAY) != NULL;
	d.day = day_at(p, i, &next);
	if ((!weekday && !ty_en_is_one(p, i - 2, before)) || !d.day ||
	    next == i + 1)
		return 0;
	/* "on the 15th floor" */
	if (ty_en_type(p, next, TY_EN_WORD) && !ty_en_plays(p, next, "on") &&
	    !ty_en_is_one(p, next, after))
		return 0;
	if (ty_en_hyphen(p, next) || ty_en_is(p, next, "in"))
		return 0;
	d.start = p->v[i].start;
	d.end = p->v[next - 1].end;
	add_date(p, &d);
	return next;
}

size_t ty_en_calendar(struct ty_en *p, size_t i)
{
	struct date d;
	size_t next;

	if (ty_en_type(p, i, TY_EN_DATE))
		return written_date(p, i);
	if (!ty_en_type(p, i, TY_EN_NUMERAL) &&
	    !ty_en_of(p, i, TY_LEX_MONTH) &&
	    !ty_en_of(p, i, TY_LEX_WEEKDAY) &&
	    !ty_en_of(p, i, TY_LEX_ORDINAL))
		return 0;
	if (!read_date(p, i, true, &d))
		return 0;
	/* 4-6 October, but not 4-6 alone. */
	next = add_range(p, i, &d);
	if (next)
		return next;
	if (d.day && !d.month)
		return day_only(p, i);
	add_date(p, &d);
	return add_more_days(p, &d);
}
