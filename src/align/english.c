/* English inflection, run backwards. */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "align/english.h"

/* Irregular forms that news is full of, in order. */
static const char irregular[][2][12] = {
	{ "became", "become" }, { "began", "begin" }, { "begun", "begin" },
	{ "bought", "buy" }, { "brought", "bring" }, { "broke", "break" },
	{ "broken", "break" }, { "built", "build" }, { "came", "come" },
	{ "caught", "catch" }, { "children", "child" }, { "chose", "choose" },
	{ "chosen", "choose" }, { "crises", "crisis" }, { "dealt", "deal" },
	{ "died", "die" }, { "drawn", "draw" }, { "drew", "draw" },
	{ "driven", "drive" }, { "drove", "drive" }, { "dying", "die" },
	{ "fallen", "fall" }, { "fed", "feed" }, { "fell", "fall" },
	{ "felt", "feel" }, { "flew", "fly" }, { "flown", "fly" },
	{ "fought", "fight" }, { "found", "find" }, { "froze", "freeze" },
	{ "frozen", "freeze" }, { "gave", "give" }, { "given", "give" },
	{ "gone", "go" }, { "grew", "grow" }, { "grown", "grow" },
	{ "heard", "hear" }, { "held", "hold" }, { "hidden", "hide" },
	{ "kept", "keep" }, { "knew", "know" }, { "known", "know" },
	{ "laid", "lay" }, { "led", "lead" }, { "left", "leave" },
	{ "lost", "lose" }, { "lying", "lie" }, { "made", "make" },
	{ "meant", "mean" }, { "men", "man" }, { "met", "meet" },
	{ "paid", "pay" }, { "ran", "run" }, { "risen", "rise" },
	{ "rose", "rise" }, { "said", "say" }, { "sang", "sing" },
	{ "sank", "sink" }, { "saw", "see" }, { "seen", "see" },
	{ "sent", "send" }, { "shaken", "shake" }, { "shook", "shake" },
	{ "shot", "shoot" }, { "shown", "show" }, { "slept", "sleep" },
	{ "sold", "sell" }, { "sought", "seek" }, { "spent", "spend" },
	{ "spoke", "speak" }, { "spoken", "speak" }, { "stole", "steal" },
	{ "stolen", "steal" }, { "stood", "stand" }, { "struck", "strike" },
	{ "swam", "swim" }, { "sworn", "swear" }, { "taken", "take" },
	{ "taught", "teach" }, { "thought", "think" }, { "threw", "throw" },
	{ "thrown", "throw" }, { "told", "tell" }, { "took", "take" },
	{ "tying", "tie" }, { "went", "go" }, { "withdrawn", "withdraw" },
	{ "withdrew", "withdraw" }, { "women", "woman" }, { "won", "win" },
	{ "wore", "wear" }, { "written", "write" }, { "wrote", "write" }
};

static int by_form(const void *word, const void *entry)
{
	return strcmp(word, ((const char (*)[12])entry)[0]);
}

static bool ends(const char *word, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len > n + 1 && !memcmp(word + len - n, end, n);
}

/* A lemma of the word's first `len` bytes and an ending. */
static size_t add(char lemma[][TY_PIECE_MAX], size_t n, const char *word,
		  size_t len, const char *end)
{
	memcpy(lemma[n], word, len);
	strcpy(lemma[n] + len, end);
	return n + 1;
}

size_t ty_english_lemmas(char lemma[TY_LEMMAS_MAX][TY_PIECE_MAX],
			 const char *word, size_t len)
{
	char form[12];
	const char (*entry)[12] = NULL;
	size_t stem = 0, n = 0;

	/* An ending of one letter more than was taken away must fit. */
	if (len + 2 > TY_PIECE_MAX)
		return 0;
	if (len < sizeof(form)) {
		memcpy(form, word, len);
		form[len] = '\0';
		entry = bsearch(form, irregular,
				sizeof(irregular) / sizeof(*irregular),
				sizeof(*irregular), by_form);
	}
	if (entry)
		return add(lemma, 0, entry[1], strlen(entry[1]), "");
	if (ends(word, len, "ies") || ends(word, len, "ied"))
		return add(lemma, 0, word, len - 3, "y");
	if (ends(word, len, "ed"))
		stem = len - 2;
	else if (ends(word, len, "ing"))
		stem = len - 3;
	if (stem) {
		n = add(lemma, n, word, stem, "");
		n = add(lemma, n, word, stem, "e");
		if (stem > 2 && word[stem - 1] == word[stem - 2])
			n = add(lemma, n, word, stem - 1, "");
	} else if (ends(word, len, "s") && word[len - 2] != 's') {
		n = add(lemma, n, word, len - 1, "");
		if (ends(word, len, "es"))
			n = add(lemma, n, word, len - 2, "");
		if (ends(word, len, "ves")) {
			n = add(lemma, n, word, len - 3, "f");
			n = add(lemma, n, word, len - 3, "fe");
		}
	}
	return n;
}
