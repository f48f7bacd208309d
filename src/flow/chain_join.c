/* How neighbours in a chain become one shard, here or in a thread beside. */

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "flow/chain.h"

static bool stopped(const atomic_bool *stop)
{
	return stop && atomic_load(stop);
}

/* The living segments of shards in[0..n), and the units they touched: those of
 * a first shard need not be known, as nothing is older. */
static enum ty_status gather(struct ty_shard_builder *builder,
			     struct ty_shard *const *in, size_t n,
			     bool first, const atomic_bool *stop,
			     struct ty_error *err)
{
	struct ty_units *touched = ty_alloc(n, sizeof(*touched));
	enum ty_status st = TY_OK;
	size_t i, k;

	for (i = 0; i < n; i++)
		touched[i] = ty_shard_touched(in[i]);
	for (i = 0; st == TY_OK && i < n; i++) {
		st = stopped(stop) ? ty_fail_cancelled(err) :
			ty_shard_builder_add_shard(builder, in[i],
						   touched + i + 1, n - i - 1,
						   err);
		for (k = 0; !first && k < touched[i].n; k++)
			ty_shard_builder_touch(builder, touched[i].v[k]);
	}
	free(touched);
	return st;
}

static enum ty_status join(struct ty_shard **out, struct ty_shard *const *in,
			   size_t n, const atomic_bool *stop,
			   struct ty_error *err)
{
	struct ty_shard_head head = *ty_shard_head(in[n - 1]);
	struct ty_shard_builder *builder;
	enum ty_status st;

	head.from = ty_shard_head(in[0])->from;
	builder = ty_shard_builder_new(&head);
	st = gather(builder, in, n, head.from == 0, stop, err);
	if (st == TY_OK && stopped(stop))
		st = ty_fail_cancelled(err);
	if (st == TY_OK)
		st = ty_shard_build(out, builder, err);
	ty_shard_builder_free(builder);
	return st;
}

enum ty_status ty_shelf_join(const struct ty_shelf *shelf,
			     struct ty_shard **out, struct ty_shard *const *in,
			     size_t n, bool save, const atomic_bool *stop,
			     struct ty_error *unsaved, struct ty_error *err)
{
	enum ty_status st = TY_OK;

	*out = NULL;
	unsaved->code = TY_OK;
	if (n == 1)
		*out = ty_shard_ref(in[0]);
	else
		st = join(out, in, n, stop, err);
	if (st == TY_OK && save && !stopped(stop) &&
	    ty_shelf_save(shelf, out, unsaved) == TY_OK)
		unsaved->code = TY_OK;
	return st;
}

/* --------------------------------------------------------------- threads -- */

struct ty_joining {
	pthread_t	 thread;
	struct ty_shelf	 shelf;		/* a copy */
	struct ty_shard	**in;
	size_t		 n;
	bool		 save;
	atomic_bool	 stop, done;
	/* To be read when done. */
	struct ty_shard	*out;
	enum ty_status	 st;
	struct ty_error	 unsaved, why;
};

static void *work(void *arg)
{
	struct ty_joining *j = arg;

	j->st = ty_shelf_join(&j->shelf, &j->out, j->in, j->n, j->save,
			      &j->stop, &j->unsaved, &j->why);
	atomic_store(&j->done, true);
	return NULL;
}

static void release(struct ty_joining *j)
{
	while (j->n > 0)
		ty_shard_unref(j->in[--j->n]);
	ty_shard_unref(j->out);
	ty_shelf_release(&j->shelf);
	free(j->in);
	free(j);
}

struct ty_joining *ty_joining_start(const struct ty_shelf *shelf,
				    const struct ty_piece *pieces, size_t n,
				    bool save)
{
	struct ty_joining *j = ty_alloc(1, sizeof(*j));
	sigset_t all, before;
	size_t i;
	int failed;

	j->shelf = *shelf;
	j->shelf.prefix = ty_strdup(shelf->prefix);
	j->in = ty_alloc(n, sizeof(*j->in));
	j->n = n;
	j->save = save;
	for (i = 0; i < n; i++)
		j->in[i] = ty_shard_ref(pieces[i].shard);
	/* The program's signals are not for a thread it does not know of. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	failed = pthread_create(&j->thread, NULL, work, j);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!failed)
		return j;
	release(j);
	return NULL;
}

bool ty_joining_done(const struct ty_joining *joining)
{
	return atomic_load(&joining->done);
}

/* Where the pieces that were joined stand in the chain; chain->n if they do
 * not any more. */
static size_t find(const struct ty_chain *chain, const struct ty_joining *j)
{
	size_t at, i;

	for (at = 0; at + j->n <= chain->n; at++) {
		for (i = 0; i < j->n; i++)
			if (chain->v[at + i].shard != j->in[i])
				break;
		if (i == j->n)
			return at;
	}
	return chain->n;
}

enum ty_status ty_joining_end(struct ty_joining *j, struct ty_chain *chain,
			      struct ty_error *unsaved, struct ty_error *err)
{
	enum ty_status st;
	size_t at, i;

	pthread_join(j->thread, NULL);
	st = j->st;
	*unsaved = j->unsaved;
	if (st != TY_OK && err)
		*err = j->why;
	at = find(chain, j);
	if (st == TY_OK && at < chain->n) {
		for (i = 0; i < j->n; i++)
			ty_shard_unref(chain->v[at + i].shard);
		chain->v[at] = (struct ty_piece){
			ty_shard_ref(j->out),
			j->save && unsaved->code == TY_OK,
		};
		memmove(&chain->v[at + 1], &chain->v[at + j->n],
			(chain->n - at - j->n) * sizeof(*chain->v));
		chain->n -= j->n - 1;
	}
	release(j);
	return st;
}

void ty_joining_stop(struct ty_joining *joining)
{
	if (!joining)
		return;
	atomic_store(&joining->stop, true);
	pthread_join(joining->thread, NULL);
	release(joining);
}
