#ifndef TY_ALIGN_ROMAJI_H
#define TY_ALIGN_ROMAJI_H

#include "align/scan.h"

/*
 * A name in Latin letters as it is looked up, so that Oono, Ohno and Ono are
 * one, and Shimbun is Shinbun: long vowels short, n before b, m and p, letters
 * only.  It begins with a byte that no word has.  Returns its length, 0 if
 * there is nothing to look up.
 */
#define TY_ROMAJI_MAX	(TY_PIECE_MAX + 2)
size_t ty_romaji_key(char key[TY_ROMAJI_MAX], const char *name, size_t len);

#endif
