/* Which part of a large table is worth looking at. */

#include <stdlib.h>
#include <string.h>

#include "align/strip.h"
#include "base/alloc.h"

/* Segments that share what stands in no other segment. */
struct anchor {
	size_t	i, j;
};

static int by_row(const void *a, const void *b)
{
	const struct anchor *x = a, *y = b;

	if (x->i != y->i)
		return (x->i > y->i) - (x->i < y->i);
	return (x->j > y->j) - (x->j < y->j);
}

static size_t find_anchors(struct anchor *v, const struct ty_features *fs,
			   const struct ty_links *links)
{
	const struct ty_segments *side = fs->side;
	const struct ty_places *hits;
	size_t n = 0;
	uint32_t f;

	for (f = 0; f < fs->names.n; f++) {
		hits = &links->met[0][f].hits[TY_HITS_SURE];
		if (hits->n == 1 && side[0].at[f + 1] - side[0].at[f] == 1)
			v[n++] = (struct anchor){
				side[0].where[side[0].at[f]], hits->where[0]
			};
	}
	qsort(v, n, sizeof(*v), by_row);
	return n;
}

/*
 * The longest chain of anchors that goes forward on both sides, found by
 * patience sorting and left at the beginning of `v`.
 */
static size_t longest_chain(struct anchor *v, size_t n)
{
	size_t *tail = ty_alloc(n + 1, sizeof(*tail));
	size_t *before = ty_alloc(n + 1, sizeof(*before));
	struct anchor *chain = ty_alloc(n + 1, sizeof(*chain));
	size_t k, len = 0, lo, hi, mid, at;

	for (k = 0; k < n; k++) {
		for (lo = 0, hi = len; lo < hi; ) {
			mid = (lo + hi) / 2;
			if (v[tail[mid]].j < v[k].j)
				lo = mid + 1;
			else
				hi = mid;
		}
		before[k] = lo ? tail[lo - 1] : n;
		tail[lo] = k;
		if (lo == len)
			len++;
	}
	for (k = len, at = len ? tail[len - 1] : n; k; at = before[at])
		chain[--k] = v[at];
	memcpy(v, chain, len * sizeof(*v));
	free(tail);
	free(before);
	free(chain);
	return len;
}

/* The column where row i is expected: on the line between two anchors, of
 * which *next is the first after the row before. */
static size_t expected(const struct anchor *v, size_t n, size_t *next,
		       size_t i, size_t rows, size_t columns)
{
	struct anchor from = { 0, 0 }, to = { rows, columns };

	while (*next < n && v[*next].i <= i)
		++*next;
	if (*next)
		from = v[*next - 1];
	if (*next < n)
		to = v[*next];
	if (to.i == from.i)
		return from.j;
	return from.j + (size_t)((double)(to.j - from.j) *
				 (double)(i - from.i) /
				 (double)(to.i - from.i));
}

void ty_strip_find(struct ty_strip *strip, const struct ty_features *fs,
		   const struct ty_links *links, size_t cells)
{
	size_t n = fs->side[0].n, m = fs->side[1].n;
	size_t i, half, next = 0, nanchors = 0, at;
	struct anchor *anchors = NULL;

	strip->low = ty_alloc(n + 1, sizeof(*strip->low));
	strip->high = ty_alloc(n + 1, sizeof(*strip->high));
	strip->row = ty_alloc(n + 1, sizeof(*strip->row));
	strip->ncells = 0;
	half = n ? cells / n / 2 : 0;
	if (half < m) {
		anchors = ty_alloc((size_t)fs->names.n + 1, sizeof(*anchors));
		nanchors = find_anchors(anchors, fs, links);
		nanchors = longest_chain(anchors, nanchors);
	}
	for (i = 0; i < n; i++) {
		at = half < m ? expected(anchors, nanchors, &next, i, n, m) : 0;
		strip->low[i] = at > half ? at - half : 0;
		strip->high[i] = at + half + 1 < m ? at + half + 1 : m;
		/* Where the path is steep the rows must still touch. */
		if (i && strip->low[i] > strip->high[i - 1])
			strip->low[i] = strip->high[i - 1];
		if (i + 1 == n)
			strip->high[i] = m;
		strip->row[i] = strip->ncells;
		strip->ncells += strip->high[i] - strip->low[i];
	}
	free(anchors);
}

void ty_strip_release(struct ty_strip *strip)
{
	free(strip->low);
	free(strip->high);
	free(strip->row);
}
