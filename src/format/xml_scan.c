/* Where the tokens of well-formed XML begin and end. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "format/escape.h"
#include "format/xml.h"
#include "format/xml_scan.h"
#include "text/utf8.h"

/* ------------------------------------------------------------ accepting -- */

static void pass_tag(void *user, const struct ty_xml_tag *tag)
{
	(void)user;
	(void)tag;
}

static void pass_end(void *user)
{
	(void)user;
}

static void pass_text(void *user, const char *s, size_t len)
{
	(void)user;
	(void)s;
	(void)len;
}

enum ty_status ty_xml_accept(const char *bytes, size_t len, const char *name,
			     struct ty_error *err)
{
	static const char *const stops[] = { NULL };
	static const struct ty_xml_handler handler = {
		.stops = stops, .start = pass_tag, .end = pass_end,
		.text = pass_text,
	};
	struct ty_xml *xml;
	enum ty_status st;
	FILE *in;

	if (!len)		/* which fmemopen() need not take */
		bytes = " ";
	if (!(in = fmemopen((void *)bytes, len ? len : 1, "rb")))
		return ty_fail_errno(err, name, errno);
	st = ty_xml_open(&xml, in, name, &handler, NULL, err);
	if (st == TY_OK) {
		while ((st = ty_xml_pump(xml, err)) == TY_OK)
			;
		ty_xml_close(xml);
	}
	fclose(in);
	return st == TY_END ? TY_OK : st;
}

/* --------------------------------------------------------------- tokens -- */

static bool starts(const char *p, const char *end, const char *mark)
{
	size_t n = strlen(mark);

	return (size_t)(end - p) >= n && !memcmp(p, mark, n);
}

/* Behind the next `mark`, or `end`. */
static const char *after(const char *p, const char *end, const char *mark)
{
	size_t n = strlen(mark);

	for (; (size_t)(end - p) >= n; p++) {
		p = memchr(p, mark[0], (size_t)(end - p));
		if (!p || (size_t)(end - p) < n)
			return end;
		if (!memcmp(p, mark, n))
			return p + n;
	}
	return end;
}

/* Behind the ">" of a tag. */
static const char *after_tag(const char *p, const char *end)
{
	for (; p < end && *p != '>'; p++) {
		if (*p != '"' && *p != '\'')
			continue;
		p = memchr(p + 1, *p, (size_t)(end - p - 1));
		if (!p)
			return end;
	}
	return p < end ? p + 1 : end;
}

static size_t name_length(const char *p, const char *end)
{
	size_t n = 0;

	while (p + n < end && !strchr(" \t\r\n/>=", p[n]))
		n++;
	return n;
}

bool ty_xml_scan(struct ty_xml_scan *scan, struct ty_xml_token *t)
{
	const char *p = scan->s + scan->at, *end = scan->s + scan->end, *next;
	size_t name = 1;

	if (p >= end)
		return false;
	memset(t, 0, sizeof(*t));
	if (*p != '<') {
		t->type = TY_XML_TEXT;
		next = memchr(p, '<', (size_t)(end - p));
		next = next ? next : end;
	} else if (starts(p, end, "<!--")) {
		t->type = TY_XML_OTHER;
		next = after(p + 4, end, "-->");
	} else if (starts(p, end, "<![CDATA[")) {
		t->type = TY_XML_CDATA;
		next = after(p + 9, end, "]]>");
	} else if (starts(p, end, "<?")) {
		t->type = TY_XML_INSTRUCTION;
		next = after(p + 2, end, "?>");
	} else {
		next = after_tag(p + 1, end);
		t->type = starts(p, end, "</") ? TY_XML_END :
			  starts(p, end, "<!") ? TY_XML_OTHER :
			  next[-2] == '/' ? TY_XML_EMPTY : TY_XML_START;
		name += t->type == TY_XML_END;
		t->name.start = scan->at + name;
		t->name.end = t->name.start + name_length(p + name, next);
	}
	t->span.start = scan->at;
	t->span.end = scan->at = (size_t)(next - scan->s);
	t->inner = t->span;
	if (t->type == TY_XML_CDATA) {
		t->inner.start += 9;
		t->inner.end -= 3;
	}
	return true;
}

void ty_xml_scan_skip(struct ty_xml_scan *scan,
		      const struct ty_xml_token *start, struct ty_span *inner)
{
	struct ty_span span = { scan->at, scan->at };
	struct ty_xml_token t;
	size_t depth = start->type == TY_XML_START;

	while (depth && ty_xml_scan(scan, &t)) {
		depth += t.type == TY_XML_START;
		depth -= t.type == TY_XML_END;
		span.end = t.span.start;
	}
	if (inner)
		*inner = span;
}

bool ty_xml_token_is(const char *s, const struct ty_xml_token *t,
		     const char *name)
{
	size_t n = t->name.end - t->name.start;

	return strlen(name) == n && !memcmp(s + t->name.start, name, n);
}

/* ----------------------------------------------------------- attributes -- */

/* The attribute at or after *at of a tag: its name, its value, and from its
 * name to its closing quote. */
static bool next_attr(const char *s, size_t *at, size_t end,
		      struct ty_span *name, struct ty_span *value)
{
	size_t i = *at;
	const char *quote;

	while (i < end && strchr(" \t\r\n", s[i]))
		i++;
	if (i >= end || s[i] == '>' || s[i] == '/' || s[i] == '?')
		return false;
	name->start = i;
	name->end = i + name_length(s + i, s + end);
	for (i = name->end; i < end && s[i] != '"' && s[i] != '\''; i++)
		;
	quote = i < end ? memchr(s + i + 1, s[i], end - i - 1) : NULL;
	if (!quote)
		return false;
	value->start = i + 1;
	value->end = (size_t)(quote - s);
	*at = value->end + 1;
	return true;
}

bool ty_xml_scan_attr(struct ty_span *value, const char *s,
		      const struct ty_xml_token *t, const char *wanted)
{
	size_t at = t->name.end, n = strlen(wanted);
	struct ty_span name;

	while (next_attr(s, &at, t->span.end, &name, value))
		if (name.end - name.start == n &&
		    !memcmp(s + name.start, wanted, n))
			return true;
	return false;
}

bool ty_xml_scan_value(struct ty_buf *out, const char *s,
		       const struct ty_xml_token *t, const char *name)
{
	struct ty_span value;

	ty_buf_clear(out);
	if (!ty_xml_scan_attr(&value, s, t, name))
		return false;
	ty_xml_scan_text(out, s, value, false);
	return true;
}

void ty_xml_put_tag(struct ty_buf *out, const char *tag, size_t len,
		    const char *wanted, const char *set)
{
	size_t at = 1 + name_length(tag + 1, tag + len), n = strlen(wanted);
	struct ty_span name, value;
	size_t before = at, end;

	while (next_attr(tag, &at, len, &name, &value)) {
		if (name.end - name.start != n ||
		    memcmp(tag + name.start, wanted, n)) {
			before = at;
			continue;
		}
		if (set) {
			ty_buf_add(out, tag, value.start);
			ty_escape_attr(out, set);
			ty_buf_add(out, tag + value.end, len - value.end);
		} else {
			ty_buf_add(out, tag, before);
			ty_buf_add(out, tag + at, len - at);
		}
		return;
	}
	end = len - 1;
	end -= end > 0 && tag[end - 1] == '/';
	while (set && end > 0 && strchr(" \t\r\n", tag[end - 1]))
		end--;
	ty_buf_add(out, tag, end);
	if (set)
		ty_escape_pair(out, wanted, set);
	ty_buf_add(out, tag + end, len - end);
}

/* ----------------------------------------------------------------- text -- */

/* The character that the reference at `p` stands for; *len is its length; 0: it
 * is none. */
static int32_t reference(const char *p, const char *end, size_t *len)
{
	static const struct { const char *name; int32_t c; } named[] = {
		{ "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' },
		{ "&quot;", '"' }, { "&apos;", '\'' },
	};
	const char *semicolon = memchr(p, ';', (size_t)(end - p));
	char *stop;
	long c;
	size_t i;

	if (!semicolon)
		return 0;
	*len = (size_t)(semicolon + 1 - p);
	for (i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (starts(p, end, named[i].name))
			return named[i].c;
	if (!starts(p, end, "&#"))
		return 0;
	c = p[2] == 'x' ? strtol(p + 3, &stop, 16) : strtol(p + 2, &stop, 10);
	return stop == semicolon && c > 0 && c <= 0x10FFFF &&
	       (c < 0xD800 || c > 0xDFFF) ? (int32_t)c : 0;
}

void ty_xml_scan_text(struct ty_buf *out, const char *s, struct ty_span span,
		      bool cdata)
{
	const char *p = s + span.start, *end = s + span.end;
	char bytes[4];
	int32_t c;
	size_t n;

	while (p < end) {
		if (*p == '&' && !cdata && (c = reference(p, end, &n))) {
			ty_buf_add(out, bytes, ty_utf8_put(bytes, c));
			p += n;
		} else if (*p == '\r') {
			ty_buf_addc(out, '\n');
			p += 1 + (p + 1 < end && p[1] == '\n');
		} else {
			ty_buf_addc(out, *p++);
		}
	}
}
