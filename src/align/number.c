/* Numbers as they stand in English and Japanese text. */

#include <stdint.h>
#include <string.h>

#include "align/number.h"
#include "text/utf8.h"

/* Chinese numerals: digits below 10, units above. */
static double numeral(int32_t c)
{
	switch (c) {
	case 0x3007: return 0;		/* 〇 */
	case 0x4e00: return 1;		/* 一 */
	case 0x4e8c: return 2;		/* 二 */
	case 0x4e09: return 3;		/* 三 */
	case 0x56db: return 4;		/* 四 */
	case 0x4e94: return 5;		/* 五 */
	case 0x516d: return 6;		/* 六 */
	case 0x4e03: return 7;		/* 七 */
	case 0x516b: return 8;		/* 八 */
	case 0x4e5d: return 9;		/* 九 */
	case 0x5341: return 10;		/* 十 */
	case 0x767e: return 100;	/* 百 */
	case 0x5343: return 1000;	/* 千 */
	case 0x4e07: return 1e4;	/* 万 */
	case 0x5104: return 1e8;	/* 億 */
	case 0x5146: return 1e12;	/* 兆 */
	default: return -1;
	}
}

/* What follows a numeral that counts something: 人 つ 回 日 年 カ ヵ ヶ か 割
 * 番 度 件 社 国 名 機 隻 点 本 歳 倍 位 期 週 党 %. */
static bool counter(int32_t c)
{
	static const int32_t counters[] = {
		0x4eba, 0x3064, 0x56de, 0x65e5, 0x5e74, 0x30ab, 0x30f5, 0x30f6,
		0x304b, 0x5272, 0x756a, 0x5ea6, 0x4ef6, 0x793e, 0x56fd, 0x540d,
		0x6a5f, 0x96bb, 0x70b9, 0x672c, 0x6b73, 0x500d, 0x4f4d, 0x671f,
		0x9031, 0x515a, '%'
	};
	size_t k;

	for (k = 0; k < sizeof(counters) / sizeof(*counters); k++)
		if (counters[k] == c)
			return true;
	return false;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits with group commas and a decimal point; s[*i] is a digit. */
static double digits(const char *s, size_t len, size_t *i)
{
	double value = 0, place = 1;
	size_t k = *i;

	for (;; k++) {
		while (k < len && digit(s[k]))
			value = value * 10 + (s[k++] - '0');
		/* A comma only before exactly three digits. */
		if (k + 3 >= len || s[k] != ',' || !digit(s[k + 1]) ||
		    !digit(s[k + 2]) || !digit(s[k + 3]) ||
		    (k + 4 < len && digit(s[k + 4])))
			break;
	}
	if (k + 1 < len && s[k] == '.' && digit(s[k + 1]))
		for (k++; k < len && digit(s[k]); k++)
			value += (s[k] - '0') * (place /= 10);
	*i = k;
	return value;
}

/* "million" after a number, with a space or hyphen between. */
static double scale(const char *s, size_t len, size_t *i)
{
	static const struct {
		const char	*word;
		double		 value;
	} scales[] = {
		{ "hundred", 1e2 }, { "thousand", 1e3 }, { "million", 1e6 },
		{ "billion", 1e9 }, { "trillion", 1e12 }, { "bn", 1e9 },
		{ "tn", 1e12 }
	};
	size_t k, n, at = *i;

	if (at < len && (s[at] == ' ' || s[at] == '-'))
		at++;
	for (k = 0; k < sizeof(scales) / sizeof(*scales); k++) {
		n = strlen(scales[k].word);
		if (len - at < n || memcmp(s + at, scales[k].word, n) ||
		    (s[at + n] >= 'a' && s[at + n] <= 'z'))
			continue;
		*i = at + n;
		return scales[k].value;
	}
	return 1;
}

/* A number under way: 3億5000万 is total 3億, part 5000. */
struct sum {
	double		total, section, part;
	bool		open;		/* `part` has digits */
	unsigned int	numerals, digits;	/* characters seen */
};

static void unit(struct sum *sum, double value)
{
	double part = sum->open ? sum->part : 1;

	if (value < 1e4) {
		sum->section += part * value;
	} else {
		if (sum->section > 0 && !sum->open)
			part = 0;
		sum->total += (sum->section + part) * value;
		sum->section = 0;
	}
	sum->part = 0;
	sum->open = false;
}

bool ty_number_read(const char *s, size_t len, size_t *i, double *value)
{
	struct sum sum = { 0 };
	size_t at = *i, next;
	int32_t c = 0;
	double v;

	while (at < len) {
		next = at;
		if (digit(s[at])) {
			if (sum.open)
				break;
			sum.part = digits(s, len, &next);
			sum.digits++;
			sum.open = true;
		} else {
			c = ty_utf8_next(s, len, &next);
			v = numeral(c);
			/* A word like 万一 begins with a large unit. */
			if (v < 0 || (v >= 1e4 && at == *i))
				break;
			if (v < 10)
				sum.part = sum.part * 10 + v;
			else
				unit(&sum, v);
			sum.open = v < 10;
			sum.numerals++;
		}
		at = next;
	}
	if (!sum.digits && (!sum.numerals || (sum.numerals == 1 &&
					      (at == len || !counter(c)))))
		return false;
	*value = sum.total + sum.section + sum.part;
	*value *= scale(s, len, &at);
	*i = at;
	return true;
}

bool ty_number_word(const char *word, size_t word_len, const char *s,
		    size_t len, size_t *i, double *value)
{
	static const struct {
		char	word[10];
		int	value;
	} words[] = {
		{ "two", 2 }, { "three", 3 }, { "four", 4 }, { "five", 5 },
		{ "six", 6 }, { "seven", 7 }, { "eight", 8 }, { "nine", 9 },
		{ "ten", 10 }, { "eleven", 11 }, { "twelve", 12 },
		{ "fifteen", 15 }, { "twenty", 20 }, { "thirty", 30 },
		{ "forty", 40 }, { "fifty", 50 }, { "sixty", 60 },
		{ "seventy", 70 }, { "eighty", 80 }, { "ninety", 90 }
	};
	size_t k;

	for (k = 0; k < sizeof(words) / sizeof(*words); k++) {
		if (strlen(words[k].word) != word_len ||
		    memcmp(words[k].word, word, word_len))
			continue;
		*value = words[k].value * scale(s, len, i);
		return true;
	}
	return false;
}

int ty_number_month(const char *word, size_t len)
{
	static const char months[12][10] = {
		"january", "february", "march", "april", "may", "june", "july",
		"august", "september", "october", "november", "december"
	};
	int k;

	for (k = 0; k < 12; k++)
		if (len >= 3 && len <= strlen(months[k]) &&
		    !memcmp(word, months[k], len) &&
		    (len <= 4 || len == strlen(months[k])))
			return k + 1;
	return 0;
}
