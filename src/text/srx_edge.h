#ifndef TY_TEXT_SRX_EDGE_H
#define TY_TEXT_SRX_EDGE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Characters that an end of a regular expression can match, so that most rules
 * are dismissed at a place by a glance at the characters around it.  ASCII
 * exactly, the rest modulo 256; a set may hold too much, never too little.
 */
#define TY_CHARS_WORDS	6		/* two for ASCII */
struct ty_chars {
	uint64_t	w[TY_CHARS_WORDS];
};

static inline int ty_chars_word(int32_t c)
{
	return c < 128 ? c >> 6 : 2 + (c >> 6 & 3);
}

static inline bool ty_chars_has(const struct ty_chars *set, int32_t c)
{
	return set->w[ty_chars_word(c)] >> (c & 63) & 1;
}

#define TY_EDGE		4	/* characters known of an end */
#define TY_EDGES	4	/* alternatives of a pattern */

/* One alternative: c[0] is the outermost character, c[1] the next one inwards,
 * and so on; with `spaced` they stand behind any amount of white space. */
struct ty_edge {
	struct ty_chars	c[TY_EDGE];
	int		n;
	bool		spaced;
};

/* What stands at the end (or the beginning) of whatever `pattern` matches is
 * one of so many alternatives; 0: it could be anything. */
int ty_edge_last(struct ty_edge out[TY_EDGES], const char *pattern);
int ty_edge_first(struct ty_edge out[TY_EDGES], const char *pattern);

#endif
