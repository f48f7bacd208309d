#ifndef TY_STORE_STORE_H
#define TY_STORE_STORE_H

#include "taiyaku.h"

/*
 * The memory in SQLite; no other folder knows SQLite.  One writer at a time
 * (BEGIN IMMEDIATE), WAL, mode 0600, synchronous=FULL.
 */
struct ty_store;

/* `monitor` (may be NULL) is kept until close: opening may have to bring the
 * memory up to date, and commit, undo and search may take seconds. */
enum ty_status ty_store_open(struct ty_store **out, const char *path,
			     enum ty_open mode,
			     const struct ty_monitor *monitor,
			     struct ty_error *err);
void ty_store_close(struct ty_store *store);
const char *ty_store_path(const struct ty_store *store);

/* ---- writing: everything between begin and commit is one batch, in one
 * transaction; the concordance is brought up to date by commit. */

enum ty_status ty_store_begin(struct ty_store *store, const char *kind,
			      const char *source, const char *user,
			      struct ty_error *err);

/* The file that what is put from now on comes from, if the batch has several:
 * NULL or "": the batch's own source, as in the beginning. */
enum ty_status ty_store_source(struct ty_store *store, const char *path,
			       struct ty_error *err);

/* Where a variant stood.  Ids of segments as ty_store_put_story gave them;
 * 0: none. */
struct ty_place {
	int64_t	segment;		/* first segment of the bead's side */
	int	segments;		/* how many; 0 if none */
};

enum ty_put { TY_PUT_ADDED, TY_PUT_MERGED, TY_PUT_CHANGED };

/*
 * Add a unit to the batch.  The same texts (all variants, with codes) already
 * there: merged, that is, what the batch says of it is recorded beside what
 * others do.  A unit's kind is the strongest that any batch gave it (human,
 * imported, aligned, machine), its score the highest of that kind (of a human:
 * 1), its status the best that any gave; the strongest kind can reject it, and
 * of people the last has the say.  Another kind or status than before is a new
 * revision (changed).  Texts are stored as given: NFC and trimmed by the caller.
 * `places` is NULL or has one entry a variant.  Fields id, batch, revision and
 * changed/changer of `unit` are ignored; created NULL or "": now; creator NULL:
 * the batch's user.
 */
enum ty_status ty_store_put(struct ty_store *store, const struct ty_unit *unit,
			    const struct ty_place *places, enum ty_put *how,
			    int64_t *id, struct ty_error *err);

/* Change unit->id if its revision is unit->revision: new texts, kind, status,
 * score, note; the former state goes to the history, and what other batches
 * said of the unit is silent until this one is undone.  A text that stays keeps
 * its variant's id, a new one has a new id.  If another unit has the new texts
 * already, it becomes part of this one, and its id is gone.  TY_ENOTFOUND;
 * TY_EINVAL if the revision is another. */
enum ty_status ty_store_change(struct ty_store *store,
			       const struct ty_unit *unit,
			       struct ty_error *err);

/*
 * What a segment that is confirmed teaches: `unit` is put, or changes the unit
 * that the same segment taught before, named by `lesson` as it was then, if
 * that is unchanged, not `shared` with other segments, and nothing but batches
 * "confirm" brought it.  Afterwards `lesson` names the unit as it is now.
 */
struct ty_lesson {
	int64_t	unit;			/* 0: none yet */
	int	revision;
	int64_t	identity;		/* its hash */
	bool	shared;
};
enum ty_status ty_store_teach(struct ty_store *store,
			      const struct ty_unit *unit,
			      const struct ty_place *places,
			      struct ty_lesson *lesson, struct ty_error *err);

/* Count what was read but not stored; `reason` is a stable word. */
void ty_store_skip(struct ty_store *store, const char *reason);

/*
 * Store a story with its segments.  `translation_of` is the id of the story it
 * translates, or 0.  segment_ids, if not NULL, has room for story->nsegments.
 * The same bytes (sha256) in the same language again, whatever their path: the
 * stored story's ids are given back and nothing is added.
 */
enum ty_status ty_store_put_story(struct ty_store *store,
				  const struct ty_story *story,
				  int64_t translation_of, int64_t *id,
				  int64_t *segment_ids, struct ty_error *err);

/* Add, change or remove a concept, as ty_terms_put() says.  Texts are stored as
 * given: NFC, trimmed, in canonical languages; strings are not NULL.  creator
 * and created "": the batch's. */
enum ty_status ty_store_put_concept(struct ty_store *store,
				    const struct ty_concept *concept,
				    int64_t *id, struct ty_error *err);

/* End the batch: *out (may be NULL) tells what it did.  A commit that fails
 * has undone all since begin. */
enum ty_status ty_store_commit(struct ty_store *store, struct ty_batch **out,
			       struct ty_error *err);
/* Undo all since begin; nothing if no batch is open. */
void ty_store_abort(struct ty_store *store);

/* As ty_undo(): what the memory then holds is what it would without the batch.
 * *restored counts units whose texts or marks return to what they were, *kept
 * those that the batch added or changed and that stay because of others.  The
 * counts may be NULL. */
enum ty_status ty_store_undo(struct ty_store *store, int64_t batch,
			     const char *user, int64_t *removed,
			     int64_t *restored, int64_t *kept,
			     struct ty_error *err);

/* ---- reading */

/*
 * ---- following: what an index of the memory's texts is built from, and how it
 * learns that they changed.  Each change of a unit has a number; every write
 * has a stamp at its last one.  What a batch has not committed cannot be read
 * so: TY_EINVAL.
 */

/* Number of the last change, and the stamp of its write; 0 in an empty memory.
 * The number grows with every write that changes units. */
enum ty_status ty_store_sequence(struct ty_store *store, int64_t *sequence,
				 int64_t *stamp, struct ty_error *err);

/* The stamp of the write that ended with change `sequence`; TY_END if none
 * did. */
enum ty_status ty_store_stamp(struct ty_store *store, int64_t sequence,
			      int64_t *stamp, struct ty_error *err);

/* The units whose texts or status changed after change `since`, each once, in
 * order of id; they may be gone.  *units is an array of *n, to be free()d. */
enum ty_status ty_store_changed(int64_t **units, size_t *n,
				struct ty_store *store, int64_t since,
				struct ty_error *err);

/* Every variant in `lang` (primary subtag compared) of `n` units (`units` NULL:
 * of all, in order of its id) but the rejected.  Stops when `row` returns
 * anything but TY_OK and returns that. */
enum ty_status ty_store_each_variant(struct ty_store *store, const char *lang,
		const int64_t *units, size_t n,
		enum ty_status (*row)(void *user, int64_t variant, int64_t unit,
				      const char *text, size_t len),
		void *user, struct ty_error *err);

/* Where the memory's file is, whatever links lead there: absolute. */
const char *ty_store_file(const struct ty_store *store);

/* The termbase, and a number that is another after every change of it. */
enum ty_status ty_store_concepts(struct ty_concepts **out, int64_t *version,
				 struct ty_store *store, struct ty_error *err);
enum ty_status ty_store_terms_version(int64_t *version, struct ty_store *store,
				      struct ty_error *err);

/* A unit seen from one of its source variants: what a match shows. */
struct ty_entry {
	int64_t			 unit;
	enum ty_unit_kind	 kind;
	enum ty_unit_status	 status;
	char			*source, *target;
	char			*codes;		/* of the source */
	char			*created;	/* or last change */
	char			*user;
	char			*headline, *path;	/* of its newest origin */
	int			 version;
};
void ty_entry_release(struct ty_entry *entry);

/* The pairs of variant `variant` with each target variant of its unit in
 * `other`: *out is an array of *n.  headline, path and version are left empty:
 * ty_store_entry_origin() fills them for what is really shown. */
enum ty_status ty_store_entries(struct ty_entry **out, size_t *n,
				struct ty_store *store, int64_t variant,
				const char *other, struct ty_error *err);
void ty_entries_free(struct ty_entry *entries, size_t n);
enum ty_status ty_store_entry_origin(struct ty_entry *entry,
				     struct ty_store *store, int64_t variant,
				     struct ty_error *err);

/* See one state of the memory until let go, and read faster; nothing, and
 * *began false, within a batch or another hold. */
enum ty_status ty_store_hold(struct ty_store *store, bool *began,
			     struct ty_error *err);
void ty_store_let_go(struct ty_store *store, bool began);

/* True in *found if `variant` ever stood between these neighbours (folded
 * compare; "" is the edge of a story; NULL, not known, is like none). */
enum ty_status ty_store_in_context(struct ty_store *store, int64_t variant,
				   const char *prev, const char *next,
				   bool *found, struct ty_error *err);

/* Units in order of id, for export.  Strings live until the next call. */
struct ty_cursor;
enum ty_status ty_store_units(struct ty_cursor **out, struct ty_store *store,
			      struct ty_error *err);
enum ty_status ty_cursor_next(struct ty_cursor *cursor, struct ty_unit *unit,
			      struct ty_origin *origin, struct ty_error *err);
void ty_cursor_close(struct ty_cursor *cursor);

/* As ty_search(); texts valid UTF-8, options.lang canonical, neither NULL. */
enum ty_status ty_store_search(struct ty_hits **out, struct ty_store *store,
			       const char *const *texts, size_t ntexts,
			       const struct ty_search_options *options,
			       struct ty_error *err);
enum ty_status ty_store_log(struct ty_batches **out, struct ty_store *store,
			    size_t limit, struct ty_error *err);
enum ty_status ty_store_stats(struct ty_store *store, struct ty_stats *out,
			      struct ty_error *err);
/* Verify and backup see what is committed: TY_EINVAL within a batch.  Where
 * the memory's folder cannot be written, the concordance is not verified. */
enum ty_status ty_store_verify(struct ty_store *store, int64_t *troubles,
			       const struct ty_monitor *monitor,
			       struct ty_error *err);
enum ty_status ty_store_backup(struct ty_store *store, const char *path,
			       const struct ty_monitor *monitor,
			       struct ty_error *err);
/* The memory's segmentation rules, an SRX file's text: to be free()d; NULL for
 * none.  Setting them is no batch and cannot be undone; NULL clears. */
enum ty_status ty_store_rules(char **out, struct ty_store *store,
			      struct ty_error *err);
enum ty_status ty_store_set_rules(struct ty_store *store, const char *text,
				  struct ty_error *err);
/* The same for any text kept under a key; NULL for none. */
enum ty_status ty_store_setting(char **out, struct ty_store *store,
				const char *key, struct ty_error *err);
enum ty_status ty_store_set_setting(struct ty_store *store, const char *key,
				    const char *text, struct ty_error *err);
/* Build the concordance again. */
enum ty_status ty_store_reindex(struct ty_store *store,
				const struct ty_monitor *monitor,
				struct ty_error *err);

#endif
