/* A page's text as it is read, and the place of each byte in the source. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "format/html_text.h"
#include "format/html_token.h"
#include "text/glyph.h"
#include "text/utf8.h"

void ty_html_text_init(struct ty_html_text *t, const char *s)
{
	memset(t, 0, sizeof(*t));
	t->s = s;
	ty_buf_init(&t->buf);
}

void ty_html_text_release(struct ty_html_text *t)
{
	ty_buf_release(&t->buf);
	free(t->runs);
}

static void put(struct ty_html_text *t, size_t source, size_t source_length,
		const char *bytes, size_t n)
{
	struct ty_html_run *last = t->nruns ? &t->runs[t->nruns - 1] : NULL;

	if (last && n == source_length && last->length == last->source_length &&
	    last->text + last->length == t->buf.len &&
	    last->source + last->length == source) {
		last->length += n;
		last->source_length += n;
	} else {
		t->runs = ty_grow(t->runs, &t->cap_runs, t->nruns + 1,
				  sizeof(*t->runs));
		t->runs[t->nruns++] = (struct ty_html_run){
			t->buf.len, n, source, source_length
		};
	}
	ty_buf_add(&t->buf, bytes, n);
}

void ty_html_text_line(struct ty_html_text *t, struct ty_span source)
{
	t->space.start = t->space.end;
	if (t->buf.len > t->start)
		put(t, source.start, source.end - source.start, "\n", 1);
}

/* Write the white space before `next`, if it counts: not at the ends of a line,
 * and not where a source line ended within Japanese. */
static void settle(struct ty_html_text *t, int32_t next)
{
	const struct ty_buf *text = &t->buf;
	size_t n = t->space.end - t->space.start;

	if (!n)
		return;
	if (text->len > t->start && text->p[text->len - 1] != '\n' &&
	    !(t->newline && ty_is_cjk(next) &&
	      ty_is_cjk(ty_char_before(text->p, t->start, text->len, NULL))))
		put(t, t->space.start, n, " ", 1);
	t->space.start = t->space.end;
}

static void add_space(struct ty_html_text *t, size_t at, bool pre)
{
	if (pre && t->s[at] == '\n') {
		ty_html_text_line(t, (struct ty_span){ at, at + 1 });
		return;
	}
	if (t->space.start == t->space.end) {
		t->space.start = at;
		t->newline = false;
	}
	t->space.end = at + 1;
	t->newline |= t->s[at] == '\n' || t->s[at] == '\r';
}

void ty_html_text_add(struct ty_html_text *t, struct ty_span span, bool pre)
{
	size_t at = span.start, end;
	char bytes[4];
	int32_t c;

	while (at < span.end) {
		if (ty_space_byte(t->s[at])) {
			add_space(t, at++, pre);
			continue;
		}
		if (t->s[at] == '&' &&
		    (end = ty_html_reference(t->s, at, span.end, &c)) != 0) {
			if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
				t->space.start = at;
				t->space.end = end;
				t->newline = false;
			} else if (c) {
				settle(t, c);
				put(t, at, end - at, bytes,
				    ty_utf8_put(bytes, c));
			}
			at = end;
			continue;
		}
		settle(t, ty_char_at(t->s, at, span.end, NULL));
		end = at + 1;
		while (end < span.end && !ty_space_byte(t->s[end]) &&
		       t->s[end] != '&')
			end++;
		put(t, at, end - at, t->s + at, end - at);
		at = end;
	}
}

void ty_html_text_end(struct ty_html_text *t)
{
	t->space.start = t->space.end;
	if (t->buf.len > t->start)
		ty_buf_adds(&t->buf, "\n\n");
	t->start = t->buf.len;
}

/* --------------------------------------------------------------- places -- */

/* The run with byte `at` of the text. */
static const struct ty_html_run *run_at(const struct ty_html_text *t,
					size_t at)
{
	size_t low = 0, high = t->nruns;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (t->runs[middle].text <= at)
			low = middle;
		else
			high = middle;
	}
	return &t->runs[low];
}

struct ty_span ty_html_text_source(const struct ty_html_text *t,
				   struct ty_span span)
{
	const struct ty_html_run *a = run_at(t, span.start);
	const struct ty_html_run *b = run_at(t, span.end - 1);

	return (struct ty_span){
		a->length == a->source_length ?
			a->source + (span.start - a->text) : a->source,
		b->length == b->source_length ?
			b->source + (span.end - b->text) :
			b->source + b->source_length
	};
}
