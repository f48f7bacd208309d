/* Sluglines and the words that number the versions of a story. */

#include <string.h>

#include "text/glyph.h"
#include "text/looks.h"
#include "text/wording.h"

#define SHORT_LINE	40	/* columns */
#define LONGEST		160	/* bytes of a line with a version in it */

/* A small number, of either width, at `i`; *end is where it ends. */
static int number(const char *s, size_t i, size_t limit, size_t *end)
{
	int n = 0;

	*end = i;
	while (*end < limit && n < 100) {
		int32_t c = ty_char_at(s, *end, limit, &i);

		if (!ty_is_digit(c))
			break;
		n = n * 10 + (int)(c & 0xF);
		*end = i;
	}
	return n;
}

/* "1st Ld", "2nd LEAD", "3rdLd-Writethru": where it ends, or 0. */
static size_t ordinal_lead(const char *s, struct ty_span p, int *n)
{
	static const char *const ordinals[] = { "st", "nd", "rd", "th" };
	size_t i, k;

	*n = number(s, p.start, p.end, &i);
	if (*n < 1 || *n > 99 || p.end - i < 2)
		return 0;
	for (k = 0; k < TY_LENGTH(ordinals); k++)
		if ((s[i] | 0x20) == ordinals[k][0] &&
		    (s[i + 1] | 0x20) == ordinals[k][1])
			break;
	if (k == TY_LENGTH(ordinals))
		return 0;
	p.start = ty_skip_space(s, i + 2, p.end);
	i = ty_begins(s, p, "ld");
	return i ? i : ty_begins(s, p, "lead");
}

/* A word of versions at the start of `p`: where it ends, or 0. */
static size_t version_word(const char *s, struct ty_span p, int *version)
{
	static const char *const numbered[] = { "update", "lead", "ld" };
	static const char *const other[] = {
		"corrected", "correction", "refile", "refiled", "writethru",
		"差し替え", "訂正", "続報"
	};
	size_t i, k, end;
	int n;

	if ((i = ordinal_lead(s, p, &n)) != 0) {
		*version = n + 1;
		return i;
	}
	for (k = 0; k < TY_LENGTH(numbered); k++) {
		i = ty_begins(s, p, numbered[k]);
		if (!i)
			continue;
		n = number(s, ty_skip_space(s, i, p.end), p.end, &end);
		if (n > 0 && n < 100) {
			*version = n + 1;
			return end;
		}
	}
	for (k = 0; k < TY_LENGTH(other); k++)
		if ((i = ty_begins(s, p, other[k])) != 0) {
			*version = 2;
			return i;
		}
	if ((i = ty_begins(s, p, "第")) != 0) {
		n = number(s, i, p.end, &end);
		p.start = end;
		if (n > 0 && (i = ty_begins(s, p, "報")) != 0) {
			*version = n;
			return i;
		}
	}
	return 0;
}

int ty_looks_version(const char *s, struct ty_span p)
{
	struct ty_span in = ty_bare(s, p);
	size_t i, end, next;
	int version = 0, n;

	if ((end = version_word(s, in, &version)) != 0)
		/* "UPDATE 1-", "CORRECTED:", "(2nd Ld)", but not "Lead 5
		 * points" nor "Correction officers". */
		return end == in.end || !ty_space_byte(s[end]) ? version : 0;
	for (i = in.start; i < p.end && i - in.start < LONGEST; i = next) {
		int32_t c = ty_char_at(s, i, p.end, &next);
		struct ty_span rest = { next, p.end };

		if (c == ' ' || c == ',') {
			/* "BC-MN--Ferry, 1st Ld-Writethru" */
			if (ordinal_lead(s, rest, &n))
				return n + 1;
		} else if (ty_glyph(c) & TY_G_OPEN) {
			/* "Yen falls (UPDATE 1)" */
			end = version_word(s, rest, &version);
			if (end && end < p.end && ty_glyph_partner(c) ==
			    ty_char_at(s, end, p.end, NULL))
				return version;
		}
	}
	return 0;
}

/* "BC-US--Alert,17", "Switzerland/migration/UN/": words of a slugline. */
static bool slugline(const char *s, struct ty_span p)
{
	size_t i;
	bool joined = false;

	if (ty_begins(s, p, "BC-"))
		return true;
	if (ty_looks_words(s, p) > 1)
		return ty_contains(s, p, " BC-");
	for (i = p.start; i + 1 < p.end; i++) {
		if (s[i] == ':' || s[i] == '@')
			return false;
		joined |= s[i] == '/' || (s[i] == '-' && s[i + 1] == '-');
	}
	return (joined || s[p.end - 1] == '/') &&
	       ty_is_latin(ty_char_at(s, p.start, p.end, NULL));
}

bool ty_looks_slug(const char *s, struct ty_span p)
{
	static const char *const alerts[] = {
		"urgent", "alert", "flash", "bulletin", "breaking",
		"breaking news", "kill", "withdrawn", "advisory", "newsalert",
		"速報", "至急", "特報"
	};
	struct ty_span in = ty_bare(s, p);
	size_t k, i;
	int version;

	if (in.start == in.end || ty_looks_width(s, p) > 2 * SHORT_LINE ||
	    ty_looks_transmission(s, p))
		return false;
	if (slugline(s, in))
		return true;
	if (ty_looks_width(s, p) > SHORT_LINE)
		return false;
	i = version_word(s, in, &version);
	for (k = 0; !i && k < TY_LENGTH(alerts); k++)
		i = ty_begins(s, in, alerts[k]);
	/* Nothing after the word but what is joined to it: "-Writethru". */
	while (i && i < in.end && s[i] > ' ' && s[i] < 0x7F)
		i++;
	return i == in.end;
}
