/* Growing strings. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

/* Every empty buffer points here; nothing ever writes to it but a NUL. */
char ty_buf_empty[1];

void ty_buf_init(struct ty_buf *buf)
{
	buf->p = ty_buf_empty;
	buf->len = buf->cap = 0;
}

void ty_buf_release(struct ty_buf *buf)
{
	if (buf->cap)
		free(buf->p);
	ty_buf_init(buf);
}

void ty_buf_clear(struct ty_buf *buf)
{
	buf->len = 0;
	if (buf->cap)
		buf->p[0] = '\0';
}

void ty_buf_reserve(struct ty_buf *buf, size_t more)
{
	char *old = buf->cap ? buf->p : NULL;

	buf->p = ty_grow(old, &buf->cap, buf->len + more + 1, 1);
	buf->p[buf->len] = '\0';
}

void ty_buf_add(struct ty_buf *buf, const void *bytes, size_t len)
{
	if (!len)
		return;
	ty_buf_reserve(buf, len);
	memcpy(buf->p + buf->len, bytes, len);
	buf->len += len;
	buf->p[buf->len] = '\0';
}

void ty_buf_adds(struct ty_buf *buf, const char *s)
{
	ty_buf_add(buf, s, strlen(s));
}

void ty_buf_addc(struct ty_buf *buf, char c)
{
	ty_buf_add(buf, &c, 1);
}

void ty_buf_vaddf(struct ty_buf *buf, const char *fmt, va_list ap)
{
	va_list again;
	char one[1];		/* gcc -O1 takes NULL for a mistake */
	int n;

	va_copy(again, ap);
	n = vsnprintf(one, sizeof(one), fmt, ap);
	if (n > 0) {
		ty_buf_reserve(buf, (size_t)n);
		vsnprintf(buf->p + buf->len, (size_t)n + 1, fmt, again);
		buf->len += (size_t)n;
	}
	va_end(again);
}

void ty_buf_addf(struct ty_buf *buf, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	ty_buf_vaddf(buf, fmt, ap);
	va_end(ap);
}

void ty_skip_mark(struct ty_buf *buf)
{
	if (strncmp(buf->p, "\xEF\xBB\xBF", 3))
		return;
	buf->len -= 3;
	memmove(buf->p, buf->p + 3, buf->len + 1);
}

char *ty_buf_detach(struct ty_buf *buf)
{
	char *p = buf->cap ? buf->p : ty_strdup("");

	ty_buf_init(buf);
	return p;
}
