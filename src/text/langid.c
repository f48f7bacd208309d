/* What gives away the language of a sentence: its scripts, its small words. */

#include <string.h>

#include "text/chars.h"
#include "text/lang.h"
#include "text/langid.h"
#include "text/norm.h"
#include "text/script.h"
#include "text/utf8.h"

/* A sentence that has less of its letters in its language's scripts is in
 * another; names in Latin letters stand in Japanese. */
#define LEAST_SHARE	0.3
/* Small words of another language, and how many more than of its own. */
#define TELLING		3

/* The commonest words of languages in Latin letters, folded; those that are
 * common in English, too, tell nothing and are left out of the others. */
static const struct small_words {
	const char	*lang, *words;
} small_words[] = {
	{ "en", " the of to and in that is was for on with as by at from his he "
		"it has have said be an are not but which they this who had "
		"will its were their been or would after than more " },
	{ "fr", " le la les des du et une est dans que qui pour sur pas plus "
		"par au aux avec ce cette sont ont été ses mais il elle " },
	{ "de", " der die das und ist nicht den dem ein eine von mit für auf "
		"sich des im auch als nach wurde werden bei hat sind zu " },
	{ "es", " el la los las del y que en una por con para es se su al "
		"como más pero sus le ha fue según también " },
	{ "it", " il la di che e un una per con del della non sono si gli le "
		"nel dei alla più ha dalla anche " },
	{ "pt", " os que da em um uma para com não por dos das se "
		"na mais ao foi são pela pelo " },
	{ "nl", " de het een en van dat niet zijn te met voor op aan er ook "
		"naar bij maar door wordt heeft " },
	{ "id", " yang dan di dengan untuk dari pada ini itu tidak dalam "
		"akan adalah ke oleh telah juga " },
	{ "tr", " ve bir bu için ile olarak da de daha çok olan sonra gibi "
		"kadar ancak " },
	{ "vi", " và của là có không được trong cho một các với người này "
		"đã những " },
	{ "ja-Latn", " wa ga wo desu masu shita suru koto kara nado "
		"tame shite imasu arimasu " },
};
#define NLANGS	(sizeof(small_words) / sizeof(small_words[0]))

/* Characters that Chinese writes in nearly every sentence and Japanese, or
 * Japanese without kana, does not. */
static const char chinese[] = "的了是们这说为个对没你吗這們說為個沒嗎";

#define LONGEST	24	/* bytes of a small word */

static bool in_list(const char *words, const char *word, size_t len)
{
	char key[LONGEST + 3];

	key[0] = ' ';
	memcpy(key + 1, word, len);
	key[len + 1] = ' ';
	key[len + 2] = '\0';
	return strstr(words, key) != NULL;
}

/* How many words of the text are small words of each language. */
static void count_words(const char *s, size_t len, int count[NLANGS])
{
	size_t i = 0, at, start = 0, k;
	bool in = false;

	memset(count, 0, NLANGS * sizeof(*count));
	while (i <= len) {
		at = i;
		if (i < len && ty_char_is_word(ty_utf8_next(s, len, &i))) {
			if (!in)
				start = at;
			in = true;
			continue;
		}
		if (in && at - start <= LONGEST)
			for (k = 0; k < NLANGS; k++)
				count[k] += in_list(small_words[k].words,
						    s + start, at - start);
		in = false;
		if (at == len)
			break;
	}
}

/* The language in Latin letters that a text is rather in than in `lang`, one of
 * the table; NULL: none. */
static const char *other_latin(const char *s, size_t len, const char *lang)
{
	struct ty_buf folded = TY_BUF_INIT;
	int count[NLANGS], own = -1, best = 0;
	const char *rather = NULL;
	size_t k;

	for (k = 0; k < NLANGS; k++)
		if (ty_lang_same(small_words[k].lang, lang))
			own = (int)k;
	if (own < 0)
		return NULL;
	ty_fold(&folded, s, len, TY_FOLD_MATCH, NULL);
	count_words(folded.p, folded.len, count);
	ty_buf_release(&folded);
	for (k = 0; k < NLANGS; k++)
		if (count[k] >= count[own] + TELLING && count[k] > best) {
			best = count[k];
			rather = small_words[k].lang;
		}
	return rather;
}

/* Han characters, kana, and what only Chinese has. */
struct east {
	size_t	han, kana, chinese;
};

static struct east count_east(const char *s, size_t len)
{
	struct east e = { 0, 0, 0 };
	size_t i = 0, at;
	char c[5];

	while (i < len) {
		int32_t ch;

		at = i;
		ch = ty_utf8_next(s, len, &i);
		if (ch >= 0x3041 && ch <= 0x30FA) {
			e.kana++;
		} else if (ch >= 0x3400 && ch <= 0x9FFF) {
			e.han++;
			memcpy(c, s + at, i - at);
			c[i - at] = '\0';
			e.chinese += strstr(chinese, c) != NULL;
		}
	}
	return e;
}

/* Japanese without kana is a headline; one with what only Chinese has, or as
 * long as a sentence, is Chinese. */
#define LONGEST_HEADLINE	40

static bool rather_chinese(const char *s, size_t len)
{
	struct east e = count_east(s, len);

	return !e.kana && (e.chinese >= 2 || e.han > LONGEST_HEADLINE);
}

bool ty_language_plausible(const char *s, size_t len, const char *lang,
			   const char **name)
{
	double share = ty_script_share(s, len, lang);
	const char *rather;

	if (name)
		*name = "";
	if (share < 0)
		return true;
	if (share < LEAST_SHARE) {
		rather = ty_script_guess(s, len);
		if (name && !ty_lang_same(rather[0] ? rather : lang, lang))
			*name = rather;
		return false;
	}
	rather = ty_lang_same(lang, "ja") ?
		 (rather_chinese(s, len) ? "zh" : NULL) :
		 other_latin(s, len, lang);
	if (rather && name)
		*name = rather;
	return !rather;
}
