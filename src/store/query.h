#ifndef TY_STORE_QUERY_H
#define TY_STORE_QUERY_H

#include "store/terms.h"

/* A set of ids, as bits: the highest is the newest. */
struct ty_set {
	uint64_t	*words;
	size_t		 n;		/* ids below 64 * n */
};

/* An empty set for variants; for ids of which the query `last` gives the
 * highest. */
enum ty_status ty_set_init(struct ty_set *set, struct ty_store *store,
			   struct ty_error *err);
enum ty_status ty_set_init_to(struct ty_set *set, struct ty_store *store,
			      const char *last, struct ty_error *err);
/* Room for 64 * n ids, if there is less. */
void ty_set_extend(struct ty_set *set, size_t n);
/* All ids from `from` on, as far as there is room. */
void ty_set_add_from(struct ty_set *set, int64_t from);
void ty_set_release(struct ty_set *set);
void ty_set_add(struct ty_set *set, int64_t id);
void ty_set_remove(struct ty_set *set, int64_t id);
bool ty_set_has(const struct ty_set *set, int64_t id);
void ty_set_intersect(struct ty_set *set, const struct ty_set *with);
int64_t ty_set_count(const struct ty_set *set);
/* The highest id below `below`, or 0. */
int64_t ty_set_before(const struct ty_set *set, int64_t below);

/*
 * The variants that may contain the folded text `s`, by the concordance's
 * terms.  *exact: they all do.  *all: the terms tell nothing, any variant may.
 */
enum ty_status ty_query_candidates(struct ty_set *set, bool *exact, bool *all,
				   struct ty_store *store, const char *s,
				   size_t len, struct ty_error *err);

#endif
