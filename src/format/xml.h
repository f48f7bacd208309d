#ifndef TY_FORMAT_XML_H
#define TY_FORMAT_XML_H

#include <stdio.h>

#include "base/buf.h"
#include "taiyaku.h"

/*
 * XML, streamed: a file's events, pulled one element of interest at a time.
 * Only xml.c knows libxml2.  Nothing is loaded from elsewhere, no entity is
 * expanded, memory stays at one piece of the file.
 */
struct ty_xml;

struct ty_xml_tag {
	const char		 *name;		/* without prefix */
	const char		 *uri;		/* of its namespace; "" none */
	const unsigned char	**attrs;	/* libxml2's, five words each */
	int			  nattrs;
};

struct ty_xml_handler {
	/* ty_xml_pump() returns after each of these elements; NULL ends. */
	const char *const	*stops;
	void	(*start)(void *user, const struct ty_xml_tag *tag);
	void	(*end)(void *user);
	void	(*text)(void *user, const char *s, size_t len);
};

/* `in`, `path`, `handler` and `user` are borrowed until ty_xml_close(). */
enum ty_status ty_xml_open(struct ty_xml **out, FILE *in, const char *path,
			   const struct ty_xml_handler *handler, void *user,
			   struct ty_error *err);
void ty_xml_close(struct ty_xml *xml);

/*
 * Parse on, calling the handler: TY_OK after a piece, in which at most one of
 * the elements in `stops` ended; TY_END when the file is over and was
 * well-formed.
 */
enum ty_status ty_xml_pump(struct ty_xml *xml, struct ty_error *err);

/* For handlers: fail here, unless something has failed already. */
void ty_xml_fail(struct ty_xml *xml, enum ty_status code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

long ty_xml_line(const struct ty_xml *xml);	/* where the parser is */
/* The same as a place for errors; within a handler's start, where the tag
 * begins.  It takes time with the length of a piece. */
void ty_xml_place(const struct ty_xml *xml, long *line, long *column);
const char *ty_xml_encoding(const struct ty_xml *xml);

/*
 * An attribute's value into `out` (which is cleared); false if the tag has no
 * such attribute.  "xml:lang" is asked for by that name; attributes with other
 * prefixes are not found.
 */
bool ty_xml_attr(struct ty_buf *out, const struct ty_xml_tag *tag,
		 const char *name);

/* Attribute `i` of tag->nattrs: its name as written, with its prefix. */
void ty_xml_attr_at(const struct ty_xml_tag *tag, int i, struct ty_buf *name,
		    struct ty_buf *value);

#endif
