/* Proposals of terms: where the pairs come from, and what is shown of them. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/term_extract.h"
#include "flow/terms.h"
#include "text/norm.h"

/* -------------------------------------------------------------- memory -- */

struct units {
	struct ty_desk		*desk;
	struct ty_cursor	*cursor;
};

static const char *text_in(const struct ty_unit *unit, const char *lang)
{
	size_t i;

	for (i = 0; i < unit->nvariants; i++)
		if (ty_lang_same(unit->variants[i].lang, lang))
			return unit->variants[i].text;
	return NULL;
}

static enum ty_status rewind_units(void *user, struct ty_error *err)
{
	struct units *units = user;
	struct ty_store *store;
	enum ty_status st;

	ty_cursor_close(units->cursor);
	units->cursor = NULL;
	st = ty_desk_store(&store, units->desk, err);
	return st == TY_OK ? ty_store_units(&units->cursor, store, err) : st;
}

static enum ty_status next_unit(void *user, const char **source,
				const char **target, struct ty_error *err)
{
	struct units *units = user;
	struct ty_unit unit;
	enum ty_status st;

	while ((st = ty_cursor_next(units->cursor, &unit, NULL, err)) ==
	       TY_OK) {
		*source = text_in(&unit, units->desk->source);
		*target = text_in(&unit, units->desk->target);
		if (*source && *target && unit.status != TY_REJECTED)
			return TY_OK;
	}
	return st;
}

/* ------------------------------------------------------------- known -- */

static void add_folded(struct ty_buf *out, const char *s)
{
	ty_fold(out, s, strlen(s), TY_FOLD_MATCH, NULL);
	ty_buf_addc(out, TY_EXPRESSION_GAP);
}

/* Every pair of terms that the termbase has, folded. */
static enum ty_status list_known(struct ty_intern *known, struct ty_desk *desk,
				 struct ty_error *err)
{
	struct ty_buf pair = TY_BUF_INIT;
	struct ty_concepts *list;
	enum ty_status st;
	size_t i, k, m;

	if (!desk->store)
		return TY_OK;
	if ((st = ty_terms(&list, desk, err)) != TY_OK)
		return st;
	for (i = 0; i < list->n; i++) {
		const struct ty_concept *c = &list->items[i];

		for (k = 0; k < c->nterms; k++)
			for (m = 0; m < c->nterms; m++) {
				if (!ty_lang_same(c->terms[k].lang,
						  desk->source) ||
				    !ty_lang_same(c->terms[m].lang,
						  desk->target))
					continue;
				ty_buf_clear(&pair);
				add_folded(&pair, c->terms[k].text);
				add_folded(&pair, c->terms[m].text);
				ty_intern_add(known, pair.p, pair.len);
			}
	}
	ty_concepts_free(list);
	ty_buf_release(&pair);
	return TY_OK;
}

static bool is_known(const struct ty_intern *known, const char *source,
		     const char *target)
{
	struct ty_buf pair = TY_BUF_INIT;
	uint32_t found;

	add_folded(&pair, source);
	add_folded(&pair, target);
	found = ty_intern_find(known, pair.p, pair.len);
	ty_buf_release(&pair);
	return found != TY_INTERN_NONE;
}

/* ----------------------------------------------------------- proposals -- */

void ty_proposals_free(struct ty_proposals *proposals)
{
	if (!proposals)
		return;
	while (proposals->n > 0) {
		struct ty_proposal *p = &proposals->items[--proposals->n];

		free(p->source);
		free(p->target);
		free(p->example_source);
		free(p->example_target);
	}
	free(proposals->items);
	free(proposals);
}

static bool is_name(const struct ty_extract_stat *s)
{
	return s->seen && 2 * s->names > s->seen;
}

/* How an expression is written: as it mostly is, but a word that has its capital
 * from the beginning of a segment in small letters. */
static char *form_of(const struct ty_extract_side *side, uint32_t key)
{
	const struct ty_extract_stat *s = &side->stats[key];
	const char *form = ty_intern_get(&side->forms, s->form);
	struct ty_buf small = TY_BUF_INIT;

	if (is_name(s) || !s->weak)
		return ty_strdup(form);
	ty_fold(&small, form, strlen(form), TY_FOLD_MATCH, NULL);
	return ty_buf_detach(&small);
}

static void add(struct ty_proposals *out, size_t *cap,
		const struct ty_extract *x, const struct ty_extract_link *l,
		const struct ty_intern *known,
		const struct ty_extract_options *options)
{
	struct ty_proposal p = {
		.source = form_of(&x->source, l->source),
		.target = form_of(&x->target, l->target),
		.score = round(l->score * 1e4) / 1e4, .together = l->both,
		.source_count = x->source.stats[l->source].count,
		.target_count = x->target.stats[l->target].count,
		.name = is_name(&x->source.stats[l->source]) ||
			is_name(&x->target.stats[l->target]),
		.example = x->pairs[l->example].number,
	};

	p.known = is_known(known, p.source, p.target);
	if (p.known && !options->known) {
		free(p.source);
		free(p.target);
		return;
	}
	out->items = ty_grow(out->items, cap, out->n + 1, sizeof(p));
	out->items[out->n++] = p;
}

static int by_example(const void *a, const void *b)
{
	const struct ty_proposal *const *p = a, *const *q = b;

	return (*p)->example < (*q)->example ? -1 :
	       (*p)->example > (*q)->example;
}

/* Read the pairs again, for the texts of the examples. */
static enum ty_status fetch_examples(struct ty_proposals *out,
				     const struct ty_pairs *pairs,
				     struct ty_error *err)
{
	struct ty_proposal **order = ty_alloc(out->n, sizeof(*order));
	const char *source, *target;
	enum ty_status st;
	int64_t number = 0;
	size_t i;

	for (i = 0; i < out->n; i++)
		order[i] = &out->items[i];
	qsort(order, out->n, sizeof(*order), by_example);
	st = pairs->rewind(pairs->user, err);
	for (i = 0; st == TY_OK && i < out->n; number++) {
		st = pairs->next(pairs->user, &source, &target, err);
		for (; st == TY_OK && i < out->n &&
		     order[i]->example == number; i++) {
			order[i]->example_source = ty_strdup(source);
			order[i]->example_target = ty_strdup(target);
		}
	}
	free(order);
	/* What was read from has changed meanwhile: examples are missing. */
	for (i = 0; st == TY_END && i < out->n; i++)
		if (!out->items[i].example_source) {
			out->items[i].example_source = ty_strdup("");
			out->items[i].example_target = ty_strdup("");
		}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_terms_extract(struct ty_proposals **out,
				struct ty_desk *desk,
				const struct ty_pairs *pairs,
				const struct ty_extract_options *options,
				struct ty_error *err)
{
	static const struct ty_extract_options usual;
	struct units units = { .desk = desk };
	const struct ty_pairs own = { next_unit, rewind_units, &units };
	struct ty_intern known = { .n = 0 };
	struct ty_proposals *list;
	struct ty_extract x;
	enum ty_status st;
	size_t cap = 0, max, i;

	*out = NULL;
	if (!options)
		options = &usual;
	if (!pairs) {
		pairs = &own;
		if ((st = rewind_units(&units, err)) != TY_OK)
			return st;
	}
	max = options->max ? options->max : 1000;
	list = ty_alloc(1, sizeof(*list));
	st = list_known(&known, desk, err);
	if (st == TY_OK) {
		st = ty_extract_run(&x, desk, pairs,
				    options->least > 0 ? options->least : 2,
				    err);
		for (i = 0; st == TY_OK && i < x.nlinks && list->n < max; i++)
			add(list, &cap, &x, &x.links[i], &known, options);
		list->pairs = x.read;
		ty_extract_release(&x);
	}
	if (st == TY_OK)
		st = fetch_examples(list, pairs, err);
	ty_cursor_close(units.cursor);
	ty_intern_release(&known);
	if (st == TY_OK)
		*out = list;
	else
		ty_proposals_free(list);
	return st;
}
