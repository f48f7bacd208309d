/* taiyaku corpus align, corpus filter: stages that other engines run, a record
 * in, a record out. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/io.h"
#include "cli/corpus.h"

typedef enum ty_status stage(char **out, struct ty_desk *desk, const char *line,
			     size_t length, const char *path, long number,
			     const struct ty_corpus_options *options,
			     struct ty_error *err);

/* Each answer goes out before the next record is read: who feeds us through a
 * pipe may wait for it. */
static enum ty_status run_lines(struct ty_desk *desk, const char *path,
				stage *run_line,
				const struct ty_corpus_options *how,
				struct ty_error *err)
{
	struct ty_buf line = TY_BUF_INIT;
	enum ty_status st;
	long number = 0;
	char *out;
	FILE *f;

	if ((st = ty_open_input(&f, path, err)) != TY_OK)
		return st;
	while ((st = ty_read_line(&line, f, path, ++number, TY_MAX_STORY,
				  err)) == TY_OK) {
		if (number == 1)
			ty_skip_mark(&line);
		if (!line.len)
			continue;
		st = run_line(&out, desk, line.p, line.len, path, number, how,
			      err);
		if (st != TY_OK)
			break;
		puts(out);
		free(out);
		if (fflush(stdout) != 0)
			break;
	}
	ty_buf_release(&line);
	ty_close_input(f);
	return st == TY_END ? TY_OK : st;
}

static int run_stage(struct cli *cli, int argc, char **argv, stage *run_line)
{
	struct ty_corpus_options how;
	bool jsonl = false;
	struct list licences = { 0 };
	const struct option options[] = {
		{ 0, "jsonl", NULL, N_("read and write JSON lines (which is all it does)"), OPT_FLAG, &jsonl, 0, 0 },
		{ 0, "min", N_("P"), N_("leave out pairs aligned less certainly than this, 0 to 1 (0.7)"), OPT_FRACTION, &how.confidence, 0, 1 },
		{ 0, "ratio", N_("N"), N_("leave out pairs one side of which is so many times longer than usual (2.5)"), OPT_FRACTION, &how.ratio, 1.01, 100 },
		{ 0, "licence", N_("NAME"), N_("only stories under this licence; may be given more than once"), OPT_LIST, &licences, 0, 0 },
		{ 0, "now", N_("TIME"), N_("judge embargoes at this moment (UTC, 2026-01-31T12:00:00Z)"), OPT_STRING, &how.now, 0, 0 },
		{ 0, "encoding", N_("NAME"), N_("character encoding of the stories, where it is not found out rightly"), OPT_STRING, &cli->encoding, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	ty_corpus_defaults(&how);
	status = parse(cli, argc, argv, options, &nargs, 0, 1);
	if (status != GO_ON)
		return status;
	how.licences = licences.v;
	how.nlicences = licences.n;
	st = open_desk(&desk, cli, false, TY_READ, &err);
	if (st == TY_OK)
		st = run_lines(desk, nargs ? argv[0] : "-", run_line, &how,
			       &err);
	ty_desk_close(desk);
	free(licences.v);
	return st == TY_OK ? finish_output() : fail(&err);
}

static int run_align(struct cli *cli, int argc, char **argv)
{
	return run_stage(cli, argc, argv, ty_corpus_align_line);
}

static int run_filter(struct cli *cli, int argc, char **argv)
{
	return run_stage(cli, argc, argv, ty_corpus_filter_line);
}

const struct command corpus_align = {
	"corpus align", run_align, N_("[OPTION]... [--jsonl] [FILE]"),
	N_("align stories, a record of JSON for each"),
	N_("Reads records of JSON, one a line, with the paths (source, target) or texts (source_text, target_text) of a story and its translation, and writes each with its pairs of segments.  Nothing is shared between records, so that any number of machines can do it.")
};

const struct command corpus_filter = {
	"corpus filter", run_filter, N_("[OPTION]... [--jsonl] [FILE]"),
	N_("say which pairs of aligned records are no good"),
	N_("Reads the records of 'taiyaku corpus align' and writes each with the reason why a pair would be left out, as far as the pair tells by itself.")
};
