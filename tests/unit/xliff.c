/* XLIFF 1.2: drafts go out and come back translated. */

#include "draft.h"
#include "../tap.h"

static const struct ty_format *xliff;

static enum ty_status read_path(struct ty_reader **r, const char *path,
				struct ty_error *err)
{
	const struct ty_format_options options = { .source = "en",
						   .target = "ja" };

	return ty_reader_open(r, xliff, path, &options, err);
}

#define FILE_	"<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2'" \
		" version='1.2'>\n<file original='a' datatype='plaintext'" \
		" source-language='en' target-language='JA'><header>" \
		"<note>n</note></header><body>\n"
#define TAIL	"</body></file></xliff>\n"

static struct ty_reader *read_string(const char *units)
{
	struct ty_buf xml = TY_BUF_INIT;
	struct ty_reader *r = NULL;

	ty_buf_addf(&xml, "%s%s%s", FILE_, units, TAIL);
	read_path(&r, write_file("in", xml.p, xml.len), NULL);
	ty_buf_release(&xml);
	return r;
}

static void reading(void)
{
	struct ty_reader *r = read_string(
		"<group id='g'><trans-unit id='1' approved='yes'>"
		"<source>One.</source><seg-source><mrk mtype='seg' mid='1'>"
		"One.</mrk></seg-source><target>一。</target>"
		"<note>first\n note</note><note>second</note>"
		"<alt-trans match-quality='90'><source>Won.</source>"
		"<target>勝ち。</target></alt-trans></trans-unit></group>\n"
		"<trans-unit id='2' translate='no'><source>==Minato</source>"
		"<target>==港</target></trans-unit>\n"
		"<trans-unit id='3'><source>Three.</source></trans-unit>\n"
		"<x:y xmlns:x='urn:x'><trans-unit><source>no</source>"
		"</trans-unit></x:y>"
		"<trans-unit id='4'><source xml:lang='en-GB'>Four."
		"</source><target xml:lang='fr'>Quatre.</target></trans-unit>");
	struct ty_unit u;

	ok(ty_reader_in_order(r), "units stand in the order of the text");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "a unit in a group");
	is_int(ty_reader_line(r), 3, "on line 3");
	is_int(u.nvariants, 2, "with two texts");
	is_str(u.variants[0].text, "One.", "the source, once");
	is_str(u.variants[1].lang, "ja", "the target's language");
	is_str(u.variants[1].text, "一。", "the target, not an alternative");
	is_int(u.kind, TY_HUMAN, "made by a person");
	is_int(u.status, TY_REVIEWED, "and approved");
	is_str(u.note, "first note\nsecond", "notes are kept");
	is_int(ty_reader_next(r, &u, NULL), TY_OK,
	       "a unit not to be translated is passed over");
	is_str(u.variants[0].text, "Three.", "the next is given");
	is_int(u.nvariants, 1, "though it is not translated");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "what is foreign is not");
	is_str(u.variants[0].lang, "en-GB", "a source's own language");
	is_str(u.variants[1].lang, "fr", "and a target's");
	is_int(ty_reader_next(r, &u, NULL), TY_END, "the end");
	is_str(ty_reader_version(r), "1.2", "version 1.2");
	ty_reader_close(r);
}

static void states(void)
{
	static const struct {
		const char *attrs;
		enum ty_unit_status status;
		enum ty_unit_kind kind;
	} cases[] = {
		{ "", TY_TRANSLATED, TY_HUMAN },
		{ "state='translated'", TY_TRANSLATED, TY_HUMAN },
		{ "state='final'", TY_REVIEWED, TY_HUMAN },
		{ "state='signed-off'", TY_REVIEWED, TY_HUMAN },
		{ "state='new'", TY_DRAFT, TY_HUMAN },
		{ "state='needs-review-translation'", TY_DRAFT, TY_HUMAN },
		{ "state='x-ours'", TY_TRANSLATED, TY_HUMAN },
		{ "state='new' state-qualifier='mt-suggestion'", TY_DRAFT,
		  TY_MACHINE },
	};
	struct ty_buf xml = TY_BUF_INIT;
	struct ty_reader *r;
	struct ty_unit u;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ty_buf_clear(&xml);
		ty_buf_addf(&xml, "<trans-unit id='1'><source>a</source>"
			    "<target %s>b</target></trans-unit>",
			    cases[i].attrs);
		r = read_string(xml.p);
		is_int(ty_reader_next(r, &u, NULL), TY_OK, cases[i].attrs);
		is_int(u.status, cases[i].status, "its status");
		is_int(u.kind, cases[i].kind, "its kind");
		ty_reader_close(r);
	}
	ty_buf_release(&xml);
}

static void is_source(const char *source, const char *text, const char *codes,
		      const char *name)
{
	struct ty_buf xml = TY_BUF_INIT;
	struct ty_reader *r;
	struct ty_unit u;

	ty_buf_addf(&xml, "<trans-unit id='1'><source>%s</source>"
		    "</trans-unit>", source);
	r = read_string(xml.p);
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
	is_source("A <g id='1' ctype='bold'>ferry</g><x id='2'/>", "A ferry",
		  "[{\"at\":2,\"attrs\":{\"ctype\":\"bold\"},\"el\":\"g\","
		  "\"i\":\"1\",\"type\":\"bpt\"},"
		  "{\"at\":7,\"el\":\"g\",\"i\":\"1\",\"type\":\"ept\"},"
		  "{\"at\":7,\"el\":\"x\",\"type\":\"ph\",\"x\":\"2\"}]",
		  "an element around text is a pair of codes");
	is_source("<bx id='3' rid='r'/>a<ex id='4' rid='r'/>"
		  "<bpt id='5'>{</bpt>b<ept id='5'>}</ept>", "ab",
		  "[{\"at\":0,\"el\":\"bx\",\"i\":\"r\",\"type\":\"bpt\","
		  "\"x\":\"3\"},{\"at\":1,\"el\":\"ex\",\"i\":\"r\","
		  "\"type\":\"ept\",\"x\":\"4\"},"
		  "{\"at\":1,\"data\":\"{\",\"i\":\"5\",\"type\":\"bpt\"},"
		  "{\"at\":2,\"data\":\"}\",\"i\":\"5\",\"type\":\"ept\"}]",
		  "pairs go by rid, or else by id");
	is_source("<mrk mtype='seg' mid='1'>One.</mrk> "
		  "<mrk mtype='term'>Two</mrk>.", "One. Two.",
		  "[{\"at\":5,\"attrs\":{\"mtype\":\"term\"},\"el\":\"mrk\","
		  "\"type\":\"hi\"},{\"at\":8,\"type\":\"/hi\"}]",
		  "marks of segments leave nothing, others are highlights");
	is_source("<ph id='1'>[<sub>no</sub>]</ph><q xmlns='urn:q'>yes</q>",
		  "yes", "[{\"at\":0,\"data\":[\"[\",{\"data\":\"no\","
		  "\"type\":\"sub\"},\"]\"],\"type\":\"ph\",\"x\":\"1\"}]",
		  "data is not text; what is foreign leaves its text");
}

static void bad(const char *path, enum ty_status code, long line, long column,
		const char *what, const char *name)
{
	struct ty_error err = { .code = TY_OK };
	struct ty_reader *r;
	struct ty_unit u;
	enum ty_status st;

	if ((st = read_path(&r, path, &err)) == TY_OK)
		while ((st = ty_reader_next(r, &u, &err)) == TY_OK)
			;
	is_int(st, code, name);
	is_int(err.line, line, "on this line");
	is_int(err.column, column, "in this column");
	is_str(err.text, what, "for this reason");
	ty_reader_close(r);
}

static void broken(void)
{
	struct ty_buf xml = TY_BUF_INIT;

	bad("tests/data/cut-off.xlf", TY_ESYNTAX, 7, 21,
	    "the file ends within its element 'target'", "a file cut off");
	bad("tests/data/version.xlf", TY_ESYNTAX, 2, 1,
	    "XLIFF 2.1 is not supported yet, only 1.0 to 1.2",
	    "a newer version");
	bad("tests/data/root.tmx", TY_ESYNTAX, 2, 1,
	    "not an XLIFF file: its first element is 'catalogue'",
	    "another kind of XML");
	bad(write_text("in", "<xliff>\n<file>\xFF"), TY_ESYNTAX, 2, 7,
	    "invalid UTF-8: byte 0xFF", "a byte that is not UTF-8");
	ty_buf_adds(&xml, FILE_ "<trans-unit id='1'><source>");
	while (xml.len < 10000000)
		ty_buf_adds(&xml, "<x id='1'/>");
	bad(write_file("in", xml.p, xml.len), TY_ELIMIT, 3, 28 + 11 * 15650,
	    "a segment of more than 1 MB", "is refused before it is large");
	ty_buf_release(&xml);
}

static struct ty_carried moved = { { 0, 6 }, { 0, 6 }, { 0, 5 } };
static struct ty_refusal left = { { 6, 11 }, "name" };
static struct ty_carry carry = {
	.target = "三隻。", .carried = &moved, .ncarried = 1, .refused = &left,
	.nrefused = 1,
};

static struct ty_match matches[] = {
	{ .score = 100, .similarity = 1, .source = "A & B",
	  .target = "甲と乙", .kind = TY_HUMAN, .status = TY_REVIEWED,
	  .origin = { "Head \"line\"", "a.txt", "2025-01-02T03:04:05Z", "", 1 }
	}, {
	  .score = 82, .similarity = .85, .source = "Two boats.",
	  .target = "二隻。", .repaired = "三隻。", .carry = &carry,
	  .penalties = (struct ty_penalty[]){ { .name = "number", .points = 2 },
					      { .name = "aligned", .points = 1 } },
	  .npenalties = 2, .origin = { "", "", "", "", 0 }
	},
};

static const struct line lines[] = {
	{ TY_HEADLINE, 0, "A & B", TY_BAND_100, "甲と乙", 0, matches, 1 },
	{ TY_BYLINE, 1, "By Ai <Mori>", TY_BAND_NEW, "", 0, NULL, 0 },
	{ TY_BODY, 2, "Three boats.", TY_BAND_75, "三隻。", 0, matches + 1, 1 },
	{ TY_BODY, 2, "No match.", TY_BAND_NEW, "", 0, NULL, 0 },
	{ TY_BODY, 3, "No match.", TY_BAND_REPEATED, "", 4, NULL, 0 },
};

static void writing(void)
{
	struct ty_draft *d = make_draft(lines, 5, "en", "ja");
	char *s = draft_string(d, "xliff");
	struct ty_reader *r;
	struct ty_unit u;

	ok(strstr(s, "<file original=\"desk/story.txt\" source-language=\"en\""
		  " target-language=\"ja\""), "the file and its languages");
	ok(strstr(s, "<target xml:lang=\"ja\" state=\"translated\""
		  " state-qualifier=\"exact-match\">甲と乙</target>"),
	   "the same text is translated");
	ok(strstr(s, "<target xml:lang=\"ja\" state=\"needs-review-translation\""
		  " state-qualifier=\"fuzzy-match\">三隻。</target>"),
	   "another text is to be reviewed");
	ok(strstr(s, "<trans-unit id=\"2\" translate=\"no\">\n"
		  "<source xml:lang=\"en\">By Ai &lt;Mori&gt;</source>\n"
		  "</trans-unit>"), "a byline stands in its place");
	ok(strstr(s, "<alt-trans match-quality=\"100%\""
		  " origin=\"Head &quot;line&quot;\" tool-id=\"taiyaku\">"),
	   "a match and where it came from");
	ok(strstr(s, "二隻。</target>\n<note from=\"taiyaku\">"
		  "82 = 85 - 2 (number) - 1 (aligned)</note>"),
	   "a match as the memory has it, and why it has this score");
	ok(strstr(s, "<note from=\"taiyaku\">carried over: 二隻 → 三隻</note>"),
	   "which values are new");
	ok(strstr(s, "<note from=\"taiyaku\">not carried over: boats: the "
		  "number is part of a name</note>"), "and which are not");
	ok(strstr(s, "<note from=\"taiyaku\">repeats segment 4</note>"),
	   "a repetition");
	ok(strstr(s, "<note from=\"taiyaku\">dateline: MINATO, Nov. 5 (Minato)"
		  " —</note>"), "what is known of the story");

	read_path(&r, write_text("in", s), NULL);
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "it is read back");
	is_str(u.variants[1].text, "甲と乙", "the first translation");
	is_int(u.status, TY_TRANSLATED, "finished");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "then, past the byline");
	is_str(u.variants[0].text, "Three boats.", "the next segment");
	is_int(u.status, TY_DRAFT, "a draft");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "and one");
	is_int(u.nvariants, 1, "without translation");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "and its repetition");
	is_int(ty_reader_next(r, &u, NULL), TY_END, "and that is all");
	ty_reader_close(r);
	free(s);
	free_draft(d);
}

int main(void)
{
	make_dir();
	ty_format_find(&xliff, "xliff", "", NULL);
	reading();
	states();
	inline_codes();
	broken();
	writing();
	unlink(in_dir("in"));
	rmdir(test_dir);
	return tap_done();
}
