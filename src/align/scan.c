/* What in a text can be recognised on the other side of a translation. */

#include <string.h>

#include "align/scan.h"
#include "text/utf8.h"

bool ty_is_katakana(int32_t c)
{
	return (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc;
}

/* Letters of scripts that write words: everything below the general
 * punctuation block that is not ASCII or Latin-1 punctuation, and Hangul. */
static bool letter(int32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	return (c >= 0xc0 && c < 0x2000 && c != 0xd7 && c != 0xf7) ||
	       (c >= 0xac00 && c <= 0xd7a3);
}

static bool digit(int32_t c)
{
	return c >= '0' && c <= '9';
}

void ty_scan_init(struct ty_scan *scan)
{
	memset(scan, 0, sizeof(*scan));
	ty_buf_init(&scan->folded);
}

void ty_scan_release(struct ty_scan *scan)
{
	ty_buf_release(&scan->folded);
	ty_offsets_release(&scan->map);
}

void ty_scan_begin(struct ty_scan *scan, const char *text, size_t len)
{
	scan->raw = text;
	scan->at = 0;
	ty_buf_clear(&scan->folded);
	scan->map.n = 0;
	ty_fold(&scan->folded, text, len, TY_FOLD_MATCH, &scan->map);
}

/* The character at byte `i` of the folded text, 0 at its end; *next is where
 * the one after it starts. */
static int32_t peek(const struct ty_scan *scan, size_t i, size_t *next)
{
	const char *s = scan->folded.p;

	*next = i;
	if (i >= scan->folded.len)
		return 0;
	if (!(s[i] & 0x80)) {
		*next = i + 1;
		return s[i];
	}
	return ty_utf8_next(s, scan->folded.len, next);
}

/* True if the folded character at `i` differs from what was written there, as
 * only a capital does among ASCII letters. */
static bool was_capital(const struct ty_scan *scan, size_t i)
{
	unsigned char f = (unsigned char)scan->folded.p[i];
	unsigned char r = (unsigned char)scan->raw[scan->map.v[i]];

	/* Two-byte Latin, Greek and Cyrillic, and full-width forms: there
	 * another second byte, or a longer form, is a capital too. */
	if (f < 0x80)
		return r < 0x80 ? f != r : r == 0xef &&
		       (unsigned char)scan->raw[scan->map.v[i] + 1] == 0xbc;
	return f >= 0xc3 && f <= 0xd1 && f == r &&
	       scan->folded.p[i + 1] != scan->raw[scan->map.v[i] + 1];
}

static void put(struct ty_piece *piece, const char *s, size_t len)
{
	if (piece->len + len < TY_PIECE_MAX) {
		memcpy(piece->text + piece->len, s, len);
		piece->len += len;
	}
}

/*
 * A word: letters, with digits after the first ("g7"), inner apostrophes
 * ("don't") and the full stops of "u.s.".  Returns its end.
 */
static size_t word(const struct ty_scan *scan, size_t i, struct ty_piece *piece)
{
	const char *s = scan->folded.p;
	size_t next, after, letters = 0, capitals = 0;
	bool dotted = false;
	int32_t c;

	piece->kind = TY_PIECE_WORD;
	piece->capital = was_capital(scan, i);
	for (;;) {
		c = peek(scan, i, &next);
		if (letter(c) || (digit(c) && letters)) {
			put(piece, s + i, next - i);
			letters += !digit(c);
			capitals += !digit(c) && was_capital(scan, i);
		} else if (c == '\'' && letter(peek(scan, next, &after))) {
			/* "'s" belongs to no name. */
			if (s[next] == 's' &&
			    !letter(peek(scan, after, &after))) {
				i = next + 1;
				break;
			}
			put(piece, s + i, 1);
		} else if (c == '.' && (dotted || letters == 1) &&
			   letter(peek(scan, next, &after)) &&
			   !letter(peek(scan, after, &after))) {
			dotted = true;
		} else {
			break;
		}
		i = next;
	}
	piece->acronym = letters > 1 && capitals == letters;
	if (piece->acronym) {
		for (after = 0; after < piece->len; after++)
			if (piece->text[after] >= 'a' &&
			    piece->text[after] <= 'z')
				piece->text[after] -= 'a' - 'A';
	}
	if (dotted && i < scan->folded.len && s[i] == '.')
		i++;
	return i;
}

/* Digits, and what stands between them.  Returns their end. */
static size_t number(const struct ty_scan *scan, size_t i,
		     struct ty_piece *piece)
{
	const char *s = scan->folded.p;

	piece->kind = TY_PIECE_NUMBER;
	while (digit(s[i]) || ((s[i] == '.' || s[i] == ',') && digit(s[i + 1])))
		put(piece, s + i++, 1);
	return i;
}

bool ty_scan_next(struct ty_scan *scan, struct ty_piece *piece)
{
	size_t i = scan->at, next;
	int32_t c;

	piece->capital = piece->acronym = false;
	piece->len = 0;
	while ((c = peek(scan, i, &next)) == ' ' || c == '-')
		i = next;
	if (!c)
		return false;
	piece->c = c;
	piece->span.start = i;
	if (letter(c)) {
		next = word(scan, i, piece);
	} else if (digit(c)) {
		next = number(scan, i, piece);
	} else if (ty_is_katakana(c)) {
		piece->kind = TY_PIECE_KATAKANA;
		do {
			i = next;
			c = peek(scan, i, &next);
		} while (ty_is_katakana(c));
		next = i;
	} else {
		piece->kind = TY_PIECE_OTHER;
	}
	piece->span.end = scan->at = next;
	return true;
}
