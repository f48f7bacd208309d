#ifndef TY_ALIGN_PAIR_H
#define TY_ALIGN_PAIR_H

#include "align/align.h"
#include "align/path.h"
#include "text/value.h"

/* Two lists of segments, aligned. */
struct ty_alignment {
	struct ty_features	features;
	struct ty_evidence	ev;
	double			seen[2];	/* log-odds of omissions in a
						   first path, over the usual, */
	double			seen_crossed;	/* and of what is out of order */
	struct ty_priors	priors;
	struct ty_path		path;		/* in no particular order */
};

/*
 * Align two lists, neither empty; text[0] is in the source language of the
 * lexicon (NULL: none).  `ratio` is the log of what a text's length on side 1
 * usually is to that on side 0, `doubt` its variance.  The alignment keeps
 * `weights`.
 */
void ty_align_pair(struct ty_alignment *alignment,
		   const struct ty_weights *weights,
		   const struct ty_lexicon *lexicon, double ratio, double doubt,
		   const struct ty_value_reader *const readers[2],
		   const char *const *const text[2], const size_t n[2]);
void ty_alignment_release(struct ty_alignment *alignment);

/* How sure it is that the sides of a pairing belong together, if only in part,
 * or that an omission is one: 0 to 1. */
double ty_align_confidence(const struct ty_weights *weights,
			   const struct ty_pairing *pairing);
/* What confidence is made from: log-odds before calibration. */
double ty_align_surety(const struct ty_pairing *pairing);

/* What ty_align_ratio() varies by between documents. */
#define TY_ALIGN_SPREAD	0.2

#endif
