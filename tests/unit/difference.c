/* A match and a new text are shown as one, on a terminal and on a page. */

#include <stdlib.h>
#include <string.h>

#include "format/difference.h"
#include "match/diff.h"
#include "../tap.h"

/* As the library makes them: the changes from `old` to `now`. */
static void make(struct ty_match *m, const char *lang, const char *old,
		 const char *now)
{
	struct ty_tokens a = { 0 }, b = { 0 };
	struct ty_tokenizer *tokenizer;
	struct ty_error err;

	memset(m, 0, sizeof(*m));
	m->source = old;
	if (ty_tokenizer_open(&tokenizer, lang, &err) != TY_OK)
		ok_st(err.code, &err, lang);
	ty_tokenize(tokenizer, old, strlen(old), &a);
	ty_tokenize(tokenizer, now, strlen(now), &b);
	ty_diff(old, &a, now, &b, strcmp(lang, "ja") != 0, &m->changes,
		&m->nchanges);
	ty_tokens_release(&a);
	ty_tokens_release(&b);
	ty_tokenizer_close(tokenizer);
}

static void shown(const char *lang, const char *old, const char *now,
		  const struct ty_difference_style *style, const char *want,
		  const char *name)
{
	struct ty_buf out = TY_BUF_INIT;
	struct ty_match m;

	make(&m, lang, old, now);
	ty_difference_put(&out, now, &m, style);
	is_str(out.p, want, name);
	ty_buf_release(&out);
	free(m.changes);
}

static void on_a_terminal(void)
{
	const struct ty_difference_style *s = &ty_difference_text;

	shown("en", "Two boats left.", "Two boats left.", s,
	      "Two boats left.", "no difference");
	shown("en", "Two boats left Osaka.", "Six boats left Osaka early.", s,
	      "[-Two-]{+Six+} boats left Osaka{+ early+}.",
	      "words that went and came");
	shown("ja", "船は大阪港を出た。", "船は神戸港を出た。", s,
	      "船は[-大阪-]{+神戸+}港を出た。", "Japanese, in phrases");
	shown("en", "", "New.", s, "{+New.+}", "all of it is new");
	shown("en", "Gone.", "", s, "[-Gone.-]", "all of it is gone");
	shown("en", "\"THE END\"", "“The end”", s, "\"THE END\"",
	      "a matter of case is none of words");
	shown("en", "a \033 b", "a \033 c", s,
	      "a \xEF\xBF\xBD [-b-]{+c+}", "a terminal is not steered");
}

static void on_a_page(void)
{
	struct ty_buf out = TY_BUF_INIT;
	struct ty_match m;

	shown("en", "A <b> & C left.", "A <i> & D left.", &ty_difference_html,
	      "A &lt;<del class=\"out\">b</del><ins class=\"in\">i</ins>&gt;"
	      " &amp; <del class=\"out\">C</del><ins class=\"in\">D</ins>"
	      " left.", "text stays text");
	make(&m, "ja", "円が下落", "円が上昇");
	ty_buf_adds(&out, "<p>");
	ty_html_diff(&out, "円が上昇", &m);
	is_str(out.p, "<p>円が<del class=\"out\">下落</del>"
	       "<ins class=\"in\">上昇</ins>", "appended to a page");
	free(m.changes);
	ty_buf_release(&out);
}

/* Whoever made the changes: nothing outside the texts is read. */
static void changes_that_do_not_fit(void)
{
	struct ty_change changes[] = {
		{ TY_REPLACED, { 4, 6 }, { 0, 2 } },
		{ TY_DELETED, { 2, 4 }, { 2, 2 } },	/* goes back */
		{ TY_REPLACED, { 6, 99 }, { 2, 3 } },	/* too far */
		{ TY_INSERTED, { 6, 6 }, { 99, 100 } },
		{ TY_DELETED, { 9, 8 }, { 4, 4 } },	/* backwards */
		{ TY_INSERTED, { 10, 10 }, { 2, 4 } },
	};
	struct ty_match m = { .source = "0123456789", .changes = changes,
			      .nchanges = 6 };
	struct ty_buf out = TY_BUF_INIT;

	ty_difference_put(&out, "abcd", &m, &ty_difference_text);
	is_str(out.p, "0123[-45-]{+ab+}6789{+cd+}", "are passed over");
	ty_buf_release(&out);
}

int main(void)
{
	on_a_terminal();
	on_a_page();
	changes_that_do_not_fit();
	return tap_done();
}
