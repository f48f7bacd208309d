/* What each step through a document has of each weight. */

#include <stdlib.h>

#include "align/grid.h"
#include "base/alloc.h"
#include "fit.h"

double *weight(struct ty_weights *w, int k)
{
	struct ty_link_weight *l;

	if (k < W_LOST) {
		l = &w->link[k / 3];
		return k % 3 ? &l->missed[k % 3 - 1] : &l->met;
	}
	if (k < W_LENGTH)
		return &w->lost[(k - W_LOST) / TY_NLOST]
			       [(k - W_LOST) % TY_NLOST];
	if (k == W_LENGTH)
		return &w->length;
	if (k < W_ADAPT)
		return &w->bead[(k - W_BEAD) / 4][(k - W_BEAD) % 4];
	return k == W_ADAPT ? &w->adapt : k == W_SWAP ? &w->swap :
	       &w->adapt_swap;
}

struct ty_weights neutral(void)
{
	struct ty_weights w = ty_align_weights;
	int k;

	for (k = W_LINK; k < W_LOST; k++)
		*weight(&w, k) = 0.5;
	for (k = W_LOST; k < W_LENGTH; k++)
		*weight(&w, k) = 0.3;
	for (k = 0; k < TY_NLINKS; k++)
		w.link[k].hit[0] = w.link[k].hit[1] = 0.8;
	w.length = w.adapt = w.adapt_swap = 0.5;
	w.bead[1][1] = 0;
	w.bead[1][0] = w.bead[0][1] = w.bead[1][2] = w.bead[2][1] = -2.5;
	w.bead[1][3] = w.bead[3][1] = -4;
	w.bead[2][2] = -5;
	w.swap = -3;
	return w;
}

struct items {
	struct item	*v;
	size_t		 n, cap;
};

static void put(struct items *items, int w, double value)
{
	size_t k = items->n;

	items->v = ty_grow(items->v, &items->cap, items->n + 1,
			   sizeof(*items->v));
	items->v[k].weight = (uint8_t)w;
	items->v[k].value = (float)value;
	items->n++;
}

/* Of the bead of `a` and `b` segments from (i, j), with `ev` of unit weights:
 * the sums for each weight. */
static void bead_items(struct items *items, const struct ty_evidence *ev,
		       size_t i, size_t a, size_t j, size_t b,
		       struct ty_clue **clues, size_t *cap)
{
	double sum[NWEIGHTS] = { 0 };
	size_t k, n = ty_evidence_clues(ev, i, a, j, b, clues, cap);
	int w;

	for (k = 0; k < n; k++) {
		const struct ty_clue *c = &(*clues)[k];
		const struct ty_places *met = &ev->links.met[c->side][c->feature].
					    hits[c->hits];
		enum ty_lost lost;

		if (met->n) {
			w = W_LINK + 3 * (int)met->kind +
			    (c->met ? 0 : 1 + c->side);
		} else {
			lost = ty_evidence_lost(ev,
					&ev->features->v[c->feature]);
			if (lost == TY_NLOST)
				continue;
			w = W_LOST + c->side * TY_NLOST + (int)lost;
		}
		sum[w] += c->odds;
	}
	sum[W_LENGTH] = ty_evidence_length(ev, i, a, j, b);
	sum[W_BEAD + 4 * a + b] = 1;
	for (w = 0; w < NWEIGHTS; w++)
		if (sum[w] != 0)
			put(items, w, sum[w]);
}

/* Everything that a step from (i, j) says. */
static void step_items(struct items *items, const struct document *d,
		       const struct ty_evidence *ev, size_t k, size_t i,
		       size_t j, struct ty_clue **clues, size_t *cap)
{
	size_t a = ty_steps[k][0], b = ty_steps[k][1];

	if (i + a > d->n[0] || j + b > d->n[1])
		return;
	if (!a || !b) {
		put(items, W_BEAD + (int)(4 * a + b), 1);
		put(items, W_ADAPT, d->seen[!a]);
	} else if (k == TY_STEP_SWAP) {
		put(items, W_SWAP, 1);
		put(items, W_ADAPT_SWAP, d->seen_crossed);
		bead_items(items, ev, i, 1, j + 1, 1, clues, cap);
		bead_items(items, ev, i + 1, 1, j, 1, clues, cap);
	} else {
		bead_items(items, ev, i, a, j, b, clues, cap);
	}
}

size_t slot(const struct document *d, size_t i, size_t j, size_t k)
{
	return (i * (d->n[1] + 1) + j) * TY_NSTEPS + k;
}

/* Gather the items of all steps; what a first path decides (lengths, the rate
 * of omissions) is as under `w`. */
void extract(struct document *d, const struct set *set,
		    const struct ty_weights *w)
{
	struct ty_weights unit = *w;
	struct items items = { 0 };
	struct ty_clue *clues = NULL;
	struct ty_alignment al;
	struct ty_evidence ev;
	size_t i, j, k, cap = 0;
	int p;

	for (p = 0; p < NWEIGHTS; p++)
		*weight(&unit, p) = 1;
	set_align(&al, set, d, w);
	d->seen[0] = al.seen[0];
	d->seen[1] = al.seen[1];
	d->seen_crossed = al.seen_crossed;
	ty_evidence_init(&ev, &unit, &al.features, set->lexicon[d->lexicon],
			 al.ev.ratio, al.ev.doubt);
	free(d->items);
	free(d->first);
	d->first = ty_alloc(slot(d, d->n[0] + 1, 0, 0) + 1, sizeof(size_t));
	for (i = 0; i <= d->n[0]; i++)
		for (j = 0; j <= d->n[1]; j++)
			for (k = 0; k < TY_NSTEPS; k++) {
				d->first[slot(d, i, j, k)] = items.n;
				step_items(&items, d, &ev, k, i, j, &clues,
					   &cap);
			}
	d->first[slot(d, d->n[0] + 1, 0, 0)] = items.n;
	d->items = items.v;
	free(clues);
	ty_evidence_release(&ev);
	ty_alignment_release(&al);
}

/* How often features of a gold bead are met in it, of those that are met
 * anywhere. */
void count_hits(struct ty_weights *w, const struct set *set,
		       int without)
{
	double hits[TY_NLINKS][2][2];
	struct ty_clue *clues = NULL;
	struct ty_alignment al;
	size_t d, g, k, n, cap = 0;
	int kind, side;

	for (kind = 0; kind < TY_NLINKS; kind++)
		for (side = 0; side < 2; side++) {
			/* As if a hundred had been seen at this rate. */
			hits[kind][side][1] = 100;
			hits[kind][side][0] = 100 * w->link[kind].hit[side];
		}
	for (d = 0; d < set->n; d++) {
		const struct document *doc = &set->v[d];

		if (doc->fold == without)
			continue;
		set_align(&al, set, doc, w);
		for (g = 0; g < doc->gold.n; g++) {
			const struct gold_bead *b = &doc->gold.v[g];

			if (b->n[0] != 1 || b->n[1] != 1)
				continue;
			n = ty_evidence_clues(&al.ev, b->v[0][0], 1,
					      b->v[1][0], 1, &clues, &cap);
			for (k = 0; k < n; k++) {
				const struct ty_places *met = &al.ev.links.met
					[clues[k].side][clues[k].feature].
					hits[clues[k].hits];

				if (!met->n)
					continue;
				hits[met->kind][clues[k].side][0] +=
					clues[k].met;
				hits[met->kind][clues[k].side][1]++;
			}
		}
		ty_alignment_release(&al);
	}
	for (kind = 0; kind < TY_NLINKS; kind++)
		for (side = 0; side < 2; side++)
			w->link[kind].hit[side] = hits[kind][side][0] /
						  hits[kind][side][1];
	free(clues);
}
