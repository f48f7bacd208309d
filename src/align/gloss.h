#ifndef TY_ALIGN_GLOSS_H
#define TY_ALIGN_GLOSS_H

#include <stdbool.h>

#include "base/buf.h"

/* Put the gloss into `out` without what is in parentheses, its article and,
 * of a verb, "to"; nothing if it is only a particle. */
void ty_gloss(struct ty_buf *out, const char *s, size_t len, bool verb);

#endif
