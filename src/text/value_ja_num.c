/* Japanese numerals: 1億2千万, 百二十万, 二〇二四, ３・５億. */

#include <string.h>

#include "text/numeral.h"
#include "text/utf8.h"
#include "text/value_ja.h"

#define DOT	0x30FB		/* ・, a point between digits */

static int kanji_digit(int32_t c)
{
	switch (c) {
	case 0x3007: case 0x96F6: case 0x25CB: return 0;	/* 〇零○ */
	case 0x4E00: return 1;
	case 0x4E8C: return 2;
	case 0x4E09: return 3;
	case 0x56DB: return 4;
	case 0x4E94: return 5;
	case 0x516D: return 6;
	case 0x4E03: return 7;
	case 0x516B: return 8;
	case 0x4E5D: return 9;
	default: return -1;
	}
}

static int small_scale(int32_t c)
{
	return c == 0x5341 ? 1 : c == 0x767E ? 2 : c == 0x5343 ? 3 : 0;
}

static int big_scale(int32_t c)
{
	switch (c) {
	case 0x4E07: case 0x842C: return 4;	/* 万, 萬 */
	case 0x5104: return 8;
	case 0x5146: return 12;
	case 0x4EAC: return 16;			/* 京, also of 東京 */
	default: return 0;
	}
}

static bool ascii_digit(const struct ja *c, size_t i)
{
	return ja_is_digit(ja_char(c, i));
}

bool ja_num_at(const struct ja *c, size_t i)
{
	int32_t at = ja_char(c, i);

	/* ○ is a zero among others only, a circle else. */
	return ascii_digit(c, i) || small_scale(at) ||
	       (kanji_digit(at) >= 0 && at != 0x25CB);
}

/* What has been read: done sections (total), the section up to 千 (section),
 * the digits before a scale (run). */
struct reading {
	const struct ja		*c;
	struct ja_num		*n;
	size_t			 i;
	bool			 dot, good;
	struct ty_decimal	 total, section, run;
	bool			 has_run, has_section;
	int			 last_small, last_big;
};

/* The digits after a ・, of the kind that stands before it. */
static void read_places(struct reading *r, bool kanji)
{
	size_t next = r->i;
	int digit;

	if (!r->dot || ja_char(r->c, r->i) != DOT)
		return;
	ty_utf8_next(r->c->s, r->c->len, &next);
	if (kanji ? kanji_digit(ja_char(r->c, next)) < 0 :
		    !ascii_digit(r->c, next))
		return;
	while (next < r->c->len) {
		int32_t at = ja_char(r->c, next);

		digit = kanji ? kanji_digit(at) :
			!ascii_digit(r->c, next) ? -1 :
			at >= 0xFF10 ? at - 0xFF10 : at - '0';
		if (digit < 0)
			break;
		r->good = r->good && ty_decimal_place(&r->run, digit);
		ty_utf8_next(r->c->s, r->c->len, &next);
	}
	r->n->point = r->n->dot = true;
	r->i = next;
	/* 0120・123・456 */
	if (ja_char(r->c, next) == DOT) {
		ty_utf8_next(r->c->s, r->c->len, &next);
		if (ascii_digit(r->c, next))
			r->good = false;
	}
}

/* A point without a zero stands before byte `i`: 打率・310, .05. */
static bool led_by_point(const struct ja *c, size_t i)
{
	int32_t point = ja_char_before(c, i), before;

	if (point != DOT && point != '.')
		return false;
	i = ja_prev(c, i);
	before = ja_char_before(c, i);
	return before == 0x7387 ||		/* 率 */
	       (point == '.' && (!i || before == ' ' || before == '('));
}

static void read_digits(struct reading *r)
{
	struct ty_numeral num;
	int32_t first = ja_char(r->c, r->i);

	ty_numeral_read(&num, r->c->s, r->c->len, r->i);
	r->good = r->good && num.good && !r->has_run;
	r->run = num.amount;
	r->n->point = num.point;
	if (r->i == r->n->start) {
		r->n->digits = num.point ? 0 : num.digits;
		r->n->zero_first = num.digits > 1 &&
				   (first == '0' || first == 0xFF10);
	}
	r->i = num.span.end;
	if (!num.point)
		read_places(r, false);
	if (r->n->digits && led_by_point(r->c, r->n->start)) {
		r->good = r->good &&
			  ty_decimal_shift(&r->run, -(int)r->n->digits);
		r->n->digits = 0;
		r->n->point = true;
	}
	r->has_run = true;
}

/* A row of Chinese digits: one, or a number written place by place. */
static void read_row(struct reading *r)
{
	size_t from = r->i, count = 0;
	bool zero = false, vague = false;
	int digit, before = -1;

	r->good = r->good && !r->has_run;
	memset(&r->run, 0, sizeof(r->run));
	while (r->i < r->c->len &&
	       (digit = kanji_digit(ja_char(r->c, r->i))) >= 0) {
		r->good = r->good && ty_decimal_digit(&r->run, digit);
		zero |= digit == 0;
		/* 二三人 is "two or three". */
		vague = count == 1 && digit == before + 1;
		before = digit;
		count++;
		ty_utf8_next(r->c->s, r->c->len, &r->i);
	}
	if (count > 1 && ((vague && count == 2 && !zero) ||
			  small_scale(ja_char(r->c, r->i))))
		r->good = false;
	if (from == r->n->start)
		r->n->digits = count > 1 ? count : 0;
	read_places(r, true);
	r->has_run = true;
}

/* Words that only begin like a scale: 百貨店, 千葉, 京都. */
static bool other_word(const struct reading *r, int32_t c, size_t next)
{
	int32_t after = ja_char(r->c, next);

	if (c == 0x4EAC)
		/* 京円, 京回, 京個 */
		return after != 0x5186 && after != 0x56DE &&
		       after != 0x500B && !ja_num_at(r->c, next);
	return (c == 0x767E && after == 0x8CA8) ||
	       (c == 0x5343 && (after == 0x8449 || after == 0x6B73));
}

/* The digits before a scale fit into what the last one left open. */
static bool fits(const struct reading *r, int power)
{
	return !r->has_run || !power || r->run.n - r->run.places <= power;
}

static bool read_scale(struct reading *r)
{
	int32_t c = ja_char(r->c, r->i);
	int small = small_scale(c), big = big_scale(c);
	struct ty_decimal one;
	size_t next = r->i;

	ty_utf8_next(r->c->s, r->c->len, &next);
	if ((!small && !big) || (r->i > r->n->start && other_word(r, c, next)))
		return false;
	if (small) {
		ty_decimal_set(&one, 1);
		r->good = r->good &&
			  (!r->last_small || small < r->last_small) &&
			  fits(r, r->last_small ? r->last_small : 4);
		if (!r->has_run)
			r->run = one;
		r->good = r->good && ty_decimal_shift(&r->run, small) &&
			  ty_decimal_add(&r->section, &r->run);
		r->last_small = r->n->small = small;
		r->n->big = 0;
		r->has_section = true;
	} else {
		if (!r->has_run && !r->has_section)
			return false;
		r->good = r->good && (!r->last_big || big < r->last_big) &&
			  fits(r, r->last_small ? r->last_small :
			       r->last_big ? r->last_big - big : 0);
		if (r->has_run) {
			r->good = r->good &&
				  ty_decimal_add(&r->section, &r->run);
			r->n->small = 0;
		}
		r->good = r->good && ty_decimal_shift(&r->section, big) &&
			  ty_decimal_add(&r->total, &r->section);
		memset(&r->section, 0, sizeof(r->section));
		r->last_small = 0;
		r->last_big = r->n->big = big;
		r->has_section = false;
	}
	r->has_run = false;
	r->n->digits = 0;
	r->i = next;
	return true;
}

/* A space that software puts between digits and kanji: 1 億 2000 万. */
static bool skip_gap(struct reading *r)
{
	const struct ja *c = r->c;
	size_t i = r->i + 1;
	bool scale = r->last_big && !r->has_run && !r->has_section;

	if (r->n->kanji || !ja_gap(c, r->i) || (!r->has_run && !scale))
		return false;
	if (scale) {
		while (ascii_digit(c, i))
			ty_utf8_next(c->s, c->len, &i);
		if (i == r->i + 1)
			return false;
		i += ja_gap(c, i);
	}
	if (!small_scale(ja_char(c, i)) && !big_scale(ja_char(c, i)))
		return false;
	r->i++;
	return true;
}

/* 7三振, 第1四半期: units that begin like a numeral. */
static bool unit_begins(const struct ja *c, size_t i)
{
	struct ja_unit u;

	if (kanji_digit(ja_char(c, i)) < 0)
		return false;
	ja_unit_read(c, i, &u);
	return u.v != NULL;
}

bool ja_num_read(const struct ja *c, size_t i, bool dot, struct ja_num *n)
{
	struct reading r = { .c = c, .n = n, .i = i, .dot = dot, .good = true };
	size_t next = i;

	memset(n, 0, sizeof(*n));
	n->start = i;
	n->kanji = !ascii_digit(c, i);
	n->scale_first = small_scale(ja_char(c, i)) > 0;
	while (r.i < c->len) {
		if (ascii_digit(c, r.i))
			read_digits(&r);
		else if (r.has_run && unit_begins(c, r.i))
			break;
		else if (kanji_digit(ja_char(c, r.i)) >= 0)
			read_row(&r);
		else if (!skip_gap(&r) && !read_scale(&r))
			break;
	}
	n->end = r.i;
	ty_utf8_next(c->s, c->len, &next);
	n->lone = n->kanji && n->end == next;
	r.good = r.good && fits(&r, r.last_small ? r.last_small : r.last_big);
	if (r.has_run)
		n->small = n->big = 0;
	if (!r.last_small && !r.last_big) {
		n->amount = r.run;
		return r.good;
	}
	if (r.has_run)
		r.good = r.good && ty_decimal_add(&r.section, &r.run);
	r.good = r.good && ty_decimal_add(&r.total, &r.section);
	n->amount = r.total;
	return r.good;
}
