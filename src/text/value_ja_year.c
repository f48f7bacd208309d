/* Japanese years: 2024年, 令和6年, 98年; and which numerals with 年 are spans of
 * time. */

#include <stdlib.h>
#include <string.h>

#include "text/value_ja.h"

#define LAST_YEAR	2200	/* later than this nobody plans */

int ja_century(int year)
{
	return year < 60 ? 2000 + year : 1900 + year;
}

/* The last year of an era: that of the next one's beginning. */
static int era_end(const struct ja *c, int base)
{
	int end = base + 99;
	uint32_t v;
	size_t i;

	for (i = 0; i < c->lex->n; i++)
		if (c->lex->v[i].class == TY_LEX_ERA &&
		    ty_decimal_whole(&c->lex->v[i].amount, 9999, &v) &&
		    (int)v >= base && (int)v + 1 < end && (int)v != base)
			end = (int)v + 1;
	return end;
}

static int era_base(const struct ty_lex_entry *era)
{
	uint32_t v = 0;

	ty_decimal_whole(&era->amount, 9999, &v);
	return (int)v;
}

/* A year written twice, 2024（令和6）年: one stands before a bracket, one at
 * the end of it. */
static bool bracketed_year(const struct ja *c, size_t i)
{
	size_t end = i + 30 < c->len ? i + 30 : c->len;

	if (ja_is(c, i, "）年") || ja_is(c, i, ")年"))
		return true;
	if (!ja_is(c, i, "（") && !ja_is(c, i, "("))
		return false;
	for (; i < end; i++)
		if (ja_is(c, i, "）年") || ja_is(c, i, ")年"))
			return true;
	return false;
}

/* The year of two digits that the era in the brackets at `i` names, too:
 * 23（大正12）年. */
static int full_year(const struct ja *c, size_t i, int two)
{
	const struct ty_lex_entry *e;
	struct ja_num n;
	size_t len, count;
	uint32_t v;
	int year;

	i += ja_is(c, i, "(") ? 1 : 3;
	e = ty_lex_match(c->lex, c->s, c->len, i, &count, &len);
	e = ty_lex_of(e, count, TY_LEX_ERA);
	if (e && ja_num_at(c, i + len) &&
	    ja_num_read(c, i + len, false, &n) &&
	    ty_decimal_whole(&n.amount, 99, &v)) {
		year = era_base(e) + (int)v;
		if (year % 100 == two)
			return year;
	}
	return ja_century(two);
}

bool ja_year_twice(const struct ja *c, struct ja_item *it, int v)
{
	size_t digits = it->num.digits;

	if ((digits != 4 && digits != 2) || !bracketed_year(c, it->end))
		return false;
	it->kind = TY_VALUE_YEAR;
	it->year = digits == 4 ? v : full_year(c, it->end, v);
	return true;
}

/* The last year that has been written in full, or 0. */
static int year_before(const struct ja *c)
{
	const struct ty_value *v;
	size_t k;

	for (k = c->out->n; k-- && c->out->n - k < 8; ) {
		v = &c->out->v[k];
		if (v->ends == TY_VALUE_YEAR)
			return atoi(v->amount);
	}
	return 0;
}

/* 52年 behind 1931年: the same century if time goes on. */
static int next_year(const struct ja *c, int two)
{
	int before = year_before(c);

	return before / 100 == 19 && two >= before % 100 ? 1900 + two :
	       ja_century(two);
}

/* 12年、16年: another year stands just before byte `i`. */
static bool lists_years(const struct ja *c, size_t i)
{
	const struct ty_value *v;
	size_t end;

	if (!c->out->n)
		return false;
	v = &c->out->v[c->out->n - 1];
	end = v->span.end;
	return v->kind == TY_VALUE_YEAR && !v->unit[0] && end + 3 == i &&
	       (ja_is(c, end, "、") || ja_is(c, end, "や") ||
		ja_is(c, end, "と") || ja_is(c, end, "・"));
}

/* "98年" may be a year of the last century or 98 years. */
static bool short_year(const struct ja *c, const struct ja_before *b,
		       const struct ja_num *n, int v, size_t end)
{
	int month;

	if (b->shortened)
		return true;
	if (ja_order(c, end) || n->digits != 2 || n->kanji)
		return false;
	/* 懲役15年6月 */
	if (ja_sentenced(c, b->start))
		return false;
	if (n->zero_first || lists_years(c, b->start) ||
	    ((v < 40 || v >= 60) &&
	     ja_part(c, end + ja_is(c, end, "の"), c->len, "event")) ||
	    ja_date_field(c, end, "month", &month) ||
	    ja_open_field(c, end, "month", &month) ||
	    ja_part(c, end, c->len, "when"))
		return true;
	if (ja_part(c, end, c->len, "years") ||
	    ja_part_before(c, b->start, "lasting"))
		return false;
	if (!ja_part(c, end, c->len, "dated"))
		return false;
	/* Without a sign, the years of the news rather than round times. */
	return v >= 60 || year_before(c) ||
	       (v > 16 && v < 30 && v != 20 && !ja_is(c, end, "、") &&
		(!b->start || ja_part_before(c, b->start, "clause")));
}

/* A year, and the month and the day after it. */
static void year_rest(const struct ja *c, struct ja_item *it)
{
	size_t end;

	it->kind = TY_VALUE_YEAR;
	end = ja_date_field(c, it->end, "month", &it->month);
	if (!end) {
		end = ja_open_field(c, it->end, "month", &it->month);
		it->open = end != 0;
	}
	if (!end) {
		it->month = 0;
		return;
	}
	it->end = end;
	it->kind = TY_VALUE_MONTH;
	if (it->open)
		return;
	end = ja_date_field(c, it->end, "day", &it->day);
	if (!end) {
		end = ja_open_field(c, it->end, "day", &it->day);
		it->open = end != 0;
	}
	if (!end) {
		it->day = 0;
		return;
	}
	it->end = end;
	it->kind = TY_VALUE_DATE;
}

bool ja_era_year(const struct ja *c, const struct ja_before *b,
		 const struct ja_unit *u, struct ja_item *it, int v,
		 bool *wrong)
{
	bool dash, twice = bracketed_year(c, it->end);
	int base = era_base(b->era);
	/* One letter is an era only with its 年. */
	bool word = b->era->len > 3;

	it->era = base;
	it->year = base + v;
	if (!strcmp(u->part, "year") || !strcmp(u->part, "fiscal") ||
	    !strcmp(u->part, "decade"))
		it->end = u->end;
	else if (!word || !(twice || ja_range_mark(c, it->end, &dash) ||
			    ja_is(c, it->end, "、") || ja_is(c, it->end, "・")))
		return false;
	else
		it->open = !twice;
	if (v < 1 || it->year > era_end(c, base)) {
		*wrong = true;
		return false;
	}
	it->kind = TY_VALUE_YEAR;
	if (!strcmp(u->part, "fiscal"))
		it->unit = "FY";
	else if (!strcmp(u->part, "decade"))
		it->unit = "decade";
	else if (!strcmp(u->part, "year"))
		year_rest(c, it);
	return true;
}

/* 1973年 is a year; what is said of a time lets only a round number be one, of
 * up to today's years: 1300年の歴史, 2000年以上. */
static bool long_time(const struct ja *c, int v, size_t end)
{
	return v > LAST_YEAR || ja_part(c, end, c->len, "time") ||
	       ja_order(c, end) ||
	       (v % 50 == 0 && !ja_part(c, end, c->len, "when") &&
		ja_part(c, end, c->len, "ages"));
}

bool ja_plain_year(const struct ja *c, const struct ja_before *b,
		   const struct ja_unit *u, struct ja_item *it, int v)
{
	const struct ja_num *n = &it->num;
	bool four = n->digits == 4 && v >= 1000;

	if (!strcmp(u->part, "decade")) {
		if (v % 10 || (!four && n->digits != 2 && n->digits))
			return false;
		it->year = four ? v : v < 30 ? 2000 + v : 1900 + v;
		it->unit = "decade";
	} else if (!strcmp(u->part, "fiscal")) {
		if (!four && (n->digits != 2 || n->kanji))
			return false;
		it->year = four ? v : ja_century(v);
		it->unit = "FY";
	} else if (four) {
		if (long_time(c, v, u->end))
			return false;
		it->year = v;
	} else if (short_year(c, b, n, v, u->end)) {
		it->year = next_year(c, v);
	} else {
		return false;
	}
	it->end = u->end;
	it->kind = TY_VALUE_YEAR;
	if (!strcmp(u->part, "year"))
		year_rest(c, it);
	return true;
}
