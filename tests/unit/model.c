/* The learnt lexicon: from generated translations of which the true words are
 * known, in one go and in pieces; its file; how texts are cut for it. */

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "align/cut.h"
#include "align/model_file.h"
#include "align/tie_learnt.h"
#include "base/alloc.h"
#include "../tap.h"

#define WORDS	200		/* of the generated languages */
#define PAIRS	3000
#define LONG	8		/* words of a sentence */

/* ------------------------------------------------------------------ cut -- */

static void cut_is(const char *text, const char *want)
{
	struct ty_buf got = TY_BUF_INIT;
	struct ty_cut cut;
	size_t i;

	ty_buf_adds(&got, "");
	ty_cut_init(&cut);
	ty_cut(&cut, text, strlen(text));
	for (i = 0; i < cut.n; i++) {
		ty_buf_adds(&got, i ? " " : "");
		ty_buf_add(&got, text + cut.v[i].span.start,
			   cut.v[i].span.end - cut.v[i].span.start);
		ty_buf_adds(&got, cut.v[i].again ? "*" : "");
	}
	is_str(got.p, want, *text ? text : "(empty)");
	ty_cut_release(&cut);
	ty_buf_release(&got);
}

static void cutting(void)
{
	cut_is("", "");
	cut_is("The ferry, a G7 ferry, 25 knots", "The ferry* G7 knots");
	cut_is("沿岸警備隊が船を救助した。", "沿岸 岸警 警備 備隊 船 救助");
	cut_is("フェリーが港に。港へ", "フェリー 港*");
	cut_is("人々NATO", "人々 NATO");
}

/* ------------------------------------------------------------ generated -- */

static uint32_t seed;

static uint32_t rnd(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

/* Word k in a language of letters, and in one of katakana. */
static void put_word(struct ty_buf *out, int side, uint32_t k)
{
	static const char letters[] = "bdfgklmnprst", vowels[] = "aeiou";
	uint32_t i;

	if (side == 0) {
		ty_buf_adds(out, out->len ? " " : "");
		for (i = 0; i < 3; i++, k /= 12)
			ty_buf_addf(out, "%c%c", letters[k % 12],
				    vowels[(k + i) % 5]);
		return;
	}
	ty_buf_adds(out, out->len ? "と" : "");
	for (i = 0; i < 3; i++, k /= 12)	/* カ U+30AB and what follows */
		ty_buf_addf(out, "\xe3\x82%c", (char)(0xab + k % 12));
}

/* Sentence i: the same words on both sides, in another order, and one that has
 * no counterpart. */
static void sentence(struct ty_buf out[2], int64_t number)
{
	uint32_t words[LONG], i, k;

	seed = (uint32_t)number * 7919 + 1;
	ty_buf_clear(&out[0]);
	ty_buf_clear(&out[1]);
	for (i = 0; i < LONG; i++) {
		words[i] = 1 + rnd(WORDS);
		put_word(&out[0], 0, words[i]);
	}
	put_word(&out[0], 0, 1000 + rnd(3));
	for (i = LONG; i > 0; i--) {
		k = rnd(i);
		put_word(&out[1], 1, words[k]);
		words[k] = words[i - 1];
	}
}

static struct ty_model *learn(const struct ty_model *prior, int64_t from,
			      int64_t to)
{
	struct ty_buf text[2] = { TY_BUF_INIT, TY_BUF_INIT };
	const struct ty_model_about moment = { .change = to, .stamp = 5,
					       .whole = prior ? 1 : to };
	struct ty_model_maker *maker = ty_model_maker_new("en", "ja", prior);
	struct ty_model *model;
	struct ty_error err;
	int64_t i;
	int s;

	for (i = from; i < to; i++) {
		sentence(text, i);
		for (s = 0; s < 2; s++)
			ty_model_maker_add(maker, s, i, text[s].p,
					   text[s].len);
	}
	ok_st(ty_model_maker_finish(&model, maker, &moment, NULL, &err), &err,
	      "learns");
	ty_model_maker_free(maker);
	ty_buf_release(&text[0]);
	ty_buf_release(&text[1]);
	return model;
}

/* The chance that word k of `side` is translated by word j. */
static double chance(const struct ty_model *model, int side, uint32_t k,
		     uint32_t j)
{
	struct ty_buf word = TY_BUF_INIT;
	uint32_t a, b;

	put_word(&word, side, k);
	a = ty_model_word(model, side, word.p, word.len);
	ty_buf_clear(&word);
	put_word(&word, !side, j);
	b = ty_model_word(model, !side, word.p, word.len);
	ty_buf_release(&word);
	return a == TY_MODEL_NONE || b == TY_MODEL_NONE ? 0 :
	       ty_model_chance(model, side, a, b, NULL);
}

/* How many words have their own counterpart as the likeliest. */
static int right(const struct ty_model *model, int side)
{
	int n = 0;
	uint32_t k, j;

	for (k = 1; k <= WORDS; k++) {
		double own = chance(model, side, k, k);

		for (j = 1; j <= WORDS && own > .5; j++)
			if (j != k && chance(model, side, k, j) >= own)
				break;
		n += own > .5 && j > WORDS;
	}
	return n;
}

static double farthest(const struct ty_model *a, const struct ty_model *b,
		       int side)
{
	double most = 0, d;
	uint32_t k;

	for (k = 1; k <= WORDS; k++) {
		d = fabs(chance(a, side, k, k) - chance(b, side, k, k));
		most = d > most ? d : most;
	}
	return most;
}

static void generated(void)
{
	struct ty_model *whole = learn(NULL, 1, PAIRS);
	struct ty_model *half = learn(NULL, 1, PAIRS / 2), *more, *small;
	int side;

	for (side = 0; side < 2; side++)
		is_int(right(whole, side), WORDS, "every word is learnt");
	ok(chance(whole, 0, 1000, 1000) < .1,
	   "what has no counterpart is given none");
	is_int(ty_model_about(whole)->pairs, PAIRS - 1, "pairs are counted");
	more = learn(half, PAIRS / 2, PAIRS);
	is_int(ty_model_about(more)->pairs, PAIRS - 1, "and added up");
	is_int(ty_model_about(more)->whole, 1, "when all was learnt stays");
	for (side = 0; side < 2; side++) {
		is_int(right(more, side), WORDS, "in two batches, too");
		ok(farthest(whole, more, side) < .1,
		   "which is about the same");
	}
	/* Forty more, and words that are new. */
	small = learn(whole, PAIRS, PAIRS + 40);
	ok(farthest(whole, small, 0) < .05, "a small batch changes little");
	ty_model_close(small);
	ty_model_close(more);
	ty_model_close(half);
	ty_model_close(whole);
}

static void nothing(void)
{
	struct ty_model *none = learn(NULL, 1, 1);

	is_int(ty_model_about(none)->pairs, 0, "from nothing");
	is_int(ty_model_word(none, 0, "ba", 2), TY_MODEL_NONE,
	       "nothing is known");
	ty_model_close(none);
}

/* Keys in any order, twice, or on one side only. */
static void keys(void)
{
	const struct ty_model_about moment = { .change = 1 };
	struct ty_model_maker *maker = ty_model_maker_new("en", "ja", NULL);
	struct ty_model *model;
	struct ty_error err;

	ty_model_maker_add(maker, 0, 3, "ferry", 5);
	ty_model_maker_add(maker, 0, 1, "boats", 5);
	ty_model_maker_add(maker, 0, 1, "ferry", 5);
	ty_model_maker_add(maker, 0, 2, "alone", 5);
	ty_model_maker_add(maker, 1, 1, "ボート", 9);
	ty_model_maker_add(maker, 1, 3, "フェリー", 12);
	ty_model_maker_add(maker, 1, 9, "ヨット", 9);
	ok_st(ty_model_maker_finish(&model, maker, &moment, NULL, &err), &err,
	      "learns");
	is_int(ty_model_about(model)->pairs, 2, "two pairs");
	ok(ty_model_chance(model, 0, ty_model_word(model, 0, "boats", 5),
			   ty_model_word(model, 1, "ボート", 9), NULL) > .4,
	   "those that belong together");
	ok(ty_model_word(model, 0, "alone", 5) == TY_MODEL_NONE,
	   "who is alone teaches nothing");
	ty_model_maker_free(maker);
	ty_model_close(model);
}

/* ----------------------------------------------------------------- ties -- */

static void ties(void)
{
	struct ty_buf text[2] = { TY_BUF_INIT, TY_BUF_INIT };
	struct ty_model *model = learn(NULL, 1, PAIRS);
	const char *const both[2] = { "", "" };
	struct ty_ties ties = { 0 };
	const char *s[2];

	put_word(&text[0], 0, 7);
	put_word(&text[0], 0, 9);
	put_word(&text[1], 1, 9);
	put_word(&text[1], 1, 7);
	s[0] = text[0].p;
	s[1] = text[1].p;
	ty_ties_add_learnt(&ties, model, false, s, 100);
	is_int(ties.n, 2, "two words are tied");
	ok(ties.v[0].span[0].start == 0 && ties.v[0].span[1].start > 9,
	   "across");
	s[0] = text[1].p;
	s[1] = text[0].p;
	ties.n = 0;
	ty_ties_add_learnt(&ties, model, true, s, 100);
	is_int(ties.n, 2, "the other way round");
	ties.n = 0;
	ty_ties_add_learnt(&ties, model, true, both, 100);
	is_int(ties.n, 0, "nothing is tied to nothing");
	ty_ties_release(&ties);
	ty_buf_release(&text[0]);
	ty_buf_release(&text[1]);
	ty_model_close(model);
}

/* ----------------------------------------------------------------- file -- */

static void put_file(const char *path, const struct ty_buf *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");

	if (f) {
		fwrite(bytes->p, 1, len, f);
		fclose(f);
	}
}

static void files(void)
{
	const char *tmp = getenv("TMPDIR");
	struct ty_model *model = learn(NULL, 1, 40), *again;
	struct ty_buf bytes = TY_BUF_INIT;
	char dir[512], path[600];
	struct ty_error err;
	struct stat sb;
	size_t i, opened = 0;
	FILE *f;
	int c;

	snprintf(dir, sizeof(dir), "%s/modelXXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		perror(dir);
	snprintf(path, sizeof(path), "%s/x.learnt", dir);
	is_int(ty_model_open(&again, path, &err), TY_ENOTFOUND, "no file");
	ok_st(ty_model_write(model, path, &err), &err, "writes");
	ok(stat(path, &sb) == 0 && (sb.st_mode & 0777) == 0600, "mode 0600");
	ok_st(ty_model_open(&again, path, &err), &err, "opens");
	ok(!memcmp(ty_model_about(again), ty_model_about(model),
		   sizeof(struct ty_model_about)), "and says the same");
	ty_model_close(again);
	f = fopen(path, "rb");
	while (f && (c = getc(f)) != EOF)
		ty_buf_addc(&bytes, (char)c);
	if (f)
		fclose(f);
	for (i = 0; i < bytes.len; i += 97) {
		bytes.p[i] ^= 4;
		put_file(path, &bytes, bytes.len);
		opened += ty_model_open(&again, path, &err) == TY_OK;
		ty_model_close(again);
		bytes.p[i] ^= 4;
	}
	is_int(opened, 0, "a flipped bit is seen wherever it is");
	for (i = 0; i < bytes.len; i += 211) {
		put_file(path, &bytes, i);
		opened += ty_model_open(&again, path, &err) == TY_OK;
		ty_model_close(again);
	}
	is_int(opened, 0, "and a file cut short");
	is_int(ty_model_open(&again, dir, &err), TY_EDAMAGED, "a folder");
	unlink(path);
	rmdir(dir);
	ty_buf_release(&bytes);
	ty_model_close(model);
}

/* A file whose hash is right and whose numbers are not. */
static void enemy(void)
{
	const char *tmp = getenv("TMPDIR");
	struct ty_model *model = learn(NULL, 1, 40), *bad, *opened;
	const size_t bytes = ty_model_about(model)->bytes;
	struct ty_model_head *head;
	struct ty_model_cell *cells;
	struct ty_error err;
	uint32_t *start;
	char path[600], *image;
	int what;

	snprintf(path, sizeof(path), "%s/enemy.learnt", tmp ? tmp : "/tmp");
	for (what = 0; what < 6; what++) {
		image = ty_alloc(1, bytes);
		memcpy(image, model->image, bytes);
		head = (struct ty_model_head *)image;
		cells = (struct ty_model_cell *)
			(image + head->sections[0][TY_MODEL_CELL].at);
		start = (uint32_t *)
			(image + head->sections[1][TY_MODEL_START].at);
		bad = ty_model_adopt(image);
		if (what == 1)
			cells[3].word = (uint32_t)head->about.words[1];
		else if (what == 2)
			cells[3].count = -1;
		else if (what == 3)
			cells[3].count = NAN;
		else if (what == 4)
			start[2] = start[3];
		else if (what == 5)
			memcpy(image + head->sections[1][TY_MODEL_BYTES].at,
			       image + head->sections[1][TY_MODEL_BYTES].at +
			       start[2], start[2]);
		/* Its hash again. */
		bad->image = NULL;
		ty_model_close(bad);
		bad = ty_model_adopt(image);
		ok_st(ty_model_write(bad, path, &err), &err, "written");
		is_int(ty_model_open(&opened, path, &err),
		       what ? TY_EDAMAGED : TY_OK, "judged");
		ty_model_close(opened);
		ty_model_close(bad);
	}
	unlink(path);
	ty_model_close(model);
}

int main(void)
{
	cutting();
	generated();
	nothing();
	keys();
	ties();
	files();
	enemy();
	return tap_done();
}
