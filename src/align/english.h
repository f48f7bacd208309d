#ifndef TY_ALIGN_ENGLISH_H
#define TY_ALIGN_ENGLISH_H

#include "align/scan.h"

#define TY_LEMMAS_MAX	4

/* The dictionary forms that an inflected English word may have, most likely
 * first, not counting the word itself; some of them are no words at all.
 * Returns how many. */
size_t ty_english_lemmas(char lemma[TY_LEMMAS_MAX][TY_PIECE_MAX],
			 const char *word, size_t len);

#endif
