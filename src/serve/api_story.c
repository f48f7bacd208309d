/* /stories: list, take in, change, read, hand back. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "format/json.h"
#include "serve/api.h"
#include "serve/uploads.h"

#define USUAL_MIN	75		/* of matches that are filled in */

static enum ty_status list(struct ty_request *request, struct ty_reply *reply,
			   struct ty_error *err)
{
	struct ty_work_stories *found;
	enum ty_status st;
	size_t i;

	st = ty_work_stories(&found, request->worker->work, err);
	if (st != TY_OK)
		return st;
	ty_buf_adds(&reply->body, "{\"version\":1,\"stories\":[");
	for (i = 0; st == TY_OK && i < found->n; i++) {
		if (i)
			ty_buf_addc(&reply->body, ',');
		st = ty_api_story(&reply->body, request, &found->items[i],
				  err);
	}
	ty_buf_adds(&reply->body, "]}");
	ty_work_stories_free(found);
	return st;
}

/* ---- taking in */

/* The bytes of a new story: pasted, or uploaded, with `path` of the upload. */
static enum ty_status contents(struct ty_buf *out, const char **name,
			       char **path, struct ty_request *request,
			       struct ty_error *err)
{
	struct ty_uploads *uploads = ty_server_uploads(request->worker->server);
	const char *text, *upload;
	enum ty_status st;

	if ((st = ty_body_text(name, request, "name", "", err)) != TY_OK ||
	    (st = ty_body_text(&upload, request, "upload", "", err)) != TY_OK)
		return st;
	if (!*upload) {
		if ((st = ty_body_text(&text, request, "text", NULL, err)) !=
		    TY_OK)
			return st;
		ty_buf_adds(out, text);
		return TY_OK;
	}
	st = ty_uploads_find(path, uploads, upload, err);
	if (st == TY_OK)
		st = ty_read_file(out, *path, TY_MAX_STORY, err);
	if (st == TY_OK && !**name)
		*name = strrchr(*path, '/') + 1;
	return st;
}

/* 0: nothing is filled in; else a score that suggestions can have. */
static enum ty_status least_score(int *out, struct ty_request *request,
				  struct ty_error *err)
{
	static const int64_t usual = USUAL_MIN;
	int64_t min = 0;
	enum ty_status st;

	st = ty_body_number(&min, request, "min", 0, 101, &usual, err);
	*out = (int)min;
	if (st == TY_OK && min && min < 50)
		return ty_fail(err, TY_EINVAL,
			       _("a lowest score of %d is not between %d and 101"),
			       *out, 50);
	return st;
}

static enum ty_status add(struct ty_request *request, struct ty_reply *reply,
			  struct ty_error *err)
{
	struct ty_worker *worker = request->worker;
	struct ty_buf bytes = TY_BUF_INIT, shown = TY_BUF_INIT;
	struct ty_desk *desk = worker->desk;
	const char *name = "", *lang = "";
	char *path = NULL;
	int64_t story = 0;
	enum ty_status st;
	int min;

	st = ty_body_text(&lang, request, "language", "", err);
	if (st == TY_OK)
		st = least_score(&min, request, err);
	if (st == TY_OK && *lang)
		st = ty_worker_desk(&desk, worker, lang, err);
	if (st == TY_OK)
		st = contents(&bytes, &name, &path, request, err);
	if (st == TY_OK) {
		ty_file_name(&shown, name);
		st = ty_work_add(&story, worker->work, desk, bytes.p,
				 bytes.len, shown.p, *lang ? lang : NULL, min,
				 err);
	}
	if (st == TY_OK) {
		ty_api_tell_story(request, "story", story);
		ty_uploads_used(ty_server_uploads(worker->server), path);
		reply->status = 201;
		st = ty_api_story_reply(reply, request, story, err);
	}
	free(path);
	ty_buf_release(&bytes);
	ty_buf_release(&shown);
	return st;
}

/* ---- one story */

static enum ty_status get(struct ty_request *request, struct ty_reply *reply,
			  struct ty_error *err)
{
	int64_t id;
	enum ty_status st = ty_api_id(&id, request, 0, err);

	return st == TY_OK ? ty_api_story_reply(reply, request, id, err) : st;
}

/* A write was refused: if because its revision is over, with what there is. */
static enum ty_status refuse(struct ty_reply *reply, struct ty_request *request,
			     int64_t id, int revision, struct ty_error *err)
{
	struct ty_work_stories *found = NULL;
	struct ty_buf text = TY_BUF_INIT;
	enum ty_status st = TY_EINVAL;
	json_t *current = NULL;

	if (ty_work_story(&found, request->worker->work, id, NULL) == TY_OK &&
	    found->items->revision != revision &&
	    ty_api_story(&text, request, found->items, NULL) == TY_OK)
		current = json_loads(text.p, 0, NULL);
	if (current)
		st = ty_api_refuse(reply, 409, "conflict", err,
				   json_pack("{so}", "current", current));
	ty_work_stories_free(found);
	ty_buf_release(&text);
	return st;
}

static enum ty_status change(struct ty_request *request, struct ty_reply *reply,
			     struct ty_error *err)
{
	struct ty_work_change said = { .name = NULL };
	const struct {
		const char	*key, **to;
	} members[] = {
		{ "name", &said.name }, { "status", &said.status },
		{ "embargo", &said.embargo },
		{ "embargo_until", &said.embargo_until },
	};
	int revision;
	int64_t id;
	enum ty_status st;
	size_t i;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_api_revision(&revision, request, "revision", err)) !=
	    TY_OK)
		return st;
	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (json_object_get(request->body, members[i].key) &&
		    (st = ty_body_text(members[i].to, request, members[i].key,
				       NULL, err)) != TY_OK)
			return st;
	st = ty_work_change_story(request->worker->work, id, revision, &said,
				  err);
	if (st == TY_EINVAL)
		return refuse(reply, request, id, revision, err);
	if (st != TY_OK)
		return st;
	ty_api_tell_story(request, "story", id);
	return ty_api_story_reply(reply, request, id, err);
}

static enum ty_status drop(struct ty_request *request, struct ty_reply *reply,
			   struct ty_error *err)
{
	int revision;
	int64_t id;
	enum ty_status st;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_api_query_revision(&revision, request, err)) != TY_OK)
		return st;
	st = ty_work_remove(request->worker->work, id, revision, err);
	if (st == TY_EINVAL)
		return refuse(reply, request, id, revision, err);
	if (st != TY_OK)
		return st;
	ty_api_tell_story(request, "gone", id);
	ty_buf_adds(&reply->body, "{\"version\":1}");
	return TY_OK;
}

/* ---- its segments */

static enum ty_status segments(struct ty_request *request,
			       struct ty_reply *reply, struct ty_error *err)
{
	struct ty_work_stories *story = NULL;
	struct ty_work_segments *found = NULL;
	int64_t id, from, limit;
	enum ty_status st;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_request_number(&from, request, "from", 1, INT32_MAX, 1,
				    err)) != TY_OK ||
	    (st = ty_request_number(&limit, request, "limit", 1, INT32_MAX,
				    INT32_MAX, err)) != TY_OK)
		return st;
	st = ty_work_story(&story, request->worker->work, id, err);
	if (st == TY_OK)
		st = ty_work_segments(&found, request->worker->work, id, from,
				      (size_t)limit, err);
	if (st == TY_OK) {
		ty_buf_addf(&reply->body,
			    "{\"version\":1,\"total\":%lld,\"segments\":",
			    (long long)story->items->segments);
		st = ty_api_segments(&reply->body, request, found->items,
				     found->n, err);
		ty_buf_addc(&reply->body, '}');
	}
	ty_work_segments_free(found);
	ty_work_stories_free(story);
	return st;
}

static enum ty_status checks(struct ty_request *request, struct ty_reply *reply,
			     struct ty_error *err)
{
	struct ty_work_segments *found = NULL;
	struct ty_desk *desk;
	int64_t id;
	enum ty_status st;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_api_desk(&desk, request, id, err)) != TY_OK)
		return st;
	st = ty_work_segments(&found, request->worker->work, id, 1, 0, err);
	if (st == TY_OK) {
		ty_buf_adds(&reply->body, "{\"version\":1,\"segments\":");
		st = ty_api_check_story(&reply->body, request, desk, found,
					err);
		ty_buf_addc(&reply->body, '}');
	}
	ty_work_segments_free(found);
	return st;
}

static enum ty_status undo(struct ty_request *request, struct ty_reply *reply,
			   struct ty_error *err)
{
	struct ty_work_segments *found = NULL;
	int64_t id, step;
	enum ty_status st;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_body_number(&step, request, "step", 1, INT64_MAX, NULL,
				 err)) != TY_OK)
		return st;
	st = ty_work_undo(&found, request->worker->work, step, err);
	if (st == TY_OK) {
		ty_api_tell_segments(request, found);
		ty_buf_adds(&reply->body, "{\"version\":1,\"segments\":");
		st = ty_api_segments(&reply->body, request, found->items,
				     found->n, err);
		ty_buf_addc(&reply->body, '}');
	}
	ty_work_segments_free(found);
	return st;
}

/* ---- handing back */

static const struct {
	const char	*format, *type, *extension;
} kinds[] = {
	{ "text", "text/plain; charset=utf-8", "txt" },
	{ "html", "text/html; charset=utf-8", "html" },
	{ "page", "text/html; charset=utf-8", "html" },
	{ "xliff", "application/xliff+xml", "xlf" },
	{ "tmx", "application/x-tmx+xml", "tmx" },
	{ "tsv", "text/tab-separated-values; charset=utf-8", "tsv" },
	{ "po", "text/x-gettext-translation; charset=utf-8", "po" },
};

/* Is the moment ("2026-11-23T18:00:00Z") to come, or no moment? */
static bool to_come(const char *moment)
{
	time_t now = time(NULL);
	struct tm tm;
	char text[24];
	int n = 0;

	sscanf(moment, "%*4d-%*2d-%*2dT%*2d:%*2d:%*2dZ%n", &n);
	if (n != 20 || moment[n])
		return true;
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &tm));
	return strcmp(moment, text) > 0;
}

/* TY_OK: it may go out; else the refusal is in the reply (TY_END). */
static enum ty_status may_go(struct ty_reply *reply,
			     const struct ty_work_story *story)
{
	struct ty_error why;

	if (!strcmp(story->status, "killed")) {
		ty_fail(&why, TY_EINVAL, _("this story was killed"));
		ty_api_refuse(reply, 409, "killed", &why, NULL);
		return TY_END;
	}
	if (!story->embargo[0] && !story->embargo_until[0])
		return TY_OK;
	if (!to_come(story->embargo_until))
		return TY_OK;
	if (story->embargo_until[0])
		ty_fail(&why, TY_EINVAL,
			_("this story is under embargo until %s"),
			story->embargo_until);
	else
		ty_fail(&why, TY_EINVAL,
			_("this story is under embargo, and until when is not known"));
	ty_api_refuse(reply, 409, "embargoed", &why,
		      json_pack("{ssss}", "embargo", story->embargo,
				"embargo_until", story->embargo_until));
	return TY_END;
}

/* "quake.txt" in Japanese as XLIFF: "quake.ja.xlf". */
static char *export_name(const struct ty_work_story *story,
			 const char *extension)
{
	struct ty_buf base = TY_BUF_INIT, name = TY_BUF_INIT;
	const char *dot;

	ty_file_name(&base, story->name);
	dot = strrchr(base.p, '.');
	ty_buf_add(&name, base.p, dot && dot > base.p ? (size_t)(dot - base.p) :
		   base.len);
	ty_buf_addf(&name, ".%s.%s", story->target, extension);
	ty_buf_release(&base);
	return ty_buf_detach(&name);
}

static enum ty_status write_story(struct ty_reply *reply,
				  struct ty_request *request,
				  const struct ty_work_story *story,
				  struct ty_error *err)
{
	const char *format = ty_request_query(request, "format");
	const char *page = ty_request_query(request, "page");
	struct ty_desk *desk;
	enum ty_status st;
	size_t i;

	if (!format)
		format = story->format;
	if ((st = ty_api_desk(&desk, request, story->id, err)) != TY_OK ||
	    (st = ty_work_export(&reply->body, request->worker->work, desk,
				 story->id, format, err)) != TY_OK)
		return st;
	for (i = 0; i + 1 < sizeof(kinds) / sizeof(kinds[0]) &&
	     strcmp(format, kinds[i].format); i++)
		;
	reply->type = kinds[i].type;
	reply->sandbox = page && !strcmp(page, "1") &&
			 !strcmp(kinds[i].extension, "html");
	if (!reply->sandbox)
		reply->filename = export_name(story, kinds[i].extension);
	return TY_OK;
}

static enum ty_status export(struct ty_request *request, struct ty_reply *reply,
			     struct ty_error *err)
{
	const char *anyway = ty_request_query(request, "anyway");
	struct ty_work_stories *found = NULL;
	int64_t id;
	enum ty_status st;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_work_story(&found, request->worker->work, id, err)) !=
	    TY_OK)
		return st;
	if (!anyway || strcmp(anyway, "1"))
		st = may_go(reply, found->items);
	if (st == TY_OK)
		st = write_story(reply, request, found->items, err);
	ty_work_stories_free(found);
	return st == TY_END ? TY_OK : st;
}

const struct ty_route ty_routes_story[] = {
	{ "GET", "/api/v1/stories", list, 0 },
	{ "POST", "/api/v1/stories", add, 0 },
	{ "GET", "/api/v1/stories/{}", get, 0 },
	{ "PATCH", "/api/v1/stories/{}", change, 0 },
	{ "DELETE", "/api/v1/stories/{}", drop, 0 },
	{ "GET", "/api/v1/stories/{}/segments", segments, 0 },
	{ "GET", "/api/v1/stories/{}/checks", checks, 0 },
	{ "GET", "/api/v1/stories/{}/export", export, 0 },
	{ "POST", "/api/v1/stories/{}/undo", undo, 0 },
	{ NULL, NULL, NULL, 0 }
};
