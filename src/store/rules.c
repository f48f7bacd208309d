/* The memory's own segmentation rules: one text among its settings. */

#include "store/write.h"

enum ty_status ty_store_rules(char **out, struct ty_store *store,
			      struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	*out = NULL;
	st = ty_db_row(&row, store,
		       "SELECT value FROM meta WHERE key = 'rules'",
		       TY_NO_ARGS, err);
	if (st == TY_END)
		return TY_OK;
	if (st == TY_OK) {
		*out = ty_db_strdup(row, 0);
		sqlite3_reset(row);
	}
	return st;
}

enum ty_status ty_store_set_rules(struct ty_store *store, const char *text,
				  struct ty_error *err)
{
	static const char set[] =
		"INSERT OR REPLACE INTO meta VALUES('rules', ?1)";
	static const char clear[] = "DELETE FROM meta WHERE key = 'rules'";
	enum ty_status st;

	if ((st = ty_write_begin(store, err)) != TY_OK)
		return st;
	if (text)
		st = ty_db_run(store, set, TY_ARGS(TY_TEXT(text)), err);
	else
		st = ty_db_run(store, clear, TY_NO_ARGS, err);
	if (st == TY_OK)
		return ty_write_commit(store, store->monitor, err);
	ty_write_abort(store);
	return st;
}
