/* XML's outer shell: where a piece of markup ends, and how long it may be. */

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "format/xml_input.h"
#include "text/utf8.h"

#define READ		65536			/* bytes at a time */
#define MAX_TAG		((size_t)1 << 16)	/* bytes of a start tag */
#define MAX_MARKUP	((size_t)4 << 20)	/* of a comment, CDATA, ... */

/* -------------------------------------------------------------- places -- */

static void locate(const struct ty_xml_input *input, size_t offset, long *line,
		   long *column)
{
	const char *from = input->text.p + input->given - input->piece;
	long lines, columns;

	ty_locate(from, offset, &lines, &columns);
	*line = input->line + lines - 1;
	*column = lines == 1 ? input->column + columns - 1 : columns;
}

void ty_xml_input_locate(const struct ty_xml_input *input, size_t offset,
			 long *line, long *column)
{
	locate(input, offset < input->piece ? offset : input->piece, line,
	       column);
}

/* Fail at byte `at` of `text`. */
static enum ty_status fail_at(struct ty_xml_input *input, size_t at,
			      enum ty_status code, const char *what,
			      struct ty_error *err)
{
	long line, column;

	locate(input, at - (input->given - input->piece), &line, &column);
	return ty_fail_at(err, code, input->path, line, column, "%s", what);
}

static enum ty_status fail_byte(struct ty_xml_input *input, size_t at,
				const char *encoding, unsigned char byte,
				struct ty_error *err)
{
	long line, column;

	locate(input, at - (input->given - input->piece), &line, &column);
	return ty_fail_at(err, TY_ESYNTAX, input->path, line, column,
			  _("invalid %s: byte 0x%02X"), encoding, byte);
}

/* ------------------------------------------------------------- reading -- */

/* The length of `s` without an incomplete last character. */
static size_t whole_characters(const char *s, size_t len)
{
	size_t n = len;

	while (n > 0 && len - n < 3 && ((unsigned char)s[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)s[n - 1] >= 0xC0) {
		unsigned char lead = (unsigned char)s[n - 1];
		size_t need = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

		if (len - (n - 1) < need)
			return n - 1;
	}
	return len;
}

static enum ty_status check(struct ty_xml_input *input, struct ty_error *err)
{
	const char *fresh = input->text.p + input->valid;
	size_t len = input->text.len - input->valid, n = len, bad;
	const char *nul;

	if (!input->ended)
		n = whole_characters(fresh, len);
	nul = memchr(fresh, '\0', n);
	if (!ty_utf8_valid(fresh, nul ? (size_t)(nul - fresh) : n, &bad))
		return fail_byte(input, input->valid + bad, "UTF-8",
				 (unsigned char)fresh[bad], err);
	if (nul)
		return fail_at(input, (size_t)(nul - input->text.p), TY_ESYNTAX,
			       _("a NUL byte, which no text has"), err);
	input->valid += n;
	return TY_OK;
}

/* Take `len` bytes of the file in. */
static enum ty_status add(struct ty_xml_input *input, const char *bytes,
			  size_t len, struct ty_error *err)
{
	unsigned char bad;

	if (!ty_decoder_run(&input->decoder, &input->text, bytes, len,
			    input->ended, &bad))
		return fail_byte(input, input->text.len, input->decoder.name,
				 bad, err);
	return check(input, err);
}

static enum ty_status read_bytes(struct ty_xml_input *input, char bytes[READ],
				 size_t *len, struct ty_error *err)
{
	*len = fread(bytes, 1, READ, input->in);
	if (ferror(input->in))
		return ty_fail_errno(err, input->path, errno);
	input->ended = *len < READ;
	return TY_OK;
}

/* Read more: TY_END if there is none. */
static enum ty_status fill(struct ty_xml_input *input, struct ty_error *err)
{
	char bytes[READ];
	enum ty_status st;
	size_t len;

	if (input->ended)
		return TY_END;
	st = read_bytes(input, bytes, &len, err);
	return st == TY_OK ? add(input, bytes, len, err) : st;
}

enum ty_status ty_xml_input_open(struct ty_xml_input *input, FILE *in,
				 const char *path, struct ty_error *err)
{
	char bytes[READ];
	enum ty_status st;
	size_t len, skip;

	memset(input, 0, sizeof(*input));
	input->in = in;
	input->path = path;
	input->line = input->column = 1;
	ty_buf_init(&input->text);
	st = read_bytes(input, bytes, &len, err);
	if (!ty_decoder_open(&input->decoder, bytes, len, &skip) &&
	    st == TY_OK)
		st = ty_fail_at(err, TY_ESYNTAX, path, 1, 1,
				_("unknown encoding '%s'"),
				input->decoder.name);
	return st == TY_OK ? add(input, bytes + skip, len - skip, err) : st;
}

void ty_xml_input_release(struct ty_xml_input *input)
{
	ty_decoder_close(&input->decoder);
	ty_buf_release(&input->text);
}

/* -------------------------------------------------------------- markup -- */

/* The end of a tag or document type that starts at `p`, or NULL: a '>' outside
 * quotes. */
static const char *end_of_tag(const char *p, const char *end)
{
	const char *quote;

	for (; p < end; p++) {
		if (*p == '>')
			return p + 1;
		if (*p != '"' && *p != '\'')
			continue;
		quote = memchr(p + 1, *p, (size_t)(end - p - 1));
		if (!quote)
			return NULL;
		p = quote;
	}
	return NULL;
}

static const char *end_after(const char *p, const char *end, const char *mark)
{
	const char *last = end - strlen(mark);

	while (p <= last && (p = memchr(p, mark[0], (size_t)(last - p) + 1))) {
		if (!strncmp(p, mark, strlen(mark)))
			return p + strlen(mark);
		p++;
	}
	return NULL;
}

static bool starts_with(const char *p, const char *end, const char *mark)
{
	size_t n = strlen(mark);

	return (size_t)(end - p) >= n && !memcmp(p, mark, n);
}

/* The end of the markup that starts at `p`, or NULL if it is not there yet. */
static const char *end_of_markup(const char *p, const char *end)
{
	if (starts_with(p, end, "<?"))
		return end_after(p + 2, end, "?>");
	if (!starts_with(p, end, "<!"))
		return end_of_tag(p, end);
	if (starts_with(p, end, "<!--"))
		return end_after(p + 4, end, "-->");
	if (starts_with(p, end, "<![CDATA["))
		return end_after(p + 9, end, "]]>");
	/* The longest of these marks has nine bytes. */
	return end - p < 9 ? NULL : end_of_tag(p, end);
}

/* What a document type declares, it declares between brackets. */
static enum ty_status check_doctype(struct ty_xml_input *input, const char *p,
				    const char *end, bool complete,
				    struct ty_error *err)
{
	const char *quote, *inside, *entity;

	for (; p < end && *p != '['; p++) {
		if (*p != '"' && *p != '\'')
			continue;
		if (!(quote = memchr(p + 1, *p, (size_t)(end - p - 1))))
			return TY_OK;
		p = quote;
	}
	if (p == end)
		return TY_OK;
	inside = p + 1;
	inside += strspn(inside, " \t\r\n");
	if (*inside == ']' || (end - inside < 8 && !complete))
		return TY_OK;
	entity = strstr(inside, "<!ENTITY");
	return fail_at(input, (size_t)((entity ? entity : p) - input->text.p),
		       TY_ESYNTAX, entity ?
		       _("the document type declares entities, which are not allowed") :
		       _("the document type has declarations of its own, which are not allowed"),
		       err);
}

/* True for `</stop>` and `<stop ... />`, with or without a prefix. */
static bool is_stop(const char *p, const char *end, const char *const *stops)
{
	size_t n, colon;

	if (p[1] != '/' && end[-2] != '/')
		return false;
	p += p[1] == '/' ? 2 : 1;
	n = strcspn(p, " \t\r\n/>");
	colon = strcspn(p, ":");
	if (colon < n) {
		p += colon + 1;
		n -= colon + 1;
	}
	for (; *stops; stops++)
		if (strlen(*stops) == n && !memcmp(*stops, p, n))
			return true;
	return false;
}

/* Step over text and one piece of markup; TY_END if they are not all there. */
static enum ty_status step(struct ty_xml_input *input,
			   const char *const *stops, bool *stop,
			   struct ty_error *err)
{
	const char *text = input->text.p, *end = text + input->valid;
	const char *p = text + input->whole, *after;
	enum ty_status st;
	bool tag;

	*stop = false;
	p = p < end ? memchr(p, '<', (size_t)(end - p)) : NULL;
	if (!p) {
		/* Running text may be cut anywhere. */
		if (input->valid - input->given < READ)
			return TY_END;
		input->whole = input->valid;
		return TY_OK;
	}
	tag = p + 1 < end && p[1] != '!' && p[1] != '?';
	after = end_of_markup(p, end);
	if (starts_with(p, end, "<!DOCTYPE") &&
	    (st = check_doctype(input, p, after ? after : end, after != NULL,
				err)) != TY_OK)
		return st;
	if ((size_t)((after ? after : end) - p) > (tag ? MAX_TAG : MAX_MARKUP))
		return fail_at(input, (size_t)(p - text), TY_ELIMIT, tag ?
			       _("a start tag of more than 64 KB") :
			       _("a comment or other markup of more than 4 MB"),
			       err);
	if (!after)
		return TY_END;
	input->whole = (size_t)(after - text);
	*stop = tag && is_stop(p, after, stops);
	return TY_OK;
}

/* Forget what was handed out, and remember where it ended. */
static void advance(struct ty_xml_input *input)
{
	size_t n;

	locate(input, input->piece, &input->line, &input->column);
	input->piece = 0;
	if (input->given < READ)
		return;
	n = input->text.len - input->given;
	memmove(input->text.p, input->text.p + input->given, n);
	input->text.len = n;
	input->text.p[n] = '\0';
	input->valid -= input->given;
	input->whole -= input->given;
	input->given = 0;
}

enum ty_status ty_xml_input_next(struct ty_xml_input *input,
				 const char *const *stops, const char **piece,
				 size_t *len, struct ty_error *err)
{
	enum ty_status st;
	bool stop = false;

	advance(input);
	while (!stop && input->whole - input->given < READ) {
		if ((st = step(input, stops, &stop, err)) == TY_OK)
			continue;
		if (st == TY_END && (st = fill(input, err)) == TY_OK)
			continue;
		if (st != TY_END)
			return st;
		/* Let the parser say what is missing. */
		input->whole = input->valid;
		break;
	}
	*piece = input->text.p + input->given;
	*len = input->piece = input->whole - input->given;
	input->given = input->whole;
	return *len ? TY_OK : TY_END;
}
