/* Terms in running text: inflected, hyphenated, the longest, never in pieces of
 * other words. */

#include <stdlib.h>

#include "text/inflect.h"
#include "text/script.h"
#include "text/term_find.h"
#include "../cases.h"

/* Add "term | term (verb) | ..." and keep their texts. */
static size_t add_terms(struct ty_term_finder *finder, char *line,
			char **texts, size_t most)
{
	size_t n = 0;
	char *save, *t, *pos;

	for (t = strtok_r(line, "|", &save); t && n < most;
	     t = strtok_r(NULL, "|", &save)) {
		t += strspn(t, " ");
		while (*t && t[strlen(t) - 1] == ' ')
			t[strlen(t) - 1] = '\0';
		pos = strstr(t, " (");
		if (pos) {
			*pos = '\0';
			pos += 2;
			pos[strcspn(pos, ")")] = '\0';
		}
		texts[n] = t;
		ty_term_finder_add(finder, t, pos ? pos : "", (uint32_t)n);
		n++;
	}
	return n;
}

/* "< terms", "< text": what is found, a line each, or "-". */
static void run_case(struct ty_buf *got, const struct test_case *c, void *user)
{
	struct ty_term_places places = { .n = 0 };
	struct ty_term_finder *finder;
	char *line = c->input.p, *text, *texts[32];
	const char *lang;
	size_t i;

	(void)user;
	text = strchr(line, '\n');
	*text++ = '\0';
	lang = ty_script_guess(text, strlen(text));
	if (strcmp(lang, "ja") && strcmp(lang, "zh"))
		lang = "en";
	else
		lang = "ja";
	ty_term_finder_open(&finder, lang, NULL);
	add_terms(finder, line, texts, 32);
	ty_term_finder_run(finder, text, strlen(text), TY_TERMS_LONGEST,
			   &places);
	for (i = 0; i < places.n; i++) {
		const struct ty_span *s = &places.v[i].span;
		const char *term = texts[places.v[i].term];
		size_t n = s->end - s->start;

		ty_buf_adds(got, i ? "\n> " : "> ");
		ty_buf_add(got, text + s->start, n);
		if (strlen(term) != n || memcmp(term, text + s->start, n))
			ty_buf_addf(got, " = %s", term);
	}
	if (!places.n)
		ty_buf_adds(got, "-");
	ty_term_places_release(&places);
	ty_term_finder_close(finder);
}

static size_t count(const char *lang, const char *term, const char *text,
		    enum ty_term_mode mode)
{
	struct ty_term_places places = { .n = 0 };
	struct ty_term_finder *finder;
	size_t n;

	ty_term_finder_open(&finder, lang, NULL);
	ty_term_finder_add(finder, term, "", 0);
	ty_term_finder_run(finder, text, strlen(text), mode, &places);
	n = places.n;
	ty_term_places_release(&places);
	ty_term_finder_close(finder);
	return n;
}

static void leniently(void)
{
	is_int(count("ja", "市", "市場", TY_TERMS_LONGEST), 0,
	       "not in a longer word");
	is_int(count("ja", "市", "市場", TY_TERMS_ANY), 1,
	       "but asked for any place, there it is");
	is_int(count("en", "Diet", "on a diet", TY_TERMS_ANY), 1,
	       "and without its capital");
	is_int(count("en", "trade deal (noun)", "", TY_TERMS_ANY), 0,
	       "nothing in nothing");
}

static void unfit(void)
{
	struct ty_term_finder *finder;
	char text[4096];
	int i;

	ty_term_finder_open(&finder, "en", NULL);
	ok(!ty_term_finder_add(finder, "", "", 0), "no empty term");
	ok(!ty_term_finder_add(finder, "- ... -", "", 0),
	   "none of punctuation");
	text[0] = '\0';
	for (i = 0; i < 65; i++)
		strcat(text, "very ");
	ok(!ty_term_finder_add(finder, text, "", 0), "none of 65 words");
	ty_term_finder_close(finder);
	ty_term_finder_open(&finder, "ja", NULL);
	ok(!ty_term_finder_add(finder, "。、", "", 0),
	   "none of Japanese punctuation");
	ty_term_finder_close(finder);
	ok(ty_term_finder_open(&finder, "not a language", NULL) != TY_OK ||
	   finder, "a language nobody knows does no harm");
	ty_term_finder_close(finder);
}

/* A row of what nearly is the term, at every place: time stays linear. */
static void hostile(void)
{
	const size_t n = 300000;
	struct ty_buf text = TY_BUF_INIT, term = TY_BUF_INIT;
	size_t i;

	for (i = 0; i < n; i++)
		ty_buf_adds(&text, "一");
	for (i = 0; i < 60; i++)
		ty_buf_adds(&term, "一");
	ok(count("ja", term.p, text.p, TY_TERMS_ANY) == n - 59,
	   "a term of one character, 300,000 of them");
	ty_buf_clear(&text);
	ty_buf_clear(&term);
	for (i = 0; i < n; i++)
		ty_buf_adds(&text, "a-");
	for (i = 0; i < 60; i++)
		ty_buf_adds(&term, "a ");
	ty_buf_adds(&term, "b");
	is_int(count("en", term.p, text.p, TY_TERMS_LONGEST), 0,
	       "words that nearly are the term, and hyphens");
	ty_buf_release(&text);
	ty_buf_release(&term);
}

int main(void)
{
	cases_run("tests/cases/term_find.txt", run_case, NULL);
	leniently();
	unfit();
	hostile();
	return tap_done();
}
