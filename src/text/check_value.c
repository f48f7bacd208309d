/* What to say of values that do not agree. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "text/calendar.h"
#include "text/check_value.h"
#include "text/quantity.h"

/* Texts that are longer, or have more values, are no segments: nothing is said
 * of their values, as comparing them takes time and tells nobody anything. */
#define MOST_TEXT	((size_t)1 << 16)	/* bytes */
#define MOST_VALUES	500
/* More faults than this in one pair say nothing more. */
#define MOST_FAULTS	50
/* A leftover value is compared with so many of the other side. */
#define MOST_OTHERS	200

static bool left(const struct ty_check_values *v, int side, size_t i)
{
	return v->partner[side][i] == TY_NO_PARTNER && !v->settled[side][i];
}

/* ---- ranges that are two values in the other text */

/* An end of a range, or one side's points of a score. */
static void range_end(struct ty_value *end, const struct ty_value *range,
		      bool high)
{
	bool score = range->kind == TY_VALUE_SCORE;
	const char *dots = strstr(range->amount, score ? "-" : "..");
	size_t len = dots ? (size_t)(dots - range->amount) : 0;
	size_t gap = score ? 1 : 2;

	*end = *range;
	end->kind = score ? TY_VALUE_NUMBER : range->ends;
	if (!strcmp(range->unit, "date") || !strcmp(range->unit, "month") ||
	    end->kind == TY_VALUE_YEAR)
		end->unit = "";
	if (dots && high)
		memmove(end->amount, end->amount + len + gap,
			strlen(dots + gap) + 1);
	else
		end->amount[len] = '\0';
}

/* A value without partner that agrees with `end`; n if there is none. */
static size_t find(const struct ty_check_values *v, int side,
		   const struct ty_value *end, size_t from)
{
	const struct ty_values *values = v->values[side];
	size_t i, to = from + MOST_OTHERS;

	for (i = from; i < values->n && i < to; i++)
		if (left(v, side, i) &&
		    ty_value_agree(end, &values->v[i]) != TY_AGREE_NOT)
			return i;
	return values->n;
}

/* The range's ends are two values there; or one is, and the other stands there
 * in digits. */
static void split_ranges(struct ty_check_values *v, int side)
{
	const struct ty_values *values = v->values[side];
	size_t i, k, n = v->values[!side]->n, at[2];
	struct ty_value end[2];
	bool there[2];

	for (i = 0; i < values->n; i++) {
		if (!left(v, side, i) ||
		    (values->v[i].kind != TY_VALUE_RANGE &&
		     values->v[i].kind != TY_VALUE_SCORE))
			continue;
		for (k = 0; k < 2; k++) {
			range_end(&end[k], &values->v[i], k);
			at[k] = find(v, !side, &end[k], k && at[0] < n ?
				     at[0] + 1 : 0);
			there[k] = at[k] < n ||
				   ty_check_written(v, !side, end[k].amount,
						    strlen(end[k].amount));
		}
		if (!there[0] || !there[1] || (at[0] == n && at[1] == n))
			continue;
		v->settled[side][i] = true;
		for (k = 0; k < 2; k++)
			if (at[k] < n)
				v->settled[!side][at[k]] = true;
	}
}

/* ---- faults */

static void report_pair(struct ty_check_values *v, enum ty_check check,
			size_t i, size_t j)
{
	const struct ty_check_run *run = v->run;
	struct ty_span a = v->values[TY_CHECK_SOURCE]->v[i].span;
	struct ty_span b = v->values[TY_CHECK_TARGET]->v[j].span;
	struct ty_buf message = TY_BUF_INIT;

	v->settled[TY_CHECK_SOURCE][i] = v->settled[TY_CHECK_TARGET][j] = true;
	if (!ty_check_on(run, check))
		return;
	ty_buf_addf(&message, ty_check_fault_format(check), (int)(a.end - a.start),
		    run->side[TY_CHECK_SOURCE].s + a.start,
		    (int)(b.end - b.start),
		    run->side[TY_CHECK_TARGET].s + b.start);
	ty_check_report(run, check, TY_CHECK_TARGET, b, &a, NULL, message.p);
	ty_buf_release(&message);
}

/* 夜12時: twelve hours after what the numeral says. */
static bool midnight(const struct ty_check_values *v, int side, size_t i)
{
	const struct ty_value *time = &v->values[side]->v[i];
	static const char *const night[] = { "夜", "深夜", NULL };

	return !strncmp(time->amount, "12:", 3) &&
	       ty_check_says(&v->run->side[side], time->span.start > 6 ?
			     time->span.start - 6 : 0, time->span.end, night);
}

/* Whose clock a time is of: 'G' Greenwich's, 'J' Japan's, 0 that of the place. */
static char zone(const struct ty_check_side *side, const struct ty_value *time)
{
	static const char *const gmt[] = { "gmt", "utc", "世界時", NULL };
	static const char *const japan[] = {
		"jst", "japan time", "tokyo time", "日本時間", NULL
	};
	size_t from = time->span.start > 24 ? time->span.start - 24 : 0;
	size_t to = time->span.end + 12 < side->len ? time->span.end + 12 :
		    side->len;

	return ty_check_says(side, from, to, gmt) ? 'G' :
	       ty_check_says(side, from, to, japan) ? 'J' : '\0';
}

/* "4 p.m. Tuesday", 日本時間の午前5時: the same minute on another clock. */
static bool converted(const struct ty_check_values *v, size_t i, size_t j)
{
	const struct ty_value *a = &v->values[TY_CHECK_SOURCE]->v[i];
	const struct ty_value *b = &v->values[TY_CHECK_TARGET]->v[j];

	return a->kind == TY_VALUE_TIME && b->kind == TY_VALUE_TIME &&
	       strlen(a->amount) == 5 && !strcmp(a->amount + 2, b->amount + 2) &&
	       zone(&v->run->side[TY_CHECK_SOURCE], a) !=
	       zone(&v->run->side[TY_CHECK_TARGET], b);
}

/* Is it a fault at all?  "At 3:15" may be either half of the day. */
static bool real(const struct ty_check_values *v, enum ty_check check,
		 size_t i, size_t j)
{
	if (converted(v, i, j))
		return false;
	return check != TY_CHECK_VALUE_CLOCK ||
	       (!midnight(v, TY_CHECK_SOURCE, i) &&
		!midnight(v, TY_CHECK_TARGET, j) &&
		ty_check_half_day(&v->run->side[TY_CHECK_SOURCE],
				  &v->values[TY_CHECK_SOURCE]->v[i]) &&
		ty_check_half_day(&v->run->side[TY_CHECK_TARGET],
				  &v->values[TY_CHECK_TARGET]->v[j]));
}

/* Leftovers of both sides that are one value, wrong in one of them: the most
 * telling faults first, those of a rank in [from, to). */
static void report_pairs(struct ty_check_values *v, int from, int to)
{
	const struct ty_values *a = v->values[TY_CHECK_SOURCE];
	const struct ty_values *b = v->values[TY_CHECK_TARGET];
	size_t i, j, others;
	int level;

	for (level = from; level < to; level++) {
		for (i = 0; i < a->n; i++) {
			others = 0;
			for (j = 0; left(v, TY_CHECK_SOURCE, i) && j < b->n &&
			     others < MOST_OTHERS; j++) {
				enum ty_check check;

				if (!left(v, TY_CHECK_TARGET, j))
					continue;
				others++;
				check = ty_check_fault(&a->v[i], &b->v[j]);
				if (ty_check_fault_rank(check, &a->v[i],
							&b->v[j]) != level)
					continue;
				if (real(v, check, i, j))
					report_pair(v, check, i, j);
				else
					v->settled[TY_CHECK_SOURCE][i] =
						v->settled[TY_CHECK_TARGET][j] =
						true;
			}
		}
	}
}

/* 65キロ: kilograms, kilometres, or these an hour. */
static bool kilo(const struct ty_check_values *v, int side, size_t i,
		 const struct ty_value *other)
{
	static const char word[] = "キロ";
	const struct ty_value *value = &v->values[side]->v[i];
	const char *end = v->run->side[side].s + value->span.end;

	return v->run->side[side].japanese &&
	       value->span.end - value->span.start > sizeof(word) - 1 &&
	       !strncmp(end - (sizeof(word) - 1), word, sizeof(word) - 1) &&
	       (!strcmp(other->unit, "kg") || !strcmp(other->unit, "km") ||
		!strcmp(other->unit, "km/h")) &&
	       ty_amount_equal(value->amount, other->amount);
}

static void settle_kilos(struct ty_check_values *v)
{
	size_t i, j;

	for (i = 0; i < v->values[0]->n; i++)
		for (j = 0; j < v->values[1]->n && j < MOST_OTHERS &&
		     left(v, 0, i); j++)
			if (left(v, 1, j) &&
			    (kilo(v, 0, i, &v->values[1]->v[j]) ||
			     kilo(v, 1, j, &v->values[0]->v[i])))
				v->settled[0][i] = v->settled[1][j] = true;
}

/* The 80th anniversary, 終戦から80年. */
static void settle_anniversaries(struct ty_check_values *v, int side)
{
	static const char *const word[] = { "anniversary", NULL };
	const struct ty_values *own = v->values[side];
	const struct ty_values *others = v->values[!side];
	const struct ty_check_side *text = &v->run->side[side];
	size_t i, j;

	for (i = 0; i < own->n; i++) {
		const struct ty_value *nth = &own->v[i];

		if (nth->kind != TY_VALUE_ORDINAL || !left(v, side, i) ||
		    !ty_check_says(text, nth->span.end, nth->span.end + 2 <
				   text->len ? nth->span.end + 2 : text->len,
				   word))
			continue;
		for (j = 0; j < others->n && j < MOST_OTHERS; j++) {
			const char *s = v->run->side[!side].s +
					others->v[j].span.start;

			/* By itself, 80年 is 1980. */
			if (!left(v, !side, j) ||
			    (others->v[j].kind != TY_VALUE_YEAR &&
			     others->v[j].kind != TY_VALUE_DURATION) ||
			    strncmp(s, nth->amount, strlen(nth->amount)) ||
			    strncmp(s + strlen(nth->amount), "年", 3))
				continue;
			v->settled[side][i] = v->settled[!side][j] = true;
			break;
		}
	}
}

static void excuse(struct ty_check_values *v, int side)
{
	size_t i, most = MOST_FAULTS;

	for (i = 0; i < v->values[side]->n; i++) {
		if (!left(v, side, i))
			continue;
		v->settled[side][i] = most == 0 ||
				      ty_check_excused(v, side, i);
		most -= most > 0;
	}
}

static void report_left(struct ty_check_values *v, int side)
{
	size_t i, most = MOST_FAULTS;

	for (i = 0; i < v->values[side]->n && most > 0; i++) {
		const struct ty_value *value = &v->values[side]->v[i];

		/* A number in a name may be the other language's word. */
		if (!left(v, side, i) || value->reference)
			continue;
		most--;
		ty_check_quote(v->run, side == TY_CHECK_SOURCE ?
			       TY_CHECK_VALUE_MISSING : TY_CHECK_VALUE_ADDED,
			       side, value->span, NULL,
			       side == TY_CHECK_SOURCE ?
			       _("'%s' is missing in the translation") :
			       _("'%s' is not in the source"));
	}
}

/* Does the sign of value `k` belong to it alone, and not to another figure of
 * the other text, which has none? */
static bool own_sign(const struct ty_check_values *v, int side, size_t k)
{
	size_t j = v->partner[side][k];

	return j == TY_NO_PARTNER || v->values[side]->v[k].kind ==
	       TY_VALUE_RANGE || v->values[!side]->v[j].kind !=
	       TY_VALUE_NUMBER;
}

/* The percent sign or the currency is gone in Japanese, and not because it
 * stands at the next figure.  English market reports leave it out. */
static void lost_units(struct ty_check_values *v)
{
	size_t i, j, k;
	int side;

	for (i = 0; i < v->values[TY_CHECK_SOURCE]->n; i++) {
		const struct ty_value *pair[2];

		j = v->partner[TY_CHECK_SOURCE][i];
		if (j == TY_NO_PARTNER)
			continue;
		pair[0] = &v->values[TY_CHECK_SOURCE]->v[i];
		pair[1] = &v->values[TY_CHECK_TARGET]->v[j];
		for (side = 0; side < 2; side++) {
			const struct ty_value *with = pair[!side];

			if (!v->run->side[side].japanese ||
			    pair[side]->kind != TY_VALUE_NUMBER ||
			    pair[side]->unit[0] ||
			    (with->kind != TY_VALUE_PERCENT &&
			     with->kind != TY_VALUE_MONEY))
				continue;
			for (k = 0; k < v->values[side]->n; k++)
				if ((v->values[side]->v[k].kind == with->kind ||
				     v->values[side]->v[k].ends ==
				     with->kind) && own_sign(v, side, k))
					break;
			if (k == v->values[side]->n)
				report_pair(v, TY_CHECK_VALUE_UNIT, i, j);
		}
	}
}

/* A weekday beside a full date of the translation that was another day. */
static void weekdays(struct ty_check_values *v)
{
	const struct ty_values *values = v->values[TY_CHECK_TARGET];
	const struct ty_check_run *run = v->run;
	struct ty_calendar date, day;
	size_t i, k;

	for (i = 0; i < values->n; i++) {
		if (!ty_check_weekday(&values->v[i]) ||
		    !ty_calendar_read(&day, &values->v[i]))
			continue;
		for (k = i ? i - 1 : 0; k <= i + 1 && k < values->n; k++) {
			size_t gap = k < i ?
				values->v[i].span.start - values->v[k].span.end :
				values->v[k].span.start - values->v[i].span.end;

			if (k == i || gap > 4 ||
			    !ty_calendar_read(&date, &values->v[k]) ||
			    date.weekday || !ty_calendar_weekday(&date) ||
			    ty_calendar_weekday(&date) == day.weekday)
				continue;
			ty_check_quote(run, TY_CHECK_VALUE_WEEKDAY,
				       TY_CHECK_TARGET, values->v[i].span, NULL,
				       _("'%s' is not the weekday of that date"));
		}
	}
}

static bool too_much(const struct ty_check_side *side)
{
	return !side->values || side->len > MOST_TEXT ||
	       side->values->n > MOST_VALUES;
}

static bool any_on(const struct ty_check_run *run)
{
	int c;

	for (c = TY_CHECK_VALUE_DIFFERENT; c <= TY_CHECK_VALUE_SWAPPED; c++)
		if (ty_check_on(run, (enum ty_check)c))
			return true;
	return false;
}

void ty_check_values(const struct ty_check_run *run)
{
	struct ty_check_values v = { .run = run };
	int side;

	if (too_much(&run->side[TY_CHECK_SOURCE]) ||
	    too_much(&run->side[TY_CHECK_TARGET]) || !any_on(run))
		return;
	for (side = 0; side < 2; side++) {
		v.values[side] = run->side[side].values;
		v.partner[side] = ty_alloc(v.values[side]->n + 1,
					   sizeof(*v.partner[side]));
		v.settled[side] = ty_alloc(v.values[side]->n + 1,
					   sizeof(*v.settled[side]));
	}
	if (v.values[TY_CHECK_SOURCE]->n || v.values[TY_CHECK_TARGET]->n) {
		ty_values_pair(v.values[TY_CHECK_SOURCE],
			       v.values[TY_CHECK_TARGET],
			       v.partner[TY_CHECK_SOURCE],
			       v.partner[TY_CHECK_TARGET]);
		split_ranges(&v, TY_CHECK_SOURCE);
		split_ranges(&v, TY_CHECK_TARGET);
		settle_kilos(&v);
		settle_anniversaries(&v, TY_CHECK_SOURCE);
		settle_anniversaries(&v, TY_CHECK_TARGET);
		ty_check_swaps(&v);
		lost_units(&v);
		weekdays(&v);
		report_pairs(&v, 0, 2);
		excuse(&v, TY_CHECK_SOURCE);
		excuse(&v, TY_CHECK_TARGET);
		report_pairs(&v, 2, 4);
		report_left(&v, TY_CHECK_SOURCE);
		report_left(&v, TY_CHECK_TARGET);
	}
	for (side = 0; side < 2; side++) {
		free(v.partner[side]);
		free(v.settled[side]);
	}
}
