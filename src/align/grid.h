#ifndef TY_ALIGN_GRID_H
#define TY_ALIGN_GRID_H

#include "align/path.h"

/*
 * All ways through two documents.  Node (i, j) has i segments of side 0 and j
 * of side 1 behind it; steps from it lead over one bead, or over two crossed
 * ones.
 */
enum { TY_STEP_PAIR = 2, TY_STEP_SWAP = 8, TY_NSTEPS = 9 };
extern const uint8_t ty_steps[TY_NSTEPS][2];

#define TY_NEVER	(-1e30)

struct ty_grid {
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

/* Only the surroundings of an earlier `path` are laid out, and all ways are
 * summed up; an empty one: the whole strip, only the best way. */
void ty_grid_find(struct ty_grid *grid, const struct ty_evidence *ev,
		  const struct ty_priors *priors, const struct ty_path *path);
void ty_grid_release(struct ty_grid *grid);

/* What step k from node (i, j) is worth: log-odds; TY_NEVER if it leads out of
 * the grid. */
double ty_grid_worth(const struct ty_grid *grid, size_t k, size_t i, size_t j);
/* How much of all probability takes it; 0 if ways are not summed up. */
double ty_grid_share(const struct ty_grid *grid, size_t k, size_t i, size_t j);

static inline bool ty_grid_inside(const struct ty_grid *g, size_t i, size_t j)
{
	return i <= g->ev->n[0] && j >= g->low[i] && j <= g->high[i];
}

static inline size_t ty_grid_node(const struct ty_grid *g, size_t i, size_t j)
{
	return g->row[i] + (j - g->low[i]);
}

#endif
