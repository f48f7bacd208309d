#ifndef TY_MATCH_DIFF_H
#define TY_MATCH_DIFF_H

#include "text/token.h"

/*
 * How `old` becomes `now`: an optimal edit script over tokens (numbers compared
 * with their digits), runs of the same edit joined; in languages without
 * spaces short unchanged islands between changes are taken into the change, so
 * that a reader sees phrases, not single characters, and katakana words and
 * numbers whole.  *out is an array of *n, to be free()d; the spans cover both
 * texts from first to last token, each beginning where the last one ended.
 * White space around a replacement belongs to what is the same; a word deleted
 * or inserted takes one of its spaces along, so that the spans can also be
 * printed as one text: the same from `now`, with what went and what came.
 */
void ty_diff(const char *old, const struct ty_tokens *old_tokens,
	     const char *now, const struct ty_tokens *now_tokens, bool spaced,
	     struct ty_change **out, size_t *n);

#endif
