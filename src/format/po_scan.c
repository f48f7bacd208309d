/* Where the messages of a PO file stand, and each of their strings. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "format/po_file.h"

enum token { END, COMMENT, WORD, STRING, INDEX, OTHER };

struct scan {
	struct ty_po_file	*po;
	const char		*s;
	size_t			 at, end;
	enum token		 token;
	struct ty_span		 span;		/* of the token */
	size_t			 counted;	/* lines are, up to here */
	long			 line;
	size_t			 comment;	/* first of the next message */
	struct ty_span		 domain;
	struct ty_error		*err;
};

static enum ty_status fail(struct scan *c, const char *what)
{
	long line, column;

	ty_locate(c->s, c->span.start, &line, &column);
	return ty_fail_at(c->err, TY_ESYNTAX, c->po->name, line, column, "%s",
			  what);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || c == '_';
}

/* Behind the string that begins at `i`; `i` if it has no end on its line. */
static size_t after_string(const char *s, size_t i, size_t end)
{
	size_t k;

	for (k = i + 1; k < end && s[k] != '\n'; k++) {
		if (s[k] == '"')
			return k + 1;
		k += s[k] == '\\' && k + 1 < end && s[k + 1] != '\n';
	}
	return i;
}

static void next(struct scan *c)
{
	const char *s = c->s;
	size_t i = c->at;

	while (i < c->end && strchr(" \t\r\n\f\v", s[i]))
		i++;
	c->span.start = i;
	if (i == c->end) {
		c->token = END;
	} else if (s[i] == '#') {
		c->token = COMMENT;
		while (i < c->end && s[i++] != '\n')
			;
	} else if (s[i] == '"') {
		size_t after = after_string(s, i, c->end);

		c->token = after > i ? STRING : OTHER;
		i = after > i ? after : i + 1;
	} else if (s[i] == '[') {
		c->token = INDEX;
		while (i < c->end && s[i] != ']' && s[i] != '\n')
			i++;
		i += i < c->end && s[i] == ']';
	} else if (is_letter(s[i])) {
		c->token = WORD;
		while (i < c->end && is_letter(s[i]))
			i++;
	} else {
		c->token = OTHER;
		i++;
	}
	c->span.end = c->at = i;
}

static bool word_is(const struct scan *c, const char *word)
{
	size_t n = c->span.end - c->span.start;

	return c->token == WORD && n == strlen(word) &&
	       !memcmp(c->s + c->span.start, word, n);
}

static void add_comment(struct scan *c)
{
	struct ty_po_file *po = c->po;
	char type = c->span.end - c->span.start > 1 ? c->s[c->span.start + 1] :
		    '\0';

	po->comments = ty_grow(po->comments, &po->cap_comments,
			       po->ncomments + 1, sizeof(*po->comments));
	po->comments[po->ncomments].span = c->span;
	po->comments[po->ncomments++].type =
		type == ',' || type == '|' || type == '~' ? type : '\0';
}

/* Strings from here on; *end is behind the last.  Comments may stand between
 * them. */
static enum ty_status strings(struct scan *c, size_t *end, bool *empty)
{
	size_t n = 0;

	*empty = true;
	for (next(c); c->token == STRING; next(c)) {
		*end = c->span.end;
		*empty = *empty && c->span.end - c->span.start == 2;
		n++;
	}
	return n ? TY_OK : fail(c, _("a string in quotes is expected here"));
}

/* The number in "[1]"; -1: none. */
static int index_of(const struct scan *c)
{
	const char *p = c->s + c->span.start + 1;
	int n = 0;

	p += strspn(p, " \t");
	if (*p < '0' || *p > '9')
		return -1;
	for (; *p >= '0' && *p <= '9'; p++)
		if ((n = n * 10 + (*p - '0')) > 1000)
			return -1;
	p += strspn(p, " \t");
	return *p == ']' ? n : -1;
}

/* The msgstr at the token, and what follows it. */
static enum ty_status form(struct scan *c, struct ty_po_message *m)
{
	struct ty_po_form f = { .span = c->span, .index = -1 };
	struct ty_po_file *po = c->po;
	size_t before = c->at;
	enum ty_status st;
	bool empty;

	next(c);
	if (c->token == INDEX) {
		if ((f.index = index_of(c)) < 0)
			return fail(c, _("the number of a plural form is expected here"));
	} else {
		c->at = before;
	}
	if ((st = strings(c, &f.span.end, &empty)) != TY_OK)
		return st;
	m->end = f.span.end;
	po->forms = ty_grow(po->forms, &po->cap_forms, po->nforms + 1,
			    sizeof(*po->forms));
	po->forms[po->nforms++] = f;
	m->nforms++;
	return TY_OK;
}

static struct ty_po_message *begin(struct scan *c)
{
	struct ty_po_file *po = c->po;
	struct ty_po_message *m;

	po->v = ty_grow(po->v, &po->cap, po->n + 1, sizeof(*po->v));
	m = &po->v[po->n++];
	memset(m, 0, sizeof(*m));
	for (; c->counted < c->span.start; c->counted++)
		c->line += c->s[c->counted] == '\n';
	m->line = c->line;
	m->domain = c->domain;
	m->keyword = c->span.start;
	m->comment = c->comment;
	m->ncomments = po->ncomments - c->comment;
	m->form = po->nforms;
	return m;
}

static void comments(struct scan *c)
{
	for (; c->token == COMMENT; next(c))
		add_comment(c);
}

/* A message, from its first keyword to what follows it. */
static enum ty_status message(struct scan *c)
{
	struct ty_po_message *m = begin(c);
	bool context = word_is(c, "msgctxt"), empty;
	enum ty_status st = TY_OK;
	size_t end;

	if (context)
		st = strings(c, &end, &empty);
	comments(c);
	if (st == TY_OK && !word_is(c, "msgid"))
		return fail(c, _("'msgid' is expected here"));
	if (st == TY_OK)
		st = strings(c, &end, &m->header);
	m->header = m->header && !context;
	comments(c);
	if (st == TY_OK && word_is(c, "msgid_plural"))
		st = strings(c, &end, &empty);
	comments(c);
	while (st == TY_OK && word_is(c, "msgstr"))
		st = form(c, m);
	if (st == TY_OK && !m->nforms)
		return fail(c, _("'msgstr' is expected here"));
	c->comment = c->po->ncomments;
	return st;
}

/* domain "NAME", which holds for what follows. */
static enum ty_status domain(struct scan *c)
{
	next(c);
	if (c->token != STRING)
		return fail(c, _("a string in quotes is expected here"));
	c->domain = (struct ty_span){ c->span.start + 1, c->span.end - 1 };
	next(c);
	return TY_OK;
}

/* "charset=" within the header. */
static void find_charset(struct ty_po_file *po)
{
	static const char word[] = "charset=";
	const char *s = po->file.text, *p, *end;
	size_t i;

	for (i = 0; i < po->n && !po->v[i].header; i++)
		;
	if (i == po->n)
		return;
	end = s + po->v[i].end;
	for (p = s + po->v[i].keyword; p < end; p++)
		if ((size_t)(end - p) > strlen(word) &&
		    !strncmp(p, word, strlen(word)))
			break;
	if (p >= end)
		return;
	po->charset.start = (size_t)(p - s) + strlen(word);
	po->charset.end = po->charset.start +
			  strcspn(s + po->charset.start, "\\\" \t;\n");
}

enum ty_status ty_po_scan(struct ty_po_file *po, struct ty_error *err)
{
	struct scan c = { .po = po, .s = po->file.text,
			  .end = po->file.length, .line = 1, .err = err };
	enum ty_status st = TY_OK;

	next(&c);
	while (st == TY_OK) {
		comments(&c);
		if (c.token == END)
			break;
		if (word_is(&c, "domain"))
			st = domain(&c);
		else if (word_is(&c, "msgid") || word_is(&c, "msgctxt"))
			st = message(&c);
		else
			st = fail(&c, _("this does not belong in a PO file"));
	}
	if (st == TY_OK)
		find_charset(po);
	return st;
}
