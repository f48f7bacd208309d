#ifndef TY_TEXT_GLYPH_H
#define TY_TEXT_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a character means to a reader looking for the ends of sentences, and
 * stepping through text in both directions.  Malformed UTF-8 reads as U+FFFD,
 * a byte at a time, so no text can lead outside its bounds.
 */
enum {
	TY_G_SPACE	= 1 << 0,	/* white space, line breaks among it */
	TY_G_OPEN	= 1 << 1,	/* opening bracket or quote */
	TY_G_CLOSE	= 1 << 2,	/* closing bracket or quote */
	TY_G_STOP	= 1 << 3,	/* . ! ? and what NFKC makes of them */
	TY_G_WIDE	= 1 << 4,	/* a full-width stop; needs no space */
	TY_G_BULLET	= 1 << 5,	/* begins an item of a list */
	TY_G_DASH	= 1 << 6,
	TY_G_QUOTE	= 1 << 7,	/* with OPEN or CLOSE, or " and ' alone */
	TY_G_PAUSE	= 1 << 8	/* a comma, colon or the like */
};
unsigned ty_glyph(int32_t c);

/* The bracket that closes `c`; `c` itself for " and '; 0 for none. */
int32_t ty_glyph_partner(int32_t c);

/* The character at `i` (< end) and, if `next` is not NULL, where it ends. */
int32_t ty_char_at(const char *s, size_t i, size_t end, size_t *next);
/* The character before `i` (> start) and, if not NULL, where it starts. */
int32_t ty_char_before(const char *s, size_t start, size_t i, size_t *prev);

bool ty_is_space(int32_t c);
bool ty_space_byte(char c);	/* of ASCII, where bytes are looked at */
bool ty_is_kana(int32_t c);
bool ty_is_cjk(int32_t c);	/* kana, Han, their punctuation, full width */
bool ty_is_japanese(int32_t c);	/* a kana or Han character, no marks */
bool ty_is_latin(int32_t c);	/* a Latin letter, of either width */
bool ty_is_digit(int32_t c);	/* 0-9, of either width */

/* Step over white space: forwards from `i`, backwards from `i`. */
size_t ty_skip_space(const char *s, size_t i, size_t end);
size_t ty_trim_space(const char *s, size_t start, size_t i);

#endif
