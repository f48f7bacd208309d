#ifndef TY_ALIGN_DOCPAIR_JUDGE_H
#define TY_ALIGN_DOCPAIR_JUDGE_H

#include "align/docpair.h"
#include "text/value.h"

/* What two documents are judged with. */
struct ty_judge {
	const struct ty_lexicon		*lexicon;	/* or NULL */
	const struct ty_value_reader	*readers[2];
	double				 ratio;		/* of lengths, log */
	const struct ty_pair_document	*docs[2];
	const struct ty_docpair_options	*options;
};

/* Align the documents of each pair: share and odds are filled in.  False:
 * cancelled. */
bool ty_judge_align(const struct ty_judge *judge, struct ty_paired *pairs,
		    size_t n);

/* How far each pair is ahead of others of its documents, and its score. */
void ty_judge_compare(struct ty_paired *pairs, size_t n, const size_t docs[2]);

/* The score of documents that say themselves that they are a pair, by their
 * likeness, share and odds.  False: their texts belie it. */
bool ty_judge_linked(struct ty_paired *pair);

#endif
