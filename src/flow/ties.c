/* Which words of a stored translation belong to source words that changed. */

#include <stdlib.h>
#include <string.h>

#include "align/tie.h"
#include "base/alloc.h"
#include "flow/terms.h"
#include "flow/ties.h"
#include "text/term_find.h"

#define MAX_TERMS	50		/* of a sentence; others are passed over */

/* ---------------------------------------------------------------- terms -- */

/* The only place where a text has the concept; NULL: none, or several. */
static const struct ty_span *only(const struct ty_termbase_side *side,
				  const struct ty_term_places *places,
				  const struct ty_concept *concept)
{
	const struct ty_span *found = NULL;
	size_t i;

	for (i = 0; i < places->n; i++) {
		if (side->terms[places->v[i].term].concept != concept)
			continue;
		if (found)
			return NULL;
		found = &places->v[i].span;
	}
	return found;
}

/* Terms of the source with their translations in the target. */
static enum ty_status add_terms(struct ty_ties *ties, struct ty_desk *desk,
				const char *const text[2],
				struct ty_error *err)
{
	struct ty_term_places places[2] = { { .n = 0 }, { .n = 0 } };
	struct ty_termbase_side *side[2];
	struct ty_termbase *base;
	enum ty_status st;
	size_t i;

	if ((st = ty_desk_termbase(&base, desk, err)) != TY_OK)
		return st;
	side[0] = ty_termbase_side(base, desk->source);
	side[1] = ty_termbase_side(base, desk->target);
	for (i = 0; st == TY_OK && side[0] && side[1] && i < 2; i++)
		st = ty_termbase_run(side[i], text[i], strlen(text[i]), false,
				     &places[i], err);
	for (i = 0; st == TY_OK && i < places[0].n && i < MAX_TERMS; i++) {
		const struct ty_concept *concept =
			side[0]->terms[places[0].v[i].term].concept;
		const struct ty_span *a = only(side[0], &places[0], concept);
		const struct ty_span *b = only(side[1], &places[1], concept);

		if (a && b)
			ty_ties_add(ties, a, b, false, 1);
	}
	ty_term_places_release(&places[0]);
	ty_term_places_release(&places[1]);
	return st;
}

/* ---------------------------------------------------------------- spans -- */

/* Half of it, at least: a compound may have lost a part that is another word
 * in the translation. */
static bool changed(const struct ty_match *m, const struct ty_span *source)
{
	size_t i, start, end, bytes = 0;

	for (i = 0; i < m->nchanges; i++) {
		const struct ty_change *c = &m->changes[i];

		start = c->old.start > source->start ? c->old.start :
			source->start;
		end = c->old.end < source->end ? c->old.end : source->end;
		if (c->edit != TY_SAME && start < end)
			bytes += end - start;
	}
	return bytes > 0 && 2 * bytes >= source->end - source->start;
}

/* Words of one phrase are one place; a value is a place by itself, as it may be
 * carried over. */
static bool joins(const char *target, const struct ty_span *a,
		  const struct ty_span *b)
{
	return b->start == a->end ||
	       (b->start == a->end + 1 && target[a->end] == ' ');
}

static void take(struct ty_match *m, const struct ty_ties *ties)
{
	bool value = true;
	size_t i, n = 0;

	m->target_spans = ty_alloc(ties->n, sizeof(*m->target_spans));
	for (i = 0; i < ties->n; i++) {
		const struct ty_tie *t = &ties->v[i];

		if (!changed(m, &t->span[0]))
			continue;
		if (!value && !t->value &&
		    joins(m->target, &m->target_spans[n - 1], &t->span[1]))
			m->target_spans[n - 1].end = t->span[1].end;
		else
			m->target_spans[n++] = t->span[1];
		value = t->value;
	}
	m->ntarget_spans = n;
}

/* What went or became something else; what only came has no counterpart. */
static bool anything_changed(const struct ty_match *m)
{
	size_t i;

	for (i = 0; i < m->nchanges; i++)
		if (m->changes[i].edit != TY_SAME &&
		    m->changes[i].old.end > m->changes[i].old.start)
			return true;
	return false;
}

enum ty_status ty_match_tie(struct ty_match *m, struct ty_desk *desk,
			    struct ty_error *err)
{
	const char *const text[2] = { m->source, m->target };
	const char *const lang[2] = { desk->source, desk->target };
	const struct ty_value_reader *readers[2];
	const struct ty_lexicon *lexicon;
	struct ty_ties ties = { 0 };
	enum ty_status st;

	if (!anything_changed(m) || strlen(m->source) > TY_TIES_TEXT ||
	    strlen(m->target) > TY_TIES_TEXT)
		return TY_OK;
	if ((st = ty_desk_reader(&readers[0], desk, lang[0], err)) == TY_OK &&
	    (st = ty_desk_reader(&readers[1], desk, lang[1], err)) == TY_OK &&
	    (st = ty_desk_lexicon(&lexicon, desk, err)) == TY_OK &&
	    (st = add_terms(&ties, desk, text, err)) == TY_OK) {
		ty_ties_find(&ties, lexicon, ty_desk_learnt(desk), lang,
			     readers, text);
		take(m, &ties);
	}
	ty_ties_release(&ties);
	return st;
}
