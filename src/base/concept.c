/* A concept of the termbase as a value: put together, compared, copied. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/concept.h"

/* The strings of a concept, in one place. */
static void each_string(struct ty_concept *c,
			void (*what)(const char **field))
{
	what(&c->uid);
	what(&c->domain);
	what(&c->definition);
	what(&c->note);
	what(&c->creator);
	what(&c->changer);
	what(&c->created);
	what(&c->changed);
}

static void drop(const char **field)
{
	free((char *)*field);
	*field = NULL;
}

static void make(const char **field)
{
	*field = ty_strdup("");
}

static void copy(const char **field)
{
	*field = ty_strdup(*field ? *field : "");
}

static void each_term_string(struct ty_term *t,
			     void (*what)(const char **field))
{
	what(&t->lang);
	what(&t->text);
	what(&t->pos);
	what(&t->note);
}

void ty_concept_release(struct ty_concept_buf *buf)
{
	size_t i;

	each_string(&buf->concept, drop);
	for (i = 0; i < buf->concept.nterms; i++)
		each_term_string(&buf->terms[i], drop);
	free(buf->terms);
	memset(buf, 0, sizeof(*buf));
}

void ty_concept_clear(struct ty_concept_buf *buf)
{
	ty_concept_release(buf);
	each_string(&buf->concept, make);
}

void ty_concept_set(const char **field, const char *value)
{
	char *was = (char *)*field;

	*field = ty_strdup(value ? value : "");
	free(was);
}

struct ty_term *ty_concept_add(struct ty_concept_buf *buf, const char *lang,
			       const char *text)
{
	size_t n = buf->concept.nterms;
	struct ty_term *t;

	buf->terms = ty_grow(buf->terms, &buf->cap, n + 1,
			     sizeof(*buf->terms));
	buf->concept.terms = buf->terms;
	buf->concept.nterms++;
	t = &buf->terms[n];
	memset(t, 0, sizeof(*t));
	t->lang = lang;
	t->text = text;
	each_term_string(t, copy);
	return t;
}

void ty_concept_assign(struct ty_concept_buf *buf,
		       const struct ty_concept *from)
{
	size_t i;

	ty_concept_release(buf);
	buf->concept = *from;
	each_string(&buf->concept, copy);
	buf->concept.terms = NULL;
	buf->concept.nterms = 0;
	for (i = 0; i < from->nterms; i++) {
		const struct ty_term *f = &from->terms[i];
		struct ty_term *t = ty_concept_add(buf, f->lang, f->text);

		t->status = f->status;
		ty_concept_set(&t->pos, f->pos);
		ty_concept_set(&t->note, f->note);
	}
}

size_t ty_concept_find(const struct ty_concept *concept, const char *lang,
		       const char *text)
{
	size_t i;

	for (i = 0; i < concept->nterms; i++)
		if (!strcmp(concept->terms[i].text, text) &&
		    !strcmp(concept->terms[i].lang, lang))
			break;
	return i;
}

static void take(const char **field, const char *value)
{
	if (value && *value)
		ty_concept_set(field, value);
}

static void take_first(const char **field, const char *value)
{
	if (!**field)
		take(field, value);
}

void ty_concept_merge(struct ty_concept_buf *buf,
		      const struct ty_concept *said)
{
	struct ty_concept *c = &buf->concept;
	size_t i, at;

	take_first(&c->uid, said->uid);
	take_first(&c->creator, said->creator);
	take_first(&c->created, said->created);
	take(&c->domain, said->domain);
	take(&c->definition, said->definition);
	take(&c->note, said->note);
	for (i = 0; i < said->nterms; i++) {
		const struct ty_term *s = &said->terms[i];
		struct ty_term *t;

		at = ty_concept_find(c, s->lang, s->text);
		t = at < c->nterms ? &buf->terms[at] :
		    ty_concept_add(buf, s->lang, s->text);
		t->status = s->status;
		take(&t->pos, s->pos);
		take(&t->note, s->note);
	}
}

bool ty_concept_same(const struct ty_concept *a, const struct ty_concept *b)
{
	size_t i;

	if (strcmp(a->uid, b->uid) || strcmp(a->domain, b->domain) ||
	    strcmp(a->definition, b->definition) || strcmp(a->note, b->note) ||
	    a->nterms != b->nterms)
		return false;
	for (i = 0; i < a->nterms; i++) {
		const struct ty_term *s = &a->terms[i], *t = &b->terms[i];

		if (strcmp(s->lang, t->lang) || strcmp(s->text, t->text) ||
		    s->status != t->status || strcmp(s->pos, t->pos) ||
		    strcmp(s->note, t->note))
			return false;
	}
	return true;
}

void ty_concepts_free(struct ty_concepts *concepts)
{
	struct ty_concept_buf buf;

	if (!concepts)
		return;
	while (concepts->n > 0) {
		buf.concept = concepts->items[--concepts->n];
		buf.terms = (struct ty_term *)buf.concept.terms;
		ty_concept_release(&buf);
	}
	free(concepts->items);
	free(concepts);
}
