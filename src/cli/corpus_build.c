/* taiyaku corpus build: a list of stories becomes a corpus. */

#define _XOPEN_SOURCE 700	/* realpath() */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/io.h"
#include "cli/corpus.h"
#include "format/results.h"

static void print_row(struct table *table, const char *name, size_t n)
{
	table_add(table, "%s", name);
	table_add(table, "%zu", n);
}

static void print_counts(const struct cli *cli,
			 const struct ty_corpus_counts *c)
{
	struct table table = { .columns = 2, .right = { [1] = true } };
	struct ty_buf json = TY_BUF_INIT;

	if (cli->json) {
		ty_json_corpus(&json, c);
		puts(json.p);
		ty_buf_release(&json);
		return;
	}
	print_row(&table, _("stories"), c->stories);
	print_row(&table, _("used"), c->used);
	print_row(&table, _("may not leave"), c->barred);
	print_row(&table, _("could not be read"), c->failed);
	print_row(&table, _("pairs of segments"), c->beads);
	print_row(&table, _("kept"), c->kept);
	print_row(&table, "train", c->split[0]);
	print_row(&table, "dev", c->split[1]);
	print_row(&table, "test", c->split[2]);
	table_print(&table, stdout);
}

/* Pair the stories of a folder, into a list beside the corpus. */
static enum ty_status pair_folder(struct ty_buf *list, struct ty_desk *desk,
				  const char *folder, const char *out,
				  bool strict, struct ty_error *err)
{
	const struct ty_story_pairs_options how = {
		.least = TY_PAIR_LEAST, .days = TY_PAIR_DAYS, .strict = strict,
	};
	struct ty_story_pairs *pairs = NULL;
	struct paths found = { 0 };
	struct ty_output file;
	enum ty_status st;
	char *s, *t;
	size_t i;

	if ((st = find_stories(&found, folder, err)) == TY_OK)
		st = ty_corpus_pair(&pairs, desk, (const char *const *)found.v,
				    found.n, (const char *const *)found.v,
				    found.n, &how, err);
	if (st == TY_OK && mkdir(out, 0700) != 0 && errno != EEXIST)
		st = ty_fail_errno(err, out, errno);
	ty_buf_addf(list, "%s/pairs.tsv", out);
	if (st == TY_OK)
		st = ty_output_open(&file, list->p, err);
	for (i = 0; st == TY_OK && i < pairs->n; i++) {
		s = realpath(pairs->items[i].source, NULL);
		t = realpath(pairs->items[i].target, NULL);
		if (s && t)
			fprintf(file.f, "%s\t%s\n", s, t);
		free(s);
		free(t);
	}
	if (st == TY_OK)
		st = ty_output_commit(&file, err);
	ty_story_pairs_free(pairs);
	release_paths(&found);
	return st;
}

static bool is_folder(const char *path)
{
	struct stat sb;

	return stat(path, &sb) == 0 && S_ISDIR(sb.st_mode);
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct ty_corpus_options how;
	struct list licences = { 0 };
	const char *out = NULL;
	long boilerplate, seed = 1;
	const struct option options[] = {
		{ 'o', "output", N_("FOLDER"), N_("where the corpus goes"), OPT_STRING, &out, 0, 0 },
		{ 0, "min", N_("P"), N_("leave out pairs aligned less certainly than this, 0 to 1 (0.7)"), OPT_FRACTION, &how.confidence, 0, 1 },
		{ 0, "ratio", N_("N"), N_("leave out pairs one side of which is so many times longer than usual (2.5)"), OPT_FRACTION, &how.ratio, 1.01, 100 },
		{ 0, "near", N_("P"), N_("what texts have in common that are near-duplicates, 0.5 to 1 (0.8)"), OPT_FRACTION, &how.near, .5, 1 },
		{ 0, "boilerplate", N_("N"), N_("leave out what stands in so many stories; 0: nothing (20)"), OPT_NUMBER, &boilerplate, 0, 1000000 },
		{ 0, "dev", N_("P"), N_("share of the stories to tune on (0.05)"), OPT_FRACTION, &how.dev, 0, 1 },
		{ 0, "test", N_("P"), N_("share of the stories to test on (0.05)"), OPT_FRACTION, &how.test, 0, 1 },
		{ 0, "seed", N_("N"), N_("draw other stories to tune and test on (1)"), OPT_NUMBER, &seed, 0, 2147483647 },
		{ 0, "licence", N_("NAME"), N_("only stories under this licence; may be given more than once"), OPT_LIST, &licences, 0, 0 },
		{ 0, "now", N_("TIME"), N_("judge embargoes at this moment (UTC, 2026-01-31T12:00:00Z)"), OPT_STRING, &how.now, 0, 0 },
		{ 0, "name", N_("NAME"), N_("the name of the corpus (its folder's)"), OPT_STRING, &how.name, 0, 0 },
		{ 0, "strict", NULL, N_("stop at the first story that cannot be read"), OPT_FLAG, &how.strict, 0, 0 },
		{ 0, "threads", N_("N"), N_("threads to use (one for each core)"), OPT_NUMBER, &cli->threads, 1, 64 },
		{ 0, "encoding", N_("NAME"), N_("character encoding of the stories, where it is not found out rightly"), OPT_STRING, &cli->encoding, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_corpus_counts counts;
	struct ty_buf list = TY_BUF_INIT;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	ty_corpus_defaults(&how);
	boilerplate = (long)how.boilerplate;
	status = parse(cli, argc, argv, options, &nargs, 1, 1);
	if (status == GO_ON && !out)
		status = usage_error("corpus build",
				     _("say with -o where the corpus goes"));
	if (status != GO_ON)
		return status;
	how.boilerplate = (size_t)boilerplate;
	how.seed = (uint64_t)seed;
	how.licences = licences.v;
	how.nlicences = licences.n;
	st = open_desk(&desk, cli, false, TY_READ, &err);
	if (st == TY_OK && is_folder(argv[0]))
		st = pair_folder(&list, desk, argv[0], out, how.strict, &err);
	if (st == TY_OK)
		st = ty_corpus_build(&counts, desk, list.len ? list.p : argv[0],
				     out, &how, &err);
	ui_clear_progress();
	if (st == TY_OK && (cli->json || !cli->quiet))
		print_counts(cli, &counts);
	ty_desk_close(desk);
	ty_buf_release(&list);
	free(licences.v);
	if (st != TY_OK)
		return fail(&err);
	status = finish_output();
	return counts.failed ? EXIT_FAILED : status;
}

const struct command corpus_build = {
	"corpus build", run, N_("[OPTION]... -o FOLDER LIST|STORIES"),
	N_("align stories, filter the pairs, write a corpus"),
	N_("STORIES is a folder of stories in both languages, which are paired first.  LIST has a line for each story: its path, tab, its translation's path, and what else is known, each after a tab: story=, publisher=, licence=, date=, status=, embargo=.  Or it is NAME.jsonl, the records of 'taiyaku corpus align'.  What was aligned before is not aligned again.")
};
