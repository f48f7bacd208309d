/* Files changed in places, the rest byte for byte. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "format/encoder.h"
#include "format/patch.h"
#include "text/utf8.h"

/* -------------------------------------------------------------- opening -- */

/* An XML declaration that says ASCII: others than UTF-8 are converted. */
static bool says_ascii(const char *text, size_t len)
{
	char head[256];
	const char *at;
	size_t i, n = len < sizeof(head) - 1 ? len : sizeof(head) - 1;

	for (i = 0; i < n; i++)
		head[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ?
				 text[i] + 0x20 : text[i]);
	head[n] = '\0';
	at = strstr(head, "encoding");
	return !strncmp(head, "<?xml", 5) && at && at < strchr(head, '>') &&
	       (at = strstr(at, "ascii")) && at < strchr(head, '>');
}

enum ty_status ty_patched_open(struct ty_patched *out, const char *bytes,
			       size_t len, const char *encoding,
			       const char *name, struct ty_error *err)
{
	struct ty_decoder decoder;
	enum ty_status st = TY_OK;
	unsigned char bad;
	long line, column;

	memset(out, 0, sizeof(*out));
	ty_buf_init(&out->own);
	ty_buf_init(&out->fresh);
	out->bytes = bytes;
	out->len = len;
	if (!(encoding ? ty_decoder_open_as(&decoder, encoding, bytes, len,
					    &out->skip) :
	      ty_decoder_open(&decoder, bytes, len, &out->skip)))
		st = ty_fail_at(err, TY_ESYNTAX, name, 1, 1,
				_("unknown encoding '%s'"), decoder.name);
	if (st == TY_OK && !ty_decoder_run(&decoder, &out->own,
					   bytes + out->skip, len - out->skip,
					   true, &bad)) {
		ty_locate(out->own.p, out->own.len, &line, &column);
		st = ty_fail_at(err, TY_ESYNTAX, name, line, column,
				_("invalid %s: byte 0x%02X"), decoder.name,
				bad);
	}
	if (st == TY_OK)
		st = ty_utf8_require(out->own.p, out->own.len, name, 1, err);
	strcpy(out->encoding, decoder.name);
	out->plain = decoder.convert == (iconv_t)-1;
	ty_decoder_close(&decoder);
	out->text = out->own.p;
	out->length = out->own.len;
	out->ascii = out->plain && !encoding &&
		     says_ascii(out->text, out->length);
	return st;
}

void ty_patched_release(struct ty_patched *file)
{
	ty_buf_release(&file->own);
	ty_buf_release(&file->fresh);
	free(file->v);
}

/* -------------------------------------------------------------- patches -- */

void ty_patched_add(struct ty_patched *file, size_t start, size_t end,
		    const char *text, size_t len)
{
	struct ty_patch *p;

	file->v = ty_grow(file->v, &file->cap, file->n + 1, sizeof(*file->v));
	p = &file->v[file->n];
	p->span.start = start;
	p->span.end = end;
	p->start = file->fresh.len;
	p->order = file->n++;
	ty_buf_add(&file->fresh, text, len);
	p->end = file->fresh.len;
}

static int by_place(const void *a, const void *b)
{
	const struct ty_patch *p = a, *q = b;

	if (p->span.start != q->span.start)
		return p->span.start < q->span.start ? -1 : 1;
	/* What is put before a place stands before what replaces it. */
	if (p->span.end != q->span.end)
		return p->span.end < q->span.end ? -1 : 1;
	return p->order < q->order ? -1 : 1;
}

static void sort(struct ty_patched *file)
{
	if (file->n)
		qsort(file->v, file->n, sizeof(*file->v), by_place);
}

void ty_patched_text(struct ty_buf *out, struct ty_patched *file)
{
	size_t done = 0, i;

	sort(file);
	for (i = 0; i < file->n; i++) {
		const struct ty_patch *p = &file->v[i];

		ty_buf_add(out, file->text + done, p->span.start - done);
		ty_buf_add(out, file->fresh.p + p->start, p->end - p->start);
		done = p->span.end;
	}
	ty_buf_add(out, file->text + done, file->length - done);
}

/* -------------------------------------------------------------- writing -- */

/* Steps through the bytes and the text of a file side by side. */
struct follower {
	const struct ty_patched	*file;
	struct ty_decoder	 decoder;
	struct ty_buf		 text;		/* since the last step */
	size_t			 byte, at;	/* of the bytes, of the text */
};

/* The bytes up to which the text goes up to `at`, which is not before the last
 * place asked for. */
static size_t follow(struct follower *f, size_t at)
{
	const struct ty_patched *file = f->file;
	unsigned char bad;

	if (file->plain)
		return file->skip + at;
	while (f->at < at && f->byte < file->len) {
		ty_buf_clear(&f->text);
		ty_decoder_run(&f->decoder, &f->text, file->bytes + f->byte++,
			       1, false, &bad);
		f->at += f->text.len;
	}
	return f->byte;
}

bool ty_patched_write(struct ty_buf *out, struct ty_patched *file,
		      void (*instead)(struct ty_buf *out, int32_t c),
		      int32_t *missing)
{
	struct follower f = { .file = file, .byte = file->skip };
	size_t from = out->len, done = 0, i, skip;
	struct ty_encoder encoder;

	*missing = 0;
	sort(file);
	ty_buf_init(&f.text);
	ty_encoder_open(&encoder, file->ascii ? "US-ASCII" : file->encoding);
	if (!file->plain)
		ty_decoder_open_as(&f.decoder, file->encoding, "", 0, &skip);
	for (i = 0; i < file->n && !*missing; i++) {
		const struct ty_patch *p = &file->v[i];
		size_t start = follow(&f, p->span.start);

		ty_buf_add(out, file->bytes + done, start - done);
		*missing = ty_encoder_run(&encoder, out,
					  file->fresh.p + p->start,
					  p->end - p->start, instead);
		done = follow(&f, p->span.end);
	}
	ty_buf_add(out, file->bytes + done, file->len - done);
	if (!file->plain)
		ty_decoder_close(&f.decoder);
	ty_encoder_close(&encoder);
	ty_buf_release(&f.text);
	if (*missing) {
		out->len = from;
		out->p[from] = '\0';
	}
	return !*missing;
}
