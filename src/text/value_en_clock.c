/* Times of day as English writes them, and what is between two. */

#include <stdio.h>
#include <string.h>

#include "text/value_en.h"

struct clock {
	int	hour, minute;
	char	half;			/* 'a', 'p', or 0: not said */
	bool	sure;			/* nothing but a time */
	size_t	start, end;		/* bytes */
	size_t	next;			/* token */
};

/* The a.m. or p.m. at token i. */
static char half_at(const struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_CLOCK);

	return e && (!strcmp(e->unit, "am") || !strcmp(e->unit, "pm")) ?
	       e->unit[0] : 0;
}

static void take(const struct ty_en *p, struct clock *c, size_t i)
{
	c->next = i + 1;
	c->end = p->v[i].end;
}

/* Noon and midnight. */
static bool named(const struct ty_en *p, size_t i, struct clock *c)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_CLOCK);

	if (!e || half_at(p, i))
		return false;
	c->start = p->v[i].start;
	c->hour = (e->unit[0] - '0') * 10 + e->unit[1] - '0';
	c->sure = true;
	take(p, c, i);
	return true;
}

/* A time may stand at token i: "at" before it. */
static bool is_when(const struct ty_en *p, size_t i)
{
	return i && (ty_en_is(p, i - 1, "at") || ty_en_is(p, i - 1, "by") ||
		     ty_en_is(p, i - 1, "until") ||
		     ty_en_is(p, i - 1, "since"));
}

/* 3, 3:15 or 0412 at token i. */
static bool numeral(const struct ty_en *p, size_t i, struct clock *c)
{
	int number = ty_en_small(p, i);
	struct ty_numeral num;
	size_t digits;
	uint32_t time;

	/* 3.15 p.m. */
	if (half_at(p, i + 1) && ty_en_type(p, i, TY_EN_NUMERAL) &&
	    ty_numeral_read(&num, p->s, p->len, p->v[i].start) && num.point &&
	    num.amount.places == 2 && num.amount.n <= 4) {
		ty_decimal_shift(&num.amount, 2);
		if (!ty_decimal_whole(&num.amount, 1259, &time))
			return false;
		c->hour = (int)time / 100;
		c->minute = (int)time % 100;
		c->start = p->v[i].start;
		take(p, c, i);
		return true;
	}
	if (number < 0)
		return false;
	digits = p->v[i].end - p->v[i].start;
	c->start = p->v[i].start;
	take(p, c, i);
	/* 0412 hours, at 1510 hours, 1510 local time */
	if (digits == 4 && (ty_en_plays(p, i + 1, "zone") ||
			    (ty_en_is(p, i + 1, "hours") &&
			     (p->s[c->start] == '0' || is_when(p, i))) ||
			    (ty_en_is(p, i + 1, "local") &&
			     ty_en_is(p, i + 2, "time")))) {
		c->hour = number / 100;
		c->minute = number % 100;
		c->sure = true;
		return true;
	}
	if (digits > 2)
		return false;
	c->hour = number;
	if (ty_en_mark(p, i + 1, ':') && !p->v[i + 1].space &&
	    ty_en_small(p, i + 2) >= 0 && !p->v[i + 2].space) {
		if (p->v[i + 2].end - p->v[i + 2].start != 2)
			return false;
		c->minute = ty_en_small(p, i + 2);
		c->sure = true;
		take(p, c, i + 2);
	}
	return true;
}

/* What may follow: a.m., o'clock, GMT. */
static void suffixes(const struct ty_en *p, struct clock *c)
{
	const struct ty_lex_entry *e = ty_en_of(p, c->next, TY_LEX_CLOCK);

	c->half = half_at(p, c->next);
	if (e && !c->half && c->hour == 12) {	/* 12 noon */
		c->hour = e->unit[0] == '1' ? 12 : 0;
		take(p, c, c->next);
		c->sure = true;
	} else if (c->half) {
		take(p, c, c->next);
		c->sure = true;
	} else if (ty_en_is(p, c->next, "o") && c->next + 2 < p->n &&
		   ty_en_is(p, c->next + 2, "clock")) {
		take(p, c, c->next + 2);
		c->sure = true;
	}
	if (c->sure && ((ty_en_plays(p, c->next, "zone") &&
			 p->v[c->next].capital) ||
			(ty_en_is(p, c->next, "hours") && !c->half)))
		take(p, c, c->next);
}

/* half past seven, a quarter to 3 */
static bool told(const struct ty_en *p, size_t i, struct clock *c)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_FRACTION);
	bool half = e && !strcmp(e->unit, "half");
	struct ty_en_number num;
	uint32_t hour;

	if (!e || (!half && strcmp(e->unit, "quarter")) ||
	    (!ty_en_is(p, i + 1, "past") &&
	     (half || !ty_en_is(p, i + 1, "to"))) ||
	    !ty_en_number(p, i + 2, false, &num) ||
	    !ty_decimal_whole(&num.amount, 12, &hour) || !hour)
		return false;
	c->start = p->v[i].start;
	c->hour = (int)hour;
	c->minute = half ? 30 : 15;
	if (ty_en_is(p, i + 1, "to")) {
		c->hour = hour == 1 ? 12 : (int)hour - 1;
		c->minute = 45;
	}
	c->sure = true;
	take(p, c, num.next - 1);
	return true;
}

static bool read_clock(const struct ty_en *p, size_t i, struct clock *c)
{
	memset(c, 0, sizeof(*c));
	if (named(p, i, c))
		return true;
	if (told(p, i + ty_en_is(p, i, "a"), c)) {
		c->start = p->v[i].start;
		suffixes(p, c);
		return true;
	}
	if (!numeral(p, i, c))
		return false;
	suffixes(p, c);
	return true;
}

/* Hours and minutes that exist, on the clock of 24 hours. */
static bool write_clock(char out[TY_VALUE_AMOUNT], const struct clock *c)
{
	int hour = c->hour;

	if (c->half && (hour < 1 || hour > 12))
		return false;
	if (c->half)
		hour = hour % 12 + (c->half == 'p' ? 12 : 0);
	return hour <= 24 && ty_amount_time(out, hour, c->minute);
}

/* Minutes or seconds at token i, behind a colon: below 60, in two digits; with
 * what is behind the point. */
static bool sixtieth(const struct ty_en *p, size_t i, struct ty_numeral *num)
{
	uint32_t whole;
	struct ty_decimal d;

	if (i < 1 || !ty_en_mark(p, i - 1, ':') || p->v[i - 1].space ||
	    !ty_en_type(p, i, TY_EN_NUMERAL) || p->v[i].space)
		return false;
	ty_numeral_read(num, p->s, p->len, p->v[i].start);
	d = num->amount;
	d.n = (uint8_t)(d.n - d.places);
	d.places = 0;
	return num->digits == 2 && !num->comma &&
	       ty_decimal_whole(&d, 59, &whole);
}

/* 2:06:35 or 1:57.47, a time somebody needed, in seconds. */
static size_t stopwatch(struct ty_en *p, size_t i)
{
	struct ty_numeral minutes, seconds;
	struct ty_decimal sum;
	struct ty_value *v;
	int first = ty_en_small(p, i);
	size_t last = i + 2;

	if (first < 0 || first > 99 || !sixtieth(p, i + 2, &seconds))
		return 0;
	ty_decimal_set(&sum, (uint32_t)first);
	minutes = seconds;
	if (!seconds.point && sixtieth(p, i + 4, &seconds)) {
		if (!ty_decimal_times(&sum, 60) ||
		    !ty_decimal_add(&sum, &minutes.amount))
			return 0;
		last = i + 4;
	} else if (!seconds.point) {
		return 0;
	}
	/* 06:03:48 p.m. is too exact for the news. */
	if (half_at(p, last + 1))
		return last + 2;
	if (!ty_decimal_times(&sum, 60) ||
	    !ty_decimal_add(&sum, &seconds.amount))
		return 0;
	v = ty_values_add(p->out, p->v[i].start, p->v[last].end,
			  TY_VALUE_DURATION, "s");
	ty_amount_decimal(v->amount, &sum);
	return last + 1;
}

/* 9 a.m. to 5 p.m.; 9-11 a.m. */
static size_t clock_range(struct ty_en *p, size_t first, struct clock *a)
{
	char low[TY_VALUE_AMOUNT], high[TY_VALUE_AMOUNT];
	struct ty_value *v;
	struct clock b;
	bool between = first && ty_en_is(p, first - 1, "between") &&
		       ty_en_is(p, a->next, "and");

	if (!ty_en_hyphen(p, a->next) && !ty_en_is(p, a->next, "to") &&
	    !between && !(ty_en_is(p, a->next, "until") && first &&
			  ty_en_is(p, first - 1, "from")))
		return 0;
	if (!read_clock(p, a->next + 1, &b) || !b.sure)
		return 0;
	/* "from 9 to 11 a.m." */
	if (!a->sure) {
		if (!b.half)
			return 0;
		a->half = b.half;
	}
	if (first && ty_en_is(p, first - 1, "from") &&
	    ty_en_plays_before(p, first - 1, 6, "change"))
		return 0;
	if (!write_clock(low, a) || !write_clock(high, &b))
		return 0;
	v = ty_values_add(p->out, a->start, b.end, TY_VALUE_RANGE, "");
	v->ends = TY_VALUE_TIME;
	ty_amount_range(v->amount, low, high);
	return b.next;
}

size_t ty_en_clock(struct ty_en *p, size_t i)
{
	char amount[TY_VALUE_AMOUNT];
	struct ty_value *v;
	struct clock c;
	size_t next = 0;

	if (!ty_en_type(p, i, TY_EN_NUMERAL) &&
	    !ty_en_of(p, i, TY_LEX_CLOCK) &&
	    !ty_en_of(p, i, TY_LEX_FRACTION) && !ty_en_is(p, i, "a"))
		return 0;
	if (ty_en_type(p, i, TY_EN_NUMERAL))
		next = stopwatch(p, i);
	if (next)
		return next;
	if (!read_clock(p, i, &c))
		return 0;
	next = clock_range(p, i, &c);
	if (next)
		return next;
	if (!c.sure)
		return 0;
	/* 25:70 is nothing at all. */
	if (!write_clock(amount, &c))
		return c.next;
	v = ty_values_add(p->out, c.start, c.end, TY_VALUE_TIME, "");
	memcpy(v->amount, amount, sizeof(amount));
	return c.next;
}
