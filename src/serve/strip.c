/* Texts without their tags, and the way back to where things stand. */

#include <stdlib.h>

#include "base/alloc.h"
#include "format/tagged.h"
#include "serve/strip.h"

void ty_strip(struct ty_stripped *out, const char *tagged)
{
	struct ty_tag tag;
	size_t at = 0, from = 0, skipped = 0;

	ty_buf_clear(&out->text);
	out->n = 0;
	while (ty_tag_next(&tag, tagged, &at)) {
		bool less = tag.kind == TY_TAG_LESS;

		ty_buf_add(&out->text, tagged + from, tag.start - from);
		/* Of <lt/> one character is left. */
		skipped += tag.end - tag.start - less;
		out->v = ty_grow(out->v, &out->cap, out->n + 1,
				 sizeof(*out->v));
		out->v[out->n++] = (struct ty_skip){ out->text.len, skipped };
		if (less)
			ty_buf_addc(&out->text, '<');
		from = tag.end;
	}
	ty_buf_adds(&out->text, tagged + from);
}

void ty_stripped_release(struct ty_stripped *s)
{
	ty_buf_release(&s->text);
	free(s->v);
}

/* What was left out before byte `plain`; `there`: the tags at it, too. */
static size_t skipped(const struct ty_stripped *s, size_t plain, bool there)
{
	size_t low = 0, high = s->n, i;

	while (low < high) {
		i = low + (high - low) / 2;
		if (there ? s->v[i].plain <= plain : s->v[i].plain < plain)
			low = i + 1;
		else
			high = i;
	}
	return low ? s->v[low - 1].skipped : 0;
}

struct ty_span ty_stripped_place(const struct ty_stripped *s,
				 const struct ty_span *span)
{
	size_t start = span->start + skipped(s, span->start, true);
	size_t end = span->end + skipped(s, span->end, false);

	return (struct ty_span){ start, end < start ? start : end };
}
