/* By chance: whatever a memory holds and whatever happened to it, the index
 * finds what a model of it finds that knows no index. */

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/intern.h"
#include "match/distance.h"
#include "match/query.h"
#include "../tap.h"

static struct ty_query *query;

/* --------------------------------------------------------------- chance -- */

static unsigned long seed = 20261123;

static size_t pick(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

/* A language: how its words look, and how many there are. */
struct tongue {
	const char		*lang;
	struct ty_tokenizer	*tokenizer;
	size_t			 kinds;		/* words or characters */
	size_t			 longest;	/* usual length */
};

static void add_word(struct ty_buf *out, const struct tongue *t, size_t kinds)
{
	/* Common ones more often, as in a language. */
	size_t w = pick(3) ? pick(1 + kinds / 8) : pick(kinds), c;

	if (!strcmp(t->lang, "en")) {
		ty_buf_addf(out, " w%c%c", (char)('a' + w / 26 % 26),
			    (char)('a' + w % 26));
		return;
	}
	/* Hiragana first, then kanji, in UTF-8. */
	c = w < 60 ? 0x3042 + w : 0x4E00 + w;
	ty_buf_addc(out, (char)(0xE0 | c >> 12));
	ty_buf_addc(out, (char)(0x80 | (c >> 6 & 63)));
	ty_buf_addc(out, (char)(0x80 | (c & 63)));
}

static void make_text(struct ty_buf *out, const struct tongue *t)
{
	size_t n = pick(40) ? pick(t->longest + 1) : pick(8 * t->longest);

	if (!pick(400))
		n = 250 + pick(60);
	ty_buf_clear(out);
	while (n--)
		add_word(out, t, t->kinds);
}

/* A text that was edited here and there; what it gains may be unknown. */
static void edit(struct ty_buf *out, const char *s, const struct tongue *t)
{
	size_t often = 2 + pick(12), len;

	ty_buf_clear(out);
	while (*s) {
		len = *s == ' ' ? 1 + strcspn(s + 1, " ") : 3;
		switch (pick(often)) {
		case 0:
			add_word(out, t, t->kinds + t->kinds / 4);
			/* fall through */
		case 1:
			break;
		default:
			ty_buf_add(out, s, len);
		}
		s += len;
	}
}

/* ---------------------------------------------------------------- model -- */

/* A unit with its one text; dead ones have none. */
struct unit {
	struct ty_buf	text;
	uint32_t	*ids;
	size_t		 n;
	int64_t		 id;
	bool		 alive;
};

#define UNITS	120

struct world {
	struct tongue	 tongue;
	struct ty_intern words;
	struct unit	 units[UNITS];
	size_t		 n;
	int64_t		 last_id;
	/* The index of it. */
	struct ty_shard	*shards[12];
	size_t		 nshards;
	struct ty_delta	*delta;
};

static uint32_t *number(struct world *w, const char *text, size_t len,
			size_t *n)
{
	struct ty_tokens tokens = { 0 };
	uint32_t *ids;
	size_t i;

	ty_tokenize(w->tongue.tokenizer, text, len, &tokens);
	ids = ty_alloc(tokens.n, sizeof(*ids));
	for (i = 0; i < tokens.n; i++)
		ids[i] = ty_intern_add(&w->words,
				       tokens.folded.p + tokens.v[i].fold,
				       tokens.v[i].fold_len);
	*n = tokens.n;
	ty_tokens_release(&tokens);
	return ids;
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

static int points(const struct match *m)
{
	return (int)((m->longer - m->d) * 100 / m->longer);
}

/* What query.h promises, said again without any cleverness. */
static size_t expect(struct world *w, const struct ty_buf *text,
		     const struct ty_query_options *options,
		     struct match matches[UNITS])
{
	size_t m, n = 0, kept, i;
	uint32_t *ids = number(w, text->p, text->len, &m);
	const struct unit *u;
	struct match x;

	for (i = 0; i < w->n; i++) {
		u = &w->units[i];
		if (!u->alive || !u->n || !m)
			continue;
		x.id = u->id;
		x.d = ty_distance_plain(ids, m, u->ids, u->n);
		x.longer = m > u->n ? m : u->n;
		if (points(&x) >= options->percent)
			matches[n++] = x;
	}
	free(ids);
	if (n)
		qsort(matches, n, sizeof(*matches), by_rank);
	if (!options->limit || n <= options->limit)
		return n;
	for (kept = options->limit; options->slack && kept < n; kept++)
		if (points(&matches[kept]) < points(&matches[options->limit -
							      1]) -
					     options->slack)
			break;
	return kept;
}

/* ------------------------------------------------------------ the index -- */

static void put_unit(struct world *w, size_t i)
{
	struct unit *u = &w->units[i];
	struct ty_tokens tokens = { 0 };

	ty_delta_touch(w->delta, (int64_t)i);
	if (u->alive) {
		ty_tokenize(w->tongue.tokenizer, u->text.p, u->text.len,
			    &tokens);
		ty_delta_add(w->delta, u->id, (int64_t)i, &tokens);
	}
	ty_tokens_release(&tokens);
}

/* The lists of what came after shard i. */
static size_t newer(const struct world *w, size_t i, struct ty_units dead[13])
{
	size_t n = 0;

	while (++i < w->nshards)
		dead[n++] = ty_shard_touched(w->shards[i]);
	dead[n++] = ty_delta_touched(w->delta);
	return n;
}

static bool finish(struct world *w, struct ty_shard_builder *b, bool file)
{
	struct ty_shard *shard = NULL;
	enum ty_status st;

	st = ty_shard_build(&shard, b, NULL);
	ty_shard_builder_free(b);
	if (st == TY_OK && file) {
		st = ty_shard_write(shard, "chance.index", NULL);
		ty_shard_unref(shard);
		if (st == TY_OK)
			st = ty_shard_open(&shard, "chance.index", NULL);
	}
	if (st == TY_OK)
		w->shards[w->nshards++] = shard;
	return st == TY_OK;
}

static struct ty_shard_builder *builder(const struct world *w)
{
	struct ty_shard_head head = { .to = 1 };

	snprintf(head.lang, sizeof(head.lang), "%s", w->tongue.lang);
	return ty_shard_builder_new(&head);
}

/* The delta becomes a shard. */
static bool seal(struct world *w)
{
	struct ty_shard_builder *b = builder(w);

	ty_shard_builder_add_delta(b, w->delta);
	ty_delta_free(w->delta);
	w->delta = ty_delta_new();
	return finish(w, b, pick(2));
}

/* All shards become one. */
static bool merge(struct world *w)
{
	struct ty_shard_builder *b = builder(w);
	struct ty_units dead[13];
	bool good = true;
	size_t i, n;

	for (i = 0; i < w->nshards && good; i++) {
		n = newer(w, i, dead);
		good = ty_shard_builder_add_shard(b, w->shards[i], dead, n,
						  NULL) == TY_OK;
	}
	for (i = 0; i < w->nshards; i++)
		ty_shard_unref(w->shards[i]);
	w->nshards = 0;
	return finish(w, b, pick(2)) && good;
}

/* Something happens to the memory. */
static bool happen(struct world *w)
{
	size_t what = pick(20), i;
	struct unit *u;

	if (what == 0 && w->nshards < 12)
		return seal(w);
	if (what == 1 && w->nshards)
		return merge(w);
	if (w->n < UNITS && (what < 14 || !w->n)) {
		i = w->n++;
		ty_buf_init(&w->units[i].text);
	} else {
		i = pick(w->n);
	}
	u = &w->units[i];
	u->alive = what != 19;
	if (pick(4) == 0 && w->n > 1)
		edit(&u->text, w->units[pick(w->n)].text.p, &w->tongue);
	else if (pick(12))
		make_text(&u->text, &w->tongue);
	u->id = (++w->last_id * 7919) % 100003;
	free(u->ids);
	u->ids = number(w, u->text.p, u->text.len, &u->n);
	put_unit(w, i);
	return true;
}

static size_t search(struct world *w, const struct ty_buf *text,
		     const struct ty_query_options *options,
		     const struct ty_near **found)
{
	struct ty_tokens tokens = { 0 };
	struct ty_units dead[13];
	size_t i, n;

	ty_tokenize(w->tongue.tokenizer, text->p, text->len, &tokens);
	ty_query_begin(query, &tokens, options);
	ty_tokens_release(&tokens);
	for (i = 0; i < w->nshards; i++) {
		n = newer(w, i, dead);
		if (ty_query_shard(query, w->shards[i], dead, n, NULL) != TY_OK)
			ok(false, "a shard is damaged");
	}
	ty_query_delta(query, w->delta);
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

static bool ask(struct world *w, const struct ty_buf *text)
{
	static const size_t limit[] = { 0, 1, 3, 10 };
	static const int slack[] = { 0, 1, 5, 20 };
	struct ty_query_options options = {
		.percent = 50 + (int)pick(51), .limit = limit[pick(4)],
		.slack = slack[pick(4)],
	};
	struct match matches[UNITS];
	size_t want = expect(w, text, &options, matches), got;
	const struct ty_near *found;
	bool good;

	got = search(w, text, &options, &found);
	good = same(found, got, matches, want);
	if (good && !pick(8)) {
		options.exhaustive = true;
		got = search(w, text, &options, &found);
		good = same(found, got, matches, want);
	}
	if (!good)
		printf("# %s, %d%%, limit %zu, slack %d%s: %s\n"
		       "# %zu found, %zu wanted, %zu shards\n",
		       w->tongue.lang, options.percent, options.limit,
		       options.slack, options.exhaustive ? ", exhaustive" : "",
		       text->p, got, want, w->nshards);
	return good;
}

/* A memory, sixty things that happen to it, and a question after each. */
static bool world(const struct tongue *tongue)
{
	struct world *w = ty_alloc(1, sizeof(*w));
	struct ty_buf text = TY_BUF_INIT;
	unsigned long began = seed;
	bool good = true;
	size_t i;

	w->tongue = *tongue;
	w->tongue.kinds = 1 + pick(tongue->kinds);
	w->delta = ty_delta_new();
	for (i = 0; i < 60 && good; i++) {
		good = happen(w);
		edit(&text, w->n ? w->units[pick(w->n)].text.p : " x",
		     &w->tongue);
		good = good && ask(w, &text);
	}
	if (!good)
		printf("# the world of seed %lu, after %zu\n", began, i);
	for (i = 0; i < w->n; i++) {
		ty_buf_release(&w->units[i].text);
		free(w->units[i].ids);
	}
	for (i = 0; i < w->nshards; i++)
		ty_shard_unref(w->shards[i]);
	ty_delta_free(w->delta);
	ty_intern_release(&w->words);
	ty_buf_release(&text);
	free(w);
	return good;
}

/* ----------------------------------------------------------- hard cases -- */

/* A shard of `n` texts, unit i + 1 of id i + 1. */
static struct ty_shard *shard_of(const struct tongue *t, struct ty_buf *texts,
				 size_t n)
{
	struct ty_shard_head head = { .to = 1 };
	struct ty_shard_builder *b;
	struct ty_tokens tokens = { 0 };
	struct ty_shard *shard;
	size_t i;

	snprintf(head.lang, sizeof(head.lang), "%s", t->lang);
	b = ty_shard_builder_new(&head);
	for (i = 0; i < n; i++) {
		ty_tokenize(t->tokenizer, texts[i].p, texts[i].len, &tokens);
		ty_shard_builder_add(b, (int64_t)i + 1, (int64_t)i + 1,
				     &tokens);
	}
	if (ty_shard_build(&shard, b, NULL) != TY_OK)
		ok(false, "a shard is built");
	ty_shard_builder_free(b);
	ty_tokens_release(&tokens);
	return shard;
}

/* The same answer with filters and without, to several questions about one
 * text; returns the matches of the last. */
static size_t agree(const struct tongue *t, struct ty_shard *shard,
		    const char *text, size_t len, const char *name)
{
	static const struct ty_query_options asked[] = {
		{ 100, 0, 0, false }, { 70, 5, 7, false }, { 69, 2, 3, false },
		{ 60, 20, 1, false }, { 59, 3, 0, false }, { 50, 8, 9, false },
		{ 50, 0, 0, false },
	};
	struct ty_query_options options;
	struct ty_tokens tokens = { 0 };
	const struct ty_near *found;
	struct ty_near *all = NULL;
	size_t i, k, n = 0, want = 0;
	bool good = true;

	ty_tokenize(t->tokenizer, text, len, &tokens);
	for (i = 0; i < sizeof(asked) / sizeof(*asked) && good; i++) {
		options = asked[i];
		options.exhaustive = true;
		ty_query_begin(query, &tokens, &options);
		ty_query_shard(query, shard, NULL, 0, NULL);
		ty_query_found(query, &found, &want);
		all = realloc(all, (want + 1) * sizeof(*all));
		memcpy(all, found, want * sizeof(*all));
		ty_query_begin(query, &tokens, &asked[i]);
		ty_query_shard(query, shard, NULL, 0, NULL);
		ty_query_found(query, &found, &n);
		good = n == want;
		for (k = 0; k < n && good; k++)
			good = found[k].id == all[k].id &&
			       found[k].distance == all[k].distance;
		if (!good)
			printf("# %d%%, limit %zu, slack %d: %zu found, %zu "
			       "wanted\n", options.percent, options.limit,
			       options.slack, n, want);
	}
	ok(good, name);
	free(all);
	ty_tokens_release(&tokens);
	return n;
}

/* -1: nothing is found. */
static long distance_of_best(const struct tongue *t, struct ty_shard *shard,
			     const struct ty_buf *text, int percent)
{
	struct ty_query_options options = { .percent = percent, .limit = 1 };
	struct ty_tokens tokens = { 0 };
	const struct ty_near *found;
	size_t n;

	ty_tokenize(t->tokenizer, text->p, text->len, &tokens);
	ty_query_begin(query, &tokens, &options);
	ty_tokens_release(&tokens);
	ty_query_shard(query, shard, NULL, 0, NULL);
	ty_query_found(query, &found, &n);
	return n ? (long)found->distance : -1;
}

static void repeat(struct ty_buf *out, const char *s, size_t n)
{
	ty_buf_clear(out);
	while (n--)
		ty_buf_adds(out, s);
}

static void hard_cases(const struct tongue *t)
{
	bool spaced = !strcmp(t->lang, "en");
	const char *a = spaced ? " ab" : "\xE3\x81\x82";
	const char *b = spaced ? " cd" : "\xE6\xBC\xA2";
	struct ty_buf *texts = ty_alloc(1000, sizeof(*texts));
	struct ty_buf text = TY_BUF_INIT;
	struct ty_shard *shard;
	size_t i;

	for (i = 0; i < 1000; i++)
		ty_buf_init(&texts[i]);
	for (i = 0; i < 1000; i++)
		repeat(&texts[i], a, 12);
	shard = shard_of(t, texts, 1000);
	repeat(&text, a, 11);
	is_int(agree(t, shard, text.p, text.len, "a thousand times the same"),
	       1000, "all of them are found");
	ty_shard_unref(shard);

	/* Two tokens, in all orders: no filter tells anything apart. */
	for (i = 0; i < 1000; i++) {
		size_t k;

		ty_buf_clear(&texts[i]);
		for (k = 0; k < 4 + i % 9; k++)
			ty_buf_adds(&texts[i], i >> k & 1 ? a : b);
	}
	shard = shard_of(t, texts, 1000);
	for (i = 0; i < 3; i++)
		agree(t, shard, texts[i * 333].p, texts[i * 333].len,
		      "every token is common");
	agree(t, shard, a, strlen(a), "one token");
	agree(t, shard, "!", 1, "a mark");
	agree(t, shard, "5", 1, "a number");
	ty_shard_unref(shard);

	/* Lengths around the longest that is listed, and far beyond. */
	for (i = 0; i < 60; i++) {
		repeat(&texts[i], a, i < 20 ? 245 + i : i < 40 ? 120 + i :
		       500 + i);
		ty_buf_adds(&texts[i], b);
		repeat(&text, i % 3 ? a : b, i);
		ty_buf_adds(&texts[i], text.p);
	}
	repeat(&texts[60], "!", 30);
	repeat(&texts[61], "7 ", 30);
	shard = shard_of(t, texts, 62);
	for (i = 0; i < 60; i += 29)
		agree(t, shard, texts[i].p, texts[i].len, "long ones");
	agree(t, shard, texts[60].p, texts[60].len, "only marks");
	agree(t, shard, texts[61].p, texts[61].len, "only values");
	ty_shard_unref(shard);

	repeat(&texts[60], a, 5000);
	shard = shard_of(t, texts, 61);
	repeat(&text, a, 4800);
	is_int(distance_of_best(t, shard, &text, 96), 200,
	       "5,000 tokens are found by 4,800");
	is_int(distance_of_best(t, shard, &text, 97), -1, "but not at 97 %");
	ty_shard_unref(shard);
	for (i = 0; i < 1000; i++)
		ty_buf_release(&texts[i]);
	ty_buf_release(&text);
	free(texts);
}

static void add_words(struct ty_buf *out, const struct tongue *t, size_t from,
		      size_t to)
{
	size_t k;

	for (k = from; k < to; k++)
		if (!strcmp(t->lang, "en"))
			ty_buf_addf(out, " w%c%c", (char)('a' + k / 26),
				    (char)('a' + k % 26));
		else
			ty_buf_addf(out, "\xE6\xBC%c", (char)(0x80 + k % 64));
}

/* What is left of a text may have moved as far as edits can push it: some
 * tokens are taken from or put to either end, or others put in their place. */
static void shifts(const struct tongue *t)
{
	struct ty_buf texts[13 * 13], all = TY_BUF_INIT;
	struct ty_shard *shard;
	int front, back;
	size_t n = 0, i;

	for (front = -6; front <= 6; front++)
		for (back = -6; back <= 6; back++) {
			ty_buf_init(&texts[n]);
			if (front > 0)
				add_words(&texts[n], t, 30, 30 + front);
			add_words(&texts[n], t, front < 0 ? -front : 0,
				  20 + (back < 0 ? back : 0));
			if (back > 0)
				add_words(&texts[n], t, 40, 40 + back);
			n++;
		}
	shard = shard_of(t, texts, n);
	add_words(&all, t, 0, 20);
	agree(t, shard, all.p, all.len, "moved to and fro");
	for (i = 0; i < n; i += 13)
		agree(t, shard, texts[i].p, texts[i].len,
		      "and seen from there");
	ty_shard_unref(shard);
	for (i = 0; i < n; i++)
		ty_buf_release(&texts[i]);
	ty_buf_release(&all);
}

/* Many that are nearly the same: what is best changes all the time. */
static void crowd(const struct tongue *t)
{
	struct ty_buf texts[300], all = TY_BUF_INIT;
	struct ty_shard *shard;
	size_t n = 300, i;

	add_words(&all, t, 0, 24);
	for (i = 0; i < n; i++) {
		ty_buf_init(&texts[i]);
		edit(&texts[i], all.p, t);
	}
	shard = shard_of(t, texts, n);
	for (i = 0; i < 12; i++) {
		edit(&all, texts[i].p, t);
		agree(t, shard, all.p, all.len, "a crowd");
	}
	ty_shard_unref(shard);
	for (i = 0; i < n; i++)
		ty_buf_release(&texts[i]);
	ty_buf_release(&all);
}

/* Enough of one length that lists are given up for scanning. */
static void many(const struct tongue *t)
{
	size_t n = 2000, i, got = 0;
	struct ty_buf *texts = ty_alloc(n, sizeof(*texts));
	struct tongue small = *t;
	struct ty_shard *shard;

	small.kinds = 40;
	for (i = 0; i < n; i++) {
		ty_buf_init(&texts[i]);
		if (i && pick(3) == 0)
			edit(&texts[i], texts[pick(i)].p, &small);
		else
			make_text(&texts[i], &small);
	}
	shard = shard_of(t, texts, n);
	for (i = 0; i < 3; i++)
		got += agree(t, shard, texts[i * 97].p, texts[i * 97].len,
			     "few words, many segments");
	ok(got > 0, "and something is found");
	ty_shard_unref(shard);
	for (i = 0; i < n; i++)
		ty_buf_release(&texts[i]);
	free(texts);
}

/* -------------------------------------------------------------- threads -- */

struct reader {
	pthread_t		 thread;
	const struct tongue	*tongue;
	struct ty_shard		*shard;
	const struct ty_buf	*texts;
	size_t			 n, right;
};

/* Each text finds itself first. */
static void *read_all(void *arg)
{
	struct ty_query_options options = { .percent = 60, .limit = 3 };
	struct reader *r = arg;
	struct ty_query *own = ty_query_new();
	struct ty_tokens tokens = { 0 };
	const struct ty_near *found;
	size_t i, n;

	for (i = 0; i < r->n; i++) {
		ty_tokenize(r->tongue->tokenizer, r->texts[i].p,
			    r->texts[i].len, &tokens);
		ty_query_begin(own, &tokens, &options);
		if (ty_query_shard(own, r->shard, NULL, 0, NULL) != TY_OK)
			break;
		ty_query_found(own, &found, &n);
		r->right += !tokens.n || (n && !found->distance);
	}
	ty_tokens_release(&tokens);
	ty_query_free(own);
	ty_shard_unref(r->shard);
	return NULL;
}

/* One mapped shard, verified by whoever comes first. */
static void threads(const struct tongue *t)
{
	struct ty_buf texts[500];
	struct reader readers[4];
	struct ty_shard *shard;
	size_t n = 500, i;

	for (i = 0; i < n; i++) {
		ty_buf_init(&texts[i]);
		make_text(&texts[i], t);
	}
	shard = shard_of(t, texts, n);
	ty_shard_write(shard, "threads.index", NULL);
	ty_shard_unref(shard);
	if (ty_shard_open(&shard, "threads.index", NULL) != TY_OK)
		ok(false, "opened");
	for (i = 0; i < 4; i++) {
		readers[i] = (struct reader){ .tongue = t, .texts = texts,
					      .n = n,
					      .shard = ty_shard_ref(shard) };
		if (pthread_create(&readers[i].thread, NULL, read_all,
				   &readers[i]) != 0)
			ok(false, "a thread");
	}
	ty_shard_unref(shard);
	for (i = 0; i < 4; i++) {
		pthread_join(readers[i].thread, NULL);
		is_int(readers[i].right, n, "a thread finds everything");
	}
	for (i = 0; i < n; i++)
		ty_buf_release(&texts[i]);
}

int main(void)
{
	struct tongue tongues[] = { { "en", NULL, 600, 25 },
				    { "ja", NULL, 900, 45 } };
	const char *tmp = getenv("TMPDIR");
	struct ty_error err;
	bool good = true;
	int i, k;

	if (!ok(tmp && chdir(tmp) == 0, "a folder of its own"))
		return tap_done();
	query = ty_query_new();
	for (k = 0; k < 2; k++) {
		ok_st(ty_tokenizer_open(&tongues[k].tokenizer, tongues[k].lang,
					&err), &err, tongues[k].lang);
		for (i = 0; i < 30 && good; i++)
			good = world(&tongues[k]);
		ok(good, "1,800 questions to thirty memories");
		hard_cases(&tongues[k]);
		shifts(&tongues[k]);
		crowd(&tongues[k]);
		many(&tongues[k]);
		threads(&tongues[k]);
		ty_tokenizer_close(tongues[k].tokenizer);
	}
	ty_query_free(query);
	return tap_done();
}
