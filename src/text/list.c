/* Markers of lists that run on within a paragraph: 1) ... 2) ..., (a) ... */

#include <string.h>

#include "text/glyph.h"
#include "text/rule.h"

#define LONGEST_NUMBER	3	/* digits */
#define LONGEST_ROMAN	5	/* letters */

static bool follows(const struct ty_passage *p, size_t i, char c)
{
	return i < p->end && p->s[i] == c;
}

/* "iv" is 4; 0 if the letters are no number below forty. */
static int roman(const char *s, size_t n)
{
	static const char *const ones[] = {
		"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"
	};
	int tens = 0, i;

	while (n && *s == 'x' && tens < 30) {
		tens += 10;
		s++;
		n--;
	}
	for (i = 0; i < 10; i++)
		if (strlen(ones[i]) == n && !memcmp(ones[i], s, n))
			return tens + i;
	return 0;
}

/* The number or letters at `i`; returns their end or 0. */
static size_t value(struct ty_list_marker *m, const struct ty_passage *p,
		    size_t i)
{
	size_t n = 0, room = p->end - i;
	const char *s = p->s + i;

	while (n < room && n <= LONGEST_NUMBER && s[n] >= '0' && s[n] <= '9')
		m->number = m->number * 10 + (s[n++] - '0');
	if (n)
		return n <= LONGEST_NUMBER ? i + n : 0;
	while (n < room && n <= LONGEST_ROMAN && (s[n] | 0x20) >= 'a' &&
	       (s[n] | 0x20) <= 'z')
		n++;
	if (n == 0 || n > LONGEST_ROMAN)
		return 0;
	m->capital = s[0] < 'a';
	m->roman = roman(s, n);
	if (n == 1)
		m->letter = (s[0] | 0x20) - 'a' + 1;
	return m->roman || m->letter ? i + n : 0;
}

size_t ty_list_marker(struct ty_list_marker *out, const struct ty_passage *p,
		      size_t i)
{
	memset(out, 0, sizeof(*out));
	if ((out->open = follows(p, i, '(')))
		i++;
	i = value(out, p, i);
	if (!i)
		return 0;
	if (!out->open && (out->dot = follows(p, i, '.')))
		i++;
	if ((out->close = follows(p, i, ')')))
		i++;
	if (!out->close && (out->open || !out->dot))
		return 0;
	return i == p->end || ty_space_byte(p->s[i]) ? i : 0;
}

/* `now` is one more than `last`, or one again. */
static bool next_value(int last, int items, int now)
{
	return now && last && (now == last + 1 || (items > 1 && now == 1));
}

bool ty_list_follows(const struct ty_list_marker *last, int items,
		     const struct ty_list_marker *now)
{
	/* "A. Smith met B. Jones" is no list. */
	if (now->capital && !now->close)
		return false;
	if (now->capital != last->capital || now->open != last->open ||
	    now->dot != last->dot || now->close != last->close)
		return false;
	return next_value(last->number, items, now->number) ||
	       next_value(last->letter, items, now->letter) ||
	       next_value(last->roman, items, now->roman);
}
