/* taiyaku inspect: what a file is, or where and why it is bad. */

#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "format/results.h"

static void print(struct cli *cli, const char *path,
		  const struct ty_file_info *i)
{
	struct ty_buf json = TY_BUF_INIT;

	if (cli->json) {
		ty_json_info(&json, path, i);
		puts(json.p);
		ty_buf_release(&json);
		return;
	}
	print_text(stdout, path, strlen(path));
	printf(": %s", i->format);
	if (i->version[0])
		printf(" %s", i->version);
	if (i->encoding[0])
		printf(", %s", i->encoding);
	if (i->source[0])
		printf(", %s", i->source);
	if (i->target[0])
		printf(" → %s", i->target);
	if (i->translated || i->target[0])
		printf(Q_(", %lld unit", ", %lld units",
			  (unsigned long)i->units), (long long)i->units);
	else
		printf(Q_(", %lld segment", ", %lld segments",
			  (unsigned long)i->units), (long long)i->units);
	if (i->target[0])
		printf(_(", %lld translated"), (long long)i->translated);
	printf("\n");
}

static int run(struct cli *cli, int argc, char **argv)
{
	const char *format = NULL;
	const struct option options[] = {
		{ 'f', "format", N_("FORMAT"), N_("read it as this format"), OPT_STRING, &format, 0, 0 },
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
