/* taiyaku inspect: what a file is, or where and why it is bad. */

#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "format/results.h"

static void print(struct cli *cli, const char *path,
		  const struct ty_file_info *i)
{
	struct ty_buf out = TY_BUF_INIT;

	if (cli->json) {
		ty_json_info(&out, path, i);
		puts(out.p);
		ty_buf_release(&out);
		return;
	}
	ty_buf_addf(&out, "%s: %s", path, i->format);
	if (i->version[0])
		ty_buf_addf(&out, " %s", i->version);
	if (i->encoding[0])
		ty_buf_addf(&out, ", %s", i->encoding);
	if (i->source[0])
		ty_buf_addf(&out, ", %s", i->source);
	if (i->target[0])
		ty_buf_addf(&out, " → %s", i->target);
	if (i->translated || i->target[0])
		ty_buf_addf(&out, Q_(", %lld unit", ", %lld units",
				     (unsigned long)i->units),
			    (long long)i->units);
	else
		ty_buf_addf(&out, Q_(", %lld segment", ", %lld segments",
				     (unsigned long)i->units),
			    (long long)i->units);
	if (i->target[0])
		ty_buf_addf(&out, _(", %lld translated"),
			    (long long)i->translated);
	say("%s", out.p);
	ty_buf_release(&out);
}

static int run(struct cli *cli, int argc, char **argv)
{
	const char *format = NULL;
	const struct option options[] = {
		{ 'f', "format", N_("FORMAT"), N_("read it as this format"), OPT_STRING, &format, 0, 0 },
		{ 0, "encoding", N_("NAME"), N_("character encoding of the stories, where it is not found out rightly"), OPT_STRING, &cli->encoding, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_file_info *info;
	struct ty_desk *desk;
	struct ty_error err;
	int nargs, status, i, bad = EXIT_DONE;

	status = parse(cli, argc, argv, options, &nargs, 1, -1);
	if (status != GO_ON)
		return status;
	if (open_desk(&desk, cli, false, TY_READ, &err) != TY_OK)
		return fail(&err);
	for (i = 0; i < nargs && !ui_interrupted(); i++) {
		if (ty_inspect(&info, desk, argv[i], format, &err) != TY_OK) {
			fflush(stdout);
			bad = fail(&err);
			continue;
		}
		print(cli, argv[i], info);
		ty_file_info_free(info);
	}
	ty_desk_close(desk);
	status = finish_output();
	return bad != EXIT_DONE ? bad : status;
}

const struct command cmd_inspect = {
	"inspect", run, N_("[OPTION]... FILE..."),
	N_("say what a file is, or why it is bad"),
	N_("Reads each file whole and says its format, version, encoding, languages and counts; for a bad one, where and why, with exit status 1.  Nothing is stored.")
};
