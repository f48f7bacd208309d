/* A page of the web becomes a story: the article among all that stands around
 * it, each sentence with its place in the source. */

#include <stdlib.h>

#include "base/buf.h"
#include "base/io.h"
#include "format/html_page.h"
#include "taiyaku.h"
#include "../tap.h"

static struct ty_desk *desk;

static struct ty_story *parse(const char *html, const char *lang)
{
	struct ty_story *story = NULL;
	struct ty_error err = { 0 };

	if (ty_story_parse(&story, desk, html, strlen(html), "page.html", lang,
			   &err) != TY_OK)
		printf("# %s\n", err.text);
	return story;
}

/* "kind|text" lines of the segments of some kinds: all but boilerplate. */
static char *lines(const struct ty_story *story)
{
	struct ty_buf out = TY_BUF_INIT;
	size_t i;

	for (i = 0; story && i < story->nsegments; i++)
		if (story->segments[i].kind != TY_BOILERPLATE)
			ty_buf_addf(&out, "%s|%s\n",
				    ty_kind_word(story->segments[i].kind),
				    story->segments[i].text);
	return ty_buf_detach(&out);
}

static void becomes(const char *html, const char *lang, const char *want,
		    const char *name)
{
	struct ty_story *story = parse(html, lang);
	char *got = lines(story);

	is_str(got, want, name);
	free(got);
	ty_story_free(story);
}

/* What is written in the source where a segment says it is. */
static char *source(const struct ty_story *story, const char *text)
{
	size_t i;

	for (i = 0; i < story->nsegments; i++)
		if (!strcmp(story->segments[i].text, text)) {
			const struct ty_span *s = &story->segments[i].span;

			return strndup(story->text + s->start,
				       s->end - s->start);
		}
	return strdup("(no such segment)");
}

static void written(const struct ty_story *story, const char *text,
		    const char *want, const char *name)
{
	char *got = source(story, text);

	is_str(got, want, name);
	free(got);
}

/* Blocks and segments in order, not overlapping, within the file. */
static void in_order(const struct ty_story *story, const char *name)
{
	size_t i, at = 0;
	bool good = true;

	for (i = 0; i < story->nblocks; i++) {
		good &= story->blocks[i].span.start >= at;
		good &= story->blocks[i].span.end > story->blocks[i].span.start;
		at = story->blocks[i].span.end;
	}
	good &= at <= story->length;
	for (i = at = 0; i < story->nsegments; i++) {
		const struct ty_segment *s = &story->segments[i];
		const struct ty_block *b = &story->blocks[s->block];

		good &= s->span.start >= at && s->span.end > s->span.start;
		good &= s->span.start >= b->span.start &&
			s->span.end <= b->span.end && s->kind == b->kind;
		at = s->span.end;
	}
	ok(good, name);
}

static struct ty_story *read_page(const char *path)
{
	struct ty_story *story = NULL;
	struct ty_error err = { 0 };

	ok_st(ty_story_read(&story, desk, path, NULL, &err), &err, path);
	return story;
}

static void an_english_page(void)
{
	struct ty_story *s = read_page("tests/data/harbor.html");
	char *got = lines(s);

	is_str(got,
	       "kicker|Transport\n"
	       "headline|Ferry service resumes after 9-day harbor closure\n"
	       "subhead|Boats were kept in by a drifting crane\n"
	       "byline|By Hana Kirishima and Ian Oduya\n"
	       "caption|The crane is towed out of the harbor on Sunday. (Minato Press)\n"
	       "body|TAKAHAMA, Japan, Dec. 9 (Minato) — Ferries left Takahama’s harbor on Monday for the first time in nine days, the port office said, after a drifting crane was towed away.\n"
	       "body|Some 1,400 passengers were waiting.\n"
	       "body|“We are open,” said Gen. Manager Aoi Tachibana.\n"
	       "body|“Fish & freight come first.”\n"
	       "subhead|Prices fall\n"
	       "body|Squid cost 30 percent less than on Friday, the market said.\n"
	       "body|Squid: 700 yen\n"
	       "body|Mackerel: 420 yen\n"
	       "note|Editor's note: an earlier version gave the wrong day.\n"
	       "body|The office will review its rules for cranes in January.\n",
	       "the article, and nothing else of the page");
	free(got);
	is_str(s->lang, "en-US", "the page's language");
	is_str(s->format, "html", "the format");
	is_str(s->encoding, "UTF-8", "the encoding");
	is_str(s->headline, "Ferry service resumes after 9-day harbor closure",
	       "the headline");
	is_str(s->byline, "Hana Kirishima and Ian Oduya", "the byline");
	is_str(s->kicker, "Transport", "the section");
	is_str(s->place, "TAKAHAMA, Japan", "the dateline's place");
	is_str(s->date, "Dec. 9", "the dateline's date");
	is_str(s->published, "2024-12-09T08:30:00+09:00", "from JSON-LD");
	is_str(s->description, "Boats run again & fish is back on the market.",
	       "from meta, without references");
	in_order(s, "blocks and segments in order");
	written(s, "“Fish & freight come first.”",
		"&ldquo;Fish &amp; freight come first.&rdquo;",
		"a sentence as it is written");
	ty_story_free(s);
}

static void places(void)
{
	static const char page[] =
		"<html><body><p>A <b>bold</b>\n  word&nbsp;here, caf&eacute; "
		"and   so on and on. &ldquo;Next one.&rdquo; It ends "
		"<i>now.</i></p>";
	struct ty_story *s = parse(page, "en");

	written(s, "A bold word\u00A0here, café and so on and on.",
		"A <b>bold</b>\n  word&nbsp;here, caf&eacute; and   so on and on.",
		"tags, references and white space within");
	written(s, "“Next one.”", "&ldquo;Next one.&rdquo;",
		"references at both ends");
	written(s, "It ends now.", "It ends <i>now.",
		"a tag after the last character is outside");
	ok(!strcmp(s->text, page), "the text is the page's source");
	in_order(s, "in order");
	ty_story_free(s);
}

static void a_japanese_page(void)
{
	struct ty_story *s = read_page("tests/data/ruby.html");
	char *got = lines(s);

	is_str(got,
	       "headline|高浜港でフェリー再開　９日ぶり\n"
	       "body|【高浜共同】高浜港の管理事務所は９日、漂流していた起重機船を沖へ移し、フェリーの運航を９日ぶりに再開したと発表した。\n"
	       "body|約１４００人が乗船を待っていた。\n"
	       "body|橘葵所長は「魚と貨物が先だ。客はその後になる」と述べた。\n"
	       "subhead|イカ値下がり\n"
	       "body|市場によると、イカは６日より３割安い。\n"
	       "body|事務所は１月に規則を見直す。\n"
	       "body|（共同）\n",
	       "readings folded away, source lines joined");
	free(got);
	is_str(s->lang, "ja", "the language");
	is_str(s->place, "高浜", "the dateline's place");
	is_str(s->credit, "共同", "the credit");
	written(s, "橘葵所長は「魚と貨物が先だ。客はその後になる」と述べた。",
		"橘<rt>たちばな</rt>葵<rt>あおい</rt></ruby>所長は「魚と貨物が先だ。客はその後になる」と述べた。",
		"the source has the readings");
	in_order(s, "in order");
	ty_story_free(s);

	s = read_page("tests/data/table-sjis.html");
	got = lines(s);
	is_str(got,
	       "headline|高浜港でフェリー再開\n"
	       "body|高浜港の管理事務所は９日、フェリーの運航を再開したと発表した。\n"
	       "body|①魚②貨物③客の順に船を出す。\n"
	       "body|髙橋市長は「待たせた人にわびたい」と話した。\n"
	       "credit|（共同）\n", "a page laid out as a table");
	free(got);
	is_str(s->encoding, "Shift_JIS", "declared, with vendors' characters");
	is_str(s->lang, "ja", "the language by its letters");
	ty_story_free(s);
}

static void evidence(void)
{
	becomes("<body><form><div class=sidebar><p>The whole page stands in a "
		"form that is called a sidebar. It is read all the same.</p>"
		"</div></form>", "en",
		"body|The whole page stands in a form that is called a "
		"sidebar.\nbody|It is read all the same.\n",
		"names are weak evidence");
	becomes("<title>Quake hits north - Minato Press</title><body>"
		"<p>A quake hit the north on Monday, the office said.</p>", "en",
		"headline|Quake hits north\n"
		"body|A quake hit the north on Monday, the office said.\n",
		"a headline from the title, without the site");
	becomes("<body><div><p>Cookies help us.</p></div><div><p>A quake hit "
		"the north on Monday, the weather office said in a statement."
		"</p><p>There was no tsunami, it said, and no nuclear plant "
		"is near the place.</p><p>Trains stood still for an hour, and "
		"two men were hurt by tiles from a roof.</p></div>", "en",
		"body|A quake hit the north on Monday, the weather office said "
		"in a statement.\nbody|There was no tsunami, it said, and no "
		"nuclear plant is near the place.\nbody|Trains stood still for "
		"an hour, and two men were hurt by tiles from a roof.\n",
		"the element with nearly all of the text");
	becomes("<article><h2>One &lt;two&gt;</h2><p>Text in the article, all "
		"of it.</p></article><noscript>Switch it on.</noscript>"
		"<div hidden>Unseen text, all of it.</div>"
		"<p style='display: none'>Nor this one.</p>"
		"<svg><title>Icon</title><text>x</text></svg>", "en",
		"headline|One <two>\nbody|Text in the article, all of it.\n",
		"what cannot be seen is not text");
	becomes("<html><body><pre>First line of the table stands here.\n"
		"Second line of the table stands here.</pre>", "en",
		"body|First line of the table stands here.\n"
		"body|Second line of the table stands here.\n",
		"line breaks that count");
}

static void broken(void)
{
	struct ty_story *s;
	struct ty_error err;

	becomes("<html><p>A &copy B &unknown; C &#x41;&#128; &#xD800; d & e < f "
		"<3 <!-- no --> </> <!doctype x> <?php no ?> end of it.", "en",
		"body|A © B &unknown; C A€ \uFFFD d & e < f <3 end of it.\n",
		"references and markup that are none");
	becomes("<html><p a=\"<p>no\" b='>' c=d>Text of the paragraph here.</p>"
		"<p x", "en", "body|Text of the paragraph here.\n",
		"a tag that never ends");
	becomes("<html><p>Text of the paragraph here.<script>never </p> <", "en",
		"body|Text of the paragraph here.\n", "a script, too");
	ok(ty_story_parse(&s, desk, "<html><b></b>", 13, "x", "en", &err) ==
	   TY_ESYNTAX, "nothing to read");
	is_str(err.text, "a page without text", "says so");
	ok(ty_story_parse(&s, desk, "<html><p>bad \xFF byte</p>", 24, "x", "en",
			  &err) == TY_ESYNTAX && err.column == 14,
	   "bytes of no encoding are located");
}

static void declared(void)
{
	char name[41];
	static const char xml[] = "<?xml version='1.0' encoding='EUC-JP'?>"
		"<!DOCTYPE html><html><head><title>a</title></head><body>"
		"<p>Some text to make it as long as a page should at least be, "
		"for otherwise nobody would look at it and say that it is one, "
		"and so on and so on, until the declaration is far away.</p>";

	ok(ty_html_charset(name, "<meta charset=euc-jp>", 21), "meta charset");
	is_str(name, "euc-jp", "its name");
	ok(ty_html_charset(name, "<META content=\"text/html; CHARSET = x-sjis\">",
			   44), "http-equiv");
	is_str(name, "x-sjis", "its name");
	ok(ty_html_charset(name, xml, sizeof(xml) - 1), "the XML declaration");
	is_str(name, "EUC-JP", "its name");
	ok(!ty_html_charset(name, "<p charset=x>", 13), "no declaration");
}

/* Time and memory grow with the page, whatever is in it. */
static void hostile(void)
{
	static const char *const units[] = { "<b></i>", "<div>a", "<p>a b.",
		"<ul><li>", "<!--", "<a href=\"", "<table><tr><td>x", "&#x41;",
		"<h1>a ", "<", "<ruby><rt>", "<script>", "<br>" };
	struct ty_story *s;
	size_t i, k;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		struct ty_buf page = TY_BUF_INIT;

		ty_buf_adds(&page, "<html><body><p>One sentence to find.</p>");
		for (k = 0; k < 100000; k++)
			ty_buf_adds(&page, units[i]);
		s = parse(page.p, "en");
		ok(s != NULL, units[i]);
		if (s)
			in_order(s, "in order");
		ty_story_free(s);
		ty_buf_release(&page);
	}
}

int main(void)
{
	struct ty_desk_options options = { .data = "tm" };

	if (ty_desk_open(&desk, &options, NULL) != TY_OK)
		return 1;
	an_english_page();
	places();
	a_japanese_page();
	evidence();
	broken();
	declared();
	hostile();
	ty_desk_close(desk);
	return tap_done();
}
