#ifndef TY_TEXT_LANGID_H
#define TY_TEXT_LANGID_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Could this text be in `lang`?  By its scripts (CLDR), and by what is common in
 * one language and absent in another that shares them: the small words of
 * languages in Latin letters, kana and characters of Chinese.  A text that
 * tells nothing (a name, a number) could be.  `name`, if not NULL, is set to a
 * static tag of what it rather is, or "" if that is not known.
 */
bool ty_language_plausible(const char *s, size_t len, const char *lang,
			   const char **name);

#endif
