#ifndef TY_FORMAT_INLINE_H
#define TY_FORMAT_INLINE_H

#include "base/buf.h"
#include "format/xml.h"
#include "taiyaku.h"

/*
 * Inline codes: the markup inside a segment, kept beside its text.  In a
 * variant, `codes` is "" or a JSON array in the order of the text:
 *
 *	[{"at":4,"attrs":{"type":"bold"},"data":"<b>","i":"1","type":"bpt",
 *	  "x":"1"}, ...]
 *
 * at	byte offset in the text where the code stands
 * type	"bpt" opens and "ept" closes what `i` pairs; "it" is one half of a pair
 *	whose other half is elsewhere; "ph" stands alone; "ut" is unknown;
 *	"hi" and "/hi" surround a part of the text (as in TMX 1.4b)
 * el	the element it was, if that has another name (XLIFF: "g", "x", ...)
 * i, x	pair codes within a text, and between the texts of a unit; not given
 *	if the file did not
 * attrs	all other attributes, by name; not given if there are none
 * data	what the element held, the native code: a string, or an array of
 *	strings and codes where it has text of its own ({"type":"sub"});
 *	not given if empty.  Data is not part of the text.
 *
 * Keys are sorted, so that equal codes are equal strings.
 */

/* How an element becomes a code. */
struct ty_inline_kind {
	const char	*element;
	const char	*type;
	const char	*i, *x;		/* attributes these are made of */
	enum {
		TY_INLINE_DATA,		/* its content is the code's data */
		TY_INLINE_PAIR,		/* its content is text between codes:
					   the end gives an "ept" */
		TY_INLINE_HIGHLIGHT	/* the same, with "/hi" */
	} content;
};

/* Collects one segment.  Zeroed, or used before, to begin with. */
struct ty_inline;
struct ty_inline *ty_inline_new(void);
void ty_inline_free(struct ty_inline *in);
void ty_inline_reset(struct ty_inline *in);

void ty_inline_text(struct ty_inline *in, const char *s, size_t len);
/* An element begins; kind NULL: it is no code, only its content counts. */
void ty_inline_start(struct ty_inline *in, const struct ty_inline_kind *kind,
		     const struct ty_xml_tag *tag);
/* The element begun last ends. */
void ty_inline_end(struct ty_inline *in);
/* Number of elements begun and not ended. */
size_t ty_inline_depth(const struct ty_inline *in);
/* Bytes held, for limits. */
size_t ty_inline_size(const struct ty_inline *in);

/* The text, squeezed, and its codes, both appended. */
void ty_inline_finish(struct ty_inline *in, struct ty_buf *text,
		      struct ty_buf *codes);

#endif
