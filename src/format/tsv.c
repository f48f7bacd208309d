/*
 * TSV: a pair a line, source, tab, target.  Text stands in it as it is: there
 * are no escapes, in either direction, so that files of other programs are
 * read as their authors see them (C:\new is no line break).  What follows a
 * second tab is a note.  A tab or line break inside a text, which a segment
 * never has, is written as a space.
 */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/formats.h"
#include "format/unit_buf.h"
#include "text/norm.h"
#include "text/utf8.h"

struct tsv {
	struct ty_buf		 line;
	struct ty_unit_buf	 unit;
	char			 source[TY_LANG_MAX], target[TY_LANG_MAX];
};

/* -------------------------------------------------------------- reader -- */

static enum ty_status languages(const struct ty_format_options *options,
				char source[TY_LANG_MAX],
				char target[TY_LANG_MAX], struct ty_error *err)
{
	enum ty_status st;

	if (!options->source || !options->target)
		return ty_fail(err, TY_EINVAL,
			       _("a TSV file does not name its languages; give both"));
	if ((st = ty_lang_canonical(source, options->source, err)) == TY_OK)
		st = ty_lang_canonical(target, options->target, err);
	return st;
}

static enum ty_status open_tsv(struct ty_reader *reader, struct ty_error *err)
{
	struct tsv *t = ty_alloc(1, sizeof(*t));
	enum ty_status st;

	ty_buf_init(&t->line);
	ty_unit_buf_init(&t->unit);
	reader->state = t;
	reader->encoding = "UTF-8";
	st = languages(&reader->options, t->source, t->target, err);
	if (st != TY_OK)
		reader->format->close(reader);
	return st;
}

static void close_tsv(struct ty_reader *reader)
{
	struct tsv *t = reader->state;

	ty_buf_release(&t->line);
	ty_unit_buf_release(&t->unit);
	free(t);
}

static void add_side(struct tsv *t, const char *lang, const char *s,
		     size_t len)
{
	struct ty_unit_side *side = ty_unit_buf_side(&t->unit, lang);

	ty_squeeze(&side->text, s, len);
	ty_unit_buf_keep(&t->unit);
}

/* The length of the column that starts at *s, which moves on to the next; *s
 * becomes NULL after the last. */
static size_t column(const char **s)
{
	size_t len = strcspn(*s, "\t");

	*s = (*s)[len] ? *s + len + 1 : NULL;
	return len;
}

static void split(struct tsv *t, const char *s)
{
	const char *start = s;
	size_t len = column(&s);
	struct ty_buf note = TY_BUF_INIT;

	ty_unit_buf_clear(&t->unit, TY_IMPORTED);
	add_side(t, t->source, start, len);
	if ((start = s)) {
		len = column(&s);
		add_side(t, t->target, start, len);
	}
	if (s) {
		ty_squeeze(&note, s, strlen(s));
		ty_unit_buf_note(&t->unit, note.p, note.len);
		ty_buf_release(&note);
	}
}

static enum ty_status next_tsv(struct ty_reader *reader, struct ty_unit *unit,
			       struct ty_error *err)
{
	static const char bom[] = "\xEF\xBB\xBF";
	struct tsv *t = reader->state;
	enum ty_status st;
	const char *s;

	do {
		st = ty_read_line(&t->line, reader->in, reader->path,
				  ++reader->line, TY_MAX_LINE, err);
		if (st != TY_OK)
			return st;
		s = t->line.p;
		if (reader->line == 1 && !strncmp(s, bom, 3))
			s += 3;
	} while (!*s && s == t->line.p + t->line.len);	/* an empty line */
	st = ty_utf8_require(s, t->line.len - (size_t)(s - t->line.p),
			     reader->path, reader->line, err);
	if (st != TY_OK)
		return st;
	split(t, s);
	ty_unit_buf_give(&t->unit, unit);
	return TY_OK;
}

/* Every whole line of the head has a tab. */
static bool sniff(const char *head, size_t len)
{
	const char *end = head + len, *nl;
	bool any = false;

	for (; (nl = memchr(head, '\n', (size_t)(end - head))); head = nl + 1) {
		if (!memchr(head, '\t', (size_t)(nl - head)))
			return false;
		any = true;
	}
	return any || memchr(head, '\t', (size_t)(end - head));
}

/* -------------------------------------------------------------- writer -- */

static enum ty_status begin(struct ty_writer *writer, struct ty_error *err)
{
	char source[TY_LANG_MAX], target[TY_LANG_MAX];

	return languages(&writer->options, source, target, err);
}

static void put_column(struct ty_buf *out, const char *s)
{
	size_t from = out->len, i;

	ty_buf_adds(out, s);
	for (i = from; i < out->len; i++)
		if (out->p[i] == '\t' || out->p[i] == '\n' ||
		    out->p[i] == '\r')
			out->p[i] = ' ';
}

/* A unit without both languages has no line: TY_END. */
static enum ty_status put(struct ty_writer *writer, const struct ty_unit *unit,
			  const struct ty_origin *origin, struct ty_error *err)
{
	const char *source = ty_unit_text(unit, writer->options.source);
	const char *target = ty_unit_text(unit, writer->options.target);
	struct ty_buf *buf = &writer->buf;

	(void)origin;
	(void)err;
	if (!source || !target)
		return TY_END;
	ty_buf_clear(buf);
	put_column(buf, source);
	ty_buf_addc(buf, '\t');
	put_column(buf, target);
	if (unit->note && unit->note[0]) {
		ty_buf_addc(buf, '\t');
		put_column(buf, unit->note);
	}
	ty_buf_addc(buf, '\n');
	fwrite(buf->p, 1, buf->len, writer->out.f);
	return TY_OK;
}

const struct ty_format ty_format_tsv = {
	.name = "tsv",
	.extensions = "tsv tab",
	.title = N_("tab-separated text: source, target, note"),
	.open = open_tsv, .next = next_tsv, .close = close_tsv,
	.begin = begin, .put = put,
	.sniff = sniff,
};
