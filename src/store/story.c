/* How a story and its segments are stored, and known again. */

#include <string.h>

#include "store/batch.h"

/* Checksums cover whole rows as they are stored, so they are written last. */
static const char story_row[] = "SELECT * FROM story WHERE id = ?1";
static const char story_seal[] =
	"UPDATE story SET checksum = ?2 WHERE id = ?1";

static enum ty_status seal_story(struct ty_store *store, int64_t id,
				 struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	int64_t sum;

	st = ty_db_row(&row, store, story_row, TY_ARGS(TY_INT(id)), err);
	if (st != TY_OK)
		return st;
	sum = ty_row_columns(store, row);
	sqlite3_reset(row);
	return ty_db_run(store, story_seal,
			 TY_ARGS(TY_INT(id), TY_INT(sum)), err);
}

static enum ty_status add_story(struct ty_store *store,
				const struct ty_story *s,
				int64_t translation_of, int64_t id,
				struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO story(id, lang, slugline, headline, byline,"
		" dateline, place, agency, date, note, credit, version,"
		" translation_of, path, sha256, checksum) VALUES(?1, ?2, ?3,"
		" ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, nullif(?13, 0),"
		" ?14, ?15, 0)";
	enum ty_status st;

	st = ty_db_run(store, sql, TY_ARGS(TY_INT(id), TY_TEXT(s->lang),
		       TY_TEXT(s->slugline), TY_TEXT(s->headline),
		       TY_TEXT(s->byline), TY_TEXT(s->dateline),
		       TY_TEXT(s->place), TY_TEXT(s->agency), TY_TEXT(s->date),
		       TY_TEXT(s->note), TY_TEXT(s->credit),
		       TY_INT(s->version), TY_INT(translation_of),
		       TY_TEXT(s->path), TY_TEXT(s->sha256)), err);
	return st == TY_OK ? seal_story(store, id, err) : st;
}

static enum ty_status add_segment(struct ty_store *store, int64_t story,
				  int64_t ord, const struct ty_segment *g,
				  int64_t id, struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO segment VALUES(?1, ?2, ?3, ?4, ?5, ?6, 0)"
		" RETURNING *";
	sqlite3_stmt *row;
	enum ty_status st;
	int64_t sum;

	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(id), TY_INT(story),
		       TY_INT(ord), TY_INT((int64_t)g->block),
		       TY_INT((int64_t)g->kind), TY_TEXT(g->text)), err);
	if (st != TY_OK)
		return st;
	sum = ty_row_columns(store, row);
	while ((st = ty_db_next(row, store, err)) == TY_OK)
		;
	return st != TY_END ? st :
		ty_db_run(store,
			  "UPDATE segment SET checksum = ?2 WHERE id = ?1",
			  TY_ARGS(TY_INT(id), TY_INT(sum)), err);
}

/* True in *same if the stored story has just these segments: it may have been
 * cut by other rules.  Their ids go to `ids`. */
static enum ty_status same_segments(bool *same, struct ty_store *store,
				    int64_t id, const struct ty_story *story,
				    int64_t *ids, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	size_t n = 0;

	*same = true;
	st = ty_db_row(&row, store,
		       "SELECT id, kind, text FROM segment WHERE story = ?1"
		       " ORDER BY ord", TY_ARGS(TY_INT(id)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		const struct ty_segment *g = &story->segments[n];

		if (n == story->nsegments ||
		    sqlite3_column_int(row, 1) != (int)g->kind ||
		    strcmp(ty_db_text(row, 2), g->text)) {
			sqlite3_reset(row);
			*same = false;
			return TY_OK;
		}
		if (ids)
			ids[n] = sqlite3_column_int64(row, 0);
		n++;
	}
	*same = n == story->nsegments;
	return st == TY_END ? TY_OK : st;
}

/*
 * The stored story that is this one, in *id; 0 if there is none.  Its bytes
 * tell, not its path: the same file is named in many ways, and copied.
 */
static enum ty_status find(int64_t *id, struct ty_store *store,
			   const struct ty_story *story, int64_t *ids,
			   struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	bool same;

	*id = 0;
	st = ty_db_row(&row, store,
		       "SELECT id FROM story WHERE sha256 = ?1 AND lang = ?2"
		       " ORDER BY id DESC",
		       TY_ARGS(TY_TEXT(story->sha256), TY_TEXT(story->lang)),
		       err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		*id = sqlite3_column_int64(row, 0);
		st = same_segments(&same, store, *id, story, ids, err);
		if (st != TY_OK || same) {
			sqlite3_reset(row);
			return st;
		}
		*id = 0;
	}
	return st == TY_END ? TY_OK : st;
}

static enum ty_status put(struct ty_store *store, const struct ty_story *story,
			  int64_t translation_of, int64_t *id, int64_t *ids,
			  struct ty_error *err)
{
	enum ty_status st;
	int64_t segment;
	size_t i;

	if ((st = find(id, store, story, ids, err)) != TY_OK)
		return st;
	if (*id && translation_of) {
		st = ty_db_run(store,
			       "UPDATE story SET translation_of = ?2"
			       " WHERE id = ?1 AND translation_of IS NULL",
			       TY_ARGS(TY_INT(*id), TY_INT(translation_of)),
			       err);
		if (st == TY_OK)
			st = seal_story(store, *id, err);
	} else if (!*id) {
		*id = ++store->last_story;
		st = add_story(store, story, translation_of, *id, err);
		for (i = 0; st == TY_OK && i < story->nsegments; i++) {
			segment = ++store->last_segment;
			if (ids)
				ids[i] = segment;
			st = add_segment(store, *id, (int64_t)i,
					 &story->segments[i], segment, err);
		}
	}
	if (st == TY_OK)
		st = ty_db_run(store,
			       "INSERT OR IGNORE INTO"
			       " story_origin(story, batch) VALUES(?1, ?2)",
			       TY_ARGS(TY_INT(*id),
			       TY_INT(store->batch.id)), err);
	return st;
}

/* Stories that refer to this one no longer do. */
static enum ty_status let_go(struct ty_store *store, int64_t id,
			     struct ty_error *err)
{
	static const char sql[] =
		"UPDATE story SET"
		" translation_of = nullif(translation_of, ?2),"
		" replaces = nullif(replaces, ?2) WHERE id = ?1";
	enum ty_status st;
	int64_t other;

	for (;;) {
		st = ty_db_int(&other, store, "SELECT id FROM story WHERE"
			       " translation_of = ?1 OR replaces = ?1 LIMIT 1",
			       TY_ARGS(TY_INT(id)), err);
		if (st != TY_OK || !other)
			return st;
		st = ty_db_run(store, sql,
			       TY_ARGS(TY_INT(other), TY_INT(id)), err);
		if (st == TY_OK)
			st = seal_story(store, other, err);
		if (st != TY_OK)
			return st;
	}
}

enum ty_status ty_story_remove(struct ty_store *store, int64_t id,
			       struct ty_error *err)
{
	enum ty_status st;

	if ((st = let_go(store, id, err)) == TY_OK &&
	    (st = ty_db_run(store, "DELETE FROM story_origin WHERE story = ?1",
			    TY_ARGS(TY_INT(id)), err)) == TY_OK &&
	    (st = ty_db_run(store, "DELETE FROM segment WHERE story = ?1",
			    TY_ARGS(TY_INT(id)), err)) == TY_OK)
		st = ty_db_run(store, "DELETE FROM story WHERE id = ?1",
			       TY_ARGS(TY_INT(id)), err);
	return st;
}

enum ty_status ty_store_put_story(struct ty_store *store,
				  const struct ty_story *story,
				  int64_t translation_of, int64_t *id,
				  int64_t *segment_ids, struct ty_error *err)
{
	int64_t stored = 0;
	enum ty_status st;

	if ((st = ty_batch_usable(store, err)) != TY_OK)
		return st;
	st = ty_batch_result(store, put(store, story, translation_of, &stored,
					segment_ids, err));
	if (id)
		*id = stored;
	return st;
}
