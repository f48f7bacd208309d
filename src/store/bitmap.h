#ifndef TY_STORE_BITMAP_H
#define TY_STORE_BITMAP_H

#include "store/query.h"

/*
 * Bits for the commonest questions of a concordance: which variants hold a
 * character of the folded text, and which are of a language.  They exist for
 * full blocks of TY_BITMAP_BLOCK ids; newer variants are few enough to be
 * looked at.  Change TY_TERMS_VERSION with anything here.
 */
#define TY_BITMAP_BLOCK		8192

/* A key is a code point, or that of a language. */
int64_t ty_bitmap_lang(const char *lang);

/* Variants below *end are covered. */
enum ty_status ty_bitmap_end(int64_t *end, struct ty_store *store,
			     struct ty_error *err);

/* Add the covered variants that have this key; deleted ones are not. */
enum ty_status ty_bitmap_get(struct ty_set *set, struct ty_store *store,
			     int64_t key, struct ty_error *err);

/* Cover blocks that have become full; leave out a variant that goes; begin
 * again with none. */
enum ty_status ty_bitmap_update(struct ty_store *store,
				const struct ty_monitor *monitor,
				struct ty_error *err);
enum ty_status ty_bitmap_forget(struct ty_store *store, int64_t variant,
				struct ty_error *err);
enum ty_status ty_bitmap_clear(struct ty_store *store, struct ty_error *err);

/* Are all bits what the texts say? */
enum ty_status ty_bitmap_check(bool *good, struct ty_store *store,
			       struct ty_error *err);

#endif
