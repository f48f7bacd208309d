#ifndef TY_SERVE_JOBS_H
#define TY_SERVE_JOBS_H

#include "serve/serve.h"

/*
 * What was asked for that takes its time: queued, running, and the last hundred
 * that ended.  The scribe runs them; handlers add, look and cancel.
 */
struct ty_jobs;
struct ty_jobs *ty_jobs_new(struct ty_server *server);
void ty_jobs_free(struct ty_jobs *jobs);		/* none is running */

/* Its number; 0, and `options` released, if too many wait. */
int64_t ty_jobs_add(struct ty_jobs *jobs, const struct ty_job_options *options);
/* The number of the job that runs, or of one that waits; 0: none. */
int64_t ty_jobs_next(struct ty_jobs *jobs);
/* Run the next that waits to its end; false: there is none. */
bool ty_jobs_run(struct ty_jobs *jobs, struct ty_desk *desk);
/* What the desk that they run with reports to. */
void ty_jobs_monitor(struct ty_monitor *out, struct ty_jobs *jobs);
/* Cancel all, now and from now on. */
void ty_jobs_stop(struct ty_jobs *jobs);

enum ty_status ty_jobs_list(struct ty_buf *out, struct ty_jobs *jobs,
			    int64_t one, struct ty_error *err);
enum ty_status ty_jobs_cancel(struct ty_jobs *jobs, int64_t id,
			      struct ty_error *err);

#endif
