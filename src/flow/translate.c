/* Drafts and volumes: a whole story against the memory. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "flow/crew.h"
#include "format/format.h"

/* Segments that are asked for at once. */
#define ROUND	4096

struct ty_analysis {
	struct ty_desk		*desk;
	struct ty_crew		*crew;
	struct ty_tokenizer	*tokenizer;
	struct ty_intern	 seen;		/* texts of segments so far */
	uint32_t		 before;	/* of them: in files before */
};

/*
 * Values are tokens of their classes: texts that are alike to the last token,
 * and differ in what a reader sees, differ in values, unless it is only a
 * matter of case or punctuation.
 */
static bool values_only(const struct ty_match *m)
{
	bool differ = false;
	size_t i;

	for (i = 0; i < m->npenalties; i++)
		if (!strcmp(m->penalties[i].name, "case") ||
		    !strcmp(m->penalties[i].name, "punctuation"))
			return false;
	for (i = 0; i < m->nchanges; i++)
		differ = differ || m->changes[i].edit != TY_SAME;
	return differ && m->similarity >= 1 && m->score < 100;
}

static enum ty_band band_of(const struct ty_match *match)
{
	static const struct {
		int		from;
		enum ty_band	band;
	} bands[] = {
		{ 101, TY_BAND_101 }, { 100, TY_BAND_100 },
		{ 95, TY_BAND_95 }, { 85, TY_BAND_85 },
		{ 75, TY_BAND_75 }, { 50, TY_BAND_50 },
	};
	size_t i;

	if (values_only(match))
		return TY_BAND_VALUES;
	for (i = 0; i < sizeof(bands) / sizeof(bands[0]); i++)
		if (match->score >= bands[i].from)
			return bands[i].band;
	return TY_BAND_NEW;
}

/* The matches of segments [from, from + n) of a story, in out[n]. */
static enum ty_status ask(struct ty_matches **out, struct ty_analysis *analysis,
			  const struct ty_segment *const *segments,
			  size_t from, size_t n, size_t total, size_t max,
			  const char *what, struct ty_error *err)
{
	const char **texts = ty_alloc(total, sizeof(*texts));
	enum ty_status st;
	size_t i;

	for (i = 0; i < total; i++)
		texts[i] = segments[i]->text;
	st = ty_crew_story(out, analysis->crew, texts, from, n, total, 50, max,
			   what, err);
	free(texts);
	return st;
}

/* The band of a text with these matches.  An identical earlier segment is a
 * repetition, unless the memory has the text anyway. */
static enum ty_band weigh(struct ty_analysis *analysis, const char *text,
			  const struct ty_matches *matches)
{
	size_t len = strlen(text);
	uint32_t first = ty_intern_find(&analysis->seen, text, len);
	enum ty_band band = matches->n ? band_of(&matches->items[0]) :
			    TY_BAND_NEW;

	ty_intern_add(&analysis->seen, text, len);
	if (first == TY_INTERN_NONE || band <= TY_BAND_100)
		return band;
	return first < analysis->before ? TY_BAND_ACROSS : TY_BAND_REPEATED;
}

static void add(struct ty_volume *sum, const struct ty_volume *v)
{
	sum->segments += v->segments;
	sum->words += v->words;
	sum->characters += v->characters;
}

void ty_report_add(struct ty_report *sum, const struct ty_report *report)
{
	int band;

	for (band = 0; band < TY_NBANDS; band++)
		add(&sum->bands[band], &report->bands[band]);
	add(&sum->total, &report->total);
}

static void count(struct ty_analysis *analysis, struct ty_report *report,
		  enum ty_band band, const char *text)
{
	struct ty_volume one = { .segments = 1 };

	ty_count_volume(analysis->tokenizer, text, strlen(text), &one);
	add(&report->bands[band], &one);
	add(&report->total, &one);
}

enum ty_status ty_analysis_new(struct ty_analysis **out, struct ty_desk *desk,
			       struct ty_error *err)
{
	struct ty_tokenizer *tokenizer;
	enum ty_status st;

	*out = NULL;
	st = ty_desk_tokenizer(&tokenizer, desk, desk->source, err);
	if (st != TY_OK)
		return st;
	*out = ty_alloc(1, sizeof(**out));
	(*out)->desk = desk;
	(*out)->crew = ty_crew_new(desk);
	(*out)->tokenizer = tokenizer;
	return TY_OK;
}

enum ty_status ty_analysis_add(struct ty_analysis *analysis,
			       const struct ty_story *story,
			       struct ty_report *report, struct ty_error *err)
{
	struct ty_matches *matches[ROUND];
	const struct ty_segment **segments;
	enum ty_status st = TY_OK;
	size_t from, k, i, n;

	ty_story_translated(&segments, &n, story);
	analysis->before = analysis->seen.n;
	for (from = 0; st == TY_OK && from < n; from += k) {
		k = n - from < ROUND ? n - from : ROUND;
		/* One match tells the band. */
		st = ask(matches, analysis, segments, from, k, n, 1,
			 _("analysing"), err);
		for (i = 0; st == TY_OK && i < k; i++) {
			const char *text = segments[from + i]->text;

			count(analysis, report,
			      weigh(analysis, text, matches[i]), text);
			ty_matches_free(matches[i]);
		}
	}
	free(segments);
	return st;
}

void ty_analysis_free(struct ty_analysis *analysis)
{
	if (!analysis)
		return;
	ty_crew_free(analysis->crew);
	ty_intern_release(&analysis->seen);
	free(analysis);
}

/* Fill `draft->segments` from the matches, in the story's order. */
static enum ty_status fill(struct ty_draft *draft, struct ty_analysis *analysis,
			   int min, struct ty_error *err)
{
	const struct ty_story *story = draft->story;
	const struct ty_segment **segments;
	struct ty_matches **matches;
	enum ty_status st;
	size_t *first;		/* draft segment of each text seen */
	size_t i, n;

	ty_story_translated(&segments, &n, story);
	matches = ty_alloc(n, sizeof(*matches));
	first = ty_alloc(n, sizeof(*first));
	st = ask(matches, analysis, segments, 0, n, n, 10, _("translating"),
		 err);
	for (i = 0; st == TY_OK && i < n; i++) {
		size_t at = (size_t)(segments[i] - story->segments);
		struct ty_draft_segment *d = &draft->segments[at];
		const char *text = segments[i]->text;
		uint32_t number;

		d->band = weigh(analysis, text, matches[i]);
		count(analysis, &draft->report, d->band, text);
		number = ty_intern_find(&analysis->seen, text, strlen(text));
		if (number + 1 == analysis->seen.n && !first[number])
			first[number] = at + 1;
		d->repeats = first[number] - 1;
		ty_matches_free(d->matches);
		d->matches = matches[i];
		if (matches[i]->n && matches[i]->items[0].score >= min)
			d->target = ty_match_draft(&matches[i]->items[0]);
	}
	free(first);
	free(matches);
	free(segments);
	return st;
}

/* The termbase's terms in each segment. */
static enum ty_status find_terms(struct ty_draft *draft, struct ty_desk *desk,
				 struct ty_error *err)
{
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; st == TY_OK && i < draft->story->nsegments; i++) {
		const struct ty_segment *s = &draft->story->segments[i];

		if (ty_kind_translated(s->kind))
			st = ty_terms_find(&draft->segments[i].terms, desk,
					   s->text, strlen(s->text), NULL,
					   err);
	}
	return st;
}

enum ty_status ty_translate(struct ty_draft **out, struct ty_desk *desk,
			    struct ty_story *story, int min,
			    struct ty_error *err)
{
	struct ty_draft *draft = ty_alloc(1, sizeof(*draft));
	struct ty_analysis *analysis = NULL;
	enum ty_status st;
	size_t i;

	*out = NULL;
	draft->story = story;
	draft->source = ty_strdup(desk->source);
	draft->target = ty_strdup(desk->target);
	draft->segments = ty_alloc(story->nsegments, sizeof(*draft->segments));
	for (i = 0; i < story->nsegments; i++) {
		draft->segments[i].segment = &story->segments[i];
		draft->segments[i].band = TY_BAND_NEW;
		draft->segments[i].target = "";
		draft->segments[i].repeats = i;
		draft->segments[i].matches =
			ty_alloc(1, sizeof(struct ty_matches));
	}
	if ((st = ty_analysis_new(&analysis, desk, err)) == TY_OK)
		st = fill(draft, analysis, min ? min : 70, err);
	if (st == TY_OK)
		st = find_terms(draft, desk, err);
	ty_analysis_free(analysis);
	if (st == TY_OK)
		*out = draft;
	else
		ty_draft_free(draft);
	return st;
}

enum ty_status ty_draft_write(const struct ty_draft *draft, const char *path,
			      const char *format, struct ty_error *err)
{
	const struct ty_format *f;
	struct ty_output out;
	enum ty_status st;

	if ((st = ty_format_for_output(&f, format, path, err)) != TY_OK)
		return st;
	if (ty_same_file(path, draft->story->path))
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				  _("the draft would replace its own story"));
	if (!f->draft)
		return ty_fail(err, TY_EINVAL,
			       _("a draft cannot be written as '%s'"), f->name);
	if ((st = ty_output_open(&out, path, err)) != TY_OK)
		return st;
	if ((st = f->draft(out.f, draft, err)) != TY_OK)
		ty_output_abort(&out);
	else
		st = ty_output_commit(&out, err);
	return st;
}

void ty_draft_free(struct ty_draft *draft)
{
	size_t i;

	if (!draft)
		return;
	for (i = 0; i < draft->story->nsegments; i++) {
		ty_matches_free(draft->segments[i].matches);
		ty_term_hits_free(draft->segments[i].terms);
	}
	ty_story_free(draft->story);
	free(draft->segments);
	free(draft->source);
	free(draft->target);
	free(draft);
}
