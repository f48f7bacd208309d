/* English quantities, a number with what it counts, and ranges of them. */

#include <string.h>

#include "text/value_en.h"

/* ------------------------------------------------------------ quantities -- */

/* $1.2 million; a sign that is letters may stand apart: EUR 5 million. */
static bool read_money(const struct ty_en *p, size_t i,
		       struct ty_en_quantity *q)
{
	bool minus = ty_en_minus(p, i);
	size_t at = i + minus;
	const struct ty_lex_entry *e = ty_en_of(p, at, TY_LEX_SYMBOL);

	if (!e)
		return false;
	/* "rs" and "php" in small letters are something else. */
	if (p->s[p->v[at].start] >= 'a' &&
	    p->s[p->v[at].start] <= 'z')
		return false;
	if (!ty_en_number(p, at + 1, true, &q->num) || q->num.article ||
	    q->num.amount.negative || !q->num.digits)
		return false;
	/* Y500, but not a Y 500 */
	if (ty_en_is(p, at, "y") && p->v[at + 1].space)
		return false;
	q->amount = q->num.amount;
	q->amount.negative = minus;
	q->kind = TY_VALUE_MONEY;
	q->unit = e->unit;
	q->entry = e;
	q->sign = true;
	q->start = p->v[i].start;
	q->end = q->num.end;
	q->next = q->num.next;
	q->num.first = i;
	return true;
}

static bool read_quantity(const struct ty_en *p, size_t i,
			  struct ty_en_quantity *q)
{
	memset(q, 0, sizeof(*q));
	q->unit = "";
	if (read_money(p, i, q))
		return true;
	if (!ty_en_number(p, i, false, &q->num))
		return false;
	q->amount = q->num.amount;
	q->kind = TY_VALUE_NUMBER;
	q->start = q->num.start;
	q->end = q->num.end;
	q->next = q->num.next;
	if (ty_en_unit(p, q))
		ty_en_compound(p, q);
	return true;
}

/* "old" and the like behind years: it is an age. */
static void read_old(const struct ty_en *p, struct ty_en_quantity *q)
{
	size_t i = ty_en_hyphen(p, q->next) ? q->next + 1 : q->next;

	if (q->kind != TY_VALUE_DURATION || strcmp(q->unit, "year"))
		return;
	if (ty_en_is(p, i, "old") || ty_en_is(p, i, "olds")) {
		q->next = i + 1;
	} else if (ty_en_is(p, i, "of") && ty_en_is(p, i + 1, "age")) {
		q->next = i + 2;
	} else {
		return;
	}
	q->end = p->v[q->next - 1].end;
	q->kind = TY_VALUE_AGE;
	q->unit = "";
}

/* ---------------------------------------------------------------- ranges -- */

/* What leads from a quantity to the other end of a range: the token behind it,
 * or 0.  *word: it is "to". */
static size_t connector(const struct ty_en *p, const struct ty_en_quantity *a,
			bool *word)
{
	size_t i = a->next, first = a->num.first;

	*word = ty_en_is(p, i, "to");
	if (*word)
		return i + 1;
	/* 18-to-25-year-olds; 10- to 15-year */
	if (ty_en_mark(p, i, '-') && !p->v[i].space &&
	    ty_en_is(p, i + 1, "to")) {
		*word = true;
		return i + 2 + ty_en_hyphen(p, i + 2);
	}
	if (ty_en_hyphen(p, i))
		return i + 1;
	if (ty_en_is(p, i, "and") && first &&
	    (ty_en_is(p, first - 1, "between") ||
	     /* between the ages of 5 and 11 */
	     (first > 3 && ty_en_plays(p, first - 2, "aged") &&
	      ty_en_is(p, first - 4, "between"))))
		return i + 1;
	return 0;
}

/* "rose from 10 to 15 percent", "rose 35 yen to 1,250 yen": two values. */
static bool is_change(const struct ty_en *p, const struct ty_en_quantity *a,
		      const struct ty_en_quantity *b, bool word)
{
	size_t first = a->num.first;
	struct ty_decimal far = a->amount;

	if (first && ty_en_is(p, first - 1, "from"))
		return ty_en_plays_before(p, first - 1, 8, "change");
	if (!word || !ty_en_plays_before(p, first, 3, "change"))
		return false;
	return (a->entry && b->entry) ||
	       (ty_decimal_times(&far, 20) &&
		ty_decimal_compare(&b->amount, &far) > 0);
}

/* Give the first end the unit and the scale that only the second one has. */
static bool share(struct ty_en_quantity *a, const struct ty_en_quantity *b)
{
	struct ty_decimal limit;
	bool bare = !a->entry || a->sign;

	ty_decimal_set(&limit, 1000);
	/* rose 34 cents to $69.91 */
	if (!a->sign && b->sign)
		return false;
	if (a->entry && !b->entry && !a->sign)
		return false;
	if (bare && !a->num.scale && b->num.scale &&
	    ty_decimal_compare(&a->num.amount, &limit) < 0 &&
	    !ty_decimal_shift(&a->amount, b->num.scale))
		return false;
	if (!a->entry && b->entry) {
		if (!ty_decimal_multiply(&a->amount, &b->entry->amount))
			return false;
		/* "two hours to 90 minutes" has a unit; 6 to 7 feet 4 has
		 * none. */
		a->kind = b->kind;
		a->unit = b->unit;
	}
	/* Old is said once. */
	if (b->kind == TY_VALUE_AGE && a->kind == TY_VALUE_DURATION) {
		a->kind = b->kind;
		a->unit = b->unit;
	}
	return a->sign || (a->kind == b->kind && !strcmp(a->unit, b->unit));
}

/* 149.85-86, as rates of exchange are given: only the last digits are said of
 * the second end. */
static void fill_digits(const struct ty_en *p, const struct ty_en_quantity *a,
			struct ty_en_quantity *b)
{
	struct ty_decimal whole = a->amount;
	size_t n = b->num.digits, rest = n - b->num.amount.n;

	if (!ty_en_hyphen(p, a->next) || !b->num.plain || b->sign ||
	    n > a->amount.places ||
	    (!b->num.zero && ty_decimal_compare(&a->amount, &b->amount) < 0))
		return;
	/* 1.0885-0895: the zero was not kept. */
	memset(whole.digit + whole.n - n, 0, rest);
	memcpy(whole.digit + whole.n - n + rest, b->num.amount.digit,
	       b->num.amount.n);
	b->amount = whole;
	b->num.zero = false;
}

/* The other end of a range that begins with *a; false if there is none. */
static bool read_range(const struct ty_en *p, struct ty_en_quantity *a,
		       struct ty_en_quantity *b)
{
	struct ty_en_quantity was = *a;
	bool word, zeros;
	size_t i = connector(p, a, &word);

	if (!i || !read_quantity(p, i, b) || is_change(p, a, b, word))
		return false;
	read_old(p, b);
	fill_digits(p, a, b);
	/* 555-0123 */
	zeros = (b->num.zero || a->num.zero) && !b->entry;
	/* 7-Eleven */
	zeros |= !b->num.digits && p->v[i].capital && !p->titled;
	if (zeros || b->num.article || b->amount.negative ||
	    !share(a, b) || ty_decimal_compare(&a->amount, &b->amount) >= 0) {
		*a = was;
		return false;
	}
	return true;
}

static size_t add_range(struct ty_en *p, const struct ty_en_quantity *a,
			const struct ty_en_quantity *b)
{
	char low[TY_VALUE_AMOUNT], high[TY_VALUE_AMOUNT];
	struct ty_value *v;

	/* Boeing 737-800, sections 4 to 6 */
	if (!a->unit[0] && a->kind == TY_VALUE_NUMBER &&
	    !ty_en_is_age(p, &a->num) && ty_en_is_name(p, &a->num))
		return b->next;
	ty_amount_decimal(low, &a->amount);
	ty_amount_decimal(high, &b->amount);
	v = ty_values_add(p->out, a->start, b->end, TY_VALUE_RANGE, a->unit);
	v->ends = a->kind;
	if (ty_en_is_age(p, &a->num) && !a->entry)
		v->ends = TY_VALUE_AGE;
	ty_amount_range(v->amount, low, high);
	return b->next;
}

size_t ty_en_quantity(struct ty_en *p, size_t i)
{
	struct ty_en_quantity a, b;
	struct ty_value *v;

	if (!read_quantity(p, i, &a))
		return 0;
	if (a.entry && !a.sign && ty_en_is_title(p, &a.num))
		return a.next;
	if (read_range(p, &a, &b))
		return add_range(p, &a, &b);
	if (!a.entry && !strcmp(a.unit, ""))
		return ty_en_plain(p, &a);
	read_old(p, &a);
	v = ty_values_add(p->out, a.start, a.end, a.kind, a.unit);
	ty_amount_decimal(v->amount, &a.amount);
	return a.next;
}

/* ----------------------------------------------------------------- halves -- */

static size_t add_half(struct ty_en *p, size_t i, const char *amount,
		       size_t unit)
{
	static const struct ty_en_number one = { .digits = 0 };
	struct ty_en_quantity q = { .num = one, .unit = "" };
	const struct ty_lex_entry *e;
	struct ty_value *v;

	q.num.first = i;
	ty_decimal_parse(&q.amount, amount, strlen(amount));
	e = ty_en_unit_at(p, unit, &q.num);
	if (!e)
		return 0;
	q.start = p->v[i].start;
	ty_en_measure(p, &q, e, unit);
	if (e->class == TY_LEX_POINT) {
		q.kind = TY_VALUE_PERCENT;
		q.unit = "point";
		q.end = p->v[unit].end;
	} else if (!q.entry) {
		return 0;		/* degrees of an angle */
	}
	v = ty_values_add(p->out, q.start, q.end, q.kind, q.unit);
	ty_amount_decimal(v->amount, &q.amount);
	return q.next;
}

/* half a year, a half-hour, a year and a half, a quarter point */
size_t ty_en_half(struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e;
	size_t k = i, next;

	if (ty_en_is(p, k, "a") || ty_en_is(p, k, "an")) {
		k++;
		if (ty_en_is(p, k + 1, "and") && ty_en_is(p, k + 2, "a") &&
		    ty_en_is(p, k + 3, "half")) {
			next = add_half(p, i, "1.5", k);
			if (next)
				p->out->v[p->out->n - 1].span.end =
					p->v[k + 3].end;
			return next ? k + 4 : 0;
		}
	}
	e = ty_en_of(p, k, TY_LEX_FRACTION);
	if (!e || (i && (ty_en_of(p, i - 1, TY_LEX_ORDINAL) ||
			 ty_en_hyphen(p, i - 1))))
		return 0;
	k = ty_en_hyphen(p, k + 1) ? k + 2 : k + 1;
	k += ty_en_is(p, k, "of") && ty_en_is(p, k + 1, "a");
	if (ty_en_is(p, k, "a") || ty_en_is(p, k, "an"))
		k++;
	if (!strcmp(e->unit, "half"))
		return add_half(p, i, "0.5", k);
	if (!strcmp(e->unit, "quarter") && (ty_en_of(p, k, TY_LEX_POINT) ||
					    ty_en_of(p, k, TY_LEX_PERCENT)))
		return add_half(p, i, "0.25", k);
	return 0;
}
