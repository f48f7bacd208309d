#ifndef SCHEMA_H
#define SCHEMA_H

/* Does a value fit its schema?  As much of JSON Schema as openapi.json uses. */

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool fits(json_t *root, json_t *schema, json_t *value, const char *where);

static int trying;		/* one of several: no reason is shown */

static bool misfit(const char *where, const char *why)
{
	if (!trying)
		printf("# %s: %s\n", where, why);
	return false;
}

static bool is_type(const char *type, json_t *value)
{
	return !strcmp(type, "string") ? json_is_string(value) :
	       !strcmp(type, "integer") ? json_is_integer(value) :
	       !strcmp(type, "number") ? json_is_number(value) :
	       !strcmp(type, "boolean") ? json_is_boolean(value) :
	       !strcmp(type, "null") ? json_is_null(value) :
	       !strcmp(type, "array") ? json_is_array(value) :
	       !strcmp(type, "object") && json_is_object(value);
}

static bool fits_type(json_t *type, json_t *value)
{
	json_t *one;
	size_t i;

	if (json_is_string(type))
		return is_type(json_string_value(type), value);
	json_array_foreach(type, i, one)
		if (is_type(json_string_value(one), value))
			return true;
	return false;
}

static bool fits_enum(json_t *words, json_t *value)
{
	json_t *word;
	size_t i;

	json_array_foreach(words, i, word)
		if (json_equal(word, value))
			return true;
	return false;
}

/* An object has what is required, and nothing that is not described. */
static bool fits_object(json_t *root, json_t *schema, json_t *value,
			const char *where)
{
	json_t *properties = json_object_get(schema, "properties");
	json_t *more = json_object_get(schema, "additionalProperties");
	json_t *name, *member, *described;
	const char *key;
	char at[400];
	size_t i;

	json_array_foreach(json_object_get(schema, "required"), i, name)
		if (!json_object_get(value, json_string_value(name)))
			return misfit(where, json_string_value(name));
	json_object_foreach(value, key, member) {
		snprintf(at, sizeof(at), "%.300s.%.80s", where, key);
		described = json_object_get(properties, key);
		if (!described && json_is_object(more))
			described = more;
		if (!described && !json_is_true(more))
			return misfit(at, "not described");
		if (described && !fits(root, described, member, at))
			return false;
	}
	return true;
}

static bool fits_array(json_t *root, json_t *schema, json_t *value,
		       const char *where)
{
	json_t *least = json_object_get(schema, "minItems");
	json_t *most = json_object_get(schema, "maxItems");
	json_t *items = json_object_get(schema, "items"), *item;
	json_int_t n = (json_int_t)json_array_size(value);
	char at[400];
	size_t i;

	if ((least && n < json_integer_value(least)) ||
	    (most && n > json_integer_value(most)))
		return misfit(where, "a list of another length");
	json_array_foreach(value, i, item) {
		snprintf(at, sizeof(at), "%.300s[%zu]", where, i);
		if (items && !fits(root, items, item, at))
			return false;
	}
	return true;
}

/* What "$ref" names: "#/components/schemas/Story". */
static json_t *resolve(json_t *root, json_t *object)
{
	const char *ref = json_string_value(json_object_get(object, "$ref"));
	char name[200];

	if (!ref)
		return object;
	for (ref++; *ref == '/' && root; ) {
		size_t n = strcspn(++ref, "/");

		snprintf(name, sizeof(name), "%.*s", (int)n, ref);
		root = json_object_get(root, name);
		ref += n;
	}
	return root;
}

static bool fits(json_t *root, json_t *schema, json_t *value, const char *where)
{
	json_t *one, *list;
	size_t i;

	schema = resolve(root, schema);
	if (!schema)
		return misfit(where, "a reference to nothing");
	if ((list = json_object_get(schema, "oneOf"))) {
		bool any = false;

		trying++;
		json_array_foreach(list, i, one)
			any = any || fits(root, one, value, where);
		trying--;
		return any || misfit(where, "fits none of several");
	}
	if ((one = json_object_get(schema, "type")) && !fits_type(one, value))
		return misfit(where, "of another type");
	if ((list = json_object_get(schema, "enum")) &&
	    !fits_enum(list, value))
		return misfit(where, "a word that is not described");
	if (json_is_object(value))
		return fits_object(root, schema, value, where);
	if (json_is_array(value))
		return fits_array(root, schema, value, where);
	return true;
}

/* ---- what openapi.json says of a request */

/* Is the path one of a pattern, "/api/v1/stories/{id}"? */
static bool is_path(const char *pattern, const char *path)
{
	for (; *pattern; pattern++, path++) {
		if (*pattern == '{') {
			bool rest = !strncmp(pattern, "{text}", 6) ||
				    !strncmp(pattern, "{*}", 3);

			if (!*path || *path == '/')
				return false;
			path += rest ? strcspn(path, "?") :
				strcspn(path, "/?");
			pattern += strcspn(pattern, "}");
			path--;
		} else if (*pattern != *path) {
			return false;
		}
	}
	return !*path || *path == '?';
}

/* The description of a request; *pattern is its path there.  NULL: none. */
static json_t *operation(json_t *root, const char *method, const char *path,
			 const char **pattern)
{
	const char *key;
	char word[16];
	json_t *all;
	size_t i;

	for (i = 0; method[i] && i < 15; i++)
		word[i] = (char)(method[i] | 0x20);
	word[i] = '\0';
	/* What is written out goes before what stands for anything. */
	for (i = 0; i < 2; i++)
		json_object_foreach(json_object_get(root, "paths"), key, all)
			if ((i || !strchr(key, '{')) && is_path(key, path) &&
			    json_object_get(all, word)) {
				*pattern = key;
				return json_object_get(all, word);
			}
	return NULL;
}

/* The schema of an answer's JSON; NULL: it has none. */
static json_t *answer_schema(json_t *root, json_t *op, int status)
{
	json_t *all = json_object_get(op, "responses"), *one;
	char word[16];

	snprintf(word, sizeof(word), "%d", status);
	one = json_object_get(all, word);
	if (!one && status >= 400)
		one = json_object_get(all, "default");
	one = resolve(root, one);
	return json_object_get(json_object_get(json_object_get(one, "content"),
				"application/json"), "schema");
}

#endif
