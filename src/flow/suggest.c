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
#include "match/diff.h"
#include "match/score.h"
#include "text/norm.h"
#include "text/utf8.h"

#define DEFAULT_MIN	70
#define DEFAULT_MAX	10
#define LOWEST_MIN	50
/* A text of more tokens is no segment; comparing two such takes seconds. */
#define MOST_TOKENS	20000

/* A match and what it is ranked by beyond its public fields. */
struct ranked {
	struct ty_match		match;
	int64_t			variant;
};

struct ranking {
	struct ranked	*v;
	size_t		 n, cap;
	size_t		 most;
};

/* One question being answered. */
struct query {
	struct ty_desk		*desk;
	const char		*text;		/* squeezed, NFC */
	struct ty_tokens	 tokens;
	struct ty_tokens	 old;		/* of the match at hand */
	struct ty_tokenizer	*tokenizer;
	const char		*prev, *next;
	int			 min;
};

static void release_match(struct ty_match *match)
{
	free((char *)match->source);
	free((char *)match->target);
	free((char *)match->repaired);
	free(match->changes);
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
	free(matches->text);
	free(matches);
}

/* Before zero: a is the better match. */
static int rank(const struct ranked *a, const struct ranked *b)
{
	int order;

	if (a->match.score != b->match.score)
		return b->match.score - a->match.score;
	if (a->match.similarity != b->match.similarity)
		return a->match.similarity > b->match.similarity ? -1 : 1;
	order = (b->match.status == TY_REVIEWED) -
		(a->match.status == TY_REVIEWED);
	if (!order)
		order = strcmp(b->match.origin.date, a->match.origin.date);
	if (!order)
		order = (a->match.unit > b->match.unit) -
			(a->match.unit < b->match.unit);
	if (!order)
		order = (a->variant > b->variant) - (a->variant < b->variant);
	return order;
}

/* Put a match (taken over) in its place; the worst falls out when full. */
static void insert(struct ranking *ranking, struct ranked *new)
{
	size_t i = ranking->n;

	while (i > 0 && rank(new, &ranking->v[i - 1]) < 0)
		i--;
	if (i >= ranking->most) {
		release_match(&new->match);
		return;
	}
	if (ranking->n == ranking->most)
		release_match(&ranking->v[--ranking->n].match);
	ranking->v = ty_grow(ranking->v, &ranking->cap, ranking->n + 1,
			     sizeof(*ranking->v));
	memmove(&ranking->v[i + 1], &ranking->v[i],
		(ranking->n - i) * sizeof(*ranking->v));
	ranking->v[i] = *new;
	ranking->n++;
}

/* Nothing of this similarity can enter any more: penalties only lower. */
static bool settled(const struct ranking *ranking, double similarity)
{
	int most = similarity >= 1 ? 101 : (int)(similarity * 100 + 1e-9);

	return ranking->n == ranking->most &&
	       most < ranking->v[ranking->n - 1].match.score;
}

static void copy_penalties(struct ty_match *match,
			   const struct ty_score *score)
{
	match->npenalties = score->npenalties;
	match->penalties = ty_alloc(score->npenalties,
				    sizeof(*match->penalties));
	memcpy(match->penalties, score->penalties,
	       score->npenalties * sizeof(*match->penalties));
}

/* Score one pair; it joins the ranking if it is good enough.  The strings of
 * `entry` are taken over. */
static void consider(struct query *q, struct ranking *ranking,
		     struct ty_entry *entry, const struct ty_near *found,
		     bool context)
{
	struct ranked new = { .variant = found->id };
	struct ty_match *match = &new.match;
	struct ty_score score;

	ty_score_match(&score, entry->source, &q->old, q->text, &q->tokens,
		       found->similarity, context, entry->kind, entry->status);
	match->unit = entry->unit;
	match->score = score.shown;
	match->similarity = found->similarity;
	match->source = entry->source;
	match->target = entry->target;
	match->kind = entry->kind;
	match->status = entry->status;
	match->origin = (struct ty_origin){
		.headline = entry->headline, .path = entry->path,
		.date = entry->created, .user = entry->user,
		.version = entry->version,
	};
	memset(entry, 0, sizeof(*entry));
	if (score.shown < q->min) {
		release_match(match);
		return;
	}
	copy_penalties(match, &score);
	ty_diff(match->source, &q->old, q->text, &q->tokens,
		ty_lang_spaced(q->desk->source), &match->changes,
		&match->nchanges);
	insert(ranking, &new);
}

static enum ty_status consider_variant(struct query *q,
				       struct ranking *ranking,
				       const struct ty_near *found,
				       struct ty_error *err)
{
	struct ty_entry *entries;
	bool context = false;
	enum ty_status st;
	size_t i, n;

	st = ty_store_entries(&entries, &n, q->desk->store, found->id,
			      q->desk->target, err);
	if (st != TY_OK)
		return st;
	if (n > 0)
		ty_tokenize(q->tokenizer, entries[0].source,
			    strlen(entries[0].source), &q->old);
	if (n > 0 && q->prev && q->next && !strcmp(entries[0].source, q->text))
		st = ty_store_in_context(q->desk->store, found->id, q->prev,
					 q->next, &context, err);
	for (i = 0; st == TY_OK && i < n; i++)
		consider(q, ranking, &entries[i], found, context);
	ty_entries_free(entries, n);
	return st;
}

static enum ty_status search(struct query *q, struct ranking *ranking,
			     bool exhaustive, struct ty_error *err)
{
	const struct ty_query_options options = {
		.percent = q->min < 100 ? q->min : 100,
		.exhaustive = exhaustive,
	};
	struct ty_desk *desk = q->desk;
	const struct ty_near *found;
	struct ty_live *live;
	enum ty_status st;
	size_t i, n;

	if (!desk->query)
		desk->query = ty_query_new();
	/* What is found and what is then fetched are of one state. */
	if ((st = ty_desk_live(&live, desk, err)) != TY_OK ||
	    (st = ty_store_hold(desk->store, err)) != TY_OK)
		return st;
	st = ty_live_search(&live, 1, desk->query, &q->tokens, &options, err);
	if (st == TY_OK)
		ty_query_found(desk->query, &found, &n);
	for (i = 0; st == TY_OK && i < n; i++) {
		if (settled(ranking, found[i].similarity))
			break;
		if (i % 256 == 0 && ty_cancelled(&desk->monitor))
			st = ty_fail_cancelled(err);
		else
			st = consider_variant(q, ranking, &found[i], err);
	}
	ty_store_release(desk->store);
	return st;
}

enum ty_status ty_suggest(struct ty_matches **out, struct ty_desk *desk,
			  const char *text,
			  const struct ty_suggest_options *options,
			  struct ty_error *err)
{
	static const struct ty_suggest_options defaults;
	struct ranking ranking = { 0 };
	struct query q = { .desk = desk };
	struct ty_buf squeezed = TY_BUF_INIT;
	struct ty_store *store;
	enum ty_status st;
	size_t i;

	*out = NULL;
	if (!options)
		options = &defaults;
	q.min = options->min ? options->min : DEFAULT_MIN;
	q.prev = options->prev;
	q.next = options->next;
	ranking.most = options->max ? options->max : DEFAULT_MAX;
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
	if (q.tokens.n > 0 && q.tokens.n <= MOST_TOKENS)
		st = search(&q, &ranking, options->exhaustive, err);

	if (st == TY_OK) {
		*out = ty_alloc(1, sizeof(**out));
		(*out)->items = ty_alloc(ranking.n, sizeof(*(*out)->items));
		(*out)->n = ranking.n;
		(*out)->text = ty_buf_detach(&squeezed);
		for (i = 0; i < ranking.n; i++)
			(*out)->items[i] = ranking.v[i].match;
	} else {
		for (i = 0; i < ranking.n; i++)
			release_match(&ranking.v[i].match);
	}
	free(ranking.v);
	ty_tokens_release(&q.tokens);
	ty_tokens_release(&q.old);
	ty_buf_release(&squeezed);
	return st;
}
