/* Drafts for people: the side-by-side page, and plain text. */

#include "draft.h"
#include "../tap.h"

static const char now[] = "Three boats left <Kobe>.";
static const char old[] = "Two boats left Osaka & Sakai.";

static struct ty_change changes[] = {
	{ TY_REPLACED, { 0, 3 }, { 0, 5 } },
	{ TY_SAME, { 4, 14 }, { 6, 16 } },
	{ TY_REPLACED, { 15, 28 }, { 17, 23 } },
	{ TY_INSERTED, { 28, 28 }, { 23, 999 } },	/* past the end */
};

static struct ty_penalty penalties[] = {
	{ .name = "number", .points = 2 }, { .name = "case", .points = 1 }
};

static struct ty_span belongs[] = { { 9, 15 }, { 18, 99 } };

static struct ty_match fuzzy[] = {
	{ .score = 82, .similarity = .85, .source = old,
	  .target = "二隻が大阪・堺を出た。", .kind = TY_ALIGNED,
	  .status = TY_TRANSLATED, .changes = changes, .nchanges = 4,
	  .target_spans = belongs, .ntarget_spans = 2,
	  .penalties = penalties, .npenalties = 2,
	  .origin = { "Boats <leave>", "a.txt", "2025-01-02T03:04:05Z", "ai",
		      3 } },
	{ .score = 55, .source = "Boats.", .target = "船。",
	  .kind = TY_HUMAN, .status = TY_REVIEWED,
	  .origin = { "", "b.txt", "2024-01-01", "", 0 } },
};

static struct ty_match exact[] = {
	{ .score = 101, .similarity = 1,
	  .source = "<script>alert(1)</script>",
	  .target = "\"><img src=x onerror=alert(1)>", .status = TY_REVIEWED,
	  .origin = { "", "", "", "", 0 } },
};

static struct ty_match far[] = {
	{ .score = 58, .source = "No boats came.", .target = "船は来なかった。",
	  .origin = { "", "", "", "", 0 } },
};

static struct ty_carried moved = { { 0, 4 }, { 0, 6 }, { 0, 5 } };
static struct ty_refusal left = { { 17, 23 }, "name" };
static struct ty_carry carry = {
	.target = "3隻が<神戸>を出た。", .carried = &moved, .ncarried = 1,
	.refused = &left, .nrefused = 1,
};
static struct ty_match carried[] = {
	{ .score = 90, .source = old, .target = "二隻が<神戸>を出た。",
	  .repaired = "3隻が<神戸>を出た。", .carry = &carry,
	  .origin = { "", "", "", "", 0 } },
};

static const struct line lines[] = {
	{ TY_HEADLINE, 0, "<script>alert(1)</script>", TY_BAND_101,
	  "\"><img src=x onerror=alert(1)>", 0, exact, 1 },
	{ TY_BYLINE, 1, "By Ai & Jo", TY_BAND_NEW, "", 0, NULL, 0 },
	{ TY_BODY, 2, now, TY_BAND_75, "二隻が大阪・堺を出た。", 0, fuzzy, 2 },
	{ TY_BODY, 2, "No boats sank.", TY_BAND_50, "", 0, far, 1 },
	{ TY_BODY, 3, "New.", TY_BAND_NEW, "", 0, NULL, 0 },
	{ TY_BODY, 4, "New.", TY_BAND_REPEATED, "", 5, NULL, 0 },
};

static size_t count(const char *s, const char *what)
{
	size_t n = 0;

	for (; (s = strstr(s, what)); s += strlen(what))
		n++;
	return n;
}

static void page(void)
{
	struct ty_draft *d = make_draft(lines, 6, "en", "ja");
	char *s = draft_string(d, "html");

	ok(!strncmp(s, "<!doctype html>\n<html lang=\"en\">", 32),
	   "a page in the reader's language");
	ok(strstr(s, "content=\"default-src 'none'; style-src"),
	   "which may load nothing");
	is_int(count(s, "<script"), 0, "text is no script");
	is_int(count(s, "<img"), 0, "nor an image");
	is_int(count(s, "http:") + count(s, "https:") + count(s, "url("), 0,
	       "and nothing is elsewhere");
	ok(strstr(s, "<h1 class=\"text\" lang=\"en\">&lt;script&gt;alert(1)"),
	   "the headline heads it");
	ok(strstr(s, "<p class=\"headline text\" lang=\"ja\">\"&gt;&lt;img"),
	   "with its translation");
	ok(strstr(s, "<dt>byline</dt><dd class=\"text\" lang=\"en\">"
		  "By Ai Mori &amp; Jo Hale</dd>"), "and the byline");
	ok(strstr(s, "<ins>Three</ins> boats left <ins>&lt;Kobe&gt;</ins>.</div>"),
	   "what is new in the source is marked");
	ok(strstr(s, "<del>Two</del> boats left <del>Osaka &amp; Sakai</del>.</p>"),
	   "and what is gone from the match");
	ok(strstr(s, "二隻が<u>大阪</u>・堺を出た。</div>"),
	   "what is to be changed in the translation is underlined");
	ok(strstr(s, "82 <small>similar</small>"), "a chip has the score");
	ok(strstr(s, "= text 85, number −2, case or width −1"), "and why");
	ok(strstr(s, "<span lang=\"en\">Boats &lt;leave&gt;</span> · "
		  "<span>version 3</span> · <span>2025-01-02</span> · "
		  "<span>ai</span> · <span>aligned by machine</span>"),
	   "where the match came from");
	ok(strstr(s, "<summary>1 more match</summary>"), "and the others");
	ok(strstr(s, "<p class=\"small text\" lang=\"ja\">船は来なかった。</p>"),
	   "a match too far to be filled in is shown");
	is_int(count(s, "not translated yet"), 3, "what is missing is said");
	ok(strstr(s, "<a href=\"#s5\">repeats 5</a>"),
	   "a repetition leads to the first");
	ok(strstr(s, "<span class=\"kind\">byline</span>"),
	   "a byline stands in its place");
	ok(strstr(s, "2 of 5 segments filled in"), "how much is done");
	ok(strstr(s, "75-84</th><td>1</td><td>12</td>"
		  "<td class=\"graph\"><i class=\"b75\" style=\"width:20%\">"),
	   "a band with its bar");
	is_int(count(s, "<tr id="), 6, "a row a segment");
	is_int(count(s, "<td>"), count(s, "</td>") - count(s, "<td class"),
	       "cells are closed");
	free(s);
	free_draft(d);
}

static void other_direction(void)
{
	static const struct line japanese[] = {
		{ TY_HEADLINE, 0, "船が出た", TY_BAND_NEW, "", 0, NULL, 0 },
	};
	struct ty_draft *d = make_draft(japanese, 1, "ja", "en");
	char *s = draft_string(d, "html");

	ok(strstr(s, "draft, Japanese to English"), "Japanese to English");
	ok(strstr(s, "characters</th>") && !strstr(s, "words</th>"),
	   "is counted in characters");
	ok(strstr(s, "<div class=\"text\" lang=\"ja\">船が出た</div>"),
	   "each text says its language");
	free(s);
	free_draft(d);
}

static void plain_text(void)
{
	static struct ty_match same[] = {
		{ .score = 99, .source = "One.", .target = "一。" },
	};
	static const struct line english[] = {
		{ TY_HEADLINE, 0, "Boats", TY_BAND_NEW, "", 0, NULL, 0 },
		{ TY_BODY, 1, "One.", TY_BAND_95, "一。", 0, same, 1 },
		{ TY_BODY, 1, "One.", TY_BAND_95, "一。", 0, same, 1 },
		{ TY_BODY, 1, now, TY_BAND_75, "二隻。", 0, fuzzy, 1 },
		{ TY_CREDIT, 2, "==Minato", TY_BAND_NEW, "", 0, NULL, 0 },
	};
	static const struct line japanese[] = {
		{ TY_BODY, 0, "一。", TY_BAND_NEW, "", 0, NULL, 0 },
		{ TY_BODY, 0, "二。", TY_BAND_NEW, "", 0, NULL, 0 },
	};
	struct ty_draft *d = make_draft(english, 5, "en", "ja");
	char *s = draft_string(d, "text");

	is_str(s, "⟦Boats⟧\n\n一。一。⟦82% 二隻。⟧\n\n==Minato\n",
	       "Japanese sentences follow one another; what is left to do "
	       "stands in brackets");
	free(s);
	free_draft(d);
	d = make_draft(japanese, 2, "ja", "en");
	s = draft_string(d, "text");
	is_str(s, "⟦一。⟧ ⟦二。⟧\n", "English ones have a space between them");
	free(s);
	free_draft(d);
}

/* Values that were carried over, the old ones, and what was left. */
static void values(void)
{
	static const struct line one[] = {
		{ TY_BODY, 0, now, TY_BAND_85, "3隻が<神戸>を出た。", 0, carried,
		  1 },
	};
	struct ty_draft *d = make_draft(one, 1, "en", "ja");
	char *s = draft_string(d, "html");

	ok(strstr(s, "<div class=\"text\" lang=\"ja\"><ins>3隻</ins>が&lt;"),
	   "the new value is marked in the draft");
	ok(strstr(s, "<p class=\"small text\" lang=\"ja\"><del>二隻</del>が&lt;"),
	   "the old one stays to be seen");
	ok(strstr(s, "<p class=\"small\">not carried over: <span lang=\"en\">"
		  "&lt;Kobe&gt;</span> · the number is part of a name</p>"),
	   "and what was not carried over has its reason");
	free(s);
	free_draft(d);
}

int main(void)
{
	make_dir();
	page();
	values();
	other_direction();
	plain_text();
	rmdir(test_dir);
	return tap_done();
}
