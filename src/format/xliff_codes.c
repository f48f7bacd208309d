/* XLIFF's inline elements, of both its generations, as numbered tags. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/escape.h"
#include "format/xliff_codes.h"

void ty_xliff_codes_init(struct ty_xliff_codes *codes)
{
	memset(codes, 0, sizeof(*codes));
	ty_buf_init(&codes->text);
}

void ty_xliff_codes_release(struct ty_xliff_codes *codes)
{
	free(codes->v);
	ty_buf_release(&codes->text);
}

/* ------------------------------------------------------------- reading -- */

/* Elements that are one half of a pair, and their other half. */
static const struct half {
	const char	*name, *begin;	/* begin NULL: it begins a pair */
} halves[] = {
	{ "bpt", NULL }, { "bx", NULL }, { "sc", NULL }, { "sm", NULL },
	{ "ept", "bpt" }, { "ex", "bx" }, { "ec", "sc" }, { "em", "sm" },
};

static bool is_one_of(const char *s, struct ty_span name,
		      const char *const *names)
{
	for (; *names; names++)
		if (strlen(*names) == name.end - name.start &&
		    !memcmp(s + name.start, *names, strlen(*names)))
			return true;
	return false;
}

/* A tag's name without its prefix. */
static struct ty_span local(const char *s, const struct ty_xml_token *t)
{
	const char *colon = memchr(s + t->name.start, ':',
				   t->name.end - t->name.start);
	struct ty_span name = t->name;

	if (colon)
		name.start = (size_t)(colon + 1 - s);
	return name;
}

static const struct half *half_of(const char *s, struct ty_span name)
{
	size_t i;

	for (i = 0; i < sizeof(halves) / sizeof(halves[0]); i++) {
		const char *const names[] = { halves[i].name, NULL };

		if (is_one_of(s, name, names))
			return &halves[i];
	}
	return NULL;
}

/* What pairs a code, or tells it from others. */
static struct ty_span id_of(const char *s, const struct ty_xml_token *t)
{
	static const char *const names[] = { "rid", "startRef", "id", "mid",
		NULL };
	struct ty_span value = { 0, 0 };
	size_t i;

	for (i = 0; names[i]; i++)
		if (ty_xml_scan_attr(&value, s, t, names[i]))
			return value;
	return (struct ty_span){ t->name.end, t->name.end };
}

static bool same(const char *s, struct ty_span a, struct ty_span b)
{
	return a.end - a.start == b.end - b.start &&
	       !memcmp(s + a.start, s + b.start, a.end - a.start);
}

static struct ty_xliff_code *add(struct ty_xliff_codes *codes,
				 enum ty_tag_kind kind, struct ty_span raw)
{
	struct ty_xliff_code *code;

	codes->v = ty_grow(codes->v, &codes->cap, codes->n + 1,
			   sizeof(*codes->v));
	code = &codes->v[codes->n++];
	memset(code, 0, sizeof(*code));
	code->kind = kind;
	code->raw = raw;
	code->at = codes->text.len;
	return code;
}

/* The open code that an "ept" or the like closes; codes->n: none. */
static size_t opener(const struct ty_xliff_codes *codes, const char *s,
		     const char *begin, struct ty_span id)
{
	const char *const names[] = { begin, NULL };
	size_t i;

	for (i = codes->n; i > 0; i--) {
		const struct ty_xliff_code *c = &codes->v[i - 1];

		if (c->kind == TY_TAG_OPEN && !c->pair && !c->closed &&
		    is_one_of(s, c->name, names) && same(s, c->id, id))
			return i - 1;
	}
	return codes->n;
}

/* An element that stands by itself, with all that is in it. */
static void add_alone(struct ty_xliff_codes *codes, struct ty_xml_scan *scan,
		      const struct ty_xml_token *t, const struct half *half,
		      unsigned *number)
{
	struct ty_span raw = t->span, id = id_of(scan->s, t);
	enum ty_tag_kind kind = TY_TAG_ALONE;
	struct ty_xliff_code *code;
	size_t begin = codes->n;

	if (t->type == TY_XML_START) {
		ty_xml_scan_skip(scan, t, NULL);
		raw.end = scan->at;
	}
	if (half && half->begin)
		begin = opener(codes, scan->s, half->begin, id);
	else if (half)
		kind = TY_TAG_OPEN;
	if (begin < codes->n) {
		kind = TY_TAG_CLOSE;
		codes->v[begin].closed = true;
	}
	code = add(codes, kind, raw);
	code->name = local(scan->s, t);
	code->id = id;
	code->partner = begin;
	code->number = kind == TY_TAG_CLOSE ? codes->v[begin].number :
		       ++*number;
}

/* Codes that were begun and not ended stand alone. */
static void end_halves(struct ty_xliff_codes *codes)
{
	size_t i;

	for (i = 0; i < codes->n; i++)
		if (codes->v[i].kind == TY_TAG_OPEN && !codes->v[i].closed)
			codes->v[i].kind = TY_TAG_ALONE;
}

bool ty_xliff_codes_read(struct ty_xliff_codes *codes, const char *s,
			 struct ty_span span, bool v2)
{
	static const char *const whole1[] = { "x", "bx", "ex", "bpt", "ept",
		"it", "ph", "ut", NULL };
	static const char *const whole2[] = { "ph", "sc", "ec", "sm", "em",
		"cp", NULL };
	struct ty_xml_scan scan = { .s = s, .at = span.start,
				    .end = span.end };
	struct ty_xliff_code *code;
	struct ty_xml_token t;
	size_t open[256], depth = 0;
	unsigned number = 0;

	codes->n = 0;
	ty_buf_clear(&codes->text);
	while (ty_xml_scan(&scan, &t)) {
		struct ty_span name = local(s, &t);

		if (codes->n >= TY_MAX_CODES)
			return false;
		if (t.type == TY_XML_TEXT || t.type == TY_XML_CDATA) {
			ty_xml_scan_text(&codes->text, s, t.inner,
					 t.type == TY_XML_CDATA);
		} else if (t.type == TY_XML_INSTRUCTION) {
			code = add(codes, TY_TAG_ALONE, t.span);
			code->name = code->id = t.span;
			code->number = ++number;
		} else if (t.type == TY_XML_EMPTY ||
			   (t.type == TY_XML_START &&
			    is_one_of(s, name, v2 ? whole2 : whole1))) {
			add_alone(codes, &scan, &t, half_of(s, name), &number);
		} else if (t.type == TY_XML_START && depth < 256) {
			open[depth++] = codes->n;
			code = add(codes, TY_TAG_OPEN, t.span);
			code->pair = true;
			code->name = name;
			code->id = id_of(s, &t);
			code->number = ++number;
		} else if (t.type == TY_XML_END && depth) {
			size_t begin = open[--depth];

			codes->v[begin].closed = true;
			code = add(codes, TY_TAG_CLOSE, t.span);
			*code = codes->v[begin];
			code->kind = TY_TAG_CLOSE;
			code->raw = t.span;
			code->partner = begin;
			code->at = codes->text.len;
		}
	}
	end_halves(codes);
	return true;
}

/* ------------------------------------------------------------ numbering -- */

/* The code of the source that a target's stands for, or NULL. */
static const struct ty_xliff_code *
counterpart(const struct ty_xliff_codes *source, const bool *used,
	    const struct ty_xliff_code *code, const char *s, bool v2)
{
	size_t i;

	for (i = 0; i < source->n; i++) {
		const struct ty_xliff_code *c = &source->v[i];

		/* In XLIFF 2 a pair may be told in two ways by one id. */
		if (!used[i] && c->kind == code->kind &&
		    (v2 || same(s, c->name, code->name)) &&
		    same(s, c->id, code->id))
			return c;
	}
	return NULL;
}

void ty_xliff_codes_number(struct ty_xliff_codes *target,
			   const struct ty_xliff_codes *source, const char *s,
			   bool v2)
{
	bool *used = ty_alloc(source->n + 1, sizeof(*used));
	unsigned next = 0;
	size_t i;

	for (i = 0; i < source->n; i++)
		if (source->v[i].number > next)
			next = source->v[i].number;
	for (i = 0; i < target->n; i++) {
		struct ty_xliff_code *code = &target->v[i];
		const struct ty_xliff_code *c;

		if (code->kind == TY_TAG_CLOSE) {
			code->number = target->v[code->partner].number;
			continue;
		}
		c = counterpart(source, used, code, s, v2);
		code->number = c ? c->number : ++next;
		if (c)
			used[c - source->v] = true;
	}
	free(used);
}

void ty_xliff_codes_tagged(struct ty_buf *out,
			   const struct ty_xliff_codes *codes)
{
	size_t done = 0, i;

	for (i = 0; i < codes->n; i++) {
		const struct ty_xliff_code *c = &codes->v[i];

		ty_tagged_escape(out, codes->text.p + done, c->at - done);
		ty_tag_put(out, c->kind, c->number);
		done = c->at;
	}
	ty_tagged_escape(out, codes->text.p + done, codes->text.len - done);
}

/* ------------------------------------------------------------- writing -- */

static const struct ty_xliff_code *find(const struct ty_xliff_codes *codes,
					const struct ty_tag *tag)
{
	size_t i;

	for (i = 0; i < codes->n; i++)
		if (codes->v[i].number == tag->number &&
		    codes->v[i].kind == tag->kind)
			return &codes->v[i];
	return NULL;
}

static void put_text(struct ty_buf *out, const char *s, size_t len, bool v2)
{
	size_t done = 0, i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r' || !v2)
			continue;
		ty_escape_text(out, s + done, i - done);
		ty_buf_addf(out, "<cp hex=\"%04X\"/>", c);
		done = i + 1;
	}
	ty_escape_text(out, s + done, len - done);
}

enum ty_status ty_xliff_codes_write(struct ty_buf *out, const char *s,
				    const char *tagged,
				    const struct ty_xliff_codes *source,
				    const struct ty_xliff_codes *old,
				    bool v2, struct ty_error *err)
{
	struct ty_buf name = TY_BUF_INIT;
	size_t at = 0, done = 0, depth = 0;
	unsigned open[TY_MAX_CODES];
	struct ty_tag tag;
	bool good = true;

	while (good && depth < TY_MAX_CODES && ty_tag_next(&tag, tagged, &at)) {
		const struct ty_xliff_code *c = NULL;

		put_text(out, tagged + done, tag.start - done, v2);
		done = tag.end;
		if (tag.kind == TY_TAG_LESS) {
			ty_buf_adds(out, "&lt;");
			continue;
		}
		/* Both halves of a pair are to be from the same place. */
		if (!(c = find(old, &tag)))
			c = find(source, &tag);
		good = c != NULL;
		if (good && c->pair && c->kind == TY_TAG_OPEN)
			open[depth++] = tag.number;
		else if (good && c->pair)
			good = depth && open[--depth] == tag.number;
		if (good)
			ty_buf_add(out, s + c->raw.start,
				   c->raw.end - c->raw.start);
	}
	put_text(out, tagged + done, strlen(tagged + done), v2);
	if (good && !depth)
		return TY_OK;
	if (good)
		tag = (struct ty_tag){ .kind = TY_TAG_OPEN,
				       .number = open[depth - 1] };
	ty_tag_put(&name, tag.kind, tag.number);
	ty_fail(err, TY_EINVAL, _("the tag %s cannot be put back there"),
		name.p);
	ty_buf_release(&name);
	return TY_EINVAL;
}
