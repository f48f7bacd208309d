/*
 * What a regular expression must begin and end with, as far as its plain parts
 * tell: characters, escapes and simple sets that stand outside of groups.
 */

#include <string.h>

#include "text/glyph.h"
#include "text/srx_edge.h"

enum { NO_ATOM, SIMPLE, OPAQUE };

/* One part of a pattern and how often it stands there. */
struct atom {
	int		kind;
	struct ty_chars	set;		/* of a simple one */
	bool		once, optional;
};

struct reader {
	const char	*s;
	size_t		 i, end;
	bool		 alternatives;	/* a | outside of groups: all is open */
};

static void put(struct ty_chars *set, int32_t c)
{
	set->w[c < 128 ? c >> 6 : 2] |= (uint64_t)1 << (c & 63);
}

static int32_t next(struct reader *r)
{
	return ty_char_at(r->s, r->i, r->end, &r->i);
}

static bool is_word(int32_t c)
{
	return c < 128 && (ty_is_latin(c) || ty_is_digit(c));
}

/* What \s and \d are to ICU; beyond ASCII, anything. */
static bool put_class(struct ty_chars *set, int32_t c)
{
	const char *members = c == 's' ? " \t\n\v\f\r" :
			      c == 'd' ? "0123456789" : NULL;

	if (!members)
		return false;
	for (; *members; members++)
		put(set, *members);
	set->w[2] = UINT64_MAX;
	return true;
}

/* The character of \xhh or \uhhhh, whose letter was read; -1 for other forms. */
static int32_t hexadecimal(struct reader *r, int digits)
{
	int32_t c = 0;

	for (; digits > 0; digits--) {
		const char *digit, *all = "0123456789abcdef";

		if (r->i >= r->end || !r->s[r->i] ||
		    !(digit = strchr(all, r->s[r->i] | 0x20)))
			return -1;
		c = c * 16 + (int32_t)(digit - all);
		r->i++;
	}
	return c;
}

static void skip_braces(struct reader *r)
{
	if (r->i < r->end && r->s[r->i] == '{') {
		while (r->i < r->end && r->s[r->i] != '}')
			r->i++;
		r->i += r->i < r->end;
	}
}

/* After a backslash: into `set` what it stands for, or false.  *c is the
 * character, -1 if it stands for several. */
static bool escape(struct reader *r, struct ty_chars *set, int32_t *c)
{
	int32_t letter;

	if (r->i >= r->end)
		return false;
	letter = next(r);
	*c = -1;
	if (put_class(set, letter))
		return true;
	if (letter == 'x' || letter == 'u')
		*c = hexadecimal(r, letter == 'x' ? 2 : 4);
	else
		*c = letter == 'n' ? '\n' : letter == 't' ? '\t' :
		     letter == 'r' ? '\r' : letter;
	if (*c < 0 || (*c == letter && is_word(letter))) {
		skip_braces(r);
		return false;
	}
	put(set, *c);
	return true;
}

/* After "[": characters, ranges and escapes up to "]"; false for anything
 * else, such as the sets of sets that ICU knows. */
static bool simple_set(struct reader *r, struct ty_chars *set)
{
	int32_t c, last = -1, to;
	bool first = true;

	for (; r->i < r->end; first = false) {
		c = next(r);
		if (c == ']' && !first)
			return true;
		if ((first && (c == '^' || c == ']' || c == '-')) ||
		    c == '[' || c == '&' || c == '$' || c == '{' || c == ':')
			return false;
		if (c == '-') {
			if (last < 0 || r->i >= r->end)
				return false;
			to = next(r);
			if (to == '\\' || to == '[' || to == ']' ||
			    to == '-' || to < last)
				return false;
			if (to - last > 127)
				memset(set, 0xFF, sizeof(*set));
			for (; last <= to && to - last <= 127; last++)
				put(set, last);
			last = -1;
			continue;
		}
		if (c == '\\') {
			if (!escape(r, set, &last))
				return false;
			continue;
		}
		put(set, c);
		last = c;
	}
	return false;
}

/* Step over the rest of a set, or of a group whose "(" was read. */
static void skip_set(struct reader *r)
{
	int depth = 1;

	while (depth > 0 && r->i < r->end) {
		int32_t c = next(r);

		if (c == '\\' && r->i < r->end)
			next(r);
		else if (c == '[')
			depth++;
		else if (c == ']')
			depth--;
	}
}

static void skip_group(struct reader *r)
{
	int depth = 1;

	while (depth > 0 && r->i < r->end) {
		int32_t c = next(r);

		if (c == '\\' && r->i < r->end)
			next(r);
		else if (c == '[')
			skip_set(r);
		else if (c == '(')
			depth++;
		else if (c == ')')
			depth--;
	}
}

/* + * ? {n,m} after an atom, with the ? or + that may follow. */
static void quantifier(struct reader *r, struct atom *a)
{
	char c = r->i < r->end ? r->s[r->i] : 0;

	a->once = true;
	a->optional = false;
	if (c != '+' && c != '*' && c != '?' && c != '{')
		return;
	a->once = false;
	a->optional = c != '+';
	if (c == '{')
		while (r->i < r->end && r->s[r->i] != '}')
			r->i++;
	r->i += r->i < r->end;
	if (r->i < r->end && (r->s[r->i] == '?' || r->s[r->i] == '+'))
		r->i++;
}

static struct atom next_atom(struct reader *r)
{
	struct atom a = { .kind = SIMPLE };
	struct reader inside;
	int32_t c;

	if (r->i >= r->end) {
		a.kind = NO_ATOM;
		return a;
	}
	c = next(r);
	if (c == '\\') {
		if (!escape(r, &a.set, &c))
			a.kind = OPAQUE;
	} else if (c == '[') {
		inside = *r;
		if (!simple_set(&inside, &a.set))
			a.kind = OPAQUE;
		skip_set(r);
		if (a.kind == SIMPLE && inside.i != r->i)
			a.kind = OPAQUE;
	} else if (c == '(') {
		a.kind = OPAQUE;
		skip_group(r);
	} else if (c == '|') {
		r->alternatives = true;
		a.kind = OPAQUE;
	} else if (c == '.' || c == '^' || c == '$') {
		a.kind = OPAQUE;
	} else {
		put(&a.set, c);
	}
	quantifier(r, &a);
	return a;
}

/* Flags such as (?i) change what plain characters match, \Q and comments what
 * is plain; the digits of a few escapes would pass for characters; a set that
 * begins with its closing bracket would end too early. */
static bool understood(const char *pattern)
{
	const char *p;

	for (p = pattern; *p; p++) {
		if (p[0] == '\\' && p[1]) {
			if (strchr("QEUkc0123456789", *++p))
				return false;
		} else if (p[0] == '(' && p[1] == '?') {
			if (!p[2] || !strchr(":=!<>", p[2]))
				return false;
		} else if (!strncmp(p, "[]", 2) || !strncmp(p, "[^]", 3)) {
			return false;
		}
	}
	return true;
}

int ty_edge_first(struct ty_chars out[TY_EDGE], const char *pattern)
{
	struct reader r = { .s = pattern, .end = strlen(pattern) };
	struct atom a;
	bool open = false;
	int n = 0;

	if (!understood(pattern))
		return 0;
	while ((a = next_atom(&r)).kind != NO_ATOM) {
		if (a.kind == OPAQUE || a.optional)
			open = true;
		if (!open && n < TY_EDGE)
			out[n++] = a.set;
		if (!a.once)
			open = true;
	}
	return r.alternatives ? 0 : n;
}

int ty_edge_last(struct ty_chars out[TY_EDGE], const char *pattern)
{
	struct reader r = { .s = pattern, .end = strlen(pattern) };
	struct atom a;
	int n = 0, i;

	if (!understood(pattern))
		return 0;
	while ((a = next_atom(&r)).kind != NO_ATOM) {
		/* What stands before a repeated atom is not next to its end. */
		if (a.kind == OPAQUE || !a.once)
			n = 0;
		if (a.kind == OPAQUE || a.optional)
			continue;
		for (i = n < TY_EDGE ? n : TY_EDGE - 1; i > 0; i--)
			out[i] = out[i - 1];
		out[0] = a.set;
		n += n < TY_EDGE;
	}
	return r.alternatives ? 0 : n;
}
