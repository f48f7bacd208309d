#ifndef TY_FORMAT_HTML_STORY_H
#define TY_FORMAT_HTML_STORY_H

#include "format/html_page.h"
#include "text/abbrev.h"
#include "text/story.h"

/* Does a file that begins with these bytes look like a page, in any encoding
 * that has ASCII in it, or does its name say so? */
bool ty_html_sniff(const char *head, size_t len);
bool ty_html_named(const char *path);

/*
 * Which block of a page is what: the article among all that stands around it.
 * Writes an array of *n parts of page->text in their order, to be free()d.
 * `words` are those of the page's language.
 */
void ty_html_story(struct ty_part **out, size_t *n,
		   const struct ty_html_page *page,
		   const struct ty_abbrev *words);

#endif
