/* What commands that take care of a memory answer as JSON. */

#include <stdio.h>

#include "format/json.h"
#include "format/results.h"

static json_t *batch_object(const struct ty_batch *b)
{
	json_t *reasons = json_loads(b->reasons, 0, NULL);

	return json_pack("{sI ss so ss ss ss ss sI sI sI sI sI so}",
			 "batch", (json_int_t)b->id, "kind", b->kind,
			 "source", ty_json_bytes(b->source), "user", b->user,
			 "started", b->started, "finished", b->finished,
			 "undone", b->undone, "read", (json_int_t)b->read,
			 "added", (json_int_t)b->added,
			 "merged", (json_int_t)b->merged,
			 "changed", (json_int_t)b->changed,
			 "skipped", (json_int_t)b->skipped,
			 "reasons", reasons ? reasons : json_object());
}

void ty_json_batch(struct ty_buf *out, const struct ty_batch *batch)
{
	json_t *object = batch_object(batch);

	json_object_set_new(object, "version", json_integer(1));
	ty_json_put(out, object);
}

void ty_json_stats(struct ty_buf *out, const char *memory,
		   const struct ty_stats *s)
{
	json_t *langs = json_object();
	size_t i;

	for (i = 0; i < s->nlangs; i++)
		json_object_set_new(langs, s->langs[i].lang,
				    json_integer(s->langs[i].variants));
	ty_json_put(out, json_pack("{si so sI sI sI sI sI sI sI sI si sI sI so}",
			   "version", 1, "memory", ty_json_bytes(memory),
			   "units", (json_int_t)s->units,
			   "reviewed", (json_int_t)s->reviewed,
			   "rejected", (json_int_t)s->rejected,
			   "stories", (json_int_t)s->stories,
			   "segments", (json_int_t)s->segments,
			   "batches", (json_int_t)s->batches,
			   "terms", (json_int_t)s->terms,
			   "bytes", (json_int_t)s->bytes,
			   "schema", s->schema,
			   "index_files", (json_int_t)s->index_files,
			   "index_bytes", (json_int_t)s->index_bytes,
			   "languages", langs));
}

void ty_json_info(struct ty_buf *out, const char *path,
		  const struct ty_file_info *i)
{
	ty_json_put(out, json_pack("{si so ss ss ss ss ss sI sI sI}", "version", 1,
			   "file", ty_json_bytes(path), "format", i->format,
			   "format_version", i->version,
			   "encoding", i->encoding, "source", i->source,
			   "target", i->target, "units", (json_int_t)i->units,
			   "translated", (json_int_t)i->translated,
			   "bytes", (json_int_t)i->bytes));
}

void ty_json_done(struct ty_buf *out, const char *key, const char *text,
		  const char *count_key, int64_t count)
{
	json_t *o = json_pack("{si so}", "version", 1, key, ty_json_bytes(text));

	if (count_key)
		json_object_set_new(o, count_key,
				    json_integer((json_int_t)count));
	ty_json_put(out, o);
}

void ty_json_style(struct ty_buf *out, const struct ty_style *style)
{
	json_t *settings = json_object();
	int i;

	for (i = 0; i < TY_NSTYLE_SETTINGS; i++) {
		const struct ty_style_info *info =
			ty_style_info((enum ty_style_setting)i);

		json_object_set_new(settings, info->name,
				    json_string(info->words[style->v[i]]));
	}
	ty_json_put(out, json_pack("{si so}", "version", 1, "style", settings));
}

void ty_json_learned(struct ty_buf *out, const struct ty_learned *l)
{
	json_t *beads = json_object();
	char name[16];
	int n, m;

	for (n = 0; n <= TY_BEAD_MOST; n++)
		for (m = 0; m <= TY_BEAD_MOST; m++) {
			if (!l->beads[n][m])
				continue;
			snprintf(name, sizeof(name), "%d:%d", n, m);
			json_object_set_new(beads, name, json_integer(
				(json_int_t)l->beads[n][m]));
		}
	ty_json_put(out, json_pack("{si sI sI sI so sI sI sI so}",
			   "version", 1, "pairs", (json_int_t)l->pairs,
			   "source_segments", (json_int_t)l->source_segments,
			   "target_segments", (json_int_t)l->target_segments,
			   "beads", beads, "doubtful", (json_int_t)l->below,
			   "reviewed", (json_int_t)l->reviewed,
			   "wrong", (json_int_t)l->wrong,
			   "batch", batch_object(l->batch)));
}

static json_t *learnt_object(const struct ty_learnt *l)
{
	return l ? json_pack("{ss ss sI sI sI sI sI sI sI}",
			     "source", l->source, "target", l->target,
			     "learnt_from", (json_int_t)l->learnt_from,
			     "source_words", (json_int_t)l->source_words,
			     "target_words", (json_int_t)l->target_words,
			     "pairs", (json_int_t)l->pairs,
			     "change", (json_int_t)l->change,
			     "behind", (json_int_t)l->behind,
			     "bytes", (json_int_t)l->bytes) : json_null();
}

void ty_json_learnt(struct ty_buf *out, const struct ty_learnt *learnt)
{
	ty_json_put(out, json_pack("{si so}", "version", 1, "learnt",
				   learnt_object(learnt)));
}

void ty_json_lexicon(struct ty_buf *out, const struct ty_lexicon_info *info,
		     const struct ty_learnt *learnt)
{
	json_t *sources = json_array();
	size_t i;

	for (i = 0; i < info->nsources; i++) {
		const struct ty_lexicon_source *s = &info->sources[i];

		json_array_append_new(sources, json_pack(
			"{ss sI ss ss}", "name", s->name,
			"entries", (json_int_t)s->entries, "made", s->made,
			"licence", s->licence));
	}
	ty_json_put(out, json_pack("{si so ss ss sI sI sI sI so so}", "version", 1,
		"path", ty_json_bytes(info->path),
		"source", info->source, "target", info->target,
		"bytes", (json_int_t)info->bytes,
		"terms", (json_int_t)info->terms,
		"strings", (json_int_t)info->strings,
		"pairs", (json_int_t)info->pairs, "sources", sources,
		"learnt", learnt_object(learnt)));
}

void ty_json_story_pair(struct ty_buf *out, const struct ty_story_pair *p)
{
	ty_json_put(out, json_pack("{si so so sf ss sf sf sf sf}",
			   "version", 1, "source", ty_json_bytes(p->source),
			   "target", ty_json_bytes(p->target),
			   "score", p->score, "method", p->method,
			   "likeness", p->likeness,
			   "share", p->share, "odds", p->odds,
			   "ahead", p->ahead));
}
