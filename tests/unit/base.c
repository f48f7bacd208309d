/* The ground everything stands on: buffers, errors, interning, files. */

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/intern.h"
#include "base/io.h"
#include "base/words.h"
#include "../tap.h"

static char dir[512];

static const char *in_dir(const char *name)
{
	static char path[2][700];
	static int k;

	k = !k;
	snprintf(path[k], sizeof(path[k]), "%s/%s", dir, name);
	return path[k];
}

static void write_file(const char *name, const char *bytes, size_t len)
{
	FILE *f = fopen(in_dir(name), "wb");

	if (!f || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		perror(name);
}

static void buffers(void)
{
	struct ty_buf buf = TY_BUF_INIT;
	char *s;
	int i;

	is_str(buf.p, "", "an empty buffer reads as a string");
	for (i = 0; i < 1000; i++)
		ty_buf_addf(&buf, "%d,", i % 10);
	is_int(buf.len, 2000, "formatted text piles up");
	ok(!strncmp(buf.p + 1990, "5,6,7,8,9,", 10), "in order");
	ty_buf_clear(&buf);
	is_str(buf.p, "", "cleared");
	ty_buf_adds(&buf, "鯛");
	s = ty_buf_detach(&buf);
	is_str(s, "鯛", "detached");
	is_str(buf.p, "", "and empty behind it");
	free(s);
	ty_buf_release(&buf);
}

static void errors(void)
{
	struct ty_error err;
	char text[900];
	size_t n;

	ok(ty_fail_at(&err, TY_ESYNTAX, "a.tmx", 3, 9, "no %s", "end") ==
	   TY_ESYNTAX, "a failing branch is one statement");
	is_str(err.text, "no end", "the sentence");
	is_int(err.line, 3, "the line");
	ok(ty_fail(NULL, TY_EIO, "x") == TY_EIO, "NULL error is fine");
	memset(text, 0, sizeof(text));
	for (n = 0; n + 3 < sizeof(text); n += 3)
		memcpy(text + n, "鯛", 3);
	ty_fail(&err, TY_EIO, "%s", text);
	ok(strlen(err.text) % 3 == 0, "a long one is cut between characters");
	ok(ty_fail_errno(&err, "f", ENOENT) == TY_ENOTFOUND, "ENOENT");
	is_str(ty_status_word(TY_ELIMIT), "too-large", "a word for programs");
}

static void interning(void)
{
	struct ty_intern set = { 0 };
	char word[16];
	bool same = true;
	uint32_t i;

	ok(ty_intern_find(&set, "a", 1) == TY_INTERN_NONE, "nothing yet");
	for (i = 0; i < 5000; i++) {
		snprintf(word, sizeof(word), "w%u", i);
		same &= ty_intern_add(&set, word, strlen(word)) == i;
	}
	ok(same, "numbers in order of coming");
	is_int(ty_intern_add(&set, "w77", 3), 77, "the same again");
	is_int(ty_intern_find(&set, "w4999", 5), 4999, "found");
	is_str(ty_intern_get(&set, 123), "w123", "and back");
	is_int(ty_intern_add(&set, "", 0), 5000, "the empty string too");
	ty_intern_release(&set);
}

static void reading(void)
{
	struct ty_buf line = TY_BUF_INIT;
	struct ty_error err;
	FILE *f;

	write_file("lines", "one\r\ntwo\n\nlast", 14);
	ok_st(ty_open_input(&f, in_dir("lines"), &err), &err, "open");
	ok(ty_read_line(&line, f, "lines", 1, 99, &err) == TY_OK, "line");
	is_str(line.p, "one", "without CRLF");
	ty_read_line(&line, f, "lines", 2, 99, &err);
	is_str(line.p, "two", "without LF");
	ok(ty_read_line(&line, f, "lines", 3, 99, &err) == TY_OK && !line.len,
	   "an empty line is a line");
	ty_read_line(&line, f, "lines", 4, 99, &err);
	is_str(line.p, "last", "the last needs no LF");
	ok(ty_read_line(&line, f, "lines", 5, 99, &err) == TY_END, "end");
	ty_close_input(f);

	ty_open_input(&f, in_dir("lines"), &err);
	ok(ty_read_line(&line, f, "lines", 1, 3, &err) == TY_ELIMIT,
	   "a line too long");
	is_int(err.line, 1, "which line");
	ty_close_input(f);

	ty_buf_clear(&line);
	ok(ty_read_file(&line, in_dir("lines"), 5, &err) == TY_ELIMIT,
	   "a file too large");
	ok(ty_read_file(&line, dir, 5, &err) == TY_EIO, "a directory");
	ok(ty_read_file(&line, in_dir("none"), 5, &err) == TY_ENOTFOUND,
	   "no file");
	ty_buf_release(&line);
}

static void writing(void)
{
	struct ty_buf text = TY_BUF_INIT;
	struct ty_output out;
	struct ty_error err;
	struct stat sb;

	ok_st(ty_output_open(&out, in_dir("new"), &err), &err, "open");
	fputs("half", out.f);
	ok(stat(in_dir("new"), &sb) != 0, "not there before it is whole");
	ok_st(ty_output_commit(&out, &err), &err, "commit");
	ok(stat(in_dir("new"), &sb) == 0 && (sb.st_mode & 0777) == 0600,
	   "closed to others");

	ok_st(ty_output_open(&out, in_dir("new"), &err), &err, "again");
	fputs("other", out.f);
	ty_output_abort(&out);
	ty_read_file(&text, in_dir("new"), 100, &err);
	is_str(text.p, "half", "an aborted one leaves the old");
	ty_buf_release(&text);

	if (access("/dev/full", W_OK) == 0) {
		ok_st(ty_output_open(&out, "/dev/full", &err), &err,
		      "a full device opens");
		fputs("text", out.f);
		ok(ty_output_commit(&out, &err) == TY_EIO,
		   "but writing to it fails");
		is_str(err.file, "/dev/full", "and is named");
	}
	ok(ty_output_open(&out, in_dir("no/such/folder"), &err) ==
	   TY_ENOTFOUND, "no folder");
	ok(ty_output_open(&out, dir, &err) == TY_EIO, "a folder");
}

static void places(void)
{
	long line, column;

	ty_locate("a\n鯛焼き", 2 + 3 + 3, &line, &column);
	is_int(line, 2, "line of a byte");
	is_int(column, 3, "column in characters");
}

static void words(void)
{
	enum ty_unit_status status;
	enum ty_unit_kind kind;

	ok(ty_unit_kind_parse(&kind, "aligned") && kind == TY_ALIGNED,
	   "kinds read back");
	ok(ty_unit_status_parse(&status, "reviewed") && status == TY_REVIEWED,
	   "statuses read back");
	ok(!ty_unit_kind_parse(&kind, "x"), "and nothing else");
	is_str(ty_band_word(TY_BAND_REPEATED), "repeated", "bands");
}

int main(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(dir, sizeof(dir), "%s/base.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 1;
	buffers();
	errors();
	interning();
	reading();
	writing();
	places();
	words();
	unlink(in_dir("lines"));
	unlink(in_dir("new"));
	rmdir(dir);
	return tap_done();
}
