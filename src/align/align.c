/* Two documents in, beads with confidence out. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/reason.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "text/lang.h"
#include "text/utf8.h"

#define MAX_SEGMENTS	20000		/* on a side; see taiyaku.h */
#define USUAL_OMITTED	0.1		/* of all segments */
#define USUAL_CROSSED	0.02

/* The log-odds of what happened to `count` of `n` segments, over the usual; as
 * if ten segments more had been seen, at the usual rate. */
static double over_usual(double count, double n, double usual)
{
	double rate = (count + 10 * usual) / (n + 10);

	return log(rate / (1 - rate)) - log(usual / (1 - usual));
}

/* Pairings of the path that stand before one that came earlier. */
static size_t count_crossed(const struct ty_path *path)
{
	const struct ty_pairing *p, *q;
	size_t n = 0;

	for (p = path->v; p < path->v + path->n; p++) {
		if (!p->n[0] || !p->n[1])
			continue;
		n += p->crossed;
		/* Swapped neighbours come right after one another. */
		q = p + 1;
		n += q < path->v + path->n && q->n[0] && q->n[1] &&
		     !q->crossed && q->at[1] < p->at[1];
	}
	return n;
}

/* What a first path tells of the document's habits. */
static void learn_priors(struct ty_alignment *al)
{
	const struct ty_weights *w = al->ev.weights;
	struct ty_path *path = &al->path, crossed = { 0 };
	double out[2] = { 0, 0 };
	size_t k;
	int side;

	for (k = 0; k < path->n; k++)
		for (side = 0; side < 2; side++)
			if (!path->v[k].n[!side])
				out[side]++;
	for (side = 0; side < 2; side++) {
		al->seen[side] = over_usual(out[side], (double)al->ev.n[side],
					    USUAL_OMITTED);
		al->priors.omission[side] += w->adapt * al->seen[side];
	}
	for (k = 0; k < path->n; k++)
		ty_path_add(&crossed, path->v[k]);
	ty_path_cross(&crossed, &al->ev, &al->priors);
	al->seen_crossed = over_usual((double)count_crossed(&crossed),
				      (double)al->ev.n[0], USUAL_CROSSED);
	al->priors.swap += w->adapt_swap * al->seen_crossed;
	al->priors.cross += w->adapt_swap * al->seen_crossed;
	ty_path_release(&crossed);
}

double ty_align_surety(const struct ty_pairing *p)
{
	double share = p->share;

	if (p->crossed)
		return p->score;
	if (share < 1e-6)
		share = 1e-6;
	if (share > 1 - 1e-6)
		share = 1 - 1e-6;
	return log(share / (1 - share));
}

double ty_align_confidence(const struct ty_weights *w,
			   const struct ty_pairing *p)
{
	const double *sure = p->crossed ? w->sure_crossed :
			     p->n[0] && p->n[1] ? w->sure : w->sure_omitted;

	return 1 / (1 + exp(-sure[0] - sure[1] * ty_align_surety(p)));
}

void ty_align_pair(struct ty_alignment *al, const struct ty_weights *weights,
		   const struct ty_lexicon *lexicon, double ratio, double doubt,
		   const struct ty_value_reader *const readers[2],
		   const char *const *const text[2], const size_t n[2])
{
	memset(al, 0, sizeof(*al));
	al->priors = (struct ty_priors){
		{ weights->bead[1][0], weights->bead[0][1] }, weights->swap,
		weights->cross
	};
	ty_features_find(&al->features, lexicon, readers, text, n);
	ty_evidence_init(&al->ev, weights, &al->features, lexicon, ratio,
			 doubt);
	ty_path_find(&al->path, &al->ev, &al->priors);
	ty_evidence_learn(&al->ev, al->path.v, al->path.n);
	learn_priors(al);
	ty_path_find(&al->path, &al->ev, &al->priors);
	ty_path_cross(&al->path, &al->ev, &al->priors);
}

void ty_alignment_release(struct ty_alignment *al)
{
	ty_path_release(&al->path);
	ty_evidence_release(&al->ev);
	ty_features_release(&al->features);
}

/* How many characters a language needs, on a logarithmic scale, where most
 * alphabets are 0. */
static double brevity(const char *lang)
{
	static const struct {
		char	lang[4];
		double	brevity;
	} known[] = {
		{ "ja", -0.89 }, { "zh", -1.2 }, { "ko", -0.75 }
	};
	size_t k;

	for (k = 0; k < sizeof(known) / sizeof(*known); k++)
		if (ty_lang_same(lang, known[k].lang))
			return known[k].brevity;
	return 0;
}

double ty_align_ratio(const char *from, const char *to)
{
	return brevity(to) - brevity(from);
}

/* Pairings are turned into beads one by one, in order. */
struct writer {
	struct ty_beads	*beads;
	int		 side;		/* of the pairings, the source */
	const struct ty_pairing **alone;	/* without a source, by target
						   segment */
	const struct ty_alignment *al;
	const char *const *const *text;		/* NULL: nothing is explained */
};

static void put(struct writer *w, const struct ty_pairing *p)
{
	static const struct ty_bead none;
	size_t n = w->beads->n++;
	const struct ty_bead *last = n ? &w->beads->items[n - 1] : &none;
	struct ty_bead *b = &w->beads->items[n];

	b->source = p->at[w->side];
	b->source_n = p->n[w->side];
	b->target = p->at[!w->side];
	b->target_n = p->n[!w->side];
	b->confidence = ty_align_confidence(&ty_align_weights, p);
	if (w->text)
		ty_reasons_find(&w->beads->reasons[n], w->al, p, w->text,
				w->side);
	/* The empty side of an omission stands where the bead before ended. */
	if (!b->source_n)
		b->source = last->source + last->source_n;
	if (!b->target_n)
		b->target = last->target + last->target_n;
}

static void put_alone(struct writer *w, size_t target)
{
	while (w->alone[target])
		put(w, w->alone[target++]);
}

static int by_side0(const void *a, const void *b)
{
	const struct ty_pairing *x = a, *y = b;

	return (x->at[0] > y->at[0]) - (x->at[0] < y->at[0]);
}

static int by_side1(const void *a, const void *b)
{
	const struct ty_pairing *x = a, *y = b;

	return (x->at[1] > y->at[1]) - (x->at[1] < y->at[1]);
}

/*
 * The pairings as beads in the order of the source side; what has no source
 * comes right after the bead that holds the target segment before it.  With
 * `text` each has its reasons.
 */
static struct ty_beads *arrange(struct ty_alignment *al, int side,
				size_t ntarget, const char *const *const text[2])
{
	struct ty_beads *beads = ty_alloc(1, sizeof(*beads));
	struct writer w = {
		.beads = beads, .side = side, .al = al, .text = text
	};
	struct ty_path *path = &al->path;
	const struct ty_pairing *p;

	beads->items = ty_alloc(path->n + 1, sizeof(*beads->items));
	if (text)
		beads->reasons = ty_alloc(path->n + 1,
					  sizeof(*beads->reasons));
	w.alone = ty_alloc(ntarget + 1, sizeof(*w.alone));
	if (path->n)
		qsort(path->v, path->n, sizeof(*path->v),
		      side ? by_side1 : by_side0);
	for (p = path->v; p < path->v + path->n; p++)
		if (!p->n[side])
			w.alone[p->at[!side]] = p;
	put_alone(&w, 0);
	for (p = path->v; p < path->v + path->n; p++) {
		if (!p->n[side])
			continue;
		put(&w, p);
		if (p->n[!side])
			put_alone(&w, p->at[!side] + p->n[!side]);
	}
	free(w.alone);
	return beads;
}

/* One of the lists is empty. */
static void omit_all(struct ty_path *path, const size_t n[2])
{
	size_t k;
	int side;

	for (side = 0; side < 2; side++)
		for (k = 0; k < n[side]; k++) {
			path->v = ty_grow(path->v, &path->cap, path->n + 1,
					  sizeof(*path->v));
			path->v[path->n++] = (struct ty_pairing){
				{ side ? 0 : k, side ? k : 0 },
				{ side == 0, side == 1 }, 0, 1, false
			};
		}
}

static enum ty_status check(const char *const *text, size_t n,
			    struct ty_error *err)
{
	size_t i, bad;

	if (n > MAX_SEGMENTS)
		return ty_fail(err, TY_ELIMIT,
			       _("more than %d segments in a document"),
			       MAX_SEGMENTS);
	for (i = 0; i < n; i++)
		if (!ty_utf8_valid(text[i], strlen(text[i]), &bad))
			return ty_fail(err, TY_EINVAL,
				       _("segment %zu is not valid UTF-8"),
				       i + 1);
	return TY_OK;
}

static enum ty_status align(struct ty_beads **out,
			    const struct ty_lexicon *lexicon,
			    const char *source_lang, const char *const *source,
			    size_t nsource, const char *target_lang,
			    const char *const *target, size_t ntarget,
			    bool explain, struct ty_error *err)
{
	const char *const *text[2] = { source, target };
	const char *lang[2] = { source_lang, target_lang };
	size_t n[2] = { nsource, ntarget };
	struct ty_value_reader *readers[2] = { NULL, NULL };
	struct ty_alignment al = { 0 };
	bool reversed;
	enum ty_status st;

	*out = NULL;
	if ((st = check(source, nsource, err)) != TY_OK ||
	    (st = check(target, ntarget, err)) != TY_OK)
		return st;
	/* One of two orders, so that both directions give the same beads: that
	 * of the lexicon, else that of the alphabet. */
	if (!lexicon || !ty_lexicon_fits(lexicon, source_lang, target_lang,
					 &reversed)) {
		lexicon = NULL;
		reversed = strcmp(source_lang, target_lang) > 0;
	}
	if (reversed) {
		text[0] = target;
		text[1] = source;
		lang[0] = target_lang;
		lang[1] = source_lang;
		n[0] = ntarget;
		n[1] = nsource;
	}
	if ((st = ty_value_reader_open(&readers[0], lang[0], err)) != TY_OK ||
	    (st = ty_value_reader_open(&readers[1], lang[1], err)) != TY_OK)
		goto done;
	if (nsource && ntarget)
		ty_align_pair(&al, &ty_align_weights, lexicon,
			      ty_align_ratio(lang[0], lang[1]),
			      TY_ALIGN_SPREAD * TY_ALIGN_SPREAD,
			      (const struct ty_value_reader *const *)readers,
			      text, n);
	else
		omit_all(&al.path, n);
	*out = arrange(&al, reversed, ntarget,
		       explain && nsource && ntarget ? text : NULL);
done:
	ty_value_reader_close(readers[0]);
	ty_value_reader_close(readers[1]);
	ty_alignment_release(&al);
	return st;
}

enum ty_status ty_align_segments(struct ty_beads **out,
				 const struct ty_lexicon *lexicon,
				 const char *source_lang,
				 const char *const *source, size_t nsource,
				 const char *target_lang,
				 const char *const *target, size_t ntarget,
				 struct ty_error *err)
{
	return align(out, lexicon, source_lang, source, nsource, target_lang,
		     target, ntarget, false, err);
}

enum ty_status ty_align_explain_segments(struct ty_beads **out,
					 const struct ty_lexicon *lexicon,
					 const char *source_lang,
					 const char *const *source,
					 size_t nsource,
					 const char *target_lang,
					 const char *const *target,
					 size_t ntarget, struct ty_error *err)
{
	return align(out, lexicon, source_lang, source, nsource, target_lang,
		     target, ntarget, true, err);
}

void ty_beads_free(struct ty_beads *beads)
{
	size_t k;

	if (!beads)
		return;
	for (k = 0; beads->reasons && k < beads->n; k++)
		ty_reasons_release(&beads->reasons[k]);
	free(beads->reasons);
	free(beads->items);
	free(beads);
}
