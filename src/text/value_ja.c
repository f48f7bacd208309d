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
		v->ends = (enum ty_value_kind)it->era;
	v->reference = it->reference;
	memcpy(v->amount, amount, sizeof(amount));
	c->done = it->end;
	if (it->kind == TY_VALUE_TIME && it->pm)
		c->pm = it->end;
	if (it->day)
		bracketed_weekday(c, it->end);
}

/* The mark between numerals of a list at byte `i`. */
static size_t list_mark(const struct ja *c, size_t i)
{
	size_t n = ja_is(c, i, "、");

	return n ? n : ja_is(c, i, "・");
}

/* 2、3人 is "two or three people". */
static bool two_or_three(const struct ja_item *a, const struct ja_item *b)
{
	uint32_t x, y;

	return !a->num.point && !b->num.point &&
	       ty_decimal_whole(&a->num.amount, 9, &x) &&
	       ty_decimal_whole(&b->num.amount, 9999999, &y) &&
	       (a->num.kanji || !a->num.scale_first) &&
	       ((b->num.lone || b->num.digits) ? y == x + 1 :
		b->num.amount.n && b->num.amount.digit[0] == x + 1 &&
		b->num.big + b->num.small > 0);
}

/* Units that a list shares: 4、5日; 10・11月; 1、2階. */
static bool shares(const struct ja_item *it)
{
	return it->kind == TY_VALUE_DATE || it->kind == TY_VALUE_MONTH ||
	       it->kind == TY_VALUE_YEAR || it->kind == TY_VALUE_TIME ||
	       it->kind == TY_VALUE_ORDINAL;
}

/* Read the value at a numeral with all that hangs on it; where to go on. */
static size_t read_numeral(struct ja *c, size_t i)
{
	struct ja_item list[LIST_MAX], *last;
	size_t n = 0, skip, mark, k;
	bool ok;

	do {
		last = &list[n++];
		if (!ja_item_read(c, i, last)) {
			/* Nor are those that it would give its unit to:
			 * 1、2号機. */
			c->done = last->end;
			return last->end;
		}
		ok = ja_pair_read(c, last, &skip);
		if (skip) {
			c->done = skip;
			return skip;
		}
		mark = !ok && (last->bare || last->open) ?
			list_mark(c, last->end) : 0;
		i = last->end + mark;
	} while (mark && n < LIST_MAX && ja_num_at(c, i));
	if (n == 2 && list[0].bare && !last->bare &&
	    (!shares(last) || ja_is(c, last->end, "中")) &&
	    two_or_three(&list[0], last)) {
		c->done = last->end;
		return last->end;
	}
	for (k = 0; k < n; k++) {
		if (&list[k] != last && shares(last) && !last->text[0]) {
			if (list[k].bare)
				ja_item_give(&list[k], last);
			list[k].open = false;
			if (k && list[k].kind == list[0].kind &&
			    list[k].kind == TY_VALUE_DATE) {
				list[k].year = list[0].year;
				list[k].month = list[0].month;
			}
		} else if (&list[k] == last && n > 1 && list[0].month &&
			   last->kind == TY_VALUE_DATE && !last->month) {
			last->month = list[0].month;
			last->year = list[0].year;
		}
		emit(c, &list[k]);
	}
	c->done = last->end;
	return last->end;
}

/* 土曜日, 土曜; the 土 of 土・日曜. */
static size_t read_weekday(struct ja *c, size_t i)
{
	const struct ty_lex_entry *e;
	size_t start = i >= 3 ? i - 3 : i, end = i + strlen("曜"), mark, first;

	if (start < c->done || !(e = weekday(c, start)) ||
	    ja_part(c, start, c->len, "none"))
		return end;
	for (mark = 3; mark <= 3 && start >= c->done + 6; mark += 3) {
		const struct ty_lex_entry *other;

		first = start - 6;
		if ((ja_is(c, first + 3, "・") || ja_is(c, first + 3, "、")) &&
		    (other = weekday(c, first)) != NULL &&
		    !ja_is_kanji(ja_char_before(c, first)))
			add_text(c, first, first + 3, TY_VALUE_DATE, "",
				 other->unit);
	}
	if (ja_is(c, end, "日") && !ja_is(c, end, "日本"))
		end += strlen("日");
	add_text(c, start, end, TY_VALUE_DATE, "", e->unit);
	return end;
}

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
	struct ja c = { &reader->lex, s, len, 0, 0, values };
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
