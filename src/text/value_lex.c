/* How the words of values are looked up: the longest at a place of a text. */

#include <string.h>

#include "text/value_lex.h"

/* Which bit of `starts` the character at `s` has, of three bytes. */
static unsigned start_bit(const char *s)
{
	unsigned char a = (unsigned char)s[0], b = (unsigned char)s[1],
		      c = (unsigned char)s[2];

	return (a * 0x3D1u + b * 0x47u + c) % 4096;
}

static bool three_bytes(const char *s, size_t len)
{
	return len >= 3 && ((unsigned char)s[0] & 0xF0) == 0xE0;
}

void ty_lex_init(struct ty_lex *lex, const struct ty_lex_entry *v, size_t n,
		 bool spaced)
{
	size_t i, c = 0;
	unsigned bit;

	memset(lex, 0, sizeof(*lex));
	lex->v = v;
	lex->n = n;
	lex->spaced = spaced;
	for (i = 0; i < n; i++) {
		while (c <= (unsigned char)v[i].form[0])
			lex->first[c++] = i;
		if (three_bytes(v[i].form, v[i].len)) {
			bit = start_bit(v[i].form);
			lex->starts[bit / 64] |= (uint64_t)1 << bit % 64;
		}
	}
	while (c < 257)
		lex->first[c++] = n;
}

/* The byte of the text at *i as forms have it, stepped over. */
static unsigned char next_byte(const struct ty_lex *lex, const char *s,
			       size_t end, size_t *i)
{
	unsigned char c = (unsigned char)s[(*i)++];

	if (!lex->spaced)
		return c;
	if (c >= 'A' && c <= 'Z')
		return (unsigned char)(c - 'A' + 'a');
	if (c == '-' || c == '\n' || c == '\t')
		return ' ';
	/* A space that does not break. */
	if (c == 0xC2 && *i < end && (unsigned char)s[*i] == 0xA0) {
		++*i;
		return ' ';
	}
	return c;
}

static bool is_word_byte(unsigned char c)
{
	if (c >= 0x80)		/* Latin letters, but no quotes or dashes */
		return c >= 0xC3 && c <= 0xC9;
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       (c >= '0' && c <= '9');
}

/* The form ends, at byte `i` of the text, where a word may end. */
static bool whole(const struct ty_lex_entry *e, const char *s, size_t end,
		  size_t i)
{
	return i >= end || !is_word_byte((unsigned char)s[i]) ||
	       !is_word_byte((unsigned char)e->form[e->len - 1]);
}

/* Of the entries from *lo to *hi, which share their first `k` bytes, those
 * whose next byte is `c`. */
static void narrow(const struct ty_lex *lex, size_t k, unsigned char c,
		   size_t *lo, size_t *hi)
{
	size_t a = *lo, b = *hi, mid;

	while (a < b) {
		mid = a + (b - a) / 2;
		if (lex->v[mid].len <= k ||
		    (unsigned char)lex->v[mid].form[k] < c)
			a = mid + 1;
		else
			b = mid;
	}
	*lo = a;
	for (b = *hi; a < b;) {
		mid = a + (b - a) / 2;
		if ((unsigned char)lex->v[mid].form[k] <= c)
			a = mid + 1;
		else
			b = mid;
	}
	*hi = a;
}

const struct ty_lex_entry *ty_lex_match(const struct ty_lex *lex, const char *s,
					size_t end, size_t i, size_t *n,
					size_t *len)
{
	const struct ty_lex_entry *best = NULL;
	size_t start = i, lo, hi, k = 1;
	unsigned char c;

	if (i >= end)
		return NULL;
	/* Most characters of a text without spaces begin no form. */
	if (three_bytes(s + i, end - i)) {
		unsigned bit = start_bit(s + i);

		if (!(lex->starts[bit / 64] >> bit % 64 & 1))
			return NULL;
	}
	c = next_byte(lex, s, end, &i);
	lo = lex->first[c];
	hi = lex->first[c + 1];
	while (lo < hi) {
		if (lex->v[lo].len == k &&
		    (!lex->spaced || whole(&lex->v[lo], s, end, i))) {
			best = &lex->v[lo];
			*len = i - start;
		}
		if (i >= end)
			break;
		c = next_byte(lex, s, end, &i);
		narrow(lex, k++, c, &lo, &hi);
	}
	if (!best)
		return NULL;
	for (*n = 1; best + *n < lex->v + lex->n; ++*n)
		if (best[*n].len != best->len ||
		    memcmp(best[*n].form, best->form, best->len))
			break;
	return best;
}

const struct ty_lex_entry *ty_lex_of(const struct ty_lex_entry *entry, size_t n,
				     enum ty_lex_class class)
{
	size_t k;

	for (k = 0; entry && k < n; k++)
		if (entry[k].class == class)
			return &entry[k];
	return NULL;
}
