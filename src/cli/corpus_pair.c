/* taiyaku corpus pair: which story is the translation of which. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/corpus.h"
#include "base/error.h"
#include "format/results.h"

static void print_pairs(const struct cli *cli,
			const struct ty_story_pairs *pairs)
{
	struct ty_buf json = TY_BUF_INIT;
	size_t i;

	for (i = 0; i < pairs->n; i++) {
		const struct ty_story_pair *p = &pairs->items[i];

		if (cli->json) {
			ty_buf_clear(&json);
			ty_json_story_pair(&json, p);
			puts(json.p);
		} else {
			printf("%s\t%s\t%.4f\n", p->source, p->target,
			       p->score);
		}
	}
	ty_buf_release(&json);
}

/* What was found, for people. */
static void sum_up(const struct ty_desk *desk,
		   const struct ty_story_pairs *pairs)
{
	fprintf(stderr, _("taiyaku: pairs: %zu; stories in %s: %zu, in %s: %zu\n"),
		pairs->n, ty_desk_source(desk), pairs->sources,
		ty_desk_target(desk), pairs->targets);
}

static int finish(const struct cli *cli, const struct ty_desk *desk,
		  const struct ty_story_pairs *pairs)
{
	int status = finish_output();
	struct ty_error err;

	if (status == EXIT_DONE && !cli->quiet)
		sum_up(desk, pairs);
	if (status != EXIT_DONE || !pairs->failed)
		return status;
	ty_fail(&err, TY_EIO, Q_("%zu story could not be read",
				 "%zu stories could not be read",
				 pairs->failed), pairs->failed);
	return fail(&err);
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct ty_story_pairs_options how = { .least = TY_PAIR_LEAST,
					      .days = TY_PAIR_DAYS };
	const char *before = NULL;
	long days = TY_PAIR_DAYS;
	const struct option options[] = {
		{ 0, "min", N_("P"), N_("leave out pairs less certain than this, 0 to 1 (0.5)"), OPT_FRACTION, &how.least, 0, 1 },
		{ 0, "days", N_("N"), N_("days between a story and its translation, where both have a date (2)"), OPT_NUMBER, &days, 0, 36500 },
		{ 0, "known", N_("PAIRS"), N_("leave out the stories of these pairs, which an earlier run printed"), OPT_STRING, &before, 0, 0 },
		{ 0, "many", NULL, N_("a story may belong to several"), OPT_FLAG, &how.many, 0, 0 },
		{ 0, "strict", NULL, N_("stop at the first story that cannot be read"), OPT_FLAG, &how.strict, 0, 0 },
		{ 0, "threads", N_("N"), N_("threads to use (one for each core)"), OPT_NUMBER, &cli->threads, 1, 64 },
		{ 0, "encoding", N_("NAME"), N_("character encoding of the stories, where it is not found out rightly"), OPT_STRING, &cli->encoding, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct paths sources = { 0 }, targets = { 0 };
	struct story_list known = { 0 };
	struct ty_story_pairs *pairs = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 2, 2);
	if (status != GO_ON)
		return status;
	st = find_stories(&sources, argv[0], &err);
	if (st == TY_OK)
		st = find_stories(&targets, argv[1], &err);
	if (st == TY_OK && before)
		st = read_known_pairs(&known, before, &err);
	if (st == TY_OK)
		st = open_desk(&desk, cli, false, TY_READ, &err);
	if (st == TY_OK) {
		how.days = (int)days;
		how.known = known.v;
		how.nknown = known.n;
		st = ty_corpus_pair(&pairs, desk,
				    (const char *const *)sources.v, sources.n,
				    (const char *const *)targets.v, targets.n,
				    &how, &err);
	}
	ui_clear_progress();
	if (st == TY_OK)
		print_pairs(cli, pairs);
	status = st == TY_OK ? finish(cli, desk, pairs) : fail(&err);
	ty_story_pairs_free(pairs);
	ty_desk_close(desk);
	release_story_list(&known);
	release_paths(&sources);
	release_paths(&targets);
	return status;
}

const struct command corpus_pair = {
	"corpus pair", run, N_("[OPTION]... SOURCES TARGETS"),
	N_("find out which story is the translation of which"),
	N_("SOURCES and TARGETS are folders of stories, or lists of their paths, one a line.  Prints a line for each pair: source, tab, target, tab, how sure that is, 0 to 1.  Stories without a partner are left out.")
};
