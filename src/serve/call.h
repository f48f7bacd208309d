#ifndef TY_SERVE_CALL_H
#define TY_SERVE_CALL_H

#include <microhttpd.h>
#include <time.h>

#include "serve/http.h"
#include "serve/server.h"

#define TY_MAX_JSON	(4u << 20)	/* bytes of a body */
#define TY_MAX_UPLOAD	(64u << 20)	/* bytes of a file */
#define TY_MAX_UPLOADS	(256u << 20)	/* of those that are on their way */
#define TY_MAX_QUERY	64		/* arguments */

struct ty_argument {
	char	*name, *value;
};

/* A request while it is answered. */
struct ty_call {
	struct ty_request	 request;
	struct ty_server	*server;
	struct MHD_Connection	*connection;
	struct ty_session	 session;
	char			*target;	/* as it was sent */
	char			*path;		/* decoded */
	char			*args[4];
	struct ty_argument	 query[TY_MAX_QUERY];
	size_t			 nquery;
	const struct ty_route	*route;		/* NULL: a file of the page */
	const struct ty_asset	*asset;
	bool			 begun;		/* the head was looked at */
	uint64_t		 length;	/* of the body, as announced */
	struct ty_buf		 body;
	char			*upload;	/* its path */
	int			 file;		/* -1: none */
	enum ty_status		 trouble;	/* met while the body came */
	struct ty_error		 error;
	struct ty_reply		 reply;
	struct timespec		 start;
	int			 status;	/* that was sent */
	uint64_t		 sent;
};

/* route.c: split and decode the target, find the route or file.  False: the
 * reply's status and *err say why not. */
bool ty_call_find(struct ty_call *call, struct ty_error *err);

/* guard.c: may this be asked, by this one, from there, with such a body?
 * False as above. */
bool ty_call_guard(struct ty_call *call, struct ty_error *err);
/* A header of the request, "" if it has none. */
const char *ty_call_header(const struct ty_call *call, const char *name);

/* body.c: take what came of the body; trouble is kept until all is there. */
enum ty_status ty_body_take(struct ty_call *call, const char *bytes,
			    size_t len, struct ty_error *err);
/* All is there: read it. */
enum ty_status ty_body_read(struct ty_call *call, struct ty_error *err);
void ty_body_release(struct ty_call *call);

/* reply.c: what goes out. */
void ty_reply_error(struct ty_reply *reply, enum ty_status st,
		    const struct ty_error *err);
enum MHD_Result ty_reply_send(struct ty_call *call);
enum MHD_Result ty_reply_asset(struct ty_call *call);
/* The headers of every answer, and how long it may be kept. */
void ty_reply_common(struct MHD_Response *response, const char *cache);
/* A page of one sentence, for who has no editor or no key to it. */
void ty_reply_page(struct ty_reply *reply, int status, const char *text);

/* stream.c: GET /events. */
enum MHD_Result ty_reply_events(struct ty_call *call);

/* own.c: what the server answers itself. */
extern const struct ty_route ty_routes_own[];
bool ty_route_is_own(const struct ty_route *route);
bool ty_route_is_events(const struct ty_route *route);

#endif
