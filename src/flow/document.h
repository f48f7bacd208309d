#ifndef TY_FLOW_DOCUMENT_H
#define TY_FLOW_DOCUMENT_H

#include "flow/desk.h"
#include "format/doc.h"

/*
 * A document to be translated and handed back: a story (text, HTML), or a file
 * of units that somebody else made (XLIFF, PO).  It is read into segments
 * (format/doc.h), and written from them and its own bytes, so that what was not
 * translated comes back as it was.
 */

/*
 * Read a document from memory.  `lang` NULL: what the file says, else the
 * desk's source.  The format is told by content, then by the name.
 *
 * Errors: as ty_story_parse(), and those of the format, with file and line.
 */
enum ty_status ty_document_read(struct ty_document **out, struct ty_desk *desk,
				const char *bytes, size_t len, const char *name,
				const char *lang, struct ty_error *err);
/* What a document can be written as: words ("xliff"), NULL-terminated; the
 * first is the document's own format. */
const char *const *ty_document_formats(const struct ty_document *document);

/*
 * Write the document translated.  `format`: its own (its bytes with the targets
 * in their places, nothing else changed); "text" (a story's translation as
 * paragraphs, untranslated segments marked); "html" (source and target side by
 * side, to be read and printed); "page" (the translation as an HTML page, ruby
 * kept); "xliff" (2.0), "tmx", "tsv".  Appends to `out`.
 *
 * Errors: TY_EINVAL a format not in ty_document_formats(), tags that cannot be
 * put back (the error names the segment).
 */
enum ty_status ty_document_write(struct ty_buf *out, struct ty_desk *desk,
				 const struct ty_document *document,
				 const char *bytes, size_t len,
				 const struct ty_document_piece *pieces, size_t n,
				 const char *format, struct ty_error *err);

/* Is it a file of units, XLIFF or PO, told by its bytes, else by its name? */
bool ty_document_has_units(const char *bytes, size_t len, const char *name);

/*
 * Read such a file, fill in what the memory knows of the segments that have no
 * target, and write it to `path`, in `format` (NULL: by its name) of
 * ty_document_formats().  Translations of the very text are finished, others of
 * `min` and better drafts.  Segments with inline codes are left alone: a match
 * has none.  *report is of the segments without a target.
 *
 * Errors: as ty_document_read(), ty_document_write(), ty_draft_write().
 */
enum ty_status ty_document_pretranslate(struct ty_report *report,
					struct ty_desk *desk,
					const char *bytes, size_t len,
					const char *name, int min,
					const char *path, const char *format,
					struct ty_error *err);

#endif
