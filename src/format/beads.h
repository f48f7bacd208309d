#ifndef TY_FORMAT_BEADS_H
#define TY_FORMAT_BEADS_H

#include "base/buf.h"
#include "taiyaku.h"
#include "text/lang.h"

/* Beads as people look at them: an alignment with its texts.  In each array
 * the source stands before the target. */
struct ty_bead_view {
	const struct ty_beads	*beads;
	const char		*lang[2], *path[2];
	const char *const	*text[2];
	size_t			 n[2];		/* segments */
	bool			 lines;		/* that are lines of the files */
};

/* The texts of `n` segments from `first` as one: with spaces between, where the
 * language has them. */
void ty_beads_text(struct ty_buf *out, const struct ty_bead_view *view,
		   int side, size_t first, size_t n);

/* A piece of evidence, for people. */
const char *ty_reason_name(const char *kind);
/* What weighs so little is only counted. */
#define TY_REASON_LITTLE	0.05

/* As a page without script; the evidence too, if the beads have it. */
void ty_beads_page(struct ty_buf *out, const struct ty_bead_view *view);
extern const char ty_beads_style[];

/* What has two sides as units of a TMX file, on standard output. */
enum ty_status ty_beads_tmx(const struct ty_bead_view *view,
			    struct ty_error *err);

/*
 * As a sheet, which a person judges and corrects in a spreadsheet: fields with
 * tabs between, in quotes as in CSV where they have to be.  Rows that begin
 * with "#" name the stories; a row names the columns; then there is a row for
 * each bead, with the numbers of its segments from 1 ("2+3": a comma would
 * become a decimal mark or vanish in a spreadsheet).  `mark`: begin with a byte
 * order mark, by which Excel knows UTF-8.
 */
void ty_beads_sheet(struct ty_buf *out, const struct ty_bead_view *view,
		    bool mark);

/* What a person wrote beside a bead. */
enum ty_judgement { TY_NOT_JUDGED, TY_JUDGED_RIGHT, TY_JUDGED_WRONG };

struct ty_sheet_row {
	long			 line;
	size_t			 first[2], n[2];	/* segments, from 0 */
	double			 confidence;		/* < 0: none is given */
	enum ty_judgement	 judgement;
	char			*text[2];		/* "": none is given */
};

struct ty_sheet {
	char			*path;
	char			 lang[2][TY_LANG_MAX];	/* "": not named */
	char			*story[2];		/* NULL: not named */
	bool			 lines;
	struct ty_sheet_row	*rows;
	size_t			 n, cap;
};

/*
 * Read what a spreadsheet wrote back: commas, semicolons or tabs between, in any
 * encoding, with the columns in any order and others among them; only those of
 * the numbers must be there.
 *
 * Errors: those of ty_read_file() and ty_decode(); TY_ESYNTAX with the line.
 */
enum ty_status ty_sheet_read(struct ty_sheet **out, const char *path,
			     const char *encoding, struct ty_error *err);
void ty_sheet_free(struct ty_sheet *sheet);

#endif
