/* Which base forms an English word can have: rules, and the forms that have
 * none. */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "text/inflect.h"

/* Forms that no rule makes, in the order of strcmp(). */
static const struct irregular {
	const char	*form, *base;
	unsigned	 how;
} irregulars[] = {
	{ "analyses", "analysis", TY_INFLECT_S },
	{ "arisen", "arise", TY_INFLECT_ED },
	{ "arose", "arise", TY_INFLECT_ED }, { "ate", "eat", TY_INFLECT_ED },
	{ "awoke", "awake", TY_INFLECT_ED },
	{ "awoken", "awake", TY_INFLECT_ED }, { "axes", "axis", TY_INFLECT_S },
	{ "bases", "basis", TY_INFLECT_S },
	{ "beaten", "beat", TY_INFLECT_ED },
	{ "became", "become", TY_INFLECT_ED }, { "been", "be", TY_INFLECT_ED },
	{ "began", "begin", TY_INFLECT_ED },
	{ "begun", "begin", TY_INFLECT_ED }, { "bent", "bend", TY_INFLECT_ED },
	{ "bit", "bite", TY_INFLECT_ED }, { "bitten", "bite", TY_INFLECT_ED },
	{ "bled", "bleed", TY_INFLECT_ED }, { "blew", "blow", TY_INFLECT_ED },
	{ "blown", "blow", TY_INFLECT_ED }, { "bore", "bear", TY_INFLECT_ED },
	{ "borne", "bear", TY_INFLECT_ED }, { "bought", "buy", TY_INFLECT_ED },
	{ "bound", "bind", TY_INFLECT_ED }, { "bred", "breed", TY_INFLECT_ED },
	{ "broke", "break", TY_INFLECT_ED },
	{ "broken", "break", TY_INFLECT_ED },
	{ "brought", "bring", TY_INFLECT_ED },
	{ "built", "build", TY_INFLECT_ED },
	{ "calves", "calf", TY_INFLECT_S }, { "came", "come", TY_INFLECT_ED },
	{ "caught", "catch", TY_INFLECT_ED },
	{ "children", "child", TY_INFLECT_S },
	{ "chose", "choose", TY_INFLECT_ED },
	{ "chosen", "choose", TY_INFLECT_ED },
	{ "clung", "cling", TY_INFLECT_ED },
	{ "crept", "creep", TY_INFLECT_ED },
	{ "crises", "crisis", TY_INFLECT_S },
	{ "criteria", "criterion", TY_INFLECT_S },
	{ "curricula", "curriculum", TY_INFLECT_S },
	{ "dealt", "deal", TY_INFLECT_ED },
	{ "diagnoses", "diagnosis", TY_INFLECT_S },
	{ "dice", "die", TY_INFLECT_S }, { "did", "do", TY_INFLECT_ED },
	{ "done", "do", TY_INFLECT_ED }, { "drank", "drink", TY_INFLECT_ED },
	{ "drawn", "draw", TY_INFLECT_ED }, { "drew", "draw", TY_INFLECT_ED },
	{ "driven", "drive", TY_INFLECT_ED },
	{ "drove", "drive", TY_INFLECT_ED },
	{ "drunk", "drink", TY_INFLECT_ED }, { "dug", "dig", TY_INFLECT_ED },
	{ "dying", "die", TY_INFLECT_ING }, { "eaten", "eat", TY_INFLECT_ED },
	{ "elves", "elf", TY_INFLECT_S }, { "fallen", "fall", TY_INFLECT_ED },
	{ "fed", "feed", TY_INFLECT_ED }, { "feet", "foot", TY_INFLECT_S },
	{ "fell", "fall", TY_INFLECT_ED }, { "felt", "feel", TY_INFLECT_ED },
	{ "fled", "flee", TY_INFLECT_ED }, { "flew", "fly", TY_INFLECT_ED },
	{ "flown", "fly", TY_INFLECT_ED },
	{ "forbade", "forbid", TY_INFLECT_ED },
	{ "forbidden", "forbid", TY_INFLECT_ED },
	{ "foresaw", "foresee", TY_INFLECT_ED },
	{ "foreseen", "foresee", TY_INFLECT_ED },
	{ "forgave", "forgive", TY_INFLECT_ED },
	{ "forgiven", "forgive", TY_INFLECT_ED },
	{ "forgot", "forget", TY_INFLECT_ED },
	{ "forgotten", "forget", TY_INFLECT_ED },
	{ "fought", "fight", TY_INFLECT_ED },
	{ "found", "find", TY_INFLECT_ED },
	{ "froze", "freeze", TY_INFLECT_ED },
	{ "frozen", "freeze", TY_INFLECT_ED },
	{ "fungi", "fungus", TY_INFLECT_S }, { "gave", "give", TY_INFLECT_ED },
	{ "geese", "goose", TY_INFLECT_S }, { "given", "give", TY_INFLECT_ED },
	{ "gone", "go", TY_INFLECT_ED }, { "got", "get", TY_INFLECT_ED },
	{ "gotten", "get", TY_INFLECT_ED }, { "grew", "grow", TY_INFLECT_ED },
	{ "grown", "grow", TY_INFLECT_ED }, { "had", "have", TY_INFLECT_ED },
	{ "halves", "half", TY_INFLECT_S }, { "heard", "hear", TY_INFLECT_ED },
	{ "held", "hold", TY_INFLECT_ED }, { "hid", "hide", TY_INFLECT_ED },
	{ "hidden", "hide", TY_INFLECT_ED }, { "hung", "hang", TY_INFLECT_ED },
	{ "hypotheses", "hypothesis", TY_INFLECT_S },
	{ "indices", "index", TY_INFLECT_S },
	{ "kept", "keep", TY_INFLECT_ED }, { "knelt", "kneel", TY_INFLECT_ED },
	{ "knew", "know", TY_INFLECT_ED }, { "knives", "knife", TY_INFLECT_S },
	{ "known", "know", TY_INFLECT_ED }, { "laid", "lay", TY_INFLECT_ED },
	{ "leaves", "leaf", TY_INFLECT_S }, { "led", "lead", TY_INFLECT_ED },
	{ "left", "leave", TY_INFLECT_ED }, { "lent", "lend", TY_INFLECT_ED },
	{ "lice", "louse", TY_INFLECT_S }, { "lit", "light", TY_INFLECT_ED },
	{ "lives", "life", TY_INFLECT_S }, { "loaves", "loaf", TY_INFLECT_S },
	{ "lost", "lose", TY_INFLECT_ED }, { "lying", "lie", TY_INFLECT_ING },
	{ "made", "make", TY_INFLECT_ED },
	{ "matrices", "matrix", TY_INFLECT_S },
	{ "meant", "mean", TY_INFLECT_ED }, { "men", "man", TY_INFLECT_S },
	{ "met", "meet", TY_INFLECT_ED }, { "mice", "mouse", TY_INFLECT_S },
	{ "misled", "mislead", TY_INFLECT_ED },
	{ "mistaken", "mistake", TY_INFLECT_ED },
	{ "mistook", "mistake", TY_INFLECT_ED },
	{ "nuclei", "nucleus", TY_INFLECT_S },
	{ "oases", "oasis", TY_INFLECT_S },
	{ "overcame", "overcome", TY_INFLECT_ED },
	{ "oversaw", "oversee", TY_INFLECT_ED },
	{ "overseen", "oversee", TY_INFLECT_ED },
	{ "overtaken", "overtake", TY_INFLECT_ED },
	{ "overthrew", "overthrow", TY_INFLECT_ED },
	{ "overthrown", "overthrow", TY_INFLECT_ED },
	{ "overtook", "overtake", TY_INFLECT_ED },
	{ "oxen", "ox", TY_INFLECT_S }, { "paid", "pay", TY_INFLECT_ED },
	{ "parentheses", "parenthesis", TY_INFLECT_S },
	{ "people", "person", TY_INFLECT_S },
	{ "phenomena", "phenomenon", TY_INFLECT_S },
	{ "ran", "run", TY_INFLECT_ED }, { "rang", "ring", TY_INFLECT_ED },
	{ "rebuilt", "rebuild", TY_INFLECT_ED },
	{ "referenda", "referendum", TY_INFLECT_S },
	{ "repaid", "repay", TY_INFLECT_ED },
	{ "ridden", "ride", TY_INFLECT_ED },
	{ "risen", "rise", TY_INFLECT_ED }, { "rode", "ride", TY_INFLECT_ED },
	{ "rose", "rise", TY_INFLECT_ED }, { "rung", "ring", TY_INFLECT_ED },
	{ "said", "say", TY_INFLECT_ED }, { "sang", "sing", TY_INFLECT_ED },
	{ "sank", "sink", TY_INFLECT_ED }, { "sat", "sit", TY_INFLECT_ED },
	{ "saw", "see", TY_INFLECT_ED }, { "seen", "see", TY_INFLECT_ED },
	{ "selves", "self", TY_INFLECT_S }, { "sent", "send", TY_INFLECT_ED },
	{ "shaken", "shake", TY_INFLECT_ED },
	{ "shelves", "shelf", TY_INFLECT_S },
	{ "shone", "shine", TY_INFLECT_ED },
	{ "shook", "shake", TY_INFLECT_ED },
	{ "shot", "shoot", TY_INFLECT_ED }, { "shown", "show", TY_INFLECT_ED },
	{ "shrank", "shrink", TY_INFLECT_ED },
	{ "shrunk", "shrink", TY_INFLECT_ED },
	{ "slept", "sleep", TY_INFLECT_ED },
	{ "slid", "slide", TY_INFLECT_ED }, { "sold", "sell", TY_INFLECT_ED },
	{ "sought", "seek", TY_INFLECT_ED },
	{ "sped", "speed", TY_INFLECT_ED },
	{ "spent", "spend", TY_INFLECT_ED },
	{ "spoke", "speak", TY_INFLECT_ED },
	{ "spoken", "speak", TY_INFLECT_ED },
	{ "sprang", "spring", TY_INFLECT_ED },
	{ "sprung", "spring", TY_INFLECT_ED },
	{ "spun", "spin", TY_INFLECT_ED },
	{ "stimuli", "stimulus", TY_INFLECT_S },
	{ "stole", "steal", TY_INFLECT_ED },
	{ "stolen", "steal", TY_INFLECT_ED },
	{ "stood", "stand", TY_INFLECT_ED },
	{ "strata", "stratum", TY_INFLECT_S },
	{ "stricken", "strike", TY_INFLECT_ED },
	{ "striven", "strive", TY_INFLECT_ED },
	{ "strove", "strive", TY_INFLECT_ED },
	{ "struck", "strike", TY_INFLECT_ED },
	{ "stuck", "stick", TY_INFLECT_ED }, { "sung", "sing", TY_INFLECT_ED },
	{ "sunk", "sink", TY_INFLECT_ED }, { "swam", "swim", TY_INFLECT_ED },
	{ "swept", "sweep", TY_INFLECT_ED },
	{ "swore", "swear", TY_INFLECT_ED },
	{ "sworn", "swear", TY_INFLECT_ED }, { "swum", "swim", TY_INFLECT_ED },
	{ "swung", "swing", TY_INFLECT_ED },
	{ "taken", "take", TY_INFLECT_ED },
	{ "taught", "teach", TY_INFLECT_ED },
	{ "teeth", "tooth", TY_INFLECT_S },
	{ "theses", "thesis", TY_INFLECT_S },
	{ "thieves", "thief", TY_INFLECT_S },
	{ "thought", "think", TY_INFLECT_ED },
	{ "threw", "throw", TY_INFLECT_ED },
	{ "thrown", "throw", TY_INFLECT_ED },
	{ "told", "tell", TY_INFLECT_ED }, { "took", "take", TY_INFLECT_ED },
	{ "tore", "tear", TY_INFLECT_ED }, { "torn", "tear", TY_INFLECT_ED },
	{ "tying", "tie", TY_INFLECT_ING },
	{ "undergone", "undergo", TY_INFLECT_ED },
	{ "understood", "understand", TY_INFLECT_ED },
	{ "undertaken", "undertake", TY_INFLECT_ED },
	{ "undertook", "undertake", TY_INFLECT_ED },
	{ "underwent", "undergo", TY_INFLECT_ED },
	{ "upheld", "uphold", TY_INFLECT_ED }, { "was", "be", TY_INFLECT_ED },
	{ "went", "go", TY_INFLECT_ED }, { "wept", "weep", TY_INFLECT_ED },
	{ "were", "be", TY_INFLECT_ED }, { "wharves", "wharf", TY_INFLECT_S },
	{ "withdrawn", "withdraw", TY_INFLECT_ED },
	{ "withdrew", "withdraw", TY_INFLECT_ED },
	{ "withheld", "withhold", TY_INFLECT_ED },
	{ "withstood", "withstand", TY_INFLECT_ED },
	{ "wives", "wife", TY_INFLECT_S }, { "woke", "wake", TY_INFLECT_ED },
	{ "woken", "wake", TY_INFLECT_ED }, { "wolves", "wolf", TY_INFLECT_S },
	{ "women", "woman", TY_INFLECT_S }, { "won", "win", TY_INFLECT_ED },
	{ "wore", "wear", TY_INFLECT_ED }, { "worn", "wear", TY_INFLECT_ED },
	{ "wound", "wind", TY_INFLECT_ED },
	{ "written", "write", TY_INFLECT_ED },
	{ "wrote", "write", TY_INFLECT_ED },
};

/* Words in -s that are no form of the word without it. */
static const char *const whole[] = {
	"always", "as", "does", "gas", "goes", "has", "his", "is", "its",
	"less", "means", "news", "plus", "series", "species", "this", "thus",
	"us", "was", "yes",
};

struct bases {
	struct ty_base	*out;
	size_t		 n;
};

static bool is_vowel(char c)
{
	return c && strchr("aeiouy", c);
}

/* The first `len` bytes of `stem` with `ending`. */
static void propose(struct bases *b, const char *stem, size_t len,
		    const char *ending, unsigned how)
{
	size_t more = strlen(ending);
	struct ty_base *base;

	if (b->n == TY_MAX_BASES || len < 2 || len + more >= TY_MAX_WORD)
		return;
	base = &b->out[b->n++];
	memcpy(base->text, stem, len);
	memcpy(base->text + len, ending, more + 1);
	base->len = len + more;
	base->how = how;
}

static bool ends(const char *s, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n && !memcmp(s + len - n, with, n);
}

static void from_s(struct bases *b, const char *s, size_t len)
{
	size_t i;

	if (s[len - 1] != 's' || ends(s, len, "ss"))
		return;
	for (i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		if (strlen(whole[i]) == len && !memcmp(whole[i], s, len))
			return;
	propose(b, s, len - 1, "", TY_INFLECT_S);
	if (ends(s, len, "ies"))
		propose(b, s, len - 3, "y", TY_INFLECT_S);
	if (ends(s, len, "ses") || ends(s, len, "xes") ||
	    ends(s, len, "zes") || ends(s, len, "ches") ||
	    ends(s, len, "shes") || ends(s, len, "oes"))
		propose(b, s, len - 2, "", TY_INFLECT_S);
	/* "quizzes" */
	if (ends(s, len, "zzes"))
		propose(b, s, len - 3, "", TY_INFLECT_S);
}

/* One vowel between consonants: such a verb doubles its last letter before an
 * ending, so "rating" is no form of "rat". */
static bool doubles(const char *s, size_t len)
{
	size_t vowels = 0, i;

	for (i = 0; i < len; i++)
		vowels += is_vowel(s[i]);
	return vowels == 1 && len >= 2 && is_vowel(s[len - 2]) &&
	       !strchr("wxy", s[len - 1]);
}

/* What stands before -ed or -ing: [s, s + len). */
static void from_stem(struct bases *b, const char *s, size_t len, unsigned how)
{
	bool vowel = false;
	size_t i;

	for (i = 0; i < len; i++)
		vowel |= is_vowel(s[i]);
	if (!vowel || len < 2)
		return;
	if (!doubles(s, len))
		propose(b, s, len, "", how);
	propose(b, s, len, "e", how);
	if (len > 2 && s[len - 1] == s[len - 2] && !is_vowel(s[len - 1]))
		propose(b, s, len - 1, "", how);
	/* "picnicking" */
	if (ends(s, len, "ck"))
		propose(b, s, len - 1, "", how);
}

static int by_form(const void *key, const void *member)
{
	return strcmp(key, ((const struct irregular *)member)->form);
}

static void from_irregular(struct bases *b, const char *word, size_t len)
{
	const struct irregular *found;
	char key[TY_MAX_WORD];

	memcpy(key, word, len);
	key[len] = '\0';
	found = bsearch(key, irregulars,
			sizeof(irregulars) / sizeof(irregulars[0]),
			sizeof(irregulars[0]), by_form);
	if (found)
		propose(b, found->base, strlen(found->base), "", found->how);
	else if (len > 4 && ends(word, len, "men"))	/* "spokeswomen" */
		propose(b, word, len - 3, "man", TY_INFLECT_S);
	else if (len > 6 && ends(word, len, "people"))
		propose(b, word, len - 6, "person", TY_INFLECT_S);
}

size_t ty_english_bases(const char *word, size_t len,
			struct ty_base out[TY_MAX_BASES])
{
	struct bases b = { .out = out };

	if (len < 3 || len >= TY_MAX_WORD)
		return 0;
	from_irregular(&b, word, len);
	from_s(&b, word, len);
	if (ends(word, len, "ied"))
		propose(&b, word, len - 3, "y", TY_INFLECT_ED);
	if (ends(word, len, "ed"))
		from_stem(&b, word, len - 2, TY_INFLECT_ED);
	if (ends(word, len, "ing"))
		from_stem(&b, word, len - 3, TY_INFLECT_ING);
	return b.n;
}
