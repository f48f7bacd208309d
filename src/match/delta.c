/* Segments since the newest shard: few, so that they are all looked at. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "match/filter.h"
#include "match/query_state.h"

struct segment {
	int64_t		id, unit;
	size_t		start;			/* in `pool` */
	uint32_t	length;
	bool		dead;
	uint64_t	sign[TY_SIGN_MOST];	/* ty_sign_words(length) */
};

struct ty_delta {
	struct ty_intern	 words;
	struct segment		*segments;
	size_t			 n, cap, living;
	uint32_t		*pool;
	size_t			 npool, cap_pool;
	uint32_t		*seen;		/* occurrences of each word; all
						   zero between uses */
	size_t			 cap_seen, nseen;
	int64_t			*touched;	/* ascending */
	size_t			 ntouched, cap_touched;
};

struct ty_delta *ty_delta_new(void)
{
	return ty_alloc(1, sizeof(struct ty_delta));
}

void ty_delta_free(struct ty_delta *delta)
{
	if (!delta)
		return;
	ty_intern_release(&delta->words);
	free(delta->segments);
	free(delta->pool);
	free(delta->seen);
	free(delta->touched);
	free(delta);
}

size_t ty_delta_size(const struct ty_delta *delta)
{
	return delta->living;
}

struct ty_units ty_delta_touched(const struct ty_delta *delta)
{
	struct ty_units units = { delta->touched, delta->ntouched };

	return units;
}

void ty_delta_touch(struct ty_delta *delta, int64_t unit)
{
	struct segment *s = delta->segments;
	size_t i, at = delta->ntouched;

	for (i = 0; i < delta->n; i++, s++)
		if (s->unit == unit && !s->dead) {
			s->dead = true;
			delta->living--;
		}
	while (at > 0 && delta->touched[at - 1] >= unit)
		at--;
	if (at < delta->ntouched && delta->touched[at] == unit)
		return;
	delta->touched = ty_grow(delta->touched, &delta->cap_touched,
				 delta->ntouched + 1,
				 sizeof(*delta->touched));
	memmove(delta->touched + at + 1, delta->touched + at,
		(delta->ntouched - at) * sizeof(*delta->touched));
	delta->touched[at] = unit;
	delta->ntouched++;
}

void ty_delta_add(struct ty_delta *delta, int64_t id, int64_t unit,
		  const struct ty_tokens *tokens)
{
	const struct ty_token *t = tokens->v;
	unsigned words = ty_sign_words(tokens->n);
	struct segment *s;
	uint32_t *ids;
	size_t i;

	if (!tokens->n)
		return;
	delta->segments = ty_grow(delta->segments, &delta->cap, delta->n + 1,
				  sizeof(*s));
	delta->pool = ty_grow(delta->pool, &delta->cap_pool,
			      delta->npool + tokens->n, sizeof(*delta->pool));
	s = &delta->segments[delta->n++];
	memset(s, 0, sizeof(*s));
	s->id = id;
	s->unit = unit;
	s->start = delta->npool;
	s->length = (uint32_t)tokens->n;
	delta->npool += tokens->n;
	delta->living++;
	ids = delta->pool + s->start;
	for (i = 0; i < tokens->n; i++, t++)
		ids[i] = ty_intern_add(&delta->words,
				       tokens->folded.p + t->fold,
				       t->fold_len);
	delta->seen = ty_grow(delta->seen, &delta->cap_seen, delta->words.n,
			      sizeof(*delta->seen));
	while (delta->nseen < delta->words.n)
		delta->seen[delta->nseen++] = 0;
	for (i = 0; i < tokens->n; i++)
		ty_sign_add(s->sign, words, ids[i], delta->seen[ids[i]]++);
	for (i = 0; i < tokens->n; i++)
		delta->seen[ids[i]] = 0;
}

void ty_shard_builder_add_delta(struct ty_shard_builder *builder,
				const struct ty_delta *delta)
{
	const struct segment *s = delta->segments;
	size_t i;

	for (i = 0; i < delta->ntouched; i++)
		ty_shard_builder_touch(builder, delta->touched[i]);
	for (i = 0; i < delta->n; i++, s++)
		if (!s->dead)
			ty_shard_builder_add_ids(builder, s->id, s->unit,
						 &delta->words,
						 delta->pool + s->start,
						 s->length);
}

/* ------------------------------------------------------------ searching -- */

/* Compare with one segment, if its length and signature allow it. */
static void look(struct ty_query *q, const struct ty_delta *delta,
		 const struct segment *s)
{
	const uint32_t *tokens = delta->pool + s->start;
	size_t most = ty_query_most(q, s->length), d;
	struct ty_query_limit limit;
	uint64_t passed[TY_FILTER_ROOM];

	if (q->options.exhaustive) {
		d = ty_distance_plain(q->ids, q->m, tokens, s->length);
	} else {
		if (!ty_query_bounds(q, s->length, most, &limit.text,
				     &limit.segment) ||
		    !ty_filter_scan(q, &limit, s->sign, s->length, 1, passed))
			return;
		d = ty_pattern_distance(q->pattern, tokens, s->length, most);
	}
	if (d <= most)
		ty_query_add(q, s->id, s->unit, d, s->length);
}

void ty_query_delta(struct ty_query *query, const struct ty_delta *delta)
{
	const struct segment *s = delta->segments;
	size_t i, low, high;
	uint32_t k;

	if (!query->m || !delta->living)
		return;
	/* What the delta has not is TY_INTERN_NONE there, too. */
	for (k = 0; k < query->words.n; k++)
		query->numbers[k] = ty_intern_find(&delta->words,
						   ty_intern_get(&query->words,
								 k),
						   query->words.length[k]);
	ty_query_encode(query, delta->words.n);
	ty_query_reach(query, &low, &high);
	for (i = 0; i < delta->n; i++, s++)
		if (!s->dead && (query->options.exhaustive ||
				 (s->length >= low && s->length <= high)))
			look(query, delta, s);
}
