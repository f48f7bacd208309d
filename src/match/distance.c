/* How many tokens must change to make one text of another. */

#include <stdlib.h>

#include "base/alloc.h"
#include "match/distance.h"

/*
 * The pattern's tokens stand in blocks of 64.  For each different token, the
 * blocks where it occurs and its places in them, so that memory grows with the
 * pattern and not with its square.
 */
#define NONE	UINT32_MAX

struct places {
	uint64_t	bits;
	uint32_t	block;
	uint32_t	next;		/* of the same token, or NONE */
};

struct token {
	uint32_t	id;
	uint32_t	first, last;	/* in `places`; NONE: free */
};

struct ty_pattern {
	size_t		 n, nblocks;
	struct token	*table;		/* hash table, at most half full */
	unsigned	 shift;		/* 32 - log2 of its size */
	struct places	*places;
	uint64_t	*up, *down;	/* vertical differences +1, -1, a bit
					   for each token */
	size_t		 cap_table, cap_places, cap_up, cap_down;
};

static struct token *find(const struct ty_pattern *pattern, uint32_t id)
{
	uint32_t mask = UINT32_MAX >> pattern->shift;
	uint32_t i = (id * 0x9E3779B1u) >> pattern->shift;

	while (pattern->table[i].first != NONE && pattern->table[i].id != id)
		i = (i + 1) & mask;
	return &pattern->table[i];
}

/* Add the token at `at` to the table; they come in order. */
static uint32_t place(struct ty_pattern *pattern, uint32_t id, size_t at,
		      uint32_t used)
{
	struct token *t = find(pattern, id);
	struct places *p = pattern->places;
	uint32_t block = (uint32_t)(at / 64);

	if (t->first == NONE || p[t->last].block != block) {
		p[used] = (struct places){ 0, block, NONE };
		if (t->first == NONE)
			t->first = used;
		else
			p[t->last].next = used;
		t->id = id;
		t->last = used++;
	}
	p[t->last].bits |= (uint64_t)1 << at % 64;
	return used;
}

void ty_pattern_set(struct ty_pattern *pattern, const uint32_t *ids, size_t n)
{
	unsigned log = 3;
	uint32_t used = 0;
	size_t i;

	while (((size_t)1 << log) < 2 * n && log < 31)
		log++;
	pattern->n = n;
	pattern->nblocks = (n + 63) / 64;
	pattern->shift = 32 - log;
	pattern->table = ty_grow(pattern->table, &pattern->cap_table,
				 (size_t)1 << log, sizeof(*pattern->table));
	pattern->places = ty_grow(pattern->places, &pattern->cap_places, n,
				  sizeof(*pattern->places));
	pattern->up = ty_grow(pattern->up, &pattern->cap_up, pattern->nblocks,
			      sizeof(*pattern->up));
	pattern->down = ty_grow(pattern->down, &pattern->cap_down,
				pattern->nblocks, sizeof(*pattern->down));
	for (i = 0; i < (size_t)1 << log; i++)
		pattern->table[i].first = NONE;
	for (i = 0; i < n; i++)
		used = place(pattern, ids[i], i, used);
}

struct ty_pattern *ty_pattern_new(const uint32_t *ids, size_t n)
{
	struct ty_pattern *pattern = ty_alloc(1, sizeof(*pattern));

	ty_pattern_set(pattern, ids, n);
	return pattern;
}

void ty_pattern_free(struct ty_pattern *pattern)
{
	if (!pattern)
		return;
	free(pattern->table);
	free(pattern->places);
	free(pattern->up);
	free(pattern->down);
	free(pattern);
}

/*
 * One column of one block (Hyyrö 2003, figure 8).  `in` is the horizontal
 * difference above the block, -1, 0 or +1; returns the one at `last`, the bit
 * of its last row.
 */
static inline int advance(uint64_t *up, uint64_t *down, uint64_t equal, int in,
			  unsigned last)
{
	uint64_t vertical = equal | *down, diagonal, plus, minus;
	int out;

	equal |= in < 0;
	diagonal = (((equal & *up) + *up) ^ *up) | equal;
	plus = *down | ~(diagonal | *up);
	minus = *up & diagonal;
	out = (int)(plus >> last & 1) - (int)(minus >> last & 1);
	plus = plus << 1 | (in > 0);
	minus = minus << 1 | (in < 0);
	*up = minus | ~(vertical | plus);
	*down = plus & vertical;
	return out;
}

/* A pattern of up to 64 tokens, which is most of them. */
static size_t distance_short(struct ty_pattern *pattern, const uint32_t *text,
			     size_t n, size_t most)
{
	uint64_t up = ~(uint64_t)0, down = 0;
	unsigned last = (unsigned)pattern->n - 1;
	const struct token *t;
	size_t d = pattern->n, j;

	for (j = 0; j < n; j++) {
		t = find(pattern, text[j]);
		d += (size_t)advance(&up, &down, t->first == NONE ? 0 :
				     pattern->places[t->first].bits, 1, last);
		/* Each token to come takes off one at best. */
		if (d > most + (n - 1 - j))
			return d;
	}
	return d;
}

static size_t distance_long(struct ty_pattern *pattern, const uint32_t *text,
			    size_t n, size_t most)
{
	unsigned last = (unsigned)((pattern->n - 1) % 64);
	const struct token *t;
	size_t d = pattern->n, j, b;
	uint64_t equal;
	uint32_t p;
	int h;

	for (b = 0; b < pattern->nblocks; b++) {
		pattern->up[b] = ~(uint64_t)0;
		pattern->down[b] = 0;
	}
	for (j = 0; j < n; j++) {
		t = find(pattern, text[j]);
		p = t->first;
		h = 1;
		for (b = 0; b < pattern->nblocks; b++) {
			equal = 0;
			if (p != NONE && pattern->places[p].block == b) {
				equal = pattern->places[p].bits;
				p = pattern->places[p].next;
			}
			h = advance(&pattern->up[b], &pattern->down[b], equal,
				    h, b + 1 < pattern->nblocks ? 63 : last);
		}
		d += (size_t)h;
		if (d > most + (n - 1 - j))
			return d;
	}
	return d;
}

size_t ty_pattern_distance(struct ty_pattern *pattern, const uint32_t *text,
			   size_t n, size_t most)
{
	size_t m = pattern->n;
	size_t apart = m > n ? m - n : n - m;

	if (!m || !n || apart > most)
		return apart;
	return m <= 64 ? distance_short(pattern, text, n, most) :
			 distance_long(pattern, text, n, most);
}

size_t ty_distance_plain(const uint32_t *a, size_t m, const uint32_t *b,
			 size_t n)
{
	size_t *row = ty_alloc(n + 1, sizeof(*row)), i, j, d, diagonal;

	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 1; i <= m; i++) {
		diagonal = row[0];
		row[0] = i;
		for (j = 1; j <= n; j++) {
			d = diagonal + (a[i - 1] != b[j - 1]);
			diagonal = row[j];
			if (row[j] + 1 < d)
				d = row[j] + 1;
			if (row[j - 1] + 1 < d)
				d = row[j - 1] + 1;
			row[j] = d;
		}
	}
	d = row[n];
	free(row);
	return d;
}

double ty_similarity(size_t distance, size_t m, size_t n)
{
	size_t longer = m > n ? m : n;

	/* One division: equal fractions are equal numbers. */
	return longer ? (double)(longer - distance) / (double)longer : 1;
}

size_t ty_distance_allowed(int percent, size_t m, size_t n)
{
	size_t longer = m > n ? m : n;
	size_t rest = percent >= 100 ? 0 : percent <= 0 ? 100 :
		      (size_t)(100 - percent);

	/* In two parts, so that no length overflows. */
	return longer / 100 * rest + longer % 100 * rest / 100;
}
