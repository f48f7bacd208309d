/* Signatures compared: the inner loop of every search. */

#include "match/filter.h"

/*
 * Compiled twice where a processor may count bits by an instruction that the
 * basic instruction set has not: 2 to 3 times as fast.
 */
#if defined(__x86_64__) && !defined(__POPCNT__)
#define TWICE 1
#define WITH_POPCNT __attribute__((target("popcnt")))
#else
#define TWICE 0
#endif
#define INLINE static inline __attribute__((always_inline))

INLINE unsigned bits(uint64_t x, bool native)
{
	if (native)
		return (unsigned)__builtin_popcountll(x);
	/* Counted side by side in ever wider fields: faster than a table. */
	x -= x >> 1 & 0x5555555555555555u;
	x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
	x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
	return (unsigned)(x * 0x0101010101010101u >> 56);
}

/* No branch in here: it could not be foreseen. */
INLINE unsigned pass_one(uint64_t text, uint64_t segment, unsigned lost,
			 unsigned extra, bool native)
{
	unsigned good = bits(text & ~segment, native) <= lost;

	return good & (bits(segment & ~text, native) <= extra);
}

/* Whether a segment's signature allows it to be similar enough. */
INLINE unsigned passes(const uint64_t *text, const uint64_t *segment,
		       unsigned words, unsigned lost, unsigned extra,
		       bool native)
{
	unsigned a = 0, b = 0, good, i;

	for (i = 0; i < words; i += 2) {
		a += bits(text[i] & ~segment[i], native) +
		     bits(text[i + 1] & ~segment[i + 1], native);
		b += bits(segment[i] & ~text[i], native) +
		     bits(segment[i + 1] & ~text[i + 1], native);
	}
	good = a <= lost;
	return good & (b <= extra);
}

size_t ty_filter_seek(const uint64_t *v, size_t i, size_t n, uint64_t key)
{
	size_t step = 1, middle;

	/* Mostly it is near. */
	while (step < n - i && v[i + step] < key) {
		i += step;
		step *= 2;
	}
	if (step < n - i)
		n = i + step;
	while (i < n) {
		middle = i + (n - i) / 2;
		if (v[middle] < key)
			i = middle + 1;
		else
			n = middle;
	}
	return i;
}

INLINE size_t read_list(const struct ty_query *query,
			struct ty_filter_list *list, uint64_t *out,
			size_t room, bool native)
{
	const struct ty_query_limit *limit;
	size_t kept = 0, read = 0, i = list->i, length;
	unsigned unknown = (unsigned)query->unknown;
	uint64_t posting;

	while (i < list->n && kept < room) {
		posting = list->postings[i];
		length = ty_posting_length(posting);
		limit = &query->limits[length];
		if (length > list->high || length < list->low) {
			i = list->n;
		} else if (ty_posting_rank(posting) >= limit->ranks) {
			/* No more of this length. */
			i = length == TY_LISTED ? list->n :
			    ty_filter_seek(list->postings, i, list->n,
					   ty_posting(length + 1, 0, 0, 0));
		} else {
			out[kept] = posting;
			kept += ty_posting_place(posting) + limit->back -
				list->place <= limit->width &&
				(!list->hints ||
				 pass_one(query->hint, list->hints[i],
					  limit->text - unknown,
					  limit->segment, native));
			i++;
			read++;
		}
	}
	list->i = i;
	list->read += read;
	return kept;
}

INLINE size_t found(const struct ty_query *query, struct ty_shard *shard,
		    uint64_t *postings, size_t n, bool *damaged, bool native)
{
	const uint64_t *at[TY_FILTER_ROOM];
	const struct ty_query_limit *limit;
	unsigned width, words;
	size_t i, kept = 0, in = 0;
	uint32_t place;

	for (i = 0; i < n; i++) {
		limit = &query->limits[ty_posting_length(postings[i])];
		words = ty_sign_words(ty_posting_length(postings[i]));
		place = (uint32_t)postings[i] - limit->first;
		/* None of that length counts any more? */
		if (!limit->count)
			continue;
		if (place >= limit->count) {
			*damaged = true;
			return 0;
		}
		at[in] = limit->signs + (size_t)place * words;
		__builtin_prefetch(at[in]);
		postings[in++] = postings[i];
	}
	for (i = 0; i < in; i++) {
		limit = &query->limits[ty_posting_length(postings[i])];
		width = ty_sign_width(ty_posting_length(postings[i]));
		words = 2u << width;
		if (!ty_shard_ready(shard, at[i], words * sizeof(**at))) {
			*damaged = true;
			return 0;
		}
		if (passes(query->signs[width], at[i], words, limit->text -
			   (unsigned)query->unknown, limit->segment, native))
			postings[kept++] = postings[i];
	}
	return kept;
}

INLINE size_t scan(const struct ty_query *query,
		   const struct ty_query_limit *limit, const uint64_t *signs,
		   size_t length, size_t n, uint64_t *out, bool native)
{
	unsigned width = ty_sign_width(length), words = 2u << width;
	unsigned lost = limit->text - (unsigned)query->unknown;
	const uint64_t *text = query->signs[width];
	size_t i, kept = 0;

	for (i = 0; i < n; i++) {
		out[kept] = i;
		kept += passes(text, signs + i * words, words, lost,
			       limit->segment, native);
	}
	return kept;
}

#if TWICE
WITH_POPCNT
static size_t read_popcnt(const struct ty_query *query,
			  struct ty_filter_list *list, uint64_t *out,
			  size_t room)
{
	return read_list(query, list, out, room, true);
}

WITH_POPCNT
static size_t found_popcnt(const struct ty_query *query,
			   struct ty_shard *shard, uint64_t *postings,
			   size_t n, bool *damaged)
{
	return found(query, shard, postings, n, damaged, true);
}

WITH_POPCNT
static size_t scan_popcnt(const struct ty_query *query,
			  const struct ty_query_limit *limit,
			  const uint64_t *signs, size_t length, size_t n,
			  uint64_t *out)
{
	return scan(query, limit, signs, length, n, out, true);
}
#endif

size_t ty_filter_read(const struct ty_query *query,
		      struct ty_filter_list *list, uint64_t *out, size_t room)
{
#if TWICE
	if (__builtin_cpu_supports("popcnt"))
		return read_popcnt(query, list, out, room);
#endif
	return read_list(query, list, out, room, !TWICE);
}

size_t ty_filter_found(const struct ty_query *query, struct ty_shard *shard,
		       uint64_t *postings, size_t n, bool *damaged)
{
#if TWICE
	if (__builtin_cpu_supports("popcnt"))
		return found_popcnt(query, shard, postings, n, damaged);
#endif
	return found(query, shard, postings, n, damaged, !TWICE);
}

size_t ty_filter_scan(const struct ty_query *query,
		      const struct ty_query_limit *limit,
		      const uint64_t *signs, size_t length, size_t n,
		      uint64_t out[TY_FILTER_ROOM])
{
#if TWICE
	if (__builtin_cpu_supports("popcnt"))
		return scan_popcnt(query, limit, signs, length, n, out);
#endif
	return scan(query, limit, signs, length, n, out, !TWICE);
}
