/*
 * PO as a format of units: translated messages in, a compendium out (what
 * msgmerge --compendium takes).  A plural message is a unit of its singular
 * with the first form, and of its plural with the last, where there are two.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "format/formats.h"
#include "format/po_doc.h"
#include "format/po_file.h"
#include "format/unit_buf.h"
#include "text/norm.h"

/* -------------------------------------------------------------- reader -- */

struct po {
	struct ty_po_file	 file;
	struct ty_buf		 bytes;
	struct ty_unit_buf	 unit;
	char			 source[TY_LANG_MAX], target[TY_LANG_MAX];
	size_t			 next;		/* message */
	bool			 plural;	/* its plural is next */
};

static void close_po(struct ty_reader *reader)
{
	struct po *p = reader->state;

	ty_po_file_release(&p->file);
	ty_buf_release(&p->bytes);
	ty_unit_buf_release(&p->unit);
	free(p);
}

static enum ty_status languages(struct po *p,
				const struct ty_format_options *options,
				struct ty_error *err)
{
	enum ty_status st;

	st = ty_lang_canonical(p->source, options->source ? options->source :
			       "en", err);
	if (st != TY_OK ||
	    ty_lang_canonical(p->target, p->file.language, NULL) == TY_OK)
		return st;
	if (!options->target)
		return ty_fail_at(err, TY_EINVAL, p->file.name, 0, 0,
				  _("the file does not name its language; give both"));
	return ty_lang_canonical(p->target, options->target, err);
}

static enum ty_status open_po(struct ty_reader *reader, struct ty_error *err)
{
	struct po *p = ty_alloc(1, sizeof(*p));
	enum ty_status st = TY_OK;
	char bytes[65536];
	size_t n;

	ty_buf_init(&p->bytes);
	ty_unit_buf_init(&p->unit);
	reader->state = p;
	while ((n = fread(bytes, 1, sizeof(bytes), reader->in)) > 0 &&
	       p->bytes.len <= TY_MAX_PO)
		ty_buf_add(&p->bytes, bytes, n);
	if (ferror(reader->in))
		st = ty_fail_errno(err, reader->path, errno);
	if (st == TY_OK)
		st = ty_po_file_open(&p->file, p->bytes.p, p->bytes.len,
				     reader->path, err);
	if (st == TY_OK)
		st = languages(p, &reader->options, err);
	if (st == TY_OK)
		reader->encoding = p->file.file.encoding;
	else
		close_po(reader);
	return st;
}

static void add_side(struct po *p, const char *lang, const char *text)
{
	struct ty_unit_side *side = ty_unit_buf_side(&p->unit, lang);

	ty_squeeze(&side->text, text, strlen(text));
	ty_unit_buf_keep(&p->unit);
}

static void add_note(struct po *p, const char *text)
{
	size_t n;

	for (; text && *text; text += n + (text[n] == '\n'))
		if ((n = strcspn(text, "\n")))
			ty_unit_buf_note(&p->unit, text, n);
}

/* A unit of the message, of its plural where it has two forms.  What is fuzzy
 * is no translation of its msgid. */
static void make_unit(struct po *p, const struct ty_po_message *m)
{
	bool plural = p->plural || (m->plural && m->ntexts == 1);
	const char *text = !m->ntexts || m->fuzzy ? "" :
			   m->texts[plural ? m->ntexts - 1 : 0];
	struct ty_buf context = TY_BUF_INIT;

	ty_unit_buf_clear(&p->unit, TY_IMPORTED);
	add_side(p, p->source, plural ? m->plural : m->id);
	add_side(p, p->target, text);
	if (m->context) {
		/* As TMX's props are kept: "[context] menu". */
		ty_buf_addf(&context, "[context] %s", m->context);
		ty_unit_buf_note(&p->unit, context.p, strcspn(context.p, "\n"));
	}
	add_note(p, m->extracted);
	add_note(p, m->comments);
	p->plural = !plural && m->plural && m->ntexts > 1;
	ty_buf_release(&context);
}

static enum ty_status next_po(struct ty_reader *reader, struct ty_unit *unit,
			      struct ty_error *err)
{
	struct po *p = reader->state;
	const struct ty_po_message *m;

	(void)err;
	while (p->next < p->file.n && p->file.v[p->next].header)
		p->next++;
	if (p->next == p->file.n)
		return TY_END;
	m = &p->file.v[p->next];
	reader->line = m->line;
	make_unit(p, m);
	p->next += !p->plural;
	ty_unit_buf_give(&p->unit, unit);
	return TY_OK;
}

/* -------------------------------------------------------------- writer -- */

static void put_header(struct ty_buf *out, const char *lang)
{
	struct ty_buf text = TY_BUF_INIT;
	const char *dash;

	ty_buf_adds(&text, "MIME-Version: 1.0\n"
		    "Content-Type: text/plain; charset=UTF-8\n"
		    "Content-Transfer-Encoding: 8bit\nLanguage: ");
	/* gettext writes en_US. */
	for (; (dash = strchr(lang, '-')); lang = dash + 1) {
		ty_buf_add(&text, lang, (size_t)(dash - lang));
		ty_buf_addc(&text, '_');
	}
	ty_buf_addf(&text, "%s\nX-Generator: Taiyaku %s\n", lang, ty_version());
	ty_po_put_string(out, "", "msgid", "");
	ty_buf_addc(out, '\n');
	ty_po_put_string(out, "", "msgstr", text.p);
	ty_buf_addc(out, '\n');
	ty_buf_release(&text);
}

static enum ty_status begin(struct ty_writer *writer, struct ty_error *err)
{
	struct ty_buf *buf = &writer->buf;

	if (!writer->options.source || !writer->options.target)
		return ty_fail(err, TY_EINVAL,
			       _("a PO file has two languages; give both"));
	ty_buf_clear(buf);
	put_header(buf, writer->options.target);
	fwrite(buf->p, 1, buf->len, writer->out.f);
	writer->state = ty_alloc(1, sizeof(struct ty_intern));
	return TY_OK;
}

/* The notes as comments; a context goes to `context`. */
static void put_notes(struct ty_buf *out, struct ty_buf *context,
		      const char *note)
{
	static const char mark[] = "[context] ";
	size_t n;

	for (; note && *note; note += n + (note[n] == '\n')) {
		n = strcspn(note, "\n");
		if (!context->len && !strncmp(note, mark, strlen(mark)))
			ty_buf_add(context, note + strlen(mark),
				   n - strlen(mark));
		else
			ty_buf_addf(out, "# %.*s\n", (int)n, note);
	}
}

static void put_message(struct ty_buf *out, const char *context,
			const char *id, const char *text)
{
	if (context[0]) {
		ty_po_put_string(out, "", "msgctxt", context);
		ty_buf_addc(out, '\n');
	}
	ty_po_put_string(out, "", "msgid", id);
	ty_buf_addc(out, '\n');
	ty_po_put_string(out, "", "msgstr", text);
	ty_buf_addc(out, '\n');
}

/* A PO file has one translation of a text in a context: the first. */
static enum ty_status put(struct ty_writer *writer, const struct ty_unit *unit,
			  const struct ty_origin *origin, struct ty_error *err)
{
	const char *source = ty_unit_text(unit, writer->options.source);
	const char *target = ty_unit_text(unit, writer->options.target);
	struct ty_intern *seen = writer->state;
	struct ty_buf *buf = &writer->buf;
	struct ty_buf context = TY_BUF_INIT, key = TY_BUF_INIT;
	uint32_t known = seen->n;

	(void)origin;
	(void)err;
	if (!source || !target)
		return TY_END;
	ty_buf_clear(buf);
	ty_buf_addc(buf, '\n');
	put_notes(buf, &context, unit->note);
	if (unit->status == TY_DRAFT)
		ty_buf_adds(buf, "#, fuzzy\n");
	put_message(buf, context.p, source, target);
	ty_buf_addf(&key, "%s\4%s", context.p, source);
	if (ty_intern_add(seen, key.p, key.len) == known)
		fwrite(buf->p, 1, buf->len, writer->out.f);
	ty_buf_release(&context);
	ty_buf_release(&key);
	return seen->n == known ? TY_END : TY_OK;
}

static void release(struct ty_writer *writer)
{
	if (writer->state)
		ty_intern_release(writer->state);
	free(writer->state);
}

/* --------------------------------------------------------------- drafts -- */

/* Where the translation comes from, for the translator. */
static void put_match(struct ty_buf *out, const struct ty_match *m)
{
	const char *origin = m->origin.headline[0] ? m->origin.headline :
			     m->origin.path;

	ty_buf_addf(out, "#. %d%%%s%.*s\n", m->score, origin[0] ? " " : "",
		    (int)strcspn(origin, "\n"), origin);
}

static enum ty_status draft(FILE *f, const struct ty_draft *draft,
			    struct ty_error *err)
{
	struct ty_buf out = TY_BUF_INIT;
	size_t i;

	(void)err;
	put_header(&out, draft->target);
	for (i = 0; i < draft->story->nsegments; i++) {
		const struct ty_draft_segment *d = &draft->segments[i];
		const struct ty_match *m = d->target[0] && d->matches->n ?
					   &d->matches->items[0] : NULL;

		if (!ty_kind_translated(d->segment->kind) || d->repeats != i)
			continue;
		ty_buf_addf(&out, "\n#. %s\n",
			    ty_kind_word(d->segment->kind));
		if (m)
			put_match(&out, m);
		if (m && strcmp(m->source, d->segment->text)) {
			ty_buf_adds(&out, "#, fuzzy\n");
			ty_po_put_string(&out, "#| ", "msgid", m->source);
			ty_buf_addc(&out, '\n');
		}
		put_message(&out, "", d->segment->text, d->target);
	}
	fwrite(out.p, 1, out.len, f);
	ty_buf_release(&out);
	return TY_OK;
}

const struct ty_format ty_format_po = {
	.name = "po",
	.extensions = "po pot",
	.title = N_("gettext PO: messages in, a compendium or a draft out"),
	.open = open_po, .next = next_po, .close = close_po,
	.begin = begin, .put = put, .release = release,
	.draft = draft,
	.sniff = ty_po_sniff,
};
