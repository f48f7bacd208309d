/* Whether there is a translation at all, and characters nobody sees. */

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "text/check.h"
#include "text/glyph.h"
#include "text/utf8.h"

/* So many English words in a row that both texts have were left as they are;
 * fewer may be a name or a title. */
#define LEFT_WORDS	4

static struct ty_span whole(const struct ty_check_side *side)
{
	return (struct ty_span){ 0, side->len };
}

static bool blank(const struct ty_check_side *side)
{
	return ty_skip_space(side->s, 0, side->len) == side->len;
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_letter(char c)
{
	return is_small((char)(c | 0x20));
}

/* The word of Latin letters at or after `i`: true if there is one. */
static bool next_word(const struct ty_check_side *side, size_t i,
		      struct ty_span *word)
{
	while (i < side->len && !is_letter(side->s[i]))
		i++;
	word->start = i;
	while (i < side->len && (is_letter(side->s[i]) || side->s[i] == '\''))
		i++;
	word->end = i;
	return word->end > word->start;
}

/* Words as running text has them, small letters first: names, commands and
 * abbreviations are the same in every language. */
static size_t plain_words(const struct ty_check_side *side)
{
	struct ty_span w = { 0, 0 };
	size_t n = 0;

	while (next_word(side, w.end, &w))
		if (w.end - w.start > 1 && is_small(side->s[w.start]))
			n++;
	return n;
}

static size_t japanese_letters(const struct ty_check_side *side)
{
	size_t i = 0, n = 0;

	while (i < side->len)
		n += ty_is_japanese(ty_char_at(side->s, i, side->len, &i));
	return n;
}

/* Does `text` hold the bytes of `s` as whole words? */
static bool holds(const struct ty_check_side *text, const char *s, size_t len)
{
	const char *at = text->s, *end = text->s + text->len;

	while ((at = strstr(at, s[0] ? (char[2]){ s[0], 0 } : "")) &&
	       (size_t)(end - at) >= len) {
		if (!memcmp(at, s, len) &&
		    (at == text->s || !is_letter(at[-1])) &&
		    (at + len == end || !is_letter(at[len])))
			return true;
		at++;
	}
	return false;
}

/* Code, a title, a credit: in quotes, backticks or round brackets. */
static bool quoted(const struct ty_check_side *side, size_t start)
{
	int32_t c = start ? ty_char_before(side->s, 0, start, NULL) : 0;

	return c == '`' || c == '"' || c == '\'' || c == '(' || c == 0x201C ||
	       c == 0xFF08;
}

/* English words in a row, with nothing but a space between them, that stand in
 * the source just so. */
static void left_words(const struct ty_check_run *run)
{
	const struct ty_check_side *t = &run->side[TY_CHECK_TARGET];
	struct ty_span w = { 0, 0 }, row = { 0, 0 };
	size_t n = 0, plain = 0;
	bool more;

	do {
		more = next_word(t, w.end, &w);
		if (more && n && w.start == row.end + 1 &&
		    t->s[row.end] == ' ') {
			n++;
			row.end = w.end;
			plain += is_small(t->s[w.start]);
			continue;
		}
		if (n >= LEFT_WORDS && 2 * plain >= n &&
		    !quoted(t, row.start) &&
		    holds(&run->side[TY_CHECK_SOURCE], t->s + row.start,
			  row.end - row.start)) {
			ty_check_quote(run, TY_CHECK_UNTRANSLATED,
				       TY_CHECK_TARGET, row, NULL,
				       _("'%s' is not translated"));
			return;
		}
		n = more;
		row = w;
		plain = more && is_small(t->s[w.start]);
	} while (more);
}

/* Kana and Han in an English text: the first run of them. */
static void left_japanese(const struct ty_check_run *run)
{
	const struct ty_check_side *t = &run->side[TY_CHECK_TARGET];
	struct ty_span found = { 0, 0 };
	size_t i = 0, next;

	for (; i < t->len; i = next) {
		if (!ty_is_japanese(ty_char_at(t->s, i, t->len, &next))) {
			if (found.end)
				break;
			continue;
		}
		if (!found.end)
			found.start = i;
		found.end = next;
	}
	if (found.end)
		ty_check_quote(run, TY_CHECK_UNTRANSLATED, TY_CHECK_TARGET,
			       found, NULL, _("'%s' is not translated"));
}

static void untranslated(const struct ty_check_run *run)
{
	const struct ty_check_side *s = &run->side[TY_CHECK_SOURCE];
	const struct ty_check_side *t = &run->side[TY_CHECK_TARGET];
	bool words = s->japanese ? japanese_letters(s) > 0 :
		     plain_words(s) > 1;

	if (s->len == t->len && !memcmp(s->s, t->s, s->len)) {
		if (words)
			ty_check_report(run, TY_CHECK_SAME_AS_SOURCE,
					TY_CHECK_TARGET, whole(t), NULL, NULL,
					_("the translation is the source itself"));
		return;
	}
	if (!ty_check_on(run, TY_CHECK_UNTRANSLATED))
		return;
	if (t->japanese && words && !japanese_letters(t) &&
	    plain_words(t) > 1)
		ty_check_report(run, TY_CHECK_UNTRANSLATED, TY_CHECK_TARGET,
				whole(t), NULL, NULL,
				_("the translation holds no Japanese"));
	else if (t->japanese)
		left_words(run);
	else if (t->english && s->japanese)
		left_japanese(run);
}

enum { FINE, REMOVE, SUSPECT };

/* What no text should hold.  Tabs and line breaks are white space; joiners and
 * variation selectors are part of what they join. */
static int control(int32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r' ? FINE : REMOVE;
	if (c < 0x7F)
		return FINE;
	if (c <= 0x9F || c == 0xAD || c == 0x200B || c == 0x200E ||
	    c == 0x200F || c == 0x061C || (c >= 0x2028 && c <= 0x202E) ||
	    (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
	    (c >= 0xFFF9 && c <= 0xFFFB))
		return REMOVE;
	return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000 ?
		SUSPECT : FINE;
}

static void controls(const struct ty_check_run *run)
{
	const struct ty_check_side *s = &run->side[TY_CHECK_SOURCE];
	const struct ty_check_side *t = &run->side[TY_CHECK_TARGET];
	struct ty_buf message = TY_BUF_INIT;
	size_t i, next;
	char name[16];

	for (i = 0; i < t->len; i = next) {
		int32_t c = ty_char_at(t->s, i, t->len, &next);
		char bytes[5] = "";
		int what = control(c);

		if (what == FINE)
			continue;
		memcpy(bytes, t->s + i, next - i);
		/* A text that is right to left by its source. */
		if (strstr(s->s, bytes))
			continue;
		snprintf(name, sizeof(name), "U+%04lX", (unsigned long)c);
		ty_buf_clear(&message);
		ty_buf_addf(&message, what == REMOVE ?
			    _("the invisible character %s") :
			    _("%s is no character of any text"), name);
		ty_check_report(run, TY_CHECK_CONTROL, TY_CHECK_TARGET,
				(struct ty_span){ i, next }, NULL,
				what == REMOVE ? "" : NULL, message.p);
	}
	ty_buf_release(&message);
}

void ty_check_texts(const struct ty_check_run *run)
{
	const struct ty_check_side *s = &run->side[TY_CHECK_SOURCE];
	const struct ty_check_side *t = &run->side[TY_CHECK_TARGET];

	if (blank(t)) {
		if (!blank(s))
			ty_check_report(run, TY_CHECK_EMPTY, TY_CHECK_TARGET,
					(struct ty_span){ 0, 0 }, NULL, NULL,
					_("there is no translation"));
		return;
	}
	untranslated(run);
	if (ty_check_on(run, TY_CHECK_CONTROL))
		controls(run);
}
