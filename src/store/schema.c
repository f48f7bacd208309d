/* How old a memory's schema is, and how it is brought up to date. */

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "store/file.h"
#include "store/schema.h"
#include "store/terms.h"
#include "store/write.h"

enum ty_status ty_schema_version(int64_t *version, struct ty_store *store,
				 struct ty_error *err)
{
	return ty_db_int(version, store, "PRAGMA user_version", TY_NO_ARGS,
			 err);
}

enum ty_status ty_schema_run(struct ty_store *store, int64_t version,
			     struct ty_error *err)
{
	struct ty_buf pragma = TY_BUF_INIT;
	enum ty_status st = TY_OK;

	for (; st == TY_OK && version < *store->type->schema_len; version++)
		st = ty_db_exec(store, store->type->schema[version], err);
	ty_buf_addf(&pragma, "PRAGMA user_version = %d",
		    *store->type->schema_len);
	if (st == TY_OK)
		st = ty_db_exec(store, pragma.p, err);
	ty_buf_release(&pragma);
	return st;
}

static enum ty_status migrate(struct ty_store *store, struct ty_error *err)
{
	enum ty_status st;
	int64_t version;

	if ((st = ty_db_exec(store, "BEGIN IMMEDIATE", err)) != TY_OK)
		return st;
	/* Somebody else may have done it while we waited. */
	st = ty_schema_version(&version, store, err);
	if (st == TY_OK && version < *store->type->schema_len)
		st = ty_schema_run(store, version, err);
	if (st == TY_OK)
		st = ty_db_exec(store, "COMMIT", err);
	if (st == TY_OK)
		store->wrote = true;
	else
		ty_write_abort(store);
	return st;
}

/* Keep the memory as it is under NAME.bak-vN, or bak-vN.2, ... if taken. */
static enum ty_status keep_old(struct ty_store *store, int64_t version,
			       struct ty_error *err)
{
	struct ty_buf name = TY_BUF_INIT;
	enum ty_status st;
	int i = 0;

	do {
		ty_buf_clear(&name);
		ty_buf_addf(&name, "%s.bak-v%lld", store->path,
			    (long long)version);
		if (i++)
			ty_buf_addf(&name, ".%d", i);
		st = ty_file_copy(store, name.p, store->monitor, err);
	} while (st == TY_END);
	ty_buf_release(&name);
	return st;
}

/* Is the concordance of our terms?  Readers do without: they look at every
 * text. */
static enum ty_status read_terms(struct ty_store *store, struct ty_error *err)
{
	enum ty_status st;
	int64_t version;

	st = ty_db_int(&version, store,
		       "SELECT value FROM meta WHERE key = 'concordance'",
		       TY_NO_ARGS, err);
	store->current = version == TY_TERMS_VERSION;
	if (st == TY_OK && !store->current && !store->read_only)
		st = ty_store_reindex(store, store->monitor, err);
	return st;
}

enum ty_status ty_schema_update(struct ty_store *store, int64_t version,
				struct ty_error *err)
{
	const int known = *store->type->schema_len;
	enum ty_status st = TY_OK;

	if (version < 0 || version > known)
		return ty_fail_at(err, TY_EDB, store->path, 0, 0,
				  _("made by a newer version of taiyaku (schema %d; this one knows %d)"),
				  (int)version, known);
	if (version < known) {
		if ((st = keep_old(store, version, err)) == TY_OK)
			st = migrate(store, err);
	}
	if (st == TY_OK && store->type == &ty_file_memory)
		st = read_terms(store, err);
	return st;
}

/* ------------------------------------------------------------ comparing -- */

static enum ty_status open_fresh(struct ty_store *fresh, struct ty_error *err)
{
	enum ty_status st;

	if (sqlite3_open(":memory:", &fresh->db) != SQLITE_OK)
		return ty_db_fail(fresh, err);
	if ((st = ty_terms_register(fresh, err)) == TY_OK)
		st = ty_schema_run(fresh, 0, err);
	return st;
}

/* What stands in `a` and not, or otherwise, in `b`. */
static enum ty_status compare(struct ty_store *a, struct ty_store *b,
			      bool missing_only,
			      void (*differs)(void *user, const char *name),
			      void *user, struct ty_error *err)
{
	static const char all[] = "SELECT name, sql FROM sqlite_schema";
	static const char one[] =
		"SELECT sql IS ?2 OR ?3 FROM sqlite_schema WHERE name = ?1";
	sqlite3_stmt *row;
	enum ty_status st;
	int64_t same;

	st = ty_db_row(&row, a, all, TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, a, err)) {
		const char *name = ty_db_text(row, 0);
		const char *sql = (const char *)sqlite3_column_text(row, 1);

		st = ty_db_int(&same, b, one, TY_ARGS(TY_TEXT(name),
			       TY_TEXT(sql), TY_INT(missing_only)), err);
		if (st != TY_OK) {
			sqlite3_reset(row);
			return st;
		}
		if (!same)
			differs(user, name);
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_schema_compare(struct ty_store *store,
				 void (*differs)(void *user, const char *name),
				 void *user, struct ty_error *err)
{
	struct ty_store fresh = { .type = store->type,
				  .path = store->path };
	enum ty_status st;

	ty_buf_init(&fresh.folded);
	ty_buf_init(&fresh.bytes);
	st = open_fresh(&fresh, err);
	if (st == TY_OK)
		st = compare(&fresh, store, false, differs, user, err);
	/* What is there as well: a trigger that nobody made, for example. */
	if (st == TY_OK)
		st = compare(store, &fresh, true, differs, user, err);
	ty_db_close(&fresh);
	ty_buf_release(&fresh.folded);
	ty_buf_release(&fresh.bytes);
	return st;
}
