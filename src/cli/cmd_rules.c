/* taiyaku rules: the memory's own segmentation rules. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "cli/cmd.h"

static enum ty_status print_rules(struct cli *cli, struct ty_desk *desk,
				  struct ty_error *err)
{
	enum ty_status st;
	char *text;

	st = ty_rules(&text, desk, err);
	if (st == TY_OK && !text)
		return ty_fail_at(err, TY_ENOTFOUND, memory_path(cli, false),
				  0, 0,
				  _("this memory has no segmentation rules of its own"));
	if (st == TY_OK) {
		fputs(text, stdout);
		if (text[0] && text[strlen(text) - 1] != '\n')
			putchar('\n');
	}
	free(text);
	return st;
}

static int run(struct cli *cli, int argc, char **argv)
{
	const char *file = NULL;
	bool clear = false;
	const struct option options[] = {
		{ 0, "set", N_("FILE"), N_("keep the SRX rules of this file in the memory"), OPT_STRING, &file, 0, 0 },
		{ 0, "clear", NULL, N_("take the memory's rules out again"), OPT_FLAG, &clear, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 0);
	if (status != GO_ON)
		return status;
	if (file && clear)
		return usage_error("rules", _("--set or --clear, not both"));
	st = open_desk(&desk, cli, true, file || clear ? TY_WRITE : TY_READ,
		       &err);
	if (st == TY_OK)
		st = file || clear ? ty_set_rules(desk, file, &err) :
		     print_rules(cli, desk, &err);
	ty_desk_close(desk);
	return st == TY_OK ? finish_output() : fail(&err);
}

const struct command cmd_rules = {
	"rules", run, N_("[--set FILE | --clear]"),
	N_("show, set or clear the memory's segmentation rules"),
	N_("Prints the segmentation rules (SRX) that are kept in the memory.  They are used by every command that opens it, for the languages they map, unless --rules names others.")
};
