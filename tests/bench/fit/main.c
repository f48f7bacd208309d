/*
 * Fits the aligner's weights on documents whose beads are known.
 *
 *	fit [-n | -x] [-l LEXICON|-]... [-k FOLDS] [-r ROUNDS] DATA >FILE
 *
 * DATA/CONDITION/NAME.{en,ja,gold} for each condition (clean, wire, reordered,
 * hard); all conditions of one NAME are in the same fold.  Weights have to do
 * with every LEXICON (default: our glossary; -: none), so all documents are
 * there once with each.  The figures of cross-validation go to standard error,
 * the weights fitted on everything to standard output; -x: figures only, -n:
 * those of the weights as they are; -k 0: no figures.
 *
 * The ways through a document are a conditional random field: the log-odds of a
 * bead are linear in the weights of its evidence, and the weights are those
 * under which the known beads are most probable (Adam on the whole set, a
 * normal prior around where it began, so that what occurs rarely stays).  How
 * often links are met is counted; chance, lengths and likeness stay as they are.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "align/grid.h"
#include "base/alloc.h"
#include "fit.h"

/* --------------------------------------------------------- calibration -- */

enum { SURE, OMITTED, CROSSED, NSURE };

struct outcome {
	int	what;
	double	x;			/* surety */
	double	confidence;
	bool	right;
};

struct outcomes {
	struct outcome	*v;
	size_t		 n, cap;
};

/* Of documents with one lexicon. */
struct figures {
	struct tally	tally[NCONDITIONS];
	struct outcomes	outcomes;
};

/* What some outcomes add to the gradient and to the second derivatives. */
static void regress(double g[2], double h[3], const double sure[2],
		    const struct outcomes *o, int what)
{
	double p, x;
	size_t k;

	for (k = 0; k < o->n; k++) {
		if (o->v[k].what != what)
			continue;
		x = o->v[k].x;
		p = 1 / (1 + exp(-sure[0] - sure[1] * x));
		g[0] += o->v[k].right - p;
		g[1] += (o->v[k].right - p) * x;
		h[0] += p * (1 - p);
		h[1] += p * (1 - p) * x;
		h[2] += p * (1 - p) * x * x;
	}
}

/* Logistic regression by Newton's method, with a weak prior. */
static void calibrate(double sure[2], const struct figures *figures, int n,
		      int what)
{
	double g[2], h[3], det;
	int round, k;

	for (round = 0; round < 50; round++) {
		g[0] = -sure[0];
		g[1] = 0.7 - sure[1];
		h[0] = h[2] = 1;
		h[1] = 0;
		for (k = 0; k < n; k++)
			regress(g, h, sure, &figures[k].outcomes, what);
		det = h[0] * h[2] - h[1] * h[1];
		sure[0] += (h[2] * g[0] - h[1] * g[1]) / det;
		sure[1] += (h[0] * g[1] - h[1] * g[0]) / det;
	}
}

static double *sureness(struct ty_weights *w, int what)
{
	return what == SURE ? w->sure : what == OMITTED ? w->sure_omitted :
	       w->sure_crossed;
}

/* Align documents of a fold, or all but those, and count. */
static void measure(struct figures *figures, const struct set *set,
		    const struct ty_weights *w, int fold, bool inside)
{
	struct outcomes *o;
	struct ty_alignment al;
	bool *lax;
	size_t d, k;

	for (d = 0; d < set->n; d++) {
		struct document *doc = &set->v[d];

		if ((doc->fold == fold) != inside)
			continue;
		set_align(&al, set, doc, w);
		lax = ty_alloc(al.path.n + 1, sizeof(*lax));
		gold_score(&figures[doc->lexicon].tally[doc->condition],
			   &doc->gold, &al.path, lax);
		o = &figures[doc->lexicon].outcomes;
		for (k = 0; k < al.path.n; k++) {
			const struct ty_pairing *p = &al.path.v[k];

			o->v = ty_grow(o->v, &o->cap, o->n + 1, sizeof(*o->v));
			o->v[o->n++] = (struct outcome){
				p->crossed ? CROSSED :
				p->n[0] && p->n[1] ? SURE : OMITTED,
				ty_align_surety(p), ty_align_confidence(w, p),
				lax[k]
			};
		}
		free(lax);
		ty_alignment_release(&al);
	}
}

/* At .9: share of right ones, share kept; expected calibration error. */
static void print_calibration(const struct outcomes *o, bool omissions)
{
	double sum[10] = { 0 }, error = 0;
	size_t right[10] = { 0 }, count[10] = { 0 }, all = 0, kept = 0;
	size_t good = 0, k, b;

	for (k = 0; k < o->n; k++) {
		if ((o->v[k].what == OMITTED) != omissions)
			continue;
		b = (size_t)(o->v[k].confidence * 10);
		b = b > 9 ? 9 : b;
		all++;
		count[b]++;
		sum[b] += o->v[k].confidence;
		right[b] += o->v[k].right;
		if (o->v[k].confidence >= 0.9) {
			kept++;
			good += o->v[k].right;
		}
	}
	for (b = 0; b < 10; b++)
		error += fabs(sum[b] - (double)right[b]) / (double)all;
	fprintf(stderr, "%s: at .9 %.4f right, %.3f kept; calibration error "
		"%.4f\n", omissions ? "omissions" : "beads",
		(double)good / (double)kept, (double)kept / (double)all, error);
}

static void print_tally(const struct tally *t)
{
	struct tally sum = { 0 };
	int c, k;

	for (c = 0; c < NCONDITIONS; c++) {
		fprintf(stderr, "%-10s strict %.4f  lax %.4f  recall", condition_name[c],
			tally_strict(&t[c]), tally_lax(&t[c]));
		for (k = 0; k < GOLD_TYPES; k++)
			fprintf(stderr, " %s %.3f", gold_type_name[k],
				t[c].type[k][0] ? (double)t[c].type[k][1] /
				(double)t[c].type[k][0] : 0.0);
		fputc('\n', stderr);
		tally_add(&sum, &t[c]);
	}
	fprintf(stderr, "%-10s strict %.4f  lax %.4f  recall", "all",
		tally_strict(&sum), tally_lax(&sum));
	for (k = 0; k < GOLD_TYPES; k++)
		fprintf(stderr, " %s %.3f", gold_type_name[k],
			sum.type[k][0] ? (double)sum.type[k][1] /
			(double)sum.type[k][0] : 0.0);
	fputc('\n', stderr);
}

/* Weights learnt from all documents but those of one fold. */
static struct ty_weights fit(struct set *set, int without, int rounds)
{
	struct figures figures[MAX_LEXICONS] = { 0 };
	const struct ty_weights start = neutral();
	struct ty_weights w = start;
	size_t d;
	int r, what, k;

	count_hits(&w, set, without);
	for (r = 0; r < rounds; r++) {
		for (d = 0; d < set->n; d++)
			if (set->v[d].fold != without)
				extract(&set->v[d], set, &w);
		learn(&w, &start, set, without);
	}
	measure(figures, set, &w, without, false);
	for (what = 0; what < NSURE; what++)
		calibrate(sureness(&w, what), figures, set->nlexicons, what);
	for (k = 0; k < set->nlexicons; k++)
		free(figures[k].outcomes.v);
	return w;
}

/* --------------------------------------------------------------- output -- */

static const char *const kind_name[TY_NLINKS] = {
	[TY_LINK_NUMBER] = "NUMBER", [TY_LINK_MONTH] = "MONTH",
	[TY_LINK_LATIN] = "LATIN", [TY_LINK_SOUND] = "SOUND",
	[TY_LINK_TERM] = "TERM", [TY_LINK_SHORT] = "SHORT",
	[TY_LINK_FIRST] = "FIRST", [TY_LINK_USUAL] = "USUAL",
	[TY_LINK_NAME] = "NAME", [TY_LINK_SIGN] = "SIGN",
	[TY_LINK_OTHER] = "OTHER", [TY_LINK_PART] = "PART",
	[TY_LINK_FAINT] = "FAINT", [TY_LINK_SMALL] = "SMALL",
	[TY_LINK_MARK] = "MARK", [TY_LINK_ECHO] = "ECHO"
};

static void print_links(const struct ty_weights *w)
{
	const struct ty_link_weight *l;
	int k, s;

	for (k = 0; k < TY_NLINKS; k++) {
		l = &w->link[k];
		for (s = 0; s < 2; s++)
			printf("link[TY_LINK_%s].hit[%d]\t%.3g\n",
			       kind_name[k], s, l->hit[s]);
		printf("link[TY_LINK_%s].chance\t%.3g\n", kind_name[k],
		       l->chance);
		printf("link[TY_LINK_%s].met\t%.3g\n", kind_name[k], l->met);
		for (s = 0; s < 2; s++)
			printf("link[TY_LINK_%s].missed[%d]\t%.3g\n",
			       kind_name[k], s, l->missed[s]);
	}
}

/* The file tm/lexicon/align.weights. */
static void print_weights(const struct ty_weights *w)
{
	static const char *const lost[] = { "NUMBER", "NAME", "TERM" };
	size_t i;
	int s, k;

	printf("# How much the aligner believes its evidence: written by "
	       "build/bench/fit, which\n# says how.  What each is, and in which "
	       "unit: src/align/weights.h.  A line is a\n# member of struct "
	       "ty_weights, a tab, its value; it is compiled in.\n"
	       "# Kinds of links; side 0 is English.\n");
	print_links(w);
	printf("# What is nowhere on the other side.\n");
	for (s = 0; s < 2; s++)
		for (k = 0; k < TY_NLOST; k++)
			printf("lost[%d][TY_LOST_%s]\t%.3g\n", s, lost[k],
			       w->lost[s][k]);
	printf("# Beads, and leaving out.\n");
	for (i = 0; i < 8; i++)
		printf("bead[%d][%d]\t%.3g\n", ty_steps[i][0], ty_steps[i][1],
		       w->bead[ty_steps[i][0]][ty_steps[i][1]]);
	printf("adapt\t%.3g\nswap\t%.3g\nadapt_swap\t%.3g\nlength\t%.3g\n",
	       w->adapt, w->swap, w->adapt_swap, w->length);
	printf("# Not fitted: measured on pairs of sentences, or chosen by "
	       "hand.\n");
	printf("within\t%.3g\njitter\t%.3g\n", w->within, w->jitter);
	printf("likeness[0]\t%.3g\nlikeness[1]\t%.3g\n", w->likeness[0],
	       w->likeness[1]);
	printf("cross\t%.3g\ndistance\t%.3g\n", w->cross, w->distance);
	printf("exact\t%.3g\nleast\t%.3g\n", w->exact, w->least);
	printf("cells\t%zu\n", w->cells);
	printf("# Calibration.\n");
	for (k = 0; k < 2; k++)
		printf("sure[%d]\t%.3g\nsure_omitted[%d]\t%.3g\n"
		       "sure_crossed[%d]\t%.3g\n", k, w->sure[k], k,
		       w->sure_omitted[k], k, w->sure_crossed[k]);
}

static void print_figures(const struct figures *figures, const struct set *set)
{
	int k;

	for (k = 0; k < set->nlexicons; k++) {
		fprintf(stderr, "%s:\n", set->lexicon_name[k]);
		print_tally(figures[k].tally);
		print_calibration(&figures[k].outcomes, false);
		print_calibration(&figures[k].outcomes, true);
	}
}

int main(int argc, char **argv)
{
	struct figures figures[MAX_LEXICONS] = { 0 };
	int folds = 5, rounds = 2, c, f;
	bool only = false, now = false;
	struct set set = { 0 };
	struct ty_weights w;
	double unseen = 0;
	size_t d;

	while ((c = getopt(argc, argv, "nxl:k:r:")) != -1) {
		if (c == 'l' && set.nlexicons < MAX_LEXICONS)
			set.lexicon_name[set.nlexicons++] = optarg;
		else if (c == 'k')
			folds = atoi(optarg);
		else if (c == 'r')
			rounds = atoi(optarg);
		else if (c == 'n' || c == 'x')
			*(c == 'n' ? &now : &only) = true;
		else
			return 2;
	}
	if (optind + 1 != argc || folds < 0 || rounds < 1)
		return 2;
	set_open(&set, argv[optind], folds);
	if (now) {
		measure(figures, &set, &ty_align_weights, -1, false);
		print_figures(figures, &set);
		return 0;
	}
	for (d = 0; d < set.n; d++)
		find_good(&set.v[d]);
	for (f = 0; f < folds; f++) {
		w = fit(&set, f, rounds);
		measure(figures, &set, &w, f, true);
		unseen += held_out(&set, &w, f);
	}
	if (folds)
		print_figures(figures, &set);
	fprintf(stderr, "log-probability of unseen beads %.1f\n", unseen);
	if (!only) {
		w = fit(&set, -1, rounds);
		print_weights(&w);
	}
	return 0;
}
