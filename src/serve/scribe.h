#ifndef TY_SERVE_SCRIBE_H
#define TY_SERVE_SCRIBE_H

#include "serve/serve.h"

/*
 * Have the thread that writes do something, with its desk, and wait for it:
 * what a handler changes in the memory.  Not while a job runs: TY_EBUSY after a
 * second of waiting.
 */
enum ty_status ty_scribe_call(struct ty_server *server,
			      enum ty_status (*run)(void *user,
						    struct ty_desk *desk,
						    struct ty_error *err),
			      void *user, struct ty_error *err);

#endif
