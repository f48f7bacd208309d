#ifndef TY_FORMAT_DIFFERENCE_H
#define TY_FORMAT_DIFFERENCE_H

#include "base/buf.h"
#include "taiyaku.h"

/* How a difference looks: what stands around that which goes and that which
 * comes, and how text becomes fit for its place. */
struct ty_difference_style {
	const char	*del[2], *ins[2];
	void		(*put)(struct ty_buf *out, const char *s, size_t len);
};

/* [-out-]{+in+}, for a terminal. */
extern const struct ty_difference_style ty_difference_text;
/* <del class="out">, <ins class="in">: escaped, and told by more than colour
 * (elements that browsers announce and style). */
extern const struct ty_difference_style ty_difference_html;

/*
 * Append the match's source and `now` (ty_matches.text) as one text: the same,
 * with what must go and what must come.  Changes that do not fit the texts are
 * passed over.
 */
void ty_difference_put(struct ty_buf *out, const char *now,
		       const struct ty_match *match,
		       const struct ty_difference_style *style);

/* The same for a page. */
void ty_html_diff(struct ty_buf *out, const char *now,
		  const struct ty_match *match);

#endif
