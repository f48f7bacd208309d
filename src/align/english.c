/* English inflection, run backwards: as many forms as the lexicon is asked for. */

#include <string.h>

#include "align/english.h"
#include "text/inflect.h"

size_t ty_english_lemmas(char lemma[TY_LEMMAS_MAX][TY_PIECE_MAX],
			 const char *word, size_t len)
{
	struct ty_base bases[TY_MAX_BASES];
	size_t n = ty_english_bases(word, len, bases), i;

	for (i = 0; i < n && i < TY_LEMMAS_MAX; i++)
		memcpy(lemma[i], bases[i].text, bases[i].len + 1);
	return i;
}
