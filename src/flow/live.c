/* A fuzzy index that follows its memory: what is read when, and kept where. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "flow/live_state.h"

/* A search that meets damage begins again so often. */
#define TRIES	3

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

void ty_live_forget(struct ty_live *live)
{
	ty_joining_stop(live->joining);
	live->joining = NULL;
	ty_chain_clear(&live->chain);
	ty_delta_free(live->delta);
	live->delta = NULL;
	live->covers = (struct ty_moment){ 0, 0 };
	live->known = false;
}

/* Go on from the end of a chain. */
static void take_chain(struct ty_live *live, const struct ty_chain *chain)
{
	ty_live_forget(live);
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
	ty_live_forget(live);
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

/* ------------------------------------------------------------- following -- */

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

	if (live->distrust || live->joining)
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
static enum ty_status grow(struct ty_live *live, struct ty_moment now,
			   struct ty_error *err)
{
	struct ty_shard *shard;
	enum ty_status st;

	st = load_again(live, err);
	if (st != TY_OK || now.change - live->covers.change <= live->most)
		return st;
	st = ty_live_build(&shard, live, ty_chain_end(&live->chain), now, err);
	if (st != TY_OK)
		return st;
	ty_chain_push(&live->chain, shard, false);
	ty_delta_free(live->delta);
	live->delta = ty_delta_new();
	live->covers = now;
	return ty_live_tidy(live, TIDY_QUICK, err);
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
		ty_live_forget(live);
	return st == TY_END ? TY_OK : st;
}

static enum ty_status follow(struct ty_live *live, struct ty_error *err)
{
	struct ty_moment now;
	enum ty_status st;

	if ((st = ty_live_adopt(live, err)) != TY_OK ||
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
		st = ty_live_read(live, now, err);
	if (st == TY_OK &&
	    (int64_t)ty_delta_touched(live->delta).n > live->most &&
	    (st = ty_live_freeze(live, err)) == TY_OK)
		st = ty_live_tidy(live, TIDY_BESIDE, err);
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
			st = ty_live_tidy(live, TIDY_ALL, err);
	} while (st == TY_END);
	if (st != TY_OK)
		ty_live_forget(live);
	return st;
}

enum ty_status ty_live_follow(struct ty_live *live, struct ty_error *err)
{
	return bring(live, false, err);
}

enum ty_status ty_live_settle(struct ty_live *live, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	struct ty_moment now;

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

	ty_live_forget(live);
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

/* ------------------------------------------------------------- searching -- */

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
		st = ty_live_build(&live->whole, live, 0, live->covers, err);
		live->whole_covers = live->covers;
	}
	return st != TY_OK ? st :
		ty_query_shard(query, live->whole, NULL, 0, err);
}

enum ty_status ty_live_search(struct ty_live *live, struct ty_query *query,
			      const struct ty_tokens *text,
			      const struct ty_query_options *options,
			      struct ty_error *err)
{
	struct ty_error why;
	enum ty_status st;
	int tries;

	for (tries = 1;; tries++) {
		if ((st = ty_live_follow(live, &why)) != TY_OK)
			break;
		ty_query_begin(query, text, options);
		st = options->exhaustive ? search_whole(live, query, &why) :
			search_chain(live, query, &why);
		if (st != TY_EDAMAGED || options->exhaustive || tries == TRIES)
			break;
		ty_live_distrust(live, &why);
		/* A disk that damages what was just written is not used. */
		live->unwritable |= tries > 1;
	}
	if (st != TY_OK && err)
		*err = why;
	return st;
}
