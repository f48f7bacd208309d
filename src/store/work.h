#ifndef TY_STORE_WORK_H
#define TY_STORE_WORK_H

#include "store/store.h"

/*
 * The file of stories in work, NAME.tm-work beside a memory NAME.tm: all SQL
 * of it.  Every call that writes is one transaction, on disk when it returns.
 * flow/work.h says what the calls mean; texts come here checked and in NFC.
 */
struct ty_workfile;

/* ---- what it holds (flow/work.h gives the same to its callers) */

enum ty_work_state { TY_WORK_EMPTY, TY_WORK_DRAFT, TY_WORK_CONFIRMED };
/* "empty", "draft", "confirmed": stable. */
const char *ty_work_state_word(enum ty_work_state state);

struct ty_work_story {
	int64_t	 id;
	int	 revision;
	char	*name, *format, *source, *target;
	char	*slugline, *headline, *dateline, *byline, *date, *note;
	char	*embargo, *embargo_until;
	int	 version;
	char	*status;		/* "open", "done", "killed" */
	char	*sha256;		/* of the document's bytes */
	char	*user, *created, *changed;	/* ISO 8601, UTC */
	bool	 joinable;		/* ty_document.story */
	int64_t	 segments, confirmed, drafts;
	struct ty_volume volume, volume_confirmed;	/* of the sources */
};
struct ty_work_stories {
	struct ty_work_story	*items;		/* changed last first */
	size_t			 n;
};

/* Where a target came from: "", "typed", "match", "repetition", "file",
 * "source" (copied); stable words. */
struct ty_work_segment {
	int64_t		 id, story;
	int64_t		 number;	/* 1, 2, ... in the story */
	enum ty_kind	 kind;
	size_t		 paragraph;
	char		*source, *target;	/* tagged: format/tagged.h */
	enum ty_work_state state;
	char		*from;		/* see above */
	int64_t		 unit;		/* of the match it is from; 0 */
	int		 score;		/* of that; 0 */
	bool		 edited;	/* since it was filled in */
	bool		 locked;
	int		 revision;
	int64_t		 same;		/* the first segment of the story with
					   this source; its own id if it is */
	size_t		 repeats;	/* how many have it, this one too */
	char		*note, *user, *changed;

	/* How it is put together with others again. */
	size_t		 passage, passages;	/* of the document's segments,
						   those it is a piece of */
	char		*gap;		/* white space before the next one */
	char		*target_gap;	/* the same of the target, if it was
					   split; else "" */
	int64_t		 words, characters;	/* ty_volume of the source */
};
struct ty_work_segments {
	struct ty_work_segment	*items;		/* by number, but what was
						   written to comes first */
	size_t			 n, cap;
	int64_t			 step;		/* what undo takes back; 0:
						   nothing */
};
void ty_work_stories_free(struct ty_work_stories *stories);
void ty_work_segments_free(struct ty_work_segments *segments);

struct ty_work_change {
	const char	*name, *status, *embargo, *embargo_until;
};

struct ty_work_write {
	int64_t		 segment;
	int		 revision;
	const char	*key;
	const char	*target;	/* valid UTF-8; stored in NFC */
	const char	*from;		/* "typed", "match", "source" */
	int64_t		 unit;		/* of the match it is from; 0 */
	int		 score;
};

struct ty_work_event {
	int64_t	 segment;
	int	 revision;		/* that it made; of a lost text 0 */
	char	*what;			/* "typed", "match", "repetition",
					   "source", "file", "confirmed",
					   "reopened", "locked", "unlocked",
					   "split", "joined", "undone",
					   "lost" */
	char	*source, *target;	/* afterwards (a lost text: itself) */
	char	*user, *at;
};
struct ty_work_history {
	struct ty_work_event	*items;
	size_t			 n;
};
void ty_work_history_free(struct ty_work_history *history);

/* ---- the file */

/* Open the file beside the memory at path `memory`, wherever links lead; with
 * TY_CREATE it is made.  TY_ENOTFOUND: no memory, or no such file. */
enum ty_status ty_workfile_open(struct ty_workfile **out, const char *memory,
				enum ty_open mode, const char *user,
				struct ty_error *err);
void ty_workfile_close(struct ty_workfile *file);
/* As ty_store_backup(). */
enum ty_status ty_workfile_backup(struct ty_workfile *file, const char *path,
				  const struct ty_monitor *monitor,
				  struct ty_error *err);
/* As ty_store_verify(): the file's structure, references, that segments are
 * numbered and counted rightly, and are as their history left them. */
enum ty_status ty_workfile_verify(struct ty_workfile *file, int64_t *troubles,
				  const struct ty_monitor *monitor,
				  struct ty_error *err);

/* ---- stories */

/* All of them, or one (TY_ENOTFOUND): `story` 0 is all. */
enum ty_status ty_workfile_stories(struct ty_work_stories **out,
				   struct ty_workfile *file, int64_t story,
				   struct ty_error *err);
/* Ids, revisions, numbers, times, users, counts, same and repeats of what is
 * given are ignored: it is new.  passage is the segment's index. */
enum ty_status ty_workfile_add(int64_t *id, struct ty_workfile *file,
			       const struct ty_work_story *story,
			       const void *bytes, size_t len,
			       const struct ty_work_segment *segments, size_t n,
			       struct ty_error *err);
enum ty_status ty_workfile_change(struct ty_workfile *file, int64_t story,
				  int revision,
				  const struct ty_work_change *change,
				  struct ty_error *err);
enum ty_status ty_workfile_remove(struct ty_workfile *file, int64_t story,
				  int revision, struct ty_error *err);
/* The document's bytes, appended. */
struct ty_buf;
enum ty_status ty_workfile_document(struct ty_buf *out,
				    struct ty_workfile *file, int64_t story,
				    struct ty_error *err);
/* What the document was cut into: kind, paragraph and source are set, the rest
 * is empty. */
enum ty_status ty_workfile_passages(struct ty_work_segments **out,
				    struct ty_workfile *file, int64_t story,
				    struct ty_error *err);

/* ---- segments */

enum ty_status ty_workfile_segments(struct ty_work_segments **out,
				    struct ty_workfile *file, int64_t story,
				    int64_t from, size_t n,
				    struct ty_error *err);
enum ty_status ty_workfile_segment(struct ty_work_segments **out,
				   struct ty_workfile *file, int64_t segment,
				   struct ty_error *err);
/* The sources beside it, "" at the story's ends; to be free()d. */
enum ty_status ty_workfile_neighbours(char **prev, char **next,
				      struct ty_workfile *file,
				      int64_t segment, struct ty_error *err);
enum ty_status ty_workfile_history(struct ty_work_history **out,
				   struct ty_workfile *file, int64_t segment,
				   struct ty_error *err);

enum ty_work_how { TY_WORK_KEEP, TY_WORK_CONFIRM, TY_WORK_CONFIRM_ALL };
/* A draft, a confirmed text, or that with its repetitions. */
enum ty_status ty_workfile_write(struct ty_work_segments **out,
				 struct ty_workfile *file,
				 const struct ty_work_write *write,
				 enum ty_work_how how, struct ty_error *err);
enum ty_status ty_workfile_reopen(struct ty_work_segments **out,
				  struct ty_workfile *file, int64_t segment,
				  int revision, struct ty_error *err);
enum ty_status ty_workfile_lock(struct ty_work_segments **out,
				struct ty_workfile *file, int64_t segment,
				int revision, bool locked,
				struct ty_error *err);
enum ty_status ty_workfile_undo(struct ty_work_segments **out,
				struct ty_workfile *file, int64_t story,
				int64_t step, struct ty_error *err);

/* A segment in two, or two in one: the texts that are there afterwards, and
 * what stood between them. */
struct ty_work_part {
	const char	*source, *target;
	int64_t		 words, characters;
};
struct ty_work_cut {
	int64_t		 segment;
	int		 revision;
	const char	*whole;			/* source before */
	struct ty_work_part parts[2];
	const char	*gap, *target_gap;
};
enum ty_status ty_workfile_split(struct ty_work_segments **out,
				 struct ty_workfile *file,
				 const struct ty_work_cut *cut,
				 struct ty_error *err);
struct ty_work_joint {
	int64_t		 segment, other;	/* the one after it */
	int		 revision, next;
	const char	*parts[2];		/* sources before */
	struct ty_work_part whole;
};
enum ty_status ty_workfile_join(struct ty_work_segments **out,
				struct ty_workfile *file,
				const struct ty_work_joint *joint,
				struct ty_error *err);

/* ---- lessons for the memory */

struct ty_work_lesson {
	int64_t		 id, segment, story;
	char		*name;			/* of the story */
	char		*source_lang, *target_lang;
	char		*source, *target, *prev, *next;	/* tagged */
	size_t		 passage, passages;
	char		*user, *at;
	struct ty_lesson taught;		/* before; then by this */
};
struct ty_work_lessons {
	struct ty_work_lesson	*items;		/* of one story, in the order
						   of the queue */
	size_t			 n;
};
/* At most `max` that wait, of the story whose turn it is; none: n is 0. */
enum ty_status ty_workfile_lessons(struct ty_work_lessons **out,
				   struct ty_workfile *file, size_t max,
				   struct ty_error *err);
void ty_work_lessons_free(struct ty_work_lessons *lessons);
/* They were taught: which units is kept with the segments. */
enum ty_status ty_workfile_taught(struct ty_workfile *file,
				  const struct ty_work_lessons *lessons,
				  struct ty_error *err);
enum ty_status ty_workfile_waiting(size_t *n, struct ty_workfile *file,
				   struct ty_error *err);

#endif
