/* The queue of what the memory is still to be taught. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/work_impl.h"

enum ty_status ty_work_learn(struct ty_txn *txn,
			     const struct ty_work_segment *s,
			     struct ty_error *err)
{
	/* The last text counts: one that waits is taken out. */
	static const char sql[] =
		"INSERT OR REPLACE INTO lesson(segment, story, name,"
		" source_lang, target_lang, source, target, prev, next,"
		" passage, passages, user, at) SELECT ?1, s.id, s.name,"
		" s.source, s.target, ?2, ?3,"
		" ifnull((SELECT source FROM segment WHERE story = s.id AND"
		" number = ?5 - 1), ''), ifnull((SELECT source FROM segment"
		" WHERE story = s.id AND number = ?5 + 1), ''), ?6, ?7, ?8, ?9"
		" FROM story s WHERE s.id = ?4";

	return ty_db_run(txn->db, sql, TY_ARGS(TY_INT(s->id),
			 TY_TEXT(s->source), TY_TEXT(s->target),
			 TY_INT(s->story), TY_INT(s->number),
			 TY_INT((int64_t)s->passage),
			 TY_INT((int64_t)s->passages),
			 TY_TEXT(txn->file->user), TY_TEXT(txn->now)), err);
}

static void take(struct ty_work_lesson *l, sqlite3_stmt *row)
{
	char **const texts[] = {
		&l->name, &l->source_lang, &l->target_lang, &l->source,
		&l->target, &l->prev, &l->next, &l->user, &l->at,
	};
	size_t i;

	memset(l, 0, sizeof(*l));
	l->id = sqlite3_column_int64(row, 0);
	l->segment = sqlite3_column_int64(row, 1);
	l->story = sqlite3_column_int64(row, 2);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = ty_db_strdup(row, (int)i + 3);
	l->passage = (size_t)sqlite3_column_int64(row, 12);
	l->passages = (size_t)sqlite3_column_int64(row, 13);
	l->taught.unit = sqlite3_column_int64(row, 14);
	l->taught.revision = sqlite3_column_int(row, 15);
	l->taught.identity = sqlite3_column_int64(row, 16);
	l->taught.shared = sqlite3_column_int(row, 17) != 0;
}

enum ty_status ty_workfile_lessons(struct ty_work_lessons **out,
				   struct ty_workfile *file, size_t max,
				   struct ty_error *err)
{
	/* A unit was taught of the source it has: after a split it is none of
	 * the segment's. */
	static const char sql[] =
		"SELECT l.id, l.segment, l.story, l.name, l.source_lang,"
		" l.target_lang, l.source, l.target, l.prev, l.next, l.user,"
		" l.at, l.passage, l.passages, ifnull(s.taught, 0),"
		" ifnull(s.taught_revision, 0), ifnull(s.taught_identity, 0),"
		" ifnull(s.taught, 0) <> 0 AND EXISTS(SELECT 1 FROM segment o"
		" WHERE o.taught = s.taught AND o.taught <> 0"
		" AND o.id <> s.id) FROM lesson l"
		" LEFT JOIN segment s ON s.id = l.segment"
		" AND s.source = l.source WHERE l.story ="
		" (SELECT story FROM lesson ORDER BY id LIMIT 1)"
		" ORDER BY l.id LIMIT ?1";
	struct ty_work_lessons *list = ty_alloc(1, sizeof(*list));
	sqlite3_stmt *row;
	enum ty_status st;
	size_t cap = 0;

	*out = NULL;
	st = ty_db_row(&row, file->db, sql, TY_ARGS(TY_INT((int64_t)max)),
		       err);
	for (; st == TY_OK; st = ty_db_next(row, file->db, err)) {
		list->items = ty_grow(list->items, &cap, list->n + 1,
				      sizeof(*list->items));
		take(&list->items[list->n++], row);
	}
	if (st == TY_END)
		*out = list;
	else
		ty_work_lessons_free(list);
	return st == TY_END ? TY_OK : st;
}

void ty_work_lessons_free(struct ty_work_lessons *lessons)
{
	size_t i;

	if (!lessons)
		return;
	for (i = 0; i < lessons->n; i++) {
		struct ty_work_lesson *l = &lessons->items[i];

		free(l->name);
		free(l->source_lang);
		free(l->target_lang);
		free(l->source);
		free(l->target);
		free(l->prev);
		free(l->next);
		free(l->user);
		free(l->at);
	}
	free(lessons->items);
	free(lessons);
}

enum ty_status ty_workfile_taught(struct ty_workfile *file,
				  const struct ty_work_lessons *lessons,
				  struct ty_error *err)
{
	static const char keep[] =
		"UPDATE segment SET taught = ?2, taught_revision = ?3,"
		" taught_identity = ?4 WHERE id = ?1 AND source = ?5";
	struct ty_txn txn;
	enum ty_status st;
	size_t i;

	if ((st = ty_txn_begin(&txn, file, err)) != TY_OK)
		return st;
	for (i = 0; st == TY_OK && i < lessons->n; i++) {
		const struct ty_work_lesson *l = &lessons->items[i];

		st = ty_db_run(file->db, "DELETE FROM lesson WHERE id = ?1",
			       TY_ARGS(TY_INT(l->id)), err);
		if (st == TY_OK)
			st = ty_db_run(file->db, keep, TY_ARGS(
				       TY_INT(l->segment),
				       TY_INT(l->taught.unit),
				       TY_INT(l->taught.revision),
				       TY_INT(l->taught.identity),
				       TY_TEXT(l->source)), err);
	}
	return ty_txn_end(&txn, st, NULL, err);
}

enum ty_status ty_workfile_waiting(size_t *n, struct ty_workfile *file,
				   struct ty_error *err)
{
	enum ty_status st;
	int64_t count;

	st = ty_db_int(&count, file->db, "SELECT count(*) FROM lesson",
		       TY_NO_ARGS, err);
	*n = (size_t)count;
	return st;
}
