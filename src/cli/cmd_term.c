/* taiyaku term: its commands. */

#include <stdio.h>

#include "cli/term.h"

static const struct command *const list[] = {
	&term_list, &term_add, &term_change, &term_remove, &term_find,
	&term_import, &term_export, &term_extract, NULL
};

const struct group term_group = {
	"term", N_("The memory's termbase."), list
};

static int run(struct cli *cli, int argc, char **argv)
{
	return run_group(cli, argc, argv, &term_group);
}

const struct command cmd_term = {
	"term", run, N_("COMMAND [OPTION]... [ARGUMENT]..."),
	N_("keep, find and collect terms"), NULL
};
