#ifndef TY_FORMAT_XML_SCAN_H
#define TY_FORMAT_XML_SCAN_H

#include <stdbool.h>

#include "base/buf.h"
#include "taiyaku.h"

/*
 * XML token by token, each with its place, for who changes a file and leaves
 * the rest of it as it is.  The text must have passed ty_xml_accept(): it is
 * well-formed UTF-8 XML without declarations of its own.
 */
enum ty_xml_token_type {
	TY_XML_START, TY_XML_EMPTY,	/* <a>, <a/> */
	TY_XML_END,
	TY_XML_TEXT,			/* with its references */
	TY_XML_CDATA,			/* `inner` is the text */
	TY_XML_INSTRUCTION,
	TY_XML_OTHER			/* a comment, a document type */
};

struct ty_xml_token {
	enum ty_xml_token_type	type;
	struct ty_span		span;
	struct ty_span		name;		/* of a tag, with its prefix */
	struct ty_span		inner;
};

struct ty_xml_scan {
	const char	*s;		/* NUL-terminated */
	size_t		 at, end;
};

/* Read bytes by libxml2, only to see whether they are well-formed and what is
 * too large in them. */
enum ty_status ty_xml_accept(const char *bytes, size_t len, const char *name,
			     struct ty_error *err);

/* False at the end. */
bool ty_xml_scan(struct ty_xml_scan *scan, struct ty_xml_token *token);
/* Go on behind the end tag of a start tag just read; *inner (may be NULL) is
 * what stands between the two. */
void ty_xml_scan_skip(struct ty_xml_scan *scan,
		      const struct ty_xml_token *start, struct ty_span *inner);

/* Does a tag have this name, prefix included? */
bool ty_xml_token_is(const char *s, const struct ty_xml_token *token,
		     const char *name);

/* The attribute's value as it is written, without its quotes. */
bool ty_xml_scan_attr(struct ty_span *value, const char *s,
		      const struct ty_xml_token *token, const char *name);
/* The same, read; "" if there is none.  `out` is cleared. */
bool ty_xml_scan_value(struct ty_buf *out, const char *s,
		       const struct ty_xml_token *token, const char *name);

/* Append text as XML means it: references resolved, line ends LF. */
void ty_xml_scan_text(struct ty_buf *out, const char *s, struct ty_span span,
		      bool cdata);

/* Append a start tag as it is but for one attribute, set or (value NULL) taken
 * away. */
void ty_xml_put_tag(struct ty_buf *out, const char *tag, size_t len,
		    const char *name, const char *value);

#endif
