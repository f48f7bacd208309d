#ifndef TY_ALIGN_PATH_H
#define TY_ALIGN_PATH_H

#include "align/evidence.h"

struct ty_path {
	struct ty_pairing	*v;	/* together they hold every segment */
	size_t			 n, cap;
};

/* Priors that follow the document: of leaving out a segment of a side, of
 * neighbours in reversed order, of pairs further out of order. */
struct ty_priors {
	double	omission[2], swap, cross;
};

/*
 * A way through both documents, in order but for neighbours that changed
 * places.  An empty path (zeroed) is filled with the most probable way of the
 * whole strip, without shares.  If `path` holds an earlier one, only its
 * surroundings are searched, for the way whose beads are right most often, and
 * their shares are computed.
 */
void ty_path_find(struct ty_path *path, const struct ty_evidence *ev,
		  const struct ty_priors *priors);

/* Join omissions that belong together out of order. */
void ty_path_cross(struct ty_path *path, const struct ty_evidence *ev,
		   const struct ty_priors *priors);
void ty_path_add(struct ty_path *path, struct ty_pairing pairing);
void ty_path_release(struct ty_path *path);

#endif
