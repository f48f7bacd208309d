/* What the server answers itself: login, session, health, events, and a page
 * where there is no editor. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "serve/call.h"
#include "text/utf8.h"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* These need no worker, and get none. */
static struct ty_server *server_of(const struct ty_request *request)
{
	return ((const struct ty_call *)request->http)->server;
}

static enum ty_status health(struct ty_request *request,
			     struct ty_reply *reply, struct ty_error *err)
{
	(void)request;
	(void)err;
	ty_buf_adds(&reply->body, "{\"version\":1,\"status\":\"ok\"}");
	return TY_OK;
}

/* A path may be of any bytes. */
static json_t *path_string(const char *path)
{
	struct ty_buf valid = TY_BUF_INIT;
	json_t *string;

	ty_printable(&valid, path, strlen(path));
	string = json_string(valid.p);
	ty_buf_release(&valid);
	return string;
}

static void put(struct ty_buf *out, json_t *all)
{
	char *text = json_dumps(all, JSON_COMPACT);

	ty_buf_adds(out, text);
	free(text);
	json_decref(all);
}

void ty_server_json(struct ty_buf *out, const char *url, int port,
		    const char *token_file, const char *memory)
{
	put(out, json_pack("{si ss si so so}", "version", 1, "url", url,
			   "port", port, "token_file",
			   token_file ? path_string(token_file) : json_null(),
			   "memory", path_string(memory)));
}

static enum ty_status session(struct ty_request *request,
			      struct ty_reply *reply, struct ty_error *err)
{
	const struct ty_serve_options *o =
		ty_server_options(server_of(request));
	json_t *memories = json_array();
	size_t i;

	(void)err;
	json_array_append_new(memories, path_string(base_name(o->memory)));
	for (i = 0; i < o->nreferences; i++)
		json_array_append_new(memories,
			path_string(base_name(o->references[i].path)));
	put(&reply->body, json_pack("{si ss ss ss so so ss ss}", "version", 1,
			"user", request->session->user, "source", o->source,
			"target", o->target, "memory", path_string(base_name(o->memory)),
			"memories", memories, "program", ty_version(),
			"language", request->language));
	return TY_OK;
}

/* Everything that is said here is for a person who follows a link. */
static enum ty_status login(struct ty_request *request,
			    struct ty_reply *reply, struct ty_error *err)
{
	struct ty_server *server = server_of(request);
	const char *word = ty_request_query(request, "once");
	struct ty_buf cookie = TY_BUF_INIT;

	(void)err;
	/* Who only looks, as for a preview of the link, does not use it up. */
	if (!strcmp(request->method, "HEAD"))
		return TY_OK;
	if (!word || !ty_auth_redeem(server->auth, word)) {
		ty_reply_page(reply, 401,
			_("This invitation was used already or is too old. Run 'taiyaku serve' again to get another one."));
		return TY_OK;
	}
	ty_buf_addf(&cookie, "taiyaku-%d=%s; HttpOnly; SameSite=Strict; Path=/; Max-Age=31536000",
		    server->port, ty_auth_cookie(server->auth));
	reply->cookie = ty_buf_detach(&cookie);
	reply->location = ty_strdup("/");
	ty_reply_page(reply, 303, _("Welcome."));
	return TY_OK;
}

/* Who holds the token may let a browser in. */
static enum ty_status invite(struct ty_request *request,
			     struct ty_reply *reply, struct ty_error *err)
{
	char *url = ty_server_invite(server_of(request));

	(void)err;
	reply->status = 201;
	ty_buf_addf(&reply->body, "{\"version\":1,\"url\":\"%s\"}", url);
	free(url);
	return TY_OK;
}

static enum ty_status no_editor(struct ty_request *request,
				struct ty_reply *reply, struct ty_error *err)
{
	(void)request;
	(void)err;
	ty_reply_page(reply, 200,
		_("This taiyaku was built without the editor (make WEB=0); its API is under /api/v1."));
	return TY_OK;
}

static enum ty_status description(struct ty_request *request,
				  struct ty_reply *reply, struct ty_error *err)
{
	(void)request;
	(void)err;
	ty_buf_adds(&reply->body, ty_openapi);
	return TY_OK;
}

static enum ty_status events(struct ty_request *request,
			     struct ty_reply *reply, struct ty_error *err)
{
	(void)request;
	(void)reply;
	(void)err;
	return TY_OK;		/* streamed, see ty_route_is_events() */
}

const struct ty_route ty_routes_own[] = {
	{ "GET", "/api/v1/health", health, TY_ROUTE_OPEN },
	{ "GET", "/api/v1/session", session, 0 },
	{ "GET", "/api/v1/events", events, 0 },
	{ "GET", "/api/v1/openapi.json", description, 0 },
	{ "POST", "/api/v1/invitations", invite, 0 },
	{ "GET", "/login", login, TY_ROUTE_OPEN },
	{ "GET", "/", no_editor, TY_ROUTE_OPEN },
	{ .path = NULL }
};

bool ty_route_is_own(const struct ty_route *route)
{
	const struct ty_route *r = ty_routes_own;

	while (r->path && r != route)
		r++;
	return r->path != NULL;
}

bool ty_route_is_events(const struct ty_route *route)
{
	return route && route->answer == events;
}
