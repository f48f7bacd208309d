#ifndef TY_TEXT_SRX_EDGE_H
#define TY_TEXT_SRX_EDGE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Characters that an end of a regular expression can match, so that most rules
 * are dismissed at a place by a glance at the characters around it.  ASCII
 * exactly, the rest modulo 64; a set may hold too much, never too little.
 */
struct ty_chars {
	uint64_t	w[3];
};

static inline bool ty_chars_has(const struct ty_chars *set, int32_t c)
{
	return set->w[c < 128 ? c >> 6 : 2] >> (c & 63) & 1;
}

/*
 * The characters that stand at the end (or the beginning) of whatever `pattern`
 * matches: out[0] the outermost, out[1] the next one inwards, and so on.
 * Returns how many of them are known, at most TY_EDGE.
 */
#define TY_EDGE	4
int ty_edge_last(struct ty_chars out[TY_EDGE], const char *pattern);
int ty_edge_first(struct ty_chars out[TY_EDGE], const char *pattern);

#endif
