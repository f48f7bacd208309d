#ifndef TY_STORE_WRITE_H
#define TY_STORE_WRITE_H

#include "store/row.h"

/*
 * The write transaction: takes the lock and reads the counters; brings the
 * concordance up to date, writes the counters and commits.  A commit that fails
 * has undone all.
 */
enum ty_status ty_write_begin(struct ty_store *store, struct ty_error *err);
enum ty_status ty_write_commit(struct ty_store *store,
			       const struct ty_monitor *monitor,
			       struct ty_error *err);
void ty_write_abort(struct ty_store *store);

/* TY_EINVAL while a transaction is open: for what needs the memory as it is on
 * disk. */
enum ty_status ty_write_none(const struct ty_store *store,
			     struct ty_error *err);

/* What happened to a unit; numbers as in the schema. */
enum ty_op { TY_OP_ADDED, TY_OP_CHANGED, TY_OP_REMOVED, TY_OP_ORIGIN };
enum ty_status ty_write_change(struct ty_store *store, int64_t unit,
			       enum ty_op op, struct ty_error *err);

/* A new unit, well-formed (put.c), with hash and batch given. */
enum ty_status ty_unit_add(struct ty_store *store, const struct ty_unit *unit,
			   int64_t hash, int64_t *id, int64_t *variant_ids,
			   struct ty_error *err);

/* The unit, other than `except`, that has just the variants of `unit`, whose
 * identity is `hash`: loaded into *row, with the ids of these variants; TY_END
 * if there is none. */
enum ty_status ty_unit_find(struct ty_row *row, struct ty_store *store,
			    const struct ty_unit *unit, int64_t hash,
			    int64_t except, int64_t *variant_ids,
			    struct ty_error *err);

/* Who supersedes a unit's revision, for its history. */
struct ty_author {
	const char	*op;		/* "change", "undo", "remove" */
	const char	*user, *at;
	int64_t		 batch;
};

/* Give the stored unit `row` kind, status, score, note and variants of `now`
 * (well-formed): a new revision.  variant_ids, if not NULL, receives the ids of
 * now's variants. */
enum ty_status ty_unit_replace(struct ty_store *store,
			       const struct ty_row *row,
			       const struct ty_unit *now,
			       const struct ty_author *author,
			       int64_t *variant_ids, struct ty_error *err);
enum ty_status ty_unit_remove(struct ty_store *store, const struct ty_row *row,
			      const struct ty_author *author,
			      struct ty_error *err);

/* Make the stored unit `row` what its claims say (claim.h): *changed tells if
 * that is another revision: of kind or status.  TY_END: nothing speaks of it any more. */
enum ty_status ty_unit_settle(struct ty_store *store, const struct ty_row *row,
			      const struct ty_author *author, bool *changed,
			      struct ty_error *err);

/* Two units have become the same: `twin` goes, with its claims and the places
 * where its texts stood going to unit `id`. */
enum ty_status ty_unit_absorb(struct ty_store *store, int64_t id,
			      const struct ty_row *twin,
			      const struct ty_author *author,
			      struct ty_error *err);

/* What becomes of a unit when author->batch is taken back, which is all that
 * its claims of that batch tell. */
enum ty_fate { TY_FATE_NONE, TY_FATE_REMOVED, TY_FATE_RESTORED, TY_FATE_KEPT };
enum ty_status ty_unit_retract(enum ty_fate *fate, struct ty_store *store,
			       int64_t unit, struct ty_author *author,
			       struct ty_error *err);

/* Take a story out, with its segments. */
enum ty_status ty_story_remove(struct ty_store *store, int64_t id,
			       struct ty_error *err);

/* The concordance.  `forget` takes the text of a variant out of it before the
 * variant goes; `update` adds the variants that are not in it yet; `clear`
 * empties it, so that `update` makes it new. */
enum ty_status ty_concordance_forget(struct ty_store *store, int64_t variant,
				     const char *text, struct ty_error *err);
enum ty_status ty_concordance_update(struct ty_store *store,
				     const struct ty_monitor *monitor,
				     struct ty_error *err);
enum ty_status ty_concordance_clear(struct ty_store *store,
				    struct ty_error *err);

#endif
