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

/*
 * The row of a key and block has the ids within the block, in one of two forms
 * that its size tells apart: fewer than half of TY_BITMAP_BYTES as two bytes
 * each, lowest byte first, in order; else a bit for each id, lowest first.  A
 * variant that goes is taken out of the row of TY_BITMAP_ALIVE alone, which
 * always has the second form and through which all others are seen.
 */
#define TY_BITMAP_BYTES		(TY_BITMAP_BLOCK / 8)
#define TY_BITMAP_WORDS		(TY_BITMAP_BLOCK / 64)
/* A row's id: the key above, the block below. */
#define TY_BITMAP_SHIFT		20
#define TY_BITMAP_ROW(key, n)	((int64_t)(key) << TY_BITMAP_SHIFT | (n))
#define TY_BITMAP_ALIVE		((int64_t)0x110000)	/* no code point */

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

/* ---- between bitmap.c and bitmap_block.c */

/* Set a row's bits in the words of a block; false if it is none of a row. */
bool ty_bitmap_decode(uint64_t *words, const unsigned char *p, size_t len);
bool ty_bitmap_decode_row(uint64_t *words, sqlite3_stmt *row, int column);
/* As ty_bitmap_get(), with the deleted. */
enum ty_status ty_bitmap_get_raw(struct ty_set *set, struct ty_store *store,
				 int64_t key, struct ty_error *err);
enum ty_status ty_bitmap_write(struct ty_store *store, int64_t id,
			       const unsigned char *bits, size_t len,
			       struct ty_error *err);

#endif
