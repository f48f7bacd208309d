/* Streams in pieces: where a long text may be cut without being changed. */

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "cli/pieces.h"
#include "text/glyph.h"

#define READ	((size_t)1 << 18)	/* bytes at a time */

static enum ty_status too_large(const struct pieces *p, struct ty_error *err)
{
	return ty_fail_at(err, TY_ELIMIT, p->path, 0, 0,
			  _("larger than %zu MB, the most that is read"),
			  (size_t)TY_MAX_STORY >> 20);
}

/* Read until there are `want` bytes after `at`, or no more. */
static enum ty_status fill(struct pieces *p, size_t want, struct ty_error *err)
{
	size_t n;

	if (p->at && p->buf.len - p->at < want && !p->ended) {
		memmove(p->buf.p, p->buf.p + p->at, p->buf.len - p->at);
		p->buf.len -= p->at;
		p->searched -= p->at;
		p->at = 0;
	}
	while (!p->ended && p->buf.len - p->at < want) {
		ty_buf_reserve(&p->buf, READ);
		n = fread(p->buf.p + p->buf.len, 1, READ, p->in);
		p->buf.len += n;
		p->buf.p[p->buf.len] = '\0';
		p->ended = n < READ;
		if (p->ended && ferror(p->in))
			return ty_fail_errno(err, p->path, errno);
	}
	return TY_OK;
}

enum ty_status pieces_open(struct pieces *p, const char *path,
			   struct ty_error *err)
{
	enum ty_status st;

	memset(p, 0, sizeof(*p));
	ty_buf_init(&p->buf);
	p->path = path;
	p->line = 1;
	if ((st = ty_open_input(&p->in, path, err)) != TY_OK)
		return st;
	return fill(p, PIECES_SIZE, err);
}

void pieces_close(struct pieces *p)
{
	ty_close_input(p->in);
	ty_buf_release(&p->buf);
}

enum ty_status pieces_rest(struct pieces *p, size_t limit,
			   struct ty_error *err)
{
	enum ty_status st = fill(p, limit + 1, err);

	if (st == TY_OK && p->buf.len - p->at > limit)
		return too_large(p, err);
	return st;
}

static bool is_separator(const char *text, size_t at, size_t end)
{
	return at < end && text[at] == PIECES_SEPARATOR &&
	       (at + 1 == end || text[at + 1] == '\n');
}

size_t pieces_document(const char *text, size_t at, size_t end)
{
	const char *p;

	if (is_separator(text, at, end))
		return at;
	while (at < end && (p = memchr(text + at, PIECES_SEPARATOR, end - at))) {
		at = (size_t)(p - text);
		if (at > 0 && p[-1] == '\n' && is_separator(text, at, end))
			return at;
		at++;
	}
	return end;
}

/* The first blank line from `at` on: where it ends, or 0. */
static size_t blank_line(const char *text, size_t at, size_t end)
{
	const char *p;

	while (at < end && (p = memchr(text + at, '\n', end - at))) {
		at = (size_t)(p - text) + 1;
		while (at < end && ty_space_byte(text[at]) && text[at] != '\n')
			at++;
		if (at < end && text[at] == '\n')
			return at + 1;
	}
	return 0;
}

/* The last line end before `end`, best one after a sentence; 0 for none. */
static size_t line_end(const char *text, size_t at, size_t end)
{
	size_t any = 0, i, last;

	for (i = end; i > at; i--) {
		if (text[i - 1] != '\n')
			continue;
		if (!any)
			any = i;
		last = ty_trim_space(text, at, i);
		if (last > at && (ty_glyph(ty_char_before(text, at, last,
							  NULL)) &
				  (TY_G_STOP | TY_G_CLOSE | TY_G_QUOTE)))
			return i;
		if (any - i > PIECES_SIZE)
			break;
	}
	return any;
}

/* Where the piece at p->at ends; 0 if more has to be read. */
static size_t cut(struct pieces *p)
{
	const char *text = p->buf.p;
	size_t end, len = p->buf.len, from = p->searched;

	if (from < p->at)
		from = p->at;
	/* A separator at the very end may be a line that goes on. */
	end = from > p->at ? pieces_document(text, from - 1, len) :
	      pieces_document(text, from, len);
	if (end < len && (end + 1 < len || p->ended))
		return end;
	p->searched = len > p->at ? len - 1 : p->at;
	if (p->ended)
		return len;
	if (len - p->at >= PIECES_SIZE &&
	    (end = blank_line(text, p->at + PIECES_SIZE, len)) != 0)
		return end;
	if (len - p->at >= PIECES_MOST)
		return line_end(text, p->at, p->at + PIECES_MOST);
	return 0;
}

enum ty_status pieces_next(struct pieces *p, struct piece *out,
			   struct ty_error *err)
{
	enum ty_status st;
	size_t want = PIECES_SIZE, end, i;

	for (;;) {
		if ((st = fill(p, want, err)) != TY_OK)
			return st;
		if (p->ended && p->at >= p->buf.len)
			return TY_END;
		if (is_separator(p->buf.p, p->at, p->buf.len) &&
		    (p->at + 1 < p->buf.len || p->ended)) {
			end = p->at + 1;
			end += end < p->buf.len;
			out->separator = true;
			break;
		}
		if ((end = cut(p)) != 0) {
			out->separator = false;
			break;
		}
		want = p->buf.len - p->at + READ;
		if (want > TY_MAX_STORY)
			return too_large(p, err);
	}
	out->text = p->buf.p + p->at;
	out->length = end - p->at;
	out->line = p->line;
	for (i = p->at; i < end; i++)
		p->line += p->buf.p[i] == '\n';
	p->at = end;
	return TY_OK;
}
