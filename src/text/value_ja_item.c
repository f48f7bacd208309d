/* One Japanese value: which reader a numeral belongs to. */

#include <stdio.h>
#include <string.h>

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

/* A unit is none in the middle of a word: 5G, 3LDK, 第3日曜, 98年生まれ,
 * 5年生存率. */
static bool cut_short(const struct ja *c, size_t end)
{
	int32_t after = ja_char(c, end);

	if (ja_is(c, end, "曜") ||
	    (ja_part(c, end, c->len, "born") && ja_is(c, end - 3, "生")))
		return true;
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

/* ------------------------------------------------------------ small readers */

/* 3分の2, 三分の一 */
static bool read_fraction(const struct ja *c, struct ja_item *it)
{
	struct ja_num over;
	char low[TY_DECIMAL_TEXT], high[TY_DECIMAL_TEXT];
	size_t i = ja_fraction_at(c, it->num.end + ja_gap(c, it->num.end));

	if (!i || it->num.point || !ja_num_read(c, i, false, &over) ||
	    over.point)
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
	      ja_just_before(c, b->start, "magnitude", 9)))
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
	size_t i = it->num.start, end;
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
	end = it->num.end + ja_gap(c, it->num.end);
	if (!ja_is(c, end, "）") && !ja_is(c, end, ")") &&
	    !ja_is(c, end, "、") && !ja_is(c, end, "＝"))
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
	/* 日経225, 火星17, but 賛成56, 防御率1・80. */
	if (ja_is_kanji(before) && !ja_part_before(c, b->start, "counted") &&
	    !ja_part_before(c, b->start, "rated"))
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

/* ---------------------------------------------------------------- one value */

/* 5・6月 are two months, 1・2階 two floors: they have no decimals. */
static bool counts_whole(const struct ja_unit *u)
{
	static const char *const whole[] = {
		"month", "day", "hour", "fiscal", "decade"
	};
	size_t k;

	for (k = 0; k < sizeof(whole) / sizeof(*whole); k++)
		if (!strcmp(u->part, whole[k]))
			return true;
	return ty_lex_of(u->v, u->n, TY_LEX_ORDINAL) != NULL;
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
	if (read_shindo(c, b, it) ||
	    ((b->magnitude || !u->v) && read_magnitude(c, b, it)) ||
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

	memset(it, 0, sizeof(*it));
	it->unit = "";
	if (!ja_num_read(c, i, true, &it->num)) {
		it->end = ja_skip_name(c, it->num.end);
		return false;
	}
	ja_look_back(c, i, &b);
	ja_unit_read(c, it->num.end, &u);
	/* 一時, 十分; but 一時間, 十分の一. */
	end = i + ja_part(c, i, c->len, "none");
	if (end > it->num.end && end >= u.end && b.start == i &&
	    !ja_fraction_at(c, it->num.end)) {
		it->end = end;
		return false;
	}
	if (it->num.dot && counts_whole(&u)) {
		ja_num_read(c, i, false, &it->num);
		ja_unit_read(c, it->num.end, &u);
	}
	it->end = ja_name_read(c, &b, &it->num, &u);
	if (it->end)
		return false;
	/* 50余人 */
	if (!u.v && ja_is(c, it->num.end, "余"))
		ja_unit_read(c, it->num.end + strlen("余"), &u);
	it->start = b.start;
	it->end = it->num.end;
	it->amount = it->num.amount;
	it->amount.negative = b.minus || b.below;
	it->reference = b.reference;
	if (u.name && !b.shindo && !b.magnitude && !(b.ordinal && u.n > 1)) {
		it->end = u.end;
		return read_shindo(c, &b, it);
	}
	if (!read_kind(c, &b, &u, it))
		return false;
	/* この夜2ゴール目 */
	if (b.clock && it->kind != TY_VALUE_TIME)
		it->start = i;
	return true;
}
