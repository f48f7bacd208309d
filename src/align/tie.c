/* Which words of a sentence are which of its translation: only the sure ones. */

#include <stdlib.h>
#include <string.h>

#include "align/link.h"
#include "align/tie.h"
#include "align/tie_learnt.h"
#include "base/alloc.h"
#include "text/agree.h"
#include "text/lang.h"

#define MAX_VALUES	100		/* of a text; more are a table */
#define MAX_TIES	200		/* choosing takes the cube at worst */

/* A tie is believed if it is so much stronger than what contradicts it. */
#define MARGIN		1.25f

/* How strong a link of each kind is; 0: it proves nothing. */
static const float strengths[TY_NLINKS] = {
	[TY_LINK_NUMBER] = .9f, [TY_LINK_MONTH] = .9f, [TY_LINK_LATIN] = .95f,
	[TY_LINK_SOUND] = .9f, [TY_LINK_TERM] = .9f, [TY_LINK_SHORT] = .8f,
	[TY_LINK_FIRST] = .8f, [TY_LINK_USUAL] = .6f, [TY_LINK_NAME] = .7f,
	[TY_LINK_SIGN] = .5f, [TY_LINK_ECHO] = .5f,
};

void ty_ties_release(struct ty_ties *ties)
{
	free(ties->v);
}

void ty_ties_add(struct ty_ties *ties, const struct ty_span *a,
		 const struct ty_span *b, bool value, float strength)
{
	ties->v = ty_grow(ties->v, &ties->cap, ties->n + 1, sizeof(*ties->v));
	ties->v[ties->n++] = (struct ty_tie){ { *a, *b }, value, strength };
}

/* --------------------------------------------------------------- values -- */

static bool alike(const struct ty_values *values, size_t i)
{
	size_t k;

	if (values->n > MAX_VALUES)
		return true;
	for (k = 0; k < values->n; k++)
		if (k != i && ty_value_agree(&values->v[k], &values->v[i]))
			return true;
	return false;
}

/* Values whose counterpart is the only one there can be. */
static void add_values(struct ty_ties *ties,
		       const struct ty_value_reader *const readers[2],
		       const char *const text[2])
{
	struct ty_values values[2] = { { 0 }, { 0 } };
	size_t *partner[2], i, k;

	for (i = 0; i < 2; i++) {
		ty_values_read(readers[i], text[i], strlen(text[i]),
			       &values[i]);
		partner[i] = ty_alloc(values[i].n + 1, sizeof(size_t));
	}
	ty_values_pair(&values[0], &values[1], partner[0], partner[1]);
	for (i = 0; i < values[0].n && ties->n < MAX_TIES; i++) {
		k = partner[0][i];
		if (k != TY_NO_PARTNER && !alike(&values[0], i) &&
		    !alike(&values[1], k))
			ty_ties_add(ties, &values[0].v[i].span,
				    &values[1].v[k].span, true, 1);
	}
	for (i = 0; i < 2; i++) {
		free(partner[i]);
		ty_values_release(&values[i]);
	}
}

/* ------------------------------------------------------------- features -- */

/* "on" is a word of several languages written with the same letters; what only
 * resembles a word must be a name. */
static bool proves(const struct ty_features *fs, const struct ty_link *link,
		   bool letters)
{
	const struct ty_feature *a = &fs->v[link->feature[0]];
	const struct ty_feature *b = &fs->v[link->feature[1]];

	if (strengths[link->kind] <= 0 || a->again[0] || b->again[1])
		return false;
	if (link->kind == TY_LINK_LATIN)
		return !letters || a->length > (a->capital ? 2 : 4);
	return link->kind != TY_LINK_ECHO || a->capital || b->capital;
}

/* Where the one segment of a side has the feature. */
static const struct ty_span *place(const struct ty_segments *segments,
				   uint32_t feature)
{
	size_t k;

	for (k = 0; segments->items[k] != feature; k++)
		;
	return &segments->spans[k];
}

static void add_links(struct ty_ties *ties, const struct ty_lexicon *lexicon,
		      const struct ty_value_reader *const readers[2],
		      const char *const text[2], bool swapped, bool letters)
{
	const char *const *const lists[2] = {
		&text[swapped], &text[!swapped]
	};
	const struct ty_value_reader *const order[2] = {
		readers[swapped], readers[!swapped]
	};
	const size_t one[2] = { 1, 1 };
	struct ty_features fs;
	struct ty_links links;
	size_t i;

	ty_features_find(&fs, lexicon, order, lists, one);
	ty_links_find(&links, &fs, lexicon, &ty_align_weights);
	for (i = 0; i < links.n && ties->n < MAX_TIES; i++) {
		const struct ty_link *l = &links.v[i];
		const struct ty_span *at[2];

		if (!proves(&fs, l, letters))
			continue;
		at[swapped] = place(&fs.side[0], l->feature[0]);
		at[!swapped] = place(&fs.side[1], l->feature[1]);
		ty_ties_add(ties, at[0], at[1], false, strengths[l->kind]);
	}
	ty_links_release(&links);
	ty_features_release(&fs);
}

/* ------------------------------------------------------------- choosing -- */

static bool overlap(const struct ty_span *a, const struct ty_span *b)
{
	return a->start < b->end && b->start < a->end;
}

static bool same(const struct ty_span *a, const struct ty_span *b)
{
	return a->start == b->start && a->end == b->end;
}

/* They cannot both be right. */
static bool contradict(const struct ty_tie *a, const struct ty_tie *b)
{
	return overlap(&a->span[0], &b->span[0]) ||
	       overlap(&a->span[1], &b->span[1]);
}

static void drop(struct ty_ties *ties, size_t i)
{
	ties->v[i] = ties->v[--ties->n];
}

/* One tie for the same places, the strongest. */
static void unite(struct ty_ties *ties)
{
	size_t i, k;

	for (i = 0; i < ties->n; i++)
		for (k = i + 1; k < ties->n; k++) {
			struct ty_tie *a = &ties->v[i], *b = &ties->v[k];

			if (!same(&a->span[0], &b->span[0]) ||
			    !same(&a->span[1], &b->span[1]))
				continue;
			if (b->strength > a->strength)
				*a = *b;
			drop(ties, k--);
		}
}

/* The strongest tie not yet believed or doubted that nothing comes near. */
static size_t next(const struct ty_ties *ties, size_t done)
{
	size_t i, k, best = ties->n;

	for (i = done; i < ties->n; i++) {
		const struct ty_tie *t = &ties->v[i];

		if (best < ties->n && t->strength <= ties->v[best].strength)
			continue;
		for (k = done; k < ties->n; k++)
			if (k != i && contradict(t, &ties->v[k]) &&
			    t->strength < MARGIN * ties->v[k].strength)
				break;
		if (k == ties->n)
			best = i;
	}
	return best;
}

static int by_place(const void *a, const void *b)
{
	const struct ty_tie *x = a, *y = b;

	return (x->span[1].start > y->span[1].start) -
	       (x->span[1].start < y->span[1].start);
}

/*
 * Competitive linking (Melamed 2000) with a margin: the strongest tie goes
 * first and everything that contradicts it goes out; where two are about as
 * strong, both stay undecided unless others decide.
 */
static void choose(struct ty_ties *ties)
{
	size_t done = 0, best, i;
	struct ty_tie taken;

	unite(ties);
	while ((best = next(ties, done)) < ties->n) {
		taken = ties->v[best];
		ties->v[best] = ties->v[done];
		ties->v[done++] = taken;
		for (i = done; i < ties->n; i++)
			if (contradict(&taken, &ties->v[i]))
				drop(ties, i--);
	}
	ties->n = done;
	if (done > 1)
		qsort(ties->v, done, sizeof(*ties->v), by_place);
}

/* Is the model of these languages, and which is its first? */
static bool fits(const struct ty_model *model, const char *const lang[2],
		 bool *swapped)
{
	const struct ty_model_about *about = ty_model_about(model);

	*swapped = !ty_lang_same(lang[0], about->lang[0]);
	return ty_lang_same(lang[*swapped], about->lang[0]) &&
	       ty_lang_same(lang[!*swapped], about->lang[1]);
}

void ty_ties_find(struct ty_ties *ties, const struct ty_lexicon *lexicon,
		  const struct ty_model *model,
		  const char *const lang[2],
		  const struct ty_value_reader *const readers[2],
		  const char *const text[2])
{
	bool swapped = false;

	if (strlen(text[0]) > TY_TIES_TEXT || strlen(text[1]) > TY_TIES_TEXT) {
		ties->n = 0;
		return;
	}
	if (lexicon && !ty_lexicon_fits(lexicon, lang[0], lang[1], &swapped))
		lexicon = NULL;
	add_values(ties, readers, text);
	add_links(ties, lexicon, readers, text, lexicon && swapped,
		  ty_lang_spaced(lang[0]) && ty_lang_spaced(lang[1]));
	if (model && fits(model, lang, &swapped))
		ty_ties_add_learnt(ties, model, swapped, text, MAX_TIES);
	choose(ties);
}
