/* Where a segment may be cut in two, and how two become one again. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/work_impl.h"
#include "format/tagged.h"
#include "text/utf8.h"

/* A text in two, and the white space between them. */
struct halves {
	char	*first, *second, *gap;
};

static void release(struct halves *h)
{
	free(h->first);
	free(h->second);
	free(h->gap);
}

/* Bytes of the white space character at `s`; 0: none is.  U+3000 stands between
 * Japanese sentences. */
static size_t space_at(const char *s)
{
	if (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r')
		return 1;
	return !strncmp(s, "\xE3\x80\x80", 3) ? 3 :
	       !strncmp(s, "\xC2\xA0", 2) ? 2 : 0;
}

static size_t space_before(const char *text, size_t at)
{
	size_t n;

	for (n = 1; n <= 3 && n <= at; n++)
		if (space_at(text + at - n) == n)
			return n;
	return 0;
}

/* A cut does not go through a character or a tag. */
static bool may_cut(const char *text, size_t at)
{
	struct ty_tag tag;
	size_t i = 0;

	if (at > strlen(text) || ((unsigned char)text[at] & 0xC0) == 0x80)
		return false;
	while (ty_tag_next(&tag, text, &i))
		if (tag.start < at && at < tag.end)
			return false;
	return true;
}

static void cut(struct halves *h, const char *text, size_t at)
{
	size_t end = at, from = at, n;

	while ((n = space_before(text, end)))
		end -= n;
	while ((n = space_at(text + from)))
		from += n;
	h->first = ty_strndup(text, end);
	h->gap = ty_strndup(text + end, from - end);
	h->second = ty_strdup(text + from);
}

static enum ty_status one(struct ty_work_segments **out, struct ty_work *work,
			  int64_t segment, int revision, struct ty_error *err)
{
	enum ty_status st;

	st = ty_workfile_segment(out, work->file, segment, err);
	if (st == TY_OK && (*out)->items[0].revision != revision)
		st = ty_fail(err, TY_EINVAL,
			     _("segment %lld was changed by someone else meanwhile"),
			     (long long)(*out)->items[0].number);
	return st;
}

/* The story that a segment is of, and the tokenizer to count with. */
static enum ty_status around(struct ty_work_stories **story,
			     struct ty_tokenizer **tokenizer,
			     struct ty_work *work,
			     const struct ty_work_segment *segment,
			     struct ty_error *err)
{
	enum ty_status st;

	st = ty_work_story(story, work, segment->story, err);
	return st != TY_OK ? st :
		ty_work_tokenizer(tokenizer, work, (*story)->items[0].source,
				  err);
}

static void count(struct ty_work_part *part, struct ty_tokenizer *tokenizer)
{
	ty_work_count(tokenizer, part->source, &part->words,
		      &part->characters);
}

enum ty_status ty_work_split(struct ty_work_segments **out,
			     struct ty_work *work, int64_t segment,
			     int revision, size_t source_at, size_t target_at,
			     struct ty_error *err)
{
	struct halves source = { .first = NULL }, target = source;
	struct ty_work_segments *at = NULL;
	struct ty_work_stories *story = NULL;
	struct ty_tokenizer *tokenizer;
	const struct ty_work_segment *s;
	struct ty_work_cut c;
	enum ty_status st;

	*out = NULL;
	if ((st = one(&at, work, segment, revision, err)) != TY_OK ||
	    (st = around(&story, &tokenizer, work, &at->items[0], err)) !=
	    TY_OK)
		goto done;
	s = &at->items[0];
	if (may_cut(s->source, source_at) && may_cut(s->target, target_at)) {
		cut(&source, s->source, source_at);
		cut(&target, s->target, target_at);
	}
	if (!source.first || !source.first[0] || !source.second[0]) {
		st = ty_fail(err, TY_EINVAL,
			     _("segment %lld cannot be split there"),
			     (long long)s->number);
		goto done;
	}
	c = (struct ty_work_cut){
		.segment = segment, .revision = revision, .whole = s->source,
		.parts = { { .source = source.first, .target = target.first },
			   { .source = source.second,
			     .target = target.second } },
		.gap = source.gap,
		/* Only what stood between two texts. */
		.target_gap = target.first[0] && target.second[0] ?
			      target.gap : "",
	};
	count(&c.parts[0], tokenizer);
	count(&c.parts[1], tokenizer);
	st = ty_workfile_split(out, work->file, &c, err);
done:
	release(&source);
	release(&target);
	ty_work_stories_free(story);
	ty_work_segments_free(at);
	return st;
}

/* The one after `s`; TY_EINVAL where the two do not belong together. */
static enum ty_status next_one(struct ty_work_segments **out,
			       struct ty_work *work,
			       const struct ty_work_segment *s, bool joinable,
			       struct ty_error *err)
{
	enum ty_status st;

	st = ty_workfile_segments(out, work->file, s->story, s->number + 1, 1,
				  err);
	if (st != TY_OK)
		return st;
	if (!(*out)->n || (*out)->items[0].paragraph != s->paragraph)
		return ty_fail(err, TY_EINVAL,
			       _("segment %lld is the last of its paragraph"),
			       (long long)s->number);
	if (!joinable && (*out)->items[0].passage != s->passage)
		return ty_fail(err, TY_EINVAL,
			       _("segments %lld and %lld are two in the file"),
			       (long long)s->number,
			       (long long)s->number + 1);
	return TY_OK;
}

/* Two targets with what stood between them, or as the language writes. */
static void join_targets(struct ty_buf *out, const struct ty_work_segment *a,
			 const struct ty_work_segment *b, const char *lang)
{
	ty_buf_adds(out, a->target);
	if (a->target[0] && b->target[0])
		ty_buf_adds(out, a->target_gap[0] ? a->target_gap :
			    ty_lang_spaced(lang) ? " " : "");
	ty_buf_adds(out, b->target);
}

enum ty_status ty_work_join(struct ty_work_segments **out, struct ty_work *work,
			    int64_t segment, int revision, int next,
			    struct ty_error *err)
{
	struct ty_buf source = TY_BUF_INIT, target = TY_BUF_INIT;
	struct ty_work_segments *at = NULL, *after = NULL;
	struct ty_work_stories *story = NULL;
	struct ty_tokenizer *tokenizer;
	const struct ty_work_segment *a, *b;
	struct ty_work_joint j;
	enum ty_status st;

	*out = NULL;
	if ((st = one(&at, work, segment, revision, err)) != TY_OK ||
	    (st = around(&story, &tokenizer, work, &at->items[0], err)) !=
	    TY_OK ||
	    (st = next_one(&after, work, &at->items[0],
			   story->items[0].joinable, err)) != TY_OK)
		goto done;
	a = &at->items[0];
	b = &after->items[0];
	ty_buf_adds(&source, a->source);
	ty_buf_adds(&source, a->gap);
	ty_buf_adds(&source, b->source);
	join_targets(&target, a, b, story->items[0].target);
	j = (struct ty_work_joint){
		.segment = segment, .other = b->id, .revision = revision,
		.next = next, .parts = { a->source, b->source },
		.whole = { .source = source.p, .target = target.p },
	};
	count(&j.whole, tokenizer);
	st = ty_workfile_join(out, work->file, &j, err);
done:
	ty_buf_release(&source);
	ty_buf_release(&target);
	ty_work_stories_free(story);
	ty_work_segments_free(after);
	ty_work_segments_free(at);
	return st;
}
