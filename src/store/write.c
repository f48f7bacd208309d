/* A write transaction: the lock, the counters, the sequence of changes. */

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "store/write.h"

/* The counters by the names they have in the table `meta`. */
static int64_t *counter(struct ty_store *store, const char *key)
{
	if (!strcmp(key, "last_unit"))
		return &store->last_unit;
	if (!strcmp(key, "last_variant"))
		return &store->last_variant;
	if (!strcmp(key, "last_story"))
		return &store->last_story;
	if (!strcmp(key, "last_segment"))
		return &store->last_segment;
	return NULL;
}

static enum ty_status read_counters(struct ty_store *store,
				    struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	int64_t *n;

	st = ty_db_row(&row, store, "SELECT key, value FROM meta", TY_NO_ARGS,
		       err);
	for (; st == TY_OK; st = ty_db_next(row, store, err))
		if ((n = counter(store, ty_db_text(row, 0))))
			*n = sqlite3_column_int64(row, 1);
	if (st == TY_END)
		st = ty_db_int(&store->last_change, store,
			       "SELECT max(seq) FROM change", TY_NO_ARGS, err);
	store->indexed = store->last_variant;
	store->marked = store->last_change;
	return st;
}

static enum ty_status write_counters(struct ty_store *store,
				     struct ty_error *err)
{
	static const char *const keys[] = { "last_unit", "last_variant",
					    "last_story", "last_segment" };
	static const char sql[] =
		"UPDATE meta SET value = ?2 WHERE key = ?1 AND value <> ?2";
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; st == TY_OK && i < sizeof(keys) / sizeof(keys[0]); i++)
		st = ty_db_run(store, sql, TY_ARGS(TY_TEXT(keys[i]),
			       TY_INT(*counter(store, keys[i]))), err);
	return st;
}

/* Who follows the memory knows by this that it is still the same one. */
static enum ty_status mark(struct ty_store *store, struct ty_error *err)
{
	int64_t stamp;

	if (store->last_change == store->marked)
		return TY_OK;
	sqlite3_randomness(sizeof(stamp), &stamp);
	return ty_db_run(store, "INSERT INTO mark VALUES(?1, ?2)",
			 TY_ARGS(TY_INT(store->last_change), TY_INT(stamp)),
			 err);
}

enum ty_status ty_write_none(const struct ty_store *store,
			     struct ty_error *err)
{
	if (!sqlite3_get_autocommit(store->db))
		return ty_fail_at(err, TY_EINVAL, store->path, 0, 0,
				  _("a batch is open already"));
	return TY_OK;
}

enum ty_status ty_write_begin(struct ty_store *store, struct ty_error *err)
{
	enum ty_status st;

	if ((st = ty_db_writable(store, err)) != TY_OK ||
	    (st = ty_write_none(store, err)) != TY_OK)
		return st;
	if ((st = ty_db_exec(store, "BEGIN IMMEDIATE", err)) != TY_OK)
		return st;
	store->failed = TY_OK;
	if ((st = read_counters(store, err)) != TY_OK)
		ty_write_abort(store);
	return st;
}

enum ty_status ty_write_commit(struct ty_store *store,
			       const struct ty_monitor *monitor,
			       struct ty_error *err)
{
	enum ty_status st;

	st = ty_concordance_update(store, monitor, err);
	if (st == TY_OK)
		st = write_counters(store, err);
	if (st == TY_OK)
		st = mark(store, err);
	if (st == TY_OK)
		st = ty_db_exec(store, "COMMIT", err);
	if (st == TY_OK)
		store->wrote = true;
	else
		ty_write_abort(store);
	return st;
}

void ty_write_abort(struct ty_store *store)
{
	size_t i;

	/* A statement stopped half-way would keep the transaction open. */
	for (i = 0; i < store->nstatements; i++)
		sqlite3_reset(store->statements[i].stmt);
	/* After a full disk SQLite may have rolled back by itself. */
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	ty_intern_release(&store->words);
}

enum ty_status ty_write_change(struct ty_store *store, int64_t unit,
			       enum ty_op op, struct ty_error *err)
{
	return ty_db_run(store, "INSERT INTO change VALUES(?1, ?2, ?3)",
			 TY_ARGS(TY_INT(++store->last_change), TY_INT(unit),
				 TY_INT(op)), err);
}
