#ifndef TY_FORMAT_SRX_H
#define TY_FORMAT_SRX_H

#include "text/srx.h"

#define TY_MAX_SRX	(4u << 20)	/* bytes of a file */

/*
 * Read segmentation rules: SRX 2.0, and 1.0 to 1.2, whose maps may stand in a
 * <maprule>.  What <formathandle> says of formatting codes is not kept, since
 * no codes are in the text that is split; nor are extensions of other tools.
 * The regular expressions are not looked at: ty_srx_check() does.
 *
 * Errors, with file, line and column: TY_ESYNTAX, TY_ELIMIT; TY_EIO,
 * TY_ENOTFOUND.
 */
enum ty_status ty_srx_read(struct ty_srx **out, const char *path,
			   struct ty_error *err);
/* The same from memory; `name` is the file in errors. */
enum ty_status ty_srx_parse(struct ty_srx **out, const char *text, size_t len,
			    const char *name, struct ty_error *err);

#endif
