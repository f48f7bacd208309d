/* A text that is looked for, and what was found: only what may still count. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "match/query_state.h"

struct ty_query *ty_query_new(void)
{
	struct ty_query *query = ty_alloc(1, sizeof(*query));

	query->pattern = ty_pattern_new(NULL, 0);
	return query;
}

void ty_query_free(struct ty_query *query)
{
	if (!query)
		return;
	ty_intern_release(&query->words);
	ty_pattern_free(query->pattern);
	free(query->hashes);
	free(query->own);
	free(query->hits);
	free(query->sorted);
	free(query->numbers);
	free(query->ids);
	free(query->seen);
	free(query->met);
	free(query);
}

void ty_query_begin(struct ty_query *query, const struct ty_tokens *text,
		    const struct ty_query_options *options)
{
	const struct ty_token *t = text->v;
	struct ty_intern *words = &query->words;
	uint32_t n;
	size_t i;

	query->options = *options;
	query->percent = options->percent < 50 ? 50 :
			 options->percent > 100 ? 100 : options->percent;
	query->memory = 0;
	query->nhits = 0;
	memset(query->points, 0, sizeof(query->points));
	ty_intern_clear(words);
	query->m = text->n;
	query->own = ty_grow(query->own, &query->cap_own, text->n,
			     sizeof(*query->own));
	query->hashes = ty_grow(query->hashes, &query->cap_hashes, text->n,
				sizeof(*query->hashes));
	for (i = 0; i < text->n; i++, t++) {
		n = words->n;
		query->own[i] = ty_intern_add(words, text->folded.p + t->fold,
					      t->fold_len);
		if (words->n != n)
			query->hashes[n] =
				ty_image_hash(text->folded.p + t->fold,
					      t->fold_len);
	}
	query->numbers = ty_grow(query->numbers, &query->cap_numbers, words->n,
				 sizeof(*query->numbers));
	query->ids = ty_grow(query->ids, &query->cap_ids, text->n,
			     sizeof(*query->ids));
	query->seen = ty_grow(query->seen, &query->cap_seen, words->n,
			      sizeof(*query->seen));
}

void ty_query_memory(struct ty_query *query, unsigned memory)
{
	query->memory = memory;
}

void ty_query_encode(struct ty_query *query, uint32_t nwords)
{
	uint32_t word, nth;
	unsigned width;
	size_t i;

	memset(query->signs, 0, sizeof(query->signs));
	memset(query->seen, 0, query->words.n * sizeof(*query->seen));
	query->hint = 0;
	query->unknown = 0;
	for (i = 0; i < query->m; i++) {
		word = query->own[i];
		query->ids[i] = query->numbers[word];
		if (query->ids[i] == TY_NO_WORD) {
			/* Equal to itself only. */
			query->ids[i] = nwords + word;
			query->unknown++;
			continue;
		}
		nth = query->seen[word]++;
		for (width = 0; width < TY_SIGN_WIDTHS; width++)
			ty_sign_add(query->signs[width], 2u << width,
				    query->ids[i], nth);
		ty_hint_add(&query->hint, query->ids[i], nth, nwords);
	}
	ty_pattern_set(query->pattern, query->ids, query->m);
}

/* ---------------------------------------------------------- what is best -- */

/* Before zero: a is the better one.  In integers, so that equal is equal. */
static int rank(const struct ty_query_hit *a, const struct ty_query_hit *b)
{
	uint64_t x = (uint64_t)a->near.distance * b->longer;
	uint64_t y = (uint64_t)b->near.distance * a->longer;

	if (x != y)
		return x < y ? -1 : 1;
	if (a->near.memory != b->near.memory)
		return a->near.memory < b->near.memory ? -1 : 1;
	return (a->near.id > b->near.id) - (a->near.id < b->near.id);
}

static int points(const struct ty_query_hit *hit)
{
	return (int)((uint64_t)(hit->longer - hit->near.distance) * 100 /
		     hit->longer);
}

/* The `limit` best and no more are wanted. */
static bool only_best(const struct ty_query *query)
{
	return query->options.limit && !query->options.slack &&
	       !query->options.exhaustive;
}

static void swap(struct ty_query_hit *a, struct ty_query_hit *b)
{
	struct ty_query_hit c = *a;

	*a = *b;
	*b = c;
}

static void sift_up(struct ty_query_hit *heap, size_t i)
{
	for (; i > 0 && rank(&heap[i], &heap[(i - 1) / 2]) > 0; i = (i - 1) / 2)
		swap(&heap[i], &heap[(i - 1) / 2]);
}

static void sift_down(struct ty_query_hit *heap, size_t n)
{
	size_t i = 0, child;

	while ((child = 2 * i + 1) < n) {
		if (child + 1 < n && rank(&heap[child + 1], &heap[child]) > 0)
			child++;
		if (rank(&heap[child], &heap[i]) <= 0)
			break;
		swap(&heap[child], &heap[i]);
		i = child;
	}
}

/* The limit-th best has so many points now: what is too far below it can never
 * count again. */
static void tighten(struct ty_query *query)
{
	size_t n = 0;
	int p = 101;

	while (p > query->percent && n < query->options.limit)
		n += query->points[--p];
	if (n >= query->options.limit && p - query->options.slack >
					 query->percent) {
		query->percent = p - query->options.slack;
		query->tightened = true;
	}
}

void ty_query_add(struct ty_query *query, int64_t id, int64_t unit,
		  size_t distance, size_t n)
{
	struct ty_query_hit hit = {
		.near = { .id = id, .unit = unit, .memory = query->memory,
			  .distance = (uint32_t)distance,
			  .length = (uint32_t)n },
		.longer = (uint32_t)(n > query->m ? n : query->m),
	};

	if (only_best(query) && query->nhits == query->options.limit) {
		if (rank(&hit, &query->hits[0]) >= 0)
			return;
		query->hits[0] = hit;
		sift_down(query->hits, query->nhits);
		query->tightened = true;
		return;
	}
	query->hits = ty_grow(query->hits, &query->cap_hits, query->nhits + 1,
			      sizeof(*query->hits));
	query->hits[query->nhits++] = hit;
	if (only_best(query)) {
		sift_up(query->hits, query->nhits - 1);
		query->tightened |= query->nhits == query->options.limit;
	} else if (query->options.limit && !query->options.exhaustive) {
		query->points[points(&hit)]++;
		tighten(query);
	}
}

size_t ty_query_most(const struct ty_query *query, size_t n)
{
	size_t most = ty_distance_allowed(query->percent, query->m, n), d;
	const struct ty_query_hit *worst = query->hits;

	if (only_best(query) && query->nhits == query->options.limit) {
		d = (n > query->m ? n : query->m) *
		    (uint64_t)worst->near.distance / worst->longer;
		if (d < most)
			most = d;
	}
	return most;
}

void ty_query_reach(const struct ty_query *query, size_t *low, size_t *high)
{
	*low = query->m - ty_query_most(query, query->m);
	*high = (query->m + 1) * 100 / (size_t)query->percent;
}

bool ty_query_bounds(const struct ty_query *query, size_t n, size_t most,
		     uint32_t *text, uint32_t *segment)
{
	size_t m = query->m, apart = m > n ? m - n : n - m;

	if (apart > most)
		return false;
	/* What finds no equal was replaced, or taken away on the one side or
	 * the other. */
	*text = (uint32_t)(m > n ? most : most - apart);
	*segment = (uint32_t)(m > n ? most - apart : most);
	return query->unknown <= *text;
}

/* ------------------------------------------------------------ the answer -- */

static int by_rank(const void *a, const void *b)
{
	return rank(a, b);
}

/* Of the sorted hits, how many are the answer. */
static size_t cut(const struct ty_query *query)
{
	size_t limit = query->options.limit, n = query->nhits;
	int lowest;

	if (!limit || n <= limit)
		return n;
	if (!query->options.slack)
		return limit;
	lowest = points(&query->hits[limit - 1]) - query->options.slack;
	while (points(&query->hits[n - 1]) < lowest)
		n--;
	return n;
}

void ty_query_found(struct ty_query *query, const struct ty_near **out,
		    size_t *n)
{
	size_t i, kept;

	if (query->nhits)
		qsort(query->hits, query->nhits, sizeof(*query->hits),
		      by_rank);
	kept = cut(query);
	query->sorted = ty_grow(query->sorted, &query->cap_sorted, kept,
				sizeof(*query->sorted));
	for (i = 0; i < kept; i++) {
		query->sorted[i] = query->hits[i].near;
		query->sorted[i].similarity =
			ty_similarity(query->hits[i].near.distance,
				      query->m, query->hits[i].near.length);
	}
	/* Worst on top again: a sorted array turned round is a heap. */
	for (i = 0; only_best(query) && i < query->nhits / 2; i++)
		swap(&query->hits[i], &query->hits[query->nhits - 1 - i]);
	*out = query->sorted;
	*n = kept;
}
