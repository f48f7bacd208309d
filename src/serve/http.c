/* libmicrohttpd: a thread for each connection; a request, head to answer. */

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "serve/call.h"

/* A head of the gate's is at most 16 KB; an answer's head comes after it. */
#define CONNECTION_BYTES	(64u << 10)
#define STACK_BYTES		(4u << 20)

struct ty_http {
	struct ty_server	*server;
	struct MHD_Daemon	*daemon;
};

/* libmicrohttpd keeps the address of a connection: ours says whose it is. */
struct address {
	struct sockaddr		 address;
	struct ty_inner		*inner;
};

static struct ty_inner *inner_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	struct address from;

	memcpy(&from, info->client_addr, sizeof(from));
	return from.inner;
}

/* ----------------------------------------------------------- one answer -- */

/* The first thing that is heard of a request; what this returns comes along
 * with it until it is answered. */
static void *begin(void *user, const char *target,
		   struct MHD_Connection *connection)
{
	struct ty_call *call = ty_alloc(1, sizeof(*call));
	struct ty_http *http = user;

	clock_gettime(CLOCK_MONOTONIC, &call->start);
	call->server = http->server;
	call->connection = connection;
	call->target = ty_strdup(target);
	call->file = -1;
	ty_buf_init(&call->body);
	ty_buf_init(&call->reply.body);
	call->session.user = http->server->options.user;
	call->session.may_write = true;
	call->request.session = &call->session;
	call->request.http = call;
	return call;
}

static enum MHD_Result send_error(struct ty_call *call, enum ty_status st,
				  const struct ty_error *err)
{
	ty_reply_error(&call->reply, st, err);
	return ty_reply_send(call);
}

static enum MHD_Result answer_route(struct ty_call *call)
{
	struct ty_pool *pool = call->server->pool;
	bool own = ty_route_is_own(call->route);
	struct ty_error err = { .code = TY_OK };
	enum ty_status st = TY_OK;

	if (!own)
		st = ty_pool_take(&call->request.worker, pool, &err);
	if (st == TY_OK)
		st = call->route->answer(&call->request, &call->reply, &err);
	ty_pool_give(pool, call->request.worker);
	call->request.worker = NULL;
	return st == TY_OK ? ty_reply_send(call) : send_error(call, st, &err);
}

static enum MHD_Result answer(struct ty_call *call)
{
	struct ty_error err = { .code = TY_OK };
	enum ty_status st = call->trouble;

	if (st != TY_OK)
		return send_error(call, st, &call->error);
	if ((st = ty_body_read(call, &err)) != TY_OK)
		return send_error(call, st, &err);
	if (call->asset)
		return ty_reply_asset(call);
	if (ty_route_is_events(call->route) &&
	    !strcmp(call->request.method, "GET")) {
		atomic_store(&inner_of(call->connection)->streams, true);
		return ty_reply_events(call);
	}
	call->request.upload = call->upload;
	return answer_route(call);
}

/*
 * The head is there.  What is refused is refused before its body is read, and
 * the connection with it.  Without a body the answer has to wait until this is
 * called again: libmicrohttpd closes a connection that is answered at once.
 */
static enum MHD_Result look_at_head(struct ty_call *call, const char *method)
{
	const char *length;

	call->begun = true;
	call->request.method = method;
	call->request.client = ty_call_header(call, "X-Taiyaku-Client");
	call->request.language = ty_speech_use(call->server->speech,
				ty_call_header(call, "Accept-Language"));
	length = ty_call_header(call, "Content-Length");
	call->length = strtoull(length, NULL, 10);
	if (!ty_call_find(call, &call->error) ||
	    !ty_call_guard(call, &call->error))
		call->trouble = call->error.code;
	return call->trouble != TY_OK && call->length ? answer(call) : MHD_YES;
}

static enum MHD_Result on_request(void *user, struct MHD_Connection *connection,
				  const char *url, const char *method,
				  const char *version, const char *bytes,
				  size_t *len, void **state)
{
	struct ty_call *call = *state;

	(void)user;
	(void)connection;
	(void)url;
	(void)version;
	if (!call->begun)
		return look_at_head(call, method);
	if (!*len)
		return answer(call);
	if (call->trouble == TY_OK)
		call->trouble = ty_body_take(call, bytes, *len, &call->error);
	*len = 0;
	return MHD_YES;
}

static double ms_since(const struct timespec *start)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)(t.tv_sec - start->tv_sec) * 1e3 +
	       (double)(t.tv_nsec - start->tv_nsec) / 1e6;
}

static void release(struct ty_call *call)
{
	size_t i;

	for (i = 0; i < call->nquery; i++) {
		free(call->query[i].name);
		free(call->query[i].value);
	}
	for (i = 0; i < 4; i++)
		free(call->args[i]);
	ty_body_release(call);
	ty_buf_release(&call->reply.body);
	free(call->reply.filename);
	free(call->reply.location);
	free(call->reply.cookie);
	free(call->path);
	free(call->target);
	free(call);
}

static void on_completed(void *user, struct MHD_Connection *connection,
			 void **state, enum MHD_RequestTerminationCode why)
{
	struct ty_call *call = *state;
	struct ty_http *http = user;
	const struct ty_serve_options *o = &http->server->options;

	(void)why;
	if (!call)
		return;
	if (o->log && call->request.method)
		o->log(o->log_user, call->request.method,
		       call->route ? call->route->path :
		       call->asset ? call->asset->path : "-",
		       call->status, call->sent, ms_since(&call->start));
	release(call);
	*state = NULL;
	atomic_fetch_add(&inner_of(connection)->answered, 1);
}

/* -------------------------------------------------------- connections -- */

struct ty_inner *ty_inner_new(void)
{
	struct ty_inner *inner = ty_alloc(1, sizeof(*inner));

	atomic_init(&inner->users, 1);
	return inner;
}

void ty_inner_release(struct ty_inner *inner)
{
	if (inner && atomic_fetch_sub(&inner->users, 1) == 1)
		free(inner);
}

static void on_connection(void *user, struct MHD_Connection *connection,
			  void **state,
			  enum MHD_ConnectionNotificationCode what)
{
	(void)user;
	(void)state;
	if (what == MHD_CONNECTION_NOTIFY_CLOSED)
		ty_inner_release(inner_of(connection));
}

/* Paths and arguments are decoded by route.c, part by part. */
static size_t leave_as_is(void *user, struct MHD_Connection *connection,
			  char *s)
{
	(void)user;
	(void)connection;
	return strlen(s);
}

enum ty_status ty_http_new(struct ty_http **out, struct ty_server *server,
			   struct ty_error *err)
{
	struct ty_http *http = ty_alloc(1, sizeof(*http));
	unsigned most = (unsigned)server->options.connections;

	*out = NULL;
	http->server = server;
	http->daemon = MHD_start_daemon(
		MHD_USE_THREAD_PER_CONNECTION |
		MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC,
		0, NULL, NULL, on_request, http,
		MHD_OPTION_URI_LOG_CALLBACK, begin, http,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_as_is, NULL,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, http,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, http,
		MHD_OPTION_CONNECTION_LIMIT, most,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
		MHD_OPTION_CONNECTION_TIMEOUT, 0u,
		MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES,
		MHD_OPTION_END);
	if (!http->daemon) {
		free(http);
		return ty_fail(err, TY_EIO, _("the server cannot be started"));
	}
	*out = http;
	return TY_OK;
}

void ty_http_free(struct ty_http *http)
{
	if (!http)
		return;
	MHD_stop_daemon(http->daemon);
	free(http);
}

bool ty_http_add(struct ty_http *http, int fd, struct ty_inner *inner)
{
	struct address from = { .address = { .sa_family = AF_UNIX },
				.inner = inner };

	/* The daemon's thread looks at it when it comes to it: by then the
	 * gate may have let it go. */
	atomic_fetch_add(&inner->users, 1);
	if (MHD_add_connection(http->daemon, fd, &from.address,
			       sizeof(from)) == MHD_YES)
		return true;
	ty_inner_release(inner);
	return false;
}
