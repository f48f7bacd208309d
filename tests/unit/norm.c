/* Normal forms: what is stored, and what counts as the same. */

#include <stdlib.h>
#include <time.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/alloc.h"
#include "text/norm.h"
#include "text/utf8.h"
#include "../tap.h"

/* ---------------------------------------------- what we want to be told -- */

static void nfc(const char *s, const char *want, const char *name)
{
	struct ty_buf out = TY_BUF_INIT;

	ty_nfc(&out, s, strlen(s));
	is_str(out.p, want, name);
	ty_buf_release(&out);
}

static void squeeze(const char *s, const char *want, const char *name)
{
	struct ty_buf out = TY_BUF_INIT;

	ty_squeeze(&out, s, strlen(s));
	is_str(out.p, want, name);
	ty_buf_release(&out);
}

static void fold(const char *s, const char *want, const char *name)
{
	struct ty_buf out = TY_BUF_INIT;

	ty_fold(&out, s, strlen(s), TY_FOLD_MATCH, NULL);
	is_str(out.p, want, name);
	ty_buf_release(&out);
}

static void search(const char *s, const char *want, const char *name)
{
	struct ty_buf out = TY_BUF_INIT;

	ty_fold(&out, s, strlen(s), TY_FOLD_SEARCH, NULL);
	is_str(out.p, want, name);
	ty_buf_release(&out);
}

/* Where `part` of the folded form of `s` stands in `s`. */
static void origin(const char *s, const char *part, const char *want,
		   const char *name)
{
	struct ty_buf out = TY_BUF_INIT;
	struct ty_offsets map = { NULL, 0, 0 };
	char got[64] = "(not found)";
	const char *at;
	size_t a, b;

	ty_buf_adds(&out, "before ");
	ty_fold(&out, s, strlen(s), TY_FOLD_SEARCH, &map);
	at = strstr(out.p + 7, part);
	if (at && map.n == out.len - 7 + 1) {
		a = map.v[at - (out.p + 7)];
		b = map.v[at - (out.p + 7) + (long)strlen(part)];
		snprintf(got, sizeof(got), "%.*s", (int)(b - a), s + a);
	}
	is_str(got, want, name);
	ty_offsets_release(&map);
	ty_buf_release(&out);
}

static void examples(void)
{
	nfc("", "", "nothing");
	nfc("cafe\u0301", "caf\u00E9", "an accent joins its letter");
	nfc("か\u3099き", "がき", "a voicing mark joins its kana");
	nfc("ｶﾞＡ①㈱", "ｶﾞＡ①㈱", "width and forms stay");
	nfc("\u0301a", "\u0301a", "a mark without a letter stays");
	nfc("\u1112\u1161\u11AB", "\uD55C", "jamo become a syllable");
	nfc("q\u0323\u0307 q\u0307\u0323", "q\u0323\u0307 q\u0323\u0307",
	    "marks have one order");

	squeeze("  a \t\r\n b  ", "a b", "runs of white space are one space");
	squeeze("a\nb", "a b", "so is a line break");
	squeeze("\u3000首相、訪米へ\u3000来月\u3000", "首相、訪米へ\u3000来月",
		"a full-width space inside was meant");
	squeeze("見出し\u3000\u3000来月", "見出し\u3000来月", "once");
	squeeze("a \u3000b\u3000 c", "a b c", "mixed runs are plain");
	squeeze("10\u00A0km", "10\u00A0km", "a space that does not break");
	squeeze(" \n\u3000\t", "", "nothing but white space");
	squeeze("e\n\u0301", "e \u0301", "a mark after a break stays there");
	squeeze("ka\u0301\n\n\n", "k\u00E1", "NFC too");

	fold("The CAT", "the cat", "case");
	fold("ＡＢＣ１２３％！", "abc123%!", "width");
	fold("ﾊﾞｲｸとﾊﾟﾝ", "バイクとパン", "half-width kana with marks");
	fold("ハ\u3099", "バ", "and full-width ones");
	fold("“a”‘b’„c‟‚d‛′e″", "\"a\"'b'\"c\"'d''e\"", "quotes");
	fold("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h", "dashes");
	fold("「コーヒー」", "「コーヒー」",
	     "Japanese brackets and long vowels are themselves");
	fold("５〜６～７", "5~6~7", "the wave dash has two codes");
	fold("\u3000", " ", "the full-width space");
	fold("㍻㌔①½…", "平成キロ11\u20442...", "one becomes many");
	fold("Straße ﬁn", "strasse fin", "full case folding");
	fold("so\u00ADft", "soft", "the soft hyphen goes");
	fold("‴", "'''", "a triple prime");
	search("カタカナ", "かたかな", "katakana as hiragana");
	search("ヴァイオリンヽヾ", "ゔぁいおりんゝゞ", "all of it");
	search("ｺﾝﾋﾟｭｰﾀｰ", "こんぴゅーたー", "half-width too");
	fold("カタカナ", "カタカナ", "but only when searching");

	origin("the CAFE\u0301 is", "caf\u00E9", "CAFE\u0301",
	       "a folded word is found in its text");
	origin("これはﾊﾞｲｸだ", "ばいく", "ﾊﾞｲｸ", "half-width");
	origin("約５㌔先", "5きろ", "５㌔", "one character that became two");
	origin("so\u00ADft toy", "soft", "so\u00ADft", "one that went away");
	origin("end", "end", "end", "up to the end");
}

/* --------------------------------------------- against ICU's own word -- */

/* What `normalizer` makes of the whole of `s`. */
static char *by_icu(const UNormalizer2 *normalizer, const char *s)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t room = strlen(s) + 1;
	UChar *in = ty_alloc(room, sizeof(*in));
	UChar *form = ty_alloc(room * 18, sizeof(*form));
	char *out = ty_alloc(room * 18 * 3, 1);
	int32_t n;

	u_strFromUTF8(in, (int32_t)room, &n, s, -1, &status);
	n = unorm2_normalize(normalizer, in, n, form, (int32_t)room * 18,
			     &status);
	u_strToUTF8(out, (int32_t)room * 18 * 3, NULL, form, n, &status);
	free(in);
	free(form);
	if (U_FAILURE(status))
		strcpy(out, u_errorName(status));
	return out;
}

static void every_character(void)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc_form = unorm2_getNFCInstance(&status);
	const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&status);
	long c, bad_nfc = -1, bad_fold = -1;

	for (c = 0x10FFFF; c > 0; c--) {
		struct ty_buf s = TY_BUF_INIT, out = TY_BUF_INIT;
		struct ty_buf again = TY_BUF_INIT;
		char bytes[8], *want;
		size_t n = 0;

		/* Nothing happens in the planes of Han and of private use. */
		if ((c >= 0xD800 && c <= 0xDFFF) || c > 0xE0FFF ||
		    (c > 0x30000 && c < 0xE0000))
			continue;
		U8_APPEND_UNSAFE(bytes, n, c);
		/* A mark after it must not be forgotten. */
		ty_buf_add(&s, bytes, n);
		ty_buf_adds(&s, "\u3099");
		ty_buf_add(&s, bytes, n);
		ty_nfc(&out, s.p, s.len);
		want = by_icu(nfc_form, s.p);
		if (strcmp(out.p, want))
			bad_nfc = c;
		free(want);

		/* Our own changes keep the folded form folded. */
		ty_buf_clear(&out);
		ty_fold(&out, s.p, s.len, TY_FOLD_MATCH, NULL);
		ty_fold(&again, out.p, out.len, TY_FOLD_MATCH, NULL);
		if (strcmp(out.p, again.p))
			bad_fold = c;
		want = by_icu(nfkc, s.p);
		ty_buf_clear(&again);
		ty_fold(&again, want, strlen(want), TY_FOLD_MATCH, NULL);
		/* The double prime is one quote to us and two primes to it. */
		if (strcmp(out.p, again.p) && c != 0x2033)
			bad_fold = c;
		free(want);
		ty_buf_release(&s);
		ty_buf_release(&out);
		ty_buf_release(&again);
	}
	is_int(bad_nfc, -1, "NFC of every character with a mark is ICU's");
	is_int(bad_fold, -1, "and so is folding, but for quotes and dashes");
}

static unsigned long seed = 20240601;

static size_t pick(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

static void random_strings(void)
{
	static const char *const parts[] = {
		"a", "E", "\u00E9", "\u0301", "\u0323", "か", "ハ", "\u3099",
		"ﾊ", "ﾞ", "漢", "\u1100", "\u1161", "\u11A8", "\uAC00", " ",
		"\u0F71", "\u0F72", "\u0B47", "\u0B3E", "\u0344", "Ａ", "ー",
	};
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFCInstance(&status);
	const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&status);
	bool same = true;
	int round;

	for (round = 0; round < 20000 && same; round++) {
		struct ty_buf s = TY_BUF_INIT, out = TY_BUF_INIT;
		unsigned long began = seed;
		size_t n = pick(12);
		char *want, *want_fold;

		while (n--)
			ty_buf_adds(&s, parts[pick(23)]);
		ty_nfc(&out, s.p, s.len);
		want = by_icu(form, s.p);
		want_fold = by_icu(nfkc, s.p);
		same = !strcmp(out.p, want);
		ty_buf_clear(&out);
		ty_fold(&out, s.p, s.len, TY_FOLD_MATCH, NULL);
		same = same && !strcmp(out.p, want_fold);
		if (!same)
			printf("# seed %lu: %s\n", began, s.p);
		free(want);
		free(want_fold);
		ty_buf_release(&s);
		ty_buf_release(&out);
	}
	ok(same, "random marks and letters come out as ICU has them");
}

/* A million marks on one letter, in the worst order, is a line of text. */
static void bounded(void)
{
	struct ty_buf s = TY_BUF_INIT, out = TY_BUF_INIT;
	struct ty_offsets map = { NULL, 0, 0 };
	clock_t began = clock();
	size_t i;

	ty_buf_adds(&s, "a");
	for (i = 0; i < 250000; i++)
		ty_buf_adds(&s, i % 2 ? "\u0323" : "\u0301");
	ty_nfc(&out, s.p, s.len);
	ok(ty_utf8_valid(out.p, out.len, NULL), "half a megabyte of accents");
	ty_buf_clear(&out);
	ty_fold(&out, s.p, s.len, TY_FOLD_SEARCH, &map);
	is_int(map.n, out.len + 1, "and folded");
	ok(clock() - began < 5 * CLOCKS_PER_SEC, "in a moment");
	ty_buf_clear(&out);
	for (i = 0; i < 1000; i++)
		ty_fold(&out, "\uFDFA\u0301\uFDFA", 8, TY_FOLD_MATCH, NULL);
	ok(out.len > 60000 && ty_utf8_valid(out.p, out.len, NULL),
	   "the longest expansion there is");
	ty_offsets_release(&map);
	ty_buf_release(&s);
	ty_buf_release(&out);
}

int main(void)
{
	examples();
	every_character();
	random_strings();
	bounded();
	return tap_done();
}
