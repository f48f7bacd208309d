/* The fuzzy index finds what comparing with everything finds. */

#include <stdlib.h>

#include "base/buf.h"
#include "match/index.h"
#include "../tap.h"

static struct ty_tokenizer *tokenizer;

static struct ty_index *index_of(const char *const *texts, size_t n)
{
	struct ty_index *index = ty_index_new(tokenizer);
	size_t i;

	/* Ids are 10, 20, ...: not the places they are kept at. */
	for (i = 0; i < n; i++)
		ty_index_add(index, (int64_t)(i + 1) * 10, texts[i],
			     strlen(texts[i]));
	ty_index_seal(index);
	return index;
}

/* What is found, as "id:distance/length ...". */
static void write_found(struct ty_buf *out, struct ty_index *index,
			const char *text, int percent, bool exhaustive)
{
	struct ty_tokens tokens = { 0 };
	struct ty_found *found;
	size_t n, i;

	ty_buf_clear(out);
	ty_tokenize(tokenizer, text, strlen(text), &tokens);
	ty_index_search(index, &tokens, percent, exhaustive, &found, &n);
	for (i = 0; i < n; i++)
		ty_buf_addf(out, "%s%lld:%zu/%zu", i ? " " : "",
			    (long long)found[i].id, found[i].distance,
			    found[i].length);
	free(found);
	ty_tokens_release(&tokens);
}

static void finds(struct ty_index *index, const char *text, int percent,
		  const char *want, const char *name)
{
	struct ty_buf got = TY_BUF_INIT;

	write_found(&got, index, text, percent, false);
	is_str(got.p, want, name);
	write_found(&got, index, text, percent, true);
	is_str(got.p, want, "and so does comparing with everything");
	ty_buf_release(&got);
}

static void by_example(void)
{
	static const char *const texts[] = {
		"The minister met reporters in Osaka.",
		"The minister met reporters in Kobe.",
		"A minister met reporters.",
		"the MINISTER met reporters in Osaka.",
		"Rain fell on 3 islands.",
		"",
		"Rain fell on 40 islands.",
		"...",
	};
	struct ty_index *index = index_of(texts, 8);
	struct ty_index *empty = index_of(texts, 0);

	is_int(ty_index_size(index), 8, "eight segments");
	finds(index, "The minister met reporters in Osaka.", 70,
	      "10:0/7 40:0/7 20:1/7", "the same first, ties by id");
	finds(index, "The minister met reporters in Osaka.", 50,
	      "10:0/7 40:0/7 20:1/7 30:3/5", "lower down, more");
	finds(index, "The minister met reporters in Osaka.", 100,
	      "10:0/7 40:0/7", "at 100, case does not matter");
	finds(index, "Rain fell on 17 islands.", 90, "50:0/6 70:0/6",
	      "one number is as good as another");
	finds(index, "Rain fell on xyzzy islands.", 80, "50:1/6 70:1/6",
	      "a word never seen is a difference");
	finds(index, "xyzzy xyzzy xyzzy", 50, "", "and equal to nothing");
	finds(index, "xyzzy plugh frobs", 50, "", "whichever it is");
	finds(index, "", 70, "60:0/0", "nothing is like nothing");
	finds(index, "...", 70, "80:0/1", "a mark alone is a text");
	finds(empty, "Rain fell.", 50, "", "an empty index");
	finds(empty, "", 50, "", "asked for nothing");
	ty_index_free(index);
	ty_index_free(empty);
	ty_index_free(NULL);
}

/* Tokens the index does not have may repeat: they are one token, twice. */
static void unknown_words(void)
{
	static const char *const texts[] = { "a b c d e f g h", "a a c d" };
	struct ty_index *index = index_of(texts, 2);

	finds(index, "a x c d e f x h", 75, "10:2/8", "two differences");
	finds(index, "x x c d", 50, "20:2/4", "two of four");
	finds(index, "x a c d", 75, "20:1/4", "one of them");
	ty_index_free(index);
}

/* --------------------------------------------------------------- chance -- */

static unsigned long seed = 20240604;

static size_t pick(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

/* One of `kinds` words, common ones more often, as in a language. */
static void add_word(struct ty_buf *out, size_t kinds)
{
	size_t w = pick(3) ? pick(1 + kinds / 8) : pick(kinds);

	ty_buf_addf(out, " w%c%c", (char)('a' + w / 26), (char)('a' + w % 26));
}

static void make_segment(struct ty_buf *out, size_t kinds)
{
	size_t n = pick(20) ? pick(25) : pick(150);

	ty_buf_clear(out);
	while (n--)
		add_word(out, kinds);
}

/* A segment that was edited here and there; words it may gain are unknown to
 * the index now and then. */
static void edit(struct ty_buf *out, const char *s, size_t kinds)
{
	size_t often = 2 + pick(12), len;

	ty_buf_clear(out);
	while (*s) {
		len = 1 + strcspn(s + 1, " ");
		switch (pick(often)) {
		case 0:
			add_word(out, kinds + kinds / 4);
			/* fall through */
		case 1:
			break;
		default:
			ty_buf_add(out, s, len);
		}
		s += len;
	}
}

/* As many segments as fit a small world, asked a hundred times. */
static bool world(size_t segments, size_t kinds)
{
	struct ty_buf texts[200], query = TY_BUF_INIT;
	struct ty_buf got = TY_BUF_INIT, want = TY_BUF_INIT;
	struct ty_index *index = ty_index_new(tokenizer);
	unsigned long began = seed;
	bool same = true;
	int percent;
	size_t i;

	for (i = 0; i < segments; i++) {
		ty_buf_init(&texts[i]);
		if (i && pick(4) == 0)
			edit(&texts[i], texts[pick(i)].p, kinds);
		else
			make_segment(&texts[i], kinds);
		/* Ids come in any order. */
		ty_index_add(index, (int64_t)((i * 7919) % 100003),
			     texts[i].p, texts[i].len);
	}
	ty_index_seal(index);
	for (i = 0; i < 100 && same; i++) {
		edit(&query, texts[pick(segments)].p, kinds);
		percent = 50 + (int)pick(51);
		write_found(&got, index, query.p, percent, false);
		write_found(&want, index, query.p, percent, true);
		same = !strcmp(got.p, want.p);
		if (!same)
			printf("# seed %lu, %zu segments, %zu words, %d%%:%s\n"
			       "# got  %s\n# want %s\n", began, segments,
			       kinds, percent, query.p, got.p, want.p);
	}
	for (i = 0; i < segments; i++)
		ty_buf_release(&texts[i]);
	ty_buf_release(&query);
	ty_buf_release(&got);
	ty_buf_release(&want);
	ty_index_free(index);
	return same;
}

static void by_chance(void)
{
	bool same = true;
	int i;

	for (i = 0; i < 60 && same; i++)
		same = world(1 + pick(200), 1 + pick(500));
	ok(same, "six thousand searches find what comparing finds");
}

static void every_percent(void)
{
	struct ty_buf text = TY_BUF_INIT, got = TY_BUF_INIT;
	struct ty_buf want = TY_BUF_INIT, query = TY_BUF_INIT;
	struct ty_index *index = ty_index_new(tokenizer);
	bool same = true;
	int percent;
	size_t i;

	while (query.len < 200)
		make_segment(&query, 60);
	for (i = 0; i < 300; i++) {
		edit(&text, query.p, 60);
		ty_index_add(index, (int64_t)i, text.p, text.len);
	}
	ty_index_seal(index);
	for (percent = 50; percent <= 100 && same; percent++) {
		write_found(&got, index, query.p, percent, false);
		write_found(&want, index, query.p, percent, true);
		same = !strcmp(got.p, want.p);
	}
	ok(same, "at every percent from 50 to 100");
	write_found(&got, index, query.p, 50, false);
	ok(got.len > 50, "and there is something to find");
	ty_buf_release(&text);
	ty_buf_release(&query);
	ty_buf_release(&got);
	ty_buf_release(&want);
	ty_index_free(index);
}

int main(void)
{
	struct ty_error err;

	ok_st(ty_tokenizer_open(&tokenizer, "en", &err), &err, "English");
	by_example();
	unknown_words();
	by_chance();
	every_percent();
	ty_tokenizer_close(tokenizer);
	return tap_done();
}
