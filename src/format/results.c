/* The JSON other programs read: its shapes, as docs/json.md gives them. */

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "format/carry_json.h"
#include "format/results.h"
#include "text/utf8.h"

/* Counts the code points before growing offsets of one text. */
struct counter {
	const char	*text;
	size_t		 byte;
	json_int_t	 points;
};

static json_int_t count_to(struct counter *c, size_t byte)
{
	if (byte < c->byte) {
		c->byte = 0;
		c->points = 0;
	}
	c->points += (json_int_t)ty_utf8_count(c->text + c->byte,
					       byte - c->byte);
	c->byte = byte;
	return c->points;
}

static json_t *span(struct counter *c, const struct ty_span *s)
{
	json_int_t start = count_to(c, s->start);

	return json_pack("[II]", start, count_to(c, s->end));
}

/* Append an object and let it go.  Everything in it is valid UTF-8, so that
 * only exhausted memory could make it NULL. */
static void put(struct ty_buf *out, json_t *object)
{
	char *s = object ? json_dumps(object, JSON_COMPACT) : NULL;

	if (!s)
		abort();
	ty_buf_adds(out, s);
	free(s);
	json_decref(object);
}

/* A path may be of any bytes; JSON is UTF-8. */
static json_t *path_string(const char *path)
{
	struct ty_buf valid = TY_BUF_INIT;
	size_t len = strlen(path), bad;
	json_t *s;

	while (!ty_utf8_valid(path, len, &bad)) {
		ty_buf_add(&valid, path, bad);
		ty_buf_adds(&valid, "\xEF\xBF\xBD");
		path += bad + 1;
		len -= bad + 1;
	}
	ty_buf_add(&valid, path, len);
	s = json_string(valid.p);
	ty_buf_release(&valid);
	return s;
}

static json_t *origin(const struct ty_origin *o)
{
	return json_pack("{ss so ss ss si}", "headline", o->headline, "path",
			 path_string(o->path), "date", o->date, "user", o->user, "version",
			 o->version);
}

static json_t *changes(const struct ty_match *m, const char *source)
{
	struct counter old = { .text = m->source };
	struct counter now = { .text = source };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < m->nchanges; i++) {
		const struct ty_change *c = &m->changes[i];
		json_t *o, *n;

		if (c->edit == TY_SAME)
			continue;
		o = span(&old, &c->old);
		n = span(&now, &c->now);
		json_array_append_new(list, json_pack("{ss so so}", "edit",
				ty_edit_word(c->edit), "old", o, "new", n));
	}
	return list;
}

static json_t *penalty(const struct ty_penalty *p, const struct ty_match *m,
		       const char *source)
{
	struct counter old = { .text = m->source };
	struct counter now = { .text = source };
	json_t *object = json_pack("{ss si}", "name", p->name, "points",
				   p->points);

	if (p->old.end > p->old.start || p->now.end > p->now.start) {
		json_object_set_new(object, "old", span(&old, &p->old));
		json_object_set_new(object, "new", span(&now, &p->now));
	}
	return object;
}

static json_t *match(const struct ty_match *m, const char *source)
{
	static const struct ty_carry none;
	const struct ty_carry *carry = m->carry ? m->carry : &none;
	json_t *penalties = json_array();
	size_t i;

	for (i = 0; i < m->npenalties; i++)
		json_array_append_new(penalties,
				      penalty(&m->penalties[i], m, source));
	return json_pack("{sI so si sf sI sI ss ss ss? so so so so ss ss so}",
			 "unit", (json_int_t)m->unit,
			 "memory", path_string(m->memory), "score", m->score,
			 "similarity", m->similarity,
			 "distance", (json_int_t)m->distance,
			 "tokens", (json_int_t)m->tokens, "source", m->source,
			 "target", m->target, "repaired", m->repaired,
			 "carried", ty_carry_changes(m->target, source, carry),
			 "refused", ty_carry_whys(source, carry),
			 "changes", changes(m, source), "penalties", penalties,
			 "kind", ty_unit_kind_word(m->kind),
			 "status", ty_unit_status_word(m->status),
			 "origin", origin(&m->origin));
}

/* ---- the termbase */

static json_t *term(const struct ty_term *t)
{
	return json_pack("{ss ss ss ss ss}", "lang", t->lang, "text", t->text,
			 "status", ty_term_status_word(t->status), "pos",
			 t->pos, "note", t->note);
}

static json_t *concept_object(const struct ty_concept *c)
{
	json_t *terms = json_array();
	size_t i;

	for (i = 0; i < c->nterms; i++)
		json_array_append_new(terms, term(&c->terms[i]));
	return json_pack("{sI si ss ss ss ss so ss ss ss ss}",
			 "concept", (json_int_t)c->id, "revision", c->revision,
			 "uid", c->uid, "domain", c->domain,
			 "definition", c->definition, "note", c->note,
			 "terms", terms, "creator", c->creator,
			 "created", c->created, "changer", c->changer,
			 "changed", c->changed);
}

void ty_json_concept(struct ty_buf *out, const struct ty_concept *concept)
{
	json_t *object = concept_object(concept);

	json_object_set_new(object, "version", json_integer(1));
	put(out, object);
}

/* Each place with what it is, and the concepts' other terms. */
static json_t *term_list(const char *text, const struct ty_term_hits *hits)
{
	struct counter c = { .text = text };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < hits->n; i++) {
		const struct ty_term_hit *h = &hits->items[i];
		json_t *object = concept_object(h->concept);

		json_object_set_new(object, "span", span(&c, &h->span));
		json_object_set_new(object, "found", term(h->term));
		json_array_append_new(list, object);
	}
	return list;
}

void ty_json_terms(struct ty_buf *out, const char *text,
		   const struct ty_term_hits *hits)
{
	put(out, json_pack("{si ss so}", "version", 1, "text", text,
			   "terms", term_list(text, hits)));
}

void ty_json_proposal(struct ty_buf *out, const struct ty_proposal *p)
{
	put(out, json_pack("{si ss ss sf sI sI sI sb sb s{sI ss ss}}",
			   "version", 1,
			   "source", p->source, "target", p->target,
			   "score", p->score,
			   "source_count", (json_int_t)p->source_count,
			   "target_count", (json_int_t)p->target_count,
			   "together", (json_int_t)p->together,
			   "name", p->name, "known", p->known,
			   "example", "pair", (json_int_t)p->example,
			   "source", p->example_source,
			   "target", p->example_target));
}

void ty_json_matches(struct ty_buf *out, const char *source,
		     const struct ty_matches *matches,
		     const struct ty_term_hits *terms)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < matches->n; i++)
		json_array_append_new(list, match(&matches->items[i],
						  matches->text));
	put(out, json_pack("{si ss ss so so}", "version", 1,
			   "source", source, "text", matches->text,
			   "matches", list, "terms",
			   term_list(matches->text, terms)));
}

static json_t *spans(const char *text, const struct ty_span *v, size_t n)
{
	struct counter c = { .text = text };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < n; i++)
		json_array_append_new(list, span(&c, &v[i]));
	return list;
}

void ty_json_hits(struct ty_buf *out, const struct ty_hits *hits)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < hits->n; i++) {
		const struct ty_hit *h = &hits->items[i];

		json_array_append_new(list, json_pack(
			"{sI ss ss ss ss so ss ss so so}",
			"unit", (json_int_t)h->unit,
			"kind", ty_unit_kind_word(h->kind),
			"status", ty_unit_status_word(h->status),
			"lang", h->lang, "text", h->text,
			"spans", spans(h->text, h->spans, h->nspans),
			"other_lang", h->other_lang, "other", h->other,
			"other_spans", spans(h->other, h->other_spans,
					     h->nother_spans),
			"origin", origin(&h->origin)));
	}
	put(out, json_pack("{si sI so}", "version", 1, "total",
			   (json_int_t)hits->total, "hits", list));
}

static json_t *batch_object(const struct ty_batch *b)
{
	json_t *reasons = json_loads(b->reasons, 0, NULL);

	return json_pack("{sI ss so ss ss ss ss sI sI sI sI sI so}",
			 "batch", (json_int_t)b->id, "kind", b->kind,
			 "source", path_string(b->source), "user", b->user,
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
	put(out, object);
}

void ty_json_stats(struct ty_buf *out, const char *memory,
		   const struct ty_stats *s)
{
	json_t *langs = json_object();
	size_t i;

	for (i = 0; i < s->nlangs; i++)
		json_object_set_new(langs, s->langs[i].lang,
				    json_integer(s->langs[i].variants));
	put(out, json_pack("{si so sI sI sI sI sI sI sI sI si sI sI so}",
			   "version", 1, "memory", path_string(memory),
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
	put(out, json_pack("{si so ss ss ss ss ss sI sI sI}", "version", 1,
			   "file", path_string(path), "format", i->format,
			   "format_version", i->version,
			   "encoding", i->encoding, "source", i->source,
			   "target", i->target, "units", (json_int_t)i->units,
			   "translated", (json_int_t)i->translated,
			   "bytes", (json_int_t)i->bytes));
}

static json_t *volume(const struct ty_volume *v)
{
	return json_pack("{sI sI sI}", "segments", (json_int_t)v->segments,
			 "words", (json_int_t)v->words,
			 "characters", (json_int_t)v->characters);
}

/* "bands" and "total", and "weighted" if there are weights. */
static json_t *report_object(const struct ty_report *report,
			     const struct ty_band_weights *weights,
			     const char *lang)
{
	json_t *bands = json_object(), *object;
	int i;

	for (i = 0; i < TY_NBANDS; i++)
		json_object_set_new(bands, ty_band_word((enum ty_band)i),
				    volume(&report->bands[i]));
	object = json_pack("{so so}", "bands", bands, "total",
			   volume(&report->total));
	if (weights)
		json_object_set_new(object, "weighted", json_real(
			ty_report_weighted(report, weights, lang)));
	return object;
}

void ty_json_report(struct ty_buf *out, const char *path,
		    const struct ty_report *report,
		    const struct ty_band_weights *weights, const char *lang)
{
	json_t *head = json_pack("{si so}", "version", 1, "file",
				 path_string(path));
	json_t *object = report_object(report, weights, lang);

	json_object_update(head, object);
	json_decref(object);
	put(out, head);
}

void ty_json_reports(struct ty_buf *out, const struct ty_reports *reports)
{
	json_t *files = json_array();
	size_t i;

	for (i = 0; i < reports->n; i++) {
		const struct ty_file_report *f = &reports->files[i];
		json_t *object = report_object(&f->report, reports->weights,
					       reports->source);

		json_object_set_new(object, "file", path_string(f->path));
		json_array_append_new(files, object);
	}
	put(out, json_pack("{si ss ss so so}", "version", 1,
			   "source", reports->source,
			   "target", reports->target, "files", files,
			   "all", report_object(&reports->all,
						reports->weights,
						reports->source)));
}

/* "bytes" and "span" of a place in a story. */
static void set_place(json_t *object, struct counter *c,
		      const struct ty_span *s)
{
	json_object_set_new(object, "bytes", json_pack("[II]",
			    (json_int_t)s->start, (json_int_t)s->end));
	json_object_set_new(object, "span", span(c, s));
}

static json_t *story_facts(const struct ty_story *s)
{
	return json_pack("{ss ss ss ss ss ss ss ss ss ss ss ss si ss}",
			 "headline", s->headline, "kicker", s->kicker,
			 "description", s->description,
			 "slugline", s->slugline, "note", s->note,
			 "byline", s->byline, "dateline", s->dateline,
			 "place", s->place, "agency", s->agency,
			 "date", s->date, "published", s->published,
			 "credit", s->credit, "story_version", s->version,
			 "sha256", s->sha256);
}

void ty_json_story(struct ty_buf *out, const struct ty_story *s)
{
	struct counter in_blocks = { .text = s->text };
	struct counter in_segments = { .text = s->text };
	json_t *segments = json_array(), *blocks = json_array(), *object;
	size_t i;

	for (i = 0; i < s->nblocks; i++) {
		object = json_pack("{ss}", "kind",
				   ty_kind_word(s->blocks[i].kind));
		set_place(object, &in_blocks, &s->blocks[i].span);
		json_array_append_new(blocks, object);
	}
	for (i = 0; i < s->nsegments; i++) {
		const struct ty_segment *g = &s->segments[i];

		object = json_pack("{ss si ss}", "kind", ty_kind_word(g->kind),
				   "block", (int)g->block, "text", g->text);
		set_place(object, &in_segments, &g->span);
		json_array_append_new(segments, object);
	}
	put(out, json_pack("{si so ss ss ss so so so}", "version", 1,
			   "file", path_string(s->path), "format", s->format,
			   "encoding", s->encoding, "lang", s->lang,
			   "story", story_facts(s), "blocks", blocks,
			   "segments", segments));
}

static json_t *piece(const char *text, const struct ty_span *s)
{
	return json_stringn(text + s->start, s->end - s->start);
}

void ty_json_decisions(struct ty_buf *out, const char *path, const char *lang,
		       const char *text, const struct ty_decisions *decisions)
{
	struct counter c = { .text = text };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < decisions->n; i++) {
		const struct ty_decision *d = &decisions->items[i];
		size_t at = d->before.end;

		json_array_append_new(list, json_pack(
			"{sI sI sb ss ss so ss so so}",
			"at", count_to(&c, at), "byte", (json_int_t)at,
			"breaks", d->breaks, "rule", d->rule, "srx", d->srx,
			"word", piece(text, &d->word),
			"word_class", d->word_class,
			"before", piece(text, &d->before),
			"after", piece(text, &d->after)));
	}
	put(out, json_pack("{si so ss so}", "version", 1,
			   "file", path_string(path),
			   "lang", lang, "decisions", list));
}

/* [indices] and [texts] of one side of a bead. */
static void side(json_t *bead, const char *name, const char *texts_name,
		 const char *const *texts, size_t first, size_t n)
{
	json_t *numbers = json_array(), *strings = json_array();
	size_t i;

	for (i = first; i < first + n; i++) {
		json_array_append_new(numbers, json_integer((json_int_t)i));
		json_array_append_new(strings, json_string(texts[i]));
	}
	json_object_set_new(bead, name, numbers);
	json_object_set_new(bead, texts_name, strings);
}

static json_t *reasons_json(const struct ty_reasons *rs)
{
	json_t *list = json_array();
	const struct ty_reason *r;

	for (r = rs->items; r < rs->items + rs->n; r++) {
		json_t *o = json_pack("{ss}", "kind", r->kind);

		if (r->source)
			json_object_set_new(o, "source",
					    json_string(r->source));
		if (r->target)
			json_object_set_new(o, "target",
					    json_string(r->target));
		json_object_set_new(o, "odds", json_real(r->odds));
		json_array_append_new(list, o);
	}
	return list;
}

void ty_json_beads(struct ty_buf *out, const struct ty_beads *beads,
		   const char *const *source, const char *const *target)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < beads->n; i++) {
		const struct ty_bead *b = &beads->items[i];
		json_t *bead = json_object();

		side(bead, "source", "source_text", source, b->source,
		     b->source_n);
		side(bead, "target", "target_text", target, b->target,
		     b->target_n);
		json_object_set_new(bead, "confidence",
				    json_real(b->confidence));
		if (beads->reasons)
			json_object_set_new(bead, "reasons",
					    reasons_json(&beads->reasons[i]));
		json_array_append_new(list, bead);
	}
	put(out, json_pack("{si so}", "version", 1, "beads", list));
}

void ty_json_done(struct ty_buf *out, const char *key, const char *text,
		  const char *count_key, int64_t count)
{
	json_t *o = json_pack("{si so}", "version", 1, key, path_string(text));

	if (count_key)
		json_object_set_new(o, count_key,
				    json_integer((json_int_t)count));
	put(out, o);
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
	put(out, json_pack("{si so}", "version", 1, "style", settings));
}

void ty_json_lexicon(struct ty_buf *out, const struct ty_lexicon_info *info)
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
	put(out, json_pack("{si so ss ss sI sI sI sI so}", "version", 1,
		"path", path_string(info->path),
		"source", info->source, "target", info->target,
		"bytes", (json_int_t)info->bytes,
		"terms", (json_int_t)info->terms,
		"strings", (json_int_t)info->strings,
		"pairs", (json_int_t)info->pairs, "sources", sources));
}

void ty_json_learned(struct ty_buf *out, const struct ty_learned *l)
{
	json_t *beads = json_object();
	char name[16];
	int n, m;

	for (n = 0; n < 4; n++)
		for (m = 0; m < 4; m++) {
			if (!l->beads[n][m])
				continue;
			snprintf(name, sizeof(name), "%d:%d", n, m);
			json_object_set_new(beads, name, json_integer(
				(json_int_t)l->beads[n][m]));
		}
	put(out, json_pack("{si sI sI sI so sI so}", "version", 1,
			   "pairs", (json_int_t)l->pairs,
			   "source_segments", (json_int_t)l->source_segments,
			   "target_segments", (json_int_t)l->target_segments,
			   "beads", beads, "doubtful", (json_int_t)l->below,
			   "batch", batch_object(l->batch)));
}

static json_t *value(struct counter *c, const struct ty_value *v)
{
	json_int_t start = count_to(c, v->span.start);
	json_t *o;

	o = json_pack("{sI sI ss ss ss ss%}", "start", start, "end",
		      count_to(c, v->span.end), "kind",
		      ty_value_kind_word(v->kind), "amount", v->amount, "unit",
		      v->unit, "text", c->text + v->span.start,
		      v->span.end - v->span.start);
	if (v->reference)
		json_object_set_new(o, "reference", json_true());
	return o;
}

void ty_json_values(struct ty_buf *out, const char *text,
		    const struct ty_values *values)
{
	struct counter c = { .text = text };
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < values->n; i++)
		json_array_append_new(list, value(&c, &values->v[i]));
	put(out, json_pack("{si so}", "version", 1, "values", list));
}

/* null for an issue that has no place in this text. */
static json_t *place(struct counter *c, const struct ty_span *s)
{
	return s->end > s->start ? span(c, s) : json_null();
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
	struct counter from = { .text = checked->source };
	struct counter to = { .text = checked->target };
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
		json_object_set_new(object, "path", path_string(checked->path));
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
	put(out, object);
}
