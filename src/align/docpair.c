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
	size_t		*partner[2];	/* of each document; or TY_ALONE */
	struct ty_mentions mentions[2];
	struct ty_counterparts *counterparts;
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

/* The partners that documents say they have; one that has two such by different
 * keys gets the first. */
static void find_links(struct search *s)
{
	struct keys keys = { .owner = { NULL, NULL } };
	size_t i, k;
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

		if (!a || !b || a == SEVERAL || b == SEVERAL ||
		    s->partner[0][a - 1] != TY_ALONE ||
		    s->partner[1][b - 1] != TY_ALONE)
			continue;
		s->partner[0][a - 1] = b - 1;
		s->partner[1][b - 1] = a - 1;
	}
	free(keys.owner[0]);
	free(keys.owner[1]);
	ty_intern_release(&keys.names);
}

/* Pairs that are linked, unless their texts belie it; false: cancelled. */
static bool take_links(struct search *s, const struct ty_candidates *all)
{
	struct ty_paired *v = NULL, *p;
	size_t n = 0, cap = 0, i;
	bool done;

	for (i = 0; i < s->n[0]; i++) {
		struct ty_paired pair = { .at = { i, s->partner[0][i] },
					  .linked = true };

		if (pair.at[1] == TY_ALONE)
			continue;
		pair.likeness = all[i].likeness[0];
		put(&v, &n, &cap, &pair);
	}
	done = ty_judge_align(&s->judge, v, n);
	for (p = v; p < v + n && done; p++) {
		if (ty_judge_linked(p)) {
			put(&s->out->v, &s->out->n, &s->out->cap, p);
			continue;
		}
		put(&s->out->belied, &s->out->nbelied, &s->out->cap_belied, p);
		s->partner[0][p->at[0]] = s->partner[1][p->at[1]] = TY_ALONE;
	}
	free(v);
	return done;
}

/* ---------------------------------------------------------------- texts -- */

/* Candidates worth aligning, as pairs. */
static void sift(struct ty_paired **v, size_t *n, const struct search *s,
		 const struct ty_candidates *all)
{
	float *likest = ty_alloc(s->n[1] + 1, sizeof(*likest));
	const struct ty_candidates *c;
	size_t i, k, cap = 0;

	for (c = all; c < all + s->n[0]; c++)
		for (k = 0; k < c->n; k++)
			if (c->likeness[k] > likest[c->at[k]])
				likest[c->at[k]] = c->likeness[k];
	for (i = 0; i < s->n[0]; i++) {
		c = &all[i];
		for (k = 0; k < c->n && s->partner[0][i] == TY_ALONE; k++) {
			struct ty_paired pair = { .at = { i, c->at[k] },
						  .likeness = c->likeness[k] };

			if (c->likeness[k] >= WORTH * c->likeness[0] ||
			    c->likeness[k] == likest[c->at[k]])
				put(v, n, &cap, &pair);
		}
	}
	free(likest);
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
		if (s->partner[0][p->at[0]] != TY_ALONE ||
		    s->partner[1][p->at[1]] != TY_ALONE)
			continue;
		put(&s->out->v, &s->out->n, &s->out->cap, p);
		if (!options->many) {
			s->partner[0][p->at[0]] = p->at[1];
			s->partner[1][p->at[1]] = p->at[0];
		}
	}
}

static bool take_texts(struct search *s, const struct ty_candidates *all)
{
	struct ty_paired *v = NULL;
	size_t n = 0;
	bool done;

	sift(&v, &n, s, all);
	done = ty_judge_align(&s->judge, v, n);
	if (done) {
		ty_judge_compare(v, n, s->n);
		assign(s, v, n);
	}
	free(v);
	return done;
}

static struct ty_candidates *find_candidates(struct search *s)
{
	return ty_candidates_find(s->mentions, s->counterparts, s->judge.docs,
				  s->partner, s->judge.options);
}

/* False: cancelled. */
static bool pair_all(struct search *s)
{
	const struct ty_docpair_options *options = s->judge.options;
	struct ty_candidates *all;
	bool done;

	find_links(s);
	if (!ty_mentions_find(s->mentions, s->judge.lexicon, s->judge.readers,
			      s->judge.docs, s->n, options))
		return false;
	s->counterparts = ty_counterparts_find(s->mentions, s->judge.lexicon,
					       options->threads);
	all = find_candidates(s);
	done = all && take_links(s, all);
	if (done && s->out->nbelied) {
		/* Now these are candidates like all others. */
		free(all);
		all = find_candidates(s);
		done = all;
	}
	done = done && take_texts(s, all);
	free(all);
	return done;
}

static void release(struct search *s)
{
	size_t k;
	int side;

	for (k = 0; s->counterparts && k < s->mentions[0].words.names.n; k++)
		free(s->counterparts[k].v);
	free(s->counterparts);
	for (side = 0; side < 2; side++) {
		ty_mentions_release(&s->mentions[side]);
		free(s->partner[side]);
	}
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
	size_t i;

	memset(out, 0, sizeof(*out));
	if (lexicon && !ty_lexicon_fits(lexicon, lang[0], lang[1], &reversed))
		lexicon = NULL;
	s.judge.lexicon = lexicon;
	s.judge.options = options;
	s.judge.ratio = ty_align_ratio(lang[reversed], lang[!reversed]);
	for (side = 0; side < 2; side++) {
		theirs = side ^ reversed;
		s.judge.docs[side] = docs[theirs];
		s.n[side] = n[theirs];
		s.partner[side] = ty_alloc(n[theirs] + 1, sizeof(size_t));
		for (i = 0; i < n[theirs]; i++)
			s.partner[side][i] = TY_ALONE;
		if (st == TY_OK)
			st = ty_value_reader_open(&readers[side], lang[theirs],
						  err);
		s.judge.readers[side] = readers[side];
	}
	if (st == TY_OK && !pair_all(&s))
		st = ty_fail_cancelled(err);
	arrange(out->v, out->n, reversed);
	arrange(out->belied, out->nbelied, reversed);
	ty_value_reader_close(readers[0]);
	ty_value_reader_close(readers[1]);
	release(&s);
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
