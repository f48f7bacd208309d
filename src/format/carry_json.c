/* Questions and answers of carrying over, as JSON. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/carry_json.h"
#include "text/utf8.h"

static char *text_of(const json_t *object, const char *key)
{
	return ty_strdup(json_string_value(json_object_get(object, key)));
}

enum ty_status ty_carry_question_parse(struct ty_carry_question *out,
				       const char *line, size_t len,
				       const char *file, long number,
				       struct ty_error *err)
{
	json_error_t why;
	json_t *object;

	memset(out, 0, sizeof(*out));
	object = json_loadb(line, len, JSON_REJECT_DUPLICATES, &why);
	if (!object)
		return ty_fail_at(err, TY_ESYNTAX, file, number, why.column,
				  _("no JSON object: %s"), why.text);
	out->source = text_of(object, "source");
	out->target = text_of(object, "target");
	out->now = text_of(object, "new");
	out->from = text_of(object, "from");
	out->to = text_of(object, "to");
	json_decref(object);
	if (out->source && out->target && out->now)
		return TY_OK;
	ty_carry_question_release(out);
	return ty_fail_at(err, TY_ESYNTAX, file, number, 0,
			  _("no object with strings for \"source\", \"target\" and \"new\""));
}

void ty_carry_question_release(struct ty_carry_question *question)
{
	free(question->source);
	free(question->target);
	free(question->now);
	free(question->from);
	free(question->to);
	memset(question, 0, sizeof(*question));
}

static json_t *span(const char *text, const struct ty_span *s)
{
	size_t start = ty_utf8_count(text, s->start);
	size_t n = ty_utf8_count(text + s->start, s->end - s->start);

	return json_pack("[II]", (json_int_t)start, (json_int_t)(start + n));
}

static json_t *piece(const char *text, const struct ty_span *s)
{
	return json_stringn(text + s->start, s->end - s->start);
}

json_t *ty_carry_changes(const char *target, const char *now,
			 const struct ty_carry *carry)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < carry->ncarried; i++) {
		const struct ty_carried *c = &carry->carried[i];

		json_array_append_new(list,
			json_pack("{so so so so so}",
				  "old", span(target, &c->was),
				  "new", span(carry->target, &c->now),
				  "source", span(now, &c->source),
				  "was", piece(target, &c->was),
				  "is", piece(carry->target, &c->now)));
	}
	return list;
}

json_t *ty_carry_whys(const char *now, const struct ty_carry *carry)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < carry->nrefused; i++) {
		const struct ty_refusal *r = &carry->refused[i];

		json_array_append_new(list,
			json_pack("{ss ss so}", "reason", r->why, "message",
				  ty_refusal_title(r->why), "source",
				  span(now, &r->source)));
	}
	return list;
}

void ty_json_carry(struct ty_buf *out, const char *target, const char *now,
		   const struct ty_carry *carry)
{
	json_t *object = json_pack("{si ss? so so}", "version", 1, "target",
				   carry->target, "changes",
				   ty_carry_changes(target, now, carry),
				   "why", ty_carry_whys(now, carry));
	char *s = object ? json_dumps(object, JSON_COMPACT) : NULL;

	if (!s)
		abort();
	ty_buf_adds(out, s);
	free(s);
	json_decref(object);
}
