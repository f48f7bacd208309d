/* The fuzzy index alone, measured and held against a full scan.
 *
 *	fuzzy CORPUS QUERIES LANG TAU [N [CHECK]]
 *
 * CORPUS and QUERIES have a segment a line, TAU is .5 to 1.  N: so many
 * segments; more than the corpus has are spliced from the beginning of one line
 * and the end of another.  CHECK: so many queries are also compared with every
 * segment, without any filter (200).  One JSON line on standard output:
 *
 *	n, queries		segments, queries
 *	build_s, build_cpu_s	tokenizing, building and writing the file: time
 *				passed, and of the processor
 *	bytes_per_segment	of the file
 *	peak_bytes_per_segment	of memory while building
 *	open_us			to open the file
 *	p50_us, p99_us		a lookup of a tokenized text, the best ten
 *	tokenize_us		the median of tokenizing it
 *	delta_us		the median of what a delta of 2,000 segments
 *				adds
 *	hits			matches found in all
 *	mismatches, checked	queries whose ten best or whose matches in all
 *				differ from the full scan's, at TAU, .1 or .2
 *				above it
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/intern.h"
#include "base/io.h"
#include "match/distance.h"
#include "match/query.h"

#define TOP	10
#define DELTA	2000

struct lines {
	struct ty_buf	 text;
	size_t		*start;		/* and the end of the last one */
	size_t		 n, cap;
};

static struct lines corpus, queries;
static struct ty_tokenizer *tokenizer;
static size_t n_segments;

static void die(const struct ty_error *err)
{
	fprintf(stderr, "fuzzy: %s: %s\n", err->file, err->text);
	exit(1);
}

/* Lookups are measured in processor time, so that others at work on the machine
 * do not count; they wait for nothing. */
static double now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Most memory this process ever had, in bytes. */
static double peak_memory(void)
{
	char line[256];
	double kb = 0;
	FILE *f = fopen("/proc/self/status", "re");

	while (f && fgets(line, sizeof(line), f))
		sscanf(line, "VmHWM: %lf", &kb);
	if (f)
		fclose(f);
	return kb * 1024;
}

static void read_lines(struct lines *lines, const char *path)
{
	struct ty_error err;
	size_t i, begin = 0;

	ty_buf_init(&lines->text);
	if (ty_read_file(&lines->text, path, 1u << 30, &err) != TY_OK)
		die(&err);
	for (i = 0; i < lines->text.len; i++) {
		if (lines->text.p[i] != '\n')
			continue;
		lines->start = ty_grow(lines->start, &lines->cap,
				       lines->n + 2, sizeof(*lines->start));
		lines->start[lines->n++] = begin;
		begin = i + 1;
	}
	if (!lines->n) {
		fprintf(stderr, "fuzzy: %s: no lines\n", path);
		exit(1);
	}
	lines->start[lines->n] = begin;
}

static const char *line(const struct lines *lines, size_t i, size_t *len)
{
	*len = lines->start[i + 1] - lines->start[i] - 1;
	return lines->text.p + lines->start[i];
}

static size_t pick(uint64_t *seed, size_t n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(*seed >> 33) % n;
}

/* A place to cut: before a space, or before a character. */
static size_t cut(uint64_t *seed, const char *s, size_t len)
{
	bool spaces = memchr(s, ' ', len) != NULL;
	size_t i = len ? pick(seed, len) : 0;

	while (i < len && (spaces ? s[i] != ' ' : (s[i] & 0xC0) == 0x80))
		i++;
	return i;
}

/* Segment i: the same however often it is asked for. */
static void segment(size_t i, struct ty_tokens *tokens)
{
	static struct ty_buf spliced;
	uint64_t seed = i * 0x9E3779B97F4A7C15u;
	size_t len, at;
	const char *s;

	if (i < corpus.n) {
		s = line(&corpus, i, &len);
		ty_tokenize(tokenizer, s, len, tokens);
		return;
	}
	if (!spliced.p)
		ty_buf_init(&spliced);
	ty_buf_clear(&spliced);
	s = line(&corpus, pick(&seed, corpus.n), &len);
	ty_buf_add(&spliced, s, cut(&seed, s, len));
	s = line(&corpus, pick(&seed, corpus.n), &len);
	at = cut(&seed, s, len);
	ty_buf_add(&spliced, s + at, len - at);
	ty_tokenize(tokenizer, spliced.p, spliced.len, tokens);
}

/* -------------------------------------------------------- the full scan -- */

/* Every segment as tokens numbered by this program. */
static struct ty_intern words;
static uint32_t *pool;
static size_t *starts;

static void number_all(void)
{
	struct ty_tokens tokens = { 0 };
	size_t i, k, used = 0, cap = 0;

	starts = ty_alloc(n_segments + 1, sizeof(*starts));
	for (i = 0; i < n_segments; i++) {
		segment(i, &tokens);
		pool = ty_grow(pool, &cap, used + tokens.n, sizeof(*pool));
		starts[i] = used;
		for (k = 0; k < tokens.n; k++)
			pool[used++] = ty_intern_add(&words,
				tokens.folded.p + tokens.v[k].fold,
				tokens.v[k].fold_len);
	}
	starts[i] = used;
	ty_tokens_release(&tokens);
}

struct match {
	uint64_t	d, longer;
	int64_t		id;
};

static int by_rank(const void *a, const void *b)
{
	const struct match *x = a, *y = b;
	uint64_t p = x->d * y->longer, q = y->d * x->longer;

	if (p != q)
		return p < q ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static size_t scan(const struct ty_tokens *text, int percent,
		   struct match **matches, size_t *cap)
{
	uint32_t *ids = ty_alloc(text->n, sizeof(*ids));
	struct ty_pattern *pattern;
	size_t i, len, most, d, n = 0;

	for (i = 0; i < text->n; i++)
		ids[i] = ty_intern_add(&words,
				       text->folded.p + text->v[i].fold,
				       text->v[i].fold_len);
	pattern = ty_pattern_new(ids, text->n);
	for (i = 0; i < n_segments && text->n; i++) {
		len = starts[i + 1] - starts[i];
		most = ty_distance_allowed(percent, text->n, len);
		d = ty_pattern_distance(pattern, pool + starts[i], len, most);
		if (!len || d > most)
			continue;
		*matches = ty_grow(*matches, cap, n + 1, sizeof(**matches));
		(*matches)[n++] = (struct match){
			d, len > text->n ? len : text->n, (int64_t)i
		};
	}
	if (n)
		qsort(*matches, n, sizeof(**matches), by_rank);
	ty_pattern_free(pattern);
	free(ids);
	return n;
}

/* ------------------------------------------------------------- the index -- */

static struct ty_query *query;

static size_t ask(struct ty_shard *shard, const struct ty_tokens *text,
		  int percent, size_t limit, const struct ty_near **found)
{
	struct ty_query_options options = { percent, limit, 0, false };
	struct ty_error err;
	size_t n;

	ty_query_begin(query, text, &options);
	if (ty_query_shard(query, shard, NULL, 0, &err) != TY_OK)
		die(&err);
	ty_query_found(query, found, &n);
	return n;
}

static bool same(const struct ty_near *found, size_t n,
		 const struct match *matches, size_t want)
{
	size_t i;

	for (i = 0; n == want && i < n; i++)
		if (found[i].id != matches[i].id ||
		    found[i].distance != matches[i].d)
			return false;
	return n == want;
}

/* All matches and the ten best, at one threshold; `matches` are those at a
 * lower one. */
static bool agrees(struct ty_shard *shard, const struct ty_tokens *text,
		   int percent, const struct match *matches, size_t n)
{
	const struct ty_near *found;
	size_t got;

	while (n && (matches[n - 1].longer - matches[n - 1].d) * 100 <
		    (uint64_t)percent * matches[n - 1].longer)
		n--;
	got = ask(shard, text, percent, 0, &found);
	if (!same(found, got, matches, n))
		return false;
	got = ask(shard, text, percent, TOP, &found);
	return same(found, got, matches, n < TOP ? n : TOP);
}

static size_t check(struct ty_shard *shard, int percent, size_t checked)
{
	struct ty_tokens tokens = { 0 };
	struct match *matches = NULL;
	size_t i, n, len, cap = 0, bad = 0;
	const char *s;
	bool good;
	int p;

	number_all();
	for (i = 0; i < checked; i++) {
		/* Spread over the queries. */
		s = line(&queries, i * queries.n / checked, &len);
		ty_tokenize(tokenizer, s, len, &tokens);
		n = scan(&tokens, percent, &matches, &cap);
		good = true;
		for (p = percent; p <= percent + 20 && p <= 100; p += 10)
			good = good && agrees(shard, &tokens, p, matches, n);
		bad += !good;
	}
	free(matches);
	ty_tokens_release(&tokens);
	return bad;
}

static void build(const char *lang, const char *path)
{
	struct ty_shard_head head = { .to = 1 };
	struct ty_shard_builder *builder;
	struct ty_tokens tokens = { 0 };
	struct ty_shard *shard;
	struct ty_error err;
	size_t i;

	snprintf(head.lang, sizeof(head.lang), "%s", lang);
	builder = ty_shard_builder_new(&head);
	for (i = 0; i < n_segments; i++) {
		segment(i, &tokens);
		ty_shard_builder_add(builder, (int64_t)i, (int64_t)i, &tokens);
	}
	if (ty_shard_build(&shard, builder, &err) != TY_OK ||
	    ty_shard_write(shard, path, &err) != TY_OK)
		die(&err);
	ty_shard_unref(shard);
	ty_shard_builder_free(builder);
	ty_tokens_release(&tokens);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* One pass over the queries; returns the matches found. */
static size_t measure(struct ty_shard *shard, int percent, double *us,
		      double *tokenize)
{
	struct ty_tokens tokens = { 0 };
	const struct ty_near *found;
	size_t i, len, hits = 0;
	const char *s;
	double t;

	for (i = 0; i < queries.n; i++) {
		s = line(&queries, i, &len);
		t = now(CLOCK_THREAD_CPUTIME_ID);
		ty_tokenize(tokenizer, s, len, &tokens);
		tokenize[i] = (now(CLOCK_THREAD_CPUTIME_ID) - t) * 1e6;
		t = now(CLOCK_THREAD_CPUTIME_ID);
		hits += ask(shard, &tokens, percent, TOP, &found);
		us[i] = (now(CLOCK_THREAD_CPUTIME_ID) - t) * 1e6;
	}
	qsort(us, queries.n, sizeof(*us), by_size);
	qsort(tokenize, queries.n, sizeof(*tokenize), by_size);
	ty_tokens_release(&tokens);
	return hits;
}

static double measure_delta(int percent, double *us)
{
	struct ty_query_options options = { percent, TOP, 0, false };
	struct ty_delta *delta = ty_delta_new();
	struct ty_tokens tokens = { 0 };
	const struct ty_near *found;
	size_t i, n, len;
	const char *s;
	double t;

	for (i = 0; i < DELTA && i < n_segments; i++) {
		segment(i, &tokens);
		ty_delta_touch(delta, (int64_t)i);
		ty_delta_add(delta, (int64_t)i, (int64_t)i, &tokens);
	}
	for (i = 0; i < queries.n; i++) {
		s = line(&queries, i, &len);
		ty_tokenize(tokenizer, s, len, &tokens);
		ty_query_begin(query, &tokens, &options);
		t = now(CLOCK_THREAD_CPUTIME_ID);
		ty_query_delta(query, delta);
		us[i] = (now(CLOCK_THREAD_CPUTIME_ID) - t) * 1e6;
		ty_query_found(query, &found, &n);
	}
	qsort(us, queries.n, sizeof(*us), by_size);
	ty_tokens_release(&tokens);
	ty_delta_free(delta);
	return us[queries.n / 2];
}

int main(int argc, char **argv)
{
	double built, cpu, opened, peak, p50, p99, delta, *us, *tokenize;
	struct ty_shard *shard;
	struct ty_error err;
	size_t hits, checked = 200, bad;
	char path[4096];
	int percent;

	if (argc < 5 || argc > 7) {
		fprintf(stderr, "usage: fuzzy CORPUS QUERIES LANG TAU [N "
			"[CHECK]]\n");
		return 2;
	}
	read_lines(&corpus, argv[1]);
	read_lines(&queries, argv[2]);
	percent = (int)(atof(argv[4]) * 100 + 0.5);
	n_segments = argc > 5 ? (size_t)atol(argv[5]) : 0;
	if (!n_segments)
		n_segments = corpus.n;
	if (argc > 6)
		checked = (size_t)atol(argv[6]);
	if (checked > queries.n)
		checked = queries.n;
	if (ty_tokenizer_open(&tokenizer, argv[3], &err) != TY_OK)
		die(&err);
	snprintf(path, sizeof(path), "%s/fuzzy.%ld", getenv("TMPDIR") ?
		 getenv("TMPDIR") : "/tmp", (long)getpid());
	peak = peak_memory();
	built = now(CLOCK_MONOTONIC);
	cpu = now(CLOCK_PROCESS_CPUTIME_ID);
	build(argv[3], path);
	built = now(CLOCK_MONOTONIC) - built;
	cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	peak = peak_memory() - peak;
	opened = now(CLOCK_MONOTONIC);
	if (ty_shard_open(&shard, path, &err) != TY_OK)
		die(&err);
	opened = now(CLOCK_MONOTONIC) - opened;
	unlink(path);
	if (ty_shard_verify(shard, &err) != TY_OK)
		die(&err);
	query = ty_query_new();
	us = ty_alloc(queries.n, sizeof(*us));
	tokenize = ty_alloc(queries.n, sizeof(*tokenize));
	hits = measure(shard, percent, us, tokenize);
	p50 = us[queries.n / 2];
	p99 = us[queries.n * 99 / 100];
	delta = measure_delta(percent, us);
	bad = checked ? check(shard, percent, checked) : 0;
	printf("{\"n\": %zu, \"queries\": %zu, \"build_s\": %.2f, "
	       "\"build_cpu_s\": %.2f, "
	       "\"bytes_per_segment\": %.0f, \"peak_bytes_per_segment\": %.0f, "
	       "\"open_us\": %.0f, \"p50_us\": %.1f, \"p99_us\": %.1f, "
	       "\"tokenize_us\": %.1f, \"delta_us\": %.1f, \"hits\": %zu, "
	       "\"mismatches\": %zu, \"checked\": %zu}\n",
	       n_segments, queries.n, built, cpu,
	       (double)ty_shard_bytes(shard) / (double)n_segments,
	       peak / (double)n_segments, opened * 1e6, p50, p99,
	       tokenize[queries.n / 2], delta, hits, bad, checked);
	ty_query_free(query);
	ty_shard_unref(shard);
	ty_intern_release(&words);
	ty_tokenizer_close(tokenizer);
	ty_buf_release(&corpus.text);
	ty_buf_release(&queries.text);
	free(corpus.start);
	free(queries.start);
	free(pool);
	free(starts);
	free(us);
	free(tokenize);
	return bad != 0;
}
