#ifndef TY_SERVE_API_H
#define TY_SERVE_API_H

#include "flow/desk.h"
#include "serve/serve.h"

/* What the handlers of the API share: numbers in paths, shapes of answers,
 * events. */

/* Number `which` of the path; TY_ENOTFOUND if it is none. */
enum ty_status ty_api_id(int64_t *out, const struct ty_request *request,
			 int which, struct ty_error *err);
/* The revision that a write saw: `name` of the body. */
enum ty_status ty_api_revision(int *out, const struct ty_request *request,
			       const char *name, struct ty_error *err);
/* The same of the query, where a request has no body. */
enum ty_status ty_api_query_revision(int *out, const struct ty_request *request,
				     struct ty_error *err);

/* {"code","message","file","line","column"} */
json_t *ty_api_error(const struct ty_error *err);
/* A path as a user may see it: of an upload only its name. */
const char *ty_api_shown(const struct ty_server *server, const char *path);
/* Answer an error that has more to say than its code: `members` (taken over, or
 * NULL) are added beside it. */
enum ty_status ty_api_refuse(struct ty_reply *reply, int status,
			     const char *code, const struct ty_error *err,
			     json_t *members);

/* ---- stories and segments as JSON (api_json.c) */

/* Append STORY. */
void ty_api_story(struct ty_buf *out, const struct ty_work_story *story);
/* {"version":1,"story":STORY}, read anew. */
enum ty_status ty_api_story_reply(struct ty_reply *reply,
				  struct ty_request *request, int64_t story,
				  struct ty_error *err);
/* The segment of the path. */
enum ty_status ty_api_find(struct ty_work_segments **out,
			   struct ty_request *request, struct ty_error *err);
/* Append [SEGMENT...], with the values and terms of their sources. */
enum ty_status ty_api_segments(struct ty_buf *out, struct ty_request *request,
			       const struct ty_work_segment *segments,
			       size_t n, struct ty_error *err);
/* The desk for a story's source language. */
enum ty_status ty_api_desk(struct ty_desk **out, struct ty_request *request,
			   int64_t story, struct ty_error *err);
/*
 * What is wrong with a pair of tagged texts, appended as [ISSUE...].  `note`:
 * of the segment, or NULL.
 */
enum ty_status ty_api_check(struct ty_buf *out, struct ty_request *request,
			    struct ty_desk *desk, const char *source,
			    const char *target, const char *note,
			    struct ty_error *err);
/* The same of every segment with a target, compared with one another too. */
enum ty_status ty_api_check_story(struct ty_buf *out,
				  struct ty_request *request,
				  struct ty_desk *desk,
				  const struct ty_work_segments *segments,
				  struct ty_error *err);

/* Answer as `suggest --json` does; min and max are of the query. */
enum ty_status ty_api_suggest(struct ty_reply *reply,
			      struct ty_request *request, struct ty_desk *desk,
			      const char *text,
			      struct ty_suggest_options *options,
			      struct ty_error *err);

/* ---- events */

void ty_api_tell_segments(struct ty_request *request,
			  const struct ty_work_segments *segments);
/* "story", "gone", "layout". */
void ty_api_tell_story(struct ty_request *request, const char *event,
		       int64_t story);
/* {"waiting":n} */
void ty_api_tell_memory(struct ty_server *server, size_t waiting);


/* ---- handlers that have a file of their own */

enum ty_status ty_api_take_in(struct ty_request *request,
			      struct ty_reply *reply, struct ty_error *err);
enum ty_status ty_api_export(struct ty_request *request, struct ty_reply *reply,
			     struct ty_error *err);
enum ty_status ty_api_segment_suggestions(struct ty_request *request,
					  struct ty_reply *reply,
					  struct ty_error *err);
enum ty_status ty_api_segment_checks(struct ty_request *request,
				     struct ty_reply *reply,
				     struct ty_error *err);
enum ty_status ty_api_segment_history(struct ty_request *request,
				      struct ty_reply *reply,
				      struct ty_error *err);

#endif
