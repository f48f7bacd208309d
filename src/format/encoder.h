#ifndef TY_FORMAT_ENCODER_H
#define TY_FORMAT_ENCODER_H

#include <iconv.h>
#include <stdint.h>

#include "base/buf.h"

/* UTF-8 made the encoding of a file (as ty_decoder named it), a piece at a
 * time, each of which begins and ends as ASCII does. */
struct ty_encoder {
	iconv_t	convert, spare;		/* (iconv_t)-1: none */
	int	ascii;			/* nothing else, unconverted */
	int	wide;			/* an ASCII character is no byte */
};

/* An encoding that ty_decoder_open() knows, or "US-ASCII". */
void ty_encoder_open(struct ty_encoder *encoder, const char *name);
void ty_encoder_close(struct ty_encoder *encoder);

/*
 * Append valid UTF-8.  instead() appends, in ASCII, what stands for a character
 * that the encoding has not; NULL: that character is the answer, else 0.
 */
int32_t ty_encoder_run(struct ty_encoder *encoder, struct ty_buf *out,
		       const char *s, size_t len,
		       void (*instead)(struct ty_buf *out, int32_t c));

#endif
