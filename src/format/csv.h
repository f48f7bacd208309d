#ifndef TY_FORMAT_CSV_H
#define TY_FORMAT_CSV_H

#include "base/buf.h"
#include "taiyaku.h"

/* CSV, as RFC 4180 has it: records of fields, some in quotes. */
struct ty_csv {
	const char	*s;		/* NUL-terminated text */
	const char	*path;		/* for errors */
	char		 delimiter;
	size_t		 at;
	long		 line;		/* where the record begins */
	long		 next_line;
	struct ty_buf	 text;		/* of the record's fields */
	size_t		*fields;	/* where each starts in it */
	size_t		 n, cap;
};

/* `s` and `path` are borrowed.  The delimiter is a comma, or what stands in the
 * first line in its place: a semicolon or a tab. */
void ty_csv_open(struct ty_csv *csv, const char *s, const char *path);
void ty_csv_close(struct ty_csv *csv);
/* The next record that is not an empty line; TY_END after the last; TY_ESYNTAX
 * a quotation mark where there must be none, or one that is not closed. */
enum ty_status ty_csv_next(struct ty_csv *csv, struct ty_error *err);
const char *ty_csv_field(const struct ty_csv *csv, size_t i);

/*
 * Append a field, in quotes if it has to be.  A spreadsheet would calculate what
 * begins with = + - @ (of any width) or a tab, whoever wrote it: such text has
 * an apostrophe before it, as spreadsheets mark text, and text that begins with
 * apostrophes before such a sign has one more.  ty_csv_text() takes it off.
 */
void ty_csv_put(struct ty_buf *out, const char *field);
void ty_csv_quote(struct ty_buf *out, const char *field);	/* always in them */
const char *ty_csv_text(const char *field);

#endif
