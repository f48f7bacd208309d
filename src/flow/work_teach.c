/* What was confirmed goes into the memory: as units with their neighbours, of
 * the story they stood in. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "flow/work_impl.h"
#include "format/tagged.h"
#include "text/norm.h"

/* Lessons of one batch: what is read at once. */
#define MAX_LESSONS	2048

/* One side of a unit. */
struct side {
	struct ty_buf	text, codes;
	char		*prev, *next;
};

static void release(struct side *s)
{
	ty_buf_release(&s->text);
	ty_buf_release(&s->codes);
	free(s->prev);
	free(s->next);
}

/* White space goes as it does in a file that is imported. */
static void take(struct side *side, struct ty_variant *v, const char *tagged,
		 const char *lang)
{
	struct ty_buf squeezed = TY_BUF_INIT;

	ty_squeeze(&squeezed, tagged, strlen(tagged));
	ty_tagged_parse(&side->text, &side->codes, squeezed.p);
	ty_buf_release(&squeezed);
	v->lang = lang;
	v->text = side->text.p;
	v->codes = side->codes.p;
}

/* ------------------------------------------------------------ the story -- */

/* The story as the memory keeps stories: what was translated of it, as it was
 * cut when it came. */
static enum ty_status put_story(int64_t *ids, struct ty_desk *desk,
				const struct ty_work_story *s,
				const struct ty_work_segments *passages,
				struct ty_error *err)
{
	struct ty_segment *segments = ty_alloc(passages->n, sizeof(*segments));
	struct ty_story story = {
		.path = s->name, .lang = s->source, .slugline = s->slugline,
		.headline = s->headline, .byline = s->byline,
		.dateline = s->dateline, .place = "", .agency = "",
		.date = s->date, .note = s->note, .credit = "",
		.version = s->version, .segments = segments,
		.nsegments = passages->n,
	};
	enum ty_status st;
	int64_t id;
	size_t i;

	memcpy(story.sha256, s->sha256, strnlen(s->sha256, 64));
	for (i = 0; i < passages->n; i++) {
		segments[i].kind = passages->items[i].kind;
		segments[i].block = passages->items[i].paragraph;
		segments[i].text = ty_work_plain(passages->items[i].source);
	}
	st = ty_store_put_story(desk->store, &story, 0, &id, ids, err);
	for (i = 0; i < passages->n; i++)
		free(segments[i].text);
	free(segments);
	return st;
}

/* Ids, in the memory, of the passages of the lessons' story; *n 0 if it is none
 * (a file of units is named by the batch) or is gone from the work. */
static enum ty_status place_story(int64_t **ids, size_t *n,
				  struct ty_work *work, struct ty_desk *desk,
				  int64_t story, struct ty_error *err)
{
	struct ty_work_segments *passages = NULL;
	struct ty_work_stories *s = NULL;
	enum ty_status st;

	*ids = NULL;
	*n = 0;
	st = ty_work_story(&s, work, story, err);
	if (st != TY_OK)
		return st == TY_ENOTFOUND ? TY_OK : st;
	if (s->items[0].joinable) {
		st = ty_workfile_passages(&passages, work->file, story, err);
		if (st == TY_OK) {
			*n = passages->n;
			*ids = ty_alloc(*n, sizeof(**ids));
			st = put_story(*ids, desk, &s->items[0], passages, err);
		}
	}
	ty_work_segments_free(passages);
	ty_work_stories_free(s);
	return st;
}

/* -------------------------------------------------------------- lessons -- */

static enum ty_status teach_one(struct ty_desk *desk, struct ty_work_lesson *l,
				const int64_t *ids, size_t n,
				struct ty_error *err)
{
	struct side sides[2] = {
		{ .text = TY_BUF_INIT, .codes = TY_BUF_INIT },
		{ .text = TY_BUF_INIT, .codes = TY_BUF_INIT },
	};
	struct ty_variant variants[2] = { { .lang = NULL } };
	struct ty_place places[2] = { { .segment = 0 } };
	const struct ty_unit unit = {
		.kind = TY_HUMAN, .status = TY_TRANSLATED, .score = 1,
		.variants = variants, .nvariants = 2, .creator = l->user,
		.created = l->at, .changer = "", .changed = "", .note = "",
	};
	enum ty_status st;

	take(&sides[0], &variants[0], l->source, l->source_lang);
	take(&sides[1], &variants[1], l->target, l->target_lang);
	variants[0].prev = sides[0].prev = ty_work_plain(l->prev);
	variants[0].next = sides[0].next = ty_work_plain(l->next);
	if (l->passage < n) {
		places[0].segment = ids[l->passage];
		places[0].segments = (int)l->passages;
	}
	st = ty_store_teach(desk->store, &unit, places, &l->taught, err);
	if (st == TY_EINVAL || st == TY_ELIMIT) {
		/* Nothing but tags, for example: it would wait for ever. */
		ty_store_skip(desk->store, "empty");
		l->taught.unit = 0;
		st = TY_OK;
	}
	release(&sides[0]);
	release(&sides[1]);
	return st;
}

/* One batch: lessons of one story. */
static enum ty_status teach(struct ty_work *work, struct ty_desk *desk,
			    struct ty_work_lessons *lessons,
			    struct ty_error *err)
{
	const struct ty_work_lesson *first = &lessons->items[0];
	enum ty_status st;
	int64_t *ids = NULL;
	size_t n, i;

	st = ty_store_begin(desk->store, "confirm", first->name, first->user,
			    err);
	if (st != TY_OK)
		return st;
	st = place_story(&ids, &n, work, desk, first->story, err);
	for (i = 0; st == TY_OK && i < lessons->n; i++)
		st = teach_one(desk, &lessons->items[i], ids, n, err);
	free(ids);
	if (st == TY_OK)
		return ty_store_commit(desk->store, NULL, err);
	ty_store_abort(desk->store);
	return st;
}

enum ty_status ty_work_teach(size_t *taught, struct ty_work *work,
			     struct ty_desk *desk, struct ty_error *err)
{
	struct ty_work_lessons *lessons;
	struct ty_store *store;
	enum ty_status st;
	size_t n;

	*taught = 0;
	if ((st = ty_desk_store(&store, desk, err)) != TY_OK)
		return st;
	do {
		st = ty_workfile_lessons(&lessons, work->file, MAX_LESSONS,
					 err);
		if (st != TY_OK)
			return st;
		n = lessons->n;
		if (n)
			st = teach(work, desk, lessons, err);
		/* The memory has it.  Stopped here, the same is taught again:
		 * the same texts are the same unit. */
		if (st == TY_OK && n)
			st = ty_workfile_taught(work->file, lessons, err);
		if (st == TY_OK)
			*taught += n;
		ty_work_lessons_free(lessons);
	} while (st == TY_OK && n);
	return st;
}
