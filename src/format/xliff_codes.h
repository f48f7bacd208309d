#ifndef TY_FORMAT_XLIFF_CODES_H
#define TY_FORMAT_XLIFF_CODES_H

#include "format/tagged.h"
#include "format/xml_scan.h"

/*
 * The inside of a <source> or <target> as tagged text, with the bytes that each
 * tag stands for.
 */
#define TY_MAX_CODES	1000		/* of a segment */

struct ty_xliff_code {
	enum ty_tag_kind	kind;
	bool			pair;		/* an element around text: its
						   start or its end tag */
	bool			closed;		/* of TY_TAG_OPEN */
	unsigned		number;
	struct ty_span		raw;		/* of the file's text */
	struct ty_span		name, id;	/* element; what tells it from
						   others of its name */
	size_t			partner;	/* index of what a TY_TAG_CLOSE
						   closes */
	size_t			at;		/* of the plain text */
};

struct ty_xliff_codes {
	struct ty_xliff_code	*v;
	size_t			 n, cap;
	struct ty_buf		 text;		/* plain */
};

void ty_xliff_codes_init(struct ty_xliff_codes *codes);
void ty_xliff_codes_release(struct ty_xliff_codes *codes);

/* Read what stands in `span`; codes are numbered from 1.  `v2`: XLIFF 2.  False:
 * there are more than TY_MAX_CODES. */
bool ty_xliff_codes_read(struct ty_xliff_codes *codes, const char *s,
			 struct ty_span span, bool v2);
/* Give the codes of a target the numbers of their counterparts in its source;
 * those without one get numbers that the source has not. */
void ty_xliff_codes_number(struct ty_xliff_codes *target,
			   const struct ty_xliff_codes *source, const char *s,
			   bool v2);
/* Append them as tagged text. */
void ty_xliff_codes_tagged(struct ty_buf *out,
			   const struct ty_xliff_codes *codes);

/*
 * Append tagged text as XML, each tag as the bytes of that code in the old
 * target or else in the source.  Tags that are of neither, and elements that
 * would cross, are refused: TY_EINVAL naming the tag.
 */
enum ty_status ty_xliff_codes_write(struct ty_buf *out, const char *s,
				    const char *tagged,
				    const struct ty_xliff_codes *source,
				    const struct ty_xliff_codes *old,
				    bool v2, struct ty_error *err);

#endif
