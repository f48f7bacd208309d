/* The one thread that writes the memory, and in which order. */

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/alloc.h"
#include "base/catalogue.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/desk.h"
#include "serve/api.h"
#include "serve/jobs.h"
#include "serve/scribe.h"

#define PATIENCE	1	/* seconds a handler waits for a job to end */
/* Seconds until the memory is tried again: after somebody else wrote, and at
 * most, after troubles that do not end. */
#define AGAIN		1
#define AGAIN_MOST	60

/* What a handler waits for. */
struct call {
	enum ty_status	(*run)(void *user, struct ty_desk *desk,
			       struct ty_error *err);
	void		*user;
	const struct ty_catalogue *language;
	struct ty_error	 error;
	enum ty_status	 status;
	enum { WAITING, RUNNING, OVER } state;
	struct call	*next;
};

struct ty_scribe {
	struct ty_server	*server;
	struct ty_jobs		*jobs;
	struct ty_desk		*desk;		/* the thread's */
	struct ty_work		*work;
	pthread_t		 thread;
	pthread_mutex_t		 lock;		/* of all below */
	pthread_cond_t		 wake, over;
	struct call		*calls;		/* first come, first served */
	bool			 lessons;	/* may wait in the queue */
	bool			 changed;	/* the memory, by a job */
	struct timespec		 again;		/* try them then; 0: now */
	int			 troubles;	/* seconds waited for the last */
	bool			 stop;
};

static struct timespec in_seconds(int seconds)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += seconds;
	return t;
}

static bool reached(const struct timespec *t)
{
	struct timespec now = in_seconds(0);

	return now.tv_sec > t->tv_sec ||
	       (now.tv_sec == t->tv_sec && now.tv_nsec >= t->tv_nsec);
}

/* ---- the thread */

/* Called with the lock, which is let go meanwhile. */
static void answer(struct ty_scribe *w)
{
	struct call *call = w->calls;

	w->calls = call->next;
	call->state = RUNNING;
	pthread_mutex_unlock(&w->lock);
	ty_language_use(call->language);
	call->status = call->run(call->user, w->desk, &call->error);
	ty_language_use(NULL);
	pthread_mutex_lock(&w->lock);
	call->state = OVER;
	pthread_cond_broadcast(&w->over);
}

/* What cannot be taught now waits in its file, whatever becomes of us. */
static void teach(struct ty_scribe *w)
{
	struct ty_error error;
	enum ty_status st;
	size_t taught = 0, waiting = 0;
	bool changed = w->changed;

	w->lessons = w->changed = false;
	pthread_mutex_unlock(&w->lock);
	st = ty_work_teach(&taught, w->work, w->desk, &error);
	if (st != TY_OK && st != TY_EBUSY)
		ty_note(ty_server_options(w->server)->monitor, st, error.file,
			0, 0, "%s", error.text);
	if (ty_work_waiting(&waiting, w->work, NULL) == TY_OK &&
	    (taught || waiting || changed))
		ty_api_tell_memory(w->server, waiting);
	pthread_mutex_lock(&w->lock);
	w->again = (struct timespec){ 0 };
	w->troubles = st == TY_OK || st == TY_EBUSY || !w->troubles ? AGAIN :
		      w->troubles < AGAIN_MOST / 2 ? w->troubles * 2 :
		      AGAIN_MOST;
	if (st != TY_OK) {
		w->lessons = true;
		w->again = in_seconds(w->troubles);
	}
}

static void *work(void *user)
{
	struct ty_scribe *w = user;

	pthread_mutex_lock(&w->lock);
	for (;;) {
		if (w->calls) {
			answer(w);
		} else if (w->lessons && reached(&w->again)) {
			teach(w);
		} else if (w->stop) {
			break;
		} else if (ty_jobs_next(w->jobs)) {
			pthread_mutex_unlock(&w->lock);
			ty_jobs_run(w->jobs, w->desk);
			pthread_mutex_lock(&w->lock);
			w->lessons = w->changed = true;
			w->again = (struct timespec){ 0 };
		} else if (w->lessons) {
			pthread_cond_timedwait(&w->wake, &w->lock, &w->again);
		} else {
			pthread_cond_wait(&w->wake, &w->lock);
		}
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

/* ---- its life */

static void release(struct ty_scribe *w)
{
	ty_jobs_free(w->jobs);
	ty_work_close(w->work);
	ty_desk_close(w->desk);
	pthread_cond_destroy(&w->wake);
	pthread_cond_destroy(&w->over);
	pthread_mutex_destroy(&w->lock);
	free(w);
}

enum ty_status ty_scribe_start(struct ty_scribe **out, struct ty_server *server,
			       struct ty_error *err)
{
	const struct ty_serve_options *options = ty_server_options(server);
	struct ty_scribe *w = ty_alloc(1, sizeof(*w));
	struct ty_monitor monitor;
	pthread_condattr_t clock;
	enum ty_status st;

	*out = NULL;
	w->server = server;
	w->jobs = ty_jobs_new(server);
	w->lessons = true;	/* what an earlier run left */
	pthread_mutex_init(&w->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&w->wake, &clock);
	pthread_cond_init(&w->over, &clock);
	pthread_condattr_destroy(&clock);
	ty_jobs_monitor(&monitor, w->jobs);
	st = ty_server_desk(&w->desk, server, TY_WRITE, false, &monitor, err);
	if (st == TY_OK) {
		w->desk->uploads = ty_strdup(ty_server_folder(server));
		st = ty_work_open(&w->work, options->memory, options->user,
				  err);
	}
	if (st == TY_OK && pthread_create(&w->thread, NULL, work, w) != 0)
		st = ty_fail(err, TY_EIO, _("no thread could be started"));
	if (st == TY_OK)
		*out = w;
	else
		release(w);
	return st;
}

void ty_scribe_stop(struct ty_scribe *w)
{
	if (!w)
		return;
	ty_jobs_stop(w->jobs);
	pthread_mutex_lock(&w->lock);
	w->stop = true;
	pthread_cond_signal(&w->wake);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	release(w);
}

/* ---- what it is asked */

/* Take a call that nobody has begun out of the queue. */
static void withdraw(struct ty_scribe *w, struct call *call)
{
	struct call **p = &w->calls;

	while (*p != call)
		p = &(*p)->next;
	*p = call->next;
}

enum ty_status ty_scribe_call(struct ty_server *server,
			      enum ty_status (*run)(void *user,
						    struct ty_desk *desk,
						    struct ty_error *err),
			      void *user, struct ty_error *err)
{
	struct ty_scribe *w = ty_server_scribe(server);
	struct call call = { .run = run, .user = user,
			     .language = ty_language_used() };
	struct timespec until = in_seconds(PATIENCE);
	struct call **last;

	pthread_mutex_lock(&w->lock);
	for (last = &w->calls; *last; last = &(*last)->next)
		;
	*last = &call;
	pthread_cond_signal(&w->wake);
	while (call.state != OVER) {
		if (call.state == RUNNING)
			pthread_cond_wait(&w->over, &w->lock);
		else if (pthread_cond_timedwait(&w->over, &w->lock, &until) ==
			 ETIMEDOUT && call.state == WAITING)
			break;
	}
	if (call.state == WAITING) {
		withdraw(w, &call);
		call.status = ty_fail(&call.error, TY_EBUSY,
				      _("the memory is being written by a job; try again when it is done"));
	}
	pthread_mutex_unlock(&w->lock);
	if (call.status != TY_OK && err)
		*err = call.error;
	return call.status;
}

static void nudge(struct ty_scribe *w, bool lessons)
{
	pthread_mutex_lock(&w->lock);
	w->lessons |= lessons;
	pthread_cond_signal(&w->wake);
	pthread_mutex_unlock(&w->lock);
}

void ty_server_teach(struct ty_server *server)
{
	nudge(ty_server_scribe(server), true);
}

int64_t ty_server_job(struct ty_server *server,
		      const struct ty_job_options *options)
{
	struct ty_scribe *w = ty_server_scribe(server);
	int64_t id = ty_jobs_add(w->jobs, options);

	nudge(w, false);
	return id;
}

enum ty_status ty_server_jobs(struct ty_buf *out, struct ty_server *server,
			      int64_t one, struct ty_error *err)
{
	return ty_jobs_list(out, ty_server_scribe(server)->jobs, one, err);
}

enum ty_status ty_server_cancel(struct ty_server *server, int64_t job,
				struct ty_error *err)
{
	return ty_jobs_cancel(ty_server_scribe(server)->jobs, job, err);
}
