/* Which variants hold a character: bits in blocks, read and mended. */

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "store/bitmap.h"

/* The primary subtag, at most eight letters or digits, as a number. */
int64_t ty_bitmap_lang(const char *lang)
{
	char primary[TY_PRIMARY_SIZE];
	int64_t n = 0;
	int i;

	ty_db_primary(primary, lang);
	for (i = 0; i < 8 && primary[i]; i++)
		n = n * 37 + (primary[i] >= 'a' && primary[i] <= 'z' ?
			      primary[i] - 'a' + 1 :
			      primary[i] >= '0' && primary[i] <= '9' ?
			      primary[i] - '0' + 27 : 0);
	return TY_BITMAP_ALIVE + 1 + n;
}

static enum ty_status damaged(const struct ty_store *store,
			      struct ty_error *err)
{
	return ty_fail_at(err, TY_EDAMAGED, store->path, 0, 0,
			  _("the memory is damaged: %s"), "bitmap");
}

/* ------------------------------------------------------------- reading -- */

bool ty_bitmap_decode(uint64_t *words, const unsigned char *p, size_t len)
{
	size_t i, id;

	if (len != TY_BITMAP_BYTES) {
		for (i = 0; i + 1 < len; i += 2) {
			id = p[i] | (size_t)p[i + 1] << 8;
			if (id >= TY_BITMAP_BLOCK)
				return false;
			words[id / 64] |= (uint64_t)1 << id % 64;
		}
		return len < TY_BITMAP_BYTES && len % 2 == 0;
	}
	for (i = 0; i < TY_BITMAP_BYTES; i++)
		words[i / 8] |= (uint64_t)p[i] << i % 8 * 8;
	return true;
}

bool ty_bitmap_decode_row(uint64_t *words, sqlite3_stmt *row, int column)
{
	const void *bits = sqlite3_column_blob(row, column);
	int len = sqlite3_column_bytes(row, column);

	return !len || ty_bitmap_decode(words, bits, (size_t)len);
}

enum ty_status ty_bitmap_end(int64_t *end, struct ty_store *store,
			     struct ty_error *err)
{
	static const char sql[] =
		"SELECT max(id) FROM bitmap WHERE id >= ?1 AND id < ?2";
	const int64_t first = TY_BITMAP_ROW(TY_BITMAP_ALIVE, 0);
	const int64_t behind = TY_BITMAP_ROW(TY_BITMAP_ALIVE + 1, 0);
	int64_t id;
	enum ty_status st;

	st = ty_db_int(&id, store, sql, TY_ARGS(TY_INT(first), TY_INT(behind)),
		       err);
	*end = st == TY_OK && id ? (id - first + 1) * TY_BITMAP_BLOCK : 0;
	return st;
}

enum ty_status ty_bitmap_get_raw(struct ty_set *set, struct ty_store *store,
				 int64_t key, struct ty_error *err)
{
	static const char sql[] = "SELECT id & 1048575, bits FROM bitmap"
		" WHERE id BETWEEN ?1 AND ?2";
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(TY_BITMAP_ROW(key, 0)),
		       TY_INT(TY_BITMAP_ROW(key + 1, 0) - 1)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		size_t at = (size_t)sqlite3_column_int64(row, 0) *
			    TY_BITMAP_WORDS;

		/* Above the highest id all are gone. */
		if (at >= set->n)
			continue;
		ty_set_extend(set, at + TY_BITMAP_WORDS);
		if (!ty_bitmap_decode_row(set->words + at, row, 1)) {
			sqlite3_reset(row);
			return damaged(store, err);
		}
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_bitmap_get(struct ty_set *set, struct ty_store *store,
			     int64_t key, struct ty_error *err)
{
	struct ty_set alive = { .words = NULL };
	enum ty_status st;

	if ((st = ty_set_init(&alive, store, err)) == TY_OK)
		st = ty_bitmap_get_raw(&alive, store, TY_BITMAP_ALIVE, err);
	if (st == TY_OK)
		st = ty_bitmap_get_raw(set, store, key, err);
	if (st == TY_OK)
		ty_set_intersect(set, &alive);
	ty_set_release(&alive);
	return st;
}

/* ------------------------------------------------------------- changing -- */

enum ty_status ty_bitmap_write(struct ty_store *store, int64_t id,
			       const unsigned char *bits, size_t len,
			       struct ty_error *err)
{
	return ty_db_run(store, "INSERT OR REPLACE INTO bitmap VALUES(?1, ?2)",
			 TY_ARGS(TY_INT(id), TY_BLOB(bits, len)), err);
}

enum ty_status ty_bitmap_clear(struct ty_store *store, struct ty_error *err)
{
	return ty_db_exec(store, "DELETE FROM bitmap", err);
}

enum ty_status ty_bitmap_forget(struct ty_store *store, int64_t variant,
				struct ty_error *err)
{
	int64_t id = TY_BITMAP_ROW(TY_BITMAP_ALIVE, variant / TY_BITMAP_BLOCK);
	size_t at = (size_t)(variant % TY_BITMAP_BLOCK);
	unsigned char bits[TY_BITMAP_BYTES];
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, "SELECT bits FROM bitmap WHERE id = ?1",
		       TY_ARGS(TY_INT(id)), err);
	if (st != TY_OK)
		return st == TY_END ? TY_OK : st;
	if (sqlite3_column_bytes(row, 0) != TY_BITMAP_BYTES) {
		sqlite3_reset(row);
		return damaged(store, err);
	}
	memcpy(bits, sqlite3_column_blob(row, 0), TY_BITMAP_BYTES);
	sqlite3_reset(row);
	bits[at / 8] &= (unsigned char)~(1u << at % 8);
	return ty_bitmap_write(store, id, bits, TY_BITMAP_BYTES, err);
}
