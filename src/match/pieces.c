/* What of a segment is worth a place in the lists. */

#include <stdlib.h>

#include "base/alloc.h"
#include "match/pieces.h"

/*
 * Words: the rarest tokens; the tokens are numbered by rarity.  Two segments
 * that share T tokens share one among the n - T + 1 rarest of each (prefix
 * filter: Chaudhuri and others, ICDE 2006).
 *
 * Characters: pairs of neighbours from the rarest on, each that does not touch
 * one taken before; then what stands alone between them (pivotal prefix: Deng
 * and others, SIGMOD 2014).  That two segments meet in the seams of pairs does
 * not matter, so segments are simply run together in counting.
 */
void ty_chooser_init(struct ty_chooser *chooser,
		     const struct ty_image_head *head, const uint32_t *tokens)
{
	uint64_t n = head->sections[TY_TOKENS].size / sizeof(*tokens), i;

	chooser->pairs = head->pairs;
	chooser->nlists = head->nlists;
	chooser->often = NULL;
	if (!chooser->pairs)
		return;
	chooser->often = ty_alloc(head->nlists, sizeof(*chooser->often));
	for (i = 0; i < n; i++) {
		chooser->often[ty_list_of_one(tokens[i], head->nlists)]++;
		if (i + 1 < n)
			chooser->often[ty_list_of_pair(tokens[i],
						       tokens[i + 1],
						       head->nlists)]++;
	}
}

void ty_chooser_release(struct ty_chooser *chooser)
{
	free(chooser->often);
}

/* Something of a segment: how rare, and where.  Sorted rarest first, then by
 * place. */
static inline uint64_t key(uint32_t often, size_t place)
{
	return (uint64_t)often << 8 | place;
}

static size_t choose_words(const uint32_t *tokens, size_t n,
			   struct ty_piece *out)
{
	uint64_t keys[TY_LISTED];
	size_t most = ty_pieces(false, n), i;

	for (i = 0; i < n; i++)
		keys[i] = key(tokens[i], i);
	ty_sort_numbers(keys, n);
	for (i = 0; i < most; i++) {
		out[i].list = (uint32_t)(keys[i] >> 8);
		out[i].place = (uint8_t)keys[i];
	}
	return most;
}

/*
 * All pairs that fit, then the rest alone: never less than n / 2 pieces rounded
 * up, which is enough.
 */
static size_t choose_pairs(const struct ty_chooser *chooser,
			   const uint32_t *tokens, size_t n,
			   struct ty_piece *out)
{
	bool taken[TY_LISTED + 1] = { false };
	size_t most = ty_pieces(true, n), used = 0, i, at, alone = 0;
	uint32_t lists[TY_LISTED];
	uint64_t keys[TY_LISTED];

	for (i = 0; i + 1 < n; i++) {
		lists[i] = ty_list_of_pair(tokens[i], tokens[i + 1],
					   chooser->nlists);
		keys[i] = key(chooser->often[lists[i]], i);
	}
	ty_sort_numbers(keys, n - 1);
	for (i = 0; i + 1 < n && used < most; i++) {
		at = keys[i] & 255;
		if (taken[at] || taken[at + 1])
			continue;
		taken[at] = taken[at + 1] = true;
		out[used].list = lists[at];
		out[used++].place = (uint8_t)at;
	}
	for (i = 0; i < n && used < most; i++)
		if (!taken[i]) {
			lists[i] = ty_list_of_one(tokens[i], chooser->nlists);
			keys[alone++] = key(chooser->often[lists[i]], i);
		}
	ty_sort_numbers(keys, alone);
	for (i = 0; i < alone && used < most; i++) {
		at = keys[i] & 255;
		out[used].list = lists[at];
		out[used++].place = (uint8_t)at;
	}
	return used;
}

size_t ty_chooser_choose(const struct ty_chooser *chooser,
			 const uint32_t *tokens, size_t n,
			 struct ty_piece out[TY_LISTED])
{
	return chooser->pairs ? choose_pairs(chooser, tokens, n, out) :
	       choose_words(tokens, n, out);
}

