/* Any text in any language: spans in order, and between them white space only,
 * so that nothing is lost. */

#include "fuzz.h"

#include "taiyaku.h"
#include "text/glyph.h"

static void only_space(const char *s, size_t from, size_t to)
{
	MUST(ty_skip_space(s, from, to) == to);
}

static void one(struct ty_desk *desk, const char *text, size_t size,
		const char *lang)
{
	struct ty_decisions *decisions;
	struct ty_spans *spans;
	size_t i, at = 0, breaks = 0;

	if (ty_segment_text(&spans, desk, text, size, lang, NULL) != TY_OK)
		return;
	for (i = 0; i < spans->n; i++) {
		MUST(spans->items[i].start >= at);
		MUST(spans->items[i].end > spans->items[i].start);
		only_space(text, at, spans->items[i].start);
		at = spans->items[i].end;
	}
	MUST(at <= size);
	only_space(text, at, size);
	MUST(ty_explain(&decisions, desk, text, size, lang, NULL) == TY_OK);
	for (i = 0; i < decisions->n; i++) {
		const struct ty_decision *d = &decisions->items[i];

		MUST(d->before.start <= d->before.end);
		MUST(d->before.end == d->after.start);
		MUST(d->after.end <= size && d->word.end <= size);
		breaks += d->breaks;
	}
	/* Every segment but the last ends at a decision. */
	MUST(spans->n <= breaks + 1);
	ty_decisions_free(decisions);
	ty_spans_free(spans);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = { "en", "ja", "zh", "de", "th" };
	struct ty_desk_options options = { .data = "tm" };
	static struct ty_desk *desk;
	size_t i;

	if (!desk)
		MUST(ty_desk_open(&desk, &options, NULL) == TY_OK);
	for (i = 0; i < sizeof(langs) / sizeof(langs[0]); i++)
		one(desk, (const char *)data, size, langs[i]);
	return 0;
}
