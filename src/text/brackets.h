#ifndef TY_TEXT_BRACKETS_H
#define TY_TEXT_BRACKETS_H

#include "text/segment.h"

/*
 * Balanced brackets and quotes of a passage, outermost ones only, found a
 * window at a time in linear time and constant memory.  A bracket that does
 * not close within TY_BRACKET_REACH bytes counts as a stray one, so that a
 * forgotten 」 costs no more than the sentences nearby.
 */
#define TY_BRACKET_REACH	3000	/* bytes */

struct ty_brackets {
	const char		*s;
	size_t			 end;		/* of the passage */
	size_t			 filled;	/* known up to here */
	size_t			 at;		/* next in `found` */
	struct ty_span_list	 found;
};

void ty_brackets_begin(struct ty_brackets *b, const char *s,
		       struct ty_span passage);
void ty_brackets_release(struct ty_brackets *b);

/* If a balanced bracket opens at `i`, the end of its closing one; else 0.  `i`
 * must not go backwards, nor lie within a bracket found before. */
size_t ty_brackets_close(struct ty_brackets *b, size_t i);

#endif
