/* How somebody who keeps what is derived from the memory follows it. */

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/write.h"

enum ty_status ty_store_hold(struct ty_store *store, bool *began,
			     struct ty_error *err)
{
	return ty_db_snapshot(store, began, err);
}

void ty_store_let_go(struct ty_store *store, bool began)
{
	ty_db_release(store, began);
}

/* What is not committed may never have been. */
static enum ty_status committed(const struct ty_store *store,
				struct ty_error *err)
{
	if (store->batch.id)
		return ty_fail_at(err, TY_EINVAL, store->path, 0, 0,
				  _("a batch is open already"));
	return TY_OK;
}

enum ty_status ty_store_sequence(struct ty_store *store, int64_t *sequence,
				 int64_t *stamp, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	*sequence = *stamp = 0;
	st = ty_db_row(&row, store, "SELECT seq, stamp FROM mark"
		       " ORDER BY seq DESC LIMIT 1", TY_NO_ARGS, err);
	if (st == TY_OK) {
		*sequence = sqlite3_column_int64(row, 0);
		*stamp = sqlite3_column_int64(row, 1);
		sqlite3_reset(row);
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_store_stamp(struct ty_store *store, int64_t sequence,
			      int64_t *stamp, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, "SELECT stamp FROM mark WHERE seq = ?1",
		       TY_ARGS(TY_INT(sequence)), err);
	if (st == TY_OK) {
		*stamp = sqlite3_column_int64(row, 0);
		sqlite3_reset(row);
	}
	return st;
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Put in order here: after a confirm there is one, and SQLite would make a
 * table for it. */
enum ty_status ty_store_changed(int64_t **units, size_t *n,
				struct ty_store *store, int64_t since,
				struct ty_error *err)
{
	static const char sql[] =
		"SELECT unit FROM change WHERE seq > ?1 AND op <> ?2";
	int64_t *v = NULL;
	size_t cap = 0, all = 0, i;
	sqlite3_stmt *row;
	enum ty_status st;

	*units = NULL;
	*n = 0;
	if ((st = committed(store, err)) != TY_OK)
		return st;
	st = ty_db_row(&row, store, sql,
		       TY_ARGS(TY_INT(since), TY_INT(TY_OP_ORIGIN)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		v = ty_grow(v, &cap, all + 1, sizeof(*v));
		v[all++] = sqlite3_column_int64(row, 0);
	}
	if (st != TY_END) {
		free(v);
		return st;
	}
	if (all)
		qsort(v, all, sizeof(*v), by_id);
	for (i = 0; i < all; i++)
		if (!*n || v[*n - 1] != v[i])
			v[(*n)++] = v[i];
	*units = v;
	return TY_OK;
}

/* The rows of a query that gives variant, unit and text. */
static enum ty_status give(sqlite3_stmt *s, enum ty_status st,
			   struct ty_store *store,
			   enum ty_status (*row)(void *, int64_t, int64_t,
						 const char *, size_t),
			   void *user, struct ty_error *err)
{
	for (; st == TY_OK; st = ty_db_next(s, store, err)) {
		const char *text = ty_db_text(s, 2);

		st = row(user, sqlite3_column_int64(s, 0),
			 sqlite3_column_int64(s, 1), text,
			 (size_t)sqlite3_column_bytes(s, 2));
		if (st != TY_OK) {
			sqlite3_reset(s);
			return st;
		}
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_store_each_variant(struct ty_store *store, const char *lang,
		const int64_t *units, size_t n,
		enum ty_status (*row)(void *user, int64_t variant, int64_t unit,
				      const char *text, size_t len),
		void *user, struct ty_error *err)
{
	static const char all[] =
		"SELECT v.id, v.unit, v.text FROM variant v WHERE "
		TY_SQL_LANG("v.lang", 2) " AND"
		" (SELECT status FROM unit WHERE id = v.unit) <> ?3"
		" ORDER BY v.id";
	/* The sign keeps SQLite from looking each language up by itself. */
	static const char one[] =
		"SELECT v.id, v.unit, v.text FROM variant v WHERE v.unit = ?1"
		" AND " TY_SQL_LANG("+v.lang", 2) " AND"
		" (SELECT status FROM unit WHERE id = ?1) <> ?3";
	char primary[TY_PRIMARY_SIZE];
	enum ty_status st = committed(store, err);
	sqlite3_stmt *s;
	size_t i;

	ty_db_primary(primary, lang);
	for (i = 0; st == TY_OK && i < (units ? n : 1); i++) {
		st = ty_db_row(&s, store, units ? one : all,
			       TY_ARGS(TY_INT(units ? units[i] : 0),
				       TY_TEXT(primary),
				       TY_INT(TY_REJECTED)), err);
		st = give(s, st, store, row, user, err);
	}
	return st;
}

const char *ty_store_file(const struct ty_store *store)
{
	return sqlite3_db_filename(store->db, "main");
}
