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

void ty_ties_add_learnt(struct ty_ties *ties, const struct ty_model *model,
			bool swapped, const char *const text[2], size_t most)
{
	struct sentence *s = ty_alloc(2, sizeof(*s));
	double *there, *back, share;
	size_t i, k;

	read_sentence(&s[0], model, swapped, text[0]);
	read_sentence(&s[1], model, !swapped, text[1]);
	there = chances(model, swapped, &s[0], &s[1]);
	back = chances(model, !swapped, &s[1], &s[0]);
	for (i = 0; i < s[0].cut.n; i++)
		for (k = 0; k < s[1].cut.n && ties->n < most; k++) {
			const struct ty_cut_word *a = &s[0].cut.v[i];
			const struct ty_cut_word *b = &s[1].cut.v[k];
			double x = there[i * s[1].cut.n + k];
			double y = back[k * s[0].cut.n + i];

			if (x <= 0 || y <= 0 || a->again || b->again)
				continue;
			share = sqrt(x / s[1].sum[k] * y / s[0].sum[i]);
			if (share >= LEAST_SHARE)
				ty_ties_add(ties, &a->span, &b->span, false,
					    TRUST * (float)share);
		}
	free(there);
	free(back);
	ty_cut_release(&s[0].cut);
	ty_cut_release(&s[1].cut);
	free(s);
}
