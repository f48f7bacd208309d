/* English numerals: commas, words below ten, millions, ordinals. */

#include <string.h>

#include "text/manner.h"

static const char *const cardinals[] = {
	"zero", "one", "two", "three", "four", "five", "six", "seven",
	"eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
	"fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
};
static const char *const ordinals[] = {
	"zeroth", "first", "second", "third", "fourth", "fifth", "sixth",
	"seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
	"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
	"eighteenth", "nineteenth"
};
static const char *const tens[] = {
	"", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
	"eighty", "ninety"
};
static const char *const tenths[] = {
	"", "tenth", "twentieth", "thirtieth", "fortieth", "fiftieth",
	"sixtieth", "seventieth", "eightieth", "ninetieth"
};

/* Words of scale by family; those of ten to 3, 6, 9 and 12. */
#define NSCALES	4
static const char *const families[][NSCALES] = {
	{ "thousand", "million", "billion", "trillion" },
	{ "k", "m", "bn", "tn" },
	{ "K", "M", "B", "T" },
	{ "k", "mn", "bn", "trn" },
	{ "k", "mln", "bln", "trln" },
	{ "k", "mil", "bil", "tril" },
};
#define NFAMILIES	(sizeof(families) / sizeof(families[0]))

void ty_manner_house_en(struct ty_manner *m, const struct ty_style *style)
{
	static const uint32_t words[] = { 10, 100, 0 };
	int scale = style->v[TY_STYLE_EN_SCALE];

	memset(m, 0, sizeof(*m));
	m->comma = style->v[TY_STYLE_EN_COMMA] == 0 ? "," : "";
	m->point = ".";
	m->scaled = scale < 2;
	m->family = scale == 1 ? 1 : 0;
	m->gap = scale == 1 ? "" : " ";
	m->words = words[style->v[TY_STYLE_EN_WORDS]];
}

/* ----------------------------------------------------------- learning -- */

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool figure(char c)
{
	return c >= '0' && c <= '9';
}

/* The length of `word` if it begins `s` in any case, up to a border. */
static size_t begins(const char *s, size_t len, const char *word)
{
	size_t i, n = strlen(word);

	if (n > len || n == 0)
		return 0;
	for (i = 0; i < n; i++)
		if ((s[i] | 0x20) != (word[i] | 0x20))
			return 0;
	return n < len && letter(s[n]) ? 0 : n;
}

static size_t among(const char *s, size_t len, const char *const *words,
		    size_t n)
{
	size_t i, most = 0, found;

	for (i = 0; i < n; i++)
		if ((found = begins(s, len, words[i])) > most)
			most = found;
	return most;
}

/* The length of the number word 0..99 that stands at `s`, or 0. */
static size_t number_word(const char *s, size_t len, bool *ordinal)
{
	size_t ten, one;

	*ordinal = false;
	ten = among(s, len, tens + 2, 8);
	if (ten > 0 && ten + 1 < len && s[ten] == '-') {
		one = among(s + ten + 1, len - ten - 1, cardinals + 1, 9);
		if (one > 0)
			return ten + 1 + one;
		one = among(s + ten + 1, len - ten - 1, ordinals + 1, 9);
		if (one > 0) {
			*ordinal = true;
			return ten + 1 + one;
		}
	}
	if (ten > 0 || (ten = among(s, len, cardinals, 20)) > 0)
		return ten;
	*ordinal = true;
	ten = among(s, len, tenths + 1, 9);
	return ten > 0 ? ten : among(s, len, ordinals, 20);
}

/* A word of scale behind a number that ends at `i`. */
static size_t learn_scale(struct ty_manner *m, const char *s, size_t i,
			  size_t len)
{
	size_t gap = i < len && (s[i] == ' ' || s[i] == '-') ? 1 : 0;
	size_t f, k, n;

	for (f = 0; f < NFAMILIES; f++) {
		for (k = 0; k < NSCALES; k++) {
			n = begins(s + i + gap, len - i - gap, families[f][k]);
			if (n == 0 || memcmp(s + i + gap, families[f][k], n) != 0)
				continue;
			m->family = (int)f;
			m->scaled = m->shown = true;
			m->gap = gap == 0 ? "" : s[i] == ' ' ? " " : "-";
			return gap + n;
		}
	}
	return 0;
}

static size_t learn_figures(struct ty_manner *m, const char *s, size_t i,
			    size_t len)
{
	static const char *const suffixes[] = { "st", "nd", "rd", "th" };
	size_t start = i, n;
	bool comma = false;

	while (i < len && (figure(s[i]) ||
			   ((s[i] == ',' || s[i] == '.') && i + 1 < len &&
			    figure(s[i + 1])))) {
		if (s[i] == '.')
			break;
		comma |= s[i] == ',';
		i++;
	}
	if (comma)
		m->comma = ",";
	else if (i - start > 3)
		m->comma = "";
	if (i + 1 < len && s[i] == '.' && figure(s[i + 1]))
		for (i++; i < len && figure(s[i]); i++)
			;
	n = among(s + i, len - i, suffixes, 4);
	m->ordinal = n > 0;
	return i + n;
}

bool ty_manner_learn_en(struct ty_manner *m, const char *s, size_t from,
			 size_t len, const struct ty_decimal *amount,
			 struct ty_span *span)
{
	bool small = amount && ty_digits_below(amount, 0) == 0;
	size_t i = from, n = 0, scale;
	bool ordinal = false;

	for (; i < len && !figure(s[i]); i++)
		if ((i == from || !letter(s[i - 1])) &&
		    (n = number_word(s + i, len - i, &ordinal)) > 0)
			break;
	if (i == len)
		return false;
	span->start = i;
	m->wordy = n > 0;
	if (m->wordy) {
		m->ordinal = ordinal;
		m->capital = s[i] >= 'A' && s[i] <= 'Z';
		if (m->words < 10)
			m->words = 10;
		if (small && !ty_decimal_under(amount, 10) &&
		    ty_decimal_under(amount, 100))
			m->words = 100;
		i += n;
	} else {
		i = learn_figures(m, s, i, len);
		if (small && ty_decimal_under(amount, 10))
			m->words = 0;
		else if (small && ty_decimal_under(amount, 100) &&
			 m->words > 10)
			m->words = 10;
	}
	scale = m->ordinal ? 0 : learn_scale(m, s, i, len);
	if (scale == 0 && amount && !ty_decimal_under(amount, 1000000))
		m->scaled = false;
	span->end = i + scale;
	return true;
}

/* ------------------------------------------------------------ writing -- */

static void write_words(struct ty_buf *out, const struct ty_manner *m,
			int n)
{
	const char *const *ones = m->ordinal ? ordinals : cardinals;
	size_t start = out->len;

	if (n < 20)
		ty_buf_adds(out, ones[n]);
	else if (n % 10 == 0)
		ty_buf_adds(out, m->ordinal ? tenths[n / 10] : tens[n / 10]);
	else
		ty_buf_addf(out, "%s-%s", tens[n / 10], ones[n % 10]);
	if (m->capital)
		out->p[start] = (char)(out->p[start] - 'a' + 'A');
}

static void write_places(struct ty_buf *out, const struct ty_manner *m,
			 const struct ty_decimal *amount, int shift, int least)
{
	int places = ty_digits_below(amount, shift), i;

	if (places < least)
		places = least;
	if (places <= 0)
		return;
	ty_buf_adds(out, m->point);
	for (i = 1; i <= places; i++)
		ty_buf_addc(out, (char)('0' +
			    ty_digit_at(amount, shift - i)));
}

static void write_whole(struct ty_buf *out, const struct ty_manner *m,
			const struct ty_decimal *amount, int shift)
{
	int place = ty_digits_whole(amount) - shift;

	if (place < m->pad)
		place = m->pad;
	if (place < 1)
		place = 1;
	while (place-- > 0) {
		ty_buf_addc(out, (char)('0' +
			    ty_digit_at(amount, place + shift)));
		if (place > 0 && place % 3 == 0)
			ty_buf_adds(out, m->comma);
	}
}

/* 1.2 million: with at most three figures after the mark, four from billions
 * on; else all are written. */
static bool write_scaled(struct ty_buf *out, const struct ty_manner *m,
			 const struct ty_decimal *amount)
{
	int scale = (ty_digits_whole(amount) - 1) / 3;
	struct ty_manner mantissa = *m;

	if (scale > NSCALES)
		scale = NSCALES;
	if (scale < 2 || ty_digits_below(amount, scale * 3) > 3 + (scale > 2))
		return false;
	if (m->wordy && ty_digits_below(amount, scale * 3) == 0 &&
	    ty_digits_whole(amount) == scale * 3 + 1) {
		write_words(out, &mantissa, ty_digit_at(amount, scale * 3));
	} else {
		write_whole(out, m, amount, scale * 3);
		write_places(out, m, amount, scale * 3, 0);
	}
	ty_buf_addf(out, "%s%s", m->gap, families[m->family][scale - 1]);
	return true;
}

static const char *suffix(const struct ty_decimal *amount)
{
	int one = ty_digit_at(amount, 0);

	if (ty_digit_at(amount, 1) == 1)
		return "th";
	return one == 1 ? "st" : one == 2 ? "nd" : one == 3 ? "rd" : "th";
}

bool ty_manner_write_en(struct ty_buf *out, const struct ty_manner *m,
			 const struct ty_decimal *amount)
{
	bool whole = ty_digits_below(amount, 0) == 0 && m->places == 0;

	if (m->ordinal && !whole)
		return false;
	if (whole && m->pad == 0 && ty_decimal_under(amount, m->words)) {
		write_words(out, m, 10 * ty_digit_at(amount, 1) + ty_digit_at(amount, 0));
		return true;
	}
	if (m->scaled && !m->ordinal && write_scaled(out, m, amount))
		return true;
	write_whole(out, m, amount, 0);
	if (m->ordinal)
		ty_buf_adds(out, suffix(amount));
	else
		write_places(out, m, amount, 0, m->places);
	return true;
}
