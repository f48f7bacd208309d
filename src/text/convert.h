#ifndef TY_TEXT_CONVERT_H
#define TY_TEXT_CONVERT_H

#include "base/buf.h"
#include "taiyaku.h"

#define TY_ENCODING_MAX	41	/* bytes of an encoding's name with NUL */

/*
 * The usual name of the encoding that `label` means ("sjis", "MS932",
 * "Windows-31J" -> "Shift_JIS"; the labels of the web and those of ICU); false
 * if nobody knows it.  As on the web, "latin1" is windows-1252.
 */
bool ty_convert_name(char out[TY_ENCODING_MAX], const char *label);

/* Of two or four bytes a character: a text that can be read as ASCII is in
 * another. */
bool ty_convert_wide(const char *name);

/*
 * Append `bytes`, which are in the encoding `name` (as ty_convert_name() gave
 * it), to `out` as UTF-8.  True if all of it could be; otherwise *bad is the
 * first byte that could not, and `out` has what stands before it.  A byte order
 * mark becomes U+FEFF.
 */
bool ty_convert(struct ty_buf *out, const char *name, const char *bytes,
		size_t len, size_t *bad);

#endif
