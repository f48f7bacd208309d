#ifndef TY_FLOW_TIES_H
#define TY_FLOW_TIES_H

#include "flow/desk.h"

/* Find which places of a match's target belong to the words of its source that
 * changed: match->target_spans.  The rest of the match is complete. */
enum ty_status ty_match_tie(struct ty_match *match, struct ty_desk *desk,
			    struct ty_error *err);

#endif
