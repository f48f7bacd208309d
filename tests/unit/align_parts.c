/* The parts of alignment: pieces of text, numbers, sounds, English forms. */

#include <stdlib.h>

#include "align/english.h"
#include "align/number.h"
#include "align/scan.h"
#include "align/sound.h"
#include "taiyaku.h"
#include "../tap.h"

/* ---------------------------------------------------------------- pieces -- */

/* The pieces of a text: words as they are, ^ before a capital, ^^ before an
 * acronym; 0 for a number, K for katakana, . for anything else. */
static void is_pieces(const char *text, const char *want)
{
	struct ty_buf got = TY_BUF_INIT;
	struct ty_piece piece;
	struct ty_scan scan;

	ty_scan_init(&scan);
	ty_scan_begin(&scan, text, strlen(text));
	while (ty_scan_next(&scan, &piece)) {
		if (got.len)
			ty_buf_addc(&got, ' ');
		switch (piece.kind) {
		case TY_PIECE_WORD:
			ty_buf_adds(&got, piece.acronym ? "^^" :
				    piece.capital ? "^" : "");
			ty_buf_add(&got, piece.text, piece.len);
			break;
		case TY_PIECE_NUMBER:
			ty_buf_addc(&got, '0');
			break;
		case TY_PIECE_KATAKANA:
			ty_buf_addc(&got, 'K');
			break;
		default:
			ty_buf_addc(&got, '.');
		}
	}
	is_str(got.p, want, *text ? text : "(empty)");
	ty_buf_release(&got);
	ty_scan_release(&scan);
}

static void pieces(void)
{
	is_pieces("", "");
	is_pieces("The U.S. and NATO agreed.",
		  "^the ^^US and ^^NATO agreed .");
	is_pieces("Japan's G7 partners don't", "^japan ^g7 partners don't");
	is_pieces("mid-May, 25,000 F-35s", "mid ^may . 0 ^f 0 s");
	is_pieces("Ａｎｎａ　ＵＮ", "^anna ^^UN");
	is_pieces("Éva Ørsted", "^éva ^ørsted");
	is_pieces("ＮＡＴＯのドイツ", "^^NATO . K");
	is_pieces("ｶﾅ・カナ", "K . K");
	is_pieces("Москва Ελλάδα", "^москва ^ελλάδα");
	is_pieces("서울 회담", "서울 회담");
	is_pieces("e.g. a.m.", "eg am");
	is_pieces("I. M. Pei", "^i . ^m . ^pei");
}

/* --------------------------------------------------------------- numbers -- */

/* The number at the beginning of a text and the bytes it has. */
static void is_number(const char *text, double want, size_t bytes)
{
	double value = -1;
	size_t i = 0;
	bool found = ty_number_read(text, strlen(text), &i, &value);

	ok(found && (float)value == (float)want && i == bytes, text);
}

static void is_no_number(const char *text)
{
	double value;
	size_t i = 0;

	ok(!ty_number_read(text, strlen(text), &i, &value) && i == 0, text);
}

static void numbers(void)
{
	double value;
	size_t i = 0;

	is_number("25", 25, 2);
	is_number("25,000 people", 25000, 6);
	is_number("25,00", 25, 2);
	is_number("25,0000", 25, 2);
	is_number("1,234,567.5", 1234567.5, 11);
	is_number("3. The", 3, 1);
	is_number("1.2 million yen", 1.2e6, 11);
	is_number("12-billion-dollar", 12e9, 10);
	is_number("5 millions", 5, 1);
	is_no_number("$5");
	is_number("120万円", 1.2e6, 6);
	is_number("3億5000万円", 3.5e8, 11);
	is_number("3億5,000万円", 3.5e8, 12);
	is_number("1兆2000億", 1.2e12, 11);
	is_number("3千万", 3e7, 7);
	is_number("4万2195", 42195, 8);
	is_number("二十人", 20, 6);
	is_number("百二十万", 1.2e6, 12);
	is_number("二〇二四年", 2024, 12);
	is_number("三人", 3, 3);
	is_number("千二百", 1200, 9);
	is_no_number("三菱");
	is_no_number("一方");
	is_no_number("万一");
	is_no_number("千");
	is_no_number("");
	ok(ty_number_word("two", 3, " million", 8, &i, &value) &&
	   value == 2e6 && i == 8, "two million");
	i = 0;
	ok(ty_number_word("eleven", 6, " men", 4, &i, &value) && value == 11 &&
	   i == 0, "eleven men");
	ok(!ty_number_word("one", 3, "", 0, &i, &value), "one is a pronoun");
	is_int(ty_number_month("september", 9), 9, "September");
	is_int(ty_number_month("sept", 4), 9, "Sept.");
	is_int(ty_number_month("dec", 3), 12, "Dec.");
	is_int(ty_number_month("decem", 5), 0, "no other shortening");
	is_int(ty_number_month("ma", 2), 0, "two letters are not enough");
}

/* ---------------------------------------------------------------- sounds -- */

static double likeness(const char *latin, const char *kana)
{
	struct ty_sound_costs costs;
	struct ty_sound a, b;

	ty_sound_init(&costs);
	ty_sound_of_latin(&a, latin, strlen(latin));
	ty_sound_of_kana(&b, kana, strlen(kana));
	return ty_sound_similarity(&costs, &a, &b);
}

static void sounds(void)
{
	static const char *const same[][2] = {
		{ "lisbon", "リスボン" }, { "johnson", "ジョンソン" },
		{ "washington", "ワシントン" }, { "tchaikovsky",
		"チャイコフスキー" }, { "macbeth", "マクベス" },
		{ "philippe", "フィリップ" }, { "jackson", "ジャクソン" },
		{ "zárate", "サラテ" }, { "victoria", "ヴィクトリア" },
		{ "scramble", "スクランブル" }
	};
	static const char *const other[][2] = {
		{ "lisbon", "ロンドン" }, { "tokyo", "スクランブル" },
		{ "people", "ペルー" }, { "paris", "バス" },
		{ "minister", "マイナス" }, { "", "アア" }, { "xyz", "ー" }
	};
	char title[64];
	size_t k;

	for (k = 0; k < sizeof(same) / sizeof(*same); k++) {
		snprintf(title, sizeof(title), "%s is %s", same[k][0],
			 same[k][1]);
		ok(likeness(same[k][0], same[k][1]) > 0.63, title);
	}
	for (k = 0; k < sizeof(other) / sizeof(*other); k++) {
		snprintf(title, sizeof(title), "%s is not %s", other[k][0],
			 other[k][1]);
		ok(likeness(other[k][0], other[k][1]) < 0.63, title);
	}
	ok(likeness("bolivia", "ボリビア") == 1, "the same sounds are 1");
	ok(likeness("llanfairpwllgwyngyllgogerychwyrndrobwllllantysilio",
		    "ランヴァイルプルグウィンギルゴゲリフウィルン") >= 0,
	   "names longer than what is compared");
}

/* --------------------------------------------------------------- English -- */

static void has_lemma(const char *word, const char *want)
{
	char lemma[TY_LEMMAS_MAX][TY_PIECE_MAX], title[64];
	size_t n = ty_english_lemmas(lemma, word, strlen(word)), k;
	bool found = false;

	for (k = 0; k < n; k++)
		found = found || !strcmp(lemma[k], want);
	snprintf(title, sizeof(title), "%s: %s", word, want);
	ok(found, title);
}

static void english(void)
{
	char lemma[TY_LEMMAS_MAX][TY_PIECE_MAX];
	char longest[TY_PIECE_MAX];

	has_lemma("leaders", "leader");
	has_lemma("countries", "country");
	has_lemma("boxes", "box");
	has_lemma("wives", "wife");
	has_lemma("leaves", "leaf");
	has_lemma("stopped", "stop");
	has_lemma("agreed", "agree");
	has_lemma("added", "add");
	has_lemma("making", "make");
	has_lemma("became", "become");
	has_lemma("wrote", "write");
	has_lemma("women", "woman");
	is_int(ty_english_lemmas(lemma, "class", 5), 0, "class is no plural");
	is_int(ty_english_lemmas(lemma, "is", 2), 0, "nor is is");
	is_int(ty_english_lemmas(lemma, "red", 3), 0, "red is no past tense");
	is_int(ty_english_lemmas(lemma, "", 0), 0, "nothing");
	memset(longest, 'a', sizeof(longest));
	memcpy(longest + sizeof(longest) - 5, "ved", 3);
	is_int(ty_english_lemmas(lemma, longest, sizeof(longest) - 2), 2,
	       "the longest word there can be");
	is_int(ty_english_lemmas(lemma, longest, sizeof(longest) - 1), 0,
	       "one more is no word");
}

int main(void)
{
	pieces();
	numbers();
	sounds();
	english();
	return tap_done();
}
