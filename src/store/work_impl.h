#ifndef TY_STORE_WORK_IMPL_H
#define TY_STORE_WORK_IMPL_H

#include "store/db.h"
#include "store/work.h"

/* Private to store/work*.c: the handle, and one write transaction. */

struct ty_workfile {
	struct ty_store	*db;
	char		*user;
};

/* A transaction that changes segments, and the list of what it changed. */
struct ty_txn {
	struct ty_workfile	*file;
	struct ty_store		*db;		/* the same */
	char			 now[TY_TIME_SIZE];
	struct ty_work_segments	*out;
};

enum ty_status ty_txn_begin(struct ty_txn *txn, struct ty_workfile *file,
			    struct ty_error *err);
/* Commit if `st` is TY_OK, else undo all; *out (may be NULL) is what changed.
 * Gives what came of it. */
enum ty_status ty_txn_end(struct ty_txn *txn, enum ty_status st,
			  struct ty_work_segments **out,
			  struct ty_error *err);

/* The segment at hand, to be released; TY_ENOTFOUND. */
enum ty_status ty_txn_segment(struct ty_work_segment *out, struct ty_store *db,
			      int64_t segment, struct ty_error *err);
void ty_work_segment_release(struct ty_work_segment *segment);

/* TY_EINVAL if it is locked, or its revision another: `revision` is what the
 * caller saw. */
enum ty_status ty_txn_current(const struct ty_txn *txn,
			      const struct ty_work_segment *segment,
			      int revision, struct ty_error *err);

/* Write what is of a target (text, state, from, unit, score, edited, locked) as
 * the segment's next revision, with an event; the segment's revision, user and
 * changed follow. */
enum ty_status ty_txn_put(struct ty_txn *txn, struct ty_work_segment *segment,
			  const char *what, struct ty_error *err);
/* An event of what the segment is now. */
enum ty_status ty_txn_event(struct ty_txn *txn,
			    const struct ty_work_segment *segment,
			    const char *what, struct ty_error *err);
/* Make the strings of a segment others. */
void ty_work_set(char **s, const char *text);

/* The segment goes to the result, as its revision `revision` left it. */
enum ty_status ty_txn_tell(struct ty_txn *txn, int64_t segment,
			   int revision, struct ty_error *err);
/* The story was changed now. */
enum ty_status ty_txn_touch(struct ty_txn *txn, int64_t story,
			    struct ty_error *err);

/* What revision `revision` left of the target, into a segment that was loaded;
 * one that is not told of (event) left nothing. */
enum ty_status ty_work_past(struct ty_work_segment *out, struct ty_store *db,
			    int revision, struct ty_error *err);

/* Append rows of a query on segments to a list; args as ty_db_row(). */
#define TY_WORK_COLUMNS \
	"id, story, number, kind, paragraph, source, target, state, origin," \
	" unit, score, edited, locked, revision, same, repeats, note, user," \
	" changed, passage, passages, gap, target_gap, words, characters"
enum ty_status ty_work_read(struct ty_work_segments *out, struct ty_store *db,
			    const char *sql, const struct ty_arg *args,
			    size_t nargs, struct ty_error *err);

/* same and repeats of the segments with this source. */
enum ty_status ty_work_recount(struct ty_store *db, int64_t story,
			       const char *source, struct ty_error *err);
/* Of a source, as in the column hash. */
int64_t ty_work_hash(const char *source);

/* The text of a write that was refused, if it is another than what is there. */
enum ty_status ty_txn_lost(struct ty_txn *txn,
			   const struct ty_work_segment *segment,
			   const char *text, struct ty_error *err);

/* A lesson of the segment as it is. */
enum ty_status ty_work_learn(struct ty_txn *txn,
			     const struct ty_work_segment *segment,
			     struct ty_error *err);

/* Writes that happen once (work_once.c).  `find`: *found tells if `key` was
 * used for just this; then the answer is in the transaction's result. */
enum ty_status ty_once_find(bool *found, struct ty_txn *txn,
			    const struct ty_work_write *write,
			    enum ty_work_how how, struct ty_error *err);
enum ty_status ty_once_keep(struct ty_txn *txn,
			    const struct ty_work_write *write,
			    enum ty_work_how how, int revision,
			    struct ty_error *err);

#endif
