/* What handlers have in common: numbers in paths, refusals, events. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "format/json.h"
#include "serve/api.h"

enum ty_status ty_api_id(int64_t *out, const struct ty_request *request,
			 int which, struct ty_error *err)
{
	const char *word = request->arg[which];
	long long id;
	char *end;

	errno = 0;
	id = strtoll(word, &end, 10);
	*out = id;
	if (errno || *end || end == word || id < 1 || word[0] == '+' ||
	    word[0] == ' ')
		return ty_fail(err, TY_ENOTFOUND, _("'%s' is no number"), word);
	return TY_OK;
}

enum ty_status ty_api_revision(int *out, const struct ty_request *request,
			       const char *name, struct ty_error *err)
{
	int64_t n = 0;
	enum ty_status st;

	st = ty_body_number(&n, request, name, 0, INT32_MAX, NULL, err);
	*out = (int)n;
	return st;
}

enum ty_status ty_api_query_revision(int *out, const struct ty_request *request,
				     struct ty_error *err)
{
	int64_t n = 0;
	enum ty_status st;

	*out = 0;
	if (!ty_request_query(request, "revision"))
		return ty_fail(err, TY_EINVAL, _("'%s' is missing"),
			       "revision");
	st = ty_request_number(&n, request, "revision", 0, INT32_MAX, 0, err);
	*out = (int)n;
	return st;
}

const char *ty_api_shown(const struct ty_server *server, const char *path)
{
	const char *folder = ty_server_folder(server);
	const char *name = strrchr(path, '/');

	return name && !strncmp(path, folder, strlen(folder)) ? name + 1 : path;
}

json_t *ty_api_error(const struct ty_error *err)
{
	return json_pack("{ss so so sI sI}", "code", ty_status_word(err->code),
			 "message", ty_json_bytes(err->text),
			 "file", ty_json_bytes(err->file),
			 "line", (json_int_t)err->line,
			 "column", (json_int_t)err->column);
}

enum ty_status ty_api_refuse(struct ty_reply *reply, int status,
			     const char *code, const struct ty_error *err,
			     json_t *members)
{
	json_t *error = ty_api_error(err);
	json_t *answer = json_pack("{si}", "version", 1);

	json_object_set_new(error, "code", json_string(code));
	json_object_set_new(answer, "error", error);
	if (members)
		json_object_update(answer, members);
	json_decref(members);
	reply->status = status;
	ty_buf_clear(&reply->body);
	ty_json_put(&reply->body, answer);
	return TY_OK;
}

/* ---- events */

static void tell(struct ty_server *server, const char *event, json_t *data)
{
	struct ty_buf text = TY_BUF_INIT;

	ty_json_put(&text, data);
	ty_server_tell(server, event, text.p);
	ty_buf_release(&text);
}

void ty_api_tell_segments(struct ty_request *request,
			  const struct ty_work_segments *segments)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < segments->n; i++)
		json_array_append_new(list, json_pack("{sI si}",
			"id", (json_int_t)segments->items[i].id,
			"revision", segments->items[i].revision));
	if (!segments->n) {
		json_decref(list);
		return;
	}
	tell(request->worker->server, "segments",
	     json_pack("{sI so so}",
		       "story", (json_int_t)segments->items[0].story,
		       "segments", list,
		       "client", ty_json_bytes(request->client)));
}

void ty_api_tell_story(struct ty_request *request, const char *event,
		       int64_t story)
{
	tell(request->worker->server, event,
	     json_pack("{sI so}", "story", (json_int_t)story,
		       "client", ty_json_bytes(request->client)));
}

void ty_api_tell_memory(struct ty_server *server, size_t waiting)
{
	tell(server, "memory",
	     json_pack("{sI}", "waiting", (json_int_t)waiting));
}
