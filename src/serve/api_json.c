/* Stories and segments as docs/api.md shows them. */

#include "format/json.h"
#include "serve/api.h"
#include "serve/strip.h"
#include "text/check.h"

static json_t *volume(const struct ty_volume *v)
{
	return json_pack("{sI sI}", "words", (json_int_t)v->words,
			 "characters", (json_int_t)v->characters);
}

void ty_api_story(struct ty_buf *out, const struct ty_work_story *s)
{
	const char *const *formats = ty_work_formats(s);
	json_t *o, *words = json_array();

	for (; *formats; formats++)
		json_array_append_new(words, json_string(*formats));
	o = json_pack("{sI si ss ss ss ss ss ss ss ss ss ss ss ss si ss}",
		      "id", (json_int_t)s->id, "revision", s->revision,
		      "name", s->name, "format", s->format,
		      "source", s->source, "target", s->target,
		      "slugline", s->slugline, "headline", s->headline,
		      "dateline", s->dateline, "byline", s->byline,
		      "date", s->date, "note", s->note,
		      "embargo", s->embargo, "embargo_until", s->embargo_until,
		      "edition", s->version, "status", s->status);
	json_object_update_new(o, json_pack(
		"{sI sI sI so so sb so ss ss ss}",
		"segments", (json_int_t)s->segments,
		"confirmed", (json_int_t)s->confirmed,
		"drafts", (json_int_t)s->drafts, "volume", volume(&s->volume),
		"volume_confirmed", volume(&s->volume_confirmed),
		"joinable", s->joinable, "formats", words, "user", s->user,
		"created", s->created, "changed", s->changed));
	ty_json_put(out, o);
}

enum ty_status ty_api_story_reply(struct ty_reply *reply,
				  struct ty_request *request, int64_t story,
				  struct ty_error *err)
{
	struct ty_work_stories *found = NULL;
	enum ty_status st;

	st = ty_work_story(&found, request->worker->work, story, err);
	if (st == TY_OK) {
		ty_buf_adds(&reply->body, "{\"version\":1,\"story\":");
		ty_api_story(&reply->body, found->items);
		ty_buf_addc(&reply->body, '}');
	}
	ty_work_stories_free(found);
	return st;
}

/* ---- places in a source */

static json_t *place(struct ty_points *points, const struct ty_stripped *s,
		     const struct ty_span *span)
{
	const struct ty_span there = ty_stripped_place(s, span);

	return ty_points_span(points, &there);
}

/* What a list of segments is made with. */
struct maker {
	struct ty_desk			*desk;
	const struct ty_value_reader	*reader;
	struct ty_values		 values;
	struct ty_stripped			 source;
};

static json_t *value_places(struct maker *m, const char *tagged)
{
	struct ty_points points = { .text = tagged };
	json_t *list = json_array();
	size_t i;

	ty_values_read(m->reader, m->source.text.p, m->source.text.len,
		       &m->values);
	ty_check_drop_codes(&m->values, m->source.text.p);
	for (i = 0; i < m->values.n; i++)
		json_array_append_new(list, place(&points, &m->source,
						  &m->values.v[i].span));
	return list;
}

static enum ty_status term_places(json_t **out, struct maker *m,
				  const char *tagged, struct ty_error *err)
{
	struct ty_points points = { .text = tagged };
	struct ty_term_hits *hits;
	enum ty_status st;
	size_t i;

	*out = NULL;
	st = ty_terms_find(&hits, m->desk, m->source.text.p,
			   m->source.text.len, NULL, err);
	if (st != TY_OK)
		return st;
	*out = json_array();
	for (i = 0; i < hits->n; i++)
		json_array_append_new(*out, json_pack("{so sI}",
			"span", place(&points, &m->source,
				      &hits->items[i].span),
			"concept", (json_int_t)hits->items[i].concept->id));
	ty_term_hits_free(hits);
	return TY_OK;
}

static enum ty_status put_segment(struct ty_buf *out, struct maker *m,
				  const struct ty_work_segment *s,
				  struct ty_error *err)
{
	enum ty_status st;
	json_t *terms, *o;

	ty_strip(&m->source, s->source);
	if ((st = term_places(&terms, m, s->source, err)) != TY_OK)
		return st;
	o = json_pack("{sI sI sI ss sI ss ss ss ss sI si}",
		      "id", (json_int_t)s->id, "story", (json_int_t)s->story,
		      "number", (json_int_t)s->number,
		      "kind", ty_kind_word(s->kind),
		      "paragraph", (json_int_t)s->paragraph,
		      "source", s->source, "target", s->target,
		      "state", ty_work_state_word(s->state), "from", s->from,
		      "unit", (json_int_t)s->unit, "score", s->score);
	json_object_update_new(o, json_pack(
		"{sb sb si sI sI ss ss ss so so}",
		"edited", s->edited, "locked", s->locked,
		"revision", s->revision, "same", (json_int_t)s->same,
		"repeats", (json_int_t)s->repeats, "note", s->note,
		"user", s->user, "changed", s->changed,
		"values", value_places(m, s->source), "terms", terms));
	ty_json_put(out, o);
	return TY_OK;
}

enum ty_status ty_api_segments(struct ty_buf *out, struct ty_request *request,
			       const struct ty_work_segment *segments,
			       size_t n, struct ty_error *err)
{
	struct maker m = { .source = TY_STRIPPED_INIT };
	enum ty_status st = TY_OK;
	size_t i;

	if (n)
		st = ty_api_desk(&m.desk, request, segments[0].story, err);
	if (n && st == TY_OK)
		st = ty_desk_reader(&m.reader, m.desk, NULL, err);
	ty_buf_addc(out, '[');
	for (i = 0; st == TY_OK && i < n; i++) {
		if (i)
			ty_buf_addc(out, ',');
		st = put_segment(out, &m, &segments[i], err);
	}
	ty_buf_addc(out, ']');
	ty_values_release(&m.values);
	ty_stripped_release(&m.source);
	return st;
}
