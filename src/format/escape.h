#ifndef TY_FORMAT_ESCAPE_H
#define TY_FORMAT_ESCAPE_H

#include "base/buf.h"

/*
 * Append `s` so that it stands in XML or HTML as plain text: in an element, or
 * between double quotes in an attribute.  What XML 1.0 cannot hold (control
 * characters, bytes that are not UTF-8, as in a file's name) becomes U+FFFD.
 */
void ty_escape_text(struct ty_buf *out, const char *s, size_t len);
void ty_escape_attr(struct ty_buf *out, const char *s);

/* Append ` name="value"`. */
void ty_escape_pair(struct ty_buf *out, const char *name, const char *value);

#endif
