/* The best way through two documents. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/path.h"
#include "base/alloc.h"

#define NEAR		64		/* columns beside an earlier path */
#define NEVER		(-1e30)

/* From node (i, j), which has i segments of side 0 and j of side 1 behind it,
 * steps lead over one bead, or over two crossed ones. */
static const uint8_t steps[][2] = {
	{ 1, 0 }, { 0, 1 }, { 1, 1 }, { 1, 2 }, { 2, 1 }, { 2, 2 }, { 1, 3 },
	{ 3, 1 }, { 2, 2 }
};
#define NSTEPS		(sizeof(steps) / sizeof(*steps))
#define PAIR		2
#define SWAP		(NSTEPS - 1)

struct grid {
	const struct ty_evidence *ev;
	const struct ty_priors *priors;
	size_t		*low, *high;	/* columns of row i of nodes: low[i] to
					   high[i], both included */
	size_t		*row;		/* where node (i, low[i]) is */
	double		*best;		/* score of the best way to a node, */
	uint8_t		*step;		/* and the last step of it */
	double		*before;	/* log of the sum of all ways to it, */
	double		*after;		/* from it; NULL: not wanted */
};

static size_t node(const struct grid *g, size_t i, size_t j)
{
	return g->row[i] + (j - g->low[i]);
}

static bool inside(const struct grid *g, size_t i, size_t j)
{
	return i <= g->ev->n[0] && j >= g->low[i] && j <= g->high[i];
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Leave out the columns of each row that are far from where `path` goes. */
static void narrow(struct grid *g, const struct ty_path *path)
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

static void lay_out(struct grid *g, const struct ty_path *path)
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

static void release(struct grid *g)
{
	free(g->low);
	free(g->high);
	free(g->row);
	free(g->best);
	free(g->step);
	free(g->before);
	free(g->after);
}

/* What step k from node (i, j) is worth; NEVER if it leads out of the grid. */
static double worth(const struct grid *g, size_t k, size_t i, size_t j)
{
	size_t a = steps[k][0], b = steps[k][1];
	float score, other;

	if (!inside(g, i, j) || !inside(g, i + a, j + b))
		return NEVER;
	if (!b)
		return g->priors->omission[0];
	if (!a)
		return g->priors->omission[1];
	if (k != SWAP)
		return ty_evidence_pair(g->ev, i, a, j, b, &score) ? score :
		       NEVER;
	if (!ty_evidence_pair(g->ev, i, 1, j + 1, 1, &score) ||
	    !ty_evidence_pair(g->ev, i + 1, 1, j, 1, &other))
		return NEVER;
	return g->priors->swap + score + other;
}

/* The log of the sum of what the logs v[0..n) stand for. */
static double log_sum(const double *v, size_t n)
{
	double most = NEVER, sum = 0;
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
static void reach(struct grid *g, size_t i, size_t j)
{
	double ways[NSTEPS], best = NEVER, x;
	size_t k, n = 0, at = node(g, i, j), from;
	uint8_t how = 0;

	for (k = 0; k < NSTEPS; k++) {
		if (i < steps[k][0] || j < steps[k][1])
			continue;
		x = worth(g, k, i - steps[k][0], j - steps[k][1]);
		if (x <= NEVER)
			continue;
		from = node(g, i - steps[k][0], j - steps[k][1]);
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
static void leave(struct grid *g, size_t i, size_t j)
{
	double ways[NSTEPS], x;
	size_t k, n = 0;

	for (k = 0; k < NSTEPS; k++) {
		x = worth(g, k, i, j);
		if (x > NEVER)
			ways[n++] = x + g->after[node(g, i + steps[k][0],
						      j + steps[k][1])];
	}
	g->after[node(g, i, j)] = log_sum(ways, n);
}

static void search(struct grid *g)
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

/* How much of all probability takes step k from node (i, j). */
static double share(const struct grid *g, size_t k, size_t i, size_t j)
{
	double x = worth(g, k, i, j);

	if (!g->after || x <= NEVER)
		return 0;
	return exp(g->before[node(g, i, j)] + x - g->after[0] +
		   g->after[node(g, i + steps[k][0], j + steps[k][1])]);
}

/* Whether `n` from `at` and `count` from `from` have one in common. */
static bool overlap(size_t at, size_t n, size_t from, size_t count)
{
	return at < from + count && from < at + n;
}

/* Whether step k from node (i, j) connects something of both sides of `p`. */
static bool connects(size_t k, size_t i, size_t j, const struct ty_pairing *p)
{
	if (k == SWAP)
		return (overlap(i, 1, p->at[0], p->n[0]) &&
			overlap(j + 1, 1, p->at[1], p->n[1])) ||
		       (overlap(i + 1, 1, p->at[0], p->n[0]) &&
			overlap(j, 1, p->at[1], p->n[1]));
	return overlap(i, steps[k][0], p->at[0], p->n[0]) &&
	       overlap(j, steps[k][1], p->at[1], p->n[1]);
}

/* Of all ways, those that connect the two sides of `p`, if only in part. */
static double share_of_contact(const struct grid *g, const struct ty_pairing *p)
{
	size_t i, j, k, low = p->at[1] > 2 ? p->at[1] - 2 : 0;
	double sum = 0;

	for (i = p->at[0] > 2 ? p->at[0] - 2 : 0; i < p->at[0] + p->n[0]; i++)
		for (j = low; j < p->at[1] + p->n[1]; j++)
			for (k = PAIR; k < NSTEPS && inside(g, i, j); k++)
				if (connects(k, i, j, p))
					sum += share(g, k, i, j);
	return sum < 1 ? sum : 1;
}

/* Those that leave out the segment of `side` that the way found leaves out
 * from node (i, j), wherever they do so. */
static double share_of_omission(const struct grid *g, int side, size_t i,
				size_t j)
{
	double sum = 0;
	size_t k;

	if (side == 0) {
		for (k = g->low[i]; k <= g->high[i]; k++)
			sum += share(g, 0, i, k);
		return sum;
	}
	for (k = i; inside(g, k, j); k++)
		sum += share(g, 1, k, j);
	for (k = i; k > 0 && inside(g, k - 1, j); k--)
		sum += share(g, 1, k - 1, j);
	return sum;
}

/*
 * Take the way whose beads are right most often: each step is worth the share
 * of all ways that take it, and of those that connect its sides.
 */
static void settle(struct grid *g)
{
	size_t n = g->ev->n[0], i, j, k, x, y, size, at;
	const struct ty_weights *w = g->ev->weights;
	float *exact, *contact;
	double gain, most;

	size = node(g, n, g->high[n]) + 1;
	exact = ty_alloc(size * NSTEPS, sizeof(*exact));
	contact = ty_alloc(size, sizeof(*contact));
	for (i = 0; i < n; i++)
		for (j = g->low[i]; j <= g->high[i]; j++) {
			at = node(g, i, j);
			for (k = PAIR; k < NSTEPS; k++) {
				double s = share(g, k, i, j);

				exact[at * NSTEPS + k] = (float)s;
				if (s < 1e-6)
					continue;
				for (x = 0; x < steps[k][0]; x++)
					for (y = 0; y < steps[k][1]; y++)
						if (inside(g, i + x, j + y) &&
						    (k != SWAP || x != y))
							contact[node(g, i + x,
							    j + y)] += (float)s;
			}
		}
	for (at = 0; at < size; at++)
		g->best[at] = NEVER;
	g->best[0] = 0;
	for (i = 0; i <= n; i++)
		for (j = g->low[i]; j <= g->high[i]; j++) {
			at = node(g, i, j);
			if (g->best[at] <= NEVER)
				continue;
			for (k = 0; k < NSTEPS; k++) {
				if (!inside(g, i + steps[k][0],
					    j + steps[k][1]))
					continue;
				gain = 0;
				if (k >= PAIR) {
					if (worth(g, k, i, j) <= NEVER)
						continue;
					most = 0;
					for (x = 0; x < steps[k][0]; x++)
						for (y = 0; y < steps[k][1]; y++)
							if (inside(g, i + x, j + y) && (k != SWAP || x != y)) {
								double c = contact[node(g, i + x, j + y)];
								if (k == SWAP) most += c; else
								if (c > most) most = c;
							}
					gain = w->exact * (double)exact[at * NSTEPS + k] * (k == SWAP ? 2 : 1) + (1 - w->exact) * most - w->least * (k == SWAP ? 2 : 1);
				}
				x = node(g, i + steps[k][0], j + steps[k][1]);
				if (g->best[at] + gain > g->best[x]) {
					g->best[x] = g->best[at] + gain;
					g->step[x] = (uint8_t)k;
				}
			}
		}
	free(exact);
	free(contact);
}

void ty_path_add(struct ty_path *path, struct ty_pairing pairing)
{
	path->v = ty_grow(path->v, &path->cap, path->n + 1, sizeof(*path->v));
	path->v[path->n++] = pairing;
}

/* Step k, not a swap, from node (i, j). */
static void add_step(struct ty_path *path, const struct grid *g, size_t k,
		     size_t i, size_t j)
{
	struct ty_pairing p = {
		{ i, j }, { steps[k][0], steps[k][1] }, worth(g, k, i, j), 0,
		false
	};

	if (g->after)
		p.share = p.n[0] && p.n[1] ? share_of_contact(g, &p) :
			  share_of_omission(g, p.n[0] == 0, i, j);
	ty_path_add(path, p);
}

/* Follow the best way back from the end. */
static void trace(struct ty_path *path, const struct grid *g)
{
	size_t i = g->ev->n[0], j = g->ev->n[1], k;
	struct ty_pairing p;

	path->n = 0;
	while (i || j) {
		k = g->step[node(g, i, j)];
		i -= steps[k][0];
		j -= steps[k][1];
		if (k == SWAP) {
			add_step(path, g, PAIR, i + 1, j);
			add_step(path, g, PAIR, i, j + 1);
		} else {
			add_step(path, g, k, i, j);
		}
	}
	for (k = 0; k < path->n / 2; k++) {
		p = path->v[k];
		path->v[k] = path->v[path->n - 1 - k];
		path->v[path->n - 1 - k] = p;
	}
}

void ty_path_find(struct ty_path *path, const struct ty_evidence *ev,
		  const struct ty_priors *priors)
{
	struct grid g = { .ev = ev, .priors = priors };

	lay_out(&g, path);
	search(&g);
	if (g.after)
		settle(&g);
	trace(path, &g);
	release(&g);
}

void ty_path_release(struct ty_path *path)
{
	free(path->v);
	memset(path, 0, sizeof(*path));
}
