#ifndef TY_STORE_TERMBASE_H
#define TY_STORE_TERMBASE_H

#include "base/concept.h"
#include "store/db.h"

/* Private to this folder: the two forms in which a concept is stored. */

/* The concept as its rows have it; TY_END if there is none. */
enum ty_status ty_concept_load(struct ty_concept_buf *out,
			       struct ty_store *store, int64_t id,
			       struct ty_error *err);
/* What batches that are not undone say of it, in their order; TY_END if that is
 * nothing, or that it is gone. */
enum ty_status ty_concept_judge(struct ty_concept_buf *out,
				struct ty_store *store, int64_t id,
				struct ty_error *err);

/* Record what the open batch says: concept c->id, its author and time in creator
 * and created. */
enum ty_status ty_concept_say(struct ty_store *store, const char *op,
			      const struct ty_concept *c,
			      struct ty_error *err);

/* Make the rows what is said; *how: what that changed. */
enum ty_concept_fate { TY_CONCEPT_SAME, TY_CONCEPT_ADDED, TY_CONCEPT_CHANGED,
		      TY_CONCEPT_REMOVED };
enum ty_status ty_concept_settle(enum ty_concept_fate *how,
				 struct ty_store *store, int64_t id,
				 struct ty_error *err);

/* The concepts of which a batch speaks: *list of *n, to be free()d. */
enum ty_status ty_concepts_of_batch(int64_t **list, size_t *n,
				    struct ty_store *store, int64_t batch,
				    struct ty_error *err);

/* Call `differs` for each concept whose rows are not what is said of it. */
enum ty_status ty_concepts_compare(struct ty_store *store,
				   void (*differs)(void *user, int64_t id),
				   void *user, struct ty_error *err);

#endif
