/* A file of units pretranslated: what the memory knows of its segments. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/document.h"
#include "format/tagged.h"
#include "text/norm.h"

/* To be asked for: a segment without a target, whose text has no codes. */
static bool is_open(const struct ty_document_segment *s)
{
	struct ty_tag tag;
	size_t at = 0;

	if (s->locked || s->target[0])
		return false;
	while (ty_tag_next(&tag, s->source, &at))
		if (tag.kind != TY_TAG_LESS)
			return false;
	return true;
}

/* The open segments as a story, which ty_translate() can draft. */
static struct ty_story *story_of(const struct ty_document *d)
{
	struct ty_story *story = ty_alloc(1, sizeof(*story));
	struct ty_buf plain = TY_BUF_INIT, text = TY_BUF_INIT;
	size_t i;

	story->path = ty_strdup(d->name);
	story->format = ty_strdup(d->format);
	story->lang = ty_strdup(d->source);
	story->segments = ty_alloc(d->nsegments, sizeof(*story->segments));
	for (i = 0; i < d->nsegments; i++) {
		struct ty_segment *s = &story->segments[story->nsegments];

		if (!is_open(&d->segments[i]))
			continue;
		ty_buf_clear(&plain);
		ty_tagged_plain(&plain, d->segments[i].source);
		ty_squeeze(&text, plain.p, plain.len);
		s->kind = d->segments[i].kind;
		s->block = d->segments[i].paragraph;
		s->text = ty_buf_detach(&text);
		story->nsegments++;
	}
	ty_buf_release(&plain);
	ty_buf_release(&text);
	return story;
}

/* Every segment as it is, or as the draft has it.  Targets and sources live in
 * `d` and in the draft. */
static struct ty_document_piece *pieces_of(struct ty_document *d,
					   const struct ty_draft *draft)
{
	struct ty_document_piece *p = ty_alloc(d->nsegments + 1, sizeof(*p));
	const struct ty_draft_segment *filled = draft->segments;
	size_t i;

	for (i = 0; i < d->nsegments; i++) {
		struct ty_document_segment *s = &d->segments[i];
		const struct ty_match *m;

		p[i] = (struct ty_document_piece){ .segment = i, .segments = 1,
			.source = s->source, .target = s->target,
			.confirmed = s->finished };
		if (!is_open(s))
			continue;
		if (filled->target[0]) {
			m = &filled->matches->items[0];
			free(s->target);
			p[i].target = s->target = ty_tagged_of(filled->target);
			p[i].confirmed = !strcmp(m->source,
						 filled->segment->text);
			p[i].score = m->score;
			p[i].previous = p[i].confirmed ? NULL : m->source;
		}
		filled++;
	}
	return p;
}

static enum ty_status write_file(const char *path, const struct ty_buf *text,
				 struct ty_error *err)
{
	struct ty_output out;
	enum ty_status st = ty_output_open(&out, path, err);

	if (st != TY_OK)
		return st;
	fwrite(text->p, 1, text->len, out.f);
	return ty_output_commit(&out, err);
}

enum ty_status ty_document_pretranslate(struct ty_report *report,
					struct ty_desk *desk,
					const char *bytes, size_t len,
					const char *name, int min,
					const char *path, const char *format,
					struct ty_error *err)
{
	struct ty_document_piece *pieces = NULL;
	struct ty_document *d = NULL;
	struct ty_draft *draft = NULL;
	struct ty_buf text = TY_BUF_INIT;
	const struct ty_format *f;
	enum ty_status st;

	if ((st = ty_format_for_output(&f, format, path, err)) != TY_OK)
		return st;
	if (ty_same_file(path, name))
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				  _("the draft would replace its own source"));
	st = ty_document_read(&d, desk, bytes, len, name, NULL, err);
	if (st == TY_OK)
		st = ty_translate(&draft, desk, story_of(d), min, err);
	if (st == TY_OK) {
		*report = draft->report;
		pieces = pieces_of(d, draft);
		st = ty_document_write(&text, desk, d, bytes, len, pieces,
				       d->nsegments, f->name, err);
	}
	if (st == TY_OK)
		st = write_file(path, &text, err);
	free(pieces);
	ty_draft_free(draft);
	ty_document_free(d);
	ty_buf_release(&text);
	return st;
}
