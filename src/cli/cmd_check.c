/* taiyaku check: what is wrong with translations. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/io.h"
#include "cli/cmd.h"
#include "flow/check.h"
#include "format/results.h"

struct job {
	struct cli		*cli;
	struct ty_desk		*desk;
	struct ty_checker	*checker;
	bool			 pairs, fix;
	FILE			*out;
	int64_t			 seen, with, issues, fixed, left;
	struct ty_buf		 json;
};

/* Spans of one text that stand apart, in order, for marking. */
static size_t marked(struct ty_span *out, const struct ty_checked *pair,
		     bool target)
{
	size_t n = 0, i, k;

	for (i = 0; i < pair->n && n < 64; i++) {
		struct ty_span s = target ? pair->issues[i].target :
				   pair->issues[i].source;

		if (s.end == s.start ||
		    (s.start == 0 && s.end == strlen(target ? pair->target :
						     pair->source)))
			continue;
		for (k = n; k && out[k - 1].start > s.start; k--)
			out[k] = out[k - 1];
		out[k] = s;
		n++;
	}
	return n;
}

static void print_side(struct job *job, const struct ty_checked *pair,
		       bool target)
{
	const char *text = target ? pair->target : pair->source;
	const char *lang = target ? ty_desk_target(job->desk) :
			   ty_desk_source(job->desk);
	struct ty_span spans[65];
	size_t n = marked(spans, pair, target), at = 0, i;

	fprintf(job->out, "    %-3s ", lang);
	for (i = 0; i < n; i++) {
		if (spans[i].start < at)
			continue;
		print_text(job->out, text + at, spans[i].start - at);
		fputs(job->cli->color ? "\033[1;33m" : "[", job->out);
		print_text(job->out, text + spans[i].start,
			   spans[i].end - spans[i].start);
		fputs(job->cli->color ? "\033[0m" : "]", job->out);
		at = spans[i].end;
	}
	print_text(job->out, text + at, strlen(text + at));
	fputc('\n', job->out);
}

static void print_pair(struct job *job, const struct ty_checked *pair)
{
	struct ty_buf line = TY_BUF_INIT;
	size_t i;

	for (i = 0; i < pair->n; i++) {
		const struct ty_issue *issue = &pair->issues[i];

		ty_buf_clear(&line);
		if (pair->unit)
			ty_buf_addf(&line, "%s:#%lld", pair->path,
				    (long long)pair->unit);
		else
			ty_buf_addf(&line, "%s:%ld", pair->path, pair->line);
		ty_buf_addf(&line, ": %s: %s: %s",
			    ty_severity_word(issue->severity), issue->kind,
			    issue->message);
		print_text(job->out, line.p, line.len);
		fputc('\n', job->out);
	}
	ty_buf_release(&line);
	if (job->cli->quiet)
		return;
	print_side(job, pair, false);
	print_side(job, pair, true);
}

static void found(void *user, const struct ty_checked *pair)
{
	struct job *job = user;
	bool fixed = job->fix && pair->fixed;
	size_t i;

	job->seen++;
	job->with += pair->n > 0;
	job->issues += (int64_t)pair->n;
	job->fixed += fixed;
	for (i = 0; i < pair->n; i++)
		job->left += !fixed || !pair->issues[i].fix;
	if (job->cli->json && (pair->n || job->pairs)) {
		ty_buf_clear(&job->json);
		ty_json_checked(&job->json, pair, ty_desk_source(job->desk),
				ty_desk_target(job->desk), !job->pairs);
		ty_buf_addc(&job->json, '\n');
		fwrite(job->json.p, 1, job->json.len, job->out);
	} else if (pair->n && !job->cli->json) {
		ui_clear_progress();
		print_pair(job, pair);
	}
}

/* ---- what is looked for */

/* Is the check one of LIST, by its name or its group? */
static bool listed(const struct ty_check_info *check, const char *list)
{
	const char *names[] = { check->name, check->group, "all" };
	size_t n, k;

	for (; *list; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		for (k = 0; k < 3; k++)
			if (strlen(names[k]) == n && !strncmp(names[k], list, n))
				return true;
	}
	return false;
}

/* Each name of LIST is one. */
static enum ty_status known(const char *list, struct ty_error *err)
{
	const struct ty_check_info *checks;
	size_t total, n, k;

	checks = ty_check_list(&total);
	for (; *list; list += n + (list[n] == ',')) {
		char *name;
		bool any = false;

		n = strcspn(list, ",");
		name = ty_strndup(list, n);
		for (k = 0; k < total; k++)
			any = any || listed(&checks[k], name);
		if (!any)
			ty_fail(err, TY_EINVAL,
				_("'%s' is no check; 'taiyaku check --list' names them"),
				name);
		free(name);
		if (!any)
			return TY_EINVAL;
	}
	return TY_OK;
}

static enum ty_status choose(struct job *job, const char *config,
			     const char *only, const char *off,
			     struct ty_error *err)
{
	const struct ty_check_info *checks;
	enum ty_status st = TY_OK;
	size_t n, k;

	if (only)
		st = known(only, err);
	if (st == TY_OK && off)
		st = known(off, err);
	if (st == TY_OK && (config || access(TY_CHECK_CONFIG, F_OK) == 0))
		st = ty_checker_configure(job->checker,
					  config ? config : TY_CHECK_CONFIG, err);
	checks = ty_check_list(&n);
	for (k = 0; st == TY_OK && k < n; k++) {
		/* A list of pairs is no text: each is looked at by itself. */
		bool wanted = only ? listed(&checks[k], only) :
			      !job->pairs ||
			      strcmp(checks[k].group, "consistency");

		if (!wanted || (off && listed(&checks[k], off)))
			st = ty_checker_set(job->checker, checks[k].name,
					    TY_SEVERITY_OFF, err);
		else if (only && checks[k].severity == TY_SEVERITY_OFF)
			st = ty_checker_set(job->checker, checks[k].name,
					    TY_SEVERITY_NOTE, err);
	}
	return st;
}

static int print_list(void)
{
	struct table table = { .columns = 4 };
	const struct ty_check_info *checks;
	size_t n, i;

	checks = ty_check_list(&n);
	for (i = 0; i < n; i++) {
		table_add(&table, "%s", checks[i].group);
		table_add(&table, "%s", checks[i].name);
		table_add(&table, "%s", ty_severity_word(checks[i].severity));
		table_add(&table, "%s", ty_check_title(&checks[i]));
	}
	table_print(&table, stdout);
	return finish_output();
}

/* ---- the command */

static enum ty_status check_all(struct job *job, char **files, int nfiles,
				const char *format, const char *output,
				struct ty_batch **batch, struct ty_error *err)
{
	static char *standard_input[] = { (char *)"-" };
	enum ty_status st = TY_OK;
	int i;

	if (job->pairs && !nfiles) {
		files = standard_input;
		nfiles = 1;
	}
	if (!nfiles)
		return ty_check_memory(batch, job->checker, job->fix, found,
				       job, err);
	for (i = 0; st == TY_OK && i < nfiles; i++)
		st = ty_check_file(job->checker, files[i],
				   job->pairs ? "tsv" : format,
				   !job->fix ? NULL : output ? output :
				   files[i], found, job, err);
	return st;
}

static void print_summary(const struct job *job, const struct ty_batch *batch)
{
	fprintf(job->out, _("issues: %lld, in %lld of %lld pairs\n"),
		(long long)job->issues, (long long)job->with,
		(long long)job->seen);
	if (job->fix)
		fprintf(job->out, _("translations fixed: %lld\n"),
			(long long)job->fixed);
	if (batch)
		fprintf(job->out, _("batch %lld; 'taiyaku undo %lld' takes it back\n"),
			(long long)batch->id, (long long)batch->id);
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct job job = { .cli = cli, .out = stdout };
	const char *format = NULL, *only = NULL, *off = NULL, *config = NULL;
	const char *output = NULL;
	bool list = false, both = false;
	const struct option options[] = {
		{ 0, "pairs", NULL, N_("read pairs, source TAB target, from FILEs or standard input"), OPT_FLAG, &job.pairs, 0, 0 },
		{ 0, "only", N_("LIST"), N_("look for these checks or groups only"), OPT_STRING, &only, 0, 0 },
		{ 0, "off", N_("LIST"), N_("do not look for these"), OPT_STRING, &off, 0, 0 },
		{ 'c', "config", N_("FILE"), N_("what to look for (.taiyaku-check, if there is one)"), OPT_STRING, &config, 0, 0 },
		{ 0, "both", NULL, N_("look at the sources by themselves, too"), OPT_FLAG, &both, 0, 0 },
		{ 0, "fix", NULL, N_("make the fixes that are certain, in TSV or in the memory"), OPT_FLAG, &job.fix, 0, 0 },
		{ 'o', "output", N_("FILE"), N_("write the fixed TSV there, not over its file"), OPT_STRING, &output, 0, 0 },
		{ 'f', "format", N_("FORMAT"), N_("tmx, tsv or xliff, whatever the file's name"), OPT_STRING, &format, 0, 0 },
		{ 0, "list", NULL, N_("list the checks"), OPT_FLAG, &list, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_batch *batch = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;
	bool memory;

	status = parse(cli, argc, argv, options, &nargs, 0, -1);
	if (status != GO_ON)
		return status;
	if (list)
		return print_list();
	if (output && (!job.fix || nargs > 1 || (!nargs && !job.pairs)))
		return usage_error("check", _("--output wants --fix and one file"));
	if (job.fix && job.pairs && !nargs && !output)
		output = "-";
	/* What is fixed goes to standard output: the rest beside it. */
	if (output && ty_is_stdout(output))
		job.out = stderr;
	memory = !job.pairs && (!nargs || cli->memory);
	ty_buf_init(&job.json);
	st = open_desk(&job.desk, cli, memory || cli->memory,
		       !nargs && job.fix && memory ? TY_WRITE : TY_READ, &err);
	if (st == TY_OK)
		st = ty_checker_open(&job.checker, job.desk, &err);
	if (st == TY_OK)
		st = choose(&job, config, only, off, &err);
	if (st == TY_OK && both)
		ty_checker_both(job.checker, true);
	if (st == TY_OK)
		st = check_all(&job, argv, nargs, format, output, &batch, &err);
	ui_clear_progress();
	if (st == TY_OK && !cli->json && (job.issues || !cli->quiet))
		print_summary(&job, batch);
	ty_checker_close(job.checker);
	ty_desk_close(job.desk);
	ty_batch_free(batch);
	ty_buf_release(&job.json);
	if (st != TY_OK)
		return fail(&err);
	status = finish_output();
	return status != EXIT_DONE ? status :
	       job.left ? EXIT_FOUND : EXIT_DONE;
}

const struct command cmd_check = {
	"check", run, N_("[OPTION]... [FILE]..."),
	N_("look for mistakes in translations"),
	N_("Checks every pair of the FILEs (TMX, XLIFF, TSV), or of the memory if there are none: numbers and dates, untranslated text, marks, spaces, width, codes, consistency, terms. Exits with 3 if something is found.")
};
