#ifndef TY_FLOW_CORPUS_H
#define TY_FLOW_CORPUS_H

#include <stdio.h>
#include <time.h>

#include "flow/desk.h"
#include "format/corpus.h"

/* ---- corpus_align.c: a story with its translation becomes pairs */

/*
 * Why a story must not leave, as far as its fields say: a stable word
 * ("embargoed", "killed", "licence", "status"); NULL: it may.
 */
const char *ty_corpus_bar(const struct ty_corpus_story *story,
			  const struct ty_corpus_options *options);

/* The moment by which embargoes are judged. */
#define TY_CORPUS_NOW	24
void ty_corpus_now(char out[TY_CORPUS_NOW],
		   const struct ty_corpus_options *options);

/*
 * Read and align.  Afterwards it has pairs, or TY_CF_BARRED; the texts it was
 * given are gone from it.
 *
 * Errors: those of reading the two stories; TY_EINVAL a story paired with
 * itself, or in another language; TY_ECANCEL.
 */
enum ty_status ty_corpus_align(struct ty_corpus_story *story,
			       struct ty_desk *desk,
			       const struct ty_corpus_options *options,
			       struct ty_error *err);

/* ---- corpus_filter.c: what is wrong with a pair */

/* Mark what does not depend on thresholds. */
enum ty_status ty_corpus_mark(struct ty_corpus_story *story,
			      struct ty_desk *desk, struct ty_error *err);
/* Decide about each pair by itself. */
void ty_corpus_judge(struct ty_corpus_story *story, const struct ty_desk *desk,
		     const struct ty_corpus_options *options);
/* How many times longer than usual the longer side is: 1 and more. */
double ty_corpus_ratio(const struct ty_corpus_pair *pair,
		       const struct ty_desk *desk);

/* ---- corpus_list.c: the stories a corpus is made from, one by one */

struct ty_corpus_list {
	FILE		*f;
	char		*path;
	bool		 json;
	long		 line;
	struct ty_buf	 buf;
};
/* Errors: TY_ENOTFOUND, TY_EIO; TY_EINVAL what can be read only once. */
enum ty_status ty_corpus_list_open(struct ty_corpus_list *list,
				   const char *path, struct ty_error *err);
void ty_corpus_list_close(struct ty_corpus_list *list);
enum ty_status ty_corpus_list_rewind(struct ty_corpus_list *list,
				     struct ty_error *err);
/* The next story into a cleared one, with a name; TY_END; TY_ESYNTAX. */
enum ty_status ty_corpus_list_next(struct ty_corpus_story *out,
				   struct ty_corpus_list *list,
				   struct ty_error *err);

/* ---- corpus_work.c: what was aligned before */

struct ty_corpus_work {
	const char	*folder;		/* OUT/.work */
	char		 setup[65];		/* what all alignments depend on */
	struct timespec	 began;
};
enum ty_status ty_corpus_work_open(struct ty_corpus_work *work,
				   const char *folder, struct ty_desk *desk,
				   struct ty_error *err);

/*
 * Fill a story of a list with its pairs, marked: from the file of an earlier
 * run if neither text has changed, else by aligning, which is then kept.  Of a
 * story that may not leave nothing is kept.  *fresh: it was aligned now.
 */
enum ty_status ty_corpus_work_load(struct ty_corpus_story *story, bool *fresh,
				   const struct ty_corpus_work *work,
				   struct ty_desk *desk,
				   const struct ty_corpus_options *options,
				   struct ty_error *err);
/* Remove the files that no story of this run has. */
void ty_corpus_work_sweep(const struct ty_corpus_work *work);

#endif
