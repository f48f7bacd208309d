#ifndef TY_TEXT_SRX_RULES_H
#define TY_TEXT_SRX_RULES_H

#include <unicode/uregex.h>

#include "text/srx.h"
#include "text/srx_edge.h"

/* Rules compiled for a language: srx_rules.c makes them, srx_match.c asks. */

#define TY_SRX_WINDOW	512	/* bytes seen on either side */
#define TY_SRX_TICK	0.0002	/* seconds that 10,000 steps of ICU's matcher
				   take: what it counts in */

/*
 * A rule compiled in one of two ways.  ICU looks behind only where it knows how
 * long the match is at most; then `whole` is both patterns in one, tried at the
 * place.  Otherwise `before` is looked for up to the place.
 */
struct ty_srx_compiled {
	struct ty_edge		 last[TY_EDGES], first[TY_EDGES];
	int			 nlast, nfirst;	/* 0: could be anything */
	bool			 breaks;
	unsigned		 loaded;	/* the window they have */
	URegularExpression	*whole;		/* or NULL */
	URegularExpression	*before, *after;	/* NULL if empty */
	const char		*language;
	int			 number;
	long			 line, column;
};

struct ty_srx_rules {
	char		*file;
	char		**names;	/* of the language rules */
	size_t		 nnames;
	struct ty_srx_compiled *rules;
	size_t		 n, cap;
	struct ty_chars	 marks;		/* that rules break after */

	/* Part of a text as UTF-16; place i of it is window[middle]. */
	UChar		 window[2 * TY_SRX_WINDOW + 2];
	int32_t		 length, middle;
	bool		 cut;		/* text precedes it */
	unsigned	 loaded;	/* its number */

	/* Time. */
	unsigned	 matches;
	double		 allowed, spent;	/* seconds */
	struct ty_span	 paragraph;	/* last counted */
};

/* Processor time of this thread. */
double ty_srx_seconds(void);

#endif
