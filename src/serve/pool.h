#ifndef TY_SERVE_POOL_H
#define TY_SERVE_POOL_H

#include "serve/serve.h"

/*
 * Workers for whoever answers: as many as the machine can use, opened when
 * they are needed, and lent to one thread at a time.
 */
struct ty_pool;

/* Opens the memory once, so that what is wrong with it is said at the start. */
enum ty_status ty_pool_new(struct ty_pool **out, struct ty_server *server,
			   struct ty_error *err);
/* Make one ready before anybody asks. */
void ty_pool_warm(struct ty_pool *pool);
/* The server is to end: what takes long is given up. */
void ty_pool_close(struct ty_pool *pool);
/* The desk that was opened then: not to be asked. */
const struct ty_desk *ty_pool_desk(const struct ty_pool *pool);
void ty_pool_free(struct ty_pool *pool);	/* all are back; or NULL */

/* Borrow one; waits while all are busy.  Errors: TY_EBUSY after half a minute;
 * those of opening. */
enum ty_status ty_pool_take(struct ty_worker **out, struct ty_pool *pool,
			    struct ty_error *err);
void ty_pool_give(struct ty_pool *pool, struct ty_worker *worker);

/*
 * While a job writes: who answers goes on seeing the memory as it was, until
 * the job has committed *and* put the index files in order.  Otherwise each
 * worker would read the news of a large import by itself, at the cost of
 * seconds, just before the files are there.
 */
void ty_pool_pin(struct ty_pool *pool);
void ty_pool_unpin(struct ty_pool *pool);

#endif
