/* Values of several numbers: 2時間30分, 155円20銭, 3割5分, fractions, scores,
 * ranges. */

#include "text/value_form.h"

/* ------------------------------------------------------- units in units -- */

/* A word behind one of the numbers, and its weight in the smallest unit. */
struct radix {
	enum ty_value_kind	 kind;
	const char		*word;
	uint32_t		 weight;
	int			 pad;
};

static const struct radix radices_ja[] = {
	{ TY_VALUE_MONEY, "円", 100, 0 }, { TY_VALUE_MONEY, "銭", 1, 2 },
	{ TY_VALUE_MONEY, "ドル", 100, 0 }, { TY_VALUE_MONEY, "セント", 1, 0 },
	{ TY_VALUE_PERCENT, "割", 100, 0 }, { TY_VALUE_PERCENT, "分", 10, 0 },
	{ TY_VALUE_PERCENT, "厘", 1, 0 },
	{ TY_VALUE_DURATION, "日", 86400, 0 },
	{ TY_VALUE_DURATION, "時間", 3600, 0 },
	{ TY_VALUE_DURATION, "分", 60, 0 }, { TY_VALUE_DURATION, "秒", 1, 0 },
	{ TY_VALUE_LENGTH, "フィート", 12, 0 },
	{ TY_VALUE_LENGTH, "インチ", 1, 0 },
}, radices_en[] = {
	{ TY_VALUE_MONEY, " cent", 1, 0 },
	{ TY_VALUE_DURATION, " day", 86400, 0 },
	{ TY_VALUE_DURATION, " hour", 3600, 0 },
	{ TY_VALUE_DURATION, " minute", 60, 0 },
	{ TY_VALUE_DURATION, " second", 1, 0 },
	{ TY_VALUE_LENGTH, " feet", 12, 0 },
	{ TY_VALUE_LENGTH, " foot", 12, 0 },
	{ TY_VALUE_LENGTH, " inch", 1, 0 },
};

#define MOST_PARTS	4
struct part {
	struct ty_manner	 manner;
	struct ty_span		 span;		/* of the number */
	const struct radix	*radix;
	uint32_t		 number;	/* in the example */
};

/* How many of the smallest unit one of the value's unit is. */
static uint32_t base(const struct ty_value *v)
{
	static const struct { const char *unit; uint32_t weight; } units[] = {
		{ "s", 1 }, { "min", 60 }, { "h", 3600 }, { "day", 86400 },
		{ "in", 1 }, { "ft", 12 }, { "percent", 10 },
	};
	size_t i;

	if (v->kind == TY_VALUE_MONEY)
		return 100;
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (!strcmp(units[i].unit, v->unit))
			return units[i].weight;
	return 0;
}

/* A value in the smallest unit: whole, and not too large. */
static bool total(uint32_t *out, const struct ty_value *v)
{
	struct ty_decimal d;

	return ty_decimal_parse(&d, v->amount, strlen(v->amount)) &&
	       !d.negative && ty_decimal_times(&d, base(v)) &&
	       ty_decimal_whole(&d, UINT32_MAX, out) && base(v) > 0;
}

static const struct radix *radix_at(const struct ty_form *f, size_t i)
{
	const struct radix *r = f->ja ? radices_ja : radices_en;
	size_t n = f->ja ? sizeof(radices_ja) / sizeof(*r) :
		   sizeof(radices_en) / sizeof(*r);

	for (; n > 0; n--, r++)
		if (r->kind == f->value->kind && ty_form_is(f, i, r->word))
			return r;
	return NULL;
}

/* The numbers of the example with their units; 0 if any is something else. */
static size_t find_parts(const struct ty_form *f, struct part *parts,
			 uint32_t sum)
{
	struct ty_decimal number;
	size_t n = 0, from = 0;
	struct part *p;

	for (; n < MOST_PARTS; n++) {
		p = &parts[n];
		p->manner = f->manner;
		if (!ty_form_learn(f, &p->manner, from, NULL, &p->span))
			break;
		p->radix = radix_at(f, p->span.end);
		if (!p->radix || (n > 0 && p->radix->weight >=
				  p[-1].radix->weight))
			return 0;
		p->number = sum / p->radix->weight;
		sum -= p->number * p->radix->weight;
		p->manner.pad = n > 0 && p->number < 10 ? p->radix->pad : 0;
		ty_decimal_set(&number, p->number);
		/* What is below ten may be a word; learn it again. */
		p->manner.words = f->manner.words;
		if (!ty_form_learn(f, &p->manner, from, &number, &p->span))
			return 0;
		if (!ty_form_agrees(f, &p->manner, &number, p->span)) {
			p->manner.pad = 0;
			if (!ty_form_agrees(f, &p->manner, &number, p->span))
				return 0;
		}
		from = p->span.end;
	}
	return sum == 0 ? n : 0;
}

static bool write_parts(struct ty_form *f, const struct part *parts, size_t n,
			uint32_t sum)
{
	struct ty_decimal number;
	size_t i, at = 0, last = n;
	struct ty_manner m;
	uint32_t count;

	for (i = 0; i < n; i++) {
		count = sum / parts[i].radix->weight;
		sum -= count * parts[i].radix->weight;
		/* Nothing may be left out but small units at the end. */
		if (count == 0 && (i == 0 || parts[i].radix->pad > 0 || !f->ja))
			return false;
		if (count == 0 && sum > 0)
			return false;
		if (parts[i].radix->kind == TY_VALUE_PERCENT && count > 9)
			return false;
		if (!f->ja && (count == 1) != (parts[i].number == 1))
			return false;
		if (count == 0) {
			last = i;
			break;
		}
		ty_form_copy(f, at, parts[i].span.start);
		m = parts[i].manner;
		m.pad = i > 0 ? parts[i].radix->pad : 0;
		ty_decimal_set(&number, count);
		if (!ty_form_number(f, &m, &number))
			return false;
		at = parts[i].span.end;
	}
	if (sum > 0)
		return false;
	ty_form_copy(f, at, last < n ? parts[last].span.start : f->how->len);
	return true;
}

/* "1時間半": a half behind its unit.  It goes with a whole number; one and a
 * half is written so too if it was only one. */
static bool write_half(struct ty_form *f, bool *mine)
{
	static const char mark[] = "半";
	const size_t n = sizeof(mark) - 1;
	struct ty_value old = *f->how->old, now = *f->value;
	struct ty_value_how how = *f->how;
	struct ty_form inner = *f;
	char *was = strstr(old.amount, ".5"), *is = strstr(now.amount, ".5");
	bool marked;

	marked = was && !was[2] && how.len > n &&
		 ty_form_is(f, how.len - n, mark);
	*mine = f->ja && now.kind == TY_VALUE_DURATION &&
		(marked || (!strchr(old.amount, '.') && is && !is[2])) &&
		strcmp(now.unit, "s");
	if (!*mine)
		return false;
	if (marked) {
		*was = '\0';
		how.len -= n;
	}
	if (is && !is[2])
		*is = '\0';
	how.old = &old;
	how.places = 0;
	inner.how = &how;
	inner.value = &now;
	/* Half an hour has no number; 1.25時間 and 3日間半 are not said. */
	if (!strcmp(now.amount, "0") || strchr(now.amount, '.') ||
	    (is && how.len > strlen("間") && strcmp(now.unit, "h") &&
	     ty_form_is(f, how.len - strlen("間"), "間")) ||
	    !ty_form_slot(&inner))
		return false;
	if (is && !*is)
		ty_buf_adds(f->out, mark);
	return true;
}

bool ty_form_radix(struct ty_form *f, bool *mine)
{
	struct part parts[MOST_PARTS];
	uint32_t old, now;
	bool done;
	size_t n;

	*mine = false;
	if (!f->how->example || strcmp(f->how->old->unit, f->value->unit))
		return false;
	done = write_half(f, mine);
	if (*mine)
		return done;
	if (!total(&old, f->how->old))
		return false;
	n = find_parts(f, parts, old);
	if (n == 0 || (n == 1 && parts[0].radix->weight == base(f->value)))
		return false;
	*mine = true;
	return total(&now, f->value) && write_parts(f, parts, n, now);
}

/* ----------------------------------------------------------- fractions -- */

static bool halves(const char *amount, uint32_t *over, uint32_t *under)
{
	const char *slash = strchr(amount, '/');
	struct ty_decimal d;

	return slash &&
	       ty_decimal_parse(&d, amount, (size_t)(slash - amount)) &&
	       ty_decimal_whole(&d, 99, over) &&
	       ty_decimal_parse(&d, slash + 1, strlen(slash + 1)) &&
	       ty_decimal_whole(&d, 99, under) && *under > 1;
}

static void number(struct ty_form *f, struct ty_manner *m, uint32_t n)
{
	struct ty_decimal d;

	ty_decimal_set(&d, n);
	ty_form_number(f, m, &d);
}

/* m of b分のm is written with the same digits as the other. */
static void write_bun(struct ty_form *f, const struct ty_manner *m,
		      uint32_t over, uint32_t under)
{
	struct ty_manner digits = *m;

	number(f, &digits, under);
	ty_buf_adds(f->out, "分の");
	number(f, &digits, over);
}

/* "half", "a third", "two-thirds", "three quarters". */
struct fraction_words {
	const char	*one, *gap;		/* "a " or "one-"; "-" or " " */
	bool		 quarter;
	bool		 capital;
};

static void write_fraction_words(struct ty_buf *out,
				 const struct fraction_words *w,
				 uint32_t over, uint32_t under)
{
	struct ty_manner m = { .comma = "", .point = ".", .words = 100,
			       .gap = "" };
	struct ty_decimal d;
	size_t start = out->len;

	if (over == 1 && under == 2) {
		ty_buf_adds(out, "half");
	} else {
		ty_decimal_set(&d, over);
		if (over == 1)
			ty_buf_adds(out, w->one);
		else
			ty_manner_write_en(out, &m, &d);
		if (over > 1)
			ty_buf_adds(out, w->gap);
		m.ordinal = true;
		ty_decimal_set(&d, under);
		if (under == 4 && w->quarter)
			ty_buf_adds(out, "quarter");
		else
			ty_manner_write_en(out, &m, &d);
		if (over > 1)
			ty_buf_addc(out, 's');
	}
	if (w->capital)
		out->p[start] = (char)(out->p[start] - 'a' + 'A');
}

/* Which of the ways of writing in words the example is. */
static bool learn_fraction(const struct ty_form *f, struct fraction_words *w,
			   uint32_t over, uint32_t under)
{
	static const char *const ones[] = { "a ", "one-", "one " };
	static const char *const gaps[] = { "-", " " };
	struct ty_buf text = TY_BUF_INIT;
	bool found = false;
	int way;

	for (way = 0; way < 24 && !found; way++) {
		w->one = ones[way % 3];
		w->gap = gaps[way / 3 % 2];
		w->quarter = way / 6 % 2 == 0;
		w->capital = way / 12 == 1;
		ty_buf_clear(&text);
		write_fraction_words(&text, w, over, under);
		found = text.len == f->how->len &&
			!memcmp(text.p, f->how->example, text.len);
	}
	ty_buf_release(&text);
	return found;
}

static bool fraction_by_example(struct ty_form *f, uint32_t over,
				uint32_t under)
{
	struct ty_manner m = f->manner;
	struct ty_buf text = TY_BUF_INIT;
	struct ty_form trial = *f;
	struct fraction_words w;
	uint32_t was_over, was_under;
	struct ty_span span;
	struct ty_decimal d;
	bool same;

	if (!halves(f->how->old->amount, &was_over, &was_under))
		return false;
	if (!f->ja) {
		if (!learn_fraction(f, &w, was_over, was_under))
			return false;
		write_fraction_words(f->out, &w, over, under);
		return true;
	}
	/* 半数 or 半分, once a half, is a matter of what is halved. */
	if (over == 1 && under == 2)
		return false;
	if ((ty_form_is(f, 0, "半数") || ty_form_is(f, 0, "半分")) &&
	    f->how->len == strlen("半数")) {
		write_bun(f, &m, over, under);
		return true;
	}
	ty_decimal_set(&d, was_under);
	if (!ty_form_learn(f, &m, 0, &d, &span))
		return false;
	trial.out = &text;
	write_bun(&trial, &m, was_over, was_under);
	same = text.len == f->how->len &&
	       !memcmp(text.p, f->how->example, text.len);
	ty_buf_release(&text);
	if (same)
		write_bun(f, &m, over, under);
	return same;
}

bool ty_form_fraction(struct ty_form *f)
{
	const struct fraction_words w = { "a ", "-", true, f->how->start };
	uint32_t over, under;

	if (!halves(f->value->amount, &over, &under))
		return false;
	if (f->how->example)
		return fraction_by_example(f, over, under);
	if (f->ja)
		write_bun(f, &f->manner, over, under);
	else
		write_fraction_words(f->out, &w, over, under);
	return true;
}
