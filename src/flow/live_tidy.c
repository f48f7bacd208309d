/* Which shards of an index become one, when, and what that may fail with. */

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/live_state.h"

/* Joining so many segments is quick enough to be done within a lookup. */
#define QUICK	20000

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
void ty_live_distrust(struct ty_live *live, const struct ty_error *why)
{
	ty_note(live->monitor, TY_EDAMAGED, why->file, 0, 0,
		_("%s; the fuzzy index is built again"), why->text);
	ty_live_forget(live);
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
		ty_live_distrust(live, why);
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

/* A chain whose end is not in a file yet, or whose last pieces are to be
 * joined, is put in order. */
enum ty_status ty_live_tidy(struct ty_live *live, enum ty_tidying how,
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
enum ty_status ty_live_adopt(struct ty_live *live, struct ty_error *err)
{
	struct ty_error unsaved, why;
	enum ty_status st;

	if (!live->joining || !ty_joining_done(live->joining))
		return TY_OK;
	st = ty_joining_end(live->joining, &live->chain, &unsaved, &why);
	live->joining = NULL;
	return joined(live, st, &unsaved, &why, err);
}
