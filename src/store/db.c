/* What SQLite's results mean to us, and how a statement is run and kept. */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/db.h"
#include "text/utf8.h"

/* The same of either kind of file. */
enum trouble { BUSY, READ_ONLY, NO_ACCESS, DAMAGED, OTHER };
static const char *sentence(const struct ty_store *store, enum trouble what)
{
	static const char *const sentences[][2] = {
		[BUSY] = {
			N_("the memory is being written by someone else"),
			N_("the stories in work are being written by someone else"),
		},
		[READ_ONLY] = {
			N_("the memory can only be read"),
			N_("the stories in work can only be read"),
		},
		[NO_ACCESS] = {
			N_("the memory cannot be read or written: %s"),
			N_("the stories in work cannot be read or written: %s"),
		},
		[DAMAGED] = {
			N_("the memory is damaged: %s"),
			N_("the stories in work are damaged: %s"),
		},
		[OTHER] = {
			N_("the memory cannot be used: %s"),
			N_("the stories in work cannot be used: %s"),
		},
	};

	return _(sentences[what][store->type == &ty_file_work]);
}

const char *ty_db_damaged(const struct ty_store *store)
{
	return sentence(store, DAMAGED);
}

enum ty_status ty_db_fail(const struct ty_store *store, struct ty_error *err)
{
	const char *why = sqlite3_errmsg(store->db);
	enum ty_status code = TY_EDB;
	enum trouble what;
	int number;

	switch (sqlite3_errcode(store->db) & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ty_fail_at(err, TY_EBUSY, store->path, 0, 0, "%s",
				  sentence(store, BUSY));
	case SQLITE_FULL:
		return ty_fail_at(err, TY_EIO, store->path, 0, 0,
				  _("no room left on the disk; nothing was changed"));
	case SQLITE_READONLY:
		return ty_fail_at(err, TY_EIO, store->path, 0, 0, "%s",
				  sentence(store, READ_ONLY));
	case SQLITE_INTERRUPT:
		return ty_fail_cancelled(err);
	case SQLITE_NOMEM:
		abort();
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		number = sqlite3_system_errno(store->db);
		if (number)
			why = strerror(number);
		code = TY_EIO;
		what = NO_ACCESS;
		break;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		code = TY_EDAMAGED;
		what = DAMAGED;
		break;
	default:
		what = OTHER;
	}
	return ty_fail_at(err, code, store->path, 0, 0, sentence(store, what),
			  why);
}

void ty_db_close(struct ty_store *store)
{
	while (store->nstatements > 0)
		sqlite3_finalize(store->statements[--store->nstatements].stmt);
	sqlite3_close(store->db);
	store->db = NULL;
}

enum ty_status ty_db_exec(struct ty_store *store, const char *sql,
			  struct ty_error *err)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return ty_db_fail(store, err);
	return TY_OK;
}

enum ty_status ty_db_prepare(sqlite3_stmt **out, struct ty_store *store,
			     const char *sql, struct ty_error *err)
{
	if (sqlite3_prepare_v2(store->db, sql, -1, out, NULL) != SQLITE_OK)
		return ty_db_fail(store, err);
	return TY_OK;
}

static enum ty_status cached(sqlite3_stmt **out, struct ty_store *store,
			     const char *sql, struct ty_error *err)
{
	size_t i;

	for (i = 0; i < store->nstatements; i++)
		if (store->statements[i].sql == sql) {
			*out = store->statements[i].stmt;
			return TY_OK;
		}
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
			       out, NULL) != SQLITE_OK)
		return ty_db_fail(store, err);
	if (store->nstatements == TY_STORE_STATEMENTS) {
		/* The oldest makes room; none is in use for long. */
		for (i = 0; sqlite3_stmt_busy(store->statements[i].stmt); i++)
			;
		sqlite3_finalize(store->statements[i].stmt);
	} else {
		i = store->nstatements++;
	}
	store->statements[i].sql = sql;
	store->statements[i].stmt = *out;
	return TY_OK;
}

static int bind(sqlite3_stmt *stmt, const struct ty_arg *args, size_t nargs)
{
	int rc = SQLITE_OK, i;

	for (i = 0; rc == SQLITE_OK && (size_t)i < nargs; i++)
		switch (args[i].type) {
		case TY_ARG_INT:
			rc = sqlite3_bind_int64(stmt, i + 1, args[i].i);
			break;
		case TY_ARG_REAL:
			rc = sqlite3_bind_double(stmt, i + 1, args[i].d);
			break;
		case TY_ARG_TEXT:
			rc = sqlite3_bind_text(stmt, i + 1, args[i].s, -1,
					       SQLITE_STATIC);
			break;
		case TY_ARG_BLOB:
			rc = sqlite3_bind_blob64(stmt, i + 1, args[i].s,
						 (sqlite3_uint64)args[i].i,
						 SQLITE_STATIC);
			break;
		}
	return rc;
}

enum ty_status ty_db_next(sqlite3_stmt *row, struct ty_store *store,
			  struct ty_error *err)
{
	enum ty_status st;

	switch (sqlite3_step(row)) {
	case SQLITE_ROW:
		return TY_OK;
	case SQLITE_DONE:
		sqlite3_reset(row);
		return TY_END;
	}
	st = ty_db_fail(store, err);
	sqlite3_reset(row);
	return st;
}

enum ty_status ty_db_row(sqlite3_stmt **out, struct ty_store *store,
			 const char *sql, const struct ty_arg *args,
			 size_t nargs, struct ty_error *err)
{
	enum ty_status st;

	if ((st = cached(out, store, sql, err)) != TY_OK)
		return st;
	if (bind(*out, args, nargs) != SQLITE_OK)
		return ty_db_fail(store, err);
	return ty_db_next(*out, store, err);
}

enum ty_status ty_db_run(struct ty_store *store, const char *sql,
			 const struct ty_arg *args, size_t nargs,
			 struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, sql, args, nargs, err);
	while (st == TY_OK)
		st = ty_db_next(row, store, err);
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_db_int(int64_t *out, struct ty_store *store,
			 const char *sql, const struct ty_arg *args,
			 size_t nargs, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	*out = 0;
	st = ty_db_row(&row, store, sql, args, nargs, err);
	if (st == TY_OK) {
		*out = sqlite3_column_int64(row, 0);
		sqlite3_reset(row);
	}
	return st == TY_END ? TY_OK : st;
}

const char *ty_db_text(sqlite3_stmt *row, int column)
{
	const char *s = (const char *)sqlite3_column_text(row, column);

	return s ? s : "";
}

char *ty_db_strdup(sqlite3_stmt *row, int column)
{
	const char *s = ty_db_text(row, column);
	struct ty_buf mended = TY_BUF_INIT;
	size_t bad;

	/* In a damaged file anything may stand; everybody takes it for UTF-8. */
	if (ty_utf8_valid(s, strlen(s), &bad))
		return ty_strdup(s);
	ty_utf8_mend(&mended, s);
	return ty_buf_detach(&mended);
}

enum ty_status ty_db_snapshot(struct ty_store *store, bool *began,
			      struct ty_error *err)
{
	*began = sqlite3_get_autocommit(store->db) != 0;
	return *began ? ty_db_run(store, "BEGIN", TY_NO_ARGS, err) : TY_OK;
}

void ty_db_release(struct ty_store *store, bool began)
{
	if (began)
		ty_db_run(store, "COMMIT", TY_NO_ARGS, NULL);
}

enum ty_status ty_db_writable(const struct ty_store *store,
			      struct ty_error *err)
{
	int moved = 0;

	if (store->read_only)
		return ty_fail_at(err, TY_EINVAL, store->path, 0, 0,
				  _("the memory was opened for reading only"));
	/* What went to a file without a name would be gone with this process. */
	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	if (moved)
		return ty_fail_at(err, TY_EIO, store->path, 0, 0,
				  _("this file was removed, moved or replaced while it was in use; nothing was written"));
	return TY_OK;
}

static int poll_cancel(void *monitor)
{
	return ty_cancelled(monitor);
}

void ty_db_watch(struct ty_store *store, const struct ty_monitor *monitor)
{
	/* Some thousand steps of SQLite's machine take under a millisecond. */
	if (monitor && monitor->cancelled)
		sqlite3_progress_handler(store->db, 10000, poll_cancel,
					 (void *)monitor);
}

void ty_db_unwatch(struct ty_store *store)
{
	sqlite3_progress_handler(store->db, 0, NULL, NULL);
}

void ty_db_now(char out[TY_TIME_SIZE])
{
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(out, TY_TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

void ty_db_primary(char out[TY_PRIMARY_SIZE], const char *lang)
{
	size_t n = strcspn(lang, "-_");

	if (n >= TY_PRIMARY_SIZE)
		n = TY_PRIMARY_SIZE - 1;
	memcpy(out, lang, n);
	out[n] = '\0';
}
