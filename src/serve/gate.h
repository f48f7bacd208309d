#ifndef TY_SERVE_GATE_H
#define TY_SERVE_GATE_H

#include "serve/http.h"

/*
 * The gate: one thread that holds every connection from outside, lets through
 * only what is a request beyond doubt, and cuts off who is too slow.  What is
 * behind it never sees a byte that the gate has not read.
 */
struct ty_gate;

/* Listen on `address` (loopback) and `*port`, 0 any; *port is the one.
 * TY_EINVAL no such address; TY_EBUSY the port is taken. */
enum ty_status ty_gate_listen(int *fd, const char *address, int *port,
			      struct ty_error *err);

struct ty_gate_options {
	int		 fd;		/* listening; taken over */
	int		 port;
	const char	*address;	/* as listened on */
	int		 deadline_ms;
	size_t		 connections;
	struct ty_http	*http;
	struct ty_hub	*hub;		/* woken when a page is gone */
};
enum ty_status ty_gate_start(struct ty_gate **out,
			     const struct ty_gate_options *options,
			     struct ty_error *err);
/* No more requests are let through; those that were may take until the
 * deadline. */
void ty_gate_stop(struct ty_gate *gate);	/* and free; NULL is allowed */

#endif
