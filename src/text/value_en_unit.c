/* English units: which of its meanings a unit has behind a number, and what
 * several units together come to. */

#include <string.h>

#include "text/value_en.h"

#define NEAR	12	/* tokens between 72 F and 20 C */

/* ------------------------------------------------- words of two meanings -- */

/* The text speaks of pounds to be weighed, not paid. */
static bool is_weight(const struct ty_en *p, size_t i,
		      const struct ty_en_number *num)
{
	if (num->scale)
		return false;
	if (ty_en_is(p, i + 1, "sterling"))
		return false;
	if (ty_en_is(p, i + 1, "of") && !ty_en_plays_before(p, num->first, 4,
							    "pay"))
		return true;
	if (ty_en_plays_before(p, num->first, 5, "pay") ||
	    ty_en_plays_after(p, i + 1, 3, "pay"))
		return false;
	return ty_en_is(p, i, "pound") ||
	       ty_en_plays_before(p, num->first, 5, "weigh") ||
	       ty_en_plays_after(p, i + 1, 4, "weigh");
}

/* Of the meanings of a unit at token i the one that fits. */
static const struct ty_lex_entry *choose(const struct ty_en *p, size_t i,
					 const struct ty_en_number *num)
{
	const struct ty_lex_entry *e = p->v[i].entry;
	const struct ty_lex_entry *pounds = ty_en_of(p, i, TY_LEX_WEIGHT);
	const struct ty_lex_entry *money = ty_en_of(p, i, TY_LEX_MONEY);
	size_t n;

	if (pounds && money)
		return is_weight(p, i, num) ? pounds : money;
	for (n = p->v[i].nentries; n--; e++)
		if (e->class >= TY_LEX_COUNT)
			return e;
	return NULL;
}

/* A C or an F at token i says degrees: the text speaks of heat, names another
 * such scale nearby, or something reached it. */
static bool is_degree(const struct ty_en *p, size_t i,
		      const struct ty_en_number *num)
{
	size_t k, from = i > NEAR ? i - NEAR : 0;

	if (!num->digits || ty_en_hyphen(p, i + 1))
		return false;
	for (k = from; k <= i + NEAR && k < p->n; k++)
		if (k != i && ty_en_of(p, k, TY_LEX_TEMPERATURE) &&
		    p->v[k].capital && ty_en_type(p, k - 1, TY_EN_NUMERAL))
			return true;
	return num->amount.negative ||
	       ty_en_plays_before(p, num->first, 10, "temp") ||
	       ty_en_plays_after(p, i + 1, 4, "temp") ||
	       (num->first && ty_en_plays(p, num->first - 1, "reach"));
}

/* Forms that are units only in some places. */
static bool fits(const struct ty_en *p, size_t i, bool hyphen,
		 const struct ty_lex_entry *e, const struct ty_en_number *num)
{
	struct ty_decimal hundred;
	bool letter = p->v[i].end - p->v[i].start == 1;

	if (ty_en_is(p, i, "second"))
		return hyphen && !ty_en_hyphen(p, i + 1) ? true :
		       hyphen && !ty_en_is(p, i + 2, "half");
	if (ty_en_is(p, i, "p"))
		return !p->v[i].space;
	/* minus 5 C; but not every letter is a scale */
	if (letter && e->class == TY_LEX_TEMPERATURE && p->v[i].capital)
		return is_degree(p, i, num);
	/* "5 m", but not "5 T" or "two t" */
	if (letter && p->s[p->v[i].start] >= 'A' && p->s[p->v[i].start] <= 'z')
		return num->digits && !p->v[i].capital;
	/* The team that scored 5 won. */
	ty_decimal_set(&hundred, 100);
	if (ty_en_is(p, i, "won"))
		return num->scale ||
		       ty_decimal_compare(&num->amount, &hundred) >= 0;
	/* "One day" is a beginning, "day one" a name. */
	if (ty_en_is(p, i, "day") && ty_en_is(p, num->first, "one") && !hyphen)
		return !ty_en_initial(p, num->first) &&
		       !ty_en_mark(p, i + 1, ',');
	if (e->class == TY_LEX_TEMPERATURE && !strcmp(e->unit, "deg"))
		return !letter || p->v[i].start == num->end;
	return true;
}

const struct ty_lex_entry *ty_en_unit_at(const struct ty_en *p, size_t i,
					 const struct ty_en_number *num)
{
	const struct ty_lex_entry *e;
	bool hyphen = i && ty_en_hyphen(p, i - 1);

	if (!ty_en_type(p, i, TY_EN_WORD) || !p->v[i].entry)
		return NULL;
	e = choose(p, i, num);
	return e && fits(p, i, hyphen, e, num) ? e : NULL;
}

/* Points are of an index, of percent (in a poll), or only scored. */
static void read_points(const struct ty_en *p, struct ty_en_quantity *q,
			size_t at)
{
	size_t first = q->num.first;
	bool scored = ty_en_plays_before(p, first, 6, "sport") ||
		      ty_en_plays_after(p, at + 1, 4, "sport");
	bool index = ty_en_plays_before(p, first, 14, "index") ||
		     ty_en_plays_after(p, at + 1, 8, "index");
	bool poll = ty_en_plays_before(p, first, 14, "poll") ||
		    ty_en_plays_after(p, at + 1, 8, "poll");

	q->kind = TY_VALUE_NUMBER;
	if (poll && !index) {
		q->kind = TY_VALUE_PERCENT;
		q->unit = "point";
	} else if (scored && !index) {
		/* English nouns are not read. */
		q->unit = "";
		q->end = q->num.end;
		q->entry = NULL;
	}
}

/* Degrees without a scale: heat, or an angle. */
static void read_degrees(const struct ty_en *p, struct ty_en_quantity *q,
			 size_t at)
{
	q->unit = p->fahrenheit ? "degF" : "degC";
	if (q->amount.negative ||
	    ty_en_plays_before(p, q->num.first, 10, "temp") ||
	    ty_en_plays_after(p, at + 1, 8, "temp"))
		return;
	q->kind = TY_VALUE_NUMBER;
	q->unit = "";
	q->end = q->num.end;
	q->entry = NULL;
}

void ty_en_measure(const struct ty_en *p, struct ty_en_quantity *q,
		   const struct ty_lex_entry *e, size_t at)
{
	q->entry = e;
	q->kind = ty_value_kind_of(e->class);
	q->unit = e->unit;
	q->end = p->v[at].end;
	q->next = at + 1;
	if (!ty_decimal_multiply(&q->amount, &e->amount))
		q->entry = NULL;
	if (e->class == TY_LEX_POINT)
		read_points(p, q, at);
	else if (!strcmp(e->unit, "deg"))
		read_degrees(p, q, at);
}

bool ty_en_unit(const struct ty_en *p, struct ty_en_quantity *q)
{
	size_t i = q->next;
	const struct ty_lex_entry *e;

	if (ty_en_hyphen(p, i))
		i++;
	e = ty_en_unit_at(p, i, &q->num);
	if (!e)
		return false;
	ty_en_measure(p, q, e, i);
	return true;
}

/* ------------------------------------------------------- several together -- */

/* How many of the unit `small` make one `large`; 0 if that is not fixed. */
static uint32_t ratio(const char *large, const char *small)
{
	static const struct { const char *large, *small; uint32_t n; } steps[] = {
		{ "year", "month", 12 }, { "week", "day", 7 },
		{ "day", "h", 24 }, { "h", "min", 60 }, { "min", "s", 60 },
		{ "h", "s", 3600 }, { "ft", "in", 12 }, { "lb", "oz", 16 },
		{ "m", "cm", 100 }, { "kg", "g", 1000 }, { "km", "m", 1000 }
	};
	size_t k;

	for (k = 0; k < sizeof(steps) / sizeof(*steps); k++)
		if (!strcmp(steps[k].large, large) &&
		    !strcmp(steps[k].small, small))
			return steps[k].n;
	return 0;
}

/* The smaller part at token i, in units of which `n` make the one before. */
static bool add_part(struct ty_en_quantity *q,
		     const struct ty_en_quantity *part, uint32_t n)
{
	struct ty_decimal sum = q->amount, limit;

	ty_decimal_set(&limit, n);
	if (ty_decimal_compare(&part->amount, &limit) >= 0 ||
	    !ty_decimal_times(&sum, n) ||
	    !ty_decimal_add(&sum, &part->amount))
		return false;
	q->amount = sum;
	q->unit = part->unit;
	q->entry = part->entry;
	q->end = part->end;
	q->next = part->next;
	return true;
}

/* 20 cents behind 5 dollars. */
static bool add_cents(struct ty_en_quantity *q,
		      const struct ty_en_quantity *part)
{
	struct ty_decimal one, sum = q->amount;

	ty_decimal_set(&one, 1);
	if (strcmp(q->unit, part->unit) || q->sign ||
	    ty_decimal_compare(&part->amount, &one) >= 0 ||
	    ty_decimal_compare(&part->entry->amount, &one) >= 0 ||
	    !ty_decimal_add(&sum, &part->amount))
		return false;
	q->amount = sum;
	q->end = part->end;
	q->next = part->next;
	return true;
}

/* 6-foot-4 */
static bool add_inches(const struct ty_en *p, struct ty_en_quantity *q)
{
	size_t i = ty_en_hyphen(p, q->next) ? q->next + 1 : q->next;
	struct ty_decimal sum = q->amount, part;
	int inches = ty_en_small(p, i);

	if (strcmp(q->unit, "ft") || inches < 0 || inches > 11 ||
	    !ty_en_is(p, q->next - 1, "foot"))
		return false;
	ty_decimal_set(&part, (uint32_t)inches);
	if (!ty_decimal_times(&sum, 12) || !ty_decimal_add(&sum, &part))
		return false;
	q->amount = sum;
	q->unit = "in";
	q->end = p->v[i].end;
	q->next = i + 1;
	return true;
}

static bool add_next(const struct ty_en *p, struct ty_en_quantity *q)
{
	struct ty_en_quantity part = { 0 };
	size_t i = q->next;
	uint32_t n;

	if (add_inches(p, q))
		return true;
	if (ty_en_mark(p, i, ','))
		i++;
	i += ty_en_hyphen(p, i);	/* two-hour-and-10-minute */
	if (ty_en_is(p, i, "and"))
		i++;
	i += ty_en_hyphen(p, i);
	if (!ty_en_number(p, i, false, &part.num))
		return false;
	part.amount = part.num.amount;
	part.next = part.num.next;
	if (!ty_en_unit(p, &part) || !part.entry || part.kind != q->kind)
		return false;
	n = ratio(q->unit, part.unit);
	if (n)
		return add_part(q, &part, n);
	return q->kind == TY_VALUE_MONEY && add_cents(q, &part);
}

/* "two years and a half" */
static bool add_half(const struct ty_en *p, struct ty_en_quantity *q)
{
	static const struct ty_decimal half = { 1, 1, false, { 5 } };
	size_t i = q->next;

	if (!ty_en_is(p, i, "and") || !ty_en_is(p, i + 1, "a") ||
	    !ty_en_is(p, i + 2, "half") ||
	    !ty_decimal_add(&q->amount, &half))
		return false;
	q->next = i + 3;
	q->end = p->v[i + 2].end;
	return true;
}

void ty_en_compound(const struct ty_en *p, struct ty_en_quantity *q)
{
	if (!q->entry)
		return;
	if (q->kind == TY_VALUE_TEMPERATURE &&
	    ty_en_is(p, q->next, "below") &&
	    (ty_en_is(p, q->next + 1, "zero") ||
	     ty_en_is(p, q->next + 1, "freezing"))) {
		q->amount.negative = true;
		q->next += 2;
		if (ty_en_of(p, q->next, TY_LEX_TEMPERATURE)) {
			q->unit = p->v[q->next].entry->unit;
			q->next++;
		}
		q->end = p->v[q->next - 1].end;
		return;
	}
	if (add_half(p, q))
		return;
	while (add_next(p, q))
		;
}
