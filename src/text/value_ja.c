/* Values in Japanese text: where they begin, and lists of them. */

#include <string.h>

#include "text/utf8.h"
#include "text/value_ja.h"

#define LIST_MAX	12	/* numerals of a list that share a unit */

/* The next byte from `i` on where a value may begin or show itself. */
static size_t next_start(const struct ja *c, size_t i)
{
	const unsigned char *s = (const unsigned char *)c->s;

	while (i < c->len) {
		unsigned char b = s[i], d, e;

		if (b < 0x80) {
			if (b >= '0' && b <= '9')
				return i;
			i++;
			continue;
		}
		if (b < 0xE0 || b >= 0xF0 || i + 2 >= c->len) {
			i += b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
			continue;
		}
		d = s[i + 1];
		e = s[i + 2];
		switch (b) {
		case 0xE3:			/* 〇; kana go by here */
			if (d == 0x80 && e == 0x87)
				return i;
			break;
		case 0xE4:			/* 一七三, 九, 二五 */
			if ((d == 0xB8 && (e == 0x80 || e == 0x83 ||
					   e == 0x89)) ||
			    (d == 0xB9 && e == 0x9D) ||
			    (d == 0xBA && (e == 0x8C || e == 0x94)))
				return i;
			break;
		case 0xE5:		/* 元八六, 倍, 十千半, 四 */
			if ((d == 0x85 && (e == 0x83 || e == 0xAB ||
					   e == 0xAD)) ||
			    (d == 0x80 && e == 0x8D) ||
			    (d == 0x8D && (e == 0x81 || e == 0x83 ||
					   e == 0x8A)) ||
			    (d == 0x9B && e == 0x9B))
				return i;
			break;
		case 0xE6:			/* 曜, 正 */
			if ((d == 0x9B && e == 0x9C) ||
			    (d == 0xAD && e == 0xA3))
				return i;
			break;
		case 0xE7:			/* 百 */
			if (d == 0x99 && e == 0xBE)
				return i;
			break;
		case 0xE9:			/* 零 */
			if (d == 0x9B && e == 0xB6)
				return i;
			break;
		case 0xEF:			/* ０..９ */
			if (d == 0xBC && e >= 0x90 && e <= 0x99)
				return i;
			break;
		default:
			break;
		}
		i += 3;
	}
	return c->len;
}

static const struct ty_lex_entry *weekday(const struct ja *c, size_t i)
{
	const struct ty_lex_entry *e;
	size_t n, len, end = i + 3 < c->len ? i + 3 : c->len;

	e = ty_lex_match(c->lex, c->s, end, i, &n, &len);
	return ty_lex_of(e, n, TY_LEX_WEEKDAY);
}

static void add_text(struct ja *c, size_t start, size_t end,
		     enum ty_value_kind kind, const char *unit,
		     const char *amount)
{
	struct ty_value *v = ty_values_add(c->out, start, end, kind, unit);

	memcpy(v->amount, amount, strlen(amount) + 1);
	c->done = end;
}

/* （金） after a date; the bracket may go on: （月・祝）. */
static void bracketed_weekday(struct ja *c, size_t i)
{
	const struct ty_lex_entry *e;
	size_t open = ja_is(c, i, "（"), day;

	if (!open)
		open = ja_is(c, i, "(");
	day = i + open;
	if (!open || !(e = weekday(c, day)) ||
	    !(ja_is(c, day + 3, "）") || ja_is(c, day + 3, ")") ||
	      ja_is(c, day + 3, "・") || ja_is(c, day + 3, "、") ||
	      ja_is(c, day + 3, "祝")))
		return;
	add_text(c, day, day + 3, TY_VALUE_DATE, "", e->unit);
}

static void emit(struct ja *c, const struct ja_item *it)
{
	char amount[TY_VALUE_AMOUNT];
	struct ty_value *v;

	if ((it->bare && it->weak) || it->open || !ja_item_amount(it, amount))
		return;
	v = ty_values_add(c->out, it->start, it->end, it->kind, it->unit);
	if (it->kind == TY_VALUE_RANGE)
		v->ends = it->ends;
	v->reference = it->reference;
	memcpy(v->amount, amount, sizeof(amount));
	c->done = it->end;
	if (v->ends == TY_VALUE_TIME)
		c->pm = it->pm ? it->end : 0;
	if (it->kind == TY_VALUE_TEMPERATURE)
		c->below = it->amount.negative;
	if (v->ends == TY_VALUE_DATE)
		bracketed_weekday(c, it->end);
}

/* The mark between numerals of a list at byte `i`. */
static size_t list_mark(const struct ja *c, size_t i)
{
	size_t n = ja_is(c, i, "、");

	return n ? n : ja_is(c, i, "・");
}

/* 2、3人 is "two or three people", 二十四、五歳 24 or 25. */
static bool two_or_three(const struct ja_item *a, const struct ja_item *b)
{
	const struct ty_decimal *high = &b->num.amount;
	uint32_t x, y;

	if (a->num.point || b->num.point || !high->n ||
	    (a->num.scale_first && !a->num.kanji) ||
	    !ty_decimal_whole(&a->num.amount, 99, &x))
		return false;
	if (b->num.lone || b->num.digits)
		return ty_decimal_whole(high, 99, &y) &&
		       (y == x + 1 ? x < 10 : y < 10 && y == x % 10 + 1);
	return x < 10 && high->digit[0] == x + 1 &&
	       b->num.big + b->num.small > 0;
}

/* Units that a list shares: 4、5日; 10・11月; 1、2階. */
static bool shares(const struct ja_item *it)
{
	return !it->text[0] &&
	       (it->kind == TY_VALUE_DATE || it->kind == TY_VALUE_MONTH ||
		it->kind == TY_VALUE_YEAR || it->kind == TY_VALUE_TIME ||
		it->kind == TY_VALUE_ORDINAL);
}

/* The unit of the last of a list for one before it, unless that is a number of
 * its own: 賛成56、3日. */
static void share(const struct ja *c, struct ja_item *it,
		  const struct ja_item *first, const struct ja_item *last)
{
	struct ja_item with = *it;
	char amount[TY_VALUE_AMOUNT];

	if (it->bare) {
		ja_item_give(&with, last);
		if (!ja_item_amount(&with, amount) ||
		    ja_part_before(c, it->start, "counted") ||
		    (it->num.digits < 4 &&
		     ty_decimal_compare(&it->num.amount,
					&last->num.amount) >= 0))
			return;
	}
	if (with.kind == TY_VALUE_YEAR && !with.unit[0])
		with.unit = last->unit;
	with.open = false;
	if (it != first && with.kind == TY_VALUE_DATE) {
		with.year = first->year;
		with.month = first->month;
	}
	*it = with;
}

static void emit_list(struct ja *c, struct ja_item *list, size_t n)
{
	struct ja_item *last = &list[n - 1];
	size_t k;

	for (k = 0; k + 1 < n; k++) {
		if (shares(last))
			share(c, &list[k], list, last);
		emit(c, &list[k]);
	}
	if (n > 1 && list[0].month && last->kind == TY_VALUE_DATE &&
	    !last->month) {
		last->month = list[0].month;
		last->year = list[0].year;
	}
	emit(c, last);
}

/* Read the value at a numeral with all that hangs on it; where to go on. */
static size_t read_numeral(struct ja *c, size_t i)
{
	struct ja_item list[LIST_MAX], *last;
	size_t n = 0, skip, mark;
	bool ok;

	do {
		last = &list[n++];
		ok = n > 1 && ja_year_end(c, &list[0], i, last);
		if (!ok && !ja_item_read(c, i, last)) {
			/* Nor are those that it would give its unit to:
			 * 1、2号機. */
			return c->done = last->end;
		}
		ok = ok || ja_pair_read(c, last, &skip);
		if (!ok && skip)
			return c->done = skip;
		mark = !ok && (last->bare || last->open) ?
			list_mark(c, last->end) : 0;
		i = last->end + mark;
	} while (mark && n < LIST_MAX && ja_num_at(c, i));
	if (n != 2 || !list[0].bare || last->bare ||
	    (shares(last) && !ja_is(c, last->end, "中")) ||
	    !two_or_three(&list[0], last))
		emit_list(c, list, n);
	return c->done = last->end;
}

/* ------------------------------------------------------------- weekdays -- */

/* Where the weekdays begin that share the 曜 of the one at `i`: 月、水、金曜,
 * 火〜金曜.  *mark is the length of the mark of a range before `i`, or 0. */
static size_t first_weekday(const struct ja *c, size_t i, size_t *mark)
{
	size_t j, len;
	bool dash;

	*mark = 0;
	while (i >= c->done + 6) {
		j = ja_prev(c, i);
		len = list_mark(c, j);
		if (!len && (len = ja_range_mark(c, j, &dash)) != 0)
			*mark = len;
		if (!len || j + len != i || j < c->done + 3 ||
		    !weekday(c, j - 3) ||
		    (ja_is_kanji(ja_char_before(c, j - 3)) &&
		     !(j >= 6 && ja_is(c, j - 6, "週")))) {
			*mark = 0;
			break;
		}
		i = j - 3;
		if (*mark)
			break;
	}
	return i;
}

static size_t weekday_end(const struct ja *c, size_t i)
{
	size_t end = i + ja_is(c, i, "曜");

	return end > i && ja_is(c, end, "日") && !ja_is(c, end, "日本") ?
		end + strlen("日") : end;
}

static void add_weekdays(struct ja *c, size_t start, size_t end,
			 const char *low, const char *high)
{
	struct ty_value *v;

	v = ty_values_add(c->out, start, end, TY_VALUE_RANGE, "date");
	v->ends = TY_VALUE_DATE;
	ty_amount_range(v->amount, low, high);
	c->done = end;
}

/* 土曜日, 土曜, 土・日曜, 月〜金曜, 月曜〜金曜. */
static size_t read_weekday(struct ja *c, size_t i)
{
	const struct ty_lex_entry *e, *other;
	size_t at = i >= 3 ? i - 3 : i, end = weekday_end(c, i), start, mark;
	bool dash;

	if (at < c->done || !(e = weekday(c, at)) ||
	    ja_part(c, at, c->len, "none"))
		return end;
	start = first_weekday(c, at, &mark);
	if (mark) {
		add_weekdays(c, start, end, weekday(c, start)->unit, e->unit);
		return end;
	}
	for (; start < at; start += 3 + list_mark(c, start + 3))
		add_text(c, start, start + 3, TY_VALUE_DATE, "",
			 weekday(c, start)->unit);
	mark = ja_range_mark(c, end, &dash);
	other = mark ? weekday(c, end + mark) : NULL;
	if (other && ja_is(c, end + mark + 3, "曜")) {
		end = weekday_end(c, end + mark + 3);
		add_weekdays(c, at, end, e->unit, other->unit);
	} else {
		add_text(c, at, end, TY_VALUE_DATE, "", e->unit);
	}
	return end;
}

/* --------------------------------------------------------- words alone -- */

/* 半数, 半年, 倍増, 正午; 倍 alone. */
static size_t read_word(struct ja *c, size_t i)
{
	const struct ty_lex_entry *e, *found;
	int32_t before = i > c->done ? ja_char_before(c, i) : 0;
	size_t n, len, next = i;
	char amount[TY_VALUE_AMOUNT];

	ty_utf8_next(c->s, c->len, &next);
	e = ty_lex_match(c->lex, c->s, c->len, i, &n, &len);
	if (ja_part(c, i, c->len, "none"))
		return next;
	if ((found = ty_lex_of(e, n, TY_LEX_CLOCK)) != NULL &&
	    found->unit[2] == ':') {
		add_text(c, i, i + len, TY_VALUE_TIME, "", found->unit);
		return i + len;
	}
	/* 過半数, 前半分, 上半身 are other words. */
	if (ja_is_kanji(before) && ja_part_before(c, i, "whole"))
		return next;
	if ((found = ty_lex_of(e, n, TY_LEX_FRACTION)) != NULL) {
		add_text(c, i, i + len, TY_VALUE_FRACTION, "", "1/2");
		return i + len;
	}
	if ((found = ty_lex_of(e, n, TY_LEX_MULTIPLE)) != NULL ||
	    ((found = ty_lex_of(e, n, TY_LEX_DURATION)) != NULL &&
	     !ty_decimal_is_zero(&found->amount))) {
		ty_amount_decimal(amount, &found->amount);
		add_text(c, i, i + len, found->class == TY_LEX_MULTIPLE ?
			 TY_VALUE_NUMBER : TY_VALUE_DURATION, found->unit,
			 amount);
		return i + len;
	}
	/* "Twice as much": not 安倍, 倍率. */
	if (ja_is(c, i, "倍") && !ja_is_kanji(before) &&
	    !ja_is_katakana(before) && ja_part(c, next, c->len, "doubled")) {
		add_text(c, i, next, TY_VALUE_NUMBER, "times", "2");
		return next;
	}
	return next;
}

/* 令和元年: the first year of an era. */
static size_t read_first_year(struct ja *c, size_t i)
{
	struct ja_item it;
	struct ja_before b;
	struct ja_unit u;
	bool wrong;

	ja_look_back(c, i, &b);
	memset(&it, 0, sizeof(it));
	it.unit = "";
	it.start = b.start;
	it.num.start = i;
	it.num.end = it.end = i + strlen("元");
	ty_decimal_set(&it.num.amount, 1);
	ja_unit_read(c, it.end, &u);
	if (!b.era || !u.v || !ja_date_read(c, &b, &u, &it, &wrong))
		return it.num.end;
	ja_pair_read(c, &it, &i);
	emit(c, &it);
	return it.end;
}

void ty_value_read_ja(const struct ty_value_reader *reader, const char *s,
		      size_t len, struct ty_values *values)
{
	struct ja c = { .lex = &reader->lex, .s = s, .len = len, .out = values };
	size_t i = 0, word;

	while ((i = next_start(&c, i)) < len) {
		if (ja_num_at(&c, i) && (word = ja_look_ahead(&c, i)) != 0)
			i += word;		/* 零下 */
		else if (ja_num_at(&c, i))
			i = read_numeral(&c, i);
		else if (ja_is(&c, i, "曜"))
			i = read_weekday(&c, i);
		else if (ja_is(&c, i, "元"))
			i = read_first_year(&c, i);
		else
			i = read_word(&c, i);
	}
}
