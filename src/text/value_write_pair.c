/* Scores and ranges: two numbers, the words between them left as they are. */

#include "text/value_form.h"

/* One end: its amounts then and now, its number in the example. */
struct end {
	struct ty_decimal	 old, now;
	struct ty_manner	 manner;
	struct ty_span		 span;
	int			 power;		/* of "2 to 3 million" 6 */
	int			 tail;		/* 1998-03: last digits only */
};

static bool split(struct ty_decimal ends[2], const struct ty_value *v)
{
	bool range = v->kind == TY_VALUE_RANGE;
	const char *bar = range ? strstr(v->amount, "..") :
			  strchr(v->amount, '-');
	size_t first = bar ? (size_t)(bar - v->amount) : 0;
	const char *second = bar ? bar + (range ? 2 : 1) : NULL;

	return bar && ty_decimal_parse(&ends[0], v->amount, first) &&
	       ty_decimal_parse(&ends[1], second, strlen(second)) &&
	       !ends[0].negative && !ends[1].negative;
}

/* The last two digits alone; false if they would not say which year. */
static bool cut_year(struct ty_decimal *year, const struct ty_decimal *first)
{
	uint32_t a, b;

	if (!ty_decimal_whole(year, 9999, &a) ||
	    !ty_decimal_whole(first, 9999, &b) || a <= b)
		return false;
	ty_decimal_set(year, a % 100);
	return a / 100 == b / 100 || a - b < 100;
}

/* Try what the first number leaves to the second to say. */
static bool learn_shared(struct ty_form *f, struct end *low)
{
	static const int powers[2][4] = { { 6, 9, 12, 3 }, { 4, 8, 12, 3 } };
	struct ty_decimal small;
	struct ty_manner m;
	int i;

	for (i = 0; i < 4; i++) {
		small = low->old;
		m = f->manner;
		if (!ty_decimal_shift(&small, -powers[f->ja][i]) ||
		    !ty_form_learn(f, &m, low->span.start, &small, &low->span))
			continue;
		m.scaled = false;
		if (!ty_form_agrees(f, &m, &small, low->span))
			continue;
		low->power = powers[f->ja][i];
		low->manner = m;
		return true;
	}
	return false;
}

static bool learn_end(struct ty_form *f, struct end *end, size_t from,
		      const struct end *before)
{
	struct ty_decimal cut = end->old;

	end->manner = f->manner;
	if (!ty_form_learn(f, &end->manner, from, &end->old, &end->span))
		return false;
	end->manner.places = ty_value_places(f->how->example + end->span.start,
					     end->span.end - end->span.start,
					     &end->old);
	if (end->manner.places <= ty_digits_below(&end->old, 0))
		end->manner.places = 0;
	if (ty_form_agrees(f, &end->manner, &end->old, end->span))
		return true;
	if (!before)
		return f->value->kind == TY_VALUE_RANGE &&
		       learn_shared(f, end);
	if (f->value->ends != TY_VALUE_YEAR || !cut_year(&cut, &before->old))
		return false;
	end->manner.pad = 2;
	end->tail = 2;
	return ty_form_agrees(f, &end->manner, &cut, end->span);
}

/* The word of scale that ends a number, or 0. */
static int scale_of(const char *s, size_t len)
{
	static const char *const scales[] = {
		"万", "億", "兆", "thousand", "million", "billion", "trillion"
	};
	size_t i, n;

	for (i = 0; i < sizeof(scales) / sizeof(scales[0]); i++) {
		n = strlen(scales[i]);
		if (len > n && !memcmp(s + len - n, scales[i], n))
			return (int)i + 1;
	}
	return 0;
}

/* The scale that the first number leaves to the second must be its own. */
static bool share(struct ty_form *f, struct end *ends)
{
	struct ty_buf high = TY_BUF_INIT, *out = f->out;
	const struct ty_span *span = &ends[1].span;
	int was, is;

	f->out = &high;
	ty_form_number(f, &ends[1].manner, &ends[1].now);
	f->out = out;
	was = scale_of(f->how->example + span->start, span->end - span->start);
	is = scale_of(high.p, high.len);
	ty_buf_release(&high);
	return was && was == is &&
	       ty_decimal_shift(&ends[0].now, -ends[0].power) &&
	       ty_digits_below(&ends[0].now, 0) <= 1;
}

static bool write_ends(struct ty_form *f, struct end *ends)
{
	bool done;

	if (ends[1].tail && !cut_year(&ends[1].now, &ends[0].now))
		return false;
	if (ends[0].power && !share(f, ends))
		return false;
	ty_form_copy(f, 0, ends[0].span.start);
	done = ty_form_number(f, &ends[0].manner, &ends[0].now);
	ty_form_copy(f, ends[0].span.end, ends[1].span.start);
	done &= ty_form_number(f, &ends[1].manner, &ends[1].now);
	ty_form_copy(f, ends[1].span.end, f->how->len);
	return done;
}

static const char *between(const struct ty_form *f)
{
	if (f->value->kind == TY_VALUE_SCORE)
		return f->ja ? "対" : "-";
	return f->ja ? "〜" : " to ";
}

/* One end of a range as a value by itself. */
static bool write_end(struct ty_form *f, bool high, bool bare)
{
	struct ty_value end = *f->value;
	struct ty_form inner = *f;
	char *bar = strstr(end.amount, "..");

	end.kind = bare ? TY_VALUE_NUMBER : end.ends;
	if (bare)
		end.unit = "";
	*bar = '\0';
	if (high)
		memmove(end.amount, bar + 2, strlen(bar + 2) + 1);
	inner.value = &end;
	return ty_form_slot(&inner);
}

/* "5 to 7 percent", 5〜7％: the unit is said once, if it stands behind. */
static bool by_house(struct ty_form *f, const struct ty_decimal now[2])
{
	bool done;

	if (f->value->kind == TY_VALUE_SCORE) {
		done = ty_form_number(f, &f->manner, &now[0]);
		ty_buf_adds(f->out, between(f));
		return done && ty_form_number(f, &f->manner, &now[1]);
	}
	done = write_end(f, false, f->value->ends != TY_VALUE_MONEY);
	ty_buf_adds(f->out, between(f));
	return done && write_end(f, true, false);
}

bool ty_form_pair(struct ty_form *f)
{
	struct ty_decimal now[2], old[2];
	struct end ends[2] = { 0 };
	int i;

	if (!split(now, f->value))
		return false;
	if (!f->how->example)
		return by_house(f, now);
	if (strcmp(f->how->old->unit, f->value->unit) ||
	    !split(old, f->how->old))
		return false;
	for (i = 0; i < 2; i++) {
		ends[i].now = now[i];
		ends[i].old = old[i];
		if (!learn_end(f, &ends[i], i ? ends[0].span.end : 0,
			       i ? &ends[0] : NULL))
			return false;
		ends[i].manner.places = f->how->places;
		if (f->value->kind == TY_VALUE_SCORE)
			ends[i].manner.places = 0;
	}
	return write_ends(f, ends);
}
