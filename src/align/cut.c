/* Words to learn from, cut without a dictionary. */

#include <string.h>

#include "align/cut.h"
#include "text/utf8.h"

/* A run of so many Han characters is one word; of more, a word is each with
 * the next, since names and compounds have no marks where they join. */
#define WHOLE_RUN	2

void ty_cut_init(struct ty_cut *cut)
{
	memset(cut, 0, sizeof(*cut));
	ty_scan_init(&cut->scan);
	cut->bytes = (struct ty_buf)TY_BUF_INIT;
}

void ty_cut_release(struct ty_cut *cut)
{
	ty_scan_release(&cut->scan);
	ty_buf_release(&cut->bytes);
}

/* A word of these letters, which stands there in the folded text. */
static void add(struct ty_cut *cut, const char *s, size_t len, size_t start,
		size_t end)
{
	struct ty_cut_word *w;

	for (w = cut->v; w < cut->v + cut->n; w++)
		if (w->len == len && !memcmp(cut->bytes.p + w->at, s, len)) {
			w->again = true;
			return;
		}
	if (cut->n == TY_CUT_MAX)
		return;
	w->at = cut->bytes.len;
	w->len = len;
	w->again = false;
	w->span.start = cut->scan.map.v[start];
	w->span.end = cut->scan.map.v[end];
	ty_buf_add(&cut->bytes, s, len);
	cut->n++;
}

static bool han(int32_t c)
{
	return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
	       (c >= 0x20000 && c <= 0x3ffff) || c == 0x3005;	/* 々 */
}

/* The characters from `start` to `end`, `n` of them. */
static void add_run(struct ty_cut *cut, size_t start, size_t end, size_t n)
{
	const char *s = cut->scan.folded.p;
	size_t next, after;

	if (n <= WHOLE_RUN) {
		if (n)
			add(cut, s + start, end - start, start, end);
		return;
	}
	while (start < end) {
		next = start;
		ty_utf8_next(s, end, &next);
		after = next;
		if (after == end)
			break;
		ty_utf8_next(s, end, &after);
		add(cut, s + start, after - start, start, after);
		start = next;
	}
}

void ty_cut(struct ty_cut *cut, const char *text, size_t len)
{
	size_t start = 0, end = 0, n = 0;	/* of a run of Han */
	struct ty_piece p;

	cut->n = 0;
	ty_buf_clear(&cut->bytes);
	ty_scan_begin(&cut->scan, text, len);
	while (ty_scan_next(&cut->scan, &p)) {
		if (n && (p.kind != TY_PIECE_OTHER || !han(p.c) ||
			  p.span.start != end)) {
			add_run(cut, start, end, n);
			n = 0;
		}
		if (p.kind == TY_PIECE_OTHER && han(p.c)) {
			start = n++ ? start : p.span.start;
			end = p.span.end;
		} else if (p.kind == TY_PIECE_WORD && p.len > 1) {
			add(cut, p.text, p.len, p.span.start, p.span.end);
		} else if (p.kind == TY_PIECE_KATAKANA) {
			add(cut, cut->scan.folded.p + p.span.start,
			    p.span.end - p.span.start, p.span.start,
			    p.span.end);
		}
	}
	add_run(cut, start, end, n);
}
