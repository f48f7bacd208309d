#ifndef TY_TEXT_LANG_H
#define TY_TEXT_LANG_H

#include "taiyaku.h"

#define TY_LANG_MAX	36		/* bytes of a canonical tag with NUL */

/* BCP 47 tag in its canonical form ("EN_us" -> "en-US").  TY_EINVAL for a tag
 * that is malformed or of a language ICU does not know. */
enum ty_status ty_lang_canonical(char out[TY_LANG_MAX], const char *tag,
				 struct ty_error *err);

/* True if two tags name one language: the primary subtags are equal. */
bool ty_lang_same(const char *a, const char *b);

/* True if the language writes spaces between words; false for Japanese,
 * Chinese, Thai, Lao, Khmer, Burmese: there a token is a character. */
bool ty_lang_spaced(const char *lang);

#endif
