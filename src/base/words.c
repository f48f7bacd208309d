/* The words that programs and files use for our enumerations. */

#include <string.h>

#include "base/i18n.h"
#include "base/words.h"

static const struct {
	const char	*word;
	bool		 translated;
} kinds[] = {
	[TY_BODY] = { "body", true },
	[TY_HEADLINE] = { "headline", true },
	[TY_KICKER] = { "kicker", true },
	[TY_SUBHEAD] = { "subhead", true },
	[TY_CAPTION] = { "caption", true },
	[TY_SLUG] = { "slug", false },
	[TY_NOTE] = { "note", false },
	[TY_BYLINE] = { "byline", false },
	[TY_CREDIT] = { "credit", false },
	[TY_BOILERPLATE] = { "boilerplate", false },
};

static const char *const unit_kinds[] = {
	[TY_HUMAN] = "human",		[TY_ALIGNED] = "aligned",
	[TY_IMPORTED] = "imported",	[TY_MACHINE] = "machine",
};

static const char *const unit_statuses[] = {
	[TY_DRAFT] = "draft",		[TY_TRANSLATED] = "translated",
	[TY_REVIEWED] = "reviewed",	[TY_REJECTED] = "rejected",
};

static const char *const term_statuses[] = {
	[TY_PREFERRED] = "preferred",	[TY_ALLOWED] = "allowed",
	[TY_FORBIDDEN] = "forbidden",
};

static const struct {
	const char	*word, *title;
} bands[TY_NBANDS] = {
	[TY_BAND_101] = { "101", N_("context (101)") },
	[TY_BAND_100] = { "100", N_("exact (100)") },
	[TY_BAND_VALUES] = { "values", N_("other values only") },
	[TY_BAND_95] = { "95-99", NULL },
	[TY_BAND_85] = { "85-94", NULL },
	[TY_BAND_75] = { "75-84", NULL },
	[TY_BAND_50] = { "50-74", NULL },
	[TY_BAND_NEW] = { "new", N_("new") },
	[TY_BAND_REPEATED] = { "repeated", N_("repeated") },
	[TY_BAND_ACROSS] = { "repeated-across", N_("repeated across files") },
};

static const char *const edits[] = {
	[TY_SAME] = "same",		[TY_DELETED] = "deleted",
	[TY_INSERTED] = "inserted",	[TY_REPLACED] = "replaced",
};

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

const char *ty_kind_word(enum ty_kind kind)
{
	return kinds[kind].word;
}

bool ty_kind_translated(enum ty_kind kind)
{
	return kinds[kind].translated;
}

const char *ty_unit_kind_word(enum ty_unit_kind kind)
{
	return unit_kinds[kind];
}

const char *ty_unit_status_word(enum ty_unit_status status)
{
	return unit_statuses[status];
}

const char *ty_term_status_word(enum ty_term_status status)
{
	return term_statuses[status];
}

const char *ty_band_word(enum ty_band band)
{
	return bands[band].word;
}

const char *ty_band_title(enum ty_band band)
{
	return bands[band].title ? _(bands[band].title) : bands[band].word;
}

bool ty_band_parse(enum ty_band *out, const char *word)
{
	int i;

	for (i = 0; i < TY_NBANDS && strcmp(bands[i].word, word); i++)
		;
	*out = (enum ty_band)i;
	return i < TY_NBANDS;
}

const char *ty_edit_word(enum ty_edit edit)
{
	return edits[edit];
}

static const struct {
	const char	*name, *title;
} penalties[] = {
	{ "number", N_("number") },
	{ "case", N_("case or width") },
	{ "punctuation", N_("punctuation") },
	{ "aligned", N_("aligned by machine") },
	{ "codes", N_("inline codes") },
	{ "memory", N_("this memory") },
};

const char *ty_penalty_title(const char *name)
{
	size_t i;

	for (i = 0; i < LENGTH(penalties); i++)
		if (!strcmp(name, penalties[i].name))
			return _(penalties[i].title);
	return name;
}

/* The index of `word` in a table, or -1. */
static int find(const char *const *table, size_t n, const char *word)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strcmp(table[i], word))
			return (int)i;
	return -1;
}

bool ty_unit_kind_parse(enum ty_unit_kind *out, const char *word)
{
	int i = find(unit_kinds, LENGTH(unit_kinds), word);

	if (i >= 0)
		*out = (enum ty_unit_kind)i;
	return i >= 0;
}

bool ty_unit_status_parse(enum ty_unit_status *out, const char *word)
{
	int i = find(unit_statuses, LENGTH(unit_statuses), word);

	if (i >= 0)
		*out = (enum ty_unit_status)i;
	return i >= 0;
}

bool ty_term_status_parse(enum ty_term_status *out, const char *word)
{
	int i = find(term_statuses, LENGTH(term_statuses), word);

	if (i >= 0)
		*out = (enum ty_term_status)i;
	return i >= 0;
}
