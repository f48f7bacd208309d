/* What of a segment is worth a place in the lists. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "match/pieces.h"

/*
 * Words: the rarest tokens; the tokens are numbered by rarity.  Two segments
 * that share T tokens share one among the n - T + 1 rarest of each (prefix
 * filter: Chaudhuri and others, ICDE 2006).
 *
 * Runs: of all ways to take enough of them, none touching another, the one with
 * the shortest lists in all (pivotal prefix: Deng and others, SIGMOD 2014, with
 * runs of several lengths).
 */
void ty_chooser_init(struct ty_chooser *chooser,
		     const struct ty_image_head *head, const uint32_t *tokens)
{
	uint64_t n = head->sections[TY_TOKENS].size / sizeof(*tokens), i;
	size_t k;

	chooser->runs = head->runs;
	chooser->nlists = head->nlists;
	chooser->often = NULL;
	if (!chooser->runs)
		return;
	/* A run from one segment into the next counts, too: that changes
	 * little, and only what is chosen. */
	chooser->often = ty_alloc(head->nlists, sizeof(*chooser->often));
	for (i = 0; i < n; i++)
		for (k = 1; k <= TY_RUN && i + k <= n; k++)
			chooser->often[ty_list_of_run(tokens + i, k,
						      head->nlists)]++;
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

#define MOST	(3 * TY_LISTED / 7 + 1)		/* pieces */
/* No sum of so many comes near to what cannot be. */
#define OFTEN	((1u << 24) - 1)
#define NEVER	0xC0000000u

/* The best choices for one segment. */
struct plan {
	uint32_t	lists[TY_RUN + 1][TY_LISTED];	/* of length k, at i */
	uint32_t	often[TY_RUN + 1][TY_LISTED];
	/* For j runs among the first i tokens: the least sum of list lengths
	 * (of the last few i), and the length of a run ending at i, or 0. */
	uint32_t	cost[TY_RUN + 1][MOST + 1];
	uint8_t		last[TY_LISTED + 1][MOST + 1];
};

static void look_up(struct plan *plan, const struct ty_chooser *chooser,
		    const uint32_t *tokens, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 1; k <= TY_RUN && i + k <= n; k++) {
			plan->lists[k][i] = ty_list_of_run(tokens + i, k,
							   chooser->nlists);
			plan->often[k][i] =
				chooser->often[plan->lists[k][i]];
			if (plan->often[k][i] > OFTEN)
				plan->often[k][i] = OFTEN;
		}
}

static void solve(struct plan *plan, size_t n, size_t most)
{
	uint32_t sum, often, *now, *before;
	size_t i, j, k, high;

	for (j = 0; j <= most; j++)
		plan->cost[0][j] = j ? NEVER : 0;
	for (i = 1; i <= n; i++) {
		now = plan->cost[i % (TY_RUN + 1)];
		memcpy(now, plan->cost[(i - 1) % (TY_RUN + 1)],
		       (most + 1) * sizeof(*now));
		memset(plan->last[i], 0, most + 1);
		high = i < most ? i : most;
		for (k = 1; k <= TY_RUN && k <= i; k++) {
			often = plan->often[k][i - k];
			before = plan->cost[(i - k) % (TY_RUN + 1)];
			/* So many must be placed by now. */
			j = most > n - i ? most - (n - i) : 1;
			for (; j <= high; j++) {
				sum = before[j - 1] + often;
				if (sum < now[j]) {
					now[j] = sum;
					plan->last[i][j] = (uint8_t)k;
				}
			}
		}
	}
}

static size_t choose_runs(const struct ty_chooser *chooser,
			  const uint32_t *tokens, size_t n,
			  struct ty_piece *out)
{
	size_t most = ty_pieces(true, n), i = n, j = most, k, used = 0;
	uint64_t keys[MOST];
	struct plan plan;

	look_up(&plan, chooser, tokens, n);
	solve(&plan, n, most);
	while (j) {
		k = plan.last[i][j];
		if (!k) {
			i--;
			continue;
		}
		i -= k;
		j--;
		keys[used++] = key(plan.often[k][i], i) << 2 | k;
	}
	ty_sort_numbers(keys, used);
	for (j = 0; j < used; j++) {
		i = keys[j] >> 2 & 255;
		out[j].list = plan.lists[keys[j] & 3][i];
		out[j].place = (uint8_t)i;
	}
	return used;
}

size_t ty_chooser_choose(const struct ty_chooser *chooser,
			 const uint32_t *tokens, size_t n,
			 struct ty_piece out[TY_LISTED])
{
	return chooser->runs ? choose_runs(chooser, tokens, n, out) :
	       choose_words(tokens, n, out);
}
