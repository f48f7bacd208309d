/* Writes that happen once, however often they are sent: by the keys that their
 * senders made. */

#include <string.h>
#include <time.h>
#include <xxhash.h>

#include "base/error.h"
#include "base/i18n.h"
#include "store/work_impl.h"

/* A key is known for so long, and so many of them. */
#define KEY_SECONDS	(30 * 24 * 3600)
#define KEYS		20000

/* What a write asks for; the revision is not of it: who sends it again may have
 * seen another meanwhile. */
static int64_t request(struct ty_store *db, const struct ty_work_write *w,
		       enum ty_work_how how)
{
	struct ty_buf *b = &db->bytes;

	ty_buf_clear(b);
	ty_buf_addf(b, "%d %lld ", (int)how, (long long)w->segment);
	ty_buf_adds(b, w->target);
	return (int64_t)XXH3_64bits(b->p, b->len);
}

/* The answer of then: the segment, and what was filled in with it. */
static enum ty_status answer(struct ty_txn *txn, int64_t segment,
			     int revision, int64_t step, struct ty_error *err)
{
	static const char sql[] =
		"SELECT i.segment, i.revision FROM step_item i JOIN segment s"
		" ON s.id = i.segment WHERE i.step = ?1 ORDER BY s.number";
	sqlite3_stmt *row;
	enum ty_status st, told;

	st = ty_txn_tell(txn, segment, revision, err);
	if (st != TY_OK || !step)
		return st;
	txn->out->step = step;
	st = ty_db_row(&row, txn->db, sql, TY_ARGS(TY_INT(step)), err);
	for (; st == TY_OK; st = ty_db_next(row, txn->db, err)) {
		told = ty_txn_tell(txn, sqlite3_column_int64(row, 0),
				   sqlite3_column_int(row, 1), err);
		if (told != TY_OK) {
			sqlite3_reset(row);
			return told;
		}
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_once_find(bool *found, struct ty_txn *txn,
			    const struct ty_work_write *write,
			    enum ty_work_how how, struct ty_error *err)
{
	int64_t asked, segment, step;
	sqlite3_stmt *row;
	enum ty_status st;
	int revision;

	*found = false;
	st = ty_db_row(&row, txn->db, "SELECT request, segment, revision,"
		       " step FROM done WHERE key = ?1",
		       TY_ARGS(TY_TEXT(write->key)), err);
	if (st != TY_OK)
		return st == TY_END ? TY_OK : st;
	asked = sqlite3_column_int64(row, 0);
	segment = sqlite3_column_int64(row, 1);
	revision = sqlite3_column_int(row, 2);
	step = sqlite3_column_int64(row, 3);
	sqlite3_reset(row);
	if (asked != request(txn->db, write, how))
		return ty_fail(err, TY_EINVAL,
			       _("this key was used for something else already"));
	*found = true;
	return answer(txn, segment, revision, step, err);
}

enum ty_status ty_once_keep(struct ty_txn *txn,
			    const struct ty_work_write *write,
			    enum ty_work_how how, int revision,
			    struct ty_error *err)
{
	static const char keep[] =
		"INSERT INTO done VALUES(NULL, ?1, ?2, ?3, ?4, ?5, ?6)";
	static const char prune[] =
		"DELETE FROM done WHERE id IN (SELECT id FROM done ORDER BY id"
		" LIMIT 4) AND (at < ?1 OR id <= ?2)";
	const int64_t now = (int64_t)time(NULL);
	enum ty_status st;
	int64_t id;

	st = ty_db_run(txn->db, keep, TY_ARGS(TY_TEXT(write->key),
		       TY_INT(request(txn->db, write, how)),
		       TY_INT(write->segment), TY_INT(revision),
		       TY_INT(txn->out->step), TY_INT(now)), err);
	id = sqlite3_last_insert_rowid(txn->db->db);
	return st != TY_OK ? st :
		ty_db_run(txn->db, prune, TY_ARGS(TY_INT(now - KEY_SECONDS),
			  TY_INT(id - KEYS)), err);
}
