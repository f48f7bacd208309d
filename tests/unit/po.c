/* PO: messages as documents and as units; the file changed only where it has
 * to be. */

#include <string.h>

#include "document.h"
#include "draft.h"
#include "../tap.h"

#define HEADER	"# Port programs.\nmsgid \"\"\nmsgstr \"\"\n" \
		"\"Content-Type: text/plain; charset=UTF-8\\n\"\n" \
		"\"Language: ja\\n\"\n" \
		"\"Plural-Forms: nplurals=2; plural=n != 1;\\n\"\n\n"

static struct ty_document *read_text(const char *text)
{
	struct ty_error err;
	struct ty_document *d = read_bytes(text, strlen(text), "a.po", &err);

	if (!ok(d != NULL, "read")) {
		printf("# %ld: %s\n", err.line, err.text);
		exit(tap_done());
	}
	return d;
}

static void reading(void)
{
	struct ty_document *d = read_text(HEADER
		"# mine\n#. from the code\n#: a.c:1\n#, c-format\n"
		"msgctxt \"menu\"\nmsgid \"Open <b>%d</b> <1>\"\nmsgstr \"\"\n\n"
		"#, fuzzy, no-wrap\n#| msgid \"Close port\"\n"
		"msgid \"Close\\tports\\n\"\nmsgstr \"\"\n\"港を\"\n\"閉じる\\n\"\n\n"
		"msgid \"one boat\"\nmsgid_plural \"%d boats\"\nmsgstr[0] \"1隻\"\n"
		"msgstr[1] \"%d隻\"\n\n#~ msgid \"gone\"\n#~ msgstr \"去った\"\n"
		"msgid \"last\" msgstr \"最後\"\n");

	is_str(d->format, "po", "a PO file");
	is_str(d->target, "ja", "its language");
	is_int(d->nsegments, 5, "segments, without the obsolete");
	is_str(d->segments[0].source, "Open <b>%d</b> <lt/>1>", "a text");
	is_str(d->segments[0].note,
	       "from the code\nmine\ncontext: menu\nc-format", "all notes");
	is_int(d->segments[0].line, 12, "its line");
	is_str(d->segments[1].source, "Close\tports\n", "escapes");
	is_str(d->segments[1].target, "港を閉じる\n", "strings put together");
	ok(!d->segments[1].finished, "a fuzzy one is a draft");
	is_str(d->segments[1].note, "translates: Close port\nfuzzy, no-wrap",
	       "of another text");
	is_str(d->segments[2].source, "one boat", "the first form");
	is_str(d->segments[3].source, "%d boats", "the second");
	is_str(d->segments[3].target, "%d隻", "and its text");
	is_str(d->segments[3].note, "singular: one boat\nplural form 2 of 2",
	       "and which it is");
	ok(d->segments[3].finished, "which is finished");
	is_str(d->segments[4].target, "最後", "on one line");
	ty_document_free(d);
}

static void becomes(const char *head, const char *message, size_t i,
		    const char *target, bool confirmed, const char *want,
		    const char *name)
{
	struct ty_buf file = TY_BUF_INIT, wanted = TY_BUF_INIT;
	struct ty_document *d;
	struct ty_error err;

	ty_buf_addf(&file, "%s%s", head, message);
	ty_buf_addf(&wanted, "%s%s", head, want);
	d = read_text(file.p);
	is_str(changed(d, file.p, file.len, 0, NULL, false, &err), file.p,
	       "unchanged, byte for byte");
	is_str(changed(d, file.p, file.len, i, target, confirmed, &err),
	       wanted.p, name);
	ty_document_free(d);
	ty_buf_release(&file);
	ty_buf_release(&wanted);
}

static void writing(void)
{
	becomes(HEADER, "#, c-format\nmsgid \"a\"\nmsgstr   \"\"\n# x\n", 0,
		"あ\"\\\t", true,
		"#, c-format\nmsgid \"a\"\nmsgstr \"あ\\\"\\\\\\t\"\n# x\n",
		"translated");
	becomes(HEADER, "#. note\n#, c-format\nmsgid \"a\"\nmsgstr \"\"\n", 0,
		"あ", false,
		"#. note\n#, fuzzy, c-format\nmsgid \"a\"\nmsgstr \"あ\"\n",
		"a draft gets the flag");
	becomes(HEADER, "#. note\nmsgid \"a\"\nmsgstr \"あ\"\n", 0, "い", false,
		"#. note\n#, fuzzy\nmsgid \"a\"\nmsgstr \"い\"\n",
		"in a line of its own");
	becomes(HEADER, "#, fuzzy\n#| msgid \"b\"\nmsgid \"a\"\nmsgstr \"あ\"\n",
		0, "あ", true, "msgid \"a\"\nmsgstr \"あ\"\n",
		"a confirmed one loses it");
	becomes(HEADER, "#, c-format, fuzzy\nmsgid \"a\\nb\\n\"\nmsgstr \"\"\n",
		0, "あ\nい", true, "#, c-format\nmsgid \"a\\nb\\n\"\nmsgstr \"\"\n"
		"\"あ\\n\"\n\"い\\n\"\n", "line breaks as the source has them");
	becomes(HEADER, "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"\"\n", 1,
		"い", true, "#, fuzzy\nmsgid \"a\"\nmsgid_plural \"b\"\n"
		"msgstr[0] \"\"\nmsgstr[1] \"い\"\n",
		"half a plural is a draft, and missing forms come");
	becomes("", "msgid \"a\" msgstr \"b\" msgid \"c\" msgstr \"\"", 1, "d",
		false, "msgid \"a\" msgstr \"b\" \n#, fuzzy\nmsgid \"c\" "
		"msgstr \"d\"", "all in one line");
}

static void previous(void)
{
	static const char file[] = HEADER "#| msgid \"old\"\nmsgid \"a\"\n"
		"msgstr \"\"\n";
	struct ty_document *d = read_text(file);
	struct ty_document_piece p = { .segments = 1, .source = "a",
				       .target = "あ", .previous = "b\nc" };
	struct ty_buf out = TY_BUF_INIT;
	struct ty_error err;

	ok_st(ty_document_write(&out, desk, d, file, strlen(file), &p, 1, "po",
				&err), &err, "a fuzzy match");
	is_str(out.p, HEADER "#, fuzzy\n#| msgid \"\"\n#| \"b\\n\"\n#| \"c\"\n"
	       "msgid \"a\"\nmsgstr \"あ\"\n", "says of what it is one");
	ty_buf_release(&out);
	ty_document_free(d);
}

/* 表 is 95 5C in Shift_JIS, a backslash behind. */
static void charsets(void)
{
#define SJIS	"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=%s\\n\"" \
		"\nmsgid \"a\"\nmsgstr \"%s\"\n"
	char file[200], want[200];
	struct ty_document *d;
	struct ty_error err;

	snprintf(file, sizeof(file), SJIS, "Shift_JIS", "\x95\x5C");
	d = read_text(file);
	is_str(d->segments[0].target, "表", "Shift_JIS");
	snprintf(want, sizeof(want), SJIS, "Shift_JIS", "\x95\x5C\x8D\x60");
	is_str(changed(d, file, strlen(file), 0, "表港", true, &err), want,
	       "stays Shift_JIS");
	snprintf(want, sizeof(want), SJIS, "UTF-8", "表é");
	is_str(changed(d, file, strlen(file), 0, "表é", true, &err), want,
	       "unless it cannot");
	ty_document_free(d);
	snprintf(file, sizeof(file), SJIS, "CHARSET", "");
	d = read_text(file);
	snprintf(want, sizeof(want), SJIS, "UTF-8", "港");
	is_str(changed(d, file, strlen(file), 0, "港", true, &err), want,
	       "a template gets a charset");
	ty_document_free(d);
	snprintf(file, sizeof(file), SJIS, "Shift_JIS", "\x95");
	ok(!read_bytes(file, strlen(file), "a.po", &err), "half a character");
	is_int(err.code, TY_ESYNTAX, "is refused");
	is_int(err.line, 4, "with its line");
}

static void refusals(void)
{
	static const struct {
		const char *text;
		long line;
	} cases[] = {
		{ "msgid \"a\"\nmsgstr \"b\nmsgid \"c\"\nmsgstr \"\"\n", 2 },
		{ "msgid \"a\"\nmsgid \"b\"\n", 2 },
		{ "msgid \"a\"\nmsgstr \"\"\n\nmsgid \"a\"\nmsgstr \"\"\n", 4 },
		{ "msgid \"a\"\nmsgstr \"\\z\"\n", 2 },
		{ "msgid \"a\"\nmsgstr[9999] \"\"\n", 2 },
		{ "msgid \"a\"\nmsgstr \"\xFF\"\n", 2 },
	};
	static const char whole[] = HEADER "#, fuzzy\nmsgctxt \"c\"\n"
		"msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"あ\"\n";
	struct ty_error err;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *text = cases[i].text;

		ok(!read_bytes(text, strlen(text), "a.po", &err), "refused");
		is_int(err.line, cases[i].line, err.text);
	}
	ok(truncations(whole, strlen(whole), "a.po"), "cut off at every byte");
}

/* ---------------------------------------------------------------- units -- */

static const struct ty_format_options options = { .source = "en",
						  .target = "ja" };

static void units(void)
{
	const struct ty_format *po;
	struct ty_reader *r;
	struct ty_error err;
	struct ty_unit u;
	const char *path = write_text("in", HEADER "#. code\n# mine\n"
		"msgctxt \"menu\"\nmsgid \"Open\\n port\"\nmsgstr \"港を 開く\"\n\n"
		"#, fuzzy\nmsgid \"x\"\nmsgstr \"y\"\n\nmsgid \"boat\"\n"
		"msgid_plural \"boats\"\nmsgstr[0] \"船\"\nmsgstr[1] \"船々\"\n");

	ok_st(ty_format_find(&po, "po", path, &err), &err, "the format");
	ok_st(ty_reader_open(&r, po, path, &options, &err), &err, "a reader");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "a message");
	is_str(u.variants[0].text, "Open port", "squeezed");
	is_str(u.variants[1].lang, "ja", "into the file's language");
	is_str(u.note, "[context] menu\ncode\nmine", "with its notes");
	is_int(ty_reader_line(r), 10, "and its line");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "a fuzzy one");
	is_int(u.nvariants, 1, "is no translation");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "a singular");
	is_str(u.variants[1].text, "船", "with the first form");
	is_int(ty_reader_next(r, &u, NULL), TY_OK, "its plural");
	is_str(u.variants[0].text, "boats", "as a unit");
	is_str(u.variants[1].text, "船々", "with the last");
	is_int(ty_reader_next(r, &u, NULL), TY_END, "the end");
	ty_reader_close(r);
}

static void compendium(void)
{
	const struct ty_variant sides[] = {
		{ .lang = "en", .text = "Open \"port\"" },
		{ .lang = "ja", .text = "港を開く" },
	};
	struct ty_unit unit = { .variants = sides, .nvariants = 2,
				.status = TY_DRAFT,
				.note = "[context] menu\nmine" };
	const struct ty_format *po;
	struct ty_writer *w;
	struct ty_error err;
	char *bytes = NULL;
	size_t len;

	ty_format_find(&po, "po", NULL, &err);
	ok_st(ty_writer_open_stream(&w, po, open_memstream(&bytes, &len), "m",
				    &options, &err), &err, "a writer");
	is_int(ty_writer_put(w, &unit, NULL, &err), TY_OK, "a draft");
	is_int(ty_writer_put(w, &unit, NULL, &err), TY_END, "only once");
	unit.note = "";
	unit.status = TY_TRANSLATED;
	is_int(ty_writer_put(w, &unit, NULL, &err), TY_OK, "and elsewhere");
	ok_st(ty_writer_commit(w, &err), &err, "written");
	ok(strstr(bytes, "\"Language: ja\\n\"\n") != NULL, "its language");
	is_str(strstr(bytes, "\n\n") ? strstr(bytes, "\n\n") : "",
	       "\n\n# mine\n#, fuzzy\nmsgctxt \"menu\"\n"
	       "msgid \"Open \\\"port\\\"\"\nmsgstr \"港を開く\"\n\n"
	       "msgid \"Open \\\"port\\\"\"\nmsgstr \"港を開く\"\n",
	       "its messages");
	free(bytes);
}

int main(void)
{
	const struct ty_desk_options with = { .source = "en", .target = "ja" };
	struct ty_error err;

	if (!ok_st(ty_desk_open(&desk, &with, &err), &err, "a desk"))
		return tap_done();
	reading();
	writing();
	previous();
	charsets();
	refusals();
	units();
	compendium();
	ty_desk_close(desk);
	return tap_done();
}
