/* Japanese numerals that are names or parts of words: F35, 国道246号, 1の7の1,
 * 数十, 被害者の一人. */

#include <string.h>

#include "text/utf8.h"
#include "text/value_ja.h"

/* Marks that tie digits and letters to a name: MS-26, 24/7, a_1, 03-1234. */
static bool ties(int32_t c)
{
	return c == '-' || c == '/' || c == '_' || c == '.' || c == '#' ||
	       c == '@' || c == '&' || c == '=' || c == '%' || c == '~' ||
	       c == 0xFF0F || c == 0xFF0D || (c >= 0x2010 && c <= 0x2015);
}

size_t ja_skip_name(const struct ja *c, size_t i)
{
	size_t next;
	int32_t at;

	while (i < c->len) {
		next = i;
		at = ty_utf8_next(c->s, c->len, &next);
		if (!ja_is_digit(at) && !ja_is_latin(at) &&
		    !(at == 0x30FB && ja_is_digit(ja_char(c, next))) &&
		    !(ties(at) && (ja_is_digit(ja_char(c, next)) ||
				   ja_is_latin(ja_char(c, next)))))
			break;
		i = next;
	}
	return i;
}

/* A numeral that belongs to a name before it: F35, G7, MS-26; but EU27カ国. */
static bool named_before(const struct ja *c, size_t start,
			 const struct ja_unit *u)
{
	int32_t before, more;
	size_t i;

	if (start == c->done || !start)
		return start && ja_is_digit(ja_char_before(c, start));
	i = ja_prev(c, start);
	before = ja_char(c, i);
	more = ja_char_before(c, i);
	if (before == '$')
		return true;
	if (ties(before))
		return ja_is_latin(more) || ja_is_digit(more);
	if (!ja_is_latin(before))
		return false;
	return !u->v || u->name || !strcmp(u->part, "ranked") ||
	       !ja_is_latin(more);
}

/* The end of a number of a telephone: 03（1234）5678. */
static size_t phone(const struct ja *c, const struct ja_num *n)
{
	struct ja_num inner;
	size_t open, close;

	if (!n->digits)
		return 0;
	/* 0800 555 111 */
	close = n->end;
	if (n->zero_first && n->digits > 1)
		while (ja_gap(c, close) && ja_is_digit(ja_char(c, close + 1)))
			close = ja_skip_name(c, close + 1);
	if (close > n->end)
		return close;
	open = ja_is(c, n->end, "（");
	if (!open)
		open = ja_is(c, n->end, "(");
	if (!open || !ja_num_at(c, n->end + open))
		return 0;
	ja_num_read(c, n->end + open, false, &inner);
	close = ja_is(c, inner.end, "）");
	if (!close)
		close = ja_is(c, inner.end, ")");
	close += inner.end;
	if (close == inner.end || !inner.digits ||
	    !ja_is_digit(ja_char(c, close)))
		return 0;
	return ja_skip_name(c, close);
}

/* 数十, 何百, 十数人, 20数年: how many is not said. */
static bool is_vague(const struct ja *c, const struct ja_num *n)
{
	int32_t before = ja_char_before(c, n->start);

	if (n->scale_first && n->start > c->done &&
	    (before == 0x6570 || before == 0x4F55 || before == 0x5E7E))
		return true;
	return ja_is(c, n->end, "数") && !ja_is(c, n->end, "数え");
}

static bool plus(int32_t c)
{
	return c == '+' || c == 0xFF0B;
}

/* A number that is one with the next or the last one by a plus. */
static bool adds(const struct ja *c, size_t start, size_t end)
{
	size_t next = end;

	if (ja_is(c, end, ":"))
		return false;
	if (plus(ja_char(c, end))) {
		ty_utf8_next(c->s, c->len, &next);
		return ja_is_digit(ja_char(c, next));
	}
	return plus(ja_char_before(c, start)) &&
	       ja_is_digit(ja_char_before(c, ja_prev(c, start)));
}

/* Python 3.11: behind a space and a word that is not all capitals. */
static bool is_version(const struct ja *c, size_t i)
{
	bool small = false;
	int32_t before;

	if (!i || c->s[i - 1] != ' ')
		return false;
	for (i--; i && ja_is_latin(before = ja_char_before(c, i)); )  {
		small |= (before >= 'a' && before <= 'z') || before > 0xFF40;
		i = ja_prev(c, i);
	}
	return small;
}

/* The rest of a postal address. */
static size_t skip_places(const struct ja *c, size_t i)
{
	while (ja_is(c, i, "の") && ja_is_digit(ja_char(c, i + 3)))
		i = ja_skip_name(c, i + 3);
	return i;
}

/* 日航516便, but 国内線37便. */
static bool is_flight(const struct ja *c, const struct ja_before *b,
		      const struct ja_unit *u)
{
	int32_t before = b->start > c->done ? ja_char_before(c, b->start) : 0;

	return u->v && ja_part(c, u->at, c->len, "flight") == u->end - u->at &&
	       !ja_part_before(c, b->start, "flown") &&
	       (ja_is_kanji(before) || ja_is_katakana(before) ||
		ja_is_latin(before));
}

/* 被害者の一人 is one of them, もう一つ another one: neither says how many
 * there are.  うちの一人 does. */
static bool is_pronoun(const struct ja *c, const struct ja_before *b,
		       const struct ja_num *n, const struct ja_unit *u)
{
	size_t i = b->start;

	if (i < c->done + 3 || !ty_lex_of(u->v, u->n, TY_LEX_COUNT) ||
	    ja_order(c, u->end) ||
	    !(n->lone || ja_is(c, u->at, "人") || ja_is(c, u->at, "つ")))
		return false;
	if (ja_part_before(c, i, "another"))
		return true;
	return ja_is(c, i - 3, "の") && !(i >= 9 && ja_is(c, i - 9, "うちの"));
}

/* A unit that makes no number of what it follows here. */
static bool is_no_count(const struct ja *c, const struct ja_before *b,
			const struct ja_num *n, const struct ja_unit *u)
{
	uint32_t v;

	if (is_flight(c, b, u))
		return true;
	/* 北3条西6丁目 */
	if (ty_lex_of(u->v, u->n, TY_LEX_ORDINAL) &&
	    ja_part_before(c, b->start, "compass"))
		return true;
	if (!ty_decimal_whole(&n->amount, 3, &v))
		return false;
	/* 1部リーグ, 2部に降格: no copies are so few. */
	if (!b->ordinal && u->end - u->at == 3 && ja_is(c, u->at, "部"))
		return true;
	return v == 1 && is_pronoun(c, b, n, u);
}

size_t ja_name_read(const struct ja *c, const struct ja_before *b,
		    const struct ja_num *n, const struct ja_unit *u)
{
	size_t len = ja_part(c, u->at, c->len, "alone"), end;
	uint32_t v;

	if (is_vague(c, n))
		return n->end;
	if (!u->v && n->point && is_version(c, n->start))
		return n->end;
	/* 110に電話 */
	if (!u->v && n->digits && ja_part(c, n->end, c->len, "phoning"))
		return n->end;
	/* 後半45＋2分 */
	if (adds(c, n->start, n->end))
		return n->end;
	/* 1人暮らし, 1票の格差 */
	if (len && u->at + len > u->end &&
	    ty_decimal_whole(&n->amount, 1, &v) && v == 1)
		return u->at + len;
	if (is_no_count(c, b, n, u))
		return u->end;
	/* 新橋1の7の1 */
	if (!u->v && n->digits && ja_is(c, n->end, "の") &&
	    ja_is_digit(ja_char(c, n->end + 3)))
		return skip_places(c, n->end);
	/* 24/7, 10/1 */
	if (b->start == n->start && n->end < c->len &&
	    (c->s[n->end] == '/' || c->s[n->end] == '_') &&
	    ja_is_digit(ja_char(c, n->end + 1)) && n->digits != 4)
		return ja_skip_name(c, n->end);
	end = phone(c, n);
	if (end)
		return end;
	/* 国道246号; 紀元前5世紀 is counted from the other side. */
	if (b->names && !ja_unit_is(u, TY_LEX_ORDINAL, "century"))
		return ja_skip_name(c, n->end);
	if (b->start == n->start && named_before(c, n->start, u))
		return ja_skip_name(c, n->end);
	return 0;
}
