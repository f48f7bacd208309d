/* Japanese numerals: widths, kanji, 万 and 億, where commas and 千 stand. */

#include <string.h>

#include "text/glyph.h"
#include "text/manner.h"
#include "text/utf8.h"

static const char *const digits_full[] = {
	"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"
};
static const char *const digits_kanji[] = {
	"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"
};
static const char *const small_units[] = { "", "十", "百", "千" };
static const char *const large_units[] = { "", "万", "億", "兆", "京" };
#define MOST_GROUPS	5

void ty_manner_house_ja(struct ty_manner *m, const struct ty_style *style)
{
	memset(m, 0, sizeof(*m));
	m->digits = style->v[TY_STYLE_JA_DIGITS];
	m->comma = style->v[TY_STYLE_JA_COMMA] == 0 ||
		   m->digits > TY_DIGITS_FULL ? "" :
		   m->digits == TY_DIGITS_FULL ? "，" : ",";
	m->point = style->v[TY_STYLE_JA_POINT] == 0 &&
		   m->digits == TY_DIGITS_HALF ? "." : "・";
	m->scaled = style->v[TY_STYLE_JA_SCALE] == 0;
	m->thousand = style->v[TY_STYLE_JA_THOUSAND] == 0 ?
		TY_THOUSAND_LARGE : TY_THOUSAND_DIGITS;
	m->gap = "";
}

/* ----------------------------------------------------------- learning -- */

enum part { NO_PART, HALF, FULL, KANJI, SMALL, THOUSAND, LARGE, MARK };

static enum part part_of(int32_t c)
{
	if (c >= '0' && c <= '9')
		return HALF;
	if (c >= 0xFF10 && c <= 0xFF19)
		return FULL;
	switch (c) {
	case 0x3007: case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB:
	case 0x4E94: case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D:
		return KANJI;
	case 0x5341: case 0x767E:
		return SMALL;
	case 0x5343:
		return THOUSAND;
	case 0x4E07: case 0x5104: case 0x5146: case 0x4EAC:
		return LARGE;
	case ',': case 0xFF0C: case '.': case 0xFF0E: case 0x30FB:
		return MARK;
	default:
		return NO_PART;
	}
}

/* What was seen in a numeral. */
struct seen {
	bool	parts[MARK + 1];
	int	run;			/* figures on end now */
	int	longest;
	bool	zeros;			/* a run of four ended in 000 */
	int	zero;			/* zeros on end now */
};

static void end_run(struct seen *seen)
{
	if (seen->run == 4 && seen->zero == 3)
		seen->zeros = true;
	if (seen->run > seen->longest)
		seen->longest = seen->run;
	seen->run = seen->zero = 0;
}

static void take_mark(struct ty_manner *m, struct seen *seen, int32_t c)
{
	switch (c) {
	case ',':
		m->comma = ",";
		return;
	case 0xFF0C:
		m->comma = "，";
		return;
	case '.':
		m->point = ".";
		break;
	case 0xFF0E:
		m->point = "．";
		break;
	default:
		m->point = "・";
	}
	end_run(seen);
	seen->parts[MARK] = true;
}

static void take_part(struct ty_manner *m, struct seen *seen,
		      enum part part, int32_t c)
{
	if (part == MARK) {
		take_mark(m, seen, c);
		return;
	}
	seen->parts[part] = true;
	if (part >= SMALL) {
		if (part == LARGE && seen->parts[MARK])
			m->mixed = true;
		end_run(seen);
		return;
	}
	seen->run++;
	seen->zero = c == '0' || c == 0xFF10 || c == 0x3007 ?
		seen->zero + 1 : 0;
}

/* What the numeral as a whole says about the style. */
static void conclude(struct ty_manner *m, const struct seen *seen,
		     const struct ty_decimal *amount)
{
	bool arabic = seen->parts[HALF] || seen->parts[FULL];
	bool large = amount && !ty_decimal_under(amount, 10000);

	if (seen->parts[FULL])
		m->digits = TY_DIGITS_FULL;
	else if (seen->parts[HALF])
		m->digits = TY_DIGITS_HALF;
	else if (!seen->parts[SMALL] && !seen->parts[THOUSAND] &&
		 (seen->longest > 1 || seen->parts[MARK]))
		m->digits = TY_DIGITS_ROW;
	else
		m->digits = TY_DIGITS_KANJI;
	if (!seen->parts[MARK] && m->digits != TY_DIGITS_HALF)
		m->point = "・";
	if (seen->parts[LARGE])
		m->scaled = true;
	else if (large)
		m->scaled = false;
	if (!arabic)
		return;
	if (seen->parts[THOUSAND])
		m->thousand = TY_THOUSAND_ALWAYS;
	else if (seen->zeros)
		m->thousand = TY_THOUSAND_DIGITS;
}

bool ty_manner_learn_ja(struct ty_manner *m, const char *s, size_t from,
			 size_t len, const struct ty_decimal *amount,
			 struct ty_span *span)
{
	bool comma = false;
	struct seen seen = { 0 };
	size_t i = from, at, next;
	enum part part, after;
	int32_t c;

	span->start = span->end = from;
	while (i < len) {
		at = i;
		c = ty_utf8_next(s, len, &i);
		part = part_of(c);
		if (part == MARK) {
			/* Only between figures of one kind. */
			next = i;
			after = next < len ?
				part_of(ty_utf8_next(s, len, &next)) : NO_PART;
			if (seen.run == 0 || after < HALF || after > KANJI)
				part = NO_PART;
			comma |= part == MARK && (c == ',' || c == 0xFF0C);
		}
		if (part == NO_PART && span->end > span->start)
			break;
		if (part == NO_PART)
			continue;
		if (span->end == span->start)
			span->start = at;
		span->end = i;
		take_part(m, &seen, part, c);
	}
	if (span->end == span->start)
		return false;
	end_run(&seen);
	if (!comma && seen.longest >= 4)
		m->comma = "";
	conclude(m, &seen, amount);
	return true;
}

/* ------------------------------------------------------------ writing -- */

static void write_figure(struct ty_buf *out, const struct ty_manner *m,
			 int figure)
{
	if (m->digits == TY_DIGITS_HALF)
		ty_buf_addc(out, (char)('0' + figure));
	else if (m->digits == TY_DIGITS_FULL)
		ty_buf_adds(out, digits_full[figure]);
	else
		ty_buf_adds(out, digits_kanji[figure]);
}

/* 1 to 9999 with 十, 百, 千; 一千 only before a larger unit. */
static void write_kanji_group(struct ty_buf *out, const struct ty_manner *m,
			      int group, bool before_unit)
{
	int place, power = 1000, figure;

	for (place = 3; place >= 0; place--, power /= 10) {
		figure = group / power % 10;
		if (figure == 0)
			continue;
		if (figure > 1 || place == 0 || (place == 3 && before_unit))
			write_figure(out, m, figure);
		ty_buf_adds(out, small_units[place]);
	}
}

static void write_group(struct ty_buf *out, const struct ty_manner *m,
			int group, bool before_unit, bool large)
{
	int power = group >= 1000 ? 1000 : group >= 100 ? 100 :
		    group >= 10 ? 10 : 1;

	if (m->digits == TY_DIGITS_KANJI) {
		write_kanji_group(out, m, group, before_unit);
		return;
	}
	if (group >= 1000 && group % 1000 == 0 &&
	    m->digits != TY_DIGITS_ROW &&
	    (m->thousand == TY_THOUSAND_ALWAYS ||
	     (m->thousand == TY_THOUSAND_LARGE && large))) {
		write_figure(out, m, group / 1000);
		ty_buf_adds(out, "千");
		return;
	}
	for (; power > 0; power /= 10) {
		write_figure(out, m, group / power % 10);
		if (power == 1000)
			ty_buf_adds(out, m->comma);
	}
}

static void write_places(struct ty_buf *out, const struct ty_manner *m,
			 const struct ty_decimal *amount, int shift)
{
	int places = ty_digits_below(amount, shift), i;

	if (places < m->places && shift == 0)
		places = m->places;
	if (places <= 0)
		return;
	ty_buf_adds(out, m->point);
	for (i = 1; i <= places; i++)
		write_figure(out, m, ty_digit_at(amount, shift - i));
}

static int group_at(const struct ty_decimal *amount, int place)
{
	int i, group = 0;

	for (i = 3; i >= 0; i--)
		group = group * 10 + ty_digit_at(amount, place + i);
	return group;
}

/* 1.5億: the mark before the unit, at most two figures after it. */
static bool write_mixed(struct ty_buf *out, const struct ty_manner *m,
			const struct ty_decimal *amount)
{
	int unit = (ty_digits_whole(amount) - 1) / 4, group;

	if (ty_digits_below(amount, unit * 4) > 2)
		return false;
	group = group_at(amount, unit * 4);
	write_group(out, m, group, true, false);
	write_places(out, m, amount, unit * 4);
	ty_buf_adds(out, large_units[unit]);
	return true;
}

/* Figures of any number, with commas. */
static void write_plain(struct ty_buf *out, const struct ty_manner *m,
			const struct ty_decimal *amount)
{
	int place = ty_digits_whole(amount) > 1 ? ty_digits_whole(amount) : 1;

	if (place < m->pad)
		place = m->pad;
	while (place-- > 0) {
		write_figure(out, m, ty_digit_at(amount, place));
		if (place > 0 && place % 3 == 0)
			ty_buf_adds(out, m->comma);
	}
}

/* 二三人 is two or three people, and not 23. */
static bool two_or_three(const struct ty_manner *m, int group)
{
	return m->digits == TY_DIGITS_ROW && group > 11 && group < 100 &&
	       group / 10 + 1 == group % 10;
}

static bool write_scaled(struct ty_buf *out, const struct ty_manner *m,
			 const struct ty_decimal *amount)
{
	int unit = (ty_digits_whole(amount) - 1) / 4, group = 0;

	if (m->mixed && write_mixed(out, m, amount))
		return true;
	for (; unit >= 0; unit--) {
		group = group_at(amount, unit * 4);
		if (group == 0)
			continue;
		if (two_or_three(m, group))
			return false;
		write_group(out, m, group, unit > 0, true);
		ty_buf_adds(out, large_units[unit]);
	}
	/* 3万・5 and 3千・5 would be read otherwise. */
	if (ty_digits_below(amount, 0) > 0 &&
	    (group == 0 || group % 1000 == 0 || m->digits > TY_DIGITS_FULL))
		return false;
	write_places(out, m, amount, 0);
	return true;
}

bool ty_manner_write_ja(struct ty_buf *out, const struct ty_manner *m,
			 const struct ty_decimal *amount)
{
	bool places = ty_digits_below(amount, 0) > 0;
	int group;

	if (ty_digits_whole(amount) > 4 * MOST_GROUPS)
		return false;
	/* 二万 has no other form in kanji with units. */
	if (ty_digits_whole(amount) > 4 &&
	    (m->scaled || m->digits == TY_DIGITS_KANJI))
		return write_scaled(out, m, amount);
	group = group_at(amount, 0);
	if (ty_digits_whole(amount) <= 2 && two_or_three(m, group))
		return false;
	if (group > 0 && ty_digits_whole(amount) <= 4 &&
	    (m->pad == 0 || (m->digits == TY_DIGITS_KANJI && group >= 10)) &&
	    (m->digits == TY_DIGITS_KANJI || !places)) {
		if (places && group >= 10)
			return false;
		write_group(out, m, group, false, false);
	} else {
		write_plain(out, m, amount);
	}
	write_places(out, m, amount, 0);
	return true;
}
