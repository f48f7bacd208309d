/* taiyaku analyze: how much work a set of stories is. */

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "cli/cmd.h"
#include "format/report.h"
#include "format/results.h"

static void print(const struct cli *cli, const char *name,
		  const struct ty_report *report,
		  const struct ty_band_weights *weights, const char *lang,
		  bool heading)
{
	struct ty_buf json = TY_BUF_INIT;

	ui_clear_progress();
	if (cli->json) {
		ty_json_report(&json, name, report, weights, lang);
		puts(json.p);
		ty_buf_release(&json);
		return;
	}
	if (heading)
		say("%s", name);
	print_report(report, weights, lang, stdout);
	if (heading)
		printf("\n");
}

/* Each file's report; printed as it comes, unless it is to be written. */
static enum ty_status analyze(const struct cli *cli, struct ty_desk *desk,
			      struct ty_reports *reports,
			      struct ty_file_report *files, bool quiet,
			      struct ty_error *err)
{
	struct ty_analysis *analysis;
	struct ty_story *story;
	enum ty_status st;
	size_t i;

	st = ty_analysis_new(&analysis, desk, err);
	for (i = 0; st == TY_OK && i < reports->n; i++) {
		st = ty_story_read(&story, desk, files[i].path, cli->source,
				   err);
		if (st != TY_OK)
			break;
		st = ty_analysis_add(analysis, story, &files[i].report, err);
		ty_story_free(story);
		if (st != TY_OK)
			break;
		ty_report_add(&reports->all, &files[i].report);
		if (!quiet)
			print(cli, files[i].path, &files[i].report,
			      reports->weights, reports->source,
			      reports->n > 1);
	}
	if (st == TY_OK && !quiet && reports->n > 1 && !cli->json)
		print(cli, _("all files"), &reports->all, reports->weights,
		      reports->source, true);
	ty_analysis_free(analysis);
	return st;
}

static int run(struct cli *cli, int argc, char **argv)
{
	const char *out = NULL, *format = NULL, *weights_path = NULL;
	const struct option options[] = {
		{ 'o', "output", N_("FILE"), N_("write a report there: .csv, .html or .json; - is standard output"), OPT_STRING, &out, 0, 0 },
		{ 'f', "format", N_("FORMAT"), N_("csv, html or json, whatever the file's name"), OPT_STRING, &format, 0, 0 },
		{ 0, "weights", N_("FILE"), N_("what a segment of each band weighs, lines such as '95-99 0.3'"), OPT_STRING, &weights_path, 0, 0 },
		{ 0, "encoding", N_("NAME"), N_("character encoding of the stories, where it is not found out rightly"), OPT_STRING, &cli->encoding, 0, 0 },
		{ 0, "rules", N_("FILE"), N_("segmentation rules (SRX) instead of the memory's and our own"), OPT_STRING, &cli->rules, 0, 0 },
		{ 0, "threads", N_("N"), N_("threads to use (one for each core)"), OPT_NUMBER, &cli->threads, 1, 64 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_reports reports = { .n = 0 };
	struct ty_file_report *files = NULL;
	struct ty_band_weights weights;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status, i;

	cli->several = true;
	status = parse(cli, argc, argv, options, &nargs, 1, -1);
	if (status != GO_ON)
		return status;
	if (format && !out)
		return usage_error("analyze",
			_("say where the report goes with -o FILE"));
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK && weights_path) {
		st = ty_band_weights_read(&weights, weights_path, &err);
		reports.weights = &weights;
	}
	if (st == TY_OK) {
		files = ty_alloc((size_t)nargs, sizeof(*files));
		for (i = 0; i < nargs; i++)
			files[i].path = argv[i];
		reports.files = files;
		reports.n = (size_t)nargs;
		reports.source = ty_desk_source(desk);
		reports.target = ty_desk_target(desk);
		if (out)
			st = ty_reports_check(&reports, out, format, &err);
		if (st == TY_OK)
			st = analyze(cli, desk, &reports, files, out != NULL,
				     &err);
	}
	if (st == TY_OK && out) {
		ui_clear_progress();
		st = ty_reports_write(&reports, out, format, &err);
	}
	free(files);
	ty_desk_close(desk);
	return st == TY_OK ? finish_output() : (fflush(stdout), fail(&err));
}

const struct command cmd_analyze = {
	"analyze", run, N_("[OPTION]... FILE..."),
	N_("count words, repetitions and match bands"),
	N_("Counts the segments, English words and Japanese characters of stories by how well the memory knows them.  Words are those of scripts with spaces that hold a letter or digit; characters are letters, digits and marks of scripts without spaces, punctuation not counted.  A repetition stood earlier in the files given.")
};
