/* Segments gathered for a shard, from texts, shards and deltas. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "match/gather.h"

struct ty_shard_builder *ty_shard_builder_new(const struct ty_shard_head *head)
{
	struct ty_shard_builder *builder = ty_alloc(1, sizeof(*builder));

	builder->head = *head;
	/* What stands behind the tag is written, too. */
	memset(builder->head.lang, 0, sizeof(builder->head.lang));
	memcpy(builder->head.lang, head->lang, strlen(head->lang));
	return builder;
}

void ty_gather_empty(struct ty_shard_builder *builder)
{
	ty_intern_release(&builder->words);
	free(builder->segments);
	free(builder->pool);
	free(builder->touched);
	free(builder->longest);
	memset(builder, 0, sizeof(*builder));
}

void ty_shard_builder_free(struct ty_shard_builder *builder)
{
	if (!builder)
		return;
	ty_gather_empty(builder);
	free(builder);
}

size_t ty_shard_builder_size(const struct ty_shard_builder *builder)
{
	return builder->n;
}

/* --------------------------------------------------------------- adding -- */

/* Begin a segment; room for its tokens, which the caller fills in. */
static uint32_t *add_segment(struct ty_shard_builder *builder, int64_t id,
			     int64_t unit, size_t length)
{
	struct ty_gathered *s;

	builder->segments = ty_grow(builder->segments, &builder->cap,
				    builder->n + 1, sizeof(*s));
	builder->pool = ty_grow(builder->pool, &builder->cap_pool,
				builder->npool + length,
				sizeof(*builder->pool));
	s = &builder->segments[builder->n++];
	s->id = id;
	s->unit = unit;
	s->start = builder->npool;
	s->length = (uint32_t)length;
	builder->npool += length;
	return builder->pool + s->start;
}

void ty_shard_builder_add(struct ty_shard_builder *builder, int64_t id,
			  int64_t unit, const struct ty_tokens *tokens)
{
	const struct ty_token *t = tokens->v;
	uint32_t *ids;
	size_t i;

	if (!tokens->n)
		return;
	ids = add_segment(builder, id, unit, tokens->n);
	for (i = 0; i < tokens->n; i++, t++)
		ids[i] = ty_intern_add(&builder->words,
				       tokens->folded.p + t->fold,
				       t->fold_len);
}

void ty_shard_builder_add_ids(struct ty_shard_builder *builder, int64_t id,
			      int64_t unit, const struct ty_intern *words,
			      const uint32_t *ids, size_t n)
{
	uint32_t *own = add_segment(builder, id, unit, n);
	size_t i;

	for (i = 0; i < n; i++)
		own[i] = ty_intern_add(&builder->words,
				       ty_intern_get(words, ids[i]),
				       words->length[ids[i]]);
}

void ty_shard_builder_touch(struct ty_shard_builder *builder, int64_t unit)
{
	builder->touched = ty_grow(builder->touched, &builder->cap_touched,
				   builder->ntouched + 1,
				   sizeof(*builder->touched));
	builder->touched[builder->ntouched++] = unit;
}

/* The builder's number of each word of `shard`, UINT32_MAX until asked for. */
static bool translate(struct ty_shard_builder *builder, struct ty_shard *shard,
		      uint32_t *numbers, const uint32_t *tokens, uint32_t *ids,
		      size_t n)
{
	struct ty_word word;
	size_t i;

	for (i = 0; i < n; i++) {
		if (tokens[i] >= shard->head->nwords)
			return false;
		if (numbers[tokens[i]] == UINT32_MAX) {
			if (!ty_shard_word(&word, shard, tokens[i]))
				return false;
			numbers[tokens[i]] = ty_intern_add(&builder->words,
							   word.p, word.len);
		}
		ids[i] = numbers[tokens[i]];
	}
	return true;
}

static bool add_group(struct ty_shard_builder *builder, struct ty_shard *shard,
		      uint32_t *numbers, const struct ty_group *g,
		      const struct ty_units *dead, size_t ndead)
{
	const struct ty_indexed *s = ty_shard_section(shard, TY_SEGMENTS);
	const uint32_t *tokens = ty_shard_section(shard, TY_TOKENS);
	uint32_t i;

	builder->longest = ty_grow(builder->longest, &builder->cap_longest,
				   g->length, sizeof(*builder->longest));
	tokens += g->tokens;
	for (i = g->first; i < g[1].first; i++, tokens += g->length) {
		if (!ty_shard_ready(shard, &s[i], sizeof(*s)) ||
		    !ty_shard_ready(shard, tokens,
				    g->length * sizeof(*tokens)))
			return false;
		if (ty_units_any(dead, ndead, s[i].unit))
			continue;
		if (!translate(builder, shard, numbers, tokens,
			       builder->longest, g->length))
			return false;
		memcpy(add_segment(builder, s[i].id, s[i].unit, g->length),
		       builder->longest, g->length * sizeof(*tokens));
	}
	return true;
}

enum ty_status ty_shard_builder_add_shard(struct ty_shard_builder *builder,
					  struct ty_shard *shard,
					  const struct ty_units *dead,
					  size_t ndead, struct ty_error *err)
{
	uint32_t *numbers = ty_alloc(shard->head->nwords, sizeof(*numbers));
	enum ty_status st = TY_OK;
	size_t i;

	memset(numbers, 0xFF, shard->head->nwords * sizeof(*numbers));
	for (i = 0; i < shard->ngroups && st == TY_OK; i++)
		if (!add_group(builder, shard, numbers, &shard->groups[i],
			       dead, ndead))
			st = ty_shard_damaged(shard, err);
	free(numbers);
	return st;
}

/* ----------------------------------------------------------- numbering -- */

static int by_id(const void *a, const void *b)
{
	const struct ty_gathered *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Sort by length, then id: mostly the ids come ascending, and there are not
 * many lengths. */
static void sort_segments(struct ty_shard_builder *builder)
{
	struct ty_gathered *sorted;
	uint32_t most = 0;
	size_t *at, i, sum = 0, n;

	for (i = 1; i < builder->n; i++)
		if (builder->segments[i - 1].id > builder->segments[i].id)
			break;
	if (i < builder->n)
		qsort(builder->segments, builder->n,
		      sizeof(*builder->segments), by_id);
	for (i = 0; i < builder->n; i++)
		if (builder->segments[i].length > most)
			most = builder->segments[i].length;
	at = ty_alloc(most + 1ull, sizeof(*at));
	for (i = 0; i < builder->n; i++)
		at[builder->segments[i].length]++;
	for (i = 0; i <= most; i++) {
		n = at[i];
		at[i] = sum;
		sum += n;
	}
	sorted = ty_alloc(builder->n, sizeof(*sorted));
	for (i = 0; i < builder->n; i++)
		sorted[at[builder->segments[i].length]++] =
			builder->segments[i];
	free(at);
	free(builder->segments);
	builder->segments = sorted;
	builder->cap = builder->n;
}

/* Number the words again, the rarest first; *order is the old number of each
 * new one. */
static void sort_words(struct ty_shard_builder *builder, uint32_t **order)
{
	uint32_t n = builder->words.n, *number = ty_alloc(n, sizeof(*number));
	uint64_t *keys = ty_alloc(n, sizeof(*keys));
	uint32_t k;
	size_t i;

	*order = ty_alloc(n, sizeof(**order));
	for (k = 0; k < n; k++)
		keys[k] = k;
	for (i = 0; i < builder->npool; i++)
		if (keys[builder->pool[i]] >> 32 != UINT32_MAX)
			keys[builder->pool[i]] += (uint64_t)1 << 32;
	ty_sort_numbers(keys, n);
	for (k = 0; k < n; k++) {
		(*order)[k] = (uint32_t)keys[k];
		number[(uint32_t)keys[k]] = k;
	}
	for (i = 0; i < builder->npool; i++)
		builder->pool[i] = number[builder->pool[i]];
	free(keys);
	free(number);
}

static int by_unit(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Returns how many different ones there are. */
static size_t sort_touched(struct ty_shard_builder *builder)
{
	int64_t *v = builder->touched;
	size_t i, n = 0;

	if (builder->ntouched)
		qsort(v, builder->ntouched, sizeof(*v), by_unit);
	for (i = 0; i < builder->ntouched; i++)
		if (!n || v[n - 1] != v[i])
			v[n++] = v[i];
	return n;
}

void ty_gather_sort(struct ty_shard_builder *builder, uint32_t **order,
		    size_t *ntouched)
{
	sort_segments(builder);
	sort_words(builder, order);
	*ntouched = sort_touched(builder);
}
