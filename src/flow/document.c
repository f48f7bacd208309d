/* Documents: which format a file is in, and who writes it. */

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "flow/document.h"
#include "flow/document_story.h"
#include "format/formats.h"
#include "format/po_doc.h"
#include "format/tagged.h"
#include "format/xliff_doc.h"

/* ------------------------------------------------------------- reading -- */

bool ty_document_has_units(const char *bytes, size_t len, const char *name)
{
	const struct ty_format *format = ty_format_of_bytes(bytes, len, name);

	return format == &ty_format_xliff || format == &ty_format_po;
}

enum ty_status ty_document_read(struct ty_document **out, struct ty_desk *desk,
				const char *bytes, size_t len, const char *name,
				const char *lang, struct ty_error *err)
{
	const struct ty_format *format;
	enum ty_status st;

	*out = NULL;
	if (len > TY_MAX_STORY)
		return ty_fail_at(err, TY_ELIMIT, name, 0, 0,
				  _("larger than %zu MB, the most that is read"),
				  (size_t)TY_MAX_STORY >> 20);
	format = ty_format_of_bytes(bytes, len, name);
	if (format == &ty_format_tmx || format == &ty_format_tsv)
		return ty_fail_at(err, TY_EINVAL, name, 0, 0,
				  _("a '%s' file holds translations; it is imported into a memory, not translated"),
				  format->name);
	if (format == &ty_format_xliff)
		st = ty_xliff_document(out, bytes, len, name, err);
	else if (format == &ty_format_po)
		st = ty_po_document(out, bytes, len, name, err);
	else
		st = ty_story_document(out, desk, bytes, len, name, lang, err);
	if (st == TY_OK && !(*out)->source[0])
		ty_document_set(&(*out)->source, lang ? lang : desk->source);
	return st;
}

/* ------------------------------------------------------------- writing -- */

const char *const *ty_document_formats(const struct ty_document *document)
{
	static const char *const text[] = { "text", "html", "page", "xliff",
		"tmx", "tsv", NULL };
	static const char *const page[] = { "page", "text", "html", "xliff",
		"tmx", "tsv", NULL };
	static const char *const po[] = { "po", "xliff", "html", "tmx", "tsv",
		NULL };
	static const char *const xliff[] = { "xliff", "html", "tmx", "tsv",
		NULL };

	if (!strcmp(document->format, "xliff"))
		return xliff;
	if (!strcmp(document->format, "po"))
		return po;
	return !strcmp(document->format, "html") ? page : text;
}

static bool is_one_of(const char *format, const char *const *formats)
{
	while (*formats && strcmp(*formats, format))
		formats++;
	return *formats != NULL;
}

/* Where there are tags they have to be put back. */
static enum ty_status check_tags(const struct ty_document_out *doc,
				 struct ty_error *err)
{
	enum ty_status st = TY_OK;
	struct ty_error tag;
	size_t i;

	for (i = 0; st == TY_OK && i < doc->n; i++) {
		const struct ty_document_piece *p = &doc->pieces[i];

		if (p->target[0] && ty_tagged_check(p->source, p->target,
						    &tag) != TY_OK)
			st = ty_fail_at(err, TY_EINVAL, doc->document->name, 0,
					0, _("segment %zu: %s"), i + 1,
					tag.text);
	}
	return st;
}

static enum ty_status check_pieces(const struct ty_document_out *doc,
				   struct ty_error *err)
{
	size_t n = doc->document->nsegments, i, last = 0;

	for (i = 0; i < doc->n; i++) {
		const struct ty_document_piece *p = &doc->pieces[i];

		if (p->segment < last || p->segment >= n || !p->segments ||
		    p->segments > (doc->document->story ? n - p->segment : 1))
			return ty_fail_at(err, TY_EINVAL, doc->document->name,
					  0, 0,
					  _("the file no longer has the segments that were translated"));
		last = p->segment;
	}
	return TY_OK;
}

enum ty_status ty_document_write(struct ty_buf *out, struct ty_desk *desk,
				 const struct ty_document *document,
				 const char *bytes, size_t len,
				 const struct ty_document_piece *pieces,
				 size_t n, const char *format,
				 struct ty_error *err)
{
	const struct ty_document_out doc = {
		.document = document, .pieces = pieces, .n = n,
		.source = document->source,
		.target = document->target[0] ? document->target :
			  desk->target,
	};
	enum ty_status st;

	if (!is_one_of(format, ty_document_formats(document)))
		return ty_fail(err, TY_EINVAL,
			       _("this document cannot be written as '%s'"),
			       format);
	if ((st = check_pieces(&doc, err)) != TY_OK)
		return st;
	if (!strcmp(format, "html")) {
		ty_document_html(out, &doc);
		return TY_OK;
	}
	if (!strcmp(format, "tmx") || !strcmp(format, "tsv"))
		return ty_document_units(out, &doc, format[1] == 'm' ?
					 &ty_format_tmx : &ty_format_tsv, err);
	if (!strcmp(document->format, "xliff"))
		return ty_xliff_document_write(out, &doc, bytes, len, err);
	if (!strcmp(format, "po"))
		return ty_po_document_write(out, &doc, bytes, len, err);
	if ((st = check_tags(&doc, err)) != TY_OK)
		return st;
	if (!strcmp(format, "xliff")) {
		ty_document_xliff(out, &doc);
		return TY_OK;
	}
	return ty_story_document_write(out, desk, &doc, bytes, len, format,
				       err);
}
