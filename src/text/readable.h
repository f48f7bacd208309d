#ifndef TY_TEXT_READABLE_H
#define TY_TEXT_READABLE_H

#include "taiyaku.h"

/*
 * How much of a text looks as if somebody had written it, and how much as if
 * its bytes were read in the wrong encoding.  Counts characters; ASCII is in
 * none of them.
 */
struct ty_readable {
	size_t	japanese;	/* kana, everyday kanji, their punctuation */
	size_t	halfwidth;	/* ｶﾀｶﾅ */
	size_t	rare;		/* other Han characters, or lonely ones */
	size_t	letters;	/* of other scripts, in words */
	size_t	latin;		/* those of them that are Latin */
	size_t	marks;		/* quotes, dashes, currencies, ... */
	size_t	loose;		/* letters outside words, odd symbols */
	size_t	broken;		/* controls, private use, no characters */
	size_t	ascii;		/* letters and digits */
};

/* The everyday kanji: level 1 of JIS X 0208. */
struct ty_kanji {
	uint32_t	bits[(0xA000 - 0x4E00) / 32];
};
void ty_kanji_init(struct ty_kanji *kanji);

/* Add valid UTF-8 to the counts, which begin as zero. */
void ty_readable_count(struct ty_readable *r, const struct ty_kanji *kanji,
		       const char *s, size_t len);

/* Is it Japanese as it is written?  Only of half-width katakana?  Or words of
 * other scripts? */
bool ty_readable_japanese(const struct ty_readable *r);
bool ty_readable_halfwidth(const struct ty_readable *r);
bool ty_readable_words(const struct ty_readable *r);

#endif
