#ifndef TY_FORMAT_XLIFF_DOC_H
#define TY_FORMAT_XLIFF_DOC_H

#include "format/doc.h"

/*
 * XLIFF 1.0 to 1.2 and 2.x as a document: every segment, those not to be
 * translated locked; of 1.2 the parts of a <seg-source> where there are.
 *
 * Errors: TY_ESYNTAX, TY_ELIMIT with file, line and column.
 */
enum ty_status ty_xliff_document(struct ty_document **out, const char *bytes,
				 size_t len, const char *name,
				 struct ty_error *err);

/*
 * Append the file with its targets and their states, and the target language if
 * the file did not say it.  What is as it was, locked or not among the pieces
 * stays byte for byte, as does everything else.
 *
 * Errors: TY_EINVAL other segments than the document's, or tags that cannot be
 * put back (the error names the segment).
 */
enum ty_status ty_xliff_document_write(struct ty_buf *out,
				       const struct ty_document_out *doc,
				       const char *bytes, size_t len,
				       struct ty_error *err);

#endif
