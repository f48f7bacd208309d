/* Learning: two versions of a story become beads, and beads become units. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
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

/* How many of the first segments are above the body: headline and kicker.
 * They are aligned among themselves. */
static size_t head(const struct side *side)
{
	size_t n = 0;

	while (n < side->n && (side->segments[n]->kind == TY_HEADLINE ||
			       side->segments[n]->kind == TY_KICKER))
		n++;
	return n;
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
				 struct ty_error *err)
{
	struct ty_buf texts[2] = { TY_BUF_INIT, TY_BUF_INIT };
	struct ty_variant variants[2];
	struct ty_place places[2];
	struct ty_unit unit = {
		.kind = TY_ALIGNED, .status = TY_TRANSLATED,
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

		learned->beads[bead.source_n][bead.target_n]++;
		if (!bead.source_n || !bead.target_n)
			continue;
		if (bead.confidence < min_confidence) {
			learned->below++;
			ty_store_skip(desk->store, "low-confidence");
			continue;
		}
		bead.source += s0;
		bead.target += t0;
		st = store_bead(desk, s, t, &bead, err);
	}
	ty_beads_free(beads);
	return st;
}

static enum ty_status learn_pair(struct ty_desk *desk,
				 const struct ty_pair *pair,
				 double min_confidence,
				 struct ty_learned *learned,
				 struct ty_error *err)
{
	struct side s = { 0 }, t = { 0 };
	enum ty_status st;
	int64_t source_id, target_id;

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
	st = learn_part(desk, &s, 0, head(&s), &t, 0, head(&t),
			min_confidence, learned, err);
	if (st == TY_OK)
		st = learn_part(desk, &s, head(&s), s.n, &t, head(&t), t.n,
				min_confidence, learned, err);
done:
	release_side(&s);
	release_side(&t);
	return st;
}

enum ty_status ty_learn(struct ty_learned **out, struct ty_desk *desk,
			const struct ty_pair *pairs, size_t npairs,
			double min_confidence, struct ty_error *err)
{
	struct ty_learned *learned = ty_alloc(1, sizeof(*learned));
	enum ty_status st;
	size_t i;

	*out = NULL;
	st = ty_desk_begin(desk, "learn", npairs ? pairs[0].source : "",
			   npairs, err);
	if (st != TY_OK)
		goto done;
	for (i = 0; st == TY_OK && i < npairs; i++) {
		ty_progress(&desk->monitor, _("learning"), i, npairs);
		if (ty_cancelled(&desk->monitor))
			st = ty_fail_cancelled(err);
		else
			st = learn_pair(desk, &pairs[i], min_confidence,
					learned, err);
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
