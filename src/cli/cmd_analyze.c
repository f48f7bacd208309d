/* taiyaku analyze: how much work a set of stories is. */

#include <stdio.h>

#include "cli/cmd.h"
#include "format/results.h"

static void add(struct ty_volume *sum, const struct ty_volume *v)
{
	sum->segments += v->segments;
	sum->words += v->words;
	sum->characters += v->characters;
}

static void print(struct cli *cli, const char *name,
		  const struct ty_report *report, bool heading)
{
	struct ty_buf json = TY_BUF_INIT;

	ui_clear_progress();
	if (cli->json) {
		ty_json_report(&json, name, report);
		puts(json.p);
		ty_buf_release(&json);
		return;
	}
	if (heading)
		say("%s", name);
	print_report(report, stdout);
	if (heading)
		printf("\n");
}

static int run(struct cli *cli, int argc, char **argv)
{
	const struct option options[] = {
		{ 0, "encoding", N_("NAME"), N_("character encoding of the stories, where it is not found out rightly"), OPT_STRING, &cli->encoding, 0, 0 },
		{ 0, "rules", N_("FILE"), N_("segmentation rules (SRX) instead of the memory's and our own"), OPT_STRING, &cli->rules, 0, 0 },
		{ 0, "threads", N_("N"), N_("threads to use (one for each core)"), OPT_NUMBER, &cli->threads, 1, 64 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_analysis *analysis = NULL;
	struct ty_report all = { 0 };
	struct ty_desk *desk = NULL;
	struct ty_story *story;
	struct ty_error err;
	enum ty_status st;
	int nargs, status, i, b;

	cli->several = true;
	status = parse(cli, argc, argv, options, &nargs, 1, -1);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = ty_analysis_new(&analysis, desk, &err);
	for (i = 0; st == TY_OK && i < nargs; i++) {
		struct ty_report report = { 0 };

		st = ty_story_read(&story, desk, argv[i], cli->source, &err);
		if (st != TY_OK)
			break;
		st = ty_analysis_add(analysis, story, &report, &err);
		ty_story_free(story);
		if (st != TY_OK)
			break;
		for (b = 0; b < TY_NBANDS; b++)
			add(&all.bands[b], &report.bands[b]);
		add(&all.total, &report.total);
		print(cli, argv[i], &report, nargs > 1);
	}
	if (st == TY_OK && nargs > 1 && !cli->json)
		print(cli, _("all files"), &all, true);
	ty_analysis_free(analysis);
	ty_desk_close(desk);
	return st == TY_OK ? finish_output() : (fflush(stdout), fail(&err));
}

const struct command cmd_analyze = {
	"analyze", run, N_("FILE..."),
	N_("count words, repetitions and match bands"),
	N_("Counts the segments, English words and Japanese characters of stories by how well the memory knows them.  Words are those of scripts with spaces that hold a letter or digit; characters are letters, digits and marks of scripts without spaces, punctuation not counted.  A repetition stood earlier in the files given.")
};
