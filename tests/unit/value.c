/* Values: what a reader of the news takes for a quantity, and what not. */

#include <stdlib.h>
#include <string.h>

#include "taiyaku.h"
#include "../cases.h"
#include "text/value.h"

/* Each value as the case files have it: "money 1200000 USD | $1.2 million". */
static void read_case(struct ty_buf *got, const struct test_case *c, void *user)
{
	struct ty_values values = { 0 };
	const char *s = c->input.p;
	size_t i;

	ty_values_read(user, s, c->input.len, &values);
	for (i = 0; i < values.n; i++) {
		const struct ty_value *v = &values.v[i];

		ty_buf_addf(got, "%s%s%s %s %s%s| %.*s", i ? "\n" : "",
			    v->reference ? "reference " : "",
			    ty_value_kind_word(v->kind), v->amount, v->unit,
			    v->unit[0] ? " " : "",
			    (int)(v->span.end - v->span.start),
			    s + v->span.start);
	}
	ty_values_release(&values);
}

static void run_cases(const char *lang, const char *path)
{
	struct ty_value_reader *reader;
	struct ty_error err;

	ok_st(ty_value_reader_open(&reader, lang, &err), &err, lang);
	cases_run(path, read_case, reader);
	ty_value_reader_close(reader);
}

/* ------------------------------------------------------------- bad input -- */

/* Values are in order, inside the text, at characters, and say something. */
static bool are_sound(const struct ty_values *values, const char *s, size_t len)
{
	size_t at = 0, i;

	for (i = 0; i < values->n; i++) {
		const struct ty_value *v = &values->v[i];

		if (v->span.start < at || v->span.end <= v->span.start ||
		    v->span.end > len || !v->amount[0] ||
		    strlen(v->amount) >= TY_VALUE_AMOUNT ||
		    ((unsigned char)s[v->span.start] & 0xC0) == 0x80 ||
		    (v->span.end < len &&
		     ((unsigned char)s[v->span.end] & 0xC0) == 0x80))
			return false;
		at = v->span.end;
	}
	return true;
}

/* Much of one thing, over and over, is read in no time at all; a reader that is
 * not linear would not come to an end here. */
static void rows(const struct ty_value_reader *reader, const char *lang)
{
	static const char *const things[] = {
		"1", "1,", "1,234", "1.", "1-", "1/", "1:", "１", "٤", "$",
		"$1 to ", "$1-", "-", "one ", "two million ", "hundred ",
		"five hundred and ", "a half ", "half a ", "3 hours and ",
		"Oct. 1-", "Oct. 1 and ", "Monday to ", "1990s and ", "a/b.",
		"A.", "F-35", "30 degrees ", "aged 5 and ", "第", "一", "億",
		"十", "千百", "3分の", "令和", "午後", "約1〜", "数", "2,3日、"
	};
	struct ty_values values = { 0 };
	struct ty_buf s = TY_BUF_INIT;
	bool sound = true;
	size_t i;

	for (i = 0; i < sizeof(things) / sizeof(*things); i++) {
		ty_buf_clear(&s);
		while (s.len < 200000)
			ty_buf_adds(&s, things[i]);
		ty_values_read(reader, s.p, s.len, &values);
		if (!are_sound(&values, s.p, s.len)) {
			printf("# %s: not sound: %s...\n", lang, things[i]);
			sound = false;
		}
	}
	ok(sound, lang);
	ty_values_release(&values);
	ty_buf_release(&s);
}

/* Whatever is put together, what is found is sound. */
static void by_chance(const struct ty_value_reader *reader, const char *name)
{
	static const char *const parts[] = {
		"1", "25", "2024", "1,000", "0.5", "３", "two", "twenty",
		"hundred", "million", "dozen", "a", "half", "and", "to", "-",
		"–", "−", "/", ":", ",", ".", "%", "$", "¥", "yen", "percent",
		"points", "years", "old", "hours", "minutes", "Oct", "May",
		"Monday", "p.m.", "noon", "third", "rd", "s", "'", "(", ")",
		"from", "between", "minus", "degrees", "below zero", "feet",
		"Flight", "Article", "aged", "one", "of", " ", " ", " ", " ",
		"一", "二十", "百", "万", "億", "円", "年", "月", "日", "人",
		"第", "条", "分の", "半", "令和", "午後", "時", "〜", "約", "歳",
		"割", "パーセント", "ポイント", "、", "。", "・", "対", "\n"
	};
	unsigned long seed = 20241122;
	struct ty_values values = { 0 };
	struct ty_buf s = TY_BUF_INIT;
	bool sound = true;
	int round, n;

	for (round = 0; round < 10000 && sound; round++) {
		ty_buf_clear(&s);
		for (n = 0; n < 1 + round % 12; n++) {
			seed = seed * 6364136223846793005u +
			       1442695040888963407u;
			ty_buf_adds(&s, parts[(seed >> 33) % (sizeof(parts) /
							sizeof(*parts))]);
		}
		ty_values_read(reader, s.p, s.len, &values);
		sound = are_sound(&values, s.p, s.len);
		if (!sound)
			printf("# %s\n", s.p);
	}
	ok(sound, name);
	ty_values_release(&values);
	ty_buf_release(&s);
}

static void bad_input(void)
{
	static const char *const langs[] = { "en", "ja", "de" };
	struct ty_value_reader *reader;
	struct ty_values none = { 0 };
	struct ty_error err;
	size_t i;

	for (i = 0; i < 3; i++) {
		ok_st(ty_value_reader_open(&reader, langs[i], &err), &err,
		      langs[i]);
		rows(reader, langs[i]);
		by_chance(reader, "whatever is put together");
		ty_values_read(reader, "", 0, &none);
		is_int(none.n, 0, "nothing holds nothing");
		ty_value_reader_close(reader);
	}
	is_int(ty_value_reader_open(&reader, "xx", &err), TY_EINVAL,
	       "an unknown language");
	ok(!reader, "has no reader");
	ty_value_reader_close(NULL);
	ty_values_release(&none);
}

/* What languages have that we do not read. */
static void other_languages(void)
{
	struct ty_value_reader *reader;
	struct ty_buf got = TY_BUF_INIT;
	struct test_case c = { 0, TY_BUF_INIT, TY_BUF_INIT };
	struct ty_error err;

	ok_st(ty_value_reader_open(&reader, "de", &err), &err, "German");
	ty_buf_adds(&c.input, "Am 2024-10-01 waren es 12 % von 48 Läden, "
		    "nicht F-35, 3a, 03-1234 oder 2024-13-40.");
	read_case(&got, &c, reader);
	is_str(got.p, "date 2024-10-01 | 2024-10-01\npercent 12 percent | 12 %"
	       "\nnumber 48 | 48", "dates, percents and numbers");
	ty_value_reader_close(reader);
	ty_buf_release(&got);
	ty_buf_release(&c.input);
}

int main(void)
{
	run_cases("en", "tests/cases/values_en.txt");
	run_cases("ja", "tests/cases/values_ja.txt");
	other_languages();
	bad_input();
	return tap_done();
}
