#ifndef TY_ALIGN_STRIP_H
#define TY_ALIGN_STRIP_H

#include "align/link.h"

/*
 * The cells of an n by m table that are looked at: in row i the columns from
 * low[i] to high[i].  Neither decreases from row to row, no row begins beyond
 * the end of the one before, row 0 begins at 0 and the last row ends at m.  A
 * table of no more than `cells` is looked at as a whole.
 */
struct ty_strip {
	size_t	*low, *high;
	size_t	*row;			/* number of the cell (i, low[i]) */
	size_t	 ncells;
};
void ty_strip_find(struct ty_strip *strip, const struct ty_features *features,
		   const struct ty_links *links, size_t cells);
void ty_strip_release(struct ty_strip *strip);

#endif
