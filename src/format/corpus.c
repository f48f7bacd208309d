/* A story of a corpus with its pairs, and as a line of JSON. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/corpus.h"
#include "format/json.h"

static const char *const fields[TY_NCORPUS_FIELDS] = {
	[TY_CF_STORY] = "story", [TY_CF_SOURCE] = "source",
	[TY_CF_TARGET] = "target", [TY_CF_SOURCE_TEXT] = "source_text",
	[TY_CF_TARGET_TEXT] = "target_text",
	[TY_CF_SOURCE_LANG] = "source_lang",
	[TY_CF_TARGET_LANG] = "target_lang", [TY_CF_PUBLISHER] = "publisher",
	[TY_CF_LICENCE] = "licence", [TY_CF_DATE] = "date",
	[TY_CF_STATUS] = "status", [TY_CF_EMBARGO] = "embargo",
	[TY_CF_METHOD] = "method", [TY_CF_BARRED] = "barred",
	[TY_CF_ERROR] = "error",
};

static const struct {
	const char	*word, *title;
} whys[TY_NWHYS] = {
	[TY_WHY_KEPT] = { "kept", N_("kept") },
	[TY_WHY_CONFIDENCE] = { "confidence", N_("alignment not certain") },
	[TY_WHY_LANGUAGE] = { "language", N_("another language") },
	[TY_WHY_LENGTH] = { "length", N_("too short or too long") },
	[TY_WHY_RATIO] = { "ratio", N_("lengths too different") },
	[TY_WHY_VALUES] = { "values", N_("values that disagree") },
	[TY_WHY_MARKUP] = { "markup", N_("code or signs instead of text") },
	[TY_WHY_SAME] = { "same", N_("the same text on both sides") },
	[TY_WHY_BOILERPLATE] = { "boilerplate",
				 N_("boilerplate of many stories") },
	[TY_WHY_DUPLICATE] = { "duplicate", N_("duplicate") },
	[TY_WHY_NEAR] = { "near-duplicate", N_("near-duplicate") },
	[TY_WHY_LEAK] = { "leak", N_("too like a pair of another split") },
};

const char *ty_corpus_field_word(enum ty_corpus_field field)
{
	return fields[field];
}

bool ty_corpus_field_parse(enum ty_corpus_field *out, const char *word,
			   size_t len)
{
	int i;

	for (i = 0; i < TY_NCORPUS_FIELDS; i++)
		if (strlen(fields[i]) == len && !memcmp(fields[i], word, len)) {
			*out = (enum ty_corpus_field)i;
			return true;
		}
	return false;
}

const char *ty_corpus_why_word(enum ty_corpus_why why)
{
	return whys[why].word;
}

const char *ty_corpus_why_title(enum ty_corpus_why why)
{
	return _(whys[why].title);
}

/* ---------------------------------------------------------------- stories */

void ty_corpus_clear(struct ty_corpus_story *story)
{
	size_t i;

	for (i = 0; i < TY_NCORPUS_FIELDS; i++)
		free(story->field[i]);
	for (i = 0; i < story->n; i++) {
		free(story->pairs[i].source);
		free(story->pairs[i].target);
		free(story->pairs[i].kind);
	}
	free(story->pairs);
	memset(story, 0, sizeof(*story));
}

void ty_corpus_set(struct ty_corpus_story *story, enum ty_corpus_field field,
		   const char *value)
{
	char *copy = ty_strdup(value && value[0] ? value : NULL);

	free(story->field[field]);
	story->field[field] = copy;
}

struct ty_corpus_pair *ty_corpus_add(struct ty_corpus_story *story)
{
	struct ty_corpus_pair *pair;

	story->pairs = ty_grow(story->pairs, &story->cap, story->n + 1,
			       sizeof(*story->pairs));
	pair = &story->pairs[story->n++];
	memset(pair, 0, sizeof(*pair));
	return pair;
}

/* --------------------------------------------------------------- writing */

static json_t *marks_json(unsigned marks)
{
	json_t *list = json_array();
	int why;

	for (why = 1; why < TY_NWHYS; why++)
		if (marks & 1u << why)
			json_array_append_new(list, json_string(whys[why].word));
	return list;
}

static json_t *pair_json(const struct ty_corpus_pair *pair, bool marked)
{
	json_t *o = json_pack("{ss ss sf s[ii] s[ii] ss}",
			      "source", pair->source, "target", pair->target,
			      "score", (double)(int)(pair->score * 1e4 + .5) / 1e4,
			      "segments", pair->source_n, pair->target_n,
			      "paragraphs", pair->source_paragraph,
			      pair->target_paragraph,
			      "kind", pair->kind ? pair->kind : "body");

	if (marked)
		json_object_set_new(o, "marks", marks_json(pair->marks));
	if (pair->why != TY_WHY_KEPT)
		json_object_set_new(o, "reject",
				    json_string(whys[pair->why].word));
	return o;
}

void ty_corpus_write(struct ty_buf *out, const struct ty_corpus_story *story)
{
	json_t *o = json_pack("{si}", "version", 1), *pairs;
	size_t i;

	for (i = 0; i < TY_NCORPUS_FIELDS; i++)
		if (story->field[i])
			json_object_set_new(o, fields[i],
					    ty_json_bytes(story->field[i]));
	if (story->version)
		json_object_set_new(o, "story_version",
				    json_integer(story->version));
	if (story->aligned) {
		pairs = json_array();
		for (i = 0; i < story->n; i++)
			json_array_append_new(pairs,
				pair_json(&story->pairs[i], story->marked));
		json_object_set_new(o, "pairs", pairs);
	}
	ty_json_put_short(out, o);
}

/* --------------------------------------------------------------- reading */

/* What is being read, for errors. */
struct place {
	const char	*path;
	long		 number;
	struct ty_error	*err;
};

static enum ty_status wrong(const struct place *at, const char *name)
{
	return ty_fail_at(at->err, TY_ESYNTAX, at->path, at->number, 0,
			  _("'%s' is not what a record of a corpus has there"),
			  name);
}

static unsigned read_whys(const json_t *list)
{
	unsigned marks = 0;
	size_t i;
	int why;

	for (i = 0; i < json_array_size(list); i++)
		for (why = 1; why < TY_NWHYS; why++) {
			const char *s = json_string_value(json_array_get(list,
									 i));

			if (s && !strcmp(s, whys[why].word))
				marks |= 1u << why;
		}
	return marks;
}

/* Two numbers from 0 to a million. */
static bool two(int out[2], const json_t *list)
{
	json_int_t v;
	size_t i;

	for (i = 0; i < 2; i++) {
		const json_t *number = json_array_get(list, i);

		v = json_integer_value(number);
		if (!json_is_integer(number) || v < 0 || v > 1000000)
			return false;
		out[i] = (int)v;
	}
	return true;
}

static enum ty_status read_pair(struct ty_corpus_story *story,
				const json_t *o, const struct place *at)
{
	const char *source = json_string_value(json_object_get(o, "source"));
	const char *target = json_string_value(json_object_get(o, "target"));
	const char *kind = json_string_value(json_object_get(o, "kind"));
	const char *why = json_string_value(json_object_get(o, "reject"));
	const json_t *score = json_object_get(o, "score");
	int segments[2] = { 1, 1 }, paragraphs[2] = { 0, 0 }, w;
	struct ty_corpus_pair *pair;

	if (!source || !target)
		return wrong(at, "pairs");
	if (!json_is_number(score) || json_number_value(score) < 0 ||
	    json_number_value(score) > 1)
		return wrong(at, "score");
	if (!two(segments, json_object_get(o, "segments")))
		return wrong(at, "segments");
	if (!two(paragraphs, json_object_get(o, "paragraphs")))
		return wrong(at, "paragraphs");
	pair = ty_corpus_add(story);
	pair->source = ty_strdup(source);
	pair->target = ty_strdup(target);
	pair->kind = ty_strdup(kind ? kind : "body");
	pair->score = json_number_value(score);
	pair->source_n = segments[0];
	pair->target_n = segments[1];
	pair->source_paragraph = paragraphs[0];
	pair->target_paragraph = paragraphs[1];
	pair->marks = read_whys(json_object_get(o, "marks"));
	for (w = 1; why && w < TY_NWHYS; w++)
		if (!strcmp(why, whys[w].word))
			pair->why = (enum ty_corpus_why)w;
	story->marked = json_object_get(o, "marks") != NULL;
	return TY_OK;
}

static enum ty_status read_members(struct ty_corpus_story *out,
				   const json_t *o, const struct place *at)
{
	const json_t *member, *pairs = json_object_get(o, "pairs");
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; i < TY_NCORPUS_FIELDS; i++) {
		member = json_object_get(o, fields[i]);
		if (member && !json_is_string(member))
			return wrong(at, fields[i]);
		ty_corpus_set(out, (enum ty_corpus_field)i,
			      json_string_value(member));
	}
	member = json_object_get(o, "story_version");
	if (member && (json_integer_value(member) < 1 ||
		       json_integer_value(member) > 1000000))
		return wrong(at, "story_version");
	out->version = (int)json_integer_value(member);
	if (pairs && !json_is_array(pairs))
		return wrong(at, "pairs");
	out->aligned = pairs != NULL;
	for (i = 0; st == TY_OK && i < json_array_size(pairs); i++)
		st = read_pair(out, json_array_get(pairs, i), at);
	return st;
}

enum ty_status ty_corpus_read(struct ty_corpus_story *out, const char *line,
			      size_t len, const char *path, long number,
			      struct ty_error *err)
{
	const struct place at = { path, number, err };
	enum ty_status st;
	json_error_t why;
	json_t *o;

	o = json_loadb(line, len, JSON_REJECT_DUPLICATES, &why);
	if (!json_is_object(o))
		st = ty_fail_at(err, TY_ESYNTAX, path, number,
				o ? 0 : why.column,
				_("no JSON object: %s"), o ? "" : why.text);
	else
		st = read_members(out, o, &at);
	json_decref(o);
	return st;
}
