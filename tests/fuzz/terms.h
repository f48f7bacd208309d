#ifndef FUZZ_TERMS_H
#define FUZZ_TERMS_H

#include "fuzz.h"

#include "format/termfile.h"
#include "text/utf8.h"

static inline void must_be_text(const char *s)
{
	size_t bad;

	MUST(s && ty_utf8_valid(s, strlen(s), &bad));
}

static inline enum ty_status look_at_concept(void *user,
					     const struct ty_concept *c,
					     long line, struct ty_error *err)
{
	size_t i;

	(void)user;
	(void)err;
	MUST(line > 0);
	must_be_text(c->uid);
	must_be_text(c->domain);
	must_be_text(c->definition);
	must_be_text(c->note);
	MUST(c->nterms <= TY_MAX_TERMS);
	for (i = 0; i < c->nterms; i++) {
		must_be_text(c->terms[i].text);
		must_be_text(c->terms[i].pos);
		must_be_text(c->terms[i].note);
		MUST(c->terms[i].lang[0]);
		MUST(strlen(c->terms[i].text) <= TY_MAX_TERM);
		MUST((unsigned)c->terms[i].status <= TY_FORBIDDEN);
	}
	return TY_OK;
}

/* Bytes as a termbase file: read to an end or a located error, every text valid
 * UTF-8, every term with a language. */
static inline int fuzz_terms(const char *name, const uint8_t *data,
			     size_t size)
{
	struct ty_format_options options = { .source = "en", .target = "ja" };
	const struct ty_term_format *format;
	struct ty_term_file file = { .options = &options,
				     .sink = look_at_concept };
	struct ty_error err = { .code = TY_OK };
	char path[64];
	int fd = fuzz_file(path, data, size);

	file.path = path;
	MUST(ty_term_format_find(&format, name, path, &err) == TY_OK);
	if (ty_term_file_read(format, &file, &err) != TY_OK)
		MUST(err.file[0] && err.text[0]);
	close(fd);
	return 0;
}

#endif
