#ifndef TY_FORMAT_HTML_PAGE_H
#define TY_FORMAT_HTML_PAGE_H

#include "base/buf.h"
#include "format/html_element.h"
#include "format/html_meta.h"

/*
 * A page as its reader sees it: running text in blocks, with white space
 * collapsed, and where in the source each byte of it stands.
 */

/* Bytes of the text that come from one place of the source: copied, when both
 * are as long, else standing for it (a reference, white space). */
struct ty_html_run {
	size_t	text, length;
	size_t	source, source_length;
};

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
	struct ty_buf		 text;
	struct ty_html_run	*runs;
	struct ty_html_node	*nodes;
	struct ty_html_block	*blocks;
	size_t			 nruns, nnodes, nblocks;
	size_t			 cap_runs, cap_nodes, cap_blocks;
	struct ty_html_meta	 meta;
};

/* `s` is valid UTF-8.  Any page can be read; an empty one has no blocks. */
void ty_html_page_read(struct ty_html_page *page, const char *s, size_t len);
void ty_html_page_release(struct ty_html_page *page);

/* The place in the source of a part of the text that is not empty. */
struct ty_span ty_html_page_source(const struct ty_html_page *page,
				   struct ty_span span);

#endif
