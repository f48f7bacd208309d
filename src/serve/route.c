/* Which route a request's target names, with its parts decoded. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "serve/call.h"
#include "text/utf8.h"

const struct ty_route *const ty_routes[] = {
	ty_routes_own, ty_routes_story, ty_routes_segment, ty_routes_memory,
	ty_routes_term, ty_routes_job, ty_routes_protocol, NULL
};

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decode once; NULL if that is no UTF-8 or has a NUL.  `plus`: "+" is a space,
 * as in what a form sends. */
static char *decode(const char *s, size_t len, bool plus)
{
	char *out = ty_alloc(len + 1, 1);
	size_t n = 0, i, bad;

	for (i = 0; i < len; i++) {
		if (s[i] == '%') {
			int high = i + 2 < len ? hex_value(s[i + 1]) : -1;
			int low = i + 2 < len ? hex_value(s[i + 2]) : -1;

			if (high < 0 || low < 0 || (high | low) == 0)
				goto bad;
			out[n++] = (char)(high << 4 | low);
			i += 2;
		} else {
			out[n++] = plus && s[i] == '+' ? ' ' : s[i];
		}
	}
	if (ty_utf8_valid(out, n, &bad))
		return out;
bad:
	free(out);
	return NULL;
}

static bool no_route(struct ty_call *call, int status, enum ty_status code,
		     const char *text, struct ty_error *err)
{
	call->reply.status = status;
	ty_fail(err, code, "%s", text);
	return false;
}

/* ----------------------------------------------------------- splitting -- */

static bool split_query(struct ty_call *call, const char *s)
{
	size_t len, name;
	struct ty_argument *a;

	for (; *s; s += len + (s[len] == '&')) {
		len = strcspn(s, "&");
		if (!len)
			continue;
		if (call->nquery == TY_MAX_QUERY)
			return false;
		name = strcspn(s, "=&");
		a = &call->query[call->nquery++];
		a->name = decode(s, name, true);
		a->value = name < len ?
			   decode(s + name + 1, len - name - 1, true) :
			   ty_strdup("");
		if (!a->name || !a->value)
			return false;
	}
	return true;
}

static void forget_args(char *args[4])
{
	size_t i;

	for (i = 0; i < 4; i++) {
		free(args[i]);
		args[i] = NULL;
	}
}

/*
 * Does the path, "/a/b", fit the route's, "/a/{}"?  Compared part by part, each
 * decoded by itself, so that a "%2F" is a character of its part and never
 * parts it.  What "{}" stood for goes to args.
 */
static bool fits(char *args[4], const char *route, const char *path,
		 size_t left)
{
	size_t n = 0, route_len, len;
	char *part = NULL;
	bool same = true;

	memset(args, 0, 4 * sizeof(*args));
	while (same && *route && left) {
		route_len = 1 + strcspn(route + 1, "/");
		len = 1;
		while (len < left && path[len] != '/')
			len++;
		if (!strncmp(route, "/{*}", route_len))
			len = left;
		part = decode(path + 1, len - 1, false);
		if (part && route[1] == '{' && n < 4 && *part) {
			args[n++] = part;
			part = NULL;
		} else {
			same = part && strlen(part) == route_len - 1 &&
			       !strncmp(part, route + 1, route_len - 1);
		}
		free(part);
		route += route_len;
		path += len;
		left -= len;
	}
	if (same && !*route && !left)
		return true;
	forget_args(args);
	return false;
}

/* ------------------------------------------------------------- finding -- */

static bool right_method(const char *route, const char *method)
{
	return !strcmp(route, method) ||
	       (!strcmp(method, "HEAD") && !strcmp(route, "GET"));
}

static bool find_asset(struct ty_call *call)
{
	const char *path = strcmp(call->path, "/") ? call->path :
			   "/index.html";
	size_t i;

	for (i = 0; ty_assets[i].path; i++)
		if (!strcmp(ty_assets[i].path, path))
			call->asset = &ty_assets[i];
	return call->asset != NULL;
}

bool ty_call_find(struct ty_call *call, struct ty_error *err)
{
	const char *method = call->request.method;
	size_t len = strcspn(call->target, "?"), t;
	const struct ty_route *r;
	bool there = false;

	call->path = decode(call->target, len, false);
	if (!call->path ||
	    (call->target[len] && !split_query(call, call->target + len + 1)))
		return no_route(call, 400, TY_EINVAL,
				_("this address cannot be read"), err);
	call->request.path = call->path;
	there = find_asset(call);
	if (there && right_method("GET", method))
		return true;
	call->asset = NULL;
	for (t = 0; ty_routes[t]; t++)
		for (r = ty_routes[t]; r->path; r++) {
			if (there && !right_method(r->method, method))
				continue;
			if (!fits(call->args, r->path, call->target, len))
				continue;
			there = true;
			if (right_method(r->method, method)) {
				call->route = r;
				memcpy(call->request.arg, call->args,
				       sizeof(call->args));
				return true;
			}
			forget_args(call->args);
		}
	if (there)
		return no_route(call, 405, TY_EINVAL,
			_("this cannot be done to this address"), err);
	return no_route(call, 404, TY_ENOTFOUND,
			_("nothing is at this address"), err);
}
