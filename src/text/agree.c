/* What it means that two values say the same: units that convert exactly, dates
 * of which one side gives less, kinds that two languages count differently. */

#include <stdlib.h>
#include <string.h>

#include "text/agree.h"
#include "text/calendar.h"
#include "text/quantity.h"

/* Texts of more values than this compare each with its neighbourhood only, so
 * that a page of figures costs linear time. */
#define WINDOW	400

static bool same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* Units of numbers that say what the number is, not what is counted. */
static bool is_scale(const char *unit)
{
	static const char *const scales[] = {
		"times", "idxpt", "magnitude", "shindo_upper", "shindo_lower",
		"digit"
	};
	size_t i;

	for (i = 0; i < sizeof(scales) / sizeof(scales[0]); i++)
		if (same(unit, scales[i]))
			return true;
	return false;
}

/* A number or a count: English nouns are no counters, so that a count in one
 * language is a bare number in the other. */
static bool is_count(const struct ty_value *v)
{
	return v->kind == TY_VALUE_NUMBER || v->kind == TY_VALUE_COUNT;
}

static bool is_bare(const struct ty_value *v)
{
	return v->kind == TY_VALUE_NUMBER && !v->unit[0];
}

static bool is_day(const struct ty_value *v)
{
	return v->kind == TY_VALUE_DATE || v->kind == TY_VALUE_MONTH ||
	       (v->kind == TY_VALUE_YEAR && !v->unit[0]);
}

static bool are(const struct ty_value *a, const struct ty_value *b,
		const char *unit, const char *other)
{
	return (same(a->unit, unit) && same(b->unit, other)) ||
	       (same(b->unit, unit) && same(a->unit, other));
}

static enum ty_agree counts(const struct ty_value *a, const struct ty_value *b)
{
	if (!ty_amount_equal(a->amount, b->amount))
		return TY_AGREE_NOT;
	if (same(a->unit, b->unit))
		return TY_AGREE_SAME;
	/* 震度5 is neither 5強 nor 5弱. */
	if (!strncmp(a->unit, "shindo", 6) || !strncmp(b->unit, "shindo", 6))
		return TY_AGREE_NOT;
	if (!a->unit[0] || !b->unit[0])
		return is_scale(a->unit) || is_scale(b->unit) ?
			TY_AGREE_PARTLY : TY_AGREE_SAME;
	/* "Three times" may be 3回 or 3倍, points of a game or of an index. */
	if (are(a, b, "times", "occasion") || are(a, b, "idxpt", "point"))
		return TY_AGREE_CONVERTED;
	return TY_AGREE_NOT;
}

/* Both of them have a unit, or one is a fraction. */
static enum ty_agree quantities(const struct ty_value *a,
				const struct ty_value *b)
{
	if (!ty_quantity_equal(a, b))
		return TY_AGREE_NOT;
	return a->kind == b->kind && same(a->unit, b->unit) ?
		TY_AGREE_SAME : TY_AGREE_CONVERTED;
}

static enum ty_agree dates(const struct ty_value *a, const struct ty_value *b)
{
	struct ty_calendar x, y;

	if (!ty_calendar_read(&x, a) || !ty_calendar_read(&y, b))
		return same(a->amount, b->amount) && a->kind == b->kind ?
			TY_AGREE_SAME : TY_AGREE_NOT;
	if ((x.year && y.year && x.year != y.year) ||
	    (x.month && y.month && x.month != y.month) ||
	    (x.day && y.day && x.day != y.day) ||
	    (x.weekday && y.weekday && x.weekday != y.weekday))
		return TY_AGREE_NOT;
	/* A day is not its month, nor a month its year. */
	if ((x.day || x.weekday) != (y.day || y.weekday) ||
	    (!x.day && !x.weekday && (x.month != 0) != (y.month != 0)))
		return TY_AGREE_NOT;
	if (x.year == y.year && x.month == y.month && x.day == y.day &&
	    x.weekday == y.weekday)
		return TY_AGREE_SAME;
	if ((x.weekday && ty_calendar_weekday(&y) &&
	     ty_calendar_weekday(&y) != x.weekday) ||
	    (y.weekday && ty_calendar_weekday(&x) &&
	     ty_calendar_weekday(&x) != y.weekday))
		return TY_AGREE_NOT;
	return TY_AGREE_PARTLY;
}

/* The 2 of 3-2 first: who lost gives the other side's points first, in
 * English; Japanese keeps to one's own. */
static enum ty_agree scores(const struct ty_value *a, const struct ty_value *b)
{
	const char *bar = strchr(a->amount, '-');
	const char *other = strchr(b->amount, '-');
	size_t first, second;

	if (same(a->amount, b->amount))
		return TY_AGREE_SAME;
	if (!bar || !other || strlen(a->amount) != strlen(b->amount))
		return TY_AGREE_NOT;
	first = (size_t)(bar - a->amount);
	second = strlen(bar + 1);
	return (size_t)(other - b->amount) == second &&
	       !strncmp(bar + 1, b->amount, second) &&
	       !strncmp(other + 1, a->amount, first) ?
		TY_AGREE_PARTLY : TY_AGREE_NOT;
}

/* 3-2 may be read as "three to two", and the other way round. */
static enum ty_agree score_or_range(const struct ty_value *score,
				    const struct ty_value *range)
{
	const char *bar = strchr(score->amount, '-');
	size_t n = bar ? (size_t)(bar - score->amount) : 0;

	return n && !range->unit[0] && !strncmp(score->amount, range->amount, n)
	       && !strncmp(range->amount + n, "..", 2) &&
	       same(range->amount + n + 2, bar + 1) ?
		TY_AGREE_PARTLY : TY_AGREE_NOT;
}

/* "At 8" and 午前8時: the hour, on either clock. */
static bool bare_hour(const struct ty_value *number,
		      const struct ty_value *time)
{
	int hour, least;

	if (strlen(number->amount) > 2 || strchr(number->amount, '-') ||
	    strlen(time->amount) != 5 || !same(time->amount + 3, "00"))
		return false;
	hour = atoi(number->amount);
	least = atoi(time->amount);
	return hour == least || (hour <= 12 && hour % 12 == least % 12);
}

/* Years are counted, dated and shortened: '98, 98年, 1998. */
static bool short_year(const struct ty_value *year, const struct ty_value *v)
{
	size_t n = strlen(year->amount);

	return n == 4 && strlen(v->amount) == 2 &&
	       same(year->amount + 2, v->amount);
}

/* 2024年度 is more than 2024 says; a decade is no year of it. */
static enum ty_agree years(const struct ty_value *a, const struct ty_value *b)
{
	bool alike = short_year(a, b) || short_year(b, a);

	if (same(a->unit, b->unit))
		return alike ? TY_AGREE_PARTLY : TY_AGREE_NOT;
	return are(a, b, "FY", "") && (alike || same(a->amount, b->amount)) ?
		TY_AGREE_PARTLY : TY_AGREE_NOT;
}

/* .310 and 3割1分 */
static bool average(const struct ty_value *number, const struct ty_value *rate)
{
	struct ty_value hundredfold = *number;

	hundredfold.kind = TY_VALUE_FRACTION;
	return same(rate->unit, "percent") &&
	       !strncmp(number->amount, "0.", 2) &&
	       ty_quantity_equal(&hundredfold, rate);
}

/* `a` and `b` are of different kinds; `a` is of the one asked about first. */
static enum ty_agree across(const struct ty_value *a, const struct ty_value *b)
{
	bool equal = ty_amount_equal(a->amount, b->amount);

	switch (a->kind) {
	case TY_VALUE_ORDINAL:
		/* What is counted, an ordinal does not say: the 34th minute is
		 * 34分, the third years are 3年. */
		return equal && b->kind != TY_VALUE_MONEY &&
		       b->kind != TY_VALUE_PERCENT ?
			TY_AGREE_PARTLY : TY_AGREE_NOT;
	case TY_VALUE_NUMBER:
		if (b->kind == TY_VALUE_TIME)
			return is_bare(a) && bare_hour(a, b) ?
				TY_AGREE_PARTLY : TY_AGREE_NOT;
		if (b->kind == TY_VALUE_FRACTION ||
		    (a->unit[0] && same(a->unit, b->unit)))
			return equal ? TY_AGREE_CONVERTED : TY_AGREE_NOT;
		if (same(a->unit, "idxpt"))
			return equal && (b->kind == TY_VALUE_MONEY ||
			       same(b->unit, "point")) ? TY_AGREE_PARTLY :
				TY_AGREE_NOT;
		if (is_bare(a) && average(a, b))
			return TY_AGREE_CONVERTED;
		return equal && is_bare(a) ? TY_AGREE_PARTLY : TY_AGREE_NOT;
	case TY_VALUE_AGE:
		return equal && !a->unit[0] && same(b->unit, "year") ?
			TY_AGREE_PARTLY : TY_AGREE_NOT;
	case TY_VALUE_DATE:
		/* "The 15th", "three days": 15日, 3日. */
		return !strncmp(a->amount, "---", 3) &&
		       ((b->kind == TY_VALUE_ORDINAL && !b->unit[0]) ||
			same(b->unit, "day")) &&
		       atoi(a->amount + 3) == atoi(b->amount) &&
		       !strchr(b->amount, '.') ?
			TY_AGREE_PARTLY : TY_AGREE_NOT;
	case TY_VALUE_YEAR:
		return (!a->unit[0] && same(b->unit, "year") &&
			(equal || short_year(a, b))) ||
		       (is_bare(b) && short_year(a, b)) ?
			TY_AGREE_PARTLY : TY_AGREE_NOT;
	default:
		return TY_AGREE_NOT;
	}
}

/* One end of a range as a value by itself. */
static bool range_end(struct ty_value *end, const struct ty_value *range,
		      bool high)
{
	const char *dots = strstr(range->amount, "..");
	size_t len;

	if (!dots)
		return false;
	*end = *range;
	end->kind = range->ends;
	if (same(range->unit, "date") || same(range->unit, "month") ||
	    (same(range->unit, "year") && end->kind == TY_VALUE_YEAR))
		end->unit = "";
	if (high) {
		memcpy(end->amount, dots + 2, strlen(dots + 2) + 1);
	} else {
		len = (size_t)(dots - range->amount);
		memcpy(end->amount, range->amount, len);
		end->amount[len] = '\0';
	}
	return true;
}

static enum ty_agree ranges(const struct ty_value *a, const struct ty_value *b)
{
	enum ty_agree low, high;
	struct ty_value x, y;

	if (!range_end(&x, a, false) || !range_end(&y, b, false) ||
	    x.kind == TY_VALUE_RANGE || y.kind == TY_VALUE_RANGE)
		return same(a->amount, b->amount) && same(a->unit, b->unit) ?
			TY_AGREE_SAME : TY_AGREE_NOT;
	low = ty_value_agree(&x, &y);
	range_end(&x, a, true);
	range_end(&y, b, true);
	high = ty_value_agree(&x, &y);
	return low < high ? low : high;
}

enum ty_agree ty_value_agree(const struct ty_value *a,
			     const struct ty_value *b)
{
	enum ty_agree agree;

	if (a->kind == TY_VALUE_RANGE || b->kind == TY_VALUE_RANGE)
		return a->kind == b->kind ? ranges(a, b) :
		       a->kind == TY_VALUE_SCORE ? score_or_range(a, b) :
		       b->kind == TY_VALUE_SCORE ? score_or_range(b, a) :
		       TY_AGREE_NOT;
	if (is_count(a) && is_count(b))
		return counts(a, b);
	if (is_day(a) && is_day(b))
		return dates(a, b);
	if (a->kind == TY_VALUE_SCORE && b->kind == TY_VALUE_SCORE)
		return scores(a, b);
	if (a->kind == b->kind && same(a->unit, b->unit) &&
	    same(a->amount, b->amount))
		return TY_AGREE_SAME;
	/* An ordinal's unit is often the noun's in one language only. */
	if (a->kind == TY_VALUE_ORDINAL && b->kind == TY_VALUE_ORDINAL)
		return !ty_amount_equal(a->amount, b->amount) ?
			TY_AGREE_NOT :
		       same(a->unit, b->unit) ? TY_AGREE_SAME :
		       !a->unit[0] || !b->unit[0] ? TY_AGREE_CONVERTED :
		       TY_AGREE_NOT;
	if (a->kind == TY_VALUE_YEAR && b->kind == TY_VALUE_YEAR)
		return years(a, b);
	agree = quantities(a, b);
	if (agree == TY_AGREE_NOT && a->kind != b->kind)
		agree = across(a, b);
	if (agree == TY_AGREE_NOT && a->kind != b->kind)
		agree = across(b, a);
	return agree;
}

/* Pair those that agree just so, in the order of the text. */
static void pair_at(const struct ty_values *a, const struct ty_values *b,
		    size_t *partner_a, size_t *partner_b, enum ty_agree level)
{
	bool large = a->n > WINDOW || b->n > WINDOW;
	size_t i, j, from = 0, to = b->n;

	for (i = 0; i < a->n; i++) {
		if (partner_a[i] != TY_NO_PARTNER)
			continue;
		if (large) {
			size_t middle = (size_t)((double)i / (double)a->n *
						 (double)b->n);

			from = middle > WINDOW ? middle - WINDOW : 0;
			to = middle + WINDOW < b->n ? middle + WINDOW : b->n;
		}
		for (j = from; j < to; j++)
			if (partner_b[j] == TY_NO_PARTNER &&
			    ty_value_agree(&a->v[i], &b->v[j]) == level)
				break;
		if (j == to)
			continue;
		partner_a[i] = j;
		partner_b[j] = i;
	}
}

void ty_values_pair(const struct ty_values *a, const struct ty_values *b,
		    size_t *partner_a, size_t *partner_b)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		partner_a[i] = TY_NO_PARTNER;
	for (i = 0; i < b->n; i++)
		partner_b[i] = TY_NO_PARTNER;
	pair_at(a, b, partner_a, partner_b, TY_AGREE_SAME);
	pair_at(a, b, partner_a, partner_b, TY_AGREE_CONVERTED);
	pair_at(a, b, partner_a, partner_b, TY_AGREE_PARTLY);
}
