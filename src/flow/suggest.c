/*
 * Suggestions: normalise the text, ask the index for everything similar
 * enough, fetch the units, score them as a person sees them, keep the best.
 */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/desk.h"
#include "flow/ties.h"
#include "match/diff.h"
#include "match/score.h"
#include "text/norm.h"
#include "text/utf8.h"

#define DEFAULT_MIN	70
#define DEFAULT_MAX	10
#define LOWEST_MIN	50
/* A text of more tokens is no segment; comparing two such takes seconds. */
#define MOST_TOKENS	20000

/* A match in the making. */
struct ranked {
	struct ty_entry		 entry;
	struct ty_near		 found;
	struct ty_score		 score;
	struct ty_carry		*carry;		/* or NULL: no value changed */
	size_t			 memory;	/* index in desk->memories */
};

struct ranking {
	struct ranked	*v;
	size_t		 n, cap;
	size_t		 most;
	bool		 several;	/* memories: the same pair may come
					   again */
};

/* What one memory's index has found, and how far it has been looked at. */
struct shelf {
	int			 rest;		/* what the index kept back scores
						   at best; -1: nothing was */
	const struct ty_near	*found;
	size_t			 n, at;
	bool			 held;		/* a state of the memory */
};

/* One question being answered. */
struct query {
	struct ty_desk		*desk;
	const char		*text;		/* squeezed, NFC */
	struct ty_tokens	 tokens;
	struct ty_tokens	 old;		/* of the match at hand */
	struct ty_tokenizer	*tokenizer;
	const char		*prev, *next, *codes;
	int			 min;
};

static void release_match(struct ty_match *match)
{
	free((char *)match->source);
	free((char *)match->target);
	ty_carry_free(match->carry);
	free(match->changes);
	free(match->target_spans);
	free(match->penalties);
	free((char *)match->origin.headline);
	free((char *)match->origin.path);
	free((char *)match->origin.date);
	free((char *)match->origin.user);
}

void ty_matches_free(struct ty_matches *matches)
{
	size_t i;

	if (!matches)
		return;
	for (i = 0; i < matches->n; i++)
		release_match(&matches->items[i]);
	free(matches->items);
	free(matches->tokens);
	free(matches->text);
	free(matches);
}

/* Before zero: a is the better match. */
static int rank(const struct ranked *a, const struct ranked *b)
{
	const struct ty_entry *x = &a->entry, *y = &b->entry;
	int order;

	if (a->score.shown != b->score.shown)
		return b->score.shown - a->score.shown;
	if (a->found.similarity != b->found.similarity)
		return a->found.similarity > b->found.similarity ? -1 : 1;
	if (a->memory != b->memory)
		return a->memory < b->memory ? -1 : 1;
	order = (y->status == TY_REVIEWED) - (x->status == TY_REVIEWED);
	if (!order)
		order = strcmp(y->created, x->created);
	if (!order)
		order = (x->unit > y->unit) - (x->unit < y->unit);
	if (!order)
		order = (a->found.id > b->found.id) -
			(a->found.id < b->found.id);
	return order;
}

static void release_ranked(struct ranked *ranked)
{
	ty_entry_release(&ranked->entry);
	ty_carry_free(ranked->carry);
}

static void drop(struct ranking *ranking, size_t i)
{
	release_ranked(&ranking->v[i]);
	ranking->n--;
	memmove(&ranking->v[i], &ranking->v[i + 1],
		(ranking->n - i) * sizeof(*ranking->v));
}

/* A pair that another memory has, too, is shown once: where it ranks best.
 * False if that is not `new`. */
static bool best_of_its_kind(struct ranking *ranking, const struct ranked *new)
{
	const struct ranked *old;
	size_t i;

	for (i = 0; i < ranking->n; i++) {
		old = &ranking->v[i];
		if (old->memory == new->memory ||
		    strcmp(old->entry.target, new->entry.target) ||
		    strcmp(old->entry.source, new->entry.source))
			continue;
		if (rank(old, new) < 0)
			return false;
		drop(ranking, i--);
	}
	return true;
}

/*
 * Put a match (taken over) in its place.  The worst falls out when the list is
 * full; not with several memories, where one that fell out might be wanted
 * again when the same pair comes from a better one.
 */
static void insert(struct ranking *ranking, struct ranked *new)
{
	bool wanted = !ranking->several || best_of_its_kind(ranking, new);
	size_t i = ranking->n;

	while (i > 0 && rank(new, &ranking->v[i - 1]) < 0)
		i--;
	if (!wanted || (!ranking->several && i >= ranking->most)) {
		release_ranked(new);
		return;
	}
	if (!ranking->several && ranking->n == ranking->most)
		drop(ranking, ranking->n - 1);
	ranking->v = ty_grow(ranking->v, &ranking->cap, ranking->n + 1,
			     sizeof(*ranking->v));
	memmove(&ranking->v[i + 1], &ranking->v[i],
		(ranking->n - i) * sizeof(*ranking->v));
	ranking->v[i] = *new;
	ranking->n++;
}

/* Nothing that can score `most` at best can enter any more. */
static bool settled(const struct ranking *ranking, int most)
{
	return ranking->n >= ranking->most &&
	       most < ranking->v[ranking->most - 1].score.shown;
}

/* Carry the values over that the text has other than the match; if all are,
 * that they differ is no penalty any more. */
static enum ty_status carry(struct query *q, struct ranked *new,
			    const struct ty_entry *entry, struct ty_error *err)
{
	const struct ty_score before = new->score;
	enum ty_status st;

	if (!ty_score_spare(&new->score, TY_PENALTY_NUMBER))
		return TY_OK;
	st = ty_carry_over(&new->carry, q->desk, entry->source, entry->target,
			   q->text, err);
	if (st == TY_OK && new->carry->ncarried == 0)
		new->score = before;
	return st;
}

/* Score one pair; it joins the ranking, its strings taken over, if it is good
 * enough. */
static enum ty_status consider(struct query *q, struct ranking *ranking,
			       struct ty_entry *entry,
			       const struct ty_near *found, size_t memory,
			       bool context, struct ty_error *err)
{
	int penalty = q->desk->memories[memory].penalty;
	struct ranked new = { .found = *found, .memory = memory };
	enum ty_status st;

	ty_score_match(&new.score, entry->source, &q->old, q->text, &q->tokens,
		       found->similarity, context, entry->kind, entry->status);
	if (strcmp(entry->codes, q->codes))
		ty_score_lower(&new.score, TY_PENALTY_CODES, 0);
	if (penalty)
		ty_score_lower(&new.score, TY_PENALTY_MEMORY, penalty);
	if ((st = carry(q, &new, entry, err)) != TY_OK)
		return st;
	if (new.score.shown < q->min) {
		ty_carry_free(new.carry);
		return TY_OK;
	}
	new.entry = *entry;
	memset(entry, 0, sizeof(*entry));
	insert(ranking, &new);
	return TY_OK;
}

static enum ty_status consider_variant(struct query *q,
				       struct ranking *ranking,
				       const struct ty_near *found,
				       size_t memory, struct ty_error *err)
{
	struct ty_store *store = q->desk->memories[memory].store;
	struct ty_entry *entries;
	bool context = false;
	enum ty_status st;
	size_t i, n;

	st = ty_store_entries(&entries, &n, store, found->id, q->desk->target,
			      err);
	if (st != TY_OK)
		return st;
	if (n > 0)
		ty_tokenize(q->tokenizer, entries[0].source,
			    strlen(entries[0].source), &q->old);
	if (n > 0 && q->prev && q->next && !strcmp(entries[0].source, q->text))
		st = ty_store_in_context(store, found->id, q->prev, q->next,
					 &context, err);
	for (i = 0; st == TY_OK && i < n; i++)
		st = consider(q, ranking, &entries[i], found, memory, context,
			      err);
	ty_entries_free(entries, n);
	return st;
}

static int percent(const struct ty_near *found)
{
	return (int)(found->similarity * 100 + 1e-9);
}

/*
 * Take the `limit` most similar ones from a memory, and those that penalties
 * could bring before them (0: all there are).
 */
static enum ty_status fill_shelf(struct shelf *shelf, struct query *q,
				 struct ty_memory *memory, size_t limit,
				 bool exhaustive, struct ty_error *err)
{
	int least = q->min + memory->penalty;
	const struct ty_query_options options = {
		.percent = least < 100 ? least : 100,
		.limit = limit, .slack = ty_score_most_penalty(),
		.exhaustive = exhaustive,
	};
	struct ty_live *live;
	enum ty_status st;

	shelf->n = shelf->at = 0;
	shelf->rest = -1;
	if (least > 101)
		return TY_OK;
	/* What is found and what is then fetched are of one state. */
	if ((!shelf->held &&
	     (st = ty_store_hold(memory->store, &shelf->held, err)) != TY_OK) ||
	    (st = ty_desk_live(&live, q->desk, memory, err)) != TY_OK ||
	    (st = ty_live_search(live, memory->query, &q->tokens, &options,
				 err)) != TY_OK)
		return st;
	ty_query_found(memory->query, &shelf->found, &shelf->n);
	if (limit && shelf->n >= limit)
		shelf->rest = percent(&shelf->found[limit - 1]) -
			      options.slack - 1 - memory->penalty;
	return TY_OK;
}

/* What the next of a shelf can score at best: penalties only lower. */
static int next_score(const struct shelf *shelf, const struct ty_memory *memory)
{
	const struct ty_near *next = &shelf->found[shelf->at];

	if (shelf->at == shelf->n)
		return -1;
	return (next->similarity >= 1 ? 101 : percent(next)) - memory->penalty;
}

/* Look at what the shelves have found, the most promising first, until nothing
 * left can enter the list. */
static enum ty_status look_through(struct query *q, struct ranking *ranking,
				   struct shelf *shelves, size_t *scored,
				   struct ty_error *err)
{
	const struct ty_desk *desk = q->desk;
	struct shelf *shelf;
	enum ty_status st = TY_OK;
	size_t i, best;
	int score, most;

	for (*scored = 0; st == TY_OK; ++*scored) {
		best = 0;
		most = -1;
		for (i = 0; i < desk->nmemories; i++) {
			score = next_score(&shelves[i], &desk->memories[i]);
			if (score > most) {
				most = score;
				best = i;
			}
		}
		if (most < 0 || settled(ranking, most))
			break;
		shelf = &shelves[best];
		if (*scored % 256 == 0 && ty_cancelled(&desk->monitor))
			st = ty_fail_cancelled(err);
		else
			st = consider_variant(q, ranking,
					      &shelf->found[shelf->at++], best,
					      err);
	}
	return st;
}

static char *take_string(char **from)
{
	char *s = *from;

	*from = NULL;
	return s;
}

/* Make the match that is shown of one that is ranked. */
static enum ty_status show(struct ty_match *match, struct query *q,
			   struct ranked *from, struct ty_error *err)
{
	const struct ty_memory *memory = &q->desk->memories[from->memory];
	struct ty_entry *entry = &from->entry;
	enum ty_status st;

	st = ty_store_entry_origin(entry, memory->store, from->found.id, err);
	if (st != TY_OK)
		return st;
	ty_tokenize(q->tokenizer, entry->source, strlen(entry->source),
		    &q->old);
	ty_diff(entry->source, &q->old, q->text, &q->tokens,
		ty_lang_spaced(q->desk->source), &match->changes,
		&match->nchanges);
	match->unit = entry->unit;
	match->memory = ty_store_path(memory->store);
	match->score = from->score.shown;
	match->similarity = from->found.similarity;
	match->distance = from->found.distance;
	match->tokens = from->found.length > q->tokens.n ?
			from->found.length : q->tokens.n;
	match->kind = entry->kind;
	match->status = entry->status;
	match->npenalties = from->score.npenalties;
	match->penalties = ty_alloc(match->npenalties,
				    sizeof(*match->penalties));
	memcpy(match->penalties, from->score.penalties,
	       match->npenalties * sizeof(*match->penalties));
	match->source = take_string(&entry->source);
	match->target = take_string(&entry->target);
	match->carry = from->carry;
	from->carry = NULL;
	if (match->carry && match->carry->ncarried > 0)
		match->repaired = match->carry->target;
	match->origin = (struct ty_origin){
		.headline = take_string(&entry->headline),
		.path = take_string(&entry->path),
		.date = take_string(&entry->created),
		.user = take_string(&entry->user),
		.version = entry->version,
	};
	return ty_match_tie(match, q->desk, err);
}

/* Rank what the memories have; *whole if what was kept back could not enter. */
static enum ty_status rank_some(struct query *q, struct ranking *ranking,
				struct shelf *shelves, size_t limit,
				bool exhaustive, size_t *scored, bool *whole,
				struct ty_error *err)
{
	struct ty_desk *desk = q->desk;
	enum ty_status st = TY_OK;
	size_t i;

	while (ranking->n > 0)
		drop(ranking, ranking->n - 1);
	for (i = 0; st == TY_OK && i < desk->nmemories; i++)
		st = fill_shelf(&shelves[i], q, &desk->memories[i], limit,
				exhaustive, err);
	if (st == TY_OK)
		st = look_through(q, ranking, shelves, scored, err);
	*whole = true;
	for (i = 0; i < desk->nmemories; i++)
		*whole = *whole && (shelves[i].rest < q->min ||
				    settled(ranking, shelves[i].rest));
	return st;
}

static enum ty_status search(struct ty_matches *out, struct query *q,
			     size_t max, bool exhaustive, struct ty_error *err)
{
	struct ty_desk *desk = q->desk;
	struct ranking ranking = { .most = max,
				   .several = desk->nmemories > 1 };
	struct shelf *shelves = ty_alloc(desk->nmemories, sizeof(*shelves));
	size_t limit = exhaustive ? 0 : max, i;
	enum ty_status st;
	bool whole;

	/* Units without the target language, and pairs that several memories
	 * have, leave room for more than was asked for at first. */
	do {
		st = rank_some(q, &ranking, shelves, limit, exhaustive,
			       &out->scored, &whole, err);
		limit *= 4;
	} while (st == TY_OK && !whole);
	out->items = ty_alloc(max < ranking.n ? max : ranking.n,
			      sizeof(*out->items));
	for (i = 0; st == TY_OK && i < ranking.n && i < max; i++, out->n++)
		st = show(&out->items[i], q, &ranking.v[i], err);

	for (i = 0; i < desk->nmemories; i++)
		ty_store_let_go(desk->memories[i].store, shelves[i].held);
	while (ranking.n > 0)
		drop(&ranking, ranking.n - 1);
	free(ranking.v);
	free(shelves);
	return st;
}

enum ty_status ty_suggest(struct ty_matches **out, struct ty_desk *desk,
			  const char *text,
			  const struct ty_suggest_options *options,
			  struct ty_error *err)
{
	static const struct ty_suggest_options defaults;
	struct query q = { .desk = desk };
	struct ty_buf squeezed = TY_BUF_INIT;
	struct ty_matches *matches;
	struct ty_store *store;
	enum ty_status st;
	size_t i;

	*out = NULL;
	if (!options)
		options = &defaults;
	q.min = options->min ? options->min : DEFAULT_MIN;
	q.prev = options->prev;
	q.next = options->next;
	q.codes = options->codes ? options->codes : "";
	if (q.min < LOWEST_MIN || q.min > 101)
		return ty_fail(err, TY_EINVAL,
			       _("a lowest score of %d is not between %d and 101"),
			       q.min, LOWEST_MIN);
	if ((st = ty_desk_store(&store, desk, err)) != TY_OK ||
	    (st = ty_utf8_require(text, strlen(text), "", 1, err)) != TY_OK ||
	    (st = ty_desk_tokenizer(&q.tokenizer, desk, desk->source, err)) !=
	    TY_OK)
		return st;
	ty_squeeze(&squeezed, text, strlen(text));
	q.text = squeezed.p;
	ty_tokenize(q.tokenizer, squeezed.p, squeezed.len, &q.tokens);
	matches = ty_alloc(1, sizeof(*matches));
	if (q.tokens.n > 0 && q.tokens.n <= MOST_TOKENS)
		st = search(matches, &q, options->max ? options->max :
			    DEFAULT_MAX, options->exhaustive, err);
	matches->text = ty_buf_detach(&squeezed);
	matches->ntokens = q.tokens.n;
	matches->tokens = ty_alloc(q.tokens.n, sizeof(*matches->tokens));
	for (i = 0; i < q.tokens.n; i++)
		matches->tokens[i] = q.tokens.v[i].span;
	if (st == TY_OK)
		*out = matches;
	else
		ty_matches_free(matches);
	ty_tokens_release(&q.tokens);
	ty_tokens_release(&q.old);
	return st;
}
