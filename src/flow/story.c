/* Stories from files: bytes decoded and hashed, then taken apart as plain text
 * or as a page. */

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "flow/desk.h"
#include "format/html_story.h"
#include "text/encoding.h"
#include "text/script.h"
#include "text/story.h"
#include "text/utf8.h"

/* Less of a text than this in its language's scripts: another language. */
#define LEAST_SHARE	0.2
#define SAMPLE		65536	/* bytes that tell */

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

/* ---------------------------------------------------------------- pages -- */

/* The language of a page: as the caller says, as the page says, as its letters
 * look, as the desk's source. */
static enum ty_status page_lang(char tag[TY_LANG_MAX],
				const struct ty_html_page *page,
				const struct ty_desk *desk, const char *lang,
				struct ty_error *err)
{
	const char *guess;

	if (lang)
		return ty_lang_canonical(tag, lang, err);
	if (page->meta.lang &&
	    ty_lang_canonical(tag, page->meta.lang, NULL) == TY_OK)
		return TY_OK;
	guess = ty_script_guess(page->text.buf.p, page->text.buf.len);
	return ty_lang_canonical(tag, guess[0] ? guess : desk->source, err);
}

/* What the page states, where its text did not say. */
static void set_once(char **s, const char *fact)
{
	if ((*s)[0] || !fact)
		return;
	free(*s);
	*s = ty_strdup(fact);
}

/* From the page as it is read to the page as it is written. */
static void take_source(struct ty_story *story, const struct ty_html_page *page,
			const struct ty_decoded *d)
{
	char *const *facts = page->meta.facts;
	struct ty_span *span;
	size_t i;

	for (i = 0; i < story->nblocks; i++) {
		span = &story->blocks[i].span;
		*span = ty_html_text_source(&page->text, *span);
	}
	for (i = 0; i < story->nsegments; i++) {
		span = &story->segments[i].span;
		*span = ty_html_text_source(&page->text, *span);
	}
	free(story->text);
	story->text = ty_strndup(d->text, d->length);
	story->length = d->length;
	set_once(&story->headline, facts[TY_META_HEADLINE]);
	set_once(&story->byline, facts[TY_META_AUTHOR]);
	set_once(&story->kicker, facts[TY_META_SECTION]);
	set_once(&story->description, facts[TY_META_DESCRIPTION]);
	set_once(&story->published, facts[TY_META_PUBLISHED]);
	set_once(&story->addresses, page->meta.addresses);
}

static enum ty_status parse_page(struct ty_story **out, struct ty_desk *desk,
				 const struct ty_decoded *d, const char *name,
				 const char *lang, struct ty_error *err)
{
	struct ty_segmenter *segmenter;
	struct ty_part *parts = NULL;
	struct ty_html_page page;
	char tag[TY_LANG_MAX];
	enum ty_status st;
	size_t n;

	ty_html_page_read(&page, d->text, d->length);
	if ((st = page_lang(tag, &page, desk, lang, err)) != TY_OK ||
	    (st = ty_desk_segmenter(&segmenter, desk, tag, err)) != TY_OK)
		goto done;
	ty_html_story(&parts, &n, &page, ty_segmenter_words(segmenter));
	if (!n) {
		st = ty_fail_at(err, TY_ESYNTAX, name, 0, 0,
				_("a page without text"));
		goto done;
	}
	ty_story_build_parts(out, segmenter, page.text.buf.p, page.text.buf.len, tag,
			     parts, n);
	take_source(*out, &page, d);
	st = ty_segmenter_status(segmenter, err);
done:
	free(parts);
	ty_html_page_release(&page);
	return st;
}

/* ----------------------------------------------------------------- text -- */

static enum ty_status parse_text(struct ty_story **out, struct ty_desk *desk,
				 const struct ty_decoded *d, const char *lang,
				 struct ty_error *err)
{
	struct ty_segmenter *segmenter;
	char tag[TY_LANG_MAX];
	enum ty_status st;

	st = ty_lang_canonical(tag, lang ? lang : desk->source, err);
	if (st == TY_OK)
		st = ty_desk_segmenter(&segmenter, desk, tag, err);
	if (st == TY_OK) {
		ty_story_build(out, segmenter, d->text, d->length, tag);
		st = ty_segmenter_status(segmenter, err);
	}
	return st;
}

enum ty_status ty_story_parse(struct ty_story **out, struct ty_desk *desk,
			      const char *text, size_t length, const char *name,
			      const char *lang, struct ty_error *err)
{
	bool page = ty_html_named(name) || ty_html_sniff(text, length);
	char charset[TY_ENCODING_MAX];
	struct ty_decoded d;
	enum ty_status st;

	*out = NULL;
	if (length > TY_MAX_STORY)
		return ty_fail_at(err, TY_ELIMIT, name, 0, 0,
				  _("larger than %zu MB, the most that is read"),
				  (size_t)TY_MAX_STORY >> 20);
	st = ty_decode(&d, text, length, desk->encoding,
		       page && ty_html_charset(charset, text, length) ?
		       charset : NULL, name, err);
	if (st == TY_OK && d.length == 0)
		st = ty_fail_at(err, TY_ESYNTAX, name, 0, 0,
				_("the file is empty"));
	else if (st == TY_OK && blank(d.text, d.length))
		st = ty_fail_at(err, TY_ESYNTAX, name, 0, 0,
				_("nothing but white space"));
	if (st == TY_OK)
		st = page ? parse_page(out, desk, &d, name, lang, err) :
		     parse_text(out, desk, &d, lang, err);
	if (st == TY_OK) {
		(*out)->path = ty_strdup(name);
		(*out)->format = ty_strdup(page ? "html" : "text");
		(*out)->encoding = ty_strdup(d.encoding);
		SHA256Data((const uint8_t *)text, length, (*out)->sha256);
	} else {
		ty_story_free(*out);
		*out = NULL;
	}
	ty_decoded_release(&d);
	return st;
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
	free(story->format);
	free(story->encoding);
	free(story->kicker);
	free(story->description);
	free(story->published);
	free(story->addresses);
	free(story);
}

enum ty_status ty_story_require_lang(const struct ty_story *story,
				     const char *lang, struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	double share;
	size_t i;

	for (i = 0; i < story->nsegments && text.len < SAMPLE; i++)
		ty_buf_adds(&text, story->segments[i].text);
	share = ty_script_share(text.p, text.len, lang);
	ty_buf_release(&text);
	if (share < 0 || share >= LEAST_SHARE)
		return TY_OK;
	return ty_fail_at(err, TY_EINVAL, story->path, 0, 0,
			  _("this text is not in the language '%s'; are the two files in the right order?"),
			  lang);
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

size_t ty_story_heads(const struct ty_segment *const *segments, size_t n)
{
	size_t i = 0;

	while (i < n && (segments[i]->kind == TY_HEADLINE ||
			 segments[i]->kind == TY_KICKER))
		i++;
	return i;
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
