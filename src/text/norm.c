/* Which texts are the same text: Unicode normal forms and folding. */

#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "base/alloc.h"
#include "text/norm.h"

/*
 * Text is normalised piece by piece, a piece going from one normalisation
 * boundary to the next (UAX #15, section 9), so that the place every character
 * came from is known.  ICU sorts a run of combining marks in quadratic time, so
 * a piece is cut after PIECE units, as in the stream-safe format (UAX #15,
 * section 13) but later: no language has runs that long.
 */
#define PIECE		128		/* UTF-16 units */
#define EXPANSION	18		/* most units one code point becomes */

struct folding {
	const UNormalizer2	*normalizer;
	struct ty_buf		*out;
	struct ty_offsets	*map;	/* NULL: not wanted */
	size_t			 begin;	/* of what is ours in `out` */
	bool			 hiragana;
};

/*
 * Han, kana and the Korean syllables: what every form leaves as it is, and what
 * changes only together with a mark after it.  Japanese text is made of these.
 */
static bool is_stable_cjk(UChar32 c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
	       (c >= 0x30A1 && c <= 0x30FE) || (c >= 0x3001 && c <= 0x301B) ||
	       (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xAC00 && c <= 0xD7A3);
}

/* Read the code points of the piece that starts with `c`, which ends at *i;
 * returns their number of UTF-16 units. */
static int32_t read_piece(const UNormalizer2 *normalizer, const char *s,
			  size_t len, size_t *i, UChar32 c, UChar *units)
{
	int32_t n = 0;
	size_t next;

	for (;;) {
		U16_APPEND_UNSAFE(units, n, c);
		if (*i == len || n + 2 > PIECE)
			return n;
		next = *i;
		U8_NEXT_OR_FFFD(s, next, len, c);
		if (unorm2_hasBoundaryBefore(normalizer, c))
			return n;
		*i = next;
	}
}

/* Normalise one piece in `units`; returns the new number of units. */
static int32_t normalise_piece(const UNormalizer2 *normalizer,
			       const UChar *units, int32_t n,
			       UChar form[PIECE * EXPANSION])
{
	UErrorCode status = U_ZERO_ERROR;

	/* Neither the arguments nor the room can be wrong: nothing fails. */
	n = unorm2_normalize(normalizer, units, n, form, PIECE * EXPANSION,
			     &status);
	return U_SUCCESS(status) ? n : 0;
}

static void add_char(struct ty_buf *out, UChar32 c)
{
	char bytes[U8_MAX_LENGTH];
	size_t n = 0;

	U8_APPEND_UNSAFE(bytes, n, c);
	ty_buf_add(out, bytes, n);
}

/* --------------------------------------------------------------- NFC -- */

/* True for what NFC leaves as it is when no mark follows. */
static bool is_stable_nfc(UChar32 c)
{
	return c < 0x300 || is_stable_cjk(c) ||
	       (c >= 0x2010 && c <= 0x203F) || (c >= 0xFF00 && c <= 0xFFEF);
}

static void add_nfc_piece(const UNormalizer2 *nfc, struct ty_buf *out,
			  const char *s, size_t len, size_t *i, UChar32 c)
{
	UChar units[PIECE], form[PIECE * EXPANSION];
	int32_t n, k = 0;

	n = read_piece(nfc, s, len, i, c, units);
	n = normalise_piece(nfc, units, n, form);
	while (k < n) {
		U16_NEXT(form, k, n, c);
		add_char(out, c);
	}
}

void ty_nfc(struct ty_buf *out, const char *s, size_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	size_t done = 0, start, last = 0, i = 0;
	UChar32 c;

	/* [done, i) is as it should be and waits to be copied; its last
	 * character, at `last`, may yet take part in a piece. */
	while (i < len) {
		start = i;
		U8_NEXT_OR_FFFD(s, i, len, c);
		if (is_stable_nfc(c)) {
			last = start;
			continue;
		}
		if (!unorm2_hasBoundaryBefore(nfc, c))
			start = last;
		ty_buf_add(out, s + done, start - done);
		i = start;
		U8_NEXT_OR_FFFD(s, i, len, c);
		add_nfc_piece(nfc, out, s, len, &i, c);
		done = last = i;
	}
	ty_buf_add(out, s + done, len - done);
}

/* ----------------------------------------------------------- squeezing -- */

/* A single space of another width, or one that does not break, was written on
 * purpose; a line break or tab was not. */
static void add_space(struct ty_buf *out, UChar32 c, size_t count)
{
	if (count > 1 || c < 0x20 || c == 0x85 || c == 0x2028 || c == 0x2029)
		c = ' ';
	add_char(out, c);
}

void ty_squeeze(struct ty_buf *out, const char *s, size_t len)
{
	struct ty_buf form = TY_BUF_INIT;
	size_t i = 0, start, done = 0, spaces = 0;
	bool empty = true;
	UChar32 c, space = 0;

	ty_nfc(&form, s, len);
	s = form.p;
	len = form.len;
	/* [done, i) waits to be copied, after `spaces` spaces. */
	while (i < len) {
		start = i;
		U8_NEXT_OR_FFFD(s, i, len, c);
		if (!u_isUWhiteSpace(c)) {
			if (spaces && !empty)
				add_space(out, space, spaces);
			spaces = 0;
			empty = false;
			continue;
		}
		ty_buf_add(out, s + done, start - done);
		done = i;
		/* Full-width spaces in a row are one full-width space. */
		if (!spaces || c != space || c != 0x3000)
			spaces++;
		space = c;
	}
	ty_buf_add(out, s + done, len - done);
	ty_buf_release(&form);
}

/* ------------------------------------------------------------- folding -- */

void ty_offsets_release(struct ty_offsets *map)
{
	free(map->v);
	map->v = NULL;
	map->n = map->cap = 0;
}

/* Typographic forms of quotes, dashes and the wave dash that NFKC keeps apart
 * and writers do not. */
static UChar32 plain(UChar32 c)
{
	switch (c) {
	case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032:
		return '\'';
	case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033:
		return '"';
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014:
	case 0x2015: case 0x2212:
		return '-';
	case 0x301C:
		return '~';
	}
	return c;
}

static UChar32 as_hiragana(UChar32 c)
{
	if ((c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD || c == 0x30FE)
		return c - 0x60;
	return c;
}

/* Append a folded character that came from offset `from`. */
static void emit(struct folding *f, UChar32 c, size_t from)
{
	size_t at = f->out->len - f->begin, k;

	if (c < 0x80)
		ty_buf_addc(f->out, (char)c);
	else
		add_char(f->out, f->hiragana ? as_hiragana(c) : c);
	if (!f->map)
		return;
	k = f->out->len - f->begin;
	f->map->v = ty_grow(f->map->v, &f->map->cap, k + 1, sizeof(*f->map->v));
	while (at < k)
		f->map->v[at++] = (uint32_t)from;
}

static void map_bytes(struct folding *f, size_t at, size_t n, size_t from)
{
	f->map->v = ty_grow(f->map->v, &f->map->cap, at + n + 1,
			    sizeof(*f->map->v));
	while (n-- > 0)
		f->map->v[at++] = (uint32_t)from++;
}

/*
 * Append the ASCII from `start` on, but for its last character if something
 * else follows, which may be a mark; returns where that leaves off.  Most of
 * a text in Latin script goes this way.
 */
static size_t fold_ascii(struct folding *f, const char *s, size_t len,
			 size_t start)
{
	size_t at = f->out->len, end = start, i;
	char *p;

	while (end < len && (unsigned char)s[end] < 0x80)
		end++;
	if (end < len && end > start)
		end--;
	ty_buf_add(f->out, s + start, end - start);
	p = f->out->p + at;
	for (i = 0; i < end - start; i++)
		p[i] = (char)(p[i] + (p[i] >= 'A' && p[i] <= 'Z' ? 0x20 : 0));
	if (f->map)
		map_bytes(f, at - f->begin, end - start, start);
	return end;
}

/*
 * The folded form of characters that fold alone and to one character, which is
 * nearly all of a text; -1 for the others.  No mark must follow.
 */
static UChar32 fold_simple(UChar32 c)
{
	if (is_stable_cjk(c))
		return c;
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	else if (c == 0x3000)
		c = ' ';
	else if (c >= 0x2000)
		c = plain(c);
	if (c >= 'A' && c <= 'Z')
		return c + 0x20;
	return c < 0x80 ? c : -1;
}

static void fold_piece(struct folding *f, const char *s, size_t len, size_t *i,
		       UChar32 c, size_t from)
{
	UChar units[PIECE], form[PIECE * EXPANSION];
	int32_t n, k = 0;

	n = read_piece(f->normalizer, s, len, i, c, units);
	n = normalise_piece(f->normalizer, units, n, form);
	while (k < n) {
		U16_NEXT(form, k, n, c);
		emit(f, plain(c), from);
	}
}

void ty_fold(struct ty_buf *out, const char *s, size_t len, enum ty_fold how,
	     struct ty_offsets *map)
{
	UErrorCode status = U_ZERO_ERROR;
	struct folding f = { .out = out, .map = map, .begin = out->len,
			     .hiragana = how == TY_FOLD_SEARCH };
	size_t i = 0, next, start = 0;
	UChar32 c = 0, folded, after;

	f.normalizer = unorm2_getNFKCCasefoldInstance(&status);
	ty_buf_reserve(out, len);
	while ((start = fold_ascii(&f, s, len, start)) < len) {
		i = start;
		U8_NEXT_OR_FFFD(s, i, len, c);
		folded = fold_simple(c);
		if (folded >= 0 && i < len && (unsigned char)s[i] >= 0x80) {
			next = i;
			U8_NEXT_OR_FFFD(s, next, len, after);
			if (fold_simple(after) < 0 &&
			    !unorm2_hasBoundaryBefore(f.normalizer, after))
				folded = -1;
		}
		if (folded >= 0)
			emit(&f, folded, start);
		else
			fold_piece(&f, s, len, &i, plain(c), start);
		start = i;
	}
	if (!map)
		return;
	map->n = out->len - f.begin + 1;
	map->v = ty_grow(map->v, &map->cap, map->n, sizeof(*map->v));
	map->v[map->n - 1] = (uint32_t)len;
}
