/* Who may ask, and from where: the token, the cookie, the page's origin. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/i18n.h"
#include "serve/call.h"

const char *ty_call_header(const struct ty_call *call, const char *name)
{
	const char *value = MHD_lookup_connection_value(call->connection,
							MHD_HEADER_KIND, name);

	return value ? value : "";
}

static bool refuse(struct ty_call *call, int status, const char *text,
		   struct ty_error *err)
{
	call->reply.status = status;
	ty_fail(err, TY_EINVAL, "%s", text);
	return false;
}

/* -------------------------------------------------------------- whence -- */

/* The gate has compared Host with the server's own names, so that an origin is
 * ours if it is that host. */
static bool own_origin(const struct ty_call *call, const char *origin)
{
	static const char scheme[] = "http://";

	return !strncmp(origin, scheme, sizeof(scheme) - 1) &&
	       !strcasecmp(origin + sizeof(scheme) - 1,
			   ty_call_header(call, "Host"));
}

/*
 * A browser says on every write where it comes from, and modern ones on every
 * request.  Another port of this machine is "same-site": as strange as the
 * rest of the world.  Somebody who follows a link ("none", or a page of the
 * editor asked from elsewhere) may see the page, which holds nothing.
 */
static bool right_place(const struct ty_call *call)
{
	const char *origin = ty_call_header(call, "Origin");
	const char *site = ty_call_header(call, "Sec-Fetch-Site");
	bool reads = !strcmp(call->request.method, "GET") ||
		     !strcmp(call->request.method, "HEAD");

	if (call->asset || !strcmp(call->route->path, "/login"))
		return true;
	if (*origin && !own_origin(call, origin))
		return false;
	if (!*site || !strcmp(site, "same-origin"))
		return true;
	return reads && !strcmp(site, "none");
}

/* ----------------------------------------------------------------- who -- */

struct cookies {
	const struct ty_auth	*auth;
	char			 name[32];
	bool			 found;
};

/* Another server of this machine may have set one of the same name: any that
 * is right will do. */
static enum MHD_Result look_at_cookie(void *user, enum MHD_ValueKind kind,
				      const char *key, const char *value)
{
	struct cookies *cookies = user;

	(void)kind;
	if (value && !strcmp(key, cookies->name) &&
	    ty_auth_is_cookie(cookies->auth, value, strlen(value)))
		cookies->found = true;
	return MHD_YES;
}

static bool has_cookie(const struct ty_call *call)
{
	struct cookies cookies = { .auth = call->server->auth };

	snprintf(cookies.name, sizeof(cookies.name), "taiyaku-%d",
		 call->server->port);
	MHD_get_connection_values(call->connection, MHD_COOKIE_KIND,
				  look_at_cookie, &cookies);
	return cookies.found;
}

static bool has_token(const struct ty_call *call)
{
	const char *said = MHD_lookup_connection_value(call->connection,
				MHD_HEADER_KIND, "Authorization");

	return said && !strncasecmp(said, "Bearer ", 7) &&
	       ty_auth_is_token(call->server->auth, said + 7,
				strlen(said + 7));
}

/* What other tools can send: a password, or an argument. */
static bool has_key(struct ty_call *call)
{
	const char *key = ty_request_query(&call->request, "key");
	char *password = NULL, *user;
	bool right;

	if (key && ty_auth_is_token(call->server->auth, key, strlen(key)))
		return true;
	user = MHD_basic_auth_get_username_password(call->connection,
						    &password);
	right = password && ty_auth_is_token(call->server->auth, password,
					     strlen(password));
	MHD_free(user);
	MHD_free(password);
	return right;
}

static bool may_ask(struct ty_call *call)
{
	unsigned flags = call->asset ? TY_ROUTE_OPEN : call->route->flags;
	bool reads = !strcmp(call->request.method, "GET") ||
		     !strcmp(call->request.method, "HEAD");

	if (flags & TY_ROUTE_OPEN)
		return true;
	if ((flags & TY_ROUTE_TM) &&
	    (call->server->options.share_tm || has_key(call)))
		return true;
	if (has_token(call))
		return true;
	/* A cookie comes along with whatever a browser sends: for a write the
	 * browser must say, too, that it was our page. */
	return has_cookie(call) &&
	       (reads || *ty_call_header(call, "Origin") ||
		*ty_call_header(call, "Sec-Fetch-Site"));
}

/* ---------------------------------------------------------------- what -- */

static bool right_type(const struct ty_call *call)
{
	const char *type = ty_call_header(call, "Content-Type");
	const char *want = call->route->flags & TY_ROUTE_UPLOAD ?
			   "application/octet-stream" : "application/json";
	size_t len = strlen(want);

	/* What the browser will not send without asking first. */
	return !strncasecmp(type, want, len) &&
	       (!type[len] || type[len] == ';' || type[len] == ' ');
}

bool ty_call_guard(struct ty_call *call, struct ty_error *err)
{
	const char *method = call->request.method;
	bool writes = strcmp(method, "GET") && strcmp(method, "HEAD");
	uint64_t most = TY_MAX_JSON;

	if (!right_place(call))
		return refuse(call, 403,
			_("this was asked by a page of another server"), err);
	if (!may_ask(call))
		return refuse(call, 401,
			_("the server does not know you; open the address that 'taiyaku serve' prints"),
			err);
	if (!writes)
		return true;
	if ((call->length || strcmp(method, "DELETE")) && !right_type(call))
		return refuse(call, 415,
			_("the content is not of the type that is taken here"),
			err);
	if (call->route->flags & TY_ROUTE_UPLOAD)
		most = TY_MAX_UPLOAD;
	if (call->length <= most)
		return true;
	call->reply.status = 413;
	ty_fail(err, TY_ELIMIT,
		_("larger than %zu MB, the most that is read"),
		(size_t)(most >> 20));
	return false;
}
