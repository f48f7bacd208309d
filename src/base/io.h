#ifndef TY_BASE_IO_H
#define TY_BASE_IO_H

#include <stdio.h>

#include "base/buf.h"
#include "taiyaku.h"

/* Limits at the border; a file larger than what its reader allows is refused
 * before it is read. */
#define TY_MAX_STORY	(64u << 20)	/* bytes of a file read whole */
#define TY_MAX_LINE	(1u << 20)	/* bytes of a line of a line format */

/*
 * Read a whole file ("-": standard input) of at most `limit` bytes into `out`,
 * after what is there already.
 *
 * Errors: TY_ENOTFOUND, TY_EIO (also for a directory), TY_ELIMIT.
 */
enum ty_status ty_read_file(struct ty_buf *out, const char *path, size_t limit,
			    struct ty_error *err);

/* Open for reading: refuses directories; "-" is standard input.  Close with
 * ty_close_input(), which leaves standard input open. */
enum ty_status ty_open_input(FILE **out, const char *path,
			     struct ty_error *err);
void ty_close_input(FILE *f);

/*
 * Read one line without its LF or CRLF into `line`.  Returns TY_OK, TY_END, or
 * fails with TY_EIO, or TY_ELIMIT for a line of more than `limit` bytes (with
 * `path` and `number` in the error).
 */
enum ty_status ty_read_line(struct ty_buf *line, FILE *f, const char *path,
			    long number, size_t limit, struct ty_error *err);

/* The same with its line end, for who writes the file again. */
enum ty_status ty_read_raw_line(struct ty_buf *line, FILE *f, const char *path,
				long number, size_t limit,
				struct ty_error *err);

/*
 * An output file that appears whole or not at all: written beside its final
 * place (through links) with mode 0600, renamed over it by ty_output_commit().
 * "-" is standard output; devices and pipes are written directly; a database is
 * not replaced (TY_EINVAL).  Write to `f` with stdio and
 * look at no result: commit reports whatever went wrong.
 */
struct ty_output {
	FILE	*f;
	char	*path, *temp;		/* temp NULL: written directly */
	bool	 quick;			/* set after opening: it need not outlive
					   a power cut, as its reader sees
					   whether it is whole */
};
enum ty_status ty_output_open(struct ty_output *out, const char *path,
			      struct ty_error *err);
enum ty_status ty_output_commit(struct ty_output *out, struct ty_error *err);
void ty_output_abort(struct ty_output *out);	/* also after commit: nothing */

/* Both are there and are one file, whatever their names. */
bool ty_same_file(const char *a, const char *b);

/* "-" and /dev/stdout. */
bool ty_is_stdout(const char *path);

/* Standard input or anything else that can be read only once. */
bool ty_is_pipe(const char *path);

/* The line (1-based) and column (1-based, in code points) of byte `offset`. */
void ty_locate(const char *text, size_t offset, long *line, long *column);

#endif
