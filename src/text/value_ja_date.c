/* Japanese dates: which numerals with 月 and 日 are points in time, and which are
 * spans of it. */

#include <string.h>

#include "text/value_ja.h"

#define LIST_MAX	8	/* numerals that wait for a unit */

size_t ja_date_field(const struct ja *c, size_t i, const char *part, int *out)
{
	struct ja_num n;
	struct ja_unit u;
	uint32_t v;

	i += ja_gap(c, i);
	if (!ja_num_at(c, i) || !ja_num_read(c, i, false, &n) || n.point ||
	    !ty_decimal_whole(&n.amount, 9999, &v))
		return 0;
	ja_unit_read(c, n.end, &u);
	if (!u.v || strcmp(u.part, part))
		return 0;
	*out = (int)v;
	return u.end;
}

size_t ja_open_field(const struct ja *c, size_t i, const char *part, int *out)
{
	struct ja_num n;
	size_t mark, end = 0;
	bool dash;
	uint32_t v;
	int k, other;

	/* 20、21、22日 */
	for (k = 0; k < LIST_MAX; k++) {
		i += ja_gap(c, i);
		if (!ja_num_at(c, i) || !ja_num_read(c, i, false, &n) ||
		    n.point || !ty_decimal_whole(&n.amount, 99, &v) || !v)
			return 0;
		if (!end) {
			*out = (int)v;
			end = n.end;
		}
		mark = ja_range_mark(c, n.end, &dash);
		if (!mark)
			mark = ja_is(c, n.end, "、");
		if (!mark)
			mark = ja_is(c, n.end, "・");
		if (!mark)
			return 0;
		i = n.end + mark;
		if (ja_date_field(c, i, part, &other))
			return end;
	}
	return 0;
}

/* 15日 is a day of the month unless what is around it says that it is a time
 * of so many days. */
static bool is_day(const struct ja *c, const struct ja_before *b,
		   const struct ja_item *it, size_t end, int v)
{
	struct ja_num n;
	struct ja_unit u;

	if (v > 31 || ja_order(c, end))
		return false;
	/* 1日3回, 1日8時間, 3日3晩; but 1日5時, 15日10人 */
	if (ja_num_at(c, end) && ja_num_read(c, end, true, &n)) {
		ja_unit_read(c, n.end, &u);
		if ((v == 1 && u.v && strcmp(u.part, "hour")) ||
		    ja_is(c, n.end, "晩"))
			return false;
	}
	/* 1日に3食 */
	if (v == 1 && ja_is(c, end, "に") && ja_num_at(c, end + 3) &&
	    ja_num_read(c, end + 3, true, &n)) {
		ja_unit_read(c, n.end, &u);
		if (ja_unit_is(&u, TY_LEX_COUNT, "occasion") ||
		    ja_unit_is(&u, TY_LEX_COUNT, ""))
			return false;
	}
	if (v == 1 && (ja_part(c, end, c->len, "lasting") ||
		       (ja_is(c, end, "で") && ja_num_at(c, end + 3))))
		return false;
	/* 一日 is most often any day. */
	if (v == 1 && it->num.lone && !ja_part(c, end, c->len, "first"))
		return false;
	if (ja_part(c, end, c->len, "dates") >= ja_part(c, end, c->len, "days"))
		return !ja_part_before(c, b->start, "lasting");
	return false;
}

static bool month_day(const struct ja *c, const struct ja_before *b,
		      const struct ja_unit *u, struct ja_item *it, int v,
		      bool *wrong)
{
	/* 禁錮10月 */
	if (!strcmp(u->part, "month") &&
	    ja_sentenced(c, b->start)) {
		it->kind = TY_VALUE_DURATION;
		it->unit = "month";
		it->end = u->end;
		return true;
	}
	if (!strcmp(u->part, "month")) {
		*wrong = v < 1 || v > 12;
		if (*wrong)
			return false;
		it->year = 0;
		it->month = v;
		it->end = u->end;
		it->kind = TY_VALUE_MONTH;
		it->end = ja_date_field(c, u->end, "day", &it->day);
		if (!it->end) {
			it->end = ja_open_field(c, u->end, "day", &it->day);
			it->open = it->end != 0;
		}
		if (it->end) {
			it->kind = TY_VALUE_DATE;
			return true;
		}
		it->day = 0;
		it->end = u->end;
	} else {
		if (v < 1 || !is_day(c, b, it, u->end, v))
			return false;
		it->day = v;
		/* 10、11両日: the word is for both. */
		it->end = ja_is(c, u->at, "日") ? u->end : it->num.end;
		it->kind = TY_VALUE_DATE;
	}
	/* 四日市, 五月晴れ */
	*wrong = it->num.lone && !ja_lone_counts(c, &it->num, u, it->end);
	return !*wrong;
}

/* 2024-10-01, 2024/10/1 */
static bool iso_date(const struct ja *c, struct ja_item *it)
{
	size_t i = it->num.end;
	struct ja_num n;
	uint32_t v;
	int part;

	if (it->num.digits != 4 || it->num.kanji)
		return false;
	for (part = 0; part < 2; part++) {
		if (i >= c->len || (c->s[i] != '-' && c->s[i] != '/') ||
		    !ja_num_at(c, i + 1) ||
		    !ja_num_read(c, i + 1, false, &n) || n.kanji ||
		    !ty_decimal_whole(&n.amount, 31, &v) || !v)
			return false;
		*(part ? &it->day : &it->month) = (int)v;
		i = n.end;
	}
	ty_decimal_whole(&it->num.amount, 9999, &v);
	it->year = (int)v;
	it->kind = TY_VALUE_DATE;
	it->end = i;
	return true;
}

bool ja_date_read(const struct ja *c, const struct ja_before *b,
		  const struct ja_unit *u, struct ja_item *it, bool *wrong)
{
	char amount[TY_VALUE_AMOUNT];
	const char *part = u->part;
	uint32_t v;
	bool ok;

	*wrong = false;
	if (it->num.point || it->num.scale_first > it->num.kanji ||
	    !ty_decimal_whole(&it->num.amount, 9999, &v))
		return false;
	if (b->era)
		ok = ja_era_year(c, b, u, it, (int)v, wrong);
	else if (iso_date(c, it) || ja_year_twice(c, it, (int)v))
		ok = true;
	else if (b->ordinal || b->minus)
		return false;
	else if (!strcmp(part, "year") || !strcmp(part, "fiscal") ||
		 !strcmp(part, "decade"))
		ok = ja_plain_year(c, b, u, it, (int)v);
	else if (!strcmp(part, "month") || !strcmp(part, "day"))
		ok = month_day(c, b, u, it, (int)v, wrong);
	else
		return false;
	/* Feb. 30: nothing of it is a value. */
	if (ok && !ja_item_amount(it, amount)) {
		*wrong = true;
		return false;
	}
	return ok;
}
