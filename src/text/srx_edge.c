/*
 * What a regular expression must begin and end with, as far as its plain parts
 * tell: characters, escapes and simple sets that stand outside of groups.
 */

#include <string.h>

#include "text/glyph.h"
#include "text/srx_edge.h"

/* One part of a pattern and how often it stands there. */
struct atom {
	enum { NO_ATOM, BAR, SIMPLE, OPAQUE } kind;
	struct ty_chars	set;		/* of a simple one */
	bool		spacious;	/* white space is in the set */
	bool		space;		/* it is \s */
	bool		once, optional;
};

struct reader {
	const char	*s;
	size_t		 i, end;
};

static void put(struct atom *a, int32_t c)
{
	a->set.w[ty_chars_word(c)] |= (uint64_t)1 << (c & 63);
	a->spacious |= ty_is_space(c);
}

/* From a word of the set on, everything. */
static void fill(struct atom *a, int from)
{
	memset(&a->set.w[from], 0xFF,
	       sizeof(a->set.w[0]) * (size_t)(TY_CHARS_WORDS - from));
	a->spacious |= from == 0;
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
static bool put_class(struct atom *a, int32_t c)
{
	const char *members = c == 's' ? " \t\n\v\f\r" :
			      c == 'd' ? "0123456789" : NULL;

	if (!members)
		return false;
	for (; *members; members++)
		put(a, *members);
	fill(a, 2);
	return true;
}

/* The character of \xhh or \uhhhh, whose letter was read; -1 for other forms,
 * and for half of one. */
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
	return c >= 0xD800 && c <= 0xDFFF ? -1 : c;
}

static void skip_braces(struct reader *r)
{
	if (r->i < r->end && r->s[r->i] == '{') {
		while (r->i < r->end && r->s[r->i] != '}')
			r->i++;
		r->i += r->i < r->end;
	}
}

/* After a backslash: into the atom what it stands for, or false.  *c is the
 * character, -1 if it stands for several. */
static bool escape(struct reader *r, struct atom *a, int32_t *c)
{
	int32_t letter;

	if (r->i >= r->end)
		return false;
	letter = next(r);
	*c = -1;
	if (put_class(a, letter))
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
	put(a, *c);
	return true;
}

/* After "[": characters, ranges and escapes up to "]"; false for anything
 * else, such as the sets of sets that ICU knows. */
static bool simple_set(struct reader *r, struct atom *a)
{
	int32_t c, last = -1, to;
	bool first = true;

	for (; r->i < r->end; first = false) {
		c = next(r);
		if (c == ']' && !first)
			return true;
		if ((first && strchr("^]-:", c < 128 ? c : 'x')) ||
		    c == '[' || c == '&' || c == '$' || c == '{')
			return false;
		if (c == '-' && r->s[r->i] != ']') {
			if (last < 0 || r->i >= r->end)
				return false;
			to = next(r);
			if (to == '\\' || to == '[' || to == ']' ||
			    to == '-' || to < last)
				return false;
			if (to - last > 127)
				fill(a, 0);
			for (; last <= to && to - last <= 127; last++)
				put(a, last);
			last = -1;
			continue;
		}
		if (c == '\\') {
			if (!escape(r, a, &last))
				return false;
			continue;
		}
		put(a, c);
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
	a->optional = c != '+' && !(c == '{' && r->s[r->i + 1] >= '1' &&
				    r->s[r->i + 1] <= '9');
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
		a.space = r->i < r->end && r->s[r->i] == 's';
		if (!escape(r, &a, &c))
			a.kind = OPAQUE;
	} else if (c == '[') {
		inside = *r;
		if (!simple_set(&inside, &a))
			a.kind = OPAQUE;
		skip_set(r);
		if (a.kind == SIMPLE && inside.i != r->i)
			a.kind = OPAQUE;
	} else if (c == '(') {
		a.kind = OPAQUE;
		skip_group(r);
	} else if (c == '|') {
		a.kind = BAR;
		return a;
	} else if (c == '.' || c == '^' || c == '$') {
		a.kind = OPAQUE;
	} else {
		put(&a, c);
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

/* One alternative, up to a bar or the end; what ended it. */
static int read_first(struct ty_edge *out, struct reader *r)
{
	bool open = false;
	struct atom a;

	while ((a = next_atom(r)).kind > BAR) {
		if (open)
			continue;
		if (a.space && !a.once && out->n == 0 && !out->spaced) {
			out->spaced = true;
			continue;
		}
		open = a.kind == OPAQUE || a.optional || out->n == TY_EDGE ||
		       (out->spaced && out->n == 0 && a.spacious);
		if (!open)
			out->c[out->n++] = a.set;
		open |= !a.once;
	}
	return a.kind;
}

static int read_last(struct ty_edge *out, struct reader *r)
{
	struct atom a;
	int i;

	while ((a = next_atom(r)).kind > BAR) {
		/* What stands before a repeated atom is not next to its end. */
		if (a.kind == OPAQUE || !a.once)
			out->n = 0;
		if (a.kind == OPAQUE || a.optional)
			continue;
		for (i = out->n < TY_EDGE ? out->n : TY_EDGE - 1; i > 0; i--)
			out->c[i] = out->c[i - 1];
		out->c[0] = a.set;
		out->n += out->n < TY_EDGE;
	}
	return a.kind;
}

static int read_all(struct ty_edge out[TY_EDGES], const char *pattern,
		    int (*read)(struct ty_edge *out, struct reader *r))
{
	struct reader r = { .s = pattern, .end = strlen(pattern) };
	int n = 0, ended = BAR;

	if (!understood(pattern))
		return 0;
	for (; ended == BAR && n < TY_EDGES; n++) {
		memset(&out[n], 0, sizeof(out[n]));
		ended = read(&out[n], &r);
		if (out[n].n == 0)
			return 0;
	}
	return ended == BAR ? 0 : n;
}

int ty_edge_first(struct ty_edge out[TY_EDGES], const char *pattern)
{
	return read_all(out, pattern, read_first);
}

int ty_edge_last(struct ty_edge out[TY_EDGES], const char *pattern)
{
	return read_all(out, pattern, read_last);
}
