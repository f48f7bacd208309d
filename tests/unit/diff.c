/* Differences: the cases of tests/cases/diff.txt, and what holds for all. */

#include <stdlib.h>

#include "base/buf.h"
#include "match/diff.h"
#include "match/distance.h"
#include "match/runs.h"
#include "../tap.h"

/* A language to read in, and the difference of two texts. */
struct reader {
	struct ty_tokenizer	*tokenizer;
	bool			 spaced;
};

struct difference {
	const char		*old, *now;
	struct ty_tokens	 old_tokens, now_tokens;
	struct ty_change	*changes;
	size_t			 n;
};

static void reader_open(struct reader *reader, const char *lang)
{
	struct ty_error err;

	ok_st(ty_tokenizer_open(&reader->tokenizer, lang, &err), &err, lang);
	reader->spaced = strcmp(lang, "ja") != 0;
}

static void compare(struct difference *d, struct reader *reader,
		    const char *old, const char *now)
{
	memset(d, 0, sizeof(*d));
	d->old = old;
	d->now = now;
	ty_tokenize(reader->tokenizer, old, strlen(old), &d->old_tokens);
	ty_tokenize(reader->tokenizer, now, strlen(now), &d->now_tokens);
	ty_diff(old, &d->old_tokens, now, &d->now_tokens, reader->spaced,
		&d->changes, &d->n);
}

static void release(struct difference *d)
{
	free(d->changes);
	ty_tokens_release(&d->old_tokens);
	ty_tokens_release(&d->now_tokens);
}

static void add_span(struct ty_buf *out, const char *s, struct ty_span span,
		     const char *before, const char *after)
{
	if (span.start == span.end)
		return;
	ty_buf_adds(out, before);
	ty_buf_add(out, s + span.start, span.end - span.start);
	ty_buf_adds(out, after);
}

/* The two texts as one. */
static void merge(struct ty_buf *out, const struct difference *d)
{
	size_t i;

	ty_buf_clear(out);
	for (i = 0; i < d->n; i++) {
		if (d->changes[i].edit == TY_SAME) {
			add_span(out, d->now, d->changes[i].now, "", "");
			continue;
		}
		add_span(out, d->old, d->changes[i].old, "[-", "-]");
		add_span(out, d->now, d->changes[i].now, "{+", "+}");
	}
}

/* True if the spans of a side go from its first token to its last without a
 * hole, and names and spans agree. */
static bool is_whole(const struct difference *d)
{
	const struct ty_tokens *a = &d->old_tokens, *b = &d->now_tokens;
	size_t old = a->n ? a->v[0].span.start : 0, i;
	size_t now = b->n ? b->v[0].span.start : 0;
	const struct ty_change *c;
	enum ty_edit edit;

	for (i = 0; i < d->n; i++) {
		c = &d->changes[i];
		if (c->old.start != old || c->now.start != now ||
		    c->old.end < old || c->now.end < now)
			return false;
		edit = c->now.start == c->now.end ? TY_DELETED :
		       c->old.start == c->old.end ? TY_INSERTED : TY_REPLACED;
		if (c->edit != TY_SAME && c->edit != edit)
			return false;
		if (i && (c->edit == TY_SAME) == (c[-1].edit == TY_SAME))
			return false;
		old = c->old.end;
		now = c->now.end;
	}
	return old == (a->n ? a->v[a->n - 1].span.end : 0) &&
	       now == (b->n ? b->v[b->n - 1].span.end : 0);
}

static void cases(void)
{
	FILE *f = fopen("tests/cases/diff.txt", "r");
	struct reader reader = { NULL, false };
	struct ty_buf got = TY_BUF_INIT;
	char line[3][1024];
	int have = 0, n = 0;

	if (!ok(f != NULL, "tests/cases/diff.txt"))
		return;
	while (fgets(line[have], sizeof(line[0]), f)) {
		char *s = line[have];
		struct difference d;

		s[strcspn(s, "\n")] = '\0';
		if (!*s || !strcmp(s, "#") || !strncmp(s, "# ", 2))
			continue;
		/* "[en]", and not "[-word-]". */
		if (!have && *s == '[') {
			s[strcspn(s, "]")] = '\0';
			ty_tokenizer_close(reader.tokenizer);
			reader_open(&reader, s + 1);
			continue;
		}
		if (++have < 3)
			continue;
		compare(&d, &reader, line[0], line[1]);
		merge(&got, &d);
		is_str(got.p, line[2], line[1]);
		ok(is_whole(&d), "nothing is left out");
		release(&d);
		have = 0;
		n++;
	}
	ok(n >= 25 && !have, "all the cases were read");
	fclose(f);
	ty_tokenizer_close(reader.tokenizer);
	ty_buf_release(&got);
}

/* Texts without tokens. */
static void nothing(struct reader *reader)
{
	struct difference d;

	compare(&d, reader, "", "");
	is_int(d.n, 0, "nothing, and nothing changed");
	release(&d);
	compare(&d, reader, "", "new text");
	ok(d.n == 1 && d.changes[0].edit == TY_INSERTED && is_whole(&d),
	   "all of it came");
	release(&d);
	compare(&d, reader, "old text", " ");
	ok(d.n == 1 && d.changes[0].edit == TY_DELETED && is_whole(&d),
	   "all of it went");
	release(&d);
}

/* --------------------------------------------------------------- chance -- */

static unsigned long seed = 20240605;

static size_t pick(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

static void make_text(struct ty_buf *s, const char *const *parts, size_t n)
{
	size_t length = pick(14);

	ty_buf_clear(s);
	while (length--)
		ty_buf_adds(s, parts[pick(n)]);
}

static void always_whole(struct reader *reader, const char *const *parts,
			 size_t n, const char *name)
{
	struct ty_buf a = TY_BUF_INIT, b = TY_BUF_INIT;
	struct difference d;
	bool whole = true;
	int round;

	for (round = 0; round < 5000 && whole; round++) {
		unsigned long began = seed;

		make_text(&a, parts, n);
		make_text(&b, parts, n);
		compare(&d, reader, a.p, b.p);
		whole = is_whole(&d);
		if (!whole)
			printf("# seed %lu\n# old %s\n# now %s\n", began, a.p,
			       b.p);
		release(&d);
	}
	ok(whole, name);
	ty_buf_release(&a);
	ty_buf_release(&b);
}

/* The edits in a script: as many as its longer side has, for each change. */
static size_t edits(const struct ty_run *runs, size_t n)
{
	size_t sum = 0, i;

	for (i = 0; i < n; i++)
		if (!runs[i].same)
			sum += runs[i].old_n > runs[i].now_n ? runs[i].old_n :
							       runs[i].now_n;
	return sum;
}

/* True if the runs lead from `a` to `b`. */
static bool leads(const struct ty_run *runs, size_t n, const uint32_t *a,
		  size_t m, const uint32_t *b, size_t k)
{
	size_t old = 0, now = 0, i;

	for (i = 0; i < n; i++) {
		if (runs[i].old != old || runs[i].now != now)
			return false;
		if (runs[i].same && (runs[i].old_n != runs[i].now_n ||
				     memcmp(a + old, b + now,
					    runs[i].old_n * sizeof(*a))))
			return false;
		old += runs[i].old_n;
		now += runs[i].now_n;
	}
	return old == m && now == k;
}

static void shortest(void)
{
	uint32_t a[40], b[40];
	struct ty_run *runs;
	bool right = true;
	int round;

	for (round = 0; round < 20000 && right; round++) {
		unsigned long began = seed;
		size_t m = pick(40), n = pick(40), kinds = 1 + pick(12);
		size_t nruns, i;

		for (i = 0; i < m; i++)
			a[i] = (uint32_t)pick(kinds);
		for (i = 0; i < n; i++)
			b[i] = i < m && pick(4) ? a[i] : (uint32_t)pick(kinds);
		ty_runs_find(a, m, b, n, &runs, &nruns);
		/* Deletions beside insertions would be replacements in a
		 * shorter script: edits() cannot count too few. */
		right = leads(runs, nruns, a, m, b, n) &&
			edits(runs, nruns) == ty_distance_plain(a, m, b, n);
		if (!right)
			printf("# seed %lu\n", began);
		free(runs);
	}
	ok(right, "scripts are as short as can be");
}

/* The cost of the best script there is, by trying them all: a hundred for each
 * edit and one for each place where edits begin. */
static size_t best(const uint32_t *a, size_t m, const uint32_t *b, size_t n,
		   bool after_edit)
{
	size_t edit = 100 + !after_edit, least = SIZE_MAX, cost;

	if (!m && !n)
		return 0;
	if (m && n) {
		least = *a == *b ? best(a + 1, m - 1, b + 1, n - 1, false) :
			edit + best(a + 1, m - 1, b + 1, n - 1, true);
	}
	if (m) {
		cost = edit + best(a + 1, m - 1, b, n, true);
		least = cost < least ? cost : least;
	}
	if (n) {
		cost = edit + best(a, m, b + 1, n - 1, true);
		least = cost < least ? cost : least;
	}
	return least;
}

static void fewest(void)
{
	uint32_t a[5], b[5];
	struct ty_run *runs;
	bool right = true;
	int round;

	for (round = 0; round < 3000 && right; round++) {
		unsigned long began = seed;
		size_t m = pick(6), n = pick(6), nruns, cost, i;

		for (i = 0; i < m; i++)
			a[i] = (uint32_t)pick(3);
		for (i = 0; i < n; i++)
			b[i] = (uint32_t)pick(3);
		ty_runs_find(a, m, b, n, &runs, &nruns);
		cost = 100 * edits(runs, nruns);
		for (i = 0; i < nruns; i++)
			cost += !runs[i].same;
		right = cost == best(a, m, b, n, false);
		if (!right)
			printf("# seed %lu\n", began);
		free(runs);
	}
	ok(right, "and have as few changes as such scripts can have");
}

/* Ten thousand words against others take no detail, and no time. */
static void long_texts(struct reader *reader)
{
	struct ty_buf a = TY_BUF_INIT, b = TY_BUF_INIT;
	struct difference d;
	size_t i;

	for (i = 0; i < 10000; i++) {
		ty_buf_addf(&a, "w%zu ", i % 777);
		ty_buf_addf(&b, "w%zu ", i < 100 || i > 9900 ? i % 777 :
				i % 555);
	}
	compare(&d, reader, a.p, b.p);
	is_int(d.n, 3, "a long text has one long change");
	ok(is_whole(&d), "in the middle");
	release(&d);
	ty_buf_release(&a);
	ty_buf_release(&b);
}

int main(void)
{
	static const char *const english[] = {
		"the ", "The ", "ship", " ", ", ", ".", "12 ", "13", "a\u00A0",
		"left ", "“", "\"", "  ",
	};
	static const char *const japanese[] = {
		"は", "首", "相", "カ", "タ", "ー", "12", "１３", "万", "二",
		"、", "　", "F-35", "ﾊﾞ",
	};
	struct reader en, ja;

	cases();
	reader_open(&en, "en");
	reader_open(&ja, "ja");
	nothing(&en);
	nothing(&ja);
	always_whole(&en, english, 13, "English by chance");
	always_whole(&ja, japanese, 14, "Japanese by chance");
	shortest();
	fewest();
	long_texts(&en);
	ty_tokenizer_close(en.tokenizer);
	ty_tokenizer_close(ja.tokenizer);
	return tap_done();
}
