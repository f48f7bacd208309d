/* Settings that the memory keeps as texts: its segmentation rules, its style. */

#include "store/write.h"

enum ty_status ty_store_setting(char **out, struct ty_store *store,
				const char *key, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	*out = NULL;
	st = ty_db_row(&row, store,
		       "SELECT value FROM meta WHERE key = ?1",
		       TY_ARGS(TY_TEXT(key)), err);
	if (st == TY_END)
		return TY_OK;
	if (st == TY_OK) {
		*out = ty_db_strdup(row, 0);
		sqlite3_reset(row);
	}
	return st;
}

enum ty_status ty_store_set_setting(struct ty_store *store, const char *key,
				    const char *text, struct ty_error *err)
{
	static const char set[] = "INSERT OR REPLACE INTO meta VALUES(?1, ?2)";
	static const char clear[] = "DELETE FROM meta WHERE key = ?1";
	enum ty_status st;

	if ((st = ty_write_begin(store, err)) != TY_OK)
		return st;
	if (text)
		st = ty_db_run(store, set,
			       TY_ARGS(TY_TEXT(key), TY_TEXT(text)), err);
	else
		st = ty_db_run(store, clear, TY_ARGS(TY_TEXT(key)), err);
	if (st == TY_OK)
		return ty_write_commit(store, store->monitor, err);
	ty_write_abort(store);
	return st;
}

enum ty_status ty_store_rules(char **out, struct ty_store *store,
			      struct ty_error *err)
{
	return ty_store_setting(out, store, "rules", err);
}

enum ty_status ty_store_set_rules(struct ty_store *store, const char *text,
				  struct ty_error *err)
{
	return ty_store_set_setting(store, "rules", text, err);
}
