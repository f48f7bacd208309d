/* The file of stories in work: where it is, and how a write to it is one
 * transaction. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/file.h"
#include "store/work_impl.h"
#include "store/write.h"

/* Beside the memory itself, so that all who use it meet in one file whatever
 * name they know it by. */
static enum ty_status path_of(char **out, const char *memory,
			      struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st;
	char *real;

	*out = NULL;
	st = ty_file_check(memory, &ty_file_memory, err);
	if (st != TY_OK)
		return st;
	real = ty_file_real(memory);
	ty_buf_addf(&path, "%s-work", real);
	*out = ty_buf_detach(&path);
	free(real);
	return TY_OK;
}

enum ty_status ty_workfile_open(struct ty_workfile **out, const char *memory,
				enum ty_open mode, const char *user,
				struct ty_error *err)
{
	struct ty_store *db = NULL;
	enum ty_status st;
	char *path;

	*out = NULL;
	if ((st = path_of(&path, memory, err)) != TY_OK)
		return st;
	st = ty_file_open(&db, path, &ty_file_work, mode, NULL, err);
	free(path);
	if (st != TY_OK)
		return st;
	*out = ty_alloc(1, sizeof(**out));
	(*out)->db = db;
	(*out)->user = ty_strdup(user);
	return TY_OK;
}

void ty_workfile_close(struct ty_workfile *file)
{
	if (!file)
		return;
	ty_store_close(file->db);
	free(file->user);
	free(file);
}

enum ty_status ty_workfile_backup(struct ty_workfile *file, const char *path,
				  const struct ty_monitor *monitor,
				  struct ty_error *err)
{
	return ty_store_backup(file->db, path, monitor, err);
}

enum ty_status ty_workfile_verify(struct ty_workfile *file, int64_t *troubles,
				  const struct ty_monitor *monitor,
				  struct ty_error *err)
{
	return ty_store_verify(file->db, troubles, monitor, err);
}

/* --------------------------------------------------------------- edits -- */

enum ty_status ty_txn_begin(struct ty_txn *txn, struct ty_workfile *file,
			    struct ty_error *err)
{
	enum ty_status st;

	memset(txn, 0, sizeof(*txn));
	txn->file = file;
	txn->db = file->db;
	if ((st = ty_db_writable(file->db, err)) != TY_OK ||
	    (st = ty_db_exec(file->db, "BEGIN IMMEDIATE", err)) != TY_OK)
		return st;
	ty_db_now(txn->now);
	txn->out = ty_alloc(1, sizeof(*txn->out));
	return TY_OK;
}

enum ty_status ty_txn_end(struct ty_txn *txn, enum ty_status st,
			  struct ty_work_segments **out, struct ty_error *err)
{
	if (st == TY_OK)
		st = ty_db_exec(txn->db, "COMMIT", err);
	if (st == TY_OK)
		txn->db->wrote = true;
	else
		ty_write_abort(txn->db);
	if (st == TY_OK && out)
		*out = txn->out;
	else
		ty_work_segments_free(txn->out);
	return st;
}

enum ty_status ty_txn_touch(struct ty_txn *txn, int64_t story,
			    struct ty_error *err)
{
	return ty_db_run(txn->db, "UPDATE story SET changed = ?2"
			 " WHERE id = ?1 AND changed <> ?2",
			 TY_ARGS(TY_INT(story), TY_TEXT(txn->now)), err);
}
