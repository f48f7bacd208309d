/* How sure it is that two documents belong together. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/docpair_judge.h"
#include "align/pair.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/team.h"

#define MAX_JUDGED	200		/* segments of a document that are
					   aligned: enough to know it by */
#define FAR_AHEAD	6		/* in merit: more makes no difference */
/* Stories that have nothing to do with each other have beads for one or two
 * segments in a hundred; where fewer than this have one, nothing is gained by
 * pairing them. */
#define LEAST_SHARE	0.08
#define NOTHING		(-2.0)		/* the merit of no partner at all */
#define LINKED		1		/* what a link adds to the merit; by
					   hand, as links are mostly right */

/*
 * Merit is in log-odds, of a pair of documents by itself; the score comes from
 * how far that is ahead of the next best.  Written by tests/bench/fit_pairs.py, which
 * says how.
 */
static const struct {
	double	merit, likeness, share, odds;
	double	score, of_ahead;
} weights = {
	.merit = -8.05, .likeness = 15.3, .share = 10.7, .odds = 0.714,
	.score = 1.51, .of_ahead = 1.9
};

/* ------------------------------------------------------------ alignment -- */

struct work {
	const struct ty_judge	*judge;
	struct ty_paired	*pairs;
	size_t			 n;
};

/* Segments that have a counterpart, weighted by how sure it is; and the mean of
 * what speaks for their beads. */
static void sum_up(struct ty_paired *pair, const struct ty_alignment *al)
{
	const struct ty_pairing *p;
	double segments = 0, odds = 0, sure, all = 0;

	for (p = al->path.v; p < al->path.v + al->path.n; p++) {
		if (!p->n[0] || !p->n[1])
			continue;
		sure = ty_align_confidence(al->ev.weights, p);
		segments += sure * (double)(p->n[0] + p->n[1]);
		odds += sure * p->score;
		all += sure;
	}
	pair->share = segments / (double)(al->ev.n[0] + al->ev.n[1]);
	pair->odds = all > 0 ? odds / all : 0;
}

static bool align_one(void *user, size_t who, size_t i)
{
	struct work *w = user;
	const struct ty_judge *judge = w->judge;
	struct ty_paired *pair = &w->pairs[i];
	const char *const *text[2];
	struct ty_alignment al;
	size_t n[2];
	int side;

	if (who == 0) {
		ty_progress(judge->options->monitor, _("aligning candidates"),
			    i, w->n);
		if (ty_cancelled(judge->options->monitor))
			return false;
	}
	for (side = 0; side < 2; side++) {
		const struct ty_pair_document *d =
			&judge->docs[side][pair->at[side]];

		text[side] = d->segments;
		n[side] = d->n < MAX_JUDGED ? d->n : MAX_JUDGED;
	}
	if (!n[0] || !n[1])
		return true;
	ty_align_pair(&al, &ty_align_weights, judge->lexicon, judge->ratio,
		      TY_ALIGN_SPREAD * TY_ALIGN_SPREAD, judge->readers, text,
		      n);
	sum_up(pair, &al);
	ty_alignment_release(&al);
	return true;
}

bool ty_judge_align(const struct ty_judge *judge, struct ty_paired *pairs,
		    size_t n)
{
	struct work w = { .judge = judge, .pairs = pairs, .n = n };

	return ty_team_run(ty_team_size(judge->options->threads, n), n,
			   align_one, &w);
}

/* ---------------------------------------------------------------- score -- */

static double merit(const struct ty_paired *p)
{
	return weights.merit + weights.likeness * p->likeness +
	       weights.share * p->share + weights.odds * p->odds;
}

static double score(double ahead)
{
	return 1 / (1 + exp(-weights.score - weights.of_ahead * ahead));
}

/* The best two of what a document's pairs have. */
struct best {
	double	first, second;
	size_t	n;			/* pairs */
};

static void offer(struct best *b, double x)
{
	if (!b->n || x > b->first) {
		b->second = b->n ? b->first : x;
		b->first = x;
	} else if (b->n == 1 || x > b->second) {
		b->second = x;
	}
	b->n++;
}

/* How far x, one of these, is ahead of the others; and of `least`, because to
 * be without a rival is no merit. */
static double lead(const struct best *b, double x, double least)
{
	double other = x < b->first ? b->first : b->n < 2 ? least : b->second;

	return x - (other > least ? other : least);
}

void ty_judge_compare(struct ty_paired *pairs, size_t n, const size_t docs[2])
{
	struct best *best[2];
	struct ty_paired *p;
	double z;
	int side;

	for (side = 0; side < 2; side++)
		best[side] = ty_alloc(docs[side] + 1, sizeof(**best));
	for (p = pairs; p < pairs + n; p++)
		for (side = 0; side < 2; side++)
			offer(&best[side][p->at[side]], merit(p));
	for (p = pairs; p < pairs + n; p++) {
		z = merit(p);
		p->ahead = fmin(lead(&best[0][p->at[0]], z, NOTHING),
				lead(&best[1][p->at[1]], z, NOTHING));
		p->ahead = fmax(-FAR_AHEAD, fmin(FAR_AHEAD, p->ahead));
		p->score = p->share < LEAST_SHARE ? 0 : score(p->ahead);
	}
	free(best[0]);
	free(best[1]);
}

bool ty_judge_linked(struct ty_paired *p)
{
	p->ahead = fmin(FAR_AHEAD, merit(p) + LINKED - NOTHING);
	p->score = score(p->ahead);
	return p->ahead >= 0 && p->share >= LEAST_SHARE;
}
