/* Why a value may stand in one language only, without a fault. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/calendar.h"
#include "text/check_value.h"
#include "text/glyph.h"

/* A value and its repetition stand as near as this: 令和4（2022）年. */
#define NEAR	12

/* ---- said twice */

static bool near(const struct ty_value *a, const struct ty_value *b)
{
	return a->span.start < b->span.start ?
		b->span.start - a->span.end <= NEAR :
		a->span.start - b->span.end <= NEAR;
}

/* What a date says is part of what another date of the other text says. */
static bool within(const struct ty_calendar *part,
		   const struct ty_calendar *date)
{
	return (!part->year || part->year == date->year) &&
	       (!part->month || part->month == date->month) &&
	       (!part->day || part->day == date->day) &&
	       (!part->weekday || part->weekday ==
		ty_calendar_weekday(date));
}

static bool part_of_date(const struct ty_check_values *v, int side, size_t i)
{
	const struct ty_values *others = v->values[!side];
	const struct ty_values *own = v->values[side];
	struct ty_calendar part, date;
	size_t k;

	if (!ty_calendar_read(&part, &own->v[i]) || own->v[i].unit[0])
		return false;
	for (k = 0; k < others->n; k++)
		if (ty_calendar_read(&date, &others->v[k]) &&
		    within(&part, &date))
			return true;
	/* "Monday, Oct. 7" may lose its Monday. */
	for (k = i ? i - 1 : 0; part.weekday && k <= i + 1 && k < own->n; k++)
		if (k != i && own->v[k].kind == TY_VALUE_DATE &&
		    near(&own->v[k], &own->v[i]))
			return true;
	return false;
}

/* The same again in the same text: beside it, or for a day, a month or a year
 * anywhere. */
static bool said_twice(const struct ty_check_values *v, int side, size_t i)
{
	const struct ty_values *own = v->values[side];
	const struct ty_value *value = &own->v[i];
	bool dated = value->kind == TY_VALUE_DATE ||
		     value->kind == TY_VALUE_MONTH ||
		     value->kind == TY_VALUE_YEAR;
	size_t k, from = dated || i < 2 ? 0 : i - 2;

	for (k = from; k < own->n && (dated || k <= i + 2); k++)
		if (k != i && v->partner[side][k] != TY_NO_PARTNER &&
		    ty_check_weekday(&own->v[k]) == ty_check_weekday(value) &&
		    (dated || near(&own->v[k], value)) &&
		    ty_value_agree(&own->v[k], value) >= TY_AGREE_PARTLY)
			return true;
	return false;
}

/* Is the value inside brackets that open behind the last value of its kind?
 * "4 billion yen ($26 million)", "10 a.m. (0100 GMT)". */
static bool converted(const struct ty_check_values *v, int side, size_t i)
{
	const struct ty_values *own = v->values[side];
	const struct ty_value *value = &own->v[i], *before;
	const struct ty_check_side *text = &v->run->side[side];
	size_t at, k;

	if (!i)
		return false;
	/* 7 a.m. Thursday (2200 GMT Wednesday) */
	k = i - 1;
	k -= k && ty_check_weekday(&own->v[k]);
	before = &own->v[k];
	if (before->kind != value->kind &&
	    (before->ends != value->kind && before->kind != value->ends))
		return false;
	if (value->kind != TY_VALUE_TIME && !strcmp(before->unit, value->unit))
		return false;
	for (at = value->span.start; at > before->span.end;) {
		int32_t c = ty_char_before(text->s, 0, at, &at);

		if (c == '(' || c == 0xFF08 || c == '[' || c == 0x3014)
			return true;
		if (c == ')' || c == 0xFF09)
			return false;
	}
	return false;
}

/* ---- the digits stand there, but are no value in that language */

bool ty_check_written(const struct ty_check_values *v, int side,
		      const char *want, size_t n)
{
	const struct ty_check_side *text = &v->run->side[side];
	const struct ty_values *taken = v->values[side];
	size_t at, next, k = 0, m, start;
	char got[TY_VALUE_AMOUNT];

	for (at = 0; at < text->len; at = next) {
		if (!ty_is_digit(ty_char_at(text->s, at, text->len, &next)))
			continue;
		start = at;
		for (m = 0; at < text->len; at = next) {
			int32_t c = ty_char_at(text->s, at, text->len, &next);

			if (ty_is_digit(c) && m + 1 < sizeof(got))
				got[m++] = (char)(c > 0xFF00 ? c - 0xFEE0 : c);
			else if (c != ',' && c != 0xFF0C)
				break;
		}
		next = at;
		while (k < taken->n && taken->v[k].span.end <= start)
			k++;
		if (m == n && !memcmp(want, got, n) &&
		    (k == taken->n || taken->v[k].span.start >= at))
			return true;
	}
	return false;
}

/* Ranges, scores and dates are there if all their numbers are. */
static bool literal(const struct ty_check_values *v, int side, size_t i)
{
	const char *s = v->values[side]->v[i].amount;
	size_t n;

	if (v->values[side]->v[i].kind == TY_VALUE_TIME || strchr(s, '/'))
		return false;
	for (; *s; s += n) {
		n = strspn(s, "0123456789");
		if (n == 0)
			n = 1;
		else if (!ty_check_written(v, !side, s, n))
			return false;
	}
	return true;
}

/* (Taisho 12), beside the year itself. */
static bool era_year(const struct ty_check_values *v, int side, size_t i)
{
	static const char *const eras[] = {
		"reiwa", "heisei", "showa", "taisho", "meiji", NULL
	};
	size_t start = v->values[side]->v[i].span.start;

	return ty_check_says(&v->run->side[side], start > 8 ? start - 8 : 0,
			     start, eras);
}

/* "The Liverpool half", "seven halves": of a game, and not half of anything. */
static bool half_of_nothing(const struct ty_check_values *v, int side, size_t i)
{
	static const char *const of[] = { " of ", " the ", " a ", " their ",
					  " its ", "-", NULL };
	const struct ty_check_side *text = &v->run->side[side];
	const struct ty_value *value = &v->values[side]->v[i];
	size_t k;

	if (!text->english || value->kind != TY_VALUE_FRACTION)
		return false;
	for (k = 0; of[k]; k++)
		if (!strncmp(text->s + value->span.end, of[k], strlen(of[k])))
			return false;
	return true;
}

/* A man, 男性1人; the first, 初めて; a year, 1年.  Not 1 percent. */
static bool single(const struct ty_value *v)
{
	return v->kind != TY_VALUE_PERCENT && v->kind != TY_VALUE_RANGE &&
	       v->kind != TY_VALUE_SCORE && !strcmp(v->amount, "1");
}

/* The other text has a value of this kind, too, that agrees with none. */
static bool has_rival(const struct ty_check_values *v, int side, size_t i)
{
	const struct ty_values *others = v->values[!side];
	size_t k;

	for (k = 0; k < others->n; k++)
		if (others->v[k].kind == v->values[side]->v[i].kind &&
		    v->partner[!side][k] == TY_NO_PARTNER &&
		    !v->settled[!side][k])
			return true;
	return false;
}

/* A business term: the third quarter, three months to June, 4〜6月期, 9月中間期.
 * Which months a quarter has is the company's. */
static bool term(const struct ty_check_values *v, int side, size_t i)
{
	static const char *const terms[] = {
		"quarter*", "half", "months", "month period",
		"四半期", "中間期", "上期", "下期", "半期", "月期", NULL
	};
	static const char *const parts[] = { "quarter*", "half", NULL };
	const struct ty_check_side *text = &v->run->side[side];
	const struct ty_check_side *other = &v->run->side[!side];
	const struct ty_value *value = &v->values[side]->v[i];
	size_t end = value->span.end;
	int months = 0, last = 0;

	if (value->kind == TY_VALUE_DURATION && text->english &&
	    !strcmp(value->unit, "month"))
		months = atoi(value->amount);
	else if (value->kind == TY_VALUE_RANGE &&
		 sscanf(value->amount, "--%d..--%d", &months, &last) == 2)
		months = (last - months + 12) % 12 + 1;
	else if (value->kind == TY_VALUE_ORDINAL && text->english &&
		 ty_check_says(text, end, end + 2 < text->len ? end + 2 : end,
			       parts))
		months = 3;
	return months > 0 && months % 3 == 0 && months < 12 &&
	       ty_check_says(other, 0, other->len, terms) &&
	       !has_rival(v, side, i);
}

bool ty_check_excused(const struct ty_check_values *v, int side, size_t i)
{
	const struct ty_value *value = &v->values[side]->v[i];
	const struct ty_check_side *other = &v->run->side[!side];

	return single(value) || ty_check_in_words(value, other) ||
	       (ty_check_told(value, other) && !has_rival(v, side, i)) ||
	       term(v, side, i) ||
	       part_of_date(v, side, i) ||
	       said_twice(v, side, i) || converted(v, side, i) ||
	       ty_check_in_roman(value, other) || literal(v, side, i) ||
	       era_year(v, side, i) || half_of_nothing(v, side, i);
}
