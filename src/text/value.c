/* Values in running text: which language's reader is asked, and the forms of
 * amounts. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "text/lang.h"
#include "text/value_impl.h"

static const char *const kinds[TY_NVALUE_KINDS] = {
	[TY_VALUE_NUMBER] = "number",
	[TY_VALUE_COUNT] = "count",
	[TY_VALUE_MONEY] = "money",
	[TY_VALUE_PERCENT] = "percent",
	[TY_VALUE_FRACTION] = "fraction",
	[TY_VALUE_DATE] = "date",
	[TY_VALUE_MONTH] = "month",
	[TY_VALUE_YEAR] = "year",
	[TY_VALUE_TIME] = "time",
	[TY_VALUE_DURATION] = "duration",
	[TY_VALUE_AGE] = "age",
	[TY_VALUE_ORDINAL] = "ordinal",
	[TY_VALUE_RANGE] = "range",
	[TY_VALUE_SCORE] = "score",
	[TY_VALUE_TEMPERATURE] = "temperature",
	[TY_VALUE_LENGTH] = "length",
	[TY_VALUE_AREA] = "area",
	[TY_VALUE_WEIGHT] = "weight",
	[TY_VALUE_VOLUME] = "volume",
	[TY_VALUE_RATE] = "rate",
	[TY_VALUE_POWER] = "power",
	[TY_VALUE_PRESSURE] = "pressure",
};

const char *ty_value_kind_word(enum ty_value_kind kind)
{
	return kinds[kind];
}

enum ty_value_kind ty_value_kind_of(enum ty_lex_class class)
{
	switch (class) {
	case TY_LEX_COUNT: return TY_VALUE_COUNT;
	case TY_LEX_MONEY: return TY_VALUE_MONEY;
	case TY_LEX_PERCENT: return TY_VALUE_PERCENT;
	case TY_LEX_DURATION: return TY_VALUE_DURATION;
	case TY_LEX_TEMPERATURE: return TY_VALUE_TEMPERATURE;
	case TY_LEX_LENGTH: return TY_VALUE_LENGTH;
	case TY_LEX_AREA: return TY_VALUE_AREA;
	case TY_LEX_WEIGHT: return TY_VALUE_WEIGHT;
	case TY_LEX_VOLUME: return TY_VALUE_VOLUME;
	case TY_LEX_RATE: return TY_VALUE_RATE;
	case TY_LEX_POWER: return TY_VALUE_POWER;
	case TY_LEX_PRESSURE: return TY_VALUE_PRESSURE;
	default: return TY_VALUE_NUMBER;
	}
}

/* --------------------------------------------------------------- amounts -- */

void ty_amount_decimal(char out[TY_VALUE_AMOUNT], const struct ty_decimal *d)
{
	ty_decimal_format(d, out);
}

static int days_of(int year, int month)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	bool leap = !year || (year % 4 == 0 && (year % 100 || year % 400 == 0));

	if (!month)
		return 31;
	return month == 2 && !leap ? 28 : days[month - 1];
}

bool ty_amount_date(char out[TY_VALUE_AMOUNT], int year, int month, int day)
{
	char y[8] = "-", m[8] = "";

	if (year < 0 || year > 9999 || month < 0 || month > 12 || day < 0 ||
	    (year && !month) || (!month && !day) || day > days_of(year, month))
		return false;
	if (year)
		snprintf(y, sizeof(y), "%04d", year % 10000);
	if (month)
		snprintf(m, sizeof(m), "%02d", month % 100);
	if (day)
		snprintf(out, TY_VALUE_AMOUNT, "%s-%s-%02d", y, m, day % 100);
	else
		snprintf(out, TY_VALUE_AMOUNT, "%s-%s", y, m);
	return true;
}

bool ty_amount_time(char out[TY_VALUE_AMOUNT], int hour, int minute)
{
	if (hour < 0 || hour > 29 || minute < 0 || minute > 59)
		return false;
	snprintf(out, TY_VALUE_AMOUNT, "%02d:%02d", hour, minute);
	return true;
}

bool ty_amount_range(char out[TY_VALUE_AMOUNT], const char *low,
		     const char *high)
{
	size_t m = strlen(low), n = strlen(high);

	if (m + n + sizeof("..") > TY_VALUE_AMOUNT)
		return false;
	memcpy(out, low, m);
	memcpy(out + m, "..", 2);
	memcpy(out + m + 2, high, n + 1);
	return true;
}

struct ty_value *ty_values_add(struct ty_values *values, size_t start,
			       size_t end, enum ty_value_kind kind,
			       const char *unit)
{
	struct ty_value *v;

	values->v = ty_grow(values->v, &values->cap, values->n + 1,
			    sizeof(*values->v));
	v = &values->v[values->n++];
	memset(v, 0, sizeof(*v));
	v->span.start = start;
	v->span.end = end;
	v->kind = v->ends = kind;
	v->unit = unit;
	return v;
}

/* ------------------------------------------------------------- interface -- */

enum ty_status ty_value_reader_open(struct ty_value_reader **out,
				    const char *lang, struct ty_error *err)
{
	struct ty_value_reader *reader;
	char tag[TY_LANG_MAX];
	enum ty_status st;

	*out = NULL;
	st = ty_lang_canonical(tag, lang, err);
	if (st != TY_OK)
		return st;
	reader = ty_alloc(1, sizeof(*reader));
	if (ty_lang_same(tag, "en")) {
		reader->read = ty_value_read_en;
		ty_lex_init(&reader->lex, ty_lex_en, ty_lex_en_len, true);
	} else if (ty_lang_same(tag, "ja")) {
		reader->read = ty_value_read_ja;
		ty_lex_init(&reader->lex, ty_lex_ja, ty_lex_ja_len, false);
	} else {
		reader->read = ty_value_read_other;
	}
	*out = reader;
	return TY_OK;
}

void ty_value_reader_close(struct ty_value_reader *reader)
{
	free(reader);
}

void ty_values_read(const struct ty_value_reader *reader, const char *s,
		    size_t len, struct ty_values *values)
{
	values->n = 0;
	reader->read(reader, s, len, values);
}

void ty_values_release(struct ty_values *values)
{
	free(values->v);
	memset(values, 0, sizeof(*values));
}
