/* Checks for the page: a worker's checkers, and where in tagged texts things
 * are. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "flow/check.h"
#include "format/json.h"
#include "format/results.h"
#include "format/tagged.h"
#include "serve/api.h"
#include "serve/strip.h"

struct ty_api {
	struct ty_checker	*checkers[2];	/* of desk, of back */
	int64_t			 story;		/* asked about last */
	char			 lang[TY_LANG_MAX];	/* its source */
};

static struct ty_api *api_of(struct ty_worker *worker)
{
	if (!worker->api)
		worker->api = ty_alloc(1, sizeof(*worker->api));
	return worker->api;
}

void ty_api_close(struct ty_api *api)
{
	if (!api)
		return;
	ty_checker_close(api->checkers[0]);
	ty_checker_close(api->checkers[1]);
	free(api);
}

/* A story's language never changes, so the one at work is asked for once. */
enum ty_status ty_api_desk(struct ty_desk **out, struct ty_request *request,
			   int64_t story, struct ty_error *err)
{
	struct ty_api *api = api_of(request->worker);
	struct ty_work_stories *found = NULL;
	enum ty_status st = TY_OK;

	*out = NULL;
	if (api->story != story) {
		api->story = 0;
		st = ty_work_story(&found, request->worker->work, story, err);
		if (st == TY_OK)
			st = ty_lang_canonical(api->lang,
					       found->items->source, err);
		if (st == TY_OK)
			api->story = story;
		ty_work_stories_free(found);
	}
	return st == TY_OK ? ty_worker_desk(out, request->worker, api->lang,
					    err) : st;
}

/* As `taiyaku check` would be started in the working folder, or else in the
 * memory's. */
static enum ty_status configure(struct ty_checker *checker,
				const char *memory, struct ty_error *err)
{
	const char *slash = strrchr(memory, '/');
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st = TY_OK;

	ty_buf_adds(&path, TY_CHECK_CONFIG);
	if (access(path.p, F_OK) != 0 && slash) {
		ty_buf_clear(&path);
		ty_buf_add(&path, memory, (size_t)(slash + 1 - memory));
		ty_buf_adds(&path, TY_CHECK_CONFIG);
	}
	if (access(path.p, F_OK) == 0)
		st = ty_checker_configure(checker, path.p, err);
	ty_buf_release(&path);
	return st;
}

/* `alone`: pairs that have nothing to do with one another. */
static enum ty_status open_checker(struct ty_checker **out,
				   struct ty_request *request,
				   struct ty_desk *desk, bool alone,
				   struct ty_error *err)
{
	const char *memory = ty_server_options(request->worker->server)->memory;
	enum ty_status st;

	if ((st = ty_checker_open(out, desk, err)) != TY_OK)
		return st;
	st = configure(*out, memory, err);
	if (st == TY_OK && alone)
		st = ty_checker_set(*out, "consistency", TY_SEVERITY_OFF, err);
	if (st != TY_OK) {
		ty_checker_close(*out);
		*out = NULL;
	}
	return st;
}

/* One side of a pair: what is checked, and the way back. */
struct side {
	struct ty_stripped	 plain;
	struct ty_buf		 text, codes;
};
struct pair {
	struct side		 source, target;
	struct ty_issue		*issues;
	size_t			 cap;
};
#define PAIR_INIT { \
	.source = { TY_STRIPPED_INIT, TY_BUF_INIT, TY_BUF_INIT }, \
	.target = { TY_STRIPPED_INIT, TY_BUF_INIT, TY_BUF_INIT } }

static void read_side(struct side *side, const char *tagged)
{
	ty_strip(&side->plain, tagged);
	ty_buf_clear(&side->text);
	ty_buf_clear(&side->codes);
	ty_tagged_parse(&side->text, &side->codes, tagged);
}

static void release_pair(struct pair *pair)
{
	struct side *sides[] = { &pair->source, &pair->target };
	int i;

	for (i = 0; i < 2; i++) {
		ty_stripped_release(&sides[i]->plain);
		ty_buf_release(&sides[i]->text);
		ty_buf_release(&sides[i]->codes);
	}
	free(pair->issues);
}

/* The issues with their places in the tagged texts.  A fix that would go over
 * tags is none, and what it puts there is no tag. */
static void put_issues(struct ty_buf *out, struct pair *pair,
		       const struct ty_checked *found, const char *source,
		       const char *target)
{
	struct ty_checked shown = { .source = source, .target = target,
				    .n = found->n };
	struct ty_buf *fixes = ty_alloc(found->n, sizeof(*fixes));
	size_t i;

	pair->issues = ty_grow(pair->issues, &pair->cap, found->n + 1,
			       sizeof(*pair->issues));
	for (i = 0; i < found->n; i++) {
		struct ty_issue *issue = &pair->issues[i];
		const struct ty_span was = found->issues[i].target;

		ty_buf_init(&fixes[i]);
		*issue = found->issues[i];
		issue->source = ty_stripped_place(&pair->source.plain,
						  &issue->source);
		issue->target = ty_stripped_place(&pair->target.plain,
						  &issue->target);
		if (!issue->fix)
			continue;
		ty_tagged_escape(&fixes[i], issue->fix, strlen(issue->fix));
		issue->fix = issue->target.end - issue->target.start ==
			     was.end - was.start ? fixes[i].p : NULL;
	}
	shown.issues = pair->issues;
	ty_json_issues(out, &shown);
	for (i = 0; i < found->n; i++)
		ty_buf_release(&fixes[i]);
	free(fixes);
}

static enum ty_status run(const struct ty_checked **found, struct pair *pair,
			  struct ty_checker *checker, const char *source,
			  const char *target, const char *note,
			  struct ty_error *err)
{
	struct ty_check_subject subject = { .path = "", .note = note };

	read_side(&pair->source, source);
	read_side(&pair->target, target);
	subject.source = pair->source.text.p;
	subject.target = pair->target.text.p;
	subject.source_codes = pair->source.codes.p;
	subject.target_codes = pair->target.codes.p;
	return ty_checker_run(found, checker, &subject, err);
}

enum ty_status ty_api_check(struct ty_buf *out, struct ty_request *request,
			    struct ty_desk *desk, const char *source,
			    const char *target, const char *note,
			    struct ty_error *err)
{
	struct ty_checker **checker = &api_of(request->worker)->checkers[
					desk != request->worker->desk];
	const struct ty_checked *found;
	struct pair pair = PAIR_INIT;
	enum ty_status st = TY_OK;

	if (!*checker)
		st = open_checker(checker, request, desk, true, err);
	if (st == TY_OK)
		st = run(&found, &pair, *checker, source, target, note, err);
	if (st == TY_OK)
		put_issues(out, &pair, found, source, target);
	release_pair(&pair);
	return st;
}

enum ty_status ty_api_check_story(struct ty_buf *out,
				  struct ty_request *request,
				  struct ty_desk *desk,
				  const struct ty_work_segments *segments,
				  struct ty_error *err)
{
	struct ty_checker *checker = NULL;
	const struct ty_checked *found;
	struct pair pair = PAIR_INIT;
	const char *glue = "";
	enum ty_status st;
	size_t i;

	st = open_checker(&checker, request, desk, false, err);
	ty_buf_addc(out, '[');
	for (i = 0; st == TY_OK && i < segments->n; i++) {
		const struct ty_work_segment *s = &segments->items[i];

		if (!s->target[0])
			continue;
		st = run(&found, &pair, checker, s->source, s->target, s->note,
			 err);
		if (st != TY_OK || !found->n)
			continue;
		ty_buf_addf(out, "%s{\"id\":%lld,\"issues\":", glue,
			    (long long)s->id);
		put_issues(out, &pair, found, s->source, s->target);
		ty_buf_addc(out, '}');
		glue = ",";
	}
	ty_buf_addc(out, ']');
	ty_checker_close(checker);
	release_pair(&pair);
	return st;
}
