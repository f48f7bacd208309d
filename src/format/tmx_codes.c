/* Inline codes as TMX's elements. */

#include <jansson.h>
#include <string.h>

#include "format/escape.h"
#include "format/tmx.h"

/* What the DTD allows each code to say, beside `i` and `x`. */
struct element {
	const char	*name;
	bool		 i, x;
	const char	*attrs[3];
};

static const struct element elements[] = {
	{ "bpt", true, true, { "type" } },
	{ "ept", true, false, { NULL } },
	{ "it", false, true, { "pos", "type" } },
	{ "ph", false, true, { "assoc", "type" } },
	{ "hi", false, true, { "type" } },
	{ "ut", false, true, { NULL } },
	{ "sub", false, false, { "datatype", "type" } },
};

static const char *get(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static const struct element *element_of(const json_t *code)
{
	const char *type = get(code, "type");
	size_t i, n = sizeof(elements) / sizeof(elements[0]);

	for (i = 0; i < n; i++)
		if (type && !strcmp(elements[i].name, type))
			return &elements[i];
	return &elements[3];		/* stands for itself: "ph" */
}

/* An attribute under the name it has in the code's own format. */
static const char *attribute(const json_t *code, const char *name)
{
	const json_t *attrs = json_object_get(code, "attrs");
	const char *value = get(attrs, name);

	if (!strcmp(name, "pos"))
		return value && (value[0] == 'e' || value[0] == 'c') ? "end" :
			"begin";
	if (!value && !strcmp(name, "type"))
		value = get(attrs, "ctype");
	if (!value && !strcmp(name, "type"))
		value = get(attrs, "mtype");
	return value;
}

static void put_start(struct ty_buf *out, const struct element *e,
		      const json_t *code)
{
	const char *value;
	size_t k;

	ty_buf_addf(out, "<%s", e->name);
	if (e->i)
		ty_escape_pair(out, "i", (value = get(code, "i")) ? value :
			       "0");
	if (e->x && (value = get(code, "x")))
		ty_escape_pair(out, "x", value);
	for (k = 0; k < 3 && e->attrs[k]; k++)
		if ((value = attribute(code, e->attrs[k])))
			ty_escape_pair(out, e->attrs[k], value);
}

static void put_code(struct ty_buf *out, const json_t *code);

static void put_data(struct ty_buf *out, const json_t *data)
{
	const json_t *part;
	size_t i;

	if (json_is_string(data))
		ty_escape_text(out, json_string_value(data),
			       json_string_length(data));
	json_array_foreach(data, i, part) {
		if (json_is_string(part))
			put_data(out, part);
		else
			put_code(out, part);
	}
}

static void put_code(struct ty_buf *out, const json_t *code)
{
	const struct element *e = element_of(code);
	const json_t *data = json_object_get(code, "data");

	put_start(out, e, code);
	if (!data) {
		ty_buf_adds(out, "/>");
		return;
	}
	ty_buf_addc(out, '>');
	put_data(out, data);
	ty_buf_addf(out, "</%s>", e->name);
}

bool ty_tmx_put_segment(struct ty_buf *out, const char *text,
			const char *codes)
{
	size_t len = strlen(text), done = 0, at, i, highlights = 0;
	json_t *array = json_loads(codes, 0, NULL), *code;
	const char *type;

	json_array_foreach(array, i, code) {
		at = (size_t)json_integer_value(json_object_get(code, "at"));
		if (at > len)
			at = len;
		while (((unsigned char)text[at] & 0xC0) == 0x80)
			at++;
		if (at > done) {
			ty_escape_text(out, text + done, at - done);
			done = at;
		}
		type = get(code, "type");
		if (type && !strcmp(type, "hi")) {
			put_start(out, element_of(code), code);
			ty_buf_addc(out, '>');
			highlights++;
		} else if (!type || strcmp(type, "/hi")) {
			put_code(out, code);
		} else if (highlights) {
			ty_buf_adds(out, "</hi>");
			highlights--;
		}
	}
	ty_escape_text(out, text + done, len - done);
	while (highlights--)
		ty_buf_adds(out, "</hi>");
	json_decref(array);
	return array != NULL;
}
