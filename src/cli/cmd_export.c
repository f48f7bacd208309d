/* taiyaku export: the memory as a file. */

#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "cli/cmd.h"

static int run(struct cli *cli, int argc, char **argv)
{
	const char *out = NULL, *format = NULL;
	const struct option options[] = {
		{ 'o', "output", N_("FILE"), N_("the file to write; - is standard output"), OPT_STRING, &out, 0, 0 },
		{ 'f', "format", N_("FORMAT"), N_("tmx or tsv, whatever the file's name"), OPT_STRING, &format, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int64_t n = 0;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 0);
	if (status != GO_ON)
		return status;
	if (!out)
		return usage_error("export",
			_("say where the units go with -o FILE"));
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = ty_export(&n, desk, out, format, &err);
	ty_desk_close(desk);
	if (st != TY_OK)
		return fail(&err);
	ui_clear_progress();
	/* Units on standard output have it for themselves. */
	if (cli->json && !ty_is_stdout(out))
		print_done("file", out, "units", n);
	else if (!cli->quiet && !ty_is_stdout(out))
		say(Q_("%lld unit written to %s", "%lld units written to %s",
		       (unsigned long)n), (long long)n, out);
	return finish_output();
}

const struct command cmd_export = {
	"export", run, N_("[OPTION]... -o FILE"),
	N_("write the memory's units to a file"),
	N_("Writes the memory's units, but for rejected ones, as TMX 1.4b or TSV (source, tab, target).  The file appears whole or not at all.")
};
