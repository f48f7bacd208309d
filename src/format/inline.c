/* Text with inline codes: taken apart into plain text and JSON. */

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "format/inline.h"
#include "text/norm.h"

/* What a code costs besides its strings. */
#define CODE_COST	64

/* An element that has begun. */
struct open {
	const struct ty_inline_kind	*kind;	/* NULL: no code */
	json_t				*code;	/* for its end or its data */
	json_t				*parts;	/* of data in several parts */
	struct ty_buf			 data;
};

struct ty_inline {
	struct ty_buf	 raw;		/* the text as it came */
	json_t		*codes;
	size_t		*at;		/* of each code, in `raw` */
	size_t		 cap_at;
	struct open	*open;
	size_t		 nopen, cap_open;
	size_t		 size;
	struct ty_buf	 name, value;	/* scratch */
};

struct ty_inline *ty_inline_new(void)
{
	struct ty_inline *in = ty_alloc(1, sizeof(*in));

	ty_buf_init(&in->raw);
	ty_buf_init(&in->name);
	ty_buf_init(&in->value);
	in->codes = json_array();
	return in;
}

void ty_inline_reset(struct ty_inline *in)
{
	while (in->nopen) {
		struct open *o = &in->open[--in->nopen];

		json_decref(o->code);
		json_decref(o->parts);
		ty_buf_release(&o->data);
	}
	ty_buf_clear(&in->raw);
	json_array_clear(in->codes);
	in->size = 0;
}

void ty_inline_free(struct ty_inline *in)
{
	if (!in)
		return;
	ty_inline_reset(in);
	json_decref(in->codes);
	ty_buf_release(&in->raw);
	ty_buf_release(&in->name);
	ty_buf_release(&in->value);
	free(in->at);
	free(in->open);
	free(in);
}

size_t ty_inline_depth(const struct ty_inline *in)
{
	return in->nopen;
}

size_t ty_inline_size(const struct ty_inline *in)
{
	return in->size;
}

/* The innermost open element that takes data, or NULL: text is text. */
static struct open *innermost(struct ty_inline *in)
{
	size_t i = in->nopen;

	while (i > 0 && !(in->open[i - 1].kind && in->open[i - 1].kind->content
			  == TY_INLINE_DATA))
		i--;
	return i ? &in->open[i - 1] : NULL;
}

void ty_inline_text(struct ty_inline *in, const char *s, size_t len)
{
	struct open *o = in->nopen ? innermost(in) : NULL;

	ty_buf_add(o ? &o->data : &in->raw, s, len);
	in->size += len;
}

static json_t *string(const struct ty_buf *s)
{
	return json_stringn(s->p, s->len);
}

/* Put the data collected so far in front of the part that follows it. */
static void flush_data(struct open *o)
{
	if (!o->data.len)
		return;
	json_array_append_new(o->parts, string(&o->data));
	ty_buf_clear(&o->data);
}

/* Place a code where the text, or the data around it, has come to. */
static void place(struct ty_inline *in, json_t *code)
{
	struct open *o = innermost(in);
	size_t n = json_array_size(in->codes);

	in->size += CODE_COST;
	if (o) {
		if (!o->parts)
			o->parts = json_array();
		flush_data(o);
		json_array_append(o->parts, code);
		return;
	}
	in->at = ty_grow(in->at, &in->cap_at, n + 1, sizeof(*in->at));
	in->at[n] = in->raw.len;
	/* Where that is in the text is known when the text is done. */
	json_array_append(in->codes, code);
}

static void set_attribute(struct ty_inline *in, json_t *code, const char *key,
			  const struct ty_xml_tag *tag, const char *name)
{
	if (name && ty_xml_attr(&in->value, tag, name))
		json_object_set_new(code, key, string(&in->value));
}

static json_t *new_code(struct ty_inline *in, const struct ty_inline_kind *kind,
			const struct ty_xml_tag *tag)
{
	json_t *code = json_object(), *attrs = NULL;
	int i;

	if (!innermost(in))
		json_object_set_new(code, "at", json_integer(0));
	json_object_set_new(code, "type", json_string(kind->type));
	if (strcmp(kind->element, kind->type))
		json_object_set_new(code, "el", json_string(kind->element));
	set_attribute(in, code, "i", tag, kind->i);
	set_attribute(in, code, "x", tag, kind->x);
	for (i = 0; i < tag->nattrs; i++) {
		ty_xml_attr_at(tag, i, &in->name, &in->value);
		in->size += in->name.len + in->value.len;
		if ((kind->i && !strcmp(in->name.p, kind->i)) ||
		    (kind->x && !strcmp(in->name.p, kind->x)))
			continue;
		if (!attrs)
			attrs = json_object();
		json_object_set_new(attrs, in->name.p, string(&in->value));
	}
	if (attrs)
		json_object_set_new(code, "attrs", attrs);
	return code;
}

void ty_inline_start(struct ty_inline *in, const struct ty_inline_kind *kind,
		     const struct ty_xml_tag *tag)
{
	struct open *o;
	json_t *code = NULL;

	/* Text inside data; where there is no data it is just text. */
	if (kind && !strcmp(kind->type, "sub") && !innermost(in))
		kind = NULL;
	if (kind) {
		code = new_code(in, kind, tag);
		place(in, code);
	}
	in->open = ty_grow(in->open, &in->cap_open, in->nopen + 1,
			   sizeof(*in->open));
	o = &in->open[in->nopen++];
	o->kind = kind;
	o->code = code;
	o->parts = NULL;
	ty_buf_init(&o->data);
}

/* The code that stands at the end of an element around text. */
static void place_end(struct ty_inline *in, const struct open *o)
{
	bool pair = o->kind->content == TY_INLINE_PAIR;
	json_t *code = json_object(), *i = json_object_get(o->code, "i");

	if (!innermost(in))
		json_object_set_new(code, "at", json_integer(0));
	json_object_set_new(code, "type", json_string(pair ? "ept" : "/hi"));
	if (pair) {
		json_object_set_new(code, "el", json_string(o->kind->element));
		if (i)
			json_object_set(code, "i", i);
	}
	place(in, code);
	json_decref(code);
}

void ty_inline_end(struct ty_inline *in)
{
	struct open o = in->open[--in->nopen];

	if (o.kind && o.kind->content != TY_INLINE_DATA) {
		place_end(in, &o);
	} else if (o.kind && o.parts) {
		flush_data(&o);
		json_object_set(o.code, "data", o.parts);
	} else if (o.kind && o.data.len) {
		json_object_set_new(o.code, "data", string(&o.data));
	}
	json_decref(o.code);
	json_decref(o.parts);
	ty_buf_release(&o.data);
}

/* ------------------------------------------------------- to plain text -- */

/* Squeeze a part of a text, keeping one space at either end if there was any:
 * digits stand for what is around it, for nothing combines with them. */
static void squeeze_part(struct ty_buf *out, const char *s, size_t len)
{
	struct ty_buf part = TY_BUF_INIT, form = TY_BUF_INIT;
	const char *p;

	ty_buf_addc(&part, '0');
	ty_buf_add(&part, s, len);
	ty_buf_addc(&part, '0');
	ty_squeeze(&form, part.p, part.len);
	p = form.p + 1;
	len = form.len - 2;
	if (len && *p == ' ' && (!out->len || out->p[out->len - 1] == ' ')) {
		p++;
		len--;
	}
	ty_buf_add(out, p, len);
	ty_buf_release(&part);
	ty_buf_release(&form);
}

static bool is_boundary(const char *s, size_t i)
{
	return ((unsigned char)s[i] & 0xC0) != 0x80;
}

/*
 * Where the parts of `text` [n offsets in at] went in `form`, which is `text`
 * squeezed as a whole: the same but for its ends and, seldom, a mark after a
 * code that joins the letter before it.
 */
static void follow(size_t *at, size_t n, const struct ty_buf *text,
		   const struct ty_buf *form)
{
	size_t front = 0, back = 0, i;
	size_t most = text->len < form->len ? text->len : form->len;

	while (front < most && text->p[front] == form->p[front])
		front++;
	while (!is_boundary(form->p, front) || !is_boundary(text->p, front))
		front--;
	while (back < most - front && text->p[text->len - 1 - back] ==
	       form->p[form->len - 1 - back])
		back++;
	while (!is_boundary(form->p, form->len - back))
		back--;
	for (i = 0; i < n; i++) {
		if (at[i] >= text->len - back)
			at[i] = form->len - (text->len - at[i]);
		else if (at[i] > front)
			at[i] = front;
	}
}

/* The text of `raw` into `text`; in->at becomes offsets in it. */
static void settle(struct ty_inline *in, size_t n, struct ty_buf *text)
{
	struct ty_buf whole = TY_BUF_INIT, form = TY_BUF_INIT;
	size_t from = 0, i, at;

	for (i = 0; i < n; i++) {
		if (in->at[i] > from)
			squeeze_part(&whole, in->raw.p + from,
				     in->at[i] - from);
		from = in->at[i];
		in->at[i] = whole.len;
	}
	squeeze_part(&whole, in->raw.p + from, in->raw.len - from);
	while (whole.len && whole.p[whole.len - 1] == ' ')
		whole.p[--whole.len] = '\0';
	for (i = n; i > 0 && (at = in->at[i - 1]) > whole.len; i--)
		in->at[i - 1] = whole.len;
	ty_squeeze(&form, whole.p, whole.len);
	follow(in->at, n, &whole, &form);
	ty_buf_add(text, form.p, form.len);
	ty_buf_release(&whole);
	ty_buf_release(&form);
}

void ty_inline_finish(struct ty_inline *in, struct ty_buf *text,
		      struct ty_buf *codes)
{
	size_t n = json_array_size(in->codes), i;
	char *s;

	if (!n) {
		ty_squeeze(text, in->raw.p, in->raw.len);
		return;
	}
	settle(in, n, text);
	for (i = 0; i < n; i++)
		json_integer_set(json_object_get(json_array_get(in->codes, i),
						 "at"),
				 (json_int_t)in->at[i]);
	s = json_dumps(in->codes, JSON_COMPACT | JSON_SORT_KEYS);
	if (!s)
		abort();	/* no memory: everything in it is UTF-8 */
	ty_buf_adds(codes, s);
	free(s);
}
