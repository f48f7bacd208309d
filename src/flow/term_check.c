/* What a translation does with the terms of its source. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "flow/terms.h"
#include "text/term_find.h"

struct check {
	struct ty_termbase_side	*from, *to;	/* NULL: no terms */
	const char		*source_lang, *target_lang;
	struct ty_term_places	 source;	/* terms of the source */
	struct ty_term_places	 target;	/* terms of the target */
	struct ty_term_places	 any;		/* and what might be one */
	struct ty_term_issues	*out;
	size_t			 cap;
};

static const struct ty_term_ref *ref(const struct ty_termbase_side *side,
				     const struct ty_term_place *place)
{
	return &side->terms[place->term];
}

static void add(struct check *c, enum ty_term_issue_kind kind,
		const struct ty_span *source, const struct ty_span *target,
		const struct ty_term_ref *what)
{
	static const struct ty_span nowhere;
	struct ty_term_issues *out = c->out;

	out->items = ty_grow(out->items, &c->cap, out->n + 1,
			     sizeof(*out->items));
	out->items[out->n++] = (struct ty_term_issue){
		.kind = kind, .source = source ? *source : nowhere,
		.target = target ? *target : nowhere,
		.concept = what->concept, .term = what->term,
		.use = ty_concept_best(what->concept, c->target_lang),
	};
}

/* Where the source has the concept; NULL: nowhere. */
static const struct ty_span *in_source(const struct check *c,
				       const struct ty_concept *concept)
{
	size_t i;

	for (i = 0; i < c->source.n; i++)
		if (ref(c->from, &c->source.v[i])->concept == concept)
			return &c->source.v[i].span;
	return NULL;
}

/* Does the target have one of the concept's terms, whatever its status? */
static bool in_target(const struct check *c, const struct ty_concept *concept)
{
	size_t i;

	for (i = 0; i < c->any.n; i++)
		if (ref(c->to, &c->any.v[i])->concept == concept)
			return true;
	return false;
}

static bool has_lang(const struct ty_concept *concept, const char *lang)
{
	size_t i;

	for (i = 0; i < concept->nterms; i++)
		if (ty_lang_same(concept->terms[i].lang, lang))
			return true;
	return false;
}

static bool same_span(const struct ty_term_place *a,
		      const struct ty_term_place *b)
{
	return a->span.start == b->span.start && a->span.end == b->span.end;
}

/* Terms [i, *end) of the source stand in one place: some have translations, and
 * none of these is in the target. */
static const struct ty_term_ref *missing(const struct check *c, size_t i,
					 size_t *end)
{
	const struct ty_term_ref *found = NULL, *r;
	bool there = false;
	size_t k;

	for (k = i; k < c->source.n &&
	     same_span(&c->source.v[i], &c->source.v[k]); k++) {
		r = ref(c->from, &c->source.v[k]);
		if (!ty_concept_best(r->concept, c->target_lang))
			there = true;	/* nobody knows how it is called */
		else if (in_target(c, r->concept))
			there = true;
		else if (!found)
			found = r;
	}
	*end = k;
	return there ? NULL : found;
}

static void find_missing(struct check *c)
{
	const struct ty_term_ref *r;
	size_t i, end, k;

	for (i = 0; i < c->source.n; i = end) {
		if (!(r = missing(c, i, &end)))
			continue;
		/* One that is there three times is missed once. */
		for (k = 0; k < c->out->n; k++)
			if (c->out->items[k].concept == r->concept)
				break;
		if (k == c->out->n)
			add(c, TY_TERM_MISSING, &c->source.v[i].span, NULL, r);
	}
}

/* In its place stands a term that may: of another concept of the source's, or
 * of this one in other capitals. */
static bool excused(const struct check *c, size_t at)
{
	size_t i;

	for (i = 0; i < c->target.n; i++) {
		const struct ty_term_ref *r = ref(c->to, &c->target.v[i]);

		if (same_span(&c->target.v[i], &c->target.v[at]) &&
		    r->term->status != TY_FORBIDDEN &&
		    (in_source(c, r->concept) ||
		     !has_lang(r->concept, c->source_lang)))
			return true;
	}
	return false;
}

static void find_forbidden(struct check *c)
{
	const struct ty_span *source;
	size_t i;

	for (i = 0; i < c->target.n; i++) {
		const struct ty_term_ref *r = ref(c->to, &c->target.v[i]);

		if (r->term->status != TY_FORBIDDEN || excused(c, i))
			continue;
		source = in_source(c, r->concept);
		if (source || !has_lang(r->concept, c->source_lang))
			add(c, TY_TERM_FORBIDDEN, source,
			    &c->target.v[i].span, r);
	}
}

enum ty_status ty_terms_check(struct ty_term_issues **out,
			      struct ty_desk *desk, const char *source,
			      const char *target, struct ty_error *err)
{
	struct check c = { .source_lang = desk->source,
			   .target_lang = desk->target };
	struct ty_termbase *base;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_desk_termbase(&base, desk, err)) != TY_OK)
		return st;
	c.out = ty_alloc(1, sizeof(*c.out));
	c.out->termbase = ty_termbase_hold(base);
	c.from = ty_termbase_side(base, desk->source);
	c.to = ty_termbase_side(base, desk->target);
	if (c.from)
		st = ty_termbase_run(c.from, source, strlen(source), false,
				     &c.source, err);
	if (st == TY_OK && c.to)
		st = ty_termbase_run(c.to, target, strlen(target), false,
				     &c.target, err);
	if (st == TY_OK && c.to)
		st = ty_termbase_run(c.to, target, strlen(target), true,
				     &c.any, err);
	if (st == TY_OK && c.to) {
		find_missing(&c);
		find_forbidden(&c);
	}
	ty_term_places_release(&c.source);
	ty_term_places_release(&c.target);
	ty_term_places_release(&c.any);
	if (st == TY_OK)
		*out = c.out;
	else
		ty_term_issues_free(c.out);
	return st;
}

void ty_term_issues_free(struct ty_term_issues *issues)
{
	if (!issues)
		return;
	ty_termbase_release(issues->termbase);
	free(issues->items);
	free(issues);
}
