/* Which features of one side are met by which of the other. */

#include <stdlib.h>
#include <string.h>

#include "align/link.h"
#include "base/alloc.h"
#include "align/sound.h"

#define MAX_KATAKANA	4000		/* words of a document whose sound is */
#define MAX_WORDS	20000		/* compared, each with each */

struct linker {
	struct ty_links		 *links;
	const struct ty_features *features;
	const struct ty_weights	 *weights;
	struct ty_link		 *v;
	size_t			  n, cap;
};

static size_t count(const struct ty_features *fs, int side, uint32_t f)
{
	return fs->side[side].at[f + 1] - fs->side[side].at[f];
}

/* What stands in most segments tells none of them apart. */
static bool common(const struct ty_features *fs, int side, uint32_t f)
{
	return count(fs, side, f) > fs->side[side].n / 2 + 1;
}

static void add(struct linker *l, uint32_t a, uint32_t b,
		enum ty_link_kind kind)
{
	const struct ty_features *fs = l->features;

	if (!count(fs, 0, a) || !count(fs, 1, b))
		return;
	l->links->met[0][a].there = l->links->met[1][b].there = true;
	if (common(fs, 0, a) || common(fs, 1, b))
		return;
	l->v = ty_grow(l->v, &l->cap, l->n + 1, sizeof(*l->v));
	l->v[l->n++] = (struct ty_link){ { a, b }, kind };
}

enum ty_link_kind ty_link_kind_same(enum ty_feature_kind kind)
{
	static const enum ty_link_kind same[] = {
		[TY_FEATURE_NUMERAL] = TY_LINK_NUMBER,
		[TY_FEATURE_SMALL_NUMERAL] = TY_LINK_SMALL,
		[TY_FEATURE_MONTH] = TY_LINK_MONTH,
		[TY_FEATURE_MARK] = TY_LINK_MARK,
		[TY_FEATURE_LATIN] = TY_LINK_LATIN,
		[TY_FEATURE_KATAKANA] = TY_LINK_LATIN,
		[TY_FEATURE_PHRASE] = TY_NLINKS,
		[TY_FEATURE_STRING] = TY_NLINKS
	};

	return same[kind];
}

/* The same number, word or mark on both sides. */
static void link_same(struct linker *l, uint32_t f)
{
	enum ty_link_kind kind = ty_link_kind_same(l->features->v[f].kind);

	if (kind != TY_NLINKS)
		add(l, f, f, kind);
}

enum ty_link_kind ty_link_kind_of(const struct ty_feature *string,
				  uint8_t grade)
{
	static const enum ty_link_kind kind[] = {
		[TY_GRADE_FIRST] = TY_LINK_FIRST,
		[TY_GRADE_USUAL] = TY_LINK_USUAL,
		[TY_GRADE_OTHER] = TY_LINK_OTHER,
		[TY_GRADE_NAME] = TY_LINK_NAME
	};

	if (!string->longest)
		return TY_LINK_PART;
	if (grade == TY_GRADE_OWN)
		return string->length > 2 ? TY_LINK_TERM :
		       string->length == 2 ? TY_LINK_SHORT : TY_LINK_SIGN;
	return string->length > 1 ? kind[grade] : TY_LINK_FAINT;
}

static void link_term(struct linker *l, const struct ty_lexicon *lexicon,
		      uint32_t f, uint32_t term)
{
	struct ty_meanings m;
	uint32_t g;
	size_t k;

	if (term == TY_INTERN_NONE)
		return;
	ty_lexicon_meanings(&m, lexicon, term);
	for (k = 0; k < m.n; k++) {
		g = ty_features_string(l->features, m.string[k]);
		if (g != TY_INTERN_NONE)
			add(l, f, g, ty_link_kind_of(&l->features->v[g],
						m.grade[k]));
	}
}

/* Translations of a term, and of a word as a name. */
static void link_terms(struct linker *l, const struct ty_lexicon *lexicon,
		       uint32_t f)
{
	const struct ty_feature *feature = &l->features->v[f];

	if (feature->kind == TY_FEATURE_STRING || !count(l->features, 0, f))
		return;
	link_term(l, lexicon, f, feature->id);
	link_term(l, lexicon, f, feature->name);
}

/* Words and what they sound like. */
struct heard {
	struct word {
		uint32_t	feature;
		struct ty_sound	sound;
	}	*v;
	size_t	 n, cap;
};

static void hear(struct heard *heard, const struct ty_features *fs, int side,
		 enum ty_feature_kind kind, size_t max)
{
	struct word *w;
	uint32_t f;

	for (f = 0; f < fs->names.n && heard->n < max; f++) {
		const char *name = ty_intern_get(&fs->names, f) + 1;
		size_t len = fs->names.length[f] - 1;

		if (fs->v[f].kind != kind || !count(fs, side, f) ||
		    fs->v[f].length < (kind == TY_FEATURE_LATIN ? 3 : 2))
			continue;
		heard->v = ty_grow(heard->v, &heard->cap, heard->n + 1,
				   sizeof(*heard->v));
		w = &heard->v[heard->n++];
		w->feature = f;
		if (kind == TY_FEATURE_LATIN)
			ty_sound_of_latin(&w->sound, name, len);
		else
			ty_sound_of_kana(&w->sound, name, len);
	}
}

/* Katakana words of one side with Latin words of the other. */
static void link_sounds(struct linker *l, int side)
{
	const double *likeness = l->weights->likeness;
	struct heard kana = { 0 }, latin = { 0 };
	struct ty_sound_costs costs;
	struct word *k, *w;
	uint32_t f[2];
	double x;

	ty_sound_init(&costs);
	hear(&kana, l->features, side, TY_FEATURE_KATAKANA, MAX_KATAKANA);
	if (kana.n)
		hear(&latin, l->features, !side, TY_FEATURE_LATIN, MAX_WORDS);
	for (k = kana.v; k < kana.v + kana.n; k++) {
		f[side] = k->feature;
		for (w = latin.v; w < latin.v + latin.n; w++) {
			x = ty_sound_similarity(&costs, &k->sound, &w->sound);
			if (x < likeness[1])
				continue;
			f[!side] = w->feature;
			add(l, f[0], f[1], x < likeness[0] ? TY_LINK_ECHO :
			    TY_LINK_SOUND);
		}
	}
	free(kana.v);
	free(latin.v);
}

static int by_side0(const void *a, const void *b)
{
	const struct ty_link *x = a, *y = b;

	if (x->feature[0] != y->feature[0])
		return x->feature[0] < y->feature[0] ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

static int by_side1(const void *a, const void *b)
{
	const struct ty_link *x = a, *y = b;

	if (x->feature[1] != y->feature[1])
		return x->feature[1] < y->feature[1] ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Where one feature is met by its links v[0..n), the surest first. */
static void merge(struct ty_places *hits, const struct ty_features *fs,
		  int side, const struct ty_link *v, size_t n, uint32_t *room)
{
	const struct ty_segments *there = &fs->side[!side];
	size_t k, len = 0, unique = 0;

	for (k = 0; k < n; k++) {
		uint32_t g = v[k].feature[!side];

		memcpy(room + len, there->where + there->at[g],
		       count(fs, !side, g) * sizeof(*room));
		len += count(fs, !side, g);
	}
	if (n > 1)
		qsort(room, len, sizeof(*room), by_number);
	for (k = 0; k < len; k++)
		if (!unique || room[k] != room[unique - 1])
			room[unique++] = room[k];
	hits->kind = v[0].kind;
	hits->where = room;
	hits->n = unique;
}

/* Bring the links into the order of one side's features. */
static void gather(struct linker *l, int side)
{
	const struct ty_features *fs = l->features;
	struct ty_met *met = l->links->met[side];
	size_t i, next, sure, size = 0;
	uint32_t f, *room;

	for (i = 0; i < l->n; i++)
		size += 2 * count(fs, !side, l->v[i].feature[!side]);
	room = ty_alloc(size + 1, sizeof(*room));
	l->links->pool[side] = room;
	if (l->n)
		qsort(l->v, l->n, sizeof(*l->v), side ? by_side1 : by_side0);
	for (i = 0; i < l->n; i = next) {
		f = l->v[i].feature[side];
		for (next = sure = i;
		     next < l->n && l->v[next].feature[side] == f; next++)
			if (l->v[next].kind < TY_LINK_UNSURE)
				sure = next + 1;
		if (sure > i) {
			merge(&met[f].hits[TY_HITS_SURE], fs, side, l->v + i,
			      sure - i, room);
			room += met[f].hits[TY_HITS_SURE].n;
		}
		if (sure < next) {
			merge(&met[f].hits[TY_HITS_ALL], fs, side, l->v + i,
			      next - i, room);
			met[f].hits[TY_HITS_ALL].kind = l->v[sure].kind;
			room += met[f].hits[TY_HITS_ALL].n;
		}
	}
}

void ty_links_find(struct ty_links *links, const struct ty_features *features,
		   const struct ty_lexicon *lexicon,
		   const struct ty_weights *weights)
{
	struct linker l = {
		.links = links, .features = features, .weights = weights
	};
	uint32_t f;
	int side;

	for (side = 0; side < 2; side++)
		links->met[side] = ty_alloc((size_t)features->names.n + 1,
					    sizeof(*links->met[side]));
	for (f = 0; f < features->names.n; f++) {
		link_same(&l, f);
		if (lexicon)
			link_terms(&l, lexicon, f);
	}
	link_sounds(&l, 0);
	link_sounds(&l, 1);
	gather(&l, 1);
	gather(&l, 0);
	links->v = l.v;
	links->n = l.n;
}

void ty_links_release(struct ty_links *links)
{
	free(links->met[0]);
	free(links->met[1]);
	free(links->v);
	free(links->pool[0]);
	free(links->pool[1]);
}
