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
 * normal prior around where it began, so that what occurs rarely stays).  What
 * is not linear in this sense (hit, chance, lengths, likeness) stays as it is.
 */

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/io.h"
#include "gold.h"

#define MAX_LEXICONS	3
#define NCONDITIONS	4
static const char *const condition[NCONDITIONS] = {
	"clean", "wire", "reordered", "hard"
};

/* ------------------------------------------------------------ documents -- */

struct document {
	char		*name;
	int		 lexicon;	/* of the set */
	int		 condition, fold;
	char		*buf[2];
	const char	**text[2];
	size_t		 n[2];
	struct gold	 gold;
	struct item	*items;		/* of the grid's steps, see below */
	size_t		*first;		/* of step (i, j, k) */
	uint8_t		*good;		/* steps that agree with the gold: 0, 1,
					   2 with a penalty */
	double		 seen[2], seen_crossed;
};

struct set {
	struct document	*v;
	size_t		 n, cap;
	struct ty_value_reader *readers[2];
	struct ty_lexicon *lexicon[MAX_LEXICONS];	/* NULL: none */
	const char	*lexicon_name[MAX_LEXICONS];
	int		 nlexicons;
};

static int bad(const struct ty_error *err)
{
	fprintf(stderr, "fit: %s: %s\n", err->file, err->text);
	return 1;
}

static void read_side(struct document *d, int side, const char *stem,
		      const char *lang)
{
	struct ty_buf path = TY_BUF_INIT, text = TY_BUF_INIT;
	struct ty_error err;
	size_t cap = 0;
	char *p, *nl;

	ty_buf_addf(&path, "%s.%s", stem, lang);
	if (ty_read_file(&text, path.p, TY_MAX_STORY, &err) != TY_OK)
		exit(bad(&err));
	ty_buf_release(&path);
	d->buf[side] = ty_buf_detach(&text);
	for (p = d->buf[side]; *p; p = nl + 1) {
		nl = strchr(p, '\n');
		if (nl)
			*nl = '\0';
		d->text[side] = ty_grow(d->text[side], &cap, d->n[side] + 1,
					sizeof(char *));
		d->text[side][d->n[side]++] = p;
		if (!nl)
			break;
	}
}

static void read_set(struct set *set, const char *data, int folds, int lexicon)
{
	struct ty_buf dir = TY_BUF_INIT, stem = TY_BUF_INIT;
	struct dirent **names;
	struct document *d;
	int c, k, n, which;

	for (c = 0; c < NCONDITIONS; c++) {
		ty_buf_clear(&dir);
		ty_buf_addf(&dir, "%s/%s", data, condition[c]);
		n = scandir(dir.p, &names, NULL, alphasort);
		for (k = which = 0; k < n; k++) {
			char *dot = strrchr(names[k]->d_name, '.');

			if (!dot || strcmp(dot, ".gold"))
				continue;
			set->v = ty_grow(set->v, &set->cap, set->n + 1,
					 sizeof(*set->v));
			d = &set->v[set->n++];
			memset(d, 0, sizeof(*d));
			d->condition = c;
			d->lexicon = lexicon;
			ty_buf_clear(&stem);
			ty_buf_addf(&stem, "%s/%s", dir.p, names[k]->d_name);
			if (!gold_read(&d->gold, stem.p))
				exit(1);
			*strrchr(stem.p, '.') = '\0';
			*dot = '\0';
			d->name = ty_strdup(names[k]->d_name);
			d->fold = folds ? which++ % folds : 0;
			read_side(d, 0, stem.p, "en");
			read_side(d, 1, stem.p, "ja");
		}
		while (n > 0)
			free(names[--n]);
	}
	ty_buf_release(&dir);
	ty_buf_release(&stem);
}

/* -------------------------------------------------------------- weights -- */

/* The weights that are fitted, under the numbers that items have. */
enum {
	W_LINK = 0,			/* kind; met, missed from a side */
	W_LOST = W_LINK + 3 * TY_NLINKS,	/* side, how */
	W_LENGTH = W_LOST + 2 * TY_NLOST,
	W_BEAD,					/* a * 4 + b */
	W_ADAPT = W_BEAD + 16,
	W_SWAP,
	W_ADAPT_SWAP,
	NWEIGHTS
};

static double *weight(struct ty_weights *w, int k)
{
	struct ty_link_weight *l;

	if (k < W_LOST) {
		l = &w->link[k / 3];
		return k % 3 ? &l->missed[k % 3 - 1] : &l->met;
	}
	if (k < W_LENGTH)
		return &w->lost[(k - W_LOST) / TY_NLOST]
			       [(k - W_LOST) % TY_NLOST];
	if (k == W_LENGTH)
		return &w->length;
	if (k < W_ADAPT)
		return &w->bead[(k - W_BEAD) / 4][(k - W_BEAD) % 4];
	return k == W_ADAPT ? &w->adapt : k == W_SWAP ? &w->swap :
	       &w->adapt_swap;
}

/* Where fitting begins, whatever the weights are now. */
static struct ty_weights neutral(void)
{
	struct ty_weights w = ty_align_weights;
	int k;

	for (k = W_LINK; k < W_LOST; k++)
		*weight(&w, k) = 0.5;
	for (k = W_LOST; k < W_LENGTH; k++)
		*weight(&w, k) = 0.3;
	for (k = 0; k < TY_NLINKS; k++)
		w.link[k].hit[0] = w.link[k].hit[1] = 0.8;
	w.length = w.adapt = w.adapt_swap = 0.5;
	w.bead[1][1] = 0;
	w.bead[1][0] = w.bead[0][1] = w.bead[1][2] = w.bead[2][1] = -2.5;
	w.bead[1][3] = w.bead[3][1] = -4;
	w.bead[2][2] = -5;
	w.swap = -3;
	return w;
}

/* ----------------------------------------------------- evidence, raw ------ */

/* What a step has of one weight. */
struct item {
	uint8_t	weight;
	float	value;
};

static const uint8_t steps[][2] = {
	{ 1, 0 }, { 0, 1 }, { 1, 1 }, { 1, 2 }, { 2, 1 }, { 2, 2 }, { 1, 3 },
	{ 3, 1 }, { 2, 2 }
};
#define NSTEPS	9
#define SWAP	8
#define NEVER	(-1e30)

struct items {
	struct item	*v;
	size_t		 n, cap;
};

static void put(struct items *items, int w, double value)
{
	size_t k = items->n;

	items->v = ty_grow(items->v, &items->cap, items->n + 1,
			   sizeof(*items->v));
	items->v[k].weight = (uint8_t)w;
	items->v[k].value = (float)value;
	items->n++;
}

/* Of the bead of `a` and `b` segments from (i, j), with `ev` of unit weights:
 * the sums for each weight. */
static void bead_items(struct items *items, const struct ty_evidence *ev,
		       size_t i, size_t a, size_t j, size_t b,
		       struct ty_clue **clues, size_t *cap)
{
	double sum[NWEIGHTS] = { 0 };
	size_t k, n = ty_evidence_clues(ev, i, a, j, b, clues, cap);
	int w;

	for (k = 0; k < n; k++) {
		const struct ty_clue *c = &(*clues)[k];
		const struct ty_places *met = &ev->links.met[c->side][c->feature].
					    hits[c->hits];
		enum ty_lost lost;

		if (met->n) {
			w = W_LINK + 3 * (int)met->kind +
			    (c->met ? 0 : 1 + c->side);
		} else {
			lost = ty_evidence_lost(ev,
					&ev->features->v[c->feature]);
			if (lost == TY_NLOST)
				continue;
			w = W_LOST + c->side * TY_NLOST + (int)lost;
		}
		sum[w] += c->odds;
	}
	sum[W_LENGTH] = ty_evidence_length(ev, i, a, j, b);
	sum[W_BEAD + 4 * a + b] = 1;
	for (w = 0; w < NWEIGHTS; w++)
		if (sum[w] != 0)
			put(items, w, sum[w]);
}

/* Everything that a step from (i, j) says. */
static void step_items(struct items *items, const struct document *d,
		       const struct ty_evidence *ev, size_t k, size_t i,
		       size_t j, struct ty_clue **clues, size_t *cap)
{
	size_t a = steps[k][0], b = steps[k][1];

	if (i + a > d->n[0] || j + b > d->n[1])
		return;
	if (!a || !b) {
		put(items, W_BEAD + (int)(4 * a + b), 1);
		put(items, W_ADAPT, d->seen[!a]);
	} else if (k == SWAP) {
		put(items, W_SWAP, 1);
		put(items, W_ADAPT_SWAP, d->seen_crossed);
		bead_items(items, ev, i, 1, j + 1, 1, clues, cap);
		bead_items(items, ev, i + 1, 1, j, 1, clues, cap);
	} else {
		bead_items(items, ev, i, a, j, b, clues, cap);
	}
}

static size_t slot(const struct document *d, size_t i, size_t j, size_t k)
{
	return (i * (d->n[1] + 1) + j) * NSTEPS + k;
}

static void align_document(struct ty_alignment *al, const struct set *set,
			   const struct document *d, const struct ty_weights *w)
{
	const char *const *text[2] = { d->text[0], d->text[1] };

	ty_align_pair(al, w, set->lexicon[d->lexicon],
		      ty_align_ratio("en", "ja"),
		      TY_ALIGN_SPREAD * TY_ALIGN_SPREAD,
		      (const struct ty_value_reader *const *)set->readers, text,
		      d->n);
}

/* Gather the items of all steps; what a first path decides (lengths, the rate
 * of omissions) is as under `w`. */
static void extract(struct document *d, const struct set *set,
		    const struct ty_weights *w)
{
	struct ty_weights unit = *w;
	struct items items = { 0 };
	struct ty_clue *clues = NULL;
	struct ty_alignment al;
	struct ty_evidence ev;
	size_t i, j, k, cap = 0;
	int p;

	for (p = 0; p < NWEIGHTS; p++)
		*weight(&unit, p) = 1;
	align_document(&al, set, d, w);
	d->seen[0] = al.seen[0];
	d->seen[1] = al.seen[1];
	d->seen_crossed = al.seen_crossed;
	ty_evidence_init(&ev, &unit, &al.features, set->lexicon[d->lexicon],
			 al.ev.ratio, al.ev.doubt);
	free(d->items);
	free(d->first);
	d->first = ty_alloc(slot(d, d->n[0] + 1, 0, 0) + 1, sizeof(size_t));
	for (i = 0; i <= d->n[0]; i++)
		for (j = 0; j <= d->n[1]; j++)
			for (k = 0; k < NSTEPS; k++) {
				d->first[slot(d, i, j, k)] = items.n;
				step_items(&items, d, &ev, k, i, j, &clues,
					   &cap);
			}
	d->first[slot(d, d->n[0] + 1, 0, 0)] = items.n;
	d->items = items.v;
	free(clues);
	ty_evidence_release(&ev);
	ty_alignment_release(&al);
}

/* ----------------------------------------------------------- agreement ---- */

/* What the gold says of the segments of a side. */
struct verdict {
	size_t	bead[2][1024];		/* of each segment */
	bool	loose[1024];		/* beads that no step has, or that are
					   out of order */
};

static void judge(struct verdict *v, const struct document *d)
{
	const struct gold *g = &d->gold;
	const struct gold_bead *x, *y;
	size_t a, b, k;
	int side;

	memset(v, 0, sizeof(*v));
	for (a = 0; a < g->n; a++) {
		x = &g->v[a];
		for (side = 0; side < 2; side++)
			for (k = 0; k < x->n[side]; k++)
				v->bead[side][x->v[side][k]] = a;
		if (!x->n[0] || !x->n[1])
			continue;
		if ((x->n[0] == 1 && x->n[1] > 3) ||
		    (x->n[1] == 1 && x->n[0] > 3))
			v->loose[a] = true;
		for (b = 0; b < g->n; b++) {
			y = &g->v[b];
			if (y->n[0] && y->n[1] && y->v[0][0] > x->v[0][0] &&
			    y->v[1][0] < x->v[1][0])
				v->loose[a] = v->loose[b] = true;
		}
	}
}

/* 2 for a bead of two with two, which is seldom one that could not be cut. */
static int right_pair(const struct document *d, const struct verdict *v,
		      size_t i, size_t a, size_t j, size_t b)
{
	size_t bead = v->bead[0][i], k;
	const struct gold_bead *g = &d->gold.v[bead];

	for (k = 0; k < a; k++)
		if (v->bead[0][i + k] != bead)
			return 0;
	for (k = 0; k < b; k++)
		if (v->bead[1][j + k] != bead)
			return 0;
	if (a == 2 && b == 2)
		return g->n[0] > 1 && g->n[1] > 1 ? 2 : 0;
	if (g->n[0] == a && g->n[1] == b)
		return 1;
	/* Cuts inside a composite bead, or one that is too large. */
	return (g->n[0] > 1 && g->n[1] > 1) ||
	       (g->n[0] == 1 && g->n[1] > 3 && b == 3) ||
	       (g->n[1] == 1 && g->n[0] > 3 && a == 3);
}

static int right_omission(const struct document *d, const struct verdict *v,
			  int side, size_t i)
{
	size_t bead = v->bead[side][i];
	const struct gold_bead *g = &d->gold.v[bead];

	if (!g->n[!side])
		return 1;
	return v->loose[bead] ? 2 : 0;
}

static void find_good(struct document *d)
{
	static struct verdict v;
	size_t i, j, k, a, b;
	uint8_t *good;

	judge(&v, d);
	d->good = ty_alloc(slot(d, d->n[0] + 1, 0, 0), 1);
	for (i = 0; i <= d->n[0]; i++)
		for (j = 0; j <= d->n[1]; j++)
			for (k = 0; k < NSTEPS; k++) {
				a = steps[k][0];
				b = steps[k][1];
				if (i + a > d->n[0] || j + b > d->n[1])
					continue;
				good = &d->good[slot(d, i, j, k)];
				if (!a || !b)
					*good = (uint8_t)right_omission(d, &v,
						!a, a ? i : j);
				else if (k == SWAP)
					*good = right_pair(d, &v, i, 1, j + 1,
							   1) &&
						right_pair(d, &v, i + 1, 1, j,
							   1);
				else
					*good = (uint8_t)right_pair(d, &v, i,
								    a, j, b);
			}
}

/* ------------------------------------------------------------- learning -- */

static double log_add(double a, double b)
{
	if (a < b) {
		double t = a;

		a = b;
		b = t;
	}
	return b <= NEVER / 2 ? a : a + log1p(exp(b - a));
}

/* Room for one document. */
struct room {
	double	*score, *before, *after;
	size_t	 n;
};

/* The log of the sum over all ways, or over those that agree; each step's
 * expected number, times `sign`, goes into the gradient. */
static double sum_ways(const struct document *d, struct room *r, bool good,
		       double sign, double *gradient)
{
	size_t n = d->n[0], m = d->n[1], i, j, k, a, b, s, p;
	size_t node = 0, last = (n + 1) * (m + 1) - 1, to;
	double x, total;

	for (k = 0; k <= last; k++)
		r->before[k] = r->after[k] = NEVER;
	r->before[0] = 0;
	r->after[last] = 0;
#define PENALTY(s)	(good && d->good[s] == 2 ? -2.0 : 0.0)
#define CLOSED(s)	(i + a > n || j + b > m || (good && !d->good[s]))
	for (i = 0; i <= n; i++)
		for (j = 0; j <= m; j++, node++)
			for (k = 0; k < NSTEPS; k++) {
				a = steps[k][0];
				b = steps[k][1];
				s = slot(d, i, j, k);
				if (CLOSED(s))
					continue;
				to = node + a * (m + 1) + b;
				r->before[to] = log_add(r->before[to],
					r->before[node] + r->score[s] +
					PENALTY(s));
			}
	total = r->before[last];
	if (total <= NEVER / 2)
		return NEVER;
	for (i = n + 1; i-- > 0; )
		for (j = m + 1; j-- > 0; ) {
			node = i * (m + 1) + j;
			for (k = 0; k < NSTEPS; k++) {
				a = steps[k][0];
				b = steps[k][1];
				s = slot(d, i, j, k);
				if (CLOSED(s))
					continue;
				to = node + a * (m + 1) + b;
				x = r->score[s] + PENALTY(s) + r->after[to];
				r->after[node] = log_add(r->after[node], x);
				x = exp(x + r->before[node] - total);
				if (x < 1e-9)
					continue;
				for (p = d->first[s]; p < d->first[s + 1]; p++)
					gradient[d->items[p].weight] += sign *
						x * d->items[p].value;
			}
		}
	return total;
}

/* Log-probability of the gold beads of one document. */
static double learn_from(const struct document *d, struct room *r,
			 const double *w, double *gradient)
{
	double other[NWEIGHTS] = { 0 }, good, all;
	size_t steps_n = slot(d, d->n[0] + 1, 0, 0), s, p;
	int k;

	if (r->n < steps_n) {
		r->n = steps_n;
		free(r->score);
		free(r->before);
		free(r->after);
		r->score = ty_alloc(r->n, sizeof(double));
		r->before = ty_alloc(r->n, sizeof(double));
		r->after = ty_alloc(r->n, sizeof(double));
	}
	for (s = 0; s < steps_n; s++) {
		double x = 0;

		for (p = d->first[s]; p < d->first[s + 1]; p++)
			x += w[d->items[p].weight] * d->items[p].value;
		r->score[s] = x;
	}
	good = sum_ways(d, r, true, 1, other);
	if (good <= NEVER / 2)
		return 0;	/* no way has these beads */
	all = sum_ways(d, r, false, -1, other);
	for (k = 0; k < NWEIGHTS; k++)
		gradient[k] += other[k];
	return good - all;
}

/* How often features of a gold bead are met in it, of those that are met
 * anywhere. */
static void count_hits(struct ty_weights *w, const struct set *set,
		       int without)
{
	double hits[TY_NLINKS][2][2];
	struct ty_clue *clues = NULL;
	struct ty_alignment al;
	size_t d, g, k, n, cap = 0;
	int kind, side;

	for (kind = 0; kind < TY_NLINKS; kind++)
		for (side = 0; side < 2; side++) {
			/* As if a hundred had been seen at this rate. */
			hits[kind][side][1] = 100;
			hits[kind][side][0] = 100 * w->link[kind].hit[side];
		}
	for (d = 0; d < set->n; d++) {
		const struct document *doc = &set->v[d];

		if (doc->fold == without)
			continue;
		align_document(&al, set, doc, w);
		for (g = 0; g < doc->gold.n; g++) {
			const struct gold_bead *b = &doc->gold.v[g];

			if (b->n[0] != 1 || b->n[1] != 1)
				continue;
			n = ty_evidence_clues(&al.ev, b->v[0][0], 1,
					      b->v[1][0], 1, &clues, &cap);
			for (k = 0; k < n; k++) {
				const struct ty_places *met = &al.ev.links.met
					[clues[k].side][clues[k].feature].
					hits[clues[k].hits];

				if (!met->n)
					continue;
				hits[met->kind][clues[k].side][0] +=
					clues[k].met;
				hits[met->kind][clues[k].side][1]++;
			}
		}
		ty_alignment_release(&al);
	}
	for (kind = 0; kind < TY_NLINKS; kind++)
		for (side = 0; side < 2; side++)
			w->link[kind].hit[side] = hits[kind][side][0] /
						  hits[kind][side][1];
	free(clues);
}

/* Log-probability of the gold beads of a fold under `w`. */
static double held_out(const struct set *set, const struct ty_weights *w,
		       int fold)
{
	double v[NWEIGHTS], unused[NWEIGHTS] = { 0 }, total = 0;
	struct ty_weights from = *w;
	struct room room = { 0 };
	size_t d;
	int k;

	for (k = 0; k < NWEIGHTS; k++)
		v[k] = *weight(&from, k);
	for (d = 0; d < set->n; d++)
		if (set->v[d].fold == fold) {
			extract(&set->v[d], set, w);
			total += learn_from(&set->v[d], &room, v, unused);
		}
	free(room.score);
	free(room.before);
	free(room.after);
	return total;
}

#define STIFF	10.0		/* of the prior */
#define ADAM	100

/* One round: the most probable weights, given the items. */
static void learn(struct ty_weights *weights, const struct ty_weights *prior,
		  const struct set *set, int without)
{
	double w[NWEIGHTS], w0[NWEIGHTS], m[NWEIGHTS] = { 0 };
	double v[NWEIGHTS] = { 0 }, rate;
	struct ty_weights start = *prior;
	struct room room = { 0 };
	size_t d;
	int t, k;

	for (k = 0; k < NWEIGHTS; k++) {
		w[k] = *weight(weights, k);
		w0[k] = *weight(&start, k);
	}
	for (t = 1; t <= ADAM; t++) {
		double g[NWEIGHTS] = { 0 };

		for (d = 0; d < set->n; d++)
			if (set->v[d].fold != without)
				learn_from(&set->v[d], &room, w, g);
		rate = 0.1 * (t < ADAM / 2 ? 1 : 2 - 2.0 * t / ADAM) + 1e-4;
		for (k = 0; k < NWEIGHTS; k++) {
			g[k] -= STIFF * (w[k] - w0[k]);
			m[k] = 0.9 * m[k] + 0.1 * g[k];
			v[k] = 0.99 * v[k] + 0.01 * g[k] * g[k];
			if (v[k] > 0)
				w[k] += rate * m[k] / (1 - pow(0.9, t)) /
					sqrt(v[k] / (1 - pow(0.99, t)));
		}
	}
	for (k = 0; k < NWEIGHTS; k++)
		*weight(weights, k) = w[k];
	free(room.score);
	free(room.before);
	free(room.after);
}

/* --------------------------------------------------------- calibration -- */

enum { SURE, OMITTED, CROSSED, NSURE };

struct outcome {
	int	what;
	double	x;			/* surety */
	double	confidence;
	bool	right, exact;
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
	bool lax[4096];
	size_t d, k;

	for (d = 0; d < set->n; d++) {
		struct document *doc = &set->v[d];

		if ((doc->fold == fold) != inside)
			continue;
		align_document(&al, set, doc, w);
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
				lax[k], false
			};
		}
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
		fprintf(stderr, "%-10s strict %.4f  lax %.4f  recall", condition[c],
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
		printf("bead[%d][%d]\t%.3g\n", steps[i][0], steps[i][1],
		       w->bead[steps[i][0]][steps[i][1]]);
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

static void open_set(struct set *set, const char *data, int folds)
{
	struct ty_error err = { 0 };
	int k;

	if (!set->nlexicons)
		set->lexicon_name[set->nlexicons++] = "tm/lexicon/newsroom.tsv";
	for (k = 0; k < set->nlexicons; k++)
		if (strcmp(set->lexicon_name[k], "-") &&
		    ty_lexicon_open(&set->lexicon[k], set->lexicon_name[k],
				    &err) != TY_OK)
			exit(bad(&err));
	if (ty_value_reader_open(&set->readers[0], "en", &err) != TY_OK ||
	    ty_value_reader_open(&set->readers[1], "ja", &err) != TY_OK)
		exit(bad(&err));
	for (k = 0; k < set->nlexicons; k++)
		read_set(set, data, folds, k);
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
	open_set(&set, argv[optind], folds);
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
