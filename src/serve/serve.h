#ifndef TY_SERVE_SERVE_H
#define TY_SERVE_SERVE_H

#include <jansson.h>

#include "base/buf.h"
#include "flow/work.h"
#include "taiyaku.h"

/*
 * The server: who may ask (auth), what is a request (gate, http), who answers
 * (a table of routes), what open pages are told (events), and the one thread
 * that writes the memory (scribe).  A handler is as short as a command: read
 * the request, call flow, answer.
 */
struct ty_serve_options {
	const char	*memory;
	int		 penalty;	/* of its matches, as in a desk */
	const struct ty_reference *references;
	size_t		 nreferences;
	const char	*source, *target, *data, *user;
	const char	*address;	/* "127.0.0.1" or "::1" */
	int		 port;		/* 0: any */
	const char	*token_file;
	const char	*state;		/* if that is NULL: the folder where
					   PORT.token is, made if need be; NULL:
					   the token is kept nowhere */
	bool		 behind_proxy;
	bool		 share_tm;	/* /tmserver and /get ask for no token */
	const char	*temp;		/* folder for uploads; NULL: /tmp */
	int		 deadline_ms;	/* for a head, a body's next piece, an
					   answer's; 0: 10 s */
	size_t		 connections;	/* the most at once; 0: 1024 */
	const struct ty_monitor *monitor;	/* its note(), of any thread */
	/* Told after each answer: nothing in it comes from a story. */
	void	(*log)(void *user, const char *method, const char *route,
		       int status, uint64_t bytes, double ms);
	void	*log_user;
};
struct ty_server;
enum ty_status ty_server_start(struct ty_server **out,
			       const struct ty_serve_options *options,
			       struct ty_error *err);
/* "http://127.0.0.1:8246/login?once=..."; a new one each time, to be free()d. */
char *ty_server_invite(struct ty_server *server);
int ty_server_port(const struct ty_server *server);
const char *ty_server_token_file(const struct ty_server *server);
/*
 * Another invitation from the server that works on this memory, if one does: by
 * its token file, to be free()d as the URL.  TY_ENOTFOUND there is none;
 * TY_EBUSY it does not answer.
 */
enum ty_status ty_server_again(char **url, int *port, char **token_file,
			       const char *memory, struct ty_error *err);
/* What a program that has started one wants to know (docs/json.md). */
void ty_server_json(struct ty_buf *out, const char *url, int port,
		    const char *token_file, const char *memory);
void ty_server_stop(struct ty_server *server);	/* waits for what is written */

/* ---- for the handlers ------------------------------------------------- */

/* Whose request it is.  Accounts come later: here is their place. */
struct ty_session {
	const char	*user;
	bool		 may_write;
};

/* What a thread that answers works with: nobody else uses it meanwhile. */
struct ty_worker {
	struct ty_server	*server;
	struct ty_desk		*desk;		/* TY_READ, shared indexes */
	struct ty_desk		*back;		/* NULL until asked for */
	struct ty_work		*work;
	struct ty_api		*api;		/* what handlers keep between
						   requests, or NULL */
};
void ty_api_close(struct ty_api *api);		/* before the desks */
/*
 * The worker's desk whose source language is `lang`: `desk`, or `back`, which
 * is opened when first asked for (its index may have to be built).
 *
 * Errors: TY_EINVAL neither language; those of ty_desk_open().
 */
enum ty_status ty_worker_desk(struct ty_desk **out, struct ty_worker *worker,
			      const char *lang, struct ty_error *err);

struct ty_request {
	const char	*method, *path;		/* percent-decoded, valid UTF-8 */
	const char	*arg[4];		/* what "{}" of the route stood for */
	json_t		*body;			/* an object; NULL: none */
	const char	*upload;		/* path of what was uploaded, in
						   ty_server_folder(): removed after
						   the answer unless renamed */
	const char	*client;		/* id of the page, X-Taiyaku-Client;
						   "" */
	const char	*language;		/* of messages: "ja" */
	const struct ty_session *session;
	struct ty_worker *worker;
	void		*http;			/* its own */
};
/* Query arguments: NULL if not given; numbers within bounds, or TY_EINVAL. */
const char *ty_request_query(const struct ty_request *request, const char *name);
/* The same of one that may come more than once: the n-th, from 0. */
const char *ty_request_again(const struct ty_request *request, const char *name,
			     size_t n);
enum ty_status ty_request_number(int64_t *out, const struct ty_request *request,
				 const char *name, int64_t least, int64_t most,
				 int64_t otherwise, struct ty_error *err);
/* Members of the body: TY_EINVAL naming it if it is missing or of another type.
 * `otherwise` NULL: it must be there. */
enum ty_status ty_body_text(const char **out, const struct ty_request *request,
			    const char *name, const char *otherwise,
			    struct ty_error *err);
enum ty_status ty_body_number(int64_t *out, const struct ty_request *request,
			      const char *name, int64_t least, int64_t most,
			      const int64_t *otherwise, struct ty_error *err);
enum ty_status ty_body_flag(bool *out, const struct ty_request *request,
			    const char *name, bool otherwise,
			    struct ty_error *err);

struct ty_reply {
	int		 status;		/* 200 unless set */
	const char	*type;			/* "application/json" unless set;
						   static */
	struct ty_buf	 body;
	char		*filename;		/* it is to be saved as that */
	bool		 sandbox;		/* a page of somebody's making: CSP
						   "sandbox", shown as it is */
	char		*location, *cookie;	/* headers; to be free()d */
};

/*
 * A route: "/api/v1/segments/{}/confirm"; "{*}" at the end is all that is left
 * of the path, slashes included.  Handlers return TY_OK with the reply
 * filled in, or an error, which becomes {"error":{"code","message","file",
 * "line"}} with the status of its code: TY_EINVAL 400, TY_ENOTFOUND 404,
 * TY_ESYNTAX 422, TY_ELIMIT 413, TY_EBUSY 503, others 500; unless the handler
 * has set reply->status.
 */
struct ty_route {
	const char	*method, *path;
	enum ty_status	(*answer)(struct ty_request *request,
				  struct ty_reply *reply, struct ty_error *err);
	unsigned	 flags;
};
enum {
	TY_ROUTE_OPEN = 1,		/* asks for no token */
	TY_ROUTE_TM = 2,		/* a protocol of other tools: token also as
					   Basic password or ?key=, none with
					   share_tm */
	TY_ROUTE_UPLOAD = 4		/* the body, of any size within the quota,
					   goes to a file */
};
extern const struct ty_route ty_routes_story[], ty_routes_segment[],
	ty_routes_memory[], ty_routes_term[], ty_routes_job[],
	ty_routes_protocol[];		/* end with a NULL path */
/* All of them, and what the server answers itself: ends with NULL. */
extern const struct ty_route *const ty_routes[];

/* A folder of the server's own (0700), gone with all in it when it stops. */
const char *ty_server_folder(const struct ty_server *server);
/* The options the server runs with, its own copies; source and target are
 * canonical. */
const struct ty_serve_options *ty_server_options(const struct ty_server *server);
/* A desk on the server's memories, in its languages or the other way. */
enum ty_status ty_server_desk(struct ty_desk **out,
			      const struct ty_server *server, enum ty_open mode,
			      bool back, const struct ty_monitor *monitor,
			      struct ty_error *err);

/*
 * The one thread that writes (scribe.c), started with the server and stopped
 * with it, after what waits is written and the running job is cancelled.
 */
struct ty_scribe;
enum ty_status ty_scribe_start(struct ty_scribe **out, struct ty_server *server,
			       struct ty_error *err);
void ty_scribe_stop(struct ty_scribe *scribe);		/* NULL is allowed */
struct ty_scribe *ty_server_scribe(struct ty_server *server);

/* Tell the open pages: `event` as in docs/api.md, `data` one JSON object. */
void ty_server_tell(struct ty_server *server, const char *event,
		    const char *data);
/* Something waits in the work's queue: wake the scribe. */
void ty_server_teach(struct ty_server *server);

/*
 * A job, done by the scribe one after another.  `run` is called in its thread
 * with a desk opened TY_WRITE whose monitor reports to the job; it appends the
 * result, a JSON object, to `result`.  `user` is freed with `release`.
 */
struct ty_job_options {
	const char	*kind;			/* "import", "align", ...; static */
	char		*what;			/* shown; taken over */
	enum ty_status	(*run)(void *user, struct ty_desk *desk,
			       struct ty_buf *result, struct ty_error *err);
	void		(*release)(void *user);
	void		*user;
};
int64_t ty_server_job(struct ty_server *server,
		      const struct ty_job_options *options);
/* Jobs as JSON (docs/api.md), newest first; one: its id, else 0.  TY_ENOTFOUND. */
enum ty_status ty_server_jobs(struct ty_buf *out, struct ty_server *server,
			      int64_t one, struct ty_error *err);
enum ty_status ty_server_cancel(struct ty_server *server, int64_t job,
				struct ty_error *err);

/* What is compiled in: the description of the API (openapi.json). */
extern const char ty_openapi[];

/* What is compiled in: the page.  NULL: no such file (or WEB=0). */
struct ty_asset {
	const char		*path;		/* "/app.js" */
	const char		*type;
	const char		*etag;
	const unsigned char	*bytes;		/* gzip */
	size_t			 len;
};
extern const struct ty_asset ty_assets[];	/* end with a NULL path */

#endif
