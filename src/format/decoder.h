#ifndef TY_FORMAT_DECODER_H
#define TY_FORMAT_DECODER_H

#include <iconv.h>
#include <stdbool.h>

#include "base/buf.h"

/*
 * The encoding of an XML file, and its bytes made UTF-8.  Bytes that are UTF-8
 * already are passed on as they are, unchecked.
 */
struct ty_decoder {
	char		 name[41];	/* as declared, or found by its mark */
	iconv_t		 convert, spare;	/* (iconv_t)-1: none */
	bool		 shift_jis;
	struct ty_buf	 raw;		/* bytes not yet converted */
};

/*
 * Decide by the first bytes of a file: a byte order mark, then the XML
 * declaration, else UTF-8.  *skip is the length of the mark.  False if nobody
 * knows the encoding called decoder->name.
 */
bool ty_decoder_open(struct ty_decoder *decoder, const char *head, size_t len,
		     size_t *skip);
/* The same in an encoding that is known otherwise; only its mark is looked for.
 * A name of ASCII or UTF-8 reads as UTF-8. */
bool ty_decoder_open_as(struct ty_decoder *decoder, const char *name,
			const char *head, size_t len, size_t *skip);
void ty_decoder_close(struct ty_decoder *decoder);

/*
 * Append `len` more bytes of the file to `out`; `last` if there are no more
 * after these.  False if a byte is not of the encoding: *bad is that byte, and
 * `out` has all that is before it.
 */
bool ty_decoder_run(struct ty_decoder *decoder, struct ty_buf *out,
		    const char *p, size_t len, bool last, unsigned char *bad);

#endif
