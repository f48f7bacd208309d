/* What building and searching shards share. */

#include <stdlib.h>

#include "match/image.h"

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Most of what is sorted here is short, or nearly in order. */
void ty_sort_numbers(uint64_t *v, size_t n)
{
	uint64_t x;
	size_t i, k;

	if (n > 48) {
		qsort(v, n, sizeof(*v), by_number);
		return;
	}
	for (i = 1; i < n; i++) {
		x = v[i];
		for (k = i; k > 0 && v[k - 1] > x; k--)
			v[k] = v[k - 1];
		v[k] = x;
	}
}

static bool has(struct ty_units units, int64_t unit)
{
	size_t low = 0, high = units.n, i;

	while (low < high) {
		i = low + (high - low) / 2;
		if (units.v[i] < unit)
			low = i + 1;
		else
			high = i;
	}
	return low < units.n && units.v[low] == unit;
}

bool ty_units_any(const struct ty_units *lists, size_t n, int64_t unit)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (has(lists[i], unit))
			return true;
	return false;
}

bool ty_shard_word(struct ty_word *out, struct ty_shard *shard, uint32_t word)
{
	const uint32_t *at = ty_shard_section(shard, TY_WORDS);
	const char *bytes = ty_shard_section(shard, TY_BYTES);

	if (!ty_shard_ready(shard, &at[word], 2 * sizeof(*at)) ||
	    at[word] >= at[word + 1] || at[word + 1] > shard->nbytes ||
	    !ty_shard_ready(shard, bytes + at[word], at[word + 1] - at[word]))
		return false;
	out->p = bytes + at[word];
	out->len = at[word + 1] - at[word];
	return true;
}
