/* Brackets, quotes and the marks at the end, as each language sets them. */

#include <string.h>

#include "base/i18n.h"
#include "text/check.h"
#include "text/glyph.h"
#include "text/utf8.h"

#define MOST_OPEN	64		/* brackets within brackets */

struct bracket {
	int32_t		open;
	size_t		at, end;
};

/* ( and （ are one bracket in two widths. */
static int32_t narrow(int32_t c)
{
	return c == 0xFF08 || c == 0xFF09 || c == 0xFF3B || c == 0xFF3D ||
	       c == 0xFF5B || c == 0xFF5D ? c - 0xFEE0 : c;
}

/* Single quotes are apostrophes, too, and ASCII ones have no direction. */
static bool ours(int32_t c)
{
	return c != '\'' && c != '"' && c != 0x2018 && c != 0x2019 &&
	       c != 0x201A && c != 0x201E && c != 0x2039 && c != 0x203A &&
	       c != 0xAB && c != 0xBB;
}

/* "1)", "a)" and ":)": a closing bracket that needs no opening one. */
static bool stands_alone(const char *s, size_t i)
{
	size_t start = i;

	if (i && strchr(":;=-8", s[i - 1]))
		return true;
	while (start && i - start < 3 && s[start - 1] != ' ' &&
	       !(s[start - 1] & 0x80))
		start--;
	return i - start < 3 && start < i && (!start || s[start - 1] == ' ');
}

/* Find what does not pair: the number of such marks; the first ones are
 * reported if `run` is not NULL. */
static size_t unpaired(const struct ty_check_side *side,
		       const struct ty_check_run *run, int which)
{
	struct bracket open[MOST_OPEN];
	size_t n = 0, i, next, bad = 0, quotes = 0, last = 0;
	const char *s = side->s;

	for (i = 0; i < side->len; i = next) {
		int32_t c = ty_char_at(s, i, side->len, &next);
		unsigned g = ty_glyph(c);

		if (c == '"') {
			/* 15" is a length. */
			if (!i || !ty_is_digit(s[i - 1]) || quotes % 2) {
				quotes++;
				last = i;
			}
			continue;
		}
		if (!(g & (TY_G_OPEN | TY_G_CLOSE)) || !ours(c))
			continue;
		if (g & TY_G_OPEN) {
			if (n == MOST_OPEN)
				return bad;
			open[n++] = (struct bracket){ c, i, next };
			continue;
		}
		if (n && ty_glyph_partner(narrow(open[n - 1].open)) ==
		    narrow(c)) {
			n--;
			if (run && (open[n].open == narrow(open[n].open)) !=
			    (c == narrow(c))) {
				char fix[5] = "";

				ty_utf8_put(fix, ty_glyph_partner(open[n].open));
				ty_check_quote(run, TY_CHECK_BRACKET, which,
					       (struct ty_span){ i, next }, fix,
					       _("'%s' closes a bracket of another width"));
			}
			continue;
		}
		if (c == ')' && stands_alone(s, i))
			continue;
		bad++;
		if (run)
			ty_check_quote(run, TY_CHECK_BRACKET, which,
				       (struct ty_span){ i, next }, NULL,
				       _("'%s' closes nothing"));
	}
	for (i = 0; i < n; i++) {
		bad++;
		if (run)
			ty_check_quote(run, TY_CHECK_BRACKET, which,
				       (struct ty_span){ open[i].at,
							 open[i].end }, NULL,
				       _("'%s' is not closed"));
	}
	if (quotes % 2) {
		bad++;
		if (run)
			ty_check_quote(run, TY_CHECK_BRACKET, which,
				       (struct ty_span){ last, last + 1 }, NULL,
				       _("'%s' has no partner"));
	}
	return bad;
}

/* A mark that stands twice.  Of full stops, two before a space or the end. */
static void doubled(const struct ty_check_run *run, int side)
{
	const char *s = run->side[side].s;
	size_t len = run->side[side].len, i, next, end;
	int32_t c, before = 0;

	for (i = 0; i < len; before = c, i = next) {
		c = ty_char_at(s, i, len, &next);
		if ((c != 0x3002 && c != 0x3001 && c != ',' && c != '.') ||
		    next >= len || ty_char_at(s, next, len, &end) != c ||
		    before == c || (end < len &&
				    ty_char_at(s, end, len, NULL) == c))
			continue;
		if (c == '.' && (!ty_is_latin(before) ||
				 (end < len && s[end] != ' ')))
			continue;
		/* "U.S.." has one too many, "etc.. the" as well. */
		ty_check_quote(run, TY_CHECK_DOUBLED_MARK, side,
			       (struct ty_span){ i, end },
			       c == 0x3002 ? "。" : c == 0x3001 ? "、" :
			       c == ',' ? "," : ".",
			       _("a mark stands twice: '%s'"));
	}
}

/* An English text that speaks in single quotes, which are apostrophes, too:
 * nobody knows whether they pair. */
static bool single_quotes(const struct ty_check_side *side)
{
	const char *s = side->s;
	size_t i, next;

	for (i = 0; side->english && i < side->len; i = next) {
		int32_t c = ty_char_at(s, i, side->len, &next);

		if ((c == '\'' || c == 0x2018 || c == 0x2019) &&
		    (!i || s[i - 1] == ' ' || s[i - 1] == '.' ||
		     s[i - 1] == ',' || s[i - 1] == '?'))
			return true;
	}
	return false;
}

void ty_check_marks(const struct ty_check_run *run, int side)
{
	/* A segment may be cut in the middle of what somebody says. */
	if (ty_check_on(run, TY_CHECK_BRACKET))
		unpaired(&run->side[side],
			 unpaired(&run->side[!side], NULL, 0) ||
			 single_quotes(&run->side[!side]) ? NULL : run, side);
	if (ty_check_on(run, TY_CHECK_DOUBLED_MARK))
		doubled(run, side);
}

enum ending { NONE, STOP, QUESTION, DOTS, COLON, QUOTE };

/* How a text ends, behind closing brackets and quotes; `mark` is what ends
 * it. */
static enum ending ending(const struct ty_check_side *side,
			  struct ty_span *mark)
{
	const char *s = side->s;
	size_t i = ty_trim_space(s, 0, side->len), prev;
	bool quote = false;
	int32_t c = 0;

	while (i > 0) {
		c = ty_char_before(s, 0, i, &prev);
		if (!(ty_glyph(c) & TY_G_CLOSE) && c != '"' && c != '\'')
			break;
		quote = true;
		i = ty_trim_space(s, 0, prev);
	}
	*mark = (struct ty_span){ i, i };
	if (!i)
		return NONE;
	mark->start = prev;
	if (c == 0x2026 || c == 0x22EF ||
	    (c == '.' && i >= 3 && !strncmp(s + i - 3, "...", 3)) ||
	    (c == 0x3002 && i >= 9 && !strncmp(s + i - 9, "。。。", 9)))
		return DOTS;
	if (c == '?' || c == 0xFF1F)
		return QUESTION;
	if (c == ':' || c == 0xFF1A)
		return COLON;
	if (c == '.' || c == '!' || c == 0xFF01 || c == 0x3002 ||
	    c == 0xFF0E || c == 0xFF61 || (ty_glyph(c) & TY_G_STOP))
		return STOP;
	/* In Japanese 」 ends a sentence by itself. */
	return quote && side->japanese ? QUOTE : NONE;
}

/* "Inc.", "U.S.", "p.m.": the stop may be the word's own. */
static bool abbreviated(const struct ty_check_side *side, struct ty_span mark)
{
	size_t i = mark.start, start = i;

	while (start && side->s[start - 1] != ' ')
		start--;
	return memchr(side->s + start, '.', i - start) ||
	       (i - start <= 4 && i > start && side->s[start] >= 'A' &&
		side->s[start] <= 'Z');
}

void ty_check_ends(const struct ty_check_run *run)
{
	const struct ty_check_side *s = &run->side[TY_CHECK_SOURCE];
	const struct ty_check_side *t = &run->side[TY_CHECK_TARGET];
	struct ty_buf message = TY_BUF_INIT;
	struct ty_span from, to;
	enum ending a, b;

	if (!ty_check_on(run, TY_CHECK_END_MARK) || !s->len)
		return;
	a = ending(s, &from);
	b = ending(t, &to);
	/* An ASCII stop behind kana or Han. */
	if (t->japanese && b == STOP && t->s[to.start] == '.' && to.start &&
	    ty_is_japanese(ty_char_before(t->s, 0, to.start, NULL))) {
		ty_check_report(run, TY_CHECK_END_MARK, TY_CHECK_TARGET, to,
				&from, "。",
				_("a Japanese sentence ends with a full-width stop"));
		return;
	}
	if (a == b || a == QUOTE || b == QUOTE || a == NONE ||
	    (a == STOP && b == DOTS) || (a == DOTS && b == STOP) ||
	    (a == COLON && b == STOP))
		return;
	/* 〜か。 asks without a mark of its own. */
	if (a == QUESTION && b == STOP && t->japanese)
		return;
	if (a == STOP && b == QUESTION && s->japanese)
		return;
	if (a == STOP && b == NONE && s->english && abbreviated(s, from))
		return;
	ty_buf_addf(&message,
		    _("the source ends with '%.*s', the translation does not"),
		    (int)(from.end - from.start), s->s + from.start);
	ty_check_report(run, TY_CHECK_END_MARK, TY_CHECK_TARGET, to, &from,
			NULL, message.p);
	ty_buf_release(&message);
}
