/* How English writes a number: digits, words, and both with a scale. */

#include <string.h>

#include "text/value_en.h"

int ty_en_small(const struct ty_en *p, size_t i)
{
	struct ty_numeral num;
	uint32_t value;

	if (!ty_en_type(p, i, TY_EN_NUMERAL) ||
	    p->v[i].end - p->v[i].start > 12 ||
	    !ty_numeral_read(&num, p->s, p->len, p->v[i].start) ||
	    num.comma || num.point ||
	    !ty_decimal_whole(&num.amount, 9999, &value))
		return -1;
	return (int)value;
}

bool ty_en_minus(const struct ty_en *p, size_t i)
{
	/* plus or minus 3 points */
	if (ty_en_plays(p, i, "minus"))
		return i + 1 < p->n && p->v[i + 1].space &&
		       !(i > 1 && ty_en_is(p, i - 2, "plus"));
	if (!ty_en_type(p, i, TY_EN_MARK) || i + 1 >= p->n ||
	    p->v[i + 1].space)
		return false;
	switch (p->v[i].c) {
	case '-': case 0x2212: case 0xFE63: case 0xFF0D: case 0x2013:
		break;
	default:
		return false;
	}
	return p->v[i].space || !i || p->v[i - 1].c == '(';
}

/* The token behind token `i`, if that is linked to the next by a space or a
 * hyphen. */
static size_t link(const struct ty_en *p, size_t i)
{
	return ty_en_hyphen(p, i) ? i + 1 : i;
}

/* The value of a number word below 100 at token i, and what it is: 1 for
 * units, 10 for tens; 0 if it is none. */
static int word_at(const struct ty_en *p, size_t i, uint32_t *value)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_NUMBER);

	if (!e || e->unit[0] || !ty_decimal_whole(&e->amount, 99, value))
		return 0;
	return *value >= 20 ? 10 : 1;
}

/* The power of ten of a scale at token i, or 0. */
static int scale_at(const struct ty_en *p, size_t i, bool money)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_SCALE);
	uint32_t power;

	if (!e || (!strcmp(e->unit, "short") &&
		   (p->v[i].space || (!money && !ty_en_is(p, i, "k")))) ||
	    !ty_decimal_whole(&e->amount, 99, &power))
		return 0;
	return (int)power;
}

static bool dozen_at(const struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_NUMBER);

	return e && !strcmp(e->unit, "dozen");
}

static void take(const struct ty_en *p, struct ty_en_number *num, size_t i)
{
	num->next = i + 1;
	num->end = p->v[i].end;
	num->plain = false;
}

/* A numeral in words below a thousand: twenty-one, three hundred and forty.
 * The token behind it, or 0. */
static size_t words_below_thousand(const struct ty_en *p, size_t i,
				   uint32_t *sum)
{
	uint32_t value;
	int rank = word_at(p, i, &value), below;
	size_t k;

	if (!rank)
		return 0;
	*sum = value;
	i++;
	below = rank;
	if (rank == 10 && word_at(p, link(p, i), &value) == 1 && value < 10) {
		*sum += value;
		i = link(p, i) + 1;
		below = 1;
	}
	if (below == 1 && *sum < 100 && scale_at(p, link(p, i), false) == 2) {
		*sum *= 100;
		i = link(p, i) + 1;
		k = ty_en_is(p, i, "and") ? i + 1 : i;
		rank = word_at(p, k, &value);
		if (rank) {
			*sum += value;
			i = k + 1;
			if (rank == 10 && word_at(p, link(p, i), &value) == 1 &&
			    value < 10) {
				*sum += value;
				i = link(p, i) + 1;
			}
		}
	}
	return i;
}

/* A whole numeral in words at token i, thousands and all; the token behind it,
 * or 0. */
static size_t words(const struct ty_en *p, size_t i, struct ty_en_number *num)
{
	struct ty_decimal part;
	uint32_t sum;
	size_t k = words_below_thousand(p, i, &sum), next;
	int scale, least = 100;

	if (!k)
		return 0;
	for (;;) {
		ty_decimal_set(&part, sum);
		scale = scale_at(p, link(p, k), false);
		if (scale >= 3 && scale < least) {
			k = link(p, k) + 1;
			/* two million dollars: the last scale decides */
			num->scale = scale;
			least = scale;
			ty_decimal_shift(&part, scale);
		} else if (least < 100 && scale >= 3) {
			return 0;
		} else {
			least = 0;
		}
		ty_decimal_add(&num->amount, &part);
		next = ty_en_is(p, k, "and") ? k + 1 : k;
		if (least < 3)
			return k;
		next = words_below_thousand(p, next, &sum);
		/* "two million and five thousand" is one number, "two
		 * thousand, five hundred" is rare. */
		if (!next || (ty_en_is(p, k, "and") && sum > 999))
			return k;
		k = next;
	}
}

/* What may stand behind "and a": half, a quarter. */
static bool add_half(const struct ty_en *p, struct ty_en_number *num)
{
	static const struct ty_decimal half = { 1, 1, false, { 5 } };
	static const struct ty_decimal quarter = { 2, 2, false, { 2, 5 } };
	const struct ty_lex_entry *e;
	size_t i = link(p, num->next);

	if (!ty_en_is(p, i, "and"))
		return false;
	i = link(p, i + 1);
	if (!ty_en_is(p, i, "a") && !ty_en_is(p, i, "one"))
		return false;
	i = link(p, i + 1);
	e = ty_en_of(p, i, TY_LEX_FRACTION);
	if (!e || (strcmp(e->unit, "half") && strcmp(e->unit, "quarter")))
		return false;
	ty_decimal_add(&num->amount, strcmp(e->unit, "half") ? &quarter :
							       &half);
	take(p, num, i);
	return true;
}

/* Behind a whole number: 1/2 or a character like it; adds it. */
static void add_fraction(const struct ty_en *p, struct ty_en_number *num)
{
	static const struct { int32_t c; const char *text; } marks[] = {
		{ 0xBD, "0.5" }, { 0xBC, "0.25" }, { 0xBE, "0.75" }
	};
	struct ty_decimal part;
	size_t i = ty_en_hyphen(p, num->next) ? num->next + 1 : num->next, k;
	const char *text = NULL;
	int a, b;

	for (k = 0; k < sizeof(marks) / sizeof(*marks); k++)
		if (ty_en_mark(p, i, marks[k].c))
			text = marks[k].text;
	if (text) {
		k = i;
	} else {
		a = ty_en_small(p, i);
		b = ty_en_small(p, i + 2);
		if (!ty_en_mark(p, i + 1, '/') || a < 1 || b <= a)
			return;
		text = a == 1 && b == 2 ? "0.5" : a == 1 && b == 4 ? "0.25" :
		       a == 3 && b == 4 ? "0.75" : NULL;
		k = i + 2;
	}
	if (!text)
		return;
	ty_decimal_parse(&part, text, strlen(text));
	if (ty_decimal_add(&num->amount, &part))
		take(p, num, k);
}

/* A scale behind the number; "dozen" too. */
static bool add_scale(const struct ty_en *p, struct ty_en_number *num,
		      bool money)
{
	size_t i = link(p, num->next);
	int scale = scale_at(p, i, money);

	if (dozen_at(p, i) && !num->scale) {
		take(p, num, i);
		return ty_decimal_times(&num->amount, 12);
	}
	while (scale) {
		num->scale += scale;
		take(p, num, i);
		if (num->scale > 30 || !ty_decimal_shift(&num->amount, scale))
			return false;
		/* 3 hundred million */
		i = link(p, num->next);
		scale = scale_at(p, i, false);
		if (scale == 2)
			break;
	}
	return true;
}

static bool digits(const struct ty_en *p, size_t i, bool money,
		   struct ty_en_number *num)
{
	struct ty_numeral numeral;

	ty_numeral_read(&numeral, p->s, p->len, p->v[i].start);
	num->amount = numeral.amount;
	num->digits = numeral.digits;
	num->zero = p->s[p->v[i].start] == '0' && numeral.digits > 1;
	take(p, num, i);
	num->plain = !numeral.comma && !numeral.point;
	/* .310, as averages are given */
	if (num->plain && i && ty_en_mark(p, i - 1, '.') && !p->v[i].space &&
	    (p->v[i - 1].space || (i > 1 && ty_en_mark(p, i - 2, '(')))) {
		num->start = p->v[i - 1].start;
		num->plain = num->zero = false;
		return ty_decimal_shift(&num->amount, -(int)num->digits);
	}
	if (num->plain && !num->zero)
		add_fraction(p, num);
	add_half(p, num);
	return add_scale(p, num, money);
}

/* "a hundred", "half a dozen", "half a million" at token i. */
static bool articled(const struct ty_en *p, size_t i, struct ty_en_number *num)
{
	static const struct ty_decimal half = { 1, 1, false, { 5 } };
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_FRACTION);
	size_t k = i;

	ty_decimal_set(&num->amount, 1);
	if (e && !strcmp(e->unit, "half")) {
		num->amount = half;
		k = link(p, i + 1);
	}
	if (ty_en_is(p, k, "a") || ty_en_is(p, k, "an"))
		k = link(p, k + 1);
	if (k == i || (!scale_at(p, k, false) && !dozen_at(p, k)) ||
	    ty_en_mark(p, k, '.'))
		return false;
	num->article = true;
	num->next = k;
	/* "a hundred and forty", "a hundred thousand" */
	if (scale_at(p, k, false) == 2 && ty_en_is(p, k + 1, "and")) {
		struct ty_en_number rest = { 0 };

		if (words(p, k + 2, &rest) && !rest.scale) {
			ty_decimal_shift(&num->amount, 2);
			ty_decimal_add(&num->amount, &rest.amount);
			take(p, num, words(p, k + 2, &rest) - 1);
			return true;
		}
	}
	return add_scale(p, num, false);
}

bool ty_en_number(const struct ty_en *p, size_t i, bool money,
		  struct ty_en_number *num)
{
	bool minus = ty_en_minus(p, i);
	bool good;
	size_t next;

	if (i >= p->n)
		return false;
	memset(num, 0, sizeof(*num));
	num->first = i;
	num->start = p->v[i].start;
	i += minus;
	if (ty_en_type(p, i, TY_EN_NUMERAL)) {
		good = digits(p, i, money, num);
	} else if (ty_en_is(p, i, "zero")) {
		take(p, num, i);
		good = true;
	} else if (ty_en_type(p, i, TY_EN_WORD) && p->v[i].entry) {
		next = words(p, i, num);
		if (next) {
			take(p, num, next - 1);
			add_half(p, num);
			good = add_scale(p, num, false);
		} else {
			good = articled(p, i, num);
		}
	} else {
		return false;
	}
	if (minus) {
		num->amount.negative = true;
		num->plain = false;
	}
	return good;
}
