#ifndef TY_MATCH_DISTANCE_H
#define TY_MATCH_DISTANCE_H

#include "taiyaku.h"

/*
 * Levenshtein distance between sequences of token ids, bit-parallel: Myers
 * (JACM 46:3, 1999) in Hyyrö's block form (2003), any length.  A pattern is
 * prepared once and compared with many texts.
 */
struct ty_pattern;
struct ty_pattern *ty_pattern_new(const uint32_t *ids, size_t n);
/* Another one in the same memory. */
void ty_pattern_set(struct ty_pattern *pattern, const uint32_t *ids, size_t n);
void ty_pattern_free(struct ty_pattern *pattern);

/* The distance if it is at most `most`, else any number above `most`. */
size_t ty_pattern_distance(struct ty_pattern *pattern, const uint32_t *text,
			   size_t n, size_t most);

/* Plain dynamic programming, for tests and --exhaustive. */
size_t ty_distance_plain(const uint32_t *a, size_t m, const uint32_t *b,
			 size_t n);

/* 1 - d / max(m, n); 1 for two empty ones. */
double ty_similarity(size_t distance, size_t m, size_t n);

/*
 * Largest distance with floor(100 * similarity) >= percent, in integers (no
 * rounding trouble at the border).
 */
size_t ty_distance_allowed(int percent, size_t m, size_t n);

#endif
