#ifndef TY_TEXT_GUESS_H
#define TY_TEXT_GUESS_H

#include "text/convert.h"
#include "text/readable.h"

/*
 * Guesses about the encoding of bytes, from how a sample of them reads.  Among
 * the Japanese encodings the one that decodes and gives the best Japanese;
 * short texts too, where statistics of bytes say nothing.  uchardet is asked
 * about the others.
 */

/* Characters that show an encoding for sure. */
#define TY_GUESS_ENOUGH	8

struct ty_file_bytes {
	const char	*bytes;
	size_t		 length;
	struct ty_span	 sample;	/* from the first line that tells */
	struct ty_kanji	 kanji;		/* for reading it */
};
/* Choose the sample; empty if all is ASCII without escapes. */
void ty_guess_sample(struct ty_file_bytes *f);

/* The sample read in one encoding. */
struct ty_guess {
	char			 name[TY_ENCODING_MAX];
	struct ty_readable	 text;
	size_t			 reach;		/* bytes that decode */
	bool			 whole;		/* all of them do */
};
void ty_guess_try(struct ty_guess *g, const struct ty_file_bytes *f,
		  const char *name);

/* Is most of what is not ASCII well-formed UTF-8?  Then that is what the file
 * is meant to be, and a few bytes of it are bad. */
bool ty_guess_utf8(const struct ty_file_bytes *f);

/*
 * The encoding whose reading of the sample looks written, "" if none does.
 * When one does but breaks off before the end, *broken is set: it is that
 * encoding, with a bad place.
 */
void ty_guess_encoding(char name[TY_ENCODING_MAX], bool *broken,
		       const struct ty_file_bytes *f);

/* UTF-16 without a mark: every other byte of ASCII is NUL. */
bool ty_guess_wide(char name[TY_ENCODING_MAX], const struct ty_file_bytes *f);

/* The other encoding in which a line of the file is good Japanese; NULL if
 * there is none: then it is merely bad. */
const char *ty_guess_joined(const struct ty_file_bytes *f, const char *line,
			    size_t len, const char *encoding);

#endif
