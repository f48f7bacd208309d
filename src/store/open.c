/* How a memory is opened, made, and brought up to date. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/file.h"
#include "store/schema.h"
#include "store/terms.h"
#include "store/write.h"

#define BUSY_MS		5000

const struct ty_file_type ty_file_memory = {
	"TYKU", ty_schema, &ty_schema_len,
};
const struct ty_file_type ty_file_work = {
	"TYWK", ty_schema_work, &ty_schema_work_len,
};

const char *ty_store_path(const struct ty_store *store)
{
	return store->path;
}

/* ---------------------------------------------------------- connecting -- */

static enum ty_status connect_to(struct ty_store *store, const char *path,
				 bool immutable, struct ty_error *err)
{
	struct ty_buf uri = TY_BUF_INIT;
	int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
	enum ty_status st = TY_OK;

	flags |= immutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	ty_file_uri(&uri, path, immutable);
	if (sqlite3_open_v2(uri.p, &store->db, flags, NULL) != SQLITE_OK)
		st = ty_db_fail(store, err);
	ty_buf_release(&uri);
	return st;
}

/* Trust nothing in the file: it may come from anywhere. */
static enum ty_status configure(struct ty_store *store, struct ty_error *err)
{
	static const char sql[] =
		"PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
		"PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
		"PRAGMA temp_store = MEMORY;"
		"PRAGMA journal_size_limit = 67108864;"
		/* An import keeps its indexes here; little is used else. */
		"PRAGMA cache_size = -65536";
	enum ty_status st;

	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_busy_timeout(store->db, BUSY_MS);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if ((st = ty_db_exec(store, sql, err)) != TY_OK)
		return st;
	return store->type == &ty_file_memory ? ty_terms_register(store, err) :
	       TY_OK;
}

/* True if nothing waits in a log beside the file: the file itself, not a link
 * to it. */
static bool no_log(const struct ty_store *store)
{
	const char *file = sqlite3_db_filename(store->db, "main");
	struct stat sb;

	return file && *file && (stat(sqlite3_filename_wal(file), &sb) != 0 ||
				 sb.st_size == 0);
}

/*
 * Reading a file that is protected, SQLite leaves its two files beside it, and
 * gives them the mode of the memory.  They must not keep the owner from
 * writing when the memory is not protected any more.
 */
static void free_companions(const struct ty_store *store)
{
	static const char *const suffixes[] = { "-wal", "-shm" };
	const char *file = sqlite3_db_filename(store->db, "main");
	struct ty_buf name = TY_BUF_INIT;
	struct stat sb;
	size_t i;

	for (i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		ty_buf_clear(&name);
		ty_buf_addf(&name, "%s%s", file, suffixes[i]);
		if (lstat(name.p, &sb) == 0 && S_ISREG(sb.st_mode) &&
		    sb.st_uid == geteuid() && !(sb.st_mode & S_IWUSR))
			chmod(name.p, (sb.st_mode & 0777) | S_IWUSR);
	}
	ty_buf_release(&name);
}

static enum ty_status attach(struct ty_store *store, int64_t *version,
			     bool immutable, struct ty_error *err)
{
	enum ty_status st;

	if ((st = connect_to(store, store->path, immutable, err)) == TY_OK &&
	    (st = configure(store, err)) == TY_OK)
		st = ty_schema_version(version, store, err);
	return st;
}

/*
 * Readers open for writing too where they may, and then refrain: SQLite needs
 * two files beside the memory to read it, and only who may write removes them.
 * Where nothing can be written, the file is read as one that never changes.
 */
static enum ty_status connect_as(struct ty_store *store, enum ty_open mode,
				 int64_t *version, struct ty_error *err)
{
	struct ty_error first;
	enum ty_status st = attach(store, version, false, &first);

	if (st == TY_EIO && mode == TY_READ && no_log(store)) {
		ty_db_close(store);
		st = attach(store, version, true, &first);
	}
	if (st != TY_OK && err)
		*err = first;
	if (st != TY_OK)
		return st;
	store->read_only = sqlite3_db_readonly(store->db, "main") != 0;
	if (store->read_only)
		free_companions(store);
	if (store->read_only && mode != TY_READ)
		return ty_fail_errno(err, store->path,
				     access(store->path, W_OK) ? errno : EROFS);
	return TY_OK;
}

/* ------------------------------------------------------------ creating -- */

static enum ty_status fill_new(struct ty_store *store, const char *temp,
			       struct ty_error *err)
{
	const char *magic = store->type->magic;
	struct ty_buf sql = TY_BUF_INIT;
	enum ty_status st;

	ty_buf_addf(&sql, "PRAGMA application_id = 0x%02x%02x%02x%02x;"
		    "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE",
		    magic[0], magic[1], magic[2], magic[3]);
	if ((st = connect_to(store, temp, false, err)) == TY_OK &&
	    (st = configure(store, err)) == TY_OK &&
	    (st = ty_db_exec(store, sql.p, err)) == TY_OK &&
	    (st = ty_schema_run(store, 0, err)) == TY_OK &&
	    (store->type != &ty_file_memory ||
	     (st = ty_concordance_clear(store, err)) == TY_OK) &&
	    (st = ty_db_exec(store, "COMMIT", err)) == TY_OK)
		st = ty_db_exec(store, "PRAGMA wal_checkpoint(TRUNCATE)", err);
	ty_db_close(store);
	ty_buf_release(&sql);
	return st;
}

/* Make the file; if somebody else was faster, theirs is as good. */
static enum ty_status create(struct ty_store *store, struct ty_error *err)
{
	enum ty_status st;
	char *temp;

	if ((st = ty_file_temp(&temp, store->path, err)) != TY_OK)
		return st;
	if ((st = fill_new(store, temp, err)) == TY_OK)
		st = ty_file_publish(temp, store->path, err);
	ty_file_discard(temp);
	return st == TY_END ? TY_OK : st;
}

/* ---------------------------------------------------- opening, closing -- */

enum ty_status ty_file_open(struct ty_store **out, const char *path,
			    const struct ty_file_type *type, enum ty_open mode,
			    const struct ty_monitor *monitor,
			    struct ty_error *err)
{
	struct ty_store *store = ty_alloc(1, sizeof(*store));
	enum ty_status st = TY_OK;
	int64_t version;

	*out = NULL;
	store->type = type;
	store->path = ty_strdup(path);
	store->monitor = monitor;
	ty_buf_init(&store->folded);
	ty_buf_init(&store->bytes);
	if (mode == TY_CREATE && access(path, F_OK) != 0 && errno == ENOENT)
		st = create(store, err);
	if (st == TY_OK && (st = ty_file_check(path, type, err)) == TY_OK &&
	    (st = connect_as(store, mode, &version, err)) == TY_OK)
		st = ty_schema_update(store, version, err);
	if (st == TY_OK && mode == TY_READ && !store->read_only) {
		store->read_only = true;
		st = ty_db_exec(store, "PRAGMA query_only = ON", err);
	}
	if (st == TY_OK)
		*out = store;
	else
		ty_store_close(store);
	return st;
}

enum ty_status ty_store_open(struct ty_store **out, const char *path,
			     enum ty_open mode,
			     const struct ty_monitor *monitor,
			     struct ty_error *err)
{
	return ty_file_open(out, path, &ty_file_memory, mode, monitor, err);
}

void ty_store_close(struct ty_store *store)
{
	if (!store)
		return;
	ty_store_abort(store);
	if (store->db && store->wrote) {
		/* So that a copy of the file alone is the whole memory; readers
		 * in the way are no reason to wait. */
		sqlite3_busy_timeout(store->db, 0);
		sqlite3_exec(store->db, "PRAGMA wal_checkpoint(TRUNCATE)",
			     NULL, NULL, NULL);
	}
	ty_db_close(store);
	ty_intern_release(&store->words);
	ty_buf_release(&store->folded);
	ty_buf_release(&store->bytes);
	free(store->path);
	free(store);
}
