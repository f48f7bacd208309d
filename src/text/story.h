#ifndef TY_TEXT_STORY_H
#define TY_TEXT_STORY_H

#include "text/segment.h"

/*
 * Take a story apart: blocks with their kinds, metadata, segments.  `text` is
 * valid UTF-8 without NUL and without BOM, borrowed; `lang` is canonical.
 * *out is complete but for path and sha256.
 */
void ty_story_build(struct ty_story **out, struct ty_segmenter *segmenter,
		    const char *text, size_t length, const char *lang);

/*
 * The same for a text whose blocks are known already, in their order and not
 * overlapping: only the dateline, the credit and other facts are looked for.
 * Newlines within a body block are those of ty_segmenter_run().
 */
struct ty_part {
	enum ty_kind	kind;
	struct ty_span	span;		/* without white space at its ends */
};
void ty_story_build_parts(struct ty_story **out,
			  struct ty_segmenter *segmenter, const char *text,
			  size_t length, const char *lang,
			  const struct ty_part *parts, size_t nparts);

#endif
