/* What becomes of a segment when somebody writes to it, confirms it, or takes
 * that back. */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/work_impl.h"

/* Fill-ins can be taken back for so long, and so many of them. */
#define STEP_SECONDS	(60 * 24 * 3600)
#define STEPS		20000

/* A refusal still keeps the text: the loser's work is in the history. */
static enum ty_status refuse(struct ty_txn *txn,
			     const struct ty_work_segment *segment,
			     const char *text, enum ty_status why,
			     struct ty_error *err)
{
	struct ty_error other;
	enum ty_status st;

	st = ty_txn_lost(txn, segment, text, &other);
	st = ty_txn_end(txn, st, NULL, &other);
	if (st != TY_OK && err)
		*err = other;
	return st != TY_OK ? st : why;
}

/* Give `segment` the text that is written: true if that changes anything. */
static bool apply(struct ty_work_segment *s, const struct ty_work_write *w,
		  bool confirm)
{
	const bool typed = !strcmp(w->from, "typed");
	const bool other = strcmp(s->target, w->target) != 0;
	const enum ty_work_state before = s->state;

	if (!other && (!confirm || before == TY_WORK_CONFIRMED) &&
	    (typed || before == TY_WORK_CONFIRMED ||
	     (!strcmp(s->from, w->from) && s->unit == w->unit &&
	      s->score == w->score && !s->edited)))
		return false;
	if (!w->target[0] || !typed || !s->target[0]) {
		/* Whatever was there before has no part in it. */
		ty_work_set(&s->from, w->target[0] ? w->from : "");
		s->unit = typed ? 0 : w->unit;
		s->score = typed ? 0 : w->score;
		s->edited = false;
	} else if (other) {
		s->edited = true;
	}
	ty_work_set(&s->target, w->target);
	s->state = confirm ? TY_WORK_CONFIRMED :
		   w->target[0] ? TY_WORK_DRAFT : TY_WORK_EMPTY;
	return true;
}

/* ---------------------------------------------------------- repetitions -- */

/* Steps are kept for a while; the oldest go, a few at a time. */
static enum ty_status new_step(int64_t *step, struct ty_txn *txn,
			       struct ty_error *err)
{
	static const char prune[] =
		"DELETE FROM step WHERE id IN (SELECT id FROM step ORDER BY id"
		" LIMIT 4) AND (at < ?1 OR id <= ?2)";
	const int64_t now = (int64_t)time(NULL);
	enum ty_status st;

	st = ty_db_run(txn->db, "INSERT INTO step VALUES(NULL, ?1)",
		       TY_ARGS(TY_INT(now)), err);
	*step = sqlite3_last_insert_rowid(txn->db->db);
	return st != TY_OK ? st :
		ty_db_run(txn->db, prune, TY_ARGS(TY_INT(now - STEP_SECONDS),
			  TY_INT(*step - STEPS)), err);
}

/*
 * The same source in the story has the same translation: in segments that are
 * empty, or that a machine filled in and nobody edited.  What a person typed,
 * copied or brought in a file is left alone.
 */
static enum ty_status repeat(struct ty_txn *txn,
			     const struct ty_work_segment *from,
			     struct ty_error *err)
{
	static const char sql[] =
		"SELECT " TY_WORK_COLUMNS " FROM segment WHERE story = ?1"
		" AND hash = ?2 AND source = ?3 AND id <> ?4"
		" AND target <> ?5 AND NOT locked AND (state = 0 OR"
		" (state = 1 AND origin IN ('match', 'repetition')"
		" AND NOT edited)) ORDER BY number";
	struct ty_work_segments *others = ty_alloc(1, sizeof(*others));
	enum ty_status st;
	size_t i;

	st = ty_work_read(others, txn->db, sql, TY_ARGS(TY_INT(from->story),
			  TY_INT(ty_work_hash(from->source)),
			  TY_TEXT(from->source), TY_INT(from->id),
			  TY_TEXT(from->target)), err);
	if (st == TY_OK && others->n)
		st = new_step(&txn->out->step, txn, err);
	for (i = 0; st == TY_OK && i < others->n; i++) {
		struct ty_work_segment *s = &others->items[i];

		ty_work_set(&s->target, from->target);
		ty_work_set(&s->from, "repetition");
		s->state = TY_WORK_DRAFT;
		s->unit = s->score = 0;
		s->edited = false;
		if ((st = ty_txn_put(txn, s, "repetition", err)) == TY_OK)
			st = ty_db_run(txn->db, "INSERT INTO step_item"
				       " VALUES(?1, ?2, ?3)",
				       TY_ARGS(TY_INT(txn->out->step),
				       TY_INT(s->id), TY_INT(s->revision)),
				       err);
		if (st == TY_OK)
			st = ty_txn_tell(txn, s->id, s->revision, err);
	}
	ty_work_segments_free(others);
	return st;
}

static enum ty_status revert(struct ty_txn *txn, struct ty_work_segment *s,
			     struct ty_error *err)
{
	const int revision = s->revision;
	enum ty_status st;

	if ((st = ty_work_past(s, txn->db, revision - 1, err)) == TY_OK &&
	    (st = ty_txn_put(txn, s, "undone", err)) == TY_OK)
		st = ty_txn_tell(txn, s->id, s->revision, err);
	return st;
}

enum ty_status ty_workfile_undo(struct ty_work_segments **out,
				struct ty_workfile *file, int64_t story,
				int64_t step, struct ty_error *err)
{
	/* A segment of it may have been joined to another meanwhile. */
	static const char of_story[] =
		"SELECT i.step FROM step_item i WHERE i.step = ?1 AND"
		" (EXISTS(SELECT 1 FROM segment WHERE id = i.segment"
		" AND story = ?2) OR EXISTS(SELECT 1 FROM heir"
		" WHERE segment = i.segment AND story = ?2)) LIMIT 1";
	static const char sql[] =
		"SELECT " TY_WORK_COLUMNS " FROM segment WHERE"
		" (id, revision) IN (SELECT segment, revision FROM step_item"
		" WHERE step = ?1) ORDER BY number";
	struct ty_work_segments *filled;
	struct ty_txn txn;
	enum ty_status st;
	int64_t there;
	size_t i;

	*out = NULL;
	if ((st = ty_txn_begin(&txn, file, err)) != TY_OK)
		return st;
	filled = ty_alloc(1, sizeof(*filled));
	st = ty_db_int(&there, file->db, of_story,
		       TY_ARGS(TY_INT(step), TY_INT(story)), err);
	if (st == TY_OK && !there)
		st = ty_fail_at(err, TY_ENOTFOUND, file->db->path, 0, 0,
				_("no step with number %lld that could be taken back"),
				(long long)step);
	if (st == TY_OK)
		st = ty_work_read(filled, file->db, sql,
				  TY_ARGS(TY_INT(step)), err);
	for (i = 0; st == TY_OK && i < filled->n; i++)
		st = revert(&txn, &filled->items[i], err);
	ty_work_segments_free(filled);
	return ty_txn_end(&txn, st, out, err);
}

/* --------------------------------------------------------------- writes -- */

/* The write itself, of a segment that is as its writer saw it. */
static enum ty_status carry_out(struct ty_txn *txn,
				struct ty_work_segment *s,
				const struct ty_work_write *w,
				enum ty_work_how how, struct ty_error *err)
{
	const bool confirm = how != TY_WORK_KEEP;
	enum ty_status st = TY_OK;

	if (confirm && !w->target[0])
		return ty_fail_at(err, TY_EINVAL, txn->db->path, 0, 0,
				  _("segment %lld has no translation that could be confirmed"),
				  (long long)s->number);
	if (apply(s, w, confirm)) {
		st = ty_txn_put(txn, s, confirm ? "confirmed" : w->from,
				err);
		if (st == TY_OK && confirm)
			st = ty_work_learn(txn, s, err);
	}
	if (st == TY_OK)
		st = ty_txn_tell(txn, s->id, s->revision, err);
	if (st == TY_OK && how == TY_WORK_CONFIRM_ALL)
		st = repeat(txn, s, err);
	return st == TY_OK && w->key[0] ?
		ty_once_keep(txn, w, how, s->revision, err) : st;
}

enum ty_status ty_workfile_write(struct ty_work_segments **out,
				 struct ty_workfile *file,
				 const struct ty_work_write *write,
				 enum ty_work_how how, struct ty_error *err)
{
	struct ty_work_segment s = { .id = 0 };
	struct ty_txn txn;
	enum ty_status st;
	bool found = false;

	*out = NULL;
	if ((st = ty_txn_begin(&txn, file, err)) != TY_OK)
		return st;
	if (write->key[0])
		st = ty_once_find(&found, &txn, write, how, err);
	if (st == TY_OK && !found)
		st = ty_txn_segment(&s, file->db, write->segment, err);
	if (st != TY_OK || found)
		return ty_txn_end(&txn, st, out, err);
	st = ty_txn_current(&txn, &s, write->revision, err);
	if (st == TY_OK) {
		st = carry_out(&txn, &s, write, how, err);
		st = ty_txn_end(&txn, st, out, err);
	} else {
		st = refuse(&txn, &s, write->target, st, err);
	}
	ty_work_segment_release(&s);
	return st;
}

/* ---------------------------------------------------------------- marks -- */

enum mark { REOPEN, LOCK, UNLOCK };

/* True if that changes anything. */
static bool set_mark(struct ty_work_segment *s, enum mark mark)
{
	if (mark == REOPEN) {
		if (s->state != TY_WORK_CONFIRMED)
			return false;
		s->state = TY_WORK_DRAFT;
		return true;
	}
	if (s->locked == (mark == LOCK))
		return false;
	s->locked = mark == LOCK;
	return true;
}

static enum ty_status put_mark(struct ty_work_segments **out,
			       struct ty_workfile *file, int64_t segment,
			       int revision, enum mark mark,
			       struct ty_error *err)
{
	static const char *const words[] = {
		[REOPEN] = "reopened", [LOCK] = "locked",
		[UNLOCK] = "unlocked",
	};
	struct ty_work_segment s;
	struct ty_txn txn;
	enum ty_status st;
	bool locked;

	*out = NULL;
	if ((st = ty_txn_begin(&txn, file, err)) != TY_OK)
		return st;
	if ((st = ty_txn_segment(&s, file->db, segment, err)) == TY_OK) {
		/* A lock is no reason not to change the lock. */
		locked = s.locked;
		s.locked = locked && mark == REOPEN;
		st = ty_txn_current(&txn, &s, revision, err);
		s.locked = locked;
	}
	if (st == TY_OK && set_mark(&s, mark))
		st = ty_txn_put(&txn, &s, words[mark], err);
	if (st == TY_OK)
		st = ty_txn_tell(&txn, s.id, s.revision, err);
	ty_work_segment_release(&s);
	return ty_txn_end(&txn, st, out, err);
}

enum ty_status ty_workfile_reopen(struct ty_work_segments **out,
				  struct ty_workfile *file, int64_t segment,
				  int revision, struct ty_error *err)
{
	return put_mark(out, file, segment, revision, REOPEN, err);
}

enum ty_status ty_workfile_lock(struct ty_work_segments **out,
				struct ty_workfile *file, int64_t segment,
				int revision, bool locked,
				struct ty_error *err)
{
	return put_mark(out, file, segment, revision, locked ? LOCK : UNLOCK,
			err);
}
