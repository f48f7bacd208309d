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

#endif
