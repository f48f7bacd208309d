/* /segments: what a translator writes, segment by segment. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/json.h"
#include "serve/api.h"
#include "text/utf8.h"

/* ---- answers */

/* Append ,"segments":[...] or another key. */
static enum ty_status put_list(struct ty_buf *out, const char *key,
			       struct ty_request *request,
			       const struct ty_work_segment *segments,
			       size_t n, struct ty_error *err)
{
	ty_buf_addf(out, ",\"%s\":", key);
	return ty_api_segments(out, request, segments, n, err);
}

/* Append ,"segment":SEGMENT: a list of one, without its brackets. */
static enum ty_status put_one(struct ty_buf *out, struct ty_request *request,
			      const struct ty_work_segment *segment,
			      struct ty_error *err)
{
	struct ty_buf list = TY_BUF_INIT;
	enum ty_status st = ty_api_segments(&list, request, segment, 1, err);

	if (st == TY_OK) {
		ty_buf_adds(out, ",\"segment\":");
		ty_buf_add(out, list.p + 1, list.len - 2);
	}
	ty_buf_release(&list);
	return st;
}

static const struct ty_work_segment *
with_id(const struct ty_work_segments *list, int64_t id)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (list->items[i].id == id)
			return &list->items[i];
	return list->items;
}

/*
 * A write was refused.  If somebody was faster, or it was done by another
 * request, nothing is overwritten: both texts are in the answer, and ours is in
 * the segment's history.
 */
static enum ty_status refuse(struct ty_reply *reply, struct ty_request *request,
			     int64_t id, int revision, const char *target,
			     struct ty_error *err)
{
	struct ty_work_segments *found = NULL;
	struct ty_buf text = TY_BUF_INIT;
	enum ty_status st = TY_EINVAL;
	json_t *current = NULL, *members;

	if (ty_work_segment(&found, request->worker->work, id, NULL) == TY_OK &&
	    found->items->revision != revision &&
	    ty_api_segments(&text, request, found->items, 1, NULL) == TY_OK)
		current = json_loads(text.p, 0, NULL);
	if (current) {
		members = json_pack("{sO}", "current",
				    json_array_get(current, 0));
		if (target)
			json_object_set_new(members, "yours",
					    json_string(target));
		st = ty_api_refuse(reply, 409, "conflict", err, members);
	}
	json_decref(current);
	ty_work_segments_free(found);
	ty_buf_release(&text);
	return st;
}

/* Answer a change with the segment as it is now. */
static enum ty_status changed(enum ty_status st, struct ty_work_segments *found,
			      struct ty_request *request,
			      struct ty_reply *reply, int64_t id,
			      int revision, const char *target,
			      struct ty_error *err)
{
	if (st == TY_EINVAL)
		return refuse(reply, request, id, revision, target, err);
	if (st != TY_OK)
		return st;
	ty_api_tell_segments(request, found);
	ty_buf_adds(&reply->body, "{\"version\":1");
	st = put_one(&reply->body, request, with_id(found, id), err);
	ty_buf_addc(&reply->body, '}');
	ty_work_segments_free(found);
	return st;
}

static enum ty_status get(struct ty_request *request, struct ty_reply *reply,
			  struct ty_error *err)
{
	struct ty_work_segments *found;
	enum ty_status st = ty_api_find(&found, request, err);

	if (st == TY_OK) {
		ty_buf_adds(&reply->body, "{\"version\":1");
		st = put_one(&reply->body, request, found->items, err);
		ty_buf_addc(&reply->body, '}');
	}
	ty_work_segments_free(found);
	return st;
}

/* ---- writing */

static enum ty_status read_write(struct ty_work_write *write,
				 struct ty_request *request,
				 struct ty_error *err)
{
	static const int64_t none;
	int64_t score;
	enum ty_status st;

	if ((st = ty_api_id(&write->segment, request, 0, err)) != TY_OK ||
	    (st = ty_api_revision(&write->revision, request, "revision",
				  err)) != TY_OK ||
	    (st = ty_body_text(&write->target, request, "target", NULL,
			       err)) != TY_OK ||
	    (st = ty_body_text(&write->key, request, "key", "", err)) !=
	    TY_OK ||
	    (st = ty_body_text(&write->from, request, "from", "typed",
			       err)) != TY_OK ||
	    (st = ty_body_number(&write->unit, request, "unit", 0, INT64_MAX,
				 &none, err)) != TY_OK ||
	    (st = ty_body_number(&score, request, "score", 0, 101, &none,
				 err)) != TY_OK)
		return st;
	write->score = (int)score;
	if (strlen(write->key) > 64)
		return ty_fail(err, TY_EINVAL,
			       _("a key has at most %d characters"), 64);
	if (strcmp(write->from, "typed") && strcmp(write->from, "match") &&
	    strcmp(write->from, "source"))
		return ty_fail(err, TY_EINVAL,
			       _("'%s' is not where a text can come from"),
			       write->from);
	return TY_OK;
}

static enum ty_status draft(struct ty_request *request, struct ty_reply *reply,
			    struct ty_error *err)
{
	struct ty_work_segments *found = NULL;
	struct ty_work_write write = { .segment = 0 };
	enum ty_status st;

	if ((st = read_write(&write, request, err)) != TY_OK)
		return st;
	st = ty_work_draft(&found, request->worker->work, &write, err);
	return changed(st, found, request, reply, write.segment,
		       write.revision, write.target, err);
}

/* The segment confirmed, those filled in with it, and what is to be seen. */
static enum ty_status put_confirmed(struct ty_reply *reply,
				    struct ty_request *request,
				    const struct ty_work_segments *found,
				    int64_t id, struct ty_error *err)
{
	const struct ty_work_segment *segment = with_id(found, id);
	struct ty_work_segment *others = ty_alloc(found->n, sizeof(*others));
	struct ty_buf *out = &reply->body, issues = TY_BUF_INIT;
	struct ty_desk *desk;
	enum ty_status st;
	size_t n = 0, i, waiting;

	for (i = 0; i < found->n; i++)
		if (&found->items[i] != segment)
			others[n++] = found->items[i];
	ty_buf_adds(out, "{\"version\":1");
	st = put_one(out, request, segment, err);
	if (st == TY_OK)
		st = put_list(out, "filled", request, others, n, err);
	if (st == TY_OK)
		st = ty_api_desk(&desk, request, segment->story, err);
	if (st == TY_OK) {
		/* It is confirmed, whatever is wrong with the checks: they
		 * say so themselves when they are asked. */
		if (ty_api_check(&issues, request, desk, segment->source,
				 segment->target, segment->note, NULL) !=
		    TY_OK) {
			ty_buf_clear(&issues);
			ty_buf_adds(&issues, "[]");
		}
		ty_buf_addf(out, ",\"step\":%lld,\"issues\":%s",
			    (long long)found->step, issues.p);
	}
	if (st == TY_OK)
		st = ty_work_waiting(&waiting, request->worker->work, err);
	if (st == TY_OK)
		ty_buf_addf(out, ",\"waiting\":%zu}", waiting);
	ty_buf_release(&issues);
	free(others);
	return st;
}

static enum ty_status confirm(struct ty_request *request,
			      struct ty_reply *reply, struct ty_error *err)
{
	struct ty_work_segments *found = NULL;
	struct ty_work_write write = { .segment = 0 };
	enum ty_status st;
	bool repeat;

	if ((st = read_write(&write, request, err)) != TY_OK ||
	    (st = ty_body_flag(&repeat, request, "repeat", true, err)) != TY_OK)
		return st;
	st = ty_work_confirm(&found, request->worker->work, &write, repeat,
			     err);
	if (st == TY_EINVAL)
		return refuse(reply, request, write.segment, write.revision,
			      write.target, err);
	if (st != TY_OK)
		return st;
	ty_server_teach(request->worker->server);
	ty_api_tell_segments(request, found);
	st = put_confirmed(reply, request, found, write.segment, err);
	ty_work_segments_free(found);
	return st;
}

static enum ty_status reopen(struct ty_request *request,
			     struct ty_reply *reply, struct ty_error *err)
{
	struct ty_work_segments *found = NULL;
	int revision;
	int64_t id;
	enum ty_status st;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_api_revision(&revision, request, "revision", err)) !=
	    TY_OK)
		return st;
	st = ty_work_reopen(&found, request->worker->work, id, revision, err);
	return changed(st, found, request, reply, id, revision, NULL, err);
}

static enum ty_status lock(struct ty_request *request, struct ty_reply *reply,
			   struct ty_error *err)
{
	struct ty_work_segments *found = NULL;
	int revision;
	bool locked;
	int64_t id;
	enum ty_status st;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_api_revision(&revision, request, "revision", err)) !=
	    TY_OK ||
	    (st = ty_body_flag(&locked, request, "locked", true, err)) != TY_OK)
		return st;
	st = ty_work_lock(&found, request->worker->work, id, revision, locked,
			  err);
	return changed(st, found, request, reply, id, revision, NULL, err);
}

/* ---- splitting and joining */

/* Answer with the whole story, whose numbers have changed. */
static enum ty_status laid_out(enum ty_status st,
			       struct ty_work_segments *found,
			       struct ty_request *request,
			       struct ty_reply *reply, int64_t id,
			       int revision, struct ty_error *err)
{
	if (st == TY_EINVAL)
		return refuse(reply, request, id, revision, NULL, err);
	if (st != TY_OK)
		return st;
	if (found->n)
		ty_api_tell_story(request, "layout", found->items[0].story);
	ty_buf_adds(&reply->body, "{\"version\":1");
	st = put_list(&reply->body, "segments", request, found->items,
		      found->n, err);
	ty_buf_addc(&reply->body, '}');
	ty_work_segments_free(found);
	return st;
}

/* The byte of character `name` of the body in a text. */
static enum ty_status byte_at(size_t *out, struct ty_request *request,
			      const char *name, const char *text,
			      struct ty_error *err)
{
	size_t len = strlen(text);
	int64_t n = 0;
	enum ty_status st;

	*out = 0;
	st = ty_body_number(&n, request, name, 0,
			    (int64_t)ty_utf8_count(text, len), NULL, err);
	while (st == TY_OK && n-- > 0)
		ty_utf8_next(text, len, out);
	return st;
}

static enum ty_status split(struct ty_request *request, struct ty_reply *reply,
			    struct ty_error *err)
{
	struct ty_work_segments *was = NULL, *found = NULL;
	size_t source_at, target_at;
	int revision;
	int64_t id;
	enum ty_status st;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_api_revision(&revision, request, "revision", err)) !=
	    TY_OK ||
	    (st = ty_work_segment(&was, request->worker->work, id, err)) !=
	    TY_OK)
		return st;
	/* Places in a text that is over would be refused as such. */
	if (was->items->revision != revision) {
		ty_fail(err, TY_EINVAL,
			_("this segment has been changed meanwhile"));
		st = refuse(reply, request, id, revision, NULL, err);
		ty_work_segments_free(was);
		return st;
	}
	st = byte_at(&source_at, request, "source_at", was->items->source, err);
	if (st == TY_OK)
		st = byte_at(&target_at, request, "target_at",
			     was->items->target, err);
	ty_work_segments_free(was);
	if (st != TY_OK)
		return st;
	st = ty_work_split(&found, request->worker->work, id, revision,
			   source_at, target_at, err);
	return laid_out(st, found, request, reply, id, revision, err);
}

/* The id of the segment after that one; 0: there is none. */
static int64_t id_after(struct ty_work *work, int64_t id)
{
	struct ty_work_segments *one = NULL, *after = NULL;
	int64_t found = 0;

	if (ty_work_segment(&one, work, id, NULL) == TY_OK &&
	    ty_work_segments(&after, work, one->items->story,
			     one->items->number + 1, 1, NULL) == TY_OK &&
	    after->n)
		found = after->items->id;
	ty_work_segments_free(one);
	ty_work_segments_free(after);
	return found;
}

static enum ty_status join(struct ty_request *request, struct ty_reply *reply,
			   struct ty_error *err)
{
	struct ty_work_segments *found = NULL;
	int revision, next;
	int64_t id;
	enum ty_status st;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_api_revision(&revision, request, "revision", err)) !=
	    TY_OK ||
	    (st = ty_api_revision(&next, request, "next", err)) != TY_OK)
		return st;
	st = ty_work_join(&found, request->worker->work, id, revision, next,
			  err);
	/* Of two that were seen, the other one may be over. */
	if (st == TY_EINVAL) {
		st = refuse(reply, request, id, revision, NULL, err);
		return st == TY_OK ? st :
		       refuse(reply, request,
			      id_after(request->worker->work, id), next, NULL,
			      err);
	}
	return laid_out(st, found, request, reply, id, revision, err);
}

const struct ty_route ty_routes_segment[] = {
	{ "GET", "/api/v1/segments/{}", get, 0 },
	{ "PUT", "/api/v1/segments/{}/draft", draft, 0 },
	{ "POST", "/api/v1/segments/{}/confirm", confirm, 0 },
	{ "POST", "/api/v1/segments/{}/reopen", reopen, 0 },
	{ "POST", "/api/v1/segments/{}/lock", lock, 0 },
	{ "POST", "/api/v1/segments/{}/split", split, 0 },
	{ "POST", "/api/v1/segments/{}/join", join, 0 },
	{ "GET", "/api/v1/segments/{}/suggestions",
	  ty_api_segment_suggestions, 0 },
	{ "GET", "/api/v1/segments/{}/checks",
	  ty_api_segment_checks, 0 },
	{ "GET", "/api/v1/segments/{}/history",
	  ty_api_segment_history, 0 },
	{ NULL, NULL, NULL, 0 }
};
