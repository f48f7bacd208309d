/* Japanese numerals with their units and counters. */

#include <string.h>

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
		return it->num.big < 8 &&
		       ja_about(c, b->start, u->end, "weighing", "price") ?
			weight : other;
	for (other = u->v; other < u->v + u->n; other++)
		if (other->class >= TY_LEX_COUNT ||
		    other->class == TY_LEX_NUMBER)
			return other;
	return NULL;
}

/* Speeds: 時速85キロ, 風速35メートル; also 風速は35メートル. */
static const char *speed(const struct ja *c, const struct ja_before *b,
			 const struct ja_item *it, const char *unit)
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
	/* 最速155キロ, 150キロの直球, 時速60キロの区間を90キロで走る */
	return !any && !strcmp(unit, "km") &&
	       (ja_just_before(c, b->start, "pitch", 6) ||
		ja_near_after(c, it->end, "pitch") <= 3 ||
		(ja_part(c, it->end, c->len, "moving") &&
		 (ja_near_before(c, b->start, "pitch") != SIZE_MAX ||
		  ja_near_before(c, b->start, "hourly") != SIZE_MAX))) ?
		"km/h" : NULL;
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

/* 9秒58, 2分22秒8, 2メートル35: what is behind the point, without a unit. */
static bool read_places(const struct ja *c, struct ja_item *it,
			    const struct ja_num *n)
{
	struct ty_decimal part = n->amount;

	bool time = !strcmp(it->unit, "s");

	if ((!time && strcmp(it->unit, "m")) || n->kanji ||
	    (time ? !n->digits || n->digits > 3 : n->digits != 2) ||
	    it->num.point || ja_num_at(c, n->end) ||
	    !ty_decimal_shift(&part, -(int)n->digits) ||
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
	/* 0秒005差 is no number of differences. */
	if (!u.v || (!strcmp(it->unit, "s") && ja_is(c, n.end, "差")))
		return read_places(c, it, &n);
	part = n.amount;
	/* The law counts months so: 懲役1年6月. */
	if (!strcmp(u.part, "month") && !strcmp(it->unit, "year") &&
	    ja_sentenced(c, it->start))
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
	/* 氷点下5度から同3度 */
	if (e->class == TY_LEX_TEMPERATURE && c->below &&
	    ja_same(c, b->start))
		it->amount.negative = true;
	if (e->class == TY_LEX_LENGTH && (rate = speed(c, b, it, e->unit))) {
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
		if (ja_order_take(c, it))
			return true;
	if (e->class != TY_LEX_COUNT)
		while (read_smaller(c, it))
			;
	if (e->class == TY_LEX_DURATION || e->class == TY_LEX_NUMBER ||
	    e->class == TY_LEX_LENGTH)
		read_half(c, it);
	return true;
}

/* What looks like a unit is none: 2万割れ, 3元首相, any day. */
static bool is_other_word(const struct ja *c, const struct ja_unit *u,
			  const struct ja_item *it,
			  const struct ty_lex_entry *e)
{
	struct ty_decimal ten;
	uint32_t v;

	/* 一日三回 and 一日平均 alone count it. */
	if (!strcmp(u->part, "day") && it->num.lone &&
	    ty_decimal_whole(&it->amount, 1, &v) &&
	    !ja_num_at(c, u->end) && !ja_part(c, u->end, c->len, "days"))
		return true;
	if (e->class == TY_LEX_MONEY && ja_part(c, u->end, c->len, "office"))
		return true;
	ty_decimal_set(&ten, 10);
	return ja_is(c, u->at, "割れ") || ja_is(c, u->at, "割り込") ||
	       (ja_is(c, u->at, "割") == u->end - u->at &&
		ty_decimal_compare(&it->amount, &ten) > 0);
}

bool ja_measure_read(const struct ja *c, const struct ja_before *b,
		     const struct ja_unit *u, struct ja_item *it)
{
	const struct ty_lex_entry *e;
	bool order;

	if (!u->v)
		return false;
	it->end = u->end;
	it->unit = "";
	if (ja_order_read(c, b, u, it, &order))
		return order;
	e = meant(c, b, u, it);
	if (!e || is_other_word(c, u, it, e) || !finish(c, b, u, it, e))
		return false;
	/* 毎時 belongs to speeds only. */
	if (it->kind != TY_VALUE_RATE && (b->hourly || b->secondly || b->wind))
		it->start = it->num.start;
	return !it->num.lone || b->symbol ||
	       ja_lone_counts(c, &it->num, u, it->end);
}
