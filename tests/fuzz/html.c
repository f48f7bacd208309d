/* Any bytes as a page: blocks and segments in order, within the source; what a
 * segment reads stands at its place. */

#include "fuzz.h"

#include "taiyaku.h"
#include "text/utf8.h"

static void one(struct ty_desk *desk, const char *text, size_t size,
		const char *lang)
{
	struct ty_story *story;
	size_t i, at = 0, bad;

	if (ty_story_parse(&story, desk, text, size, "fuzz.html", lang, NULL) !=
	    TY_OK)
		return;
	MUST(ty_utf8_valid(story->text, story->length, &bad));
	for (i = 0; i < story->nblocks; i++) {
		const struct ty_span *s = &story->blocks[i].span;

		MUST(s->start >= at && s->end > s->start);
		at = s->end;
	}
	MUST(at <= story->length);
	for (i = at = 0; i < story->nsegments; i++) {
		const struct ty_segment *g = &story->segments[i];

		MUST(g->span.start >= at && g->span.end > g->span.start);
		MUST(g->block < story->nblocks);
		MUST(g->span.end <= story->blocks[g->block].span.end);
		MUST(ty_utf8_valid(g->text, strlen(g->text), &bad));
		/* A source is never shorter than its text but for what NFC
		 * does to a few characters. */
		MUST(strlen(g->text) <= 3 * (g->span.end - g->span.start));
		at = g->span.end;
	}
	ty_story_free(story);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ty_desk_options options = { .data = "tm" };
	static struct ty_desk *desk;

	if (!desk)
		MUST(ty_desk_open(&desk, &options, NULL) == TY_OK);
	one(desk, (const char *)data, size, "en");
	one(desk, (const char *)data, size, NULL);
	return 0;
}
