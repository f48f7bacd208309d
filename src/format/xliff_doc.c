/* XLIFF as a document: segments taken out of it. */

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/xliff_doc.h"
#include "format/xliff_texts.h"

void ty_xliff_texts_init(struct ty_xliff_texts *t)
{
	ty_xliff_codes_init(&t->source);
	ty_xliff_codes_init(&t->target);
	ty_buf_init(&t->source_tagged);
	ty_buf_init(&t->target_tagged);
}

void ty_xliff_texts_release(struct ty_xliff_texts *t)
{
	ty_xliff_codes_release(&t->source);
	ty_xliff_codes_release(&t->target);
	ty_buf_release(&t->source_tagged);
	ty_buf_release(&t->target_tagged);
}

enum ty_status ty_xliff_texts_read(struct ty_xliff_texts *t,
				   const struct ty_xliff_file *x,
				   const struct ty_xliff_place *p,
				   struct ty_error *err)
{
	const char *s = x->file.text;

	if (!ty_xliff_codes_read(&t->source, s, p->source, x->v2) ||
	    !ty_xliff_codes_read(&t->target, s, p->target, x->v2))
		return ty_fail_at(err, TY_ELIMIT, x->name, p->line, 0,
				  _("a segment of more than %d inline codes"),
				  TY_MAX_CODES);
	ty_xliff_codes_number(&t->target, &t->source, s, x->v2);
	ty_buf_clear(&t->source_tagged);
	ty_buf_clear(&t->target_tagged);
	ty_xliff_codes_tagged(&t->source_tagged, &t->source);
	ty_xliff_codes_tagged(&t->target_tagged, &t->target);
	return TY_OK;
}

/* "ID", or "ID:PART" of a part of a unit. */
static char *name_of(const char *s, const struct ty_xliff_place *p)
{
	struct ty_buf id = TY_BUF_INIT;

	ty_xml_scan_text(&id, s, p->id, false);
	if (p->part.end > p->part.start) {
		ty_buf_addc(&id, ':');
		ty_xml_scan_text(&id, s, p->part, false);
	}
	return ty_buf_detach(&id);
}

static char *copy(const struct ty_buf *buf)
{
	return ty_strndup(buf->p, buf->len);
}

static enum ty_status add_segment(struct ty_document *d,
				  struct ty_xliff_texts *t,
				  const struct ty_xliff_file *x,
				  const struct ty_xliff_place *p,
				  struct ty_error *err)
{
	enum ty_status st = ty_xliff_texts_read(t, x, p, err);
	struct ty_document_segment *s;

	if (st != TY_OK)
		return st;
	s = ty_document_add(d);
	free(s->source);
	free(s->target);
	free(s->id);
	s->source = copy(&t->source_tagged);
	s->target = copy(&t->target_tagged);
	s->id = name_of(x->file.text, p);
	ty_document_set(&s->note, p->note);
	s->kind = p->kind;
	s->paragraph = p->number;
	s->finished = p->finished && s->target[0];
	s->locked = p->locked;
	s->line = p->line;
	return TY_OK;
}

enum ty_status ty_xliff_document(struct ty_document **out, const char *bytes,
				 size_t len, const char *name,
				 struct ty_error *err)
{
	struct ty_document *d = ty_document_new(name, "xliff");
	struct ty_xliff_file x;
	struct ty_xliff_texts t;
	enum ty_status st;
	size_t i;

	*out = NULL;
	ty_xliff_texts_init(&t);
	st = ty_xliff_file_open(&x, bytes, len, name, err);
	for (i = 0; st == TY_OK && i < x.n; i++)
		st = add_segment(d, &t, &x, &x.v[i], err);
	if (st == TY_OK) {
		ty_document_set(&d->source, x.source);
		ty_document_set(&d->target, x.target);
		*out = d;
	} else {
		ty_document_free(d);
	}
	ty_xliff_texts_release(&t);
	ty_xliff_file_release(&x);
	return st;
}
