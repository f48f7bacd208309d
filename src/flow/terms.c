/* The termbase as it is loaded, and the terms of a text. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/terms.h"
#include "text/norm.h"
#include "text/term_find.h"
#include "text/utf8.h"

/* Languages that terms are found in; a termbase with more has those that come
 * first in it. */
#define MAX_SIDES	16

struct ty_termbase {
	int			 holders;
	int64_t			 version;
	struct ty_concepts	*concepts;
	struct ty_termbase_side	*sides;
	size_t			 nsides;
};

/* ------------------------------------------------------------- loading -- */

void ty_termbase_release(struct ty_termbase *base)
{
	size_t i;

	if (!base || --base->holders > 0)
		return;
	for (i = 0; i < base->nsides; i++) {
		ty_term_finder_close(base->sides[i].finder);
		free(base->sides[i].terms);
	}
	free(base->sides);
	ty_concepts_free(base->concepts);
	free(base);
}

struct ty_termbase *ty_termbase_hold(struct ty_termbase *base)
{
	base->holders++;
	return base;
}

struct ty_termbase_side *ty_termbase_side(struct ty_termbase *base,
					  const char *lang)
{
	size_t i;

	for (i = 0; i < base->nsides; i++)
		if (ty_lang_same(base->sides[i].lang, lang))
			return &base->sides[i];
	return NULL;
}

static enum ty_status add_term(struct ty_termbase *base,
			       const struct ty_concept *concept,
			       const struct ty_term *term,
			       struct ty_error *err)
{
	struct ty_termbase_side *side = ty_termbase_side(base, term->lang);
	enum ty_status st;

	if (!side) {
		if (base->nsides == MAX_SIDES)
			return TY_OK;
		side = &base->sides[base->nsides];
		st = ty_lang_canonical(side->lang, term->lang, err);
		if (st != TY_OK)
			return st;
		base->nsides++;
	}
	side->terms = ty_grow(side->terms, &side->cap, side->n + 1,
			      sizeof(*side->terms));
	side->terms[side->n++] = (struct ty_term_ref){ concept, term };
	return TY_OK;
}

static enum ty_status load(struct ty_termbase **out, struct ty_store *store,
			   struct ty_error *err)
{
	struct ty_termbase *base = ty_alloc(1, sizeof(*base));
	enum ty_status st;
	size_t i, k;

	*out = NULL;
	base->holders = 1;
	base->sides = ty_alloc(MAX_SIDES, sizeof(*base->sides));
	st = ty_store_concepts(&base->concepts, &base->version, store, err);
	for (i = 0; st == TY_OK && i < base->concepts->n; i++) {
		const struct ty_concept *c = &base->concepts->items[i];

		for (k = 0; st == TY_OK && k < c->nterms; k++)
			st = add_term(base, c, &c->terms[k], err);
	}
	if (st == TY_OK)
		*out = base;
	else
		ty_termbase_release(base);
	return st;
}

enum ty_status ty_desk_termbase(struct ty_termbase **out, struct ty_desk *desk,
				struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st;
	int64_t version;

	*out = NULL;
	if ((st = ty_desk_store(&store, desk, err)) != TY_OK ||
	    (st = ty_store_terms_version(&version, store, err)) != TY_OK)
		return st;
	if (!desk->termbase || desk->termbase->version != version) {
		ty_termbase_release(desk->termbase);
		if ((st = load(&desk->termbase, store, err)) != TY_OK)
			return st;
	}
	*out = desk->termbase;
	return TY_OK;
}

enum ty_status ty_terms(struct ty_concepts **out, struct ty_desk *desk,
			struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);
	int64_t version;

	*out = NULL;
	return st == TY_OK ? ty_store_concepts(out, &version, store, err) : st;
}

const struct ty_term *ty_concept_best(const struct ty_concept *concept,
				      const char *lang)
{
	const struct ty_term *allowed = NULL;
	size_t i;

	for (i = 0; i < concept->nterms; i++) {
		const struct ty_term *t = &concept->terms[i];

		if (!ty_lang_same(t->lang, lang))
			continue;
		if (t->status == TY_PREFERRED)
			return t;
		if (t->status == TY_ALLOWED && !allowed)
			allowed = t;
	}
	return allowed;
}

/* ------------------------------------------------------------- finding -- */

static enum ty_status compile(struct ty_termbase_side *side,
			      struct ty_error *err)
{
	enum ty_status st;
	size_t i;

	st = ty_term_finder_open(&side->finder, side->lang, err);
	for (i = 0; st == TY_OK && i < side->n; i++)
		ty_term_finder_add(side->finder, side->terms[i].term->text,
				   side->terms[i].term->pos, (uint32_t)i);
	return st;
}

enum ty_status ty_termbase_run(struct ty_termbase_side *side, const char *s,
			       size_t len, bool any,
			       struct ty_term_places *places,
			       struct ty_error *err)
{
	enum ty_status st = TY_OK;

	places->n = 0;
	if (!side->finder)
		st = compile(side, err);
	if (st == TY_OK)
		ty_term_finder_run(side->finder, s, len, any ? TY_TERMS_ANY :
				   TY_TERMS_LONGEST, places);
	return st;
}

enum ty_status ty_terms_find(struct ty_term_hits **out, struct ty_desk *desk,
			     const char *text, size_t length, const char *lang,
			     struct ty_error *err)
{
	struct ty_term_places places = { .n = 0 };
	struct ty_termbase_side *side;
	struct ty_term_hits *hits;
	struct ty_termbase *base;
	char tag[TY_LANG_MAX];
	enum ty_status st;
	size_t i;

	*out = NULL;
	if ((st = ty_lang_canonical(tag, lang ? lang : desk->source, err)) !=
	    TY_OK ||
	    (st = ty_utf8_require(text, length, "", 1, err)) != TY_OK ||
	    (st = ty_desk_termbase(&base, desk, err)) != TY_OK)
		return st;
	hits = ty_alloc(1, sizeof(*hits));
	hits->termbase = ty_termbase_hold(base);
	if ((side = ty_termbase_side(base, tag)))
		st = ty_termbase_run(side, text, length, false, &places, err);
	hits->items = ty_alloc(places.n, sizeof(*hits->items));
	for (i = 0; i < places.n; i++)
		hits->items[hits->n++] = (struct ty_term_hit){
			.span = places.v[i].span,
			.concept = side->terms[places.v[i].term].concept,
			.term = side->terms[places.v[i].term].term,
		};
	ty_term_places_release(&places);
	if (st == TY_OK)
		*out = hits;
	else
		ty_term_hits_free(hits);
	return st;
}

void ty_term_hits_free(struct ty_term_hits *hits)
{
	if (!hits)
		return;
	ty_termbase_release(hits->termbase);
	free(hits->items);
	free(hits);
}

/* ------------------------------------------------------------- writing -- */

static enum ty_status squeeze(const char **field, struct ty_error *err)
{
	struct ty_buf out = TY_BUF_INIT;
	size_t len = strlen(*field), bad;

	if (!ty_utf8_valid(*field, len, &bad))
		return ty_fail(err, TY_EINVAL,
			       _("invalid UTF-8: byte 0x%02X"),
			       (unsigned)(unsigned char)(*field)[bad]);
	ty_squeeze(&out, *field, len);
	ty_concept_set(field, out.p);
	ty_buf_release(&out);
	return TY_OK;
}

static enum ty_status fit_term(struct ty_term *t, struct ty_error *err)
{
	char tag[TY_LANG_MAX];
	enum ty_status st;

	if ((st = ty_lang_canonical(tag, t->lang, err)) != TY_OK ||
	    (st = squeeze(&t->text, err)) != TY_OK ||
	    (st = squeeze(&t->pos, err)) != TY_OK ||
	    (st = squeeze(&t->note, err)) != TY_OK)
		return st;
	ty_concept_set(&t->lang, tag);
	return t->text[0] ? TY_OK :
	       ty_fail(err, TY_EINVAL, _("a term without text"));
}

enum ty_status ty_concept_fit(struct ty_concept_buf *concept,
			      struct ty_error *err)
{
	struct ty_concept *c = &concept->concept;
	const char **const strings[] = { &c->uid, &c->domain, &c->definition,
					 &c->note };
	struct ty_concept_buf once = { .cap = 0 };
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; st == TY_OK && i < 4; i++)
		st = squeeze(strings[i], err);
	for (i = 0; st == TY_OK && i < c->nterms; i++)
		st = fit_term(&concept->terms[i], err);
	if (st != TY_OK)
		return st;
	/* The same term twice: what is said last of it counts. */
	ty_concept_clear(&once);
	ty_concept_merge(&once, c);
	once.concept.id = c->id;
	once.concept.revision = c->revision;
	ty_concept_release(concept);
	*concept = once;
	return TY_OK;
}

enum ty_status ty_terms_put(struct ty_batch **out, struct ty_desk *desk,
			    const struct ty_concept *concepts, size_t n,
			    struct ty_error *err)
{
	struct ty_concept_buf buf = { .cap = 0 };
	enum ty_status st;
	size_t i;

	if (out)
		*out = NULL;
	/* A term says in the log what it was about. */
	st = ty_desk_begin(desk, "terms", n && concepts[0].nterms ?
			   concepts[0].terms[0].text : "", n, err);
	if (st != TY_OK)
		return st;
	for (i = 0; st == TY_OK && i < n; i++) {
		ty_concept_assign(&buf, &concepts[i]);
		if ((st = ty_concept_fit(&buf, err)) == TY_OK)
			st = ty_store_put_concept(desk->store, &buf.concept,
						  NULL, err);
	}
	ty_concept_release(&buf);
	if (st == TY_OK)
		st = ty_store_commit(desk->store, out, err);
	if (st != TY_OK)
		ty_store_abort(desk->store);
	return st;
}
