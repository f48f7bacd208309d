/* Which texts are nearly the same, in which language they are, and sorting more
 * than memory holds. */

#include <stdlib.h>

#include "base/sorter.h"
#include "taiyaku.h"
#include "../tap.h"
#include "text/kill.h"
#include "text/langid.h"
#include "text/near.h"

static double alike(const char *a, const char *b, bool spaced)
{
	struct ty_buf folded = TY_BUF_INIT;
	struct ty_sketch x, y;

	ty_near_make(&x, &folded, a, strlen(a), spaced);
	ty_near_make(&y, &folded, b, strlen(b), spaced);
	ty_buf_release(&folded);
	return ty_near_similarity(x.byte, y.byte);
}

/* Texts of `n` words of which the last `other` differ; the estimate is as far
 * from the share of common runs as chance allows. */
static void test_estimate(void)
{
	struct ty_buf a = TY_BUF_INIT, b = TY_BUF_INIT;
	double sum = 0;
	int k, i;

	for (k = 0; k < 40; k++) {
		ty_buf_clear(&a);
		ty_buf_clear(&b);
		for (i = 0; i < 60; i++) {
			int x = (k * 7919 + i * 104729) % 90000 + 10000;

			ty_buf_addf(&a, "%d", x);
			ty_buf_addf(&b, "%d", i < 54 ? x : x + 31337);
		}
		sum += alike(a.p, b.p, true);
	}
	sum /= 40;
	/* 270 of 300 characters: 266 runs of 296 + 30 are common. */
	ok(sum > .78 && sum < .86, "nine tenths alike are so by estimate");
	ty_buf_release(&a);
	ty_buf_release(&b);
}

static void test_near(void)
{
	const char *en = "The ferry Aurora sank off Bremen late on Friday, and 18 sailors are missing.";
	const char *ja = "フェリー「オーロラ」は金曜日遅くにブレーメン沖で沈み、船員18人が行方不明となっている。";

	ok(alike(en, "The ferry AURORA sank off Bremen late on Friday, and 18 sailors are missing", true) > .99,
	   "case and punctuation are no difference");
	ok(alike(en, "The ferry Aurora sank off Bremen late on Friday, and 19 sailors are missing.", true) > .8,
	   "one number is a small one");
	ok(alike(en, "The central bank kept its key interest rate, as expected by most.", true) < .2,
	   "another sentence is another");
	ok(alike(ja, "フェリー「オーロラ」は金曜日遅くにブレーメン沖で沈み、船員１９人が行方不明となっている。", false) > .75,
	   "Japanese, too");
	ok(alike("", "", true) > .99 && alike("a", "b", true) < .2,
	   "texts shorter than a run are compared whole");
	test_estimate();
}

static void is_lang(const char *s, const char *lang, bool want,
		    const char *rather, const char *name)
{
	const char *guess;
	bool got = ty_language_plausible(s, strlen(s), lang, &guess);

	ok(got == want, name);
	if (!want)
		is_str(guess, rather, name);
}

static void test_languages(void)
{
	is_lang("The bank said it will keep its rate.", "en", true, "",
		"English is English");
	is_lang("La banque a dit que le taux est dans la cible pour les mois qui sont prévus.",
		"en", false, "fr", "French is not");
	is_lang("Die Bank hat den Zins nicht erhöht und das ist für die Märkte gut.",
		"en", false, "de", "nor German");
	is_lang("Lisbon, Oct. 3", "en", true, "", "a dateline may be");
	is_lang("中央银行说，这是他们的决定。", "ja", false, "zh",
		"Chinese is not Japanese");
	is_lang("日銀、政策金利据え置き", "ja", true, "",
		"a headline without kana may be");
	is_lang("日銀は金利を据え置いた。", "en", false, "ja",
		"Japanese is not English");
	is_lang("123 - 456", "ja", true, "", "figures may be anything");
}

static void test_kill(void)
{
	const char *note = "Eds: the story has been killed at the request of the sender";

	ok(ty_kill_stated("MANDATORY KILL", 14), "an agency takes back");
	ok(ty_kill_stated(note, strlen(note)), "a note does");
	ok(ty_kill_stated("【全文取り消し】", strlen("【全文取り消し】")), "in Japanese");
	ok(!ty_kill_stated("Killing of a bear", 17), "a bear is no story");
}

/* Numbers in no order come out in order, twice. */
static void test_sorter(size_t n, const char *name)
{
	struct ty_sorter *s = ty_sorter_new(getenv("TMPDIR") ?
					    getenv("TMPDIR") : "/tmp");
	struct ty_sorted now, last = { 0, 0 };
	size_t i, seen[2] = { 0, 0 };
	bool good = true;
	uint64_t x = 1;
	int turn;

	for (i = 0; i < n; i++) {
		x = x * 6364136223846793005u + 1442695040888963407u;
		good &= ty_sorter_add(s, x >> 40, i, NULL) == TY_OK;
	}
	for (turn = 0; turn < 2; turn++) {
		good &= ty_sorter_rewind(s, NULL) == TY_OK;
		while (ty_sorter_next(s, &now, NULL) == TY_OK) {
			good &= !seen[turn] || now.key > last.key ||
				(now.key == last.key && now.value > last.value);
			last = now;
			seen[turn]++;
		}
	}
	ty_sorter_free(s);
	ok(good && seen[0] == n && seen[1] == n, name);
}

int main(void)
{
	test_near();
	test_languages();
	test_kill();
	test_sorter(0, "nothing is sorted");
	test_sorter(1000, "what fits into memory is sorted");
	test_sorter(4500000, "what does not is merged from disk");
	return tap_done();
}
