/* Which of the ways through two documents is taken. */

#include <stdlib.h>
#include <string.h>

#include "align/grid.h"
#include "base/alloc.h"

/* Whether `n` from `at` and `count` from `from` have one in common. */
static bool overlap(size_t at, size_t n, size_t from, size_t count)
{
	return at < from + count && from < at + n;
}

/* Whether step k from node (i, j) connects something of both sides of `p`. */
static bool connects(size_t k, size_t i, size_t j, const struct ty_pairing *p)
{
	if (k == TY_STEP_SWAP)
		return (overlap(i, 1, p->at[0], p->n[0]) &&
			overlap(j + 1, 1, p->at[1], p->n[1])) ||
		       (overlap(i + 1, 1, p->at[0], p->n[0]) &&
			overlap(j, 1, p->at[1], p->n[1]));
	return overlap(i, ty_steps[k][0], p->at[0], p->n[0]) &&
	       overlap(j, ty_steps[k][1], p->at[1], p->n[1]);
}

/* Of all ways, those that connect the two sides of `p`, if only in part. */
static double share_of_contact(const struct ty_grid *g,
			       const struct ty_pairing *p)
{
	size_t i, j, k, low = p->at[1] > 2 ? p->at[1] - 2 : 0;
	double sum = 0;

	for (i = p->at[0] > 2 ? p->at[0] - 2 : 0; i < p->at[0] + p->n[0]; i++)
		for (j = low; j < p->at[1] + p->n[1]; j++)
			for (k = TY_STEP_PAIR; k < TY_NSTEPS && ty_grid_inside(g, i, j); k++)
				if (connects(k, i, j, p))
					sum += ty_grid_share(g, k, i, j);
	return sum < 1 ? sum : 1;
}

/* Those that leave out the segment of `side` that the way found leaves out
 * from node (i, j), wherever they do so. */
static double share_of_omission(const struct ty_grid *g, int side, size_t i,
				size_t j)
{
	double sum = 0;
	size_t k;

	if (side == 0) {
		for (k = g->low[i]; k <= g->high[i]; k++)
			sum += ty_grid_share(g, 0, i, k);
		return sum;
	}
	for (k = i; ty_grid_inside(g, k, j); k++)
		sum += ty_grid_share(g, 1, k, j);
	for (k = i; k > 0 && ty_grid_inside(g, k - 1, j); k--)
		sum += ty_grid_share(g, 1, k - 1, j);
	return sum;
}

/* ------------------------------------------- what is right most often ---- */

/* For each node (i, j): the shares of the steps from it, and of all steps that
 * connect segments i and j.  For each segment of a side: of leaving it out. */
struct shares {
	float	*step, *contact;
	float	*out[2];
};

/* Segments x and y after (i, j) are connected by step k from there. */
static bool together(size_t k, size_t x, size_t y)
{
	return k != TY_STEP_SWAP || x != y;
}

static void add_contact(struct shares *s, const struct ty_grid *g, size_t k,
			size_t i, size_t j, float share)
{
	size_t x, y;

	for (x = i; x < i + ty_steps[k][0]; x++)
		for (y = j; y < j + ty_steps[k][1]; y++)
			if (together(k, x - i, y - j) &&
			    ty_grid_inside(g, x, y))
				s->contact[ty_grid_node(g, x, y)] += share;
}

static void find_shares(struct shares *s, const struct ty_grid *g)
{
	size_t n = g->ev->n[0], i, j, k, at;
	size_t size = ty_grid_node(g, n, g->high[n]) + 1;
	float share;

	s->step = ty_alloc(size * TY_NSTEPS, sizeof(*s->step));
	s->contact = ty_alloc(size, sizeof(*s->contact));
	s->out[0] = ty_alloc(n + 1, sizeof(float));
	s->out[1] = ty_alloc(g->ev->n[1] + 1, sizeof(float));
	for (i = 0; i <= n; i++)
		for (j = g->low[i]; j <= g->high[i]; j++) {
			at = ty_grid_node(g, i, j);
			s->out[0][i] += (float)ty_grid_share(g, 0, i, j);
			s->out[1][j] += (float)ty_grid_share(g, 1, i, j);
			for (k = TY_STEP_PAIR; k < TY_NSTEPS; k++) {
				share = (float)ty_grid_share(g, k, i, j);
				s->step[at * TY_NSTEPS + k] = share;
				if (share > 1e-6f)
					add_contact(s, g, k, i, j, share);
			}
		}
}

static void free_shares(struct shares *s)
{
	free(s->step);
	free(s->contact);
	free(s->out[0]);
	free(s->out[1]);
}

/* The mean share of leaving out the segments of step k from (i, j). */
static double left_out(const struct shares *s, size_t k, size_t i, size_t j)
{
	double sum[2] = { 0, 0 };
	size_t x, y;

	for (x = 0; x < ty_steps[k][0]; x++)
		sum[0] += (double)s->out[0][i + x];
	for (y = 0; y < ty_steps[k][1]; y++)
		sum[1] += (double)s->out[1][j + y];
	return (sum[0] / ty_steps[k][0] + sum[1] / ty_steps[k][1]) / 2;
}

/*
 * What step k from (i, j) brings: for a bead the share of all ways that take
 * it, mixed with the most of those that connect two of its segments, less the
 * share of those that leave its segments out; a swap is two beads, an omission
 * none.
 */
static double gain(const struct shares *s, const struct ty_grid *g, size_t k,
		   size_t i, size_t j)
{
	const struct ty_weights *w = g->ev->weights;
	double contact = 0, c, share;
	size_t x, y;

	share = (double)s->step[ty_grid_node(g, i, j) * TY_NSTEPS + k];
	for (x = i; x < i + ty_steps[k][0]; x++)
		for (y = j; y < j + ty_steps[k][1]; y++) {
			if (!together(k, x - i, y - j) ||
			    !ty_grid_inside(g, x, y))
				continue;
			c = (double)s->contact[ty_grid_node(g, x, y)];
			if (k == TY_STEP_SWAP)
				contact += c / 2;
			else if (c > contact)
				contact = c;
		}
	return (k == TY_STEP_SWAP ? 2 : 1) *
	       (w->exact * share + (1 - w->exact) * contact -
		w->least * left_out(s, k, i, j));
}

/* From node (i, j), whose best way is known, on. */
static void go_on(struct ty_grid *g, const struct shares *s, size_t i, size_t j)
{
	size_t from = ty_grid_node(g, i, j), to, k;
	double sum;

	for (k = 0; k < TY_NSTEPS; k++) {
		if (ty_grid_worth(g, k, i, j) <= TY_NEVER)
			continue;
		sum = g->best[from];
		if (ty_steps[k][0] && ty_steps[k][1])
			sum += gain(s, g, k, i, j);
		to = ty_grid_node(g, i + ty_steps[k][0], j + ty_steps[k][1]);
		if (sum > g->best[to]) {
			g->best[to] = sum;
			g->step[to] = (uint8_t)k;
		}
	}
}

/* Instead of the most probable way, take that whose beads are right most
 * often: what no way is sure of is left out. */
static void settle(struct ty_grid *g)
{
	size_t n = g->ev->n[0], i, j, at;
	struct shares shares;

	find_shares(&shares, g);
	for (at = 0; at <= ty_grid_node(g, n, g->high[n]); at++)
		g->best[at] = TY_NEVER;
	g->best[0] = 0;
	for (i = 0; i <= n; i++)
		for (j = g->low[i]; j <= g->high[i]; j++)
			if (g->best[ty_grid_node(g, i, j)] > TY_NEVER)
				go_on(g, &shares, i, j);
	free_shares(&shares);
}

/* ---------------------------------------------------------------- paths -- */

void ty_path_add(struct ty_path *path, struct ty_pairing pairing)
{
	path->v = ty_grow(path->v, &path->cap, path->n + 1, sizeof(*path->v));
	path->v[path->n++] = pairing;
}

/* Step k, not a swap, from node (i, j). */
static void add_step(struct ty_path *path, const struct ty_grid *g, size_t k,
		     size_t i, size_t j)
{
	struct ty_pairing p = {
		{ i, j }, { ty_steps[k][0], ty_steps[k][1] }, ty_grid_worth(g, k, i, j), 0,
		false
	};

	if (g->after)
		p.share = p.n[0] && p.n[1] ? share_of_contact(g, &p) :
			  share_of_omission(g, p.n[0] == 0, i, j);
	ty_path_add(path, p);
}

/* Follow the best way back from the end. */
static void trace(struct ty_path *path, const struct ty_grid *g)
{
	size_t i = g->ev->n[0], j = g->ev->n[1], k;
	struct ty_pairing p;

	path->n = 0;
	while (i || j) {
		k = g->step[ty_grid_node(g, i, j)];
		i -= ty_steps[k][0];
		j -= ty_steps[k][1];
		if (k == TY_STEP_SWAP) {
			add_step(path, g, TY_STEP_PAIR, i + 1, j);
			add_step(path, g, TY_STEP_PAIR, i, j + 1);
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
	struct ty_grid g;

	ty_grid_find(&g, ev, priors, path);
	if (g.after)
		settle(&g);
	trace(path, &g);
	ty_grid_release(&g);
}

void ty_path_release(struct ty_path *path)
{
	free(path->v);
	memset(path, 0, sizeof(*path));
}
