#ifndef TY_BASE_WORDS_H
#define TY_BASE_WORDS_H

#include "taiyaku.h"

/* The stable words of taiyaku.h's enumerations, read back: false if `word` is
 * none of them. */
bool ty_unit_kind_parse(enum ty_unit_kind *out, const char *word);
bool ty_unit_status_parse(enum ty_unit_status *out, const char *word);

/* "101", "100", "values", "95-99", ..., "new", "repeated", "repeated-across". */
const char *ty_band_word(enum ty_band band);
bool ty_band_parse(enum ty_band *out, const char *word);
/* "same", "deleted", "inserted", "replaced". */
const char *ty_edit_word(enum ty_edit edit);

#endif
