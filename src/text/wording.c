/* Comparing the words of a line, capitals or not, whatever wraps them. */

#include <string.h>

#include "text/glyph.h"
#include "text/wording.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

size_t ty_begins(const char *s, struct ty_span p, const char *word)
{
	size_t i = p.start, n = strlen(word);

	if (p.end - i < n)
		return 0;
	for (; *word; word++, i++)
		if (lower(s[i]) != lower(*word))
			return 0;
	return i < p.end && letter(s[i]) && letter(word[-1]) ? 0 : i;
}

bool ty_begins_any(const char *s, struct ty_span p, const char *const *words,
		   size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (ty_begins(s, p, words[i]))
			return true;
	return false;
}

bool ty_contains(const char *s, struct ty_span p, const char *word)
{
	size_t n = strlen(word), i;

	for (i = p.start; p.end - i >= n; i++)
		if (lower(s[i]) == lower(*word) &&
		    ty_begins(s, (struct ty_span){ i, i + n }, word))
			return true;
	return false;
}

/* Brackets, and the signs and control characters of old wire formats: ^ < = */
static bool trimming(int32_t c, unsigned bracket)
{
	return (ty_glyph(c) & (bracket | TY_G_SPACE)) || c < 0x20 ||
	       c == 0x7F || c == '^' || c == '<' || c == '=' || c == 0xFF1D ||
	       c == 0xFEFF;
}

struct ty_span ty_bare(const char *s, struct ty_span p)
{
	size_t next, prev;

	while (p.start < p.end) {
		if (!trimming(ty_char_at(s, p.start, p.end, &next), TY_G_OPEN))
			break;
		p.start = next;
	}
	while (p.end > p.start) {
		if (!trimming(ty_char_before(s, p.start, p.end, &prev),
			      TY_G_CLOSE))
			break;
		p.end = prev;
	}
	return p;
}
