/* Words that the learnt lexicon ties: each is the likeliest for the other, of
 * all in the two sentences. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/cut.h"
#include "align/tie_learnt.h"
#include "base/alloc.h"

#define LEAST_COUNT	1.5		/* seen together, more than once */
#define LEAST_SHARE	.4		/* of all explanations of a word, seen
					   from both sides */
#define MOSTLY		.5		/* of those of a neighbour */
#define TRUST		.85f		/* strength of a share of 1 */

/* The words of two sentences that the model knows. */
struct sentence {
	struct ty_cut	cut;
	uint32_t	word[TY_CUT_MAX];
	double		sum[TY_CUT_MAX];	/* the chances of all that may
						   be its translation */
};

static void read_sentence(struct sentence *s, const struct ty_model *model,
			  int side, const char *text)
{
	size_t i, n = 0;

	ty_cut_init(&s->cut);
	ty_cut(&s->cut, text, strlen(text));
	for (i = 0; i < s->cut.n; i++) {
		const struct ty_cut_word *w = &s->cut.v[i];

		s->word[n] = ty_model_word(model, side, s->cut.bytes.p + w->at,
					   w->len);
		if (s->word[n] == TY_MODEL_NONE)
			continue;
		s->sum[n] = ty_model_chance(model, !side, 0, s->word[n], NULL);
		s->cut.v[n++] = *w;
	}
	s->cut.n = n;
}

/* How probable each word of `to` is as the translation of each of `from`. */
static double *chances(const struct ty_model *model, int side,
		       const struct sentence *from, struct sentence *to)
{
	double *v = ty_alloc(from->cut.n * to->cut.n + 1, sizeof(*v)), count;
	size_t i, k;

	for (i = 0; i < from->cut.n; i++)
		for (k = 0; k < to->cut.n; k++) {
			double *x = &v[i * to->cut.n + k];

			*x = ty_model_chance(model, side, from->word[i],
					     to->word[k], &count);
			to->sum[k] += *x;
			if (count < LEAST_COUNT)
				*x = 0;
		}
	return v;
}

/* Two sentences, compared. */
struct pair {
	struct sentence	 s[2];
	double		*chance[2];	/* from words of each side: word i of
					   side 0 to k of the other is
					   chance[0][i * n1 + k], back it is
					   chance[1][k * n0 + i] */
};

/* How much of all that may have brought word `to` is word `from` of `side`. */
static double share(const struct pair *p, int side, size_t from, size_t to)
{
	const struct sentence *other = &p->s[!side];

	return p->chance[side][from * other->cut.n + to] / other->sum[to];
}

/*
 * Where word k of the other side stands, with the neighbours in its run of
 * characters that are also word i of `side`, above all: a compound is cut in
 * pairs that overlap.
 */
static struct ty_span whole(const struct pair *p, int side, size_t i, size_t k)
{
	const struct ty_cut *cut = &p->s[!side].cut;
	struct ty_span at = cut->v[k].span;
	size_t n;

	for (n = k; n > 0 && cut->v[n - 1].span.end > at.start &&
	     share(p, side, i, n - 1) >= MOSTLY; n--)
		at.start = cut->v[n - 1].span.start;
	for (n = k + 1; n < cut->n && cut->v[n].span.start < at.end &&
	     share(p, side, i, n) >= MOSTLY; n++)
		at.end = cut->v[n].span.end;
	return at;
}

static void add_tie(struct ty_ties *ties, const struct pair *p, size_t i,
		    size_t k)
{
	double x = sqrt(share(p, 0, i, k) * share(p, 1, k, i));
	struct ty_span a, b;

	if (!(x >= LEAST_SHARE) || p->s[0].cut.v[i].again ||
	    p->s[1].cut.v[k].again)
		return;
	a = whole(p, 1, k, i);
	b = whole(p, 0, i, k);
	ty_ties_add(ties, &a, &b, false, TRUST * (float)x);
}

void ty_ties_add_learnt(struct ty_ties *ties, const struct ty_model *model,
			bool swapped, const char *const text[2], size_t most)
{
	struct pair *p = ty_alloc(1, sizeof(*p));
	size_t i, k;
	int s;

	for (s = 0; s < 2; s++)
		read_sentence(&p->s[s], model, s ^ swapped, text[s]);
	for (s = 0; s < 2; s++)
		p->chance[s] = chances(model, s ^ swapped, &p->s[s],
				       &p->s[!s]);
	for (i = 0; i < p->s[0].cut.n; i++)
		for (k = 0; k < p->s[1].cut.n && ties->n < most; k++)
			add_tie(ties, p, i, k);
	for (s = 0; s < 2; s++) {
		free(p->chance[s]);
		ty_cut_release(&p->s[s].cut);
	}
	free(p);
}
