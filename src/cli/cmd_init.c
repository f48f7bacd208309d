/* taiyaku init: an empty memory. */

#include <stdio.h>
#include <unistd.h>

#include "cli/cmd.h"

static int run(struct cli *cli, int argc, char **argv)
{
	struct ty_desk *desk;
	struct ty_error err;
	int nargs, status;
	bool had;

	status = parse(cli, argc, argv, NULL, &nargs, 0, 1);
	if (status != GO_ON)
		return status;
	if (nargs == 1)
		cli->memory = argv[0];
	had = access(memory_path(cli, true), F_OK) == 0;
	if (open_desk(&desk, cli, true, TY_CREATE, &err) != TY_OK)
		return fail(&err);
	ty_desk_close(desk);
	if (cli->json)
		print_done("memory", memory_path(cli, false), "made", !had);
	else if (!cli->quiet && had)
		say(_("%s is a memory already; nothing was changed"),
		    memory_path(cli, false));
	else if (!cli->quiet)
		say(_("made %s"), memory_path(cli, false));
	return finish_output();
}

const struct command cmd_init = {
	"init", run, N_("[MEMORY]"), N_("make an empty memory"),
	N_("Makes an empty memory, readable by you alone.  A memory that is there already stays as it is.")
};
