/* Work on stories, measured in one process: what a page of the editor waits
 * for, and what it does not.
 *
 *	work MEMORY N [IMPORT]		N confirms, each on disk; MEMORY is
 *					made; IMPORT: a file that a child
 *					process imports meanwhile
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "flow/work.h"

#define SEGMENTS	5000

static const char *memory;
static struct ty_error err;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void check(enum ty_status st)
{
	if (st == TY_OK)
		return;
	fprintf(stderr, "work: %s: %s\n", err.file, err.text);
	exit(1);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void show(const char *what, double *ms, size_t n, const char *most)
{
	qsort(ms, n, sizeof(*ms), by_size);
	printf("%-44s p50 %7.2f ms, p99 %7.2f ms, most %7.2f ms   (%s)\n", what,
	       ms[n / 2], ms[n * 99 / 100], ms[n - 1], most);
}

static void show_one(const char *what, double ms, const char *most)
{
	printf("%-44s %11.2f ms   (%s)\n", what, ms, most);
}

static struct ty_desk *open_desk(enum ty_open mode)
{
	const struct ty_desk_options options = { .memory = memory,
						 .mode = mode };
	struct ty_desk *desk;

	check(ty_desk_open(&desk, &options, &err));
	return desk;
}

/* Sentences of eight to nineteen words out of 1,600, no two alike. */
static void make_story(struct ty_buf *out)
{
	static const char *const parts[] = {
		"ba", "ke", "mi", "tor", "sun", "del", "ra", "vo", "lin", "gar",
		"pe", "shi", "won", "cal", "du", "est", "fi", "hol", "jan", "qui",
		"ral", "sto", "ten", "ur", "ven", "wi", "yor", "zan", "bre", "cro",
		"dan", "el", "fro", "gim", "har", "ist", "jo", "kel", "lum", "nor",
	};
	uint64_t r = 20261123;
	int i, k;

	for (i = 0; i < SEGMENTS; i++) {
		ty_buf_addf(out, "Pier %d", i);
		for (k = 8 + i % 12; k > 0; k--) {
			r = r * 6364136223846793005u + 1442695040888963407u;
			ty_buf_addf(out, " %s%s", parts[(r >> 33) % 40],
				    parts[(r >> 43) % 40]);
		}
		ty_buf_adds(out, i % 4 == 3 ? ".\n\n" : ". ");
	}
}

static void confirm(struct ty_work *work, const struct ty_work_segment *s,
		    int i)
{
	struct ty_work_segments *out;
	struct ty_work_write w = { .segment = s->id, .revision = s->revision,
				   .from = "typed" };
	char key[24], target[80];

	snprintf(key, sizeof(key), "k%d-%lld", i, (long long)s->id);
	snprintf(target, sizeof(target),
		 "月曜日、桟橋付近の道路を第%d班が確認した。", i);
	w.key = key;
	w.target = target;
	check(ty_work_confirm(&out, work, &w, true, &err));
	ty_work_segments_free(out);
}

/* Confirm n segments of the story, first to last. */
static void confirms(struct ty_work *work, int64_t story, int n,
		     const char *what, const char *most)
{
	double *ms = ty_alloc((size_t)n, sizeof(*ms)), t;
	struct ty_work_segments *g;
	int i;

	for (i = 0; i < n; i++) {
		check(ty_work_segments(&g, work, story, 1 + i % SEGMENTS, 1,
				       &err));
		t = now();
		confirm(work, &g->items[0], i);
		ms[i] = now() - t;
		ty_work_segments_free(g);
	}
	show(what, ms, (size_t)n, most);
	free(ms);
}

static void teaching(struct ty_work *work, struct ty_desk *desk, int64_t story)
{
	double ms[50], t;
	struct ty_work_segments *g;
	size_t taught, i;

	t = now();
	check(ty_work_teach(&taught, work, desk, &err));
	printf("%-44s %11.2f ms, %zu lessons at once\n", "teach", now() - t,
	       taught);
	for (i = 0; i < 50; i++) {
		check(ty_work_segments(&g, work, story, 4000 + (int64_t)i, 1,
				       &err));
		confirm(work, &g->items[0], -1 - (int)i);
		t = now();
		check(ty_work_teach(&taught, work, desk, &err));
		ms[i] = now() - t;
		ty_work_segments_free(g);
	}
	show("teach one, in a story of 5,000", ms, 50, "-");
}

static void reading(struct ty_work *work, int64_t story)
{
	double ms[50], t;
	struct ty_work_segments *g;
	struct ty_work_stories *s;
	size_t i;

	for (i = 0; i < 50; i++) {
		t = now();
		check(ty_work_segments(&g, work, story, 1, 0, &err));
		ms[i] = now() - t;
		ty_work_segments_free(g);
	}
	show("all segments of 5,000", ms, 50, "at most 30 ms");
	for (i = 0; i < 50; i++) {
		t = now();
		check(ty_work_stories(&s, work, &err));
		ms[i] = now() - t;
		ty_work_stories_free(s);
	}
	show("all stories, 15,000 segments", ms, 50, "-");
}

static void cutting(struct ty_work *work, int64_t story)
{
	double ms[50], t;
	struct ty_work_segments *g, *out;
	size_t i;

	for (i = 0; i < 50; i++) {
		check(ty_work_segments(&g, work, story, 1, 1, &err));
		t = now();
		if (i % 2)
			check(ty_work_join(&out, work, g->items[0].id,
					   g->items[0].revision, 1, &err));
		else
			check(ty_work_split(&out, work, g->items[0].id,
					    g->items[0].revision, 6, 0, &err));
		ms[i] = now() - t;
		ty_work_segments_free(g);
		ty_work_segments_free(out);
	}
	show("split or join, 5,000 segments", ms, 50, "-");
}

static pid_t start_import(const char *path)
{
	const char *paths[] = { path };
	struct ty_desk *desk;
	struct ty_batch *batch;
	pid_t child = fork();

	if (child)
		return child;
	desk = open_desk(TY_WRITE);
	check(ty_import(&batch, desk, paths, 1, NULL, &err));
	_exit(0);
}

static void beside_an_import(struct ty_work *work, int64_t story, int n,
			     const char *path)
{
	const struct timespec moment = { .tv_nsec = 300000000 };
	pid_t child = start_import(path);
	int status;

	nanosleep(&moment, NULL);
	confirms(work, story, n, "confirm while 200,000 units are imported",
		 "p99 at most 100 ms");
	if (waitpid(child, &status, WNOHANG) == child)
		puts("  (the import was over before)");
	else
		waitpid(child, &status, 0);
}

int main(int argc, char **argv)
{
	struct ty_buf text = TY_BUF_INIT;
	struct ty_desk *desk;
	struct ty_work *work;
	int64_t story[3];
	int n, i;
	double t;

	if (argc < 3)
		return 2;
	memory = argv[1];
	n = atoi(argv[2]);
	desk = open_desk(TY_CREATE);
	check(ty_work_open(&work, memory, "bench", &err));
	make_story(&text);
	for (i = 0; i < 3; i++) {
		t = now();
		check(ty_work_add(&story[i], work, desk, text.p, text.len,
				  "bench.txt", NULL, i ? 75 : 0, &err));
		show_one(i == 0 ? "a story of 5,000 segments taken in" :
			 i == 1 ? "the same, asking an empty memory" :
			 "the same, asking a memory with a fifth of it",
			 now() - t, "-");
		if (i == 1) {
			confirms(work, story[0], n, "confirm, on disk",
				 "p99 at most 50 ms");
			teaching(work, desk, story[0]);
		}
	}
	reading(work, story[1]);
	cutting(work, story[1]);
	if (argc > 3)
		beside_an_import(work, story[2], n, argv[3]);
	ty_work_close(work);
	ty_desk_close(desk);
	ty_buf_release(&text);
	return 0;
}
