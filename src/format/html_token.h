#ifndef TY_FORMAT_HTML_TOKEN_H
#define TY_FORMAT_HTML_TOKEN_H

#include "taiyaku.h"

/*
 * HTML as tokens, each with its place, after the tokenizer of the HTML standard
 * (WHATWG, section 13.2.5): any bytes are some tokens, in time linear in them.
 * Comments, document types and processing instructions are passed over.
 */
enum ty_html_type {
	TY_HTML_TEXT,		/* with character references */
	TY_HTML_RAW,		/* the content of script, style, ... */
	TY_HTML_START,
	TY_HTML_END
};

#define TY_HTML_NAME	16	/* bytes of a name with NUL */

struct ty_html_token {
	enum ty_html_type	type;
	struct ty_span		span;		/* bytes of the source */
	char			name[TY_HTML_NAME];	/* of a tag, small
						   letters; "" if longer.  Of
						   raw text: its element's */
	struct ty_span		attributes;	/* of a start tag */
};

struct ty_html_lexer {
	const char	*s;
	size_t		 length, at;
	char		 raw[TY_HTML_NAME];	/* inside this element, if not
						   "" */
};

/* False at the end. */
bool ty_html_next(struct ty_html_lexer *lexer, struct ty_html_token *token);

/* Pull the attributes of a start tag one by one; `at` begins as
 * token.attributes.start.  At most 64 of a tag are given. */
struct ty_html_attribute {
	char		name[TY_HTML_NAME];	/* "" if longer */
	struct ty_span	value;			/* with its references */
};
bool ty_html_attribute(struct ty_html_attribute *out, const char *s,
		       const struct ty_html_token *token, size_t *at);

/* The value of one attribute as text without references; "" if it is not
 * there.  To be free()d. */
char *ty_html_value(const char *s, const struct ty_html_token *token,
		    const char *name);

/* The character reference at `at` (an '&'): where it ends and what it is, or
 * 0 if it is none. */
size_t ty_html_reference(const char *s, size_t at, size_t end, int32_t *c);

/* Append bytes of the source with their references resolved. */
struct ty_buf;
void ty_html_resolve(struct ty_buf *out, const char *s, struct ty_span span);

#endif
