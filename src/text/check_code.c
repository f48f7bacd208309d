/* Inline codes and the placeholders that stand in the text itself. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "text/check.h"
#include "text/glyph.h"

/* A code or placeholder of one side. */
struct mark {
	struct ty_span	 span;		/* empty for inline codes */
	const char	*name;		/* NULL: the text of the span */
	size_t		 len;
	char		 role;		/* as of ty_check_code; '%' of printf():
					   its place counts */
	size_t		 number;	/* of such: which argument it takes */
	bool		 numbered;	/* by itself, not by its place */
	bool		 met;
};

struct marks {
	struct mark	*v;
	size_t		 n, cap;
};

static struct mark *add(struct marks *marks, char role, size_t start,
			size_t end, const char *name, size_t len)
{
	struct mark *m;

	marks->v = ty_grow(marks->v, &marks->cap, marks->n + 1,
			   sizeof(*marks->v));
	m = &marks->v[marks->n++];
	*m = (struct mark){ { start, end }, name, len, role, 0, false, false };
	return m;
}

static bool word_char(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

/* printf(): %s, %1$s, %-5.2lf, %(name)s.  "100% sure" is none: there the sign
 * stands behind a digit. */
static size_t conversion(const char *s, size_t i, char *role)
{
	size_t k = i + 1;

	*role = '%';
	if (i && s[i - 1] >= '0' && s[i - 1] <= '9')
		return 0;
	if (s[k] == '(') {
		for (k++; word_char(s[k]);)
			k++;
		if (s[k++] != ')')
			return 0;
		*role = '-';
	}
	k += strspn(s + k, "0123456789");
	if (s[k] == '$')
		k++;
	k += strspn(s + k, "-+#'0123456789.*");
	k += strspn(s + k, "hlqjzt");
	return s[k] && strchr("diouxXeEfFgGcspn@", s[k]) ? k + 1 : 0;
}

/* {0}, {name}, ${name}, %{name}: braces around one word. */
static size_t braces(const char *s, size_t i)
{
	size_t k = i + 1;

	while (word_char(s[k]) || s[k] == '.' || s[k] == '-')
		k++;
	return k > i + 1 && s[k] == '}' ? k + 1 : 0;
}

/* Elements of text, of web pages and of translation files.  <file> and the like
 * stand for a word. */
static bool element(const char *s, const char *name, size_t n)
{
	static const char *const known[] = {
		"a", "b", "i", "u", "p", "s", "br", "em", "strong", "span",
		"div", "font", "tt", "code", "html", "head", "body", "ul", "ol",
		"li", "table", "tr", "td", "th", "img", "sub", "sup", "small",
		"big", "pre", "hr", "h1", "h2", "h3", "h4", "g", "x", "bx",
		"ex", "ph", "it", "mrk", "ruby", "rt"
	};
	char closing[44];
	size_t k;

	for (k = 0; k < sizeof(known) / sizeof(known[0]); k++)
		if (strlen(known[k]) == n && !memcmp(known[k], name, n))
			return true;
	if (n > sizeof(closing) - 4)
		return false;
	closing[0] = '<';
	closing[1] = '/';
	memcpy(closing + 2, name, n);
	memcpy(closing + 2 + n, ">", 2);
	return strstr(s, closing) != NULL;
}

/* <b>, </b>, <br/>, <a href="...">: the name is a word of small letters. */
static size_t tag(const char *s, size_t i, char *role, size_t *name)
{
	size_t k = i + 1;

	*role = s[k] == '/' ? '>' : '<';
	k += s[k] == '/';
	*name = k;
	if (s[k] < 'a' || s[k] > 'z')
		return 0;
	while (word_char(s[k]) || s[k] == '-' || s[k] == ':')
		k++;
	if ((s[k] != '>' && s[k] != '/' && s[k] != ' ') ||
	    !element(s, s + *name, k - *name))
		return 0;
	/* "a <b and c>" is no tag. */
	if (s[k] == ' ') {
		size_t end = k + strcspn(s + k, "<>");

		if (s[end] != '>' || !memchr(s + k, '=', end - k))
			return 0;
		k = end;
		if (s[k - 1] == '/')
			*role = '-';
		return k + 1;
	}
	if (s[k] == '/') {
		*role = '-';
		k++;
	}
	return s[k] == '>' ? k + 1 : 0;
}

/* Where the placeholder or tag at `i` ends, and what it is; 0: none is. */
static size_t placeholder(const char *s, size_t i, char *role, size_t *name)
{
	size_t end = 0;

	*name = 0;
	if (s[i] == '%' && s[i + 1] == '%') {
		*role = 0;		/* a percent sign */
		end = i + 2;
	} else if (s[i] == '%') {
		end = conversion(s, i, role);
	} else if (s[i] == '{') {
		end = braces(s, i);
		*role = '-';
	} else if (s[i] == '<') {
		end = tag(s, i, role, name);
	}
	return end;
}

void ty_check_drop_codes(struct ty_values *values, const char *s)
{
	size_t i = 0, end, name, k = 0, n = 0;
	char role;

	while (n < values->n && s[i += strcspn(s + i, "%{<")]) {
		if (!(end = placeholder(s, i, &role, &name))) {
			i++;
			continue;
		}
		while (n < values->n && values->v[n].span.end <= i)
			values->v[k++] = values->v[n++];
		while (n < values->n && values->v[n].span.start < end)
			n++;
		i = end;
	}
	while (n < values->n)
		values->v[k++] = values->v[n++];
	values->n = k;
}

/* Which argument a conversion takes: by its own number, or in its turn.  From
 * then on its name is what follows the number. */
static void number(struct mark *m, const char *s, size_t *place)
{
	const char *at = s + m->span.start + 1;
	size_t digits = strspn(at, "0123456789");

	if (m->role != '%')
		return;
	m->numbered = digits && digits < 4 && at[digits] == '$';
	m->number = m->numbered ? (size_t)atoi(at) : ++*place;
	m->name = m->numbered ? at + digits + 1 : at;
	m->len = (size_t)(s + m->span.end - m->name);
}

static void collect(struct marks *marks, const struct ty_check_side *side)
{
	size_t i = 0, end, name, k, place = 0;
	const char *s = side->s;
	char role;

	for (k = 0; k < side->ncodes; k++)
		add(marks, side->codes[k].role, side->codes[k].at,
		    side->codes[k].at, side->codes[k].name,
		    strlen(side->codes[k].name));
	while (s[i += strcspn(s + i, "%{<")]) {
		if (!(end = placeholder(s, i, &role, &name))) {
			i++;
			continue;
		}
		/* Of a tag its name: attributes may be translated. */
		k = name;
		while (name && (word_char(s[k]) || s[k] == '-' || s[k] == ':'))
			k++;
		if (role)
			number(add(marks, role, i, end, name ? s + name : NULL,
				   name ? k - name : end - i), s, &place);
		i = end;
	}
}

static bool same(const struct mark *a, const char *s, const struct mark *b,
		 const char *t)
{
	/* Where one of them is numbered, both are. */
	return a->role == b->role && a->len == b->len &&
	       ((!a->numbered && !b->numbered) || a->number == b->number) &&
	       !memcmp(a->name ? a->name : s + a->span.start,
		       b->name ? b->name : t + b->span.start, a->len);
}

static void report(const struct ty_check_run *run, enum ty_check check,
		   int side, const struct mark *m, const char *format)
{
	struct ty_buf message = TY_BUF_INIT;

	if (m->span.end > m->span.start) {
		ty_check_quote(run, check, side, m->span, NULL, format);
		return;
	}
	ty_buf_add(&message, format, strcspn(format, "%"));
	ty_buf_adds(&message, m->name);
	ty_buf_adds(&message, format + strcspn(format, "%") + 2);
	ty_check_report(run, check, side, m->span, NULL, NULL, message.p);
	ty_buf_release(&message);
}

/* Pair them one to one; what is left is lost or added.  Of equals the first
 * ones pair.  A pass over each distinct mark is enough for what texts hold; a
 * text of very many is not looked at. */
#define MOST_MARKS	400

static bool compare(const struct ty_check_run *run, struct marks *a,
		    struct marks *b)
{
	const char *s = run->side[TY_CHECK_SOURCE].s;
	const char *t = run->side[TY_CHECK_TARGET].s;
	bool all = true;
	size_t i, j;

	for (i = 0; i < a->n; i++) {
		for (j = 0; j < b->n; j++)
			if (!b->v[j].met && same(&a->v[i], s, &b->v[j], t))
				break;
		if (j < b->n) {
			a->v[i].met = b->v[j].met = true;
			continue;
		}
		all = false;
		report(run, TY_CHECK_CODE_MISSING, TY_CHECK_SOURCE, &a->v[i],
		       _("'%s' is missing in the translation"));
	}
	for (j = 0; j < b->n; j++) {
		if (b->v[j].met)
			continue;
		all = false;
		report(run, TY_CHECK_CODE_ADDED, TY_CHECK_TARGET, &b->v[j],
		       _("'%s' is not in the source"));
	}
	return all;
}

/* The first mark that closes what is not open last, or NULL. */
static const struct mark *broken(const struct marks *marks, const char *s)
{
	const struct mark *open[MOST_MARKS];
	size_t n = 0, i;

	for (i = 0; i < marks->n; i++) {
		const struct mark *m = &marks->v[i];
		struct mark opening = *m;

		opening.role = '<';
		if (m->role == '<')
			open[n++] = m;
		else if (m->role == '>' && (!n || !same(open[--n], s, &opening,
							s)))
			return m;
	}
	return NULL;
}

static void order(const struct ty_check_run *run, const struct marks *a,
		  const struct marks *b)
{
	const char *s = run->side[TY_CHECK_SOURCE].s;
	const char *t = run->side[TY_CHECK_TARGET].s;
	const struct mark *m = broken(b, t);
	size_t i = 0, j = 0;

	if (m && !broken(a, s)) {
		report(run, TY_CHECK_CODE_ORDER, TY_CHECK_TARGET, m,
		       _("'%s' closes what is not open there"));
		return;
	}
	/* Conversions without a number take their arguments in turn. */
	for (;; i++, j++) {
		while (i < a->n && (a->v[i].role != '%' || a->v[i].numbered))
			i++;
		while (j < b->n && (b->v[j].role != '%' || b->v[j].numbered))
			j++;
		if (i == a->n || j == b->n)
			return;
		if (same(&a->v[i], s, &b->v[j], t))
			continue;
		report(run, TY_CHECK_CODE_ORDER, TY_CHECK_TARGET, &b->v[j],
		       _("'%s' stands in the place of another placeholder"));
		return;
	}
}

void ty_check_codes(const struct ty_check_run *run)
{
	struct marks a = { NULL, 0, 0 }, b = { NULL, 0, 0 };

	if (!ty_check_on(run, TY_CHECK_CODE_MISSING) &&
	    !ty_check_on(run, TY_CHECK_CODE_ADDED) &&
	    !ty_check_on(run, TY_CHECK_CODE_ORDER))
		return;
	collect(&a, &run->side[TY_CHECK_SOURCE]);
	collect(&b, &run->side[TY_CHECK_TARGET]);
	if ((a.n || b.n) && a.n <= MOST_MARKS && b.n <= MOST_MARKS &&
	    compare(run, &a, &b))
		order(run, &a, &b);
	free(a.v);
	free(b.v);
}
