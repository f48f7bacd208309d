#ifndef TY_FORMAT_HTML_META_H
#define TY_FORMAT_HTML_META_H

#include "format/html_token.h"

/*
 * What a page says about itself where no reader sees it.  Of several sources
 * the best one wins: JSON-LD, then Open Graph and the like, then plain <meta>.
 * NULL where nothing was said.
 */
enum ty_html_fact {
	TY_META_HEADLINE, TY_META_AUTHOR, TY_META_PUBLISHED,
	TY_META_DESCRIPTION, TY_META_SECTION, TY_META_SITE, TY_META_NFACTS
};
struct ty_html_meta {
	char	*facts[TY_META_NFACTS];
	int	 rank[TY_META_NFACTS];		/* of its source */
	char	*lang;				/* of the html element */
	char	*addresses;			/* of the page and of the same
						   text in other languages, a
						   line each */
	int	 naddresses;
};

/* Take in a <meta>, <link>, <time> or <html> tag, or a script of JSON-LD. */
void ty_html_meta_tag(struct ty_html_meta *meta, const char *s,
		      const struct ty_html_token *token);
void ty_html_meta_json(struct ty_html_meta *meta, const char *s, size_t len);
void ty_html_meta_release(struct ty_html_meta *meta);

/* The encoding that a page's first bytes declare, or false. */
bool ty_html_charset(char out[41], const char *s, size_t len);

#endif
