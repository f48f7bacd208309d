/* taiyaku corpus: stories of two languages made into a corpus. */

#include <stdio.h>

#include "cli/corpus.h"

static const struct command *const list[] = {
	&corpus_pair, &corpus_build, &corpus_align, &corpus_filter,
	&corpus_sample, &corpus_rate, NULL
};

const struct group corpus_group = {
	"corpus", N_("Stories in two languages, made into a parallel corpus."),
	list
};

static int run(struct cli *cli, int argc, char **argv)
{
	return run_group(cli, argc, argv, &corpus_group);
}

const struct command cmd_corpus = {
	"corpus", run, N_("COMMAND [OPTION]... [ARGUMENT]..."),
	N_("make a parallel corpus from stories and their translations"), NULL
};
