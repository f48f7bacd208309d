#ifndef TY_FORMAT_PO_DOC_H
#define TY_FORMAT_PO_DOC_H

#include "format/doc.h"

/*
 * PO as a document: each message a paragraph, each of its plural forms a
 * segment.  Fuzzy ones are drafts, translated ones finished.
 *
 * Errors: TY_ESYNTAX, TY_ELIMIT with file, line and column.
 */
enum ty_status ty_po_document(struct ty_document **out, const char *bytes,
			      size_t len, const char *name,
			      struct ty_error *err);

/*
 * Append the file with its msgstr and fuzzy flags.  A message that is confirmed
 * loses its flag and its previous msgid; one that is a draft gets the flag, and
 * what it translates as previous msgid if that is known.  Messages that are as
 * they were stay byte for byte, and so does everything else, but for the
 * charset: a file whose own cannot hold a translation becomes UTF-8.
 *
 * Errors: TY_EINVAL other segments than the document's.
 */
enum ty_status ty_po_document_write(struct ty_buf *out,
				    const struct ty_document_out *doc,
				    const char *bytes, size_t len,
				    struct ty_error *err);

/* Append a string as PO has it: KEYWORD "text", on a line for each of its own,
 * each line after `prefix` ("", "#| "), with a line end but for the last. */
void ty_po_put_string(struct ty_buf *out, const char *prefix,
		      const char *keyword, const char *text);

#endif
