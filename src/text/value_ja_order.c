/* Japanese orders and ages: 第3回, 3回目, 第9条, 2階, 小学1年, 45歳, 80代; and
 * where a single kanji numeral counts. */

#include <string.h>

#include "text/utf8.h"
#include "text/value_ja.h"

/* A word of its own begins in kanji at byte `i`: a verb (三回飲む), another
 * count (一日三回), or one of those that follow counts (三人以上). */
static bool word_begins(const struct ja *c, const struct ja_unit *u, size_t i)
{
	size_t next = i;

	if (ja_part(c, i, c->len, "after"))
		return true;
	if (ja_num_at(c, i))
		return ty_lex_of(u->v, u->n, TY_LEX_DURATION) != NULL;
	ty_utf8_next(c->s, c->len, &next);
	return ja_part(c, next, c->len, "verb") > 0;
}

bool ja_lone_counts(const struct ja *c, const struct ja_num *n,
		    const struct ja_unit *u, size_t end)
{
	/* 同一人物, 統一 */
	if (ja_part_before(c, n->end, "sameness"))
		return false;
	if (u->at > n->end ||
	    ja_part(c, u->at, u->end, "lone") != u->end - u->at)
		return false;
	/* 三キロ離れた, 千メートル級: no word goes on behind a foreign unit. */
	return !ja_is_kanji(ja_char(c, end)) || word_begins(c, u, end) ||
	       (u->end - u->at > 3 &&
		ja_is_katakana(ja_char_before(c, u->end)));
}

bool ja_order(const struct ja *c, size_t i)
{
	return ja_is(c, i, "目") && !ja_part(c, i, c->len, "aim");
}

bool ja_order_take(const struct ja *c, struct ja_item *it)
{
	if (!ja_order(c, it->end))
		return false;
	it->end += strlen("目");
	it->kind = TY_VALUE_ORDINAL;
	it->unit = "";
	return true;
}

static void set_order(struct ja_item *it, const struct ja_unit *u)
{
	const struct ty_lex_entry *e = ty_lex_of(u->v, u->n, TY_LEX_ORDINAL);

	it->kind = TY_VALUE_ORDINAL;
	it->unit = e ? e->unit : "";
	it->reference = e && !strcmp(e->unit, "article");
}

static bool counts(const struct ja *c, const struct ja_unit *u,
		   const struct ja_item *it)
{
	return !it->num.lone || ja_lone_counts(c, &it->num, u, it->end);
}

/* 第3回, 第二章, 第9条, but not 第1原発, 第一人者. */
static bool read_ranked(const struct ja *c, const struct ja_unit *u,
			struct ja_item *it)
{
	if (ja_part(c, u->at, u->end, "ranked") != u->end - u->at &&
	    !ty_lex_of(u->v, u->n, TY_LEX_ORDINAL) &&
	    strcmp(u->part, "generation"))
		return false;
	set_order(it, u);
	return !it->num.lone || !ja_is_kanji(ja_char(c, it->end)) ||
	       ja_part(c, it->end, c->len, "after");
}

static bool read_age(const struct ja_item *it)
{
	struct ty_decimal limit;

	ty_decimal_set(&limit, 200);
	return ty_decimal_compare(&it->amount, &limit) < 0;
}

/* 80代 is an age, 6代目 an order. */
static bool read_generation(const struct ja *c, struct ja_item *it)
{
	uint32_t v;

	if (ja_order_take(c, it))
		return true;
	it->kind = TY_VALUE_AGE;
	it->unit = "decade";
	return ty_decimal_whole(&it->amount, 100, &v) && v && v % 10 == 0;
}

bool ja_order_read(const struct ja *c, const struct ja_before *b,
		   const struct ja_unit *u, struct ja_item *it, bool *good)
{
	if (b->ordinal) {
		*good = read_ranked(c, u, it);
	} else if (ty_lex_of(u->v, u->n, TY_LEX_ORDINAL)) {
		set_order(it, u);
		*good = counts(c, u, it);
	} else if (!strcmp(u->part, "ranked")) {
		*good = ja_order_take(c, it) && counts(c, u, it);
	} else if (!strcmp(u->part, "age")) {
		it->kind = TY_VALUE_AGE;
		*good = read_age(it) && counts(c, u, it);
	} else if (!strcmp(u->part, "generation")) {
		*good = read_generation(c, it);
	} else if (!strcmp(u->part, "year") && it->num.digits == 1 &&
		   ja_part_before(c, b->start, "school") &&
		   !ja_sentenced(c, b->start)) {
		set_order(it, u);
		*good = true;
	} else {
		return false;
	}
	return true;
}
