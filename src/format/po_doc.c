/* PO as a document: messages taken out of it. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "format/po_doc.h"
#include "format/po_file.h"
#include "format/tagged.h"
#include "text/lang.h"
#include "text/norm.h"

/* Append lines that are not empty to the lines in `out`. */
static void add_lines(struct ty_buf *out, const char *text)
{
	size_t n;

	for (; text && *text; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		if (!n)
			continue;
		if (out->len)
			ty_buf_addc(out, '\n');
		ty_buf_add(out, text, n);
	}
}

static void add_flags(struct ty_buf *out, const struct ty_po_file *po,
		      const struct ty_po_message *m)
{
	struct ty_buf line = TY_BUF_INIT;
	size_t i;

	for (i = m->comment; i < m->comment + m->ncomments; i++) {
		const struct ty_po_comment *c = &po->comments[i];

		ty_buf_clear(&line);
		if (c->type == ',')
			ty_squeeze(&line, po->file.text + c->span.start + 2,
				   c->span.end - c->span.start - 2);
		if (line.len && strcmp(line.p, "fuzzy"))
			add_lines(out, line.p);
	}
	ty_buf_release(&line);
}

/* `format`, a translated sentence with one %s, as lines. */
static void add_fact(struct ty_buf *out, const char *format, const char *fact)
{
	struct ty_buf line = TY_BUF_INIT;

	if (fact) {
		ty_buf_addf(&line, format, fact);
		add_lines(out, line.p);
	}
	ty_buf_release(&line);
}

static char *note_of(const struct ty_po_file *po, const struct ty_po_message *m,
		     size_t form, size_t n)
{
	struct ty_buf out = TY_BUF_INIT, line = TY_BUF_INIT;

	add_lines(&out, m->extracted);
	add_lines(&out, m->comments);
	add_fact(&out, _("context: %s"), m->context);
	if (m->plural) {
		add_fact(&out, _("singular: %s"), m->id);
		ty_buf_addf(&line, _("plural form %zu of %zu"), form + 1, n);
		add_lines(&out, line.p);
	}
	add_fact(&out, _("translates: %s"), m->previous);
	add_flags(&out, po, m);
	ty_buf_release(&line);
	return ty_buf_detach(&out);
}

static void add_message(struct ty_document *d, const struct ty_po_file *po,
			size_t number)
{
	const struct ty_po_message *m = &po->v[number];
	size_t n = ty_po_forms(po, m), i;

	for (i = 0; i < n; i++) {
		struct ty_document_segment *s = ty_document_add(d);

		free(s->source);
		free(s->target);
		free(s->note);
		s->source = ty_tagged_of(ty_po_source(m, i, n));
		s->target = ty_tagged_of(ty_po_text(m, i));
		s->note = note_of(po, m, i, n);
		ty_document_set(&s->id, m->context);
		s->paragraph = number;
		s->finished = !m->fuzzy && s->target[0];
		s->line = m->line;
	}
}

enum ty_status ty_po_document(struct ty_document **out, const char *bytes,
			      size_t len, const char *name,
			      struct ty_error *err)
{
	struct ty_document *d;
	struct ty_po_file po;
	char lang[TY_LANG_MAX];
	enum ty_status st;
	size_t i;

	*out = NULL;
	if ((st = ty_po_file_open(&po, bytes, len, name, err)) == TY_OK) {
		d = ty_document_new(name, "po");
		for (i = 0; i < po.n; i++)
			add_message(d, &po, i);
		if (ty_lang_canonical(lang, po.language, NULL) == TY_OK)
			ty_document_set(&d->target, lang);
		*out = d;
	}
	ty_po_file_release(&po);
	return st;
}
