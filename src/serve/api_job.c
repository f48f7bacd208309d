/* /uploads and /jobs: files that come in, and what takes its time. */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/json.h"
#include "format/results.h"
#include "serve/api.h"
#include "serve/uploads.h"

#define MOST_FILES	100		/* of one job */

static enum ty_status upload(struct ty_request *request,
			     struct ty_reply *reply, struct ty_error *err)
{
	struct ty_server *server = request->worker->server;
	const char *name = ty_request_query(request, "name");
	struct ty_file_info *info = NULL;
	struct ty_buf file = TY_BUF_INIT;
	struct ty_error why;
	struct stat s = { .st_size = 0 };
	char *id, *path;
	enum ty_status st;
	json_t *o;

	if (!request->upload)
		return ty_fail(err, TY_EINVAL, _("no file was sent"));
	st = ty_uploads_keep(&id, &path, ty_server_uploads(server),
			     request->upload, name ? name : "", err);
	if (st != TY_OK)
		return st;
	stat(path, &s);
	name = ty_api_shown(server, path);
	o = json_pack("{si ss ss sI}", "version", 1, "upload", id, "name",
		      name, "bytes", (json_int_t)s.st_size);
	if (ty_inspect(&info, request->worker->desk, path, NULL, &why) ==
	    TY_OK) {
		ty_json_info(&file, name, info);
		json_object_set_new(o, "file", json_loads(file.p, 0, NULL));
	} else {
		name = ty_api_shown(server, why.file);
		memmove(why.file, name, strlen(name) + 1);
		json_object_set_new(o, "file", json_null());
		json_object_set_new(o, "error", ty_api_error(&why));
	}
	ty_json_put(&reply->body, o);
	reply->status = 201;
	ty_file_info_free(info);
	ty_buf_release(&file);
	free(id);
	free(path);
	return TY_OK;
}

/* ---- what jobs do */

struct files {
	char	*v[MOST_FILES];
	size_t	 n;
	char	*memory;
};

static void release(void *user)
{
	struct files *files = user;

	while (files->n)
		ty_uploads_remove(files->v[--files->n]);
	free(files->memory);
	free(files);
}

static enum ty_status run_import(void *user, struct ty_desk *desk,
				 struct ty_buf *result, struct ty_error *err)
{
	struct files *files = user;
	struct ty_batch *batch;
	enum ty_status st;

	st = ty_import(&batch, desk, (const char *const *)files->v, files->n,
		       NULL, err);
	if (st == TY_OK) {
		ty_json_batch(result, batch);
		ty_batch_free(batch);
	}
	return st;
}

static enum ty_status run_align(void *user, struct ty_desk *desk,
				struct ty_buf *result, struct ty_error *err)
{
	struct files *files = user;
	const struct ty_pair pair = { files->v[0], files->v[1] };
	struct ty_learned *learned;
	enum ty_status st;

	st = ty_learn(&learned, desk, &pair, 1, TY_LEARN_CONFIDENCE, err);
	if (st == TY_OK) {
		ty_json_learned(result, learned);
		ty_learned_free(learned);
	}
	return st;
}

static enum ty_status run_verify(void *user, struct ty_desk *desk,
				 struct ty_buf *result, struct ty_error *err)
{
	int64_t troubles = 0;
	enum ty_status st = ty_verify(&troubles, desk, err);

	(void)user;
	if (st == TY_OK || st == TY_EDAMAGED)
		ty_buf_addf(result, "{\"version\":1,\"troubles\":%lld}",
			    (long long)troubles);
	return st;
}

static enum ty_status run_reindex(void *user, struct ty_desk *desk,
				  struct ty_buf *result, struct ty_error *err)
{
	struct files *files = user;
	enum ty_status st = ty_reindex(desk, err);

	if (st == TY_OK)
		ty_json_done(result, "memory", files->memory, NULL, 0);
	return st;
}

/* "news.tm" of ten past six: "news-20261123T181000Z.tm". */
static void backup_path(struct ty_buf *out, const char *memory)
{
	size_t len = strlen(memory);
	time_t now = time(NULL);
	struct tm tm;
	char stamp[24];

	if (len > 3 && !strcmp(memory + len - 3, ".tm"))
		len -= 3;
	strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", gmtime_r(&now, &tm));
	ty_buf_add(out, memory, len);
	ty_buf_addf(out, "-%s.tm", stamp);
}

/* The memory, and with it what is in work on it. */
static enum ty_status run_backup(void *user, struct ty_desk *desk,
				 struct ty_buf *result, struct ty_error *err)
{
	struct files *files = user;
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st;

	backup_path(&path, files->memory);
	st = ty_backup(desk, path.p, err);
	if (st == TY_OK)
		ty_json_done(result, "file", path.p, NULL, 0);
	ty_buf_release(&path);
	return st;
}

/* ---- asking for them */

static enum ty_status take(struct files *files, struct ty_buf *what,
			   struct ty_request *request, const char *const *ids,
			   size_t n, struct ty_error *err)
{
	struct ty_server *server = request->worker->server;
	enum ty_status st;

	st = ty_uploads_take(files->v, ty_server_uploads(server), ids, n, err);
	if (st != TY_OK)
		return st;
	for (; files->n < n; files->n++)
		ty_buf_addf(what, "%s%s", files->n ? ", " : "",
			    ty_api_shown(server, files->v[files->n]));
	return TY_OK;
}

static enum ty_status take_uploads(struct files *files, struct ty_buf *what,
				   struct ty_request *request,
				   struct ty_error *err)
{
	json_t *list = json_object_get(request->body, "uploads"), *id;
	const char *ids[MOST_FILES];
	size_t i, n = json_array_size(list);

	if (n < 1 || n > MOST_FILES)
		return ty_fail(err, TY_EINVAL,
			       _("'%s' is to be a list of 1 to %d uploads"),
			       "uploads", MOST_FILES);
	json_array_foreach(list, i, id)
		if (!(ids[i] = json_string_value(id)))
			return ty_fail(err, TY_EINVAL,
				       _("'%s' is to be a text"), "uploads");
	return take(files, what, request, ids, n, err);
}

static enum ty_status take_pair(struct files *files, struct ty_buf *what,
				struct ty_request *request,
				struct ty_error *err)
{
	const char *ids[2];
	enum ty_status st;

	if ((st = ty_body_text(&ids[0], request, "source", NULL, err)) !=
	    TY_OK ||
	    (st = ty_body_text(&ids[1], request, "target", NULL, err)) != TY_OK)
		return st;
	return take(files, what, request, ids, 2, err);
}

static enum ty_status take_memory(struct files *files, struct ty_buf *what,
				  struct ty_request *request,
				  struct ty_error *err)
{
	const char *slash = strrchr(files->memory, '/');

	(void)request;
	(void)err;
	ty_buf_adds(what, slash ? slash + 1 : files->memory);
	return TY_OK;
}

static const struct {
	const char	*kind;
	enum ty_status	(*take)(struct files *files, struct ty_buf *what,
				struct ty_request *request,
				struct ty_error *err);
	enum ty_status	(*run)(void *user, struct ty_desk *desk,
			       struct ty_buf *result, struct ty_error *err);
} kinds[] = {
	{ "import", take_uploads, run_import },
	{ "align", take_pair, run_align },
	{ "verify", take_memory, run_verify },
	{ "reindex", take_memory, run_reindex },
	{ "backup", take_memory, run_backup },
};

static enum ty_status add(struct ty_request *request, struct ty_reply *reply,
			  struct ty_error *err)
{
	struct ty_server *server = request->worker->server;
	struct ty_job_options options = { .release = release };
	struct ty_buf what = TY_BUF_INIT;
	struct files *files;
	const char *kind;
	enum ty_status st;
	int64_t id;
	size_t i;

	if ((st = ty_body_text(&kind, request, "kind", NULL, err)) != TY_OK)
		return st;
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]) &&
	     strcmp(kind, kinds[i].kind); i++)
		;
	if (i == sizeof(kinds) / sizeof(kinds[0]))
		return ty_fail(err, TY_EINVAL, _("'%s' is no kind of job"),
			       kind);
	files = ty_alloc(1, sizeof(*files));
	files->memory = ty_strdup(ty_server_options(server)->memory);
	st = kinds[i].take(files, &what, request, err);
	if (st != TY_OK) {
		release(files);
		ty_buf_release(&what);
		return st;
	}
	options.kind = kinds[i].kind;
	options.run = kinds[i].run;
	options.user = files;
	options.what = ty_buf_detach(&what);
	id = ty_server_job(server, &options);
	if (!id)
		return ty_fail(err, TY_EBUSY,
			       _("too many jobs wait already; try again later"));
	reply->status = 202;
	return ty_server_jobs(&reply->body, server, id, err);
}

static enum ty_status list(struct ty_request *request, struct ty_reply *reply,
			   struct ty_error *err)
{
	return ty_server_jobs(&reply->body, request->worker->server, 0, err);
}

static enum ty_status get(struct ty_request *request, struct ty_reply *reply,
			  struct ty_error *err)
{
	int64_t id;
	enum ty_status st = ty_api_id(&id, request, 0, err);

	return st == TY_OK ? ty_server_jobs(&reply->body,
					    request->worker->server, id,
					    err) : st;
}

static enum ty_status cancel(struct ty_request *request,
			     struct ty_reply *reply, struct ty_error *err)
{
	int64_t id;
	enum ty_status st = ty_api_id(&id, request, 0, err);

	if (st == TY_OK)
		st = ty_server_cancel(request->worker->server, id, err);
	return st == TY_OK ? get(request, reply, err) : st;
}

const struct ty_route ty_routes_job[] = {
	{ "POST", "/api/v1/uploads", upload, TY_ROUTE_UPLOAD },
	{ "POST", "/api/v1/jobs", add, 0 },
	{ "GET", "/api/v1/jobs", list, 0 },
	{ "GET", "/api/v1/jobs/{}", get, 0 },
	{ "DELETE", "/api/v1/jobs/{}", cancel, 0 },
	{ NULL, NULL, NULL, 0 }
};
