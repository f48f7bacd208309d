/* Segments in work as they are stored: read, put, and every revision of them
 * kept. */

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/work_impl.h"

/* Most events of one segment's history that are given. */
#define MAX_EVENTS	1000

const char *ty_work_state_word(enum ty_work_state state)
{
	static const char *const words[] = {
		[TY_WORK_EMPTY] = "empty", [TY_WORK_DRAFT] = "draft",
		[TY_WORK_CONFIRMED] = "confirmed",
	};

	return words[state];
}

void ty_work_set(char **s, const char *text)
{
	char *copy = ty_strdup(text);

	free(*s);
	*s = copy;
}

int64_t ty_work_hash(const char *source)
{
	return (int64_t)XXH3_64bits(source, strlen(source));
}

void ty_work_segment_release(struct ty_work_segment *s)
{
	free(s->source);
	free(s->target);
	free(s->from);
	free(s->note);
	free(s->user);
	free(s->changed);
	free(s->gap);
	free(s->target_gap);
	memset(s, 0, sizeof(*s));
}

void ty_work_segments_free(struct ty_work_segments *segments)
{
	size_t i;

	if (!segments)
		return;
	for (i = 0; i < segments->n; i++)
		ty_work_segment_release(&segments->items[i]);
	free(segments->items);
	free(segments);
}

/* -------------------------------------------------------------- reading -- */

/* One of a few values; from a damaged file anything may come. */
static int among(sqlite3_stmt *row, int column, int n)
{
	int value = sqlite3_column_int(row, column);

	return value >= 0 && value < n ? value : 0;
}

static void take(struct ty_work_segment *s, sqlite3_stmt *row)
{
	memset(s, 0, sizeof(*s));
	s->id = sqlite3_column_int64(row, 0);
	s->story = sqlite3_column_int64(row, 1);
	s->number = sqlite3_column_int64(row, 2);
	s->kind = (enum ty_kind)among(row, 3, TY_BOILERPLATE + 1);
	s->paragraph = (size_t)sqlite3_column_int64(row, 4);
	s->source = ty_db_strdup(row, 5);
	s->target = ty_db_strdup(row, 6);
	s->state = (enum ty_work_state)among(row, 7, TY_WORK_CONFIRMED + 1);
	s->from = ty_db_strdup(row, 8);
	s->unit = sqlite3_column_int64(row, 9);
	s->score = sqlite3_column_int(row, 10);
	s->edited = sqlite3_column_int(row, 11) != 0;
	s->locked = sqlite3_column_int(row, 12) != 0;
	s->revision = sqlite3_column_int(row, 13);
	s->same = sqlite3_column_int64(row, 14);
	s->repeats = (size_t)sqlite3_column_int64(row, 15);
	s->note = ty_db_strdup(row, 16);
	s->user = ty_db_strdup(row, 17);
	s->changed = ty_db_strdup(row, 18);
	s->passage = (size_t)sqlite3_column_int64(row, 19);
	s->passages = (size_t)sqlite3_column_int64(row, 20);
	s->gap = ty_db_strdup(row, 21);
	s->target_gap = ty_db_strdup(row, 22);
	s->words = sqlite3_column_int64(row, 23);
	s->characters = sqlite3_column_int64(row, 24);
}

enum ty_status ty_work_read(struct ty_work_segments *out, struct ty_store *db,
			    const char *sql, const struct ty_arg *args,
			    size_t nargs, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, db, sql, args, nargs, err);
	for (; st == TY_OK; st = ty_db_next(row, db, err)) {
		out->items = ty_grow(out->items, &out->cap, out->n + 1,
				     sizeof(*out->items));
		take(&out->items[out->n++], row);
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_txn_segment(struct ty_work_segment *out, struct ty_store *db,
			      int64_t segment, struct ty_error *err)
{
	static const char sql[] =
		"SELECT " TY_WORK_COLUMNS " FROM segment WHERE id = ?1";
	sqlite3_stmt *row;
	enum ty_status st;

	memset(out, 0, sizeof(*out));
	st = ty_db_row(&row, db, sql, TY_ARGS(TY_INT(segment)), err);
	if (st == TY_END)
		return ty_fail_at(err, TY_ENOTFOUND, db->path, 0, 0,
				  _("no segment with number %lld"),
				  (long long)segment);
	if (st == TY_OK) {
		take(out, row);
		sqlite3_reset(row);
	}
	return st;
}

enum ty_status ty_workfile_segments(struct ty_work_segments **out,
				    struct ty_workfile *file, int64_t story,
				    int64_t from, size_t n,
				    struct ty_error *err)
{
	static const char sql[] =
		"SELECT " TY_WORK_COLUMNS " FROM segment WHERE story = ?1"
		" AND number >= ?2 ORDER BY number LIMIT ?3";
	const int64_t limit = n && n < INT64_MAX ? (int64_t)n : -1;
	struct ty_work_segments *list = ty_alloc(1, sizeof(*list));
	enum ty_status st;
	int64_t there;

	*out = NULL;
	st = ty_work_read(list, file->db, sql, TY_ARGS(TY_INT(story),
			  TY_INT(from), TY_INT(limit)), err);
	if (st == TY_OK && !list->n &&
	    (st = ty_db_int(&there, file->db,
			    "SELECT id FROM story WHERE id = ?1",
			    TY_ARGS(TY_INT(story)), err)) == TY_OK && !there)
		st = ty_fail_at(err, TY_ENOTFOUND, file->db->path, 0, 0,
				_("no story with number %lld"),
				(long long)story);
	if (st == TY_OK)
		*out = list;
	else
		ty_work_segments_free(list);
	return st;
}

enum ty_status ty_workfile_segment(struct ty_work_segments **out,
				   struct ty_workfile *file, int64_t segment,
				   struct ty_error *err)
{
	struct ty_work_segment one;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_txn_segment(&one, file->db, segment, err)) != TY_OK)
		return st;
	*out = ty_alloc(1, sizeof(**out));
	(*out)->items = ty_grow(NULL, &(*out)->cap, 1, sizeof(one));
	(*out)->items[(*out)->n++] = one;
	return TY_OK;
}

enum ty_status ty_workfile_neighbours(char **prev, char **next,
				      struct ty_workfile *file,
				      int64_t segment, struct ty_error *err)
{
	static const char sql[] =
		"SELECT ifnull((SELECT source FROM segment WHERE"
		" story = s.story AND number = s.number - 1), ''),"
		" ifnull((SELECT source FROM segment WHERE story = s.story"
		" AND number = s.number + 1), '') FROM segment s"
		" WHERE id = ?1";
	sqlite3_stmt *row;
	enum ty_status st;

	*prev = *next = NULL;
	st = ty_db_row(&row, file->db, sql, TY_ARGS(TY_INT(segment)), err);
	if (st == TY_END)
		return ty_fail_at(err, TY_ENOTFOUND, file->db->path, 0, 0,
				  _("no segment with number %lld"),
				  (long long)segment);
	if (st == TY_OK) {
		*prev = ty_db_strdup(row, 0);
		*next = ty_db_strdup(row, 1);
		sqlite3_reset(row);
	}
	return st;
}

enum ty_status ty_work_recount(struct ty_store *db, int64_t story,
			       const char *source, struct ty_error *err)
{
	/* None of the subqueries depends on the row: each runs once. */
	static const char sql[] =
		"UPDATE segment SET same = (SELECT id FROM segment WHERE"
		" story = ?1 AND hash = ?2 AND source = ?3 ORDER BY number"
		" LIMIT 1), repeats = (SELECT count(*) FROM segment WHERE"
		" story = ?1 AND hash = ?2 AND source = ?3)"
		" WHERE story = ?1 AND hash = ?2 AND source = ?3";

	return ty_db_run(db, sql, TY_ARGS(TY_INT(story),
			 TY_INT(ty_work_hash(source)), TY_TEXT(source)), err);
}

/* -------------------------------------------------------------- writing -- */

enum ty_status ty_txn_current(const struct ty_txn *txn,
			      const struct ty_work_segment *segment,
			      int revision, struct ty_error *err)
{
	if (segment->locked)
		return ty_fail_at(err, TY_EINVAL, txn->db->path, 0, 0,
				  _("segment %lld is locked"),
				  (long long)segment->number);
	if (segment->revision != revision)
		return ty_fail_at(err, TY_EINVAL, txn->db->path, 0, 0,
				  _("segment %lld was changed by someone else meanwhile"),
				  (long long)segment->number);
	return TY_OK;
}

enum ty_status ty_txn_event(struct ty_txn *txn,
			    const struct ty_work_segment *s, const char *what,
			    struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO event VALUES(NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7,"
		" ?8, ?9, ?10, ?11, ?12, ?13)";

	return ty_db_run(txn->db, sql, TY_ARGS(TY_INT(s->id),
			 TY_INT(s->revision), TY_TEXT(what),
			 TY_TEXT(s->source), TY_TEXT(s->target),
			 TY_INT((int64_t)s->state), TY_TEXT(s->from),
			 TY_INT(s->unit), TY_INT(s->score), TY_INT(s->edited),
			 TY_INT(s->locked), TY_TEXT(txn->file->user),
			 TY_TEXT(txn->now)), err);
}

enum ty_status ty_txn_put(struct ty_txn *txn, struct ty_work_segment *s,
			  const char *what, struct ty_error *err)
{
	static const char sql[] =
		"UPDATE segment SET target = ?2, state = ?3, origin = ?4,"
		" unit = ?5, score = ?6, edited = ?7, locked = ?8,"
		" revision = ?9, user = ?10, changed = ?11 WHERE id = ?1";
	enum ty_status st;

	s->revision++;
	ty_work_set(&s->user, txn->file->user);
	ty_work_set(&s->changed, txn->now);
	st = ty_db_run(txn->db, sql, TY_ARGS(TY_INT(s->id),
		       TY_TEXT(s->target), TY_INT((int64_t)s->state),
		       TY_TEXT(s->from), TY_INT(s->unit), TY_INT(s->score),
		       TY_INT(s->edited), TY_INT(s->locked),
		       TY_INT(s->revision), TY_TEXT(s->user),
		       TY_TEXT(s->changed)), err);
	if (st == TY_OK)
		st = ty_txn_event(txn, s, what, err);
	return st == TY_OK ? ty_txn_touch(txn, s->story, err) : st;
}

enum ty_status ty_txn_lost(struct ty_txn *txn,
			   const struct ty_work_segment *segment,
			   const char *text, struct ty_error *err)
{
	static const char sql[] =
		"SELECT 1 FROM event WHERE segment = ?1 AND revision = 0"
		" AND target = ?2 LIMIT 1";
	struct ty_work_segment lost = *segment;
	enum ty_status st;
	int64_t known;

	if (!text[0] || !strcmp(text, segment->target))
		return TY_OK;
	st = ty_db_int(&known, txn->db, sql,
		       TY_ARGS(TY_INT(segment->id), TY_TEXT(text)), err);
	if (st != TY_OK || known)
		return st;
	lost.revision = 0;
	lost.target = (char *)text;
	return ty_txn_event(txn, &lost, "lost", err);
}

/* -------------------------------------------------------------- history -- */

static void set_from(char **s, sqlite3_stmt *row, int column)
{
	free(*s);
	*s = ty_db_strdup(row, column);
}

enum ty_status ty_work_past(struct ty_work_segment *s, struct ty_store *db,
			    int revision, struct ty_error *err)
{
	static const char sql[] =
		"SELECT target, state, origin, unit, score, edited, locked,"
		" user, at FROM event WHERE segment = ?1 AND revision = ?2";
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, db, sql, TY_ARGS(TY_INT(s->id), TY_INT(revision)),
		       err);
	if (st != TY_OK && st != TY_END)
		return st;
	ty_work_set(&s->target, "");
	ty_work_set(&s->from, "");
	s->state = TY_WORK_EMPTY;
	s->unit = 0;
	s->score = 0;
	s->edited = false;
	if (st == TY_END)
		return TY_OK;
	set_from(&s->target, row, 0);
	set_from(&s->from, row, 2);
	s->state = (enum ty_work_state)among(row, 1, TY_WORK_CONFIRMED + 1);
	s->unit = sqlite3_column_int64(row, 3);
	s->score = sqlite3_column_int(row, 4);
	s->edited = sqlite3_column_int(row, 5) != 0;
	s->locked = sqlite3_column_int(row, 6) != 0;
	set_from(&s->user, row, 7);
	set_from(&s->changed, row, 8);
	sqlite3_reset(row);
	return TY_OK;
}

enum ty_status ty_txn_tell(struct ty_txn *txn, int64_t segment,
			   int revision, struct ty_error *err)
{
	struct ty_work_segments *out = txn->out;
	struct ty_work_segment s;
	enum ty_status st;

	if ((st = ty_txn_segment(&s, txn->db, segment, err)) != TY_OK)
		return st;
	if (s.revision != revision) {
		st = ty_work_past(&s, txn->db, revision, err);
		s.revision = revision;
	}
	out->items = ty_grow(out->items, &out->cap, out->n + 1, sizeof(s));
	out->items[out->n++] = s;
	return st;
}

enum ty_status ty_workfile_history(struct ty_work_history **out,
				   struct ty_workfile *file, int64_t segment,
				   struct ty_error *err)
{
	static const char sql[] =
		"WITH RECURSIVE family(id) AS (VALUES(?1) UNION"
		" SELECT segment FROM heir JOIN family ON heir = family.id)"
		" SELECT segment, revision, what, source, target, user, at"
		" FROM event WHERE segment IN (SELECT id FROM family)"
		" ORDER BY id DESC LIMIT ?2";
	struct ty_work_history *history;
	struct ty_work_segment there;
	sqlite3_stmt *row;
	enum ty_status st;
	size_t cap = 0;

	*out = NULL;
	if ((st = ty_txn_segment(&there, file->db, segment, err)) != TY_OK)
		return st;
	ty_work_segment_release(&there);
	history = ty_alloc(1, sizeof(*history));
	st = ty_db_row(&row, file->db, sql,
		       TY_ARGS(TY_INT(segment), TY_INT(MAX_EVENTS)), err);
	for (; st == TY_OK; st = ty_db_next(row, file->db, err)) {
		struct ty_work_event *e;

		history->items = ty_grow(history->items, &cap, history->n + 1,
					 sizeof(*e));
		e = &history->items[history->n++];
		e->segment = sqlite3_column_int64(row, 0);
		e->revision = sqlite3_column_int(row, 1);
		e->what = ty_db_strdup(row, 2);
		e->source = ty_db_strdup(row, 3);
		e->target = ty_db_strdup(row, 4);
		e->user = ty_db_strdup(row, 5);
		e->at = ty_db_strdup(row, 6);
	}
	if (st == TY_END)
		*out = history;
	else
		ty_work_history_free(history);
	return st == TY_END ? TY_OK : st;
}

void ty_work_history_free(struct ty_work_history *history)
{
	size_t i;

	if (!history)
		return;
	for (i = 0; i < history->n; i++) {
		free(history->items[i].what);
		free(history->items[i].source);
		free(history->items[i].target);
		free(history->items[i].user);
		free(history->items[i].at);
	}
	free(history->items);
	free(history);
}
