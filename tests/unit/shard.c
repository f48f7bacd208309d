/* Shards, deltas and queries: what is found is what comparing with everything
 * that is alive finds, whatever way it got there. */

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/io.h"
#include "match/query.h"
#include "../tap.h"

static struct ty_tokenizer *english, *japanese;
static struct ty_query *query;

static struct ty_shard_builder *builder(const char *lang)
{
	struct ty_shard_head head = { .from = 3, .to = 9, .stamp = 77,
				      .identity = 88, .tokens = 2 };

	snprintf(head.lang, sizeof(head.lang), "%s", lang);
	return ty_shard_builder_new(&head);
}

static void add(struct ty_shard_builder *b, int64_t id, int64_t unit,
		const char *text)
{
	struct ty_tokens tokens = { 0 };

	ty_tokenize(english, text, strlen(text), &tokens);
	ty_shard_builder_add(b, id, unit, &tokens);
	ty_tokens_release(&tokens);
}

/* The shard of what was added; the builder is gone. */
static struct ty_shard *built(struct ty_shard_builder *b)
{
	struct ty_shard *shard = NULL;
	struct ty_error err;

	if (ty_shard_build(&shard, b, &err) != TY_OK)
		ok_st(err.code, &err, "a shard is built");
	ty_shard_builder_free(b);
	return shard;
}

/* Ids are 10, 20, ..., units 1, 2, ... */
static struct ty_shard *shard_of(const char *const *texts, size_t n)
{
	struct ty_shard_builder *b = builder("en");
	size_t i;

	for (i = 0; i < n; i++)
		add(b, (int64_t)(i + 1) * 10, (int64_t)i + 1, texts[i]);
	return built(b);
}

static void begin(const char *text, struct ty_query_options options)
{
	struct ty_tokens tokens = { 0 };

	ty_tokenize(english, text, strlen(text), &tokens);
	ty_query_begin(query, &tokens, &options);
	ty_tokens_release(&tokens);
}

/* What was found, as "id:distance/length ...". */
static void write_found(struct ty_buf *out)
{
	const struct ty_near *found;
	size_t i, n;

	ty_buf_clear(out);
	ty_query_found(query, &found, &n);
	for (i = 0; i < n; i++)
		ty_buf_addf(out, "%s%lld:%u/%u", i ? " " : "",
			    (long long)found[i].id, found[i].distance,
			    found[i].length);
}

static void finds(struct ty_shard *shard, const char *text, int percent,
		  const char *want, const char *name)
{
	struct ty_query_options options = { .percent = percent };
	struct ty_buf got = TY_BUF_INIT;
	struct ty_error err;

	begin(text, options);
	ok_st(ty_query_shard(query, shard, NULL, 0, &err), &err, name);
	write_found(&got);
	is_str(got.p, want, name);
	options.exhaustive = true;
	begin(text, options);
	ty_query_shard(query, shard, NULL, 0, &err);
	write_found(&got);
	is_str(got.p, want, "and so does comparing with everything");
	ty_buf_release(&got);
}

static const char *const texts[] = {
	"The minister met reporters on Monday.",
	"The minister met editors on Monday.",
	"A minister met reporters.",
	"the MINISTER met reporters on Monday.",
	"Rain fell on 3 islands.",
	"",
	"Rain fell on 40 islands.",
	"...",
	"a b c d e f g h",
	"a a c d",
};

static void by_example(void)
{
	struct ty_shard *shard = shard_of(texts, 10);
	struct ty_shard *empty = shard_of(texts, 0);

	is_int(ty_shard_size(shard), 9, "nine segments: one has no token");
	finds(shard, "The minister met reporters on Monday.", 70,
	      "10:0/7 40:0/7 20:1/7", "the same first, ties by id");
	finds(shard, "The minister met reporters on Monday.", 50,
	      "10:0/7 40:0/7 20:1/7 30:3/5", "lower down, more");
	finds(shard, "The minister met reporters on Monday.", 100,
	      "10:0/7 40:0/7", "at 100, case does not matter");
	finds(shard, "Rain fell on 17 islands.", 90, "50:0/6 70:0/6",
	      "one number is as good as another");
	finds(shard, "Rain fell on xyzzy islands.", 80, "50:1/6 70:1/6",
	      "a word never seen is a difference");
	finds(shard, "xyzzy xyzzy xyzzy", 50, "", "and equal to nothing");
	finds(shard, "x x c d", 50, "100:2/4", "twice the same unknown");
	finds(shard, "x a c d", 75, "100:1/4", "once");
	finds(shard, "", 70, "", "nothing is like nothing");
	finds(shard, "...", 70, "80:0/1", "a mark alone is a text");
	finds(empty, "Rain fell.", 50, "", "an empty shard");
	finds(empty, "", 50, "", "asked for nothing");
	ty_shard_unref(shard);
	ty_shard_unref(empty);
	ty_shard_unref(NULL);
}

/* -------------------------------------------- what changes, and what wins -- */

static void limits(void)
{
	static const char *const like[] = {
		"a b c d e f g h i j", "a b c d e f g h i k",
		"a b c d e f g h k k", "a b c d e f g h i l",
		"a b c d e f g k k k",
	};
	struct ty_query_options options = { .percent = 50, .limit = 2 };
	struct ty_shard *shard = shard_of(like, 5);
	struct ty_buf got = TY_BUF_INIT;

	begin(like[0], options);
	ty_query_shard(query, shard, NULL, 0, NULL);
	write_found(&got);
	is_str(got.p, "10:0/10 20:1/10", "the two best, ties by id");
	options.slack = 5;
	begin(like[0], options);
	ty_query_shard(query, shard, NULL, 0, NULL);
	write_found(&got);
	is_str(got.p, "10:0/10 20:1/10 40:1/10",
	       "what penalties could bring up is kept, too");
	options.slack = 10;
	begin(like[0], options);
	ty_query_shard(query, shard, NULL, 0, NULL);
	write_found(&got);
	is_str(got.p, "10:0/10 20:1/10 40:1/10 30:2/10", "ten points down");
	ty_query_memory(query, 1);
	ty_query_shard(query, shard, NULL, 0, NULL);
	write_found(&got);
	is_str(got.p, "10:0/10 10:0/10 20:1/10 40:1/10 20:1/10 40:1/10",
	       "a second memory raises the bar, and comes second");
	ty_buf_release(&got);
	ty_shard_unref(shard);
}

static void delta_add(struct ty_delta *delta, int64_t id, int64_t unit,
		      const char *text)
{
	struct ty_tokens tokens = { 0 };

	ty_tokenize(english, text, strlen(text), &tokens);
	ty_delta_touch(delta, unit);
	ty_delta_add(delta, id, unit, &tokens);
	ty_tokens_release(&tokens);
}

static void changes(void)
{
	static const char now[] = "The minister met reporters on Monday.";
	struct ty_query_options options = { .percent = 70, .limit = 1 };
	struct ty_shard *shard = shard_of(texts, 10), *merged;
	struct ty_delta *delta = ty_delta_new();
	struct ty_shard_builder *b;
	struct ty_buf got = TY_BUF_INIT;
	struct ty_units dead;
	struct ty_error err;

	delta_add(delta, 110, 11, "The minister met nobody on Monday.");
	delta_add(delta, 10, 1, "The minister left.");
	ty_delta_touch(delta, 4);
	is_int(ty_delta_size(delta), 2, "two segments in the delta");
	dead = ty_delta_touched(delta);
	is_int(dead.n, 3, "three units touched");
	begin(now, options);
	ok_st(ty_query_shard(query, shard, &dead, 1, &err), &err, "shard");
	ty_query_delta(query, delta);
	write_found(&got);
	is_str(got.p, "20:1/7",
	       "the dead do not count, not even for how good is good enough");

	delta_add(delta, 111, 11, "The minister left on Monday.");
	options.limit = 0;
	begin("The minister left on Monday.", options);
	ty_query_delta(query, delta);
	write_found(&got);
	is_str(got.p, "111:0/6", "changed again: the last words count");
	begin("The minister left.", options);
	ty_query_delta(query, delta);
	write_found(&got);
	is_str(got.p, "10:0/4", "and another unit is left alone");

	b = builder("en");
	dead = ty_delta_touched(delta);
	ok_st(ty_shard_builder_add_shard(b, shard, &dead, 1, &err), &err,
	      "the living of a shard go into the next");
	is_int(ty_shard_builder_size(b), 7, "seven are left");
	ty_shard_builder_add_delta(b, delta);
	merged = built(b);
	is_int(ty_shard_size(merged), 9, "and two came");
	dead = ty_shard_touched(merged);
	ok(dead.n == 3 && dead.v[0] == 1 && dead.v[1] == 4 && dead.v[2] == 11,
	   "with what the delta touched");
	finds(merged, now, 72, "20:1/7", "which answers alone");
	finds(merged, "The minister left on Monday.", 75, "111:0/6",
	      "as the two did");
	ty_shard_unref(shard);
	ty_shard_unref(merged);
	ty_delta_free(delta);
	ty_delta_free(NULL);
	ty_buf_release(&got);
}

/* ---------------------------------------------------------------- files -- */

static void head(void)
{
	struct ty_shard *shard = shard_of(texts, 10), *mapped = NULL;
	const struct ty_shard_head *h;
	struct ty_error err;
	struct stat sb;

	ok_st(ty_shard_write(shard, "head.index", &err), &err, "written");
	ok(stat("head.index", &sb) == 0 && (sb.st_mode & 0777) == 0600,
	   "for its owner only");
	is_int(sb.st_size, ty_shard_bytes(shard), "all of it");
	ok_st(ty_shard_open(&mapped, "head.index", &err), &err, "opened");
	unlink("head.index");
	h = ty_shard_head(mapped);
	ok(h->from == 3 && h->to == 9 && h->stamp == 77 && h->identity == 88 &&
	   h->tokens == 2 && !strcmp(h->lang, "en"), "the head is given back");
	is_int(ty_shard_size(mapped), 9, "so are the segments");
	finds(mapped, "Rain fell on 17 islands.", 90, "50:0/6 70:0/6",
	      "and searched after the file is gone");
	ok(ty_shard_ref(mapped) == mapped, "held twice");
	ty_shard_unref(mapped);
	ok_st(ty_shard_verify(mapped, &err), &err, "let go once");
	ty_shard_unref(mapped);
	ok(ty_shard_write(shard, "no/such/folder", &err) == TY_ENOTFOUND,
	   "no folder");
	ok(ty_shard_open(&mapped, "none.index", &err) == TY_ENOTFOUND &&
	   !mapped, "no file");
	ok(ty_shard_open(&mapped, ".", &err) == TY_EDAMAGED, "a folder");
	ty_shard_unref(shard);
}

static void full_disk(void)
{
	struct ty_shard *shard = shard_of(texts, 10);
	struct ty_error err;

	if (access("/dev/full", W_OK) == 0)
		ok(ty_shard_write(shard, "/dev/full", &err) == TY_EIO &&
		   err.text[0], "a full disk is an error that says so");
	ty_shard_unref(shard);
}

static void put_file(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		ok(false, path);
}

static void put_byte(const char *path, size_t at, int byte)
{
	FILE *f = fopen(path, "r+b");

	if (!f || fseek(f, (long)at, SEEK_SET) != 0 ||
	    fputc((unsigned char)byte, f) == EOF || fclose(f) != 0)
		ok(false, path);
}

/* What the file at `path` answers: true if it is what is wanted, or that it is
 * damaged. */
static bool answers(const char *path, const char *want, bool *damaged)
{
	struct ty_query_options options = { .percent = 50 };
	struct ty_buf got = TY_BUF_INIT;
	struct ty_shard *shard = NULL;
	struct ty_error err = { 0 };
	enum ty_status st;
	bool good;

	st = ty_shard_open(&shard, path, &err);
	if (st == TY_OK) {
		begin("The minister met reporters on Monday.", options);
		st = ty_query_shard(query, shard, NULL, 0, &err);
	}
	if (st == TY_OK) {
		write_found(&got);
		good = !strcmp(got.p, want);
		/* What was not looked at is found on request. */
		*damaged = ty_shard_verify(shard, &err) == TY_EDAMAGED;
	} else {
		good = st == TY_EDAMAGED && err.text[0];
		*damaged = true;
	}
	ty_shard_unref(shard);
	ty_buf_release(&got);
	return good;
}

static void damage(void)
{
	static const char want[] = "10:0/7 40:0/7 20:1/7 30:3/5";
	struct ty_shard *shard = shard_of(texts, 10);
	struct ty_buf whole = TY_BUF_INIT;
	size_t i, bad = 0, unseen = 0, last_unseen = 0;
	struct ty_error err;
	bool damaged;

	ty_shard_write(shard, "whole.index", NULL);
	ok(answers("whole.index", want, &damaged) && !damaged, "whole");
	ok_st(ty_read_file(&whole, "whole.index", 1 << 20, &err), &err,
	      "read");
	/* Every byte, but of the zeros between the parts only each 41st: all
	 * blocks are hashed alike. */
	for (i = 0; i < whole.len; i++) {
		if (!whole.p[i] && i % 41)
			continue;
		put_byte("whole.index", i, whole.p[i] ^ 1 << i % 8);
		bad += !answers("whole.index", want, &damaged);
		put_byte("whole.index", i, whole.p[i]);
		if (!damaged) {
			unseen++;
			last_unseen = i;
		}
	}
	is_int(bad, 0, "a flipped bit never changes an answer");
	is_int(unseen, 0, "and none is missed when everything is verified");
	if (unseen)
		printf("# the last at %zu of %zu\n", last_unseen, whole.len);
	put_file("cut.index", whole.p, whole.len);
	for (i = whole.len, bad = 0; i-- > 0; )
		bad += truncate("cut.index", (off_t)i) != 0 ||
		       !answers("cut.index", want, &damaged) || !damaged;
	is_int(bad, 0, "nor does a file cut short anywhere");
	ty_buf_addc(&whole, 'x');
	put_file("long.index", whole.p, whole.len);
	ok(answers("long.index", want, &damaged) && damaged, "or one too long");
	memset(whole.p, 'x', whole.len);
	put_file("text.index", whole.p, whole.len);
	ok(answers("text.index", want, &damaged) && damaged, "or a text");
	ty_buf_release(&whole);
	ty_shard_unref(shard);
}

int main(void)
{
	struct ty_error err;
	const char *tmp = getenv("TMPDIR");

	ok_st(ty_tokenizer_open(&english, "en", &err), &err, "English");
	ok_st(ty_tokenizer_open(&japanese, "ja", &err), &err, "Japanese");
	if (!ok(tmp && chdir(tmp) == 0, "a folder of its own"))
		return tap_done();
	query = ty_query_new();
	by_example();
	limits();
	changes();
	head();
	full_disk();
	damage();
	ty_query_free(query);
	ty_query_free(NULL);
	ty_tokenizer_close(english);
	ty_tokenizer_close(japanese);
	return tap_done();
}
