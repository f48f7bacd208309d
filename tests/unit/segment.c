/* Sentences: the cases of the linguists, then what must hold for any text. */

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/paths.h"
#include "../cases.h"
#include "format/srx.h"
#include "text/brackets.h"
#include "text/segment.h"

/* Our SRX rules decide before the segmenter does. */
static void give_rules(struct ty_segmenter *seg, const char *lang)
{
	struct ty_srx_rules *rules = NULL;
	struct ty_srx *srx = NULL;
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st;

	ty_buf_addf(&path, "%s/rules/%.2s.srx", ty_data_dir, lang);
	st = ty_srx_read(&srx, path.p, NULL);
	if (st == TY_ENOTFOUND) {
		ty_buf_clear(&path);
		ty_buf_addf(&path, "%s/rules/default.srx", ty_data_dir);
		st = ty_srx_read(&srx, path.p, NULL);
	}
	if (st == TY_OK)
		st = ty_srx_compile(&rules, srx, lang, NULL);
	ok(st == TY_OK && rules, path.p);
	ty_segmenter_set_rules(seg, rules);
	ty_srx_free(srx);
	ty_buf_release(&path);
}

static struct ty_segmenter *open_for(const char *lang)
{
	struct ty_segmenter *seg;
	struct ty_error err;

	if (!ok_st(ty_segmenter_open(&seg, ty_data_dir, lang, &err), &err,
		   lang))
		exit(tap_done());
	give_rules(seg, lang);
	return seg;
}

/* ----------------------------------------------------------- case files -- */

static void note_rule(void *user, size_t at, enum ty_rule rule)
{
	struct ty_buf *rules = user;

	(void)at;
	ty_buf_addc(rules, ' ');
	ty_buf_adds(rules, ty_rule_word(rule));
}

static void segment_case(struct ty_buf *got, const struct test_case *c,
			 void *user)
{
	struct ty_segmenter *seg = user;
	struct ty_buf rules = TY_BUF_INIT;
	struct ty_span_list out = { 0 };
	size_t i, k;

	ty_segmenter_trace(seg, note_rule, &rules);
	ty_segmenter_run(seg, c->input.p,
			 (struct ty_span){ 0, c->input.len }, &out);
	ty_segmenter_trace(seg, NULL, NULL);
	for (i = 0; i < out.n; i++) {
		ty_buf_adds(got, i ? "\n> " : "> ");
		for (k = out.v[i].start; k < out.v[i].end; k++)
			ty_buf_addc(got, c->input.p[k] == '\n' ? ' ' :
				    c->input.p[k]);
	}
	if (strstr(c->expected.p, "\n=")) {
		ty_buf_adds(got, "\n=");
		ty_buf_adds(got, rules.p);
	}
	ty_buf_release(&rules);
	free(out.v);
}

static void run_cases(const char *lang, const char *path)
{
	struct ty_segmenter *seg = open_for(lang);

	cases_run(path, segment_case, seg);
	ty_segmenter_close(seg);
}

/* ------------------------------------------------------ small examples -- */

/* The segments of `text`, separated by " | ". */
static void split(struct ty_buf *out, struct ty_segmenter *seg,
		  const char *text, size_t len)
{
	struct ty_span_list list = { 0 };
	size_t i;

	ty_buf_clear(out);
	ty_segmenter_run(seg, text, (struct ty_span){ 0, len }, &list);
	for (i = 0; i < list.n; i++) {
		if (i)
			ty_buf_adds(out, " | ");
		ty_buf_add(out, text + list.v[i].start,
			   list.v[i].end - list.v[i].start);
	}
	free(list.v);
}

static void is_split(const char *lang, const char *text, const char *want,
		     const char *name)
{
	struct ty_segmenter *seg = open_for(lang);
	struct ty_buf got = TY_BUF_INIT;

	split(&got, seg, text, strlen(text));
	is_str(got.p, want, name);
	ty_buf_release(&got);
	ty_segmenter_close(seg);
}

static void ends_of_text(void)
{
	is_split("en", "", "", "nothing has no segments");
	is_split("en", " \t\r\n\n ", "", "nor has white space");
	is_split("en", "no end", "no end", "a text without a mark is one");
	is_split("en", "One.\r\nTwo.\r\n\r\nThree.", "One. | Two. | Three.",
		 "lines may end with CRLF");
	is_split("en", "One.\rTwo.", "One. | Two.",
		 "or with CR, as of old");
	is_split("en", "The ferry was late \nagain.",
		 "The ferry was late \nagain.",
		 "a space before the line break: the line goes on");
	is_split("ja", "　あ。　い。　", "あ。 | い。",
		 "full-width spaces are white space");
	is_split("en", "A zero\xE2\x80\x8Bwidth. \xE2\x80\xAEIt\xE2\x80\xAC is.",
		 "A zero\xE2\x80\x8Bwidth. | \xE2\x80\xAEIt\xE2\x80\xAC is.",
		 "invisible characters are kept");
}

static void other_languages(void)
{
	is_split("fr", "M. Roy est là. « Pourquoi ? » dit-il. Voilà.",
		 "M. Roy est là. | « Pourquoi ? » dit-il. | Voilà.", "French");
	is_split("de", "Er kam, z. B. im Mai. „Warum?“ Darum.",
		 "Er kam, z. B. im Mai. | „Warum?“ | Darum.", "German");
	is_split("hi", "यह एक है। यह दो है।", "यह एक है। | यह दो है।",
		 "Hindi, whose mark only ICU knows");
	is_split("zh", "他说：“走吧。”今天很好！是吗？是的。",
		 "他说：“走吧。” | 今天很好！ | 是吗？ | 是的。", "Chinese");
	is_split("ko", "좋은 날이다. 비가 온다.", "좋은 날이다. | 비가 온다.",
		 "Korean");
	is_split("fr", "Un ▪ deux. Trois", "Un | ▪ deux. | Trois",
		 "bullets in any language");
}

/* ------------------------------------------------------- rules as files -- */

static void write_rules(char *dir, const char *text)
{
	const char *tmp = getenv("TMPDIR");
	struct ty_buf path = TY_BUF_INIT;
	FILE *f;

	snprintf(dir, 256, "%s/segXXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		exit(1);
	ty_buf_addf(&path, "mkdir %s/rules", dir);
	ok(system(path.p) == 0, "a folder of rules");
	ty_buf_clear(&path);
	ty_buf_addf(&path, "%s/rules/en.abbr", dir);
	f = fopen(path.p, "w");
	fputs(text, f);
	fclose(f);
	ty_buf_release(&path);
}

static void remove_rules(const char *dir)
{
	struct ty_buf command = TY_BUF_INIT;

	ty_buf_addf(&command, "rm -r '%s'", dir);
	ok(system(command.p) == 0, "and it is gone");
	ty_buf_release(&command);
}

static void own_words(void)
{
	struct ty_segmenter *seg;
	struct ty_buf got = TY_BUF_INIT;
	struct ty_error err;
	const char *text = "Skip. Ahab left. Oct. Tom came.";
	char dir[256];

	write_rules(dir, "# ours\ntitle: Skip.  Bosun.\n\n");
	ok_st(ty_segmenter_open(&seg, dir, "en-GB", &err), &err,
	      "en-GB reads en.abbr");
	split(&got, seg, text, strlen(text));
	is_str(got.p, "Skip. Ahab left. | Oct. | Tom came.",
	       "the words of the file count, and no others");
	ty_segmenter_close(seg);
	remove_rules(dir);

	write_rules(dir, "title: Mr.\n\nnobility: Ld.\n");
	is_int(ty_segmenter_open(&seg, dir, "en", &err), TY_ESYNTAX,
	       "an unknown class is refused");
	ok(!seg, "nothing is left open");
	is_int(err.line, 3, "with its line");
	ok(strstr(err.file, "en.abbr") && strstr(err.text, "nobility"),
	   "file and word");
	remove_rules(dir);

	write_rules(dir, "Mr. Mrs.\n");
	is_int(ty_segmenter_open(&seg, dir, "en", &err), TY_ESYNTAX,
	       "a line without a class is refused");
	remove_rules(dir);
	ok_st(ty_segmenter_open(&seg, "/nonexistent", "en", &err), &err,
	      "without a file there are no abbreviations");
	ty_segmenter_close(seg);
	ty_buf_release(&got);
}

/* ----------------------------------------------------- what always holds -- */

/* In order, disjoint, and nothing but white space outside. */
static bool spans_cover(const char *text, size_t len,
			const struct ty_span_list *list)
{
	size_t i, k, at = 0;

	for (i = 0; i <= list->n; i++) {
		size_t start = i < list->n ? list->v[i].start : len;

		if (start < at || start > len)
			return false;
		for (k = at; k < start; k++) {
			unsigned char b = (unsigned char)text[k];

			if (b > ' ' && b != 0xE3 && b != 0x80 && b != 0xC2 &&
			    b != 0xA0)
				return false;
		}
		if (i == list->n)
			break;
		if (list->v[i].end <= start || list->v[i].end > len)
			return false;
		at = list->v[i].end;
	}
	return true;
}

/* Text from pieces that mean something to the rules, and from any bytes. */
static void invent(struct ty_buf *out, unsigned *seed)
{
	static const char *const pieces[] = {
		".", "!", "?", "…", "。", "！", "？", "．", "「", "」", "『",
		"』", "（", "）", "(", ")", "[", "]", "\"", "'", "“", "”",
		"‘", "’", " ", "  ", "\n", "\n\n", "\r\n", "　", "▽", "■", "•",
		"Mr.", "U.S.", "p.m.", "Oct.", "No.", "Inc.", "The", "He",
		"said", "Kirishima", "a", "B", "I", "1", "12", "1.", "a)",
		"(b)", "と", "の", "述べた", "東京", "カナ", "Yahoo!", "www.",
		"http://", "[3]", "[...]", ". . .", "—", "-", "iPhone", "を、",
		"\xE2\x80\x8B", "\xEF\xBB\xBF", "é", "\xC2\xA0", "𠮷", "\t"
	};
	const size_t n = sizeof(pieces) / sizeof(pieces[0]);
	int i, count = 1 + rand_r(seed) % 60;

	ty_buf_clear(out);
	for (i = 0; i < count; i++)
		if (rand_r(seed) % 400)
			ty_buf_adds(out, pieces[(size_t)rand_r(seed) % n]);
		else
			ty_buf_addc(out, (char)(rand_r(seed) % 256));
}

static void any_text(void)
{
	static const char *const langs[] = { "en", "ja", "de", "zh", "th" };
	struct ty_buf text = TY_BUF_INIT;
	struct ty_span_list list = { 0 };
	unsigned seed = 4711;
	size_t l;
	int i;

	for (l = 0; l < sizeof(langs) / sizeof(langs[0]); l++) {
		struct ty_segmenter *seg = open_for(langs[l]);
		bool good = true;

		for (i = 0; i < (getenv("TY_TEST_SLOW") ? 400 : 4000) && good; i++) {
			char *copy;

			invent(&text, &seed);
			/* Without a NUL behind it, for the sanitizer. */
			copy = malloc(text.len);
			memcpy(copy, text.p, text.len);
			list.n = 0;
			ty_segmenter_run(seg, copy,
					 (struct ty_span){ 0, text.len },
					 &list);
			good = spans_cover(copy, text.len, &list);
			free(copy);
		}
		ok(good, "invented texts lose nothing but white space");
		if (!good)
			printf("# %s: %s\n", langs[l], text.p);
		ty_segmenter_close(seg);
	}
	free(list.v);
	ty_buf_release(&text);
}

/* ------------------------------------------------------------- hostile -- */

static double seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

/* `unit` repeated to two megabytes (less where every instruction is watched)
 * must not take long in any language. */
static void is_fast(const char *unit, const char *name)
{
	static const char *const langs[] = { "en", "ja", "fr" };
	struct ty_buf text = TY_BUF_INIT;
	struct ty_span_list list = { 0 };
	bool good = true;
	double began, took, worst = 0;
	size_t l;

	while (text.len < (getenv("TY_TEST_SLOW") ? 1u << 16 : 2u << 20))
		ty_buf_adds(&text, unit);
	for (l = 0; l < sizeof(langs) / sizeof(langs[0]); l++) {
		struct ty_segmenter *seg = open_for(langs[l]);

		list.n = 0;
		began = seconds();
		ty_segmenter_run(seg, text.p,
				 (struct ty_span){ 0, text.len }, &list);
		took = seconds() - began;
		worst = took > worst ? took : worst;
		good &= spans_cover(text.p, text.len, &list);
		ty_segmenter_close(seg);
	}
	ok(good, name);
	/* A quadratic pass would take minutes; sanitizers are slow. */
	if (!ok(worst < 10, "and in linear time"))
		printf("# %s took %.1f s\n", name, worst);
	free(list.v);
	ty_buf_release(&text);
}

static void hostile(void)
{
	is_fast("「", "quotes that open only");
	is_fast("」。", "quotes that close only");
	is_fast("「『（", "brackets in brackets");
	is_fast("「あ。」", "one quote after the other");
	is_fast("\"", "straight quotes");
	is_fast(". ", "dots and spaces");
	is_fast("? \"", "marks and quotes");
	is_fast("A. ", "initials");
	is_fast("1) ", "markers of lists");
	is_fast("▽ ", "bullets");
	is_fast(" ", "spaces");
	is_fast("\n", "newlines");
	is_fast("a\xCC\x81\xCC\x81\xCC\x81\xCC\x81", "combining marks");
	is_fast("\xE2\x80\xAE.", "direction overrides");
	is_fast("\xE3", "bytes that are no text");
}

static void stray_bracket(void)
{
	struct ty_segmenter *seg = open_for("ja");
	struct ty_buf text = TY_BUF_INIT;
	struct ty_span_list list = { 0 };
	int i;

	ty_buf_adds(&text, "知事は「急ぐと述べた。");
	for (i = 0; i < 1000; i++)
		ty_buf_adds(&text, "議会は反対した。");
	ty_buf_adds(&text, "終わり」。");
	ty_segmenter_run(seg, text.p, (struct ty_span){ 0, text.len }, &list);
	is_int(list.n, 1002, "a quote closed far away swallows nothing");
	free(list.v);
	ty_buf_release(&text);
	ty_segmenter_close(seg);
}

static void brackets_far_apart(void)
{
	struct ty_brackets b = { 0 };
	struct ty_buf text = TY_BUF_INIT;
	size_t at;

	while (text.len < 100000)
		ty_buf_adds(&text, "あ");
	at = text.len;
	ty_buf_adds(&text, "（あ『い』）");
	ty_brackets_begin(&b, text.p, (struct ty_span){ 0, text.len });
	is_int(ty_brackets_close(&b, 0), 0, "no bracket at the start");
	is_int(ty_brackets_close(&b, at), text.len,
	       "a bracket behind the first window");
	ty_brackets_release(&b);
	ty_buf_release(&text);
}

int main(void)
{
	run_cases("en", "tests/cases/segment-en.txt");
	run_cases("ja", "tests/cases/segment-ja.txt");
	ends_of_text();
	other_languages();
	own_words();
	any_text();
	hostile();
	stray_bracket();
	brackets_far_apart();
	return tap_done();
}
