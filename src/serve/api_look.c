/* /segments: what a translator looks at beside a segment. */

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "format/json.h"
#include "format/tagged.h"
#include "match/diff.h"
#include "serve/api.h"

enum ty_status ty_api_find(struct ty_work_segments **out,
			   struct ty_request *request, struct ty_error *err)
{
	int64_t id;
	enum ty_status st = ty_api_id(&id, request, 0, err);

	*out = NULL;
	return st == TY_OK ? ty_work_segment(out, request->worker->work, id,
					     err) : st;
}

enum ty_status ty_api_segment_suggestions(struct ty_request *request,
					  struct ty_reply *reply,
					  struct ty_error *err)
{
	struct ty_suggest_options options = { .min = 0 };
	struct ty_buf text = TY_BUF_INIT, codes = TY_BUF_INIT;
	struct ty_work_segments *found;
	char *prev = NULL, *next = NULL;
	struct ty_desk *desk = NULL;
	enum ty_status st;

	st = ty_api_find(&found, request, err);
	if (st == TY_OK)
		st = ty_api_desk(&desk, request, found->items->story, err);
	if (st == TY_OK)
		st = ty_work_neighbours(&prev, &next, request->worker->work,
					found->items->id, err);
	if (st == TY_OK) {
		ty_tagged_parse(&text, &codes, found->items->source);
		options.prev = prev;
		options.next = next;
		options.codes = codes.p;
		st = ty_api_suggest(reply, request, desk, text.p, &options,
				    err);
	}
	free(prev);
	free(next);
	ty_buf_release(&text);
	ty_buf_release(&codes);
	ty_work_segments_free(found);
	return st;
}

enum ty_status ty_api_segment_checks(struct ty_request *request,
				     struct ty_reply *reply,
				     struct ty_error *err)
{
	struct ty_work_segments *found;
	struct ty_desk *desk;
	enum ty_status st = ty_api_find(&found, request, err);

	if (st == TY_OK)
		st = ty_api_desk(&desk, request, found->items->story, err);
	if (st == TY_OK) {
		ty_buf_adds(&reply->body, "{\"version\":1,\"issues\":");
		st = ty_api_check(&reply->body, request, desk,
				  found->items->source, found->items->target,
				  found->items->note, err);
		ty_buf_addc(&reply->body, '}');
	}
	ty_work_segments_free(found);
	return st;
}

/* How `old` became `now`. */
static json_t *changes(struct ty_tokenizer *tokenizer, bool spaced,
		       const char *old, const char *now)
{
	struct ty_points old_points = { .text = old };
	struct ty_points now_points = { .text = now };
	struct ty_tokens old_tokens = { .n = 0 }, now_tokens = { .n = 0 };
	struct ty_change *list;
	json_t *out = json_array(), *o;
	size_t n, i;

	ty_tokenize(tokenizer, old, strlen(old), &old_tokens);
	ty_tokenize(tokenizer, now, strlen(now), &now_tokens);
	ty_diff(old, &old_tokens, now, &now_tokens, spaced, &list, &n);
	for (i = 0; i < n; i++) {
		if (list[i].edit == TY_SAME)
			continue;
		o = ty_points_span(&old_points, &list[i].old);
		json_array_append_new(out, json_pack("{ss so so}",
			"edit", ty_edit_word(list[i].edit), "old", o,
			"new", ty_points_span(&now_points, &list[i].now)));
	}
	free(list);
	ty_tokens_release(&old_tokens);
	ty_tokens_release(&now_tokens);
	return out;
}

enum ty_status ty_api_segment_history(struct ty_request *request,
				      struct ty_reply *reply,
				      struct ty_error *err)
{
	struct ty_work_history *past = NULL;
	struct ty_work_segments *found;
	struct ty_tokenizer *tokenizer;
	struct ty_desk *desk;
	json_t *list;
	enum ty_status st = ty_api_find(&found, request, err);
	size_t i;

	if (st == TY_OK)
		st = ty_api_desk(&desk, request, found->items->story, err);
	if (st == TY_OK)
		st = ty_desk_tokenizer(&tokenizer, desk, ty_desk_target(desk),
				       err);
	if (st == TY_OK)
		st = ty_work_history(&past, request->worker->work,
				     found->items->id, err);
	if (st == TY_OK) {
		list = json_array();
		for (i = 0; i < past->n; i++) {
			const struct ty_work_event *e = &past->items[i];
			const char *before = i + 1 < past->n ?
				past->items[i + 1].target : "";

			json_array_append_new(list, json_pack(
				"{si ss ss ss ss ss so}",
				"revision", e->revision, "what", e->what,
				"source", e->source, "target", e->target,
				"user", e->user, "at", e->at, "changes",
				changes(tokenizer,
					ty_lang_spaced(ty_desk_target(desk)),
					before, e->target)));
		}
		ty_json_put(&reply->body, json_pack("{si so}", "version", 1,
						    "history", list));
	}
	ty_work_history_free(past);
	ty_work_segments_free(found);
	return st;
}
