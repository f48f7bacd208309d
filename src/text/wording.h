#ifndef TY_TEXT_WORDING_H
#define TY_TEXT_WORDING_H

#include "taiyaku.h"

/* If `p` begins with `word` (small letters match capitals too), where the rest
 * begins; 0 if not, or if the word goes on. */
size_t ty_begins(const char *s, struct ty_span p, const char *word);
bool ty_begins_any(const char *s, struct ty_span p, const char *const *words,
		   size_t n);
bool ty_contains(const char *s, struct ty_span p, const char *word);

/* Without brackets, white space and the signs and control characters of old
 * wire formats around it: ^ < = */
struct ty_span ty_bare(const char *s, struct ty_span p);

#define TY_LENGTH(a)	(sizeof(a) / sizeof((a)[0]))

#endif
