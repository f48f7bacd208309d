/* What is asked of the memory: suggestions, search, checks, its care. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/words.h"
#include "format/json.h"
#include "format/results.h"
#include "serve/api.h"
#include "serve/scribe.h"

#define MOST_TEXTS	64		/* of a search */

/* ---- suggestions */

enum ty_status ty_api_suggest(struct ty_reply *reply,
			      struct ty_request *request, struct ty_desk *desk,
			      const char *text,
			      struct ty_suggest_options *options,
			      struct ty_error *err)
{
	struct ty_term_hits *terms = NULL;
	struct ty_matches *matches = NULL;
	int64_t min, max;
	enum ty_status st;

	if ((st = ty_request_number(&min, request, "min", 50, 101, 70, err)) !=
	    TY_OK ||
	    (st = ty_request_number(&max, request, "max", 1, 100, 10, err)) !=
	    TY_OK)
		return st;
	options->min = (int)min;
	options->max = (size_t)max;
	st = ty_suggest(&matches, desk, text, options, err);
	if (st == TY_OK)
		st = ty_terms_find(&terms, desk, matches->text,
				   strlen(matches->text), NULL, err);
	if (st == TY_OK)
		ty_json_matches(&reply->body, text, matches, terms);
	ty_term_hits_free(terms);
	ty_matches_free(matches);
	return st;
}

/* An argument of the query that has to be there. */
static enum ty_status wanted(const char **out, const struct ty_request *request,
			     const char *name, struct ty_error *err)
{
	*out = ty_request_query(request, name);
	return *out ? TY_OK : ty_fail(err, TY_EINVAL, _("'%s' is missing"),
				      name);
}

static enum ty_status suggestions(struct ty_request *request,
				  struct ty_reply *reply, struct ty_error *err)
{
	struct ty_suggest_options options = {
		.prev = ty_request_query(request, "prev"),
		.next = ty_request_query(request, "next"),
	};
	const char *text;
	enum ty_status st = wanted(&text, request, "q", err);

	return st == TY_OK ? ty_api_suggest(reply, request,
					    request->worker->desk, text,
					    &options, err) : st;
}

/* ---- search */

/* "human,aligned": a bit for each word. */
static enum ty_status read_words(unsigned *bits, const char *name,
				 const char *list,
				 int (*number)(const char *word),
				 struct ty_error *err)
{
	enum ty_status st = TY_OK;
	size_t len;

	for (; list && *list && st == TY_OK; list += len + (list[len] == ',')) {
		char *word;
		int n;

		len = strcspn(list, ",");
		word = ty_strndup(list, len);
		n = number(word);
		if (n < 0)
			st = ty_fail(err, TY_EINVAL,
				     _("'%s': unknown word '%s'"), name, word);
		else
			*bits |= 1u << n;
		free(word);
	}
	return st;
}

static int kind_number(const char *word)
{
	enum ty_unit_kind kind;

	return ty_unit_kind_parse(&kind, word) ? (int)kind : -1;
}

static int status_number(const char *word)
{
	enum ty_unit_status status;

	return ty_unit_status_parse(&status, word) ? (int)status : -1;
}

static enum ty_status read_search(struct ty_search_options *o,
				  const struct ty_request *request,
				  struct ty_error *err)
{
	int64_t offset, limit;
	enum ty_status st;

	*o = (struct ty_search_options){
		.lang = ty_request_query(request, "lang"),
		.other = ty_request_query(request, "other"),
		.story = ty_request_query(request, "story"),
		.since = ty_request_query(request, "since"),
		.until = ty_request_query(request, "until"),
		.user = ty_request_query(request, "user"),
	};
	if ((st = read_words(&o->kinds, "kind",
			     ty_request_query(request, "kind"), kind_number,
			     err)) != TY_OK ||
	    (st = read_words(&o->statuses, "status",
			     ty_request_query(request, "status"),
			     status_number, err)) != TY_OK ||
	    (st = ty_request_number(&o->batch, request, "batch", 1, INT64_MAX,
				    0, err)) != TY_OK ||
	    (st = ty_request_number(&offset, request, "offset", 0, 1000000000,
				    0, err)) != TY_OK ||
	    (st = ty_request_number(&limit, request, "limit", 0, 1000, 20,
				    err)) != TY_OK)
		return st;
	o->offset = (size_t)offset;
	o->limit = (size_t)limit;
	return TY_OK;
}

static enum ty_status search(struct ty_request *request, struct ty_reply *reply,
			     struct ty_error *err)
{
	const char *texts[MOST_TEXTS + 1];
	struct ty_search_options options;
	struct ty_hits *hits;
	enum ty_status st;
	size_t n;

	if ((st = read_search(&options, request, err)) != TY_OK ||
	    (st = wanted(&texts[0], request, "q", err)) != TY_OK)
		return st;
	for (n = 1; n <= MOST_TEXTS &&
	     (texts[n] = ty_request_again(request, "q", n)); n++)
		;
	st = ty_search(&hits, request->worker->desk, texts, n, &options, err);
	if (st != TY_OK)
		return st;
	ty_json_hits(&reply->body, hits);
	ty_hits_free(hits);
	return TY_OK;
}

/* ---- checks */

static enum ty_status checks(struct ty_request *request, struct ty_reply *reply,
			     struct ty_error *err)
{
	const char *source, *target;
	enum ty_status st;

	if ((st = ty_body_text(&source, request, "source", NULL, err)) !=
	    TY_OK ||
	    (st = ty_body_text(&target, request, "target", NULL, err)) != TY_OK)
		return st;
	ty_buf_adds(&reply->body, "{\"version\":1,\"issues\":");
	st = ty_api_check(&reply->body, request, request->worker->desk, source,
			  target, NULL, err);
	ty_buf_addc(&reply->body, '}');
	return st;
}

/* ---- care */

static enum ty_status stats(struct ty_request *request, struct ty_reply *reply,
			    struct ty_error *err)
{
	const char *memory = ty_server_options(request->worker->server)->memory;
	struct ty_stats found;
	size_t waiting;
	enum ty_status st;

	if ((st = ty_stats(&found, request->worker->desk, err)) != TY_OK ||
	    (st = ty_work_waiting(&waiting, request->worker->work, err)) !=
	    TY_OK)
		return st;
	ty_json_stats(&reply->body, memory, &found);
	reply->body.len--;		/* one more member */
	ty_buf_addf(&reply->body, ",\"waiting\":%zu}", waiting);
	return TY_OK;
}

static enum ty_status came_in(struct ty_request *request,
			      struct ty_reply *reply, struct ty_error *err)
{
	struct ty_batches *batches;
	int64_t limit;
	enum ty_status st;
	size_t i;

	if ((st = ty_request_number(&limit, request, "limit", 1, 100000, 50,
				    err)) != TY_OK ||
	    (st = ty_log(&batches, request->worker->desk, (size_t)limit,
			 err)) != TY_OK)
		return st;
	ty_buf_adds(&reply->body, "{\"version\":1,\"batches\":[");
	for (i = 0; i < batches->n; i++) {
		if (i)
			ty_buf_addc(&reply->body, ',');
		ty_json_batch(&reply->body, &batches->items[i]);
	}
	ty_buf_adds(&reply->body, "]}");
	ty_batches_free(batches);
	return TY_OK;
}

struct undo {
	int64_t	batch, removed, restored, kept;
};

static enum ty_status take_back(void *user, struct ty_desk *desk,
				struct ty_error *err)
{
	struct undo *u = user;

	return ty_undo(&u->removed, &u->restored, &u->kept, desk, u->batch,
		       err);
}

static enum ty_status undo(struct ty_request *request, struct ty_reply *reply,
			   struct ty_error *err)
{
	struct ty_server *server = request->worker->server;
	struct undo u = { 0 };
	size_t waiting;
	enum ty_status st;

	if ((st = ty_body_number(&u.batch, request, "batch", 1, INT64_MAX,
				 NULL, err)) != TY_OK ||
	    (st = ty_scribe_call(server, take_back, &u, err)) != TY_OK)
		return st;
	if (ty_work_waiting(&waiting, request->worker->work, NULL) == TY_OK)
		ty_api_tell_memory(server, waiting);
	ty_buf_addf(&reply->body,
		    "{\"version\":1,\"batch\":%lld,\"removed\":%lld,\"restored\":%lld,\"kept\":%lld}",
		    (long long)u.batch, (long long)u.removed,
		    (long long)u.restored, (long long)u.kept);
	return TY_OK;
}

const struct ty_route ty_routes_memory[] = {
	{ "GET", "/api/v1/suggestions", suggestions, 0 },
	{ "GET", "/api/v1/search", search, 0 },
	{ "POST", "/api/v1/checks", checks, 0 },
	{ "GET", "/api/v1/memory", stats, 0 },
	{ "GET", "/api/v1/memory/log", came_in, 0 },
	{ "POST", "/api/v1/memory/undo", undo, 0 },
	{ NULL, NULL, NULL, 0 }
};
