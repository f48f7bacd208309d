#ifndef TY_ALIGN_LEXICON_H
#define TY_ALIGN_LEXICON_H

#include "align/align.h"
#include "align/scan.h"

#define TY_PHRASE_MAX	8		/* words of a source term */
#define TY_FORMS_MAX	3		/* as written, in small letters,
					   its lemma */

/* Which of its languages stands on which side: true if the lexicon is of this
 * pair; *swapped if its source language is the second. */
bool ty_lexicon_fits(const struct ty_lexicon *lexicon, const char *a,
		     const char *b, bool *swapped);

/* The numbers under which the lexicon knows a word, as written and as a
 * lemma; n 0 if it does not. */
struct ty_forms {
	uint32_t	v[TY_FORMS_MAX];
	size_t		n;
};
void ty_lexicon_forms(const struct ty_lexicon *lexicon,
		      const struct ty_piece *word, struct ty_forms *forms);

/* The longest term among the first of `n` words: its number, and in *used how
 * many words it has; TY_INTERN_NONE if none begins here. */
uint32_t ty_lexicon_term(const struct ty_lexicon *lexicon,
			 const struct ty_forms *words, size_t n, size_t *used);

/* The longest string of the target side that stands at `s` (folded): its
 * number, and in *used its bytes; TY_INTERN_NONE if none does. */
uint32_t ty_lexicon_string(const struct ty_lexicon *lexicon, const char *s,
			   size_t len, size_t *used);

/* String `id`, folded; valid as long as the lexicon. */
const char *ty_lexicon_text(const struct ty_lexicon *lexicon, uint32_t id);

/* What `term` may be on the target side: numbers of strings. */
const uint32_t *ty_lexicon_meanings(const struct ty_lexicon *lexicon,
				    uint32_t term, size_t *n);

#endif
