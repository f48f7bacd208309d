/* Where tags, text and character references of HTML begin and end. */

#include <string.h>

#include <libxml/HTMLparser.h>

#include "base/buf.h"
#include "format/html_token.h"
#include "text/utf8.h"

#define MAX_ATTRIBUTES	64

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

/* Copy a name in small letters; "" if it is too long for any that is known. */
static void set_name(char out[TY_HTML_NAME], const char *s, size_t len)
{
	size_t i;

	if (len >= TY_HTML_NAME)
		len = 0;
	for (i = 0; i < len; i++)
		out[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 0x20 : s[i]);
	out[len] = '\0';
}

static bool same_name(const char *s, size_t len, const char *name)
{
	char lower[TY_HTML_NAME];

	set_name(lower, s, len);
	return lower[0] && !strcmp(lower, name);
}

/* ----------------------------------------------------------------- tags -- */

/* The end of an attribute's name, and of its value; *value is where it stands.
 * `at` is not at white space, '/' or '>'. */
static size_t step_attribute(const char *s, size_t at, size_t end,
			     size_t *name_end, struct ty_span *value)
{
	const char *quote;

	at++;			/* a '=' here is part of the name */
	while (at < end && !is_space(s[at]) && s[at] != '/' && s[at] != '>' &&
	       s[at] != '=')
		at++;
	*name_end = at;
	*value = (struct ty_span){ at, at };
	while (at < end && is_space(s[at]))
		at++;
	if (at == end || s[at] != '=')
		return *name_end;
	at++;
	while (at < end && is_space(s[at]))
		at++;
	if (at < end && (s[at] == '"' || s[at] == '\'')) {
		quote = memchr(s + at + 1, s[at], end - at - 1);
		value->start = at + 1;
		value->end = quote ? (size_t)(quote - s) : end;
		return quote ? value->end + 1 : end;
	}
	value->start = at;
	while (at < end && !is_space(s[at]) && s[at] != '>')
		at++;
	value->end = at;
	return at;
}

static size_t skip_between(const char *s, size_t at, size_t end)
{
	while (at < end && (is_space(s[at]) || s[at] == '/'))
		at++;
	return at;
}

/* A tag whose name starts at `at`; false if the text ends within it. */
static bool read_tag(struct ty_html_lexer *l, struct ty_html_token *token,
		     size_t at)
{
	size_t start = at, name_end;
	struct ty_span value;

	while (at < l->length && !is_space(l->s[at]) && l->s[at] != '/' &&
	       l->s[at] != '>')
		at++;
	set_name(token->name, l->s + start, at - start);
	token->attributes.start = at;
	for (;;) {
		at = skip_between(l->s, at, l->length);
		if (at == l->length) {
			l->at = at;
			return false;
		}
		if (l->s[at] == '>')
			break;
		at = step_attribute(l->s, at, l->length, &name_end, &value);
	}
	token->attributes.end = at;
	token->span.end = l->at = at + 1;
	return true;
}

bool ty_html_attribute(struct ty_html_attribute *out, const char *s,
		       const struct ty_html_token *token, size_t *at)
{
	size_t i = skip_between(s, *at, token->attributes.end), name_end;

	if (i == token->attributes.end)
		return false;
	*at = step_attribute(s, i, token->attributes.end, &name_end,
			     &out->value);
	set_name(out->name, s + i, name_end - i);
	return true;
}

char *ty_html_value(const char *s, const struct ty_html_token *token,
		    const char *name)
{
	size_t at = token->attributes.start;
	struct ty_buf out = TY_BUF_INIT;
	struct ty_html_attribute a;
	int n = 0;

	while (n++ < MAX_ATTRIBUTES && ty_html_attribute(&a, s, token, &at))
		if (!strcmp(a.name, name)) {
			ty_html_resolve(&out, s, a.value);
			break;
		}
	return ty_buf_detach(&out);
}

/* ------------------------------------------------------------- raw text -- */

static bool is_raw(const char *name)
{
	static const char *const names[] = { "script", "style", "title",
		"textarea", "xmp", "iframe", "noembed", "noframes" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

/* The end tag of the element `name`, or the end of the text. */
static size_t raw_end(const struct ty_html_lexer *l)
{
	size_t n = strlen(l->raw);
	const char *p = l->s + l->at, *end = l->s + l->length;

	for (; p < end && (p = memchr(p, '<', (size_t)(end - p))); p++)
		if ((size_t)(end - p) > n + 2 && p[1] == '/' &&
		    same_name(p + 2, n, l->raw) &&
		    (is_space(p[n + 2]) || p[n + 2] == '/' || p[n + 2] == '>'))
			return (size_t)(p - l->s);
	return l->length;
}

/* --------------------------------------------------------------- tokens -- */

static size_t after(const struct ty_html_lexer *l, size_t at, char c)
{
	const char *p = at < l->length ? memchr(l->s + at, c, l->length - at) :
			NULL;

	return p ? (size_t)(p - l->s) + 1 : l->length;
}

/* Where the comment whose text starts at `at` ends. */
static size_t after_comment(const struct ty_html_lexer *l, size_t at)
{
	if (at < l->length && l->s[at] == '>')
		return at + 1;
	while ((at = after(l, at, '>')) < l->length)
		if ((l->s[at - 2] == '-' && l->s[at - 3] == '-') ||
		    (l->s[at - 2] == '!' && l->s[at - 3] == '-' &&
		     l->s[at - 4] == '-'))
			return at;
	return at;
}

/* Is there markup at the '<' at `at`? */
static bool is_markup(const struct ty_html_lexer *l, size_t at)
{
	const char *s = l->s;

	if (at + 1 >= l->length)
		return false;
	if (is_letter(s[at + 1]) || s[at + 1] == '!' || s[at + 1] == '?')
		return true;
	return s[at + 1] == '/' && at + 2 < l->length;
}

static void read_text(struct ty_html_lexer *l, struct ty_html_token *token)
{
	size_t at = l->at;

	do {
		at = after(l, at, '<');
		if (at == l->length)
			break;
		at--;
		if (is_markup(l, at))
			break;
		at++;
	} while (at < l->length);
	token->type = TY_HTML_TEXT;
	token->span.end = l->at = at;
}

bool ty_html_next(struct ty_html_lexer *l, struct ty_html_token *token)
{
	for (;;) {
		size_t at = l->at;

		memset(token, 0, sizeof(*token));
		token->span.start = at;
		if (at >= l->length)
			return false;
		if (l->raw[0]) {
			token->type = TY_HTML_RAW;
			memcpy(token->name, l->raw, sizeof(token->name));
			token->span.end = l->at = raw_end(l);
			l->raw[0] = '\0';
			if (token->span.end > at)
				return true;
			continue;
		}
		if (l->s[at] != '<' || !is_markup(l, at)) {
			read_text(l, token);
			return true;
		}
		if (is_letter(l->s[at + 1])) {
			token->type = TY_HTML_START;
			if (!read_tag(l, token, at + 1))
				return false;
			if (is_raw(token->name))
				memcpy(l->raw, token->name, sizeof(l->raw));
			return true;
		}
		if (l->s[at + 1] == '/' && is_letter(l->s[at + 2])) {
			token->type = TY_HTML_END;
			return read_tag(l, token, at + 2);
		}
		if (l->length - at >= 4 && !memcmp(l->s + at, "<!--", 4))
			l->at = after_comment(l, at + 4);
		else
			l->at = after(l, at + 2, '>');
	}
}

/* ----------------------------------------------------------- references -- */

/* What browsers make of numbers that no character has: &#146; is a quote of
 * windows-1252. */
static int32_t repair(unsigned long c)
{
	static const uint16_t windows[32] = {
		0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
		0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178
	};

	if (c >= 0x80 && c < 0xA0)
		return windows[c - 0x80];
	if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0xFFFD;
	return (int32_t)c;
}

static size_t numeric(const char *s, size_t at, size_t end, int32_t *c)
{
	bool hex = at < end && (s[at] == 'x' || s[at] == 'X');
	unsigned long n = 0;
	size_t start;
	int digit;

	at += hex;
	for (start = at; at < end; at++) {
		char d = s[at];

		if (is_digit(d))
			digit = d - '0';
		else if (hex && (d | 0x20) >= 'a' && (d | 0x20) <= 'f')
			digit = (d | 0x20) - 'a' + 10;
		else
			break;
		if (n <= 0x10FFFF)
			n = n * (hex ? 16 : 10) + (unsigned long)digit;
	}
	if (at == start)
		return 0;
	*c = repair(n);
	return at < end && s[at] == ';' ? at + 1 : at;
}

size_t ty_html_reference(const char *s, size_t at, size_t end, int32_t *c)
{
	const htmlEntityDesc *entity;
	char name[12];
	size_t n = 0;

	at++;
	if (at < end && s[at] == '#')
		return numeric(s, at + 1, end, c);
	while (at + n < end && n < sizeof(name) - 1 &&
	       (is_letter(s[at + n]) || is_digit(s[at + n]))) {
		name[n] = s[at + n];
		n++;
	}
	name[n] = '\0';
	if (!n || at + n == end || s[at + n] == '=' ||
	    !(entity = htmlEntityLookup((const xmlChar *)name)))
		return 0;
	*c = (int32_t)entity->value;
	return s[at + n] == ';' ? at + n + 1 : at + n;
}

void ty_html_resolve(struct ty_buf *out, const char *s, struct ty_span span)
{
	size_t at = span.start, end;
	const char *amp;
	char bytes[4];
	int32_t c;

	while (at < span.end) {
		amp = memchr(s + at, '&', span.end - at);
		if (!amp)
			break;
		ty_buf_add(out, s + at, (size_t)(amp - s) - at);
		at = (size_t)(amp - s);
		end = ty_html_reference(s, at, span.end, &c);
		if (end)
			ty_buf_add(out, bytes, ty_utf8_put(bytes, c));
		else
			ty_buf_addc(out, '&');
		at = end ? end : at + 1;
	}
	ty_buf_add(out, s + at, span.end - at);
}
