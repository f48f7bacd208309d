/* How a shard is searched: which lengths, lists or signatures, the distance. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "match/search.h"

/* ----------------------------------------------------------- the words -- */

/* The shard's number of a word, or TY_NO_WORD. */
static uint32_t look_up(struct ty_search *s, uint32_t own)
{
	const uint64_t *slots = ty_shard_section(s->shard, TY_SLOTS);
	uint64_t mask = s->shard->nslots - 1, hash = s->query->hashes[own], i;
	const char *p = ty_intern_get(&s->query->words, own);
	uint32_t word, len = s->query->words.length[own];
	struct ty_word found;

	for (i = 0; i <= mask; i++) {
		const uint64_t *slot = &slots[(hash + i) & mask];

		if (!ty_shard_ready(s->shard, slot, sizeof(*slot)))
			break;
		if (*slot == TY_SLOT_FREE)
			return TY_NO_WORD;
		if (*slot >> 32 != hash >> 32)
			continue;
		word = (uint32_t)*slot;
		if (word >= s->shard->head->nwords ||
		    !ty_shard_word(&found, s->shard, word))
			break;
		if (found.len == len && !memcmp(found.p, p, len))
			return word;
	}
	s->damaged = true;
	return TY_NO_WORD;
}

static void number_words(struct ty_search *s)
{
	const uint64_t *slots = ty_shard_section(s->shard, TY_SLOTS);
	struct ty_query *q = s->query;
	uint32_t i;

	for (i = 0; i < q->words.n; i++)
		__builtin_prefetch(&slots[q->hashes[i] &
					  (s->shard->nslots - 1)]);
	for (i = 0; i < q->words.n && !s->damaged; i++)
		q->numbers[i] = look_up(s, i);
	if (!s->damaged)
		ty_query_encode(q, s->shard->head->nwords);
}

/* ---------------------------------------------------------- the lengths -- */

/* What segments of the length of `g` may differ by, now. */
static void set_limit(struct ty_search *s, const struct ty_group *g,
		      struct ty_query_limit *limit)
{
	const struct ty_query *q = s->query;
	uint32_t apart, spare, before;

	limit->most = (uint32_t)ty_query_most(q, g->length);
	limit->first = g->first;
	limit->count = g[1].first - g->first;
	limit->tokens = s->tokens + g->tokens;
	limit->signs = s->signs + g->signs;
	limit->ranks = 0;
	if (!ty_query_bounds(q, g->length, limit->most, &limit->text,
			     &limit->segment)) {
		limit->count = 0;
		return;
	}
	/* A run may also be broken by what is inserted into it. */
	if (limit->listed)
		limit->ranks = (s->shard->head->runs ? limit->most :
				limit->segment) + 1;
	/* Tokens before a piece may be lost or gained, and behind it, too:
	 * `most` in all, and the lengths must come out. */
	apart = g->length > q->m ? g->length - (uint32_t)q->m :
		(uint32_t)q->m - g->length;
	spare = (limit->most - apart) / 2;
	before = q->m > g->length ? apart : 0;
	limit->back = before + spare;
	limit->width = apart + 2 * spare;
}

/* The tokens needed have changed, or are looked at for the first time. */
static void set_limits(struct ty_search *s)
{
	const struct ty_group *g = s->groups;
	size_t i;

	s->query->tightened = false;
	for (i = 0; i < s->ngroups && g->length <= TY_LISTED; i++, g++)
		set_limit(s, g, &s->query->limits[g->length]);
}

/* Find the groups within reach, and those of which enough pieces are listed:
 * which they are may not change under way. */
static void find_groups(struct ty_search *s)
{
	const struct ty_shard *shard = s->shard;
	struct ty_query_limit *limits = s->query->limits;
	size_t i = 0;

	ty_query_reach(s->query, &s->low, &s->high);
	while (i < shard->ngroups && shard->groups[i].length < s->low)
		i++;
	s->groups = shard->groups + i;
	for (; i < shard->ngroups && shard->groups[i].length <= s->high; i++)
		s->ngroups++;
	if (s->high > TY_LISTED)
		s->high = TY_LISTED;
	/* A length that no segment has must not be met. */
	for (i = s->low; i <= s->high; i++) {
		limits[i].count = limits[i].ranks = 0;
		limits[i].listed = true;
	}
	set_limits(s);
	for (i = s->low; i <= s->high; i++)
		if (!limits[i].ranks ||
		    limits[i].ranks > ty_pieces(shard->head->runs, i)) {
			limits[i].listed = false;
			limits[i].ranks = 0;
		}
}

/* -------------------------------------------------------- the candidates -- */

/* True at the first time in this search. */
static bool meet(struct ty_query *q, uint32_t segment)
{
	uint64_t *old = q->met, key = (uint64_t)q->round << 32 | segment;
	size_t mask = q->cap_met - 1, i, k;

	if (2 * q->nmet >= q->cap_met) {
		k = q->cap_met;
		q->cap_met = k ? 2 * k : 256;
		q->met = ty_alloc(q->cap_met, sizeof(*q->met));
		mask = q->cap_met - 1;
		while (k--) {
			if (old[k] >> 32 != q->round)
				continue;
			i = (size_t)(old[k] * 0x9E3779B97F4A7C15u >> 32) & mask;
			while (q->met[i])
				i = (i + 1) & mask;
			q->met[i] = old[k];
		}
		free(old);
	}
	i = (size_t)(key * 0x9E3779B97F4A7C15u >> 32) & mask;
	while (q->met[i] >> 32 == q->round) {
		if (q->met[i] == key)
			return false;
		i = (i + 1) & mask;
	}
	q->met[i] = key;
	q->nmet++;
	return true;
}

/* Compare with segment `i`, of `length` tokens at `tokens`. */
static void compare(struct ty_search *s, uint32_t i, const uint32_t *tokens,
		    size_t length, size_t most)
{
	struct ty_query *q = s->query;
	size_t d;

	if (!ty_shard_ready(s->shard, tokens, length * sizeof(*tokens)) ||
	    !ty_shard_ready(s->shard, &s->segments[i],
			    sizeof(*s->segments))) {
		s->damaged = true;
		return;
	}
	d = q->options.exhaustive ?
	    ty_distance_plain(q->ids, q->m, tokens, length) :
	    ty_pattern_distance(q->pattern, tokens, length, most);
	if (d <= most && !ty_units_any(s->dead, s->ndead, s->segments[i].unit))
		ty_query_add(q, s->segments[i].id, s->segments[i].unit, d,
			     length);
}

void ty_search_look(struct ty_search *s)
{
	struct ty_query *q = s->query;
	const struct ty_query_limit *limit;
	size_t n, i, length;
	uint32_t segment;

	n = ty_filter_found(q, s->shard, s->found, s->nfound, &s->damaged);
	s->nfound = 0;
	for (i = 0; i < n && !s->damaged; i++) {
		segment = (uint32_t)s->found[i];
		length = ty_posting_length(s->found[i]);
		limit = &q->limits[length];
		if (limit->count && meet(q, segment))
			compare(s, segment, limit->tokens +
				(size_t)(segment - limit->first) * length,
				length, limit->most);
		if (q->tightened)
			set_limits(s);
	}
}

/* Read all signatures of one length. */
static void scan(struct ty_search *s, const struct ty_group *g)
{
	unsigned words = ty_sign_words(g->length);
	struct ty_query_limit limit = { .listed = false };
	uint32_t left, n, i, at, first = g->first;
	const uint64_t *signs;
	size_t passed;

	set_limit(s, g, &limit);
	for (left = limit.count; left && limit.count && !s->damaged;
	     left -= n) {
		n = left < TY_FILTER_ROOM ? left : TY_FILTER_ROOM;
		signs = limit.signs + (size_t)(first - g->first) * words;
		if (!ty_shard_ready(s->shard, signs,
				    (size_t)n * words * sizeof(*signs))) {
			s->damaged = true;
			return;
		}
		passed = ty_filter_scan(s->query, &limit, signs, g->length, n,
					s->found);
		for (i = 0; i < passed && !s->damaged; i++) {
			at = first - g->first + (uint32_t)s->found[i];
			if (meet(s->query, g->first + at))
				compare(s, g->first + at, limit.tokens +
					(size_t)at * g->length, g->length,
					limit.most);
		}
		first += n;
		if (s->query->tightened) {
			set_limits(s);
			set_limit(s, g, &limit);
		}
	}
}

/* Reading a signature where a list leads costs some times what reading them in
 * a row does; of few segments, neither costs anything. */
#define LIST_COST	3
#define FEW		1024

static void search_lists(struct ty_search *s)
{
	const struct ty_group *g = s->groups;
	bool enough = true;
	size_t i, n = 0;

	for (i = 0; i < s->ngroups && g[i].length <= TY_LISTED; i++)
		n += s->query->limits[g[i].length].count;
	s->budget = n / LIST_COST + FEW;
	if (n)
		enough = ty_search_walk(s);
	if (enough)
		ty_search_look(s);
	s->nfound = 0;
	for (i = 0; i < s->ngroups && !s->damaged; i++)
		if (!enough || g[i].length > TY_LISTED ||
		    !s->query->limits[g[i].length].listed)
			scan(s, &g[i]);
}

/* Everything, whatever its length. */
static void search_all(struct ty_search *s)
{
	const struct ty_group *g = s->shard->groups;
	const uint32_t *tokens = s->tokens;
	size_t k, most;
	uint32_t i;

	for (k = 0; k < s->shard->ngroups; k++, g++) {
		most = ty_query_most(s->query, g->length);
		for (i = g->first; i < g[1].first && !s->damaged; i++) {
			compare(s, i, tokens, g->length, most);
			tokens += g->length;
		}
	}
}

enum ty_status ty_query_shard(struct ty_query *query, struct ty_shard *shard,
			      const struct ty_units *dead, size_t ndead,
			      struct ty_error *err)
{
	struct ty_search s;

	if (!query->m || !shard->head->nsegments)
		return TY_OK;
	memset(&s, 0, offsetof(struct ty_search, found));
	s.nfound = 0;
	s.damaged = false;
	s.query = query;
	s.shard = shard;
	s.dead = dead;
	s.ndead = ndead;
	s.segments = ty_shard_section(shard, TY_SEGMENTS);
	s.tokens = ty_shard_section(shard, TY_TOKENS);
	s.signs = ty_shard_section(shard, TY_SIGNS);
	s.lists = ty_shard_section(shard, TY_LISTS);
	s.postings = ty_shard_section(shard, TY_POSTINGS);
	s.hints = shard->head->runs ? ty_shard_section(shard, TY_HINTS) : NULL;
	number_words(&s);
	if (!s.damaged && query->options.exhaustive) {
		search_all(&s);
	} else if (!s.damaged) {
		if (!++query->round) {
			memset(query->met, 0,
			       query->cap_met * sizeof(*query->met));
			query->round = 1;
		}
		query->nmet = 0;
		find_groups(&s);
		search_lists(&s);
	}
	return s.damaged ? ty_shard_damaged(shard, err) : TY_OK;
}
