/* The words around Japanese numerals: which are there, and how near. */

#include <string.h>

#include "text/utf8.h"
#include "text/value_ja.h"

#define LONGEST		36	/* bytes of a word before a numeral */
#define BEFORE		90	/* bytes that are looked back for a subject */
#define AFTER		45

int32_t ja_char(const struct ja *c, size_t i)
{
	return i < c->len ? ty_utf8_next(c->s, c->len, &i) : 0;
}

size_t ja_prev(const struct ja *c, size_t i)
{
	do
		i--;
	while (i && ((unsigned char)c->s[i] & 0xC0) == 0x80);
	return i;
}

int32_t ja_char_before(const struct ja *c, size_t i)
{
	return i ? ja_char(c, ja_prev(c, i)) : 0;
}

bool ja_is_kanji(int32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005 ||
	       (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF);
}

bool ja_is_katakana(int32_t c)
{
	return (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC ||
	       (c >= 0xFF66 && c <= 0xFF9F);
}

bool ja_is_digit(int32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

bool ja_is_latin(int32_t c)
{
	if (c >= 0xFF21 && c <= 0xFF5A)
		c -= 0xFEE0;
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

size_t ja_is(const struct ja *c, size_t i, const char *word)
{
	size_t n = strlen(word);

	return i <= c->len && n <= c->len - i && !memcmp(c->s + i, word, n) ?
		n : 0;
}

size_t ja_gap(const struct ja *c, size_t i)
{
	return i < c->len && c->s[i] == ' ';
}

bool ja_same(const struct ja *c, size_t i)
{
	return i >= 3 && ja_is(c, i - 3, "同");
}

bool ja_sentenced(const struct ja *c, size_t i)
{
	return ja_part_before(c, i, "sentence") ||
	       (ja_same(c, i) &&
		ja_near_before(c, i - strlen("同"), "sentence") != SIZE_MAX);
}

size_t ja_fraction_at(const struct ja *c, size_t i)
{
	size_t len = ja_is(c, i, "分の");

	i += len + ja_gap(c, i + len);
	return len && ja_num_at(c, i) ? i : 0;
}

static bool plays(const struct ty_lex_entry *e, size_t n, const char *part)
{
	for (; n; n--, e++)
		if (e->class == TY_LEX_WORD && !strcmp(e->unit, part))
			return true;
	return false;
}

size_t ja_part(const struct ja *c, size_t i, size_t end, const char *part)
{
	const struct ty_lex_entry *e;
	size_t n, len;

	/* A longer word with another part does not hide a shorter one. */
	while ((e = ty_lex_match(c->lex, c->s, end, i, &n, &len)) != NULL) {
		if (plays(e, n, part))
			return len;
		end = i + len - 1;
	}
	return 0;
}

size_t ja_part_before(const struct ja *c, size_t i, const char *part)
{
	size_t j = i, best = 0;

	while (j && i - j < LONGEST) {
		j = ja_prev(c, j);
		if (ja_part(c, j, i, part) == i - j)
			best = i - j;
	}
	return best;
}

/* The nearest that ends at most `far` bytes before. */
static size_t look_before(const struct ja *c, size_t i, const char *part,
			  size_t far)
{
	size_t j = i, len;

	while (j && i - j < far) {
		j = ja_prev(c, j);
		if (ja_is(c, j, "。"))
			break;
		len = ja_part(c, j, i, part);
		if (len)
			return i - j - len;
	}
	return SIZE_MAX;
}

size_t ja_near_before(const struct ja *c, size_t i, const char *part)
{
	return look_before(c, i, part, BEFORE);
}

bool ja_just_before(const struct ja *c, size_t i, const char *part, size_t gap)
{
	return look_before(c, i, part, LONGEST + gap) <= gap;
}

size_t ja_near_after(const struct ja *c, size_t i, const char *part)
{
	size_t end = c->len - i > AFTER ? i + AFTER : c->len, j;

	for (j = i; j < end; ty_utf8_next(c->s, c->len, &j)) {
		if (ja_is(c, j, "。"))
			break;
		if (ja_part(c, j, c->len, part))
			return j - i;
	}
	return SIZE_MAX;
}

bool ja_about(const struct ja *c, size_t i, size_t end, const char *a,
	      const char *b)
{
	size_t x, y;

	/* What directly follows says most. */
	x = ja_part(c, end, c->len, a);
	y = ja_part(c, end, c->len, b);
	if (x != y)
		return x > y;
	x = ja_near_before(c, i, a);
	y = ja_near_before(c, i, b);
	if (x == y) {
		x = ja_near_after(c, end, a);
		y = ja_near_after(c, end, b);
	}
	return x < y;
}

/* ------------------------------------------------- before a numeral -- */

/* Take one word that ends at byte `i`. */
static bool take_before(struct ja_before *b, const struct ty_lex_entry *e,
			size_t n)
{
	static const struct {
		const char	*part;
		size_t		 flag;
	} flags[] = {
		{ "minus", offsetof(struct ja_before, minus) },
		{ "below", offsetof(struct ja_before, below) },
		{ "ordinal", offsetof(struct ja_before, ordinal) },
		{ "shindo", offsetof(struct ja_before, shindo) },
		{ "magnitude", offsetof(struct ja_before, magnitude) },
		{ "celsius", offsetof(struct ja_before, celsius) },
		{ "fahrenheit", offsetof(struct ja_before, fahrenheit) },
		{ "hourly", offsetof(struct ja_before, hourly) },
		{ "secondly", offsetof(struct ja_before, secondly) },
		{ "wind", offsetof(struct ja_before, wind) },
		{ "aged", offsetof(struct ja_before, aged) },
		{ "short", offsetof(struct ja_before, shortened) },
		{ "names", offsetof(struct ja_before, names) },
		{ "reference", offsetof(struct ja_before, reference) },
	};
	bool any = false;
	size_t k;

	for (; n; n--, e++) {
		if (e->class == TY_LEX_ERA)
			b->era = e;
		else if (e->class == TY_LEX_SYMBOL)
			b->symbol = e;
		else if (e->class == TY_LEX_CLOCK && e->unit[1] == 'm')
			b->clock = e;
		else if (e->class != TY_LEX_WORD)
			continue;
		any |= e->class != TY_LEX_WORD;
		for (k = 0; e->class == TY_LEX_WORD &&
		     k < sizeof(flags) / sizeof(*flags); k++)
			if (!strcmp(e->unit, flags[k].part)) {
				*((bool *)((char *)b + flags[k].flag)) = true;
				any = true;
			}
	}
	return any;
}

/* A word of one Latin letter or sign (R6年, M6.1, −5) is none in the middle of
 * a longer one. */
static bool stands_free(const struct ja *c, size_t j, size_t gap)
{
	int32_t at = ja_char(c, j), before = ja_char_before(c, j);

	if (ja_is_latin(at))
		return !ja_is_latin(before) && !ja_is_digit(before);
	if (at == '-' || at == 0xFF0D || at == 0x2212)
		return !gap && !ja_is_latin(before) &&
		       !ja_is_katakana(before) && !ja_is_digit(before) &&
		       !(before >= 0xBC && before <= 0xBE);	/* 14½-13½ */
	return true;
}

void ja_look_back(const struct ja *c, size_t i, struct ja_before *b)
{
	const struct ty_lex_entry *e;
	struct ja_before found;
	size_t j, n, len, start, gap;
	int round;

	memset(b, 0, sizeof(*b));
	b->start = i;
	/* "セ氏マイナス": at most two of them. */
	for (round = 0; round < 2; round++) {
		start = b->start;
		gap = start > c->done && c->s[start - 1] == ' ';
		start -= gap;
		found = *b;
		for (j = start; j > c->done && start - j < LONGEST; ) {
			j = ja_prev(c, j);
			e = ty_lex_match(c->lex, c->s, start, j, &n, &len);
			if (!e || len != start - j || !stands_free(c, j, gap))
				continue;
			*b = found;
			if (take_before(b, e, n))
				b->start = j;
		}
		if (b->start >= start)
			break;
	}
	/* They say what it is and are no part of it. */
	if (b->reference || b->aged || b->names)
		b->start = i;
}

size_t ja_look_ahead(const struct ja *c, size_t i)
{
	struct ja_before b;
	const struct ty_lex_entry *e;
	size_t n, len;

	memset(&b, 0, sizeof(b));
	e = ty_lex_match(c->lex, c->s, c->len, i, &n, &len);
	return e && take_before(&b, e, n) ? len : 0;
}
