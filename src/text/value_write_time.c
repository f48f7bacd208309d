/* Times of day: noon and midnight, the two clocks, 半 and "a.m.". */

#include "text/value_form.h"

struct clock {
	int	hour, minute;
};

static bool read_clock(struct clock *out, const char *s)
{
	int i;

	for (i = 0; i < 5; i++)
		if (i == 2 ? s[i] != ':' : s[i] < '0' || s[i] > '9')
			return false;
	out->hour = (s[0] - '0') * 10 + s[1] - '0';
	out->minute = (s[3] - '0') * 10 + s[4] - '0';
	return !s[5] && out->hour < 24;
}

/* A manner of telling the time. */
struct telling {
	bool			 twelve;
	const char		*am, *pm;	/* with twelve */
	const char		*gap;		/* before "a.m." */
	const char		*noon, *midnight;	/* "" if not used */
	const char		*colon;		/* 15:15; else 時 and 分 */
	bool			 half;		/* 9時半 */
	bool			 even;		/* "3:00 p.m." */
	bool			 zero;		/* 午後0時, not 午後12時 */
	int			 pad_hour, pad_minute;
	struct ty_manner	 manner;
};

static bool part(struct ty_form *f, const struct telling *t, int n, int pad)
{
	struct ty_manner m = t->manner;
	struct ty_decimal d;

	m.pad = pad;
	ty_decimal_set(&d, (uint32_t)n);
	return ty_form_number(f, &m, &d);
}

static void tell_ja(struct ty_form *f, const struct telling *t,
		    const struct clock *c)
{
	int hour = c->hour;

	if (t->twelve) {
		ty_buf_adds(f->out, hour < 12 ? t->am : t->pm);
		hour %= 12;
		if (hour == 0 && !t->zero)
			hour = 12;
	}
	part(f, t, hour, t->pad_hour);
	if (t->colon[0]) {
		ty_buf_adds(f->out, t->colon);
		part(f, t, c->minute, 2);
		return;
	}
	ty_buf_adds(f->out, "時");
	if (c->minute == 30 && t->half) {
		ty_buf_adds(f->out, "半");
	} else if (c->minute || t->even) {
		part(f, t, c->minute, t->pad_minute);
		ty_buf_adds(f->out, "分");
	}
}

static void tell_en(struct ty_form *f, const struct telling *t,
		    const struct clock *c)
{
	int hour = t->twelve ? (c->hour + 11) % 12 + 1 : c->hour;

	part(f, t, hour, t->pad_hour);
	if (c->minute || t->even || !t->twelve) {
		ty_buf_adds(f->out, t->colon);
		part(f, t, c->minute, 2);
	}
	if (!t->twelve)
		return;
	ty_buf_adds(f->out, t->gap);
	ty_buf_adds(f->out, c->hour < 12 ? t->am : t->pm);
}

static void tell(struct ty_form *f, const struct telling *t,
		 const struct clock *c)
{
	if (c->minute == 0 && c->hour == 12 && t->noon[0])
		ty_buf_adds(f->out, t->noon);
	else if (c->minute == 0 && c->hour == 0 && t->midnight[0])
		ty_buf_adds(f->out, t->midnight);
	else if (f->ja)
		tell_ja(f, t, c);
	else
		tell_en(f, t, c);
}

/* The house's manner, for a start. */
static struct telling house(const struct ty_form *f)
{
	const unsigned char *v = f->how->style->v;
	struct telling t = { .manner = f->manner, .zero = true, .colon = "" };

	t.manner.words = 0;
	t.manner.scaled = false;
	if (t.manner.digits == TY_DIGITS_ROW && !f->how->example)
		t.manner.digits = TY_DIGITS_KANJI;
	if (f->ja) {
		t.twelve = v[TY_STYLE_JA_CLOCK] == 0;
		t.am = "午前";
		t.pm = "午後";
		t.gap = t.midnight = "";
		t.noon = t.twelve ? "正午" : "";
		t.half = v[TY_STYLE_JA_HALF] == 1;
	} else {
		t.twelve = v[TY_STYLE_EN_CLOCK] == 0;
		t.am = "a.m.";
		t.pm = "p.m.";
		t.gap = " ";
		t.noon = t.twelve ? "noon" : "";
		t.midnight = t.twelve ? "midnight" : "";
		t.colon = ":";
	}
	t.pad_hour = f->ja || t.twelve ? 0 : 2;
	t.pad_minute = t.twelve ? 0 : 2;
	return t;
}

/* True if the manner tells the old time in the example's bytes from `at` on;
 * *len is how many. */
static bool fits(struct ty_form *f, const struct telling *t,
		 const struct clock *old, size_t at, size_t *len)
{
	struct ty_buf text = TY_BUF_INIT, *out = f->out;
	bool same;

	f->out = &text;
	tell(f, t, old);
	f->out = out;
	same = ty_form_is(f, at, text.p);
	*len = text.len;
	ty_buf_release(&text);
	return same;
}

/* Vary what the example may do otherwise than the house; `n` counts up through
 * all combinations.  False when there are no more. */
static bool vary(const struct ty_form *f, struct telling *t, int n)
{
	static const char *const ams[] = { "a.m.", "am", "AM", "A.M.", "a.m" };
	static const char *const pms[] = { "p.m.", "pm", "PM", "P.M.", "p.m" };
	static const char *const colons_ja[] = { "", ":", "：" };

	/* The house's own way comes first in each. */
	t->twelve ^= n % 2;
	t->even = n / 2 % 2;
	t->pad_hour = n / 4 % 2 ? 2 - t->pad_hour : t->pad_hour;
	n /= 8;
	t->pad_minute = t->twelve ? 0 : 2;
	if (f->ja) {
		t->half ^= n % 2;
		t->zero = n / 2 % 2 == 0;
		t->pad_minute = n / 4 % 2 ? 2 - t->pad_minute : t->pad_minute;
		t->colon = colons_ja[n / 8 % 3];
		t->noon = t->twelve ? "正午" : "";
		return n < 24;
	}
	t->gap = n % 2 ? "" : " ";
	t->am = ams[n / 2 % 5];
	t->pm = pms[n / 2 % 5];
	t->colon = n / 10 % 2 ? "." : ":";
	if (n / 10 % 3 == 2) {
		/* 24 hours have no noon. */
		t->noon = t->midnight = "";
	}
	return n < 30;
}

/* The first manner, from the house's on, in which the example is written. */
static bool learn(struct ty_form *f, struct telling *best,
		  const struct clock *old, struct ty_span *span)
{
	struct ty_span digits = { 0, 0 };
	struct telling t;
	size_t at, len;
	int n;

	f->manner.words = 0;
	ty_form_learn(f, &f->manner, 0, NULL, &digits);
	for (n = 0; t = house(f), vary(f, &t, n); n++) {
		t.manner.words = 0;
		t.manner.scaled = false;
		for (at = 0; at <= digits.start; at++) {
			if (!fits(f, &t, old, at, &len))
				continue;
			*best = t;
			span->start = at;
			span->end = at + len;
			return true;
		}
	}
	return false;
}

/* What follows must not be more of the time: 15秒, GMT's own digits. */
static bool complete(const struct ty_form *f, size_t at)
{
	struct ty_manner m = f->manner;
	struct ty_span span;

	return !ty_form_learn(f, &m, at, NULL, &span) &&
	       !ty_form_is(f, at, "半") && !ty_form_is(f, at, "分");
}

bool ty_form_time(struct ty_form *f)
{
	struct clock now, old;
	struct telling t;
	struct ty_span span;

	if (!read_clock(&now, f->value->amount))
		return false;
	if (!f->how->example) {
		t = house(f);
		tell(f, &t, &now);
		return true;
	}
	if (!read_clock(&old, f->how->old->amount) ||
	    !learn(f, &t, &old, &span) || !complete(f, span.end))
		return false;
	/* 3:15 without "p.m." says nothing of an afternoon's hour. */
	if (!t.twelve && !f->ja && old.hour < 12 && t.pad_hour == 0 &&
	    now.hour > 12)
		return false;
	ty_form_copy(f, 0, span.start);
	tell(f, &t, &now);
	ty_form_copy(f, span.end, f->how->len);
	return true;
}
