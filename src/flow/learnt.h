#ifndef TY_FLOW_LEARNT_H
#define TY_FLOW_LEARNT_H

#include "align/model.h"
#include "store/store.h"

/*
 * The lexicon that a memory teaches (align/model.h), in a file beside it:
 * NAME.tm-LANG-LANG.learnt, the languages in the order of the alphabet.  It is
 * derived: missing, damaged or of another past, it is made again.
 */
struct ty_lesson_book {
	struct ty_model	*model;		/* NULL: there is none */
	char		*path;
	int64_t		 file[3];	/* which file it is of: to see that
					   another has taken its place */
};

/* What was learnt from the memory in these languages; read when it is asked
 * for the first time, and again when the file is another.  NULL: nothing, or
 * nothing that can be used, which is noted. */
const struct ty_model *ty_learnt_model(struct ty_lesson_book *book,
				       struct ty_store *store,
				       const char *const lang[2],
				       const struct ty_monitor *monitor);
/* Verify the file, if there is one: 1 if it is damaged, which is noted. */
int64_t ty_learnt_verify(struct ty_lesson_book *book, struct ty_store *store,
			 const char *const lang[2],
			 const struct ty_monitor *monitor);
void ty_learnt_release(struct ty_lesson_book *book);

/* So many changes are worth learning from by themselves. */
#define TY_LEARNT_BATCH	1000

/*
 * Learn what is new since the file was written, if that are at least `least`
 * changes; everything anew if `anew`, or if the memory is twice what it was
 * when that was done last: what units were before they changed stays learnt
 * until then.
 *
 * Errors: TY_ECANCEL; reading the memory, writing the file.
 */
enum ty_status ty_learnt_follow(struct ty_lesson_book *book,
				struct ty_store *store,
				const char *const lang[2], bool anew,
				int64_t least,
				const struct ty_monitor *monitor,
				struct ty_error *err);

#endif
