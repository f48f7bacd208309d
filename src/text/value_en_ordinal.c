/* English ordinals, in digits and words, and what only looks like one. */

#include <string.h>

#include "text/value_en.h"

/* 0.02 or a fraction of a second */
static bool is_part(const struct ty_en *p, size_t i)
{
	return i > 2 && ty_en_is(p, i - 1, "a") && ty_en_is(p, i - 2, "of") &&
	       (ty_en_of(p, i - 3, TY_LEX_FRACTION) ||
		ty_en_is(p, i - 3, "fraction") ||
		ty_en_type(p, i - 3, TY_EN_NUMERAL));
}

/* Words that only look like ordinals: second thoughts, at first. */
static bool is_idiom(const struct ty_en *p, size_t i, size_t next)
{
	static const char *const second[] = {
		"thought", "thoughts", "the", "nature", "hand", "guess",
		"guessing", NULL
	};
	static const char *const first[] = {
		"hand", "aid", "lady", "name", "names", "and", "of",
		"responder", "responders", "minister", NULL
	};
	size_t after = ty_en_hyphen(p, next) ? next + 1 : next;

	if (ty_en_is(p, i, "second")) {
		if (i && (ty_en_is(p, i - 1, "per") ||
			  ty_en_is(p, i - 1, "split") ||
			  is_part(p, i) ||
			  (ty_en_is(p, i - 1, "a") &&
			   !ty_en_type(p, next, TY_EN_WORD) && after == next)))
			return true;
		if (ty_en_is_one(p, after, second))
			return true;
	}
	if (ty_en_is(p, i, "first")) {
		if (i && (ty_en_is(p, i - 1, "at") ||
			  ty_en_mark(p, next, ',')))
			return true;
		if (ty_en_is_one(p, after, first))
			return true;
	}
	return ty_en_is(p, i, "third") &&
	       (ty_en_is(p, after, "party") || ty_en_is(p, after, "parties") ||
		ty_en_is(p, after, "person"));
}

/* "who first reported it": behind a pronoun or before a verb. */
static bool is_adverb(const struct ty_en *p, size_t i, size_t next)
{
	static const char *const before[] = {
		"he", "she", "it", "they", "we", "i", "who", "was", "were",
		"is", "be", "been", "had", "has", "have", "when", NULL
	};
	size_t n;

	if (!ty_en_is(p, i, "first") || !i)
		return false;
	if (ty_en_is_one(p, i - 1, before))
		return true;
	n = next < p->n ? p->v[next].end - p->v[next].start : 0;
	return n > 4 && !memcmp(p->s + p->v[next].end - 2, "ed", 2) &&
	       !ty_en_is(p, i - 1, "the") && !ty_en_plays(p, i - 1, "whose");
}

/* What an ordinal numbers that is a unit: century, floor. */
static const char *rank_unit(const struct ty_en *p, size_t next, size_t *end)
{
	static const struct { const char *word, *unit; } units[] = {
		{ "century", "century" }, { "centuries", "century" },
		{ "floor", "floor" }, { "floors", "floor" },
		{ "station", "station" }
	};
	size_t i = ty_en_hyphen(p, next) ? next + 1 : next, k;

	for (k = 0; k < sizeof(units) / sizeof(*units); k++) {
		if (!ty_en_is(p, i, units[k].word))
			continue;
		*end = i + 1;
		return units[k].unit;
	}
	*end = next;
	return "";
}

/* The amount of the ordinal at token i, 3rd, third, twenty-third; the token
 * behind it, or 0. */
static size_t rank(const struct ty_en *p, size_t i, struct ty_decimal *amount)
{
	const struct ty_lex_entry *e = ty_en_of(p, i, TY_LEX_ORDINAL), *tens;
	struct ty_numeral num;

	if (e) {
		*amount = e->amount;
		return i + 1;
	}
	tens = ty_en_of(p, i, TY_LEX_NUMBER);
	e = ty_en_of(p, i + 2, TY_LEX_ORDINAL);
	if (tens && e && ty_en_hyphen(p, i + 1) && e->amount.n == 1 &&
	    tens->amount.n == 2) {
		*amount = tens->amount;
		return ty_decimal_add(amount, &e->amount) ? i + 3 : 0;
	}
	if (!ty_en_type(p, i, TY_EN_NUMERAL) || !ty_en_rank_suffix(p, i + 1))
		return 0;
	ty_numeral_read(&num, p->s, p->len, p->v[i].start);
	*amount = num.amount;
	return num.point ? 0 : i + 2;
}

/* The Third Reich, the 7th Fleet; at first, second thoughts. */
static bool is_other(const struct ty_en *p, size_t i, size_t next)
{
	if (is_idiom(p, i, next) || is_adverb(p, i, next))
		return true;
	if (p->v[i].capital && !ty_en_initial(p, i) && !p->titled)
		return true;
	return ty_en_capital(p, next) && ty_en_plays(p, next, "unique");
}

size_t ty_en_ordinal(struct ty_en *p, size_t i)
{
	struct ty_decimal amount, other;
	size_t end, more, next = rank(p, i, &amount);
	struct ty_value *v;
	const char *unit;

	if (!next)
		return 0;
	unit = rank_unit(p, next, &end);
	if (!unit[0]) {
		/* the 18th and 19th centuries */
		more = ty_en_is(p, next, "and") || ty_en_is(p, next, "to") ?
		       rank(p, next + 1, &other) : 0;
		if (more)
			unit = rank_unit(p, more, &more);
		if (!unit[0] && is_other(p, i, next))
			return next;
	} else if (ty_en_capital(p, end - 1) && !p->titled) {
		return end;		/* 20th Century Fox */
	}
	v = ty_values_add(p->out, p->v[i].start, p->v[end - 1].end,
			  TY_VALUE_ORDINAL, unit);
	ty_amount_decimal(v->amount, &amount);
	return end;
}
