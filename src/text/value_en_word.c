/* English fractions, multiples and grades on a scale, most of them written as
 * words that have other meanings, too. */

#include <stdio.h>
#include <string.h>

#include "text/value_en.h"

static struct ty_value *add(struct ty_en *p, size_t first, size_t next,
			    enum ty_value_kind kind, const char *unit)
{
	return ty_values_add(p->out, p->v[first].start, p->v[next - 1].end,
			     kind, unit);
}

/* ------------------------------------------------------------- fractions -- */

static void add_fraction(struct ty_en *p, size_t first, size_t next,
			 uint32_t a, uint32_t b)
{
	struct ty_value *v = add(p, first, next, TY_VALUE_FRACTION, "");

	snprintf(v->amount, sizeof(v->amount), "%u/%u", (unsigned)a,
		 (unsigned)b);
}

/* 3/4, of halves to tenths. */
static size_t written_fraction(struct ty_en *p, size_t i)
{
	int a = ty_en_small(p, i), b = ty_en_small(p, i + 2);

	if (a < 1 || b <= a || b > 10 || !ty_en_mark(p, i + 1, '/') ||
	    p->v[i + 1].space || p->v[i + 2].space || ty_en_hyphen(p, i + 3))
		return 0;
	add_fraction(p, i, i + 3, (uint32_t)a, (uint32_t)b);
	return i + 3;
}

/* A half, and not the second half, nor a half-brother. */
static size_t half(struct ty_en *p, size_t i, size_t first)
{
	bool article = first < i;
	size_t before = first - 1;
	struct ty_en_number num;

	/* half a dozen, half a million */
	if (ty_en_number(p, i, false, &num))
		return 0;

	if (first && (ty_en_of(p, before, TY_LEX_ORDINAL) ||
		      ty_en_is(p, before, "latter") ||
		      ty_en_is(p, before, "past") ||
		      ty_en_is(p, before, "top") ||
		      ty_en_is(p, before, "bottom") ||
		      ty_en_hyphen(p, before)))
		return 0;
	if (ty_en_hyphen(p, i + 1) || ty_en_is(p, i + 1, "past") ||
	    ty_en_is(p, i + 1, "time"))
		return 0;
	if (first && ty_en_is(p, before, "the") && !ty_en_is(p, i + 1, "of"))
		return 0;
	if (p->v[i].capital && !ty_en_initial(p, i) && !p->titled)
		return 0;
	add_fraction(p, article ? first : i, i + 1, 1, 2);
	return i + 1;
}

/* "a third" that is a part and not the one after the second. */
static bool is_part(const struct ty_en *p, size_t first, size_t next,
		    bool quarter)
{
	if (ty_en_is(p, next, "of") || ty_en_plays(p, next, "more"))
		return true;
	if (quarter)
		return !ty_en_plays(p, next, "ago") &&
		       !(first && (ty_en_is(p, first - 1, "in") ||
				   ty_en_is(p, first - 1, "for") ||
				   ty_en_is(p, first - 1, "per")));
	if (!ty_en_type(p, next, TY_EN_WORD))
		return !ty_en_hyphen(p, next);
	return first && ty_en_plays(p, first - 1, "plain") &&
	       ty_en_plays(p, next, "on");
}

/* The numerator at token i: a word, a small number, "a". */
static uint32_t numerator(const struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_NUMBER);
	uint32_t value;

	if (ty_en_is(p, i, "a") || ty_en_is(p, i, "an"))
		return 1;
	if (e && !e->unit[0] && ty_decimal_whole(&e->amount, 19, &value))
		return value;
	return ty_en_small(p, i) > 0 ? (uint32_t)ty_en_small(p, i) : 0;
}

static size_t word_fraction(struct ty_en *p, size_t i)
{
	uint32_t a = numerator(p, i), b;
	bool hyphen = ty_en_hyphen(p, i + 1), many;
	size_t k = hyphen ? i + 2 : i + 1;
	const struct ty_lex_entry *e = ty_en_of(p, k, TY_LEX_FRACTION);

	if (!a || !e || !ty_decimal_whole(&e->amount, 1000, &b))
		return 0;
	if (!strcmp(e->unit, "half"))
		return a == 1 ? half(p, k, i) : 0;
	many = !strcmp(e->unit, "many");
	if (many ? a < 2 || a >= b : a != 1)
		return 0;
	/* "two quarters" are half a year; "three quarters" mostly a part. */
	if (many && !hyphen && b == 4 && a == 2 && !ty_en_is(p, k + 1, "of"))
		return 0;
	if (!many && !hyphen &&
	    !is_part(p, i, k + 1, !strcmp(e->unit, "quarter")))
		return 0;
	add_fraction(p, i, k + 1, a, b);
	return k + 1;
}

size_t ty_en_fraction(struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_FRACTION);
	size_t next;

	if (ty_en_type(p, i, TY_EN_NUMERAL)) {
		next = written_fraction(p, i);
		if (next)
			return next;
	}
	if (ty_en_plays(p, i, "halve")) {
		add_fraction(p, i, i + 1, 1, 2);
		return i + 1;
	}
	if (e && !strcmp(e->unit, "half"))
		return half(p, i, i);
	return word_fraction(p, i);
}

/* ------------------------------------------------------------- multiples -- */

/* "will double", "double the amount"; not a double room. */
static bool is_doubling(const struct ty_en *p, size_t i)
{
	static const char *const before[] = {
		"to", "will", "would", "could", "may", "might", "can", "must",
		"should", "nearly", "almost", "than", "about", "roughly", NULL
	};
	static const char *const after[] = {
		"the", "that", "its", "their", "what", "last", "this", "from",
		"in", "his", "her", NULL
	};

	if (ty_en_hyphen(p, i + 1) || ty_en_is(p, i + 1, "down") ||
	    ty_en_is(p, i + 1, "as") || ty_en_is(p, i + 1, "up"))
		return false;
	return (ty_en_is_one(p, i - 1, before) && !ty_en_plural(p, i)) ||
	       ty_en_is_one(p, i + 1, after);
}

static size_t word_multiple(struct ty_en *p, size_t i,
			    const struct ty_lex_entry *e)
{
	bool occasion = !strcmp(e->unit, "occasion");
	struct ty_value *v;

	if (!strcmp(e->unit, "verb") && !is_doubling(p, i))
		return i + 1;
	if (ty_en_is(p, i + 1, "down") ||
	    (!occasion && ty_en_is(p, i + 1, "as")))
		return i + 1;
	if (occasion && ty_en_hyphen(p, i + 1))
		return i + 1;
	if (occasion && ty_en_plays(p, i + 1, "more"))
		occasion = false;
	v = add(p, i, i + 1, occasion ? TY_VALUE_COUNT : TY_VALUE_NUMBER,
		occasion ? "occasion" : "times");
	ty_amount_decimal(v->amount, &e->amount);
	return i + 1;
}

/* three times higher, 2.5-fold, 4x */
size_t ty_en_multiple(struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_MULTIPLE);
	struct ty_en_number num;
	struct ty_value *v;
	size_t k;

	if (e)
		return word_multiple(p, i, e);
	if (!ty_en_number(p, i, false, &num))
		return 0;
	k = ty_en_hyphen(p, num.next) ? num.next + 1 : num.next;
	if (!ty_en_is(p, k, "fold") &&
	    !(ty_en_is(p, k, "x") && !p->v[k].space) &&
	    !(ty_en_is(p, k, "times") &&
	      (ty_en_plays(p, k + 1, "more") || num.amount.places ||
	       ty_en_plays_before(p, i, 3, "change"))))
		return 0;
	v = add(p, i, k + 1, TY_VALUE_NUMBER, "times");
	ty_amount_decimal(v->amount, &num.amount);
	return k + 1;
}

/* ---------------------------------------------------------------- grades -- */

/* magnitude 6.1, M6.1, a 6.1-magnitude quake */
static size_t magnitude(struct ty_en *p, size_t i)
{
	bool letter = ty_en_is(p, i, "m") && p->v[i].capital &&
		      i + 1 < p->n && !p->v[i + 1].space;
	struct ty_en_number num;
	struct ty_value *v;
	size_t k, next;

	if (letter || ty_en_plays(p, i, "magnitude")) {
		k = ty_en_is(p, i + 1, "of") ? i + 2 : i + 1;
		k += ty_en_hyphen(p, k);
		if (!ty_en_number(p, k, false, &num) || num.scale)
			return 0;
		next = num.next;
	} else {
		if (!ty_en_type(p, i, TY_EN_NUMERAL) ||
		    !ty_en_number(p, i, false, &num))
			return 0;
		k = ty_en_hyphen(p, num.next) ? num.next + 1 : num.next;
		if (!ty_en_plays(p, k, "magnitude"))
			return 0;
		next = k + 1;
	}
	v = add(p, i, next, TY_VALUE_NUMBER, "magnitude");
	ty_amount_decimal(v->amount, &num.amount);
	return next;
}

/* upper 5, lower 6: degrees of the Japanese scale of intensity. */
static size_t intensity(struct ty_en *p, size_t i)
{
	bool upper = ty_en_plays(p, i, "upper");
	size_t k = ty_en_hyphen(p, i + 1) ? i + 2 : i + 1;
	struct ty_value *v;
	int grade = ty_en_small(p, k);

	if ((!upper && !ty_en_plays(p, i, "lower")) ||
	    (grade != 5 && grade != 6))
		return 0;
	v = add(p, i, k + 1, TY_VALUE_NUMBER,
		upper ? "shindo_upper" : "shindo_lower");
	snprintf(v->amount, sizeof(v->amount), "%d", grade);
	return k + 1;
}

size_t ty_en_graded(struct ty_en *p, size_t i)
{
	size_t next = magnitude(p, i);

	return next ? next : intensity(p, i);
}
