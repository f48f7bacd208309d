/* Stories: layouts as wires send them, and what holds for any text. */

#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "base/paths.h"
#include "../cases.h"
#include "text/dateline.h"
#include "text/looks.h"
#include "text/story.h"

static struct ty_segmenter *open_for(const char *lang)
{
	struct ty_segmenter *seg;
	struct ty_error err;

	if (!ok_st(ty_segmenter_open(&seg, ty_data_dir, lang, &err), &err,
		   lang))
		exit(tap_done());
	return seg;
}

/* What ty_story_free() of the layer above does. */
static void free_story(struct ty_story *story)
{
	size_t i;

	for (i = 0; i < story->nsegments; i++)
		free(story->segments[i].text);
	free(story->segments);
	free(story->blocks);
	free(story->lang);
	free(story->text);
	free(story->slugline);
	free(story->headline);
	free(story->note);
	free(story->byline);
	free(story->credit);
	free(story->dateline);
	free(story->place);
	free(story->agency);
	free(story->date);
	free(story->kicker);
	free(story->description);
	free(story->published);
	free(story->addresses);
	free(story);
}

/* ----------------------------------------------------------- case files -- */

static void put_fact(struct ty_buf *out, const char *name, const char *value)
{
	if (value[0])
		ty_buf_addf(out, "%s@ %s: %s", out->len ? "\n" : "", name,
			    value);
}

static void story_case(struct ty_buf *got, const struct test_case *c,
		       void *user)
{
	struct ty_story *story;
	size_t i;

	ty_story_build(&story, user, c->input.p, c->input.len, "en");
	put_fact(got, "slugline", story->slugline);
	put_fact(got, "headline", story->headline);
	put_fact(got, "note", story->note);
	put_fact(got, "byline", story->byline);
	put_fact(got, "credit", story->credit);
	put_fact(got, "dateline", story->dateline);
	put_fact(got, "place", story->place);
	put_fact(got, "agency", story->agency);
	put_fact(got, "date", story->date);
	if (story->version > 1)
		ty_buf_addf(got, "%s@ version: %d", got->len ? "\n" : "",
			    story->version);
	for (i = 0; i < story->nsegments; i++)
		ty_buf_addf(got, "%s> %s: %s", got->len ? "\n" : "",
			    ty_kind_word(story->segments[i].kind),
			    story->segments[i].text);
	free_story(story);
}

static void run_cases(const char *lang, const char *path)
{
	struct ty_segmenter *seg = open_for(lang);

	cases_run(path, story_case, seg);
	ty_segmenter_close(seg);
}

/* ----------------------------------------------------- what always holds -- */

static bool blank(const char *s, size_t from, size_t to)
{
	while (from < to)
		if (strchr(" \t\r\n", s[from]))
			from++;
		else if (to - from >= 3 && !memcmp(s + from, "　", 3))
			from += 3;
		else
			return false;
	return true;
}

/* Blocks and segments in order, disjoint, covering all but white space; each
 * segment within its block and of its kind. */
static bool covers(const struct ty_story *story)
{
	const char *s = story->text;
	size_t i, at = 0;

	for (i = 0; i < story->nblocks; i++) {
		struct ty_span span = story->blocks[i].span;

		if (span.start < at || span.end <= span.start ||
		    !blank(s, at, span.start))
			return false;
		at = span.end;
	}
	if (at > story->length || !blank(s, at, story->length))
		return false;
	for (at = i = 0; i < story->nsegments; i++) {
		const struct ty_segment *g = &story->segments[i];
		const struct ty_block *block = &story->blocks[g->block];

		if (g->block >= story->nblocks || g->kind != block->kind ||
		    g->span.start < block->span.start ||
		    g->span.end > block->span.end || g->span.start < at ||
		    !blank(s, at, g->span.start) || !g->text)
			return false;
		at = g->span.end;
	}
	return blank(s, at, story->length);
}

/* A story of lines that look like something, in any order. */
static void invent(struct ty_buf *out, unsigned *seed)
{
	static const char *const lines[] = {
		"1st Ld", "UPDATE 2-Yen falls", "Eds: Adds quote", "By Ren Sato",
		"NAPLES, Italy (Minato) -- The two met. They agreed.",
		"TOKYO, Oct. 19", "Ministers vow to deepen ties in the region",
		"The hearing took a day. No text was issued.", "==Minato",
		"(END)", "Share this", "Copyright 2026", "304 Harbor St.",
		"【東京共同】政府は決めた。額は未定。", "■見出し", "（共同）",
		"文・山田太郎", "▽一つ目", "「終わり。」", "", "", "", "* * *",
		"the end of a line that was wrapped by a machine at a width",
		"(Reporting by Ren Sato)", "-", "(", "【", "（", "=", "A,",
		", (", "— (X) —", "\xE2\x80\x8B"
	};
	const size_t n = sizeof(lines) / sizeof(lines[0]);
	int i, count = 1 + rand_r(seed) % 12;

	ty_buf_clear(out);
	for (i = 0; i < count; i++) {
		if (rand_r(seed) % 8 == 0)
			ty_buf_adds(out, "\t");
		ty_buf_adds(out, lines[(size_t)rand_r(seed) % n]);
		ty_buf_adds(out, rand_r(seed) % 4 ? "\n" : "\r\n");
	}
	ty_buf_adds(out, "x");
}

static void any_story(void)
{
	struct ty_buf text = TY_BUF_INIT;
	unsigned seed = 815;
	int i;

	for (i = 0; i < 2; i++) {
		struct ty_segmenter *seg = open_for(i ? "ja" : "en");
		struct ty_story *story;
		bool good = true;
		int k;

		for (k = 0; k < 3000 && good; k++) {
			invent(&text, &seed);
			ty_story_build(&story, seg, text.p, text.len, "en");
			good = covers(story) && story->nblocks > 0;
			free_story(story);
		}
		ok(good, "invented stories lose nothing");
		if (!good)
			printf("# %s\n", text.p);
		ty_segmenter_close(seg);
	}
	ty_buf_release(&text);
}

/* ------------------------------------------------------ our own samples -- */

/* Each sample has a headline, a body, and nothing taken for junk; what its
 * lines say about themselves is read. */
static void sample(const char *lang, const char *path)
{
	struct ty_segmenter *seg = open_for(lang);
	struct ty_buf text = TY_BUF_INIT;
	struct ty_story *story;
	struct ty_error err;
	size_t i, junk = 0, body = 0;
	bool first;

	ok_st(ty_read_file(&text, path, TY_MAX_STORY, &err), &err, path);
	ty_story_build(&story, seg, text.p, text.len, lang);
	for (i = 0; i < story->nblocks; i++) {
		junk += story->blocks[i].kind == TY_BOILERPLATE;
		body += story->blocks[i].kind == TY_BODY;
	}
	first = story->headline[0] && strstr(text.p, story->headline) &&
		strstr(text.p, story->headline) < text.p + 300;
	ok(first, "it has a headline at its head");
	ok(covers(story) && junk == 0 && body >= 3, "all of it is story");
	ok(!strstr(text.p, "\nBy ") == !story->byline[0], "byline");
	ok(!strstr(text.p, "\n==") <= !story->credit[0] ||
	   strstr(text.p, "。（"), "credit");
	ok(!strstr(text.p, "Eds: ") == !story->note[0], "note");
	ok(!strstr(text.p, "1st Ld") == (story->version != 2), "first lead");
	ok(!strstr(text.p, "2nd Ld") == (story->version != 3), "second lead");
	ok((!strstr(text.p, "(Minato) ") && !strstr(text.p, "【") &&
	    !strstr(text.p, "Minato - ")) == !story->dateline[0], "dateline");
	free_story(story);
	ty_buf_release(&text);
	ty_segmenter_close(seg);
}

static void samples(void)
{
	sample("en", "tm/samples/defense-talks/3.en.txt");
	sample("ja", "tm/samples/defense-talks/1.ja.txt");
	sample("en", "tm/samples/earthquake/2.en.txt");
	sample("ja", "tm/samples/earthquake/1.ja.txt");
	sample("en", "tm/samples/marathon/1.en.txt");
	sample("ja", "tm/samples/marathon/2.ja.txt");
	sample("en", "tm/samples/company-results/2.en.txt");
	sample("ja", "tm/samples/company-results/2.ja.txt");
	sample("en", "tm/samples/rate-decision/2.en.txt");
	sample("ja", "tm/samples/rate-decision/1.ja.txt");
	sample("ja", "tm/samples/summit-visit/3.ja.txt");
}

/* ------------------------------------------------------------ datelines -- */

static void is_dateline(const char *text, const char *want)
{
	struct ty_segmenter *seg = open_for("en");
	struct ty_buf got = TY_BUF_INIT;
	struct ty_dateline d;
	size_t i;

	if (ty_dateline_parse(&d, text, (struct ty_span){ 0, strlen(text) },
			      ty_segmenter_words(seg))) {
		const struct ty_span parts[] = { d.place, d.date, d.agency };

		for (i = 0; i < 3; i++) {
			ty_buf_add(&got, text + parts[i].start,
				   parts[i].end - parts[i].start);
			ty_buf_adds(&got, i < 2 ? "|" : "");
		}
	}
	is_str(got.p, want, text);
	ty_buf_release(&got);
	ty_segmenter_close(seg);
}

static void datelines(void)
{
	is_dateline("NAPLES, Italy (X) — They met.", "NAPLES, Italy||X");
	is_dateline("TOKYO, Oct. 19 (X) - They met.", "TOKYO|Oct. 19|X");
	is_dateline("SAITAMA, Japan, Dec. 9 Kyodo - They met.",
		    "SAITAMA, Japan|Dec. 9|Kyodo");
	is_dateline("SAO PAULO, Feb. 1, 2017 /NewsWire-Asia/ -- They met.",
		    "SAO PAULO|Feb. 1, 2017|NewsWire-Asia");
	is_dateline("LISBON, Portugal (X) -- They met.",
		    "LISBON, Portugal||X");
	is_dateline("HONOLULU (AP) _ They met.", "HONOLULU||AP");
	is_dateline("Berlin (dpa) - They met.", "Berlin||dpa");
	is_dateline("RIO DE JANEIRO, 3 March (X) — They met.",
		    "RIO DE JANEIRO|3 March|X");
	is_dateline("WASHINGTON — They met.", "WASHINGTON||");
	is_dateline("ST. PAUL, Minn. (X)—They met.", "ST. PAUL, Minn.||X");
	is_dateline("TAMUNING, Guam (X) --", "TAMUNING, Guam||X");
	is_dateline("NATO - a short history", "");
	is_dateline("The yen - which fell - rose.", "");
	is_dateline("Minato (the firm) said - well, little.", "");
	is_dateline("A-B", "");
	is_dateline("— (X) —", "");
	is_dateline(", (X) - They", "");
	is_dateline("(X) — They met.", "");
}

int main(void)
{
	run_cases("en", "tests/cases/story-en.txt");
	run_cases("ja", "tests/cases/story-ja.txt");
	any_story();
	samples();
	datelines();
	return tap_done();
}
