#ifndef TY_BENCH_GOLD_H
#define TY_BENCH_GOLD_H

/* How well beads agree with beads known to be right: as the shared score.py
 * counts it. */

#include "align/pair.h"

#define GOLD_SIDE	12		/* segments of a gold bead on a side */

struct gold_bead {
	size_t	n[2];
	size_t	v[2][GOLD_SIDE];	/* in order */
};

struct gold {
	struct gold_bead *v;
	size_t		  n, cap;
};
/* Lines "en,idx<TAB>ja,idx"; false if the file cannot be read. */
bool gold_read(struct gold *gold, const char *path);
/* Whether its numbers are of documents of so many segments. */
bool gold_fits(const struct gold *gold, const size_t n[2]);

#define GOLD_TYPES	7
extern const char *const gold_type_name[GOLD_TYPES];

/* Beads with two sides, counted. */
struct tally {
	size_t	gold, found;		/* right ones, predicted ones */
	size_t	strict;			/* predicted exactly as in the gold */
	size_t	lax_p, lax_r;		/* predicted, gold with some contact */
	size_t	type[GOLD_TYPES][2];	/* gold of a type, found exactly */
};
void tally_add(struct tally *sum, const struct tally *one);
double tally_strict(const struct tally *t);	/* F1 */
double tally_lax(const struct tally *t);

/* Count `path`; lax[k], if not NULL, says whether pairing k is right in the lax
 * sense (an omission: whether the gold leaves all of it out). */
void gold_score(struct tally *t, const struct gold *gold,
		const struct ty_path *path, bool *lax);

#endif
