/* What a memory's texts become: segments of a shard, or of the delta. */

#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "flow/live_state.h"

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

enum ty_status ty_live_build(struct ty_shard **out, struct ty_live *live,
			     int64_t from, struct ty_moment last,
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

enum ty_status ty_live_freeze(struct ty_live *live, struct ty_error *err)
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

enum ty_status ty_live_read(struct ty_live *live, struct ty_moment now,
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
