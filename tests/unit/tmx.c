/* TMX: everything a unit says is read, and written back the same. */

#include "draft.h"
#include "base/error.h"
#include "../tap.h"

static const struct ty_format *tmx;

static struct ty_reader *read_string(const char *name, const char *xml)
{
	const struct ty_format_options options = { .source = "en",
						   .target = "ja" };
	struct ty_reader *reader = NULL;

	ty_reader_open(&reader, tmx, write_text(name, xml), &options, NULL);
	return reader;
}

#define HEAD	"<?xml version='1.0'?>\n<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>\n" \
		"<tmx version='1.4'><header srclang='en'/>\n<body>\n"
#define TAIL	"</body></tmx>\n"

static void metadata(void)
{
	struct ty_reader *r = read_string("in", HEAD
		"<tu tuid='a1' creationdate='20240131T120000Z' creationid='ai'>"
		"<note>seen\n twice</note><prop type='x-topic'>ferries</prop>"
		"<prop type='x-taiyaku-kind'>aligned</prop>"
		"<prop type='x-taiyaku-status'>reviewed</prop>"
		"<prop type='x-taiyaku-score'>0.8125</prop>"
		"<tuv xml:lang='EN-us'><seg>One</seg></tuv>"
		"<tuv lang='ja' changedate='20240201T000000Z' changeid='jo'"
		" creationid='nobody'><prop type='p'>q</prop><seg>一</seg></tuv>"
		"<tuv xml:lang='fr'><seg>Un</seg></tuv></tu>\n"
		"<tu><tuv xml:lang='zzz'><seg>wa</seg></tuv>"
		"<tuv xml:lang='en'><seg> Two\n  lines </seg></tuv>"
		"<tuv xml:lang='ja'><seg> </seg></tuv></tu>\n"
		"<tu/><other><tu/></other>" TAIL);
	struct ty_unit u;

	is_int(ty_reader_next(r, &u, NULL), TY_OK, "a full unit");
	is_int(ty_reader_line(r), 5, "on line 5");
	is_int(u.nvariants, 3, "in three languages");
	is_str(u.variants[0].lang, "en-US", "tags are made canonical");
	is_str(u.variants[1].text, "一", "'lang' counts as 'xml:lang'");
	is_str(u.created, "2024-01-31T12:00:00Z", "its date");
	is_str(u.creator, "ai", "its author, not the variant's");
	is_str(u.changed, "2024-02-01T00:00:00Z",
	       "the variant's date where the unit has none");
	is_str(u.changer, "jo", "and the variant's author");
	is_int(u.kind, TY_ALIGNED, "our kind");
	is_int(u.status, TY_REVIEWED, "our status");
	is_int(u.score * 10000, 8125, "our score");
	is_str(u.note, "[tuid] a1\nseen\n twice\n[x-topic] ferries\n[ja/p] q",
	       "id, notes and props are the note");

	is_int(ty_reader_next(r, &u, NULL), TY_OK, "a unit with one text");
	is_int(u.nvariants, 1,
	       "without an unknown language and an empty segment");
	is_str(u.variants[0].text, "Two lines", "squeezed");
	is_int(u.kind, TY_IMPORTED, "imported");
	is_int(u.status, TY_TRANSLATED, "translated");
	is_str(u.note, "", "and nothing left of the unit before");

	is_int(ty_reader_next(r, &u, NULL), TY_OK, "an empty unit");
	is_int(u.nvariants, 0, "is given too");
	is_int(ty_reader_next(r, &u, NULL), TY_END, "what is not TMX is not");
	is_str(ty_reader_version(r), "1.4", "version 1.4");
	is_str(ty_reader_encoding(r), "UTF-8", "in UTF-8");
	ty_reader_close(r);
}

static int notes;

static void count_note(void *user, const struct ty_error *what)
{
	notes++;
	*(struct ty_error *)user = *what;
}

/* A file may use an unknown language a million times. */
static void unknown_language(void)
{
	struct ty_error note;
	const struct ty_monitor monitor = { .note = count_note,
					    .user = &note };
	const struct ty_format_options options = { .monitor = &monitor };
	struct ty_reader *r;
	struct ty_unit u;

	ty_reader_open(&r, tmx, write_text("in", HEAD
		"<tu><tuv xml:lang='tlh-x'><seg>a</seg></tuv></tu>\n"
		"<tu><tuv xml:lang='tlh-x'><seg>b</seg></tuv></tu>\n" TAIL),
		&options, NULL);
	while (ty_reader_next(r, &u, NULL) == TY_OK)
		;
	ty_reader_close(r);
	is_int(notes, 1, "an unknown language is noted once");
	is_int(note.line, 5, "with the line");
	is_str(note.text, "unknown language 'tlh-x'; its texts are left out",
	       "and its name");
}

static void is_segment(const char *seg, const char *text, const char *codes,
		       const char *name)
{
	struct ty_buf xml = TY_BUF_INIT;
	struct ty_reader *r;
	struct ty_unit u;

	ty_buf_addf(&xml, HEAD "<tu><tuv xml:lang='en'><seg>%s</seg></tuv>"
		    "</tu>" TAIL, seg);
	r = read_string("in", xml.p);
	if (ok(ty_reader_next(r, &u, NULL) == TY_OK && u.nvariants == 1,
	       name)) {
		is_str(u.variants[0].text, text, "its text");
		is_str(u.variants[0].codes, codes, "its codes");
	}
	ty_reader_close(r);
	ty_buf_release(&xml);
}

static void inline_codes(void)
{
	is_segment("A <bpt i='1' x='2' type='bold'>&lt;b&gt;</bpt>ferry"
		   "<ept i='1'>&lt;/b&gt;</ept>.", "A ferry.",
		   "[{\"at\":2,\"attrs\":{\"type\":\"bold\"},"
		   "\"data\":\"<b>\",\"i\":\"1\",\"type\":\"bpt\",\"x\":\"2\"},"
		   "{\"at\":7,\"data\":\"</b>\",\"i\":\"1\",\"type\":\"ept\"}]",
		   "a pair");
	is_segment("<hi type='t'>Kobe</hi><ph x='1'/>!", "Kobe!",
		   "[{\"at\":0,\"attrs\":{\"type\":\"t\"},\"type\":\"hi\"},"
		   "{\"at\":4,\"type\":\"/hi\"},"
		   "{\"at\":4,\"type\":\"ph\",\"x\":\"1\"}]",
		   "a highlight is text between codes");
	is_segment("See<ph>[img <sub>Port of <it pos='begin'>_</it>Kobe</sub>]"
		   "</ph>", "See",
		   "[{\"at\":3,\"data\":[\"[img \",{\"data\":[\"Port of \","
		   "{\"attrs\":{\"pos\":\"begin\"},\"data\":\"_\","
		   "\"type\":\"it\"},\"Kobe\"],\"type\":\"sub\"},\"]\"],"
		   "\"type\":\"ph\"}]", "text within a code is the code's");
	is_segment("  one <ut/> two <ph/>  ", "one two",
		   "[{\"at\":4,\"type\":\"ut\"},{\"at\":7,\"type\":\"ph\"}]",
		   "white space around codes is squeezed");
	is_segment("<ph/>cafe<ph/>\u0301 <ph/>が", "café が",
		   "[{\"at\":0,\"type\":\"ph\"},{\"at\":3,\"type\":\"ph\"},"
		   "{\"at\":6,\"type\":\"ph\"}]",
		   "an accent joins its letter across a code");
	is_segment("a<sub>b</sub><what>c</what><![CDATA[<d>]]>&amp;", "abc<d>&",
		   "", "elements unknown leave their text");
}

/* Read `xml` and write it again. */
static char *rewrite(const char *xml)
{
	struct ty_reader *r = read_string("in", xml);
	const struct ty_format_options options = { .source = "en" };
	struct ty_buf out = TY_BUF_INIT;
	struct ty_writer *w;
	struct ty_unit u;

	ty_writer_open(&w, tmx, in_dir("out"), &options, NULL);
	while (ty_reader_next(r, &u, NULL) == TY_OK)
		ty_writer_put(w, &u, NULL, NULL);
	ty_reader_close(r);
	ty_writer_commit(w, NULL);
	ty_read_file(&out, in_dir("out"), 1 << 20, NULL);
	return ty_buf_detach(&out);
}

static void round_trip(void)
{
	static const char units[] =
		"<tu tuid=\"a&amp;1\" creationdate=\"20240131T120000Z\""
		" creationid=\"ai\" changedate=\"20240201T000000Z\""
		" changeid=\"jo\">\n"
		"<prop type=\"x-taiyaku-kind\">human</prop>\n"
		"<prop type=\"x-taiyaku-status\">draft</prop>\n"
		"<prop type=\"x-taiyaku-score\">0.9000</prop>\n"
		"<note>seen\n\ntwice</note>\n"
		"<prop type=\"x-topic\">ferries</prop>\n"
		"<tuv xml:lang=\"en-US\"><note>plain</note>\n"
		"<seg>A <bpt i=\"1\" x=\"1\" type=\"bold\">&lt;b&gt;</bpt>"
		"<hi type=\"t\">ferry</hi><ept i=\"1\">&lt;/b&gt;</ept> &amp; a"
		" <ph x=\"2\" assoc=\"p\" type=\"image\">[<sub>Kobe</sub>]</ph>"
		"<it x=\"3\" pos=\"end\"/>.</seg></tuv>\n"
		"<tuv xml:lang=\"ja\"><prop type=\"p\">q</prop>\n"
		"<seg>フェリー</seg></tuv>\n"
		"<tuv xml:lang=\"ja\"><seg>連絡船</seg></tuv>\n"
		"</tu>\n";
	struct ty_buf xml = TY_BUF_INIT;
	char *once, *twice;

	ty_buf_addf(&xml, HEAD "%s" TAIL, units);
	once = rewrite(xml.p);
	twice = rewrite(once);
	ok(strstr(once, units), "all of a unit comes back as it was");
	is_str(twice, once, "and again, byte by byte");
	free(once);
	free(twice);
	ty_buf_clear(&xml);

	/* Whatever a note holds, the second time nothing changes. */
	ty_buf_adds(&xml, HEAD "<tu tuid='1'><note>a</note>"
		    "<prop type='tuid'>2</prop><note>[odd</note>"
		    "<note>[en/x] y</note><prop type=']'>z</prop>"
		    "<prop>[en/note] w</prop><note>b</note>"
		    "<tuv xml:lang='en'><seg>a</seg></tuv>"
		    "<tuv xml:lang='de'><seg>a</seg></tuv></tu>" TAIL);
	once = rewrite(xml.p);
	twice = rewrite(once);
	is_str(twice, once, "a note of odd lines is stable");
	free(once);
	free(twice);
	ty_buf_release(&xml);
}

/* The same units, whatever the encoding. */
static void encodings(void)
{
	/* 港①\ in each of them. */
	static const struct {
		const char *name, *bytes;
	} files[] = {
		{ "UTF-8", "\xE6\xB8\xAF\xE2\x91\xA0\\" },
		{ "Shift_JIS", "\x8D\x60\x87\x40\\" },
		{ "EUC-JP", "\xB9\xC1\xAD\xA1\\" },
		{ "Windows-31J", "\x8D\x60\x87\x40\\" },
		{ "ISO-2022-JP", "\x1B$B9A\x1B(B&#x2460;\\" },
	};
	struct ty_buf xml = TY_BUF_INIT;
	struct ty_reader *r;
	struct ty_unit u;
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		ty_buf_clear(&xml);
		ty_buf_addf(&xml, "<?xml version='1.0' encoding='%s'?>"
			    "<tmx><body><tu><tuv xml:lang='ja'><seg>%s</seg>"
			    "</tuv></tu></body></tmx>", files[i].name,
			    files[i].bytes);
		r = read_string("in", xml.p);
		is_int(ty_reader_next(r, &u, NULL), TY_OK, files[i].name);
		is_str(u.variants[0].text, "港①\\", "the same text");
		is_str(ty_reader_encoding(r), files[i].name, "is named");
		ty_reader_close(r);
	}
	ty_buf_release(&xml);
}

/* Pieces of the file end anywhere in the text; a '>' may stand in a value. */
static void long_file(void)
{
	struct ty_buf xml = TY_BUF_INIT;
	struct ty_reader *r;
	struct ty_error err;
	struct ty_unit u;
	bool same = true;
	char text[64];
	int i, n = 20000;

	ty_buf_adds(&xml, HEAD);
	for (i = 0; i < n; i++)
		ty_buf_addf(&xml, "<tu tuid='%d > %d'><tuv xml:lang='en'>"
			    "<seg>number %d</seg></tuv><tuv xml:lang='ja'>"
			    "<seg>第%d号</seg></tuv></tu>\n", i, i - 1, i, i);
	ty_buf_adds(&xml, TAIL);
	r = read_string("in", xml.p);
	for (i = 0; ty_reader_next(r, &u, &err) == TY_OK; i++) {
		snprintf(text, sizeof(text), "第%d号", i);
		same = same && !strcmp(u.variants[1].text, text) &&
		       ty_reader_line(r) == i + 5;
	}
	is_int(i, n, "every unit of a long file");
	ok(same, "whole and with its line");
	ty_reader_close(r);
	ty_buf_release(&xml);
}

static void writing(void)
{
	const struct ty_variant texts[] = {
		{ .lang = "en", .text = "<b>\x01 & \"q\" ]]>", .codes = "" },
		{ .lang = "ja", .text = "一", .codes = "[{\"at\":99,"
		  "\"type\":\"it\",\"attrs\":{\"pos\":\"close\"}},"
		  "{\"at\":1,\"type\":\"nosuch\"},{\"at\":3,"
		  "\"type\":\"/hi\"},{\"at\":3,\"type\":\"hi\"}]" },
	};
	struct ty_variant broken = { .lang = "en", .text = "x",
				     .codes = "[{" };
	const struct ty_unit unit = { .kind = TY_HUMAN, .score = 1,
		.status = TY_TRANSLATED, .variants = texts, .nvariants = 2,
		.note = "", .created = "yesterday", .creator = "" };
	const struct ty_unit bad = { .id = 7, .variants = &broken,
				     .nvariants = 1 };
	const struct ty_origin origin = { .headline = "A & B", .path = "a.txt",
					  .version = 2 };
	const struct ty_format_options options = { .source = "en" };
	struct ty_buf out = TY_BUF_INIT;
	struct ty_writer *w;
	struct ty_error err;

	ty_writer_open(&w, tmx, in_dir("out"), &options, NULL);
	is_int(ty_writer_put(w, &unit, &origin, NULL), TY_OK, "a unit");
	is_int(ty_writer_put(w, &bad, NULL, &err), TY_EINVAL,
	       "codes that are no JSON");
	is_str(err.text, "the inline codes of unit 7 are damaged",
	       "are not passed over");
	ty_writer_commit(w, NULL);
	ty_read_file(&out, in_dir("out"), 1 << 20, NULL);
	ok(strstr(out.p, "<seg>&lt;b&gt;\xEF\xBF\xBD &amp; \"q\" ]]&gt;</seg>"),
	   "text is escaped, and a control character replaced");
	ok(strstr(out.p, "<seg>一<it pos=\"end\"/><ph/><hi></hi></seg>"),
	   "odd codes still make XML");
	ok(strstr(out.p, "x-taiyaku-headline\">A &amp; B</prop>"),
	   "the story it came from");
	ok(!strstr(out.p, "yesterday"), "no date but a date");
	ok(!strstr(out.p, "tuid"), "no number of one memory only");
	ty_buf_release(&out);
}

static void draft(void)
{
	const struct line lines[] = {
		{ TY_HEADLINE, 0, "A & B", TY_BAND_100, "甲と乙", 0, NULL, 0 },
		{ TY_BODY, 1, "One.", TY_BAND_NEW, "", 0, NULL, 0 },
		{ TY_BODY, 1, "Two.", TY_BAND_85, "二。", 0, NULL, 0 },
	};
	struct ty_draft *d = make_draft(lines, 3, "en", "ja");
	char *s = draft_string(d, "tmx");
	struct ty_reader *r = read_string("in", s);
	struct ty_unit u;

	is_int(ty_reader_next(r, &u, NULL), TY_OK, "a draft as TMX");
	is_str(u.variants[0].text, "A & B", "its source");
	is_str(u.variants[1].text, "甲と乙", "its translation");
	is_int(u.status, TY_TRANSLATED, "of the very text");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "the next one filled");
	is_str(u.variants[1].text, "二。", "without those that are not");
	is_int(u.status, TY_DRAFT, "a draft");
	is_int(ty_reader_next(r, &u, NULL), TY_END, "no more");
	ty_reader_close(r);
	free(s);
	free_draft(d);
}

int main(void)
{
	make_dir();
	ty_format_find(&tmx, "tmx", "", NULL);
	metadata();
	unknown_language();
	inline_codes();
	round_trip();
	encodings();
	long_file();
	writing();
	draft();
	unlink(in_dir("in"));
	unlink(in_dir("out"));
	rmdir(test_dir);
	return tap_done();
}
