/* Which document of one language is which of another. */

#include <stdlib.h>
#include <string.h>

#include "align/docpair_index.h"
#include "align/docpair_judge.h"
#include "align/lexicon.h"
#include "align/pair.h"
#include "base/alloc.h"
#include "base/error.h"

/* A candidate that is so much less like a document than the likest one is not
 * looked at, unless it is what it itself is likest to. */
#define WORTH		0.5

struct search {
	struct ty_judge	 judge;
	size_t		 n[2];
	struct ty_docpairs *out;
	bool		*taken[2];	/* documents that have their partner */
};

static void put(struct ty_paired **v, size_t *n, size_t *cap,
		const struct ty_paired *pair)
{
	*v = ty_grow(*v, cap, *n + 1, sizeof(**v));
	(*v)[(*n)++] = *pair;
}

/* ---------------------------------------------------------------- links -- */

#define SEVERAL	((size_t)-1)		/* documents have it */

/* The one document of a side that has a key, for each key. */
struct keys {
	struct ty_intern names;
	size_t		*owner[2];	/* 0: none; number + 1; SEVERAL */
	size_t		 cap[2];
};

static void own(struct keys *keys, int side, const char *key, size_t i)
{
	uint32_t old = keys->names.n, k;
	size_t *owner;
	int s;

	k = ty_intern_add(&keys->names, key, strlen(key));
	for (s = 0; s < 2; s++) {
		keys->owner[s] = ty_grow(keys->owner[s], &keys->cap[s],
					 keys->names.n, sizeof(*owner));
		if (k == old)
			keys->owner[s][k] = 0;
	}
	owner = &keys->owner[side][k];
	*owner = !*owner || *owner == i + 1 ? i + 1 : SEVERAL;
}

/* The pairs that documents say they are; one that has two such partners by
 * different keys gets the first. */
static void find_links(struct search *s, struct ty_paired **v, size_t *n)
{
	struct keys keys = { .owner = { NULL, NULL } };
	size_t i, k, cap = 0;
	int side;

	for (side = 0; side < 2; side++)
		for (i = 0; i < s->n[side]; i++) {
			const struct ty_pair_document *d =
				&s->judge.docs[side][i];

			for (k = 0; k < d->nkeys; k++)
				own(&keys, side, d->keys[k], i);
		}
	for (k = 0; k < keys.names.n; k++) {
		size_t a = keys.owner[0][k], b = keys.owner[1][k];
		struct ty_paired pair = { .at = { a - 1, b - 1 },
					  .linked = true };

		if (!a || !b || a == SEVERAL || b == SEVERAL ||
		    s->taken[0][a - 1] || s->taken[1][b - 1])
			continue;
		s->taken[0][a - 1] = s->taken[1][b - 1] = true;
		put(v, n, &cap, &pair);
	}
	free(keys.owner[0]);
	free(keys.owner[1]);
	ty_intern_release(&keys.names);
}

/* Pairs that are linked, unless their texts belie it. */
static bool take_links(struct search *s)
{
	struct ty_paired *v = NULL, *p;
	size_t n = 0;
	bool done;

	find_links(s, &v, &n);
	done = ty_judge_align(&s->judge, v, n);
	for (p = v; p < v + n && done; p++) {
		p->score = ty_judge_linked(p);
		if (p->score > 0) {
			put(&s->out->v, &s->out->n, &s->out->cap, p);
			continue;
		}
		put(&s->out->belied, &s->out->nbelied, &s->out->cap_belied, p);
		s->taken[0][p->at[0]] = s->taken[1][p->at[1]] = false;
	}
	free(v);
	return done;
}

/* ---------------------------------------------------------------- texts -- */

/* The documents without a partner, and which of all they are. */
struct rest {
	struct ty_pair_document	*docs[2];
	size_t			*which[2], n[2];
};

static void leave(struct rest *rest, const struct search *s)
{
	size_t i;
	int side;

	for (side = 0; side < 2; side++) {
		rest->n[side] = 0;
		rest->docs[side] = ty_alloc(s->n[side] + 1,
					    sizeof(*rest->docs[side]));
		rest->which[side] = ty_alloc(s->n[side] + 1, sizeof(size_t));
		for (i = 0; i < s->n[side]; i++) {
			if (s->taken[side][i])
				continue;
			rest->docs[side][rest->n[side]] =
				s->judge.docs[side][i];
			rest->which[side][rest->n[side]++] = i;
		}
	}
}

/* Candidates worth aligning, as pairs. */
static void sift(struct ty_paired **v, size_t *n,
		 const struct ty_candidates *all, const size_t docs[2])
{
	float *likest = ty_alloc(docs[1] + 1, sizeof(*likest));
	const struct ty_candidates *c;
	size_t i, k, cap = 0;

	for (c = all; c < all + docs[0]; c++)
		for (k = 0; k < c->n; k++)
			if (c->likeness[k] > likest[c->at[k]])
				likest[c->at[k]] = c->likeness[k];
	for (i = 0; i < docs[0]; i++) {
		c = &all[i];
		for (k = 0; k < c->n; k++) {
			struct ty_paired pair = { .at = { i, c->at[k] },
						  .likeness = c->likeness[k] };

			if (c->likeness[k] >= WORTH * c->likeness[0] ||
			    c->likeness[k] == likest[c->at[k]])
				put(v, n, &cap, &pair);
		}
	}
	free(likest);
}

/* Pairs that may be, without scores; false: cancelled. */
static bool find_candidates(struct ty_paired **v, size_t *n, struct search *s,
			    const struct rest *rest)
{
	const struct ty_pair_document *const docs[2] = { rest->docs[0],
							 rest->docs[1] };
	const struct ty_docpair_options *options = s->judge.options;
	struct ty_candidates *candidates = NULL;
	struct ty_counterparts *counterparts;
	struct ty_mentions m[2];
	size_t k;

	if (ty_mentions_find(m, s->judge.lexicon, s->judge.readers, docs,
			     rest->n, options)) {
		counterparts = ty_counterparts_find(m, s->judge.lexicon,
						    options->threads);
		candidates = ty_candidates_find(m, counterparts, docs, options);
		for (k = 0; k < m[0].words.names.n; k++)
			free(counterparts[k].v);
		free(counterparts);
	}
	ty_mentions_release(&m[0]);
	ty_mentions_release(&m[1]);
	if (!candidates)
		return false;
	sift(v, n, candidates, rest->n);
	free(candidates);
	return true;
}

static int best_first(const void *a, const void *b)
{
	const struct ty_paired *x = a, *y = b;
	int k;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	for (k = 0; k < 2; k++)
		if (x->at[k] != y->at[k])
			return x->at[k] < y->at[k] ? -1 : 1;
	return 0;
}

/* The best pairs, each document once unless many are wanted. */
static void assign(struct search *s, struct ty_paired *v, size_t n)
{
	const struct ty_docpair_options *options = s->judge.options;
	struct ty_paired *p;

	if (n)
		qsort(v, n, sizeof(*v), best_first);
	for (p = v; p < v + n && p->score >= options->least; p++) {
		if (s->taken[0][p->at[0]] || s->taken[1][p->at[1]])
			continue;
		put(&s->out->v, &s->out->n, &s->out->cap, p);
		if (!options->many)
			s->taken[0][p->at[0]] = s->taken[1][p->at[1]] = true;
	}
}

static bool take_texts(struct search *s)
{
	struct ty_judge judge = s->judge;
	struct ty_paired *v = NULL;
	struct rest rest;
	size_t n = 0, k;
	bool done;
	int side;

	leave(&rest, s);
	judge.docs[0] = rest.docs[0];
	judge.docs[1] = rest.docs[1];
	done = find_candidates(&v, &n, s, &rest) &&
	       ty_judge_align(&judge, v, n);
	if (done) {
		ty_judge_compare(v, n, rest.n);
		for (k = 0; k < n; k++)
			for (side = 0; side < 2; side++)
				v[k].at[side] = rest.which[side][v[k].at[side]];
		assign(s, v, n);
	}
	free(v);
	for (side = 0; side < 2; side++) {
		free(rest.docs[side]);
		free(rest.which[side]);
	}
	return done;
}

/* ----------------------------------------------------------- all of it -- */

static int in_order(const void *a, const void *b)
{
	const struct ty_paired *x = a, *y = b;
	int k;

	for (k = 0; k < 2; k++)
		if (x->at[k] != y->at[k])
			return x->at[k] < y->at[k] ? -1 : 1;
	return 0;
}

static void turn_round(struct ty_paired *v, size_t n)
{
	size_t k, at;

	for (k = 0; k < n; k++) {
		at = v[k].at[0];
		v[k].at[0] = v[k].at[1];
		v[k].at[1] = at;
	}
}

static void arrange(struct ty_paired *v, size_t n, bool reversed)
{
	if (reversed)
		turn_round(v, n);
	if (n)
		qsort(v, n, sizeof(*v), in_order);
}

enum ty_status ty_docpair_find(struct ty_docpairs *out,
			       const struct ty_lexicon *lexicon,
			       const char *const lang[2],
			       const struct ty_pair_document *const docs[2],
			       const size_t n[2],
			       const struct ty_docpair_options *options,
			       struct ty_error *err)
{
	struct search s = { .out = out };
	struct ty_value_reader *readers[2] = { NULL, NULL };
	bool reversed = false;
	enum ty_status st = TY_OK;
	int side, theirs;

	memset(out, 0, sizeof(*out));
	if (lexicon && !ty_lexicon_fits(lexicon, lang[0], lang[1], &reversed))
		lexicon = NULL;
	s.judge.lexicon = lexicon;
	s.judge.options = options;
	for (side = 0; side < 2; side++) {
		theirs = side ^ reversed;
		s.judge.docs[side] = docs[theirs];
		s.n[side] = n[theirs];
		s.taken[side] = ty_alloc(n[theirs] + 1, sizeof(bool));
		if (st == TY_OK)
			st = ty_value_reader_open(&readers[side], lang[theirs],
						  err);
		s.judge.readers[side] = readers[side];
	}
	s.judge.ratio = ty_align_ratio(lang[reversed], lang[!reversed]);
	if (st == TY_OK && (!take_links(&s) || !take_texts(&s)))
		st = ty_fail_cancelled(err);
	arrange(out->v, out->n, reversed);
	arrange(out->belied, out->nbelied, reversed);
	for (side = 0; side < 2; side++) {
		ty_value_reader_close(readers[side]);
		free(s.taken[side]);
	}
	if (st != TY_OK)
		ty_docpairs_release(out);
	return st;
}

void ty_docpairs_release(struct ty_docpairs *pairs)
{
	free(pairs->v);
	free(pairs->belied);
	memset(pairs, 0, sizeof(*pairs));
}

/* ----------------------------------------------------------------- days -- */

/* Days between two places on a circle. */
static int around(int a, int b, int all)
{
	int d = abs(a - b) % all;

	return d < all - d ? d : all - d;
}

/* Days from 1 March of the year 0 in the Gregorian calendar. */
static int count_days(struct ty_day d)
{
	int year = d.year - (d.month < 3), month = (d.month + 9) % 12;

	return 365 * year + year / 4 - year / 100 + year / 400 +
	       (153 * month + 2) / 5 + d.day;
}

int ty_days_apart(struct ty_day a, struct ty_day b)
{
	if (!a.day || !b.day)
		return 0;
	/* The month that ends between them may be short. */
	if (!a.month || !b.month)
		return abs(a.day - b.day) > 15 ?
		       31 - abs(a.day - b.day) : abs(a.day - b.day);
	if (!a.year || !b.year) {
		a.year = b.year = 1;
		return around(count_days(a), count_days(b), 365);
	}
	return abs(count_days(a) - count_days(b));
}
