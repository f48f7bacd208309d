/* Handing a story back: what may go out, and under which name. */

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "base/i18n.h"
#include "serve/api.h"
#include "serve/uploads.h"

static const struct {
	const char	*format, *type, *extension;
} kinds[] = {
	{ "text", "text/plain; charset=utf-8", "txt" },
	{ "html", "text/html; charset=utf-8", "html" },
	{ "page", "text/html; charset=utf-8", "html" },
	{ "xliff", "application/xliff+xml", "xlf" },
	{ "tmx", "application/x-tmx+xml", "tmx" },
	{ "tsv", "text/tab-separated-values; charset=utf-8", "tsv" },
	{ "po", "text/x-gettext-translation; charset=utf-8", "po" },
};

/* Is the moment ("2026-11-23T18:00:00Z") to come, or no moment? */
static bool to_come(const char *moment)
{
	time_t now = time(NULL);
	struct tm tm;
	char text[24];
	int n = 0;

	sscanf(moment, "%*4d-%*2d-%*2dT%*2d:%*2d:%*2dZ%n", &n);
	if (n != 20 || moment[n])
		return true;
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &tm));
	return strcmp(moment, text) > 0;
}

/* TY_OK: it may go out; else the refusal is in the reply (TY_END). */
static enum ty_status may_go(struct ty_reply *reply,
			     const struct ty_work_story *story)
{
	struct ty_error why;

	if (!strcmp(story->status, "killed")) {
		ty_fail(&why, TY_EINVAL, _("this story was killed"));
		ty_api_refuse(reply, 409, "killed", &why, NULL);
		return TY_END;
	}
	if (!story->embargo[0] && !story->embargo_until[0])
		return TY_OK;
	if (!to_come(story->embargo_until))
		return TY_OK;
	if (story->embargo_until[0])
		ty_fail(&why, TY_EINVAL,
			_("this story is under embargo until %s"),
			story->embargo_until);
	else
		ty_fail(&why, TY_EINVAL,
			_("this story is under embargo, and until when is not known"));
	ty_api_refuse(reply, 409, "embargoed", &why,
		      json_pack("{ssss}", "embargo", story->embargo,
				"embargo_until", story->embargo_until));
	return TY_END;
}

/* "quake.txt" in Japanese as XLIFF: "quake.ja.xlf". */
static char *export_name(const struct ty_work_story *story,
			 const char *extension)
{
	struct ty_buf base = TY_BUF_INIT, name = TY_BUF_INIT;
	const char *dot;

	ty_file_name(&base, story->name);
	dot = strrchr(base.p, '.');
	ty_buf_add(&name, base.p, dot && dot > base.p ? (size_t)(dot - base.p) :
		   base.len);
	ty_buf_addf(&name, ".%s.%s", story->target, extension);
	ty_buf_release(&base);
	return ty_buf_detach(&name);
}

static enum ty_status write_story(struct ty_reply *reply,
				  struct ty_request *request,
				  const struct ty_work_story *story,
				  struct ty_error *err)
{
	const char *format = ty_request_query(request, "format");
	const char *page = ty_request_query(request, "page");
	struct ty_desk *desk;
	enum ty_status st;
	size_t i;

	if (!format)
		format = story->format;
	if ((st = ty_api_desk(&desk, request, story->id, err)) != TY_OK ||
	    (st = ty_work_export(&reply->body, request->worker->work, desk,
				 story->id, format, err)) != TY_OK)
		return st;
	for (i = 0; i + 1 < sizeof(kinds) / sizeof(kinds[0]) &&
	     strcmp(format, kinds[i].format); i++)
		;
	reply->type = kinds[i].type;
	reply->sandbox = page && !strcmp(page, "1") &&
			 !strcmp(kinds[i].extension, "html");
	if (!reply->sandbox)
		reply->filename = export_name(story, kinds[i].extension);
	return TY_OK;
}

enum ty_status ty_api_export(struct ty_request *request, struct ty_reply *reply,
			     struct ty_error *err)
{
	const char *anyway = ty_request_query(request, "anyway");
	struct ty_work_stories *found = NULL;
	int64_t id;
	enum ty_status st;

	if ((st = ty_api_id(&id, request, 0, err)) != TY_OK ||
	    (st = ty_work_story(&found, request->worker->work, id, err)) !=
	    TY_OK)
		return st;
	if (!anyway || strcmp(anyway, "1"))
		st = may_go(reply, found->items);
	if (st == TY_OK)
		st = write_story(reply, request, found->items, err);
	ty_work_stories_free(found);
	return st == TY_END ? TY_OK : st;
}
