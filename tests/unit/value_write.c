/* Values are written: amount, any style, either language, and read back. */

#include <stdlib.h>

#include "base/buf.h"
#include "taiyaku.h"
#include "../tap.h"
#include "base/buf.h"
#include "text/value_write.h"

/* A small generator of our own: the same cases everywhere (xorshift64). */
static uint64_t state = 88172645463325252u;

static unsigned pick(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % n;
}

static const struct ty_value_reader *readers[2];
static const char *const langs[] = { "en", "ja" };

/* An amount as news has them: of any size, round or not. */
static void random_amount(struct ty_value *v, int most_digits, int places)
{
	int digits = 1 + (int)pick((unsigned)most_digits), i, zeros;
	char *p = v->amount;

	zeros = pick(2) ? (int)pick((unsigned)digits) : 0;
	for (i = 0; i < digits; i++)
		*p++ = (char)(i == 0 ? '1' + pick(9) :
			      digits - i <= zeros ? '0' : '0' + pick(10));
	if (places > 0 && pick(3) == 0) {
		*p++ = '.';
		for (i = (int)pick((unsigned)places); i > 0; i--)
			*p++ = (char)('0' + pick(10));
		*p++ = (char)('1' + pick(9));
	}
	*p = '\0';
}

static void random_style(struct ty_style *style)
{
	const struct ty_style_info *info;
	unsigned i, n;

	for (i = 0; i < TY_NSTYLE_SETTINGS; i++) {
		info = ty_style_info((enum ty_style_setting)i);
		for (n = 0; n < TY_STYLE_CHOICES && info->words[n]; n++)
			;
		style->v[i] = (unsigned char)pick(n);
	}
}

/* What may be asked for, and with which amounts. */
static const struct {
	enum ty_value_kind	 kind;
	const char		*unit;
	int			 digits, places;
} sorts[] = {
	{ TY_VALUE_NUMBER, "", 13, 0 },
	{ TY_VALUE_COUNT, "person", 9, 0 }, { TY_VALUE_COUNT, "ship", 4, 0 },
	{ TY_VALUE_COUNT, "country", 2, 0 },
	{ TY_VALUE_MONEY, "JPY", 14, 0 }, { TY_VALUE_MONEY, "USD", 13, 2 },
	{ TY_VALUE_MONEY, "EUR", 11, 0 }, { TY_VALUE_MONEY, "CNY", 12, 0 },
	{ TY_VALUE_PERCENT, "percent", 3, 2 },
	{ TY_VALUE_PERCENT, "point", 2, 2 },
	{ TY_VALUE_DURATION, "day", 3, 0 }, { TY_VALUE_DURATION, "h", 2, 0 },
	{ TY_VALUE_DURATION, "week", 2, 0 },
	{ TY_VALUE_DURATION, "month", 2, 0 },
	{ TY_VALUE_DURATION, "year", 3, 0 },
	{ TY_VALUE_DURATION, "min", 3, 0 },
	{ TY_VALUE_AGE, "", 2, 0 }, { TY_VALUE_ORDINAL, "", 3, 0 },
	{ TY_VALUE_ORDINAL, "century", 2, 0 },
	{ TY_VALUE_TEMPERATURE, "degC", 2, 1 },
	{ TY_VALUE_LENGTH, "mm", 3, 1 }, { TY_VALUE_LENGTH, "cm", 3, 1 },
	{ TY_VALUE_LENGTH, "m", 4, 1 }, { TY_VALUE_LENGTH, "km", 5, 1 },
	{ TY_VALUE_AREA, "ha", 5, 1 }, { TY_VALUE_AREA, "km2", 5, 1 },
	{ TY_VALUE_WEIGHT, "kg", 4, 1 }, { TY_VALUE_WEIGHT, "t", 7, 0 },
	{ TY_VALUE_POWER, "kW", 6, 0 }, { TY_VALUE_PRESSURE, "hPa", 3, 0 },
};

static void random_value(struct ty_value *v)
{
	unsigned what = pick(36), n;

	memset(v, 0, sizeof(*v));
	v->unit = "";
	switch (what) {
	case 0:
		v->kind = TY_VALUE_DATE;
		snprintf(v->amount, sizeof(v->amount), "%04u-%02u-%02u",
			 1873 + pick(170), 1 + pick(12), 1 + pick(28));
		break;
	case 1:
		v->kind = TY_VALUE_DATE;
		snprintf(v->amount, sizeof(v->amount), "--%02u-%02u",
			 1 + pick(12), 1 + pick(28));
		break;
	case 2:
		v->kind = TY_VALUE_YEAR;
		v->unit = pick(2) ? "" : "FY";
		snprintf(v->amount, sizeof(v->amount), "%u", 1900 + pick(130));
		break;
	case 3: case 4:
		v->kind = TY_VALUE_TIME;
		snprintf(v->amount, sizeof(v->amount), "%02u:%02u", pick(24),
			 pick(2) ? 30 * pick(2) : pick(60));
		break;
	case 5:
		v->kind = TY_VALUE_FRACTION;
		n = 2 + pick(9);
		snprintf(v->amount, sizeof(v->amount), "%u/%u",
			 n > 4 ? n - 1 : 1, n);
		break;
	default:
		n = (what - 6) % (sizeof(sorts) / sizeof(sorts[0]));
		v->kind = sorts[n].kind;
		v->unit = sorts[n].unit;
		random_amount(v, sorts[n].digits, sorts[n].places);
	}
	v->ends = v->kind;
}

/* What is read in kanji, too: elsewhere kanji numerals are parts of words. */
static bool in_kanji(const struct ty_value *v)
{
	return v->kind == TY_VALUE_COUNT || v->kind == TY_VALUE_AGE ||
	       v->kind == TY_VALUE_DATE || v->kind == TY_VALUE_YEAR ||
	       (v->kind == TY_VALUE_MONEY && !strcmp(v->unit, "JPY"));
}

/* "One" and "one day" are pronouns and idioms, "8 March" may be a march. */
static bool ambiguous(const struct ty_value *v, const struct ty_style *style,
		      int lang)
{
	/* 十月十日 is how long a child is carried. */
	if (lang)
		return !strcmp(v->amount, "--10-10");
	return !strcmp(v->amount, "1") ||
	       (v->kind == TY_VALUE_DATE && v->amount[0] == '-' &&
		style->v[TY_STYLE_EN_DATE] == 1 &&
		(v->amount[3] == '3' || v->amount[3] == '5'));
}

/* Each language has its own frame, so that the value stands in a sentence. */
static bool reads_back(const struct ty_value *want, const char *text, int lang)
{
	struct ty_values got = { 0 };
	struct ty_buf line = TY_BUF_INIT;
	bool same, counted;
	size_t i;

	ty_buf_addf(&line, !lang ? want->kind == TY_VALUE_ORDINAL ?
		    "It was the %s meeting." : "It was %s, they said." :
		    want->kind == TY_VALUE_TEMPERATURE ? "気温は%sだった。" :
		    want->kind == TY_VALUE_PERCENT ? "支持率は%sだった。" :
		    "それは%sだった。", text);
	ty_values_read(readers[lang], line.p, line.len, &got);
	same = got.n == 1 && !strcmp(got.v[0].amount, want->amount);
	if (same) {
		i = want->kind == TY_VALUE_COUNT;
		counted = i && !lang;
		same = counted || !strcmp(got.v[0].unit, want->unit);
	}
	if (!same) {
		printf("# %s %s %s -> %s:", ty_value_kind_word(want->kind),
		       want->amount, want->unit, line.p);
		for (i = 0; i < got.n; i++)
			printf(" [%s %s %s]",
			       ty_value_kind_word(got.v[i].kind),
			       got.v[i].amount, got.v[i].unit);
		printf("\n");
	}
	ty_buf_release(&line);
	ty_values_release(&got);
	return same;
}

static void test_round_trips(void)
{
	const char *many = getenv("TY_TEST_MANY");
	int cases = many ? 100000 : 4000, i, failed = 0, written = 0;
	int wanted = 0;
	struct ty_buf text = TY_BUF_INIT;
	struct ty_value_how how = { 0 };
	struct ty_style style;
	struct ty_value value;
	int lang;

	how.style = &style;
	for (i = 0; i < cases && failed < 20; i++) {
		random_value(&value);
		random_style(&style);
		lang = (int)pick(2);
		if (ambiguous(&value, &style, lang))
			continue;
		wanted++;
		if (!in_kanji(&value))
			style.v[TY_STYLE_JA_DIGITS] %= 2;
		ty_buf_clear(&text);
		if (!ty_value_write(&text, langs[lang], &value, &how))
			continue;
		written++;
		failed += !reads_back(&value, text.p, lang);
	}
	printf("# %d of %d amounts written\n", written, wanted);
	is_int(failed, 0, "what is written is read as the same amount");
	ok(written > wanted * 95 / 100, "nearly all amounts have a form");
	ty_buf_release(&text);
}

/* Another amount of the same sort and form. */
static void vary(struct ty_value *v, const struct ty_value *like)
{
	do
		random_value(v);
	while (v->kind != like->kind || strcmp(v->unit, like->unit) ||
	       (v->kind == TY_VALUE_DATE &&
		(v->amount[0] == '-') != (like->amount[0] == '-')));
}

/* A to B, as A is written, and back again. */
static void test_examples(void)
{
	int cases = getenv("TY_TEST_MANY") ? 100000 : 4000, i, lang;
	int failed = 0, there = 0, back = 0, exact = 0, lost = 0;
	struct ty_buf a = TY_BUF_INIT, b = TY_BUF_INIT, c = TY_BUF_INIT;
	struct ty_value_how how = { 0 };
	struct ty_value old, new;
	struct ty_style style;

	how.style = &style;
	for (i = 0; i < cases && failed + lost < 20; i++) {
		random_value(&old);
		vary(&new, &old);
		random_style(&style);
		lang = (int)pick(2);
		if (!in_kanji(&old))
			style.v[TY_STYLE_JA_DIGITS] %= 2;
		ty_buf_clear(&a);
		ty_buf_clear(&b);
		ty_buf_clear(&c);
		how.example = NULL;
		if (ambiguous(&old, &style, lang) ||
		    ambiguous(&new, &style, lang) ||
		    !ty_value_write(&a, langs[lang], &old, &how))
			continue;
		how.example = a.p;
		how.len = a.len;
		how.old = &old;
		if (!ty_value_write(&b, langs[lang], &new, &how))
			continue;
		there++;
		failed += !reads_back(&new, b.p, lang);
		how.example = b.p;
		how.len = b.len;
		how.old = &new;
		if (!ty_value_write(&c, langs[lang], &old, &how))
			continue;
		back++;
		exact += !strcmp(a.p, c.p);
		if (strcmp(a.p, c.p) && !reads_back(&old, c.p, lang))
			lost++;
	}
	printf("# %d of %d there, %d back, %d of them to the byte\n", there,
	       cases, back, exact);
	is_int(failed, 0, "what follows an example is read as the new amount");
	is_int(lost, 0, "and what comes back is the old amount");
	ok(there > cases * 9 / 10 && exact > back * 95 / 100,
	   "nearly always, and to the byte");
	ty_buf_release(&a);
	ty_buf_release(&b);
	ty_buf_release(&c);
}

int main(void)
{
	struct ty_value_reader *open[2];
	struct ty_error err;
	int i;

	for (i = 0; i < 2; i++) {
		ok_st(ty_value_reader_open(&open[i], langs[i], &err), &err,
		      "a reader");
		readers[i] = open[i];
	}
	test_round_trips();
	test_examples();
	for (i = 0; i < 2; i++)
		ty_value_reader_close(open[i]);
	return tap_done();
}
