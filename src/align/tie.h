#ifndef TY_ALIGN_TIE_H
#define TY_ALIGN_TIE_H

#include "align/align.h"
#include "align/model.h"
#include "text/value.h"

/*
 * Which places of a text and of its translation say the same: values, names,
 * terms, words of the lexicon.  What might as well belong elsewhere is left
 * out, so that most words of a sentence have no tie; those that have one can
 * be shown to people.
 */
struct ty_tie {
	struct ty_span	span[2];	/* bytes of the texts */
	bool		value;		/* a whole value on both sides */
	float		strength;	/* 0 to 1 */
};

/* Bytes of a text; a longer one is no sentence, and has no ties. */
#define TY_TIES_TEXT	4000

/* Memory is used again; a zeroed one is empty. */
struct ty_ties {
	struct ty_tie	*v;		/* in the order of text 1; those of one
					   text do not overlap */
	size_t		 n, cap;
};
void ty_ties_release(struct ty_ties *ties);

/* As certain as it gets: the caller knows.  To be called before
 * ty_ties_find(). */
void ty_ties_add(struct ty_ties *ties, const struct ty_span *a,
		 const struct ty_span *b, bool value, float strength);

/*
 * Find the ties of two texts, valid UTF-8, in these languages, beside those
 * added before; what contradicts is left out.  `lexicon` and `model` may be
 * NULL, or of any languages.
 */
void ty_ties_find(struct ty_ties *ties, const struct ty_lexicon *lexicon,
		  const struct ty_model *model,
		  const char *const lang[2],
		  const struct ty_value_reader *const readers[2],
		  const char *const text[2]);

#endif
