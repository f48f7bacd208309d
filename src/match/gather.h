#ifndef TY_MATCH_GATHER_H
#define TY_MATCH_GATHER_H

#include "base/intern.h"
#include "match/image.h"

/* What a shard is going to hold. */
struct ty_gathered {
	int64_t		id, unit;
	uint64_t	start;			/* in `pool` */
	uint32_t	length;
};

struct ty_shard_builder {
	struct ty_shard_head	 head;
	struct ty_intern	 words;
	struct ty_gathered	*segments;
	size_t			 n, cap;
	uint32_t		*pool;		/* tokens: numbers of `words` */
	size_t			 npool, cap_pool;
	int64_t			*touched;
	size_t			 ntouched, cap_touched;
	uint32_t		*longest;	/* memory for one segment */
	size_t			 cap_longest;
};

/*
 * Number everything as the image does: segments by length and id, words by
 * rarity (*order, to be free()d, is the old number of each new one), touched
 * units ascending, of which there are *ntouched different ones.
 */
void ty_gather_sort(struct ty_shard_builder *builder, uint32_t **order,
		    size_t *ntouched);
void ty_gather_empty(struct ty_shard_builder *builder);

#endif
