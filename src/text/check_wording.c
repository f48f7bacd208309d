/* Values in other words: both for two, last year for 2023, World War II. */

#include <stdlib.h>
#include <string.h>

#include "text/check_value.h"

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
	/* What may stand for it; the last one stays NULL. */
	const char	*english[16], *japanese[16];
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

bool ty_check_in_words(const struct ty_value *v,
		       const struct ty_check_side *other)
{
	static const char *const all[] = {
		"all", "fully", "complete*", "absolute*", "every*", "entire*",
		"全", "絶対", "完全", "すべて", "必ず", "満", NULL
	};
	/* Japanese news says 2人は where English has a pronoun. */
	static const char *const they[] = { "they", "them", "their", NULL };
	size_t k;

	if (v->kind == TY_VALUE_COUNT && !strcmp(v->amount, "2") &&
	    !strcmp(v->unit, "person") && other->english && says(other, they))
		return true;
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
bool ty_check_in_roman(const struct ty_value *v,
		       const struct ty_check_side *other)
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

bool ty_check_told(const struct ty_value *v, const struct ty_check_side *other)
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
		return (ty_check_weekday(v) || !strncmp(v->amount, "---", 3)) &&
		       says(other, days);
	case TY_VALUE_MONTH:
		return says(other, months);
	case TY_VALUE_YEAR:
		return says(other, years);
	default:
		return false;
	}
}
