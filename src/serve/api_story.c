/* /stories: list, change, remove, and what is in them. */

#include "base/error.h"
#include "format/json.h"
#include "serve/api.h"

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
	for (i = 0; i < found->n; i++) {
		if (i)
			ty_buf_addc(&reply->body, ',');
		ty_api_story(&reply->body, &found->items[i]);
	}
	ty_buf_adds(&reply->body, "]}");
	ty_work_stories_free(found);
	return TY_OK;
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
	    found->items->revision != revision) {
		ty_api_story(&text, found->items);
		current = json_loads(text.p, 0, NULL);
	}
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
	st = ty_work_undo(&found, request->worker->work, id, step, err);
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

const struct ty_route ty_routes_story[] = {
	{ "GET", "/api/v1/stories", list, 0 },
	{ "POST", "/api/v1/stories", ty_api_take_in, 0 },
	{ "GET", "/api/v1/stories/{}", get, 0 },
	{ "PATCH", "/api/v1/stories/{}", change, 0 },
	{ "DELETE", "/api/v1/stories/{}", drop, 0 },
	{ "GET", "/api/v1/stories/{}/segments", segments, 0 },
	{ "GET", "/api/v1/stories/{}/checks", checks, 0 },
	{ "GET", "/api/v1/stories/{}/export",
	  ty_api_export, 0 },
	{ "POST", "/api/v1/stories/{}/undo", undo, 0 },
	{ NULL, NULL, NULL, 0 }
};
