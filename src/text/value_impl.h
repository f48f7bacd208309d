#ifndef TY_TEXT_VALUE_IMPL_H
#define TY_TEXT_VALUE_IMPL_H

#include "text/decimal.h"
#include "text/value.h"
#include "text/value_lex.h"

/* What the readers of the languages share (value.c).  For value*.c only. */

struct ty_value_reader {
	void		(*read)(const struct ty_value_reader *reader,
				const char *s, size_t len,
				struct ty_values *values);
	struct ty_lex	 lex;		/* of the language; empty for others */
};

/* The readers: each appends its values in the order of the text. */
void ty_value_read_en(const struct ty_value_reader *reader, const char *s,
		      size_t len, struct ty_values *values);
void ty_value_read_ja(const struct ty_value_reader *reader, const char *s,
		      size_t len, struct ty_values *values);
void ty_value_read_other(const struct ty_value_reader *reader, const char *s,
			 size_t len, struct ty_values *values);

/* Append a value without an amount; `unit` is static.  The pointer holds until
 * the next one is added. */
struct ty_value *ty_values_add(struct ty_values *values, size_t start,
			       size_t end, enum ty_value_kind kind,
			       const char *unit);

/* The kind of values that a unit's class makes (COUNT and below). */
enum ty_value_kind ty_value_kind_of(enum ty_lex_class class);

/* Write amounts.  Those that return a bool write nothing and return false for
 * what does not exist: Feb. 30, 25:70, a year above 9999. */
void ty_amount_decimal(char out[TY_VALUE_AMOUNT], const struct ty_decimal *d);
/* year and month may be 0, not known; day 0 gives a month. */
bool ty_amount_date(char out[TY_VALUE_AMOUNT], int year, int month, int day);
bool ty_amount_time(char out[TY_VALUE_AMOUNT], int hour, int minute);
/* "LOW..HIGH" of two amounts; false if they do not fit. */
bool ty_amount_range(char out[TY_VALUE_AMOUNT], const char *low,
		     const char *high);

#endif
