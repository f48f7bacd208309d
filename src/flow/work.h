#ifndef TY_FLOW_WORK_H
#define TY_FLOW_WORK_H

#include "flow/document.h"
#include "store/work.h"

/*
 * What is being translated: stories, segment by segment, with everything that
 * was ever typed.  It is kept in a file of its own beside the memory,
 * NAME.tm-work (SQLite, 0600, synchronous=FULL), so that a confirm is on disk
 * in milliseconds although somebody imports into the memory; the memory is
 * taught by ty_work_teach() from a queue in the same file.
 *
 * Every segment has a revision; a write names the one it saw and is refused
 * if it is over (TY_EINVAL; the caller reads the segment again and shows both).
 * The text of a refused write is kept in the segment's history as "lost".
 * Use a handle from one thread at a time; handles are independent.
 */
struct ty_work;

/* Open the file beside the memory; it is made if it is not there.  Errors: as
 * ty_desk_open(). */
enum ty_status ty_work_open(struct ty_work **out, const char *memory,
			    const char *user, struct ty_error *err);
void ty_work_close(struct ty_work *work);

/* Stories, segments, events and what frees them: store/work.h. */

/* ---- stories */
enum ty_status ty_work_stories(struct ty_work_stories **out,
			       struct ty_work *work, struct ty_error *err);
enum ty_status ty_work_story(struct ty_work_stories **out, struct ty_work *work,
			     int64_t story, struct ty_error *err);	/* n = 1 */
/*
 * Take a document in: `bytes` are kept to write it from.  Targets of the file
 * are drafts, or confirmed where the file says they are finished.  `min` > 0:
 * matches of that score and better are filled in as drafts (ty_suggest with
 * neighbours; values carried over), in the desk's threads, if the document is
 * in the desk's languages; a target of the file and a locked segment stay as
 * they are.
 *
 * Errors: those of ty_document_read() and ty_suggest(); TY_EINVAL `min` is
 * neither 0 nor 50 to 101.
 */
enum ty_status ty_work_add(int64_t *story, struct ty_work *work,
			   struct ty_desk *desk, const char *bytes, size_t len,
			   const char *name, const char *lang, int min,
			   struct ty_error *err);
/* Change what is not NULL; `revision` is of the story's own row, writes to its
 * segments make no other.  TY_EINVAL: it is over; a status or time that is none
 * ("2026-01-31T23:59:59Z", ""). */
enum ty_status ty_work_change_story(struct ty_work *work, int64_t story,
				    int revision,
				    const struct ty_work_change *change,
				    struct ty_error *err);
/* With its history; what the memory was not taught yet stays in the queue. */
enum ty_status ty_work_remove(struct ty_work *work, int64_t story, int revision,
			      struct ty_error *err);
/* As ty_document_formats(). */
const char *const *ty_work_formats(const struct ty_work_story *story);
/* The story translated, in one of these formats.  Errors: those of
 * ty_document_write(); TY_EINVAL its own format, "text" and "page", where the
 * rules of segmentation are others today than when it was added. */
enum ty_status ty_work_export(struct ty_buf *out, struct ty_work *work,
			      struct ty_desk *desk, int64_t story,
			      const char *format, struct ty_error *err);

/* ---- segments */
/* Those of `story` with a number of `from` to from + n - 1; n 0: all. */
enum ty_status ty_work_segments(struct ty_work_segments **out,
				struct ty_work *work, int64_t story,
				int64_t from, size_t n, struct ty_error *err);
enum ty_status ty_work_segment(struct ty_work_segments **out,
			       struct ty_work *work, int64_t segment,
			       struct ty_error *err);			/* n = 1 */
/* The sources before and after it in the story, without tags, "" at its ends:
 * what ty_suggest asks for.  To be free()d. */
enum ty_status ty_work_neighbours(char **prev, char **next,
				  struct ty_work *work, int64_t segment,
				  struct ty_error *err);

/* A write to a segment.  `key` ("" none) makes it happen once: the same key
 * again answers what the first answered, whatever happened since. */
/*
 * All of these give the segments that changed, the one asked for first.
 *
 * A draft of another text makes a confirmed segment a draft; the same text
 * changes nothing.  "typed" over a text that came from elsewhere is an edit of
 * it (`edited`); over none, or after it was emptied, a text of its own.
 *
 * Keys are kept for 30 days, and the last 20,000 of them.
 *
 * Errors: TY_EINVAL a revision that is over, a locked segment (the text is kept
 * as "lost"), a key that was used for another segment or text; TY_ENOTFOUND the
 * segment, or the one that a key answered for, is gone; TY_ESYNTAX no UTF-8;
 * TY_ELIMIT more than 1 MB; TY_EBUSY.
 */
enum ty_status ty_work_draft(struct ty_work_segments **out,
			     struct ty_work *work,
			     const struct ty_work_write *write,
			     struct ty_error *err);
/*
 * Confirm: the segment is done, and a lesson for the memory is queued in the
 * same transaction.  `repeat`: segments of the story with the same source that
 * are empty, or were filled in from a match or a repetition and not edited,
 * neither confirmed nor locked, are filled in (from "repetition"), as one step
 * that can be undone: what a person typed or a file brought stays.  An empty
 * target is refused (TY_EINVAL).
 */
enum ty_status ty_work_confirm(struct ty_work_segments **out,
			       struct ty_work *work,
			       const struct ty_work_write *write, bool repeat,
			       struct ty_error *err);
/* Confirmed no more; its unit stays in the memory as it is. */
enum ty_status ty_work_reopen(struct ty_work_segments **out,
			      struct ty_work *work, int64_t segment,
			      int revision, struct ty_error *err);
enum ty_status ty_work_lock(struct ty_work_segments **out, struct ty_work *work,
			    int64_t segment, int revision, bool locked,
			    struct ty_error *err);
/*
 * Split after byte `source_at` of the source and `target_at` of the target;
 * join with the next one, whose revision is `next`.  *out is every segment of
 * the story, since numbers change.  Only in a paragraph; in documents that are
 * no stories only what was one segment of the file.
 *
 * The white space at the cut goes and comes back with a join.  What was
 * confirmed is a draft afterwards, as in memoQ: its text is another.  The unit
 * that it taught stays in the memory.  History is joined, too.
 *
 * Errors: TY_EINVAL as above; a place in a character or a tag, or at an end of
 * the source; nothing to join with.
 */
enum ty_status ty_work_split(struct ty_work_segments **out,
			     struct ty_work *work, int64_t segment,
			     int revision, size_t source_at, size_t target_at,
			     struct ty_error *err);
enum ty_status ty_work_join(struct ty_work_segments **out, struct ty_work *work,
			    int64_t segment, int revision, int next,
			    struct ty_error *err);
/* Take a step back, where nobody has changed it since; *out is empty if it was
 * taken back already.  TY_ENOTFOUND: there is no such step in `story`, or it is
 * older than 60 days or 20,000 others. */
enum ty_status ty_work_undo(struct ty_work_segments **out, struct ty_work *work,
			    int64_t story, int64_t step, struct ty_error *err);

/* ---- history, newest first: the last 1,000 events */
enum ty_status ty_work_history(struct ty_work_history **out,
			       struct ty_work *work, int64_t segment,
			       struct ty_error *err);

/* ---- teaching the memory */
/*
 * Put what was confirmed into the memory of `desk` (opened TY_WRITE), in the
 * order of the queue, as one batch "confirm" per story and call; a segment that
 * is confirmed again changes its unit.  Interrupted anywhere it does the same
 * again without doing it twice.  *taught counts lessons.
 *
 * Kind human, status translated; the story's name and headline are its origin.
 *
 * Errors: TY_EBUSY somebody else writes: the queue stays, call again.
 */
enum ty_status ty_work_teach(size_t *taught, struct ty_work *work,
			     struct ty_desk *desk, struct ty_error *err);
/* Lessons that wait. */
enum ty_status ty_work_waiting(size_t *n, struct ty_work *work,
			       struct ty_error *err);

#endif
