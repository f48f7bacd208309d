#ifndef TY_MATCH_SEARCH_H
#define TY_MATCH_SEARCH_H

#include "match/filter.h"

/* One search at work. */
struct ty_search {
	struct ty_query		*query;
	struct ty_shard		*shard;
	const struct ty_units	*dead;
	size_t			 ndead;
	const struct ty_indexed	*segments;
	const uint32_t		*tokens;
	const uint64_t		*signs;
	const uint32_t		*lists;
	const uint64_t		*postings;
	const uint64_t		*hints;		/* NULL: none */
	const struct ty_group	*groups;	/* those within reach */
	size_t			 ngroups;
	size_t			 low, high;	/* lengths that are listed */
	size_t			 budget;	/* entries still to be read
						   before scanning is cheaper */
	uint64_t		 found[TY_FILTER_ROOM];	/* to look at */
	size_t			 nfound;
	bool			 damaged;
};

/* Look at what the lists gave, and forget it. */
void ty_search_look(struct ty_search *search);

/* Read the lists of the text's pieces.  False when that would take longer than
 * reading all signatures; what was found until then stays found. */
bool ty_search_walk(struct ty_search *search);

#endif
