/* Full and half width, as newspapers set them: kana and marks full, letters and
 * digits of either width, but of one. */

#include <string.h>

#include "base/i18n.h"
#include "text/check.h"
#include "text/glyph.h"
#include "text/norm.h"
#include "text/utf8.h"

static bool half_kana(int32_t c)
{
	return c >= 0xFF66 && c <= 0xFF9F;
}

static bool wide_letter(int32_t c)
{
	return (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
}

static bool wide_digit(int32_t c)
{
	return c >= 0xFF10 && c <= 0xFF19;
}

/* The NFKC form of a span of half-width kana: voicing marks join. */
static void kana(const struct ty_check_run *run, int side)
{
	const char *s = run->side[side].s;
	struct ty_buf full = TY_BUF_INIT;
	struct ty_span span;
	size_t len = run->side[side].len, i, next;

	for (i = 0; i < len; i = next) {
		if (!half_kana(ty_char_at(s, i, len, &next)))
			continue;
		span.start = i;
		while (next < len && half_kana(ty_char_at(s, next, len, &i)))
			next = i;
		span.end = next;
		ty_buf_clear(&full);
		ty_fold(&full, s + span.start, span.end - span.start,
			TY_FOLD_MATCH, NULL);
		ty_check_quote(run, TY_CHECK_WIDTH_KANA, side, span, full.p,
			       _("half-width katakana: '%s'"));
	}
	ty_buf_release(&full);
}

/* The ASCII form of full-width letters and digits. */
static void narrow(struct ty_buf *out, const char *s, struct ty_span span)
{
	size_t i = span.start;
	char bytes[4];

	while (i < span.end) {
		int32_t c = ty_char_at(s, i, span.end, &i);

		ty_buf_add(out, bytes, ty_utf8_put(bytes, c > 0xFF00 ?
						   c - 0xFEE0 : c));
	}
}

/*
 * Abbreviations in full-width capitals (ＮＡＴＯ, Ｆ３５) are a newspaper's way;
 * whole words in small letters are not, nor are both widths in one text.  In
 * English no full-width letter is right.
 */
static void letters(const struct ty_check_run *run, int side)
{
	const char *s = run->side[side].s;
	bool japanese = run->side[side].japanese, both, small;
	size_t len = run->side[side].len, i, next, n;
	struct ty_buf ascii = TY_BUF_INIT;
	bool half = false, full = false;
	struct ty_span span;

	for (i = 0; i < len; i = next) {
		int32_t c = ty_char_at(s, i, len, &next);

		full = full || wide_letter(c);
		half = half || (c < 0x80 && ty_is_latin(c));
	}
	both = japanese && half && full;
	for (i = 0; full && i < len; i = next) {
		int32_t c = ty_char_at(s, i, len, &next);

		if (!wide_letter(c))
			continue;
		span.start = i;
		small = false;
		for (n = 0; wide_letter(c) || wide_digit(c); n++) {
			small = small || (c >= 0xFF41 && n > 0);
			span.end = next;
			if (next == len)
				break;
			c = ty_char_at(s, next, len, &i);
			if (wide_letter(c) || wide_digit(c))
				next = i;
		}
		if (!both && japanese && !(small && n > 2))
			continue;
		ty_buf_clear(&ascii);
		narrow(&ascii, s, span);
		ty_check_quote(run, TY_CHECK_WIDTH_LATIN, side, span, ascii.p,
			       both ? _("full-width '%s' beside half-width letters") :
			       _("full-width letters: '%s'"));
	}
	ty_buf_release(&ascii);
}

/* What the numerals of a text look like.  Those that belong to a name (Ｍ６・１)
 * go with its letters. */
struct numerals {
	size_t		full[2], half[2];	/* of one digit, of more */
	struct ty_span	odd[2];			/* the first: full, half */
};

static bool separates(int32_t c)
{
	return c == '.' || c == ',' || c == 0x30FB || c == 0xFF0E ||
	       c == 0xFF0C;
}

static bool digit_of(const struct ty_check_side *side, size_t i, bool wide,
		     size_t *next)
{
	int32_t c;

	if (i >= side->len)
		return false;
	c = ty_char_at(side->s, i, side->len, next);
	return ty_is_digit(c) && wide_digit(c) == wide;
}

/* Where the numeral of one width that begins at `i` ends, with the separators
 * in it: 3.5, ３・５, 1,234. */
static size_t numeral(const struct ty_check_side *side, size_t i, bool wide,
		      size_t *digits)
{
	size_t next, after;

	*digits = 0;
	for (;;) {
		if (digit_of(side, i, wide, &next))
			++*digits;
		else if (i >= side->len ||
			 !separates(ty_char_at(side->s, i, side->len, &next)) ||
			 !digit_of(side, next, wide, &after))
			return i;
		i = next;
	}
}

static void count(struct numerals *n, const struct ty_check_side *side)
{
	size_t i, next, digits;
	int32_t c, before = 0;

	for (i = 0; i < side->len; before = c, i = next) {
		c = ty_char_at(side->s, i, side->len, &next);
		if (!ty_is_digit(c))
			continue;
		next = numeral(side, i, wide_digit(c), &digits);
		if (ty_is_latin(before))
			continue;
		if (wide_digit(c)) {
			if (!n->full[0] && !n->full[1])
				n->odd[0] = (struct ty_span){ i, next };
			n->full[digits > 1]++;
		} else {
			if (!n->half[0] && !n->half[1])
				n->odd[1] = (struct ty_span){ i, next };
			n->half[digits > 1]++;
		}
	}
}

static void digits(const struct ty_check_run *run, int side)
{
	struct numerals n;
	size_t full, half;

	memset(&n, 0, sizeof(n));
	count(&n, &run->side[side]);
	full = n.full[0] + n.full[1];
	half = n.half[0] + n.half[1];
	/* One digit full, two and more half: a house style. */
	if (!full || !half || (!n.full[1] && !n.half[0]))
		return;
	ty_check_quote(run, TY_CHECK_WIDTH_DIGITS, side,
		       n.odd[full > half], NULL,
		       full > half ?
		       _("half-width '%s' beside full-width digits") :
		       _("full-width '%s' beside half-width digits"));
}

/* ｡ ｢ ｣ ､ ･, and ASCII commas and stops behind kana and Han. */
static void marks(const struct ty_check_run *run, int side)
{
	static const char *const full[] = { "。", "「", "」", "、", "・" };
	const char *s = run->side[side].s;
	size_t len = run->side[side].len, i, next;
	int32_t c, before = 0;

	for (i = 0; i < len; before = c, i = next) {
		c = ty_char_at(s, i, len, &next);
		if (c >= 0xFF61 && c <= 0xFF65)
			ty_check_quote(run, TY_CHECK_WIDTH_MARK, side,
				       (struct ty_span){ i, next },
				       full[c - 0xFF61],
				       _("a half-width mark: '%s'"));
		else if ((c == ',' || c == '.') && ty_is_japanese(before) &&
			 next < len &&
			 ty_is_japanese(ty_char_at(s, next, len, NULL)))
			ty_check_quote(run, TY_CHECK_WIDTH_MARK, side,
				       (struct ty_span){ i, next },
				       c == ',' ? "、" : "。",
				       _("a half-width mark: '%s'"));
	}
}

void ty_check_width(const struct ty_check_run *run, int side)
{
	if (ty_check_on(run, TY_CHECK_WIDTH_LATIN))
		letters(run, side);
	if (!run->side[side].japanese)
		return;
	if (ty_check_on(run, TY_CHECK_WIDTH_KANA))
		kana(run, side);
	if (ty_check_on(run, TY_CHECK_WIDTH_DIGITS))
		digits(run, side);
	if (ty_check_on(run, TY_CHECK_WIDTH_MARK))
		marks(run, side);
}
