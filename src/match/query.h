#ifndef TY_MATCH_QUERY_H
#define TY_MATCH_QUERY_H

#include "match/delta.h"
#include "match/shard.h"

/*
 * One text looked for in shards and deltas, one after the other, into one list.
 * Exact: the list is what comparing with every segment gives, whatever filters
 * stand before.  A query is used again for the next text, so that its memory
 * is; it belongs to one thread at a time.
 */
struct ty_query;
struct ty_query *ty_query_new(void);
void ty_query_free(struct ty_query *query);

struct ty_query_options {
	int	percent;	/* lowest floor(100 * similarity), 50..100 */
	size_t	limit;		/* 0: none */
	/*
	 * With a limit, also whatever is at most `slack` points below the
	 * limit-th best floor(100 * similarity): penalties of up to so many
	 * points may still bring it to the front.  0: the `limit` best by
	 * similarity and id, and no more.
	 */
	int	slack;
	bool	exhaustive;	/* plain dynamic programming with everything */
};

/* Begin with a text; both arguments are copied. */
void ty_query_begin(struct ty_query *query, const struct ty_tokens *text,
		    const struct ty_query_options *options);

/* What is found from now on is marked as of this memory (at first 0). */
void ty_query_memory(struct ty_query *query, unsigned memory);

/*
 * Search a shard without the units in the `ndead` lists.  The largest shard
 * first: what it gives saves work in the others.
 *
 * Errors: TY_EDAMAGED the file of the shard is; the query must begin again.
 */
enum ty_status ty_query_shard(struct ty_query *query, struct ty_shard *shard,
			      const struct ty_units *dead, size_t ndead,
			      struct ty_error *err);
void ty_query_delta(struct ty_query *query, const struct ty_delta *delta);

struct ty_near {
	int64_t		id;
	int64_t		unit;
	unsigned	memory;
	uint32_t	distance;
	uint32_t	length;		/* tokens of the stored segment */
	double		similarity;	/* 0..1 */
};

/* Everything found since ty_query_begin(): best first, ties by memory, then by
 * id, ascending.  Valid until the next call on the query. */
void ty_query_found(struct ty_query *query, const struct ty_near **out,
		    size_t *n);

#endif
