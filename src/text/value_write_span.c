/* Ranges of dates, months and times: each end as a value by itself, of which
 * the second may leave out what the first has said. */

#include "text/calendar.h"
#include "text/value_form.h"

/* One end of a range's amount, as a value. */
static bool end_of(struct ty_value *out, const struct ty_value *range,
		   bool high)
{
	char *dots;

	*out = *range;
	out->kind = range->ends;
	out->unit = "";
	dots = strstr(out->amount, "..");
	if (!dots)
		return false;
	if (high)
		memmove(out->amount, dots + 2, strlen(dots + 2) + 1);
	else
		*dots = '\0';
	return true;
}

/* Leave the year, and at `depth` 2 the month too, out of an end. */
static bool shorten(struct ty_value *v, int depth)
{
	struct ty_calendar c;
	size_t n = strlen(v->amount);

	if (depth == 0)
		return true;
	if (v->ends == TY_VALUE_TIME || !ty_calendar_read(&c, v) || c.weekday)
		return false;
	if (depth == 1 && c.year && c.month) {
		memmove(v->amount + 1, v->amount + 4, n - 3);
		v->amount[0] = '-';
		return true;
	}
	if (depth == 2 && c.day && c.month) {
		memmove(v->amount + 3, v->amount + n - 2, 3);
		memcpy(v->amount, "---", 3);
		return true;
	}
	return false;
}

static bool write_end(struct ty_form *f, const char *text, size_t len,
		      const struct ty_value *old, const struct ty_value *now)
{
	struct ty_value_how how = *f->how;
	struct ty_form inner = *f;

	how.example = text;
	how.len = len;
	how.old = old;
	inner.how = &how;
	inner.value = now;
	if (now->kind == TY_VALUE_TIME)
		return ty_form_time(&inner);
	return now->amount[0] >= 'A' ? ty_form_weekday(&inner) :
	       ty_form_calendar(&inner);
}

/* What the second end leaves out must be the same in the first. */
static bool left_to_first(const struct ty_value *low,
			  const struct ty_value *high, int depth)
{
	struct ty_calendar a, b;

	if (depth == 0)
		return true;
	return ty_calendar_read(&a, low) && ty_calendar_read(&b, high) &&
	       a.year == b.year && (depth == 1 || a.month == b.month);
}

/* The example parted at `at`, with `gap` bytes between its ends. */
static bool parted(struct ty_form *f, size_t at, size_t gap, int low_depth,
		   int high_depth)
{
	const char *s = f->how->example;
	struct ty_value old[2], now[2];
	size_t before = f->out->len;
	bool done;

	done = end_of(&old[0], f->how->old, false) &&
	       end_of(&old[1], f->how->old, true) &&
	       end_of(&now[0], f->value, false) &&
	       end_of(&now[1], f->value, true) &&
	       left_to_first(&now[0], &now[1], high_depth) &&
	       left_to_first(&old[0], &old[1], high_depth) &&
	       left_to_first(&now[0], &now[1], low_depth) &&
	       left_to_first(&old[0], &old[1], low_depth) &&
	       shorten(&old[0], low_depth) && shorten(&now[0], low_depth) &&
	       shorten(&old[1], high_depth) && shorten(&now[1], high_depth) &&
	       write_end(f, s, at, &old[0], &now[0]);
	if (done) {
		ty_form_copy(f, at, at + gap);
		done = write_end(f, s + at + gap, f->how->len - at - gap,
				 &old[1], &now[1]);
	}
	if (!done)
		f->out->len = before;
	return done;
}

bool ty_form_span(struct ty_form *f)
{
	static const char *const gaps[] = {
		" to ", " through ", " and ", " until ", "-", "–", "—", "〜",
		"～", "~", "－", "―", "から", "と"
	};
	size_t i, k, n;
	int depth;

	if (!f->how->example)
		return false;
	for (i = 1; i < f->how->len; i++) {
		for (k = 0; k < sizeof(gaps) / sizeof(gaps[0]); k++) {
			n = strlen(gaps[k]);
			if (!ty_form_is(f, i, gaps[k]) || i + n >= f->how->len)
				continue;
			for (depth = 0; depth < 3; depth++)
				if (parted(f, i, n, 0, depth) ||
				    (depth == 1 && parted(f, i, n, 1, 0)))
					return true;
		}
	}
	return false;
}
