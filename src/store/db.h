#ifndef TY_STORE_DB_H
#define TY_STORE_DB_H

#include <sqlite3.h>

#include "base/buf.h"
#include "base/intern.h"
#include "store/store.h"

/* Private to this folder: the store's handle, and SQL in one line. */

#define TY_STORE_STATEMENTS	96
#define TY_STORE_REASONS	64

/* What kind of file it is: a memory, or the stories in work beside one. */
struct ty_file_type {
	const char	*magic;		/* application_id, 4 bytes */
	const char *const *schema;	/* step N makes version N + 1 */
	const int	*schema_len;
};
extern const struct ty_file_type ty_file_memory, ty_file_work;

struct ty_store {
	const struct ty_file_type *type;
	sqlite3		*db;
	char		*path;		/* as the caller gave it */
	const struct ty_monitor *monitor;
	bool		 read_only;	/* asked for, or all that we get */
	bool		 wrote;		/* something was committed */

	/* Prepared statements by the address of their SQL. */
	struct { const char *sql; sqlite3_stmt *stmt; }
			 statements[TY_STORE_STATEMENTS];
	size_t		 nstatements;

	/* The open batch: batch.id is 0 if there is none. */
	struct ty_batch	 batch;
	struct { char *word; int64_t n; } reasons[TY_STORE_REASONS];
	size_t		 nreasons;
	enum ty_status	 failed;	/* why it can only be aborted */
	int64_t		 file;		/* what comes is of it; 0: of the batch */
	int64_t		 last_unit, last_variant, last_story, last_segment;
	int64_t		 last_change, marked;	/* marked: when it began */

	/* Concordance. */
	bool		 current;	/* its terms are those of terms.c */
	int64_t		 indexed;	/* variants above are not in it yet */
	bool		 collect;	/* terms.c gathers words here: */
	struct ty_intern words;

	struct ty_buf	 folded, bytes;	/* scratch */
};

struct ty_arg {
	enum { TY_ARG_INT, TY_ARG_REAL, TY_ARG_TEXT, TY_ARG_BLOB } type;
	int64_t		 i;		/* of a blob: its bytes */
	double		 d;
	const void	*s;
};
#define TY_INT(x)	((struct ty_arg){ .type = TY_ARG_INT, .i = (x) })
#define TY_REAL(x)	((struct ty_arg){ .type = TY_ARG_REAL, .d = (x) })
#define TY_TEXT(x)	((struct ty_arg){ .type = TY_ARG_TEXT, .s = (x) })
#define TY_BLOB(x, n)	((struct ty_arg){ .type = TY_ARG_BLOB, .s = (x), \
					 .i = (int64_t)(n) })
#define TY_ARGS(...)	(struct ty_arg[]){ __VA_ARGS__ }, \
			sizeof((struct ty_arg[]){ __VA_ARGS__ }) / \
			sizeof(struct ty_arg)
#define TY_NO_ARGS	NULL, 0

/* Turn SQLite's last error into ours. */
enum ty_status ty_db_fail(const struct ty_store *store, struct ty_error *err);

/* "the memory is damaged: %s", of the kind of file it is, translated. */
const char *ty_db_damaged(const struct ty_store *store);

/* Let go of all statements and of the file. */
void ty_db_close(struct ty_store *store);

/* Run SQL without arguments and results: PRAGMA, BEGIN, schema. */
enum ty_status ty_db_exec(struct ty_store *store, const char *sql,
			  struct ty_error *err);

/*
 * The first row of `sql` (a string that stays: the statement is kept under its
 * address) with `args` bound to ?1, ?2, ...  TY_OK with the row in *out; then
 * go on with ty_db_next() or let go with sqlite3_reset().  TY_END: no row, and
 * nothing to let go.  Bound texts must live until then.
 *
 *	st = ty_db_row(&row, store, "SELECT id FROM unit WHERE hash = ?1",
 *		       TY_ARGS(TY_INT(hash)), err);
 */
enum ty_status ty_db_row(sqlite3_stmt **out, struct ty_store *store,
			 const char *sql, const struct ty_arg *args,
			 size_t nargs, struct ty_error *err);
enum ty_status ty_db_next(sqlite3_stmt *row, struct ty_store *store,
			  struct ty_error *err);

/* Run a statement that gives no rows. */
enum ty_status ty_db_run(struct ty_store *store, const char *sql,
			 const struct ty_arg *args, size_t nargs,
			 struct ty_error *err);

/* The integer that a query gives; 0 if it gives no row. */
enum ty_status ty_db_int(int64_t *out, struct ty_store *store,
			 const char *sql, const struct ty_arg *args,
			 size_t nargs, struct ty_error *err);

/* A statement of the caller's own, to be finalized: for what may be open twice
 * or while the caller of the library runs. */
enum ty_status ty_db_prepare(sqlite3_stmt **out, struct ty_store *store,
			     const char *sql, struct ty_error *err);

/* A column as a string; "" for NULL. */
const char *ty_db_text(sqlite3_stmt *row, int column);
char *ty_db_strdup(sqlite3_stmt *row, int column);

/* Hold one state of the memory over several statements.  Inside a batch or a
 * transaction of the caller both do nothing: *began tells. */
enum ty_status ty_db_snapshot(struct ty_store *store, bool *began,
			      struct ty_error *err);
void ty_db_release(struct ty_store *store, bool began);

/* TY_EINVAL unless the memory was opened for writing. */
enum ty_status ty_db_writable(const struct ty_store *store,
			      struct ty_error *err);

/* While SQLite works on one long statement, let the monitor cancel it. */
void ty_db_watch(struct ty_store *store, const struct ty_monitor *monitor);
void ty_db_unwatch(struct ty_store *store);

/* Now, as "2024-01-31T23:59:59Z". */
#define TY_TIME_SIZE	32
void ty_db_now(char out[TY_TIME_SIZE]);

/* ?N names a language by its primary subtag: true for column `c`. */
#define TY_SQL_LANG(c, n) \
	"(" c " = ?" #n " OR (" c " > ?" #n " || '-' AND " \
	c " < ?" #n " || '.'))"

/* The primary subtag of a tag. */
#define TY_PRIMARY_SIZE	36
void ty_db_primary(char out[TY_PRIMARY_SIZE], const char *lang);

#endif
