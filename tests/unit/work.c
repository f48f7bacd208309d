/* A story in work: written to, confirmed, lost, repeated, taken back. */

#include <sys/stat.h>

#include "work_help.h"

static const char text[] =
	"Ferry stops as wind rises\n"
	"\n"
	"ONOMI, Nov. 5 (Minato) — A ferry stopped off Onomi on Wednesday. No"
	" one was hurt. \"We waited,\" a woman said.\n"
	"\n"
	"No one was hurt. The ferry leaves again on Thursday.\n"
	"\n"
	"No one was hurt.\n";

static struct ty_desk *desk;

/* ------------------------------------------------------------- stories -- */

static int64_t taking_in(struct ty_work *work)
{
	int64_t id = add(work, desk, "ferry.txt", text, 0);
	struct ty_work_stories *s;
	struct ty_work_segments *g;
	struct stat sb;
	char path[700];

	ok_st(ty_work_story(&s, work, id, &err), &err, "the story");
	is_str(s->items[0].name, "ferry.txt", "its name");
	is_str(s->items[0].headline, "Ferry stops as wind rises", "headline");
	is_str(s->items[0].target, "ja", "to be translated into Japanese");
	is_str(s->items[0].status, "open", "open");
	is_int(s->items[0].segments, 7, "segments");
	is_int(s->items[0].confirmed, 0, "none is confirmed");
	is_int(s->items[0].volume.words, 39, "words");
	ok(s->items[0].joinable, "a story's segments can be joined");
	ty_work_stories_free(s);
	g = all(work, id);
	is_int(g->n, 7, "all segments");
	is_int(g->items[0].kind, TY_HEADLINE, "first the headline");
	is_str(g->items[2].source, "No one was hurt.", "a sentence");
	is_int(g->items[2].same, g->items[2].id, "the first of its kind");
	is_int(g->items[4].same, g->items[2].id, "another");
	is_int(g->items[6].repeats, 3, "there are three");
	is_int(g->items[1].repeats, 1, "others are alone");
	ok(g->items[1].state == TY_WORK_EMPTY && !g->items[1].from[0] &&
	   g->items[1].revision == 1, "nothing is translated");
	ty_work_segments_free(g);
	snprintf(path, sizeof(path), "%s-work", memory);
	ok(stat(path, &sb) == 0 && (sb.st_mode & 0777) == 0600,
	   "the file is its owner's");
	ok(ty_work_segments(&g, work, 99, 1, 0, &err) == TY_ENOTFOUND && !g,
	   "no such story");
	ok(ty_work_story(&s, work, 0, &err) == TY_ENOTFOUND && !s, "nor 0");
	return id;
}

static void changing_a_story(struct ty_work *work)
{
	int64_t id = add(work, desk, "short.txt", "One line.", 0);
	const struct ty_work_change killed = {
		.status = "killed", .embargo_until = "2026-11-24T05:00:00Z",
	};
	const struct ty_work_change bad[] = {
		{ .status = "lost" }, { .name = "" },
		{ .embargo_until = "tomorrow" },
		{ .embargo_until = "2026-02-30T00:00:00Z" },
		{ .embargo_until = "2026-02-20T24:00:00Z" },
	};
	struct ty_work_stories *s;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(ty_work_change_story(work, id, 1, &bad[i], &err) ==
		   TY_EINVAL, err.text);
	ok_st(ty_work_change_story(work, id, 1, &killed, &err), &err,
	      "killed");
	ok(ty_work_change_story(work, id, 1, &killed, &err) == TY_EINVAL,
	   err.text);
	ok_st(ty_work_stories(&s, work, &err), &err, "all stories");
	is_int(s->n, 2, "there are two");
	is_str(s->items[0].status, "killed", "the newest first");
	is_str(s->items[0].embargo_until, "2026-11-24T05:00:00Z", "until");
	is_str(s->items[0].name, "short.txt", "the rest is as it was");
	ty_work_stories_free(s);
	ok(ty_work_remove(work, id, 1, &err) == TY_EINVAL, "too old to remove");
	ok_st(ty_work_remove(work, id, 2, &err), &err, "removed");
	ok(ty_work_story(&s, work, id, &err) == TY_ENOTFOUND, "gone");
	ok(ty_work_remove(work, id, 2, &err) == TY_ENOTFOUND, "once");
}

/* -------------------------------------------------------------- drafts -- */

static const struct ty_work_event *event(struct ty_work *work, int64_t segment,
					 size_t i)
{
	static struct ty_work_history *h;

	ty_work_history_free(h);
	h = NULL;
	if (!work)
		return NULL;
	if (ty_work_history(&h, work, segment, &err) != TY_OK)
		bail("history");
	return i < h->n ? &h->items[i] : NULL;
}

static void drafting(struct ty_work *work, int64_t id)
{
	struct ty_work_write w = write_of(at(work, id, 2), "か\xE3\x82\x99。");
	struct ty_work_segments *out;

	w.key = "d1";
	ok_st(ty_work_draft(&out, work, &w, &err), &err, "a draft");
	is_str(out->items[0].target, "が。", "is kept in NFC");
	ok(out->items[0].state == TY_WORK_DRAFT && out->items[0].revision == 2,
	   "and is another revision");
	is_str(out->items[0].from, "typed", "typed");
	is_str(out->items[0].user, "mika", "by whom");
	ty_work_segments_free(out);

	type(work, id, 2, "船が止まった。");
	ok_st(ty_work_draft(&out, work, &w, &err), &err, "sent again");
	is_str(out->items[0].target, "が。", "it answers as it did");
	is_int(out->items[0].revision, 2, "of then");
	ty_work_segments_free(out);
	is_str(at(work, id, 2)->target, "船が止まった。", "what came since stays");

	w.target = "別の。";
	ok(ty_work_draft(&out, work, &w, &err) == TY_EINVAL && !out, err.text);
	w.target = "が。";
	w.segment = at(work, id, 3)->id;
	ok(ty_work_draft(&out, work, &w, &err) == TY_EINVAL, "nor elsewhere");

	w = write_of(at(work, id, 2), "船が止まった。");
	ok_st(ty_work_draft(&out, work, &w, &err), &err, "the same text");
	is_int(out->items[0].revision, 3, "is no other revision");
	ty_work_segments_free(out);

	type(work, id, 2, "");
	ok(at(work, id, 2)->state == TY_WORK_EMPTY && !at(work, id, 2)->from[0],
	   "emptied");
	is_int(event(work, at(work, id, 2)->id, 0)->revision, 4, "in the past");
	is_str(event(work, at(work, id, 2)->id, 1)->target, "船が止まった。",
	       "it is all there");
}

static void refused_writes(struct ty_work *work, int64_t id)
{
	const struct ty_work_segment *s = at(work, id, 2);
	struct ty_work_write w = write_of(s, "x");
	struct ty_work_segments *out;
	char *big;

	w.from = "angel";
	ok(ty_work_draft(&out, work, &w, &err) == TY_EINVAL, err.text);
	w = write_of(s, "\xff");
	ok(ty_work_draft(&out, work, &w, &err) == TY_ESYNTAX, err.text);
	w = write_of(s, "x");
	w.score = 102;
	ok(ty_work_draft(&out, work, &w, &err) == TY_EINVAL, "a score of 102");
	w = write_of(s, "x");
	w.segment = 1 << 20;
	ok(ty_work_draft(&out, work, &w, &err) == TY_ENOTFOUND, err.text);
	w = write_of(s, "x");
	w.key = "12345678901234567890123456789012345678901234567890123456789"
		"012345";
	ok(ty_work_draft(&out, work, &w, &err) == TY_ELIMIT, "a long key");
	big = malloc((1 << 20) + 2);
	memset(big, 'a', (1 << 20) + 1);
	big[(1 << 20) + 1] = '\0';
	w = write_of(s, big);
	ok(ty_work_draft(&out, work, &w, &err) == TY_ELIMIT, "a long text");
	free(big);
	w = write_of(s, "");
	ok(ty_work_confirm(&out, work, &w, true, &err) == TY_EINVAL && !out,
	   err.text);
}

static void losing(struct ty_work *work, struct ty_work *other, int64_t id)
{
	struct ty_work_write w = write_of(at(work, id, 1), "風でフェリー停船");
	struct ty_work_write late = w;
	struct ty_work_segments *out;
	const struct ty_work_event *e;

	ok_st(ty_work_confirm(&out, work, &w, false, &err), &err, "the first");
	ty_work_segments_free(out);
	late.target = "フェリーが止まる";
	late.key = "late";
	ok(ty_work_draft(&out, other, &late, &err) == TY_EINVAL && !out,
	   err.text);
	is_str(at(work, id, 1)->target, "風でフェリー停船", "stays");
	e = event(other, w.segment, 0);
	is_str(e->what, "lost", "the other text is kept");
	is_str(e->target, "フェリーが止まる", "whole");
	is_str(e->user, "ito", "and whose it was");
	is_int(e->revision, 0, "it made no revision");
	ok(ty_work_draft(&out, other, &late, &err) == TY_EINVAL, "again");
	is_str(event(other, w.segment, 1)->what, "confirmed", "is kept once");
}

/* ------------------------------------------------- confirm, repetitions -- */

static void origins(struct ty_work *work, int64_t id)
{
	struct ty_work_write w = write_of(at(work, id, 4), "「待った」と女性。");
	struct ty_work_segments *out;

	w.from = "match";
	w.unit = 12;
	w.score = 92;
	ok_st(ty_work_draft(&out, work, &w, &err), &err, "a match");
	ok(out->items[0].unit == 12 && out->items[0].score == 92 &&
	   !out->items[0].edited, "inserted");
	ty_work_segments_free(out);
	type(work, id, 4, "「待った」と女性は話した。");
	ok(at(work, id, 4)->edited && at(work, id, 4)->score == 92,
	   "then edited");
	is_str(at(work, id, 4)->from, "match", "it is still from there");
	w.revision = at(work, id, 4)->revision;
	ok_st(ty_work_draft(&out, work, &w, &err), &err, "inserted again");
	ok(!out->items[0].edited, "it is as it was");
	ty_work_segments_free(out);
	confirm(work, id, 4, "「待った」と女性。");
	ok(!at(work, id, 4)->edited && at(work, id, 4)->score == 92,
	   "confirmed as it was");
	type(work, id, 4, "「待った」と女性。");
	ok(at(work, id, 4)->state == TY_WORK_CONFIRMED,
	   "saving the same text leaves it confirmed");
	type(work, id, 4, "「待った」。");
	ok(at(work, id, 4)->state == TY_WORK_DRAFT, "another does not");
	type(work, id, 4, "");
	type(work, id, 4, "「待って」。");
	is_str(at(work, id, 4)->from, "typed", "begun anew, it is typed");
	ok(!at(work, id, 4)->score && !at(work, id, 4)->unit, "of no match");
}

static void repetitions(struct ty_work *work, int64_t id)
{
	struct ty_work_write w = write_of(at(work, id, 3), "けが人はいない。");
	struct ty_work_segments *out, *again, *undone;

	type(work, id, 7, "負傷者なし。");
	w.key = "c3";
	ok_st(ty_work_confirm(&out, work, &w, true, &err), &err, "confirmed");
	is_int(out->n, 2, "one repetition is filled in");
	is_int(out->items[0].number, 3, "first the segment itself");
	is_int(out->items[1].number, 5, "then the other");
	is_str(out->items[1].target, "けが人はいない。", "with its text");
	is_str(out->items[1].from, "repetition", "and where it is from");
	ok(out->items[1].state == TY_WORK_DRAFT, "a draft");
	is_str(at(work, id, 7)->target, "負傷者なし。",
	       "what somebody typed is left alone");
	ok(out->step != 0, "it can be taken back");

	ok_st(ty_work_undo(&undone, work, id, out->step, &err), &err, "taken back");
	is_int(undone->n, 1, "one segment");
	ok(undone->items[0].state == TY_WORK_EMPTY &&
	   !undone->items[0].target[0] && undone->items[0].revision == 3,
	   "is empty again");
	ty_work_segments_free(undone);
	ok_st(ty_work_confirm(&again, work, &w, true, &err), &err, "resent");
	ok(again->n == 2 && again->step == out->step &&
	   !strcmp(again->items[1].target, "けが人はいない。") &&
	   again->items[1].revision == 2, "answers what it did");
	is_str(at(work, id, 5)->target, "", "and does nothing");
	ty_work_segments_free(again);
	ok_st(ty_work_undo(&undone, work, id, out->step, &err), &err, "once more");
	is_int(undone->n, 0, "there is nothing to take back");
	ty_work_segments_free(undone);
	ok(ty_work_undo(&undone, work, id, 999, &err) == TY_ENOTFOUND &&
	   !undone, err.text);
	ok(ty_work_undo(&undone, work, id + 1, out->step, &err) ==
	   TY_ENOTFOUND && !undone, "no step of another story");
	ty_work_segments_free(out);
}

/* Machine-made text is replaced, and taken back only where nobody went on. */
static void repetitions_over_drafts(struct ty_work *work, int64_t id)
{
	struct ty_work_write w = write_of(at(work, id, 5), "誰も無事だった。");
	struct ty_work_segments *out;
	int64_t step;

	type(work, id, 7, "");
	w.from = "match";
	w.score = 80;
	ok_st(ty_work_draft(&out, work, &w, &err), &err, "a match there");
	ty_work_segments_free(out);
	w = write_of(at(work, id, 3), "負傷者はいなかった。");
	ok_st(ty_work_confirm(&out, work, &w, true, &err), &err, "confirmed");
	is_int(out->n, 3, "a match and an empty one are filled in");
	step = out->step;
	ty_work_segments_free(out);
	type(work, id, 7, "負傷者はいません。");
	ok_st(ty_work_undo(&out, work, id, step, &err), &err, "taken back");
	is_int(out->n, 1, "what was edited since stays");
	is_str(out->items[0].target, "誰も無事だった。", "the match is back");
	ok(out->items[0].score == 80 && !strcmp(out->items[0].from, "match"),
	   "as it was");
	ty_work_segments_free(out);
	confirm(work, id, 5, "負傷者はいない。");
	w = write_of(at(work, id, 3), "けが人はない。");
	ok_st(ty_work_confirm(&out, work, &w, true, &err), &err, "once more");
	is_int(out->n, 1, "never over a confirmed or an edited one");
	ok(!out->step, "there is no step");
	ty_work_segments_free(out);
}

static void locking(struct ty_work *work, int64_t id)
{
	const struct ty_work_segment *s = at(work, id, 6);
	struct ty_work_write w = write_of(s, "木曜に再開する。");
	struct ty_work_segments *out;

	ok_st(ty_work_lock(&out, work, s->id, s->revision, true, &err), &err,
	      "locked");
	ok(out->items[0].locked && out->items[0].revision == 2, "it is");
	w.revision = 2;
	ty_work_segments_free(out);
	ok(ty_work_draft(&out, work, &w, &err) == TY_EINVAL, err.text);
	is_str(event(work, w.segment, 0)->what, "lost", "kept");
	ok(ty_work_reopen(&out, work, w.segment, 2, &err) == TY_EINVAL,
	   "nor reopened");
	ok(ty_work_lock(&out, work, w.segment, 1, false, &err) == TY_EINVAL,
	   "nor unlocked by who has not seen it");
	ok_st(ty_work_lock(&out, work, w.segment, 2, false, &err), &err,
	      "unlocked");
	ty_work_segments_free(out);
	confirm(work, id, 6, "木曜に再開する。");
	s = at(work, id, 6);
	ok_st(ty_work_reopen(&out, work, s->id, s->revision, &err), &err,
	      "reopened");
	ok(out->items[0].state == TY_WORK_DRAFT, "a draft again");
	ty_work_segments_free(out);
	is_str(event(work, w.segment, 0)->what, "reopened", "in its history");
}

static void neighbours(struct ty_work *work, int64_t id)
{
	char *prev, *next;

	ok_st(ty_work_neighbours(&prev, &next, work, at(work, id, 1)->id,
				 &err), &err, "the headline's neighbours");
	is_str(prev, "", "it begins the story");
	is_str(next, at(work, id, 2)->source, "the lead");
	free(prev);
	free(next);
	ok_st(ty_work_neighbours(&prev, &next, work, at(work, id, 7)->id,
				 &err), &err, "the last one's");
	is_str(prev, at(work, id, 6)->source, "the one before");
	is_str(next, "", "it ends the story");
	free(prev);
	free(next);
	ok(ty_work_neighbours(&prev, &next, work, 12345, &err) ==
	   TY_ENOTFOUND && !prev && !next, "no such segment");
}

/* --------------------------------------------------------------- export -- */

static void exporting(struct ty_work *work, int64_t id)
{
	struct ty_buf out = TY_BUF_INIT;
	struct ty_work_stories *s;

	ok_st(ty_work_export(&out, work, desk, id, "text", &err), &err,
	      "as text");
	ok(strstr(out.p, "風でフェリー停船") && strstr(out.p, "けが人はない。"),
	   "with what was confirmed");
	ty_buf_clear(&out);
	ok_st(ty_work_export(&out, work, desk, id, "tmx", &err), &err,
	      "as TMX");
	ok(strstr(out.p, "<tmx"), "it is");
	ok(ty_work_export(&out, work, desk, id, "exe", &err) == TY_EINVAL,
	   err.text);
	ok(ty_work_export(&out, work, desk, 999, "text", &err) == TY_ENOTFOUND,
	   "no such story");
	ty_buf_release(&out);
	ok_st(ty_work_story(&s, work, id, &err), &err, "the story again");
	is_str(ty_work_formats(s->items)[0], "text", "its own format first");
	is_int(s->items[0].confirmed, 3, "confirmed");
	ok(s->items[0].volume_confirmed.words > 0 &&
	   s->items[0].volume_confirmed.words < s->items[0].volume.words,
	   "in words");
	ty_work_stories_free(s);
}

int main(void)
{
	struct ty_work *work, *other;
	int64_t id;

	make_folder();
	ok(ty_work_open(&work, memory, "mika", &err) == TY_ENOTFOUND && !work,
	   "not without a memory");
	desk = open_desk(TY_CREATE);
	work = open_work("mika");
	other = open_work("ito");
	id = taking_in(work);
	changing_a_story(work);
	drafting(work, id);
	refused_writes(work, id);
	losing(work, other, id);
	origins(work, id);
	repetitions(work, id);
	repetitions_over_drafts(work, id);
	locking(work, id);
	neighbours(work, id);
	exporting(work, id);
	event(NULL, 0, 0);
	let_go();
	ty_work_close(work);
	ty_work_close(other);
	ty_desk_close(desk);
	remove_folder();
	return tap_done();
}
