/* Characters, as far as the ends of sentences are concerned. */

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "text/glyph.h"

int32_t ty_char_at(const char *s, size_t i, size_t end, size_t *next)
{
	int32_t c = (unsigned char)s[i];
	int32_t k = 0, room = end - i < 4 ? (int32_t)(end - i) : 4;

	if (c < 0x80)
		k = 1;
	else
		U8_NEXT(s + i, k, room, c);
	if (next)
		*next = i + (size_t)k;
	return c < 0 ? 0xFFFD : c;
}

int32_t ty_char_before(const char *s, size_t start, size_t i, size_t *prev)
{
	size_t from = i - 1, next;
	int32_t c;

	while (from > start && i - from < 4 &&
	       ((unsigned char)s[from] & 0xC0) == 0x80)
		from--;
	c = ty_char_at(s, from, i, &next);
	if (next != i) {		/* malformed: one byte back */
		from = i - 1;
		c = 0xFFFD;
	}
	if (prev)
		*prev = from;
	return c;
}

bool ty_space_byte(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool ty_is_space(int32_t c)
{
	return c < 0x80 ? ty_space_byte((char)c) : u_isUWhiteSpace(c);
}

bool ty_is_kana(int32_t c)
{
	return (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) ||
	       (c >= 0xFF66 && c <= 0xFF9D);
}

bool ty_is_cjk(int32_t c)
{
	return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
	       (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool ty_is_japanese(int32_t c)
{
	return ty_is_kana(c) || (c >= 0x3400 && c <= 0x9FFF) ||
	       (c >= 0x3005 && c <= 0x3007) || (c >= 0xF900 && c <= 0xFAFF) ||
	       (c >= 0x20000 && c <= 0x3FFFF);
}

bool ty_is_latin(int32_t c)
{
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	return (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A) ||
	       (c < 0x250 && u_isalpha(c));
}

bool ty_is_digit(int32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static const struct {
	int32_t	open, close;
	unsigned quote;
} pairs[] = {
	{ '(', ')', 0 }, { '[', ']', 0 }, { '{', '}', 0 },
	{ 0x00AB, 0x00BB, TY_G_QUOTE },		/* « » */
	{ 0x2018, 0x2019, TY_G_QUOTE },		/* ‘ ’ */
	{ 0x201C, 0x201D, TY_G_QUOTE },		/* “ ” */
	{ 0x2039, 0x203A, TY_G_QUOTE },		/* ‹ › */
	{ 0x3008, 0x3009, 0 },			/* 〈〉 */
	{ 0x300A, 0x300B, 0 },			/* 《》 */
	{ 0x300C, 0x300D, TY_G_QUOTE },		/* 「」 */
	{ 0x300E, 0x300F, TY_G_QUOTE },		/* 『』 */
	{ 0x3010, 0x3011, 0 },			/* 【】 */
	{ 0x3014, 0x3015, 0 },			/* 〔〕 */
	{ 0x3016, 0x3017, 0 },			/* 〖〗 */
	{ 0x301D, 0x301F, TY_G_QUOTE },		/* 〝〟 */
	{ 0xFF08, 0xFF09, 0 },			/* （） */
	{ 0xFF3B, 0xFF3D, 0 },			/* ［］ */
	{ 0xFF5B, 0xFF5D, 0 },			/* ｛｝ */
	{ 0xFF62, 0xFF63, TY_G_QUOTE },		/* ｢｣ */
	/* After “ and ‘, which mostly open. */
	{ 0x201E, 0x201C, TY_G_QUOTE },		/* „ “ */
	{ 0x201A, 0x2018, TY_G_QUOTE },		/* ‚ ‘ */
};

#define NPAIRS	(sizeof(pairs) / sizeof(pairs[0]))

int32_t ty_glyph_partner(int32_t c)
{
	size_t i;

	if (c == '"' || c == '\'')
		return c;
	for (i = 0; i < NPAIRS; i++)
		if (pairs[i].open == c)
			return pairs[i].close;
	return 0;
}

/* Characters beyond ASCII that are no brackets. */
static unsigned beyond_ascii(int32_t c)
{
	switch (c) {
	case 0x2026: case 0x203C: case 0x2047: case 0x2048: case 0x2049:
		return TY_G_STOP;		/* … ‼ ⁇ ⁈ ⁉ */
	case 0x3002: case 0xFF61: case 0xFF0E: case 0xFF01: case 0xFF1F:
		return TY_G_STOP | TY_G_WIDE;	/* 。 ｡ ． ！ ？ */
	case 0x2022: case 0x2023: case 0x2043: case 0x25AA: case 0x25A0:
	case 0x25A1: case 0x25BC: case 0x25BD: case 0x25C6: case 0x25C7:
	case 0x25CB: case 0x25CF: case 0x25E6: case 0x25B6: case 0x25B7:
	case 0x25BA: case 0x25C9:
		return TY_G_BULLET;		/* • ‣ ⁃ ▪ ■ □ ▼ ▽ ◆ ◇ … */
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014:
	case 0x2015: case 0x2212: case 0x2500:
		return TY_G_DASH;
	case 0x3001: case 0xFF0C: case 0xFF64: case 0xFF1A: case 0xFF1B:
	case 0x30FB: case 0xFF65: case 0x301C: case 0xFF5E:
		return TY_G_PAUSE;		/* 、 ， ､ ： ； ・ ･ 〜 ～ */
	default:
		return u_isUWhiteSpace(c) ? TY_G_SPACE : 0;
	}
}

static unsigned ascii(int32_t c)
{
	switch (c) {
	case '.': case '!': case '?':
		return TY_G_STOP;
	case '"': case '\'':
		return TY_G_QUOTE;
	case '-':
		return TY_G_DASH;
	case ',': case ';': case ':':
		return TY_G_PAUSE;
	default:
		return ty_is_space(c) ? TY_G_SPACE : 0;
	}
}

unsigned ty_glyph(int32_t c)
{
	size_t i;
	unsigned g = c < 0x80 ? ascii(c) : beyond_ascii(c);

	if (g)
		return g;
	if (c < 0x80 && !strchr("()[]{}", (int)c))
		return 0;
	for (i = 0; i < NPAIRS; i++) {
		if (pairs[i].open == c)
			return TY_G_OPEN | pairs[i].quote;
		if (pairs[i].close == c)
			return TY_G_CLOSE | pairs[i].quote;
	}
	return 0;
}

size_t ty_skip_space(const char *s, size_t i, size_t end)
{
	size_t next;

	while (i < end && ty_is_space(ty_char_at(s, i, end, &next)))
		i = next;
	return i;
}

size_t ty_trim_space(const char *s, size_t start, size_t i)
{
	size_t prev;

	while (i > start && ty_is_space(ty_char_before(s, start, i, &prev)))
		i = prev;
	return i;
}
