/* Any text in any language: values in order, inside the text, at characters,
 * with an amount; and the same when they are read again. */

#include "fuzz.h"

#include "text/utf8.h"
#include "text/value.h"

static void one(const struct ty_value_reader *reader, const char *text,
		size_t size)
{
	struct ty_values values = { 0 }, again = { 0 };
	size_t at = 0, i;

	ty_values_read(reader, text, size, &values);
	ty_values_read(reader, text, size, &again);
	MUST(values.n == again.n);
	for (i = 0; i < values.n; i++) {
		const struct ty_value *v = &values.v[i];

		MUST(v->span.start >= at && v->span.end > v->span.start);
		MUST(v->span.end <= size);
		MUST((text[v->span.start] & 0xC0) != 0x80);
		MUST(v->span.end == size ||
		     (text[v->span.end] & 0xC0) != 0x80);
		MUST(v->amount[0] && v->unit);
		MUST(memchr(v->amount, '\0', sizeof(v->amount)));
		MUST(ty_value_kind_word(v->kind) &&
		     ty_value_kind_word(v->ends));
		MUST(!strcmp(v->amount, again.v[i].amount));
		at = v->span.end;
	}
	ty_values_release(&values);
	ty_values_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = { "en", "ja", "de" };
	static struct ty_value_reader *readers[3];
	size_t i, bad;

	for (i = 0; i < 3; i++) {
		if (!readers[i])
			MUST(ty_value_reader_open(&readers[i], langs[i],
						  NULL) == TY_OK);
		if (ty_utf8_valid((const char *)data, size, &bad))
			one(readers[i], (const char *)data, size);
	}
	return 0;
}
