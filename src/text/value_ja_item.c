/* One Japanese value: which reader a numeral belongs to, and which numerals
 * are names. */

#include <stdio.h>
#include <string.h>

#include "text/utf8.h"
#include "text/value_ja.h"

#define TIMES	0xD7		/* 3×3 */

/* ---------------------------------------------------------------- amounts */

bool ja_item_amount(const struct ja_item *it, char out[TY_VALUE_AMOUNT])
{
	struct ty_decimal d = it->amount;

	if (it->text[0]) {
		memcpy(out, it->text, TY_VALUE_AMOUNT);
		return true;
	}
	switch (it->kind) {
	case TY_VALUE_DATE:
		return ty_amount_date(out, it->year, it->month, it->day);
	case TY_VALUE_MONTH:
		return ty_amount_date(out, it->year, it->month, 0);
	case TY_VALUE_TIME:
		return ty_amount_time(out, it->hour, it->minute);
	case TY_VALUE_YEAR:
		snprintf(out, TY_VALUE_AMOUNT, "%d", it->year);
		return true;
	default:
		if (!ty_decimal_is_zero(&it->factor) &&
		    !ty_decimal_multiply(&d, &it->factor))
			return false;
		ty_amount_decimal(out, &d);
		return true;
	}
}

/* ------------------------------------------------------------ what follows */

static bool is_unit(const struct ty_lex_entry *e)
{
	return e->class >= TY_LEX_COUNT || e->class == TY_LEX_ORDINAL ||
	       e->class == TY_LEX_NUMBER;
}

/* The parts of words that stand where a unit does: the first that a word has
 * says what it is.  A unit needs no 第, so the last one yields to it. */
static const char *const parts[] = {
	"year", "fiscal", "decade", "month", "day", "hour", "age",
	"generation", "name", "ranked",
};
#define NPARTS	(sizeof(parts) / sizeof(*parts))

static size_t unit_part(const struct ty_lex_entry *e)
{
	size_t k = 0;

	while (k < NPARTS && (e->class != TY_LEX_WORD ||
			      strcmp(e->unit, parts[k])))
		k++;
	return k;
}

/* A unit in Latin letters is none in the middle of a word: 5G, 3LDK. */
static bool cut_short(const struct ja *c, size_t end)
{
	int32_t after = ja_char(c, end);

	if (ja_is(c, end, "まれ"))	/* 98年生まれ, no pupil */
		return ja_char_before(c, end) == 0x751F;
	return ja_is_latin(ja_char_before(c, end)) &&
	       (ja_is_latin(after) || (after >= '0' && after <= '9'));
}

void ja_unit_read(const struct ja *c, size_t i, struct ja_unit *u)
{
	const struct ty_lex_entry *e;
	size_t n, len, end = c->len, k, part, first;
	bool unit;

	memset(u, 0, sizeof(*u));
	u->part = "";
	u->end = i;
	u->at = i += ja_gap(c, i);
	while ((e = ty_lex_match(c->lex, c->s, end, i, &n, &len)) != NULL) {
		first = NPARTS;
		unit = false;
		for (k = 0; k < n; k++) {
			part = unit_part(&e[k]);
			first = part < first ? part : first;
			unit |= is_unit(&e[k]);
		}
		if (unit && first == NPARTS - 1)
			first = NPARTS;
		if ((unit || first < NPARTS) && !cut_short(c, i + len)) {
			u->v = e;
			u->n = n;
			u->end = i + len;
			u->part = first < NPARTS ? parts[first] : "";
			u->name = !strcmp(u->part, "name");
			return;
		}
		end = i + len - 1;
	}
}

bool ja_unit_is(const struct ja_unit *u, enum ty_lex_class class,
		const char *unit)
{
	const struct ty_lex_entry *e = ty_lex_of(u->v, u->n, class);

	return e && !strcmp(e->unit, unit);
}

/* ------------------------------------------------------------------ names */

static bool is_digit(int32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

/* Marks that tie digits and letters to a name: MS-26, 24/7, a_1, 03-1234. */
static bool ties(int32_t c)
{
	return c == '-' || c == '/' || c == '_' || c == '.' || c == '#' ||
	       c == '@' || c == '&' || c == '=' || c == '%' || c == '~' ||
	       c == 0xFF0F || c == 0xFF0D || (c >= 0x2010 && c <= 0x2015);
}

/* Step over letters, digits and what ties them. */
static size_t skip_name(const struct ja *c, size_t i)
{
	size_t next;
	int32_t at;

	while (i < c->len) {
		next = i;
		at = ty_utf8_next(c->s, c->len, &next);
		if (!is_digit(at) && !ja_is_latin(at) &&
		    !(at == 0x30FB && is_digit(ja_char(c, next))) &&
		    !(ties(at) && (is_digit(ja_char(c, next)) ||
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
		return start && is_digit(ja_char_before(c, start));
	i = ja_prev(c, start);
	before = ja_char(c, i);
	more = ja_char_before(c, i);
	if (before == '$')
		return true;
	if (ties(before))
		return ja_is_latin(more) || is_digit(more);
	if (!ja_is_latin(before))
		return false;
	return !u->v || u->name || !strcmp(u->part, "ranked") ||
	       !ja_is_latin(more);
}

/* 03（1234）5678 */
static size_t phone(const struct ja *c, const struct ja_num *n)
{
	struct ja_num inner;
	size_t open, close;

	if (!n->digits)
		return 0;
	open = ja_is(c, n->end, "（");
	if (!open)
		open = ja_is(c, n->end, "(");
	if (!open || !ja_num_at(c, n->end + open))
		return 0;
	ja_num_read(c, n->end + open, false, &inner);
	close = ja_is(c, inner.end, "）");
	if (!close)
		close = ja_is(c, inner.end, ")");
	if (!close || !inner.digits || !is_digit(ja_char(c, inner.end + close)))
		return 0;
	return skip_name(c, inner.end + close);
}

/* 数十, 何百, 十数人, 20数年: how many is not said. */
static bool vague(const struct ja *c, const struct ja_num *n)
{
	int32_t before = ja_char_before(c, n->start);

	if (n->scale_first && n->start > c->done &&
	    (before == 0x6570 || before == 0x4F55 || before == 0x5E7E))
		return true;
	return ja_is(c, n->end, "数") && !ja_is(c, n->end, "数え");
}

/* The rest of a postal address. */
static size_t skip_places(const struct ja *c, size_t i)
{
	while (ja_is(c, i, "の") && is_digit(ja_char(c, i + 3)))
		i = skip_name(c, i + 3);
	return i;
}

/* 1人暮らし, 1票の格差; 日航516便: where a word ends in which the numeral
 * counts nothing, or 0. */
static size_t other_word(const struct ja *c, const struct ja_before *b,
			 const struct ja_num *n, const struct ja_unit *u)
{
	size_t len = ja_part(c, u->at, c->len, "alone");
	int32_t before = b->start > c->done ? ja_char_before(c, b->start) : 0;
	uint32_t v;

	if (len && u->at + len > u->end &&
	    ty_decimal_whole(&n->amount, 1, &v) && v == 1)
		return n->end + len;
	if (u->v && ja_part(c, u->at, c->len, "flight") == u->end - u->at && !ja_part_before(c, b->start, "counted") &&
	    (ja_is_kanji(before) || ja_is_katakana(before) ||
	     ja_is_latin(before)))
		return u->end;
	/* 北3条西6丁目 */
	if (ty_lex_of(u->v, u->n, TY_LEX_ORDINAL) &&
	    ja_part_before(c, b->start, "compass"))
		return u->end;
	/* １部リーグ, 2部に降格: no copies are so few. */
	if (!b->ordinal && ja_is(c, u->at, "部") == u->end - u->at && u->v &&
	    ty_decimal_whole(&n->amount, 3, &v))
		return u->end;
	/* 被害者の一人 is one of them, もう一つ another one; neither says
	 * how many there are. */
	if (b->start >= 3 && ty_lex_of(u->v, u->n, TY_LEX_COUNT) &&
	    (n->lone || ja_is(c, u->at, "人") || ja_is(c, u->at, "つ")) &&
	    b->start >= c->done + 3 &&
	    (ja_is(c, b->start - 3, "の") ||
	     ja_part_before(c, b->start, "another")) &&
	    !(b->start >= 9 && ja_is(c, b->start - 9, "うちの")) &&
	    ty_decimal_whole(&n->amount, 1, &v) && v == 1 &&
	    !ja_order(c, u->end))
		return u->end;
	/* 新橋1の7の1 */
	if (!u->v && n->digits && ja_is(c, n->end, "の") &&
	    is_digit(ja_char(c, n->end + 3)))
		return skip_places(c, n->end);
	/* 24/7, 10/1 */
	if (b->start == n->start && n->end + 1 < c->len &&
	    (c->s[n->end] == '/' || c->s[n->end] == '_') &&
	    is_digit(ja_char(c, n->end + 1)) && n->digits != 4)
		return skip_name(c, n->end);
	return 0;
}

/* ------------------------------------------------------------ small readers */

/* 3分の2, 三分の一 */
static bool read_fraction(const struct ja *c, struct ja_item *it)
{
	struct ja_num over;
	char low[TY_DECIMAL_TEXT], high[TY_DECIMAL_TEXT];
	size_t i = it->num.end + ja_gap(c, it->num.end);

	if (!ja_fraction_at(c, i) || it->num.point ||
	    !ja_num_read(c, i + strlen("分の"), false, &over) || over.point)
		return false;
	if (ty_decimal_is_zero(&it->amount) ||
	    ty_decimal_format(&over.amount, high) +
	    ty_decimal_format(&it->amount, low) + 2 > TY_VALUE_AMOUNT)
		return false;
	snprintf(it->text, sizeof(it->text), "%s/%s", high, low);
	it->kind = TY_VALUE_FRACTION;
	it->unit = "";
	it->end = over.end;
	return true;
}

/* 震度5強, and the 5弱 of 震度6強から5弱. */
static bool read_shindo(const struct ja *c, const struct ja_before *b,
			struct ja_item *it)
{
	static const char *const words[] = { "強", "弱" };
	size_t k, len = 0;
	uint32_t v;

	for (k = 0; k < 2 && !len; k++)
		len = ja_is(c, it->num.end, words[k]);
	if (!ty_decimal_whole(&it->amount, 7, &v) || it->num.kanji ||
	    (!b->shindo && (!len || (v != 5 && v != 6) ||
			    ja_near_before(c, it->start, "shindo") ==
			    SIZE_MAX)))
		return false;
	it->kind = TY_VALUE_NUMBER;
	it->unit = !len ? "" : k == 1 ? "shindo_upper" : "shindo_lower";
	it->end = it->num.end + len;
	return true;
}

static bool read_magnitude(const struct ja *c, const struct ja_before *b,
			   struct ja_item *it)
{
	struct ty_decimal ten;

	/* マグニチュードは6・5 */
	ty_decimal_set(&ten, 10);
	if (!b->magnitude &&
	    !(it->num.point && ty_decimal_compare(&it->amount, &ten) < 0 &&
	      ja_near_before(c, b->start, "magnitude") <= 9))
		return false;
	/* M5 may be a chip or a tank. */
	if (it->num.start - b->start <= 3 && !it->num.point &&
	    ja_near_before(c, b->start, "quake") == SIZE_MAX &&
	    ja_near_after(c, it->num.end, "quake") == SIZE_MAX)
		return false;
	it->kind = TY_VALUE_NUMBER;
	it->unit = "magnitude";
	return true;
}

/* 森田容疑者（45）: an age, if a name may stand before the bracket. */
static bool read_bracketed_age(const struct ja *c, const struct ja_before *b,
			       struct ja_item *it)
{
	size_t i = it->num.start;
	int32_t open, before;
	uint32_t v;

	if (b->aged && ty_decimal_whole(&it->amount, 120, &v)) {
		it->kind = TY_VALUE_AGE;
		return true;
	}
	open = ja_char_before(c, i);
	if ((open != 0xFF08 && open != '(') || !it->num.digits ||
	    it->num.kanji || it->num.zero_first ||
	    !ty_decimal_whole(&it->amount, 120, &v) || !v)
		return false;
	if (!ja_is(c, it->num.end, "）") && !ja_is(c, it->num.end, ")") &&
	    !ja_is(c, it->num.end, "、") && !ja_is(c, it->num.end, "＝"))
		return false;
	i = ja_prev(c, i);
	before = ja_char_before(c, i);
	if (v < 10 ? !ja_part_before(c, i, "child") :
	    !ja_is_kanji(before) && !ja_is_katakana(before) &&
	    !(before >= 0x3041 && before <= 0x3096))
		return false;
	it->kind = TY_VALUE_AGE;
	return true;
}

/* A bare numeral that is rather part of a name or a word than a number. */
static bool is_weak(const struct ja *c, const struct ja_before *b,
		    const struct ja_num *n)
{
	int32_t before = b->start > c->done ? ja_char_before(c, b->start) : 0;
	int32_t after = ja_char(c, n->end);
	uint32_t v;

	if (n->kanji || n->zero_first || ja_is_latin(after))
		return true;
	if (ja_is_katakana(before) && !b->minus)
		return true;
	/* はやぶさ2: before a number stands a particle, if anything. */
	if (before >= 0x3041 && before <= 0x3096 &&
	    !ja_part_before(c, b->start, "particle"))
		return true;
	/* （1） */
	if ((before == 0xFF08 || before == '(') &&
	    (after == 0xFF09 || after == ')'))
		return true;
	/* 日経225, 火星17, but 賛成56. */
	if (ja_is_kanji(before) && !ja_part_before(c, b->start, "counted"))
		return true;
	if (before == TIMES || after == TIMES)
		return true;
	/* 3・11, 9・11 are days to remember, unless a rate is spoken of. */
	if (n->dot && !b->minus && n->amount.places <= 2 &&
	    n->amount.n - n->amount.places <= 2 &&
	    !ja_part_before(c, b->start, "rated"))
		return true;
	/* 東京2020, 2024パリ五輪 */
	return n->digits == 4 && ty_decimal_whole(&n->amount, 2099, &v) &&
	       v >= 1900 &&
	       (ja_is_kanji(before) || ja_is_kanji(after) ||
		ja_is_katakana(after));
}

/* Numerals that stand alone. */
static bool read_bare(const struct ja *c, const struct ja_before *b,
		      struct ja_item *it)
{
	int32_t after = ja_char(c, it->num.end);

	it->end = it->num.end;
	it->kind = TY_VALUE_NUMBER;
	it->unit = "";
	/* M5 of a chip, R5 of a road. */
	if (b->magnitude || b->era || b->shortened || b->clock)
		return false;
	if (b->symbol) {
		it->kind = TY_VALUE_MONEY;
		it->unit = b->symbol->unit;
		return !it->num.kanji;
	}
	if (b->ordinal) {
		/* 第3の, but 第1原発, 第7艦隊, 第三者 */
		it->kind = TY_VALUE_ORDINAL;
		return !it->num.kanji &&
		       ((!ja_is_kanji(after) && !ja_is_katakana(after) &&
			 !ja_is_latin(after)) ||
			ja_is(c, it->num.end + 3, "曜"));
	}
	it->bare = true;
	if (b->hourly || b->secondly || b->wind)
		it->start = it->num.start;
	it->weak = is_weak(c, b, &it->num);
	return true;
}

/* ----------------------------------------------------------------- one value */

/* 5・6月 are two months, 1・2階 two floors: they have no decimals. */
static bool counts_whole(const struct ja_unit *u)
{
	return u->v && (!strcmp(u->part, "month") || !strcmp(u->part, "day") ||
			!strcmp(u->part, "hour") || !strcmp(u->part, "fiscal") ||
			!strcmp(u->part, "decade") ||
			ty_lex_of(u->v, u->n, TY_LEX_ORDINAL));
}

/* The rest of a date or time that does not exist: 32月15日, 25時70分. */
static size_t skip_date(const struct ja *c, size_t i)
{
	struct ja_num n;
	struct ja_unit u;

	while (ja_num_at(c, i + ja_gap(c, i))) {
		ja_num_read(c, i + ja_gap(c, i), false, &n);
		ja_unit_read(c, n.end, &u);
		if (strcmp(u.part, "month") && strcmp(u.part, "day") &&
		    !ja_unit_is(&u, TY_LEX_DURATION, "min"))
			break;
		i = u.end;
	}
	return i;
}

static bool read_kind(const struct ja *c, const struct ja_before *b,
		      const struct ja_unit *u, struct ja_item *it)
{
	bool wrong;

	if (read_fraction(c, it))
		return true;
	if (ja_time_read(c, b, u, it, &wrong))
		return true;
	if (!wrong && ja_date_read(c, b, u, it, &wrong))
		return true;
	if (wrong) {
		it->end = skip_date(c, u->end);
		return false;
	}
	it->end = it->num.end;
	it->year = it->month = it->day = it->hour = it->minute = 0;
	it->unit = "";
	if (read_shindo(c, b, it) || ((b->magnitude || !u->v) && read_magnitude(c, b, it)) ||
	    (!u->v && read_bracketed_age(c, b, it)) ||
	    ja_measure_read(c, b, u, it))
		return true;
	/* What looks like a unit is none here. */
	if (u->v && (it->num.kanji || !strcmp(u->part, "hour"))) {
		it->end = u->end;
		return false;
	}
	return read_bare(c, b, it);
}

bool ja_item_read(const struct ja *c, size_t i, struct ja_item *it)
{
	struct ja_before b;
	struct ja_unit u;
	size_t end;
	bool good;

	memset(it, 0, sizeof(*it));
	it->unit = "";
	good = ja_num_read(c, i, true, &it->num);
	it->end = it->num.end;
	if (!good)
		goto name;
	ja_look_back(c, i, &b);
	end = i + ja_part(c, i, c->len, "none");
	if (end > it->num.end && b.start == i) {
		it->end = end;
		return false;
	}
	if (vague(c, &it->num))
		return false;
	ja_unit_read(c, it->num.end, &u);
	end = other_word(c, &b, &it->num, &u);
	if (end) {
		it->end = end;
		return false;
	}
	if (it->num.dot && counts_whole(&u)) {
		ja_num_read(c, i, false, &it->num);
		it->end = it->num.end;
		ja_unit_read(c, it->num.end, &u);
	}
	/* 50余人 */
	if (!u.v && ja_is(c, it->num.end, "余"))
		ja_unit_read(c, it->num.end + strlen("余"), &u);
	end = phone(c, &it->num);
	if (end) {
		it->end = end;
		return false;
	}
	/* 紀元前5世紀 is counted from the other side. */
	if ((b.names && !ja_unit_is(&u, TY_LEX_ORDINAL, "century")) ||
	    (b.start == i && named_before(c, i, &u)))
		goto name;
	it->start = b.start;
	it->amount = it->num.amount;
	it->reference = b.reference;
	if (u.name && !b.shindo && !b.magnitude && !(b.ordinal && u.n > 1)) {
		it->end = u.end;
		good = read_shindo(c, &b, it);
		return good;
	}
	it->amount.negative = b.minus || b.below;
	if (read_kind(c, &b, &u, it))
		return true;
	return false;
name:
	it->end = skip_name(c, it->num.end);
	return false;
}
