#ifndef TY_BENCH_FIT_H
#define TY_BENCH_FIT_H

/* The parts of the program that fits the aligner's weights (main.c). */

#include "gold.h"

#define MAX_LEXICONS	3
#define NCONDITIONS	4
extern const char *const condition_name[NCONDITIONS];

/* What a step of the grid (align/grid.h) has of one weight. */
struct item {
	uint8_t	weight;
	float	value;
};

struct document {
	int		 lexicon;	/* of the set */
	int		 condition, fold;
	char		*buf[2];
	const char	**text[2];
	size_t		 n[2];
	struct gold	 gold;
	/* Of step k from node (i, j), slot() its number: */
	struct item	*items;		/* from first[slot] on */
	size_t		*first;
	uint8_t		*good;		/* whether it agrees with the gold: 0, 1,
					   or 2, with a penalty */
	double		 seen[2], seen_crossed;	/* see struct ty_alignment */
};

struct set {
	struct document	*v;
	size_t		 n, cap;
	struct ty_value_reader *readers[2];
	struct ty_lexicon *lexicon[MAX_LEXICONS];	/* NULL: none */
	const char	*lexicon_name[MAX_LEXICONS];
	int		 nlexicons;
};

/* Read DATA/CONDITION/NAME.{en,ja,gold}, once for each lexicon named; what
 * cannot be read ends the program. */
void set_open(struct set *set, const char *data, int folds);
void set_align(struct ty_alignment *al, const struct set *set,
	       const struct document *d, const struct ty_weights *w);

/* The weights that are fitted, under the numbers that items have. */
enum {
	W_LINK = 0,			/* kind; met, missed from a side */
	W_LOST = W_LINK + 3 * TY_NLINKS,	/* side, how */
	W_LENGTH = W_LOST + 2 * TY_NLOST,
	W_BEAD,					/* a * 4 + b */
	W_ADAPT = W_BEAD + 16,
	W_SWAP,
	W_ADAPT_SWAP,
	NWEIGHTS
};
double *weight(struct ty_weights *w, int k);

/* Where fitting begins, whatever the weights are now. */
struct ty_weights neutral(void);

/* Gather the items of all steps; what a first path decides (lengths, rates) is
 * as under `w`. */
void extract(struct document *d, const struct set *set,
	     const struct ty_weights *w);
size_t slot(const struct document *d, size_t i, size_t j, size_t k);

/* Count how often features of a gold bead are met in it, of those that are met
 * anywhere, in all folds but one. */
void count_hits(struct ty_weights *w, const struct set *set, int without);

/* Find out which steps agree with the gold. */
void find_good(struct document *d);

/* Make the gold beads as probable as can be, in all folds but one. */
void learn(struct ty_weights *weights, const struct ty_weights *prior,
	   const struct set *set, int without);
/* Log-probability of those of one fold. */
double held_out(const struct set *set, const struct ty_weights *w, int fold);

#endif
