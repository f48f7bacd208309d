/* TSV: what other programs write is read as it stands, and what we write comes
 * back the same. */

#include "draft.h"
#include "../tap.h"

static const struct ty_format_options options = { .source = "en",
						  .target = "ja" };

static struct ty_reader *open_tsv(const char *path, struct ty_error *err)
{
	const struct ty_format *f = NULL;
	struct ty_reader *reader = NULL;

	ty_format_find(&f, "tsv", path, NULL);
	ty_reader_open(&reader, f, path, &options, err);
	return reader;
}

static void reading(void)
{
	struct ty_reader *r = open_tsv(write_text("in",
		"\xEF\xBB\xBF" "Open C:\\new\tC:\\new を開く\r\n"
		"\n"
		"  Two  words \t二語\tglossary\tp. 3\n"
		"no tab here\n"
		"only source\t\n"
		"the last line\t最後の行"), NULL);
	struct ty_unit u;

	is_int(ty_reader_next(r, &u, NULL), TY_OK, "the first line");
	is_int(u.nvariants, 2, "has both languages");
	is_str(u.variants[0].lang, "en", "source first");
	is_str(u.variants[0].text, "Open C:\\new",
	       "without the byte order mark, the backslash untouched");
	is_str(u.variants[1].lang, "ja", "then the target");
	is_str(u.variants[1].text, "C:\\new を開く", "without the CR");
	is_str(u.variants[1].codes, "", "no codes");
	is_int(u.kind, TY_IMPORTED, "imported");
	is_str(u.note, "", "no note");

	is_int(ty_reader_next(r, &u, NULL), TY_OK, "past an empty line");
	is_int(ty_reader_line(r), 3, "which is counted");
	is_str(u.variants[0].text, "Two words", "white space is squeezed");
	is_str(u.note, "glossary p. 3", "further columns are the note");

	is_int(ty_reader_next(r, &u, NULL), TY_OK, "a line without a tab");
	is_int(u.nvariants, 1, "is given with one text, to be skipped");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "an empty target");
	is_int(u.nvariants, 1, "likewise");
	is_int(ty_reader_line(r), 5, "with its line");

	is_int(ty_reader_next(r, &u, NULL), TY_OK, "a line without an end");
	is_str(u.variants[1].text, "最後の行", "is read");
	is_int(ty_reader_next(r, &u, NULL), TY_END, "and that is all");
	is_str(ty_reader_encoding(r), "UTF-8", "the encoding is known");
	ty_reader_close(r);
}

static void broken(void)
{
	struct ty_error err;
	struct ty_reader *r;
	struct ty_unit u;
	struct ty_buf line = TY_BUF_INIT;

	r = open_tsv("tests/data/latin1.tsv", NULL);
	is_int(ty_reader_next(r, &u, &err), TY_OK, "a good line");
	is_int(ty_reader_next(r, &u, &err), TY_ESYNTAX,
	       "then one that is not UTF-8");
	is_int(err.line, 2, "on line 2");
	is_int(err.column, 16, "at the sixteenth character");
	is_str(err.text, "invalid UTF-8: byte 0xE9", "which byte");
	ty_reader_close(r);

	r = open_tsv(write_file("nul", "a\0b\tc\n", 6), NULL);
	is_int(ty_reader_next(r, &u, &err), TY_ESYNTAX, "a NUL");
	is_int(err.column, 2, "where it stands");
	ty_reader_close(r);

	while (line.len <= TY_MAX_LINE)
		ty_buf_adds(&line, "all work and no play ");
	r = open_tsv(write_file("long", line.p, line.len), NULL);
	is_int(ty_reader_next(r, &u, &err), TY_ELIMIT, "an endless line");
	is_int(err.line, 1, "is named");
	ty_reader_close(r);
	ty_buf_release(&line);

	ok(!open_tsv(write_text("empty", ""), &err), "an empty file");
	is_int(err.code, TY_ESYNTAX, "is bad");
	ok(!open_tsv("tests/data", &err), "a folder");
	is_int(err.code, TY_EIO, "cannot be read");
	ok(!open_tsv("tests/data/absent.tsv", &err), "no file");
	is_int(err.code, TY_ENOTFOUND, "is not found");
}

static void writing(void)
{
	const struct ty_format *f;
	const struct ty_variant texts[] = {
		{ .lang = "en-GB", .text = "a\tb" },
		{ .lang = "fr", .text = "un" },
		{ .lang = "en", .text = "back\\slash, =SUM(A1)" },
		{ .lang = "ja", .text = "逆\n斜線" },
	};
	const struct ty_unit full = { .variants = texts, .nvariants = 4,
				      .note = "from A\nand B" };
	const struct ty_unit british = { .variants = texts + 0,
					 .nvariants = 1, .note = "" };
	struct ty_format_options nothing = { .source = "en" };
	struct ty_writer *w;
	struct ty_buf out = TY_BUF_INIT;
	struct ty_error err;

	ty_format_find(&f, "tsv", "", NULL);
	is_int(ty_writer_open(&w, f, in_dir("out"), &options, NULL), TY_OK,
	       "a writer");
	ty_writer_put(w, &full, NULL, NULL);
	ty_writer_put(w, &british, NULL, NULL);
	is_int(access(in_dir("out"), F_OK), -1, "no file until it is whole");
	is_int(ty_writer_commit(w, NULL), TY_OK, "written");
	ty_read_file(&out, in_dir("out"), 1000, NULL);
	is_str(out.p, "back\\slash, =SUM(A1)\t逆 斜線\tfrom A and B\n",
	       "the very language; no escapes; one line a unit; and only units "
	       "with both languages");
	ty_buf_release(&out);

	is_int(ty_writer_open(&w, f, in_dir("none"), &nothing, &err),
	       TY_EINVAL, "both languages must be named");
	is_int(access(in_dir("none"), F_OK), -1, "or nothing is written");
}

int main(void)
{
	const char *const files[] = { "in", "nul", "long", "empty", "out" };
	size_t i;

	make_dir();
	reading();
	broken();
	writing();
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		unlink(in_dir(files[i]));
	rmdir(test_dir);
	return tap_done();
}
