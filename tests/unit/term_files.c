/* Termbase files: what each format says of a concept comes in, and goes out so
 * that it comes in the same. */

#include <stdlib.h>

#include "draft.h"
#include "base/error.h"
#include "format/csv.h"
#include "format/termfile.h"
#include "../tap.h"

static int notes;

static void count_note(void *user, const struct ty_error *what)
{
	(void)user;
	(void)what;
	notes++;
}

static const struct ty_monitor monitor = { .note = count_note };
static const struct ty_format_options options = {
	.source = "en", .target = "ja", .monitor = &monitor,
};
static struct ty_error err;

/* "line uid|domain|definition|note|creator@created: lang status text (pos) /note,
 * ..." and so on for each concept. */
static enum ty_status show(void *user, const struct ty_concept *c, long line,
			   struct ty_error *e)
{
	struct ty_buf *out = user;
	int other;
	size_t i;

	(void)e;
	ty_buf_addf(out, "%s%ld %s|%s|%s|%s|%s@%s:", out->len ? "\n" : "",
		    line, c->uid, c->domain, c->definition, c->note,
		    c->creator, c->created);
	/* English first: only within a language is there an order. */
	for (other = 0; other < 2; other++)
		for (i = 0; i < c->nterms; i++)
			if (!strncmp(c->terms[i].lang, "en", 2) == !other)
				ty_buf_addf(out, " %s%s=%s(%s)%s",
					    c->terms[i].lang,
					    &"\0\0?\0-"[2 *
						c->terms[i].status],
					    c->terms[i].text, c->terms[i].pos,
					    c->terms[i].note);
	return TY_OK;
}

static const char *read_path(const char *format, const char *path)
{
	static struct ty_buf out = TY_BUF_INIT;
	const struct ty_term_format *f;
	struct ty_term_file file = { .path = path, .options = &options,
				     .sink = show, .user = &out };
	enum ty_status st;

	ty_buf_clear(&out);
	notes = 0;
	st = ty_term_format_find(&f, format, path, &err);
	if (st == TY_OK)
		st = ty_term_file_read(f, &file, &err);
	if (st != TY_OK) {
		ty_buf_clear(&out);
		ty_buf_addf(&out, "%s %ld:%ld %s", ty_status_word(st),
			    err.line, err.column, err.text);
	}
	return out.p;
}

static const char *read_text(const char *format, const char *text)
{
	return read_path(format, write_text("in", text));
}

/* ----------------------------------------------------------------- TBX -- */

static void dialects(void)
{
	is_str(read_text("tbx",
		"<tbx type='TBX-Basic' style='dca' xml:lang='en'"
		" xmlns='urn:iso:std:iso:30042:ed-2'><tbxHeader><fileDesc>"
		"<sourceDesc><p>ours</p></sourceDesc></fileDesc></tbxHeader>"
		"<text><body>\n<conceptEntry id='c7'>"
		"<descrip type='subjectField'>sea</descrip>"
		"<transacGrp><transac type='transactionType'>origination"
		"</transac><date>2026-01-02</date><transacNote"
		" type='responsibility' target='x'>mika</transacNote>"
		"</transacGrp><note>a note</note>"
		"<langSec xml:lang='EN-us'><descripGrp><descrip"
		" type='definition'>for <hi>ships</hi></descrip></descripGrp>"
		"<termSec><term>harbor</term><termNote type='partOfSpeech'>"
		"noun</termNote><termNote type='administrativeStatus'>"
		"preferredTerm-admn-sts</termNote><note>US</note></termSec>"
		"<termSec><term>haven</term><termNote"
		" type='administrativeStatus'>supersededTerm-admn-sts"
		"</termNote></termSec></langSec><langSec xml:lang='ja'>"
		"<termSec><term>港</term></termSec></langSec></conceptEntry>"
		"</body></text></tbx>"),
		"2 c7|sea|for ships|a note|mika@2026-01-02T00:00:00Z:"
		" en-US=harbor(noun)US en-US-=haven() ja=港()",
		"TBX-Basic, categories as attributes");
	is_str(read_text("tbx",
		"<tbx type='TBX-Min' style='dct' xml:lang='en'"
		" xmlns='urn:iso:std:iso:30042:ed-2'"
		" xmlns:min='http://www.tbxinfo.net/ns/min'><text><body>"
		"<conceptEntry id='c1'><min:subjectField>sea"
		"</min:subjectField><langSec xml:lang='en'><termSec>"
		"<term>quay</term><min:partOfSpeech>noun</min:partOfSpeech>"
		"<min:administrativeStatus>admittedTerm-admn-sts"
		"</min:administrativeStatus></termSec></langSec>"
		"</conceptEntry></body></text></tbx>"),
		"1 c1|sea|||@: en?=quay(noun)", "as tags");
	is_str(read_text("tbx",
		"<?xml version='1.0'?><!DOCTYPE martif SYSTEM"
		" 'TBXcoreStructV02.dtd'><martif type='TBX' xml:lang='en'>"
		"<text><body><termEntry><langSet xml:lang='en'><ntig><termGrp>"
		"<term>port</term><termNote type='termType'>fullForm"
		"</termNote></termGrp></ntig></langSet><langSet lang='ja'><tig>"
		"<term>港</term></tig></langSet></termEntry></body></text>"
		"</martif>"), "1 ||||@: en=port() ja=港()",
		"martif of 2008");
	is_int(notes, 1, "what has no place is told once");
	is_str(read_text("tbx",
		"<TBX dialect='TBX-Min'><body><entry id='e'><langGroup"
		" xml:lang='en'><termGroup><term>pier</term><termStatus>"
		"notRecommended</termStatus></termGroup></langGroup></entry>"
		"</body></TBX>"), "1 e||||@: en-=pier()",
		"TBX-Min of 2013");
	is_str(read_text("tbx", "<tbx><text><body><conceptEntry id='taiyaku-3'>"
		    "<langSec xml:lang='zzz'><termSec><term>x</term></termSec>"
		    "</langSec></conceptEntry></body></text></tbx>"),
	       "1 ||||@:", "our own ids are none; no text in no language");
}

static void bad_tbx(void)
{
	is_str(read_text("tbx", "<html></html>"),
	       "syntax 1:1 not a TBX file: its first element is 'html'",
	       "another root");
	is_str(read_text("tbx", "<tbx><conceptEntry><langSec xml:lang='en'><termSec>"
		    "\n<term>x</term><termNote type='administrativeStatus'>"
		    "good</termNote></termSec></langSec></conceptEntry></tbx>"),
	       "syntax 2:68 'good' is no status of a term",
	       "a status nobody knows");
	is_str(read_text("tbx", "<!DOCTYPE tbx [<!ENTITY a 'b'>]><tbx>&a;</tbx>"),
	       "syntax 1:16 the document type declares entities, which are not allowed",
	       "no declarations");
}

/* ----------------------------------------------------------------- UTX -- */

static void utx(void)
{
	is_str(read_text("utx", "#UTX 1.20; en-US/ja-JP; 2026-01-02; copyright: x\n"
		    "#description: ours\n"
		    "#src\ttgt\tsrc:pos\tterm status\tconcept ID\tcustomer\r\n"
		    "port\t港\tnoun\tapproved\t7\tx\r\n"
		    "# a remark\n"
		    "\n"
		    "haven\t港\t-\tforbidden\t7\n"
		    "dock\tドック\n"),
	       "4 7||||@: en-US=port(noun) en-US=haven() ja-JP-=港()\n"
	       "8 ||||@: en-US=dock() ja-JP?=ドック()",
	       "entries with an id are one concept; the later mark counts");
	is_int(notes, 1, "an unknown column is told");
	is_str(read_text("utx", "#UTX-S 0.90 en-US/ja-JP 2007-12-03 a/b\nx\tエックス"
		    "\tnoun\tfoo\n"), "2 ||||@: en-US=x(noun) ja-JP=エックス()",
	       "UTX-S of 2007");
	is_str(read_text("utx", "\xEF\xBB\xBF#utx 1.11; ja/en\n#src\ttgt\n港\t-\n"),
	       "3 ||||@: ja=港()", "one language, from Japanese, with a mark");
	is_str(read_text("utx", "#UTX 1.20; en/ja\n#src\ttgt\n"), "",
	       "no entries");
	is_str(read_text("utx", "#UTX 1.20; en/en-GB\n#src\ttgt\n"),
	       "syntax 1:0 the header does not name two languages, as in 'en/ja'",
	       "one language twice");
	is_str(read_text("utx", "#UTX 1.20; en/ja\n"),
	       "syntax 2:0 no header line names the columns, '#src<TAB>tgt...'",
	       "no columns");
}

/* ----------------------------------------------------------------- CSV -- */

static void csv(void)
{
	is_str(read_text("csv", "en,ja,ja:forbidden,note\r\n"
		    "port,港,\"湊, 旧\",\"two\nlines \"\"here\"\"\"\r\n"
		    "\r\n"
		    "quay,,,\r\n"),
	       "2 |||two\nlines \"here\"|@: en=port() ja=港() ja-=湊, 旧()\n"
	       "5 ||||@: en=quay()", "wide: a language a column");
	is_str(read_text("csv", "\xEF\xBB\xBF" "concept;lang;term;status;domain\n"
		    "1;en;port;preferred;sea\n1;ja;港;allowed;\n"
		    ";ja;空;;\n"),
	       "2 1|sea|||@: en=port() ja?=港()\n4 ||||@: ja=空()",
	       "long: a term a row, parted by semicolons");
	is_str(read_text("csv",
		    "en,ja\nport,\x8D\x60\x82\xC6\x93\x94\x91\xE4\n"
		    "ship,\x91\x44\x82\xCC\x97\xB7\n"),
	       "2 ||||@: en=port() ja=港と灯台()\n"
	       "3 ||||@: en=ship() ja=船の旅()",
	       "Shift_JIS, as spreadsheets in Japan write it");
	is_str(read_text("csv", "en,ja\n\"open\n\n"),
	       "syntax 2:0 a quotation mark that is not closed",
	       "where the quotation began");
	is_str(read_text("csv", "en,ja\n\n\na\n"),
	       "syntax 4:0 1 fields; the first line has 2", "a short row");
}

static void quoting(void)
{
	struct ty_buf out = TY_BUF_INIT;

	ty_csv_put(&out, "plain text");
	ty_buf_addc(&out, ',');
	ty_csv_put(&out, "a \"quote\", and\na line");
	ty_buf_addc(&out, ',');
	ty_csv_put(&out, "");
	is_str(out.p, "plain text,\"a \"\"quote\"\", and\na line\",",
	       "only what needs quotes has them");
	ty_buf_release(&out);
}

/* What a text begins with must not make a spreadsheet calculate it, and it
 * comes back as it was. */
static void formulas(void)
{
	static const struct {
		const char	*text, *cell;
	} cases[] = {
		{ "=1+1", "'=1+1" }, { "-3", "'-3" }, { "@SUM(1)", "'@SUM(1)" },
		{ "+81, 3", "\"'+81, 3\"" }, { "\t=1", "\"'\t=1\"" },
		{ "＝１＋１", "'＝１＋１" }, { "'=x", "''=x" },
		{ "'tis", "'tis" }, { "a=b", "a=b" }, { "''", "''" },
	};
	struct ty_buf out = TY_BUF_INIT;
	struct ty_csv csv;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ty_buf_clear(&out);
		ty_csv_put(&out, cases[i].text);
		is_str(out.p, cases[i].cell, "a cell that nobody calculates");
		ty_buf_adds(&out, ",x");
		ty_csv_open(&csv, out.p, "x.csv");
		ok_st(ty_csv_next(&csv, &err), &err, "is read");
		is_str(ty_csv_text(ty_csv_field(&csv, 0)), cases[i].text,
		       "as what it was");
		ty_csv_close(&csv);
	}
	ty_buf_release(&out);
}

/* ---------------------------------------------------------- round trip -- */

static void round_trips(void)
{
	static const char *const formats[] = { "tbx", "utx", "csv" };
	static const struct ty_term terms[] = {
		{ "en", "cease-fire, \"the\" <one> & only", TY_PREFERRED,
		  "noun", "a\"b" },
		{ "en", "truce", TY_FORBIDDEN, "", "=HYPERLINK(1)" },
		{ "ja", "停戦", TY_PREFERRED, "noun", "" },
		{ "ja", "休戦", TY_ALLOWED, "", "；" },
	};
	const struct ty_concept concepts[] = {
		{ .id = 9, .uid = "c1", .domain = "war, peace",
		  .definition = "an \"end\"", .note = "n", .creator = "mika",
		  .changer = "", .created = "2026-01-02T00:00:00Z",
		  .changed = "", .terms = terms, .nterms = 4 },
		{ .id = 12, .uid = "c1", .domain = "", .definition = "",
		  .note = "", .creator = "", .changer = "", .created = "",
		  .changed = "", .terms = terms + 2, .nterms = 2 },
		{ .id = 13, .uid = "no id!", .domain = "", .definition = "",
		  .note = "", .creator = "", .changer = "", .created = "",
		  .changed = "", .terms = terms + 1, .nterms = 1 },
	};
	struct ty_term_writer *w;
	const struct ty_term_format *f;
	char want[1024], name[64];
	const char *path;
	size_t i, k;

	for (i = 0; i < 3; i++) {
		struct ty_buf expected = TY_BUF_INIT;
		const char *got, *p;

		path = in_dir("out");
		ty_term_format_find(&f, formats[i], path, &err);
		ok_st(ty_term_writer_open(&w, f, path, &options, &err), &err,
		      formats[i]);
		for (k = 0; k < 3; k++) {
			struct ty_concept c = concepts[k];

			ok(ty_term_writer_put(w, &c), "a concept is written");
			/* Only TBX has authors; a taken id is none. */
			if (i) {
				c.creator = c.created = "";
			}
			if (k)
				c.uid = "";
			show(&expected, &c, 0, NULL);
		}
		ok_st(ty_term_writer_commit(w, &err), &err, "and the file");
		got = read_path(formats[i], path);
		/* Lines are the file's: compare what follows them. */
		want[0] = '\0';
		for (p = got; *p; p = p[strcspn(p, "\n")] ? strchr(p, '\n') + 1
							  : "") {
			strcat(want, want[0] ? "\n0" : "0");
			strncat(want, strchr(p, ' '),
				strcspn(strchr(p, ' '), "\n"));
		}
		snprintf(name, sizeof(name), "%s says the same again",
			 formats[i]);
		is_str(want, expected.p, name);
		ty_buf_release(&expected);
	}
}

int main(void)
{
	make_dir();
	dialects();
	bad_tbx();
	utx();
	csv();
	quoting();
	formulas();
	round_trips();
	return tap_done();
}
