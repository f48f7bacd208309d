#ifndef TY_STORE_ORIGIN_H
#define TY_STORE_ORIGIN_H

#include "store/db.h"

/* Where a unit came from; holds the strings of `origin`. */
struct ty_found {
	struct ty_origin origin;
	char		*headline, *path, *date, *user;
};

/*
 * The story that the first of these variants to have one stood in, the newest
 * if there are several; else the file that the newest batch to have one had it
 * from.  *found is overwritten.
 */
enum ty_status ty_origin_find(struct ty_found *found, struct ty_store *store,
			      const struct ty_unit *unit,
			      const int64_t *variants, size_t n,
			      struct ty_error *err);
void ty_origin_release(struct ty_found *found);

#endif
