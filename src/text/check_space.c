/* Spaces: where English wants one, and where Japanese wants none. */

#include <string.h>

#include "base/i18n.h"
#include "text/check.h"
#include "text/glyph.h"

/* Does the other text have white space at the same end? */
static bool other_edge(const struct ty_check_side *other, bool end)
{
	size_t all = ty_skip_space(other->s, 0, other->len);

	if (all == other->len)
		return false;
	return end ? ty_trim_space(other->s, 0, other->len) != other->len :
	       all > 0;
}

static void edges(const struct ty_check_run *run, int side)
{
	const struct ty_check_side *t = &run->side[side];
	const struct ty_check_side *other = &run->side[!side];
	size_t start = ty_skip_space(t->s, 0, t->len);
	size_t end = ty_trim_space(t->s, start, t->len);

	if (start == t->len)
		return;
	if (start > 0 && !other_edge(other, false))
		ty_check_report(run, TY_CHECK_SPACE_EDGE, side,
				(struct ty_span){ 0, start }, NULL, "",
				_("it begins with a space"));
	if (end < t->len && !other_edge(other, true))
		ty_check_report(run, TY_CHECK_SPACE_EDGE, side,
				(struct ty_span){ end, t->len }, NULL, "",
				_("it ends with a space"));
}

/* Spaces in a row, inside the text.  Two behind a full stop are a habit. */
static void runs(const struct ty_check_run *run, int side)
{
	const char *s = run->side[side].s, *at = s;
	size_t end = ty_trim_space(s, 0, run->side[side].len), i, k;

	if (strstr(run->side[!side].s, "  "))
		return;
	while ((at = strstr(at, "  "))) {
		i = (size_t)(at - s);
		if (i >= end)
			return;
		for (k = i; k < end && s[k] == ' ';)
			k++;
		at = s + k;
		if (ty_skip_space(s, 0, i) == i ||
		    strchr(".!?:", s[i - 1]))
			continue;
		ty_check_report(run, TY_CHECK_SPACE_DOUBLE, side,
				(struct ty_span){ i, k }, NULL, " ",
				_("there are several spaces in a row"));
	}
}

/* English: a space before a comma or a stop that ends a word or the text. */
static void before_english(const struct ty_check_run *run, int side)
{
	const char *s = run->side[side].s, *at = s;
	size_t len = run->side[side].len, i;

	while ((at = strchr(at, ' '))) {
		i = (size_t)(at++ - s);
		if (!i || i + 1 >= len || !strchr(",.;:?!", s[i + 1]) ||
		    !ty_is_latin((unsigned char)s[i - 1]) ||
		    (i + 2 < len && s[i + 2] != ' '))
			continue;
		ty_check_report(run, TY_CHECK_SPACE_MARK, side,
				(struct ty_span){ i, i + 1 }, NULL, "",
				_("a space before a mark"));
	}
}

static bool closes(int32_t c)
{
	return c == 0x3001 || c == 0x3002 || c == 0x300D || c == 0x300F ||
	       c == 0x3011 || c == 0x3009 || c == 0x300B || c == 0x3015;
}

static bool opens(int32_t c)
{
	return c == 0x300C || c == 0x300E || c == 0x3010 || c == 0x3008 ||
	       c == 0x300A || c == 0x3014;
}

static bool alphanumeric(int32_t c)
{
	return c < 0x80 && (ty_is_latin(c) || ty_is_digit(c));
}

/* Japanese: at a space, what is before and behind it. */
static void in_japanese(const struct ty_check_run *run, int side, size_t i,
			int32_t before, int32_t after)
{
	const struct ty_span span = { i, i + 1 };

	if (closes(after) || opens(before))
		ty_check_report(run, TY_CHECK_SPACE_MARK, side, span, NULL, "",
				opens(before) ? _("a space behind a bracket") :
				_("a space before a mark"));
	else if (ty_is_japanese(before) && ty_is_japanese(after))
		ty_check_report(run, TY_CHECK_SPACE_JAPANESE, side, span,
				NULL, NULL,
				_("a space between Japanese characters"));
	else if ((ty_is_japanese(before) && alphanumeric(after)) ||
		 (alphanumeric(before) && ty_is_japanese(after)))
		ty_check_report(run, TY_CHECK_SPACE_JAPANESE, side, span,
				NULL, "",
				_("a space between Japanese and Latin characters"));
}

static void japanese(const struct ty_check_run *run, int side)
{
	const char *s = run->side[side].s, *at = s;
	size_t len = run->side[side].len, i;

	while ((at = strchr(at, ' '))) {
		i = (size_t)(at++ - s);
		if (i && i + 1 < len)
			in_japanese(run, side, i, ty_char_before(s, 0, i, NULL),
				    ty_char_at(s, i + 1, len, NULL));
	}
}

void ty_check_spaces(const struct ty_check_run *run, int side)
{
	if (ty_check_on(run, TY_CHECK_SPACE_EDGE))
		edges(run, side);
	if (ty_check_on(run, TY_CHECK_SPACE_DOUBLE))
		runs(run, side);
	if (run->side[side].japanese) {
		if (ty_check_on(run, TY_CHECK_SPACE_JAPANESE) ||
		    ty_check_on(run, TY_CHECK_SPACE_MARK))
			japanese(run, side);
	} else if (run->side[side].english &&
		   ty_check_on(run, TY_CHECK_SPACE_MARK)) {
		before_english(run, side);
	}
}
