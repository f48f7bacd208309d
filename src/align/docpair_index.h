#ifndef TY_ALIGN_DOCPAIR_INDEX_H
#define TY_ALIGN_DOCPAIR_INDEX_H

#include "align/docpair_words.h"

#define TY_CANDIDATES	5		/* of a document, at most */

/* Documents of side 1 that are like one of side 0, the likest first. */
struct ty_candidates {
	uint32_t	at[TY_CANDIDATES];
	float		likeness[TY_CANDIDATES];	/* 0 to 1 */
	size_t		n;
};

/*
 * One for each document of side 0, ty_alloc()ed; NULL if cancelled.  Of one that
 * has a partner[0][i], not TY_ALONE, it holds that and nothing else, and nothing
 * else holds what has a partner[1][j].
 */
#define TY_ALONE	SIZE_MAX
struct ty_candidates *
ty_candidates_find(const struct ty_mentions m[2],
		   const struct ty_counterparts *counterparts,
		   const struct ty_pair_document *const docs[2],
		   size_t *const partner[2],
		   const struct ty_docpair_options *options);

#endif
