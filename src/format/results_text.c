/* What is found in texts as JSON: segments, decisions, beads, values. */

#include "format/json.h"
#include "format/results.h"

/* "bytes" and "span" of a place in a story. */
static void set_place(json_t *object, struct ty_points *c,
		      const struct ty_span *s)
{
	json_object_set_new(object, "bytes", json_pack("[II]",
			    (json_int_t)s->start, (json_int_t)s->end));
	json_object_set_new(object, "span", ty_points_span(c, s));
}

static json_t *story_facts(const struct ty_story *s)
{
	return json_pack("{ss ss ss ss ss ss ss ss ss ss ss ss si ss}",
			 "headline", s->headline, "kicker", s->kicker,
			 "description", s->description,
			 "slugline", s->slugline, "note", s->note,
			 "byline", s->byline, "dateline", s->dateline,
			 "place", s->place, "agency", s->agency,
			 "date", s->date, "published", s->published,
			 "credit", s->credit, "story_version", s->version,
			 "sha256", s->sha256);
}

void ty_json_story(struct ty_buf *out, const struct ty_story *s)
{
	struct ty_points in_blocks = { .text = s->text };
	struct ty_points in_segments = { .text = s->text };
	json_t *segments = json_array(), *blocks = json_array(), *object;
	size_t i;

	for (i = 0; i < s->nblocks; i++) {
		object = json_pack("{ss}", "kind",
				   ty_kind_word(s->blocks[i].kind));
		set_place(object, &in_blocks, &s->blocks[i].span);
		json_array_append_new(blocks, object);
	}
	for (i = 0; i < s->nsegments; i++) {
		const struct ty_segment *g = &s->segments[i];

		object = json_pack("{ss si ss}", "kind", ty_kind_word(g->kind),
				   "block", (int)g->block, "text", g->text);
		set_place(object, &in_segments, &g->span);
		json_array_append_new(segments, object);
	}
	ty_json_put(out, json_pack("{si so ss ss ss so so so}", "version", 1,
			   "file", ty_json_bytes(s->path), "format", s->format,
			   "encoding", s->encoding, "lang", s->lang,
			   "story", story_facts(s), "blocks", blocks,
			   "segments", segments));
}

static json_t *piece(const char *text, const struct ty_span *s)
{
	return json_stringn(text + s->start, s->end - s->start);
}

void ty_json_decisions(struct ty_buf *out, const char *path, const char *lang,
		       const char *text, const struct ty_decisions *decisions)
{
	struct ty_points c = { .text = text };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < decisions->n; i++) {
		const struct ty_decision *d = &decisions->items[i];
		size_t at = d->before.end;

		json_array_append_new(list, json_pack(
			"{sI sI sb ss ss so ss so so}",
			"at", ty_points_to(&c, at), "byte", (json_int_t)at,
			"breaks", d->breaks, "rule", d->rule, "srx", d->srx,
			"word", piece(text, &d->word),
			"word_class", d->word_class,
			"before", piece(text, &d->before),
			"after", piece(text, &d->after)));
	}
	ty_json_put(out, json_pack("{si so ss so}", "version", 1,
			   "file", ty_json_bytes(path),
			   "lang", lang, "decisions", list));
}

/* [indices] and [texts] of one side of a bead. */
static void side(json_t *bead, const char *name, const char *texts_name,
		 const char *const *texts, size_t first, size_t n)
{
	json_t *numbers = json_array(), *strings = json_array();
	size_t i;

	for (i = first; i < first + n; i++) {
		json_array_append_new(numbers, json_integer((json_int_t)i));
		json_array_append_new(strings, json_string(texts[i]));
	}
	json_object_set_new(bead, name, numbers);
	json_object_set_new(bead, texts_name, strings);
}

static json_t *reasons_json(const struct ty_reasons *rs)
{
	json_t *list = json_array();
	const struct ty_reason *r;

	for (r = rs->items; r < rs->items + rs->n; r++) {
		json_t *o = json_pack("{ss}", "kind", r->kind);

		if (r->source)
			json_object_set_new(o, "source",
					    json_string(r->source));
		if (r->target)
			json_object_set_new(o, "target",
					    json_string(r->target));
		json_object_set_new(o, "odds", json_real(r->odds));
		json_array_append_new(list, o);
	}
	return list;
}

void ty_json_beads(struct ty_buf *out, const struct ty_beads *beads,
		   const char *const *source, const char *const *target)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < beads->n; i++) {
		const struct ty_bead *b = &beads->items[i];
		json_t *bead = json_object();

		side(bead, "source", "source_text", source, b->source,
		     b->source_n);
		side(bead, "target", "target_text", target, b->target,
		     b->target_n);
		json_object_set_new(bead, "confidence",
				    json_real(b->confidence));
		if (beads->reasons)
			json_object_set_new(bead, "reasons",
					    reasons_json(&beads->reasons[i]));
		json_array_append_new(list, bead);
	}
	ty_json_put(out, json_pack("{si so}", "version", 1, "beads", list));
}

static json_t *value(struct ty_points *c, const struct ty_value *v)
{
	json_int_t start = ty_points_to(c, v->span.start);
	json_t *o;

	o = json_pack("{sI sI ss ss ss ss%}", "start", start, "end",
		      ty_points_to(c, v->span.end), "kind",
		      ty_value_kind_word(v->kind), "amount", v->amount, "unit",
		      v->unit, "text", c->text + v->span.start,
		      v->span.end - v->span.start);
	if (v->reference)
		json_object_set_new(o, "reference", json_true());
	return o;
}

void ty_json_values(struct ty_buf *out, const char *text,
		    const struct ty_values *values)
{
	struct ty_points c = { .text = text };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < values->n; i++)
		json_array_append_new(list, value(&c, &values->v[i]));
	ty_json_put(out, json_pack("{si so}", "version", 1, "values", list));
}

void ty_json_corpus(struct ty_buf *out, const struct ty_corpus_counts *c)
{
	ty_json_put(out, json_pack(
		"{si sI sI sI sI sI sI sI sI sI sI sI}", "version", 1,
		"stories", (json_int_t)c->stories, "used", (json_int_t)c->used,
		"failed", (json_int_t)c->failed,
		"barred", (json_int_t)c->barred,
		"pairs", (json_int_t)c->beads, "kept", (json_int_t)c->kept,
		"train", (json_int_t)c->split[0], "dev",
		(json_int_t)c->split[1], "test", (json_int_t)c->split[2],
		"leaks", (json_int_t)c->leaks, "aligned",
		(json_int_t)c->aligned));
}

static json_t *precision(const struct ty_corpus_precision *p)
{
	return json_pack("{sf sI sI sf s[ff]}", "from", p->from, "rated",
			 (json_int_t)p->rated, "right", (json_int_t)p->right,
			 "precision", p->share, "interval", p->low, p->high);
}

void ty_json_ratings(struct ty_buf *out, const struct ty_corpus_ratings *r)
{
	json_t *bands = json_array();
	size_t i;

	for (i = 0; i < TY_CORPUS_BANDS; i++)
		json_array_append_new(bands, precision(&r->bands[i]));
	ty_json_put_short(out, json_pack("{si so so}", "version", 1, "bands",
					 bands, "all", precision(&r->all)));
}
