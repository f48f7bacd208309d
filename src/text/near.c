/* MinHash: which texts are nearly the same, from signatures of fixed size. */

#include <stdbool.h>
#include <string.h>

#include "text/chars.h"
#include "text/near.h"
#include "text/norm.h"
#include "text/utf8.h"

#define SPACED_RUN	5
#define UNSPACED_RUN	3

/* The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
static uint64_t mix(uint64_t x)
{
	x ^= x >> 30;
	x *= 0xBF58476D1CE4E5B9u;
	x ^= x >> 27;
	x *= 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

#define GOLDEN	0x9E3779B97F4A7C15u

struct maker {
	uint64_t	least[TY_NEAR_HASHES];
	uint64_t	seed[TY_NEAR_HASHES];
};

/* One hash of a run is made 64 by multiplying with odd numbers. */
static void see(struct maker *m, uint64_t run)
{
	uint64_t h = mix(run);
	int k;

	for (k = 0; k < TY_NEAR_HASHES; k++) {
		uint64_t x = (h ^ m->seed[k]) * GOLDEN;

		x ^= x >> 32;
		if (x < m->least[k])
			m->least[k] = x;
	}
}

/* All runs of `size` characters; a shorter text is one run. */
static void see_runs(struct maker *m, struct ty_sketch *out, const char *s,
		     size_t len, int size)
{
	uint64_t window[SPACED_RUN] = { 0 }, run, whole = 0;
	size_t i = 0, n = 0;
	int k;

	while (i < len) {
		int32_t c = ty_utf8_next(s, len, &i);

		if (!ty_char_is_word(c))
			continue;
		memmove(window, window + 1,
			(size_t)(size - 1) * sizeof(*window));
		window[size - 1] = (uint64_t)c;
		whole = mix(whole * GOLDEN + (uint64_t)c + 1);
		if (++n < (size_t)size)
			continue;
		for (run = 0, k = 0; k < size; k++)
			run = run << 21 ^ run >> 43 ^ window[k];
		see(m, run);
	}
	if (n < (size_t)size)
		see(m, whole);
	out->whole = mix(whole + n);
}

void ty_near_make(struct ty_sketch *out, struct ty_buf *folded, const char *s,
		  size_t len, int spaced)
{
	struct maker m;
	int k, band;

	for (k = 0; k < TY_NEAR_HASHES; k++) {
		m.least[k] = UINT64_MAX;
		m.seed[k] = mix((uint64_t)(k + 1) * GOLDEN);
	}
	ty_buf_clear(folded);
	ty_fold(folded, s, len, TY_FOLD_MATCH, NULL);
	see_runs(&m, out, folded->p, folded->len,
		 spaced ? SPACED_RUN : UNSPACED_RUN);
	for (k = 0; k < TY_NEAR_HASHES; k++)
		out->byte[k] = (uint8_t)mix(m.least[k]);
	for (band = 0; band < TY_NEAR_BANDS; band++) {
		uint64_t key = (uint64_t)band + 1;

		for (k = 0; k < TY_NEAR_ROWS; k++)
			key = mix(key * GOLDEN +
				  m.least[band * TY_NEAR_ROWS + k]);
		out->band[band] = key;
	}
}

double ty_near_similarity(const uint8_t a[TY_NEAR_HASHES],
			  const uint8_t b[TY_NEAR_HASHES])
{
	const double chance = 1. / 256;
	double share;
	int same = 0, k;

	for (k = 0; k < TY_NEAR_HASHES; k++)
		same += a[k] == b[k];
	share = (double)same / TY_NEAR_HASHES;
	return share > chance ? (share - chance) / (1 - chance) : 0;
}
