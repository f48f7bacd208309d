/* Stories from files: bytes checked and hashed, then taken apart. */

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "flow/desk.h"
#include "text/script.h"
#include "text/story.h"
#include "text/utf8.h"

static bool blank(const char *text, size_t length)
{
	size_t i = 0;

	while (i < length) {
		int32_t c = ty_utf8_next(text, length, &i);

		if (c > 0x20 && c != 0x85 && c != 0xA0 && c != 0x3000 &&
		    c != 0xFEFF && !(c >= 0x2000 && c <= 0x200B))
			return false;
	}
	return true;
}

enum ty_status ty_story_parse(struct ty_story **out, struct ty_desk *desk,
			      const char *text, size_t length, const char *name,
			      const char *lang, struct ty_error *err)
{
	struct ty_segmenter *segmenter;
	char tag[TY_LANG_MAX];
	const char *body = text;
	size_t size = length;
	enum ty_status st;

	*out = NULL;
	if (length > TY_MAX_STORY)
		return ty_fail_at(err, TY_ELIMIT, name, 0, 0,
				  _("larger than %zu MB, the most that is read"),
				  (size_t)TY_MAX_STORY >> 20);
	if (size >= 3 && !memcmp(body, "\xEF\xBB\xBF", 3)) {
		body += 3;
		size -= 3;
	}
	if ((st = ty_utf8_require(body, size, name, 1, err)) != TY_OK ||
	    (st = ty_lang_canonical(tag, lang ? lang : desk->source, err)) !=
	    TY_OK ||
	    (st = ty_desk_segmenter(&segmenter, desk, tag, err)) != TY_OK)
		return st;
	if (size == 0)
		return ty_fail_at(err, TY_ESYNTAX, name, 0, 0,
				  _("the file is empty"));
	if (blank(body, size))
		return ty_fail_at(err, TY_ESYNTAX, name, 0, 0,
				  _("nothing but white space"));
	ty_story_build(out, segmenter, body, size, tag);
	if ((st = ty_segmenter_status(segmenter, err)) != TY_OK) {
		ty_story_free(*out);
		*out = NULL;
		return st;
	}
	(*out)->path = ty_strdup(name);
	SHA256Data((const uint8_t *)text, length, (*out)->sha256);
	return TY_OK;
}

enum ty_status ty_story_read(struct ty_story **out, struct ty_desk *desk,
			     const char *path, const char *lang,
			     struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	enum ty_status st;

	*out = NULL;
	st = ty_read_file(&text, path, TY_MAX_STORY, err);
	if (st == TY_OK)
		st = ty_story_parse(out, desk, text.p, text.len, path, lang,
				    err);
	ty_buf_release(&text);
	return st;
}

void ty_story_free(struct ty_story *story)
{
	size_t i;

	if (!story)
		return;
	for (i = 0; i < story->nsegments; i++)
		free(story->segments[i].text);
	free(story->segments);
	free(story->blocks);
	free(story->path);
	free(story->lang);
	free(story->text);
	free(story->slugline);
	free(story->headline);
	free(story->note);
	free(story->byline);
	free(story->credit);
	free(story->dateline);
	free(story->place);
	free(story->agency);
	free(story->date);
	free(story);
}

void ty_story_translated(const struct ty_segment ***out, size_t *n,
			 const struct ty_story *story)
{
	const struct ty_segment **list;
	size_t i, count = 0;

	list = ty_alloc(story->nsegments, sizeof(*list));
	for (i = 0; i < story->nsegments; i++)
		if (ty_kind_translated(story->segments[i].kind))
			list[count++] = &story->segments[i];
	*out = list;
	*n = count;
}

enum ty_status ty_segment_text(struct ty_spans **out, struct ty_desk *desk,
			       const char *text, size_t length,
			       const char *lang, struct ty_error *err)
{
	struct ty_span_list list = { 0 };
	struct ty_segmenter *segmenter;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_utf8_require(text, length, "", 1, err)) != TY_OK ||
	    (st = ty_desk_segmenter(&segmenter, desk, lang, err)) != TY_OK)
		return st;
	ty_segmenter_run(segmenter, text,
			 (struct ty_span){ .start = 0, .end = length }, &list);
	if ((st = ty_segmenter_status(segmenter, err)) != TY_OK) {
		free(list.v);
		return st;
	}
	*out = ty_alloc(1, sizeof(**out));
	(*out)->items = list.v;
	(*out)->n = list.n;
	return TY_OK;
}

void ty_spans_free(struct ty_spans *spans)
{
	if (!spans)
		return;
	free(spans->items);
	free(spans);
}
