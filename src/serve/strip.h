#ifndef TY_SERVE_STRIP_H
#define TY_SERVE_STRIP_H

#include "base/buf.h"
#include "taiyaku.h"

/* A tagged text (format/tagged.h) without its tags, which knows where its bytes
 * were.  TY_STRIPPED_INIT, or used before, to begin with. */
struct ty_stripped {
	struct ty_buf	 text;
	struct ty_skip {
		size_t	plain;		/* from this byte of `text` on */
		size_t	skipped;	/* bytes of tags are left out */
	}		*v;
	size_t		 n, cap;
};
#define TY_STRIPPED_INIT { .text = TY_BUF_INIT }

void ty_strip(struct ty_stripped *out, const char *tagged);
void ty_stripped_release(struct ty_stripped *s);

/* Where a span of the text stands in the tagged one, without tags at its ends;
 * an empty one behind the tags that stand there. */
struct ty_span ty_stripped_place(const struct ty_stripped *s,
				 const struct ty_span *span);

#endif
