#ifndef TESTS_UNIT_DOCUMENT_H
#define TESTS_UNIT_DOCUMENT_H

/* Documents read from strings and written from changed targets, for the tests
 * of their formats. */

#include <stdlib.h>

#include "base/alloc.h"
#include "flow/document.h"

static struct ty_desk *desk;

static inline struct ty_document *read_bytes(const char *bytes, size_t len,
					     const char *name,
					     struct ty_error *err)
{
	struct ty_document *d;

	ty_document_read(&d, desk, bytes, len, name, NULL, err);
	return d;
}

/* What the document becomes when segment `i` has this target (NULL: none has
 * another), in its own format; "" if it cannot be written. */
static inline const char *changed(const struct ty_document *d,
				  const char *bytes, size_t len, size_t i,
				  const char *target, bool confirmed,
				  struct ty_error *err)
{
	struct ty_document_piece *p = ty_alloc(d->nsegments + 1, sizeof(*p));
	static struct ty_buf out = TY_BUF_INIT;
	size_t k;

	for (k = 0; k < d->nsegments; k++) {
		p[k].segment = k;
		p[k].segments = 1;
		p[k].source = d->segments[k].source;
		p[k].target = d->segments[k].target;
		p[k].confirmed = d->segments[k].finished;
		if (target && k == i) {
			p[k].target = target;
			p[k].confirmed = confirmed;
		}
	}
	ty_buf_clear(&out);
	ty_document_write(&out, desk, d, bytes, len, p, d->nsegments,
			  ty_document_formats(d)[0], err);
	free(p);
	return out.p;
}

/* Reading the file cut off anywhere gives a document or a located error. */
static inline bool truncations(const char *bytes, size_t len, const char *name)
{
	struct ty_document *d;
	struct ty_error err;
	bool good = true;
	size_t n;

	for (n = 0; n < len; n++) {
		memset(&err, 0, sizeof(err));
		d = read_bytes(bytes, n, name, &err);
		good = good && (d || (err.code != TY_OK && err.file[0] &&
				      err.text[0]));
		ty_document_free(d);
	}
	return good;
}

#endif
