/* Japanese numerals with their units and counters. */

#include <string.h>

#include "text/utf8.h"
#include "text/value_ja.h"

/* Units of one system that are written one after the other, the smaller last:
 * 6フィート4インチ. */
static const struct {
	const char	*big, *small;
	uint32_t	 ratio;
} systems[] = {
	/* Not days and hours: 1日8時間 is eight hours a day. */
	{ "year", "month", 12 },
	{ "h", "min", 60 }, { "h", "s", 3600 }, { "min", "s", 60 },
	{ "km", "m", 1000 }, { "m", "cm", 100 }, { "cm", "mm", 10 },
	{ "ft", "in", 12 }, { "t", "kg", 1000 }, { "kg", "g", 1000 },
	{ "lb", "oz", 16 }, { "kl", "l", 1000 }, { "l", "ml", 1000 },
	{ "km2", "ha", 100 },
};

static uint32_t ratio(const char *big, const char *small)
{
	size_t k;

	for (k = 0; k < sizeof(systems) / sizeof(*systems); k++)
		if (!strcmp(systems[k].big, big) &&
		    !strcmp(systems[k].small, small))
			return systems[k].ratio;
	return 0;
}

/* Which of the things that a form means is meant. */

static const struct ty_lex_entry *degrees(const struct ja *c,
					  const struct ja_before *b,
					  const struct ja_unit *u,
					  const struct ja_item *it)
{
	const struct ty_lex_entry *warm, *often;
	struct ty_decimal ten;

	warm = ty_lex_of(u->v, u->n, TY_LEX_TEMPERATURE);
	often = ty_lex_of(u->v, u->n, TY_LEX_COUNT);
	if (b->below || b->celsius || b->fahrenheit || b->minus)
		return warm;
	if (b->ordinal || ja_part(c, u->end, c->len, "occasion") ||
	    ja_just_before(c, b->start, "angle", 11))
		return often;
	ty_decimal_set(&ten, 10);
	if (it->num.point || (!it->num.kanji &&
			      ty_decimal_compare(&it->amount, &ten) >= 0))
		return warm;
	return ja_near_before(c, b->start, "temperature") != SIZE_MAX ||
	       ja_near_after(c, u->end, "temperature") != SIZE_MAX ?
		warm : often;
}

static const struct ty_lex_entry *meant(const struct ja *c,
					const struct ja_before *b,
					const struct ja_unit *u,
					const struct ja_item *it)
{
	const struct ty_lex_entry *weight, *other;

	weight = ty_lex_of(u->v, u->n, TY_LEX_WEIGHT);
	if (ty_lex_of(u->v, u->n, TY_LEX_TEMPERATURE) &&
	    ty_lex_of(u->v, u->n, TY_LEX_COUNT))
		return degrees(c, b, u, it);
	if (weight && (other = ty_lex_of(u->v, u->n, TY_LEX_LENGTH)) != NULL)
		return !b->hourly && !b->secondly &&
		       (ja_part_before(c, b->start, "goods") ||
			ja_about(c, b->start, u->end, "weighing", "distance")) ?
			weight : other;
	if (weight && (other = ty_lex_of(u->v, u->n, TY_LEX_MONEY)) != NULL)
		return ja_about(c, b->start, u->end, "weighing", "price") ?
			weight : other;
	for (other = u->v; other < u->v + u->n; other++)
		if (other->class >= TY_LEX_COUNT ||
		    other->class == TY_LEX_ORDINAL ||
		    other->class == TY_LEX_NUMBER)
			return other;
	return NULL;
}

/* Speeds: 時速85キロ, 風速35メートル; also 風速は35メートル. */
static const char *speed(const struct ja *c, const struct ja_before *b,
			 const char *unit)
{
	static const struct {
		const char	*part, *unit, *rate;
	} rates[] = {
		{ "hourly", "km", "km/h" }, { "hourly", "mile", "mile/h" },
		{ "hourly", "m", "m/h" }, { "secondly", "m", "m/s" },
		{ "secondly", "km", "km/s" }, { "wind", "m", "m/s" },
	};
	bool said, any = b->hourly || b->secondly || b->wind;
	size_t k;

	for (k = 0; k < sizeof(rates) / sizeof(*rates); k++) {
		if (strcmp(rates[k].unit, unit))
			continue;
		said = rates[k].part[0] == 'h' ? b->hourly :
		       rates[k].part[0] == 's' ? b->secondly : b->wind;
		/* With nothing but は約 between. */
		if (said || (!any && ja_just_before(c, b->start,
						    rates[k].part, 18)))
			return rates[k].rate;
	}
	return NULL;
}

/* 3割2分1厘: tenths, and tenths of these. */
static bool read_wari(const struct ja *c, struct ja_item *it)
{
	static const char *const words[] = { "分", "厘" };
	struct ty_decimal part;
	struct ja_num n;
	size_t len;
	int k;

	for (k = 0; k < 2; k++) {
		if (!ja_num_at(c, it->end) ||
		    !ja_num_read(c, it->end, true, &n) || n.amount.n != 1 ||
		    !(len = ja_is(c, n.end, words[k])) ||
		    ja_fraction_at(c, n.end))
			continue;
		part = n.amount;
		if (!ty_decimal_shift(&part, -1 - k) ||
		    !ty_decimal_add(&it->amount, &part))
			return false;
		it->end = n.end + len;
	}
	return true;
}

/* 37度5分 are tenths of a degree, 135度30分 minutes of an angle, which are
 * left out. */
static void read_tenths(const struct ja *c, struct ja_item *it)
{
	struct ja_num n;

	if (it->num.point || !ja_num_at(c, it->end) ||
	    !ja_num_read(c, it->end, false, &n) || !ja_is(c, n.end, "分") ||
	    ja_fraction_at(c, n.end) || ja_is(c, n.end, "分間") || n.point)
		return;
	if (it->kind == TY_VALUE_TEMPERATURE) {
		if (n.amount.n != 1 ||
		    !ty_decimal_place(&it->amount, n.amount.digit[0]))
			return;
	} else if (it->kind != TY_VALUE_NUMBER) {
		return;
	}
	it->end = n.end + strlen("分");
}

/* 9秒58, 2メートル35: hundredths without a unit. */
static bool read_hundredths(const struct ja *c, struct ja_item *it,
			    const struct ja_num *n)
{
	struct ty_decimal part = n->amount;

	if ((strcmp(it->unit, "s") && strcmp(it->unit, "m")) ||
	    n->kanji || n->digits != 2 || it->num.point ||
	    ja_num_at(c, n->end) || !ty_decimal_shift(&part, -2) ||
	    !ty_decimal_add(&it->amount, &part))
		return false;
	it->end = n->end;
	return true;
}

/* The amount in a unit of which it takes `times`, and some of these more. */
static bool add_part(struct ja_item *it, const struct ty_decimal *part,
		     uint32_t times, const char *unit, size_t end)
{
	if (!ty_decimal_times(&it->amount, times) ||
	    !ty_decimal_add(&it->amount, part))
		return false;
	it->unit = unit;
	it->end = end;
	return true;
}

/* Add what follows in a smaller unit of the system: 155円20銭, 1年6カ月. */
static bool read_smaller(const struct ja *c, struct ja_item *it)
{
	const struct ty_lex_entry *e;
	struct ty_decimal part;
	struct ja_num n;
	struct ja_unit u;
	uint32_t times;
	size_t i;

	i = it->end + ja_gap(c, it->end);
	if (!ja_num_at(c, i) || !ja_num_read(c, i, true, &n))
		return false;
	ja_unit_read(c, n.end, &u);
	if (!u.v && i > it->end)
		return false;
	if (!u.v)
		return read_hundredths(c, it, &n);
	part = n.amount;
	/* The law counts months so: 懲役1年6月. */
	if (!strcmp(u.part, "month") && !strcmp(it->unit, "year") &&
	    ja_part_before(c, it->start, "sentence"))
		return add_part(it, &part, 12, "month", u.end);
	for (e = u.v; e < u.v + u.n; e++) {
		/* Many currencies have cents. */
		if (it->kind == TY_VALUE_MONEY && e->class == TY_LEX_MONEY &&
		    (!strcmp(e->unit, it->unit) || ja_is(c, n.end, "セント")) &&
		    e->amount.places && !it->factor.places) {
			if (!ty_decimal_multiply(&part, &e->amount) ||
			    !ty_decimal_add(&it->amount, &part))
				return false;
			it->end = u.end;
			return true;
		}
		if (e->class < TY_LEX_COUNT ||
		    ty_value_kind_of(e->class) != it->kind ||
		    !(times = ratio(it->unit, e->unit)))
			continue;
		if (ja_fraction_at(c, n.end))
			return false;
		return add_part(it, &part, times, e->unit, u.end);
	}
	return false;
}

/* 1年半, 2時間半, 3倍半; not 半ば, 半分. */
static bool read_half(const struct ja *c, struct ja_item *it)
{
	struct ty_decimal half;

	if (!ja_is(c, it->end, "半") || it->factor.places ||
	    ja_part(c, it->end, c->len, "none") || ja_is(c, it->end, "半分") ||
	    ja_is(c, it->end, "半数") || ja_is(c, it->end, "半年") ||
	    ja_is(c, it->end, "半日"))
		return false;
	memset(&half, 0, sizeof(half));
	if (!ty_decimal_place(&half, 5) ||
	    !ty_decimal_add(&it->amount, &half))
		return false;
	it->end += strlen("半");
	return true;
}

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
	return !ja_is_kanji(ja_char(c, end)) || word_begins(c, u, end);
}

bool ja_order(const struct ja *c, size_t i)
{
	return ja_is(c, i, "目") && !ja_part(c, i, c->len, "aim");
}

/* 3回目, 2人目, 1年目 */
static bool read_order(const struct ja *c, struct ja_item *it)
{
	if (!ja_order(c, it->end))
		return false;
	it->end += strlen("目");
	it->kind = TY_VALUE_ORDINAL;
	it->unit = "";
	return true;
}

static bool finish(const struct ja *c, const struct ja_before *b,
		   const struct ja_unit *u, struct ja_item *it,
		   const struct ty_lex_entry *e)
{
	const char *rate;

	it->kind = ty_value_kind_of(e->class);
	it->unit = e->unit;
	it->factor = e->amount;
	if (e->class == TY_LEX_POINT) {
		it->kind = TY_VALUE_PERCENT;
		/* Of a market, or of a share; %ポイント leaves no doubt. */
		if (!strcmp(e->unit, "point") && e->len == strlen("ポイント") &&
		    (ja_about(c, b->start, u->end, "index", "share") ||
		     (ja_near_before(c, b->start, "share") == SIZE_MAX &&
		      ja_near_after(c, u->end, "share") == SIZE_MAX))) {
			it->kind = TY_VALUE_NUMBER;
			it->unit = "idxpt";
		}
	}
	if (e->class == TY_LEX_TEMPERATURE && b->fahrenheit)
		it->unit = "degF";
	if (e->class == TY_LEX_LENGTH && (rate = speed(c, b, e->unit))) {
		it->kind = TY_VALUE_RATE;
		it->unit = rate;
	}
	if (e->class == TY_LEX_COUNT && ja_is(c, u->at, "度") &&
	    ja_just_before(c, b->start, "angle", 11)) {
		it->kind = TY_VALUE_NUMBER;
		it->unit = "";
	}
	if (ja_is(c, u->at, "度"))
		read_tenths(c, it);
	if (e->class == TY_LEX_PERCENT && u->end - u->at == 3 &&
	    ja_is(c, u->at, "割"))
		return read_wari(c, it);
	if (e->class == TY_LEX_COUNT || e->class == TY_LEX_DURATION)
		if (read_order(c, it))
			return true;
	if (e->class != TY_LEX_COUNT)
		while (read_smaller(c, it))
			;
	if (e->class == TY_LEX_DURATION || e->class == TY_LEX_NUMBER ||
	    e->class == TY_LEX_LENGTH)
		read_half(c, it);
	return true;
}

static void set_order(struct ja_item *it, const struct ty_lex_entry *e)
{
	it->kind = TY_VALUE_ORDINAL;
	it->unit = e->unit;
	it->reference = !strcmp(e->unit, "article");
}

bool ja_measure_read(const struct ja *c, const struct ja_before *b,
		     const struct ja_unit *u, struct ja_item *it)
{
	const struct ty_lex_entry *e;
	struct ty_decimal ten;
	uint32_t v;

	if (!u->v)
		return false;
	it->end = u->end;
	it->unit = "";
	/* 第3回, 第2次, but not 第1原発. */
	if (b->ordinal && ja_part(c, u->at, u->end, "ranked") ==
	    u->end - u->at) {
		e = ty_lex_of(u->v, u->n, TY_LEX_ORDINAL);
		if (e)
			set_order(it, e);
		it->kind = TY_VALUE_ORDINAL;
		return !it->num.lone || !ja_is_kanji(ja_char(c, it->end)) ||
		       ja_part(c, it->end, c->len, "after");
	}
	if (!strcmp(u->part, "ranked")) {
		it->kind = TY_VALUE_ORDINAL;
		return !b->ordinal && read_order(c, it) &&
		       (!it->num.lone || ja_lone_counts(c, &it->num, u, it->end));
	}
	if (!strcmp(u->part, "age")) {
		it->kind = TY_VALUE_AGE;
		ty_decimal_set(&ten, 200);
		return ty_decimal_compare(&it->amount, &ten) < 0 &&
		       (!it->num.lone || ja_lone_counts(c, &it->num, u, it->end));
	}
	if (!strcmp(u->part, "generation")) {
		it->kind = TY_VALUE_ORDINAL;
		if (b->ordinal || read_order(c, it))
			return !it->num.lone || b->ordinal ||
			       it->kind == TY_VALUE_ORDINAL;
		it->kind = TY_VALUE_AGE;
		it->unit = "decade";
		return ty_decimal_whole(&it->amount, 100, &v) && v &&
		       v % 10 == 0 && !it->num.point;
	}
	e = meant(c, b, u, it);
	if (!e)
		return false;
	/* 一日 is most often any day: 一日三回, 一日平均 alone count it. */
	if (!strcmp(u->part, "day") && it->num.lone &&
	    !ja_num_at(c, u->end) && !ja_part(c, u->end, c->len, "days") &&
	    it->num.amount.digit[0] == 1 && it->num.amount.n == 1)
		return false;
	/* 小学1年 is the first of them. */
	if (!strcmp(u->part, "year") && it->num.digits == 1 &&
	    ja_part_before(c, b->start, "school")) {
		it->kind = TY_VALUE_ORDINAL;
		return true;
	}
	/* 2万円を, but 2万割れ. */
	ty_decimal_set(&ten, 10);
	if (ja_is(c, u->at, "割れ") || ja_is(c, u->at, "割り込") ||
	    (ja_is(c, u->at, "割") == u->end - u->at &&
	     ty_decimal_compare(&it->amount, &ten) > 0))
		return false;
	/* 3元首相 */
	if (e->class == TY_LEX_MONEY && ja_part(c, u->end, c->len, "office"))
		return false;
	if (b->ordinal && e->class != TY_LEX_ORDINAL)
		return false;
	if (e->class == TY_LEX_ORDINAL) {
		set_order(it, e);
	} else if (!finish(c, b, u, it, e)) {
		return false;
	}
	if (it->kind != TY_VALUE_RATE && (b->hourly || b->secondly || b->wind))
		it->start = it->num.start;
	return !it->num.lone || b->symbol || ja_lone_counts(c, &it->num, u, it->end);
}
