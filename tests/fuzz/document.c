/* Any bytes as a document: what is read can be written, and is what it was if
 * nothing has changed. */

#include "fuzz.h"

#include "base/alloc.h"
#include "flow/document.h"
#include "format/tagged.h"
#include "text/utf8.h"

static struct ty_document_piece *pieces_of(const struct ty_document *d)
{
	struct ty_document_piece *p = ty_alloc(d->nsegments + 1, sizeof(*p));
	size_t i, bad;

	for (i = 0; i < d->nsegments; i++) {
		const struct ty_document_segment *s = &d->segments[i];

		MUST(ty_utf8_valid(s->source, strlen(s->source), &bad));
		MUST(ty_utf8_valid(s->target, strlen(s->target), &bad));
		MUST(ty_utf8_valid(s->note, strlen(s->note), &bad));
		MUST(s->line > 0 && ty_kind_translated(s->kind));
		p[i] = (struct ty_document_piece){ .segment = i, .segments = 1,
			.source = s->source, .target = s->target,
			.confirmed = s->finished };
	}
	return p;
}

/* Every segment is its own translation, which no format refuses. */
static void retell(struct ty_desk *desk, const struct ty_document *d,
		   const char *bytes, size_t size,
		   struct ty_document_piece *p)
{
	const char *const *formats = ty_document_formats(d);
	struct ty_buf out = TY_BUF_INIT;
	struct ty_document *again;
	size_t i;

	for (i = 0; i < d->nsegments; i++) {
		p[i].target = p[i].source;
		p[i].confirmed = i % 2;
	}
	for (i = 0; formats[i]; i++) {
		ty_buf_clear(&out);
		MUST(ty_document_write(&out, desk, d, bytes, size, p,
				       d->nsegments, formats[i], NULL) ==
		     TY_OK);
		if (!i && !d->story) {
			MUST(ty_document_read(&again, desk, out.p, out.len,
					      d->name, NULL, NULL) == TY_OK);
			MUST(again->nsegments == d->nsegments);
			ty_document_free(again);
		}
	}
	ty_buf_release(&out);
}

static void one(struct ty_desk *desk, const char *bytes, size_t size,
		const char *name)
{
	struct ty_buf out = TY_BUF_INIT;
	struct ty_document_piece *p;
	struct ty_document *d;

	if (ty_document_read(&d, desk, bytes, size, name, NULL, NULL) != TY_OK)
		return;
	p = pieces_of(d);
	MUST(ty_document_write(&out, desk, d, bytes, size, p, d->nsegments,
			       ty_document_formats(d)[0], NULL) == TY_OK);
	if (!d->story)
		MUST(out.len == size && !memcmp(out.p, bytes, size));
	retell(desk, d, bytes, size, p);
	free(p);
	ty_buf_release(&out);
	ty_document_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ty_desk_options options = { .data = "tm" };
	static struct ty_desk *desk;

	if (!desk)
		MUST(ty_desk_open(&desk, &options, NULL) == TY_OK);
	one(desk, (const char *)data, size, "fuzz");
	return 0;
}
