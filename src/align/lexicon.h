#ifndef TY_ALIGN_LEXICON_H
#define TY_ALIGN_LEXICON_H

#include "align/align.h"
#include "align/scan.h"

#define TY_PHRASE_MAX	8		/* words of a source term */
#define TY_FORMS_MAX	3		/* as written, in small letters,
					   its lemma */

/* How sure a translation is. */
enum ty_grade {
	TY_GRADE_OWN,		/* a glossary made for news */
	TY_GRADE_FIRST,		/* a dictionary's usual word in its first
				   sense, */
	TY_GRADE_USUAL,		/* the first sense, or another of a usual
				   word, */
	TY_GRADE_OTHER,		/* any other */
	TY_GRADE_NAME,		/* what a name may be written as */
	TY_NGRADES
};

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

/* A capitalised word as a Japanese name in Latin letters, whatever the way its
 * long vowels are written; TY_INTERN_NONE if there is none. */
uint32_t ty_lexicon_name(const struct ty_lexicon *lexicon,
			 const struct ty_piece *word);

/* The strings of the target side that stand at `s` (folded), the shortest
 * first: numbers in id[] and bytes in used[], of at most TY_STRING_MAX
 * characters.  Returns how many. */
#define TY_STRING_MAX	32		/* characters of a target string */
size_t ty_lexicon_strings(const struct ty_lexicon *lexicon, const char *s,
			  size_t len, uint32_t id[TY_STRING_MAX],
			  uint8_t used[TY_STRING_MAX]);

/* Write string `id`, folded.  Returns its bytes. */
#define TY_STRING_BYTES	(4 * TY_STRING_MAX + 1)
size_t ty_lexicon_text(const struct ty_lexicon *lexicon, uint32_t id,
		       char out[TY_STRING_BYTES]);

/* What `term` may be on the target side: numbers of strings, the surest
 * first. */
struct ty_meanings {
	const uint32_t	*string;
	const uint8_t	*grade;		/* enum ty_grade */
	size_t		 n;
};
void ty_lexicon_meanings(struct ty_meanings *meanings,
			 const struct ty_lexicon *lexicon, uint32_t term);

#endif
