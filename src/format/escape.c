/* How text is written inside markup so that it stays text. */

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "format/escape.h"
#include "text/utf8.h"

/* What stands for byte `c`, or NULL: itself. */
static const char *instead(unsigned char c, bool attribute)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#13;";
	case '"':
		return attribute ? "&quot;" : NULL;
	/* A parser makes these a space in attributes. */
	case '\t':
		return attribute ? "&#9;" : NULL;
	case '\n':
		return attribute ? "&#10;" : NULL;
	}
	return c < 0x20 ? "\xEF\xBF\xBD" : NULL;
}

/* U+FFFE and U+FFFF are valid UTF-8 but no XML characters. */
static bool is_noncharacter(const char *s, size_t left)
{
	return left >= 3 && !memcmp(s, "\xEF\xBF", 2) &&
	       (unsigned char)s[2] >= 0xBE;
}

static void escape_valid(struct ty_buf *out, const char *s, size_t len,
			 bool attribute)
{
	const char *other;
	size_t done = 0, i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c > '>' && c < 0xEF)
			continue;
		if (c == 0xEF && is_noncharacter(s + i, len - i))
			other = "\xEF\xBF\xBD";
		else if (!(other = instead(c, attribute)))
			continue;
		ty_buf_add(out, s + done, i - done);
		ty_buf_adds(out, other);
		done = c == 0xEF ? i + 3 : i + 1;
	}
	ty_buf_add(out, s + done, len - done);
}

static void escape(struct ty_buf *out, const char *s, size_t len,
		   bool attribute)
{
	size_t bad;

	while (!ty_utf8_valid(s, len, &bad)) {
		escape_valid(out, s, bad, attribute);
		ty_buf_adds(out, "\xEF\xBF\xBD");
		s += bad + 1;
		len -= bad + 1;
	}
	escape_valid(out, s, len, attribute);
}

void ty_escape_text(struct ty_buf *out, const char *s, size_t len)
{
	escape(out, s, len, false);
}

void ty_escape_attr(struct ty_buf *out, const char *s)
{
	escape(out, s, strlen(s), true);
}

void ty_escape_pair(struct ty_buf *out, const char *name, const char *value)
{
	ty_buf_addc(out, ' ');
	ty_buf_adds(out, name);
	ty_buf_adds(out, "=\"");
	ty_escape_attr(out, value);
	ty_buf_addc(out, '"');
}
