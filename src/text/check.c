/* The table of checks, and how what they find is told. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "text/check.h"

#define OFF	TY_SEVERITY_OFF
#define NOTE	TY_SEVERITY_NOTE
#define WARNING	TY_SEVERITY_WARNING
#define ERROR	TY_SEVERITY_ERROR

const struct ty_check_info ty_check_table[TY_NCHECKS] = {
	[TY_CHECK_VALUE_DIFFERENT] = { "value-different", "values", ERROR, false, N_("a number, date or amount says something else") },
	[TY_CHECK_VALUE_MISSING] = { "value-missing", "values", ERROR, false, N_("a value of the source has no counterpart") },
	[TY_CHECK_VALUE_ADDED] = { "value-added", "values", ERROR, false, N_("a value of the translation has no counterpart") },
	[TY_CHECK_VALUE_SCALE] = { "value-scale", "values", ERROR, false, N_("off by a power of ten: million for billion, man for oku") },
	[TY_CHECK_VALUE_SIGN] = { "value-sign", "values", ERROR, false, N_("a minus sign came or went") },
	[TY_CHECK_VALUE_UNIT] = { "value-unit", "values", ERROR, false, N_("the same figure in another unit or currency") },
	[TY_CHECK_VALUE_PERCENT] = { "value-percent", "values", ERROR, false, N_("percent taken for percentage points, or the other way") },
	[TY_CHECK_VALUE_CLOCK] = { "value-clock", "values", ERROR, false, N_("morning taken for afternoon") },
	[TY_CHECK_VALUE_WEEKDAY] = { "value-weekday", "values", ERROR, false, N_("a weekday differs, or is not that of its date") },
	[TY_CHECK_VALUE_SWAPPED] = { "value-swapped", "values", ERROR, false, N_("two values are exchanged") },

	[TY_CHECK_EMPTY] = { "empty", "text", ERROR, false, N_("there is no translation") },
	[TY_CHECK_UNTRANSLATED] = { "untranslated", "text", WARNING, false, N_("words of the source are left in the translation") },
	[TY_CHECK_SAME_AS_SOURCE] = { "same-as-source", "text", WARNING, false, N_("the translation is the source itself") },
	[TY_CHECK_LENGTH] = { "length", "text", WARNING, false, N_("much longer or shorter than translations are") },
	[TY_CHECK_CONTROL] = { "control", "text", ERROR, true, N_("control, invisible or bidirectional characters") },
	[TY_CHECK_DOUBLED_WORD] = { "doubled-word", "text", WARNING, true, N_("a word twice in a row: the the") },
	[TY_CHECK_DOUBLED_PARTICLE] = { "doubled-particle", "text", WARNING, true, N_("a particle twice in a row") },

	[TY_CHECK_BRACKET] = { "bracket", "marks", WARNING, true, N_("brackets or quotes that do not pair") },
	[TY_CHECK_END_MARK] = { "end-mark", "marks", NOTE, true, N_("the two texts do not end alike") },
	[TY_CHECK_DOUBLED_MARK] = { "doubled-mark", "marks", WARNING, true, N_("a mark twice in a row") },

	[TY_CHECK_SPACE_EDGE] = { "space-edge", "spaces", NOTE, true, N_("a space before or after the translation") },
	[TY_CHECK_SPACE_DOUBLE] = { "space-double", "spaces", NOTE, true, N_("two spaces in a row") },
	[TY_CHECK_SPACE_MARK] = { "space-mark", "spaces", NOTE, true, N_("a space before a mark that wants none") },
	[TY_CHECK_SPACE_JAPANESE] = { "space-japanese", "spaces", NOTE, true, N_("a space beside Japanese text") },

	[TY_CHECK_WIDTH_KANA] = { "width-kana", "width", WARNING, true, N_("half-width katakana") },
	[TY_CHECK_WIDTH_LATIN] = { "width-latin", "width", NOTE, true, N_("full-width letters in words, or of both widths") },
	[TY_CHECK_WIDTH_DIGITS] = { "width-digits", "width", NOTE, false, N_("digits of both widths in one text") },
	[TY_CHECK_WIDTH_MARK] = { "width-mark", "width", NOTE, true, N_("half-width marks in Japanese") },

	[TY_CHECK_CODE_MISSING] = { "code-missing", "codes", ERROR, false, N_("an inline code or placeholder is lost") },
	[TY_CHECK_CODE_ADDED] = { "code-added", "codes", ERROR, false, N_("an inline code or placeholder that the source has not") },
	[TY_CHECK_CODE_ORDER] = { "code-order", "codes", ERROR, false, N_("inline codes that no longer nest, or placeholders exchanged") },

	[TY_CHECK_INCONSISTENT] = { "inconsistent", "consistency", NOTE, false, N_("the same source was translated differently before") },
	[TY_CHECK_REPEATED] = { "repeated", "consistency", NOTE, false, N_("a sentence that differs in values only was translated differently") },
	[TY_CHECK_SAME_TARGET] = { "same-target", "consistency", OFF, false, N_("another source has this very translation") },
	[TY_CHECK_UNEDITED] = { "unedited", "consistency", WARNING, false, N_("the translation of a similar sentence, left as it was") },

	[TY_CHECK_TERM_MISSING] = { "term-missing", "terms", WARNING, false, N_("a term without its translation") },
	[TY_CHECK_TERM_FORBIDDEN] = { "term-forbidden", "terms", WARNING, false, N_("a term that is not to be used") },
};

const struct ty_check_info *ty_check_list(size_t *n)
{
	*n = TY_NCHECKS;
	return ty_check_table;
}

const char *ty_check_title(const struct ty_check_info *check)
{
	return _(check->title);
}

const char *ty_severity_word(enum ty_severity severity)
{
	static const char *const words[] = { "off", "note", "warning", "error" };

	return words[severity];
}

void ty_issues_clear(struct ty_issue_list *list)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		free(list->v[i].text);
		free(list->v[i].message);
		free(list->v[i].fix);
	}
	list->n = 0;
}

void ty_issues_release(struct ty_issue_list *list)
{
	ty_issues_clear(list);
	free(list->v);
	memset(list, 0, sizeof(*list));
}

void ty_check_report(const struct ty_check_run *run, enum ty_check check,
		     int side, struct ty_span span,
		     const struct ty_span *other, const char *fix,
		     const char *message)
{
	const struct ty_check_info *info = &ty_check_table[check];
	struct ty_issue_list *list = run->out;
	struct ty_issue *issue;

	if (!ty_check_on(run, check))
		return;
	list->v = ty_grow(list->v, &list->cap, list->n + 1, sizeof(*list->v));
	issue = &list->v[list->n++];
	memset(issue, 0, sizeof(*issue));
	issue->kind = info->name;
	issue->severity = run->severity[check];
	*(side == TY_CHECK_SOURCE ? &issue->source : &issue->target) = span;
	if (other)
		*(side == TY_CHECK_SOURCE ? &issue->target :
		  &issue->source) = *other;
	issue->text = ty_strndup(run->side[side].s + span.start,
				 span.end - span.start);
	issue->message = ty_strdup(message);
	if (fix && side == TY_CHECK_TARGET)
		issue->fix = ty_strdup(fix);
}

void ty_check_quote(const struct ty_check_run *run, enum ty_check check,
		    int side, struct ty_span span, const char *fix,
		    const char *format)
{
	struct ty_buf message = TY_BUF_INIT;
	const char *at = strstr(format, "%s");

	if (!ty_check_on(run, check))
		return;
	/* The format is a translation: it is taken apart, not printed. */
	ty_buf_add(&message, format, at ? (size_t)(at - format) :
		   strlen(format));
	if (at) {
		ty_buf_add(&message, run->side[side].s + span.start,
			   span.end - span.start);
		ty_buf_adds(&message, at + 2);
	}
	ty_check_report(run, check, side, span, NULL, fix, message.p);
	ty_buf_release(&message);
}

void ty_check_pair_texts(const struct ty_check_run *run, bool both)
{
	int side;

	ty_check_texts(run);
	if (run->side[TY_CHECK_TARGET].len) {
		ty_check_values(run);
		ty_check_codes(run);
		ty_check_ends(run);
	}
	for (side = both ? TY_CHECK_SOURCE : TY_CHECK_TARGET;
	     side <= TY_CHECK_TARGET; side++) {
		ty_check_words(run, side);
		ty_check_marks(run, side);
		ty_check_spaces(run, side);
		ty_check_width(run, side);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct ty_issue *const *x = a, *const *y = b;

	if ((*x)->target.start != (*y)->target.start)
		return (*x)->target.start < (*y)->target.start ? -1 : 1;
	if ((*x)->target.end != (*y)->target.end)
		return (*x)->target.end > (*y)->target.end ? -1 : 1;
	return *x < *y ? -1 : *x > *y;
}

bool ty_issues_fix(struct ty_buf *out, const char *target, size_t len,
		   const struct ty_issue_list *list)
{
	const struct ty_issue **fixes = ty_alloc(list->n + 1, sizeof(*fixes));
	size_t n = 0, at = 0, i;

	for (i = 0; i < list->n; i++)
		if (list->v[i].fix)
			fixes[n++] = &list->v[i];
	qsort(fixes, n, sizeof(*fixes), by_place);
	for (i = 0; i < n; i++) {
		const struct ty_span *s = &fixes[i]->target;

		if (s->start < at)
			continue;
		ty_buf_add(out, target + at, s->start - at);
		ty_buf_adds(out, fixes[i]->fix);
		at = s->end;
	}
	ty_buf_add(out, target + at, len - at);
	free(fixes);
	return n > 0;
}
