#ifndef TY_STORE_CLAIM_H
#define TY_STORE_CLAIM_H

#include "store/db.h"

/*
 * Claims: what batches say of a unit, the rows of `origin`.  A claim lives, or
 * it is silenced by a batch that changed the unit, until that is undone.
 */

/* Which claims of a unit: `until` the batch that silenced them and `past` the
 * history entry that has the texts they spoke of; both 0: those that live. */
struct ty_claims {
	int64_t	unit, until, past;
};

/* The open batch says of unit `id` what kind, status and score of `said` tell.
 * Saying it again changes nothing but the file and, if higher, the score. */
enum ty_status ty_claim_add(struct ty_store *store, int64_t id,
			    const struct ty_unit *said, struct ty_error *err);

/* Does the open batch speak of this unit already? */
enum ty_status ty_claim_made(bool *made, struct ty_store *store, int64_t unit,
			     struct ty_error *err);

/* What follows from the claims, in kind, status and score of *unit: TY_END,
 * and nothing is written there, if there are none. */
enum ty_status ty_claim_judge(struct ty_unit *unit, struct ty_store *store,
			      struct ty_claims claims, struct ty_error *err);

/* The open batch has changed this unit, whose former state is the newest entry
 * of its history: what lived is silenced. */
enum ty_status ty_claim_silence(struct ty_store *store, int64_t unit,
				struct ty_error *err);

/* Let claims live, of unit `to`; those that they have silenced come along. */
enum ty_status ty_claim_revive(struct ty_store *store, struct ty_claims claims,
			       int64_t to, struct ty_error *err);

/* Make all claims of one unit those of another. */
enum ty_status ty_claim_move(struct ty_store *store, int64_t from, int64_t to,
			     struct ty_error *err);

#endif
