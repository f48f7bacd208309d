#ifndef TY_FLOW_LIVE_H
#define TY_FLOW_LIVE_H

#include "flow/chain.h"
#include "match/query.h"
#include "store/store.h"
#include "text/token.h"

/*
 * The fuzzy index of one memory in one language, as fresh as the memory: a
 * chain of shards (chain.h) and a delta of what changed since.  Every search
 * first asks the memory for its last change and reads what is new.
 *
 * Everything that is borrowed lives longer than the index.  A search, and
 * whatever else reads the memory, happens in a state that the caller holds
 * (ty_store_hold), in which what was found is then fetched, too.
 */
struct ty_live;

/* Opened at once, read at the first search.  `lang`: its primary subtag
 * counts. */
struct ty_live *ty_live_new(struct ty_store *store,
			    struct ty_tokenizer *tokenizer, const char *lang,
			    const struct ty_monitor *monitor);
void ty_live_free(struct ty_live *live);	/* NULL is allowed */

/*
 * Another handle on the same shards, for another thread: `store` is a
 * connection of its own to the same memory, and `tokenizer` its own too.  It
 * writes no files.  To be called while nobody else uses `live`.
 */
struct ty_live *ty_live_share(const struct ty_live *live,
			      struct ty_store *store,
			      struct ty_tokenizer *tokenizer,
			      const struct ty_monitor *monitor);

/*
 * Look for `text`: the list is in the query afterwards (ty_query_found).
 * `exhaustive` reads the texts from the memory itself.  A damaged file is
 * noted, and the index built again.
 *
 * Errors: TY_ECANCEL; those of reading the memory.
 */
enum ty_status ty_live_search(struct ty_live *live, struct ty_query *query,
			      const struct ty_tokens *text,
			      const struct ty_query_options *options,
			      struct ty_error *err);

/* Bring the index up to date, as a search does, without one. */
enum ty_status ty_live_follow(struct ty_live *live, struct ty_error *err);

/* After much was written: bring the files up to date and join them, however
 * long that takes. */
enum ty_status ty_live_settle(struct ty_live *live, struct ty_error *err);

/* Build all from the texts again, whatever files there are. */
enum ty_status ty_live_rebuild(struct ty_live *live, struct ty_error *err);

/* Changes in the delta at most; that much is read from the memory at the first
 * search, and is not worth a file. */
#define TY_LIVE_DELTA	1000
/* For tests: fewer. */
void ty_live_set_delta(struct ty_live *live, int64_t most);

struct ty_live_info {
	size_t	shards;
	size_t	segments;		/* of all shards, the dead too */
	size_t	delta;			/* living segments */
	int64_t	covers;			/* changes */
};
void ty_live_info(const struct ty_live *live, struct ty_live_info *info);

#endif
