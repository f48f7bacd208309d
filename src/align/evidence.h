#ifndef TY_ALIGN_EVIDENCE_H
#define TY_ALIGN_EVIDENCE_H

#include "align/strip.h"
#include "align/weights.h"

/* Segments at[0] to at[0] + n[0] of side 0 with those of side 1; an omission
 * has none on one side. */
struct ty_pairing {
	size_t	at[2], n[2];
	double	score;			/* log-odds */
	double	share;			/* of the probability of all ways
					   through: how many connect the two
					   sides, or leave the segment out */
	bool	crossed;		/* joined out of order, without a
					   share; the score is the gain */
};

/*
 * Log-odds that segments belong together, from what they share.  v[0][k] of
 * cell (i, j): segment i of side 0 against segments j to j + k of side 1;
 * v[1][k]: segment j of side 1 against segments i to i + k of side 0.
 */
struct ty_cell {
	float	v[2][TY_BEAD_MAX];
};

/* A feature's log-odds in windows of 1, 2, 3 segments: when it is missed
 * there, and how much more when it is met. */
struct ty_odds {
	float	missed[TY_BEAD_MAX];
	float	met[TY_BEAD_MAX];
};

/* The length of one to three segments from i on: window[3 * i + k]. */
struct ty_window {
	float	log;			/* of the characters */
	float	odds;			/* part of the log-odds that depends on
					   this side alone */
	float	stiff;			/* side 0: 1/(2 variance) of the other
					   side's, given this one */
};

/* All that is known of a pair of documents. */
struct ty_evidence {
	const struct ty_weights	*weights;
	size_t			 n[2];
	const struct ty_features *features;
	bool			 lexicon;	/* whether there is one */
	struct ty_links		 links;
	struct ty_odds		*odds[2];	/* of each feature, TY_NHITS */
	struct ty_strip		 strip;
	struct ty_cell		*cells;
	struct ty_window	*window[2];
	double			 ratio;	/* log of side 1's length / side 0's */
	double			 doubt;	/* variance of our knowledge of it */
};

/* Of `features`, which must outlive it.  `ratio` is what is usual for these
 * languages, `doubt` its variance. */
void ty_evidence_init(struct ty_evidence *ev, const struct ty_weights *weights,
		      const struct ty_features *features,
		      const struct ty_lexicon *lexicon, double ratio,
		      double doubt);
void ty_evidence_release(struct ty_evidence *ev);

/* Learn from a first path how long translations are in these documents. */
void ty_evidence_learn(struct ty_evidence *ev, const struct ty_pairing *path,
		       size_t n);

/* The log-odds of `a` segments from `i` with `b` from `j` (1 to TY_BEAD_MAX of
 * each), its prior included; false if they leave the strip. */
bool ty_evidence_pair(const struct ty_evidence *ev, size_t i, size_t a,
		      size_t j, size_t b, float *score);

/* One feature of a pairing, seen from its side. */
struct ty_clue {
	int		side;
	size_t		item;		/* of the side's items[] */
	uint32_t	feature;
	uint8_t		hits;		/* which; TY_HITS_ALL if it has none */
	bool		met;		/* by a counterpart in the pairing */
	double		odds;
};

/* The clues of `a` segments from `i` with `b` from `j`, ty_grow()n into *v:
 * their odds with those of the lengths and the prior make the score. */
size_t ty_evidence_clues(const struct ty_evidence *ev, size_t i, size_t a,
			 size_t j, size_t b, struct ty_clue **v, size_t *cap);
/* The log-odds of their lengths, trust included. */
float ty_evidence_length(const struct ty_evidence *ev, size_t i, size_t a,
			 size_t j, size_t b);

/* How a feature is lost that has no counterpart anywhere; TY_NLOST: not. */
enum ty_lost ty_evidence_lost(const struct ty_evidence *ev,
			      const struct ty_feature *f);

#endif
