#ifndef TY_MATCH_WHOLE_H
#define TY_MATCH_WHOLE_H

#include "match/index.h"

/*
 * Every segment of one language, to be compared with one by one: no filter, no
 * order, plain dynamic programming.  What the fuzzy index answers must be what
 * this answers; it shares nothing with it but the tokens.
 */
struct ty_whole;

struct ty_whole *ty_whole_new(struct ty_tokenizer *tokenizer);
void ty_whole_free(struct ty_whole *whole);
void ty_whole_add(struct ty_whole *whole, int64_t id, const char *text,
		  size_t len);
size_t ty_whole_size(const struct ty_whole *whole);

/* All segments with floor(100 * similarity) >= percent, best first, ties by id
 * ascending: an array of *n, to be free()d. */
void ty_whole_search(const struct ty_whole *whole,
		     const struct ty_tokens *text, int percent,
		     struct ty_found **out, size_t *n);

#endif
