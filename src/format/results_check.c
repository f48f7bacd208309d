/* What checks find as JSON. */

#include <string.h>

#include "format/json.h"
#include "format/results.h"

/* null for an issue that has no place in this text. */
static json_t *place(struct ty_points *c, const struct ty_span *s)
{
	return s->end > s->start ? ty_points_span(c, s) : json_null();
}

/* The key of a text: "ja" for "ja-JP". */
static void language_key(char out[16], const char *lang)
{
	size_t n = strcspn(lang, "-");

	n = n < 15 ? n : 15;
	memcpy(out, lang, n);
	out[n] = '\0';
}

void ty_json_checked(struct ty_buf *out, const struct ty_checked *checked,
		     const char *source, const char *target, bool whole)
{
	struct ty_points from = { .text = checked->source };
	struct ty_points to = { .text = checked->target };
	json_t *list = json_array(), *object, *issue;
	char a[16], b[16];
	size_t i;

	language_key(a, source);
	language_key(b, target);
	for (i = 0; i < checked->n; i++) {
		const struct ty_issue *found = &checked->issues[i];

		issue = json_pack("{ss ss so so ss ss}", "kind", found->kind,
				  "severity", ty_severity_word(found->severity),
				  a, place(&from, &found->source), b,
				  place(&to, &found->target), "text",
				  found->text, "message", found->message);
		if (found->fix)
			json_object_set_new(issue, "fix",
					    json_string(found->fix));
		json_array_append_new(list, issue);
	}
	object = json_object();
	if (whole) {
		json_object_set_new(object, "path", ty_json_bytes(checked->path));
		json_object_set_new(object, checked->unit ? "unit" : "line",
				    json_integer(checked->unit ?
						 checked->unit :
						 checked->line));
		json_object_set_new(object, "source",
				    json_string(checked->source));
		json_object_set_new(object, "target",
				    json_string(checked->target));
		if (checked->fixed)
			json_object_set_new(object, "fixed",
					    json_string(checked->fixed));
	}
	json_object_set_new(object, "issues", list);
	ty_json_put(out, object);
}

void ty_json_issues(struct ty_buf *out, const struct ty_checked *checked)
{
	struct ty_points from = { .text = checked->source };
	struct ty_points to = { .text = checked->target };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < checked->n; i++) {
		const struct ty_issue *found = &checked->issues[i];

		json_array_append_new(list, json_pack(
			"{ss ss ss so so ss ss?}", "check", found->kind,
			"severity", ty_severity_word(found->severity),
			"message", found->message,
			"source", ty_points_span(&from, &found->source),
			"target", ty_points_span(&to, &found->target),
			"text", found->text, "fix", found->fix));
	}
	ty_json_put(out, list);
}
