/* Edit distance: the fast one is the plain one. */

#include <stdlib.h>

#include "match/distance.h"
#include "../tap.h"

static unsigned long seed = 20240603;

static size_t pick(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

/* Letters as tokens: what everybody knows the distance of. */
static size_t distance(const char *a, const char *b, size_t most)
{
	uint32_t x[32], y[32];
	size_t m = strlen(a), n = strlen(b), i, d;
	struct ty_pattern *pattern;

	for (i = 0; i < m; i++)
		x[i] = (unsigned char)a[i];
	for (i = 0; i < n; i++)
		y[i] = (unsigned char)b[i];
	pattern = ty_pattern_new(x, m);
	d = ty_pattern_distance(pattern, y, n, most);
	ty_pattern_free(pattern);
	return d;
}

static void known(void)
{
	is_int(distance("kitten", "sitting", 9), 3, "kitten to sitting");
	is_int(distance("sunday", "saturday", 9), 3, "Sunday to Saturday");
	is_int(distance("same", "same", 0), 0, "no difference");
	is_int(distance("", "", 0), 0, "of nothing");
	is_int(distance("", "abc", 9), 3, "from nothing");
	is_int(distance("abc", "", 9), 3, "to nothing");
	is_int(distance("abcd", "wxyz", 9), 4, "all different");
	ok(distance("abcd", "wxyz", 2) > 2, "more than wanted is enough");
	ok(distance("a", "aaaaaaaa", 3) > 3, "by length alone");
	ok(distance("", "aaaa", 3) > 3, "also from nothing");
}

/* Pairs around the borders of the blocks of 64, few different tokens (so that
 * they often agree) or many, near each other or not. */
static void against_plain(size_t longest, int rounds, const char *name)
{
	uint32_t *a = malloc(longest * sizeof(*a));
	uint32_t *b = malloc(longest * sizeof(*b));
	bool same = true;
	int round;

	for (round = 0; round < rounds && same; round++) {
		unsigned long began = seed;
		size_t m = 1 + pick(longest), n = 1 + pick(longest);
		size_t kinds = 1 + pick(40), most = pick(longest), i, d, want;
		struct ty_pattern *pattern;

		for (i = 0; i < m; i++)
			a[i] = (uint32_t)pick(kinds) * 0x10001u;
		for (i = 0; i < n; i++)
			b[i] = round % 2 && i < m && pick(8) ? a[i] :
			       (uint32_t)pick(kinds) * 0x10001u;
		want = ty_distance_plain(a, m, b, n);
		pattern = ty_pattern_new(a, m);
		/* Twice: a pattern keeps nothing of the last text. */
		ty_pattern_distance(pattern, a, m, m);
		d = ty_pattern_distance(pattern, b, n, most);
		same = want <= most ? d == want : d > most;
		if (!same)
			printf("# seed %lu: lengths %zu %zu, most %zu: got "
			       "%zu, want %zu\n", began, m, n, most, d, want);
		ty_pattern_free(pattern);
	}
	ok(same, name);
	free(a);
	free(b);
}

static void similarity(void)
{
	int percent;
	size_t m, n, d, most;
	bool exact = true;

	ok(ty_similarity(0, 7, 7) >= 1, "equal texts");
	ok(ty_similarity(0, 0, 0) >= 1, "two empty ones are equal");
	ok(ty_similarity(9, 9, 4) <= 0, "nothing in common");
	is_int(ty_similarity(3, 8, 12) * 100, 75, "the longer side counts");
	is_int(ty_distance_allowed(70, 10, 7), 3, "three of ten");
	is_int(ty_distance_allowed(71, 10, 7), 2, "but not at 71 percent");
	is_int(ty_distance_allowed(100, 50, 50), 0, "none at 100");
	is_int(ty_distance_allowed(101, 50, 50), 0, "nor above");
	is_int(ty_distance_allowed(0, 5, 9), 9, "all at 0");
	is_int(ty_distance_allowed(-3, 5, 9), 9, "and below");
	is_int(ty_distance_allowed(50, 0, 0), 0, "empty texts");
	is_int(ty_distance_allowed(50, SIZE_MAX, 0), SIZE_MAX / 100 * 50 + 7,
	       "no length is too much");

	for (percent = 1; percent <= 100; percent++)
		for (m = 1; m < 60; m++)
			for (n = m; n < 60; n++) {
				most = 0;
				for (d = 0; d <= n; d++)
					if (100 * (n - d) / n >=
					    (size_t)percent)
						most = d;
				exact &= most == ty_distance_allowed(percent,
								     m, n);
			}
	ok(exact, "what is allowed is what the formula says");
}

int main(void)
{
	known();
	against_plain(30, 20000, "short texts");
	against_plain(66, 5000, "texts about one block long");
	against_plain(300, 500, "texts of several blocks");
	similarity();
	return tap_done();
}
