/* Strings to small numbers. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"

uint64_t ty_hash_bytes(const void *bytes, size_t len)
{
	const unsigned char *p = bytes;
	uint64_t h = 0xcbf29ce484222325u;
	size_t i;

	for (i = 0; i < len; i++)
		h = (h ^ p[i]) * 0x100000001b3u;
	/* FNV's low bits alone are weak for short strings. */
	return h ^ (h >> 29);
}

void ty_intern_release(struct ty_intern *set)
{
	free(set->bytes);
	free(set->start);
	free(set->length);
	free(set->slots);
	memset(set, 0, sizeof(*set));
}

void ty_intern_clear(struct ty_intern *set)
{
	if (set->n)
		memset(set->slots, 0, set->nslots * sizeof(*set->slots));
	set->n = 0;
	set->nbytes = 0;
}

/* The slot of `s`, or the free slot where it would go. */
static size_t slot(const struct ty_intern *set, const char *s, size_t len)
{
	size_t mask = set->nslots - 1;
	size_t i = (size_t)ty_hash_bytes(s, len) & mask;

	while (set->slots[i]) {
		uint32_t k = set->slots[i] - 1;

		if (set->length[k] == len &&
		    !memcmp(set->bytes + set->start[k], s, len))
			break;
		i = (i + 1) & mask;
	}
	return i;
}

static void rehash(struct ty_intern *set)
{
	uint32_t k;

	free(set->slots);
	set->nslots = set->nslots ? set->nslots * 2 : 64;
	set->slots = ty_alloc(set->nslots, sizeof(*set->slots));
	for (k = 0; k < set->n; k++)
		set->slots[slot(set, set->bytes + set->start[k],
				set->length[k])] = k + 1;
}

uint32_t ty_intern_add(struct ty_intern *set, const char *s, size_t len)
{
	size_t i;

	if ((size_t)set->n * 2 >= set->nslots)
		rehash(set);
	i = slot(set, s, len);
	if (set->slots[i])
		return set->slots[i] - 1;
	set->start = ty_grow(set->start, &set->cap_start, set->n + 1,
			     sizeof(*set->start));
	set->length = ty_grow(set->length, &set->cap_length, set->n + 1,
			      sizeof(*set->length));
	set->bytes = ty_grow(set->bytes, &set->cap_bytes,
			     set->nbytes + len + 1, 1);
	memcpy(set->bytes + set->nbytes, s, len);
	set->bytes[set->nbytes + len] = '\0';
	set->start[set->n] = set->nbytes;
	set->length[set->n] = (uint32_t)len;
	set->nbytes += len + 1;
	set->slots[i] = ++set->n;
	return set->n - 1;
}

uint32_t ty_intern_find(const struct ty_intern *set, const char *s, size_t len)
{
	return set->nslots ? set->slots[slot(set, s, len)] - 1 : TY_INTERN_NONE;
}

const char *ty_intern_get(const struct ty_intern *set, uint32_t i)
{
	return set->bytes + set->start[i];
}
