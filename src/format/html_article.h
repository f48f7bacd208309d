#ifndef TY_FORMAT_HTML_ARTICLE_H
#define TY_FORMAT_HTML_ARTICLE_H

#include "format/html_page.h"
#include "text/abbrev.h"

/* What a block of a page looks like, and where it stands. */
struct ty_html_look {
	int	width;			/* columns; see ty_looks_width() */
	bool	sentence;
	bool	links;			/* nothing else, nearly */
	bool	running;		/* text as articles have it */
	bool	around;			/* in navigation and the like */
	bool	inside;			/* in the article */
};

/*
 * The article is the element with the most running text less what else is in
 * it: text of navigation, forms, footers and links counts against an element.
 * Names and classes are weak evidence: an element that holds most of the
 * page's sentences is not left out for being called "sidebar".
 */
struct ty_html_article {
	struct ty_html_look	*looks;		/* one a block */
	size_t			 first, last;	/* running blocks inside; none
						   if first is no block */
};
/* `words` are those of the page's language. */
void ty_html_article_find(struct ty_html_article *out,
			  const struct ty_html_page *page,
			  const struct ty_abbrev *words);
void ty_html_article_release(struct ty_html_article *article);

#endif
