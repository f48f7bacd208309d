#ifndef TY_TEXT_CHECK_VALUE_H
#define TY_TEXT_CHECK_VALUE_H

#include "text/check.h"

/* The values of a pair and who is whose counterpart; for check_*.c only. */
struct ty_check_values {
	const struct ty_check_run	*run;
	/* By side: its values, their partners, and whether nothing is to be
	 * said of them. */
	const struct ty_values		*values[2];
	size_t				*partner[2];
	bool				*settled[2];
};

/*
 * Why value `i` of `side` may stand there without a counterpart: it is said in
 * other words, said twice, converted in brackets, or nothing but "a" (docs/
 * checks.md has the list).
 */
bool ty_check_excused(const struct ty_check_values *v, int side, size_t i);

/* Does `side` have this number, `n` digits, outside of its values? */
bool ty_check_written(const struct ty_check_values *v, int side,
		      const char *want, size_t n);

/* Does the text say morning or afternoon near this time of day? */
bool ty_check_half_day(const struct ty_check_side *side,
		       const struct ty_value *time);

/* Report values that changed places, and scores turned round. */
void ty_check_swaps(const struct ty_check_values *v);

static inline bool ty_check_weekday(const struct ty_value *v)
{
	return v->kind == TY_VALUE_DATE && v->amount[0] >= 'A';
}

/* The other text has the value in words (check_wording.c): both, 両国; in Roman
 * numerals; or, of a date, from the day of the story: last month, 昨年. */
bool ty_check_in_words(const struct ty_value *v,
		       const struct ty_check_side *other);
bool ty_check_in_roman(const struct ty_value *v,
		       const struct ty_check_side *other);
bool ty_check_told(const struct ty_value *v,
		   const struct ty_check_side *other);

/*
 * How two values differ that should agree: a check, or TY_NCHECKS if they have
 * nothing in common.  The rank says how telling that is: 0 the most, 4 not at
 * all.  The format takes both values' texts, as "%.*s", source first.
 */
enum ty_check ty_check_fault(const struct ty_value *a,
			     const struct ty_value *b);
int ty_check_fault_rank(enum ty_check check, const struct ty_value *a,
			const struct ty_value *b);
const char *ty_check_fault_format(enum ty_check check);

/* Does the text hold one of these words (NULL at the end)?  Latin ones as whole
 * words, in small letters or capitals; "*" ends the stem of one. */
bool ty_check_says(const struct ty_check_side *side, size_t from, size_t to,
		   const char *const *words);

#endif
