/* Jobs: their queue, what becomes of each, and how it is told. */

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/catalogue.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/json.h"
#include "serve/api.h"
#include "serve/jobs.h"
#include "serve/server.h"

#define MOST_KEPT	100		/* that ended */
#define MOST_WAITING	100
#define MOST_NOTES	100
#define TELL_EVERY	0.5		/* seconds */

enum state { QUEUED, RUNNING, DONE, FAILED, CANCELLED };
static const char *const states[] = { "queued", "running", "done", "failed",
				      "cancelled" };

struct job {
	int64_t			 id;
	struct ty_job_options	 options;
	const struct ty_catalogue *language;	/* of who asked */
	enum state		 state;
	atomic_bool		 cancelled;
	struct ty_buf		 step;
	uint64_t		 done, total;
	json_t			*notes;
	struct ty_buf		 result;
	struct ty_error		 error;
	char			 started[24], finished[24];
	double			 told;
};

struct ty_jobs {
	struct ty_server	*server;
	pthread_mutex_t		 lock;		/* of all below */
	struct job		**v;		/* oldest first */
	size_t			 n, cap;
	int64_t			 last;
	struct job		*running;
	atomic_bool		 stopped;
};

struct ty_jobs *ty_jobs_new(struct ty_server *server)
{
	struct ty_jobs *jobs = ty_alloc(1, sizeof(*jobs));

	jobs->server = server;
	pthread_mutex_init(&jobs->lock, NULL);
	return jobs;
}

/* What the job was to work with goes as soon as it has ended. */
static void let_go(struct job *job)
{
	if (job->options.release)
		job->options.release(job->options.user);
	job->options.release = NULL;
}

static void free_job(struct job *job)
{
	let_go(job);
	json_decref(job->notes);
	ty_buf_release(&job->step);
	ty_buf_release(&job->result);
	free(job->options.what);
	free(job);
}

void ty_jobs_free(struct ty_jobs *jobs)
{
	size_t i;

	if (!jobs)
		return;
	for (i = 0; i < jobs->n; i++)
		free_job(jobs->v[i]);
	free(jobs->v);
	pthread_mutex_destroy(&jobs->lock);
	free(jobs);
}

/* ---- as JSON */

static json_t *job_json(const struct job *job, bool whole)
{
	json_t *o, *result;

	o = json_pack("{sI ss so ss so sI sI ss ss}",
		      "id", (json_int_t)job->id, "kind", job->options.kind,
		      "what", ty_json_bytes(job->options.what),
		      "state", states[job->state],
		      "step", ty_json_bytes(job->step.p), "done", (json_int_t)job->done,
		      "total", (json_int_t)job->total,
		      "started", job->started, "finished", job->finished);
	json_object_set_new(o, "error", job->state == FAILED ?
			    ty_api_error(&job->error) : json_null());
	if (!whole)
		return o;
	result = json_loads(job->result.p, 0, NULL);
	json_object_set_new(o, "result", result ? result : json_null());
	json_object_set_new(o, "notes", json_deep_copy(job->notes));
	return o;
}

/* Called with the lock; events have a lock of their own and wait for nobody. */
static void tell(struct ty_jobs *jobs, struct job *job)
{
	struct ty_buf data = TY_BUF_INIT;

	ty_json_put(&data, job_json(job, false));
	ty_server_tell(jobs->server, "job", data.p);
	ty_buf_release(&data);
}

static void stamp(char out[24])
{
	time_t now = time(NULL);
	struct tm tm;

	strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &tm));
}

static void end(struct ty_jobs *jobs, struct job *job, enum state state)
{
	job->state = state;
	stamp(job->finished);
	tell(jobs, job);
}

/* ---- the list */

/* Only so many that ended are remembered. */
static void forget_old(struct ty_jobs *jobs)
{
	size_t ended = 0, i, n = 0;

	for (i = 0; i < jobs->n; i++)
		ended += jobs->v[i]->state > RUNNING;
	for (i = 0; i < jobs->n; i++) {
		if (jobs->v[i]->state > RUNNING && ended > MOST_KEPT) {
			free_job(jobs->v[i]);
			ended--;
		} else {
			jobs->v[n++] = jobs->v[i];
		}
	}
	jobs->n = n;
}

static size_t waiting(const struct ty_jobs *jobs)
{
	size_t i, n = 0;

	for (i = 0; i < jobs->n; i++)
		n += jobs->v[i]->state == QUEUED;
	return n;
}

int64_t ty_jobs_add(struct ty_jobs *jobs, const struct ty_job_options *options)
{
	struct job *job = ty_alloc(1, sizeof(*job));
	int64_t id = 0;

	job->options = *options;
	job->language = ty_language_used();
	job->notes = json_array();
	ty_buf_init(&job->step);
	ty_buf_init(&job->result);
	pthread_mutex_lock(&jobs->lock);
	forget_old(jobs);
	if (waiting(jobs) < MOST_WAITING && !jobs->stopped) {
		id = job->id = ++jobs->last;
		jobs->v = ty_grow(jobs->v, &jobs->cap, jobs->n + 1,
				  sizeof(*jobs->v));
		jobs->v[jobs->n++] = job;
		tell(jobs, job);
	}
	pthread_mutex_unlock(&jobs->lock);
	if (!id)
		free_job(job);
	return id;
}

int64_t ty_jobs_next(struct ty_jobs *jobs)
{
	int64_t id = 0;
	size_t i;

	pthread_mutex_lock(&jobs->lock);
	if (jobs->running)
		id = jobs->running->id;
	for (i = 0; !id && i < jobs->n; i++)
		if (jobs->v[i]->state == QUEUED)
			id = jobs->v[i]->id;
	pthread_mutex_unlock(&jobs->lock);
	return id;
}

enum ty_status ty_jobs_list(struct ty_buf *out, struct ty_jobs *jobs,
			    int64_t one, struct ty_error *err)
{
	json_t *list = json_array(), *job = NULL;
	size_t i;

	pthread_mutex_lock(&jobs->lock);
	for (i = jobs->n; i-- > 0 && !job; ) {
		if (one && jobs->v[i]->id == one)
			job = job_json(jobs->v[i], true);
		else if (!one)
			json_array_append_new(list, job_json(jobs->v[i], true));
	}
	pthread_mutex_unlock(&jobs->lock);
	if (one) {
		json_decref(list);
		if (!job)
			return ty_fail(err, TY_ENOTFOUND,
				       _("no job with number %lld"),
				       (long long)one);
	}
	ty_json_put(out, one ? json_pack("{si so}", "version", 1, "job", job) :
		    json_pack("{si so}", "version", 1, "jobs", list));
	return TY_OK;
}

enum ty_status ty_jobs_cancel(struct ty_jobs *jobs, int64_t id,
			      struct ty_error *err)
{
	struct job *job = NULL;
	enum ty_status st = TY_OK;
	size_t i;

	pthread_mutex_lock(&jobs->lock);
	for (i = 0; i < jobs->n && !job; i++)
		if (jobs->v[i]->id == id)
			job = jobs->v[i];
	if (!job) {
		st = ty_fail(err, TY_ENOTFOUND, _("no job with number %lld"),
			     (long long)id);
	} else {
		job->cancelled = true;
		if (job->state == QUEUED) {
			let_go(job);
			end(jobs, job, CANCELLED);
		}
	}
	pthread_mutex_unlock(&jobs->lock);
	return st;
}

void ty_jobs_stop(struct ty_jobs *jobs)
{
	jobs->stopped = true;
}

/* ---- what a running one reports */

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void progress(void *user, const char *what, uint64_t done,
		     uint64_t total)
{
	struct ty_jobs *jobs = user;
	struct job *job;

	pthread_mutex_lock(&jobs->lock);
	if ((job = jobs->running)) {
		ty_buf_clear(&job->step);
		ty_buf_adds(&job->step, what);
		job->done = done;
		job->total = total;
		if (seconds() - job->told > TELL_EVERY) {
			job->told = seconds();
			tell(jobs, job);
		}
	}
	pthread_mutex_unlock(&jobs->lock);
}

static void note(void *user, const struct ty_error *what)
{
	struct ty_jobs *jobs = user;
	struct job *job;

	pthread_mutex_lock(&jobs->lock);
	if ((job = jobs->running) && json_array_size(job->notes) < MOST_NOTES)
		json_array_append_new(job->notes, json_pack(
			"{so so sI}", "message", ty_json_bytes(what->text),
			"file", ty_json_bytes(ty_api_shown(jobs->server,
							  what->file)),
			"line", (json_int_t)what->line));
	pthread_mutex_unlock(&jobs->lock);
}

static bool cancelled(void *user)
{
	struct ty_jobs *jobs = user;
	bool yes;

	pthread_mutex_lock(&jobs->lock);
	yes = jobs->running && (jobs->stopped || jobs->running->cancelled);
	pthread_mutex_unlock(&jobs->lock);
	return yes;
}

void ty_jobs_monitor(struct ty_monitor *out, struct ty_jobs *jobs)
{
	*out = (struct ty_monitor){ .progress = progress, .note = note,
				    .cancelled = cancelled, .user = jobs };
}

/* ---- running */

static struct job *take_next(struct ty_jobs *jobs)
{
	struct job *job = NULL;
	size_t i;

	pthread_mutex_lock(&jobs->lock);
	for (i = 0; i < jobs->n && !job; i++)
		if (jobs->v[i]->state == QUEUED)
			job = jobs->v[i];
	if (job) {
		jobs->running = job;
		job->state = RUNNING;
		stamp(job->started);
		tell(jobs, job);
	}
	pthread_mutex_unlock(&jobs->lock);
	return job;
}

bool ty_jobs_run(struct ty_jobs *jobs, struct ty_desk *desk)
{
	struct job *job = jobs->stopped ? NULL : take_next(jobs);
	struct ty_buf result = TY_BUF_INIT;
	struct ty_error error = { .code = TY_OK };
	enum ty_status st;
	const char *name;

	if (!job)
		return false;
	ty_language_use(job->language);
	ty_pool_pin(jobs->server->pool);
	st = job->options.run(job->options.user, desk, &result, &error);
	/* Before anybody is told that it is done, and looks. */
	ty_pool_unpin(jobs->server->pool);
	ty_language_use(NULL);
	name = ty_api_shown(jobs->server, error.file);
	memmove(error.file, name, strlen(name) + 1);

	pthread_mutex_lock(&jobs->lock);
	jobs->running = NULL;
	job->result = result;
	job->error = error;
	job->error.code = st;
	let_go(job);
	end(jobs, job, st == TY_OK ? DONE : st == TY_ECANCEL ? CANCELLED :
	    FAILED);
	pthread_mutex_unlock(&jobs->lock);
	return true;
}
