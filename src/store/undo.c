/* How a batch is taken back. */

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/termbase.h"
#include "store/write.h"

struct undo {
	struct ty_store	*store;
	int64_t		 batch, first, last;	/* its changes */
	struct ty_author author;
	int64_t		 removed, restored, kept;
};

static enum ty_status find_batch(struct undo *u, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, u->store, "SELECT first_change, last_change,"
		       " undone FROM batch WHERE id = ?1",
		       TY_ARGS(TY_INT(u->batch)), err);
	if (st == TY_END)
		return ty_fail_at(err, TY_ENOTFOUND, u->store->path, 0, 0,
				  _("no batch with number %lld"),
				  (long long)u->batch);
	if (st != TY_OK)
		return st;
	u->first = sqlite3_column_int64(row, 0);
	u->last = sqlite3_column_int64(row, 1);
	if (ty_db_text(row, 2)[0])
		st = ty_fail_at(err, TY_EINVAL, u->store->path, 0, 0,
				_("batch %lld was undone already, at %s"),
				(long long)u->batch, ty_db_text(row, 2));
	sqlite3_reset(row);
	return st;
}

/* The units of which the batch speaks or which it changed: a list, as taking
 * back changes the table it is read from.  The newest first: one that becomes
 * part of an older one has had its turn then. */
static enum ty_status list_units(int64_t **list, size_t *n, struct undo *u,
				 struct ty_error *err)
{
	static const char sql[] =
		"SELECT DISTINCT unit FROM origin WHERE batch = ?1"
		" OR until = ?1 ORDER BY unit DESC";
	sqlite3_stmt *row;
	enum ty_status st;
	size_t cap = 0;

	st = ty_db_row(&row, u->store, sql, TY_ARGS(TY_INT(u->batch)), err);
	for (; st == TY_OK; st = ty_db_next(row, u->store, err)) {
		*list = ty_grow(*list, &cap, *n + 1, sizeof(**list));
		(*list)[(*n)++] = sqlite3_column_int64(row, 0);
	}
	return st == TY_END ? TY_OK : st;
}

static enum ty_status undo_units(struct undo *u, struct ty_error *err)
{
	const struct ty_monitor *monitor = u->store->monitor;
	int64_t *list = NULL;
	enum ty_fate fate;
	enum ty_status st;
	size_t n = 0, i;

	st = list_units(&list, &n, u, err);
	for (i = 0; st == TY_OK && i < n; i++) {
		if (i % 1024 == 1023) {
			ty_progress(monitor, _("undoing"), i, n);
			if (ty_cancelled(monitor)) {
				st = ty_fail_cancelled(err);
				break;
			}
		}
		st = ty_unit_retract(&fate, u->store, list[i], &u->author,
				     err);
		if (st != TY_OK)
			break;
		u->removed += fate == TY_FATE_REMOVED;
		u->restored += fate == TY_FATE_RESTORED;
		u->kept += fate == TY_FATE_KEPT;
	}
	free(list);
	return st;
}

/* Stories that no other batch brought. */
static enum ty_status undo_stories(struct undo *u, struct ty_error *err)
{
	static const char sql[] =
		"SELECT story FROM story_origin o WHERE batch = ?1 AND NOT"
		" EXISTS (SELECT 1 FROM story_origin p WHERE p.story = o.story"
		" AND p.batch <> ?1) ORDER BY story DESC";
	int64_t *list = NULL;
	size_t cap = 0, n = 0, i;
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, u->store, sql, TY_ARGS(TY_INT(u->batch)), err);
	for (; st == TY_OK; st = ty_db_next(row, u->store, err)) {
		list = ty_grow(list, &cap, n + 1, sizeof(*list));
		list[n++] = sqlite3_column_int64(row, 0);
	}
	if (st == TY_END)
		st = ty_db_run(u->store,
			       "DELETE FROM story_origin WHERE batch = ?1",
			       TY_ARGS(TY_INT(u->batch)), err);
	for (i = 0; st == TY_OK && i < n; i++)
		st = ty_story_remove(u->store, list[i], err);
	free(list);
	return st;
}

/* What the batch says of concepts does not count any more: it is marked. */
static enum ty_status undo_terms(struct undo *u, struct ty_error *err)
{
	enum ty_concept_fate how;
	int64_t *list = NULL;
	enum ty_status st;
	size_t n = 0, i;

	st = ty_concepts_of_batch(&list, &n, u->store, u->batch, err);
	for (i = 0; st == TY_OK && i < n; i++) {
		st = ty_concept_settle(&how, u->store, list[i], err);
		u->removed += how == TY_CONCEPT_REMOVED;
		u->restored += how == TY_CONCEPT_ADDED ||
			       how == TY_CONCEPT_CHANGED;
		u->kept += how == TY_CONCEPT_SAME;
	}
	free(list);
	return st;
}

/* Taking texts out of the concordance one by one costs as much as putting them
 * in: when most of them go, it is quicker to begin again with the rest. */
static enum ty_status spare_concordance(struct undo *u, struct ty_error *err)
{
	enum ty_status st;
	int64_t units;

	st = ty_db_int(&units, u->store, "SELECT count(*) FROM unit",
		       TY_NO_ARGS, err);
	if (st == TY_OK && u->last - u->first + 1 > units / 2)
		st = ty_concordance_clear(u->store, err);
	return st;
}

static enum ty_status mark(struct undo *u, struct ty_error *err)
{
	return ty_db_run(u->store,
			 "UPDATE batch SET undone = ?2 WHERE id = ?1",
			 TY_ARGS(TY_INT(u->batch), TY_TEXT(u->author.at)),
			 err);
}

enum ty_status ty_store_undo(struct ty_store *store, int64_t batch,
			     const char *user, int64_t *removed,
			     int64_t *restored, int64_t *kept,
			     struct ty_error *err)
{
	struct undo u = { .store = store, .batch = batch };
	char now[TY_TIME_SIZE];
	enum ty_status st;

	ty_db_now(now);
	u.author.user = user ? user : "";
	u.author.at = now;
	u.author.batch = batch;
	if ((st = ty_write_begin(store, err)) != TY_OK)
		return st;
	if ((st = find_batch(&u, err)) == TY_OK &&
	    (st = spare_concordance(&u, err)) == TY_OK &&
	    (st = undo_units(&u, err)) == TY_OK &&
	    (st = undo_stories(&u, err)) == TY_OK &&
	    (st = mark(&u, err)) == TY_OK &&
	    (st = undo_terms(&u, err)) == TY_OK)
		st = ty_write_commit(store, store->monitor, err);
	else
		ty_write_abort(store);
	if (st != TY_OK)
		return st;
	if (removed)
		*removed = u.removed;
	if (restored)
		*restored = u.restored;
	if (kept)
		*kept = u.kept;
	return TY_OK;
}
