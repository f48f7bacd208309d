#ifndef TY_FORMAT_HTML_H
#define TY_FORMAT_HTML_H

#include "base/buf.h"
#include "taiyaku.h"

/* The side-by-side page, in the making. */
struct ty_html {
	struct ty_buf		 out;
	const struct ty_draft	*draft;
};

extern const char ty_html_style[];

/* Each band's CSS class. */
extern const char *const ty_html_classes[TY_NBANDS];

/* ---- html_parts.c: what pages are made of */

void ty_html_put(struct ty_html *page, const char *html);
void ty_html_text(struct ty_html *page, const char *s);	/* escaped */

/* `<TAG class="CLASS" lang="LANG">`, and the same with escaped text and the end
 * tag.  class "": none; lang NULL: the page's own words. */
void ty_html_open(struct ty_html *page, const char *tag, const char *class,
		  const char *lang);
void ty_html_put_element(struct ty_html *page, const char *tag, const char *class,
		     const char *lang, const char *text);
/* A column's heading. */
void ty_html_column(struct ty_html *page, const char *name);

/* The page's head, down to its body; `ty_html_end()` closes it. */
void ty_html_head(struct ty_html *page, const char *title);
/* The same with more style sheet than all pages have. */
void ty_html_head_styled(struct ty_html *page, const char *title,
			 const char *style);
void ty_html_end(struct ty_html *page);
/* A language's name for people. */
const char *ty_html_lang_name(const char *lang);

/* The header of a page about one story; NULL and "" are left out. */
struct ty_html_header {
	const char	*kind;			/* what the page is */
	const char	*source, *target;	/* languages */
	const char	*title, *translation;	/* the headline */
	const char	*slugline, *dateline, *byline, *credit, *file;
};
void ty_html_header(struct ty_html *page, const struct ty_html_header *story);

/* ---- html_report.c: the match bands, as a table and as bars */

struct ty_html_bands {
	const struct ty_report	*report;
	const char		*lang;		/* of the source */
	const struct ty_band_weights	*weights;	/* NULL: none */
};
/* All bands as one bar, for the eye only; as a table. */
void ty_html_stack(struct ty_html *page, const struct ty_html_bands *bands);
void ty_html_bands(struct ty_html *page, const struct ty_html_bands *bands);
/* Those of a draft, as a section. */
void ty_html_report(struct ty_html *page);

/* ---- html_match.c: a match */

/* A text with the parts that changed between `tag`s: the new text (`now`) or
 * the match's source. */
void ty_html_marked(struct ty_html *page, const char *s,
		    const struct ty_match *m, bool now, const char *tag);
/* Its translation with the values that were carried over marked (`now`), and
 * what is still to be changed underlined; or as it was, with the values that
 * they replaced; and what was not carried over into the new text `now`, with
 * the reasons. */
void ty_html_match_target(struct ty_html *page, const struct ty_match *m,
			  bool now);
void ty_html_refused(struct ty_html *page, const char *now,
		     const struct ty_match *m);
/* Its score; the penalties in it, as `taiyaku suggest` puts them; its source
 * in small print, with what the new text lacks; where it came from. */
void ty_html_chip(struct ty_html *page, const struct ty_match *m);
void ty_html_reason(struct ty_html *page, const struct ty_match *m);
void ty_html_match_source(struct ty_html *page, const struct ty_match *m);
/* Its source and the new text `now` as one, in small print. */
void ty_html_match_diff(struct ty_html *page, const char *now,
			const struct ty_match *m);
void ty_html_origin(struct ty_html *page, const struct ty_match *m);

#endif
