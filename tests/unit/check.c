/* What is wrong with a translation: each check by itself (tests/cases/check.txt),
 * then what they need a file or a memory for. */

#include <stdlib.h>

#include "base/buf.h"
#include "taiyaku.h"
#include "text/check.h"
#include "text/script.h"
#include "../cases.h"

/* Desks and checkers for both directions: en:ja, ja:en. */
struct bench {
	struct ty_desk		*desk[2];
	struct ty_checker	*checker[2];
};

static void open_bench(struct bench *b)
{
	struct ty_error err;
	int k;

	for (k = 0; k < 2; k++) {
		const struct ty_desk_options options = {
			.source = k ? "ja" : "en", .target = k ? "en" : "ja",
		};

		ok_st(ty_desk_open(&b->desk[k], &options, &err), &err,
		      "a desk without a memory");
		ok_st(ty_checker_open(&b->checker[k], b->desk[k], &err), &err,
		      "a checker");
	}
}

static void close_bench(struct bench *b)
{
	int k;

	for (k = 0; k < 2; k++) {
		ty_checker_close(b->checker[k]);
		ty_desk_close(b->desk[k]);
	}
}

static void add_issues(struct ty_buf *got, const struct ty_checked *pair)
{
	size_t i;

	for (i = 0; i < pair->n; i++)
		ty_buf_addf(got, "%s! %s%s%s", got->len ? "\n" : "",
			    pair->issues[i].kind,
			    pair->issues[i].text[0] ? " " : "",
			    pair->issues[i].text);
	if (!pair->n)
		ty_buf_adds(got, "! nothing");
	if (pair->fixed)
		ty_buf_addf(got, "\n= %s", pair->fixed);
}

/* The fixed text needs no fix: everything made a second time is nothing. */
static bool settled(struct ty_checker *checker, const char *source,
		    const struct ty_checked *pair, const char *note)
{
	char *fixed = pair->fixed ? strdup(pair->fixed) : NULL;
	const struct ty_checked *again;
	bool fine = !fixed ||
		    (ty_check_pair(&again, checker, source, fixed, note,
				   NULL) == TY_OK && !again->fixed);

	free(fixed);
	return fine;
}

static void check_case(struct ty_buf *got, const struct test_case *c,
		       void *user)
{
	struct bench *b = user;
	char text[4096], *source, *target, *note;
	const struct ty_checked *pair;
	struct ty_error err;
	bool japanese;

	snprintf(text, sizeof(text), "%s", c->input.p);
	source = text;
	target = strchr(text, '\n');
	if (!target)
		return;
	*target++ = '\0';
	if ((note = strchr(target, '\n')))
		*note++ = '\0';
	japanese = !strcmp(ty_script_guess(source, strlen(source)), "ja") &&
		   strcmp(ty_script_guess(target, strlen(target)), "ja");
	if (ty_check_pair(&pair, b->checker[japanese], source, target, note,
			  &err) != TY_OK) {
		ty_buf_adds(got, err.text);
		return;
	}
	add_issues(got, pair);
	if (!settled(b->checker[japanese], source, pair, note))
		ty_buf_adds(got, "\nnot settled");
}

/* ---- severities, from a file and by name */

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	ok(f && fputs(text, f) >= 0 && fclose(f) == 0, path);
}

static size_t issues_of(struct ty_checker *checker, const char *source,
			const char *target, const char *note)
{
	const struct ty_checked *pair;

	return ty_check_pair(&pair, checker, source, target, note, NULL) ==
		TY_OK ? pair->n : 99;
}

static void severities(struct ty_checker *c)
{
	static const char source[] = "It cost 30 yen .";
	static const char target[] = "40円かかった 。";
	const struct ty_checked *pair;
	struct ty_error err;
	char path[256];

	snprintf(path, sizeof(path), "%s/checks", getenv("TMPDIR") ?
		 getenv("TMPDIR") : "/tmp");
	is_int(issues_of(c, source, target, NULL), 2, "a value and a space");
	write_file(path, "# ours\nspaces = off  # all of them\n\n"
			 "value-different=note\n");
	ok_st(ty_checker_configure(c, path, &err), &err, "a configuration");
	ok(ty_check_pair(&pair, c, source, target, NULL, &err) == TY_OK &&
	   pair->n == 1 && pair->issues[0].severity == TY_SEVERITY_NOTE,
	   "a group is off, a check has another severity");
	is_int(issues_of(c, source, target, "x\n[check] off: values"), 0,
	       "a note switches off for its pair");
	is_int(issues_of(c, source, target, NULL), 1, "and for that alone");
	is_int(issues_of(c, source, target, "[check] off: nonsense"), 1,
	       "what is no check switches nothing off");

	write_file(path, "sides = both\nspaces = warning\n");
	ok_st(ty_checker_configure(c, path, &err), &err, "both sides");
	is_int(issues_of(c, source, target, NULL), 3,
	       "the source's space is seen, too");

	write_file(path, "spaces = off\n\nspace = off\n");
	is_int(ty_checker_configure(c, path, &err), TY_ESYNTAX, "no check");
	ok(err.line == 3 && !strcmp(err.file, path), "with file and line");
	write_file(path, "spaces = loud\n");
	is_int(ty_checker_configure(c, path, &err), TY_ESYNTAX, "no severity");
	write_file(path, "spaces\n");
	is_int(ty_checker_configure(c, path, &err), TY_ESYNTAX, "no value");
	write_file(path, "sides = left\n");
	is_int(ty_checker_configure(c, path, &err), TY_ESYNTAX, "no side");
	is_int(ty_checker_configure(c, "/nowhere", &err), TY_ENOTFOUND,
	       "no file");
	is_int(ty_checker_set(c, "nonsense", TY_SEVERITY_OFF, &err), TY_EINVAL,
	       "no such check");
	ok_st(ty_checker_set(c, "all", TY_SEVERITY_OFF, &err), &err,
	      "all are off");
	is_int(issues_of(c, source, "", NULL), 0, "nothing is said any more");
	is_int(ty_check_pair(&pair, c, "\xff", "x", NULL, &err), TY_ESYNTAX,
	       "no UTF-8");
}

/* ---- the table */

static void table(void)
{
	const struct ty_check_info *checks;
	size_t n, i, k;
	bool fine = true;

	checks = ty_check_list(&n);
	for (i = 0; i < n; i++) {
		fine = fine && checks[i].name && checks[i].group &&
		       checks[i].title[0] && strcmp(checks[i].name, "all");
		for (k = 0; fine && k < n; k++)
			fine = (i == k || strcmp(checks[i].name,
						 checks[k].name)) &&
			       strcmp(checks[i].name, checks[k].group);
	}
	ok(fine && n == TY_NCHECKS, "each check has a name of its own");
}

/* ---- long and hostile texts */

static void many(struct ty_checker *c, const char *source_piece,
		 const char *target_piece, size_t times, const char *name)
{
	struct ty_buf source = TY_BUF_INIT, target = TY_BUF_INIT;
	const struct ty_checked *pair;
	size_t i;

	for (i = 0; i < times; i++) {
		ty_buf_adds(&source, source_piece);
		ty_buf_adds(&target, target_piece);
	}
	ok(ty_check_pair(&pair, c, source.p, target.p, NULL, NULL) == TY_OK,
	   name);
	ty_buf_release(&source);
	ty_buf_release(&target);
}

static void hostile(struct ty_checker *c)
{
	many(c, "1", "一", 100000, "a long run of digits");
	many(c, "3 ", "4人、", 400, "many values that do not agree");
	many(c, "3 ", "4人、", 20000, "too many");
	many(c, "(", "「", 50000, "brackets that never close");
	many(c, "<b>{0}%s ", "</b>%d", 20000, "codes");
	many(c, "the the ", "をを", 20000, "the same again and again");
	many(c, "a ,  b", "猫 a ｶﾞ 。 、", 5000, "spaces everywhere");
	many(c, "10000000000000000000000000000000000000000000000 ",
	     "平成99年32月40日25時70分", 100, "what is no value");
}

int main(void)
{
	struct bench b;

	table();
	open_bench(&b);
	ty_checker_set(b.checker[0], "consistency", TY_SEVERITY_OFF, NULL);
	ty_checker_set(b.checker[1], "consistency", TY_SEVERITY_OFF, NULL);
	cases_run("tests/cases/check.txt", check_case, &b);
	hostile(b.checker[0]);
	severities(b.checker[0]);
	close_bench(&b);
	return tap_done();
}
