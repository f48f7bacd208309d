/* Rates inside one process.
 *
 *	rates segment LANG FILE		MB of CPU time per second
 *	rates values LANG FILE		the same of reading values, a line at
 *					a time
 *	rates search MEMORY TEXTS TEXT...	ms for a page with its exact
 *					count; TEXTS: a file of all the texts
 *					with NUL between, to count by a full
 *					scan, or -
 *	rates suggest MEMORY FILE N	microseconds a suggestion
 *	rates terms MEMORY LANG FILE	MB of text in which terms are found
 *	rates confirm MEMORY OTHER FILE N	the same after a confirm
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/io.h"
#include "taiyaku.h"
#include "text/norm.h"
#include "text/value.h"

static double now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static int bad(const struct ty_error *err)
{
	fprintf(stderr, "rates: %s: %s\n", err->file, err->text);
	return 1;
}

static struct ty_desk *desk(const char *memory)
{
	struct ty_desk_options options = { .memory = memory, .mode = TY_READ };
	struct ty_desk *d = NULL;
	struct ty_error err;

	if (ty_desk_open(&d, &options, &err) != TY_OK)
		exit(bad(&err));
	return d;
}

/* Whole documents of about 64 KB, as a wire's day would come. */
static int segment(const char *lang, const char *path)
{
	struct ty_buf text = TY_BUF_INIT;
	struct ty_desk *d = desk(NULL);
	double best = 1e9, t;
	struct ty_error err;
	struct ty_spans *spans;
	size_t at, end, n = 0;
	int round;

	if (ty_read_file(&text, path, 1u << 30, &err) != TY_OK)
		return bad(&err);
	for (round = 0; round < 5; round++) {
		t = now(CLOCK_PROCESS_CPUTIME_ID);
		for (at = n = 0; at < text.len; at = end) {
			end = at + 65536 < text.len ? at + 65536 : text.len;
			while (end < text.len && text.p[end - 1] != '\n')
				end++;
			if (ty_segment_text(&spans, d, text.p + at, end - at,
					    lang, &err) != TY_OK)
				return bad(&err);
			n += spans->n;
			ty_spans_free(spans);
		}
		t = now(CLOCK_PROCESS_CPUTIME_ID) - t;
		if (t < best)
			best = t;
	}
	printf("segment %s: %.1f MB/s (%zu segments of %.1f MB, best of 5)\n",
	       lang, (double)text.len / 1e6 / best, n, (double)text.len / 1e6);
	ty_buf_release(&text);
	ty_desk_close(d);
	return 0;
}

static int values(const char *lang, const char *path)
{
	struct ty_value_reader *reader;
	struct ty_buf text = TY_BUF_INIT;
	struct ty_values found = { 0 };
	double best = 1e9, t;
	struct ty_error err;
	size_t at, len, n = 0;
	int round;

	if (ty_read_file(&text, path, 1u << 30, &err) != TY_OK ||
	    ty_value_reader_open(&reader, lang, &err) != TY_OK)
		return bad(&err);
	for (round = 0; round < 5; round++) {
		t = now(CLOCK_PROCESS_CPUTIME_ID);
		for (at = n = 0; at < text.len; at += len + 1) {
			len = strcspn(text.p + at, "\n");
			ty_values_read(reader, text.p + at, len, &found);
			n += found.n;
		}
		t = now(CLOCK_PROCESS_CPUTIME_ID) - t;
		if (t < best)
			best = t;
	}
	printf("values %s: %.1f MB/s (%zu values in %.1f MB, best of 5)\n",
	       lang, (double)text.len / 1e6 / best, n, (double)text.len / 1e6);
	ty_values_release(&found);
	ty_value_reader_close(reader);
	ty_buf_release(&text);
	return 0;
}

/* What a full scan returns: texts of the exported memory that contain `what`
 * after folding.  The memory as TSV without escapes would lose tabs; so the
 * scan runs over a plain list, one variant a record. */
static long scan(const struct ty_buf *texts, const char *what)
{
	struct ty_buf needle = TY_BUF_INIT, folded = TY_BUF_INIT;
	const char *p = texts->p, *end = texts->p + texts->len;
	long n = 0;

	ty_fold(&needle, what, strlen(what), TY_FOLD_SEARCH, NULL);
	while (p < end) {
		size_t len = strlen(p);

		ty_buf_clear(&folded);
		ty_fold(&folded, p, len, TY_FOLD_SEARCH, NULL);
		n += strstr(folded.p, needle.p) != NULL;
		p += len + 1;
	}
	ty_buf_release(&needle);
	ty_buf_release(&folded);
	return n;
}

static int search(const char *memory, const char *texts_path, char **what,
		  int n)
{
	struct ty_buf texts = TY_BUF_INIT;
	struct ty_desk *d = desk(memory);
	struct ty_hits *hits;
	struct ty_error err;
	double ms[9], t;
	bool scans = strcmp(texts_path, "-") != 0;
	long scanned;
	int i, k;

	if (scans &&
	    ty_read_file(&texts, texts_path, 1u << 30, &err) != TY_OK)
		return bad(&err);
	for (i = 0; i < n; i++) {
		const char *text = what[i];
		int64_t total = 0;

		for (k = 0; k < 9; k++) {
			t = now(CLOCK_MONOTONIC);
			if (ty_search(&hits, d, &text, 1, NULL, &err) !=
			    TY_OK)
				return bad(&err);
			ms[k] = (now(CLOCK_MONOTONIC) - t) * 1e3;
			total = hits->total;
			ty_hits_free(hits);
		}
		qsort(ms, 9, sizeof(*ms), by_size);
		if (!scans) {
			printf("search %-8s %8lld texts, median %.1f ms\n",
			       what[i], (long long)total, ms[4]);
			continue;
		}
		t = now(CLOCK_MONOTONIC);
		scanned = scan(&texts, what[i]);
		printf("search %-8s %8lld texts, median %.1f ms; full scan %ld in %.0f ms: %s\n",
		       what[i], (long long)total, ms[4], scanned,
		       (now(CLOCK_MONOTONIC) - t) * 1e3,
		       scanned == total ? "equal" : "DIFFERENT");
	}
	ty_buf_release(&texts);
	ty_desk_close(d);
	return 0;
}

static int suggest(const char *memory, const char *path, size_t most)
{
	struct ty_buf line = TY_BUF_INIT;
	struct ty_desk *d = desk(memory);
	struct ty_matches *matches;
	struct ty_error err;
	size_t n = 0, hits = 0;
	double *us, t, first;
	FILE *f;

	us = ty_alloc(most, sizeof(*us));
	if (ty_open_input(&f, path, &err) != TY_OK)
		return bad(&err);
	t = now(CLOCK_MONOTONIC);
	if (ty_suggest(&matches, d, "A first text to build the index.", NULL,
		       &err) != TY_OK)
		return bad(&err);
	ty_matches_free(matches);
	first = now(CLOCK_MONOTONIC) - t;
	while (n < most && ty_read_line(&line, f, path, (long)n + 1,
					TY_MAX_LINE, &err) == TY_OK) {
		t = now(CLOCK_MONOTONIC);
		if (ty_suggest(&matches, d, line.p, NULL, &err) != TY_OK)
			return bad(&err);
		us[n++] = (now(CLOCK_MONOTONIC) - t) * 1e6;
		hits += matches->n > 0;
		ty_matches_free(matches);
	}
	qsort(us, n, sizeof(*us), by_size);
	if (n)
		printf("suggest: %zu texts, %zu with matches, p50 %.0f us, p99 %.0f us; first answer with its index %.0f ms\n",
		       n, hits, us[n / 2], us[n * 99 / 100], first * 1e3);
	ty_close_input(f);
	free(us);
	ty_buf_release(&line);
	ty_desk_close(d);
	return 0;
}

/* The termbase's terms in each line of a file. */
static int terms(const char *memory, const char *lang, const char *path)
{
	struct ty_buf text = TY_BUF_INIT;
	struct ty_desk *d = desk(memory);
	struct ty_term_hits *hits;
	double best = 1e9, first, t;
	struct ty_error err;
	size_t at, len, n = 0;
	int round;

	if (ty_read_file(&text, path, 1u << 30, &err) != TY_OK)
		return bad(&err);
	t = now(CLOCK_MONOTONIC);
	if (ty_terms_find(&hits, d, "", 0, lang, &err) != TY_OK)
		return bad(&err);
	ty_term_hits_free(hits);
	first = now(CLOCK_MONOTONIC) - t;
	for (round = 0; round < 5; round++) {
		t = now(CLOCK_PROCESS_CPUTIME_ID);
		for (at = n = 0; at < text.len; at += len + 1) {
			len = strcspn(text.p + at, "\n");
			if (ty_terms_find(&hits, d, text.p + at, len, lang,
					  &err) != TY_OK)
				return bad(&err);
			n += hits->n;
			ty_term_hits_free(hits);
		}
		t = now(CLOCK_PROCESS_CPUTIME_ID) - t;
		if (t < best)
			best = t;
	}
	printf("terms %s: %.1f MB/s (%zu found in %.1f MB, best of 5); loaded in %.0f ms\n",
	       lang, (double)text.len / 1e6 / best, n, (double)text.len / 1e6,
	       first * 1e3);
	ty_buf_release(&text);
	ty_desk_close(d);
	return 0;
}

/* Microseconds of a suggestion for `text`. */
static double lookup(struct ty_desk *d, const char *text)
{
	struct ty_matches *matches;
	struct ty_error err;
	double t = now(CLOCK_MONOTONIC);

	if (ty_suggest(&matches, d, text, NULL, &err) != TY_OK)
		exit(bad(&err));
	t = now(CLOCK_MONOTONIC) - t;
	ty_matches_free(matches);
	return t * 1e6;
}

static struct ty_desk *writer_of(const char *memory)
{
	struct ty_desk_options options = { .memory = memory,
					   .mode = TY_CREATE };
	struct ty_desk *d = NULL;
	struct ty_error err;

	if (ty_desk_open(&d, &options, &err) != TY_OK)
		exit(bad(&err));
	return d;
}

static void confirm_one(struct ty_desk *d, size_t n)
{
	struct ty_variant v[2] = { { .lang = "en" },
				   { .lang = "ja", .text = "確定" } };
	struct ty_unit unit = { .kind = TY_HUMAN, .status = TY_REVIEWED,
				.score = 1, .note = "", .variants = v,
				.nvariants = 2 };
	struct ty_buf text = TY_BUF_INIT;
	struct ty_error err;
	int64_t id;

	ty_buf_addf(&text, "Confirmed %zu %ld", n, (long)time(NULL));
	v[0].text = text.p;
	if (ty_confirm(&id, d, &unit, &err) != TY_OK)
		exit(bad(&err));
	ty_buf_release(&text);
}

/*
 * A translator confirms, and a colleague looks something up: what more does
 * that take than when the confirm was in another memory?  So the processor and
 * its caches have been through the same.  Both memories are changed.
 */
static int confirm(const char *memory, const char *other, const char *path,
		   size_t most)
{
	struct ty_desk *reader = desk(memory), *here = writer_of(memory);
	struct ty_desk *there = writer_of(other);
	struct ty_buf line = TY_BUF_INIT;
	double *before, *after, *more;
	struct ty_error err;
	size_t n = 0;
	FILE *f;

	before = ty_alloc(most, sizeof(*before));
	after = ty_alloc(most, sizeof(*after));
	more = ty_alloc(most, sizeof(*more));
	if (ty_open_input(&f, path, &err) != TY_OK)
		return bad(&err);
	for (; n < most && ty_read_line(&line, f, path, (long)n + 1,
					TY_MAX_LINE, &err) == TY_OK; n++) {
		lookup(reader, line.p);
		confirm_one(there, n);
		before[n] = lookup(reader, line.p);
		confirm_one(here, n);
		after[n] = lookup(reader, line.p);
		more[n] = after[n] - before[n];
	}
	qsort(before, n, sizeof(*before), by_size);
	qsort(after, n, sizeof(*after), by_size);
	qsort(more, n, sizeof(*more), by_size);
	if (n)
		printf("confirm: %zu lookups, p50 %.0f us after a confirm elsewhere, %.0f us after one here; difference p50 %.0f us\n",
		       n, before[n / 2], after[n / 2], more[n / 2]);
	ty_close_input(f);
	free(before);
	free(after);
	free(more);
	ty_buf_release(&line);
	ty_desk_close(reader);
	ty_desk_close(here);
	ty_desk_close(there);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 4 && !strcmp(argv[1], "segment"))
		return segment(argv[2], argv[3]);
	if (argc == 4 && !strcmp(argv[1], "values"))
		return values(argv[2], argv[3]);
	if (argc > 4 && !strcmp(argv[1], "search"))
		return search(argv[2], argv[3], argv + 4, argc - 4);
	if (argc == 5 && !strcmp(argv[1], "suggest"))
		return suggest(argv[2], argv[3], (size_t)atol(argv[4]));
	if (argc == 5 && !strcmp(argv[1], "terms"))
		return terms(argv[2], argv[3], argv[4]);
	if (argc == 6 && !strcmp(argv[1], "confirm"))
		return confirm(argv[2], argv[3], argv[4],
			       (size_t)atol(argv[5]));
	fprintf(stderr, "usage: rates segment|values|search|suggest|terms|confirm ...\n");
	return 2;
}
