#ifndef TY_TEXT_VALUE_JA_H
#define TY_TEXT_VALUE_JA_H

#include "text/value_impl.h"

/* The parts of the Japanese reader; for value_ja*.c only. */

/* A text being read. */
struct ja {
	const struct ty_lex	*lex;
	const char		*s;
	size_t			 len;
	size_t			 done;	/* what is before it has been read */
	size_t			 pm;	/* where the last time ends, if it is
					   one with 午後 */
	bool			 below;	/* the last temperature was */
	struct ty_values	*out;
};

/* ------------------------------------------------ value_ja_word.c: words -- */

/* The character at a byte, 0 at the end; the one before, 0 at the start. */
int32_t ja_char(const struct ja *c, size_t i);
int32_t ja_char_before(const struct ja *c, size_t i);
size_t ja_prev(const struct ja *c, size_t i);
bool ja_is_kanji(int32_t c);
bool ja_is_katakana(int32_t c);
bool ja_is_latin(int32_t c);
bool ja_is_digit(int32_t c);		/* ASCII or full width */

/* The bytes that `word` takes at byte `i`, 0 if it is not there. */
size_t ja_is(const struct ja *c, size_t i, const char *word);

/* One space, as software puts it between digits and kanji: 11 月 5 日. */
size_t ja_gap(const struct ja *c, size_t i);

/* 同 stands just before byte `i`: what the last value said holds again. */
bool ja_same(const struct ja *c, size_t i);

/* The numeral at byte `i` is a term of prison: 懲役3年6月, 同2年. */
bool ja_sentenced(const struct ja *c, size_t i);

/* Where the 1 of a 分の1 at byte `i` is, 0 if there is none: the numeral before
 * it is a denominator. */
size_t ja_fraction_at(const struct ja *c, size_t i);

/* The bytes of the longest word that plays a part in [i, end); 0 for none. */
size_t ja_part(const struct ja *c, size_t i, size_t end, const char *part);
/* The same just before byte `i`. */
size_t ja_part_before(const struct ja *c, size_t i, const char *part);

/* How far the nearest word with a part is from byte `i`, in the same sentence
 * or clause and not far away; SIZE_MAX if there is none. */
size_t ja_near_before(const struct ja *c, size_t i, const char *part);
/* One is at most `gap` bytes before. */
bool ja_just_before(const struct ja *c, size_t i, const char *part, size_t gap);
size_t ja_near_after(const struct ja *c, size_t i, const char *part);

/* Whether the word `a` is what the text before `i`, or else after `end`, is
 * about, rather than `b`. */
bool ja_about(const struct ja *c, size_t i, size_t end, const char *a,
	      const char *b);

/* What stands before a numeral and belongs to it. */
struct ja_before {
	size_t				 start;
	const struct ty_lex_entry	*era, *clock, *symbol;
	bool	minus, below, ordinal, shindo, magnitude, celsius, fahrenheit,
		hourly, secondly, wind, aged, shortened, names, reference;
};
void ja_look_back(const struct ja *c, size_t i, struct ja_before *b);
/* The bytes of such a word at byte `i`; 0 if there is none. */
size_t ja_look_ahead(const struct ja *c, size_t i);

/* -------------------------------------------- value_ja_num.c: numerals -- */

struct ja_num {
	size_t			 start, end;
	struct ty_decimal	 amount;
	size_t			 digits;	/* of a row of digits and no
						   more; else 0 */
	int			 small, big;	/* powers of ten it ends in:
						   3千万 3 and 4 */
	bool	kanji;		/* begins with a Chinese numeral */
	bool	lone;		/* is one Chinese numeral */
	bool	scale_first;	/* 千, 百二十 */
	bool	point, dot;	/* has a point; it is a ・ */
	bool	zero_first;	/* 09 */
};

/* A digit or a Chinese numeral is at byte `i`. */
bool ja_num_at(const struct ja *c, size_t i);
/* Read it; with `dot`, ・ may be its point.  False if it is no number, with
 * n->end behind what was read. */
bool ja_num_read(const struct ja *c, size_t i, bool dot, struct ja_num *n);

/* ----------------------------------------------------- one value, read -- */

struct ja_item {
	size_t			 start, end;
	enum ty_value_kind	 kind;
	const char		*unit;
	bool	bare;		/* a numeral without a unit, which a range or a
				   list may give it */
	bool	weak;		/* and which is none if it stays so */
	bool	open;		/* its unit follows later: 10月4〜6日 */
	bool	pm;
	bool	reference;
	struct ja_num		 num;
	struct ty_decimal	 amount, factor;
	int	year, month, day, hour, minute;	/* 0 if not known */
	int	era;		/* the year before its first */
	enum ty_value_kind ends;	/* of a range */
	char	text[TY_VALUE_AMOUNT];	/* the amount, if it is no number */
};

/* What follows a numeral: the longest unit or telling word. */
struct ja_unit {
	const struct ty_lex_entry	*v;	/* NULL: none */
	size_t				 n, at, end;
	const char	*part;		/* of a word: "year"; else "" */
	bool		 name;		/* the numeral is a name's */
};
void ja_unit_read(const struct ja *c, size_t i, struct ja_unit *u);
bool ja_unit_is(const struct ja_unit *u, enum ty_lex_class class,
		const char *unit);

/* Read the value whose numeral is at byte `i`, without what a range or a list
 * adds.  False if there is none; it->end is then where to go on. */
bool ja_item_read(const struct ja *c, size_t i, struct ja_item *it);
bool ja_item_amount(const struct ja_item *it, char out[TY_VALUE_AMOUNT]);

/* value_ja_name.c: where a name or a word ends that the numeral is part of, so
 * that it is no value; else 0. */
size_t ja_name_read(const struct ja *c, const struct ja_before *b,
		    const struct ja_num *n, const struct ja_unit *u);
/* Step over letters, digits and what ties them. */
size_t ja_skip_name(const struct ja *c, size_t i);

/* value_ja_date.c, value_ja_time.c: dates, times.  False if it is none,
 * or if what looks like one does not exist (*wrong: nothing else either). */
bool ja_date_read(const struct ja *c, const struct ja_before *b,
		  const struct ja_unit *u, struct ja_item *it, bool *wrong);
bool ja_time_read(const struct ja *c, const struct ja_before *b,
		  const struct ja_unit *u, struct ja_item *it, bool *wrong);
/* A whole numeral at byte `i` that is followed by the calendar word `part`:
 * where that ends, or 0. */
size_t ja_date_field(const struct ja *c, size_t i, const char *part, int *out);
/* A numeral at byte `i` that a later `part` is meant for: 4 in 4〜6日 and in
 * 4、5日.  Where it ends, or 0. */
size_t ja_open_field(const struct ja *c, size_t i, const char *part, int *out);

/* value_ja_year.c: the numeral `v` with 年, 年度, 年代, and the month and the day
 * after it: 令和6年10月, 昭和50年代, 平成23（2011）年; 2024年度, 98年; and 2024 of
 * 2024（令和6）年.  *wrong: there is no such year. */
bool ja_era_year(const struct ja *c, const struct ja_before *b,
		 const struct ja_unit *u, struct ja_item *it, int v,
		 bool *wrong);
bool ja_plain_year(const struct ja *c, const struct ja_before *b,
		   const struct ja_unit *u, struct ja_item *it, int v);
bool ja_year_twice(const struct ja *c, struct ja_item *it, int v);
/* A year of two digits: '24, 98. */
int ja_century(int year);

/* value_ja_unit.c: a numeral with its unit. */
bool ja_measure_read(const struct ja *c, const struct ja_before *b,
		     const struct ja_unit *u, struct ja_item *it);

/* value_ja_order.c: orders and ages.  False if the numeral is none of these;
 * else *good, whether it is a value. */
bool ja_order_read(const struct ja *c, const struct ja_before *b,
		   const struct ja_unit *u, struct ja_item *it, bool *good);
/* 目 at byte `i` makes an order of a count; that of 目標 does not. */
bool ja_order(const struct ja *c, size_t i);
/* Take it: 3回目, 2人目, 1年目. */
bool ja_order_take(const struct ja *c, struct ja_item *it);
/* A single kanji numeral with the unit before byte `end` is a number and no
 * part of a word: 二人が, 三人以上, but 二人三脚, 一本化. */
bool ja_lone_counts(const struct ja *c, const struct ja_num *n,
		    const struct ja_unit *u, size_t end);

/* value_ja_pair.c: make a range or a score of `a` and what follows it.  False
 * if it is none; *skip is then where a name ends that it is part of, or 0. */
bool ja_pair_read(struct ja *c, struct ja_item *a, size_t *skip);
/* The bytes of a mark between the ends of a range at `i`. */
size_t ja_range_mark(const struct ja *c, size_t i, bool *dash);
/* Give the unit of `b` to `a`, which has none. */
void ja_item_give(struct ja_item *a, const struct ja_item *b);
/* The last of the years that begin with `a`, at byte `i`, which may be short:
 * 2024〜25年度, 2024、25年, 平成10〜15年. */
bool ja_year_end(const struct ja *c, const struct ja_item *a, size_t i,
		 struct ja_item *b);

#endif
