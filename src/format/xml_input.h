#ifndef TY_FORMAT_XML_INPUT_H
#define TY_FORMAT_XML_INPUT_H

#include <stdio.h>

#include "base/buf.h"
#include "format/decoder.h"
#include "taiyaku.h"

/*
 * The bytes of an XML file as valid UTF-8, in pieces that end where markup
 * ends.  This stands before libxml2 for what its 2.9 push parser lacks: a limit
 * on start tags (the time they take is quadratic in their attributes), tags
 * never cut in two (it stumbles over a '>' inside a cut attribute), the byte
 * that breaks an encoding, Shift_JIS as it is found in the wild, and no
 * declarations: a document type may name a DTD, which is not read, but may
 * declare nothing itself.
 */
struct ty_xml_input {
	FILE		*in;
	const char	*path;
	struct ty_decoder decoder;
	bool		 ended;		/* nothing left to read */
	struct ty_buf	 text;		/* UTF-8 */
	size_t		 valid;		/* text up to here is checked */
	size_t		 given;		/* up to here it was handed out */
	size_t		 whole;		/* markup up to here is complete */
	long		 line, column;	/* of the piece last handed out */
	size_t		 piece;		/* its length */
};

/* `in` and `path` are borrowed until ty_xml_input_release().  TY_ESYNTAX for an
 * encoding nobody knows. */
enum ty_status ty_xml_input_open(struct ty_xml_input *input, FILE *in,
				 const char *path, struct ty_error *err);
void ty_xml_input_release(struct ty_xml_input *input);

/*
 * The next piece, valid until the next call.  It ends after the first end tag
 * whose local name is one of the NULL-terminated `stops` (or an empty element
 * of that name), or when it has grown large.  TY_END after the last.
 *
 * Errors: TY_ESYNTAX, TY_ELIMIT, TY_EIO.
 */
enum ty_status ty_xml_input_next(struct ty_xml_input *input,
				 const char *const *stops, const char **piece,
				 size_t *len, struct ty_error *err);

/* Where byte `offset` of the piece stands in the file. */
void ty_xml_input_locate(const struct ty_xml_input *input, size_t offset,
			 long *line, long *column);

#endif
