#ifndef TY_ALIGN_PATH_H
#define TY_ALIGN_PATH_H

#include "align/evidence.h"

struct ty_path {
	struct ty_pairing	*v;	/* together they hold every segment */
	size_t			 n, cap;
};

/*
 * The most probable way through both documents, in order but for neighbours
 * that changed places.  `omission[side]` is the prior of leaving a segment
 * out.  If `path` holds an earlier path only its surroundings are searched,
 * and the shares of the new one are computed; an empty path (zeroed) is filled
 * from the whole strip, without shares.
 */
void ty_path_find(struct ty_path *path, const struct ty_evidence *ev,
		  const double omission[2]);

/* Join omissions that belong together out of order. */
void ty_path_cross(struct ty_path *path, const struct ty_evidence *ev,
		   const double omission[2]);
void ty_path_release(struct ty_path *path);

#endif
