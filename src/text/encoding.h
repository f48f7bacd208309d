#ifndef TY_TEXT_ENCODING_H
#define TY_TEXT_ENCODING_H

#include "base/buf.h"
#include "taiyaku.h"
#include "text/convert.h"

/*
 * The bytes of a file as UTF-8 without a byte order mark and without NUL.  In
 * the order of their weight: the encoding the user chose; a byte order mark;
 * the one the file declares, unless its bytes belie it; strict UTF-8;
 * detection.  A guess has to decode to the last byte and to read as text does.
 */
struct ty_decoded {
	const char	*text;		/* of `own`, or of the bytes given */
	size_t		 length;
	char		 encoding[TY_ENCODING_MAX];	/* "UTF-8", ... */
	struct ty_buf	 own;
};

/*
 * `chosen` by the user and `declared` by the file may be NULL.  `bytes` are
 * borrowed for as long as *out lives; release it also after a failure.
 *
 * Errors, at a place in `path`: TY_ESYNTAX bytes that are not of the encoding,
 * or of none; two encodings in one file; a NUL.  TY_EINVAL an unknown name was
 * chosen.
 */
enum ty_status ty_decode(struct ty_decoded *out, const char *bytes,
			 size_t length, const char *chosen,
			 const char *declared, const char *path,
			 struct ty_error *err);
void ty_decoded_release(struct ty_decoded *decoded);

/* False if anything but UTF-8 is possible for a file that begins with these
 * bytes; they may end within a character. */
bool ty_decode_plain(const char *bytes, size_t length, const char *chosen);

#endif
