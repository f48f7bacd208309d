/* What speaks for and against two stretches of text being translations. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/evidence.h"
#include "base/alloc.h"

/* ------------------------------------------------------ what is shared -- */

/*
 * Naive Bayes: a translation of the segment has the feature with probability
 * `hit`, any other window with the probability of chance, which is what makes
 * rare features count.
 */
static void weigh(struct ty_odds *odds, const struct ty_places *met, size_t n,
		  const struct ty_link_weight *w, int side)
{
	double hit = w->hit[side];
	double chance = ((double)met->n + w->chance) / ((double)n + 2);
	double none = 1;
	size_t k;

	for (k = 0; k < TY_BEAD_MAX; k++) {
		none *= 1 - chance;
		/* What is everywhere says nothing, and never the opposite. */
		if (1 - none >= hit)
			break;
		odds->missed[k] = (float)(w->missed[side] *
					  log((1 - hit) / none));
		odds->met[k] = (float)(w->met * log(hit / (1 - none))) -
			       odds->missed[k];
	}
}

enum ty_lost ty_evidence_lost(const struct ty_evidence *ev,
			      const struct ty_feature *f)
{
	if (f->kind == TY_FEATURE_NUMERAL)
		return TY_LOST_NUMBER;
	if (!ev->lexicon)
		return TY_NLOST;
	if (f->id != TY_INTERN_NONE)
		return TY_LOST_TERM;
	if (f->kind == TY_FEATURE_KATAKANA ||
	    (f->kind == TY_FEATURE_LATIN && f->capital))
		return TY_LOST_NAME;
	return TY_NLOST;
}

/* What is nowhere on the other side speaks for an omission. */
static void lose(struct ty_odds *odds, const struct ty_evidence *ev, int side,
		 const struct ty_feature *f)
{
	enum ty_lost lost = ty_evidence_lost(ev, f);
	size_t k;

	for (k = 0; k < TY_BEAD_MAX && lost != TY_NLOST; k++)
		odds->missed[k] = -(float)ev->weights->lost[side][lost];
}

static void weigh_all(struct ty_evidence *ev, int side)
{
	const struct ty_features *fs = ev->features;
	const struct ty_met *met;
	struct ty_odds *odds;
	uint32_t f;
	int h;

	odds = ty_alloc(((size_t)fs->names.n + 1) * TY_NHITS, sizeof(*odds));
	ev->odds[side] = odds;
	for (f = 0; f < fs->names.n; f++, odds += TY_NHITS) {
		met = &ev->links.met[side][f];
		for (h = 0; h < TY_NHITS; h++)
			if (met->hits[h].n)
				weigh(&odds[h], &met->hits[h],
				      fs->side[!side].n,
				      &ev->weights->link[met->hits[h].kind],
				      side);
		if (!met->there)
			lose(&odds[TY_HITS_ALL], ev, side, &fs->v[f]);
	}
}

static struct ty_cell *cell(const struct ty_evidence *ev, size_t i, size_t j)
{
	return ev->cells + ev->strip.row[i] + (j - ev->strip.low[i]);
}

/* The cell of segment x of `side` and segment y of the other. */
static struct ty_cell *cell_of(const struct ty_evidence *ev, int side, size_t x,
			       size_t y)
{
	return side ? cell(ev, y, x) : cell(ev, x, y);
}

/* The first of `n` segments at or after `x`. */
static size_t first_at(const uint32_t *where, size_t n, size_t x)
{
	size_t low = 0, mid;

	while (low < n) {
		mid = (low + n) / 2;
		if (where[mid] < x)
			low = mid + 1;
		else
			n = mid;
	}
	return low;
}

/*
 * Segment x of `side` has a feature that is met in these segments of the other
 * side: add to all windows of k + 1 segments that hold one of them, once
 * however many they hold.  The windows that matter begin from `low` to `high`.
 */
static void add_met(struct ty_evidence *ev, int side, size_t x,
		    const struct ty_places *met, size_t k, float odds,
		    size_t low, size_t high)
{
	size_t h, y, done = low;

	for (h = first_at(met->where, met->n, low);
	     h < met->n && met->where[h] < high + k; h++) {
		y = met->where[h] > k ? met->where[h] - k : 0;
		for (y = y > done ? y : done; y <= met->where[h] && y < high;
		     y++)
			cell_of(ev, side, x, y)->v[side][k] += odds;
		done = y;
	}
}

/* Fill in what segment x of `side` has to say, in its cells from `low` to
 * `high` on the other side. */
static void add_segment(struct ty_evidence *ev, int side, size_t x, size_t low,
			size_t high)
{
	const struct ty_segments *s = &ev->features->side[side];
	const struct ty_odds *odds = ev->odds[side];
	float missed[TY_BEAD_MAX] = { 0 };
	const struct ty_places *hits;
	size_t p, y, k, h, f;

	for (p = s->first[x]; p < s->first[x + 1]; p++)
		for (h = 0; h < TY_NHITS; h++)
			for (k = 0; k < TY_BEAD_MAX; k++)
				missed[k] += odds[TY_NHITS * s->items[p] +
						  h].missed[k];
	for (y = low; y < high; y++)
		memcpy(cell_of(ev, side, x, y)->v[side], missed,
		       sizeof(missed));
	for (p = s->first[x]; p < s->first[x + 1]; p++) {
		f = s->items[p];
		for (h = 0; h < TY_NHITS; h++) {
			hits = &ev->links.met[side][f].hits[h];
			for (k = 0; k < TY_BEAD_MAX && hits->n; k++)
				add_met(ev, side, x, hits, k,
					odds[TY_NHITS * f + h].met[k], low,
					high);
		}
	}
}

static void fill_cells(struct ty_evidence *ev)
{
	size_t x, low = 0, high = 0;

	ev->cells = ty_alloc(ev->strip.ncells + 1, sizeof(*ev->cells));
	for (x = 0; x < ev->n[0]; x++)
		add_segment(ev, 0, x, ev->strip.low[x], ev->strip.high[x]);
	for (x = 0; x < ev->n[1]; x++) {
		/* The rows that have column x. */
		while (low < ev->n[0] && ev->strip.high[low] <= x)
			low++;
		while (high < ev->n[0] && ev->strip.low[high] <= x)
			high++;
		add_segment(ev, 1, x, low, high);
	}
}

/* -------------------------------------------------------------- length -- */

/* Of the log ratio of a translation's length to this one. */
static double variance_of(const struct ty_evidence *ev,
			  const struct ty_window *win)
{
	return ev->weights->within + ev->weights->jitter * exp(-win->log);
}

/*
 * Gale and Church's idea on the logarithm of lengths: translations differ from
 * the usual ratio as a normal distribution says, and the alternative is any
 * other length of side 1.
 */
static void settle_lengths(struct ty_evidence *ev)
{
	struct ty_window *win;
	double sum = 0, squares = 0, mean, variance, v, x;
	size_t i, k;

	for (i = 0; i < ev->n[1]; i++) {
		x = ev->window[1][TY_BEAD_MAX * i].log;
		sum += x;
		squares += x * x;
	}
	mean = sum / (double)ev->n[1];
	variance = squares / (double)ev->n[1] - mean * mean;
	/* Even if all lengths here are equal, others were possible. */
	if (variance < 0.1)
		variance = 0.1;
	for (i = 0; i < ev->n[1]; i++) {
		for (k = 0; k < TY_BEAD_MAX; k++) {
			win = &ev->window[1][TY_BEAD_MAX * i + k];
			x = win->log - mean - log((double)k + 1);
			win->odds = (float)((x * x / variance +
					     log(variance)) / 2);
		}
	}
	for (i = 0; i < TY_BEAD_MAX * ev->n[0]; i++) {
		win = &ev->window[0][i];
		v = variance_of(ev, win) + ev->doubt;
		win->odds = (float)(-log(v) / 2);
		win->stiff = (float)(1 / (2 * v));
	}
}

static void measure(struct ty_evidence *ev, const struct ty_features *fs)
{
	const struct ty_segments *s;
	double length;
	size_t i, k;
	int side;

	for (side = 0; side < 2; side++) {
		s = &fs->side[side];
		ev->window[side] = ty_alloc(TY_BEAD_MAX * s->n + 1,
					    sizeof(struct ty_window));
		for (i = 0; i < s->n; i++) {
			length = 0;
			for (k = 0; k < TY_BEAD_MAX; k++) {
				/* No bead has windows beyond the end. */
				if (i + k < s->n)
					length += s->length[i + k];
				ev->window[side][TY_BEAD_MAX * i + k].log =
					(float)log(length);
			}
		}
	}
}

void ty_evidence_learn(struct ty_evidence *ev, const struct ty_pairing *path,
		       size_t n)
{
	double known = 1 / ev->doubt, sum = ev->ratio * known, v;
	const struct ty_window *x, *y;
	const struct ty_pairing *p;

	for (p = path; p < path + n; p++) {
		/* Only what other evidence bears out. */
		if (!p->n[0] || !p->n[1] || p->score < 2)
			continue;
		x = &ev->window[0][TY_BEAD_MAX * p->at[0] + p->n[0] - 1];
		y = &ev->window[1][TY_BEAD_MAX * p->at[1] + p->n[1] - 1];
		v = variance_of(ev, x);
		sum += (y->log - x->log) / v;
		known += 1 / v;
	}
	ev->ratio = sum / known;
	ev->doubt = 1 / known;
	settle_lengths(ev);
}

/* ----------------------------------------------------------- all of it -- */

void ty_evidence_init(struct ty_evidence *ev, const struct ty_weights *weights,
		      const struct ty_features *fs,
		      const struct ty_lexicon *lexicon, double ratio,
		      double doubt)
{
	memset(ev, 0, sizeof(*ev));
	ev->weights = weights;
	ev->features = fs;
	ev->lexicon = lexicon != NULL;
	ev->n[0] = fs->side[0].n;
	ev->n[1] = fs->side[1].n;
	ev->ratio = ratio;
	ev->doubt = doubt;
	ty_links_find(&ev->links, fs, lexicon, weights);
	ty_strip_find(&ev->strip, fs, &ev->links, weights->cells);
	weigh_all(ev, 0);
	weigh_all(ev, 1);
	fill_cells(ev);
	measure(ev, fs);
	settle_lengths(ev);
}

void ty_evidence_release(struct ty_evidence *ev)
{
	ty_links_release(&ev->links);
	ty_strip_release(&ev->strip);
	free(ev->cells);
	free(ev->odds[0]);
	free(ev->odds[1]);
	free(ev->window[0]);
	free(ev->window[1]);
}

float ty_evidence_length(const struct ty_evidence *ev, size_t i, size_t a,
			 size_t j, size_t b)
{
	const struct ty_window *x = &ev->window[0][TY_BEAD_MAX * i + a - 1];
	const struct ty_window *y = &ev->window[1][TY_BEAD_MAX * j + b - 1];
	float d, odds;

	d = y->log - x->log - (float)ev->ratio;
	odds = x->odds + y->odds - d * d * x->stiff;
	/* One sentence of a strange length is no disproof of the rest. */
	odds = odds < -10 ? -10 : odds > 3 ? 3 : odds;
	return (float)ev->weights->length * odds;
}

bool ty_evidence_pair(const struct ty_evidence *ev, size_t i, size_t a,
		      size_t j, size_t b, float *score)
{
	float sum = (float)ev->weights->bead[a][b];
	size_t k;

	if (j < ev->strip.low[i + a - 1] || j + b > ev->strip.high[i])
		return false;
	for (k = 0; k < a; k++)
		sum += cell(ev, i + k, j)->v[0][b - 1];
	for (k = 0; k < b; k++)
		sum += cell(ev, i, j + k)->v[1][a - 1];
	*score = sum + ty_evidence_length(ev, i, a, j, b);
	return true;
}

/* What one kind of hits says; false if nothing. */
static bool clue(struct ty_clue *c, const struct ty_evidence *ev, size_t from,
		 size_t n)
{
	const struct ty_odds *odds = &ev->odds[c->side][TY_NHITS * c->feature +
							c->hits];
	const struct ty_places *hits = &ev->links.met[c->side][c->feature].
				     hits[c->hits];
	size_t h = first_at(hits->where, hits->n, from);

	c->met = h < hits->n && hits->where[h] < from + n;
	c->odds = odds->missed[n - 1];
	if (c->met)
		c->odds += odds->met[n - 1];
	return hits->n || c->odds != 0;
}

size_t ty_evidence_clues(const struct ty_evidence *ev, size_t i, size_t a,
			 size_t j, size_t b, struct ty_clue **v, size_t *cap)
{
	const size_t at[2] = { i, j }, count[2] = { a, b };
	const struct ty_segments *s;
	struct ty_clue c;
	size_t p, n = 0;

	for (c.side = 0; c.side < 2; c.side++) {
		s = &ev->features->side[c.side];
		for (p = s->first[at[c.side]];
		     p < s->first[at[c.side] + count[c.side]]; p++) {
			c.item = p;
			c.feature = s->items[p];
			for (c.hits = 0; c.hits < TY_NHITS; c.hits++) {
				if (!clue(&c, ev, at[!c.side], count[!c.side]))
					continue;
				*v = ty_grow(*v, cap, n + 1, sizeof(**v));
				(*v)[n++] = c;
			}
		}
	}
	return n;
}
