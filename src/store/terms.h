#ifndef TY_STORE_TERMS_H
#define TY_STORE_TERMS_H

#include "store/db.h"

/*
 * The terms of the concordance, over text folded with TY_FOLD_SEARCH.
 *
 * A run of letters of scripts written without spaces (Han, kana, Thai, ...) is
 * dense: each of its characters gives one term, made of it and the next, the
 * last one a term alone.  So a text of one character is found as the beginning
 * of a term, a longer one as terms that follow each other.  Any other run of
 * letters, digits and marks is a word.  A word longer than TY_TERM_WINDOW
 * characters is given in windows of that length which overlap by half, so that
 * any TY_TERM_PART characters of it stand together in one term.  The rest
 * (spaces, punctuation, symbols) is no term.
 *
 * Change TY_TERMS_VERSION with anything here, or with ty_fold(): memories then
 * build their concordance again.
 */
#define TY_TERMS_VERSION	2
#define TY_TERM_WINDOW		64
#define TY_TERM_PART		(TY_TERM_WINDOW / 2)

struct ty_run {
	size_t	start, end;		/* bytes */
	size_t	chars;
	bool	dense;
};

/* The next run at or after *i, which is moved behind it; false at the end. */
bool ty_run_next(const char *s, size_t len, size_t *i, struct ty_run *run);

/* The byte behind `chars` characters from `start` on; at most `end`. */
size_t ty_run_skip(const char *s, size_t start, size_t end, size_t chars);

/* Make the tokenizer "taiyaku" known to the store's connection.  In queries it
 * takes each string as one term. */
enum ty_status ty_terms_register(struct ty_store *store, struct ty_error *err);

#endif
