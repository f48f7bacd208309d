#ifndef TY_MATCH_INDEX_H
#define TY_MATCH_INDEX_H

#include "text/token.h"

/*
 * The fuzzy index: every segment of one language, to be asked for all that are
 * at least so similar to a text.  Exact: the answer is what comparing with
 * every segment gives, whatever filters stand before.
 */
struct ty_index;

/* Made by adding segments, then sealing once. */
struct ty_index *ty_index_new(struct ty_tokenizer *tokenizer);
void ty_index_add(struct ty_index *index, int64_t id, const char *text,
		  size_t len);
void ty_index_seal(struct ty_index *index);
void ty_index_free(struct ty_index *index);
size_t ty_index_size(const struct ty_index *index);

struct ty_found {
	int64_t	id;
	size_t	distance;
	size_t	length;			/* tokens of the stored segment */
	double	similarity;
};

/*
 * All segments with floor(100 * similarity) >= percent, best first, ties by
 * id ascending.  `exhaustive` compares with every segment by plain dynamic
 * programming, no filter.  *out is an array of *n, to be free()d.
 */
void ty_index_search(struct ty_index *index, const struct ty_tokens *text,
		     int percent, bool exhaustive, struct ty_found **out,
		     size_t *n);

#endif
