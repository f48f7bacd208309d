/* Terms proposed from pairs of segments: what is counted, who goes with whom. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "base/io.h"
#include "flow/term_extract.h"
#include "flow/terms.h"
#include "text/norm.h"
#include "text/utf8.h"

#define MAX_PAIRS	2000000u
#define MAX_KEYS	4000000u	/* expressions of a side */
#define TELL_EVERY	2000

/* ------------------------------------------------------------ counting -- */

static void side_release(struct ty_extract_side *s)
{
	ty_expression_finder_close(s->finder);
	ty_expressions_release(&s->found);
	ty_intern_release(&s->keys);
	ty_intern_release(&s->forms);
	free(s->stats);
	free(s->ids);
	free(s->start);
	free(s->number);
}

/* Vote for how an expression is written (Boyer and Moore's majority): where it
 * begins a segment, its capital is worth little. */
static void vote(struct ty_extract_side *s, struct ty_extract_stat *stat,
		 const struct ty_expression *e)
{
	const char *form = s->found.text.p + e->form;
	uint32_t id;

	stat->seen += !e->first;
	stat->names += !e->first && e->name;
	if (e->first && stat->votes > 0)
		return;
	if (stat->votes > 0 &&
	    !strcmp(form, ty_intern_get(&s->forms, stat->form))) {
		stat->votes++;
		return;
	}
	if (stat->votes > 0 && !stat->weak) {
		stat->votes--;
		return;
	}
	id = ty_intern_add(&s->forms, form, e->form_len);
	stat->form = id;
	stat->votes = 1;
	stat->weak = e->first;
}

/* Count the expressions of a text, each once; `pair` is its number + 1. */
static void count(struct ty_extract_side *s, const char *text, uint32_t pair)
{
	size_t i;

	ty_expressions_find(s->finder, text, strlen(text), &s->found);
	for (i = 0; i < s->found.n; i++) {
		const struct ty_expression *e = &s->found.v[i];
		const char *key = s->found.text.p + e->key;
		struct ty_extract_stat *stat;
		uint32_t id, was = s->keys.n;

		id = was < MAX_KEYS ?
		     ty_intern_add(&s->keys, key, e->key_len) :
		     ty_intern_find(&s->keys, key, e->key_len);
		if (id == TY_INTERN_NONE)
			continue;
		if (s->keys.n > was) {
			s->stats = ty_grow(s->stats, &s->cap_stats, s->keys.n,
					   sizeof(*s->stats));
			memset(&s->stats[id], 0, sizeof(s->stats[id]));
			s->stats[id].words = (uint8_t)e->words;
		}
		stat = &s->stats[id];
		vote(s, stat, e);
		if (stat->last == pair)
			continue;
		stat->last = pair;
		stat->count++;
		s->ids = ty_grow(s->ids, &s->cap_ids, s->nids + 1,
				 sizeof(*s->ids));
		s->ids[s->nids++] = id;
	}
	s->start = ty_grow(s->start, &s->cap_start, pair + 1,
			   sizeof(*s->start));
	s->start[pair] = s->nids;
}

static enum ty_status poll(struct ty_extract *x, const char *what,
			   uint64_t done, uint64_t total,
			   struct ty_error *err)
{
	if (done % TELL_EVERY)
		return TY_OK;
	ty_progress(&x->desk->monitor, what, done, total);
	return ty_cancelled(&x->desk->monitor) ? ty_fail_cancelled(err) :
	       TY_OK;
}

/* The same pair again says nothing new. */
static bool is_new(struct ty_extract *x, const char *source,
		   const char *target)
{
	uint64_t key[2] = { ty_hash_bytes(source, strlen(source)),
			    ty_hash_bytes(target, strlen(target)) };
	uint32_t was = x->pairs_seen.n;

	ty_intern_add(&x->pairs_seen, (const char *)key, sizeof(key));
	return x->pairs_seen.n > was;
}

static enum ty_status count_pairs(struct ty_extract *x,
				  const struct ty_pairs *pairs,
				  struct ty_error *err)
{
	const char *source, *target;
	enum ty_status st;

	while ((st = pairs->next(pairs->user, &source, &target, err)) ==
	       TY_OK) {
		x->read++;
		if (!is_new(x, source, target))
			continue;
		if (x->npairs == MAX_PAIRS) {
			ty_note(&x->desk->monitor, TY_ELIMIT, "", 0, 0,
				_("only the first %u different pairs were looked at"),
				MAX_PAIRS);
			return TY_OK;
		}
		x->pairs = ty_grow(x->pairs, &x->cap_pairs, x->npairs + 1,
				   sizeof(*x->pairs));
		x->pairs[x->npairs].number = x->read - 1;
		x->pairs[x->npairs].length = strlen(source) + strlen(target);
		x->npairs++;
		count(&x->source, source, (uint32_t)x->npairs);
		count(&x->target, target, (uint32_t)x->npairs);
		st = poll(x, _("reading"), x->npairs, 0, err);
		if (st != TY_OK)
			return st;
	}
	return st == TY_END ? TY_OK : st;
}

/* ----------------------------------------------------------- selection -- */

/* Tell each part of expression `id` that it stands in a longer one. */
static void tell_parts(struct ty_extract_side *s, uint32_t id)
{
	const char *key = ty_intern_get(&s->keys, id), *from, *to;
	size_t len = strlen(key);
	uint32_t part;

	for (from = key; from; from = strchr(from, TY_EXPRESSION_GAP)) {
		from += from > key;
		for (to = strchr(from, TY_EXPRESSION_GAP); ;
		     to = strchr(to + 1, TY_EXPRESSION_GAP)) {
			size_t n = to ? (size_t)(to - from) : strlen(from);

			part = n < len ? ty_intern_find(&s->keys, from, n) :
			       TY_INTERN_NONE;
			if (part != TY_INTERN_NONE &&
			    s->stats[part].within < s->stats[id].count)
				s->stats[part].within = s->stats[id].count;
			if (!to)
				break;
		}
	}
}

/*
 * Keep what stands by itself often enough, and number it.  C-value takes the
 * mean of the longer expressions from a count; the largest of them tells better
 * that "employ" is nothing without its "ee".
 */
static void select_terms(struct ty_extract_side *s, int64_t least)
{
	uint32_t i, alone;

	for (i = 0; i < s->keys.n; i++)
		if (s->stats[i].words > 1 && s->stats[i].count >= least)
			tell_parts(s, i);
	s->number = ty_alloc(s->keys.n, sizeof(*s->number));
	s->n = 0;
	for (i = 0; i < s->keys.n; i++) {
		const struct ty_extract_stat *t = &s->stats[i];

		alone = t->count > t->within ? t->count - t->within : 0;
		s->number[i] = t->count >= least && alone > 0.15 * t->count ?
			       ++s->n : 0;
	}
}

/* --------------------------------------------------------------- links -- */

static double part_of(double k, double expected)
{
	return k > 0 ? k * log(k / expected) : 0;
}

/* Dunning's log-likelihood ratio of a 2 by 2 table. */
static double likelihood(double both, double a, double b, double n)
{
	double only_a = a - both, only_b = b - both;
	double none = n - a - b + both;

	return 2 * (part_of(both, a * b / n) +
		    part_of(only_a, a * (n - b) / n) +
		    part_of(only_b, (n - a) * b / n) +
		    part_of(none, (n - a) * (n - b) / n));
}

/* "GNOME" in the target is no translation of "GNOME": all the words that it has
 * are in the source, which has them without a plural's ending. */
static bool is_copy(const char *source, const char *target)
{
	char word[256];
	size_t n;

	for (; *target; target += n + (target[n] != '\0')) {
		n = strcspn(target, (char[]){ TY_EXPRESSION_GAP, '\0' });
		if (n >= sizeof(word))
			return false;
		memcpy(word, target, n);
		word[n] = '\0';
		if (n > 2 && word[n - 1] == 's')
			word[n - 1] = '\0';
		if (!strstr(source, word))
			return false;
	}
	return true;
}

/* Is all of it katakana? */
static bool is_kana(const char *s)
{
	for (; *s; s += 3)
		if (memcmp(s, "\xE3\x82\xA1", 3) < 0 ||
		    memcmp(s, "\xE3\x83\xBE", 3) > 0 || !s[1] || !s[2])
			return false;
	return true;
}

/* What else speaks for a couple, 0..1: the newsroom's glossary has it, or the
 * one sounds like the other.  `en` and `ja` are keys. */
static double evidence(struct ty_extract *x, const char *en, const char *ja)
{
	struct ty_sound a, b;
	struct ty_buf *pair = &x->scratch;
	size_t i;

	/* Keys part words; the glossary does with spaces, and not at all. */
	ty_buf_clear(pair);
	for (i = 0; en[i]; i++)
		ty_buf_addc(pair, en[i] == TY_EXPRESSION_GAP ? ' ' : en[i]);
	ty_buf_addc(pair, '\t');
	for (i = 0; ja[i]; i++)
		if (ja[i] != TY_EXPRESSION_GAP)
			ty_buf_addc(pair, ja[i]);
	if (ty_intern_find(&x->glossary, pair->p, pair->len) !=
	    TY_INTERN_NONE)
		return 1;
	if (!is_kana(ja) || strlen(ja) < 9 || strchr(en, TY_EXPRESSION_GAP))
		return 0;
	ty_sound_of_latin(&a, en, strlen(en));
	ty_sound_of_kana(&b, ja, strlen(ja));
	return ty_sound_similarity(&x->sounds, &a, &b);
}

/* The glossary as keys would be, so that pairs are looked up.  A desk without
 * one proposes without it. */
static void read_glossary(struct ty_extract *x)
{
	struct ty_buf path = TY_BUF_INIT, text = TY_BUF_INIT;
	char *line, *next;

	ty_buf_addf(&path, "%s/lexicon/newsroom.tsv", x->desk->data);
	if (ty_read_file(&text, path.p, TY_MAX_STORY, NULL) == TY_OK)
		for (line = text.p; *line; line = next) {
			size_t n = strcspn(line, "\n");

			next = line + n + (line[n] != '\0');
			ty_buf_clear(&x->scratch);
			if (*line != '#' && ty_utf8_valid(line, n, NULL))
				ty_fold(&x->scratch, line, n, TY_FOLD_MATCH,
					NULL);
			if (x->scratch.len)
				ty_intern_add(&x->glossary, x->scratch.p,
					      x->scratch.len);
		}
	ty_buf_release(&path);
	ty_buf_release(&text);
}

static void offer(struct ty_extract *x, uint32_t s, uint32_t t, uint32_t both)
{
	double a = x->source.stats[s].count, b = x->target.stats[t].count;
	/* Dice's coefficient; what was seen twice proves less than what was
	 * seen often. */
	double score = 2.0 * both / (a + b + 3);
	const char *from = ty_intern_get(&x->source.keys, s);
	const char *to = ty_intern_get(&x->target.keys, t);
	struct ty_extract_link *best = x->best;
	size_t i;

	/* Of a thousand chance neighbours one reaches 10.83. */
	if (score < 0.1 ||
	    likelihood(both, a, b, (double)x->npairs) < 10.83 ||
	    is_copy(from, to))
		return;
	score += (1 - score) * 0.6 *
		 (x->backwards ? evidence(x, to, from) :
				 evidence(x, from, to));
	for (i = x->nbest; i > 0 && best[i - 1].score < score; i--)
		if (i < TY_EXTRACT_BEST)
			best[i] = best[i - 1];
	if (i == TY_EXTRACT_BEST)
		return;
	best[i] = (struct ty_extract_link){ .source = s, .target = t,
					    .both = both, .score = score };
	x->nbest += x->nbest < TY_EXTRACT_BEST;
}

/* The best partners of source expression `s`, which stands in these pairs. */
static void link_one(struct ty_extract *x, uint32_t s, const uint32_t *pairs,
		     size_t npairs)
{
	struct ty_extract_side *t = &x->target;
	size_t i, k, ntouched = 0;

	for (i = 0; i < npairs; i++)
		for (k = t->start[pairs[i]]; k < t->start[pairs[i] + 1]; k++) {
			uint32_t id = t->ids[k];

			if (!t->number[id])
				continue;
			if (!x->counts[id]++)
				x->touched[ntouched++] = id;
		}
	x->nbest = 0;
	for (i = 0; i < ntouched; i++) {
		if (x->counts[x->touched[i]] >= x->least)
			offer(x, s, x->touched[i],
			      x->counts[x->touched[i]]);
		x->counts[x->touched[i]] = 0;
	}
	for (i = 0; i < x->nbest; i++) {
		x->links = ty_grow(x->links, &x->cap_links, x->nlinks + 1,
				   sizeof(*x->links));
		x->links[x->nlinks++] = x->best[i];
	}
}

/* For each kept source expression, the pairs it stands in: *at has where its
 * list in *pairs begins, by its number. */
static void invert(const struct ty_extract_side *s, size_t npairs,
		   size_t **at, uint32_t **pairs)
{
	size_t *next, i, k;

	*at = ty_alloc(s->n + 2, sizeof(**at));
	for (i = 0; i < s->nids; i++)
		if (s->number[s->ids[i]])
			(*at)[s->number[s->ids[i]] + 1]++;
	for (i = 1; i < (size_t)s->n + 2; i++)
		(*at)[i] += (*at)[i - 1];
	next = ty_alloc(s->n + 2, sizeof(*next));
	memcpy(next, *at, (s->n + 2) * sizeof(*next));
	*pairs = ty_alloc((*at)[s->n + 1], sizeof(**pairs));
	for (i = 0; i < npairs; i++)
		for (k = s->start[i]; k < s->start[i + 1]; k++)
			if (s->number[s->ids[k]])
				(*pairs)[next[s->number[s->ids[k]]]++] =
					(uint32_t)i;
	free(next);
}

static int by_score(const void *a, const void *b)
{
	const struct ty_extract_link *p = a, *q = b;

	if (p->score != q->score)
		return p->score > q->score ? -1 : 1;
	if (p->both != q->both)
		return p->both > q->both ? -1 : 1;
	if (p->source != q->source)
		return p->source < q->source ? -1 : 1;
	return p->target < q->target ? -1 : p->target > q->target;
}

static bool has(const struct ty_extract_side *s, size_t pair, uint32_t id)
{
	size_t k;

	for (k = s->start[pair]; k < s->start[pair + 1]; k++)
		if (s->ids[k] == id)
			return true;
	return false;
}

/* The shortest pair that has both. */
static void choose_example(struct ty_extract *x, struct ty_extract_link *l,
			   const uint32_t *pairs, size_t n)
{
	size_t i;

	l->example = SIZE_MAX;
	for (i = 0; i < n; i++)
		if ((l->example == SIZE_MAX || x->pairs[pairs[i]].length <
		     x->pairs[l->example].length) &&
		    has(&x->target, pairs[i], l->target))
			l->example = pairs[i];
}

/* Each expression goes to its best partner, the best couples first. */
static void marry(struct ty_extract *x, const size_t *at,
		  const uint32_t *pairs)
{
	bool *taken = ty_alloc(x->source.n + x->target.n + 2, sizeof(*taken));
	bool *taken_target = taken + x->source.n + 1;
	size_t i, n = 0;

	qsort(x->links, x->nlinks, sizeof(*x->links), by_score);
	for (i = 0; i < x->nlinks; i++) {
		struct ty_extract_link *l = &x->links[i];
		uint32_t s = x->source.number[l->source];
		uint32_t t = x->target.number[l->target];

		if (taken[s] || taken_target[t])
			continue;
		taken[s] = taken_target[t] = true;
		choose_example(x, l, pairs + at[s], at[s + 1] - at[s]);
		x->links[n++] = *l;
	}
	x->nlinks = n;
	free(taken);
}

static enum ty_status link_all(struct ty_extract *x, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	uint32_t *pairs, s;
	size_t *at;

	invert(&x->source, x->npairs, &at, &pairs);
	x->counts = ty_alloc(x->target.keys.n, sizeof(*x->counts));
	x->touched = ty_alloc(x->target.keys.n, sizeof(*x->touched));
	for (s = 0; st == TY_OK && s < x->source.keys.n; s++) {
		uint32_t n = x->source.number[s];

		if (!n)
			continue;
		link_one(x, s, pairs + at[n], at[n + 1] - at[n]);
		st = poll(x, _("comparing"), s, x->source.keys.n, err);
	}
	if (st == TY_OK)
		marry(x, at, pairs);
	free(at);
	free(pairs);
	free(x->counts);
	free(x->touched);
	return st;
}

/* -------------------------------------------------------------- answer -- */

enum ty_status ty_extract_run(struct ty_extract *x, struct ty_desk *desk,
			      const struct ty_pairs *pairs, int64_t least,
			      struct ty_error *err)
{
	enum ty_status st;

	memset(x, 0, sizeof(*x));
	x->desk = desk;
	x->least = least;
	x->source.start = ty_grow(NULL, &x->source.cap_start, 1,
				  sizeof(*x->source.start));
	x->target.start = ty_grow(NULL, &x->target.cap_start, 1,
				  sizeof(*x->target.start));
	x->source.start[0] = x->target.start[0] = 0;
	x->backwards = ty_lang_same(desk->source, "ja");
	ty_buf_init(&x->scratch);
	ty_sound_init(&x->sounds);
	read_glossary(x);
	st = ty_expression_finder_open(&x->source.finder, desk->source, err);
	if (st == TY_OK)
		st = ty_expression_finder_open(&x->target.finder,
					       desk->target, err);
	if (st == TY_OK)
		st = count_pairs(x, pairs, err);
	if (st != TY_OK)
		return st;
	select_terms(&x->source, least);
	select_terms(&x->target, least);
	return link_all(x, err);
}

void ty_extract_release(struct ty_extract *x)
{
	side_release(&x->source);
	side_release(&x->target);
	ty_intern_release(&x->pairs_seen);
	ty_intern_release(&x->glossary);
	ty_buf_release(&x->scratch);
	free(x->pairs);
	free(x->links);
}
