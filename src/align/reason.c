/* The evidence for a bead, in the words of its segments. */

#include <math.h>
#include <stdlib.h>

#include "align/reason.h"
#include "base/alloc.h"

/* A pairing being explained. */
struct teller {
	const struct ty_alignment *al;
	const struct ty_pairing	*p;
	const char *const	*const *text;
	int			 source;
	struct ty_reasons	*reasons;
	size_t			 cap;
	double			*odds[2];	/* of its items, by side, from
						   first[at] on */
	bool			*told[2];
};

static const char *const word_of_link[TY_NLINKS] = {
	[TY_LINK_NUMBER] = "number", [TY_LINK_SMALL] = "number",
	[TY_LINK_MONTH] = "month", [TY_LINK_LATIN] = "word",
	[TY_LINK_SOUND] = "sound", [TY_LINK_ECHO] = "sound",
	[TY_LINK_TERM] = "term", [TY_LINK_SHORT] = "term",
	[TY_LINK_SIGN] = "term", [TY_LINK_FIRST] = "dictionary",
	[TY_LINK_USUAL] = "dictionary", [TY_LINK_OTHER] = "dictionary",
	[TY_LINK_PART] = "dictionary", [TY_LINK_FAINT] = "dictionary",
	[TY_LINK_NAME] = "name", [TY_LINK_MARK] = "mark"
};

static const char *const word_of_lost[TY_NLOST + 1] = {
	[TY_LOST_NUMBER] = "number", [TY_LOST_NAME] = "name",
	[TY_LOST_TERM] = "term", [TY_NLOST] = "word"
};

static struct ty_reason *add(struct teller *t, const char *kind, double odds)
{
	struct ty_reasons *rs = t->reasons;

	rs->items = ty_grow(rs->items, &t->cap, rs->n + 1, sizeof(*rs->items));
	rs->items[rs->n] = (struct ty_reason){ .kind = kind, .odds = odds };
	return &rs->items[rs->n++];
}

static const struct ty_segments *side_of(const struct teller *t, int side)
{
	return &t->al->features.side[side];
}

static size_t first(const struct teller *t, int side)
{
	return side_of(t, side)->first[t->p->at[side]];
}

static size_t end(const struct teller *t, int side)
{
	return side_of(t, side)->first[t->p->at[side] + t->p->n[side]];
}

/* Say where item `k` of `side` stands. */
static void quote(const struct teller *t, struct ty_reason *r, int side,
		  size_t k)
{
	const struct ty_segments *s = side_of(t, side);
	size_t i = t->p->at[side];
	char **out = side == t->source ? &r->source : &r->target;

	while (k >= s->first[i + 1])
		i++;
	*out = ty_strndup(t->text[side][i] + s->spans[k].start,
			  s->spans[k].end - s->spans[k].start);
}

/* What item `k` of `side` says, unless it has been told. */
static double take(struct teller *t, int side, size_t k)
{
	size_t at = k - first(t, side);

	if (t->told[side][at])
		return 0;
	t->told[side][at] = true;
	return t->odds[side][at];
}

static void tell_link(struct teller *t, const struct ty_link *link, size_t k,
		      size_t m)
{
	struct ty_reason *r;
	double odds;

	if (t->told[0][k - first(t, 0)] && t->told[1][m - first(t, 1)])
		return;
	odds = take(t, 0, k) + take(t, 1, m);
	r = add(t, word_of_link[link->kind], odds);
	quote(t, r, 0, k);
	quote(t, r, 1, m);
}

/* The links of feature `f` of side 0: *n of them. */
static const struct ty_link *links_of(const struct ty_links *links, uint32_t f,
				      size_t *n)
{
	size_t low = 0, high = links->n, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (links->v[mid].feature[0] < f)
			low = mid + 1;
		else
			high = mid;
	}
	for (*n = 0; low + *n < links->n &&
	     links->v[low + *n].feature[0] == f; ++*n)
		;
	return links->v + low;
}

/* What both sides have, the surest first. */
static void tell_links(struct teller *t, bool sure)
{
	const struct ty_segments *s = side_of(t, 0), *o = side_of(t, 1);
	const struct ty_link *link;
	size_t k, m, n;

	for (k = first(t, 0); k < end(t, 0); k++) {
		link = links_of(&t->al->ev.links, s->items[k], &n);
		for (; n; n--, link++)
			for (m = first(t, 1); m < end(t, 1); m++)
				if (o->items[m] == link->feature[1] &&
				    sure == (link->kind < TY_LINK_UNSURE))
					tell_link(t, link, k, m);
	}
}

/* What kind of thing has no counterpart here. */
static const char *word_of_feature(const struct teller *t, int side,
				   uint32_t f)
{
	const struct ty_met *met = &t->al->ev.links.met[side][f];
	int h;

	for (h = 0; h < TY_NHITS; h++)
		if (met->hits[h].n)
			return word_of_link[met->hits[h].kind];
	return word_of_lost[ty_evidence_lost(&t->al->ev,
					     &t->al->features.v[f])];
}

static void tell_missed(struct teller *t, int side)
{
	const struct ty_segments *s = side_of(t, side);
	double odds;
	size_t k;

	for (k = first(t, side); k < end(t, side); k++) {
		odds = take(t, side, k);
		if (odds == 0)
			continue;
		quote(t, add(t, word_of_feature(t, side, s->items[k]), odds),
		      side, k);
	}
}

static void tell_pair(struct teller *t)
{
	const struct ty_pairing *p = t->p;
	const struct ty_evidence *ev = &t->al->ev;
	const struct ty_priors *priors = &t->al->priors;
	struct ty_clue *clues = NULL;
	size_t n, k, cap = 0;
	float score;

	n = ty_evidence_clues(ev, p->at[0], p->n[0], p->at[1], p->n[1], &clues,
			      &cap);
	for (k = 0; k < n; k++)
		t->odds[clues[k].side][clues[k].item -
				       first(t, clues[k].side)] +=
			clues[k].odds;
	free(clues);
	tell_links(t, true);
	tell_links(t, false);
	tell_missed(t, 0);
	tell_missed(t, 1);
	add(t, "length", ty_evidence_length(ev, p->at[0], p->n[0], p->at[1],
					    p->n[1]));
	add(t, "prior", ev->weights->bead[p->n[0]][p->n[1]]);
	/* Its score is the gain over leaving all of it out. */
	if (p->crossed && ty_evidence_pair(ev, p->at[0], p->n[0], p->at[1],
					   p->n[1], &score))
		add(t, "order", p->score - (double)score +
		    priors->omission[0] * (double)p->n[0] +
		    priors->omission[1] * (double)p->n[1]);
}

/* What is nowhere on the other side speaks against any pairing. */
static void tell_omission(struct teller *t, int side)
{
	const struct ty_evidence *ev = &t->al->ev;
	const struct ty_segments *s = side_of(t, side);
	uint32_t f;
	size_t k;

	for (k = first(t, side); k < end(t, side); k++) {
		f = s->items[k];
		if (!ev->links.met[side][f].there)
			t->odds[side][k - first(t, side)] = -(double)
				ev->odds[side][TY_NHITS * f + TY_HITS_ALL].
				missed[0];
	}
	tell_missed(t, side);
	add(t, "prior", t->al->priors.omission[side]);
}

static int by_weight(const void *a, const void *b)
{
	const struct ty_reason *x = a, *y = b;
	double p = fabs(x->odds), q = fabs(y->odds);

	return (p < q) - (p > q);
}

void ty_reasons_find(struct ty_reasons *reasons, const struct ty_alignment *al,
		     const struct ty_pairing *p,
		     const char *const *const text[2], int source)
{
	struct teller t = {
		.al = al, .p = p, .text = text, .source = source,
		.reasons = reasons
	};
	int side;

	for (side = 0; side < 2; side++) {
		t.odds[side] = ty_alloc(end(&t, side) - first(&t, side) + 1,
					sizeof(*t.odds[side]));
		t.told[side] = ty_alloc(end(&t, side) - first(&t, side) + 1,
					sizeof(*t.told[side]));
	}
	if (p->n[0] && p->n[1])
		tell_pair(&t);
	else
		tell_omission(&t, p->n[0] == 0);
	qsort(reasons->items, reasons->n, sizeof(*reasons->items), by_weight);
	for (side = 0; side < 2; side++) {
		free(t.odds[side]);
		free(t.told[side]);
	}
}

void ty_reasons_release(struct ty_reasons *reasons)
{
	size_t k;

	for (k = 0; k < reasons->n; k++) {
		free(reasons->items[k].source);
		free(reasons->items[k].target);
	}
	free(reasons->items);
}
