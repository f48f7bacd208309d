/* How a value is written: which writer its kind has, what is common to all. */

#include "text/chars.h"
#include "text/lang.h"
#include "text/utf8.h"
#include "text/value_form.h"

/* ------------------------------------------------------- what all share -- */

bool ty_form_learn(const struct ty_form *f, struct ty_manner *m, size_t from,
		   const struct ty_decimal *amount, struct ty_span *span)
{
	const char *s = f->how->example;
	size_t len = f->how->len;

	return f->ja ? ty_manner_learn_ja(m, s, from, len, amount, span) :
	       ty_manner_learn_en(m, s, from, len, amount, span);
}

bool ty_form_number(const struct ty_form *f, const struct ty_manner *m,
		    const struct ty_decimal *amount)
{
	return f->ja ? ty_manner_write_ja(f->out, m, amount) :
	       ty_manner_write_en(f->out, m, amount);
}

bool ty_form_agrees(const struct ty_form *f, const struct ty_manner *m,
		    const struct ty_decimal *amount, struct ty_span span)
{
	struct ty_buf text = TY_BUF_INIT;
	bool same;

	same = (f->ja ? ty_manner_write_ja(&text, m, amount) :
		ty_manner_write_en(&text, m, amount)) &&
	       text.len == span.end - span.start &&
	       !memcmp(text.p, f->how->example + span.start, text.len);
	ty_buf_release(&text);
	return same;
}

void ty_form_copy(const struct ty_form *f, size_t from, size_t to)
{
	ty_buf_add(f->out, f->how->example + from, to - from);
}

bool ty_form_is(const struct ty_form *f, size_t at, const char *word)
{
	size_t n = strlen(word);

	return at <= f->how->len && n <= f->how->len - at &&
	       !memcmp(f->how->example + at, word, n);
}

/* ------------------------------------------------------------- by kind -- */

static bool counts(enum ty_value_kind kind, const char *unit)
{
	return kind == TY_VALUE_COUNT || kind == TY_VALUE_DURATION ||
	       kind == TY_VALUE_ORDINAL ||
	       (kind == TY_VALUE_NUMBER &&
		(!unit[0] || !strcmp(unit, "times")));
}

/* The manner of the house for the kind: words are for what is counted. */
static void house(struct ty_form *f)
{
	enum ty_value_kind kind = f->value->ends;

	if (f->ja) {
		ty_manner_house_ja(&f->manner, f->how->style);
	} else {
		ty_manner_house_en(&f->manner, f->how->style);
		if (!counts(kind, f->value->unit) ||
		    f->value->kind == TY_VALUE_RANGE ||
		    f->value->kind == TY_VALUE_SCORE)
			f->manner.words = 0;
		else if (f->how->start)
			f->manner.words = 100;
		f->manner.capital = f->how->start;
		f->manner.ordinal = kind == TY_VALUE_ORDINAL;
	}
	if (kind == TY_VALUE_YEAR)
		f->manner.comma = "";
	if (kind == TY_VALUE_YEAR)
		f->manner.scaled = false;
}

static bool dispatch(struct ty_form *f)
{
	bool mine, done;

	switch (f->value->kind) {
	case TY_VALUE_DATE:
		if (f->value->amount[0] >= 'A')
			return ty_form_weekday(f);
		return ty_form_calendar(f);
	case TY_VALUE_MONTH:
	case TY_VALUE_YEAR:
		return ty_form_calendar(f);
	case TY_VALUE_TIME:
		return ty_form_time(f);
	case TY_VALUE_FRACTION:
		return ty_form_fraction(f);
	case TY_VALUE_RANGE:
		if (f->value->ends == TY_VALUE_DATE ||
		    f->value->ends == TY_VALUE_MONTH ||
		    f->value->ends == TY_VALUE_TIME)
			return ty_form_span(f);
		return ty_form_pair(f);
	case TY_VALUE_SCORE:
		return ty_form_pair(f);
	default:
		done = ty_form_radix(f, &mine);
		return mine ? done : ty_form_slot(f);
	}
}

bool ty_value_write(struct ty_buf *out, const char *lang,
		    const struct ty_value *value,
		    const struct ty_value_how *how)
{
	struct ty_form f = { .out = out, .value = value, .how = how };
	size_t before = out->len;

	f.ja = ty_lang_same(lang, "ja");
	if (!f.ja && !ty_lang_same(lang, "en"))
		return false;
	if (how->example && (how->old->kind != value->kind ||
			     how->old->ends != value->ends))
		return false;
	house(&f);
	if (dispatch(&f))
		return true;
	out->len = before;
	out->p[before] = '\0';
	return false;
}

/* The digit of any width at *i, which steps over it; else -1. */
static int next_digit(const char *s, size_t len, size_t *i)
{
	size_t next = *i;
	int digit = *i < len ? ty_char_digit(ty_utf8_next(s, len, &next)) : -1;

	if (digit >= 0)
		*i = next;
	return digit;
}

int ty_value_places(const char *text, size_t len,
		    const struct ty_decimal *amount)
{
	int before = 0, after = 0;
	size_t i = 0, at;
	int32_t c;

	while (i < len && before == 0)
		if (next_digit(text, len, &i) >= 0)
			before = 1;
		else
			ty_utf8_next(text, len, &i);
	while (i < len) {
		if (next_digit(text, len, &i) >= 0) {
			before++;
			continue;
		}
		at = i;
		c = ty_utf8_next(text, len, &at);
		if (c == '.' || c == 0xFF0E || c == 0x30FB) {
			while (next_digit(text, len, &at) >= 0)
				after++;
			break;
		}
		if (c != ',' && c != 0xFF0C)
			break;
		i = at;
	}
	/* Of 1.20 million and 0.5 they are none of the number's own. */
	if (before != ty_digits_whole(amount) &&
	    !(before == 1 && ty_digits_whole(amount) == 0))
		return 0;
	return after;
}
