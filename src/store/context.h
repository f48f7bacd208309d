#ifndef TY_STORE_CONTEXT_H
#define TY_STORE_CONTEXT_H

#include "store/row.h"

/* Where a variant stood, as a row of `context`, for the open batch. */
enum ty_status ty_context_add(struct ty_store *store, int64_t variant,
			      const struct ty_variant *v,
			      const struct ty_place *place,
			      struct ty_error *err);

/* A text that takes another's place stands where the other stood. */
enum ty_status ty_context_move(struct ty_store *store, int64_t from,
			       int64_t to, struct ty_error *err);

/* The texts of `to` stood where those of `from` did, as far as batches that
 * speak of `to` know: equal texts, else those of the same language. */
enum ty_status ty_context_share(struct ty_store *store,
				const struct ty_row *from,
				const struct ty_row *to, struct ty_error *err);

/* Forget what batches know that do not speak of the unit. */
enum ty_status ty_context_prune(struct ty_store *store, int64_t unit,
				struct ty_error *err);

#endif
