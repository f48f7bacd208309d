#ifndef TY_FORMAT_TARGET_H
#define TY_FORMAT_TARGET_H

#include "base/buf.h"
#include "taiyaku.h"

/* How places of a translation look: a value that was carried over, and what is
 * still to be changed.  NULL marks: it looks like the rest. */
struct ty_target_style {
	const char	*carried[2], *revise[2];
	void		(*put)(struct ty_buf *out, const char *s, size_t len);
};

/*
 * Append a match's translation: with the new values if they were carried over
 * and `now`, else as it was.  Spans that do not fit it are passed over.
 */
void ty_target_put(struct ty_buf *out, const struct ty_match *match, bool now,
		   const struct ty_target_style *style);

/* Is this one of the places that were carried over? */
bool ty_target_carried(const struct ty_match *match,
		       const struct ty_span *span);

#endif
