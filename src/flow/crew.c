/* How questions to the memory are shared out among threads. */

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "flow/crew.h"

/* Fewer questions for each thread are not worth its start. */
#define WORTH_A_THREAD	24
/* Questions that a thread takes at once. */
#define HANDFUL		4
#define MOST_THREADS	64

struct job {
	const struct ty_ask	*asks;
	struct ty_matches	**out;
	size_t			 n;
	atomic_size_t		 next;		/* question nobody has taken */
	atomic_bool		*stop;
	pthread_mutex_t		 lock;		/* of what follows */
	enum ty_status		 status;
	struct ty_error		 error;
};

struct worker {
	struct ty_desk	*desk;
	struct job	*job;
	pthread_t	 thread;
	bool		 started;
};

struct ty_crew {
	struct ty_desk	*desk;
	struct worker	 workers[MOST_THREADS];	/* beside the desk's own
						   thread */
	size_t		 n, most;
	atomic_bool	 stop;
	struct ty_monitor monitor;		/* of the workers' desks */
};

static bool stopped(void *user)
{
	return atomic_load_explicit((atomic_bool *)user, memory_order_relaxed);
}

struct ty_crew *ty_crew_new(struct ty_desk *desk)
{
	struct ty_crew *crew = ty_alloc(1, sizeof(*crew));
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t threads = desk->threads ? (size_t)desk->threads :
			 cores > 0 ? (size_t)cores : 1;

	crew->desk = desk;
	crew->most = (threads < MOST_THREADS ? threads : MOST_THREADS) - 1;
	atomic_init(&crew->stop, false);
	crew->monitor.cancelled = stopped;
	crew->monitor.user = &crew->stop;
	return crew;
}

void ty_crew_free(struct ty_crew *crew)
{
	if (!crew)
		return;
	while (crew->n > 0)
		ty_desk_close(crew->workers[--crew->n].desk);
	free(crew);
}

/* What failed first is what is told; the others are stopped. */
static void give_up(struct job *job, enum ty_status st,
		    const struct ty_error *err)
{
	pthread_mutex_lock(&job->lock);
	if (job->status == TY_OK) {
		job->status = st;
		job->error = *err;
	}
	pthread_mutex_unlock(&job->lock);
	atomic_store(job->stop, true);
}

static enum ty_status answer(struct job *job, struct ty_desk *desk, size_t i,
			     struct ty_error *err)
{
	const struct ty_ask *ask = &job->asks[i];
	const struct ty_suggest_options options = {
		.min = ask->min, .max = ask->max,
		.prev = ask->prev, .next = ask->next,
	};

	return ty_suggest(&job->out[i], desk, ask->text, &options, err);
}

/* Take questions until there are none; false if there was nothing to take. */
static bool take_handful(struct job *job, struct ty_desk *desk)
{
	size_t i = atomic_fetch_add(&job->next, HANDFUL);
	size_t end = i + HANDFUL < job->n ? i + HANDFUL : job->n;
	struct ty_error err;
	enum ty_status st;

	if (i >= job->n || stopped(job->stop))
		return false;
	for (; i < end; i++) {
		st = answer(job, desk, i, &err);
		if (st != TY_OK) {
			give_up(job, st, &err);
			return false;
		}
	}
	return true;
}

static void *work(void *user)
{
	struct worker *worker = user;

	while (take_handful(worker->job, worker->desk))
		;
	return NULL;
}

/* Threads for `n` questions.  Where one cannot be had, there are fewer. */
static void start(struct ty_crew *crew, struct job *job, size_t n)
{
	size_t wanted = n / WORTH_A_THREAD, i;
	struct worker *w;

	/* Without a memory the first question says so. */
	if (wanted > crew->most || !crew->desk->nmemories)
		wanted = crew->desk->nmemories ? crew->most : 0;
	while (crew->n < wanted &&
	       ty_desk_share(&crew->workers[crew->n].desk, crew->desk,
			     &crew->monitor, NULL) == TY_OK)
		crew->n++;
	for (i = 0; i < crew->n; i++) {
		w = &crew->workers[i];
		w->job = job;
		w->started = i < wanted &&
			     !pthread_create(&w->thread, NULL, work, w);
	}
}

static void join(struct ty_crew *crew)
{
	size_t i;

	for (i = 0; i < crew->n; i++)
		if (crew->workers[i].started)
			pthread_join(crew->workers[i].thread, NULL);
}

enum ty_status ty_crew_suggest(struct ty_matches **out, struct ty_crew *crew,
			       const struct ty_ask *asks, size_t n,
			       const char *what, size_t done, size_t total,
			       struct ty_error *err)
{
	struct job job = { .asks = asks, .out = out, .n = n,
			   .stop = &crew->stop };
	struct ty_monitor *monitor = &crew->desk->monitor;
	struct ty_error cancelled;
	size_t taken, i;

	memset(out, 0, n * sizeof(*out));
	atomic_init(&job.next, 0);
	atomic_store(&crew->stop, false);
	pthread_mutex_init(&job.lock, NULL);
	start(crew, &job, n);
	do {
		taken = atomic_load(&job.next);
		ty_progress(monitor, what, done + (taken < n ? taken : n),
			    total);
		if (ty_cancelled(monitor))
			give_up(&job, ty_fail_cancelled(&cancelled),
				&cancelled);
	} while (take_handful(&job, crew->desk));
	join(crew);
	pthread_mutex_destroy(&job.lock);
	if (job.status == TY_OK)
		return TY_OK;
	for (i = 0; i < n; i++) {
		ty_matches_free(out[i]);
		out[i] = NULL;
	}
	if (err)
		*err = job.error;
	return job.status;
}

enum ty_status ty_crew_story(struct ty_matches **out, struct ty_crew *crew,
			     const char *const *texts, size_t from, size_t n,
			     size_t total, int min, size_t max,
			     const char *what, struct ty_error *err)
{
	struct ty_ask *asks = ty_alloc(n, sizeof(*asks));
	enum ty_status st;
	size_t i;

	for (i = 0; i < n; i++) {
		const char *const *t = texts + from + i;

		asks[i].text = t[0];
		asks[i].prev = from + i > 0 ? t[-1] : "";
		asks[i].next = from + i + 1 < total ? t[1] : "";
		asks[i].min = min;
		asks[i].max = max;
	}
	st = ty_crew_suggest(out, crew, asks, n, what, from, total, err);
	free(asks);
	return st;
}

const char *ty_match_draft(const struct ty_match *match)
{
	return match->repaired ? match->repaired : match->target;
}
