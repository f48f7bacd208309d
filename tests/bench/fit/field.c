/* The ways through a document as a conditional random field. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align/grid.h"
#include "base/alloc.h"
#include "fit.h"

/* ----------------------------------------------------------- agreement -- */

/* What the gold says of the segments of a side. */
struct verdict {
	size_t	*bead[2];		/* of each segment */
	bool	*loose;			/* beads that no step has, or that are
					   out of order */
};

static void judge(struct verdict *v, const struct document *d)
{
	const struct gold *g = &d->gold;
	const struct gold_bead *x, *y;
	size_t a, b, k;
	int side;

	v->bead[0] = ty_alloc(d->n[0] + 1, sizeof(*v->bead[0]));
	v->bead[1] = ty_alloc(d->n[1] + 1, sizeof(*v->bead[1]));
	v->loose = ty_alloc(g->n + 1, sizeof(*v->loose));
	for (a = 0; a < g->n; a++) {
		x = &g->v[a];
		for (side = 0; side < 2; side++)
			for (k = 0; k < x->n[side]; k++)
				v->bead[side][x->v[side][k]] = a;
		if (!x->n[0] || !x->n[1])
			continue;
		if ((x->n[0] == 1 && x->n[1] > 3) ||
		    (x->n[1] == 1 && x->n[0] > 3))
			v->loose[a] = true;
		for (b = 0; b < g->n; b++) {
			y = &g->v[b];
			if (y->n[0] && y->n[1] && y->v[0][0] > x->v[0][0] &&
			    y->v[1][0] < x->v[1][0])
				v->loose[a] = v->loose[b] = true;
		}
	}
}

/* 2 for a bead of two with two, which is seldom one that could not be cut. */
static int right_pair(const struct document *d, const struct verdict *v,
		      size_t i, size_t a, size_t j, size_t b)
{
	size_t bead = v->bead[0][i], k;
	const struct gold_bead *g = &d->gold.v[bead];

	for (k = 0; k < a; k++)
		if (v->bead[0][i + k] != bead)
			return 0;
	for (k = 0; k < b; k++)
		if (v->bead[1][j + k] != bead)
			return 0;
	if (a == 2 && b == 2)
		return g->n[0] > 1 && g->n[1] > 1 ? 2 : 0;
	if (g->n[0] == a && g->n[1] == b)
		return 1;
	/* Cuts inside a composite bead, or one that is too large. */
	return (g->n[0] > 1 && g->n[1] > 1) ||
	       (g->n[0] == 1 && g->n[1] > 3 && b == 3) ||
	       (g->n[1] == 1 && g->n[0] > 3 && a == 3);
}

static int right_omission(const struct document *d, const struct verdict *v,
			  int side, size_t i)
{
	size_t bead = v->bead[side][i];
	const struct gold_bead *g = &d->gold.v[bead];

	if (!g->n[!side])
		return 1;
	return v->loose[bead] ? 2 : 0;
}

void find_good(struct document *d)
{
	struct verdict v;
	size_t i, j, k, a, b;
	uint8_t *good;

	judge(&v, d);
	d->good = ty_alloc(slot(d, d->n[0] + 1, 0, 0), 1);
	for (i = 0; i <= d->n[0]; i++)
		for (j = 0; j <= d->n[1]; j++)
			for (k = 0; k < TY_NSTEPS; k++) {
				a = ty_steps[k][0];
				b = ty_steps[k][1];
				if (i + a > d->n[0] || j + b > d->n[1])
					continue;
				good = &d->good[slot(d, i, j, k)];
				if (!a || !b)
					*good = (uint8_t)right_omission(d, &v,
						!a, a ? i : j);
				else if (k == TY_STEP_SWAP)
					*good = right_pair(d, &v, i, 1, j + 1,
							   1) &&
						right_pair(d, &v, i + 1, 1, j,
							   1);
				else
					*good = (uint8_t)right_pair(d, &v, i,
								    a, j, b);
			}
	free(v.bead[0]);
	free(v.bead[1]);
	free(v.loose);
}

/* ------------------------------------------------------------- learning -- */

static double log_add(double a, double b)
{
	if (a < b) {
		double t = a;

		a = b;
		b = t;
	}
	return b <= TY_NEVER / 2 ? a : a + log1p(exp(b - a));
}

/* Room for one document. */
struct room {
	double	*score, *before, *after;
	size_t	 n;
};

/* The log of the sum over all ways, or over those that agree; each step's
 * expected number, times `sign`, goes into the gradient. */
static double sum_ways(const struct document *d, struct room *r, bool good,
		       double sign, double *gradient)
{
	size_t n = d->n[0], m = d->n[1], i, j, k, a, b, s, p;
	size_t node = 0, last = (n + 1) * (m + 1) - 1, to;
	double x, total;

	for (k = 0; k <= last; k++)
		r->before[k] = r->after[k] = TY_NEVER;
	r->before[0] = 0;
	r->after[last] = 0;
#define PENALTY(s)	(good && d->good[s] == 2 ? -2.0 : 0.0)
#define CLOSED(s)	(i + a > n || j + b > m || (good && !d->good[s]))
	for (i = 0; i <= n; i++)
		for (j = 0; j <= m; j++, node++)
			for (k = 0; k < TY_NSTEPS; k++) {
				a = ty_steps[k][0];
				b = ty_steps[k][1];
				s = slot(d, i, j, k);
				if (CLOSED(s))
					continue;
				to = node + a * (m + 1) + b;
				r->before[to] = log_add(r->before[to],
					r->before[node] + r->score[s] +
					PENALTY(s));
			}
	total = r->before[last];
	if (total <= TY_NEVER / 2)
		return TY_NEVER;
	for (i = n + 1; i-- > 0; )
		for (j = m + 1; j-- > 0; ) {
			node = i * (m + 1) + j;
			for (k = 0; k < TY_NSTEPS; k++) {
				a = ty_steps[k][0];
				b = ty_steps[k][1];
				s = slot(d, i, j, k);
				if (CLOSED(s))
					continue;
				to = node + a * (m + 1) + b;
				x = r->score[s] + PENALTY(s) + r->after[to];
				r->after[node] = log_add(r->after[node], x);
				x = exp(x + r->before[node] - total);
				if (x < 1e-9)
					continue;
				for (p = d->first[s]; p < d->first[s + 1]; p++)
					gradient[d->items[p].weight] += sign *
						x * d->items[p].value;
			}
		}
	return total;
}

/* Log-probability of the gold beads of one document. */
static double learn_from(const struct document *d, struct room *r,
			 const double *w, double *gradient)
{
	double other[NWEIGHTS] = { 0 }, good, all;
	size_t steps_n = slot(d, d->n[0] + 1, 0, 0), s, p;
	int k;

	if (r->n < steps_n) {
		r->n = steps_n;
		free(r->score);
		free(r->before);
		free(r->after);
		r->score = ty_alloc(r->n, sizeof(double));
		r->before = ty_alloc(r->n, sizeof(double));
		r->after = ty_alloc(r->n, sizeof(double));
	}
	for (s = 0; s < steps_n; s++) {
		double x = 0;

		for (p = d->first[s]; p < d->first[s + 1]; p++)
			x += w[d->items[p].weight] * d->items[p].value;
		r->score[s] = x;
	}
	good = sum_ways(d, r, true, 1, other);
	if (good <= TY_NEVER / 2)
		return 0;	/* no way has these beads */
	all = sum_ways(d, r, false, -1, other);
	for (k = 0; k < NWEIGHTS; k++)
		gradient[k] += other[k];
	return good - all;
}

double held_out(const struct set *set, const struct ty_weights *w,
		       int fold)
{
	double v[NWEIGHTS], unused[NWEIGHTS] = { 0 }, total = 0;
	struct ty_weights from = *w;
	struct room room = { 0 };
	size_t d;
	int k;

	for (k = 0; k < NWEIGHTS; k++)
		v[k] = *weight(&from, k);
	for (d = 0; d < set->n; d++)
		if (set->v[d].fold == fold) {
			extract(&set->v[d], set, w);
			total += learn_from(&set->v[d], &room, v, unused);
		}
	free(room.score);
	free(room.before);
	free(room.after);
	return total;
}

#define STIFF	10.0		/* of the prior */
#define ADAM	100

/* One round: the most probable weights, given the items. */
void learn(struct ty_weights *weights, const struct ty_weights *prior,
		  const struct set *set, int without)
{
	double w[NWEIGHTS], w0[NWEIGHTS], m[NWEIGHTS] = { 0 };
	double v[NWEIGHTS] = { 0 }, rate;
	struct ty_weights start = *prior;
	struct room room = { 0 };
	size_t d;
	int t, k;

	for (k = 0; k < NWEIGHTS; k++) {
		w[k] = *weight(weights, k);
		w0[k] = *weight(&start, k);
	}
	for (t = 1; t <= ADAM; t++) {
		double g[NWEIGHTS] = { 0 };

		for (d = 0; d < set->n; d++)
			if (set->v[d].fold != without)
				learn_from(&set->v[d], &room, w, g);
		rate = 0.1 * (t < ADAM / 2 ? 1 : 2 - 2.0 * t / ADAM) + 1e-4;
		for (k = 0; k < NWEIGHTS; k++) {
			g[k] -= STIFF * (w[k] - w0[k]);
			m[k] = 0.9 * m[k] + 0.1 * g[k];
			v[k] = 0.99 * v[k] + 0.01 * g[k] * g[k];
			if (v[k] > 0)
				w[k] += rate * m[k] / (1 - pow(0.9, t)) /
					sqrt(v[k] / (1 - pow(0.99, t)));
		}
	}
	for (k = 0; k < NWEIGHTS; k++)
		*weight(weights, k) = w[k];
	free(room.score);
	free(room.before);
	free(room.after);
}
