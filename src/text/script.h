#ifndef TY_TEXT_SCRIPT_H
#define TY_TEXT_SCRIPT_H

#include <stddef.h>

/*
 * How much of a text is written in the scripts of a language: letters of these
 * scripts / all letters, 0..1; -1 for a text without letters.  Looks at the
 * first 64 KB.  Source: CLDR's scripts of a language, by ICU.
 */
double ty_script_share(const char *s, size_t len, const char *lang);

/* "ja" for text with kana, "zh" for Han without kana, "ko", "en" for Latin
 * letters (the best guess of a desk that knows no more), "" for none. */
const char *ty_script_guess(const char *s, size_t len);

#endif
