#ifndef TY_BASE_BUF_H
#define TY_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

/*
 * A growing string.  `p` is never NULL and always NUL-terminated, so an empty
 * buffer reads as "".  TY_BUF_INIT or ty_buf_init() to begin, ty_buf_release()
 * to end; ty_buf_detach() hands the string over and leaves the buffer empty.
 */
struct ty_buf {
	char	*p;
	size_t	 len;			/* without the NUL */
	size_t	 cap;
};

extern char ty_buf_empty[1];
#define TY_BUF_INIT	{ .p = ty_buf_empty }

void ty_buf_init(struct ty_buf *buf);
void ty_buf_release(struct ty_buf *buf);
void ty_buf_clear(struct ty_buf *buf);			/* keeps the memory */
void ty_buf_reserve(struct ty_buf *buf, size_t more);	/* room for len+more */
void ty_buf_add(struct ty_buf *buf, const void *bytes, size_t len);
void ty_buf_adds(struct ty_buf *buf, const char *s);
void ty_buf_addc(struct ty_buf *buf, char c);
void ty_buf_addf(struct ty_buf *buf, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void ty_buf_vaddf(struct ty_buf *buf, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));
void ty_skip_mark(struct ty_buf *buf);	/* drop a leading UTF-8 BOM */
char *ty_buf_detach(struct ty_buf *buf);		/* to be free()d */

#endif
