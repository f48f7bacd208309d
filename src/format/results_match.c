/* Suggestions and hits of a search as JSON. */

#include "base/words.h"
#include "format/carry_json.h"
#include "format/json.h"
#include "format/results.h"

static json_t *changes(const struct ty_match *m, const char *source)
{
	struct ty_points old = { .text = m->source };
	struct ty_points now = { .text = source };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < m->nchanges; i++) {
		const struct ty_change *c = &m->changes[i];
		json_t *o, *n;

		if (c->edit == TY_SAME)
			continue;
		o = ty_points_span(&old, &c->old);
		n = ty_points_span(&now, &c->now);
		json_array_append_new(list, json_pack("{ss so so}", "edit",
				ty_edit_word(c->edit), "old", o, "new", n));
	}
	return list;
}

static json_t *spans(const char *text, const struct ty_span *v, size_t n)
{
	struct ty_points c = { .text = text };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < n; i++)
		json_array_append_new(list, ty_points_span(&c, &v[i]));
	return list;
}

static json_t *penalty(const struct ty_penalty *p, const struct ty_match *m,
		       const char *source)
{
	struct ty_points old = { .text = m->source };
	struct ty_points now = { .text = source };
	json_t *object = json_pack("{ss si}", "name", p->name, "points",
				   p->points);

	if (p->old.end > p->old.start || p->now.end > p->now.start) {
		json_object_set_new(object, "old", ty_points_span(&old, &p->old));
		json_object_set_new(object, "new", ty_points_span(&now, &p->now));
	}
	return object;
}

static json_t *match(const struct ty_match *m, const char *source)
{
	static const struct ty_carry none;
	const struct ty_carry *carry = m->carry ? m->carry : &none;
	json_t *penalties = json_array();
	size_t i;

	for (i = 0; i < m->npenalties; i++)
		json_array_append_new(penalties,
				      penalty(&m->penalties[i], m, source));
	return json_pack("{sI so si sf sI sI ss ss ss? so so so so so ss ss so}",
			 "unit", (json_int_t)m->unit,
			 "memory", ty_json_bytes(m->memory), "score", m->score,
			 "similarity", m->similarity,
			 "distance", (json_int_t)m->distance,
			 "tokens", (json_int_t)m->tokens, "source", m->source,
			 "target", m->target, "repaired", m->repaired,
			 "carried", ty_carry_changes(m->target, source, carry),
			 "refused", ty_carry_whys(source, carry),
			 "changes", changes(m, source), "target_spans",
			 spans(m->target, m->target_spans, m->ntarget_spans),
			 "penalties", penalties,
			 "kind", ty_unit_kind_word(m->kind),
			 "status", ty_unit_status_word(m->status),
			 "origin", ty_json_origin(&m->origin));
}

void ty_json_matches(struct ty_buf *out, const char *source,
		     const struct ty_matches *matches,
		     const struct ty_term_hits *terms)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < matches->n; i++)
		json_array_append_new(list, match(&matches->items[i],
						  matches->text));
	ty_json_put(out, json_pack("{si ss ss so so}", "version", 1,
			   "source", source, "text", matches->text,
			   "matches", list, "terms",
			   ty_json_term_list(matches->text, terms)));
}

void ty_json_hits(struct ty_buf *out, const struct ty_hits *hits)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < hits->n; i++) {
		const struct ty_hit *h = &hits->items[i];

		json_array_append_new(list, json_pack(
			"{sI ss ss ss ss so ss ss so so}",
			"unit", (json_int_t)h->unit,
			"kind", ty_unit_kind_word(h->kind),
			"status", ty_unit_status_word(h->status),
			"lang", h->lang, "text", h->text,
			"spans", spans(h->text, h->spans, h->nspans),
			"other_lang", h->other_lang, "other", h->other,
			"other_spans", spans(h->other, h->other_spans,
					     h->nother_spans),
			"origin", ty_json_origin(&h->origin)));
	}
	ty_json_put(out, json_pack("{si sI so}", "version", 1, "total",
			   (json_int_t)hits->total, "hits", list));
}
