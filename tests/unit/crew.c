/* Many texts at once: the same answers whatever the number of threads. */

#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "flow/desk.h"
#include "taiyaku.h"
#include "../tap.h"

static char dir[400], memory[500];
static struct ty_error err;

static struct ty_desk *open_desk(int threads, enum ty_open mode,
				 const struct ty_monitor *monitor)
{
	const struct ty_desk_options options = {
		.memory = memory, .mode = mode, .data = "tm", .user = "ito",
		.threads = threads, .monitor = monitor,
	};
	struct ty_desk *desk;

	if (ty_desk_open(&desk, &options, &err) != TY_OK) {
		printf("# %s\n", err.text);
		exit(1);
	}
	return desk;
}

static void sentence(struct ty_buf *out, unsigned i)
{
	static const char *const who[] = { "Police", "Doctors", "The ministry",
					   "Two sailors", "Nobody" };
	static const char *const what[] = { "saw", "found", "repaired",
					    "sold" };

	ty_buf_addf(out, "%s %s %u boats in the harbor of Onomi%s.", who[i % 5],
		    what[i / 5 % 4], i * 7 % 90, i % 3 ? " today" : "");
}

static void fill(void)
{
	struct ty_desk *desk;
	struct ty_batch *batch = NULL;
	struct ty_buf path = TY_BUF_INIT, line = TY_BUF_INIT;
	const char *paths[1];
	FILE *f;
	unsigned i;

	ty_buf_addf(&path, "%s/pairs.tsv", dir);
	f = fopen(path.p, "w");
	for (i = 0; f && i < 120; i++) {
		ty_buf_clear(&line);
		sentence(&line, i * 3);
		fprintf(f, "%s\t訳文%u。\n", line.p, i);
	}
	ok(f && fclose(f) == 0, "pairs");
	paths[0] = path.p;
	desk = open_desk(1, TY_CREATE, NULL);
	ok_st(ty_import(&batch, desk, paths, 1, NULL, &err), &err, "imported");
	ty_batch_free(batch);
	ty_desk_close(desk);
	ty_buf_release(&path);
	ty_buf_release(&line);
}

static struct ty_story *story(struct ty_desk *desk)
{
	struct ty_buf text = TY_BUF_INIT;
	struct ty_story *out;
	unsigned i;

	for (i = 0; i < 300; i++) {
		sentence(&text, i % 250);
		ty_buf_adds(&text, i % 10 == 9 ? "\n\n" : " ");
	}
	ok_st(ty_story_parse(&out, desk, text.p, text.len, "-", "en", &err),
	      &err, "a story");
	ty_buf_release(&text);
	return out;
}

/* All that was found, in one string. */
static void tell(struct ty_buf *out, const struct ty_draft *draft)
{
	size_t i, k;

	for (i = 0; i < draft->story->nsegments; i++) {
		const struct ty_draft_segment *d = &draft->segments[i];

		ty_buf_addf(out, "%zu %d %zu %s\n", i, (int)d->band,
			    d->repeats, d->target);
		for (k = 0; k < d->matches->n; k++)
			ty_buf_addf(out, " %d#%lld",
				    d->matches->items[k].score,
				    (long long)d->matches->items[k].unit);
	}
	for (i = 0; i < TY_NBANDS; i++)
		ty_buf_addf(out, "%lld/%lld ",
			    (long long)draft->report.bands[i].segments,
			    (long long)draft->report.bands[i].words);
}

static void translate(struct ty_buf *out, int threads)
{
	struct ty_desk *desk = open_desk(threads, TY_READ, NULL);
	struct ty_draft *draft;

	ok_st(ty_translate(&draft, desk, story(desk), 70, &err), &err,
	      "translated");
	tell(out, draft);
	ty_draft_free(draft);
	ty_desk_close(desk);
}

static void the_same_answers(void)
{
	struct ty_buf alone = TY_BUF_INIT, together = TY_BUF_INIT;
	int threads;

	translate(&alone, 1);
	ok(alone.len > 10000, "there is much to tell");
	for (threads = 2; threads <= 5; threads++) {
		ty_buf_clear(&together);
		translate(&together, threads);
		ok(!strcmp(alone.p, together.p), "and it is always the same");
	}
	ty_buf_release(&alone);
	ty_buf_release(&together);
}

static bool after_some(void *user)
{
	return ++*(int *)user > 20;
}

static void stopped(void)
{
	int polled = 0;
	const struct ty_monitor monitor = { .cancelled = after_some,
					    .user = &polled };
	struct ty_desk *desk = open_desk(3, TY_READ, &monitor);
	struct ty_draft *draft;

	ok(ty_translate(&draft, desk, story(desk), 70, &err) == TY_ECANCEL &&
	   !draft, "stopped in the middle");
	ty_desk_close(desk);
}

/* The best score for a text that was confirmed a moment ago. */
static int best(struct ty_desk *desk)
{
	struct ty_matches *matches;
	int score = 0;

	if (ty_suggest(&matches, desk, "Gulls circled over the old quay.", NULL,
		       &err) != TY_OK)
		return -1;
	score = matches->n ? matches->items[0].score : 0;
	ty_matches_free(matches);
	return score;
}

/* Desks that share indexes, while somebody writes a lot. */
static void pinned(void)
{
	const struct ty_variant variants[] = {
		{ .lang = "en", .text = "Gulls circled over the old quay." },
		{ .lang = "ja", .text = "古い岸壁の上をカモメが舞った。" },
	};
	const struct ty_unit unit = { .kind = TY_HUMAN, .score = 1,
				      .status = TY_TRANSLATED,
				      .variants = variants, .nvariants = 2 };
	struct ty_desk *writer = open_desk(1, TY_WRITE, NULL);
	struct ty_desk *from = open_desk(1, TY_READ, NULL), *desk;
	int64_t id;

	ok_st(ty_desk_share(&desk, from, NULL, &err), &err, "a desk is shared");
	ok_st(ty_desk_pin(desk, &err), &err, "and pinned");
	ok_st(ty_desk_pin(desk, &err), &err, "which it was already");
	ok_st(ty_confirm(&id, writer, &unit, &err), &err, "somebody confirms");
	ok(best(desk) == 0, "it sees what was there");
	ok(best(from) == 100, "the other one sees what is");
	ty_desk_unpin(desk);
	ok(best(desk) == 100, "as it does itself, unpinned");
	ok_st(ty_desk_pin(desk, &err), &err, "pinned again");
	ty_desk_close(desk);
	ok_st(ty_confirm(&id, writer, &unit, &err), &err,
	      "closed so, it is in nobody's way");
	ty_desk_close(from);
	ty_desk_close(writer);
}

int main(void)
{
	const char *tmp = getenv("TMPDIR");
	char command[500];

	snprintf(dir, sizeof(dir), "%s/crewXXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 1;
	snprintf(memory, sizeof(memory), "%s/m.tm", dir);
	fill();
	the_same_answers();
	stopped();
	pinned();
	snprintf(command, sizeof(command), "rm -r '%s'", dir);
	ok(system(command) == 0, "nothing is left behind");
	return tap_done();
}
