/* What goes out: errors as JSON, and the headers that keep a browser honest. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/escape.h"
#include "serve/call.h"
#include "text/utf8.h"

static const char plain_type[] = "application/json";
static const char page_policy[] =
	"default-src 'none'; script-src 'self'; style-src 'self'; "
	"connect-src 'self'; img-src 'self' data:; font-src 'self'; "
	"frame-src 'self'; form-action 'none'; base-uri 'none'; "
	"frame-ancestors 'none'";
/* What a story's text makes can do nothing; it may have its own style. */
static const char sandbox_policy[] =
	"sandbox; default-src 'none'; style-src 'unsafe-inline'; "
	"img-src data:; form-action 'none'; base-uri 'none'; "
	"frame-ancestors 'self'";
static const char data_policy[] =
	"default-src 'none'; frame-ancestors 'none'; sandbox";

/* -------------------------------------------------------------- errors -- */

static int status_of(enum ty_status st)
{
	switch (st) {
	case TY_EINVAL:		return 400;
	case TY_ENOTFOUND:	return 404;
	case TY_ESYNTAX:	return 422;
	case TY_ELIMIT:		return 413;
	case TY_EBUSY:		return 503;
	default:		return 500;
	}
}

static const char *word_of(int status, enum ty_status st)
{
	switch (status) {
	case 401:	return "unauthorized";
	case 403:	return "forbidden";
	case 405:	return "method";
	case 409:	return "conflict";
	case 415:	return "type";
	default:	return ty_status_word(st);
	}
}

/* A path, or the words of a file, may be of any bytes; JSON is UTF-8. */
static json_t *valid_string(const char *s)
{
	struct ty_buf valid = TY_BUF_INIT;
	json_t *string;

	ty_printable(&valid, s, strlen(s));
	string = json_stringn(valid.p, valid.len);
	ty_buf_release(&valid);
	return string;
}

void ty_reply_error(struct ty_reply *reply, enum ty_status st,
		    const struct ty_error *err)
{
	json_t *error, *all;
	char *text;

	if (!reply->status)
		reply->status = status_of(st);
	ty_buf_clear(&reply->body);	/* half an answer is none */
	error = json_pack("{ss so}", "code", word_of(reply->status, st),
			  "message", valid_string(err->text));
	if (err->file[0])
		json_object_set_new(error, "file", valid_string(err->file));
	if (err->line)
		json_object_set_new(error, "line", json_integer(err->line));
	if (err->column)
		json_object_set_new(error, "column",
				    json_integer(err->column));
	all = json_pack("{si so}", "version", 1, "error", error);
	text = json_dumps(all, JSON_COMPACT);
	ty_buf_adds(&reply->body, text);
	free(text);
	json_decref(all);
}

void ty_reply_page(struct ty_reply *reply, int status, const char *text)
{
	reply->status = status;
	reply->type = "text/html; charset=utf-8";
	ty_buf_adds(&reply->body, "<!DOCTYPE html><meta charset=\"utf-8\">"
		    "<title>Taiyaku</title><p>");
	ty_escape_text(&reply->body, text, strlen(text));
	ty_buf_adds(&reply->body, "</p>\n");
}

/* ------------------------------------------------------------- headers -- */

static void header(struct MHD_Response *response, const char *name,
		   const char *value)
{
	MHD_add_response_header(response, name, value);
}

/* RFC 6266: a name for old readers in ASCII, and the name as it is
 * (RFC 8187). */
static void as_attachment(struct MHD_Response *response, const char *name)
{
	static const char plain[] = "!#$&+-.^_`|~0123456789"
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	struct ty_buf value = TY_BUF_INIT;
	const char *s;

	ty_buf_adds(&value, "attachment; filename=\"");
	for (s = name; *s; s++)
		if (((unsigned char)*s & 0xC0) != 0x80)
			ty_buf_addc(&value, *s != '/' && strchr(plain, *s) ?
				    *s : '_');
	ty_buf_adds(&value, "\"; filename*=UTF-8''");
	for (s = name; *s; s++)
		if (strchr(plain, *s))
			ty_buf_addc(&value, *s);
		else
			ty_buf_addf(&value, "%%%02X", (unsigned char)*s);
	header(response, "Content-Disposition", value.p);
	ty_buf_release(&value);
}

void ty_reply_common(struct MHD_Response *response, const char *cache)
{
	header(response, "Cache-Control", cache);
	header(response, "X-Content-Type-Options", "nosniff");
	header(response, "Referrer-Policy", "no-referrer");
	header(response, "Cross-Origin-Resource-Policy", "same-origin");
}

static void page_headers(struct MHD_Response *response, const char *policy)
{
	header(response, "Content-Security-Policy", policy);
	header(response, "Cross-Origin-Opener-Policy", "same-origin");
}

/* What a browser is told to ask for, by what it was refused. */
static void challenge(struct MHD_Response *response, const struct ty_call *call)
{
	bool tm = call->route && (call->route->flags & TY_ROUTE_TM);

	header(response, "WWW-Authenticate",
	       tm ? "Basic realm=\"Taiyaku\", charset=\"UTF-8\"" : "Bearer");
}

static enum MHD_Result queue(struct ty_call *call, int status, size_t len,
			     struct MHD_Response *response)
{
	enum MHD_Result queued;

	call->status = status;
	call->sent = strcmp(call->request.method, "HEAD") ? len : 0;
	queued = MHD_queue_response(call->connection, (unsigned)status,
				    response);
	MHD_destroy_response(response);
	return queued;
}

enum MHD_Result ty_reply_send(struct ty_call *call)
{
	struct ty_reply *reply = &call->reply;
	int status = reply->status ? reply->status : 200;
	const char *type = reply->type ? reply->type : plain_type;
	size_t len = reply->body.len;
	struct MHD_Response *response;

	response = MHD_create_response_from_buffer(len,
			ty_buf_detach(&reply->body), MHD_RESPMEM_MUST_FREE);
	if (!response)
		return MHD_NO;
	header(response, "Content-Type", type);
	ty_reply_common(response, "no-store");
	if (!strncmp(type, "text/html", 9))
		page_headers(response, reply->sandbox ? sandbox_policy :
			     page_policy);
	else
		header(response, "Content-Security-Policy", data_policy);
	if (reply->filename)
		as_attachment(response, reply->filename);
	if (reply->location)
		header(response, "Location", reply->location);
	if (reply->cookie)
		header(response, "Set-Cookie", reply->cookie);
	if (status == 401)
		challenge(response, call);
	return queue(call, status, len, response);
}

enum MHD_Result ty_reply_asset(struct ty_call *call)
{
	const struct ty_asset *asset = call->asset;
	const char *known = ty_call_header(call, "If-None-Match");
	bool same = *known && strstr(known, asset->etag);
	size_t len = same ? 0 : asset->len;
	struct MHD_Response *response;

	response = MHD_create_response_from_buffer(len, (void *)asset->bytes,
						   MHD_RESPMEM_PERSISTENT);
	if (!response)
		return MHD_NO;
	header(response, "Content-Type", asset->type);
	header(response, "ETag", asset->etag);
	ty_reply_common(response, "no-cache");
	page_headers(response, page_policy);
	if (!same)
		header(response, "Content-Encoding", "gzip");
	return queue(call, same ? 304 : 200, len, response);
}
