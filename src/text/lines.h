#ifndef TY_TEXT_LINES_H
#define TY_TEXT_LINES_H

#include "text/segment.h"

/*
 * Lines, and which of them are one paragraph because a machine wrapped it at a
 * fixed width.  Blank lines always part; other newlines too, unless the next
 * line visibly goes on.
 */
struct ty_lines {
	const char	*s;
	size_t		 at, end;
	char		 newline;	/* \n, or \r where there is no \n */
	int		 width;		/* columns of the wrapped text; 0: it
					   is not wrapped */
};

struct ty_line {
	size_t	start, end;		/* without white space at its ends */
	size_t	next;			/* where the next line begins */
	int	indent;			/* columns before start */
	int	width;			/* columns with the indent; at most
					   TY_LINE_WIDE */
	bool	trailing;		/* white space after its end */
};

#define TY_LINE_WIDE	101		/* this wide, or wider */

void ty_lines_begin(struct ty_lines *lines, const char *s,
		    struct ty_span span);
/* The line that begins at `at`; start == end for a blank one. */
struct ty_line ty_line_at(const struct ty_lines *lines, size_t at);
/* Does `b`, the line after `a`, go on with a's paragraph? */
bool ty_lines_join(const struct ty_lines *lines, const struct ty_line *a,
		   const struct ty_line *b);
/* The next paragraph, without white space at its ends; false at the end. */
bool ty_lines_next(struct ty_lines *lines, struct ty_span *out);

#endif
