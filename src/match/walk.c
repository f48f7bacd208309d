/* Which lists a text leads to, and in what order they are read. */

#include "match/search.h"

/* The list may be read: its bounds are good, and so are its bytes. */
static bool ready_list(struct ty_search *s, uint32_t list)
{
	const uint32_t *at = &s->lists[list];
	size_t size;

	if (!ty_shard_ready(s->shard, at, 2 * sizeof(*at)) || at[0] > at[1] ||
	    at[1] > s->shard->npostings)
		goto bad;
	size = (at[1] - at[0]) * sizeof(*s->postings);
	if (size && (!ty_shard_ready(s->shard, s->postings + at[0], size) ||
		     (s->hints &&
		      !ty_shard_ready(s->shard, s->hints + at[0], size))))
		goto bad;
	return size;
bad:
	s->damaged = true;
	return false;
}

/* About where the lengths within reach begin in a list of n. */
static size_t guess(const struct ty_search *s, size_t n)
{
	return (size_t)((uint64_t)n * s->groups->first /
			s->shard->head->nsegments);
}

/* Lists lie anywhere: have the memory on its way before it is read. */
static void expect(const struct ty_search *s, uint32_t number)
{
	size_t at = s->lists[number];

	at += guess(s, s->lists[number + 1] - at);
	__builtin_prefetch(&s->postings[at]);
	if (s->hints)
		__builtin_prefetch(&s->hints[at]);
}

/* Read a list for the piece at `place` in the text, segments of up to `high`
 * tokens.  False when it is better to read all signatures. */
static bool walk(struct ty_search *s, uint32_t number, size_t place,
		 size_t high)
{
	struct ty_filter_list list = {
		.postings = s->postings + s->lists[number],
		.hints = s->hints ? s->hints + s->lists[number] : NULL,
		.n = s->lists[number + 1] - s->lists[number],
		.place = place, .low = s->low, .high = high,
	};
	uint64_t begin;

	begin = ty_posting(s->low, 0, 0, 0);
	list.i = guess(s, list.n);
	if (list.postings[list.i] >= begin)
		list.i = ty_filter_seek(list.postings, 0, list.i, begin);
	else
		list.i = ty_filter_seek(list.postings, list.i, list.n, begin);
	while (list.i < list.n && !s->damaged) {
		s->nfound += ty_filter_read(s->query, &list,
					    s->found + s->nfound,
					    TY_FILTER_ROOM - s->nfound);
		if (list.read > s->budget)
			return false;
		if (s->nfound == TY_FILTER_ROOM)
			ty_search_look(s);
	}
	s->budget -= list.read;
	return true;
}

/* The text's words, rarest first.  False if scanning is better. */
static bool walk_words(struct ty_search *s)
{
	const struct ty_query *q = s->query;
	uint64_t keys[TY_FILTER_TEXT];
	size_t n = 0, i, high = s->high, most = ty_query_most(q, q->m) + 1;
	uint32_t word;

	for (i = 0; i < q->m; i++)
		if (q->numbers[q->own[i]] != TY_NO_WORD)
			keys[n++] = (uint64_t)q->ids[i] << 16 | i;
	ty_sort_numbers(keys, n);
	/* When that many find no equal, it is too much. */
	if (n > most - q->unknown)
		n = most - q->unknown;
	for (i = 0; i < n; i++)
		if (ready_list(s, (uint32_t)(keys[i] >> 16)))
			expect(s, (uint32_t)(keys[i] >> 16));
	for (i = 0; i < n && !s->damaged; i++) {
		/* The longer the segment, the fewer may find none. */
		while (high > q->m && (!q->limits[high].ranks ||
				       q->limits[high].text < q->unknown + i))
			high--;
		word = (uint32_t)(keys[i] >> 16);
		if (s->lists[word] < s->lists[word + 1] &&
		    !walk(s, word, keys[i] & 0xFFFF, high))
			return false;
	}
	return true;
}

/* The text's runs, from the shortest list on. */
static bool walk_runs(struct ty_search *s)
{
	const struct ty_query *q = s->query;
	uint32_t nlists = s->shard->head->nlists, list;
	uint64_t keys[TY_RUN * TY_FILTER_TEXT], size;
	size_t used = 0, i, n;

	for (i = 0; i < q->m && !s->damaged; i++)
		for (n = 1; n <= TY_RUN && i + n <= q->m; n++) {
			if (q->numbers[q->own[i + n - 1]] == TY_NO_WORD)
				break;
			list = ty_list_of_run(q->ids + i, n, nlists);
			if (!ready_list(s, list))
				continue;
			expect(s, list);
			size = s->lists[list + 1] - s->lists[list];
			keys[used++] = size << 16 | i << 2 | n;
		}
	ty_sort_numbers(keys, used);
	for (n = 0; n < used && !s->damaged; n++) {
		i = keys[n] >> 2 & 0x3FFF;
		list = ty_list_of_run(q->ids + i, keys[n] & 3, nlists);
		if (!walk(s, list, i, s->high))
			return false;
	}
	return true;
}

bool ty_search_walk(struct ty_search *s)
{
	return s->shard->head->runs ? walk_runs(s) : walk_words(s);
}
