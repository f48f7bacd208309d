#ifndef TY_ALIGN_LEXTRIE_H
#define TY_ALIGN_LEXTRIE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A set of rows of numbers (characters, words), so laid out that a file with it
 * can be used as it is.  Nodes are numbered breadth first from the root, 0: the
 * children of a node are next to one another, in the order of their symbols.
 */
struct ty_lextrie {
	const uint32_t	*first;		/* n + 1: children of node i are
					   first[i] to first[i + 1] */
	const uint32_t	*symbol;	/* n: of node i, with TY_LEXTRIE_WHOLE if a
					   row ends there */
	uint32_t	 n;
};

#define TY_LEXTRIE_NONE	UINT32_MAX
#define TY_LEXTRIE_WHOLE	0x80000000u	/* no symbol has this bit */

/* The child of `node` that is reached by `symbol`, or TY_LEXTRIE_NONE. */
uint32_t ty_lextrie_child(const struct ty_lextrie *trie, uint32_t node,
		       uint32_t symbol);

/* The node whose child `node` is; not of the root. */
uint32_t ty_lextrie_parent(const struct ty_lextrie *trie, uint32_t node);

/* True if no walk over it can leave it, whoever made it. */
bool ty_lextrie_sound(const struct ty_lextrie *trie);

/* A row on its way into a trie. */
struct ty_lextrie_row {
	const uint32_t	*v;
	uint32_t	 n;
	uint32_t	 id;		/* the caller's */
};

/* A trie of `n` rows, none empty and no two alike, which are put into order;
 * node[row.id] is where each ends. */
void ty_lextrie_build(struct ty_lextrie *trie, struct ty_lextrie_row *rows, uint32_t n,
		   uint32_t *node);
void ty_lextrie_release(struct ty_lextrie *trie);	/* of a built one */

#endif
