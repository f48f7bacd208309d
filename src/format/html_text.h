#ifndef TY_FORMAT_HTML_TEXT_H
#define TY_FORMAT_HTML_TEXT_H

#include "base/buf.h"
#include "taiyaku.h"

/* Bytes of the text that come from one place of the source: copied, when both
 * are as long, else standing for it (a reference, white space). */
struct ty_html_run {
	size_t	text, length;
	size_t	source, source_length;
};

/*
 * The text of a page on its way: runs of white space are one space, none where
 * a source line ends between Japanese characters and none at the ends of
 * lines; references are characters.
 */
struct ty_html_text {
	const char		*s;		/* the source */
	struct ty_buf		 buf;
	size_t			 start;		/* of the block now written */
	struct ty_html_run	*runs;
	size_t			 nruns, cap_runs;
	struct ty_span		 space;		/* white space not yet written */
	bool			 newline;	/* there is one in it */
};

void ty_html_text_init(struct ty_html_text *t, const char *s);
void ty_html_text_release(struct ty_html_text *t);

/* Add text of the source; within `pre` its newlines count. */
void ty_html_text_add(struct ty_html_text *t, struct ty_span source, bool pre);
/* Add a line break that stands for this part of the source. */
void ty_html_text_line(struct ty_html_text *t, struct ty_span source);
/* End the block; two newlines follow it. */
void ty_html_text_end(struct ty_html_text *t);

/* The place in the source of a part of the text that is not empty. */
struct ty_span ty_html_text_source(const struct ty_html_text *t,
				   struct ty_span span);

#endif
