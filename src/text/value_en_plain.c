/* English numbers without a unit: plain numbers, scores, and those that are the
 * names of something; "one", which is often no number at all. */

#include <stdio.h>
#include <string.h>

#include "text/value_en.h"

/* ------------------------------------------------------------------ names -- */

/* The word at token i is in capitals: GDP. */
static bool is_upper(const struct ty_en *p, size_t i)
{
	size_t k;

	for (k = p->v[i].start; k < p->v[i].end; k++)
		if (p->s[k] >= 'a' && p->s[k] <= 'z')
			return false;
	return true;
}

/* Downing Street behind the numeral: an address. */
static bool is_address(const struct ty_en *p, size_t next)
{
	size_t k;

	for (k = next; k < next + 4 && ty_en_capital(p, k); k++)
		if (k > next && ty_en_plays(p, k, "street"))
			return true;
	return false;
}

/* Seven Samurai, Three Mile Island: written large where no sentence begins. */
bool ty_en_is_title(const struct ty_en *p, const struct ty_en_number *num)
{
	return !num->digits && !num->article && p->v[num->first].capital &&
	       !ty_en_initial(p, num->first) && !p->titled;
}

/* Call 110, a 911 dispatcher. */
static bool is_called(const struct ty_en *p, const struct ty_en_number *num)
{
	size_t i = num->first;

	return num->digits == 3 && num->plain &&
	       (ty_en_plays(p, num->next, "callers") ||
		(i && ty_en_plays(p, i - 1, "call") &&
		 (!ty_en_type(p, num->next, TY_EN_WORD) ||
		  ty_en_plays(p, num->next, "one"))));
}

/* Python 3.11: not a quantity, and not 14.50 of a list of prices. */
static bool is_version(const struct ty_en *p, const struct ty_en_number *num)
{
	size_t i = num->first;
	struct ty_decimal limit;

	ty_decimal_set(&limit, 100);
	return i && !p->titled && num->digits && num->amount.places &&
	       !num->scale && !num->amount.negative &&
	       ty_decimal_compare(&num->amount, &limit) < 0 &&
	       ty_en_capital(p, i - 1) && !p->v[i - 1].entry && p->v[i].space &&
	       !is_upper(p, i - 1) && !ty_en_plural(p, num->next);
}

/* Sections 4 and 6 */
static bool is_numbered(const struct ty_en *p, const struct ty_en_number *num)
{
	size_t i = num->first;

	if (!i || !num->digits)
		return false;
	return ty_en_plays(p, i - 1, "name") ||
	       (i > 2 && num->plain &&
		(ty_en_is(p, i - 1, "and") || ty_en_is(p, i - 1, "or") ||
		 ty_en_is(p, i - 1, "to")) &&
		ty_en_type(p, i - 2, TY_EN_NUMERAL) &&
		ty_en_plays(p, i - 3, "name") && ty_en_capital(p, i - 3) &&
		!ty_en_type(p, num->next, TY_EN_WORD));
}

/* Flight 516, Boeing 737. */
bool ty_en_is_name(const struct ty_en *p, const struct ty_en_number *num)
{
	size_t i = num->first, next = num->next;

	if (num->zero || (i && ty_en_hyphen(p, i - 1)))
		return true;
	/* P5+1 */
	if (i > 1 && ty_en_type(p, i - 2, TY_EN_NAME) && !p->v[i].space &&
	    !p->v[i - 1].space)
		return true;
	/* A note [12], and digits that letters touch: 747s. */
	if ((i && ty_en_mark(p, i - 1, '[') && ty_en_mark(p, next, ']')) ||
	    (ty_en_type(p, next, TY_EN_WORD) && !p->v[next].space))
		return true;
	if (is_numbered(p, num))
		return true;
	if (ty_en_is_title(p, num) || is_called(p, num))
		return true;
	if (!num->plain)
		return is_version(p, num);
	/* 7-Eleven; but "20-Year" is a unit, and was read. */
	if (ty_en_hyphen(p, next) && ty_en_capital(p, next + 1) && !p->titled)
		return true;
	if (is_address(p, next))
		return true;
	return i && !p->titled && ty_en_capital(p, i - 1) &&
	       !ty_en_initial(p, i - 1) && p->v[i].space &&
	       !ty_en_of(p, i - 1, TY_LEX_WEEKDAY) &&
	       !ty_en_of(p, i - 1, TY_LEX_MONTH) &&
	       !ty_en_of(p, i - 1, TY_LEX_NUMBER) && !ty_en_plural(p, next);
}

/* Close to another numeral, a number is part of something else: 25:7, 9/11. */
static size_t glued_end(const struct ty_en *p, size_t next)
{
	/* 10-to-1, 3-for-5 */
	if (ty_en_hyphen(p, next) && (ty_en_is(p, next + 1, "to") ||
				      ty_en_is(p, next + 1, "for")) &&
	    ty_en_hyphen(p, next + 2))
		return next + 4;
	if (next + 1 >= p->n || p->v[next].space || p->v[next + 1].space ||
	    !ty_en_type(p, next, TY_EN_MARK) ||
	    !ty_en_type(p, next + 1, TY_EN_NUMERAL))
		return 0;
	if (p->v[next].c == ':' || p->v[next].c == '/')
		return next + 2;
	/* 555-0123; of 10-5 somebody else has made what can be made. */
	return ty_en_hyphen(p, next) ? next + 2 : 0;
}

/* "one" as a number: one person; not "one of", "no one", "one another". */
static bool counts_one(const struct ty_en *p, size_t i)
{
	if (i && (ty_en_plays(p, i - 1, "before one") ||
		  ty_en_hyphen(p, i - 1)))
		return false;
	/* "one opened in Otsu" */
	if (ty_en_type(p, i + 1, TY_EN_WORD) && !p->v[i + 1].entry &&
	    p->v[i + 1].end - p->v[i + 1].start > 4 &&
	    !memcmp(p->s + p->v[i + 1].end - 2, "ed", 2) &&
	    (!ty_en_type(p, i + 2, TY_EN_WORD) || ty_en_plays(p, i + 2, "on")))
		return false;
	return ty_en_type(p, i + 1, TY_EN_WORD) &&
	       !ty_en_plays(p, i + 1, "one") &&
	       !ty_en_of(p, i + 1, TY_LEX_MONTH);
}

/* Words that are numbers only beside what is counted. */
static bool is_number_word(const struct ty_en *p,
			   const struct ty_en_number *num)
{
	size_t next = num->next, i = num->first;
	bool alone = next == i + 1;

	if (num->digits || num->article)
		return true;
	if (alone && ((ty_en_is(p, i, "one") && !counts_one(p, i)) ||
		      ty_en_is(p, i, "zero")))
		return false;
	/* two-way */
	return !(ty_en_hyphen(p, next) && ty_en_plays(p, next + 1, "way"));
}

/* Articles of law: to be compared, never rewritten. */
static bool is_article(const struct ty_en *p, size_t i)
{
	return i && ty_en_is(p, i - 1, "article") && p->v[i - 1].capital;
}

/* 20 below zero; 7.2 on the Richter scale */
static size_t graded(struct ty_en *p, const struct ty_en_quantity *q)
{
	struct ty_decimal amount = q->amount;
	size_t next = q->next;
	struct ty_value *v;

	if (ty_en_is(p, next, "below") && ty_en_is(p, next + 1, "zero")) {
		next += 2;
		amount.negative = true;
		v = ty_values_add(p->out, q->start, p->v[next - 1].end,
				  TY_VALUE_TEMPERATURE,
				  p->fahrenheit ? "degF" : "degC");
	} else if (ty_en_is(p, next, "on") &&
		   ty_en_is(p, next + 2, "richter")) {
		v = ty_values_add(p->out, q->start, q->end, TY_VALUE_NUMBER,
				  "magnitude");
	} else {
		return 0;
	}
	ty_amount_decimal(v->amount, &amount);
	return next;
}

size_t ty_en_plain(struct ty_en *p, const struct ty_en_quantity *q)
{
	const struct ty_en_number *num = &q->num;
	size_t end = glued_end(p, q->next);
	struct ty_value *v;

	if (end)
		return end;
	end = graded(p, q);
	if (end)
		return end;
	if (is_article(p, num->first) && num->plain) {
		v = ty_values_add(p->out, p->v[num->first - 1].start, q->end,
				  TY_VALUE_ORDINAL, "article");
		v->reference = true;
	} else if (ty_en_is_age(p, num)) {
		v = ty_values_add(p->out, q->start, q->end, TY_VALUE_AGE, "");
	} else if (ty_en_is_name(p, num) || !is_number_word(p, num)) {
		end = q->next;
		/* 0120 444 113 */
		while (num->zero && ty_en_type(p, end, TY_EN_NUMERAL))
			end++;
		return end;
	} else {
		v = ty_values_add(p->out, q->start, q->end, q->kind, "");
	}
	ty_amount_decimal(v->amount, &q->amount);
	return q->next;
}

/* ----------------------------------------------------------------- scores -- */

/* A number of at most three digits and nothing else at token i, or -1. */
static int goals(const struct ty_en *p, size_t i)
{
	int n = ty_en_small(p, i);

	if (n > 999 || (n >= 0 && p->s[p->v[i].start] == '0' && n))
		return -1;
	return n;
}

/* What stands behind the second number makes a quantity of it. */
static bool has_unit(const struct ty_en *p, size_t i)
{
	static const struct ty_en_number none = { .digits = 1 };

	return ty_en_of(p, i, TY_LEX_SCALE) ||
	       ty_en_unit_at(p, ty_en_hyphen(p, i) ? i + 1 : i, &none) ||
	       (i < p->n && !p->v[i].space && ty_en_type(p, i, TY_EN_WORD));
}

/* One of several: 6-2, 4-6, 7-5. */
static bool is_one_of_sets(const struct ty_en *p, size_t i, size_t second)
{
	const struct ty_value *last = p->out->n ?
				      &p->out->v[p->out->n - 1] : NULL;

	if (last && last->kind == TY_VALUE_SCORE && i > 1 &&
	    ty_en_mark(p, i - 1, ',') && last->span.end == p->v[i - 1].start)
		return true;
	return ty_en_mark(p, second + 1, ',') && ty_en_hyphen(p, second + 3) &&
	       goals(p, second + 2) >= goals(p, second + 4) &&
	       goals(p, second + 4) >= 0;
}

static bool is_score(const struct ty_en *p, size_t i, size_t second)
{
	bool beside = ty_en_plays_after(p, second + 1, 2, "scored") ||
		      (i && ty_en_plays(p, i - 1, "scored"));
	bool near = beside || ty_en_plays_before(p, i, 8, "score");
	int a = goals(p, i), b = goals(p, second);
	bool hyphen = ty_en_hyphen(p, i + 1);

	if (a < 0 || b < 0 || has_unit(p, second + 1) ||
	    (i && (ty_en_plays(p, i - 1, "aged") ||
		   ty_en_is(p, i - 1, "from") ||
		   ty_en_is(p, i - 1, "between"))))
		return false;
	if (ty_en_plural(p, second + 1) &&
	    !ty_en_plays(p, second + 1, "scored"))
		return a >= b && hyphen;
	if (hyphen)
		return near || a >= b || is_one_of_sets(p, i, second);
	return near && (a > b || beside ||
			(ty_en_plays(p, i - 1, "score") &&
			 !ty_en_type(p, second + 1, TY_EN_WORD)));
}

/* 3-2, 218 to 206, 218 votes to 206 */
size_t ty_en_score(struct ty_en *p, size_t i)
{
	size_t to = i + 1, second;
	struct ty_value *v;
	bool votes;

	if (!ty_en_type(p, i, TY_EN_NUMERAL))
		return 0;
	votes = ty_en_is(p, to, "votes");
	to += votes;
	second = to + 1;
	/* a 6-to-3 ruling */
	if (ty_en_hyphen(p, to) && ty_en_is(p, to + 1, "to") &&
	    ty_en_hyphen(p, to + 2) && ty_en_plays(p, to + 4, "scored")) {
		to++;
		second = to + 2;
	}
	if ((!ty_en_hyphen(p, to) && !ty_en_is(p, to, "to")) ||
	    !ty_en_type(p, second, TY_EN_NUMERAL) || goals(p, i) < 0 ||
	    goals(p, second) < 0 ||
	    (!votes && !is_score(p, i, second)))
		return 0;
	v = ty_values_add(p->out, p->v[i].start, p->v[second].end,
			  TY_VALUE_SCORE, "");
	snprintf(v->amount, sizeof(v->amount), "%d-%d", goals(p, i),
		 goals(p, second));
	return second + 1;
}
