#ifndef TY_CLI_PIECES_H
#define TY_CLI_PIECES_H

#include <stdio.h>

#include "base/buf.h"
#include "taiyaku.h"

/*
 * A long text in pieces that can be segmented by themselves, so that a stream
 * of any length needs a few megabytes.  A piece ends at the first blank line
 * after PIECES_SIZE, or, where there is none for PIECES_MOST, after a line that
 * ends as a sentence does.  A line that holds only U+001E is a piece of its
 * own: it ends a document.
 */
#define PIECES_SIZE	((size_t)1 << 20)
#define PIECES_MOST	((size_t)4 << 20)
#define PIECES_SEPARATOR '\x1E'

struct pieces {
	FILE		*in;
	const char	*path;
	struct ty_buf	 buf;
	size_t		 at;		/* the next piece */
	size_t		 searched;	/* no separator before this */
	long		 line;		/* of `at` */
	bool		 ended;
};

struct piece {
	const char	*text;		/* until the next call */
	size_t		 length;
	long		 line;		/* its first */
	bool		 separator;
};

/* Reads the first PIECES_SIZE bytes, if there are so many. */
enum ty_status pieces_open(struct pieces *pieces, const char *path,
			   struct ty_error *err);
enum ty_status pieces_next(struct pieces *pieces, struct piece *out,
			   struct ty_error *err);	/* TY_END when done */
/* Instead of pieces: all that is left, at most `limit` bytes, in pieces->buf
 * from pieces->at on. */
enum ty_status pieces_rest(struct pieces *pieces, size_t limit,
			   struct ty_error *err);
void pieces_close(struct pieces *pieces);

/* Where the document that starts at `at` ends: at its separator line or at the
 * end of the text. */
size_t pieces_document(const char *text, size_t at, size_t end);

#endif
