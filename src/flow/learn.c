/* Learning: two versions of a story become beads, and beads become units. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "flow/beads.h"
#include "flow/desk.h"
#include "format/format.h"

/* One side of a pair being learnt. */
struct side {
	struct ty_story		 *story;
	int64_t			 *ids;		/* of all its segments */
	const struct ty_segment	**segments;	/* the translated ones */
	const char		**texts;
	size_t			  n;
};

/* A text draft marks what is not translated; learnt as it is, it would come
 * back as a translation. */
static enum ty_status refuse_draft(const struct ty_story *story,
				   struct ty_error *err)
{
	const char *mark = strstr(story->text, TY_DRAFT_MARK);
	long line, column;

	if (!mark)
		return TY_OK;
	ty_locate(story->text, (size_t)(mark - story->text), &line, &column);
	return ty_fail_at(err, TY_ESYNTAX, story->path, line, column,
			  _("a draft that is not finished: %s marks what is not translated"),
			  TY_DRAFT_MARK);
}

static enum ty_status read_side(struct side *side, struct ty_desk *desk,
				const char *path, const char *lang,
				struct ty_error *err)
{
	const struct ty_story *story;
	const char *shown;
	enum ty_status st;
	size_t i;

	if ((st = ty_story_read(&side->story, desk, path, lang, err)) !=
	    TY_OK || (st = refuse_draft(side->story, err)) != TY_OK ||
	    (st = ty_story_require_lang(side->story, lang, err)) != TY_OK)
		return st;
	story = side->story;
	shown = ty_desk_shown(desk, story->path);
	memmove(story->path, shown, strlen(shown) + 1);
	ty_story_translated(&side->segments, &side->n, story);
	side->texts = ty_alloc(side->n, sizeof(*side->texts));
	for (i = 0; i < side->n; i++)
		side->texts[i] = side->segments[i]->text;
	side->ids = ty_alloc(story->nsegments, sizeof(*side->ids));
	return TY_OK;
}

static void release_side(struct side *side)
{
	ty_story_free(side->story);
	free(side->ids);
	free(side->segments);
	free(side->texts);
}

/* Fill a variant and its place from segments [first, first + n) of a side. */
static void take(struct ty_variant *variant, struct ty_place *place,
		 struct ty_buf *text, const struct side *side, size_t first,
		 size_t n)
{
	const char *lang = side->story->lang;
	size_t i;

	ty_buf_clear(text);
	for (i = first; i < first + n; i++) {
		if (i > first && ty_lang_spaced(lang))
			ty_buf_addc(text, ' ');
		ty_buf_adds(text, side->texts[i]);
	}
	variant->lang = lang;
	variant->text = text->p;
	variant->codes = "";
	variant->prev = first > 0 ? side->texts[first - 1] : "";
	variant->next = first + n < side->n ? side->texts[first + n] : "";
	place->segment = side->ids[side->segments[first] -
				   side->story->segments];
	place->segments = (int)n;
}

static enum ty_status store_bead(struct ty_desk *desk, const struct side *s,
				 const struct side *t,
				 const struct ty_bead *bead,
				 enum ty_unit_status status,
				 struct ty_error *err)
{
	struct ty_buf texts[2] = { TY_BUF_INIT, TY_BUF_INIT };
	struct ty_variant variants[2];
	struct ty_place places[2];
	struct ty_unit unit = {
		.kind = TY_ALIGNED, .status = status,
		.score = bead->confidence,
		.variants = variants, .nvariants = 2,
		.creator = desk->user, .changer = "", .created = "",
		.changed = "", .note = "",
	};
	enum ty_status st;
	enum ty_put how;

	take(&variants[0], &places[0], &texts[0], s, bead->source,
	     bead->source_n);
	take(&variants[1], &places[1], &texts[1], t, bead->target,
	     bead->target_n);
	st = ty_store_put(desk->store, &unit, places, &how, NULL, err);
	ty_buf_release(&texts[0]);
	ty_buf_release(&texts[1]);
	return st;
}

/* Count a bead and store it, if it is good enough. */
static enum ty_status keep_bead(struct ty_desk *desk, const struct side *s,
				const struct side *t,
				const struct ty_bead *bead,
				double min_confidence,
				struct ty_learned *learned,
				struct ty_error *err)
{
	learned->beads[bead->source_n][bead->target_n]++;
	if (!bead->source_n || !bead->target_n)
		return TY_OK;
	if (bead->confidence < min_confidence) {
		learned->below++;
		ty_store_skip(desk->store, "low-confidence");
		return TY_OK;
	}
	return store_bead(desk, s, t, bead, TY_TRANSLATED, err);
}

/* Align segments [s0, s1) with [t0, t1) and store what is good enough. */
static enum ty_status learn_part(struct ty_desk *desk, const struct side *s,
				 size_t s0, size_t s1, const struct side *t,
				 size_t t0, size_t t1, double min_confidence,
				 struct ty_learned *learned,
				 struct ty_error *err)
{
	struct ty_beads *beads = NULL;
	enum ty_status st;
	size_t i;

	st = ty_align(&beads, desk, s->texts + s0, s1 - s0, t->texts + t0,
		      t1 - t0, err);
	for (i = 0; st == TY_OK && i < beads->n; i++) {
		struct ty_bead bead = beads->items[i];

		bead.source += s0;
		bead.target += t0;
		st = keep_bead(desk, s, t, &bead, min_confidence, learned,
			       err);
	}
	ty_beads_free(beads);
	return st;
}

/* Store the beads of a sheet: a person's own are never too doubtful. */
static enum ty_status learn_sheet(struct ty_desk *desk, const struct side *s,
				  const struct side *t,
				  const struct ty_sheet *sheet,
				  double min_confidence,
				  struct ty_learned *learned,
				  struct ty_error *err)
{
	const struct ty_beads_side sides[2] = {
		{ s->story->path, s->texts, s->n },
		{ t->story->path, t->texts, t->n },
	};
	enum ty_status st = ty_beads_check(sheet, sides, err);
	size_t i;

	for (i = 0; st == TY_OK && i < sheet->n; i++) {
		const struct ty_sheet_row *row = &sheet->rows[i];
		struct ty_bead bead = {
			row->first[0], row->n[0], row->first[1], row->n[1],
			row->confidence,
		};

		if (row->judgement == TY_JUDGED_WRONG) {
			learned->wrong++;
			ty_store_skip(desk->store, "found-wrong");
		} else if (!ty_beads_judged(row, sides)) {
			st = keep_bead(desk, s, t, &bead, min_confidence,
				       learned, err);
		} else {
			learned->reviewed++;
			learned->beads[bead.source_n][bead.target_n]++;
			bead.confidence = 1;
			if (bead.source_n && bead.target_n)
				st = store_bead(desk, s, t, &bead,
						TY_REVIEWED, err);
		}
	}
	return st;
}

/* `sheet` NULL: the beads are to be found. */
static enum ty_status learn_pair(struct ty_desk *desk,
				 const struct ty_pair *pair,
				 const struct ty_sheet *sheet,
				 double min_confidence,
				 struct ty_learned *learned,
				 struct ty_error *err)
{
	struct side s = { 0 }, t = { 0 };
	enum ty_status st;
	int64_t source_id, target_id;
	size_t heads[2];

	if ((st = read_side(&s, desk, pair->source, desk->source, err)) !=
	    TY_OK ||
	    (st = read_side(&t, desk, pair->target, desk->target, err)) !=
	    TY_OK)
		goto done;
	if ((st = ty_store_put_story(desk->store, s.story, 0, &source_id,
				     s.ids, err)) != TY_OK ||
	    (st = ty_store_put_story(desk->store, t.story, source_id,
				     &target_id, t.ids, err)) != TY_OK)
		goto done;
	learned->pairs++;
	learned->source_segments += s.n;
	learned->target_segments += t.n;
	if (sheet) {
		st = learn_sheet(desk, &s, &t, sheet, min_confidence, learned,
				 err);
		goto done;
	}
	heads[0] = ty_story_heads(s.segments, s.n);
	heads[1] = ty_story_heads(t.segments, t.n);
	st = learn_part(desk, &s, 0, heads[0], &t, 0, heads[1],
			min_confidence, learned, err);
	if (st == TY_OK)
		st = learn_part(desk, &s, heads[0], s.n, &t, heads[1], t.n,
				min_confidence, learned, err);
done:
	release_side(&s);
	release_side(&t);
	return st;
}

/* All pairs as one batch, named after `first`. */
static enum ty_status learn_all(struct ty_learned **out, struct ty_desk *desk,
				const char *first,
				const struct ty_pair *pairs, size_t npairs,
				const struct ty_sheet *sheet,
				double min_confidence, struct ty_error *err)
{
	struct ty_learned *learned = ty_alloc(1, sizeof(*learned));
	enum ty_status st;
	size_t i;

	*out = NULL;
	st = ty_desk_begin(desk, "learn", first, npairs, err);
	if (st != TY_OK)
		goto done;
	for (i = 0; st == TY_OK && i < npairs; i++) {
		ty_progress(&desk->monitor, _("learning"), i, npairs);
		if (ty_cancelled(&desk->monitor))
			st = ty_fail_cancelled(err);
		else
			st = learn_pair(desk, &pairs[i], sheet,
					min_confidence, learned, err);
	}
	if (st == TY_OK)
		st = ty_store_commit(desk->store, &learned->batch, err);
	if (st == TY_OK)
		ty_desk_settle(desk);
	else
		ty_store_abort(desk->store);
done:
	if (st == TY_OK)
		*out = learned;
	else
		ty_learned_free(learned);
	return st;
}

enum ty_status ty_learn(struct ty_learned **out, struct ty_desk *desk,
			const struct ty_pair *pairs, size_t npairs,
			double min_confidence, struct ty_error *err)
{
	return learn_all(out, desk, npairs ? pairs[0].source : "", pairs,
			 npairs, NULL, min_confidence, err);
}

enum ty_status ty_learn_beads(struct ty_learned **out, struct ty_desk *desk,
			      const char *path, const struct ty_pair *stories,
			      double min_confidence, struct ty_error *err)
{
	struct ty_sheet *sheet;
	struct ty_pair pair;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_sheet_read(&sheet, path, NULL, err)) != TY_OK)
		return st;
	st = ty_beads_stories(&pair, sheet, stories, desk->source,
			      desk->target, err);
	if (st == TY_OK)
		st = learn_all(out, desk, path, &pair, 1, sheet,
			       min_confidence, err);
	ty_sheet_free(sheet);
	return st;
}

void ty_learned_free(struct ty_learned *learned)
{
	if (!learned)
		return;
	ty_batch_free(learned->batch);
	free(learned);
}

enum ty_status ty_align(struct ty_beads **out, struct ty_desk *desk,
			const char *const *source, size_t nsource,
			const char *const *target, size_t ntarget,
			struct ty_error *err)
{
	const struct ty_lexicon *lexicon;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_desk_lexicon(&lexicon, desk, err)) != TY_OK)
		return st;
	return ty_align_segments(out, lexicon, desk->source, source, nsource,
				 desk->target, target, ntarget, err);
}

enum ty_status ty_align_explained(struct ty_beads **out, struct ty_desk *desk,
				  const char *const *source, size_t nsource,
				  const char *const *target, size_t ntarget,
				  struct ty_error *err)
{
	const struct ty_lexicon *lexicon;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_desk_lexicon(&lexicon, desk, err)) != TY_OK)
		return st;
	return ty_align_explain_segments(out, lexicon, desk->source, source,
					 nsource, desk->target, target,
					 ntarget, err);
}
