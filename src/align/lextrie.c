/* How a set of rows becomes two flat tables that are walked by halving. */

#include <stdlib.h>

#include "align/lextrie.h"
#include "base/alloc.h"

uint32_t ty_lextrie_child(const struct ty_lextrie *trie, uint32_t node,
		       uint32_t symbol)
{
	uint32_t low = trie->first[node], high = trie->first[node + 1];
	uint32_t mid, s;

	while (low < high) {
		mid = low + (high - low) / 2;
		s = trie->symbol[mid] & ~TY_LEXTRIE_WHOLE;
		if (s == symbol)
			return mid;
		if (s < symbol)
			low = mid + 1;
		else
			high = mid;
	}
	return TY_LEXTRIE_NONE;
}

uint32_t ty_lextrie_parent(const struct ty_lextrie *trie, uint32_t node)
{
	uint32_t low = 0, high = node, mid;

	/* The last one whose children begin at or before `node`. */
	while (low + 1 < high) {
		mid = low + (high - low) / 2;
		if (trie->first[mid] <= node)
			low = mid;
		else
			high = mid;
	}
	return low;
}

bool ty_lextrie_sound(const struct ty_lextrie *trie)
{
	uint32_t i;

	if (!trie->n || trie->first[0] != 1 || trie->first[trie->n] != trie->n)
		return false;
	for (i = 0; i < trie->n; i++)
		/* A node comes before its children, so that there is no way
		 * round. */
		if (trie->first[i + 1] < trie->first[i] ||
		    trie->first[i] <= i)
			return false;
	return true;
}

static int by_symbols(const void *a, const void *b)
{
	const struct ty_lextrie_row *x = a, *y = b;
	uint32_t i;

	for (i = 0; i < x->n && i < y->n; i++)
		if (x->v[i] != y->v[i])
			return x->v[i] < y->v[i] ? -1 : 1;
	return (x->n > y->n) - (x->n < y->n);
}

/* Rows [low, high) share their first `depth` symbols. */
struct range {
	uint32_t	low, high, depth;
};

void ty_lextrie_build(struct ty_lextrie *trie, struct ty_lextrie_row *rows, uint32_t n,
		   uint32_t *node)
{
	struct range *todo = NULL, now;
	uint32_t *first = NULL, *symbol = NULL, i, s;
	size_t cap = 0, cap_first = 0, cap_symbol = 0, at, made = 1;

	if (n)
		qsort(rows, n, sizeof(*rows), by_symbols);
	todo = ty_grow(todo, &cap, 1, sizeof(*todo));
	todo[0] = (struct range){ 0, n, 0 };
	symbol = ty_grow(symbol, &cap_symbol, 1, sizeof(*symbol));
	symbol[0] = 0;
	for (at = 0; at < made; at++) {
		now = todo[at];
		first = ty_grow(first, &cap_first, at + 2, sizeof(*first));
		first[at] = (uint32_t)made;
		i = now.low;
		if (i < now.high && rows[i].n == now.depth) {
			symbol[at] |= TY_LEXTRIE_WHOLE;
			node[rows[i++].id] = (uint32_t)at;
		}
		while (i < now.high) {
			s = rows[i].v[now.depth];
			todo = ty_grow(todo, &cap, made + 1, sizeof(*todo));
			symbol = ty_grow(symbol, &cap_symbol, made + 1,
					 sizeof(*symbol));
			symbol[made] = s;
			todo[made].low = i;
			todo[made].depth = now.depth + 1;
			while (i < now.high && rows[i].v[now.depth] == s)
				i++;
			todo[made++].high = i;
		}
	}
	first[made] = (uint32_t)made;
	free(todo);
	*trie = (struct ty_lextrie){ first, symbol, (uint32_t)made };
}

void ty_lextrie_release(struct ty_lextrie *trie)
{
	free((void *)trie->first);
	free((void *)trie->symbol);
}
