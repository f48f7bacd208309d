#ifndef TY_ALIGN_NUMBER_H
#define TY_ALIGN_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Read the number that begins at byte *i of folded text and step over it:
 * 25,000; 1.2 million; 3億5000万; 二十; 二〇二四.  False, with *i unchanged, if
 * there is none, or if a lone Chinese numeral may well be part of a word.
 */
bool ty_number_read(const char *s, size_t len, size_t *i, double *value);

/* The same for English number words, "two" and up ("one" means too much
 * else): `word` was read just before byte *i. */
bool ty_number_word(const char *word, size_t word_len, const char *s,
		    size_t len, size_t *i, double *value);

/* 1 to 12 for the English name of a month or its abbreviation, else 0. */
int ty_number_month(const char *word, size_t len);

#endif
