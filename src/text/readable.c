/* Telling written text from bytes that were read in the wrong encoding. */

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/buf.h"
#include "text/convert.h"
#include "text/readable.h"
#include "text/utf8.h"

/* Level 1 is rows 16 to 47 of 94 characters each; EUC-JP writes rows and cells
 * as they are. */
void ty_kanji_init(struct ty_kanji *kanji)
{
	char row[2 * 94];
	struct ty_buf text = TY_BUF_INIT;
	size_t i, bad;
	int32_t c;
	int r, k;

	memset(kanji, 0, sizeof(*kanji));
	for (r = 16; r <= 47; r++) {
		for (k = 0; k < 94; k++) {
			row[2 * k] = (char)(0xA0 + r);
			row[2 * k + 1] = (char)(0xA1 + k);
		}
		/* The last row is not full. */
		ty_convert(&text, "EUC-JP", row, sizeof(row), &bad);
	}
	for (i = 0; i < text.len; ) {
		c = ty_utf8_next(text.p, text.len, &i);
		if (c >= 0x4E00 && c < 0xA000)
			kanji->bits[(c - 0x4E00) / 32] |=
				(uint32_t)1 << (c - 0x4E00) % 32;
	}
	ty_buf_release(&text);
}

static bool everyday(const struct ty_kanji *kanji, int32_t c)
{
	return c >= 0x4E00 && c < 0xA000 &&
	       (kanji->bits[(c - 0x4E00) / 32] >> (c - 0x4E00) % 32 & 1);
}

/* Kana, the punctuation and full-width forms of Japanese, 々〆〇. */
static bool kana_or_mark(int32_t c)
{
	return (c >= 0x3000 && c <= 0x30FF) || (c >= 0xFF01 && c <= 0xFF5E) ||
	       (c >= 0xFFE0 && c <= 0xFFE6);
}

/* Signs that stand between the words of any language. */
static bool is_mark(int32_t c)
{
	static const char latin1[] = "\xA0\xA1\xA2\xA3\xA5\xA7\xA9\xAB\xAE"
		"\xB0\xB1\xB2\xB3\xB7\xBB\xBC\xBD\xBE\xBF";

	if (c < 0x100)
		return memchr(latin1, (int)c, sizeof(latin1) - 1) != NULL;
	return (c >= 0x2010 && c <= 0x205E) || (c >= 0x20A0 && c <= 0x214F) ||
	       (c >= 0x2190 && c <= 0x22FF) || (c >= 0x2460 && c <= 0x27BF) ||
	       (c >= 0x3200 && c <= 0x33FF) || c == 0xFEFF;
}

static bool is_broken(int32_t c)
{
	switch (u_charType(c)) {
	case U_UNASSIGNED:
	case U_CONTROL_CHAR:
	case U_PRIVATE_USE_CHAR:
	case U_SURROGATE:
		return true;
	}
	return c == 0xFFFD;
}

static bool is_letter(int32_t c)
{
	return u_isalpha(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK);
}

/* Count `c`, which stands between two others (0: none). */
static void count(struct ty_readable *r, const struct ty_kanji *kanji,
		  int32_t before, int32_t c, int32_t after)
{
	if (kana_or_mark(c)) {
		r->japanese++;
	} else if (c >= 0xFF61 && c <= 0xFF9F) {
		r->halfwidth++;
	} else if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) {
		/* A kanji alone among Latin letters is a misread quote. */
		if (everyday(kanji, c) && (before >= 0x80 || after >= 0x80))
			r->japanese++;
		else
			r->rare++;
	} else if (is_broken(c)) {
		r->broken++;
	} else if (is_mark(c)) {
		r->marks++;
	} else if (is_letter(c) && (is_letter(before) || is_letter(after))) {
		UErrorCode status = U_ZERO_ERROR;

		r->letters++;
		r->latin += uscript_getScript(c, &status) == USCRIPT_LATIN;
	} else {
		r->loose++;
	}
}

void ty_readable_count(struct ty_readable *r, const struct ty_kanji *kanji,
		       const char *s, size_t len)
{
	int32_t before = 0, c = 0, after;
	size_t i = 0;

	if (len)
		c = ty_utf8_next(s, len, &i);
	while (c) {
		after = i < len ? ty_utf8_next(s, len, &i) : 0;
		if (c < 0x80)
			r->ascii += u_isalnum(c) != 0;
		else
			count(r, kanji, before, c, after);
		before = c;
		c = after;
	}
}

bool ty_readable_japanese(const struct ty_readable *r)
{
	return !r->broken && r->japanese > 0 &&
	       r->japanese >= 4 * (r->halfwidth + r->rare + r->letters +
				   r->loose);
}

bool ty_readable_halfwidth(const struct ty_readable *r)
{
	return !r->broken && r->halfwidth >= 4 &&
	       r->halfwidth + r->japanese >= 8 * (r->rare + r->letters +
						  r->loose);
}

bool ty_readable_words(const struct ty_readable *r)
{
	if (r->broken || r->halfwidth || r->loose * 20 > r->letters + r->marks)
		return false;
	/* Latin text is mostly ASCII. */
	return r->letters + r->marks > 0 &&
	       (!r->latin || r->latin <= r->ascii / 2);
}
