#ifndef TY_FORMAT_HTML_PAGE_H
#define TY_FORMAT_HTML_PAGE_H

#include "format/html_element.h"
#include "format/html_meta.h"
#include "format/html_text.h"

/* A page as its reader sees it: its visible text, in blocks. */

/* An element with text somewhere in it; parents stand before children. */
struct ty_html_node {
	uint32_t	parent;		/* the root's is itself */
	unsigned	element, hints;
};

struct ty_html_block {
	struct ty_span	span;		/* of the text; no white space at its
					   ends */
	uint32_t	node;
	unsigned	element;	/* flags of what it stands in */
	unsigned	hints;		/* of the elements nearest to it */
	int		level;		/* of a heading, 1 to 6; else 0 */
	size_t		linked;		/* bytes within links */
	bool		title;		/* the page's <title> */
};

struct ty_html_page {
	struct ty_html_text	 text;
	struct ty_html_node	*nodes;
	struct ty_html_block	*blocks;
	size_t			 nnodes, nblocks, cap_nodes, cap_blocks;
	struct ty_html_meta	 meta;
};

/* `s` is valid UTF-8.  Any page can be read; an empty one has no blocks. */
void ty_html_page_read(struct ty_html_page *page, const char *s, size_t len);
void ty_html_page_release(struct ty_html_page *page);

#endif
