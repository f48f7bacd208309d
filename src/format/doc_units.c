/* A document's translations as units, for the formats that memories are
 * exchanged in. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "format/doc.h"
#include "format/tagged.h"
#include "text/norm.h"

/* One side of a unit. */
struct side {
	struct ty_buf	text, codes, line;
};

static void set_side(struct side *side, const char *tagged)
{
	ty_buf_clear(&side->text);
	ty_buf_clear(&side->codes);
	ty_buf_clear(&side->line);
	ty_tagged_parse(&side->text, &side->codes, tagged);
	/* Codes keep their places only in the text as it is. */
	if (!side->codes.len)
		ty_squeeze(&side->line, side->text.p, side->text.len);
	else
		ty_nfc(&side->line, side->text.p, side->text.len);
}

static void release_side(struct side *side)
{
	ty_buf_release(&side->text);
	ty_buf_release(&side->codes);
	ty_buf_release(&side->line);
}

static enum ty_status put(struct ty_writer *writer,
			  const struct ty_document_out *doc,
			  const struct ty_document_piece *piece,
			  struct side sides[2], struct ty_error *err)
{
	const struct ty_document_segment *s =
		&doc->document->segments[piece->segment];
	const struct ty_variant variants[] = {
		{ .lang = doc->source, .text = sides[0].line.p,
		  .codes = sides[0].codes.p },
		{ .lang = doc->target, .text = sides[1].line.p,
		  .codes = sides[1].codes.p },
	};
	const struct ty_unit unit = {
		.kind = TY_HUMAN, .score = 1, .note = s->note,
		.status = piece->confirmed ? TY_TRANSLATED : TY_DRAFT,
		.variants = variants, .nvariants = 2,
	};
	enum ty_status st = ty_writer_put(writer, &unit, NULL, err);

	return st == TY_END ? TY_OK : st;
}

static enum ty_status put_all(struct ty_writer *writer,
			      const struct ty_document_out *doc,
			      struct ty_error *err)
{
	struct side sides[2];
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; i < 2; i++) {
		ty_buf_init(&sides[i].text);
		ty_buf_init(&sides[i].codes);
		ty_buf_init(&sides[i].line);
	}
	for (i = 0; st == TY_OK && i < doc->n; i++) {
		set_side(&sides[0], doc->pieces[i].source);
		set_side(&sides[1], doc->pieces[i].target);
		if (sides[0].line.len && sides[1].line.len)
			st = put(writer, doc, &doc->pieces[i], sides, err);
	}
	release_side(&sides[0]);
	release_side(&sides[1]);
	return st;
}

enum ty_status ty_document_units(struct ty_buf *out,
				 const struct ty_document_out *doc,
				 const struct ty_format *format,
				 struct ty_error *err)
{
	const struct ty_format_options options = {
		.source = doc->source, .target = doc->target,
	};
	struct ty_writer *writer;
	char *bytes = NULL;
	enum ty_status st;
	size_t len = 0;
	FILE *f = open_memstream(&bytes, &len);

	if (!f)
		return ty_fail_errno(err, doc->document->name, errno);
	st = ty_writer_open_stream(&writer, format, f, doc->document->name,
				   &options, err);
	if (st == TY_OK && (st = put_all(writer, doc, err)) == TY_OK)
		st = ty_writer_commit(writer, err);
	else if (st != TY_OK && writer)
		ty_writer_abort(writer);
	if (st == TY_OK)
		ty_buf_add(out, bytes, len);
	free(bytes);
	return st;
}
