#ifndef TY_FORMAT_CODES_H
#define TY_FORMAT_CODES_H

#include "base/buf.h"
#include "taiyaku.h"
#include "text/check.h"

/* The inline codes of a variant (format/inline.h), to be compared with those of
 * another.  Zeroed to begin with; reading again uses its memory again. */
struct ty_code_list {
	struct ty_check_code	*v;
	size_t			 n, cap;
	size_t			*name;		/* of each, in `names` */
	size_t			 cap_name;
	struct ty_buf		 names;
};

/* Codes of text of `len` bytes; none if `json` is "" or no list of codes. */
void ty_codes_read(struct ty_code_list *list, const char *json, size_t len);
void ty_codes_release(struct ty_code_list *list);

#endif
