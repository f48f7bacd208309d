#ifndef TY_STORE_ROW_H
#define TY_STORE_ROW_H

#include "store/db.h"

/* A unit as it is stored.  Zeroed to begin with; loading again uses its memory
 * again. */
struct ty_row {
	struct ty_unit		 unit;		/* ->variants is `variants` */
	struct ty_variant	*variants;
	int64_t			*ids;		/* of the variants */
	int64_t			 hash, checksum;

	struct ty_buf		 text;		/* holds the strings above */
	size_t			*at;		/* where each starts */
	size_t			 nat, cap_at, cap_variants, cap_ids;
};

/* TY_END if there is no unit `id`. */
enum ty_status ty_row_load(struct ty_row *row, struct ty_store *store,
			   int64_t id, struct ty_error *err);
void ty_row_release(struct ty_row *row);

/* The order of variants in what is hashed: by language, text, codes. */
int ty_variant_compare(const struct ty_variant *a, const struct ty_variant *b);

/* What makes a unit the same unit: XXH3 over its variants in that order. */
int64_t ty_row_identity(struct ty_store *store,
			const struct ty_variant *variants, size_t n);

/* XXH3 over all columns of the unit and its variants, but the checksum. */
int64_t ty_row_checksum(struct ty_store *store, const struct ty_unit *unit,
			const int64_t *ids, int64_t hash);

/* The hash of a neighbour (ty_variant.prev, .next); 0 for NULL. */
int64_t ty_row_neighbour(struct ty_store *store, const char *text);

/* Checksums of other rows: over all columns of the row at hand but the last,
 * which is the checksum.  Columns are those of "SELECT * FROM". */
int64_t ty_row_columns(struct ty_store *store, sqlite3_stmt *row);

/* Fold for searching into store->folded; what is not UTF-8 folds to "". */
void ty_row_fold(struct ty_store *store, const char *text, size_t len);

#endif
