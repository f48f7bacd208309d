/* What the readers of English ask about a word and those beside it. */

#include <string.h>

#include "text/value_en.h"

const struct ty_lex_entry *ty_en_of(const struct ty_en *p, size_t i,
				    enum ty_lex_class class)
{
	return i < p->n ? ty_lex_of(p->v[i].entry, p->v[i].nentries, class) :
			  NULL;
}

bool ty_en_plays(const struct ty_en *p, size_t i, const char *part)
{
	const struct ty_lex_entry *e;

	if (i >= p->n || !p->v[i].entry)
		return false;
	for (e = p->v[i].entry; e < p->v[i].entry + p->v[i].nentries; e++)
		if (e->class == TY_LEX_WORD && !strcmp(e->unit, part))
			return true;
	return false;
}

bool ty_en_is(const struct ty_en *p, size_t i, const char *word)
{
	size_t n = strlen(word), k;

	if (i >= p->n || p->v[i].end - p->v[i].start != n)
		return false;
	for (k = 0; k < n; k++)
		if ((p->s[p->v[i].start + k] | 0x20) != (word[k] | 0x20))
			return false;
	return true;
}

bool ty_en_is_one(const struct ty_en *p, size_t i, const char *const *words)
{
	for (; *words; words++)
		if (ty_en_is(p, i, *words))
			return true;
	return false;
}

bool ty_en_rank_suffix(const struct ty_en *p, size_t i)
{
	static const char *const suffixes[] = { "st", "nd", "rd", "th", NULL };

	return ty_en_is_one(p, i, suffixes) && !p->v[i].space;
}

bool ty_en_mark(const struct ty_en *p, size_t i, int32_t c)
{
	return i < p->n && p->v[i].type == TY_EN_MARK && p->v[i].c == c;
}

bool ty_en_type(const struct ty_en *p, size_t i, enum ty_en_type type)
{
	return i < p->n && p->v[i].type == type;
}

bool ty_en_plural(const struct ty_en *p, size_t i)
{
	static const char *const people[] = {
		"people", "men", "women", "children", "police", NULL
	};
	const struct ty_en_token *t;

	if (!ty_en_type(p, i, TY_EN_WORD))
		return false;
	t = &p->v[i];
	if (t->capital || t->end - t->start < 3)
		return false;
	if (ty_en_is_one(p, i, people))
		return true;
	return p->s[t->end - 1] == 's' && p->s[t->end - 2] != 's' &&
	       !ty_en_is(p, i, "was") && !ty_en_is(p, i, "has");
}

bool ty_en_capital(const struct ty_en *p, size_t i)
{
	return i < p->n && p->v[i].type == TY_EN_WORD && p->v[i].capital;
}

bool ty_en_initial(const struct ty_en *p, size_t i)
{
	if (!i || i >= p->n || p->v[i].line)
		return true;
	if (p->v[i - 1].type != TY_EN_MARK)
		return false;
	switch (p->v[i - 1].c) {
	case '.': case '!': case '?': case ':': case ';': case '"': case '(':
	case '[': case 0x201C: case 0x201D: case 0x2018: case 0x2014:
	case 0x2022:
		return true;
	case '-':
		return p->v[i].space;
	}
	return false;
}

bool ty_en_hyphen(const struct ty_en *p, size_t i)
{
	if (!ty_en_type(p, i, TY_EN_MARK) || i + 1 >= p->n ||
	    p->v[i].space || p->v[i + 1].space)
		return false;
	switch (p->v[i].c) {
	case '-': case 0x2010: case 0x2011: case 0x2012: case 0x2013:
	case 0x2212: case 0xFE63: case 0xFF0D: case '~': case 0x301C:
	case 0xFF5E:
		return true;
	}
	return false;
}

/* A full stop or the like, between sentences. */
static bool is_stop(const struct ty_en *p, size_t i)
{
	return i >= p->n || (p->v[i].type == TY_EN_MARK &&
			     (p->v[i].c == '.' || p->v[i].c == '!' ||
			      p->v[i].c == '?') &&
			     (i + 1 == p->n || ty_en_capital(p, i + 1)));
}

bool ty_en_plays_before(const struct ty_en *p, size_t i, size_t n,
			const char *part)
{
	for (; i-- && n && !is_stop(p, i); n--)
		if (ty_en_plays(p, i, part))
			return true;
	return false;
}

bool ty_en_plays_after(const struct ty_en *p, size_t i, size_t n,
		       const char *part)
{
	for (; n && !is_stop(p, i); i++, n--)
		if (ty_en_plays(p, i, part))
			return true;
	return false;
}
