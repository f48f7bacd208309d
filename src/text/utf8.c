/* What is well-formed UTF-8, and what a terminal makes of it. */

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "text/utf8.h"

/* The bytes from `i` on that are plain ASCII, in steps of eight. */
static size_t skip_ascii(const char *s, size_t len, size_t i)
{
	uint64_t eight;

	while (len - i >= sizeof(eight)) {
		memcpy(&eight, s + i, sizeof(eight));
		if (eight & 0x8080808080808080u)
			break;
		i += sizeof(eight);
	}
	return i;
}

bool ty_utf8_valid(const char *s, size_t len, size_t *bad)
{
	size_t i = skip_ascii(s, len, 0), start;
	UChar32 c;

	while (i < len) {
		start = i;
		U8_NEXT(s, i, len, c);
		if (c < 0) {
			if (bad)
				*bad = start;
			return false;
		}
		if (c < 0x80)
			i = skip_ascii(s, len, i);
	}
	return true;
}

enum ty_status ty_utf8_require(const char *s, size_t len, const char *file,
			       long first_line, struct ty_error *err)
{
	const char *nul = len ? memchr(s, '\0', len) : NULL;
	size_t checked = nul ? (size_t)(nul - s) : len, bad;
	long line, column;

	/* Whatever comes first is what is told. */
	if (!ty_utf8_valid(s, checked, &bad)) {
		ty_locate(s, bad, &line, &column);
		return ty_fail_at(err, TY_ESYNTAX, file, first_line + line - 1,
				  column, _("invalid UTF-8: byte 0x%02X"),
				  (unsigned)(unsigned char)s[bad]);
	}
	if (nul) {
		ty_locate(s, checked, &line, &column);
		return ty_fail_at(err, TY_ESYNTAX, file, first_line + line - 1,
				  column, _("a NUL byte, which no text has"));
	}
	return TY_OK;
}

int32_t ty_utf8_next(const char *s, size_t len, size_t *i)
{
	UChar32 c;

	U8_NEXT_OR_FFFD(s, *i, len, c);
	return c;
}

size_t ty_utf8_put(char out[4], int32_t c)
{
	size_t n = 0;

	U8_APPEND_UNSAFE(out, n, c);
	return n;
}

size_t ty_utf8_count(const char *s, size_t len)
{
	size_t n = 0, i;

	for (i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xC0) != 0x80;
	return n;
}

static unsigned columns_of(UChar32 c)
{
	if (c < 0x7F)
		return c >= 0x20;
	switch (u_charType(c)) {
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_FORMAT_CHAR:
	case U_CONTROL_CHAR:
		return 0;
	}
	/* Vowels and finals that join the Hangul syllable before them. */
	if (c >= 0x1160 && c <= 0x11FF)
		return 0;
	switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
	case U_EA_WIDE:
	case U_EA_FULLWIDTH:
		return 2;
	}
	return 1;
}

size_t ty_columns(const char *s, size_t len)
{
	size_t n = 0, i = 0;

	while (i < len)
		n += columns_of(ty_utf8_next(s, len, &i));
	return n;
}

/* What to print for a character that would move the cursor, change colours or
 * turn the direction of the line; NULL for all others. */
static const char *instead(UChar32 c)
{
	static const char replacement[] = "\xEF\xBF\xBD";

	if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
		return " ";
	if (c < 0x20 || (c >= 0x7F && c <= 0x9F))
		return replacement;
	if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
		return replacement;
	return NULL;
}

void ty_utf8_mend(struct ty_buf *out, const char *s)
{
	size_t len = strlen(s), bad;

	while (!ty_utf8_valid(s, len, &bad)) {
		ty_buf_add(out, s, bad);
		ty_buf_adds(out, "\xEF\xBF\xBD");
		s += bad + 1;
		len -= bad + 1;
	}
	ty_buf_add(out, s, len);
}

void ty_printable(struct ty_buf *out, const char *s, size_t len)
{
	size_t done = 0, start, i = 0;
	const char *other;
	UChar32 c;

	while (i < len) {
		start = i;
		U8_NEXT(s, i, len, c);
		other = instead(c);	/* also for c < 0: bytes not UTF-8 */
		if (!other)
			continue;
		ty_buf_add(out, s + done, start - done);
		ty_buf_adds(out, other);
		done = i;
	}
	ty_buf_add(out, s + done, len - done);
}
