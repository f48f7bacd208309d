/* Translations that changed their place. */

#include <stdlib.h>

#include "align/path.h"
#include "base/alloc.h"

#define FAR		100		/* segments that a crossing may jump */
#define ROUNDS		4

/* What a path leaves out, and where it passed by when it did. */
struct left {
	const struct ty_evidence *ev;
	const struct ty_priors *priors;
	bool		*out[2];
	size_t		*place;		/* of side 0 on side 1 */
};

static void find_left(struct left *left, const struct ty_path *path)
{
	const struct ty_pairing *p;
	size_t j = 0;

	left->out[0] = ty_alloc(left->ev->n[0] + 1, sizeof(bool));
	left->out[1] = ty_alloc(left->ev->n[1] + 1, sizeof(bool));
	left->place = ty_alloc(left->ev->n[0] + 1, sizeof(size_t));
	for (p = path->v; p < path->v + path->n; p++) {
		if (!p->n[0])
			left->out[1][p->at[1]] = true;
		if (!p->n[1]) {
			left->out[0][p->at[0]] = true;
			left->place[p->at[0]] = j;
		}
		j = p->at[1] + p->n[1];
	}
}

static bool all_out(const struct left *left, int side, size_t at, size_t n)
{
	size_t k;

	for (k = at; k < at + n; k++)
		if (k >= left->ev->n[side] || !left->out[side][k])
			return false;
	return true;
}

/* By how much pairing `a` segments from `i` with `b` from `j` is better than
 * leaving them all out. */
static double gain(const struct left *left, size_t i, size_t a, size_t j,
		   size_t b)
{
	const struct ty_priors *priors = left->priors;
	size_t place = left->place[i];
	float score;

	if (!all_out(left, 0, i, a) || !all_out(left, 1, j, b) ||
	    !ty_evidence_pair(left->ev, i, a, j, b, &score))
		return -1;
	return score + priors->cross - left->ev->weights->distance *
	       (double)(j > place ? j - place : place - j) -
	       priors->omission[0] * (double)a -
	       priors->omission[1] * (double)b;
}

/* The best thing to do with segment i; false if that is to leave it out.  Two
 * with two would only hide two pairs of neighbours that moved together. */
static bool propose(const struct left *left, size_t i, struct ty_pairing *best)
{
	static const uint8_t kinds[][2] = {
		{ 1, 1 }, { 1, 2 }, { 2, 1 }, { 1, 3 }, { 3, 1 }
	};
	size_t from = left->place[i] > FAR ? left->place[i] - FAR : 0;
	size_t to = left->place[i] + FAR, j, k;
	double x;

	best->score = 0;
	for (j = from; j < to && j < left->ev->n[1]; j++) {
		if (!left->out[1][j])
			continue;
		for (k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
			x = gain(left, i, kinds[k][0], j, kinds[k][1]);
			if (x <= best->score)
				continue;
			*best = (struct ty_pairing){
				{ i, j }, { kinds[k][0], kinds[k][1] }, x, 0,
				true
			};
		}
	}
	return best->score > 0;
}

static int by_score(const void *a, const void *b)
{
	const struct ty_pairing *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x->at[0] > y->at[0]) - (x->at[0] < y->at[0]);
}

/* Put the best proposals into the path; returns how many. */
static size_t adopt(struct ty_path *path, struct left *left,
		    struct ty_pairing *v, size_t n)
{
	size_t k, s, adopted = 0;
	int side;

	qsort(v, n, sizeof(*v), by_score);
	for (k = 0; k < n; k++) {
		if (!all_out(left, 0, v[k].at[0], v[k].n[0]) ||
		    !all_out(left, 1, v[k].at[1], v[k].n[1]))
			continue;
		for (side = 0; side < 2; side++)
			for (s = 0; s < v[k].n[side]; s++)
				left->out[side][v[k].at[side] + s] = false;
		path->v = ty_grow(path->v, &path->cap, path->n + 1,
				  sizeof(*path->v));
		path->v[path->n++] = v[k];
		adopted++;
	}
	return adopted;
}

void ty_path_cross(struct ty_path *path, const struct ty_evidence *ev,
		   const struct ty_priors *priors)
{
	struct left left = { .ev = ev, .priors = priors };
	struct ty_pairing *v = ty_alloc(ev->n[0] + 1, sizeof(*v));
	size_t i, k, n, kept = 0;
	int round = 0;

	find_left(&left, path);
	do {
		n = 0;
		for (i = 0; i < ev->n[0]; i++)
			if (left.out[0][i] && propose(&left, i, &v[n]))
				n++;
	} while (adopt(path, &left, v, n) && ++round < ROUNDS);
	/* Omissions that have found their counterpart are none. */
	for (k = 0; k < path->n; k++) {
		const struct ty_pairing *p = &path->v[k];

		if ((p->n[0] || left.out[1][p->at[1]]) &&
		    (p->n[1] || left.out[0][p->at[0]]))
			path->v[kept++] = *p;
	}
	path->n = kept;
	free(v);
	free(left.out[0]);
	free(left.out[1]);
	free(left.place);
}
