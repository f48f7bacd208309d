#ifndef TY_ALIGN_DOCPAIR_H
#define TY_ALIGN_DOCPAIR_H

#include "align/align.h"

/* A date as far as it is known: 0 for what is not. */
struct ty_day {
	int	year, month, day;
};

/* Days from one date to another, by what is known of both; 0 if nothing is. */
int ty_days_apart(struct ty_day a, struct ty_day b);

/*
 * A document to be paired, all of it the caller's.  `keys` are strings by which
 * documents say that they belong together: one of side 0 and one of side 1 that
 * share a key, which no other document of their sides has, are taken for a pair
 * unless their texts belie it.
 */
struct ty_pair_document {
	const char *const	*segments;	/* valid UTF-8 */
	size_t			 n;
	const char *const	*keys;
	size_t			 nkeys;
	struct ty_day		 day;
};

/* Two documents that belong together. */
struct ty_paired {
	size_t	at[2];
	double	score;			/* the probability of it, 0 to 1 */
	bool	linked;			/* they share a key */
	/* What the score is made from: */
	double	likeness;		/* cosine of what both mention, */
	double	share;			/* of segments with a counterpart, */
	double	odds;			/* mean log-odds of these beads, */
	double	ahead;			/* and how far all this is ahead of the
					   next best of either, or of nothing */
};

struct ty_docpair_options {
	double	least;			/* score of a pair */
	int	days;			/* apart, at most; < 0: any */
	bool	many;			/* a document may be in several pairs */
	int	threads;		/* 0: one a core; the same pairs come
					   whatever it is */
	const struct ty_monitor *monitor;	/* or NULL */
};

struct ty_docpairs {
	struct ty_paired	*v;	/* by at[0], then at[1] */
	size_t			 n, cap;
	struct ty_paired	*belied;	/* they share a key, but their
						   texts have nothing in
						   common */
	size_t			 nbelied, cap_belied;
};

/*
 * Which documents of side 0 belong to which of side 1: candidates from an
 * inverted index of what both languages share, weighted by how rare it is;
 * judged by how well they align (Utiyama and Isahara, ACL 2003); each the best
 * of the other.  `lexicon` may be NULL.
 *
 * Errors: TY_EINVAL unknown language; TY_ECANCEL.
 */
enum ty_status ty_docpair_find(struct ty_docpairs *out,
			       const struct ty_lexicon *lexicon,
			       const char *const lang[2],
			       const struct ty_pair_document *const docs[2],
			       const size_t n[2],
			       const struct ty_docpair_options *options,
			       struct ty_error *err);
void ty_docpairs_release(struct ty_docpairs *pairs);

#endif
