/* Workers: who has one, who waits, how many there may be. */

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/desk.h"
#include "serve/server.h"

#define MOST		8
#define LEAST		4	/* one that is slow must not hold up the rest */
#define PATIENCE	30	/* seconds that a request waits for one */

struct ty_pool {
	struct ty_server	*server;
	pthread_mutex_t		 lock;
	pthread_cond_t		 back;
	pthread_mutex_t		 opening;	/* guards the two below */
	struct ty_desk		*desk, *swapped; /* shared from, never asked */
	size_t			 most, n;	/* opened */
	struct ty_worker	*workers[MOST];
	struct ty_worker	*idle[MOST];	/* the last one back is first:
						   what it holds is warm */
	size_t			 nidle;
	bool			 pinned;	/* workers are to be */
	pthread_t		 warming;
	bool			 warmed;	/* there is such a thread */
	_Atomic bool		 closing;
};

/* Nobody waits for a memory whose server is to end. */
static bool is_closing(void *user)
{
	return atomic_load(&((struct ty_pool *)user)->closing);
}

/* The index of a large memory may have to be read, or built: not only when the
 * first translator asks. */
static void *warm(void *user)
{
	struct ty_worker *worker;

	if (ty_pool_take(&worker, user, NULL) == TY_OK)
		ty_pool_give(user, worker);
	return NULL;
}

enum ty_status ty_pool_new(struct ty_pool **out, struct ty_server *server,
			   struct ty_error *err)
{
	struct ty_pool *pool = ty_alloc(1, sizeof(*pool));
	const struct ty_monitor monitor = { .cancelled = is_closing,
					    .user = pool };
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	pthread_condattr_t clock;
	enum ty_status st;

	*out = NULL;
	pool->server = server;
	pool->most = cores < LEAST ? LEAST : cores > MOST ? MOST :
		     (size_t)cores;
	pthread_mutex_init(&pool->lock, NULL);
	pthread_mutex_init(&pool->opening, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&pool->back, &clock);
	pthread_condattr_destroy(&clock);
	st = ty_server_desk(&pool->desk, server, TY_READ, false, &monitor, err);
	if (st == TY_OK)
		*out = pool;
	else
		ty_pool_free(pool);
	return st;
}

void ty_pool_warm(struct ty_pool *pool)
{
	pool->warmed = !pthread_create(&pool->warming, NULL, warm, pool);
}

const struct ty_desk *ty_pool_desk(const struct ty_pool *pool)
{
	return pool->desk;
}

static void close_worker(struct ty_worker *worker)
{
	if (!worker)
		return;
	ty_api_close(worker->api);
	ty_work_close(worker->work);
	ty_desk_close(worker->back);
	ty_desk_close(worker->desk);
	free(worker);
}

void ty_pool_close(struct ty_pool *pool)
{
	if (pool)
		atomic_store(&pool->closing, true);
}

void ty_pool_free(struct ty_pool *pool)
{
	if (!pool)
		return;
	ty_pool_close(pool);
	if (pool->warmed)
		pthread_join(pool->warming, NULL);
	while (pool->n > 0)
		close_worker(pool->workers[--pool->n]);
	ty_desk_close(pool->swapped);
	ty_desk_close(pool->desk);
	pthread_cond_destroy(&pool->back);
	pthread_mutex_destroy(&pool->opening);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}

static enum ty_status open_worker(struct ty_worker **out, struct ty_pool *pool,
				  struct ty_error *err)
{
	struct ty_worker *worker = ty_alloc(1, sizeof(*worker));
	const struct ty_serve_options *o = &pool->server->options;
	enum ty_status st;

	worker->server = pool->server;
	pthread_mutex_lock(&pool->opening);
	st = ty_desk_share(&worker->desk, pool->desk, NULL, err);
	pthread_mutex_unlock(&pool->opening);
	if (st == TY_OK)
		st = ty_work_open(&worker->work, o->memory, o->user, err);
	if (st == TY_OK)
		*out = worker;
	else
		close_worker(worker);
	return st;
}

enum ty_status ty_worker_desk(struct ty_desk **out, struct ty_worker *worker,
			      const char *lang, struct ty_error *err)
{
	struct ty_pool *pool = worker->server->pool;
	const struct ty_monitor monitor = { .cancelled = is_closing,
					    .user = pool };
	enum ty_status st = TY_OK;

	*out = NULL;
	if (ty_lang_same(lang, worker->desk->source)) {
		*out = worker->desk;
		return TY_OK;
	}
	if (!ty_lang_same(lang, worker->desk->target))
		return ty_fail(err, TY_EINVAL,
			       _("this server translates between '%s' and '%s', not '%s'"),
			       worker->desk->source, worker->desk->target,
			       lang);
	if (!worker->back) {
		pthread_mutex_lock(&pool->opening);
		if (!pool->swapped)
			st = ty_server_desk(&pool->swapped, worker->server,
					    TY_READ, true, &monitor, err);
		if (st == TY_OK)
			st = ty_desk_share(&worker->back, pool->swapped, NULL,
					   err);
		pthread_mutex_unlock(&pool->opening);
	}
	*out = worker->back;
	return st;
}

/* Wait until one is back; false when patience is over. */
static bool wait_for_one(struct ty_pool *pool)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += PATIENCE;
	while (!pool->nidle && pool->n == pool->most)
		if (pthread_cond_timedwait(&pool->back, &pool->lock,
					   &until) == ETIMEDOUT)
			return pool->nidle || pool->n < pool->most;
	return true;
}

enum ty_status ty_pool_take(struct ty_worker **out, struct ty_pool *pool,
			    struct ty_error *err)
{
	enum ty_status st = TY_OK;

	*out = NULL;
	pthread_mutex_lock(&pool->lock);
	if (!wait_for_one(pool)) {
		pthread_mutex_unlock(&pool->lock);
		return ty_fail(err, TY_EBUSY,
			       _("the server is busy; try again"));
	}
	if (pool->nidle) {
		*out = pool->idle[--pool->nidle];
		pthread_mutex_unlock(&pool->lock);
		return TY_OK;
	}
	pool->n++;		/* its place is taken while it is opened */
	pthread_mutex_unlock(&pool->lock);
	st = open_worker(out, pool, err);
	pthread_mutex_lock(&pool->lock);
	if (st == TY_OK) {
		size_t i = 0;

		while (pool->workers[i])
			i++;
		pool->workers[i] = *out;
	} else {
		pool->n--;
		pthread_cond_signal(&pool->back);
	}
	pthread_mutex_unlock(&pool->lock);
	return st;
}

/* With the lock, of a worker that nobody has.  A failure to pin it costs time,
 * not truth. */
static void set_pin(struct ty_pool *pool, struct ty_worker *worker)
{
	struct ty_desk *desks[] = { worker->desk, worker->back };
	size_t i;

	for (i = 0; i < sizeof(desks) / sizeof(desks[0]); i++) {
		if (desks[i] && pool->pinned)
			ty_desk_pin(desks[i], NULL);
		else if (desks[i])
			ty_desk_unpin(desks[i]);
	}
}

void ty_pool_give(struct ty_pool *pool, struct ty_worker *worker)
{
	if (!worker)
		return;
	pthread_mutex_lock(&pool->lock);
	set_pin(pool, worker);
	pool->idle[pool->nidle++] = worker;
	pthread_cond_signal(&pool->back);
	pthread_mutex_unlock(&pool->lock);
}

static void pin_idle(struct ty_pool *pool, bool pinned)
{
	size_t i;

	pthread_mutex_lock(&pool->lock);
	pool->pinned = pinned;
	for (i = 0; i < pool->nidle; i++)
		set_pin(pool, pool->idle[i]);
	pthread_mutex_unlock(&pool->lock);
}

void ty_pool_pin(struct ty_pool *pool)
{
	pin_idle(pool, true);
}

void ty_pool_unpin(struct ty_pool *pool)
{
	pin_idle(pool, false);
}
