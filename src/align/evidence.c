/* What speaks for and against two stretches of text being translations. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/evidence.h"
#include "base/alloc.h"

/* ------------------------------------------------------ what is shared -- */

/* A feature's log-odds in windows of 1, 2, 3 segments: when it is missed
 * there, and how much more when it is met. */
struct odds {
	float	missed[TY_BEAD_MAX];
	float	met[TY_BEAD_MAX];
};

/*
 * Naive Bayes: a translation of the segment has the feature with probability
 * `hit`, any other window with the probability of chance, which is what makes
 * rare features count.
 */
static void weigh(struct odds *odds, const struct ty_met *met, size_t n,
		  const struct ty_weights *weights)
{
	double hit = weights->link[met->kind].hit;
	double trust = weights->link[met->kind].trust;
	double chance, none = 1, missed;
	size_t k;

	chance = ((double)met->n + weights->link[met->kind].chance) /
		 ((double)n + 2);
	for (k = 0; k < TY_BEAD_MAX; k++) {
		none *= 1 - chance;
		/* What is everywhere says nothing, and never the opposite. */
		if (1 - none >= hit)
			break;
		missed = log((1 - hit) / none);
		odds->missed[k] = (float)(trust * missed);
		odds->met[k] = (float)(trust * (log(hit / (1 - none)) -
						missed));
	}
}

/* What is nowhere on the other side speaks for an omission. */
static double lost(const struct ty_feature *f, bool lexicon,
		   const struct ty_weights *w)
{
	if (f->kind == TY_FEATURE_NUMERAL)
		return w->lost[0];
	if (!lexicon)
		return 0;
	if (f->id != TY_INTERN_NONE)
		return w->lost[2];
	if (f->kind == TY_FEATURE_KATAKANA ||
	    (f->kind == TY_FEATURE_LATIN && f->capital))
		return w->lost[1];
	return 0;
}

static struct odds *weigh_all(const struct ty_features *fs,
			      const struct ty_links *links, int side,
			      bool lexicon, const struct ty_weights *weights)
{
	struct odds *odds = ty_alloc((size_t)fs->names.n + 1, sizeof(*odds));
	const struct ty_met *met;
	uint32_t f;
	size_t k;

	for (f = 0; f < fs->names.n; f++) {
		met = &links->met[side][f];
		if (met->n)
			weigh(&odds[f], met, fs->side[!side].n, weights);
		else if (!met->there)
			for (k = 0; k < TY_BEAD_MAX; k++)
				odds[f].missed[k] = -(float)
					lost(&fs->v[f], lexicon, weights);
	}
	return odds;
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
		    const struct ty_met *met, size_t k, float odds,
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
static void add_segment(struct ty_evidence *ev, const struct ty_features *fs,
			const struct ty_links *links, const struct odds *odds,
			int side, size_t x, size_t low, size_t high)
{
	const struct ty_segments *s = &fs->side[side];
	float missed[TY_BEAD_MAX] = { 0 };
	size_t p, y, k;
	uint32_t f;

	for (p = s->first[x]; p < s->first[x + 1]; p++)
		for (k = 0; k < TY_BEAD_MAX; k++)
			missed[k] += odds[s->items[p]].missed[k];
	for (y = low; y < high; y++)
		memcpy(cell_of(ev, side, x, y)->v[side], missed,
		       sizeof(missed));
	for (p = s->first[x]; p < s->first[x + 1]; p++) {
		f = s->items[p];
		for (k = 0; k < TY_BEAD_MAX && links->met[side][f].n; k++)
			add_met(ev, side, x, &links->met[side][f], k,
				odds[f].met[k], low, high);
	}
}

static void fill_cells(struct ty_evidence *ev, const struct ty_features *fs,
		       const struct ty_links *links, bool lexicon)
{
	struct odds *odds;
	size_t x, low = 0, high = 0;

	ev->cells = ty_alloc(ev->strip.ncells + 1, sizeof(*ev->cells));
	odds = weigh_all(fs, links, 0, lexicon, ev->weights);
	for (x = 0; x < ev->n[0]; x++)
		add_segment(ev, fs, links, odds, 0, x, ev->strip.low[x],
			    ev->strip.high[x]);
	free(odds);
	odds = weigh_all(fs, links, 1, lexicon, ev->weights);
	for (x = 0; x < ev->n[1]; x++) {
		/* The rows that have column x. */
		while (low < ev->n[0] && ev->strip.high[low] <= x)
			low++;
		while (high < ev->n[0] && ev->strip.low[high] <= x)
			high++;
		add_segment(ev, fs, links, odds, 1, x, low, high);
	}
	free(odds);
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
	struct ty_links links;

	memset(ev, 0, sizeof(*ev));
	ev->weights = weights;
	ev->n[0] = fs->side[0].n;
	ev->n[1] = fs->side[1].n;
	ev->ratio = ratio;
	ev->doubt = doubt;
	ty_links_find(&links, fs, lexicon, weights);
	ty_strip_find(&ev->strip, fs, &links, weights->cells);
	fill_cells(ev, fs, &links, lexicon != NULL);
	ty_links_release(&links);
	measure(ev, fs);
	settle_lengths(ev);
}

void ty_evidence_release(struct ty_evidence *ev)
{
	ty_strip_release(&ev->strip);
	free(ev->cells);
	free(ev->window[0]);
	free(ev->window[1]);
}

bool ty_evidence_pair(const struct ty_evidence *ev, size_t i, size_t a,
		      size_t j, size_t b, float *score)
{
	const struct ty_window *x = &ev->window[0][TY_BEAD_MAX * i + a - 1];
	const struct ty_window *y = &ev->window[1][TY_BEAD_MAX * j + b - 1];
	float sum = (float)ev->weights->bead[a][b], d, odds;
	size_t k;

	if (j < ev->strip.low[i + a - 1] || j + b > ev->strip.high[i])
		return false;
	for (k = 0; k < a; k++)
		sum += cell(ev, i + k, j)->v[0][b - 1];
	for (k = 0; k < b; k++)
		sum += cell(ev, i, j + k)->v[1][a - 1];
	d = y->log - x->log - (float)ev->ratio;
	odds = x->odds + y->odds - d * d * x->stiff;
	/* One sentence of a strange length is no disproof of the rest. */
	odds = odds < -10 ? -10 : odds > 3 ? 3 : odds;
	*score = sum + (float)ev->weights->length * odds;
	return true;
}
