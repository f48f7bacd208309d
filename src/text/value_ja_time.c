/* Japanese times of day: 午後3時15分, 13時05分, 17:30, 午前零時. */

#include <string.h>

#include "text/value_ja.h"

/* "30分", but not 3分の1; or ":05". */
static size_t minutes(const struct ja *c, size_t i, int *out)
{
	struct ja_num n;
	struct ja_unit u;
	uint32_t v;

	i += ja_gap(c, i);
	if (!ja_num_at(c, i) || !ja_num_read(c, i, false, &n) || n.point ||
	    !ty_decimal_whole(&n.amount, 99, &v))
		return 0;
	ja_unit_read(c, n.end, &u);
	if (!ja_unit_is(&u, TY_LEX_DURATION, "min") ||
	    !ja_is(c, u.end - strlen("分"), "分"))
		return 0;
	*out = (int)v;
	return u.end;
}

static size_t colon_minutes(const struct ja *c, size_t i, int *out)
{
	size_t mark = ja_is(c, i, ":");
	struct ja_num n;
	uint32_t v;

	if (!mark)
		mark = ja_is(c, i, "：");
	if (!mark || !ja_num_at(c, i + mark) ||
	    !ja_num_read(c, i + mark, false, &n) || n.kanji || n.digits != 2 ||
	    !ty_decimal_whole(&n.amount, 59, &v) || ja_is(c, n.end, ":"))
		return 0;
	*out = (int)v;
	return n.end;
}

/* "半" of 3時半, but not that of 半ば. */
static size_t half(const struct ja *c, size_t i)
{
	return ja_is(c, i, "半ば") || ja_is(c, i, "半分") ? 0 :
		ja_is(c, i, "半");
}

/* The hours of a clock with 午前 and 午後. */
static bool set_hour(const struct ja_before *b, struct ja_item *it, int v)
{
	if (v > 24)
		return false;
	it->hour = v;
	if (b->clock && b->clock->unit[0] == 'n') {
		/* 夜9時, 夜12時, 夜1時 */
		it->hour = v == 12 ? 0 : v >= 5 && v < 12 ? v + 12 : v;
	} else if (it->pm || (b->clock && b->clock->unit[0] == 'p')) {
		it->pm = true;
		if (v < 12)
			it->hour += 12;
	} else if (b->clock && v == 12) {
		it->hour = 0;
	}
	return true;
}

bool ja_time_read(const struct ja *c, const struct ja_before *b,
		  const struct ja_unit *u, struct ja_item *it, bool *wrong)
{
	char amount[TY_VALUE_AMOUNT];
	size_t end;
	uint32_t v;
	int other;

	*wrong = false;
	if (it->num.point || b->ordinal || b->minus ||
	    !ty_decimal_whole(&it->num.amount, 9999, &v))
		return false;
	end = colon_minutes(c, it->num.end, &it->minute);
	if (end && it->num.digits && it->num.digits <= 2) {
		it->end = end;
	} else if (!strcmp(u->part, "hour")) {
		/* 一時 is "for a while", 零時 is midnight. */
		if (it->num.lone && !b->clock && v)
			return false;
		it->end = u->end;
		end = minutes(c, u->end, &it->minute);
		if (!end && (end = half(c, u->end)) != 0) {
			it->minute = 30;
			end += u->end;
		}
		if (end)
			it->end = end;
	} else if (b->clock &&
		   ja_open_field(c, it->num.start, "hour", &other)) {
		it->open = true;
	} else {
		return false;
	}
	it->kind = TY_VALUE_TIME;
	/* 午後3時から5時まで, 午後3時から同5時まで */
	it->pm = c->pm && v < 12 && !b->clock &&
		 ((c->pm + strlen("から") == it->num.start &&
		   ja_is(c, c->pm, "から")) || ja_same(c, it->num.start));
	if (set_hour(b, it, (int)v) && ja_item_amount(it, amount))
		return true;
	*wrong = true;
	return false;
}
