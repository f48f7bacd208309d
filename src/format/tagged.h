#ifndef TY_FORMAT_TAGGED_H
#define TY_FORMAT_TAGGED_H

#include "base/buf.h"
#include "taiyaku.h"

/*
 * Tagged text: a segment with its inline codes as <1>, </1>, <2/> (a code that
 * opens, closes, stands alone), 1 to 9999 without leading zeros, and <lt/> for a
 * "<" that could be mistaken for a tag.  Any text is some tagged text: what is
 * no tag is text.
 */
#define TY_MAX_TAG	9999

enum ty_tag_kind { TY_TAG_OPEN, TY_TAG_CLOSE, TY_TAG_ALONE, TY_TAG_LESS };

struct ty_tag {
	enum ty_tag_kind	kind;
	unsigned		number;		/* 0 of TY_TAG_LESS */
	size_t			start, end;	/* bytes of the text */
};

/* The first tag at or after *at, which becomes its end; false: none. */
bool ty_tag_next(struct ty_tag *out, const char *tagged, size_t *at);
/* Append a tag. */
void ty_tag_put(struct ty_buf *out, enum ty_tag_kind kind, unsigned number);

/* Append plain text as tagged text. */
void ty_tagged_escape(struct ty_buf *out, const char *text, size_t len);
char *ty_tagged_of(const char *text);		/* the same, to be free()d */
/* Append the plain text of tagged text: without its tags. */
void ty_tagged_plain(struct ty_buf *out, const char *tagged);

/*
 * Tagged text as what the memory keeps: plain text and codes (format/inline.h),
 * both appended; no codes: nothing.  A pair has its number as `i`, every code
 * as `x`.
 */
void ty_tagged_parse(struct ty_buf *text, struct ty_buf *codes,
		     const char *tagged);

/*
 * And back, appended: a code has the number of its `x`, else of its `i`, if it
 * is one and free; else the next that is.  False, with nothing appended, if
 * `codes` is neither "" nor a list of codes, or has too many.
 */
bool ty_tagged_make(struct ty_buf *out, const char *text, const char *codes);

/*
 * The tags of a translation are those of its source: none is missing, added,
 * or there twice, and none cross that did not.
 *
 * Errors: TY_EINVAL naming the tag.
 */
enum ty_status ty_tagged_check(const char *source, const char *target,
			       struct ty_error *err);

#endif
