#ifndef TY_FORMAT_STORY_PAGE_H
#define TY_FORMAT_STORY_PAGE_H

#include "base/buf.h"
#include "taiyaku.h"

/*
 * A story as a page in another language.  text() appends the translation of a
 * segment and returns true; false: it has none, the source stays, in its own
 * language.  In a translation 漢字《かんじ》 and ｜text《reading》 are ruby.
 */
typedef bool ty_page_text(struct ty_buf *out, size_t segment, void *user);

/* A page of its own: headline, byline, paragraphs, subheads, captions. */
void ty_story_page(struct ty_buf *out, const struct ty_story *story,
		   const char *lang, ty_page_text *text, void *user);

/*
 * The story's own page, an HTML story in UTF-8, with the segments replaced:
 * byte for byte what it was outside of them, but for the language that <html>
 * states.  Markup that lies in a segment with both its ends goes; of what only
 * begins or ends there that tag stays.
 */
void ty_story_page_patch(struct ty_buf *out, const struct ty_story *story,
			 const char *lang, ty_page_text *text, void *user);

#endif
