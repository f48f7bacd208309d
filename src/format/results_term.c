/* Concepts, their terms and proposals as JSON. */

#include "format/json.h"
#include "format/results.h"

static json_t *term(const struct ty_term *t)
{
	return json_pack("{ss ss ss ss ss}", "lang", t->lang, "text", t->text,
			 "status", ty_term_status_word(t->status), "pos",
			 t->pos, "note", t->note);
}

static json_t *concept_object(const struct ty_concept *c)
{
	json_t *terms = json_array();
	size_t i;

	for (i = 0; i < c->nterms; i++)
		json_array_append_new(terms, term(&c->terms[i]));
	return json_pack("{sI si ss ss ss ss so ss ss ss ss}",
			 "concept", (json_int_t)c->id, "revision", c->revision,
			 "uid", c->uid, "domain", c->domain,
			 "definition", c->definition, "note", c->note,
			 "terms", terms, "creator", c->creator,
			 "created", c->created, "changer", c->changer,
			 "changed", c->changed);
}

void ty_json_concept(struct ty_buf *out, const struct ty_concept *concept)
{
	json_t *object = concept_object(concept);

	json_object_set_new(object, "version", json_integer(1));
	ty_json_put(out, object);
}

/* Each place with what it is, and the concepts' other terms. */
json_t *ty_json_term_list(const char *text, const struct ty_term_hits *hits)
{
	struct ty_points c = { .text = text };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < hits->n; i++) {
		const struct ty_term_hit *h = &hits->items[i];
		json_t *object = concept_object(h->concept);

		json_object_set_new(object, "span", ty_points_span(&c, &h->span));
		json_object_set_new(object, "found", term(h->term));
		json_array_append_new(list, object);
	}
	return list;
}

void ty_json_terms(struct ty_buf *out, const char *text,
		   const struct ty_term_hits *hits)
{
	ty_json_put(out, json_pack("{si ss so}", "version", 1, "text", text,
			   "terms", ty_json_term_list(text, hits)));
}

void ty_json_proposal(struct ty_buf *out, const struct ty_proposal *p)
{
	ty_json_put(out, json_pack("{si ss ss sf sI sI sI sb sb s{sI ss ss}}",
			   "version", 1,
			   "source", p->source, "target", p->target,
			   "score", p->score,
			   "source_count", (json_int_t)p->source_count,
			   "target_count", (json_int_t)p->target_count,
			   "together", (json_int_t)p->together,
			   "name", p->name, "known", p->known,
			   "example", "pair", (json_int_t)p->example,
			   "source", p->example_source,
			   "target", p->example_target));
}
