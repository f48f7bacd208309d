/* Memories as files: their names, how a new one comes into being whole. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/file.h"
#include "store/write.h"

void ty_file_uri(struct ty_buf *out, const char *path, bool immutable)
{
	const unsigned char *p = (const unsigned char *)path;

	/* With a slash first, "//host" and ":memory:" are names like others. */
	ty_buf_adds(out, *p == '/' ? "file://" : "file:./");
	for (; *p; p++)
		if (*p > ' ' && *p < 0x7F && !strchr("%?#", *p))
			ty_buf_addc(out, (char)*p);
		else
			ty_buf_addf(out, "%%%02X", *p);
	if (immutable)
		ty_buf_adds(out, "?immutable=1");
}

enum ty_status ty_file_temp(char **temp, const char *path,
			    struct ty_error *err)
{
	struct ty_buf name = TY_BUF_INIT;
	int fd;

	*temp = NULL;
	ty_buf_addf(&name, "%s.XXXXXX", path);
	fd = mkstemp(name.p);		/* mode 0600 */
	if (fd < 0) {
		ty_buf_release(&name);
		return ty_fail_errno(err, path, errno);
	}
	close(fd);
	*temp = ty_buf_detach(&name);
	return TY_OK;
}

/* A new name is on disk when its folder is. */
static void sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? ty_strndup(path, (size_t)(slash - path) + 1) :
		ty_strdup(".");
	int fd = open(folder, O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

enum ty_status ty_file_publish(char *temp, const char *path,
			       struct ty_error *err)
{
	struct stat sb;
	int failed = link(temp, path);

	/* Where there are no links: the moment between is short. */
	if (failed && errno != EEXIST)
		failed = lstat(path, &sb) == 0 ? (errno = EEXIST, -1) :
			rename(temp, path);
	if (failed)
		return errno == EEXIST ? TY_END :
			ty_fail_errno(err, path, errno);
	sync_folder(path);
	return TY_OK;
}

void ty_file_discard(char *temp)
{
	static const char *const suffixes[] = { "", "-wal", "-shm",
						"-journal" };
	struct ty_buf name = TY_BUF_INIT;
	size_t i;

	if (!temp)
		return;
	for (i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		ty_buf_clear(&name);
		ty_buf_addf(&name, "%s%s", temp, suffixes[i]);
		unlink(name.p);
	}
	ty_buf_release(&name);
	free(temp);
}

char *ty_file_real(const char *path)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	char *full = ty_alloc(1, (size_t)vfs->mxPathname + 1);
	int rc = vfs->xFullPathname(vfs, path, vfs->mxPathname + 1, full);

	if (rc == SQLITE_OK || rc == SQLITE_OK_SYMLINK)
		return full;
	free(full);
	return ty_strdup(path);
}

/*
 * The first bytes of a file, through SQLite's own layer: closing a descriptor
 * of ours would drop the locks that other handles of this process hold.
 */
static bool read_header(unsigned char header[100], const char *path)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	sqlite3_file *f = ty_alloc(1, (size_t)vfs->szOsFile);
	char *full = ty_file_real(path);
	const char *name = sqlite3_create_filename(full, "", "", 0, NULL);
	bool good = false;

	if (name && vfs->xOpen(vfs, name, f, SQLITE_OPEN_READONLY |
			       SQLITE_OPEN_MAIN_DB, NULL) == SQLITE_OK)
		good = f->pMethods->xRead(f, header, 100, 0) == SQLITE_OK;
	if (f->pMethods)
		f->pMethods->xClose(f);
	sqlite3_free_filename(name);
	free(full);
	free(f);
	return good;
}

/*
 * Whose file it is, asked before SQLite opens it as a database: another
 * program's must not have its journal played back by us.  The format of the
 * header: https://www.sqlite.org/fileformat.html, 1.3.
 */
enum ty_status ty_file_check(const char *path, const struct ty_file_type *type,
			     struct ty_error *err)
{
	unsigned char header[100];
	struct stat sb;

	if (stat(path, &sb) != 0)
		return ty_fail_errno(err, path, errno);
	if (S_ISREG(sb.st_mode) && access(path, R_OK) != 0)
		return ty_fail_errno(err, path, errno);
	if (S_ISREG(sb.st_mode) && read_header(header, path) &&
	    !memcmp(header, "SQLite format 3", 16) &&
	    !memcmp(header + 68, type->magic, 4))
		return TY_OK;
	return ty_fail_at(err, TY_EDB, path, 0, 0,
			  type == &ty_file_work ?
			  _("not a file of taiyaku's stories in work") :
			  _("not a taiyaku memory"));
}

/* ------------------------------------------------------------- copying -- */

#define PAGES	2048			/* copied at a time: 8 MB */

static enum ty_status copy_pages(struct ty_store *store, sqlite3 *to,
				 const char *path,
				 const struct ty_monitor *monitor,
				 struct ty_error *err)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", store->db, "main");
	int rc = SQLITE_OK, all;

	while (b && rc == SQLITE_OK) {
		if (ty_cancelled(monitor)) {
			rc = SQLITE_INTERRUPT;
			break;
		}
		rc = sqlite3_backup_step(b, PAGES);
		all = sqlite3_backup_pagecount(b);
		ty_progress(monitor, _("copying"),
			    (uint64_t)(all - sqlite3_backup_remaining(b)),
			    (uint64_t)all);
	}
	sqlite3_backup_finish(b);
	if (rc == SQLITE_INTERRUPT)
		return ty_fail_cancelled(err);
	if (!b || rc != SQLITE_DONE)
		return ty_fail_at(err, (rc & 0xFF) == SQLITE_CORRUPT ?
				  TY_EDAMAGED : TY_EIO, path, 0, 0,
				  _("the copy cannot be made: %s"),
				  b ? sqlite3_errstr(rc) : sqlite3_errmsg(to));
	return TY_OK;
}

/* What was read back from the disk is what counts. */
static enum ty_status check_copy(sqlite3 *db, const char *path,
				 struct ty_error *err)
{
	sqlite3_stmt *row = NULL;
	bool good;

	good = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &row,
				  NULL) == SQLITE_OK &&
	       sqlite3_step(row) == SQLITE_ROW &&
	       !strcmp(ty_db_text(row, 0), "ok");
	sqlite3_finalize(row);
	if (!good)
		return ty_fail_at(err, TY_EDAMAGED, path, 0, 0,
				  _("the copy is damaged"));
	return TY_OK;
}

static enum ty_status fill_copy(struct ty_store *store, const char *temp,
				const char *path,
				const struct ty_monitor *monitor,
				struct ty_error *err)
{
	struct ty_buf uri = TY_BUF_INIT;
	sqlite3 *to = NULL;
	enum ty_status st;

	ty_file_uri(&uri, temp, false);
	if (sqlite3_open_v2(uri.p, &to, SQLITE_OPEN_READWRITE |
			    SQLITE_OPEN_URI, NULL) != SQLITE_OK)
		st = ty_fail_at(err, TY_EIO, path, 0, 0,
				_("the copy cannot be made: %s"),
				sqlite3_errmsg(to));
	else
		st = copy_pages(store, to, path, monitor, err);
	if (st == TY_OK)
		st = check_copy(to, path, err);
	sqlite3_close(to);
	ty_buf_release(&uri);
	return st;
}

enum ty_status ty_file_copy(struct ty_store *store, const char *path,
			    const struct ty_monitor *monitor,
			    struct ty_error *err)
{
	enum ty_status st;
	struct stat sb;
	char *temp = NULL;
	bool began;

	if (lstat(path, &sb) == 0)
		return TY_END;
	/* Held still, so that the copy need not begin again whenever somebody
	 * writes.  A read makes the state ours. */
	if ((st = ty_db_snapshot(store, &began, err)) != TY_OK)
		return st;
	if ((st = ty_db_exec(store, "SELECT 1 FROM sqlite_schema", err)) ==
	    TY_OK &&
	    (st = ty_file_temp(&temp, path, err)) == TY_OK &&
	    (st = fill_copy(store, temp, path, monitor, err)) == TY_OK)
		st = ty_file_publish(temp, path, err);
	ty_file_discard(temp);
	ty_db_release(store, began);
	return st;
}

enum ty_status ty_store_backup(struct ty_store *store, const char *path,
			       const struct ty_monitor *monitor,
			       struct ty_error *err)
{
	enum ty_status st;

	if ((st = ty_write_none(store, err)) == TY_OK)
		st = ty_file_copy(store, path, monitor, err);
	return st != TY_END ? st :
		ty_fail_at(err, TY_EINVAL, path, 0, 0,
			   _("there is a file of this name already"));
}
