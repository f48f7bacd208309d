#ifndef TY_FORMAT_HTML_ELEMENT_H
#define TY_FORMAT_HTML_ELEMENT_H

#include "format/html_token.h"

/* What an element means to somebody who looks for an article. */
enum {
	TY_EL_BLOCK	= 1 << 0,	/* begins a line of its own */
	TY_EL_HIDDEN	= 1 << 1,	/* not seen on the page */
	TY_EL_VOID	= 1 << 2,	/* has no content, so no end tag */
	TY_EL_AROUND	= 1 << 3,	/* navigation, footers, forms */
	TY_EL_ARTICLE	= 1 << 4,
	TY_EL_CAPTION	= 1 << 5,
	TY_EL_HEADING	= 1 << 6,	/* h1 to h6 */
	TY_EL_PARAGRAPH	= 1 << 7,	/* p and what else holds sentences */
	TY_EL_CELL	= 1 << 8,	/* of a table */
	TY_EL_ITEM	= 1 << 9,	/* of a list */
	TY_EL_LIST	= 1 << 10,	/* ends the search for an open item */
	TY_EL_RUBY	= 1 << 11,	/* not a block, but with parts */
	TY_EL_PRE	= 1 << 12,	/* its line breaks count */
	TY_EL_ROOT	= 1 << 13	/* html, body: says nothing */
};

/* Its flags; 0 for an element within a line, or one nobody knows.  *number
 * tells elements apart, 0 to TY_EL_MAX - 1. */
#define TY_EL_MAX	128
unsigned ty_html_flags(const char *name, int *number);

/* What the words of class, id, role, itemprop and the like hint at. */
enum {
	TY_HINT_AROUND	= 1 << 0,
	TY_HINT_ARTICLE	= 1 << 1,
	TY_HINT_CAPTION	= 1 << 2,
	TY_HINT_BYLINE	= 1 << 3,
	TY_HINT_DATE	= 1 << 4,
	TY_HINT_KICKER	= 1 << 5,
	TY_HINT_DECK	= 1 << 6,	/* the lines below a headline */
	TY_HINT_NOTE	= 1 << 7,
	TY_HINT_HEADLINE = 1 << 8
};
struct ty_html_hints {
	unsigned	hints;
	bool		hidden;		/* by an attribute */
	bool		link;		/* has a href */
};
void ty_html_hints(struct ty_html_hints *out, const char *s,
		   const struct ty_html_token *token);

#endif
