/* What comparing a text with every segment gives, done in the plainest way. */

#include <stdlib.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "match/distance.h"
#include "match/whole.h"

struct segment {
	int64_t		id;
	size_t		start;		/* in `pool` */
	size_t		length;		/* tokens */
};

struct ty_whole {
	struct ty_tokenizer	*tokenizer;
	struct ty_intern	 words;
	struct segment		*segments;
	size_t			 n, cap;
	uint32_t		*pool;		/* all the tokens */
	size_t			 npool, cap_pool;
	struct ty_tokens	 tokens;	/* memory used again */
};

struct ty_whole *ty_whole_new(struct ty_tokenizer *tokenizer)
{
	struct ty_whole *whole = ty_alloc(1, sizeof(*whole));

	whole->tokenizer = tokenizer;
	return whole;
}

void ty_whole_free(struct ty_whole *whole)
{
	if (!whole)
		return;
	ty_intern_release(&whole->words);
	ty_tokens_release(&whole->tokens);
	free(whole->segments);
	free(whole->pool);
	free(whole);
}

void ty_whole_add(struct ty_whole *whole, int64_t id, const char *text,
		  size_t len)
{
	struct ty_tokens *tokens = &whole->tokens;
	size_t i;

	ty_tokenize(whole->tokenizer, text, len, tokens);
	whole->segments = ty_grow(whole->segments, &whole->cap, whole->n + 1,
				  sizeof(*whole->segments));
	whole->segments[whole->n++] = (struct segment){
		.id = id, .start = whole->npool, .length = tokens->n,
	};
	whole->pool = ty_grow(whole->pool, &whole->cap_pool,
			      whole->npool + tokens->n, sizeof(*whole->pool));
	for (i = 0; i < tokens->n; i++)
		whole->pool[whole->npool++] =
			ty_intern_add(&whole->words,
				      tokens->folded.p + tokens->v[i].fold,
				      tokens->v[i].fold_len);
}

size_t ty_whole_size(const struct ty_whole *whole)
{
	return whole->n;
}

/* Number the tokens as the segments' are; a new one gets a number above all of
 * these: equal to itself only. */
static uint32_t *number(const struct ty_whole *whole,
			const struct ty_tokens *text)
{
	uint32_t *ids = ty_alloc(text->n, sizeof(*ids));
	struct ty_intern others = { 0 };
	const char *word;
	size_t i;

	for (i = 0; i < text->n; i++) {
		word = text->folded.p + text->v[i].fold;
		ids[i] = ty_intern_find(&whole->words, word,
					text->v[i].fold_len);
		if (ids[i] == TY_INTERN_NONE)
			ids[i] = whole->words.n +
				 ty_intern_add(&others, word,
					       text->v[i].fold_len);
	}
	ty_intern_release(&others);
	return ids;
}

static int best_first(const void *a, const void *b)
{
	const struct ty_found *x = a, *y = b;

	if (x->similarity > y->similarity || x->similarity < y->similarity)
		return x->similarity > y->similarity ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

void ty_whole_search(const struct ty_whole *whole,
		     const struct ty_tokens *text, int percent,
		     struct ty_found **out, size_t *n)
{
	uint32_t *ids = number(whole, text);
	const struct segment *s = whole->segments;
	size_t allowed, cap = 0, d, i;

	*out = NULL;
	*n = 0;
	for (i = 0; i < whole->n; i++, s++) {
		allowed = ty_distance_allowed(percent, text->n, s->length);
		d = ty_distance_plain(ids, text->n, whole->pool + s->start,
				      s->length);
		if (d > allowed)
			continue;
		*out = ty_grow(*out, &cap, *n + 1, sizeof(**out));
		(*out)[(*n)++] = (struct ty_found){
			.id = s->id, .distance = d, .length = s->length,
			.similarity = ty_similarity(d, text->n, s->length),
		};
	}
	if (*n)
		qsort(*out, *n, sizeof(**out), best_first);
	free(ids);
}
