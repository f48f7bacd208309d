#ifndef TY_MATCH_QUERY_STATE_H
#define TY_MATCH_QUERY_STATE_H

#include "base/intern.h"
#include "match/distance.h"
#include "match/image.h"
#include "match/query.h"

/* What searching a shard and searching a delta share. */

/* A segment that is similar enough. */
struct ty_query_hit {
	struct ty_near	near;		/* without `similarity` */
	uint32_t	longer;		/* tokens of the longer side */
};

/* What may differ in a segment of one length, of the shard at hand. */
struct ty_query_limit {
	bool		 listed;	/* found by lists, else by scanning */
	uint32_t	 ranks;		/* pieces to look at: ranks below */
	uint32_t	 most;		/* distance */
	uint32_t	 text, segment;	/* tokens of each that find no equal */
	uint32_t	 back, width;	/* a piece lies at most `back` places
					   before its place in the text, and in
					   a window of `width` */
	uint32_t	 first, count;	/* the segments */
	const uint64_t	*signs;
	const uint32_t	*tokens;
};

struct ty_query {
	struct ty_query_options	 options;
	unsigned		 memory;

	/* The text: token i is word own[i] of the different `words`. */
	struct ty_intern	 words;
	uint64_t		*hashes;	/* of the words */
	uint32_t		*own;
	size_t			 m;
	size_t			 cap_hashes, cap_own;

	/* What was found, and what that leaves to be found. */
	struct ty_query_hit	*hits;		/* exactly the best: a heap, the
						   worst on top */
	size_t			 nhits, cap_hits;
	size_t			 points[101];	/* hits of so many points */
	int			 percent;	/* no fewer points are needed */
	bool			 tightened;	/* since somebody looked */
	struct ty_near		*sorted;
	size_t			 cap_sorted;

	/* The text as the set at hand numbers it. */
	uint32_t		*numbers;	/* of each word */
	uint32_t		*ids;		/* of each token */
	uint32_t		*seen;		/* occurrences of each word */
	size_t			 cap_numbers, cap_ids, cap_seen;
	size_t			 unknown;	/* tokens the set has not */
	uint64_t		 signs[TY_SIGN_WIDTHS][TY_SIGN_MOST];
	uint64_t		 hint;
	struct ty_pattern	*pattern;

	/* Memory of query_shard.c. */
	struct ty_query_limit	 limits[TY_LISTED + 1];
	uint64_t		*met;		/* round:32 segment:32 */
	size_t			 nmet, cap_met;
	uint32_t		 round;
};

#define TY_NO_WORD	UINT32_MAX

/*
 * Go over to a set of `nwords` words, when numbers[] says which of them each
 * word of the text is (or TY_NO_WORD).
 */
void ty_query_encode(struct ty_query *query, uint32_t nwords);

/* The largest distance at which a segment of n tokens still counts. */
size_t ty_query_most(const struct ty_query *query, size_t n);

/* No shorter and no longer segment can count. */
void ty_query_reach(const struct ty_query *query, size_t *low, size_t *high);

/* A living segment within that distance. */
void ty_query_add(struct ty_query *query, int64_t id, int64_t unit,
		  size_t distance, size_t n);

/*
 * Of the text's tokens `*text`, of a segment's n tokens `*segment` may find no
 * equal within `most` edits; false if that length is out of reach.
 */
bool ty_query_bounds(const struct ty_query *query, size_t n, size_t most,
		     uint32_t *text, uint32_t *segment);

#endif
