/* How well beads agree with beads known to be right. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "gold.h"

const char *const gold_type_name[GOLD_TYPES] = {
	"1:1", "1:2", "2:1", "1:3", "3:1", "2:2", "more"
};

static size_t type(size_t a, size_t b)
{
	return a == 1 && b <= 2 ? b - 1 : a == 2 && b == 1 ? 2 :
	       a == 1 && b == 3 ? 3 : a == 3 && b == 1 ? 4 :
	       a == 2 && b == 2 ? 5 : 6;
}

/* "3,4" at *s, leaving *s behind it. */
static bool read_numbers(struct gold_bead *b, int side, char **s)
{
	char *end;

	for (;;) {
		unsigned long x = strtoul(*s, &end, 10);

		if (end == *s)
			return true;
		if (b->n[side] == GOLD_SIDE)
			return false;
		b->v[side][b->n[side]++] = x;
		*s = *end == ',' ? end + 1 : end;
		if (*end != ',')
			return true;
	}
}

bool gold_read(struct gold *gold, const char *path)
{
	FILE *f = fopen(path, "r");
	char line[1024], *s;
	bool good = f != NULL;

	while (good && fgets(line, sizeof(line), f)) {
		struct gold_bead b = { { 0, 0 }, { { 0 } } };

		s = strchr(line, '\t');
		if (!s)
			continue;
		*s++ = '\0';
		good = read_numbers(&b, 1, &s);
		s = line;
		good = good && read_numbers(&b, 0, &s);
		gold->v = ty_grow(gold->v, &gold->cap, gold->n + 1,
				  sizeof(*gold->v));
		gold->v[gold->n++] = b;
	}
	if (f)
		fclose(f);
	if (!good)
		fprintf(stderr, "%s: cannot be read\n", path);
	return good;
}

bool gold_fits(const struct gold *gold, const size_t n[2])
{
	const struct gold_bead *g;
	size_t k;
	int side;

	for (g = gold->v; g < gold->v + gold->n; g++)
		for (side = 0; side < 2; side++)
			for (k = 0; k < g->n[side]; k++)
				if (g->v[side][k] >= n[side])
					return false;
	return true;
}

static bool holds(const struct gold_bead *g, int side, size_t x)
{
	size_t k;

	for (k = 0; k < g->n[side]; k++)
		if (g->v[side][k] == x)
			return true;
	return false;
}

/* How many segments of p's side the gold bead has. */
static size_t common(const struct gold_bead *g, const struct ty_pairing *p,
		     int side)
{
	size_t k, n = 0;

	for (k = p->at[side]; k < p->at[side] + p->n[side]; k++)
		n += holds(g, side, k);
	return n;
}

static bool two_sided(const struct ty_pairing *p)
{
	return p->n[0] && p->n[1];
}

static bool exact(const struct gold_bead *g, const struct ty_pairing *p)
{
	return g->n[0] == p->n[0] && g->n[1] == p->n[1] &&
	       common(g, p, 0) == p->n[0] && common(g, p, 1) == p->n[1];
}

/* An omission of the gold's too. */
static bool left_out(const struct gold *gold, const struct ty_pairing *p)
{
	const struct gold_bead *g;
	int side = p->n[0] == 0;

	for (g = gold->v; g < gold->v + gold->n; g++)
		if (common(g, p, side))
			return !g->n[!side];
	return false;
}

/*
 * Pairings that lie wholly inside a composite gold bead count as one, right if
 * together they hold all of it.  Returns how many there are.
 */
static size_t inside(const struct gold_bead *g, const struct ty_path *path,
		     bool *all)
{
	size_t k, n = 0, held[2] = { 0, 0 };
	const struct ty_pairing *p;

	for (k = 0; k < path->n; k++) {
		p = &path->v[k];
		if (!two_sided(p) || common(g, p, 0) < p->n[0] ||
		    common(g, p, 1) < p->n[1])
			continue;
		n++;
		held[0] += p->n[0];
		held[1] += p->n[1];
	}
	*all = n && held[0] == g->n[0] && held[1] == g->n[1];
	return n;
}

static void score_gold(struct tally *t, const struct gold_bead *g,
		       const struct ty_path *path)
{
	size_t k, n = 0;
	bool strict = false, touched = false;
	const struct ty_pairing *p;

	for (k = 0; k < path->n; k++) {
		p = &path->v[k];
		if (!two_sided(p))
			continue;
		strict = strict || exact(g, p);
		touched = touched || (common(g, p, 0) && common(g, p, 1));
	}
	if (g->n[0] > 1 && g->n[1] > 1) {
		n = inside(g, path, &strict);
		/* These were counted one by one. */
		if (n > 1) {
			t->found -= n - 1;
			t->lax_p -= n - 1;
		}
	}
	t->gold++;
	t->strict += strict;
	t->lax_r += touched;
	t->type[type(g->n[0], g->n[1])][0]++;
	t->type[type(g->n[0], g->n[1])][1] += strict;
}

void gold_score(struct tally *t, const struct gold *gold,
		const struct ty_path *path, bool *lax)
{
	const struct gold_bead *g;
	const struct ty_pairing *p;
	bool touched;
	size_t k;

	for (k = 0; k < path->n; k++) {
		p = &path->v[k];
		touched = false;
		for (g = gold->v; g < gold->v + gold->n; g++)
			touched = touched || (common(g, p, 0) &&
					      common(g, p, 1));
		if (two_sided(p)) {
			t->found++;
			t->lax_p += touched;
		} else {
			touched = left_out(gold, p);
		}
		if (lax)
			lax[k] = touched;
	}
	for (g = gold->v; g < gold->v + gold->n; g++)
		if (g->n[0] && g->n[1])
			score_gold(t, g, path);
}

void tally_add(struct tally *sum, const struct tally *one)
{
	size_t k;

	sum->gold += one->gold;
	sum->found += one->found;
	sum->strict += one->strict;
	sum->lax_p += one->lax_p;
	sum->lax_r += one->lax_r;
	for (k = 0; k < GOLD_TYPES; k++) {
		sum->type[k][0] += one->type[k][0];
		sum->type[k][1] += one->type[k][1];
	}
}

static double f1(double right_p, double found, double right_r, double gold)
{
	double p = found ? right_p / found : 0, r = gold ? right_r / gold : 0;

	return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

double tally_strict(const struct tally *t)
{
	return f1((double)t->strict, (double)t->found, (double)t->strict,
		  (double)t->gold);
}

double tally_lax(const struct tally *t)
{
	return f1((double)t->lax_p, (double)t->found, (double)t->lax_r,
		  (double)t->gold);
}
