#ifndef TY_FLOW_BEADS_H
#define TY_FLOW_BEADS_H

#include "format/beads.h"

/* A story that a sheet of beads is about: its translated segments. */
struct ty_beads_side {
	const char		*path;
	const char *const	*texts;
	size_t			 n;
};

/*
 * The stories of a sheet: `given`, or those it names.  *out borrows its paths.
 *
 * Errors: TY_EINVAL they are in other languages than these, are not named, were
 * read from standard input, or were aligned by lines.
 */
enum ty_status ty_beads_stories(struct ty_pair *out,
				const struct ty_sheet *sheet,
				const struct ty_pair *given,
				const char *source, const char *target,
				struct ty_error *err);

/*
 * Is a sheet about these stories?  The numbers name segments, each once, and
 * each text that the sheet shows is text of its story.
 *
 * Errors: TY_ESYNTAX with the line of the sheet.
 */
enum ty_status ty_beads_check(const struct ty_sheet *sheet,
			      const struct ty_beads_side sides[2],
			      struct ty_error *err);

/* Did a person judge or make this bead?  One whose numbers were changed shows
 * other texts than theirs; a new one has no confidence. */
bool ty_beads_judged(const struct ty_sheet_row *row,
		     const struct ty_beads_side sides[2]);

#endif
