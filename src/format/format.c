/* The one table of formats, and what all readers and writers share. */

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/formats.h"
#include "text/lang.h"
#include "text/utf8.h"

#define HEAD		4096		/* bytes that tell a format */

/* In the order in which a file's content is tried: the vaguest come last. */
const struct ty_format *const ty_formats[] = {
	&ty_format_tmx, &ty_format_xliff, &ty_format_html, &ty_format_po,
	&ty_format_tsv, &ty_format_text, NULL
};

/* ------------------------------------------------------------- finding -- */

/* "tmx, xliff, ..." */
static void list_names(struct ty_buf *out)
{
	size_t i;

	for (i = 0; ty_formats[i]; i++)
		ty_buf_addf(out, "%s%s", i ? ", " : "", ty_formats[i]->name);
}

static const struct ty_format *by_name(const char *name)
{
	size_t i;

	for (i = 0; ty_formats[i]; i++)
		if (!strcmp(ty_formats[i]->name, name))
			return ty_formats[i];
	return NULL;
}

static const struct ty_format *by_extension(const char *path)
{
	const char *dot = strrchr(path, '.'), *s;
	size_t i, n;

	if (!dot || strchr(dot, '/'))
		return NULL;
	for (i = 0; ty_formats[i]; i++) {
		s = ty_formats[i]->extensions;
		while (*s) {
			n = strcspn(s, " ");
			if (strlen(dot + 1) == n && !strncasecmp(dot + 1, s, n))
				return ty_formats[i];
			s += n + (s[n] == ' ');
		}
	}
	return NULL;
}

/*
 * Take the NULs out of UTF-16 and the mark off any UTF, so that what is ASCII
 * in a head reads as ASCII.  Returns the length, or 0 if a NUL stands where
 * none of these has one: the file is no text.
 */
static size_t plain_head(char *head, size_t len)
{
	bool wide = len >= 2 && (!memcmp(head, "\xFF\xFE", 2) ||
				 !memcmp(head, "\xFE\xFF", 2) ||
				 !head[0] || !head[1]);
	size_t i, n = 0, skip = 0;

	if (!wide && len && memchr(head, '\0', len))
		return 0;
	if (wide)
		skip = (unsigned char)head[0] >= 0xFE ? 2 : 0;
	else if (len >= 3 && !memcmp(head, "\xEF\xBB\xBF", 3))
		skip = 3;
	for (i = skip; i < len; i++)
		if (head[i])
			head[n++] = head[i];
	head[n] = '\0';
	return n;
}

/* The format of a file that begins with this plain head; NULL: of none. */
static const struct ty_format *by_head(const char *head, size_t len)
{
	size_t i;

	for (i = 0; ty_formats[i]; i++)
		if (ty_formats[i]->sniff(head, len))
			return ty_formats[i];
	return NULL;
}

const struct ty_format *ty_format_of_bytes(const char *bytes, size_t len,
					   const char *name)
{
	const struct ty_format *format;
	char head[HEAD + 1];

	if (len > HEAD)
		len = HEAD;
	memcpy(head, bytes, len);
	head[len] = '\0';
	len = plain_head(head, len);
	format = len ? by_head(head, len) : NULL;
	/* Any text is text, and many a text has tabs. */
	if (!format || format == &ty_format_text || format == &ty_format_tsv)
		return by_extension(name);
	return format;
}

/* *out stays NULL if nothing is recognised or nothing is there. */
static enum ty_status by_content(const struct ty_format **out,
				 const char *path, struct ty_error *err)
{
	char head[HEAD + 1];
	enum ty_status st;
	size_t len;
	FILE *f;

	if ((st = ty_open_input(&f, path, err)) != TY_OK)
		return st == TY_ENOTFOUND ? TY_OK : st;
	len = fread(head, 1, HEAD, f);
	if (ferror(f))
		st = ty_fail_errno(err, path, errno);
	else if (!len)
		st = ty_fail_at(err, TY_ESYNTAX, path, 0, 0,
				_("the file is empty"));
	ty_close_input(f);
	if (st != TY_OK)
		return st;
	if (!(len = plain_head(head, len)))
		return ty_fail_at(err, TY_ESYNTAX, path, 0, 0,
				  _("not text, and no format known here"));
	*out = by_head(head, len);
	return TY_OK;
}

enum ty_status ty_format_for_output(const struct ty_format **out,
				    const char *name, const char *path,
				    struct ty_error *err)
{
	struct ty_buf names = TY_BUF_INIT;
	enum ty_status st;

	*out = name ? by_name(name) : by_extension(path);
	if (*out)
		return TY_OK;
	list_names(&names);
	if (name)
		st = ty_fail(err, TY_EINVAL,
			     _("unknown format '%s'; known are %s"), name,
			     names.p);
	else
		st = ty_fail_at(err, TY_EINVAL, path, 0, 0,
				_("the name does not tell the format; choose one of %s"),
				names.p);
	ty_buf_release(&names);
	return st;
}

enum ty_status ty_format_find(const struct ty_format **out, const char *name,
			      const char *path, struct ty_error *err)
{
	enum ty_status st;

	*out = NULL;
	if (!name && !by_extension(path)) {
		/* Looking would take the first bytes away. */
		if (ty_is_pipe(path))
			return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				_("say what it is with -f FORMAT: it can be read only once"));
		if ((st = by_content(out, path, err)) != TY_OK || *out)
			return st;
	}
	return ty_format_for_output(out, name, path, err);
}

/* Step over what may stand before the first element. */
bool ty_sniff_root(const char *head, size_t len, const char *root)
{
	const char *p = head, *end = head + len, *after;
	size_t n = strlen(root);

	for (;;) {
		while (p < end && isspace((unsigned char)*p))
			p++;
		if (end - p < 2 || *p != '<')
			return false;
		if (p[1] != '?' && p[1] != '!')
			break;
		if (!strncmp(p, "<!--", 4))
			after = strstr(p, "-->");
		else
			after = strchr(p, '>');
		if (!after)
			return false;
		p = strchr(after, '>') + 1;
	}
	p++;
	after = p + strcspn(p, " \t\r\n/>");
	if (memchr(p, ':', (size_t)(after - p)))
		p = strchr(p, ':') + 1;
	return (size_t)(after - p) == n && !strncasecmp(p, root, n);
}

/* ------------------------------------------------------------- reading -- */

enum ty_status ty_reader_open(struct ty_reader **out,
			      const struct ty_format *format, const char *path,
			      const struct ty_format_options *options,
			      struct ty_error *err)
{
	struct ty_reader *reader;
	enum ty_status st;
	FILE *in;
	int c;

	*out = NULL;
	if (!format->next)
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				  _("no units can be read from '%s' files"),
				  format->name);
	if ((st = ty_open_input(&in, path, err)) != TY_OK)
		return st;
	if ((c = getc(in)) == EOF) {
		st = ferror(in) ? ty_fail_errno(err, path, errno) :
		     ty_fail_at(err, TY_ESYNTAX, path, 0, 0,
				_("the file is empty"));
		ty_close_input(in);
		return st;
	}
	ungetc(c, in);
	reader = ty_alloc(1, sizeof(*reader));
	reader->format = format;
	reader->options = *options;
	reader->path = ty_strdup(path);
	reader->in = in;
	reader->version = reader->encoding = "";
	if ((st = format->open(reader, err)) == TY_OK) {
		*out = reader;
		return TY_OK;
	}
	reader->format = NULL;		/* it has closed what it opened */
	ty_reader_close(reader);
	return st;
}

enum ty_status ty_reader_next(struct ty_reader *reader, struct ty_unit *unit,
			      struct ty_error *err)
{
	return reader->format->next(reader, unit, err);
}

long ty_reader_line(const struct ty_reader *reader)
{
	return reader->line;
}

const char *ty_reader_version(const struct ty_reader *reader)
{
	return reader->version;
}

const char *ty_reader_encoding(const struct ty_reader *reader)
{
	return reader->encoding;
}

bool ty_reader_in_order(const struct ty_reader *reader)
{
	return reader->in_order;
}

void ty_reader_close(struct ty_reader *reader)
{
	if (!reader)
		return;
	if (reader->format)
		reader->format->close(reader);
	ty_close_input(reader->in);
	free(reader->path);
	free(reader);
}

/* ------------------------------------------------------------- writing -- */

static struct ty_writer *new_writer(const struct ty_format *format,
				    const struct ty_format_options *options)
{
	struct ty_writer *writer = ty_alloc(1, sizeof(*writer));

	writer->format = format;
	writer->options = *options;
	ty_buf_init(&writer->buf);
	return writer;
}

enum ty_status ty_writer_open(struct ty_writer **out,
			      const struct ty_format *format, const char *path,
			      const struct ty_format_options *options,
			      struct ty_error *err)
{
	struct ty_writer *writer;
	enum ty_status st;

	*out = NULL;
	if (!format->put)
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				  _("no units can be written to '%s' files"),
				  format->name);
	writer = new_writer(format, options);
	if ((st = ty_output_open(&writer->out, path, err)) == TY_OK &&
	    (st = format->begin(writer, err)) == TY_OK)
		*out = writer;
	else
		ty_writer_abort(writer);
	return st;
}

enum ty_status ty_writer_open_stream(struct ty_writer **out,
				     const struct ty_format *format, FILE *f,
				     const char *name,
				     const struct ty_format_options *options,
				     struct ty_error *err)
{
	struct ty_writer *writer = new_writer(format, options);
	enum ty_status st;

	*out = NULL;
	writer->out.f = f;
	writer->out.path = ty_strdup(name);
	if ((st = format->begin(writer, err)) == TY_OK)
		*out = writer;
	else
		ty_writer_abort(writer);
	return st;
}

enum ty_status ty_writer_put(struct ty_writer *writer,
			     const struct ty_unit *unit,
			     const struct ty_origin *origin,
			     struct ty_error *err)
{
	return writer->format->put(writer, unit, origin, err);
}

enum ty_status ty_writer_commit(struct ty_writer *writer, struct ty_error *err)
{
	enum ty_status st = TY_OK;

	if (writer->format->end)
		st = writer->format->end(writer, err);
	if (st == TY_OK)
		st = ty_output_commit(&writer->out, err);
	ty_writer_abort(writer);
	return st;
}

void ty_writer_abort(struct ty_writer *writer)
{
	if (!writer)
		return;
	if (writer->format->release)
		writer->format->release(writer);
	ty_output_abort(&writer->out);
	ty_buf_release(&writer->buf);
	free(writer);
}

const char *ty_unit_text(const struct ty_unit *unit, const char *lang)
{
	const char *text = NULL;
	size_t i;

	for (i = 0; i < unit->nvariants; i++) {
		const struct ty_variant *v = &unit->variants[i];

		if (!strcmp(v->lang, lang))
			return v->text;
		if (!text && ty_lang_same(v->lang, lang))
			text = v->text;
	}
	return text;
}
