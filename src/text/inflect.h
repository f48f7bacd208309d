#ifndef TY_TEXT_INFLECT_H
#define TY_TEXT_INFLECT_H

#include <stddef.h>

/*
 * What an inflected English word may be a form of.  The rules propose freely
 * ("rating": rate; "ties": ty, tie): they are for a vocabulary that holds the
 * true ones.
 */
enum {
	TY_INFLECT_S	= 1 << 0,	/* a plural, or "she signs" */
	TY_INFLECT_ED	= 1 << 1,	/* past tense or participle */
	TY_INFLECT_ING	= 1 << 2
};

#define TY_MAX_WORD	48		/* bytes; longer ones have no bases */
#define TY_MAX_BASES	10

struct ty_base {
	char		text[TY_MAX_WORD];
	size_t		len;
	unsigned	how;
};

/* The bases of a folded word that is not one itself; their number. */
size_t ty_english_bases(const char *word, size_t len,
			struct ty_base out[TY_MAX_BASES]);

#endif
