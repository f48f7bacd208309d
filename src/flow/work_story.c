/* Documents into work and out of it: cut, filled in from the memory, and
 * written again. */

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/crew.h"
#include "flow/work_impl.h"
#include "format/tagged.h"
#include "text/norm.h"

/* Segments that are asked for at once. */
#define ROUND	1024

/* A story on its way into the file; its strings are the document's but for the
 * targets that are filled in. */
struct incoming {
	const struct ty_document *document;
	struct ty_work_story	 story;
	struct ty_work_segment	*segments;
	char			**plain;	/* sources without tags */
	char			**filled;	/* targets; or NULL */
	size_t			 n;
	char			 sha256[65];
};

static void release(struct incoming *in)
{
	size_t i;

	for (i = 0; i < in->n; i++) {
		free(in->plain[i]);
		free(in->filled[i]);
	}
	free(in->plain);
	free(in->filled);
	free(in->segments);
}

static void take_facts(struct incoming *in, const struct ty_desk *desk)
{
	const struct ty_document *d = in->document;
	struct ty_work_story *s = &in->story;

	s->name = d->name;
	s->format = d->format;
	s->source = d->source;
	/* A file that does not say is translated as the desk translates, or
	 * back. */
	s->target = d->target;
	if (!d->target[0])
		s->target = (char *)(ty_lang_same(d->source, desk->target) ?
				     desk->source : desk->target);
	s->slugline = d->slugline;
	s->headline = d->headline;
	s->dateline = d->dateline;
	s->byline = d->byline;
	s->date = d->date;
	s->note = d->note;
	s->embargo = d->embargo;
	s->embargo_until = d->embargo_until;
	s->version = d->version;
	s->joinable = d->story;
	s->sha256 = in->sha256;
}

static enum ty_status take_segments(struct incoming *in, struct ty_work *work,
				    struct ty_error *err)
{
	const struct ty_document *d = in->document;
	char *gap = (char *)(ty_lang_spaced(d->source) ? " " : "");
	struct ty_tokenizer *tokenizer;
	enum ty_status st;
	size_t i;

	st = ty_work_tokenizer(&tokenizer, work, d->source, err);
	if (st != TY_OK)
		return st;
	in->segments = ty_alloc(d->nsegments, sizeof(*in->segments));
	in->plain = ty_alloc(d->nsegments, sizeof(*in->plain));
	in->filled = ty_alloc(d->nsegments, sizeof(*in->filled));
	for (i = 0; i < d->nsegments; i++) {
		const struct ty_document_segment *from = &d->segments[i];
		struct ty_work_segment *s = &in->segments[i];

		in->plain[i] = ty_work_plain(from->source);
		s->kind = from->kind;
		s->paragraph = from->paragraph;
		s->source = from->source;
		s->target = from->target;
		s->state = !from->target[0] ? TY_WORK_EMPTY :
			   from->finished ? TY_WORK_CONFIRMED : TY_WORK_DRAFT;
		s->from = (char *)(from->target[0] ? "file" : "");
		s->locked = from->locked;
		s->note = from->note;
		s->gap = gap;
		ty_work_count(tokenizer, from->source, &s->words,
			      &s->characters);
		in->n++;
	}
	return TY_OK;
}

/* The best match, where there is no target yet. */
static void fill(struct incoming *in, size_t i, const struct ty_matches *found)
{
	struct ty_work_segment *s = &in->segments[i];
	struct ty_buf text = TY_BUF_INIT;
	const char *draft;

	if (!found->n || s->target[0] || s->locked)
		return;
	draft = ty_match_draft(&found->items[0]);
	ty_tagged_escape(&text, draft, strlen(draft));
	in->filled[i] = ty_buf_detach(&text);
	s->target = in->filled[i];
	s->state = TY_WORK_DRAFT;
	s->from = (char *)"match";
	s->unit = found->items[0].unit;
	s->score = found->items[0].score;
}

static enum ty_status pretranslate(struct incoming *in, struct ty_desk *desk,
				   int min, struct ty_error *err)
{
	const char *const *texts = (const char *const *)in->plain;
	struct ty_matches *found[ROUND];
	struct ty_crew *crew;
	enum ty_status st = TY_OK;
	size_t from, k, i;

	if (!ty_lang_same(in->story.source, desk->source) ||
	    !ty_lang_same(in->story.target, desk->target))
		return TY_OK;
	crew = ty_crew_new(desk);
	for (from = 0; st == TY_OK && from < in->n; from += k) {
		k = in->n - from < ROUND ? in->n - from : ROUND;
		st = ty_crew_story(found, crew, texts, from, k, in->n, min, 1,
				   _("translating"), err);
		for (i = 0; st == TY_OK && i < k; i++) {
			fill(in, from + i, found[i]);
			ty_matches_free(found[i]);
		}
	}
	ty_crew_free(crew);
	return st;
}

enum ty_status ty_work_add(int64_t *story, struct ty_work *work,
			   struct ty_desk *desk, const char *bytes, size_t len,
			   const char *name, const char *lang, int min,
			   struct ty_error *err)
{
	struct ty_document *document;
	struct incoming in = { .n = 0 };
	enum ty_status st;

	*story = 0;
	if (min && (min < 50 || min > 101))
		return ty_fail(err, TY_EINVAL,
			       _("a lowest score of %d is not between 50 and 101"),
			       min);
	st = ty_document_read(&document, desk, bytes, len, name, lang, err);
	if (st != TY_OK)
		return st;
	in.document = document;
	SHA256Data((const uint8_t *)bytes, len, in.sha256);
	take_facts(&in, desk);
	st = take_segments(&in, work, err);
	if (st == TY_OK && min)
		st = pretranslate(&in, desk, min, err);
	if (st == TY_OK)
		st = ty_workfile_add(story, work->file, &in.story, bytes, len,
				     in.segments, in.n, err);
	release(&in);
	ty_document_free(document);
	return st;
}

/* -------------------------------------------------------------- writing -- */

const char *const *ty_work_formats(const struct ty_work_story *story)
{
	const struct ty_document document = {
		.format = story->format, .story = story->joinable,
	};

	return ty_document_formats(&document);
}

/* Is the document cut as it was when it came? */
static bool same_passages(const struct ty_document *document,
			  const struct ty_work_segments *passages)
{
	size_t i;

	if (document->nsegments != passages->n)
		return false;
	for (i = 0; i < passages->n; i++)
		if (strcmp(document->segments[i].source,
			   passages->items[i].source))
			return false;
	return true;
}

static void make_pieces(struct ty_document_piece *pieces,
			const struct ty_work_segments *segments)
{
	size_t i;

	for (i = 0; i < segments->n; i++) {
		const struct ty_work_segment *s = &segments->items[i];

		pieces[i].segment = s->passage;
		pieces[i].segments = s->passages;
		pieces[i].source = s->source;
		pieces[i].target = s->target;
		pieces[i].confirmed = s->state == TY_WORK_CONFIRMED;
		pieces[i].score = s->state == TY_WORK_DRAFT && !s->edited ?
				  s->score : 0;
	}
}

/* What there is to write, as read() below found it. */
struct outgoing {
	struct ty_work_stories	*story;
	struct ty_work_segments	*segments, *passages;
	struct ty_buf		 bytes;
	struct ty_document	*document;
};

static enum ty_status read_all(struct outgoing *o, struct ty_work *work,
			       struct ty_desk *desk, int64_t story,
			       struct ty_error *err)
{
	const struct ty_work_story *s;
	enum ty_status st;

	if ((st = ty_work_story(&o->story, work, story, err)) != TY_OK ||
	    (st = ty_workfile_segments(&o->segments, work->file, story, 0, 0,
				       err)) != TY_OK ||
	    (st = ty_workfile_passages(&o->passages, work->file, story,
				       err)) != TY_OK ||
	    (st = ty_workfile_document(&o->bytes, work->file, story, err)) !=
	    TY_OK)
		return st;
	s = &o->story->items[0];
	st = ty_document_read(&o->document, desk, o->bytes.p, o->bytes.len,
			      s->name, s->source, err);
	if (st == TY_OK && !o->document->target[0])
		ty_document_set(&o->document->target, s->target);
	return st;
}

/*
 * Segmentation may be another today than when the story was added: by other
 * rules in the memory, or another version of this program.  Then the places in
 * its file are not known, but what was translated is.
 */
static enum ty_status fall_back(struct outgoing *o, const char *format,
				struct ty_error *err)
{
	struct ty_document *old = o->document, *d;
	size_t i;

	if (!strcmp(format, old->format) || !strcmp(format, "page") ||
	    !strcmp(format, "text"))
		return ty_fail_at(err, TY_EINVAL, old->name, 0, 0,
				  _("the file would be cut into other segments today than those that were translated; write it as html, xliff, tmx or tsv"));
	d = ty_document_new(old->name, old->format);
	ty_document_set(&d->source, old->source);
	ty_document_set(&d->target, old->target);
	ty_document_set(&d->headline, old->headline);
	d->story = old->story;
	for (i = 0; i < o->passages->n; i++) {
		struct ty_document_segment *s = ty_document_add(d);

		s->kind = o->passages->items[i].kind;
		s->paragraph = o->passages->items[i].paragraph;
		ty_document_set(&s->source, o->passages->items[i].source);
	}
	o->document = d;
	ty_document_free(old);
	return TY_OK;
}

enum ty_status ty_work_export(struct ty_buf *out, struct ty_work *work,
			      struct ty_desk *desk, int64_t story,
			      const char *format, struct ty_error *err)
{
	struct outgoing o = { .bytes = TY_BUF_INIT };
	struct ty_document_piece *pieces = NULL;
	enum ty_status st;

	st = read_all(&o, work, desk, story, err);
	if (st == TY_OK && !same_passages(o.document, o.passages))
		st = fall_back(&o, format, err);
	if (st == TY_OK) {
		pieces = ty_alloc(o.segments->n, sizeof(*pieces));
		make_pieces(pieces, o.segments);
		st = ty_document_write(out, desk, o.document, o.bytes.p,
				       o.bytes.len, pieces, o.segments->n,
				       format, err);
	}
	free(pieces);
	ty_document_free(o.document);
	ty_buf_release(&o.bytes);
	ty_work_segments_free(o.passages);
	ty_work_segments_free(o.segments);
	ty_work_stories_free(o.story);
	return st;
}
