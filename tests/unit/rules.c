/* Whose rules split a text: the user's, the memory's, ours. */

#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "taiyaku.h"
#include "../tap.h"

static char dir[512], memory[600], mine[600], other[600];

static void put(const char *path, const char *lang, const char *mark)
{
	FILE *f = fopen(path, "wb");

	fprintf(f, "<srx version='2.0'><body><languagerules>"
		"<languagerule languagerulename='R'><rule><beforebreak>%s"
		"</beforebreak></rule></languagerule></languagerules><maprules>"
		"<languagemap languagepattern='%s' languagerulename='R'/>"
		"</maprules></body></srx>", mark, lang);
	fclose(f);
}

static struct ty_desk *open_desk(const char *path, const char *rules)
{
	struct ty_desk_options options = {
		.memory = path, .mode = TY_WRITE, .data = "tm",
		.rules = rules,
	};
	struct ty_desk *desk = NULL;
	struct ty_error err;

	ok_st(ty_desk_open(&desk, &options, &err), &err, "the desk opens");
	return desk;
}

static void splits(struct ty_desk *desk, const char *lang, const char *want,
		   const char *name)
{
	static const char text[] = "Rain; wind: snow, hail. Sun ... and sea.";
	struct ty_buf got = TY_BUF_INIT;
	struct ty_spans *spans;
	struct ty_error err;
	size_t i;

	if (!ok_st(ty_segment_text(&spans, desk, text, sizeof(text) - 1, lang,
				   &err), &err, name))
		return;
	for (i = 0; i < spans->n; i++)
		ty_buf_addf(&got, "%s%.*s", i ? " | " : "",
			    (int)(spans->items[i].end - spans->items[i].start),
			    text + spans->items[i].start);
	is_str(got.p, want, name);
	ty_buf_release(&got);
	ty_spans_free(spans);
}

#define OURS	"Rain; wind: snow, hail. | Sun ... and sea."

static void memorys_own(void)
{
	struct ty_desk *desk = open_desk(memory, NULL);
	struct ty_error err;
	char *text;

	ok(ty_rules(&text, desk, &err) == TY_OK && !text, "none at first");
	splits(desk, "en", OURS, "so ours are used");
	ok_st(ty_set_rules(desk, mine, &err), &err, "rules are set");
	splits(desk, "en", "Rain; | wind: snow, hail. | Sun ... | and sea.",
	       "used at once, in place of ours");
	splits(desk, "fr", OURS, "for the languages they map");
	ok(ty_rules(&text, desk, &err) == TY_OK && text, "and can be read");
	free(text);
	is_int(ty_set_rules(desk, "tests/data/srx-regex.srx", &err),
	       TY_ESYNTAX, "bad ones are refused");
	is_int(ty_set_rules(desk, "tests/data/srx-1.srx", &err), TY_ESYNTAX,
	       "as are those not in UTF-8");
	ty_desk_close(desk);

	desk = open_desk(memory, NULL);
	splits(desk, "en", "Rain; | wind: snow, hail. | Sun ... | and sea.",
	       "the memory keeps them");
	ty_desk_close(desk);
}

static void users_own(void)
{
	struct ty_desk *desk = open_desk(memory, other);
	struct ty_error err;

	splits(desk, "en", "Rain; wind: | snow, hail. | Sun ... | and sea.",
	       "the user's come before the memory's");
	ok_st(ty_set_rules(desk, NULL, &err), &err, "the memory's are cleared");
	splits(desk, "en", "Rain; wind: | snow, hail. | Sun ... | and sea.",
	       "which is all the same to them");
	ty_desk_close(desk);
	desk = open_desk(memory, NULL);
	splits(desk, "en", OURS, "ours are back");
	ty_desk_close(desk);
	desk = open_desk(NULL, other);
	splits(desk, "en", "Rain; wind: | snow, hail. | Sun ... | and sea.",
	       "no memory is needed");
	is_int(ty_set_rules(desk, other, &err), TY_EINVAL,
	       "but to keep them in");
	ty_desk_close(desk);
}

static void why(void)
{
	static const char text[] = "Gen. Ito left: why?\nDr. Abe knew.";
	struct ty_desk *desk = open_desk(NULL, other);
	struct ty_decisions *d;
	struct ty_error err;
	size_t i, at = 0;

	if (!ok_st(ty_explain(&d, desk, text, sizeof(text) - 1, "en", &err),
		   &err, "explained"))
		return;
	is_int(d->n, 4, "four places");
	for (i = 0; i < d->n; i++) {
		ok(d->items[i].before.end >= at &&
		   d->items[i].before.end == d->items[i].after.start,
		   "in order");
		at = d->items[i].before.end;
	}
	is_str(d->items[0].rule, "title", "a title");
	is_str(d->items[0].word_class, "title", "listed as one");
	is_int(d->items[0].word.end, 4, "Gen.");
	is_str(d->items[1].srx, "R#1", "the user's rule");
	ok(d->items[1].breaks, "which breaks");
	is_str(d->items[2].rule, "newline", "a line break");
	is_int(d->items[2].before.end, 19, "where it is");
	ty_decisions_free(d);
	ty_desk_close(desk);
}

int main(void)
{
	struct ty_desk_options options = {
		.memory = memory, .mode = TY_CREATE, .data = "tm",
	};
	const char *tmp = getenv("TMPDIR");
	struct ty_desk *desk = NULL;

	snprintf(dir, sizeof(dir), "%s/rules-XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 1;
	snprintf(memory, sizeof(memory), "%s/m.tm", dir);
	snprintf(mine, sizeof(mine), "%s/mine.srx", dir);
	snprintf(other, sizeof(other), "%s/other.srx", dir);
	put(mine, "en", ";");
	put(other, "en.*", ":");
	ok(ty_desk_open(&desk, &options, NULL) == TY_OK, "a fresh memory");
	ty_desk_close(desk);
	memorys_own();
	users_own();
	why();
	unlink(memory);
	unlink(mine);
	unlink(other);
	rmdir(dir);
	return tap_done();
}
