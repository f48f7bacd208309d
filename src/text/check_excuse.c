/* Why a value may stand in one language only, without a fault. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/calendar.h"
#include "text/check_value.h"
#include "text/glyph.h"
#include "text/quantity.h"

/* A value and its repetition stand as near as this: 令和4（2022）年. */
#define NEAR	12

static bool letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Does the word begin at `s`?  One that ends with "*" may go on. */
static bool begins(const char *s, const char *word)
{
	for (; *word && *word != '*'; s++, word++)
		if (small(*s) != *word)
			return false;
	return *word == '*' || !letter(word[-1]) || !letter(*s);
}

bool ty_check_says(const struct ty_check_side *side, size_t from, size_t to,
		   const char *const *words)
{
	const char *s = side->s;
	size_t i, k;

	for (i = from; i < to; i++) {
		if (letter(s[i]) && i && letter(s[i - 1]))
			continue;
		for (k = 0; words[k]; k++)
			if (begins(s + i, words[k]))
				return true;
	}
	return false;
}

static bool says(const struct ty_check_side *side, const char *const *words)
{
	return ty_check_says(side, 0, side->len, words);
}

bool ty_check_half_day(const struct ty_check_side *side,
		       const struct ty_value *time)
{
	static const char *const words[] = {
		"a.m", "p.m", "am", "pm", "noon", "midnight", "morning",
		"afternoon", "evening", "night", "gmt", "utc", "午前", "午後",
		"正午", "深夜", "未明", "朝", "夕", "夜", "昼", "ａｍ", "ｐｍ",
		NULL
	};
	/* The word may stand a little before or behind the span. */
	size_t from = time->span.start > 24 ? time->span.start - 24 : 0;
	size_t to = time->span.end + 24 < side->len ? time->span.end + 24 :
		    side->len;

	/* A 24-hour clock says it itself. */
	return atoi(time->amount) > 12 || !strncmp(time->amount, "00", 2) ||
	       ty_check_says(side, from, to, words);
}

/* ---- said in other words */

struct wording {
	const char	*amount;	/* of the value */
	const char	*english[12], *japanese[12];	/* that may stand for it */
};

static const struct wording wordings[] = {
	{ "0", { "no", "zero", "nil", "none", "nothing", "without" },
	  { "ゼロ", "無", "なし", "ない", "なかった", "零" } },
	{ "1/2", { "half*", "halv*", "semi*", "mid*", "50" },
	  { "半", "ハーフ", "中間", "中盤", "引き分け", "分け" } },
	{ "0.5", { "half*", "halv*" }, { "半" } },
	{ "1.5", { "half*" }, { "半" } },
	{ "1/3", { "third*", "triple" }, { "サード", "三" } },
	{ "1/4", { "quarter*" }, { "四半", "クオーター", "クォーター" } },
	{ "2", { "both", "pair*", "couple", "two", "twin*", "twice", "double",
		 "doubl*", "dual", "bienn*", "duo", "either" },
	  { "両", "双", "二", "ペア", "夫婦", "夫妻", "倍", "ダブル", "コンビ",
	    "カップル", "相互", "ツー" } },
	{ "2", { "neither", "second", "each other", "between",
		 "sequel", "together", "junior*", "sophomore", "next-to" },
	  { "再", "もう", "互い", "同士", "往復", "次", "後半", "セカンド",
	    "控え", "準", "翌" } },
	{ "3", { "trio", "tripl*", "three", "trilateral", "treble", "trilogy",
		 "third*", "hat trick", "senior*", "junior*" },
	  { "三", "トリオ", "トリプル", "ハットトリック", "スリー", "サード" } },
	{ "4", { "quartet", "quadrupl*", "four" },
	  { "四", "カルテット", "フォー" } },
	{ "5", { "quintet", "five", "fifth" }, { "五", "ファイブ" } },
	{ "6", { "half a dozen", "half-dozen", "six" },
	  { "六", "半ダース", "シックス" } },
	{ "7", { "seven*" }, { "七", "セブン" } },
	{ "8", { "eight*" }, { "八", "エイト" } },
	{ "9", { "nine", "ninth" }, { "九", "ナイン" } },
	{ "2", { "binary", "more than one" }, { "複数", "ふたつ" } },
	{ "3", { NULL }, { "みっつ" } },
	{ "8", { "octal" }, { NULL } },
	{ "10", { "decimal" }, { NULL } },
	{ "16", { "hex*" }, { "十六" } },
	{ "10", { "decade", "ten", "teen*" }, { "十", "テン" } },
	{ "11", { "eleven" }, { "十一", "イレブン", "スタメン", "先発" } },
	{ "12", { "dozen", "twelve", "twelfth" }, { "ダース", "十二" } },
	{ "14", { "fortnight", "two weeks" }, { "2週間", "２週間", "二週間" } },
	{ "100", { "century", "centenary", "hundred*" }, { "世紀", "百" } },
	{ "1000", { "thousand*", "millennium" }, { "千" } },
};

static bool other_words(const struct ty_value *v,
			const struct ty_check_side *other)
{
	static const char *const all[] = {
		"all", "fully", "complete*", "absolute*", "every*", "entire*",
		"全", "絶対", "完全", "すべて", "必ず", "満", NULL
	};
	size_t k;

	if (v->kind == TY_VALUE_PERCENT && !strcmp(v->amount, "100") &&
	    says(other, all))
		return true;

	for (k = 0; k < sizeof(wordings) / sizeof(wordings[0]); k++)
		if (!strcmp(v->amount, wordings[k].amount) &&
		    says(other, other->japanese ? wordings[k].japanese :
			 wordings[k].english))
			return true;
	return false;
}

/* Saturday Night Live, サタデーナイトライブ. */
static bool name_of_day(const struct ty_value *v,
			const struct ty_check_side *other)
{
	static const struct {
		const char *day, *name, *english;
	} days[] = {
		{ "Mon", "マンデー", "monday" }, { "Tue", "チューズデー", "tuesday" },
		{ "Wed", "ウェンズデー", "wednesday" },
		{ "Thu", "サーズデー", "thursday" },
		{ "Fri", "フライデー", "friday" },
		{ "Sat", "サタデー", "saturday" }, { "Sun", "サンデー", "sunday" },
	};
	size_t k;

	for (k = 0; k < sizeof(days) / sizeof(days[0]); k++)
		if (!strcmp(v->amount, days[k].day) &&
		    strstr(other->s, other->japanese ? days[k].name :
			   days[k].english))
			return true;
	return false;
}

/* World War II, 第2次世界大戦. */
static bool roman(const struct ty_value *v, const struct ty_check_side *other)
{
	static const char *const numerals[] = {
		"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X",
		"XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII",
		"XIX", "XX", "XXI", "XXII", "XXIII"
	};
	static const char *const wide[] = {
		"", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ"
	};
	const char *s = other->s, *at;
	size_t n = strlen(v->amount), value;

	if (n > 2 || strspn(v->amount, "0123456789") != n)
		return false;
	value = (size_t)atoi(v->amount);
	if (value && value < 11 && strstr(s, wide[value]))
		return true;
	if (!value || value >= sizeof(numerals) / sizeof(numerals[0]))
		return false;
	n = strlen(numerals[value]);
	for (at = s; (at = strstr(at, numerals[value])); at++)
		if ((at == s || !letter(at[-1])) && !letter(at[n]) &&
		    (value > 1 || at > s))
			return true;
	return false;
}

/* ---- days and years that are told from the day of the story */

static bool is_weekday(const struct ty_value *v)
{
	return v->kind == TY_VALUE_DATE && v->amount[0] >= 'A';
}

static bool told_otherwise(const struct ty_value *v,
			   const struct ty_check_side *other)
{
	static const char *const days[] = {
		"today", "yesterday", "tomorrow", "tonight", "last night",
		"this morning", "overnight", "the day", "same day",
		"next day", "previous day", "this week", "day before",
		"day after", "following day", "weekend", "a day earlier",
		"the night", "this afternoon", "this evening",
		"きょう", "今日", "きのう", "昨日", "あす", "明日", "前日",
		"翌日", "同日", "当日", "本日", "昨夜", "今夜", "週末", "翌朝",
		"昨晩", "一昨日", "おととい", "あさって", "今朝", "曜", NULL
	};
	static const char *const day[] = { "day", "daily", "一日", NULL };
	static const char *const months[] = {
		"last month", "this month", "next month", "month",
		"先月", "今月", "来月", "同月", "前月", "翌月", NULL
	};
	static const char *const years[] = {
		"last year", "this year", "next year", "year earlier",
		"year ago", "years ago", "previous year", "same year",
		"year later", "a year", "year before", "following year",
		"昨年", "今年", "来年", "同年", "去年", "一昨年", "翌年",
		"前年", "おととし", "再来年", "本年", "昨季", "今季", "来季",
		"昨シーズン", "今シーズン", NULL
	};

	switch (v->kind) {
	case TY_VALUE_DATE:
		if (name_of_day(v, other))
			return true;
		/* 一日 is "a day", too. */
		if (!strcmp(v->amount, "---01") && says(other, day))
			return true;
		return (is_weekday(v) || !strncmp(v->amount, "---", 3)) &&
		       says(other, days);
	case TY_VALUE_MONTH:
		return says(other, months);
	case TY_VALUE_YEAR:
		return says(other, years);
	default:
		return false;
	}
}

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
		    is_weekday(&own->v[k]) == is_weekday(value) &&
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
	k -= k && is_weekday(&own->v[k]);
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
	       says(&v->run->side[!side], terms) && !has_rival(v, side, i);
}

bool ty_check_excused(const struct ty_check_values *v, int side, size_t i)
{
	const struct ty_value *value = &v->values[side]->v[i];
	const struct ty_check_side *other = &v->run->side[!side];

	return single(value) || other_words(value, other) ||
	       (told_otherwise(value, other) && !has_rival(v, side, i)) ||
	       term(v, side, i) ||
	       part_of_date(v, side, i) ||
	       said_twice(v, side, i) || converted(v, side, i) ||
	       roman(value, other) || literal(v, side, i) ||
	       era_year(v, side, i) || half_of_nothing(v, side, i);
}
