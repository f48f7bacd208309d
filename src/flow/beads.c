/* Which rows of a sheet of beads may be believed: those about the stories as
 * they are now. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/beads.h"

enum ty_status ty_beads_stories(struct ty_pair *out,
				const struct ty_sheet *sheet,
				const struct ty_pair *given,
				const char *source, const char *target,
				struct ty_error *err)
{
	const char *const wanted[2] = { source, target };
	int k;

	if (sheet->lines)
		return ty_fail_at(err, TY_EINVAL, sheet->path, 0, 0,
				  _("beads of lines cannot be learnt; align the stories without --lines"));
	for (k = 0; k < 2; k++) {
		const char *story = sheet->story[k];

		if (sheet->lang[k][0] &&
		    !ty_lang_same(sheet->lang[k], wanted[k]))
			return ty_fail_at(err, TY_EINVAL, sheet->path, 0, 0,
				_("the stories are in the languages %s and %s, not %s and %s"),
				sheet->lang[0], sheet->lang[1], source,
				target);
		if (!given && (!story || !*story || !strcmp(story, "-")))
			return ty_fail_at(err, TY_EINVAL, sheet->path, 0, 0,
				_("this file does not name its two stories; give them"));
	}
	if (given)
		*out = *given;
	else
		*out = (struct ty_pair){ sheet->story[0], sheet->story[1] };
	return TY_OK;
}

/* The white space that `s` begins with: that between segments is not the
 * story's own. */
static size_t blank(const char *s)
{
	static const char wide[] = "\u3000";

	if (*s == ' ')
		return 1;
	return strncmp(s, wide, sizeof(wide) - 1) ? 0 : sizeof(wide) - 1;
}

/* Where `text` goes on behind `segment`, if it begins with it; else NULL. */
static const char *behind(const char *text, const char *segment)
{
	size_t n;

	for (;;) {
		while ((n = blank(text)))
			text += n;
		while ((n = blank(segment)))
			segment += n;
		if (!*segment)
			return text;
		if (*text++ != *segment++)
			return NULL;
	}
}

/* How many segments from `first` on are just `text`; 0: it is other text. */
static size_t segments_of(const char *text, const struct ty_beads_side *side,
			  size_t first)
{
	size_t i = first;

	for (; *text && i < side->n; i++)
		if (!(text = behind(text, side->texts[i])))
			return 0;
	return *text ? 0 : i - first;
}

/* A sheet of a former version of the story has numbers of other segments.  The
 * text that a row shows tells: it is that of segments in a row, though perhaps
 * not of those it names now. */
static bool is_text(const struct ty_sheet_row *row, int k,
		    const struct ty_beads_side *side)
{
	const char *text = row->text[k];
	size_t i;

	if (!*text || segments_of(text, side, row->first[k]))
		return true;
	for (i = 0; i < side->n; i++)
		if (segments_of(text, side, i))
			return true;
	return false;
}

static enum ty_status check_side(const struct ty_sheet *sheet,
				 const struct ty_sheet_row *row, int k,
				 const struct ty_beads_side *side, long *lines,
				 struct ty_error *err)
{
	size_t i;

	for (i = row->first[k]; i < row->first[k] + row->n[k]; i++) {
		bool claims = row->judgement != TY_JUDGED_WRONG;

		if (i >= side->n)
			return ty_fail_at(err, TY_ESYNTAX, sheet->path,
				row->line, 0,
				_("there is no segment %zu in %s, which has %zu"),
				i + 1, side->path, side->n);
		if (claims && lines[i])
			return ty_fail_at(err, TY_ESYNTAX, sheet->path,
				row->line, 0,
				_("segment %zu of %s stands in line %ld already"),
				i + 1, side->path, lines[i]);
		if (claims)
			lines[i] = row->line;
	}
	if (!is_text(row, k, side))
		return ty_fail_at(err, TY_ESYNTAX, sheet->path, row->line, 0,
			_("this row shows what is not text of %s; numbers and verdicts may be changed, texts may not"),
			side->path);
	return TY_OK;
}

enum ty_status ty_beads_check(const struct ty_sheet *sheet,
			      const struct ty_beads_side sides[2],
			      struct ty_error *err)
{
	long *lines[2];
	enum ty_status st = TY_OK;
	size_t i;
	int k;

	for (k = 0; k < 2; k++)
		lines[k] = ty_alloc(sides[k].n, sizeof(*lines[k]));
	for (i = 0; i < sheet->n; i++)
		for (k = 0; st == TY_OK && k < 2; k++)
			st = check_side(sheet, &sheet->rows[i], k, &sides[k],
					lines[k], err);
	free(lines[0]);
	free(lines[1]);
	return st;
}

bool ty_beads_judged(const struct ty_sheet_row *row,
		     const struct ty_beads_side sides[2])
{
	int k;

	if (row->judgement != TY_NOT_JUDGED || row->confidence < 0)
		return true;
	for (k = 0; k < 2; k++)
		if (*row->text[k] && segments_of(row->text[k], &sides[k],
						 row->first[k]) != row->n[k])
			return true;
	return false;
}
