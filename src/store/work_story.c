/* Stories in work as wholes: added with their segments, listed, changed,
 * removed. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/work_impl.h"

/* -------------------------------------------------------------- reading -- */

#define STORY \
	"SELECT id, revision, name, format, source, target, slugline," \
	" headline, dateline, byline, date, note, embargo, embargo_until," \
	" version, status, sha256, user, created, changed, joinable," \
	" ifnull(c.n, 0), ifnull(c.confirmed, 0), ifnull(c.drafts, 0)," \
	" ifnull(c.words, 0), ifnull(c.characters, 0)," \
	" ifnull(c.words_confirmed, 0), ifnull(c.characters_confirmed, 0)" \
	" FROM story LEFT JOIN (SELECT story, count(*) AS n," \
	" sum(state = 2) AS confirmed, sum(state = 1) AS drafts," \
	" sum(words) AS words, sum(characters) AS characters," \
	" sum((state = 2) * words) AS words_confirmed," \
	" sum((state = 2) * characters) AS characters_confirmed FROM segment"

static void take_story(struct ty_work_story *s, sqlite3_stmt *row)
{
	char **const texts[] = {
		&s->name, &s->format, &s->source, &s->target, &s->slugline,
		&s->headline, &s->dateline, &s->byline, &s->date, &s->note,
		&s->embargo, &s->embargo_until,
	};
	size_t i;

	memset(s, 0, sizeof(*s));
	s->id = sqlite3_column_int64(row, 0);
	s->revision = sqlite3_column_int(row, 1);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = ty_db_strdup(row, (int)i + 2);
	s->version = sqlite3_column_int(row, 14);
	s->status = ty_db_strdup(row, 15);
	s->sha256 = ty_db_strdup(row, 16);
	s->user = ty_db_strdup(row, 17);
	s->created = ty_db_strdup(row, 18);
	s->changed = ty_db_strdup(row, 19);
	s->joinable = sqlite3_column_int(row, 20) != 0;
	s->segments = sqlite3_column_int64(row, 21);
	s->confirmed = sqlite3_column_int64(row, 22);
	s->drafts = sqlite3_column_int64(row, 23);
	s->volume.segments = s->segments;
	s->volume.words = sqlite3_column_int64(row, 24);
	s->volume.characters = sqlite3_column_int64(row, 25);
	s->volume_confirmed.segments = s->confirmed;
	s->volume_confirmed.words = sqlite3_column_int64(row, 26);
	s->volume_confirmed.characters = sqlite3_column_int64(row, 27);
}

static enum ty_status no_story(const struct ty_store *db, int64_t story,
			       struct ty_error *err)
{
	return ty_fail_at(err, TY_ENOTFOUND, db->path, 0, 0,
			  _("no story with number %lld"), (long long)story);
}

enum ty_status ty_workfile_stories(struct ty_work_stories **out,
				   struct ty_workfile *file, int64_t story,
				   struct ty_error *err)
{
	static const char all[] = STORY
		" GROUP BY story) c ON c.story = id ORDER BY changed DESC,"
		" id DESC";
	static const char one[] = STORY
		" WHERE story = ?1) c ON c.story = id WHERE id = ?1";
	struct ty_work_stories *list = ty_alloc(1, sizeof(*list));
	sqlite3_stmt *row;
	enum ty_status st;
	size_t cap = 0;

	*out = NULL;
	st = story ? ty_db_row(&row, file->db, one, TY_ARGS(TY_INT(story)),
			       err) :
	     ty_db_row(&row, file->db, all, TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, file->db, err)) {
		list->items = ty_grow(list->items, &cap, list->n + 1,
				      sizeof(*list->items));
		take_story(&list->items[list->n++], row);
	}
	if (st == TY_END)
		st = story && !list->n ? no_story(file->db, story, err) :
		     TY_OK;
	if (st == TY_OK)
		*out = list;
	else
		ty_work_stories_free(list);
	return st;
}

void ty_work_stories_free(struct ty_work_stories *stories)
{
	size_t i;

	if (!stories)
		return;
	for (i = 0; i < stories->n; i++) {
		struct ty_work_story *s = &stories->items[i];

		free(s->name);
		free(s->format);
		free(s->source);
		free(s->target);
		free(s->slugline);
		free(s->headline);
		free(s->dateline);
		free(s->byline);
		free(s->date);
		free(s->note);
		free(s->embargo);
		free(s->embargo_until);
		free(s->status);
		free(s->sha256);
		free(s->user);
		free(s->created);
		free(s->changed);
	}
	free(stories->items);
	free(stories);
}

enum ty_status ty_workfile_document(struct ty_buf *out,
				    struct ty_workfile *file, int64_t story,
				    struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, file->db,
		       "SELECT bytes FROM document WHERE story = ?1",
		       TY_ARGS(TY_INT(story)), err);
	if (st == TY_END)
		return no_story(file->db, story, err);
	if (st == TY_OK) {
		const void *bytes = sqlite3_column_blob(row, 0);

		ty_buf_add(out, bytes ? bytes : "",
			   (size_t)sqlite3_column_bytes(row, 0));
		sqlite3_reset(row);
	}
	return st;
}

enum ty_status ty_workfile_passages(struct ty_work_segments **out,
				    struct ty_workfile *file, int64_t story,
				    struct ty_error *err)
{
	static const char sql[] =
		"SELECT 0, story, ord + 1, kind, paragraph, source, '', 0, '',"
		" 0, 0, 0, 0, 0, 0, 0, '', '', '', ord, 1, '', '', 0, 0"
		" FROM passage WHERE story = ?1 ORDER BY ord";
	enum ty_status st;

	*out = ty_alloc(1, sizeof(**out));
	st = ty_work_read(*out, file->db, sql, TY_ARGS(TY_INT(story)), err);
	if (st != TY_OK) {
		ty_work_segments_free(*out);
		*out = NULL;
	}
	return st;
}

/* --------------------------------------------------------------- adding -- */

static enum ty_status add_story(struct ty_txn *txn,
				const struct ty_work_story *s, int64_t *id,
				struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO story(name, format, source, target, slugline,"
		" headline, dateline, byline, date, note, embargo,"
		" embargo_until, version, joinable, sha256, user, created,"
		" changed) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
		" ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?17)";
	enum ty_status st;

	st = ty_db_run(txn->db, sql, TY_ARGS(TY_TEXT(s->name),
		       TY_TEXT(s->format), TY_TEXT(s->source),
		       TY_TEXT(s->target), TY_TEXT(s->slugline),
		       TY_TEXT(s->headline), TY_TEXT(s->dateline),
		       TY_TEXT(s->byline), TY_TEXT(s->date), TY_TEXT(s->note),
		       TY_TEXT(s->embargo), TY_TEXT(s->embargo_until),
		       TY_INT(s->version), TY_INT(s->joinable),
		       TY_TEXT(s->sha256), TY_TEXT(txn->file->user),
		       TY_TEXT(txn->now)), err);
	*id = sqlite3_last_insert_rowid(txn->db->db);
	return st;
}

static enum ty_status add_segment(struct ty_txn *txn, int64_t story,
				  size_t i, const struct ty_work_segment *s,
				  struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO segment(story, number, kind, paragraph, source,"
		" hash, gap, target, state, origin, unit, score, locked,"
		" words, characters, passage, note, user, changed)"
		" VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
		" ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
	static const char passage[] =
		"INSERT INTO passage VALUES(?1, ?2, ?3, ?4, ?5)";
	struct ty_work_segment added = *s;
	enum ty_status st;

	st = ty_db_run(txn->db, passage, TY_ARGS(TY_INT(story),
		       TY_INT((int64_t)i), TY_INT((int64_t)s->kind),
		       TY_INT((int64_t)s->paragraph), TY_TEXT(s->source)),
		       err);
	if (st == TY_OK)
		st = ty_db_run(txn->db, sql, TY_ARGS(TY_INT(story),
			TY_INT((int64_t)i + 1), TY_INT((int64_t)s->kind),
			TY_INT((int64_t)s->paragraph), TY_TEXT(s->source),
			TY_INT(ty_work_hash(s->source)), TY_TEXT(s->gap),
			TY_TEXT(s->target), TY_INT((int64_t)s->state),
			TY_TEXT(s->from), TY_INT(s->unit), TY_INT(s->score),
			TY_INT(s->locked), TY_INT(s->words),
			TY_INT(s->characters), TY_INT((int64_t)i),
			TY_TEXT(s->note), TY_TEXT(txn->file->user),
			TY_TEXT(txn->now)), err);
	if (st != TY_OK || !s->target[0])
		return st;
	added.id = sqlite3_last_insert_rowid(txn->db->db);
	added.revision = 1;
	return ty_txn_event(txn, &added, s->from, err);
}

/* same and repeats of all segments of a new story. */
static enum ty_status count_all(struct ty_store *db, int64_t story,
				struct ty_error *err)
{
	static const char sql[] =
		"UPDATE segment SET same = w.same, repeats = w.repeats FROM"
		" (SELECT id, first_value(id) OVER same AS same,"
		" count(*) OVER (PARTITION BY hash, source) AS repeats"
		" FROM segment WHERE story = ?1"
		" WINDOW same AS (PARTITION BY hash, source ORDER BY number))"
		" w WHERE w.id = segment.id";

	return ty_db_run(db, sql, TY_ARGS(TY_INT(story)), err);
}

enum ty_status ty_workfile_add(int64_t *id, struct ty_workfile *file,
			       const struct ty_work_story *story,
			       const void *bytes, size_t len,
			       const struct ty_work_segment *segments, size_t n,
			       struct ty_error *err)
{
	struct ty_txn txn;
	enum ty_status st;
	size_t i;

	*id = 0;
	if ((st = ty_txn_begin(&txn, file, err)) != TY_OK)
		return st;
	if ((st = add_story(&txn, story, id, err)) == TY_OK)
		st = ty_db_run(file->db, "INSERT INTO document VALUES(?1, ?2)",
			       TY_ARGS(TY_INT(*id), TY_BLOB(bytes, len)), err);
	for (i = 0; st == TY_OK && i < n; i++)
		st = add_segment(&txn, *id, i, &segments[i], err);
	if (st == TY_OK)
		st = count_all(file->db, *id, err);
	return ty_txn_end(&txn, st, NULL, err);
}

/* ------------------------------------------------- changing, removing -- */

/* TY_OK if the story's own row is still as it was seen. */
static enum ty_status check_revision(struct ty_store *db, int64_t story,
				     int revision, struct ty_error *err)
{
	enum ty_status st;
	int64_t now;

	st = ty_db_int(&now, db, "SELECT revision FROM story WHERE id = ?1",
		       TY_ARGS(TY_INT(story)), err);
	if (st == TY_OK && !now)
		return no_story(db, story, err);
	if (st == TY_OK && now != revision)
		return ty_fail(err, TY_EINVAL,
			       _("the story was changed by someone else meanwhile"));
	return st;
}

enum ty_status ty_workfile_change(struct ty_workfile *file, int64_t story,
				  int revision,
				  const struct ty_work_change *change,
				  struct ty_error *err)
{
	static const char sql[] =
		"UPDATE story SET revision = revision + 1,"
		" name = ifnull(?2, name), status = ifnull(?3, status),"
		" embargo = ifnull(?4, embargo),"
		" embargo_until = ifnull(?5, embargo_until), changed = ?6"
		" WHERE id = ?1";
	struct ty_txn txn;
	enum ty_status st;

	if ((st = ty_txn_begin(&txn, file, err)) != TY_OK)
		return st;
	st = check_revision(file->db, story, revision, err);
	if (st == TY_OK)
		st = ty_db_run(file->db, sql, TY_ARGS(TY_INT(story),
			       TY_TEXT(change->name), TY_TEXT(change->status),
			       TY_TEXT(change->embargo),
			       TY_TEXT(change->embargo_until),
			       TY_TEXT(txn.now)), err);
	return ty_txn_end(&txn, st, NULL, err);
}

enum ty_status ty_workfile_remove(struct ty_workfile *file, int64_t story,
				  int revision, struct ty_error *err)
{
	static const char events[] =
		"DELETE FROM event WHERE segment IN"
		" (SELECT id FROM segment WHERE story = ?1"
		" UNION ALL SELECT segment FROM heir WHERE story = ?1)";
	struct ty_txn txn;
	enum ty_status st;

	if ((st = ty_txn_begin(&txn, file, err)) != TY_OK)
		return st;
	st = check_revision(file->db, story, revision, err);
	if (st == TY_OK)
		st = ty_db_run(file->db, events, TY_ARGS(TY_INT(story)), err);
	if (st == TY_OK)
		st = ty_db_run(file->db, "DELETE FROM story WHERE id = ?1",
			       TY_ARGS(TY_INT(story)), err);
	return ty_txn_end(&txn, st, NULL, err);
}
