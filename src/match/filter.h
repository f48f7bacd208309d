#ifndef TY_MATCH_FILTER_H
#define TY_MATCH_FILTER_H

#include "match/query_state.h"

/* Candidates looked at together, so that their signatures come from memory side
 * by side. */
#define TY_FILTER_ROOM	256
/* No longer text is similar to a segment that is listed. */
#define TY_FILTER_TEXT	(2 * TY_LISTED + 2)

/* A list being read for a piece at `place` in the text. */
struct ty_filter_list {
	const uint64_t	*postings;
	const uint64_t	*hints;		/* of the postings; NULL: none */
	size_t		 i, n;		/* the next one; all */
	size_t		 place;
	size_t		 low, high;	/* lengths */
	size_t		 read;		/* so many were looked at */
};

/* The first of the ascending numbers from i to n that is at least `key`. */
size_t ty_filter_seek(const uint64_t *v, size_t i, size_t n, uint64_t key);

/*
 * Read on in a list until there are `room` postings in out[] that may be of
 * similar segments, or no more; returns how many.  Afterwards list->i is
 * list->n when nothing is left.
 */
size_t ty_filter_read(const struct ty_query *query,
		      struct ty_filter_list *list, uint64_t *out, size_t room);

/*
 * Of the n postings, keep those whose signatures allow them to be similar
 * enough; returns how many.  Sets *damaged if the file is.
 */
size_t ty_filter_found(const struct ty_query *query, struct ty_shard *shard,
		       uint64_t *postings, size_t n, bool *damaged);

/* The same for the n segments of one length whose signatures follow each other
 * at `signs`: their places among these to out[]. */
size_t ty_filter_scan(const struct ty_query *query,
		      const struct ty_query_limit *limit,
		      const uint64_t *signs, size_t length, size_t n,
		      uint64_t out[TY_FILTER_ROOM]);

#endif
