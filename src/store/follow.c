/* How somebody who keeps what is derived from the memory follows it. */

#include "base/error.h"
#include "store/write.h"

enum ty_status ty_store_hold(struct ty_store *store, struct ty_error *err)
{
	enum ty_status st;

	if ((st = ty_write_none(store, err)) != TY_OK)
		return st;
	return ty_db_run(store, "BEGIN", TY_NO_ARGS, err);
}

void ty_store_release(struct ty_store *store)
{
	ty_db_run(store, "COMMIT", TY_NO_ARGS, NULL);
}

enum ty_status ty_store_sequence(struct ty_store *store, int64_t *sequence,
				 struct ty_error *err)
{
	return ty_db_int(sequence, store, "SELECT max(seq) FROM change",
			 TY_NO_ARGS, err);
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

/* The units that changed after ?1: 3 is TY_OP_ORIGIN, which is no change of
 * theirs. */
#define CHANGED	"SELECT DISTINCT unit FROM change WHERE seq > ?1 AND op <> 3"

enum ty_status ty_store_each_changed(struct ty_store *store, int64_t since,
		enum ty_status (*row)(void *user, int64_t unit),
		void *user, struct ty_error *err)
{
	sqlite3_stmt *s;
	enum ty_status st;

	st = ty_db_row(&s, store, CHANGED " ORDER BY unit",
		       TY_ARGS(TY_INT(since)), err);
	for (; st == TY_OK; st = ty_db_next(s, store, err)) {
		st = row(user, sqlite3_column_int64(s, 0));
		if (st != TY_OK) {
			sqlite3_reset(s);
			return st;
		}
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_store_each_variant(struct ty_store *store, const char *lang,
		int64_t since,
		enum ty_status (*row)(void *user, int64_t variant, int64_t unit,
				      const char *text, size_t len),
		void *user, struct ty_error *err)
{
	static const char all[] =
		"SELECT v.id, v.unit, v.text FROM variant v WHERE "
		TY_SQL_LANG("v.lang", 2) " AND"
		" (SELECT status FROM unit WHERE id = v.unit) <> ?3"
		" ORDER BY v.id";
	/* CROSS JOIN: in this order, not over all variants. */
	static const char changed[] =
		"SELECT v.id, v.unit, v.text FROM (" CHANGED ") c"
		" CROSS JOIN unit u ON u.id = c.unit"
		" CROSS JOIN variant v ON v.unit = u.id"
		" WHERE u.status <> ?3 AND " TY_SQL_LANG("v.lang", 2)
		" ORDER BY v.id";
	char primary[TY_PRIMARY_SIZE];
	sqlite3_stmt *s;
	enum ty_status st;

	ty_db_primary(primary, lang);
	st = ty_db_row(&s, store, since > 0 ? changed : all,
		       TY_ARGS(TY_INT(since), TY_TEXT(primary),
			       TY_INT(TY_REJECTED)), err);
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

const char *ty_store_file(const struct ty_store *store)
{
	return sqlite3_db_filename(store->db, "main");
}
