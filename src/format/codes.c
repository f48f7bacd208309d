/* What makes two inline codes the same one, in the texts of a unit. */

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "format/codes.h"

static const char *member(const json_t *code, const char *name)
{
	const char *s = json_string_value(json_object_get(code, name));

	return s ? s : "";
}

static char role(const char *type)
{
	if (!strcmp(type, "bpt") || !strcmp(type, "hi"))
		return '<';
	return !strcmp(type, "ept") || !strcmp(type, "/hi") ? '>' : '-';
}

/* The start of the pair that the code at `at` ends, for its name: the ends of
 * pairs have no `x` of their own. */
static const json_t *opening(const json_t *codes, size_t at, const char *i)
{
	while (at-- > 0) {
		const json_t *code = json_array_get(codes, at);

		if (role(member(code, "type")) == '<' &&
		    !strcmp(member(code, "i"), i))
			return code;
	}
	return NULL;
}

/* By the number that joins the texts of a unit, if there is one; else by what
 * it was in the file. */
static void add_name(struct ty_buf *out, const json_t *code)
{
	const json_t *attrs = json_object_get(code, "attrs");
	const char *element = member(code, "el");

	ty_buf_adds(out, element[0] ? element : member(code, "type"));
	if (member(code, "x")[0])
		ty_buf_addf(out, " %s", member(code, "x"));
	else if (member(code, "data")[0])
		ty_buf_addf(out, " %s", member(code, "data"));
	else if (member(attrs, "id")[0])
		ty_buf_addf(out, " %s", member(attrs, "id"));
	else if (member(code, "i")[0])
		ty_buf_addf(out, " %s", member(code, "i"));
}

static void add(struct ty_code_list *list, const json_t *codes, size_t k,
		size_t len)
{
	const json_t *code = json_array_get(codes, k), *named = code;
	json_int_t at = json_integer_value(json_object_get(code, "at"));
	char how = role(member(code, "type"));

	if (how == '>' && member(code, "i")[0])
		named = opening(codes, k, member(code, "i"));
	list->v = ty_grow(list->v, &list->cap, list->n + 1, sizeof(*list->v));
	list->name = ty_grow(list->name, &list->cap_name, list->n + 1,
			     sizeof(*list->name));
	list->name[list->n] = list->names.len;
	list->v[list->n++] = (struct ty_check_code){
		at < 0 ? 0 : (size_t)at > len ? len : (size_t)at, how, NULL
	};
	add_name(&list->names, named ? named : code);
	ty_buf_addc(&list->names, '\0');
}

void ty_codes_read(struct ty_code_list *list, const char *json, size_t len)
{
	json_t *codes;
	size_t i;

	if (!list->names.p)
		ty_buf_init(&list->names);
	ty_buf_clear(&list->names);
	list->n = 0;
	if (!json || !json[0] || !(codes = json_loads(json, 0, NULL)))
		return;
	for (i = 0; i < json_array_size(codes); i++)
		add(list, codes, i, len);
	for (i = 0; i < list->n; i++)
		list->v[i].name = list->names.p + list->name[i];
	json_decref(codes);
}

void ty_codes_release(struct ty_code_list *list)
{
	free(list->v);
	free(list->name);
	if (list->names.p)
		ty_buf_release(&list->names);
	memset(list, 0, sizeof(*list));
}
