/* Segments split in two and joined again: numbers, repetitions and passages
 * stay right. */

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "store/work_impl.h"

/* Those behind a segment count on from one more, or one less. */
static enum ty_status shift(struct ty_txn *txn,
			    const struct ty_work_segment *s, int by,
			    struct ty_error *err)
{
	return ty_db_run(txn->db, "UPDATE segment SET number = number + ?3"
			 " WHERE story = ?1 AND number > ?2",
			 TY_ARGS(TY_INT(s->story), TY_INT(s->number),
				 TY_INT(by)), err);
}

/* The segment has other texts, that nobody has confirmed, and that no unit of
 * the memory has.  Its target is one that was edited. */
static enum ty_status put_part(struct ty_txn *txn, struct ty_work_segment *s,
			       const struct ty_work_part *part,
			       const char *gap, const char *target_gap,
			       const char *what, struct ty_error *err)
{
	static const char sql[] =
		"UPDATE segment SET source = ?2, hash = ?3, gap = ?4,"
		" target_gap = ?5, words = ?6, characters = ?7, taught = 0"
		" WHERE id = ?1";
	enum ty_status st;

	st = ty_db_run(txn->db, sql, TY_ARGS(TY_INT(s->id),
		       TY_TEXT(part->source),
		       TY_INT(ty_work_hash(part->source)), TY_TEXT(gap),
		       TY_TEXT(target_gap), TY_INT(part->words),
		       TY_INT(part->characters)), err);
	if (st != TY_OK)
		return st;
	ty_work_set(&s->source, part->source);
	ty_work_set(&s->target, part->target);
	s->unit = s->score = 0;
	s->edited = part->target[0] != '\0';
	s->state = part->target[0] ? TY_WORK_DRAFT : TY_WORK_EMPTY;
	if (!part->target[0])
		ty_work_set(&s->from, "");
	return ty_txn_put(txn, s, what, err);
}

/* All of the story is the answer: its numbers changed. */
static enum ty_status tell_all(struct ty_txn *txn, int64_t story,
			       struct ty_error *err)
{
	static const char sql[] =
		"SELECT " TY_WORK_COLUMNS " FROM segment WHERE story = ?1"
		" ORDER BY number";

	return ty_work_read(txn->out, txn->db, sql, TY_ARGS(TY_INT(story)),
			    err);
}

/* ---------------------------------------------------------------- split -- */

/* A copy of the segment behind it, to become its second half: *id. */
static enum ty_status copy_behind(int64_t *id, struct ty_txn *txn,
				  const struct ty_work_segment *s,
				  struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO segment(story, number, kind, paragraph, source,"
		" hash, gap, target, target_gap, state, origin, unit, score,"
		" locked, revision, words, characters, passage, passages,"
		" note, user, changed) SELECT story, number + 1, kind,"
		" paragraph, source, hash, gap, target, target_gap, state,"
		" origin, unit, score, locked, 0, words, characters, passage,"
		" passages, note, user, changed FROM segment WHERE id = ?1";
	enum ty_status st;

	st = ty_db_run(txn->db, sql, TY_ARGS(TY_INT(s->id)), err);
	*id = sqlite3_last_insert_rowid(txn->db->db);
	return st;
}

/* What a segment's source was before, and what it is now, is counted again. */
static enum ty_status recount(struct ty_txn *txn, int64_t story,
			      const char *const sources[3],
			      struct ty_error *err)
{
	enum ty_status st = TY_OK;
	int i;

	for (i = 0; st == TY_OK && i < 3; i++)
		st = ty_work_recount(txn->db, story, sources[i], err);
	return st;
}

static enum ty_status split(struct ty_txn *txn, struct ty_work_segment *s,
			    const struct ty_work_cut *cut,
			    struct ty_error *err)
{
	const char *const sources[] = { cut->parts[0].source,
					cut->parts[1].source, cut->whole };
	struct ty_work_segment second = { .id = 0 };
	enum ty_status st;
	int64_t id;

	if ((st = shift(txn, s, 1, err)) == TY_OK &&
	    (st = copy_behind(&id, txn, s, err)) == TY_OK &&
	    (st = ty_txn_segment(&second, txn->db, id, err)) == TY_OK &&
	    (st = put_part(txn, &second, &cut->parts[1], s->gap,
			   s->target_gap, "split", err)) == TY_OK &&
	    (st = put_part(txn, s, &cut->parts[0], cut->gap,
			   cut->target_gap, "split", err)) == TY_OK)
		st = recount(txn, s->story, sources, err);
	ty_work_segment_release(&second);
	return st;
}

enum ty_status ty_workfile_split(struct ty_work_segments **out,
				 struct ty_workfile *file,
				 const struct ty_work_cut *cut,
				 struct ty_error *err)
{
	struct ty_work_segment s;
	struct ty_txn txn;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_txn_begin(&txn, file, err)) != TY_OK)
		return st;
	if ((st = ty_txn_segment(&s, file->db, cut->segment, err)) == TY_OK &&
	    (st = ty_txn_current(&txn, &s, cut->revision, err)) == TY_OK &&
	    (st = split(&txn, &s, cut, err)) == TY_OK)
		st = tell_all(&txn, s.story, err);
	ty_work_segment_release(&s);
	return ty_txn_end(&txn, st, out, err);
}

/* ----------------------------------------------------------------- join -- */

/* Passages that a segment lies across belong together from now on. */
static enum ty_status join_passages(struct ty_txn *txn,
				    const struct ty_work_segment *a,
				    const struct ty_work_segment *b,
				    struct ty_error *err)
{
	if (a->passage == b->passage)
		return TY_OK;
	return ty_db_run(txn->db, "UPDATE segment SET passage = ?2,"
			 " passages = ?4 WHERE story = ?1"
			 " AND passage IN (?2, ?3)",
			 TY_ARGS(TY_INT(a->story), TY_INT((int64_t)a->passage),
			 TY_INT((int64_t)b->passage),
			 TY_INT((int64_t)(a->passages + b->passages))), err);
}

/* The second one goes; its history and what the memory may still have to be
 * taught of it stay. */
static enum ty_status drop(struct ty_txn *txn,
			   const struct ty_work_segment *s, int64_t heir,
			   struct ty_error *err)
{
	enum ty_status st;

	st = ty_db_run(txn->db, "INSERT INTO heir VALUES(?1, ?2, ?3)",
		       TY_ARGS(TY_INT(s->id), TY_INT(s->story), TY_INT(heir)),
		       err);
	if (st == TY_OK)
		st = ty_db_run(txn->db, "DELETE FROM segment WHERE id = ?1",
			       TY_ARGS(TY_INT(s->id)), err);
	return st == TY_OK ? shift(txn, s, -1, err) : st;
}

static enum ty_status join(struct ty_txn *txn, struct ty_work_segment *a,
			   const struct ty_work_segment *b,
			   const struct ty_work_joint *joint,
			   struct ty_error *err)
{
	const char *const sources[] = { joint->parts[0], joint->parts[1],
					joint->whole.source };
	enum ty_status st;

	if (b->story != a->story || b->number != a->number + 1)
		return ty_fail_at(err, TY_EINVAL, txn->db->path, 0, 0,
				  _("segment %lld was changed by someone else meanwhile"),
				  (long long)a->number);
	if (!a->from[0])
		ty_work_set(&a->from, b->from);
	if ((st = join_passages(txn, a, b, err)) == TY_OK &&
	    (st = drop(txn, b, a->id, err)) == TY_OK &&
	    (st = put_part(txn, a, &joint->whole, b->gap, b->target_gap,
			   "joined", err)) == TY_OK)
		st = recount(txn, a->story, sources, err);
	return st;
}

enum ty_status ty_workfile_join(struct ty_work_segments **out,
				struct ty_workfile *file,
				const struct ty_work_joint *joint,
				struct ty_error *err)
{
	struct ty_work_segment a = { .id = 0 }, b = { .id = 0 };
	struct ty_txn txn;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_txn_begin(&txn, file, err)) != TY_OK)
		return st;
	if ((st = ty_txn_segment(&a, file->db, joint->segment, err)) ==
	    TY_OK &&
	    (st = ty_txn_segment(&b, file->db, joint->other, err)) == TY_OK &&
	    (st = ty_txn_current(&txn, &a, joint->revision, err)) == TY_OK &&
	    (st = ty_txn_current(&txn, &b, joint->next, err)) == TY_OK &&
	    (st = join(&txn, &a, &b, joint, err)) == TY_OK)
		st = tell_all(&txn, a.story, err);
	ty_work_segment_release(&a);
	ty_work_segment_release(&b);
	return ty_txn_end(&txn, st, out, err);
}
