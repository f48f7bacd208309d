/* taiyaku term: which of its commands is meant. */

#include <stdio.h>
#include <string.h>

#include "cli/term.h"

const struct command *const term_commands[] = {
	&term_list, &term_add, &term_change, &term_remove, &term_find,
	&term_import, &term_export, &term_extract, NULL
};

/* The word behind "term ". */
static const char *word_of(const struct command *command)
{
	return strchr(command->name, ' ') + 1;
}

static const struct command *find(const char *word)
{
	size_t i;

	for (i = 0; term_commands[i]; i++)
		if (!strcmp(word_of(term_commands[i]), word))
			return term_commands[i];
	return NULL;
}

static void overview(FILE *f)
{
	struct table table = { .columns = 2 };
	size_t i;

	fputs(_("usage: taiyaku term COMMAND [OPTION]... [ARGUMENT]...\n"), f);
	fputs(_("\nThe memory's termbase.  Commands:\n\n"), f);
	for (i = 0; term_commands[i]; i++) {
		table_add(&table, "  %s", word_of(term_commands[i]));
		table_add(&table, "%s", _(term_commands[i]->help));
	}
	table_print(&table, f);
	fputs(_("\n'taiyaku term COMMAND --help' explains a command.\n"), f);
}

static int run(struct cli *cli, int argc, char **argv)
{
	const struct command *command;
	int at = skip_options(argc, argv, 1);

	if (at < argc && (!strcmp(argv[at], "--help") ||
			  !strcmp(argv[at], "-h"))) {
		overview(stdout);
		return finish_output();
	}
	if (at >= argc) {
		overview(stderr);
		return EXIT_USAGE;
	}
	command = find(argv[at]);
	if (!command)
		return usage_error("term", _("'%s' is not a command of 'taiyaku term'"),
				   argv[at]);
	/* The command's name first, then all that stood around it. */
	memmove(&argv[2], &argv[1], (size_t)(at - 1) * sizeof(*argv));
	argv[1] = (char *)command->name;
	return command->run(cli, argc - 1, argv + 1);
}

const struct command cmd_term = {
	"term", run, N_("COMMAND [OPTION]... [ARGUMENT]..."),
	N_("keep, find and collect terms"), NULL
};
