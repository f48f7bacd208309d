#ifndef TY_ALIGN_PAIR_H
#define TY_ALIGN_PAIR_H

#include "align/align.h"
#include "align/path.h"
#include "text/value.h"

/*
 * Align two lists, neither empty; text[0] is in the source language of the
 * lexicon (NULL: none).  `ratio` is the log of what a text's length on side 1
 * usually is to that on side 0, `doubt` its variance.  The pairings come in no
 * particular order; their `share` is the confidence.
 */
void ty_align_pair(struct ty_path *path, const struct ty_weights *weights,
		   const struct ty_lexicon *lexicon, double ratio, double doubt,
		   const struct ty_value_reader *const readers[2],
		   const char *const *const text[2], const size_t n[2]);

#endif
