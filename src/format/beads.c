/* Beads with their texts: what the page, the sheet and TMX share. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "format/beads.h"
#include "format/format.h"
#include "format/formats.h"
#include "text/lang.h"

void ty_beads_text(struct ty_buf *out, const struct ty_bead_view *view,
		   int side, size_t first, size_t n)
{
	size_t i;

	for (i = first; i < first + n; i++) {
		if (i > first && ty_lang_spaced(view->lang[side]))
			ty_buf_addc(out, ' ');
		ty_buf_adds(out, view->text[side][i]);
	}
}

const char *ty_reason_name(const char *kind)
{
	static const struct {
		const char	*kind, *name;
	} known[] = {
		{ "number", N_("number") },
		{ "month", N_("month") },
		{ "word", N_("same word") },
		{ "sound", N_("same sound") },
		{ "term", N_("glossary") },
		{ "dictionary", N_("dictionary") },
		{ "name", N_("name") },
		{ "mark", N_("mark") },
		{ "length", N_("lengths") },
		{ "order", N_("out of order") },
		{ "prior", N_("kind of bead") }
	};
	size_t k;

	for (k = 0; k < sizeof(known) / sizeof(*known); k++)
		if (!strcmp(kind, known[k].kind))
			return _(known[k].name);
	return kind;
}

static enum ty_status put_unit(struct ty_writer *writer,
			       const struct ty_bead_view *view,
			       const struct ty_bead *bead,
			       struct ty_error *err)
{
	const struct ty_origin origin = { 0 };
	struct ty_buf text[2] = { TY_BUF_INIT, TY_BUF_INIT };
	struct ty_variant variants[2];
	struct ty_unit unit = {
		.kind = TY_ALIGNED, .status = TY_TRANSLATED,
		.score = bead->confidence, .variants = variants,
		.nvariants = 2, .creator = "", .changer = "",
		.created = "", .changed = "", .note = "",
	};
	enum ty_status st;
	int k;

	ty_beads_text(&text[0], view, 0, bead->source, bead->source_n);
	ty_beads_text(&text[1], view, 1, bead->target, bead->target_n);
	for (k = 0; k < 2; k++)
		variants[k] = (struct ty_variant){
			.lang = view->lang[k], .text = text[k].p, .codes = "",
		};
	st = ty_writer_put(writer, &unit, &origin, err);
	ty_buf_release(&text[0]);
	ty_buf_release(&text[1]);
	return st;
}

enum ty_status ty_beads_tmx(const struct ty_bead_view *view,
			    struct ty_error *err)
{
	const struct ty_format_options options = {
		.source = view->lang[0], .target = view->lang[1],
	};
	struct ty_writer *writer;
	enum ty_status st;
	size_t i;

	st = ty_writer_open(&writer, &ty_format_tmx, "-", &options, err);
	if (st != TY_OK)
		return st;
	for (i = 0; st == TY_OK && i < view->beads->n; i++) {
		const struct ty_bead *bead = &view->beads->items[i];

		if (bead->source_n && bead->target_n)
			st = put_unit(writer, view, bead, err);
	}
	if (st == TY_OK)
		return ty_writer_commit(writer, err);
	ty_writer_abort(writer);
	return st;
}
