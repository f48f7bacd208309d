/* The difference of a match and a text, as one text to read. */

#include <string.h>

#include "format/difference.h"
#include "format/escape.h"
#include "text/utf8.h"

const struct ty_difference_style ty_difference_text = {
	.del = { "[-", "-]" }, .ins = { "{+", "+}" }, .put = ty_printable,
};

const struct ty_difference_style ty_difference_html = {
	.del = { "<del class=\"out\">", "</del>" },
	.ins = { "<ins class=\"in\">", "</ins>" },
	.put = ty_escape_text,
};

/* A span within the text, behind what was put already. */
static bool fits(const struct ty_span *span, size_t done, size_t len)
{
	return span->start >= done && span->end >= span->start &&
	       span->end <= len;
}

static void put_marked(struct ty_buf *out, const char *s,
		       const struct ty_span *span, const char *const marks[2],
		       const struct ty_difference_style *style)
{
	if (span->start == span->end)
		return;
	ty_buf_adds(out, marks[0]);
	style->put(out, s + span->start, span->end - span->start);
	ty_buf_adds(out, marks[1]);
}

void ty_difference_put(struct ty_buf *out, const char *now,
		       const struct ty_match *match,
		       const struct ty_difference_style *style)
{
	size_t len = strlen(match->source), now_len = strlen(now);
	size_t done = 0, now_done = 0, i;

	for (i = 0; i < match->nchanges; i++) {
		const struct ty_change *c = &match->changes[i];

		if (c->edit == TY_SAME || !fits(&c->old, done, len) ||
		    !fits(&c->now, now_done, now_len))
			continue;
		style->put(out, match->source + done, c->old.start - done);
		put_marked(out, match->source, &c->old, style->del, style);
		put_marked(out, now, &c->now, style->ins, style);
		done = c->old.end;
		now_done = c->now.end;
	}
	style->put(out, match->source + done, len - done);
}

void ty_html_diff(struct ty_buf *out, const char *now,
		  const struct ty_match *match)
{
	ty_difference_put(out, now, match, &ty_difference_html);
}
