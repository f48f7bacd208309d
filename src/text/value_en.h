#ifndef TY_TEXT_VALUE_EN_H
#define TY_TEXT_VALUE_EN_H

#include "text/numeral.h"
#include "text/value_impl.h"

/*
 * The parts of the reader of English.  The text becomes a row of tokens; at
 * each token where a value may begin, the readers of the kinds are asked in
 * turn.  A reader is given the number of a token; it appends its value, if
 * there is one, and returns the token behind it, or 0.  For value_en*.c only.
 */

enum ty_en_type {
	TY_EN_WORD,		/* letters, or a form of the lexicon */
	TY_EN_NUMERAL,		/* a good numeral in digits */
	TY_EN_DATE,		/* 2024-10-01, 10/31/2024 */
	TY_EN_NAME,		/* digits that are no quantity: F-35, a phone
				   number, an address of the web */
	TY_EN_MARK
};

struct ty_en_token {
	size_t				 start, end;
	const struct ty_lex_entry	*entry;		/* NULL if not known */
	size_t				 nentries;
	int32_t				 c;		/* of a mark */
	enum ty_en_type			 type;
	bool				 space;		/* before it */
	bool				 line;		/* a line begins */
	bool				 capital;
};

struct ty_en {
	const struct ty_lex	*lex;
	const char		*s;
	size_t			 len;
	struct ty_en_token	*v;
	size_t			 n, cap;
	bool			 titled;	/* Written Like a Headline */
	bool			 fahrenheit;	/* is named somewhere */
	struct ty_values	*out;
};

void ty_en_scan(struct ty_en *p);

/* ---- asking about token `i` (value_en_ask.c), which may lie outside: behind
 * the last one, or before the first, where i - 1 is as large as can be ---- */
const struct ty_lex_entry *ty_en_of(const struct ty_en *p, size_t i,
				    enum ty_lex_class class);
bool ty_en_plays(const struct ty_en *p, size_t i, const char *part);
bool ty_en_is(const struct ty_en *p, size_t i, const char *word);
/* It is one of the words of a list that ends with NULL. */
bool ty_en_is_one(const struct ty_en *p, size_t i, const char *const *words);
/* One of st, nd, rd, th close behind a numeral. */
bool ty_en_rank_suffix(const struct ty_en *p, size_t i);
bool ty_en_mark(const struct ty_en *p, size_t i, int32_t c);
bool ty_en_type(const struct ty_en *p, size_t i, enum ty_en_type type);
/* A word that is in small letters and looks like a noun in the plural. */
bool ty_en_plural(const struct ty_en *p, size_t i);
bool ty_en_capital(const struct ty_en *p, size_t i);
/* It begins a sentence, or what is quoted or in brackets. */
bool ty_en_initial(const struct ty_en *p, size_t i);
/* A hyphen, or a dash, without spaces around. */
bool ty_en_hyphen(const struct ty_en *p, size_t i);
/* A word playing `part` among the `n` tokens before `i`, in its sentence. */
bool ty_en_plays_before(const struct ty_en *p, size_t i, size_t n,
			const char *part);
bool ty_en_plays_after(const struct ty_en *p, size_t i, size_t n,
		       const char *part);

/* ------------------------------------------------------------- numbers -- */
struct ty_en_number {
	struct ty_decimal	amount;
	size_t			start, end;	/* bytes */
	size_t			first, next;	/* tokens */
	int			scale;		/* power of ten, 0 if none */
	size_t			digits;		/* before the point; 0 of words */
	bool			plain;		/* digits only: no comma, point,
						   scale, sign */
	bool			zero;		/* of digits: begins with one */
	bool			article;	/* a hundred */
};
/* A numeral in digits or words with its sign and scale.  `money`: "m" and "b"
 * are scales. */
bool ty_en_number(const struct ty_en *p, size_t i, bool money,
		  struct ty_en_number *num);
/* A sign below zero at token i: the word, or any kind of minus close before what
 * it belongs to. */
bool ty_en_minus(const struct ty_en *p, size_t i);
/* The whole number a numeral token is, or -1 if it is not below 10,000. */
int ty_en_small(const struct ty_en *p, size_t i);

/* --------------------------------------------------------------- units -- */

/* A number and what it counts. */
struct ty_en_quantity {
	struct ty_en_number	num;
	struct ty_decimal	amount;		/* in `unit` */
	enum ty_value_kind	kind;
	const char		*unit;
	const struct ty_lex_entry *entry;	/* of the unit; NULL if none */
	bool			sign;		/* a currency's, before it */
	size_t			start, end;	/* bytes */
	size_t			next;		/* token */
};
/* Give *q the unit that stands behind its number, if there is one. */
bool ty_en_unit(const struct ty_en *p, struct ty_en_quantity *q);
/* The entry of the unit at token i that the text means. */
const struct ty_lex_entry *ty_en_unit_at(const struct ty_en *p, size_t i,
					 const struct ty_en_number *num);
/* "and 30 minutes" behind two hours, "below zero" behind degrees: take in what
 * follows. */
void ty_en_compound(const struct ty_en *p, struct ty_en_quantity *q);
/* Add a unit's number to *q, which begins at token `first`. */
void ty_en_measure(const struct ty_en *p, struct ty_en_quantity *q,
		   const struct ty_lex_entry *entry, size_t at);

/* -------------------------------------------------------------- months -- */

/* 1 to 12 for the name of a month at token i, with the token behind it (and
 * behind its full stop) in *next; 0 for anything else. */
int ty_en_month(const struct ty_en *p, size_t i, size_t *next);

/* ------------------------------------------------------------- readers -- */
size_t ty_en_calendar(struct ty_en *p, size_t i);
size_t ty_en_clock(struct ty_en *p, size_t i);
size_t ty_en_year(struct ty_en *p, size_t i);
size_t ty_en_graded(struct ty_en *p, size_t i);	/* magnitude, upper 5 */
size_t ty_en_multiple(struct ty_en *p, size_t i);
size_t ty_en_score(struct ty_en *p, size_t i);
size_t ty_en_half(struct ty_en *p, size_t i);	/* half a year */
size_t ty_en_fraction(struct ty_en *p, size_t i);
size_t ty_en_ordinal(struct ty_en *p, size_t i);
size_t ty_en_quantity(struct ty_en *p, size_t i);
/* A number without a unit: an age, a plain number, or part of a name. */
size_t ty_en_plain(struct ty_en *p, const struct ty_en_quantity *q);
bool ty_en_is_age(const struct ty_en *p, const struct ty_en_number *num);
bool ty_en_is_title(const struct ty_en *p, const struct ty_en_number *num);
bool ty_en_is_name(const struct ty_en *p, const struct ty_en_number *num);

#endif
