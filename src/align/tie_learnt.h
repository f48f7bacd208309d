#ifndef TY_ALIGN_TIE_LEARNT_H
#define TY_ALIGN_TIE_LEARNT_H

#include "align/model.h"
#include "align/tie.h"

/* Add the ties that the learnt lexicon sees between two texts; up to `most` in
 * all.  `swapped`: text[0] is in the model's second language. */
void ty_ties_add_learnt(struct ty_ties *ties, const struct ty_model *model,
			bool swapped, const char *const text[2], size_t most);

#endif
