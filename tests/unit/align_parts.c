/* The parts of alignment: pieces of text, sounds, English forms. */

#include <stdlib.h>

#include "align/english.h"
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
	sounds();
	english();
	return tap_done();
}
