/* How the words of values are looked up: the longest at a place of a text. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "text/value_lex.h"

static int by_form(const void *x, const void *y)
{
	const struct ty_lex_entry *a = x, *b = y;
	size_t n = a->len < b->len ? a->len : b->len;
	int order = memcmp(a->form, b->form, n);

	if (order)
		return order;
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return a->class < b->class ? -1 : a->class > b->class;
}

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

static void add_row(struct ty_lex *lex, size_t *cap,
		    const struct ty_lex_row *row)
{
	const char *form = row->forms;
	struct ty_lex_entry *e;

	while (*form) {
		lex->v = ty_grow(lex->v, cap, lex->n + 1, sizeof(*lex->v));
		e = &lex->v[lex->n++];
		memset(e, 0, sizeof(*e));
		e->form = form;
		e->len = strcspn(form, "|");
		e->class = row->class;
		e->unit = row->unit;
		/* None given: 0, as parsing leaves it. */
		ty_decimal_parse(&e->amount, row->amount, strlen(row->amount));
		form += e->len;
		form += *form == '|';
	}
}

void ty_lex_init(struct ty_lex *lex, const struct ty_lex_row *rows,
		 bool spaced)
{
	size_t cap = 0, i, c = 0;

	memset(lex, 0, sizeof(*lex));
	lex->spaced = spaced;
	for (; rows->forms; rows++)
		add_row(lex, &cap, rows);
	qsort(lex->v, lex->n, sizeof(*lex->v), by_form);
	for (i = 0; i < lex->n; i++)
		while (c <= (unsigned char)lex->v[i].form[0])
			lex->first[c++] = i;
	for (i = 0; i < lex->n; i++)
		if (three_bytes(lex->v[i].form, lex->v[i].len)) {
			unsigned bit = start_bit(lex->v[i].form);

			lex->starts[bit / 64] |= (uint64_t)1 << bit % 64;
		}
	while (c < 257)
		lex->first[c++] = lex->n;
}

void ty_lex_release(struct ty_lex *lex)
{
	free(lex->v);
	lex->v = NULL;
	lex->n = 0;
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
