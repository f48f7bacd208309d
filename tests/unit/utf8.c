/* What is UTF-8, where it breaks, and how wide it is on a terminal. */

#include <stdlib.h>

#include "base/buf.h"
#include "text/utf8.h"
#include "../tap.h"

/* True if `s` is refused with `at` as the offset of the first bad byte. */
static bool refused(const char *s, size_t len, size_t at)
{
	size_t bad = 12345;

	return !ty_utf8_valid(s, len, &bad) && bad == at;
}

#define REFUSED(s, at)	refused("" s, sizeof(s) - 1, (at))

static bool accepted(const char *s)
{
	size_t bad;

	return ty_utf8_valid(s, strlen(s), &bad);
}

static void printable(const char *s, const char *want, const char *name)
{
	struct ty_buf out = TY_BUF_INIT;

	ty_printable(&out, s, strlen(s));
	is_str(out.p, want, name);
	ty_buf_release(&out);
}

static void well_formed(void)
{
	ok(accepted(""), "nothing is UTF-8");
	ok(accepted("plain ASCII that is longer than eight bytes"), "ASCII");
	ok(accepted("ab \xC3\xA9t\xC3\xA9 猫がいる \xF0\x9F\x90\x88"),
	   "one to four bytes");
	ok(accepted("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"),
	   "the neighbours of the surrogates, and the last code point");
	ok(REFUSED("abcdefgh\x80", 8), "a lone trail byte");
	ok(REFUSED("ab\xC0\xAF", 2), "an overlong slash");
	ok(REFUSED("ab\xE0\x80\xAF", 2), "a longer overlong slash");
	ok(REFUSED("\xED\xA0\x80", 0), "a surrogate");
	ok(REFUSED("\xF4\x90\x80\x80", 0), "above U+10FFFF");
	ok(REFUSED("\xE7\x8C\xAB\xE7\x8C", 3), "cut off at the end");
	ok(REFUSED("\xE7\x8C" "abcdefghijkl", 0), "cut off in the middle");
	ok(REFUSED("\xFF\xFE", 0), "UTF-16's mark");
	ok(!ty_utf8_valid("\xFF", 1, NULL), "the offset is optional");
}

static void required(void)
{
	struct ty_error err;
	char *s = malloc(7);

	ok_st(ty_utf8_require("猫\n犬", 7, "a.txt", 1, &err), &err, "UTF-8");
	is_int(ty_utf8_require("猫猫\n犬犬\xE9!", 15, "a.txt", 1, &err),
	       TY_ESYNTAX, "Latin-1 is refused");
	is_str(err.text, "invalid UTF-8: byte 0xE9", "naming the byte");
	is_str(err.file, "a.txt", "the file");
	is_int(err.line, 2, "the line");
	is_int(err.column, 3, "the column, in characters");
	is_int(ty_utf8_require("x\xE9", 2, "a.txt", 40, &err), TY_ESYNTAX,
	       "a part of a file");
	is_int(err.line, 40, "has its own first line");
	is_int(ty_utf8_require("ab\ncd\0\xFF", 8, "a.txt", 1, &err),
	       TY_ESYNTAX, "NUL is refused");
	is_str(err.text, "a NUL byte, which no text has", "by its name");
	is_int(err.line, 2, "at its line");
	is_int(err.column, 3, "and column");
	is_int(ty_utf8_require("\xFF\0", 2, "a.txt", 1, NULL), TY_ESYNTAX,
	       "err may be NULL");
	/* Memory of exactly the length: the sanitizer sees a byte too many. */
	memcpy(s, "abcd\xE7\x8C\xAB", 7);
	ok(ty_utf8_valid(s, 7, NULL) && !ty_utf8_valid(s, 6, NULL) &&
	   ty_utf8_valid(s, 4, NULL), "not a byte beyond the end is read");
	free(s);
}

static void reading(void)
{
	size_t i = 0;

	is_int(ty_utf8_next("a猫", 4, &i), 'a', "one byte");
	is_int(ty_utf8_next("a猫", 4, &i), 0x732B, "three bytes");
	is_int(i, 4, "and at the end");
	is_int(ty_utf8_count("a猫\xF0\x9F\x90\x88", 8), 3, "code points");
}

static void widths(void)
{
	is_int(ty_columns("cat", 3), 3, "a column each");
	is_int(ty_columns("猫がﾈｺ", 12), 6, "half-width kana are narrow");
	is_int(ty_columns("ＣＡＴ", 9), 6, "full-width letters are wide");
	is_int(ty_columns("e\xCC\x81", 3), 1, "an accent takes no column");
	is_int(ty_columns("a\xE2\x80\x8D" "b", 5), 2, "nor does a joiner");
	is_int(ty_columns("“α”", 8), 3, "the ambiguous are narrow");
	is_int(ty_columns("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 9), 2,
	       "jamo make one syllable");
	is_int(ty_columns("a\tb\x1B", 4), 2, "controls take none");
}

static void terminal(void)
{
	printable("猫 and café", "猫 and café", "text stays");
	printable("a\tb\nc\r\nd", "a b c  d", "tabs and newlines are spaces");
	printable("\x1B[31mred\x7F", "\uFFFD[31mred\uFFFD", "no escapes");
	printable("\xC2\x9B" "31m", "\uFFFD31m", "nor their C1 form");
	printable("a\u202Etxt.exe\u202C\u2066b\u2069",
		  "a\uFFFDtxt.exe\uFFFD\uFFFDb\uFFFD", "no turning round");
	printable("a\u2028b\u2029c", "a b c", "Unicode's line breaks");
	printable("ab\xFF" "cd\xE7\x8C", "ab\uFFFD" "cd\uFFFD",
		  "bytes that are not UTF-8");
}

int main(void)
{
	well_formed();
	required();
	reading();
	widths();
	terminal();
	return tap_done();
}
