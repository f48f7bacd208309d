/* A command that stands for others: which of them is meant. */

#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"

/* The word behind "term ". */
static const char *word_of(const struct command *command)
{
	return strchr(command->name, ' ') + 1;
}

static const struct command *find(const struct group *group, const char *word)
{
	size_t i;

	for (i = 0; group->commands[i]; i++)
		if (!strcmp(word_of(group->commands[i]), word))
			return group->commands[i];
	return NULL;
}

static void overview(FILE *f, const struct group *group)
{
	struct table table = { .columns = 2 };
	size_t i;

	fprintf(f, _("usage: taiyaku %s COMMAND [OPTION]... [ARGUMENT]...\n"),
		group->name);
	fprintf(f, _("\n%s  Commands:\n\n"), _(group->about));
	for (i = 0; group->commands[i]; i++) {
		table_add(&table, "  %s", word_of(group->commands[i]));
		table_add(&table, "%s", _(group->commands[i]->help));
	}
	table_print(&table, f);
	fprintf(f, _("\n'taiyaku %s COMMAND --help' explains a command.\n"),
		group->name);
}

int run_group(struct cli *cli, int argc, char **argv,
	      const struct group *group)
{
	const struct command *command;
	int at = skip_options(argc, argv, 1);

	if (at < argc && (!strcmp(argv[at], "--help") ||
			  !strcmp(argv[at], "-h"))) {
		overview(stdout, group);
		return finish_output();
	}
	if (at >= argc) {
		overview(stderr, group);
		return EXIT_USAGE;
	}
	command = find(group, argv[at]);
	if (!command)
		return usage_error(group->name,
				   _("'%s' is not a command of 'taiyaku %s'"),
				   argv[at], group->name);
	/* The command's name first, then all that stood around it. */
	memmove(&argv[2], &argv[1], (size_t)(at - 1) * sizeof(*argv));
	argv[1] = (char *)command->name;
	return command->run(cli, argc - 1, argv + 1);
}
