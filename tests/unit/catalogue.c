/* Messages in a thread's own language, on a machine without its locale. */

#include <pthread.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/catalogue.h"
#include "base/i18n.h"
#include "base/io.h"
#include "../tap.h"

#define JAPANESE "build/locale/ja/LC_MESSAGES/taiyaku.mo"

static struct ty_buf file;

static void *elsewhere(void *user)
{
	*(const char **)user = _("the file is empty");
	return NULL;
}

static void one_thread(void)
{
	struct ty_catalogue *japanese;
	const char *there = NULL;
	struct ty_error err;
	pthread_t thread;

	if (!ok_st(ty_catalogue_read(&japanese, JAPANESE, &err), &err,
		   "the Japanese catalogue is read"))
		return;
	is_str(_("the file is empty"), "the file is empty",
	       "at first the process's language");
	ty_language_use(japanese);
	is_str(_("the file is empty"), "ファイルが空です", "then the thread's");
	is_str(_("no such message"), "no such message",
	       "what is not in it stays as it is");
	is_str(Q_("%lld text contains it", "%lld texts contain it", 1UL),
	       "該当するテキスト%lld件", "one form for one");
	is_str(Q_("%lld text contains it", "%lld texts contain it", 7UL),
	       "該当するテキスト%lld件", "and for several");
	pthread_create(&thread, NULL, elsewhere, &there);
	pthread_join(thread, NULL);
	is_str(there, "the file is empty", "another thread has its own");
	ty_language_use(&ty_catalogue_none);
	is_str(_("the file is empty"), "the file is empty", "English");
	is_str(Q_("%d item", "%d items", 1UL), "%d item", "one in English");
	is_str(Q_("%d item", "%d items", 0UL), "%d items", "none in English");
	ty_language_use(NULL);
	ty_catalogue_free(japanese);
}

/* ---- files made for the purpose */

static void write_file(const char *path, const char *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		perror(path);
}

static void put_word(struct ty_buf *out, unsigned long w, bool big)
{
	int i;

	for (i = 0; i < 4; i++)
		ty_buf_addc(out, (char)(w >> (big ? 24 - 8 * i : 8 * i)));
}

/* Two messages: the header, and "cat" in two forms. */
static void compose(const char *plural, bool big)
{
	const char *ids[] = { "", "cat\0cats" }, *texts[2];
	size_t idlen[] = { 0, 8 }, textlen[2];
	char header[200];
	size_t at = 28 + 32, i;

	snprintf(header, sizeof(header),
		 "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: %s\n",
		 plural);
	texts[0] = header;
	textlen[0] = strlen(header);
	texts[1] = "chat\0chats";
	textlen[1] = 10;
	ty_buf_clear(&file);
	put_word(&file, 0x950412de, big);
	put_word(&file, 0, big);
	put_word(&file, 2, big);
	put_word(&file, 28, big);
	put_word(&file, 28 + 16, big);
	put_word(&file, 0, big);
	put_word(&file, 0, big);
	for (i = 0; i < 2; i++) {
		put_word(&file, idlen[i], big);
		put_word(&file, at, big);
		at += idlen[i] + 1;
	}
	for (i = 0; i < 2; i++) {
		put_word(&file, textlen[i], big);
		put_word(&file, at, big);
		at += textlen[i] + 1;
	}
	for (i = 0; i < 2; i++)
		ty_buf_add(&file, ids[i], idlen[i] + 1);
	for (i = 0; i < 2; i++)
		ty_buf_add(&file, texts[i], textlen[i] + 1);
}

static enum ty_status read_back(struct ty_catalogue **out, size_t len)
{
	static char path[600];

	snprintf(path, sizeof(path), "%s/made.mo", getenv("TMPDIR"));
	write_file(path, file.p, len);
	return ty_catalogue_read(out, path, NULL);
}

static void rules(void)
{
	static const struct {
		const char	*rule;
		const char	*none, *one, *two;
	} cases[] = {
		{ "nplurals=2; plural=(n > 1);", "chat", "chat", "chats" },
		{ "nplurals=2; plural=(n != 1);", "chats", "chat", "chats" },
		{ "nplurals=1; plural=0;", "chat", "chat", "chat" },
	};
	struct ty_catalogue *c;
	size_t i;

	for (i = 0; i < 3; i++) {
		compose(cases[i].rule, i == 1);
		if (!ok(read_back(&c, file.len) == TY_OK, cases[i].rule))
			continue;
		is_str(ty_catalogue_count(c, "cat", "cats", 0), cases[i].none,
		       "none");
		is_str(ty_catalogue_count(c, "cat", "cats", 1), cases[i].one,
		       "one");
		is_str(ty_catalogue_count(c, "cat", "cats", 2), cases[i].two,
		       "two");
		ty_catalogue_free(c);
	}
	compose("nplurals=3; plural=n%3;", false);
	ok(read_back(&c, file.len) == TY_ESYNTAX,
	   "a rule that is not known is said, not guessed");
}

static void damage(void)
{
	struct ty_catalogue *c;
	size_t len, i, refused = 0;

	compose("nplurals=1; plural=0;", false);
	for (len = 0; len < file.len; len++)
		refused += read_back(&c, len) == TY_ESYNTAX;
	is_int(refused, file.len, "cut short anywhere it is refused");
	/* Whatever a length or place says, nothing outside is read. */
	for (i = 8; i < 60; i++) {
		compose("nplurals=1; plural=0;", false);
		file.p[i] = (char)0xF0;
		if (read_back(&c, file.len) == TY_OK) {
			(void)ty_catalogue_text(c, "cat");
			ty_catalogue_free(c);
		}
	}
	ok(ty_catalogue_read(&c, "/nowhere/taiyaku.mo", NULL) ==
	   TY_ENOTFOUND, "a file that is not there");
}

int main(void)
{
	ty_buf_init(&file);
	one_thread();
	rules();
	damage();
	ty_buf_release(&file);
	return tap_done();
}
