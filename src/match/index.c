/* Which stored segments are similar to a text. */

#include <stdlib.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "match/distance.h"
#include "match/index.h"

/*
 * Segments stand in the order of their lengths.  For a length n and a distance
 * k that is still allowed, a segment is passed over when its signature proves
 * that more than k tokens of one side are not on the other; what is left is
 * compared.  A token's second occurrence counts as another token.
 *
 * Each edit removes at most one token of the text and one of the segment, so
 * no signature can hide a segment within k: collisions of hashes only make
 * sides look more alike.
 */
#define WORDS	4			/* of 64 bits in a signature */

struct signature {
	uint64_t	bits[WORDS];
};

struct segment {
	int64_t		id;
	size_t		start;		/* in `pool` */
	uint32_t	length;
};

/* Segments [first, next group's first) have this length. */
struct group {
	uint32_t	length;
	size_t		first;
};

struct ty_index {
	struct ty_tokenizer	*tokenizer;
	struct ty_intern	 words;
	struct segment		*segments;
	size_t			 n, cap;
	uint32_t		*pool;		/* all the tokens */
	size_t			 npool, cap_pool;
	struct signature	*signatures;
	struct group		*groups;	/* and one more for the end */
	size_t			 ngroups, cap_groups;
	uint32_t		*seen;		/* occurrences of each word; all
						   zero between uses */
	struct ty_tokens	 tokens;	/* memory used again */
};

/* The text that is looked for. */
struct query {
	uint32_t		*ids;
	size_t			 n;
	size_t			 unknown;	/* tokens the index has not */
	struct signature	 signature;	/* of the others */
	struct ty_pattern	*pattern;	/* NULL: exhaustive */
	int			 percent;
};

struct results {
	struct ty_found	*v;
	size_t		 n, cap;
};

struct ty_index *ty_index_new(struct ty_tokenizer *tokenizer)
{
	struct ty_index *index = ty_alloc(1, sizeof(*index));

	index->tokenizer = tokenizer;
	return index;
}

void ty_index_free(struct ty_index *index)
{
	if (!index)
		return;
	ty_intern_release(&index->words);
	ty_tokens_release(&index->tokens);
	free(index->segments);
	free(index->pool);
	free(index->signatures);
	free(index->groups);
	free(index->seen);
	free(index);
}

size_t ty_index_size(const struct ty_index *index)
{
	return index->n;
}

void ty_index_add(struct ty_index *index, int64_t id, const char *text,
		  size_t len)
{
	struct ty_tokens *tokens = &index->tokens;
	struct segment *s;
	size_t i;

	ty_tokenize(index->tokenizer, text, len, tokens);
	index->segments = ty_grow(index->segments, &index->cap, index->n + 1,
				  sizeof(*index->segments));
	s = &index->segments[index->n++];
	s->id = id;
	s->start = index->npool;
	s->length = (uint32_t)tokens->n;
	index->pool = ty_grow(index->pool, &index->cap_pool,
			      index->npool + tokens->n, sizeof(*index->pool));
	for (i = 0; i < tokens->n; i++)
		index->pool[index->npool++] =
			ty_intern_add(&index->words,
				      tokens->folded.p + tokens->v[i].fold,
				      tokens->v[i].fold_len);
}

/* ------------------------------------------------------------- sealing -- */

static int by_length(const void *a, const void *b)
{
	const struct segment *x = a, *y = b;

	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* The signature of `ids`, which are words of the index. */
static void sign(struct ty_index *index, const uint32_t *ids, size_t n,
		 struct signature *out)
{
	struct signature s = { { 0 } };
	uint64_t hash;
	size_t i;

	for (i = 0; i < n; i++) {
		hash = ids[i] * 0x9E3779B97F4A7C15u +
		       index->seen[ids[i]]++ * 0xC2B2AE3D27D4EB4Fu;
		hash ^= hash >> 32;
		hash *= 0xD6E8FEB86659FD93u;
		s.bits[hash >> 62] |= (uint64_t)1 << (hash >> 56 & 63);
	}
	for (i = 0; i < n; i++)
		index->seen[ids[i]] = 0;
	*out = s;
}

/* Put the tokens in the order of the segments: a search reads them so. */
static void sort_pool(struct ty_index *index)
{
	uint32_t *pool = ty_alloc(index->npool, sizeof(*pool));
	struct segment *s = index->segments;
	size_t at = 0, i, k;

	for (i = 0; i < index->n; i++, s++) {
		for (k = 0; k < s->length; k++)
			pool[at + k] = index->pool[s->start + k];
		s->start = at;
		at += s->length;
	}
	free(index->pool);
	index->pool = pool;
	index->cap_pool = index->npool;
}

static void add_group(struct ty_index *index, uint32_t length, size_t first)
{
	struct group *g;

	index->groups = ty_grow(index->groups, &index->cap_groups,
				index->ngroups + 1, sizeof(*index->groups));
	g = &index->groups[index->ngroups++];
	g->length = length;
	g->first = first;
}

void ty_index_seal(struct ty_index *index)
{
	struct segment *s;
	size_t i;

	if (index->n)
		qsort(index->segments, index->n, sizeof(*index->segments),
		      by_length);
	sort_pool(index);
	index->seen = ty_alloc(index->words.n, sizeof(*index->seen));
	index->signatures = ty_alloc(index->n, sizeof(*index->signatures));
	for (i = 0; i < index->n; i++) {
		s = &index->segments[i];
		sign(index, index->pool + s->start, s->length,
		     &index->signatures[i]);
		if (!i || s->length != s[-1].length)
			add_group(index, s->length, i);
	}
	add_group(index, UINT32_MAX, index->n);
}

/* ------------------------------------------------------------ searching -- */

/* Number the tokens as the index does.  One that it does not have gets a
 * number above all of its own: equal to itself only. */
static void query_init(struct query *query, struct ty_index *index,
		       const struct ty_tokens *text, int percent,
		       bool exhaustive)
{
	struct ty_intern others = { 0 };
	uint32_t *known = ty_alloc(text->n, sizeof(*known));
	const struct ty_token *t;
	const char *word;
	size_t i, nknown = 0;
	uint32_t id;

	query->ids = ty_alloc(text->n, sizeof(*query->ids));
	query->n = text->n;
	query->percent = percent;
	for (i = 0; i < text->n; i++) {
		t = &text->v[i];
		word = text->folded.p + t->fold;
		id = ty_intern_find(&index->words, word, t->fold_len);
		if (id != TY_INTERN_NONE)
			known[nknown++] = id;
		else
			id = index->words.n +
			     ty_intern_add(&others, word, t->fold_len);
		query->ids[i] = id;
	}
	query->unknown = text->n - nknown;
	sign(index, known, nknown, &query->signature);
	query->pattern = exhaustive ? NULL :
			 ty_pattern_new(query->ids, query->n);
	ty_intern_release(&others);
	free(known);
}

static void query_release(struct query *query)
{
	ty_pattern_free(query->pattern);
	free(query->ids);
}

/* Number of bits in `a` that are not in `b`. */
static inline unsigned missing(const struct signature *a,
			       const struct signature *b)
{
	const uint64_t two = 0x5555555555555555u, four = 0x3333333333333333u;
	const uint64_t eight = 0x0F0F0F0F0F0F0F0Fu;
	uint64_t sum = 0, x;
	unsigned i;

	/* Counted side by side in ever wider fields: faster than the library's
	 * table where the processor's own instruction may not be used. */
	for (i = 0; i < WORDS; i++) {
		x = a->bits[i] & ~b->bits[i];
		x -= x >> 1 & two;
		x = (x & four) + (x >> 2 & four);
		sum += (x + (x >> 4)) & eight;
	}
	sum = (sum & 0x00FF00FF00FF00FFu) + (sum >> 8 & 0x00FF00FF00FF00FFu);
	return (unsigned)(sum * 0x0001000100010001u >> 48);
}

static void found(struct results *results, const struct segment *s, size_t d,
		  size_t m)
{
	struct ty_found *f;

	results->v = ty_grow(results->v, &results->cap, results->n + 1,
			     sizeof(*results->v));
	f = &results->v[results->n++];
	f->id = s->id;
	f->distance = d;
	f->length = s->length;
	f->similarity = ty_similarity(d, m, s->length);
}

/* Compare with segments [i, end), of one length, at most `k` edits away. */
static void search_group(struct ty_index *index, struct query *query, size_t i,
			 size_t end, size_t k, struct results *results)
{
	const struct signature *q = &query->signature, *c;
	const struct segment *s;
	size_t d;

	for (; i < end; i++) {
		c = &index->signatures[i];
		if (missing(q, c) + query->unknown > k || missing(c, q) > k)
			continue;
		s = &index->segments[i];
		d = ty_pattern_distance(query->pattern, index->pool + s->start,
					s->length, k);
		if (d <= k)
			found(results, s, d, query->n);
	}
}

static void search_all(struct ty_index *index, struct query *query,
		       struct results *results)
{
	const struct segment *s = index->segments;
	size_t d, i;

	for (i = 0; i < index->n; i++, s++) {
		d = ty_distance_plain(query->ids, query->n,
				      index->pool + s->start, s->length);
		if (d <= ty_distance_allowed(query->percent, query->n,
					     s->length))
			found(results, s, d, query->n);
	}
}

static int best_first(const void *a, const void *b)
{
	const struct ty_found *x = a, *y = b;

	if (x->similarity > y->similarity || x->similarity < y->similarity)
		return x->similarity > y->similarity ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

void ty_index_search(struct ty_index *index, const struct ty_tokens *text,
		     int percent, bool exhaustive, struct ty_found **out,
		     size_t *n)
{
	struct results results = { NULL, 0, 0 };
	const struct group *g;
	struct query query;
	size_t i, k;

	query_init(&query, index, text, percent, exhaustive);
	if (exhaustive)
		search_all(index, &query, &results);
	for (i = 0; !exhaustive && i + 1 < index->ngroups; i++) {
		g = &index->groups[i];
		k = ty_distance_allowed(percent, query.n, g->length);
		if ((g->length > query.n ? g->length - query.n :
		     query.n - g->length) <= k && query.unknown <= k)
			search_group(index, &query, g->first, g[1].first, k,
				     &results);
	}
	if (results.n)
		qsort(results.v, results.n, sizeof(*results.v), best_first);
	query_release(&query);
	*out = results.v;
	*n = results.n;
}
