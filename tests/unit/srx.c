/* Rules as data, at work: which rule decides, where, and at what cost. */

#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "text/segment.h"
#include "text/srx.h"
#include "text/srx_edge.h"
#include "../tap.h"

/* ------------------------------------------------------- a set of rules -- */

static long line;			/* each piece gets a line of its own */

static struct ty_srx_text text(const char *s)
{
	return (struct ty_srx_text){ s, ++line, 5 };
}

static void language(struct ty_srx *srx, const char *name)
{
	struct ty_srx_text t = text(name);

	ty_srx_add_language(srx, &t, NULL);
}

static void rule(struct ty_srx *srx, bool breaks, const char *before,
		 const char *after)
{
	struct ty_srx_text b = text(before), a = text(after);

	ty_srx_add_rule(srx, breaks, &b, &a, NULL);
}

static void map(struct ty_srx *srx, const char *pattern, const char *name)
{
	struct ty_srx_text p = text(pattern), n = text(name);

	ty_srx_add_map(srx, &p, &n, NULL);
}

static struct ty_srx *begin(void)
{
	line = 0;
	return ty_srx_new("rules.srx");
}

/* Rules for any language, of one language rule "R". */
static struct ty_srx *one(bool breaks, const char *before, const char *after)
{
	struct ty_srx *srx = begin();

	language(srx, "R");
	rule(srx, breaks, before, after);
	map(srx, ".*", "R");
	return srx;
}

/* --------------------------------------------------- and a text for them -- */

struct seen {
	struct ty_segmenter	*seg;
	struct ty_buf		 names;
};

static void note(void *user, size_t at, enum ty_rule which)
{
	struct seen *seen = user;

	(void)at;
	if (which == TY_RULE_SRX_BREAK || which == TY_RULE_SRX_KEEP)
		ty_buf_addf(&seen->names, " %s#%d",
			    ty_segmenter_verdict(seen->seg)->language,
			    ty_segmenter_verdict(seen->seg)->number);
}

/* The segments of `s` under the rules, " | " between them, then the rules that
 * decided.  Takes the set over. */
static enum ty_status split(struct ty_buf *out, struct ty_srx *srx,
			    const char *lang, const char *s,
			    struct ty_error *err)
{
	struct ty_span_list list = { 0 };
	struct ty_srx_rules *rules;
	struct seen seen = { 0 };
	enum ty_status st;
	size_t i;

	ty_buf_init(&seen.names);
	ty_buf_clear(out);
	st = ty_srx_compile(&rules, srx, lang, err);
	ty_srx_free(srx);
	if (st != TY_OK)
		return st;
	ty_segmenter_open(&seen.seg, "tm", lang, NULL);
	ty_segmenter_set_rules(seen.seg, rules);
	ty_segmenter_trace(seen.seg, note, &seen);
	ty_segmenter_run(seen.seg, s, (struct ty_span){ 0, strlen(s) }, &list);
	st = ty_segmenter_status(seen.seg, err);
	for (i = 0; i < list.n; i++)
		ty_buf_addf(out, "%s%.*s", i ? " | " : "",
			    (int)(list.v[i].end - list.v[i].start),
			    s + list.v[i].start);
	ty_buf_addf(out, "%s", seen.names.p);
	free(list.v);
	ty_buf_release(&seen.names);
	ty_segmenter_close(seen.seg);
	return st;
}

static void splits(struct ty_srx *srx, const char *lang, const char *s,
		   const char *want, const char *name)
{
	struct ty_buf got = TY_BUF_INIT;
	struct ty_error err = { 0 };

	if (split(&got, srx, lang, s, &err) != TY_OK)
		printf("# %s\n", err.text);
	is_str(got.p, want, name);
	ty_buf_release(&got);
}

/* --------------------------------------------------------------- stories -- */

static void both_kinds(void)
{
	struct ty_srx *srx;

	splits(one(false, "Naha\\.", "\\s"), "en",
	       "He left Naha. He came back. He slept.",
	       "He left Naha. He came back. | He slept. R#1",
	       "a rule that forbids a break");
	splits(one(true, "Gen\\.", "\\s"), "en", "Gen. Endo left. Then I did.",
	       "Gen. | Endo left. | Then I did. R#1",
	       "a rule that breaks where we would not");
	srx = begin();
	language(srx, "R");
	rule(srx, false, "\\bcf\\.", "");
	rule(srx, true, "[.]", "\\s");
	map(srx, "en", "R");
	splits(srx, "en", "see cf. there. no. more",
	       "see cf. there. | no. | more R#1 R#2 R#2",
	       "no-break before break: the first that matches wins");
	srx = begin();
	language(srx, "R");
	rule(srx, true, "[.]", "\\s");
	rule(srx, false, "\\bcf\\.", "");
	map(srx, "en", "R");
	splits(srx, "en", "see cf. there.", "see cf. | there. R#1",
	       "and the other way round");
}

static void white_space(void)
{
	splits(one(true, "Gen\\.\\s", "E"), "en", "Gen. Endo left.",
	       "Gen. | Endo left. R#1",
	       "a place after the white space, as some tools write rules");
	splits(one(false, "left\\.\\s+", ""), "en", "He left.  \n I stayed.",
	       "He left. | I stayed.", "line breaks are no matter of rules");
	splits(one(false, "left\\.\\s+", ""), "en", "He left.   I stayed.",
	       "He left.   I stayed. R#1", "several spaces");
	splits(one(true, "(?<=Gen)\\.", "(?= Endo)"), "en", "Gen. Endo left.",
	       "Gen. | Endo left. R#1", "looking behind and ahead");
	splits(one(false, "^One\\.", "\\s"), "en", "One. Two. One. Three.",
	       "One. Two. | One. | Three. R#1",
	       "^ is the paragraph's beginning");
}

static void marks(void)
{
	splits(one(true, ";", "\\s"), "en", "It rained; we left; all of us.",
	       "It rained; | we left; | all of us. R#1 R#1",
	       "a rule adds places after the mark it names");
	splits(one(true, "[：;]", ""), "ja", "結果：良好。以上。",
	       "結果： | 良好。 | 以上。 R#1",
	       "beyond ASCII, too");
	splits(one(true, ":", "x"), "en", "Time: noon. Place: here.",
	       "Time: noon. | Place: here.", "if the rest does not match: none");
	splits(one(false, ";", ""), "en", "It rained; we left.",
	       "It rained; we left.", "to forbid a break adds no place");
	splits(one(true, "\\.", "\\s+\\p{L}"), "de", "Der 3. Mai. Er kam.",
	       "Der 3. | Mai. | Er kam. R#1 R#1",
	       "where ICU finds the places, rules find more");
}

static void languages(void)
{
	struct ty_srx_rules *rules;
	struct ty_srx *srx;
	int cascade;

	for (cascade = 0; cascade < 2; cascade++) {
		srx = begin();
		ty_srx_set_cascade(srx, cascade);
		language(srx, "First");
		rule(srx, false, "north\\.", "");
		language(srx, "Second");
		rule(srx, true, "north\\.", "");
		rule(srx, false, "south\\.", "");
		map(srx, "EN.*", "First");
		map(srx, "en-.*", "Second");
		map(srx, ".*-GB", "First");
		splits(srx, "en-GB", "Go north. Go south. Go.",
		       cascade ? "Go north. Go south. Go. First#1 Second#2" :
				 "Go north. Go south. | Go. First#1",
		       cascade ? "with cascade, all maps that fit, in order" :
				 "without, the first that fits");
	}
	srx = begin();
	language(srx, "R");
	map(srx, "ja", "R");
	ok(ty_srx_compile(&rules, srx, "en", NULL) == TY_OK && !rules,
	   "a language that no map fits has no rules");
	ok(ty_srx_compile(&rules, srx, "ja-JP", NULL) == TY_OK && !rules,
	   "a map fits the whole tag");
	ok(ty_srx_compile(&rules, srx, "JA", NULL) == TY_OK && rules,
	   "whatever its case");
	ty_srx_rules_free(rules);
	ty_srx_free(srx);
}

/* ---------------------------------------------------------------- errors -- */

static void bad(struct ty_srx *srx, long at, const char *want, const char *name)
{
	struct ty_srx_rules *rules;
	struct ty_error err = { 0 };

	is_int(ty_srx_check(srx, &err), TY_ESYNTAX, name);
	is_str(err.text, want, name);
	is_str(err.file, "rules.srx", name);
	is_int(err.line, at, name);
	is_int(err.column, 5, name);
	ok(ty_srx_compile(&rules, srx, "en", NULL) == TY_ESYNTAX && !rules,
	   "nor can it be compiled");
	ty_srx_free(srx);
}

static void bad_rules(void)
{
	struct ty_srx *srx;
	struct ty_error err;

	bad(one(true, "(Mr|Dr\\.", ""), 2,
	    "rule 1 of 'R' is not a regular expression at its character 8: "
	    "a bracket ( or ) has no partner", "a bracket too few");
	bad(one(true, "", "[a-z"), 3,
	    "rule 1 of 'R' is not a regular expression at its character 4: "
	    "a set [ is not closed", "a set that is not closed");
	bad(one(true, "a)|(b", ""), 2,
	    "rule 1 of 'R' is not a regular expression at its character 2: "
	    "a bracket ( or ) has no partner",
	    "what would do only in our brackets");
	bad(one(true, "\\Qab", ""), 2,
	    "rule 1 of 'R' is not a regular expression at its character 4: "
	    "a bracket ( or ) has no partner", "a quotation without its end");
	srx = begin();
	language(srx, "R");
	map(srx, "e{2,1}", "R");
	bad(srx, 2, "the language pattern 'e{2,1}' is not a regular "
	    "expression: a bad {number,number}", "a map");
	srx = one(true, "", "");
	map(srx, "en", "S");
	is_int(ty_srx_seal(srx, &err), TY_ESYNTAX, "a map without its rules");
	is_str(err.text, "a language map names 'S', and there is no such "
	       "language rule", "says which");
	ty_srx_free(srx);
}

static double seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

/* `n` times `s`. */
static void repeat(struct ty_buf *out, const char *s, size_t n)
{
	for (; n > 0; n--)
		ty_buf_adds(out, s);
}

static void hostile(struct ty_srx *srx, const char *s, const char *name)
{
	struct ty_buf got = TY_BUF_INIT;
	struct ty_error err = { 0 };
	double began = seconds();

	is_int(split(&got, srx, "en", s, &err), TY_ELIMIT, name);
	is_str(err.text,
	       "rule 1 of 'R' takes too much time or memory to match",
	       "the error names the rule");
	is_int(err.line, 2, "and its line");
	ok(seconds() - began < 20, "in bounded time");
	ty_buf_release(&got);
}

static void hostile_rules(void)
{
	struct ty_buf s = TY_BUF_INIT;

	ty_buf_adds(&s, "End. ");
	repeat(&s, "a", 400);
	ty_buf_adds(&s, " x. Y");
	hostile(one(true, "End\\.", "\\s(a+)+b"), s.p, "after the place");
	ty_buf_clear(&s);
	repeat(&s, "a", 400);
	ty_buf_adds(&s, ". Then");
	hostile(one(true, "(a+)+(?<=b)[.]", ""), s.p, "before it");
	/* Each match is within ICU's limit; there are just too many. */
	ty_buf_clear(&s);
	repeat(&s, "a. ", 100000);
	hostile(one(false, "(?:[a-z]. ?)*x.*\\.", "\\s+a"), s.p,
		"cheap matches without end");
	ty_buf_release(&s);
}

static void odd_texts(void)
{
	struct ty_buf s = TY_BUF_INIT, got = TY_BUF_INIT;

	splits(one(false, "\\x{FFFD}\\.", ""), "en", "bad \xFF. He left.",
	       "bad \xFF. He left. R#1", "malformed UTF-8 reads as U+FFFD");
	splits(one(false, "\\x{1F600}\\.", ""), "en", "\U0001F600. He left.",
	       "\U0001F600. He left. R#1", "beyond 16 bits");
	/* The window's edge is no beginning, and cuts no character. */
	repeat(&s, "三", 400);
	ty_buf_adds(&s, "a. He left.");
	is_int(split(&got, one(false, "^三*a\\.", "\\s"), "en", s.p, NULL),
	       TY_OK, "a long paragraph");
	ok(strstr(got.p, "a. | He left.") != NULL, "has one beginning");
	is_int(split(&got, one(false, "三a\\.", "\\s"), "en", s.p, NULL),
	       TY_OK, "a long paragraph");
	ok(strstr(got.p, "a. He left.") != NULL, "is seen up to its edge");
	ty_buf_release(&s);
	ty_buf_release(&got);
}

/* ----------------------------------------------------------------- edges -- */

/* Which of `probe`'s ASCII characters may stand at that edge: "*" if all is
 * open. */
static void edge(int (*read)(struct ty_edge *out, const char *pattern),
		 const char *pattern, const char *want)
{
	static const char probe[] = " .;Mabrx";
	struct ty_edge e[TY_EDGES];
	struct ty_buf got = TY_BUF_INIT;
	int n = read(e, pattern), i;
	const char *c;

	if (n == 0)
		ty_buf_addc(&got, '*');
	for (c = probe; *c; c++)
		for (i = 0; i < n; i++)
			if (ty_chars_has(&e[i].c[0], *c)) {
				ty_buf_addc(&got, *c);
				break;
			}
	is_str(got.p, want, pattern);
	ty_buf_release(&got);
}

static void edges(void)
{
	edge(ty_edge_last, "\\bMr\\.", ".");
	edge(ty_edge_last, "[.;]+", ".;");
	edge(ty_edge_last, "(?:a|b)x", "x");
	edge(ty_edge_last, "a|[b;]|\\.", ".;ab");
	edge(ty_edge_last, "ax?", "*");
	edge(ty_edge_last, "x(a|b)", "*");
	edge(ty_edge_last, "[^a]", "*");
	edge(ty_edge_last, "[a-b]", "ab");
	edge(ty_edge_last, "[a-]", "a");
	edge(ty_edge_last, "[\\p{L}x]", "*");
	edge(ty_edge_last, "[[ab]&&[a]]", "*");
	edge(ty_edge_last, "(?i)m", "*");
	edge(ty_edge_last, "\\Qa.\\E", "*");
	edge(ty_edge_last, "\\x4D", "M");
	edge(ty_edge_last, "\\u0061{2,3}", "a");
	edge(ty_edge_last, "(a)\\1", "*");
	edge(ty_edge_last, "\\uD83D\\uDE00", "*");
	edge(ty_edge_last, "[]a]", "*");
	edge(ty_edge_last, "", "*");
	edge(ty_edge_first, "\\s+[ab]", "ab");
	edge(ty_edge_first, "\\s+[ a]", "*");
	edge(ty_edge_first, "\\s", " ");
	edge(ty_edge_first, "x*a", "*");
	edge(ty_edge_first, "(?=a)b", "*");
	edge(ty_edge_first, "a?", "*");
}

int main(void)
{
	both_kinds();
	white_space();
	marks();
	languages();
	bad_rules();
	hostile_rules();
	odd_texts();
	edges();
	return tap_done();
}
