/* A document: the segments of a file, whoever read it. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "format/doc.h"
#include "text/lang.h"

/* All strings of a document, for those who treat them alike. */
static size_t strings(struct ty_document *d, char **fields[13])
{
	char **all[] = { &d->name, &d->format, &d->source, &d->target,
			 &d->slugline, &d->headline, &d->dateline, &d->byline,
			 &d->date, &d->note, &d->embargo, &d->embargo_until };

	memcpy(fields, all, sizeof(all));
	return sizeof(all) / sizeof(all[0]);
}

struct ty_document *ty_document_new(const char *name, const char *format)
{
	struct ty_document *d = ty_alloc(1, sizeof(*d));
	char **fields[13];
	size_t n = strings(d, fields), i;

	for (i = 0; i < n; i++)
		*fields[i] = ty_strdup("");
	ty_document_set(&d->name, name);
	ty_document_set(&d->format, format);
	return d;
}

void ty_document_free(struct ty_document *d)
{
	char **fields[13];
	size_t n, i;

	if (!d)
		return;
	n = strings(d, fields);
	for (i = 0; i < n; i++)
		free(*fields[i]);
	for (i = 0; i < d->nsegments; i++) {
		free(d->segments[i].source);
		free(d->segments[i].target);
		free(d->segments[i].note);
		free(d->segments[i].id);
	}
	free(d->segments);
	free(d);
}

void ty_document_set(char **field, const char *value)
{
	char *copy = ty_strdup(value ? value : "");

	free(*field);
	*field = copy;
}

struct ty_document_segment *ty_document_add(struct ty_document *d)
{
	struct ty_document_segment *s;

	d->segments = ty_grow(d->segments, &d->cap_segments, d->nsegments + 1,
			      sizeof(*d->segments));
	s = &d->segments[d->nsegments];
	memset(s, 0, sizeof(*s));
	s->kind = TY_BODY;
	s->paragraph = d->nsegments++;
	s->source = ty_strdup("");
	s->target = ty_strdup("");
	s->note = ty_strdup("");
	s->id = ty_strdup("");
	return s;
}

/* Between two pieces of what was one text: a space, unless there is one. */
static void put_space(struct ty_buf *out, const char *next, const char *lang)
{
	if (out->len && next[0] && ty_lang_spaced(lang) &&
	    !strchr(" \t\r\n", next[0]) &&
	    !strchr(" \t\r\n", out->p[out->len - 1]))
		ty_buf_addc(out, ' ');
}

bool ty_document_target(struct ty_buf *out, const struct ty_document_out *doc,
			size_t segment, size_t *at, bool *confirmed)
{
	size_t first = *at;

	ty_buf_clear(out);
	*confirmed = true;
	for (; *at < doc->n && doc->pieces[*at].segment == segment; ++*at) {
		const struct ty_document_piece *p = &doc->pieces[*at];

		put_space(out, p->target, doc->target);
		ty_buf_adds(out, p->target);
		*confirmed = *confirmed && p->confirmed;
	}
	*confirmed = *confirmed && *at > first && out->len;
	return *at > first;
}
