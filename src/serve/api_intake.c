/* Taking a story in: from where, and in which language. */

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "serve/api.h"
#include "serve/uploads.h"
#include "text/script.h"

#define USUAL_MIN	75		/* of matches that are filled in */
#define SAMPLE		65536		/* bytes that tell the language */

/* The bytes of a new story: pasted, or uploaded, with `path` of the upload. */
static enum ty_status contents(struct ty_buf *out, const char **name,
			       char **path, struct ty_request *request,
			       struct ty_error *err)
{
	struct ty_uploads *uploads = ty_server_uploads(request->worker->server);
	const char *text, *upload;
	enum ty_status st;

	if ((st = ty_body_text(name, request, "name", "", err)) != TY_OK ||
	    (st = ty_body_text(&upload, request, "upload", "", err)) != TY_OK)
		return st;
	if (!*upload) {
		if ((st = ty_body_text(&text, request, "text", NULL, err)) !=
		    TY_OK)
			return st;
		ty_buf_adds(out, text);
		return TY_OK;
	}
	st = ty_uploads_find(path, uploads, upload, err);
	if (st == TY_OK)
		st = ty_read_file(out, *path, TY_MAX_STORY, err);
	if (st == TY_OK && !**name)
		*name = strrchr(*path, '/') + 1;
	return st;
}

/* 0: nothing is filled in; else a score that suggestions can have. */
static enum ty_status least_score(int *out, struct ty_request *request,
				  struct ty_error *err)
{
	static const int64_t usual = USUAL_MIN;
	int64_t min = 0;
	enum ty_status st;

	st = ty_body_number(&min, request, "min", 0, 101, &usual, err);
	*out = (int)min;
	if (st == TY_OK && min && min < 50)
		return ty_fail(err, TY_EINVAL,
			       _("a lowest score of %d is not between %d and 101"),
			       *out, 50);
	return st;
}

/* More of the text is in the script of `lang` than in that of `other`. */
static bool is_in(const struct ty_document *document, const char *lang,
		  const char *other)
{
	struct ty_buf text = TY_BUF_INIT;
	bool yes;
	size_t i;

	for (i = 0; i < document->nsegments && text.len < SAMPLE; i++)
		ty_buf_adds(&text, document->segments[i].source);
	yes = ty_script_share(text.p, text.len, lang) >
	      ty_script_share(text.p, text.len, other);
	ty_buf_release(&text);
	return yes;
}

/* Nobody said which language it is in: the file says, or else its script.
 * *lang stays "" where the file does. */
static enum ty_status choose_desk(struct ty_desk **desk, const char **lang,
				  struct ty_request *request,
				  const struct ty_buf *bytes, const char *name,
				  struct ty_error *err)
{
	const char *target = ty_desk_target(*desk), *source;
	struct ty_document *document;
	enum ty_status st;

	st = ty_document_read(&document, *desk, bytes->p, bytes->len, name,
			      NULL, err);
	if (st != TY_OK)
		return st;
	source = document->source;
	if (document->story && !ty_lang_same(source, target) &&
	    is_in(document, target, source))
		source = *lang = target;
	st = ty_worker_desk(desk, request->worker, source, err);
	if (st == TY_OK && document->target[0] &&
	    !ty_lang_same(document->target, ty_desk_target(*desk)))
		st = ty_fail(err, TY_EINVAL,
			     _("this server translates between '%s' and '%s', not '%s'"),
			     ty_desk_source(*desk), ty_desk_target(*desk),
			     document->target);
	ty_document_free(document);
	return st;
}

enum ty_status ty_api_take_in(struct ty_request *request,
			      struct ty_reply *reply, struct ty_error *err)
{
	struct ty_worker *worker = request->worker;
	struct ty_buf bytes = TY_BUF_INIT, shown = TY_BUF_INIT;
	struct ty_desk *desk = worker->desk;
	const char *name = "", *lang = "";
	char *path = NULL;
	int64_t story = 0;
	enum ty_status st;
	int min;

	st = ty_body_text(&lang, request, "language", "", err);
	if (st == TY_OK)
		st = least_score(&min, request, err);
	if (st == TY_OK && *lang)
		st = ty_worker_desk(&desk, worker, lang, err);
	if (st == TY_OK)
		st = contents(&bytes, &name, &path, request, err);
	ty_file_name(&shown, name);
	if (st == TY_OK && !*lang)
		st = choose_desk(&desk, &lang, request, &bytes, shown.p, err);
	if (st == TY_OK)
		st = ty_work_add(&story, worker->work, desk, bytes.p,
				 bytes.len, shown.p, *lang ? lang : NULL, min,
				 err);
	if (st == TY_OK) {
		ty_api_tell_story(request, "story", story);
		ty_uploads_used(ty_server_uploads(worker->server), path);
		reply->status = 201;
		st = ty_api_story_reply(reply, request, story, err);
	}
	free(path);
	ty_buf_release(&bytes);
	ty_buf_release(&shown);
	return st;
}
