/* Which documents of the other side are like one: an inverted index. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/docpair_index.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/team.h"

/* What an index of many documents leaves out: words that more than one in
 * COMMON has.  They tell little, and would cost the most. */
#define MANY		2000
#define COMMON		8

struct posting {
	uint32_t	document;
	float		weight;
};

/* Room of one thread: of each document of side 1, */
struct room {
	float		*sum;
	uint32_t	*seen;		/* the last word that met it */
	uint32_t	*met;		/* documents met at all */
	size_t		 nmet;
	uint32_t	 words;		/* looked up so far */
};

struct index {
	const struct ty_mentions *m;
	const struct ty_counterparts *counterparts;
	const struct ty_pair_document *const *docs;
	size_t *const *partner;
	const struct ty_docpair_options *options;
	struct posting	*postings;	/* of word w: from first[w] to
					   first[w + 1] */
	size_t		*first;
	double		*length[2];	/* of each document, squared */
	struct ty_candidates *out;
	struct room	 room[TY_TEAM_MAX];
};

static void post(struct index *x)
{
	const struct ty_mentions *m = &x->m[1];
	size_t words = m->words.names.n, i, k, *end;

	x->first = ty_alloc(words + 2, sizeof(*x->first));
	end = x->first + 1;
	for (k = 0; k < words; k++)
		end[k + 1] = end[k] + m->words.documents[k];
	x->postings = ty_alloc(end[words] + 1, sizeof(*x->postings));
	for (i = 0; i < m->n; i++)
		for (k = 0; k < m->of[i].n; k++) {
			const struct ty_mention *v = &m->of[i].v[k];

			x->postings[end[v->word]++] = (struct posting){
				(uint32_t)i, v->weight
			};
		}
}

static bool common(const struct index *x, uint32_t word)
{
	return x->m[1].n > MANY &&
	       x->m[1].words.documents[word] > x->m[1].n / COMMON;
}

/* The weight of all that a document mentions and that could be met. */
static void measure(struct index *x)
{
	const struct ty_counterparts *c;
	size_t words[2] = { x->m[0].words.names.n, x->m[1].words.names.n };
	float *best[2];
	size_t i, k;
	int side;

	for (side = 0; side < 2; side++)
		best[side] = ty_alloc(words[side] + 1, sizeof(**best));
	for (i = 0; i < words[0]; i++) {
		c = &x->counterparts[i];
		for (k = 0; k < c->n; k++) {
			float w = c->v[k].weight;

			if (common(x, c->v[k].word))
				continue;
			if (w > best[0][i])
				best[0][i] = w;
			if (w > best[1][c->v[k].word])
				best[1][c->v[k].word] = w;
		}
	}
	for (side = 0; side < 2; side++) {
		const struct ty_mentions *m = &x->m[side];

		x->length[side] = ty_alloc(m->n + 1, sizeof(double));
		for (i = 0; i < m->n; i++)
			for (k = 0; k < m->of[i].n; k++)
				x->length[side][i] += (double)m->of[i].v[k].weight *
					(double)best[side][m->of[i].v[k].word];
		free(best[side]);
	}
}

/* Add what a word of the document brings to all that have a counterpart of it,
 * to each the weightiest alone. */
static void look_up(struct index *x, struct room *r, const struct ty_mention *v)
{
	const struct ty_counterparts *c = &x->counterparts[v->word];
	const struct posting *p, *end;
	size_t k;

	r->words++;
	for (k = 0; k < c->n; k++) {
		uint32_t word = c->v[k].word;

		if (common(x, word))
			continue;
		end = x->postings + x->first[word + 1];
		for (p = x->postings + x->first[word]; p < end; p++) {
			float w = p->weight < v->weight ? p->weight : v->weight;

			if (r->seen[p->document] == r->words)
				continue;
			r->seen[p->document] = r->words;
			if (r->sum[p->document] == 0)
				r->met[r->nmet++] = p->document;
			r->sum[p->document] += w * c->v[k].weight;
		}
	}
}

/* Put a document where it belongs among the best. */
static void offer(struct ty_candidates *c, uint32_t at, float likeness)
{
	size_t k;

	if (c->n < TY_CANDIDATES)
		c->n++;
	for (k = c->n - 1; k > 0 && (c->likeness[k - 1] < likeness ||
		(c->likeness[k - 1] == likeness && c->at[k - 1] > at)); k--) {
		c->at[k] = c->at[k - 1];
		c->likeness[k] = c->likeness[k - 1];
	}
	c->at[k] = at;
	c->likeness[k] = likeness;
}

static bool worth_a_look(const struct index *x, const struct ty_candidates *c,
			 size_t i, uint32_t j, float likeness)
{
	const float *last = &c->likeness[TY_CANDIDATES - 1];

	if (x->partner[1][j] != TY_ALONE)
		return false;
	if (c->n == TY_CANDIDATES &&
	    (likeness < *last ||
	     (likeness == *last && j > c->at[TY_CANDIDATES - 1])))
		return false;
	return x->options->days < 0 ||
	       ty_days_apart(x->docs[0][i].day, x->docs[1][j].day) <=
	       x->options->days;
}

static float likeness_of(const struct index *x, const struct room *r, size_t i,
			 size_t j)
{
	double lengths = x->length[0][i] * x->length[1][j];

	return lengths > 0 ? (float)(r->sum[j] / sqrt(lengths)) : 0;
}

static void choose(struct index *x, struct room *r, size_t i)
{
	struct ty_candidates *c = &x->out[i];
	size_t partner = x->partner[0][i], k;
	float likeness;
	uint32_t j;

	if (partner != TY_ALONE)
		offer(c, (uint32_t)partner, likeness_of(x, r, i, partner));
	for (k = 0; k < r->nmet; k++) {
		j = r->met[k];
		likeness = likeness_of(x, r, i, j);
		r->sum[j] = 0;
		if (partner == TY_ALONE && worth_a_look(x, c, i, j, likeness))
			offer(c, j, likeness);
	}
	r->nmet = 0;
}

static bool search(void *user, size_t who, size_t i)
{
	struct index *x = user;
	struct room *r = &x->room[who];
	size_t k, n = x->m[1].n;

	if (who == 0) {
		ty_progress(x->options->monitor, _("looking for candidates"), i,
			    x->m[0].n);
		if (ty_cancelled(x->options->monitor))
			return false;
	}
	if (!r->sum) {
		r->sum = ty_alloc(n + 1, sizeof(*r->sum));
		r->seen = ty_alloc(n + 1, sizeof(*r->seen));
		r->met = ty_alloc(n + 1, sizeof(*r->met));
	}
	for (k = 0; k < x->m[0].of[i].n; k++)
		look_up(x, r, &x->m[0].of[i].v[k]);
	choose(x, r, i);
	return true;
}

struct ty_candidates *
ty_candidates_find(const struct ty_mentions m[2],
		   const struct ty_counterparts *counterparts,
		   const struct ty_pair_document *const docs[2],
		   size_t *const partner[2],
		   const struct ty_docpair_options *options)
{
	struct index x = {
		.m = m, .counterparts = counterparts, .docs = docs,
		.partner = partner, .options = options
	};
	bool done;
	size_t k;

	x.out = ty_alloc(m[0].n + 1, sizeof(*x.out));
	post(&x);
	measure(&x);
	done = ty_team_run(ty_team_size(options->threads, m[0].n), m[0].n,
			   search, &x);
	for (k = 0; k < TY_TEAM_MAX; k++) {
		free(x.room[k].sum);
		free(x.room[k].seen);
		free(x.room[k].met);
	}
	free(x.postings);
	free(x.first);
	free(x.length[0]);
	free(x.length[1]);
	if (done)
		return x.out;
	free(x.out);
	return NULL;
}
