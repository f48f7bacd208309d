/* Any text with any term: places in order, on the borders of characters, none
 * over another but at the same place. */

#include "fuzz.h"

#include "text/term_find.h"
#include "text/utf8.h"

static void look(const char *lang, const char *term, const char *text,
		 size_t len)
{
	struct ty_term_places places = { .n = 0 };
	struct ty_term_finder *finder;
	size_t i;

	MUST(ty_term_finder_open(&finder, lang, NULL) == TY_OK);
	ty_term_finder_add(finder, term, "", 0);
	ty_term_finder_add(finder, "cease-fire", "", 1);
	ty_term_finder_add(finder, "市場", "", 2);
	ty_term_finder_run(finder, text, len, TY_TERMS_LONGEST, &places);
	for (i = 0; i < places.n; i++) {
		const struct ty_span *s = &places.v[i].span;

		MUST(s->start < s->end && s->end <= len);
		MUST((text[s->start] & 0xC0) != 0x80);
		MUST(s->end == len || (text[s->end] & 0xC0) != 0x80);
		MUST(!i || s->start >= places.v[i - 1].span.end ||
		     (s->start == places.v[i - 1].span.start &&
		      s->end == places.v[i - 1].span.end));
	}
	ty_term_finder_run(finder, text, len, TY_TERMS_ANY, &places);
	ty_term_places_release(&places);
	ty_term_finder_close(finder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *end = memchr(data, '\n', size);
	size_t bad, n = end ? (size_t)(end - (const char *)data) : 0;
	char term[1001];

	if (!end || n >= sizeof(term) ||
	    !ty_utf8_valid((const char *)data, size, &bad))
		return 0;
	memcpy(term, data, n);
	term[n] = '\0';
	if (strlen(term) != n)
		return 0;
	look("en", term, end + 1, size - n - 1);
	look("ja", term, end + 1, size - n - 1);
	return 0;
}
