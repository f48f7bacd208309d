#ifndef TY_TEXT_TERM_FIND_H
#define TY_TEXT_TERM_FIND_H

#include "taiyaku.h"

/*
 * Terms of one language, compiled, and where a text has them.  Found in one
 * pass: time grows with the text, not with the number of terms.  For one thread
 * at a time.
 */
struct ty_term_finder;

struct ty_term_place {
	struct ty_span	span;		/* bytes of the text */
	uint32_t	term;		/* its number */
	bool		exact;		/* also in its capitals */
};

/* Zeroed to begin with; memory is used again. */
struct ty_term_places {
	struct ty_term_place	*v;
	size_t			 n, cap;
};
void ty_term_places_release(struct ty_term_places *places);

enum ty_status ty_term_finder_open(struct ty_term_finder **out,
				   const char *lang, struct ty_error *err);
void ty_term_finder_close(struct ty_term_finder *finder);

/* Add the term that the caller calls `number`: valid UTF-8.  `pos` (a noun, a
 * verb; "" unknown) tells which inflected forms there are.  False for a text
 * that can never be found: only punctuation, or more than 64 words. */
bool ty_term_finder_add(struct ty_term_finder *finder, const char *text,
			const char *pos, uint32_t number);

enum ty_term_mode {
	/* As ty_terms_find(): whole words, capitals, the longest. */
	TY_TERMS_LONGEST,
	/* Every place that may be the term: to be sure that a text lacks it. */
	TY_TERMS_ANY
};

/* Find in valid UTF-8; `places` is overwritten: in the order of the text, terms
 * of one place by number. */
void ty_term_finder_run(struct ty_term_finder *finder, const char *s,
			size_t len, enum ty_term_mode mode,
			struct ty_term_places *places);

#endif
