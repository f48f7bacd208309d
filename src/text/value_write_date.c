/* Dates, months, years and weekdays: which part stands where, and eras. */

#include <stdio.h>
#include <stdlib.h>

#include "text/calendar.h"
#include "text/value_form.h"

static const char *const months[] = {
	"", "January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"
};
static const char *const months_ap[] = {
	"", "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.",
	"Sept.", "Oct.", "Nov.", "Dec."
};
static const char *const months_short[] = {
	"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
	"Oct", "Nov", "Dec"
};
enum month_style { LONG, AP, SHORT };
static const char *const *const month_styles[] = {
	[LONG] = months, [AP] = months_ap, [SHORT] = months_short
};

/* First days of the eras; years before the first are written plainly. */
static const struct era {
	const char	*name, *letter, *wide;
	int		 year, month, day;
} eras[] = {
	{ "明治", "M", "Ｍ", 1868, 1, 25 },
	{ "大正", "T", "Ｔ", 1912, 7, 30 },
	{ "昭和", "S", "Ｓ", 1926, 12, 25 },
	{ "平成", "H", "Ｈ", 1989, 1, 8 },
	{ "令和", "R", "Ｒ", 2019, 5, 1 },
};
#define NERAS	(sizeof(eras) / sizeof(eras[0]))

/* ------------------------------------------------- what an example shows -- */

enum field { YEAR, MONTH, DAY, NFIELDS };

struct piece {
	enum field		 field;
	struct ty_span		 span;		/* of the example */
	struct ty_manner	 manner;
	bool			 name;		/* a month in letters */
	enum month_style	 style;
	int			 era;		/* form of its name, 1.. */
	bool			 two;		/* '93: two digits */
};
#define MOST_PIECES	3

struct pattern {
	struct piece	v[MOST_PIECES];
	size_t		n;
};

static int part_of(const struct ty_calendar *c, enum field field)
{
	return field == YEAR ? c->year : field == MONTH ? c->month : c->day;
}

static const char *era_form(const struct era *era, int form)
{
	return form == 1 ? era->name : form == 2 ? era->letter : era->wide;
}

/* The era of a date as far as it is known; -1 if that may be either of two. */
static int era_of(const struct ty_calendar *c, bool fiscal)
{
	int first, last, i, begun, era = -1;

	first = c->year * 10000 + (c->month ? c->month : fiscal ? 4 : 1) * 100 +
		(c->day ? c->day : 1);
	last = c->year * 10000 + (c->month ? c->month : 12) * 100 +
	       (c->day ? c->day : 31);
	if (fiscal && !c->month)
		last = (c->year + 1) * 10000 + 331;
	for (i = 0; i < (int)NERAS; i++) {
		begun = eras[i].year * 10000 + eras[i].month * 100 +
			eras[i].day;
		if (begun <= first)
			era = i;
		else if (begun <= last)
			return -1;
	}
	return era;
}

static bool write_year(struct ty_form *f, const struct piece *p,
		       const struct ty_calendar *c,
		       const struct ty_calendar *old)
{
	int year = c->year, era = -1;
	struct ty_manner m = p->manner;
	struct ty_decimal d;

	if (p->two) {
		if (c->year / 100 != old->year / 100)
			return false;
		year %= 100;
	}
	if (p->era) {
		era = era_of(c, !strcmp(f->value->unit, "FY"));
		if (era < 0)
			return false;
		year = c->year - eras[era].year + 1;
		ty_buf_adds(f->out, era_form(&eras[era], p->era));
	}
	/* 二〇二四年, and not 二千二十四年. */
	if (year > 99 && m.digits == TY_DIGITS_KANJI)
		m.digits = TY_DIGITS_ROW;
	ty_decimal_set(&d, (uint32_t)year);
	if (p->era == 1 && year == 1)
		ty_buf_adds(f->out, "元");
	else
		return ty_form_number(f, &m, &d);
	return true;
}

static bool write_piece(struct ty_form *f, const struct piece *p,
			const struct ty_calendar *c,
			const struct ty_calendar *old)
{
	struct ty_decimal d;

	if (part_of(c, p->field) == 0)
		return false;
	if (p->field == YEAR)
		return write_year(f, p, c, old);
	if (p->name) {
		ty_buf_adds(f->out, month_styles[p->style][c->month]);
		return true;
	}
	ty_decimal_set(&d, (uint32_t)part_of(c, p->field));
	return ty_form_number(f, &p->manner, &d);
}

/* True if the piece says its part of `old` in just these bytes. */
static bool explains(struct ty_form *f, const struct piece *p,
		     const struct ty_calendar *old)
{
	struct ty_buf text = TY_BUF_INIT, *out = f->out;
	bool same;

	f->out = &text;
	same = write_piece(f, p, old, old) &&
	       text.len == p->span.end - p->span.start &&
	       !memcmp(text.p, f->how->example + p->span.start, text.len);
	f->out = out;
	ty_buf_release(&text);
	return same;
}

/* ------------------------------------------------------------- learning -- */

/* A month in letters at `i`; the forms that are one in May, say, or in March,
 * are told apart by the house. */
static bool month_at(struct ty_form *f, size_t i, struct piece *p,
		     const struct ty_calendar *old)
{
	bool day_first = i > 1 && f->how->example[i - 2] >= '0' &&
			 f->how->example[i - 2] <= '9';
	enum month_style house = f->value->kind == TY_VALUE_MONTH ||
		day_first || f->how->style->v[TY_STYLE_EN_MONTH] ? LONG : AP;
	enum month_style tries[] = { house, LONG, AP, SHORT };
	const char *name;
	size_t k, n;

	if (f->ja || old->month == 0)
		return false;
	for (k = 0; k < 4; k++) {
		name = month_styles[tries[k]][old->month];
		n = strlen(name);
		if (!ty_form_is(f, i, name) ||
		    (i + n < f->how->len &&
		     ((f->how->example[i + n] | 0x20) >= 'a' &&
		      (f->how->example[i + n] | 0x20) <= 'z')) ||
		    ty_form_is(f, i + n, "."))
			continue;
		p->field = MONTH;
		p->name = true;
		p->style = tries[k];
		p->span.start = i;
		p->span.end = i + n;
		return true;
	}
	return false;
}

static bool era_at(const struct ty_form *f, size_t i, struct piece *p)
{
	size_t e;
	int form;

	if (!f->ja)
		return false;
	for (e = 0; e < NERAS; e++) {
		for (form = 1; form <= 3; form++) {
			if (!ty_form_is(f, i, era_form(&eras[e], form)))
				continue;
			p->era = form;
			p->span.start = i;
			return true;
		}
	}
	return false;
}

/* Try the number at `i` as one of the parts, of all or of the last digits. */
static bool try_number(struct ty_form *f, size_t i, struct piece *p,
		       const struct ty_calendar *old, enum field field,
		       bool two)
{
	struct piece trial = *p;

	trial.field = field;
	trial.two = two;
	trial.manner = f->manner;
	trial.manner.words = 0;
	if (!ty_form_learn(f, &trial.manner, i, NULL, &trial.span) ||
	    trial.span.start != i)
		return false;
	if (p->era)
		trial.span.start = p->span.start;
	trial.manner.scaled = false;
	if (!explains(f, &trial, old)) {
		trial.manner.pad = 2;
		if (!explains(f, &trial, old))
			return false;
	}
	*p = trial;
	return true;
}

/* The number at `i` is one of the parts that `old` has: which, its sign says,
 * 年, 月 or 日, or else the order from years to days. */
static bool number_at(struct ty_form *f, size_t i, struct piece *p,
		      const struct ty_calendar *old, const bool *taken)
{
	static const char *const signs[] = { "年", "月", "日" };
	struct piece trial;
	int field, k;

	if (p->era && ty_form_is(f, i, "元")) {
		p->field = YEAR;
		p->span.end = i + strlen("元");
		return explains(f, p, old);
	}
	for (field = YEAR; field < (p->era ? MONTH : NFIELDS); field++) {
		trial = *p;
		if (taken[field] ||
		    !(try_number(f, i, &trial, old, (enum field)field, false) ||
		      (field == YEAR && !p->era &&
		       try_number(f, i, &trial, old, YEAR, true))))
			continue;
		for (k = 0; k < NFIELDS; k++)
			if (ty_form_is(f, trial.span.end, signs[k]))
				break;
		if (k < NFIELDS ? k != field : trial.two)
			continue;
		*p = trial;
		return true;
	}
	return false;
}

/* Take the example to pieces: each part of `old` once, the rest is kept. */
static bool take_apart(struct ty_form *f, struct pattern *pattern,
		       const struct ty_calendar *old)
{
	bool taken[NFIELDS] = { false };
	struct piece *p;
	size_t i = 0, at;

	pattern->n = 0;
	while (i < f->how->len && pattern->n < MOST_PIECES) {
		p = &pattern->v[pattern->n];
		memset(p, 0, sizeof(*p));
		at = i;
		if (era_at(f, i, p))
			at += strlen(era_form(&eras[0], p->era));
		if (month_at(f, i, p, old) ||
		    number_at(f, at, p, old, taken)) {
			if (taken[p->field])
				return false;
			taken[p->field] = true;
			i = p->span.end;
			pattern->n++;
		} else {
			i++;
			while (i < f->how->len &&
			       (f->how->example[i] & 0xC0) == 0x80)
				i++;
		}
	}
	return pattern->n > 0;
}

static bool same_unsaid(const struct pattern *pattern,
			const struct ty_calendar *a,
			const struct ty_calendar *b)
{
	bool said[NFIELDS] = { false };
	size_t i;

	for (i = 0; i < pattern->n; i++)
		said[pattern->v[i].field] = true;
	for (i = 0; i < NFIELDS; i++)
		if (!said[i] && part_of(a, (enum field)i) !=
		    part_of(b, (enum field)i))
			return false;
	return true;
}

/* A numeral that is no piece. */
static bool left_over(const struct ty_form *f, size_t from, size_t to)
{
	struct ty_manner m = f->manner;
	struct ty_span span;

	return ty_form_learn(f, &m, from, NULL, &span) && span.start < to;
}

static bool by_example(struct ty_form *f, const struct ty_calendar *now)
{
	struct ty_calendar old;
	struct pattern pattern;
	size_t i, at = 0;

	if (!ty_calendar_read(&old, f->how->old) || old.weekday ||
	    strcmp(f->how->old->unit, f->value->unit) ||
	    !take_apart(f, &pattern, &old) ||
	    !same_unsaid(&pattern, now, &old))
		return false;
	for (i = 0; i < pattern.n; i++) {
		if (left_over(f, at, pattern.v[i].span.start))
			return false;
		ty_form_copy(f, at, pattern.v[i].span.start);
		if (!write_piece(f, &pattern.v[i], now, &old))
			return false;
		at = pattern.v[i].span.end;
	}
	if (left_over(f, at, f->how->len))
		return false;
	ty_form_copy(f, at, f->how->len);
	return true;
}

/* ------------------------------------------------------------ the house -- */

static bool add_part(struct ty_form *f, enum field field, bool name,
		     const struct ty_calendar *c, const char *after)
{
	struct piece p = { .field = field, .name = name, .manner = f->manner };

	p.manner.words = 0;
	p.manner.comma = "";
	/* 十二月, also where years are 二〇二四年. */
	if (p.manner.digits == TY_DIGITS_ROW)
		p.manner.digits = TY_DIGITS_KANJI;
	/* Who writes "27 August" does not shorten it. */
	if (f->value->kind == TY_VALUE_DATE &&
	    f->how->style->v[TY_STYLE_EN_MONTH] == 0 &&
	    f->how->style->v[TY_STYLE_EN_DATE] == 0)
		p.style = AP;
	if (field == YEAR && f->ja && f->how->style->v[TY_STYLE_JA_YEAR])
		p.era = era_of(c, !strcmp(f->value->unit, "FY")) >= 0;
	if (!write_piece(f, &p, c, c))
		return false;
	ty_buf_adds(f->out, after);
	return true;
}

static bool year_by_house(struct ty_form *f, const struct ty_calendar *c)
{
	bool fiscal = !strcmp(f->value->unit, "FY");
	bool decade = !strcmp(f->value->unit, "decade");

	if (!f->ja && fiscal)
		ty_buf_adds(f->out, "fiscal ");
	return add_part(f, YEAR, false, c, f->ja ? fiscal ? "年度" :
			decade ? "年代" : "年" : decade ? "s" : "");
}

static bool by_house(struct ty_form *f, const struct ty_calendar *c)
{
	bool day_first = f->how->style->v[TY_STYLE_EN_DATE] == 1;

	if (f->value->kind == TY_VALUE_YEAR)
		return year_by_house(f, c);
	if (f->ja)
		return (!c->year || add_part(f, YEAR, false, c, "年")) &&
		       (!c->month || add_part(f, MONTH, false, c, "月")) &&
		       (!c->day || add_part(f, DAY, false, c, "日"));
	/* English says no bare day. */
	if (!c->month)
		return false;
	if (day_first && c->day && !add_part(f, DAY, false, c, " "))
		return false;
	if (!add_part(f, MONTH, true, c, ""))
		return false;
	if (!day_first && c->day) {
		ty_buf_addc(f->out, ' ');
		if (!add_part(f, DAY, false, c, c->year ? "," : ""))
			return false;
	}
	if (!c->year)
		return true;
	ty_buf_addc(f->out, ' ');
	return add_part(f, YEAR, false, c, "");
}

bool ty_form_calendar(struct ty_form *f)
{
	struct ty_calendar now;

	if (!ty_calendar_read(&now, f->value) || now.weekday)
		return false;
	return f->how->example ? by_example(f, &now) : by_house(f, &now);
}

/* ------------------------------------------------------------- weekdays -- */

static const char *const days[] = {
	"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
	"Saturday", "Sunday"
};
static const char *const days_ja[] = {
	"", "月", "火", "水", "木", "金", "土", "日"
};

bool ty_form_weekday(struct ty_form *f)
{
	const char *const *names = f->ja ? days_ja : days;
	struct ty_calendar now, old;
	const char *name;
	size_t n, at;

	if (!ty_calendar_read(&now, f->value) || !now.weekday)
		return false;
	if (!f->how->example) {
		ty_buf_adds(f->out, names[now.weekday]);
		ty_buf_adds(f->out, f->ja ? "曜日" : "");
		return true;
	}
	if (!ty_calendar_read(&old, f->how->old) || !old.weekday)
		return false;
	name = names[old.weekday];
	n = strlen(name);
	/* "Mon." and "Thurs." have no letters in common but three. */
	if (!f->ja && !ty_form_is(f, 0, name)) {
		if (f->how->len < 3 || f->how->len > 4 ||
		    memcmp(f->how->example, name, 3) ||
		    (f->how->len == 4 && f->how->example[3] != '.'))
			return false;
		ty_buf_add(f->out, names[now.weekday], 3);
		ty_form_copy(f, 3, f->how->len);
		return true;
	}
	for (at = 0; at < f->how->len && !ty_form_is(f, at, name); at++)
		;
	if (at == f->how->len)
		return false;
	ty_form_copy(f, 0, at);
	ty_buf_adds(f->out, names[now.weekday]);
	ty_form_copy(f, at + n, f->how->len);
	return true;
}
