#ifndef TY_FORMAT_XLIFF_TEXTS_H
#define TY_FORMAT_XLIFF_TEXTS_H

#include "format/xliff_codes.h"
#include "format/xliff_file.h"

/* The texts of a place, with what their tags stand for; its memory is used again
 * for the next. */
struct ty_xliff_texts {
	struct ty_xliff_codes	source, target;
	struct ty_buf		source_tagged, target_tagged;
};

void ty_xliff_texts_init(struct ty_xliff_texts *t);
void ty_xliff_texts_release(struct ty_xliff_texts *t);
/* TY_ELIMIT: too many codes. */
enum ty_status ty_xliff_texts_read(struct ty_xliff_texts *t,
				   const struct ty_xliff_file *x,
				   const struct ty_xliff_place *p,
				   struct ty_error *err);

#endif
