/* Parts of the server that need none: places under tags, names of files,
 * uploads and their quotas, wishes for a language. */

#include <libintl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "serve/language.h"
#include "serve/strip.h"
#include "serve/uploads.h"
#include "../tap.h"

static struct ty_error err;

/* ---- tags */

static void strips(const char *tagged, const char *plain, size_t from,
		   size_t to, const char *there)
{
	struct ty_stripped s = TY_STRIPPED_INIT;
	struct ty_span span = { from, to };
	char found[100];

	ty_strip(&s, tagged);
	is_str(s.text.p, plain, tagged);
	span = ty_stripped_place(&s, &span);
	snprintf(found, sizeof(found), "%.*s", (int)(span.end - span.start),
		 tagged + span.start);
	is_str(found, there, "the same place");
	ty_stripped_release(&s);
}

static void tags(void)
{
	strips("no tags", "no tags", 3, 7, "tags");
	strips("a <1>12</1> b", "a 12 b", 2, 4, "12");
	strips("a <1>12</1> b", "a 12 b", 1, 5, " <1>12</1> ");
	strips("<1/>12<2/>", "12", 0, 2, "12");
	strips("x <lt/>3 y", "x <3 y", 3, 4, "3");
	strips("x <lt/>3 y", "x <3 y", 1, 2, " ");
	strips("<1>日本</1><2>語</2>", "日本語", 6, 9, "語");
	strips("<1>日本</1><2>語</2>", "日本語", 3, 9, "本</1><2>語");
	strips("a<1></1>b", "ab", 1, 1, "");
	strips("<0> <x> < <1", "<0> <x> < <1", 0, 3, "<0>");
}

/* ---- names */

static void names(void)
{
	static const struct {
		const char	*said, *name;
	} cases[] = {
		{ "quake.txt", "quake.txt" },
		{ "/etc/passwd", "passwd" },
		{ "..\\..\\autoexec.bat", "autoexec.bat" },
		{ "../..", "file" }, { "", "file" }, { "...", "file" },
		{ ".htaccess", "htaccess" },
		{ "地震 3.txt", "地震 3.txt" },
		{ "a\nb\"c*.txt", "a_b_c_.txt" },
		{ "exe.\xE2\x80\xAEtxt.js", "exe._txt.js" },
	};
	struct ty_buf out = TY_BUF_INIT, in = TY_BUF_INIT;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ty_buf_clear(&out);
		ty_file_name(&out, cases[i].said);
		is_str(out.p, cases[i].name, "a name");
	}
	for (i = 0; i < 500; i++)
		ty_buf_adds(&in, "語");
	ty_buf_adds(&in, ".xliff");
	ty_buf_clear(&out);
	ty_file_name(&out, in.p);
	ok(out.len <= 150 && out.len > 140, "a long one is cut");
	is_str(out.p + out.len - 6, ".xliff", "but for its extension");
	is_int((out.len - 6) % 3, 0, "between characters");
	ty_buf_release(&out);
	ty_buf_release(&in);
}

/* ---- uploads */

static char *make(const char *dir, const char *bytes)
{
	static char path[500];
	FILE *f;

	snprintf(path, sizeof(path), "%s/incoming", dir);
	f = fopen(path, "w");
	fputs(bytes, f);
	fclose(f);
	return path;
}

static void uploads(void)
{
	struct ty_uploads *u;
	const char *const missing[] = { "u1", "u2" };
	const char *const twice[] = { "u1", "u1" };
	char dir[400], *id, *path, *again, *taken[2];
	struct stat s;
	int i, n = 0;

	snprintf(dir, sizeof(dir), "%s/up.XXXXXX", getenv("TMPDIR"));
	if (!ok(mkdtemp(dir) != NULL, "a folder"))
		return;
	u = ty_uploads_open(dir);
	ok_st(ty_uploads_keep(&id, &path, u, make(dir, "x"), "../a.tmx", &err),
	      &err, "a file is kept");
	is_str(id, "u1", "under a name of ours");
	is_str(strrchr(path, '/'), "/a.tmx", "and its own");
	ok_st(ty_uploads_find(&again, u, "u1", &err), &err, "it is there");
	is_str(again, path, "where it was put");
	free(again);
	ok(ty_uploads_find(&again, u, "u2", &err) == TY_ENOTFOUND,
	   "another is not");
	ok(ty_uploads_find(&again, u, "../u1", &err) == TY_ENOTFOUND,
	   "nor a path");
	ok(ty_uploads_take(taken, u, missing, 2, &err) == TY_ENOTFOUND,
	   "two are not taken if one is not there");
	ok(ty_uploads_take(taken, u, twice, 2, &err) == TY_ENOTFOUND,
	   "nor one twice");
	ok_st(ty_uploads_take(taken, u, twice, 1, &err), &err,
	      "it is still there, and taken");
	is_str(taken[0], path, "where it was");
	ty_uploads_remove(taken[0]);
	free(path);
	ok(ty_uploads_take(taken, u, twice, 1, &err) == TY_ENOTFOUND, "once");
	ok(stat(dir, &s) == 0 && s.st_nlink == 2, "nothing of it stays");
	free(id);
	for (i = 0; i < 101; i++) {
		n += ty_uploads_keep(&id, &path, u, make(dir, "x"), "a",
				     &err) == TY_OK;
		free(id);
		free(path);
	}
	is_int(n, 100, "a hundred may wait");
	is_int(err.code, TY_ELIMIT, "the next is too much");
	unlink(make(dir, ""));
	ty_uploads_close(u);
	ok(rmdir(dir) == 0, "all go in the end");
}

/* ---- languages */

static void languages(void)
{
	static const struct {
		const char	*accept, *tag;
	} cases[] = {
		{ NULL, "en" }, { "", "en" }, { "ja", "ja" }, { "JA-jp", "ja" },
		{ "en,ja", "en" }, { "ja;q=0.5,en;q=0.6", "en" },
		{ "fr,ja;q=0.001", "ja" }, { "ja;q=0", "en" }, { "*", "en" },
		{ "jav", "en" }, { ",;=,q=;ja", "en" }, { "ja;q=1.0", "ja" },
		{ "ja;q=0.999999999999,en;q=1", "en" },
	};
	struct ty_speech *speech;
	size_t i;

	bindtextdomain("taiyaku", "build/locale");
	speech = ty_speech_open();
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_str(ty_speech_use(speech, cases[i].accept), cases[i].tag,
		       cases[i].accept ? cases[i].accept : "no wish");
	ty_speech_use(speech, "ja");
	is_str(_("the file is empty"), "ファイルが空です",
	       "and messages are in it");
	ty_language_use(NULL);
	ty_speech_close(speech);
}

int main(void)
{
	tags();
	names();
	uploads();
	languages();
	return tap_done();
}
