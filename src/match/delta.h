#ifndef TY_MATCH_DELTA_H
#define TY_MATCH_DELTA_H

#include "match/shard.h"

/*
 * What changed since the newest shard: up to some thousand segments, searched
 * one by one through their signatures.  To add is cheap.  Threads may search
 * one delta together while nobody adds.
 */
struct ty_delta;
struct ty_delta *ty_delta_new(void);
void ty_delta_free(struct ty_delta *delta);

/*
 * A unit was added, changed, deleted, undone or rejected: its segments in the
 * delta and in every shard are dead from now on.  What it says now, if it says
 * anything, is added afterwards.
 */
void ty_delta_touch(struct ty_delta *delta, int64_t unit);
void ty_delta_add(struct ty_delta *delta, int64_t id, int64_t unit,
		  const struct ty_tokens *tokens);

size_t ty_delta_size(const struct ty_delta *delta);	/* living segments */

/* Valid until the next touch. */
struct ty_units ty_delta_touched(const struct ty_delta *delta);

/* The living segments and the touched units, into a shard to be. */
void ty_shard_builder_add_delta(struct ty_shard_builder *builder,
				const struct ty_delta *delta);

#endif
