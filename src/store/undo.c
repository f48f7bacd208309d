/* How a batch is taken back: what goes, what returns, what must stay. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/write.h"

struct undo {
	struct ty_store	*store;
	int64_t		 batch, first, last;	/* its changes */
	struct ty_author author;
	struct ty_row	 row;			/* the unit at hand */
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

/*
 * Where a unit goes back to.  Its history is walked from the newest entry as
 * long as entries belong to batches that are undone (this one among them): the
 * oldest of these holds the state to return to.  An entry of a batch that
 * stands ends the walk; when it is the very newest, the unit was changed since
 * and stays as it is.
 */
struct past {
	int64_t	state;			/* history entry; 0: none */
	bool	mine;			/* this batch is among the undone */
	bool	stands;			/* a batch that stands changed it */
	bool	buried;			/* this batch did, before that one */
};

static enum ty_status look_back(struct past *past, struct undo *u,
				int64_t unit, struct ty_error *err)
{
	static const char sql[] =
		"SELECT h.id, h.batch, b.undone <> '' FROM unit_history h"
		" JOIN batch b ON b.id = h.batch WHERE h.unit = ?1"
		" ORDER BY h.id DESC";
	sqlite3_stmt *row;
	enum ty_status st;

	memset(past, 0, sizeof(*past));
	st = ty_db_row(&row, u->store, sql, TY_ARGS(TY_INT(unit)), err);
	for (; st == TY_OK; st = ty_db_next(row, u->store, err)) {
		bool mine = sqlite3_column_int64(row, 1) == u->batch;

		past->stands |= !mine && !sqlite3_column_int(row, 2);
		past->buried |= mine && past->stands;
		if (past->stands)
			continue;
		past->mine |= mine;
		past->state = sqlite3_column_int64(row, 0);
	}
	return st == TY_END ? TY_OK : st;
}

/* Give the unit the texts and marks of a history entry. */
static enum ty_status restore(struct undo *u, int64_t entry,
			      struct ty_error *err)
{
	static const char marks[] =
		"SELECT state ->> '$.kind', state ->> '$.status',"
		" state ->> '$.score', state ->> '$.note'"
		" FROM unit_history WHERE id = ?1";
	static const char texts[] =
		"SELECT value ->> '$.lang', value ->> '$.text',"
		" value ->> '$.codes' FROM unit_history,"
		" json_each(state, '$.variants') WHERE unit_history.id = ?1"
		" ORDER BY key";
	struct ty_variant *variants = NULL;
	struct ty_unit now = u->row.unit;
	char *note = NULL;
	size_t cap = 0, n = 0, i;
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, u->store, marks, TY_ARGS(TY_INT(entry)), err);
	if (st != TY_OK)
		return st;
	now.kind = (enum ty_unit_kind)sqlite3_column_int(row, 0);
	now.status = (enum ty_unit_status)sqlite3_column_int(row, 1);
	now.score = sqlite3_column_double(row, 2);
	now.note = note = ty_db_strdup(row, 3);
	sqlite3_reset(row);
	st = ty_db_row(&row, u->store, texts, TY_ARGS(TY_INT(entry)), err);
	for (; st == TY_OK; st = ty_db_next(row, u->store, err)) {
		variants = ty_grow(variants, &cap, n + 1, sizeof(*variants));
		variants[n++] = (struct ty_variant){
			.lang = ty_db_strdup(row, 0),
			.text = ty_db_strdup(row, 1),
			.codes = ty_db_strdup(row, 2),
		};
	}
	now.variants = variants;
	now.nvariants = n;
	if (st == TY_END)
		st = ty_unit_replace(u->store, &u->row, &now, &u->author, NULL,
				     err);
	for (i = 0; i < n; i++) {
		free((char *)variants[i].lang);
		free((char *)variants[i].text);
		free((char *)variants[i].codes);
	}
	free(variants);
	free(note);
	return st;
}

static enum ty_status forget_origin(struct undo *u, int64_t unit,
				    struct ty_error *err)
{
	enum ty_status st;

	st = ty_db_run(u->store, "DELETE FROM context WHERE batch = ?2 AND"
		       " variant IN (SELECT id FROM variant WHERE unit = ?1)",
		       TY_ARGS(TY_INT(unit), TY_INT(u->batch)), err);
	if (st == TY_OK)
		st = ty_db_run(u->store,
			       "DELETE FROM origin WHERE unit = ?1"
			       " AND batch = ?2",
			       TY_ARGS(TY_INT(unit), TY_INT(u->batch)), err);
	return st;
}

static enum ty_status undo_unit(struct undo *u, int64_t unit, bool added,
				struct ty_error *err)
{
	struct past past;
	enum ty_status st;
	int64_t others;

	st = ty_row_load(&u->row, u->store, unit, err);
	if (st != TY_OK)	/* gone already: nothing to do */
		return st == TY_END ? TY_OK : st;
	if ((st = look_back(&past, u, unit, err)) != TY_OK ||
	    (st = forget_origin(u, unit, err)) != TY_OK ||
	    (st = ty_db_int(&others, u->store,
			    "SELECT count(*) FROM origin WHERE unit = ?1",
			    TY_ARGS(TY_INT(unit)), err)) != TY_OK)
		return st;
	if (!others && !past.stands) {
		u->removed++;
		u->author.op = "remove";
		return ty_unit_remove(u->store, &u->row, &u->author, err);
	}
	if (past.mine) {
		u->restored++;
		u->author.op = "undo";
		return restore(u, past.state, err);
	}
	u->kept += added || past.buried;
	return TY_OK;
}

/* The units of the batch, once each, newest first: a list, as taking back adds
 * to the table it is read from. */
static enum ty_status undo_units(struct undo *u, struct ty_error *err)
{
	static const char sql[] =
		"SELECT unit, min(op) = 0 FROM change WHERE seq BETWEEN ?1"
		" AND ?2 GROUP BY unit ORDER BY unit DESC";
	struct { int64_t unit; bool added; } *list = NULL;
	size_t cap = 0, n = 0, i;
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, u->store, sql, TY_ARGS(TY_INT(u->first),
		       TY_INT(u->last)), err);
	for (; st == TY_OK; st = ty_db_next(row, u->store, err)) {
		list = ty_grow(list, &cap, n + 1, sizeof(*list));
		list[n].unit = sqlite3_column_int64(row, 0);
		list[n++].added = sqlite3_column_int(row, 1) != 0;
	}
	if (st == TY_END)
		st = TY_OK;
	for (i = 0; st == TY_OK && i < n; i++) {
		if (i % 1024 == 1023) {
			ty_progress(u->store->monitor, _("undoing"), i, n);
			if (ty_cancelled(u->store->monitor))
				st = ty_fail_cancelled(err);
		}
		if (st == TY_OK)
			st = undo_unit(u, list[i].unit, list[i].added, err);
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
	    (st = mark(&u, err)) == TY_OK)
		st = ty_write_commit(store, store->monitor, err);
	else
		ty_write_abort(store);
	ty_row_release(&u.row);
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
