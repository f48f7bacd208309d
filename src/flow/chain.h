#ifndef TY_FLOW_CHAIN_H
#define TY_FLOW_CHAIN_H

#include <stdatomic.h>

#include "match/shard.h"
#include "store/store.h"

/*
 * The fuzzy index of a memory in one language is a chain of shards: the first
 * begins with change 0, each begins no later than the one before it ends, and
 * ends after it.  A unit is as the newest shard says that was touched by it.
 *
 * Shards are kept in files beside the memory, NAME.tm-LANG-FROM-TO.index.  They
 * are derived: whoever may write there adds, joins and removes them, without a
 * lock.  A name stands for a content, files appear whole, and who has one open
 * keeps it when it is removed.
 */
struct ty_piece {
	struct ty_shard	*shard;
	bool		 saved;		/* a file holds it */
};
struct ty_chain {
	struct ty_piece	*v;
	size_t		 n, cap;
};

/* Takes the shard over. */
void ty_chain_push(struct ty_chain *chain, struct ty_shard *shard, bool saved);
void ty_chain_clear(struct ty_chain *chain);	/* a zeroed one is empty */
/* The last change covered; 0 for an empty one. */
int64_t ty_chain_end(const struct ty_chain *chain);

/* The files of one memory and language. */
struct ty_shelf {
	char		*prefix;	/* all before FROM */
	struct ty_shard_head like;	/* what all have in common */
};
void ty_shelf_init(struct ty_shelf *shelf, const struct ty_store *store,
		   const char *lang);
void ty_shelf_release(struct ty_shelf *shelf);
char *ty_shelf_path(const struct ty_shelf *shelf, int64_t from, int64_t to);
/* False where no file can be made. */
bool ty_shelf_writable(const struct ty_shelf *shelf);

/*
 * The chain that reaches furthest, of files that are sound and of this memory's
 * own past; empty if there is none.  In a held state of the memory.  Damaged
 * ones are noted and removed.
 */
enum ty_status ty_shelf_load(const struct ty_shelf *shelf,
			     struct ty_store *store, struct ty_chain *chain,
			     const struct ty_monitor *monitor,
			     struct ty_error *err);

/* Remove the files that `chain` makes needless, up to change `end`, and what
 * killed writers left. */
void ty_shelf_clean(const struct ty_shelf *shelf, const struct ty_chain *chain,
		    int64_t end);

/* Verify every byte of the files that are there: how many are damaged, each
 * noted. */
int64_t ty_shelf_verify(const struct ty_shelf *shelf,
			const struct ty_monitor *monitor);

/* How many files of fuzzy indexes the memory has, of whatever language. */
void ty_shelf_measure(const struct ty_store *store, int64_t *files,
		      int64_t *bytes);

/* The languages of which the memory has such files: *out is an array of *n, to
 * be free()d. */
struct ty_shelf_lang {
	char	tag[TY_LANG_MAX];
};
void ty_shelf_languages(struct ty_shelf_lang **out, size_t *n,
			const struct ty_store *store);

/* Write the shard to its file, and use that from then on. */
enum ty_status ty_shelf_save(const struct ty_shelf *shelf,
			     struct ty_shard **shard, struct ty_error *err);

/* ---- joining */

/*
 * Join `n` neighbours of a chain into one shard and save it if `save`.
 * `stop` (may be NULL) is looked at now and then.
 *
 * Errors: TY_EDAMAGED a file; TY_ECANCEL; TY_ELIMIT.  What saving fails with is
 * in *unsaved, and the shard stays in memory.
 */
enum ty_status ty_shelf_join(const struct ty_shelf *shelf,
			     struct ty_shard **out, struct ty_shard *const *in,
			     size_t n, bool save, const atomic_bool *stop,
			     struct ty_error *unsaved, struct ty_error *err);

/*
 * The same in a thread of its own, while the pieces go on being searched.
 * NULL if none can be had.
 */
struct ty_joining;
struct ty_joining *ty_joining_start(const struct ty_shelf *shelf,
				    const struct ty_piece *pieces, size_t n,
				    bool save);
bool ty_joining_done(const struct ty_joining *joining);
/* Wait for it and free it.  If the pieces still stand in `chain`, what they
 * were joined to takes their place. */
enum ty_status ty_joining_end(struct ty_joining *joining,
			      struct ty_chain *chain, struct ty_error *unsaved,
			      struct ty_error *err);
/* Stop it and free it.  NULL is allowed. */
void ty_joining_stop(struct ty_joining *joining);

#endif
