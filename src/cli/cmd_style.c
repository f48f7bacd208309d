/* taiyaku style: how the memory's house writes values. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "cli/cmd.h"
#include "format/results.h"
#include "text/style.h"

static void print_setting(struct table *table, const struct ty_style *style,
			  int i)
{
	const struct ty_style_info *info =
		ty_style_info((enum ty_style_setting)i);

	table_add(table, "%s", info->name);
	table_add(table, "%s", info->words[style->v[i]]);
	table_add(table, "%s", _(info->title));
}

static void print_settings(struct cli *cli, const struct ty_style *style)
{
	struct table table = { .columns = 3 };
	struct ty_buf json = TY_BUF_INIT;
	int i;

	if (cli->json) {
		ty_json_style(&json, style);
		puts(json.p);
		ty_buf_release(&json);
		return;
	}
	for (i = 0; i < TY_NSTYLE_SETTINGS; i++)
		print_setting(&table, style, i);
	table_print(&table, stdout);
}

static enum ty_status print_style(struct cli *cli, struct ty_desk *desk,
				  struct ty_error *err)
{
	struct ty_style style = { 0 };
	enum ty_status st;
	char *text;

	if ((st = ty_style(&text, desk, err)) != TY_OK)
		return st;
	st = ty_style_parse(&style, text, "", err);
	free(text);
	if (st == TY_OK)
		print_settings(cli, &style);
	return st;
}

static int run(struct cli *cli, int argc, char **argv)
{
	bool reset = false;
	const struct option options[] = {
		{ 0, "reset", NULL, N_("set everything back to the default first"), OPT_FLAG, &reset, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_buf lines = TY_BUF_INIT;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status, i;

	status = parse(cli, argc, argv, options, &nargs, 0, -1);
	if (status != GO_ON)
		return status;
	for (i = 0; i < nargs; i++)
		ty_buf_addf(&lines, "%s\n", argv[i]);
	st = open_desk(&desk, cli, true, reset || nargs ? TY_WRITE : TY_READ,
		       &err);
	if (st == TY_OK && reset)
		st = ty_set_style(desk, NULL, &err);
	if (st == TY_OK && nargs)
		st = ty_set_style(desk, lines.p, &err);
	if (st == TY_OK && (cli->json || (!reset && !nargs)))
		st = print_style(cli, desk, &err);
	ty_desk_close(desk);
	ty_buf_release(&lines);
	return st == TY_OK ? finish_output() : fail(&err);
}

const struct command cmd_style = {
	"style", run, N_("[--reset] [NAME=WORD]..."),
	N_("show or set how the memory's house writes values"),
	N_("Prints the memory's style: how numbers, dates and amounts are written where a translation at hand does not show it.  NAME=WORD changes a setting, for everybody who uses the memory.")
};
