#ifndef TY_TEXT_VALUE_H
#define TY_TEXT_VALUE_H

#include "taiyaku.h"

/*
 * Values: numbers, amounts, dates and times as running text has them, read the
 * same way in English and Japanese, so that they can be compared across the two
 * and carried over.  "$1.2 million" and 120万ドル are both money, 1200000, USD.
 */
enum ty_value_kind {
	TY_VALUE_NUMBER, TY_VALUE_COUNT, TY_VALUE_MONEY, TY_VALUE_PERCENT,
	TY_VALUE_FRACTION, TY_VALUE_DATE, TY_VALUE_MONTH, TY_VALUE_YEAR,
	TY_VALUE_TIME, TY_VALUE_DURATION, TY_VALUE_AGE, TY_VALUE_ORDINAL,
	TY_VALUE_RANGE, TY_VALUE_SCORE, TY_VALUE_TEMPERATURE, TY_VALUE_LENGTH,
	TY_VALUE_AREA, TY_VALUE_WEIGHT, TY_VALUE_VOLUME, TY_VALUE_RATE,
	TY_VALUE_POWER, TY_VALUE_PRESSURE,
	TY_NVALUE_KINDS
};

/* "number", "money", ...: stable, for programs. */
const char *ty_value_kind_word(enum ty_value_kind kind);

/* Bytes of an amount with its NUL.  A numeral of more digits than fit is no
 * value: exact or nothing. */
#define TY_VALUE_AMOUNT	96

/*
 * One value.  `span` holds the numeral, its scale words, currency sign or unit,
 * counter and sign, and nothing else ("about", 約 and particles stay outside).
 *
 * amount: a decimal without separators, exponent or trailing zeros after the
 * point ("1200000", "-0.3"); "2/3" of fractions; "2024-10-01", "--10-01",
 * "---15" or "Mon" of dates; "--10" or "2024-10" of months; "15:15" of times;
 * "3-2" of scores; "LOW..HIGH" of ranges, each end as for its kind.
 *
 * unit: a stable word ("USD", "percent", "point", "km", "person"), "" if none;
 * static.  Of a range: the unit of its ends, or "date", "month", "year".
 */
struct ty_value {
	struct ty_span		 span;		/* bytes of the text */
	enum ty_value_kind	 kind;
	enum ty_value_kind	 ends;		/* of a range: its ends' kind;
						   else as `kind` */
	bool			 reference;	/* part of a name or an article
						   of law: to be compared, never
						   rewritten */
	const char		*unit;
	char			 amount[TY_VALUE_AMOUNT];
};

/* In the order of the text, none overlapping another. */
struct ty_values {
	struct ty_value	*v;
	size_t		 n, cap;
};

/* What has to be known of a language to read its values; immutable once open,
 * so that threads may share one.  Languages other than English and Japanese
 * have digits, percents and ISO dates. */
struct ty_value_reader;
enum ty_status ty_value_reader_open(struct ty_value_reader **out,
				    const char *lang, struct ty_error *err);
void ty_value_reader_close(struct ty_value_reader *reader);

/* Find the values of valid UTF-8, in linear time; `values` (zeroed at first)
 * is overwritten and its memory used again. */
void ty_values_read(const struct ty_value_reader *reader, const char *s,
		    size_t len, struct ty_values *values);
void ty_values_release(struct ty_values *values);

#endif
