#ifndef TY_TEXT_VALUE_LEX_H
#define TY_TEXT_VALUE_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/decimal.h"

/*
 * The words of values: units, currencies, counters, months, number words, and
 * the words around them that decide.  They are data, tm/lexicon/values-LANG.tsv
 * (its README says what the columns are), compiled in, because files on disk
 * depend on how values are read.
 */

/* The first column, in small letters.  The last ones are kinds of values: what
 * a numeral with such a word is. */
enum ty_lex_class {
	TY_LEX_NUMBER,		/* a numeral written as a word: amount */
	TY_LEX_SCALE,		/* million: amount is the power of ten */
	TY_LEX_ORDINAL,		/* third: amount */
	TY_LEX_FRACTION,	/* half, quarter: amount is the denominator */
	TY_LEX_MULTIPLE,	/* doubled, twice: amount */
	TY_LEX_MONTH,		/* amount 1..12 */
	TY_LEX_WEEKDAY,		/* unit is "Mon".."Sun" */
	TY_LEX_ERA,		/* amount is the year before its first */
	TY_LEX_CLOCK,		/* noon: unit is "12:00"; p.m. */
	TY_LEX_SYMBOL,		/* a currency's sign before the numeral */
	TY_LEX_WORD,		/* a word that decides about what is beside it:
				   unit says how */
	/* Units: amount is how many of `unit` one is (a cent is 0.01 USD). */
	TY_LEX_COUNT, TY_LEX_MONEY, TY_LEX_PERCENT, TY_LEX_POINT,
	TY_LEX_DURATION, TY_LEX_TEMPERATURE, TY_LEX_LENGTH, TY_LEX_AREA,
	TY_LEX_WEIGHT, TY_LEX_VOLUME, TY_LEX_RATE, TY_LEX_POWER,
	TY_LEX_PRESSURE,
	TY_LEX_CLASSES
};

/* A form of the data with one of its meanings. */
struct ty_lex_entry {
	const char		*form;
	size_t			 len;
	enum ty_lex_class	 class;
	struct ty_decimal	 amount;	/* 0 if none is given */
	const char		*unit;		/* "" if none; static */
};

/* Made from the data by value_lex.awk: by form, those of one form by class. */
extern const struct ty_lex_entry ty_lex_en[], ty_lex_ja[];
extern const size_t ty_lex_en_len, ty_lex_ja_len;

/* Of the data and of the sources that tell tokens and values: another number
 * where a text may have other ones. */
extern const uint32_t ty_lex_sum;

struct ty_lex {
	const struct ty_lex_entry *v;
	size_t			 n;
	size_t			 first[257];	/* where those begin that begin
						   with a byte */
	uint64_t		 starts[64];	/* a bit for each hash of the
						   first character of a form,
						   where that is three bytes */
	bool			 spaced;
};

/*
 * `spaced`, for languages with spaces between words: the data are in small
 * letters and are found in any case, at ends of words only; a space in a form
 * is any single white space, or a hyphen, of the text.
 */
void ty_lex_init(struct ty_lex *lex, const struct ty_lex_entry *v, size_t n,
		 bool spaced);

/*
 * The longest form that the text has at byte `i`: the first of the entries that
 * share it, *n of them, and in *len how many bytes of the text it took.  NULL
 * if there is none.
 */
const struct ty_lex_entry *ty_lex_match(const struct ty_lex *lex, const char *s,
					size_t end, size_t i, size_t *n,
					size_t *len);

/* Of `n` entries that share a form the one of a class, or NULL. */
const struct ty_lex_entry *ty_lex_of(const struct ty_lex_entry *entry, size_t n,
				     enum ty_lex_class class);

#endif
