#ifndef TY_ALIGN_REASON_H
#define TY_ALIGN_REASON_H

#include "align/pair.h"

/* The evidence for pairing `p` of an alignment of these texts; `source` is the
 * side of it that is the caller's source. */
void ty_reasons_find(struct ty_reasons *reasons, const struct ty_alignment *al,
		     const struct ty_pairing *p, const char *const *const text[2],
		     int source);
void ty_reasons_release(struct ty_reasons *reasons);

#endif
