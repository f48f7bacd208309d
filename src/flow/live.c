/* A fuzzy index that follows its memory: what is read when, and kept where. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/live.h"

/* Joining so many segments is quick enough to be done within a lookup. */
#define QUICK	20000
/* A search that meets damage begins again so often. */
#define TRIES	3

/* A change after which the memory stood still for a while. */
struct last {
	int64_t	change, stamp;
};

struct ty_live {
	struct ty_store		*store;
	struct ty_tokenizer	*tokenizer;
	const struct ty_monitor	*monitor;
	struct ty_shelf		 shelf;
	struct ty_tokens	 tokens;	/* memory used again */
	int64_t			 most;		/* changes in the delta */
	bool			 shared;	/* leaves files alone */
	bool			 distrust;	/* the files: one was damaged */
	bool			 strict;	/* not to save is a failure */
	bool			 unwritable;	/* saving failed: once is enough */

	bool			 known;		/* the rest is */
	struct ty_chain		 chain;
	struct ty_delta		*delta;		/* changes after the chain */
	struct last		 covers;	/* to this one */
	struct ty_joining	*joining;	/* or NULL */

	struct ty_units		*dead;		/* scratch for a search */
	size_t			 cap_dead;
	struct ty_shard		*whole;		/* all texts, for exhaustive */
	struct last		 whole_covers;
};

struct ty_live *ty_live_new(struct ty_store *store,
			    struct ty_tokenizer *tokenizer, const char *lang,
			    const struct ty_monitor *monitor)
{
	struct ty_live *live = ty_alloc(1, sizeof(*live));

	live->store = store;
	live->tokenizer = tokenizer;
	live->monitor = monitor;
	live->most = TY_LIVE_DELTA;
	ty_shelf_init(&live->shelf, store, lang);
	return live;
}

/* What is known of the memory; it is read again by the next search. */
static void forget(struct ty_live *live)
{
	ty_joining_stop(live->joining);
	live->joining = NULL;
	ty_chain_clear(&live->chain);
	ty_delta_free(live->delta);
	live->delta = NULL;
	live->covers = (struct last){ 0, 0 };
	live->known = false;
}

/* Go on from the end of a chain. */
static void take_chain(struct ty_live *live, const struct ty_chain *chain)
{
	forget(live);
	live->chain = *chain;
	live->delta = ty_delta_new();
	live->covers.change = ty_chain_end(chain);
	if (chain->n)
		live->covers.stamp = (int64_t)
			ty_shard_head(chain->v[chain->n - 1].shard)->stamp;
	live->known = true;
}

void ty_live_free(struct ty_live *live)
{
	if (!live)
		return;
	forget(live);
	ty_shard_unref(live->whole);
	ty_shelf_release(&live->shelf);
	ty_tokens_release(&live->tokens);
	free(live->dead);
	free(live);
}

struct ty_live *ty_live_share(const struct ty_live *live,
			      struct ty_store *store,
			      struct ty_tokenizer *tokenizer,
			      const struct ty_monitor *monitor)
{
	struct ty_live *other = ty_live_new(store, tokenizer,
					    live->shelf.like.lang, monitor);
	struct ty_chain same = { NULL, 0, 0 };
	size_t i;

	other->most = live->most;
	other->shared = true;
	for (i = 0; i < live->chain.n; i++)
		ty_chain_push(&same, ty_shard_ref(live->chain.v[i].shard),
			      live->chain.v[i].saved);
	/* It reads the delta itself. */
	if (live->known)
		take_chain(other, &same);
	return other;
}

void ty_live_set_delta(struct ty_live *live, int64_t most)
{
	live->most = most;
}

void ty_live_info(const struct ty_live *live, struct ty_live_info *info)
{
	size_t i;

	memset(info, 0, sizeof(*info));
	info->shards = live->chain.n;
	for (i = 0; i < live->chain.n; i++)
		info->segments += ty_shard_size(live->chain.v[i].shard);
	info->delta = live->delta ? ty_delta_size(live->delta) : 0;
	info->covers = live->covers.change;
}

/* --------------------------------------------------- reading the memory -- */

/* Changed units and their texts go into a delta or a builder. */
struct reading {
	struct ty_live		*live;
	struct ty_delta		*delta;
	struct ty_shard_builder	*builder;
	uint64_t		 n, total;
};

static enum ty_status add(void *user, int64_t variant, int64_t unit,
			  const char *text, size_t len)
{
	struct reading *r = user;
	struct ty_live *live = r->live;

	if (++r->n % 4096 == 0) {
		ty_progress(live->monitor, _("indexing"),
			    r->n < r->total ? r->n : r->total, r->total);
		if (ty_cancelled(live->monitor))
			return TY_ECANCEL;
	}
	ty_tokenize(live->tokenizer, text, len, &live->tokens);
	if (r->delta)
		ty_delta_add(r->delta, variant, unit, &live->tokens);
	else
		ty_shard_builder_add(r->builder, variant, unit, &live->tokens);
	return TY_OK;
}

/* What changed since; units before their texts.  For the first shard there is
 * nothing older that could be touched. */
static enum ty_status read_since(struct reading *r, int64_t since,
				 struct ty_error *err)
{
	struct ty_live *live = r->live;
	int64_t *units = NULL;
	bool all = !since && r->builder;
	enum ty_status st = TY_OK;
	size_t n = 0, i;

	if (!all)
		st = ty_store_changed(&units, &n, live->store, since, err);
	for (i = 0; i < n; i++)
		if (r->delta)
			ty_delta_touch(r->delta, units[i]);
		else
			ty_shard_builder_touch(r->builder, units[i]);
	if (st == TY_OK && (n > 0 || all))
		st = ty_store_each_variant(live->store, live->shelf.like.lang,
					   units, n, add, r, err);
	free(units);
	return st == TY_ECANCEL ? ty_fail_cancelled(err) : st;
}

/* A shard of the changes after `from` to the last, from the texts. */
static enum ty_status build(struct ty_shard **out, struct ty_live *live,
			    int64_t from, struct last last,
			    struct ty_error *err)
{
	struct ty_shard_head head = live->shelf.like;
	struct reading r = { .live = live,
			     .total = (uint64_t)(last.change - from) };
	enum ty_status st;

	*out = NULL;
	head.from = from;
	head.to = last.change;
	head.stamp = (uint64_t)last.stamp;
	r.builder = ty_shard_builder_new(&head);
	st = read_since(&r, from, err);
	if (st == TY_OK)
		st = ty_shard_build(out, r.builder, err);
	ty_shard_builder_free(r.builder);
	return st;
}

/* The delta becomes a shard: nothing has to be read. */
static enum ty_status freeze(struct ty_live *live, struct ty_error *err)
{
	struct ty_shard_head head = live->shelf.like;
	struct ty_shard_builder *builder;
	struct ty_shard *shard = NULL;
	enum ty_status st;

	head.from = ty_chain_end(&live->chain);
	head.to = live->covers.change;
	head.stamp = (uint64_t)live->covers.stamp;
	builder = ty_shard_builder_new(&head);
	ty_shard_builder_add_delta(builder, live->delta);
	st = ty_shard_build(&shard, builder, err);
	ty_shard_builder_free(builder);
	if (st != TY_OK)
		return st;
	ty_chain_push(&live->chain, shard, false);
	ty_delta_free(live->delta);
	live->delta = ty_delta_new();
	return TY_OK;
}

/* ------------------------------------------------------ files, in order -- */

static size_t weight(const struct ty_piece *piece)
{
	return ty_shard_size(piece->shard) + ty_shard_touched(piece->shard).n;
}

/*
 * From which piece on they are to become one: a piece stays by itself while it
 * is more than twice all that is newer.  So a memory of a million units has
 * some ten pieces at most, and a segment is written again but a few times.
 */
static size_t first_to_join(const struct ty_chain *chain, size_t most)
{
	size_t at = chain->n - 1, sum = weight(&chain->v[at]), more;

	while (at > 0) {
		more = weight(&chain->v[at - 1]);
		if (more / 2 > sum || sum + more > most)
			break;
		sum += more;
		at--;
	}
	return at;
}

/* Up to where files hold the chain. */
static int64_t saved_to(const struct ty_chain *chain)
{
	size_t i;

	for (i = 0; i < chain->n && chain->v[i].saved; i++)
		;
	return i ? ty_shard_head(chain->v[i - 1].shard)->to : 0;
}

/* A file turned out to be damaged: from here on only what is made anew is
 * used. */
static void lose_trust(struct ty_live *live, const struct ty_error *why)
{
	ty_note(live->monitor, TY_EDAMAGED, why->file, 0, 0,
		_("%s; the fuzzy index is built again"), why->text);
	forget(live);
	live->distrust = true;
}

/*
 * What came of joining.  Where files are not to be had, the shards stay in
 * memory, and the next process builds them again.  TY_END: all is to be read
 * again.
 */
static enum ty_status joined(struct ty_live *live, enum ty_status st,
			     const struct ty_error *unsaved,
			     const struct ty_error *why, struct ty_error *err)
{
	if (st == TY_EDAMAGED) {
		lose_trust(live, why);
		return TY_END;
	}
	if (st != TY_OK && err)
		*err = *why;
	if (st != TY_OK)
		return st;
	if (unsaved->code != TY_OK) {
		static const char text[] =
			N_("the fuzzy index is not kept: %s");

		live->unwritable = true;
		if (live->strict)
			return ty_fail_at(err, unsaved->code, unsaved->file, 0,
					  0, _(text), unsaved->text);
		ty_note(live->monitor, unsaved->code, unsaved->file, 0, 0,
			_(text), unsaved->text);
	}
	if (saved_to(&live->chain) == ty_chain_end(&live->chain))
		live->distrust = false;
	if (!live->unwritable)
		ty_shelf_clean(&live->shelf, &live->chain,
			       saved_to(&live->chain));
	return TY_OK;
}

/* How the files are put in order. */
enum tidying {
	TIDY_BESIDE,	/* in a thread, within a lookup of a long process */
	TIDY_QUICK,	/* at once, but only what is quick */
	TIDY_ALL	/* at once, however long it takes */
};

/* A chain whose end is not in a file yet, or whose last pieces are to be
 * joined, is put in order. */
static enum ty_status tidy(struct ty_live *live, enum tidying how,
			   struct ty_error *err)
{
	struct ty_chain *chain = &live->chain;
	struct ty_error unsaved, why;
	struct ty_shard **in, *out;
	enum ty_status st;
	size_t at, n, i;
	bool save;

	if (live->shared || live->joining || !chain->n)
		return TY_OK;
	at = first_to_join(chain, how == TIDY_QUICK ? QUICK : SIZE_MAX);
	save = !live->unwritable && ty_shelf_writable(&live->shelf);
	/* No gap among the files: what follows it would be of no use. */
	for (i = 0; save && i < at; i++)
		if (!chain->v[i].saved)
			at = i;
	n = chain->n - at;
	if (n == 1 && (!save || chain->v[at].saved))
		return TY_OK;
	if (how == TIDY_BESIDE &&
	    (live->joining = ty_joining_start(&live->shelf, chain->v + at, n,
					      save)))
		return TY_OK;
	in = ty_alloc(n, sizeof(*in));
	for (i = 0; i < n; i++)
		in[i] = chain->v[at + i].shard;
	st = ty_shelf_join(&live->shelf, &out, in, n, save, NULL, &unsaved,
			   &why);
	if (st == TY_OK) {
		for (i = 0; i < n; i++)
			ty_shard_unref(in[i]);
		chain->n = at;
		ty_chain_push(chain, out, save && unsaved.code == TY_OK);
	}
	free(in);
	return joined(live, st, &unsaved, &why, err);
}

/* What the thread has done is taken over. */
static enum ty_status adopt(struct ty_live *live, struct ty_error *err)
{
	struct ty_error unsaved, why;
	enum ty_status st;

	if (!live->joining || !ty_joining_done(live->joining))
		return TY_OK;
	st = ty_joining_end(live->joining, &live->chain, &unsaved, &why);
	live->joining = NULL;
	return joined(live, st, &unsaved, &why, err);
}

/* -------------------------------------------------------------- following -- */

/* All anew: the chain that the files make, or no chain where they are not
 * trusted.  What they do not cover comes from the memory. */
static enum ty_status load(struct ty_live *live, struct ty_error *err)
{
	struct ty_chain chain = { NULL, 0, 0 };
	enum ty_status st = TY_OK;

	if (!live->distrust)
		st = ty_shelf_load(&live->shelf, live->store, &chain,
				   live->monitor, err);
	if (st == TY_OK)
		take_chain(live, &chain);
	else
		ty_chain_clear(&chain);
	return st;
}

/* Files that others made meanwhile, if they reach further than ours. */
static enum ty_status load_again(struct ty_live *live, struct ty_error *err)
{
	struct ty_chain fresh = { NULL, 0, 0 };
	enum ty_status st;

	if (live->shared || live->distrust || live->joining)
		return TY_OK;
	st = ty_shelf_load(&live->shelf, live->store, &fresh, live->monitor,
			   err);
	if (st == TY_OK && ty_chain_end(&fresh) > live->covers.change)
		take_chain(live, &fresh);
	else
		ty_chain_clear(&fresh);
	return st;
}

/* So much is new that it is a shard of its own; perhaps somebody has made it
 * already. */
static enum ty_status grow(struct ty_live *live, struct last now,
			   struct ty_error *err)
{
	struct ty_shard *shard;
	enum ty_status st;

	st = load_again(live, err);
	if (st != TY_OK || now.change - live->covers.change <= live->most)
		return st;
	st = build(&shard, live, ty_chain_end(&live->chain), now, err);
	if (st != TY_OK)
		return st;
	ty_chain_push(&live->chain, shard, false);
	ty_delta_free(live->delta);
	live->delta = ty_delta_new();
	live->covers = now;
	return tidy(live, TIDY_QUICK, err);
}

/* Is the memory still the one that we followed?  One that was put back from a
 * copy is not. */
static enum ty_status check_past(struct ty_live *live, struct ty_error *err)
{
	enum ty_status st;
	int64_t stamp;

	if (!live->covers.change)
		return TY_OK;
	st = ty_store_stamp(live->store, live->covers.change, &stamp, err);
	if (st == TY_END || (st == TY_OK && stamp != live->covers.stamp))
		forget(live);
	return st == TY_END ? TY_OK : st;
}

static enum ty_status read_new(struct ty_live *live, struct last now,
			       struct ty_error *err)
{
	struct reading r = { .live = live, .delta = live->delta };
	enum ty_status st;

	if (now.change == live->covers.change)
		return TY_OK;
	r.total = (uint64_t)(now.change - live->covers.change);
	st = read_since(&r, live->covers.change, err);
	live->covers = now;
	return st;
}

static enum ty_status follow(struct ty_live *live, struct ty_error *err)
{
	struct last now;
	enum ty_status st;

	if ((st = adopt(live, err)) != TY_OK ||
	    (st = ty_store_sequence(live->store, &now.change, &now.stamp,
				    err)) != TY_OK ||
	    (live->known && now.change == live->covers.change &&
	     now.stamp == live->covers.stamp))
		return st;
	if ((st = check_past(live, err)) == TY_OK && !live->known)
		st = load(live, err);
	if (st == TY_OK && now.change - live->covers.change > live->most)
		st = grow(live, now, err);
	if (st == TY_OK)
		st = read_new(live, now, err);
	if (st == TY_OK &&
	    (int64_t)ty_delta_touched(live->delta).n > live->most &&
	    (st = freeze(live, err)) == TY_OK)
		st = tidy(live, TIDY_BESIDE, err);
	return st;
}

/* To follow, and put the files in order if `settle`. */
static enum ty_status bring(struct ty_live *live, bool settle,
			    struct ty_error *err)
{
	enum ty_status st;

	/* Only files can be damaged, and after that none is used. */
	do {
		st = follow(live, err);
		if (st == TY_OK && settle)
			st = tidy(live, TIDY_ALL, err);
	} while (st == TY_END);
	if (st != TY_OK)
		forget(live);
	return st;
}

enum ty_status ty_live_follow(struct ty_live *live, struct ty_error *err)
{
	return bring(live, false, err);
}

enum ty_status ty_live_settle(struct ty_live *live, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	struct last now;

	/* What a thread is at is done here as well. */
	ty_joining_stop(live->joining);
	live->joining = NULL;
	if (!live->known) {
		/* Who only writes does not read what readers can. */
		st = ty_store_sequence(live->store, &now.change, &now.stamp,
				       err);
		if (st == TY_OK)
			st = load(live, err);
		if (st != TY_OK ||
		    now.change - live->covers.change <= live->most)
			return st;
	}
	return bring(live, true, err);
}

enum ty_status ty_live_rebuild(struct ty_live *live, struct ty_error *err)
{
	enum ty_status st;

	forget(live);
	live->distrust = true;
	live->unwritable = false;
	live->strict = true;
	st = ty_live_settle(live, err);
	live->strict = false;
	/* What is too little for a file needs none. */
	if (st == TY_OK && !live->chain.n)
		ty_shelf_clean(&live->shelf, &live->chain, INT64_MAX);
	return st;
}

/* -------------------------------------------------------------- searching -- */

static enum ty_status search_chain(struct ty_live *live,
				   struct ty_query *query,
				   struct ty_error *err)
{
	size_t n = live->chain.n, i;
	enum ty_status st = TY_OK;

	live->dead = ty_grow(live->dead, &live->cap_dead, n + 1,
			     sizeof(*live->dead));
	for (i = 0; i < n; i++)
		live->dead[i] = ty_shard_touched(live->chain.v[i].shard);
	live->dead[n] = ty_delta_touched(live->delta);
	/* The oldest is the largest. */
	for (i = 0; st == TY_OK && i < n; i++)
		st = ty_query_shard(query, live->chain.v[i].shard,
				    live->dead + i + 1, n - i, err);
	if (st == TY_OK)
		ty_query_delta(query, live->delta);
	return st;
}

/* All the texts, read for this and for nothing else. */
static enum ty_status search_whole(struct ty_live *live,
				   struct ty_query *query,
				   struct ty_error *err)
{
	enum ty_status st = TY_OK;

	if (!live->whole ||
	    live->whole_covers.change != live->covers.change ||
	    live->whole_covers.stamp != live->covers.stamp) {
		ty_shard_unref(live->whole);
		live->whole = NULL;
		st = build(&live->whole, live, 0, live->covers, err);
		live->whole_covers = live->covers;
	}
	return st != TY_OK ? st :
		ty_query_shard(query, live->whole, NULL, 0, err);
}

static enum ty_status search(struct ty_live *const *lives, size_t n,
			     struct ty_query *query, bool exhaustive,
			     size_t *at, struct ty_error *err)
{
	enum ty_status st = TY_OK;

	for (*at = 0; *at < n; ++*at) {
		ty_query_memory(query, (unsigned)*at);
		st = exhaustive ? search_whole(lives[*at], query, err) :
			search_chain(lives[*at], query, err);
		if (st != TY_OK)
			break;
	}
	return st;
}

enum ty_status ty_live_search(struct ty_live *const *lives, size_t n,
			      struct ty_query *query,
			      const struct ty_tokens *text,
			      const struct ty_query_options *options,
			      struct ty_error *err)
{
	struct ty_error why;
	enum ty_status st = TY_OK;
	size_t at, i;
	int tries;

	for (i = 0; st == TY_OK && i < n; i++)
		st = ty_live_follow(lives[i], err);
	if (st != TY_OK)
		return st;
	for (tries = 1;; tries++) {
		ty_query_begin(query, text, options);
		st = search(lives, n, query, options->exhaustive, &at, &why);
		if (st != TY_EDAMAGED || options->exhaustive || tries == TRIES)
			break;
		lose_trust(lives[at], &why);
		if ((st = ty_live_follow(lives[at], &why)) != TY_OK)
			break;
	}
	if (st != TY_OK && err)
		*err = why;
	return st;
}
