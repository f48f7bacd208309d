/* Values in English text: at which words one may begin, and who reads it. */

#include <stdlib.h>

#include "text/value_en.h"

/* In the order in which they are asked. */
static size_t (*const readers[])(struct ty_en *p, size_t i) = {
	ty_en_calendar, ty_en_clock, ty_en_graded, ty_en_multiple, ty_en_half,
	ty_en_fraction, ty_en_ordinal, ty_en_score, ty_en_year, ty_en_quantity
};

/* A value may begin with a word of the lexicon that is more than a unit. */
static bool word_may_begin(const struct ty_en_token *t)
{
	const struct ty_lex_entry *e = t->entry;
	size_t n;

	for (n = t->nentries; e && n--; e++)
		if (e->class < TY_LEX_WORD ? e->class != TY_LEX_SCALE :
		    e->class == TY_LEX_WORD && e->amount.n)
			return true;
	return t->capital && t->end == t->start + 1;	/* M6.1 */
}

static bool may_begin(const struct ty_en_token *t)
{
	switch (t->type) {
	case TY_EN_WORD:
		return word_may_begin(t);
	case TY_EN_NAME:
		return false;
	case TY_EN_MARK:
		return t->c == '-' || t->c == '\'' || t->c > 0x2000 ||
		       t->c == 0xBD;
	default:
		return true;
	}
}

static size_t read_at(struct ty_en *p, size_t i)
{
	size_t k, next;

	for (k = 0; k < sizeof(readers) / sizeof(*readers); k++) {
		next = readers[k](p, i);
		if (next)
			return next;
	}
	return i + 1;
}

void ty_value_read_en(const struct ty_value_reader *reader, const char *s,
		      size_t len, struct ty_values *values)
{
	struct ty_en p = { .lex = &reader->lex, .s = s, .len = len,
			   .out = values };
	size_t i = 0;

	ty_en_scan(&p);
	while (i < p.n)
		i = may_begin(&p.v[i]) ? read_at(&p, i) : i + 1;
	free(p.v);
}
