/* All ways through two documents, and how probable each step is. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/grid.h"
#include "base/alloc.h"

#define NEAR		64		/* columns beside an earlier path */

const uint8_t ty_steps[TY_NSTEPS][2] = {
	{ 1, 0 }, { 0, 1 }, { 1, 1 }, { 1, 2 }, { 2, 1 }, { 2, 2 }, { 1, 3 },
	{ 3, 1 }, { 2, 2 }
};

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Leave out the columns of each row that are far from where `path` goes. */
static void narrow(struct ty_grid *g, const struct ty_path *path)
{
	size_t rows = g->ev->n[0] + 1, i, k;
	size_t *low = ty_alloc(rows, sizeof(*low));
	size_t *high = ty_alloc(rows, sizeof(*high));

	for (i = 0; i < rows; i++)
		low[i] = SIZE_MAX;
	for (k = 0; k < path->n; k++) {
		const struct ty_pairing *p = &path->v[k];

		for (i = p->at[0]; i <= p->at[0] + p->n[0]; i++) {
			low[i] = smaller(low[i], p->at[1]);
			high[i] = larger(high[i], p->at[1] + p->n[1]);
		}
	}
	for (i = 0; i < rows; i++) {
		if (low[i] > NEAR)
			g->low[i] = larger(g->low[i], low[i] - NEAR);
		g->high[i] = smaller(g->high[i], high[i] + NEAR);
	}
	free(low);
	free(high);
}

static void lay_out(struct ty_grid *g, const struct ty_path *path)
{
	const struct ty_strip *strip = &g->ev->strip;
	size_t n = g->ev->n[0], i, size = 0;

	g->low = ty_alloc(n + 1, sizeof(*g->low));
	g->high = ty_alloc(n + 1, sizeof(*g->high));
	g->row = ty_alloc(n + 1, sizeof(*g->row));
	for (i = 0; i <= n; i++) {
		g->low[i] = i ? strip->low[i - 1] : 0;
		g->high[i] = i < n ? strip->high[i] : g->ev->n[1];
	}
	if (path->n)
		narrow(g, path);
	for (i = 0; i <= n; i++) {
		g->row[i] = size;
		size += g->high[i] - g->low[i] + 1;
	}
	g->best = ty_alloc(size, sizeof(*g->best));
	g->step = ty_alloc(size, sizeof(*g->step));
	if (path->n) {
		g->before = ty_alloc(size, sizeof(*g->before));
		g->after = ty_alloc(size, sizeof(*g->after));
	}
}

double ty_grid_worth(const struct ty_grid *g, size_t k, size_t i, size_t j)
{
	size_t a = ty_steps[k][0], b = ty_steps[k][1];
	float score, other;

	if (!ty_grid_inside(g, i, j) || !ty_grid_inside(g, i + a, j + b))
		return TY_NEVER;
	if (!b)
		return g->priors->omission[0];
	if (!a)
		return g->priors->omission[1];
	if (k != TY_STEP_SWAP)
		return ty_evidence_pair(g->ev, i, a, j, b, &score) ? score :
		       TY_NEVER;
	if (!ty_evidence_pair(g->ev, i, 1, j + 1, 1, &score) ||
	    !ty_evidence_pair(g->ev, i + 1, 1, j, 1, &other))
		return TY_NEVER;
	return g->priors->swap + score + other;
}

/* The log of the sum of what the logs v[0..n) stand for. */
static double log_sum(const double *v, size_t n)
{
	double most = TY_NEVER, sum = 0;
	size_t k;

	for (k = 0; k < n; k++)
		if (v[k] > most)
			most = v[k];
	for (k = 0; k < n; k++)
		if (v[k] > most - 20)
			sum += exp(v[k] - most);
	return most + log(sum);
}

/* All ways to node (i, j): those to the nodes before it are known. */
static void reach(struct ty_grid *g, size_t i, size_t j)
{
	double ways[TY_NSTEPS], best = TY_NEVER, x;
	size_t k, n = 0, at = ty_grid_node(g, i, j), from;
	uint8_t how = 0;

	for (k = 0; k < TY_NSTEPS; k++) {
		if (i < ty_steps[k][0] || j < ty_steps[k][1])
			continue;
		x = ty_grid_worth(g, k, i - ty_steps[k][0], j - ty_steps[k][1]);
		if (x <= TY_NEVER)
			continue;
		from = ty_grid_node(g, i - ty_steps[k][0], j - ty_steps[k][1]);
		if (g->best[from] + x > best) {
			best = g->best[from] + x;
			how = (uint8_t)k;
		}
		if (g->before)
			ways[n++] = g->before[from] + x;
	}
	g->best[at] = best;
	g->step[at] = how;
	if (g->before)
		g->before[at] = log_sum(ways, n);
}

/* All ways from node (i, j) to the end: those from the nodes after it are
 * known. */
static void leave(struct ty_grid *g, size_t i, size_t j)
{
	double ways[TY_NSTEPS], x;
	size_t k, n = 0;

	for (k = 0; k < TY_NSTEPS; k++) {
		x = ty_grid_worth(g, k, i, j);
		if (x > TY_NEVER)
			ways[n++] = x + g->after[ty_grid_node(g, i + ty_steps[k][0],
						      j + ty_steps[k][1])];
	}
	g->after[ty_grid_node(g, i, j)] = log_sum(ways, n);
}

static void search(struct ty_grid *g)
{
	size_t i, j, n = g->ev->n[0], m = g->ev->n[1];

	for (i = 0; i <= n; i++)
		for (j = g->low[i]; j <= g->high[i]; j++)
			if (i || j)
				reach(g, i, j);
	if (!g->after)
		return;
	for (i = n + 1; i-- > 0; )
		for (j = g->high[i] + 1; j-- > g->low[i]; )
			if (i < n || j < m)
				leave(g, i, j);
}

void ty_grid_find(struct ty_grid *g, const struct ty_evidence *ev,
		  const struct ty_priors *priors, const struct ty_path *path)
{
	memset(g, 0, sizeof(*g));
	g->ev = ev;
	g->priors = priors;
	lay_out(g, path);
	search(g);
}

void ty_grid_release(struct ty_grid *g)
{
	free(g->low);
	free(g->high);
	free(g->row);
	free(g->best);
	free(g->step);
	free(g->before);
	free(g->after);
}

double ty_grid_share(const struct ty_grid *g, size_t k, size_t i, size_t j)
{
	double x = ty_grid_worth(g, k, i, j);

	if (!g->after || x <= TY_NEVER)
		return 0;
	return exp(g->before[ty_grid_node(g, i, j)] + x - g->after[0] +
		   g->after[ty_grid_node(g, i + ty_steps[k][0], j + ty_steps[k][1])]);
}
