#ifndef FUZZ_UNITS_H
#define FUZZ_UNITS_H

#include "fuzz.h"

#include "format/format.h"
#include "text/utf8.h"

/* Bytes as a bilingual format: read to an end or a located error, every text
 * valid UTF-8, every variant with a language. */
static inline int fuzz_units(const char *name, const uint8_t *data, size_t size)
{
	struct ty_format_options options = { .source = "en", .target = "ja" };
	const struct ty_format *format;
	struct ty_reader *reader;
	struct ty_error err;
	struct ty_unit unit;
	char path[64];
	size_t bad, i;
	int fd = fuzz_file(path, data, size);

	MUST(ty_format_find(&format, name, NULL, &err) == TY_OK);
	if (ty_reader_open(&reader, format, path, &options, &err) == TY_OK) {
		while (ty_reader_next(reader, &unit, &err) == TY_OK)
			for (i = 0; i < unit.nvariants; i++) {
				const struct ty_variant *v = &unit.variants[i];

				MUST(ty_utf8_valid(v->text, strlen(v->text),
						   &bad));
				MUST(v->lang[0] != '\0');
			}
		ty_reader_close(reader);
	}
	close(fd);
	return 0;
}

#endif
