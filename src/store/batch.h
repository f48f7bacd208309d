#ifndef TY_STORE_BATCH_H
#define TY_STORE_BATCH_H

#include "store/write.h"

/* TY_EINVAL unless a batch is open; after a failure in the batch, that failure
 * again: only ty_store_abort() is left then. */
enum ty_status ty_batch_usable(const struct ty_store *store,
			       struct ty_error *err);

/* Remember that the batch cannot be committed, if `st` is more than a wrong
 * argument; gives `st` back. */
enum ty_status ty_batch_result(struct ty_store *store, enum ty_status st);

#endif
