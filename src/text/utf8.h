#ifndef TY_TEXT_UTF8_H
#define TY_TEXT_UTF8_H

#include "taiyaku.h"

/* True if the bytes are well-formed UTF-8 (Unicode 15, table 3-7: no overlong
 * forms, no surrogates, nothing above U+10FFFF); otherwise *bad is the offset
 * of the first byte that is not. */
bool ty_utf8_valid(const char *s, size_t len, size_t *bad);

/* TY_OK, or TY_ESYNTAX naming file, line, column and the offending byte; NUL
 * bytes are refused too.  `first_line` is the number of the text's first line
 * (1 for a whole file). */
enum ty_status ty_utf8_require(const char *s, size_t len, const char *file,
			       long first_line, struct ty_error *err);

/* Append `s` with U+FFFD for every byte that is not of UTF-8. */
struct ty_buf;
void ty_utf8_mend(struct ty_buf *out, const char *s);

/* Decode the character at *i (< len) of valid UTF-8 and step over it. */
int32_t ty_utf8_next(const char *s, size_t len, size_t *i);

/* Write a character that is no surrogate; the number of bytes. */
size_t ty_utf8_put(char out[4], int32_t c);

/* Number of code points. */
size_t ty_utf8_count(const char *s, size_t len);

/* Terminal columns: East Asian wide and full-width characters take two,
 * combining marks none (UAX #11). */
size_t ty_columns(const char *s, size_t len);

/* Copy `s` so that a terminal can print it: control characters, escapes and
 * bidi overrides become U+FFFD; tabs and newlines a space. */
void ty_printable(struct ty_buf *out, const char *s, size_t len);

#endif
