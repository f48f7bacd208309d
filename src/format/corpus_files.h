#ifndef TY_FORMAT_CORPUS_FILES_H
#define TY_FORMAT_CORPUS_FILES_H

#include "format/corpus.h"
#include "format/format.h"

enum { TY_TRAIN, TY_DEV, TY_TEST, TY_NSPLITS };
extern const char *const ty_corpus_splits[TY_NSPLITS];	/* "train", ... */

/* The files of a corpus, which appear together: SPLIT.tmx, .tsv, .jsonl and
 * .LANG, one text a line. */
enum { TY_CO_TSV, TY_CO_JSONL, TY_CO_SOURCE, TY_CO_TARGET, TY_NCO };
struct ty_corpus_files {
	struct ty_writer	*tmx[TY_NSPLITS];
	struct ty_output	 out[TY_NSPLITS][TY_NCO];
	struct ty_output	 page, card;	/* report.html, README.md */
	const char		*source, *target;	/* languages */
	struct ty_buf		 buf, note;
};

/* Zeroed to begin with.  Errors: TY_EIO. */
enum ty_status ty_corpus_files_open(struct ty_corpus_files *files,
				    const char *folder, const char *source,
				    const char *target, struct ty_error *err);
enum ty_status ty_corpus_files_put(struct ty_corpus_files *files, int split,
				   const struct ty_corpus_story *story,
				   const struct ty_corpus_pair *pair,
				   const char *id, struct ty_error *err);
/* All that was written is safe on disk before the first file gets its name. */
enum ty_status ty_corpus_files_commit(struct ty_corpus_files *files,
				      struct ty_error *err);
void ty_corpus_files_abort(struct ty_corpus_files *files);

/* A pair as it stands in SPLIT.jsonl, read again: strings "" if not there;
 * they live in `hold`, to be let go by ty_corpus_line_free(). */
struct ty_corpus_line {
	const char	*id, *source, *target, *split, *story;
	double		 score;
	void		*hold;
};
enum ty_status ty_corpus_line_read(struct ty_corpus_line *out, const char *line,
				   size_t len, const char *path, long number,
				   struct ty_error *err);
void ty_corpus_line_free(struct ty_corpus_line *line);

#endif
