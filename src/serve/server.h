#ifndef TY_SERVE_SERVER_H
#define TY_SERVE_SERVER_H

#include <pthread.h>

#include "serve/auth.h"
#include "serve/events.h"
#include "serve/gate.h"
#include "serve/language.h"
#include "serve/lock.h"
#include "serve/pool.h"
#include "serve/serve.h"
#include "serve/uploads.h"

/* The parts of a server, each with its own lock. */
struct ty_server {
	struct ty_serve_options options;	/* with strings of its own */
	struct ty_reference	*references;
	char			*folder;	/* of uploads; 0700 */
	_Atomic uint64_t	 uploading;	/* bytes on their way */
	int			 port;
	struct ty_lock		*lock;
	struct ty_auth		*auth;
	struct ty_speech	*speech;
	struct ty_uploads	*uploads;
	struct ty_pool		*pool;
	struct ty_hub		*hub;
	struct ty_scribe	*scribe;
	struct ty_http		*http;
	struct ty_gate		*gate;
};

#endif
