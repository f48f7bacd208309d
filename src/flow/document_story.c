/* Stories as documents: what of a story is translated, and where that goes. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/document_story.h"
#include "format/story_page.h"
#include "format/tagged.h"
#include "text/embargo.h"

/* Blocks that may begin with an embargo though they are no notes. */
#define HEAD_BLOCKS	6

/* ------------------------------------------------------------- reading -- */

static void add_facts(struct ty_document *d, const struct ty_story *story)
{
	ty_document_set(&d->source, story->lang);
	ty_document_set(&d->slugline, story->slugline);
	ty_document_set(&d->headline, story->headline);
	ty_document_set(&d->dateline, story->dateline);
	ty_document_set(&d->byline, story->byline);
	ty_document_set(&d->date, story->published[0] ? story->published :
			story->date);
	ty_document_set(&d->note, story->note);
	d->version = story->version;
	d->story = true;
}

static void add_segments(struct ty_document *d, const struct ty_story *story)
{
	const struct ty_segment **segments;
	struct ty_document_segment *s;
	size_t n, i, at = 0, k;
	long line = 1;

	ty_story_translated(&segments, &n, story);
	for (i = 0; i < n; i++) {
		s = ty_document_add(d);
		s->kind = segments[i]->kind;
		s->paragraph = segments[i]->block;
		free(s->source);
		s->source = ty_tagged_of(segments[i]->text);
		for (k = segments[i]->span.start; at < k; at++)
			line += story->text[at] == '\n';
		s->line = line;
	}
	free(segments);
}

/* The day a story is of, as far as it says so. */
static struct ty_calendar day_of(const char *date,
				 const struct ty_value_reader *reader)
{
	struct ty_values values = { 0 };
	struct ty_calendar day = { 0 }, c;
	size_t i;

	ty_values_read(reader, date, strlen(date), &values);
	for (i = 0; i < values.n && !day.year; i++)
		if (ty_calendar_read(&c, &values.v[i]) && c.day)
			day = c;
	ty_values_release(&values);
	return day;
}

/* Editor's notes and sluglines may state an embargo anywhere; other blocks only
 * if they begin with it and stand near the beginning. */
enum ty_status ty_story_embargo(char **words, char until[40],
				struct ty_desk *desk,
				const struct ty_story *story, const char *date,
				struct ty_error *err)
{
	const struct ty_value_reader *reader;
	struct ty_embargo found;
	struct ty_calendar day;
	enum ty_status st;
	size_t i;

	*words = NULL;
	st = ty_desk_reader(&reader, desk, story->lang, err);
	if (st != TY_OK)
		return st;
	day = day_of(date, reader);
	for (i = 0; i < story->nsegments && !*words; i++) {
		const struct ty_segment *s = &story->segments[i];
		bool note = s->kind == TY_NOTE || s->kind == TY_SLUG;

		if ((!note && s->block >= HEAD_BLOCKS) ||
		    !ty_embargo_find(&found, reader, s->text, strlen(s->text),
				     !note, &day))
			continue;
		*words = ty_strndup(s->text + found.words.start,
				    found.words.end - found.words.start);
		memcpy(until, found.until, sizeof(found.until));
	}
	return TY_OK;
}

static enum ty_status add_embargo(struct ty_document *d, struct ty_desk *desk,
				  const struct ty_story *story,
				  struct ty_error *err)
{
	char *words, until[40];
	enum ty_status st;

	st = ty_story_embargo(&words, until, desk, story, d->date, err);
	if (words) {
		ty_document_set(&d->embargo, words);
		ty_document_set(&d->embargo_until, until);
	}
	free(words);
	return st;
}

enum ty_status ty_story_document(struct ty_document **out,
				 struct ty_desk *desk, const char *bytes,
				 size_t len, const char *name,
				 const char *lang, struct ty_error *err)
{
	struct ty_story *story;
	enum ty_status st;

	st = ty_story_parse(&story, desk, bytes, len, name, lang, err);
	if (st != TY_OK)
		return st;
	*out = ty_document_new(name, story->format);
	add_facts(*out, story);
	add_segments(*out, story);
	if ((st = add_embargo(*out, desk, story, err)) != TY_OK) {
		ty_document_free(*out);
		*out = NULL;
	}
	ty_story_free(story);
	return st;
}

/* ------------------------------------------------------------- writing -- */

/* What becomes of each segment of a story, the ones that are not translated
 * too. */
struct fill {
	const struct ty_story		*story;
	const struct ty_document_out	*doc;
	size_t				*first;	/* piece of each translated
						   segment; pieces of it are
						   those up to the next's */
	size_t				*number;	/* of each segment of
							   the story among the
							   translated; -1 */
};

#define NONE	((size_t)-1)

static void index_pieces(struct fill *f, size_t ntranslated)
{
	size_t i, k = 0, piece = 0;

	f->first = ty_alloc(ntranslated + 1, sizeof(*f->first));
	for (i = 0; i <= ntranslated; i++) {
		while (piece < f->doc->n &&
		       f->doc->pieces[piece].segment < i)
			piece++;
		f->first[i] = piece;
	}
	f->number = ty_alloc(f->story->nsegments, sizeof(*f->number));
	for (i = 0; i < f->story->nsegments; i++)
		f->number[i] = ty_kind_translated(f->story->segments[i].kind) ?
			       k++ : NONE;
}

/* A draft's target, or the source where there is none, is marked. */
static void put_piece(struct ty_buf *out, const struct ty_document_piece *p)
{
	const char *text = p->target[0] ? p->target : p->source;
	bool marked = !p->target[0];

	if (marked)
		ty_buf_adds(out, TY_DRAFT_MARK);
	ty_tagged_plain(out, text);
	if (marked)
		ty_buf_adds(out, TY_DRAFT_END);
}

static void put_segment(struct ty_buf *out, size_t i, void *user)
{
	const struct fill *f = user;
	size_t number = f->number[i], k;
	bool spaced = ty_lang_spaced(f->doc->target);

	if (number == NONE) {
		ty_buf_adds(out, f->story->segments[i].text);
		return;
	}
	for (k = f->first[number]; k < f->first[number + 1]; k++) {
		if (k > f->first[number] && spaced)
			ty_buf_addc(out, ' ');
		put_piece(out, &f->doc->pieces[k]);
	}
}

/* The translation of a segment for a page: true if there is one, of "" where it
 * stands with another segment's. */
static bool page_text(struct ty_buf *out, size_t i, void *user)
{
	const struct fill *f = user;
	size_t number = f->number[i], k;

	if (number == NONE)
		return false;
	for (k = f->first[number]; k < f->first[number + 1]; k++)
		if (!f->doc->pieces[k].target[0])
			return false;
	if (f->first[number] == f->first[number + 1]) {
		/* Part of what was joined, or of nothing. */
		k = f->first[number];
		return k > 0 && f->doc->pieces[k - 1].target[0] &&
		       f->doc->pieces[k - 1].segment +
		       f->doc->pieces[k - 1].segments > number;
	}
	put_segment(out, i, user);
	return true;
}

enum ty_status ty_story_document_write(struct ty_buf *out,
				       struct ty_desk *desk,
				       const struct ty_document_out *doc,
				       const char *bytes, size_t len,
				       const char *format,
				       struct ty_error *err)
{
	struct fill f = { .doc = doc };
	const struct ty_segment **segments;
	struct ty_story *story;
	enum ty_status st;
	size_t n;

	st = ty_story_parse(&story, desk, bytes, len, doc->document->name,
			    doc->source, err);
	if (st != TY_OK)
		return st;
	f.story = story;
	ty_story_translated(&segments, &n, story);
	free(segments);
	if (n != doc->document->nsegments) {
		st = ty_fail_at(err, TY_EINVAL, doc->document->name, 0, 0,
				_("the file no longer has the segments that were translated"));
		goto done;
	}
	index_pieces(&f, n);
	if (!strcmp(format, "text"))
		ty_story_text(out, story, doc->target, put_segment, &f);
	else if (!strcmp(story->format, "html") &&
		 !strcmp(story->encoding, "UTF-8"))
		ty_story_page_patch(out, story, doc->target, page_text, &f);
	else
		ty_story_page(out, story, doc->target, page_text, &f);
done:
	free(f.first);
	free(f.number);
	ty_story_free(story);
	return st;
}
