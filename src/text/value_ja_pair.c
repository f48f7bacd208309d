/* Two Japanese numerals that make one value: ranges, scores; and what is
 * neither, phone numbers and addresses. */

#include <stdio.h>
#include <string.h>

#include "text/utf8.h"
#include "text/value_ja.h"

size_t ja_range_mark(const struct ja *c, size_t i, bool *dash)
{
	size_t next = i;
	int32_t at;

	*dash = false;
	if (i >= c->len)
		return 0;
	at = ty_utf8_next(c->s, c->len, &next);
	switch (at) {
	case '~': case 0x301C: case 0xFF5E: case 0x223C:
		return next - i;
	case '-': case 0xFF0D: case 0x2010: case 0x2011: case 0x2012:
	case 0x2013: case 0x2014: case 0x2015: case 0x2212: case 0x2500:
	case 0x30FC: case 0xFF70:
		*dash = true;
		return next - i;
	default:
		return 0;
	}
}

/* Plain digits, few enough for a score; with 対 also 三対二. */
static bool scores(const struct ja_item *it, bool versus)
{
	if (!it->bare || (it->num.kanji && !versus))
		return false;
	return it->num.lone ? !it->num.scale_first :
	       it->num.digits && it->num.digits <= 3 &&
	       (it->num.digits == 1 || !it->num.zero_first);
}

/* The numeral of `it` times the scale of another: 20 of 20〜30億. */
static bool scaled(const struct ja_item *it, int power, struct ty_decimal *d)
{
	*d = it->num.amount;
	d->negative = it->amount.negative;
	return ty_decimal_shift(d, power);
}

/* 20〜30億: the first is scaled as the second if it is then still less. */
static void inherit_scale(struct ja_item *a, const struct ja_item *b)
{
	int powers[2] = { b->num.small + b->num.big, b->num.big };
	struct ty_decimal d;
	int k;

	if (a->num.small || a->num.big)
		return;
	for (k = 0; k < 2; k++)
		if (powers[k] && scaled(a, powers[k], &d) &&
		    ty_decimal_compare(&d, &b->num.amount) < 0) {
			a->amount = d;
			return;
		}
}

void ja_item_give(struct ja_item *a, const struct ja_item *b)
{
	uint32_t v = 0;

	a->kind = b->kind;
	a->unit = b->unit;
	a->bare = false;
	switch (b->kind) {
	case TY_VALUE_DATE:
	case TY_VALUE_MONTH:
	case TY_VALUE_YEAR:
	case TY_VALUE_TIME:
		ty_decimal_whole(&a->amount, 9999, &v);
		if (b->kind == TY_VALUE_DATE)
			a->day = (int)v;
		else if (b->kind == TY_VALUE_MONTH)
			a->month = (int)v;
		else if (b->kind == TY_VALUE_TIME)
			a->hour = (int)v;
		else
			a->year = a->num.digits == 4 ? (int)v :
				  ja_century((int)v);
		return;
	default:
		a->factor = b->factor;
		inherit_scale(a, b);
	}
}

bool ja_year_end(const struct ja *c, const struct ja_item *a, size_t i,
		 struct ja_item *b)
{
	struct ja_unit u;
	struct ja_num n;
	uint32_t low, high;

	if (!ja_num_at(c, i) || !ja_num_read(c, i, false, &n) ||
	    !ty_decimal_whole(&n.amount, 99, &high) || n.point)
		return false;
	ja_unit_read(c, n.end, &u);
	if (strcmp(u.part, "year") && strcmp(u.part, "fiscal") &&
	    (strcmp(u.part, "decade") || !a->era))
		return false;
	memset(b, 0, sizeof(*b));
	b->num = n;
	b->start = i;
	b->end = u.end;
	b->kind = TY_VALUE_YEAR;
	b->unit = !strcmp(u.part, "year") ? "" :
		  !strcmp(u.part, "fiscal") ? "FY" : "decade";
	if (a->kind == TY_VALUE_YEAR && a->era) {
		b->year = a->era + (int)high;
		return true;
	}
	if (a->kind == TY_VALUE_YEAR)
		low = (uint32_t)a->year;
	else if (!ty_decimal_whole(&a->amount, 2999, &low))
		return false;
	if (low >= 1000 && n.digits == 2) {
		b->year = (int)(low / 100 * 100 + high);
		if (b->year < (int)low)
			b->year += 100;
		return true;
	}
	/* 10〜15年 is a time, 09〜16年 and 98〜03年 are years. */
	if (a->num.digits != 2 || n.digits != 2 ||
	    (!a->num.zero_first && low < high && strcmp(u.part, "fiscal")))
		return false;
	b->year = ja_century((int)high);
	return true;
}

/* Read the value after a mark, whose numeral may have a word before it. */
static bool read_second(struct ja *c, const struct ja_item *a, size_t i,
			struct ja_item *b)
{
	size_t done = c->done, len = 0;
	bool ok;

	if (ja_is(c, i, "正午")) {
		memset(b, 0, sizeof(*b));
		b->unit = "";
		b->kind = TY_VALUE_TIME;
		b->hour = 12;
		b->pm = true;
		b->end = i + strlen("正午");
		return a->kind == TY_VALUE_TIME;
	}
	c->done = i;
	if (!ja_num_at(c, i))
		len = ja_look_ahead(c, i);
	ok = (ja_num_at(c, i + len) || ja_is(c, i + len, "元年"));
	if (ok && !len && ja_year_end(c, a, i, b))
		;
	else if (ok)
		ok = ja_num_at(c, i + len) && ja_item_read(c, i + len, b) &&
		     b->start == i;
	c->done = done;
	return ok;
}

/* Years, months and clocks that the second end leaves out or takes over. */
static bool complete(struct ja_item *a, struct ja_item *b)
{
	if (a->bare) {
		if (b->bare)
			return true;
		ja_item_give(a, b);
		return true;
	}
	if (a->kind == TY_VALUE_DATE && b->kind == TY_VALUE_DATE) {
		if (!b->month)
			b->month = a->month;
		if (!b->year && b->month)
			b->year = a->year;
	} else if (a->kind == TY_VALUE_MONTH && b->kind == TY_VALUE_MONTH) {
		if (!b->year)
			b->year = a->year;
	} else if (a->kind == TY_VALUE_TIME && b->kind == TY_VALUE_TIME) {
		if (a->pm && !b->pm && b->hour < 12)
			b->hour += 12;
	} else if (a->kind == TY_VALUE_YEAR && b->kind == TY_VALUE_YEAR) {
		if (!a->unit[0])
			a->unit = b->unit;
	}
	return a->kind == b->kind && !strcmp(a->unit, b->unit);
}

static const char *range_unit(const struct ja_item *b)
{
	if (b->unit[0])
		return b->unit;
	return b->kind == TY_VALUE_DATE ? "date" :
	       b->kind == TY_VALUE_MONTH ? "month" :
	       b->kind == TY_VALUE_YEAR ? "year" : "";
}

static bool make_range(struct ja_item *a, struct ja_item *b)
{
	char low[TY_VALUE_AMOUNT], high[TY_VALUE_AMOUNT];
	struct ja_item was = *a;

	if (!complete(a, b) || a->kind == TY_VALUE_SCORE ||
	    a->kind == TY_VALUE_RANGE || !ja_item_amount(a, low) ||
	    !ja_item_amount(b, high) || !ty_amount_range(a->text, low, high)) {
		*a = was;
		return false;
	}
	a->unit = range_unit(b);
	a->end = b->end;
	a->bare = a->weak = a->open = false;
	a->ends = b->kind;
	a->kind = TY_VALUE_RANGE;
	return true;
}

static bool make_score(struct ja_item *a, const struct ja_item *b)
{
	char low[TY_DECIMAL_TEXT], high[TY_DECIMAL_TEXT];

	ty_decimal_format(&a->num.amount, low);
	ty_decimal_format(&b->num.amount, high);
	if (a->amount.negative)
		return false;
	snprintf(a->text, sizeof(a->text), "%.8s-%.8s", low, high);
	a->kind = TY_VALUE_SCORE;
	a->end = b->end;
	a->bare = a->weak = false;
	return true;
}

/* 155円20〜22銭: the yen stand before both. */
static bool make_sen_range(struct ja *c, struct ja_item *a)
{
	struct ja_item low = *a, high = *a;
	struct ja_num n, m;
	struct ja_unit u;
	struct ty_decimal part;
	size_t mark;
	bool dash;

	if (a->kind != TY_VALUE_MONEY || strcmp(a->unit, "JPY") ||
	    !ja_num_at(c, a->end) || !ja_num_read(c, a->end, true, &n) ||
	    !(mark = ja_range_mark(c, n.end, &dash)) ||
	    !ja_num_at(c, n.end + mark) ||
	    !ja_num_read(c, n.end + mark, true, &m))
		return false;
	ja_unit_read(c, m.end, &u);
	if (!u.v || u.v->class != TY_LEX_MONEY || !u.v->amount.places)
		return false;
	part = n.amount;
	if (!ty_decimal_multiply(&part, &u.v->amount) ||
	    !ty_decimal_add(&low.amount, &part))
		return false;
	part = m.amount;
	if (!ty_decimal_multiply(&part, &u.v->amount) ||
	    !ty_decimal_add(&high.amount, &part))
		return false;
	high.end = u.end;
	*a = low;
	return make_range(a, &high);
}

/* 03-1234-5678, 1-2-3: more dashes and digits follow. */
static size_t more_dashes(const struct ja *c, size_t i)
{
	struct ja_num n;
	bool dash;
	size_t mark, end = 0;

	while ((mark = ja_range_mark(c, i, &dash)) != 0 && dash &&
	       ja_num_at(c, i + mark)) {
		ja_num_read(c, i + mark, false, &n);
		end = i = n.end;
	}
	return end;
}

static bool is_one(const struct ja_item *it)
{
	uint32_t v;

	return ty_decimal_whole(&it->amount, 1, &v) && v == 1;
}

/* 3対2, 3 対 2 */
static size_t versus_mark(const struct ja *c, size_t i)
{
	size_t gap = ja_gap(c, i), len = ja_is(c, i + gap, "対");

	return len ? gap + len + ja_gap(c, i + gap + len) : 0;
}

/* 3から5％ is a range; 指数は120から3％下がった tells of two numbers. */
static bool rises(const struct ja_item *a, const struct ja_item *b)
{
	struct ja_item low = *a;

	if (a->weak || b->bare)
		return false;
	ja_item_give(&low, b);
	return ty_decimal_is_zero(&b->amount) ||
	       ty_decimal_compare(&low.amount, &b->amount) < 0;
}

/* 1896〜1933, 2024―25: bare numerals that are years. */
static bool make_years(struct ja_item *a, struct ja_item *b)
{
	uint32_t low, high;

	if (a->num.digits != 4 || (b->num.digits != 4 && b->num.digits != 2) ||
	    !ty_decimal_whole(&a->amount, 2099, &low) || low < 1000 ||
	    !ty_decimal_whole(&b->amount, 2099, &high))
		return false;
	if (b->num.digits == 2)
		high += low / 100 * 100;
	if (high <= low)
		return false;
	a->year = (int)low;
	b->year = (int)high;
	a->kind = b->kind = TY_VALUE_YEAR;
	a->bare = false;
	return true;
}

/* A mark with spaces around it, as tables of results have it: 3 - 2. */
static size_t wide_mark(const struct ja *c, size_t i, bool *dash)
{
	size_t mark = ja_gap(c, i) ? ja_range_mark(c, i + 1, dash) : 0;

	return mark && *dash && ja_gap(c, i + 1 + mark) ? mark + 2 : 0;
}

bool ja_pair_read(struct ja *c, struct ja_item *a, size_t *skip)
{
	struct ja_item b;
	bool dash = false, versus = false, from = false;
	size_t mark = ja_range_mark(c, a->end, &dash);

	*skip = 0;
	if (!mark && scores(a, false))
		mark = wide_mark(c, a->end, &dash);
	if (make_sen_range(c, a))
		return true;
	if (!mark && a->bare) {
		mark = versus_mark(c, a->end);
		versus = mark != 0;
	}
	if (!mark && (a->bare || a->open)) {
		mark = ja_is(c, a->end, "から");
		from = mark != 0;
	}
	if (!mark || !read_second(c, a, a->end + mark, &b))
		return false;
	if (dash && a->bare && (*skip = more_dashes(c, b.end)) != 0)
		return false;
	if (dash || versus) {
		if (scores(a, versus) && scores(&b, versus)) {
			/* 1対1 is a talk of two. */
			if (versus && is_one(a) && is_one(&b)) {
				*skip = b.end;
				return false;
			}
			return make_score(a, &b);
		}
		/* 1-3号, 03-1234 */
		if (a->bare && b.bare &&
		    (a->num.zero_first || b.num.zero_first)) {
			*skip = b.end;
			return false;
		}
	}
	if (versus || (from && a->bare && !rises(a, &b)))
		return false;
	if (a->bare && b.bare && !make_years(a, &b) && (a->weak || b.weak))
		return false;
	return make_range(a, &b);
}
