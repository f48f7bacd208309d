/* A translated story as an HTML page: a clean one, or its own. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "format/escape.h"
#include "format/html_token.h"
#include "format/story_page.h"
#include "text/lang.h"
#include "text/utf8.h"

/* ---------------------------------------------------------------- ruby -- */

static bool is_kanji(int32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
	       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
	       c == 0x3005 || c == 0x3006 || c == 0x30F6 || c == 0x30F5;
}

static bool is_kana(int32_t c)
{
	return (c >= 0x3041 && c <= 0x30FC) || c == 0x30FB;
}

/* The reading 《...》 at `at`: its end, or 0 if none is there or, unless
 * `marked`, it is not kana. */
static size_t reading(const char *s, size_t len, size_t at, bool marked)
{
	static const char open[] = "《", close[] = "》";
	size_t i = at + 3, last;
	int32_t c;

	if (len - at < 6 || memcmp(s + at, open, 3))
		return 0;
	while (i < len) {
		last = i;
		if (len - i >= 3 && !memcmp(s + i, close, 3))
			return last > at + 3 ? i + 3 : 0;
		c = ty_utf8_next(s, len, &i);
		if (marked ? c == 0x300A : !is_kana(c))
			return 0;
	}
	return 0;
}

/* Where the text that a reading at `at` belongs to begins: after ｜, or the
 * kanji before it; `at` if there is none.  `from` is as far as it goes. */
static size_t base_of(const char *s, size_t from, size_t at, bool *marked)
{
	static const char bar[] = "｜";
	size_t i = at, start = at, k;

	*marked = false;
	while (i > from) {
		do
			i--;
		while (((unsigned char)s[i] & 0xC0) == 0x80);
		if (at - i > 192)
			break;
		if (!memcmp(s + i, bar, 3) && i + 3 < at) {
			*marked = true;
			return i + 3;
		}
	}
	for (i = at; i > from; start = i) {
		do
			i--;
		while (((unsigned char)s[i] & 0xC0) == 0x80);
		k = i;
		if (!is_kanji(ty_utf8_next(s, at, &k)))
			break;
	}
	return start;
}

static void put_ruby(struct ty_buf *out, const char *s, size_t from,
		     size_t mid, size_t end)
{
	ty_buf_adds(out, "<ruby>");
	ty_escape_text(out, s + from, mid - from);
	ty_buf_adds(out, "<rp>（</rp><rt>");
	ty_escape_text(out, s + mid + 3, end - mid - 6);
	ty_buf_adds(out, "</rt><rp>）</rp></ruby>");
}

/* Append escaped text with its ruby. */
static void put_text(struct ty_buf *out, const char *s, size_t len)
{
	size_t done = 0, at = 0, from, end;
	const char *p;
	bool marked;

	while ((p = strstr(s + at, "《"))) {
		at = (size_t)(p - s);
		from = base_of(s, done, at, &marked);
		end = from < at ? reading(s, len, at, marked) : 0;
		if (!end) {
			at += 3;
			continue;
		}
		ty_escape_text(out, s + done, from - done - (marked ? 3 : 0));
		put_ruby(out, s, from, at, end);
		done = at = end;
	}
	ty_escape_text(out, s + done, len - done);
}

/* ---------------------------------------------------------- a clean page -- */

static const char *element_of(enum ty_kind kind)
{
	switch (kind) {
	case TY_HEADLINE:
		return "h1";
	case TY_SUBHEAD:
		return "h2";
	default:
		return "p";
	}
}

/* What nobody but an editor reads is not of the page. */
static bool is_shown(enum ty_kind kind)
{
	return ty_kind_translated(kind) || kind == TY_BYLINE ||
	       kind == TY_CREDIT;
}

static void open_block(struct ty_buf *out, enum ty_kind kind)
{
	ty_buf_addf(out, "<%s", element_of(kind));
	if (kind != TY_BODY && kind != TY_HEADLINE && kind != TY_SUBHEAD)
		ty_escape_pair(out, "class", ty_kind_word(kind));
	ty_buf_addc(out, '>');
}

static void put_segment(struct ty_buf *out, const struct ty_story *story,
			size_t i, bool first, const char *lang,
			ty_page_text *text, void *user)
{
	const char *source = story->segments[i].text;
	struct ty_buf now = TY_BUF_INIT;
	bool there = text(&now, i, user);

	if (!first && (!there || now.len) && ty_lang_spaced(lang))
		ty_buf_addc(out, ' ');
	if (there) {
		put_text(out, now.p, now.len);
	} else {
		ty_buf_adds(out, "<span");
		ty_escape_pair(out, "lang", story->lang);
		ty_buf_addc(out, '>');
		ty_escape_text(out, source, strlen(source));
		ty_buf_adds(out, "</span>");
	}
	ty_buf_release(&now);
}

/* The headline's translation, or its source, as the page's title. */
static void put_title(struct ty_buf *out, const struct ty_story *story,
		      ty_page_text *text, void *user)
{
	struct ty_buf title = TY_BUF_INIT;
	size_t i;

	for (i = 0; i < story->nsegments && !title.len; i++)
		if (story->segments[i].kind == TY_HEADLINE &&
		    !text(&title, i, user))
			ty_buf_clear(&title);
	if (!title.len)
		ty_buf_adds(&title, story->headline);
	ty_buf_adds(out, "<title>");
	ty_escape_text(out, title.p, title.len);
	ty_buf_adds(out, "</title>\n");
	ty_buf_release(&title);
}

void ty_story_page(struct ty_buf *out, const struct ty_story *story,
		   const char *lang, ty_page_text *text, void *user)
{
	const struct ty_segment *s = story->segments, *last = NULL;
	size_t i;

	ty_buf_adds(out, "<!doctype html>\n<html");
	ty_escape_pair(out, "lang", lang);
	ty_buf_adds(out, ">\n<head>\n<meta charset=\"utf-8\">\n");
	put_title(out, story, text, user);
	ty_buf_adds(out, "</head>\n<body>\n<article>\n");
	for (i = 0; i < story->nsegments; i++) {
		bool first = !last || last->block != s[i].block;

		if (!is_shown(s[i].kind))
			continue;
		if (first && last)
			ty_buf_addf(out, "</%s>\n", element_of(last->kind));
		if (first)
			open_block(out, s[i].kind);
		put_segment(out, story, i, first, lang, text, user);
		last = &s[i];
	}
	if (last)
		ty_buf_addf(out, "</%s>\n", element_of(last->kind));
	ty_buf_adds(out, "</article>\n</body>\n</html>\n");
}

/* ------------------------------------------------------- the story's own -- */

static bool is_void(const char *name)
{
	static const char *const names[] = { "br", "img", "wbr", "hr", "input",
		"embed", "source", "track", "area", "link", "meta", "col",
		"base", "param" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

/* Tags of a segment that wait for their end. */
struct tags {
	struct ty_html_token	*v;
	size_t			 n, cap;
};

/* Append the end tags in `span` whose beginnings are not in it; `open` becomes
 * the start tags whose ends are not. */
static void put_ends(struct ty_buf *out, struct tags *open, const char *s,
		     struct ty_span span)
{
	struct ty_html_lexer lexer = { .s = s, .length = span.end,
				       .at = span.start };
	struct ty_html_token t;

	open->n = 0;
	while (ty_html_next(&lexer, &t)) {
		if (t.type == TY_HTML_START && !is_void(t.name) &&
		    s[t.span.end - 2] != '/') {
			open->v = ty_grow(open->v, &open->cap, open->n + 1,
					  sizeof(*open->v));
			open->v[open->n++] = t;
		} else if (t.type == TY_HTML_END && open->n &&
			   !strcmp(open->v[open->n - 1].name, t.name)) {
			open->n--;
		} else if (t.type == TY_HTML_END) {
			ty_buf_add(out, s + t.span.start,
				   t.span.end - t.span.start);
		}
	}
}

/* Append the page up to its first segment, in another language. */
static void put_beginning(struct ty_buf *out, const char *s, size_t end,
			  const char *lang)
{
	struct ty_html_lexer lexer = { .s = s, .length = end };
	struct ty_html_attribute a;
	struct ty_html_token t;
	size_t at;

	while (ty_html_next(&lexer, &t)) {
		if (t.type != TY_HTML_START || strcmp(t.name, "html"))
			continue;
		for (at = t.attributes.start;
		     ty_html_attribute(&a, s, &t, &at);) {
			if (strcmp(a.name, "lang") ||
			    a.value.end == a.value.start)
				continue;
			ty_buf_add(out, s, a.value.start);
			ty_buf_adds(out, lang);
			ty_buf_add(out, s + a.value.end, end - a.value.end);
			return;
		}
		break;
	}
	ty_buf_add(out, s, end);
}

void ty_story_page_patch(struct ty_buf *out, const struct ty_story *story,
			 const char *lang, ty_page_text *text, void *user)
{
	struct ty_buf now = TY_BUF_INIT;
	struct tags open = { 0 };
	const char *s = story->text;
	size_t done = 0, i, k;

	for (i = 0; i < story->nsegments; i++) {
		struct ty_span span = story->segments[i].span;

		ty_buf_clear(&now);
		if (span.start < done || !text(&now, i, user))
			continue;
		if (!done)
			put_beginning(out, s, span.start, lang);
		else
			ty_buf_add(out, s + done, span.start - done);
		put_ends(out, &open, s, span);
		put_text(out, now.p, now.len);
		for (k = 0; k < open.n; k++)
			ty_buf_add(out, s + open.v[k].span.start,
				   open.v[k].span.end - open.v[k].span.start);
		done = span.end;
	}
	if (!done)
		put_beginning(out, s, story->length, lang);
	else
		ty_buf_add(out, s + done, story->length - done);
	free(open.v);
	ty_buf_release(&now);
}
