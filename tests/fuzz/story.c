/* Any text as a story: segments and blocks in order, nothing lost. */

#include "fuzz.h"

#include "taiyaku.h"
#include "text/utf8.h"

static void one(struct ty_desk *desk, const char *text, size_t size,
		const char *lang)
{
	struct ty_story *story;
	size_t i, at = 0;

	if (ty_story_parse(&story, desk, text, size, "fuzz", lang, NULL) !=
	    TY_OK)
		return;
	for (i = 0; i < story->nsegments; i++) {
		const struct ty_segment *s = &story->segments[i];

		MUST(s->span.start >= at && s->span.end >= s->span.start);
		MUST(s->span.end <= story->length && s->block < story->nblocks);
		/* ASCII other than white space is in some segment. */
		for (; at < s->span.start; at++)
			MUST((unsigned char)story->text[at] <= ' ' ||
			     (unsigned char)story->text[at] >= 0x7F);
		at = s->span.end;
	}
	for (; at < story->length; at++)
		MUST((unsigned char)story->text[at] <= ' ' ||
		     (unsigned char)story->text[at] >= 0x7F);
	ty_story_free(story);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ty_desk_options options = { .data = "tm" };
	static struct ty_desk *desk;

	if (!desk)
		MUST(ty_desk_open(&desk, &options, NULL) == TY_OK);
	one(desk, (const char *)data, size, "en");
	one(desk, (const char *)data, size, "ja");
	return 0;
}
