/* A story and its translation become pairs of segments that may leave. */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "flow/corpus.h"
#include "flow/document_story.h"
#include "text/kill.h"

void ty_corpus_defaults(struct ty_corpus_options *options)
{
	const struct ty_corpus_options defaults = {
		.confidence = TY_LEARN_CONFIDENCE, .ratio = 2.5, .near = .8,
		.boilerplate = 20, .dev = .05, .test = .05, .seed = 1,
	};

	*options = defaults;
}

/* ------------------------------------------------------ what may not leave */

void ty_corpus_now(char out[TY_CORPUS_NOW],
		   const struct ty_corpus_options *options)
{
	time_t now = time(NULL);
	struct tm tm;

	if (options->now && strlen(options->now) < TY_CORPUS_NOW)
		memcpy(out, options->now, strlen(options->now) + 1);
	else
		strftime(out, TY_CORPUS_NOW, "%Y-%m-%dT%H:%M:%SZ",
			 gmtime_r(&now, &tm));
}

/* Is an embargo certainly over?  Only a moment in UTC can be compared; a day
 * ends with it everywhere on earth. */
static bool is_over(const char *until, const struct ty_corpus_options *options)
{
	char now[TY_CORPUS_NOW], end[40];
	size_t len = strlen(until), i;

	ty_corpus_now(now, options);
	if (len < 10 || len >= sizeof(end) - 12)
		return false;
	for (i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? until[i] != '-' :
		    until[i] < '0' || until[i] > '9')
			return false;
	memcpy(end, until, len + 1);
	if (len == 10)
		memcpy(end + len, "T99", 4);
	else if (until[10] != 'T' || until[len - 1] != 'Z')
		return false;
	return strcmp(end, now) <= 0;
}

static bool licence_bars(const char *licence,
			 const struct ty_corpus_options *options)
{
	size_t i;

	if (licence && (!strcmp(licence, "none") || !strcmp(licence, "barred")))
		return true;
	for (i = 0; i < options->nlicences; i++)
		if (licence && !strcmp(licence, options->licences[i]))
			return false;
	return options->nlicences > 0;
}

const char *ty_corpus_bar(const struct ty_corpus_story *story,
			  const struct ty_corpus_options *options)
{
	const char *status = story->field[TY_CF_STATUS];
	const char *embargo = story->field[TY_CF_EMBARGO];

	if (status && (!strcmp(status, "killed") ||
		       !strcmp(status, "withdrawn")))
		return "killed";
	if (embargo ? !is_over(embargo, options) :
	    status && !strcmp(status, "embargoed"))
		return "embargoed";
	if (licence_bars(story->field[TY_CF_LICENCE], options))
		return "licence";
	/* What is not known to be free stays. */
	if (status && strcmp(status, "usable") && strcmp(status, "corrected") &&
	    strcmp(status, "embargoed"))
		return "status";
	return NULL;
}

/* ------------------------------------------------------------------ sides */

struct side {
	struct ty_story		 *story;
	const struct ty_segment	**segments;
	const char		**texts;
	size_t			  n, heads;
};

static enum ty_status read_side(struct side *side, struct ty_desk *desk,
				const char *path, const char *text,
				const char *lang, struct ty_error *err)
{
	enum ty_status st;
	size_t i;

	if (text)
		st = ty_story_parse(&side->story, desk, text, strlen(text),
				    path ? path : "", lang, err);
	else if (path)
		st = ty_story_read(&side->story, desk, path, lang, err);
	else
		return ty_fail(err, TY_EINVAL,
			       _("a story without a path and without a text"));
	if (st != TY_OK ||
	    (st = ty_story_require_lang(side->story, lang, err)) != TY_OK)
		return st;
	ty_story_translated(&side->segments, &side->n, side->story);
	side->heads = ty_story_heads(side->segments, side->n);
	side->texts = ty_alloc(side->n, sizeof(*side->texts));
	for (i = 0; i < side->n; i++)
		side->texts[i] = side->segments[i]->text;
	return TY_OK;
}

static void release_side(struct side *side)
{
	ty_story_free(side->story);
	free(side->segments);
	free(side->texts);
}

/* What a story says of itself: an embargo becomes the record's, a kill bars
 * it. */
static enum ty_status read_notes(struct ty_corpus_story *record,
				 struct ty_desk *desk,
				 const struct ty_story *story,
				 struct ty_error *err)
{
	char *words, until[40];
	enum ty_status st;
	size_t i;

	for (i = 0; i < story->nsegments; i++) {
		const struct ty_segment *s = &story->segments[i];

		if ((s->kind == TY_NOTE || s->kind == TY_SLUG) &&
		    ty_kill_stated(s->text, strlen(s->text)))
			ty_corpus_set(record, TY_CF_STATUS, "killed");
	}
	st = ty_story_embargo(&words, until, desk, story,
			      record->field[TY_CF_DATE] ?
			      record->field[TY_CF_DATE] : story->date, err);
	if (words)
		ty_corpus_set(record, TY_CF_EMBARGO, until[0] ? until : words);
	free(words);
	return st;
}

/* ------------------------------------------------------------------ pairs */

static char *join(const struct side *side, size_t first, size_t n)
{
	struct ty_buf text = TY_BUF_INIT;
	size_t i;

	for (i = first; i < first + n; i++) {
		if (i > first && ty_lang_spaced(side->story->lang))
			ty_buf_addc(&text, ' ');
		ty_buf_adds(&text, side->texts[i]);
	}
	return ty_buf_detach(&text);
}

static void add_bead(struct ty_corpus_story *record, const struct side *s,
		     const struct side *t, const struct ty_bead *bead)
{
	const struct ty_segment *from = s->segments[bead->source];
	struct ty_corpus_pair *pair = ty_corpus_add(record);

	pair->source = join(s, bead->source, bead->source_n);
	pair->target = join(t, bead->target, bead->target_n);
	pair->score = bead->confidence;
	pair->source_n = (int)bead->source_n;
	pair->target_n = (int)bead->target_n;
	pair->source_paragraph = (int)from->block + 1;
	pair->target_paragraph = (int)t->segments[bead->target]->block + 1;
	pair->kind = ty_strdup(ty_kind_word(from->kind));
}

/* Align segments [s0, s1) with [t0, t1). */
static enum ty_status align_part(struct ty_corpus_story *record,
				 struct ty_desk *desk, const struct side *s,
				 size_t s0, size_t s1, const struct side *t,
				 size_t t0, size_t t1, struct ty_error *err)
{
	struct ty_beads *beads;
	enum ty_status st;
	size_t i;

	st = ty_align(&beads, desk, s->texts + s0, s1 - s0, t->texts + t0,
		      t1 - t0, err);
	for (i = 0; st == TY_OK && i < beads->n; i++) {
		struct ty_bead bead = beads->items[i];

		if (!bead.source_n || !bead.target_n)
			continue;
		bead.source += s0;
		bead.target += t0;
		add_bead(record, s, t, &bead);
	}
	ty_beads_free(beads);
	return st;
}

static void set_once(struct ty_corpus_story *record, enum ty_corpus_field f,
		     const char *value)
{
	if (!record->field[f])
		ty_corpus_set(record, f, value);
}

static void take_facts(struct ty_corpus_story *record,
		       const struct ty_story *s, const struct ty_story *t)
{
	set_once(record, TY_CF_SOURCE_LANG, s->lang);
	set_once(record, TY_CF_TARGET_LANG, t->lang);
	set_once(record, TY_CF_PUBLISHER, s->agency[0] ? s->agency : t->agency);
	set_once(record, TY_CF_DATE, s->published[0] ? s->published : s->date);
	if (!record->version)
		record->version = s->version;
	ty_corpus_set(record, TY_CF_METHOD, "taiyaku " TY_VERSION);
}

static enum ty_status read_sides(struct ty_corpus_story *record,
				 struct side *s, struct side *t,
				 struct ty_desk *desk, struct ty_error *err)
{
	char *const *f = record->field;
	enum ty_status st;

	if (f[TY_CF_SOURCE] && f[TY_CF_TARGET] &&
	    !strcmp(f[TY_CF_SOURCE], f[TY_CF_TARGET]))
		return ty_fail_at(err, TY_EINVAL, f[TY_CF_SOURCE], 0, 0,
				  _("a story paired with itself"));
	if ((st = read_side(s, desk, f[TY_CF_SOURCE], f[TY_CF_SOURCE_TEXT],
			    desk->source, err)) != TY_OK ||
	    (st = read_side(t, desk, f[TY_CF_TARGET], f[TY_CF_TARGET_TEXT],
			    desk->target, err)) != TY_OK)
		return st;
	if (!strcmp(s->story->sha256, t->story->sha256))
		return ty_fail_at(err, TY_EINVAL, s->story->path, 0, 0,
				  _("a story paired with itself"));
	if ((st = read_notes(record, desk, s->story, err)) == TY_OK)
		st = read_notes(record, desk, t->story, err);
	return st;
}

enum ty_status ty_corpus_align(struct ty_corpus_story *record,
			       struct ty_desk *desk,
			       const struct ty_corpus_options *options,
			       struct ty_error *err)
{
	struct side s = { 0 }, t = { 0 };
	const char *bar = ty_corpus_bar(record, options);
	enum ty_status st = TY_OK;

	if (!bar)
		st = read_sides(record, &s, &t, desk, err);
	if (st == TY_OK && !bar)
		bar = ty_corpus_bar(record, options);
	if (st != TY_OK || bar)
		goto done;
	take_facts(record, s.story, t.story);
	st = align_part(record, desk, &s, 0, s.heads, &t, 0, t.heads, err);
	if (st == TY_OK)
		st = align_part(record, desk, &s, s.heads, s.n, &t, t.heads,
				t.n, err);
	record->aligned = st == TY_OK;
done:
	ty_corpus_set(record, TY_CF_BARRED, bar);
	ty_corpus_set(record, TY_CF_SOURCE_TEXT, NULL);
	ty_corpus_set(record, TY_CF_TARGET_TEXT, NULL);
	release_side(&s);
	release_side(&t);
	return st;
}
