/* Formats found by name, extension and content; and what their shared ground,
 * the XML input, says of bad files: status, line and column. */

#include "draft.h"
#include "../tap.h"

static const char *name_of(const char *name, const char *path,
			   struct ty_error *err)
{
	const struct ty_format *f = NULL;

	return ty_format_find(&f, name, path, err) == TY_OK ? f->name : "none";
}

static void by_name(void)
{
	struct ty_error err;

	is_str(name_of("xliff", "x", &err), "xliff", "a format by its name");
	is_str(name_of(NULL, "a/b.TMX", &err), "tmx",
	       "an extension in capitals");
	is_str(name_of(NULL, "draft.xlf", &err), "xliff",
	       "one of several extensions");
	is_str(name_of("doc", "x.tmx", &err), "none", "no such name");
	is_str(err.text, "unknown format 'doc'; known are tmx, xliff, html, po, tsv, text",
	       "the known ones are listed");
	is_str(name_of(NULL, "tmx.d/file", &err), "none",
	       "a dot in a folder's name is no extension");
	is_int(err.code, TY_EINVAL, "which is the caller's mistake");
	is_str(name_of(NULL, "-", &err), "none",
	       "standard input does not tell");
}

static void by_content(void)
{
	static const char utf16[] = "\xFF\xFE<\0t\0m\0x\0>\0";
	struct ty_error err;

	is_str(name_of(NULL, write_text("a",
	       "\xEF\xBB\xBF<?xml version='1.0'?><!-- <xliff> -->\n<tmx>"),
	       &err), "tmx", "TMX behind a mark, a declaration and a comment");
	is_str(name_of(NULL, write_file("b", utf16, sizeof(utf16) - 1), &err),
	       "tmx", "TMX in UTF-16");
	is_str(name_of(NULL, write_text("c",
	       "<!DOCTYPE x><x:xliff version='1.2'>"), &err), "xliff",
	       "XLIFF with a prefix");
	is_str(name_of(NULL, write_text("d", "Hello.\tやあ。\n"), &err), "tsv",
	       "a tab in every line");
	is_str(name_of(NULL, write_text("e", "Hello.\n\nIt was.\n"), &err),
	       "text", "anything else that is text");
	is_str(name_of(NULL, write_text("f", "<!DOCTYPE html>\n<p>"), &err),
	       "html", "a web page");
	is_str(name_of(NULL, write_file("g", "\x7F" "ELF\0\0\1", 7), &err),
	       "none", "a program is none");
	is_int(err.code, TY_ESYNTAX, "because of what is in it");
	is_str(name_of(NULL, write_text("h", ""), &err), "none",
	       "nor is an empty file");
	is_str(err.text, "the file is empty", "which is said");
	is_str(name_of(NULL, "/", &err), "none", "nor a folder");
	is_int(err.code, TY_EIO, "which cannot be read");
}

/* Read all of a file. */
static enum ty_status drain(const char *path, struct ty_error *err)
{
	struct ty_format_options options = { .source = "en", .target = "ja" };
	const struct ty_format *f;
	struct ty_reader *reader;
	struct ty_unit unit;
	enum ty_status st;

	if ((st = ty_format_find(&f, "tmx", path, err)) != TY_OK ||
	    (st = ty_reader_open(&reader, f, path, &options, err)) != TY_OK)
		return st;
	do
		st = ty_reader_next(reader, &unit, err);
	while (st == TY_OK);
	ty_reader_close(reader);
	return st;
}

static void bad(const char *path, enum ty_status code, long line, long column,
		const char *what, const char *name)
{
	struct ty_error err = { .code = TY_OK };

	is_int(drain(path, &err), code, name);
	is_int(err.line, line, "on this line");
	is_int(err.column, column, "in this column");
	is_str(err.text, what, "for this reason");
}

#define HEAD	"<tmx version='1.4'>\n<header/>\n<body>\n"
#define DATA	"tests/data/"

static void broken_files(void)
{
	bad(DATA "cut-off.tmx", TY_ESYNTAX, 9, 36,
	    "the file ends within its element 'seg'",
	    "a file cut off in the middle");
	bad(DATA "cut-in-its-first-tag.tmx", TY_ESYNTAX, 1, 5,
	    "not well-formed XML: Couldn't find end of Start Tag tmx",
	    "no element has begun yet");
	bad(DATA "bomb.tmx", TY_ESYNTAX, 3, 3,
	    "the document type declares entities, which are not allowed",
	    "a bomb of entities");
	bad(DATA "root.tmx", TY_ESYNTAX, 2, 1,
	    "not a TMX file: its first element is 'catalogue'",
	    "another kind of XML");
	bad(DATA "utf8.tmx", TY_ESYNTAX, 7, 40, "invalid UTF-8: byte 0xE9",
	    "a letter of another encoding");
	bad(DATA "sjis.tmx", TY_ESYNTAX, 7, 26,
	    "invalid Shift_JIS: byte 0xFD", "a byte Shift_JIS does not have");
	bad(DATA "encoding.tmx", TY_ESYNTAX, 1, 1,
	    "unknown encoding 'klingon-8'", "an encoding nobody knows");
	bad(DATA "mismatch.tmx", TY_ESYNTAX, 8, 39,
	    "not well-formed XML: Opening and ending tag mismatch: seg line 8 and tuv",
	    "tags that do not match");
}

static void hostile_files(void)
{
	struct ty_buf xml = TY_BUF_INIT;
	int i;

	ty_buf_adds(&xml, HEAD "<tu");
	for (i = 0; i < 9000; i++)
		ty_buf_addf(&xml, " a%d='>'", i);
	ty_buf_adds(&xml, "/></body></tmx>");
	bad(write_file("tag", xml.p, xml.len), TY_ELIMIT, 4, 1,
	    "a start tag of more than 64 KB", "thousands of attributes");

	ty_buf_clear(&xml);
	ty_buf_adds(&xml, HEAD);
	for (i = 0; i < 100000; i++)
		ty_buf_adds(&xml, "<tu>");
	bad(write_file("deep", xml.p, xml.len), TY_ELIMIT, 4, 4 * 254 + 1,
	    "elements nested more than 256 deep", "endless nesting");

	ty_buf_clear(&xml);
	ty_buf_adds(&xml, HEAD "<!--");
	for (i = 0; i < 1 << 20; i++)
		ty_buf_adds(&xml, "-+-+-");
	bad(write_file("comment", xml.p, xml.len), TY_ELIMIT, 4, 1,
	    "a comment or other markup of more than 4 MB",
	    "an endless comment");

	ty_buf_clear(&xml);
	ty_buf_adds(&xml, HEAD "<tu><tuv xml:lang='en'><seg>");
	for (i = 0; i < 1 << 18; i++)
		ty_buf_adds(&xml, "all work");
	i = (int)drain(write_file("long", xml.p, xml.len), NULL);
	is_int(i, TY_ELIMIT, "an endless segment");

	ty_buf_clear(&xml);
	ty_buf_adds(&xml, HEAD "<tu>\n");
	for (i = 0; i < 2000; i++)
		ty_buf_adds(&xml, "<tuv xml:lang='en'><seg>a</seg></tuv>\n");
	bad(write_file("texts", xml.p, xml.len), TY_ELIMIT, 1005, 32,
	    "a unit of more than 1000 texts", "an endless unit");

	bad(write_text("ref", "<!DOCTYPE tmx SYSTEM 'file:///etc/passwd'>\n"
		       HEAD "<tu><tuv xml:lang='en'><seg>&x;"),
	    TY_ESYNTAX, 5, 32, "not well-formed XML: Entity 'x' not defined",
	    "an entity of a DTD that is not read");
	bad(write_text("att", "<!DOCTYPE tmx [<!ATTLIST tu a CDATA 'b'>]>\n"
		       HEAD), TY_ESYNTAX, 1, 15,
	    "the document type has declarations of its own, which are not allowed",
	    "attributes by default");
	bad(write_file("nul", HEAD "<tu>\0</tu>", sizeof(HEAD) + 9),
	    TY_ESYNTAX, 4, 5, "a NUL byte, which no text has", "a NUL");
	bad(write_text("empty", ""), TY_ESYNTAX, 0, 0, "the file is empty",
	    "nothing at all");
	ty_buf_release(&xml);
}

/* Every beginning of a file is refused, none brings the reader down. */
static void every_beginning(void)
{
	struct ty_buf whole = TY_BUF_INIT;
	size_t len, last, passed = 0;

	ty_read_file(&whole, DATA "whole.tmx", 1 << 20, NULL);
	for (last = whole.len; whole.p[last - 1] != '>'; last--)
		;
	for (len = 0; len < last; len++)
		passed += drain(write_file("part", whole.p, len), NULL) ==
			  TY_END;
	ok(whole.len > 500, "a file to cut");
	is_int(passed, 0, "cut off anywhere, it is refused");
	is_int(drain(DATA "whole.tmx", NULL), TY_END, "whole, it is read");
	ty_buf_release(&whole);
}

int main(void)
{
	const char *const files[] = { "a", "b", "c", "d", "e", "f", "g", "h",
		"tag", "deep", "comment", "long", "ref", "att", "nul", "empty",
		"part", "texts" };
	size_t i;

	make_dir();
	by_name();
	by_content();
	broken_files();
	hostile_files();
	every_beginning();
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		unlink(in_dir(files[i]));
	rmdir(test_dir);
	return tap_done();
}
