/* How much of a text one candidate is: marks, closers, what belongs to them. */

#include <string.h>
#include <unicode/uchar.h>

#include "text/glyph.h"
#include "text/rule.h"

/* In ". . .", the next dot after the white space at `i`; else 0. */
static size_t spaced_dot(const struct ty_passage *p, size_t i)
{
	size_t next = i, after;

	if (i >= p->end || !ty_is_space(ty_char_at(p->s, i, p->end, &next)) ||
	    next >= p->end || p->s[next] != '.')
		return 0;
	after = next + 1;
	if (after < p->end && !(ty_glyph(ty_char_at(p->s, after, p->end,
						    NULL)) &
				(TY_G_SPACE | TY_G_CLOSE | TY_G_QUOTE |
				 TY_G_STOP)))
		return 0;
	return next;
}

static void read_marks(struct ty_candidate *k, const struct ty_passage *p,
		       size_t i)
{
	size_t next, dot;

	k->mark = i;
	k->first = ty_char_at(p->s, i, p->end, NULL);
	while (i < p->end) {
		int32_t c = ty_char_at(p->s, i, p->end, &next);

		if (ty_glyph(c) & TY_G_STOP) {
			k->marks++;
			k->asks |= c != '.' && c != 0x3002 && c != 0xFF61 &&
				   c != 0xFF0E && c != 0x2026;
			i = next;
		} else if (!k->asks && k->first == '.' &&
			   (dot = spaced_dot(p, i)) != 0) {
			k->spaced = true;
			i = dot;
		} else {
			break;
		}
	}
	k->stop = i;
}

/* " and ' close a sentence's quote unless a letter follows; so does “, as in
 * German, before a space. */
static bool closes(const struct ty_passage *p, int32_t c, size_t next)
{
	unsigned g = ty_glyph(c);
	int32_t after;

	if (g & TY_G_CLOSE)
		return true;
	if (!(g & TY_G_QUOTE))
		return false;
	if (next == p->end)
		return true;
	after = ty_char_at(p->s, next, p->end, NULL);
	return g & TY_G_OPEN ? ty_is_space(after) : !u_isalnum(after);
}

/*
 * What stands alone after a space and yet belongs to the sentence before: a
 * closer, `the end. "`, a note, `the end. [12] The`, a mark for words left out,
 * [...].  Returns its end or 0.
 */
static size_t straggler(const struct ty_passage *p, size_t i)
{
	size_t from = i, next;
	int32_t c = ty_char_at(p->s, i, p->end, &next);

	if (c == '[') {
		while (next < p->end && next - from < 8 &&
		       (ty_is_digit(p->s[next]) || p->s[next] == '.'))
			next++;
		if (next < p->end && next == i + 1)
			ty_char_at(p->s, next, p->end, &next);	/* … or a */
		if (next >= p->end || p->s[next++] != ']')
			return 0;
	} else if ((ty_glyph(c) & TY_G_OPEN) || !closes(p, c, next)) {
		return 0;
	}
	return next == p->end ||
	       ty_is_space(ty_char_at(p->s, next, p->end, NULL)) ? next : 0;
}

/* Closers after the marks, and stragglers. */
static void read_closers(struct ty_candidate *k, const struct ty_passage *p)
{
	size_t i = k->stop, next;

	while (i < p->end) {
		int32_t c = ty_char_at(p->s, i, p->end, &next);

		if (!closes(p, c, next))
			break;
		i = next;
	}
	k->end = i;
	k->next = ty_skip_space(p->s, i, p->end);
	if (k->next > i && k->next < p->end &&
	    (next = straggler(p, k->next)) != 0) {
		k->end = next;
		k->next = ty_skip_space(p->s, next, p->end);
	}
}

void ty_candidate_of(struct ty_candidate *k, const struct ty_passage *p,
		     size_t mark, size_t stop)
{
	memset(k, 0, sizeof(*k));
	k->mark = mark;
	k->stop = stop;
	k->marks = 1;
	k->first = ty_char_at(p->s, mark, p->end, NULL);
	read_closers(k, p);
}

void ty_candidate_read(struct ty_candidate *k, const struct ty_passage *p,
		       size_t i)
{
	memset(k, 0, sizeof(*k));
	read_marks(k, p, i);
	read_closers(k, p);
}

void ty_candidate_last(struct ty_candidate *k, const struct ty_passage *p,
		       size_t open, size_t end)
{
	size_t prev, at = end;

	memset(k, 0, sizeof(*k));
	k->end = end;
	k->next = ty_skip_space(p->s, end, p->end);
	while (at > open && (ty_glyph(ty_char_before(p->s, open, at, &prev)) &
			     (TY_G_CLOSE | TY_G_QUOTE)))
		at = prev;
	k->stop = k->mark = at;
	while (k->mark > open) {
		int32_t c = ty_char_before(p->s, open, k->mark, &prev);

		if (!(ty_glyph(c) & TY_G_STOP))
			break;
		k->mark = prev;
		k->first = c;
		k->asks = c == '!' || c == '?' || c == 0xFF01 || c == 0xFF1F;
		k->marks++;
	}
}

bool ty_candidate_cjk(const struct ty_candidate *k, const struct ty_passage *p,
		      bool cjk)
{
	size_t i = k->mark;
	int32_t c = 0;
	int n;

	if (ty_glyph(k->first) & TY_G_WIDE)
		return true;
	for (n = 0; n < 4 && i > p->sentence; n++) {
		c = ty_char_before(p->s, p->sentence, i, &i);
		if (!cjk || !(ty_glyph(c) & (TY_G_CLOSE | TY_G_STOP)))
			break;
	}
	if (ty_is_cjk(c))
		return true;
	return cjk && ty_is_cjk(ty_char_at(p->s, k->next, p->end, NULL));
}
