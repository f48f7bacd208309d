/* libxml2: its parser kept on a leash, its errors made ours. */

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/xml.h"
#include "format/xml_input.h"

#define MAX_DEPTH	256

struct ty_xml {
	struct ty_xml_input		 input;
	const struct ty_xml_handler	*handler;
	void				*user;
	xmlParserCtxtPtr		 parser;
	int				 depth;
	size_t				 fed;	/* before this piece */
	bool				 in_start;	/* in on_start() */
	bool				 over;	/* no piece is left */
	enum ty_status			 status;
	struct ty_error			 error;
};

/* -------------------------------------------------------------- errors -- */

void ty_xml_place(const struct ty_xml *xml, long *line, long *column)
{
	const char *piece = xml->input.text.p + xml->input.given -
			    xml->input.piece;
	long at = xmlByteConsumed(xml->parser) - (long)xml->fed;

	if (at < 0 || (size_t)at > xml->input.piece)
		at = 0;
	/* What a start tag is told off for, it is told at its beginning. */
	while (xml->in_start && at > 0 && piece[at] != '<')
		at--;
	ty_xml_input_locate(&xml->input, (size_t)at, line, column);
}

/* The parser runs on to the end of its piece, unheard: stopping it from within
 * a callback would free what it still works on. */
static void vfail(struct ty_xml *xml, enum ty_status code, const char *fmt,
		  va_list ap)
{
	struct ty_buf text = TY_BUF_INIT;
	long line, column;

	if (xml->status != TY_OK)
		return;
	ty_xml_place(xml, &line, &column);
	ty_buf_vaddf(&text, fmt, ap);
	xml->status = ty_fail_at(&xml->error, code, xml->input.path, line,
				 column, "%s", text.p);
	ty_buf_release(&text);
}

void ty_xml_fail(struct ty_xml *xml, enum ty_status code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfail(xml, code, fmt, ap);
	va_end(ap);
}

/* Warnings and namespace errors harm nothing that is read here; an entity
 * nobody declared would lose text. */
static void on_error(void *user, xmlErrorPtr what)
{
	struct ty_xml *xml = user;
	const char *text = what->message ? what->message : "";

	if (what->level != XML_ERR_FATAL &&
	    what->code != XML_WAR_UNDECLARED_ENTITY)
		return;
	/* libxml2 speaks of extra content here. */
	if (xml->over && xml->parser->name)
		ty_xml_fail(xml, TY_ESYNTAX,
			    _("the file ends within its element '%s'"),
			    (const char *)xml->parser->name);
	else
		ty_xml_fail(xml, TY_ESYNTAX, _("not well-formed XML: %.*s"),
			    (int)strcspn(text, "\n"), text);
}

/* -------------------------------------------------------------- events -- */

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix,
		     const xmlChar *uri, int nspaces, const xmlChar **spaces,
		     int nattrs, int ndefaulted, const xmlChar **attrs)
{
	struct ty_xml *xml = user;
	struct ty_xml_tag tag = { .name = (const char *)name, .attrs = attrs,
				  .uri = uri ? (const char *)uri : "",
				  .nattrs = nattrs };

	(void)prefix;
	(void)nspaces;
	(void)spaces;
	(void)ndefaulted;
	xml->in_start = true;
	if (++xml->depth > MAX_DEPTH)
		ty_xml_fail(xml, TY_ELIMIT,
			    _("elements nested more than %d deep"), MAX_DEPTH);
	if (xml->status == TY_OK)
		xml->handler->start(xml->user, &tag);
	xml->in_start = false;
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix,
		   const xmlChar *uri)
{
	struct ty_xml *xml = user;

	(void)name;
	(void)prefix;
	(void)uri;
	xml->depth--;
	if (xml->status == TY_OK)
		xml->handler->end(xml->user);
}

static void on_text(void *user, const xmlChar *s, int len)
{
	struct ty_xml *xml = user;

	if (xml->status == TY_OK)
		xml->handler->text(xml->user, (const char *)s, (size_t)len);
}

/* With a DTD named but not read, libxml2 takes any entity for declared. */
static void on_reference(void *user, const xmlChar *name)
{
	ty_xml_fail(user, TY_ESYNTAX, _("entity '%s' is not declared"),
		    (const char *)name);
}

/* ------------------------------------------------------------- parsing -- */

enum ty_status ty_xml_open(struct ty_xml **out, FILE *in, const char *path,
			   const struct ty_xml_handler *handler, void *user,
			   struct ty_error *err)
{
	struct ty_xml *xml = ty_alloc(1, sizeof(*xml));
	xmlSAXHandler sax;
	enum ty_status st;

	*out = NULL;
	xml->handler = handler;
	xml->user = user;
	memset(&sax, 0, sizeof(sax));
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_start;
	sax.endElementNs = on_end;
	sax.characters = sax.ignorableWhitespace = sax.cdataBlock = on_text;
	sax.reference = on_reference;
	sax.serror = on_error;
	/* It starts up by itself too, but not safely where threads begin to read
	 * at once. */
	xmlInitParser();
	xml->parser = xmlCreatePushParserCtxt(&sax, xml, NULL, 0, NULL);
	if (!xml->parser)
		abort();		/* no memory */
	xmlCtxtUseOptions(xml->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	st = ty_xml_input_open(&xml->input, in, path, err);
	if (st == TY_OK)
		*out = xml;
	else
		ty_xml_close(xml);
	return st;
}

void ty_xml_close(struct ty_xml *xml)
{
	if (!xml)
		return;
	xmlFreeParserCtxt(xml->parser);
	ty_xml_input_release(&xml->input);
	free(xml);
}

enum ty_status ty_xml_pump(struct ty_xml *xml, struct ty_error *err)
{
	enum ty_status st;
	const char *piece;
	size_t len;

	xml->fed += xml->input.piece;
	st = ty_xml_input_next(&xml->input, xml->handler->stops, &piece, &len,
			       err);
	if (st != TY_OK && st != TY_END)
		return st;
	xml->over = st == TY_END;
	xmlParseChunk(xml->parser, piece, (int)len, xml->over);
	if (xml->status == TY_OK)
		return st;
	if (err)
		*err = xml->error;
	return xml->status;
}

long ty_xml_line(const struct ty_xml *xml)
{
	return xml->parser->input ? xml->parser->input->line : 0;
}

const char *ty_xml_encoding(const struct ty_xml *xml)
{
	return xml->input.decoder.name;
}

/* ---------------------------------------------------------- attributes -- */

enum { LOCAL, PREFIX, URI, VALUE, VALUE_END, WORDS };

static const char *word(const struct ty_xml_tag *tag, int i, int which)
{
	return (const char *)tag->attrs[i * WORDS + which];
}

/* A parser that does not replace entities leaves an ampersand, however it was
 * written, as "&#38;", and nothing else so. */
static void add_value(struct ty_buf *out, const struct ty_xml_tag *tag, int i)
{
	static const char ampersand[] = "&#38;";
	const char *s = word(tag, i, VALUE), *end = word(tag, i, VALUE_END);
	const char *p;

	while ((p = memchr(s, '&', (size_t)(end - s)))) {
		ty_buf_add(out, s, (size_t)(p + 1 - s));
		s = p + 1;
		if (end - p >= 5 && !memcmp(p, ampersand, 5))
			s = p + 5;
	}
	ty_buf_add(out, s, (size_t)(end - s));
}

bool ty_xml_attr(struct ty_buf *out, const struct ty_xml_tag *tag,
		 const char *name)
{
	bool xml = !strncmp(name, "xml:", 4);
	const char *prefix;
	int i;

	ty_buf_clear(out);
	for (i = 0; i < tag->nattrs; i++) {
		prefix = word(tag, i, PREFIX);
		if (prefix ? !xml || strcmp(prefix, "xml") : xml)
			continue;
		if (strcmp(word(tag, i, LOCAL), name + (xml ? 4 : 0)))
			continue;
		add_value(out, tag, i);
		return true;
	}
	return false;
}

void ty_xml_attr_at(const struct ty_xml_tag *tag, int i, struct ty_buf *name,
		    struct ty_buf *value)
{
	const char *prefix = word(tag, i, PREFIX);

	ty_buf_clear(name);
	ty_buf_clear(value);
	if (prefix)
		ty_buf_addf(name, "%s:", prefix);
	ty_buf_adds(name, word(tag, i, LOCAL));
	add_value(value, tag, i);
}
