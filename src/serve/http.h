#ifndef TY_SERVE_HTTP_H
#define TY_SERVE_HTTP_H

#include "serve/serve.h"

/*
 * From a connection that the gate has looked through to an answer: who asks,
 * which route, the body, the reply.  libmicrohttpd is at home here; each
 * connection has a thread, each answer a worker of the pool.
 */
struct ty_http;
enum ty_status ty_http_new(struct ty_http **out, struct ty_server *server,
			   struct ty_error *err);
void ty_http_free(struct ty_http *http);	/* waits for answers; or NULL */

/* How far an inner connection is: held by the gate and by libmicrohttpd, and
 * gone with the last of them. */
struct ty_inner {
	_Atomic unsigned	users;
	_Atomic unsigned	answered;	/* requests, answer sent whole */
	_Atomic bool		streams;	/* an answer without an end */
};
struct ty_inner *ty_inner_new(void);			/* one user */
void ty_inner_release(struct ty_inner *inner);		/* NULL is allowed */

/* Take over the socket `fd`, whose other end is the gate's.  False: there is
 * no room. */
bool ty_http_add(struct ty_http *http, int fd, struct ty_inner *inner);

#endif
