#ifndef TY_FORMAT_TERM_LINE_H
#define TY_FORMAT_TERM_LINE_H

#include "base/buf.h"
#include "taiyaku.h"

/* Append a concept as people read it, on a line: "prime minister — 首相, 総理大臣
 * (allowed), 宰相 (forbidden) [politics] note". */
void ty_term_line(struct ty_buf *out, const struct ty_concept *concept,
		  const char *source, const char *target);

/* The next concept of these hits that none before hit *i had, *i stepping over
 * it; NULL: there is none.  `hits` may be NULL. */
const struct ty_concept *ty_term_next(const struct ty_term_hits *hits,
				      size_t *i);

#endif
