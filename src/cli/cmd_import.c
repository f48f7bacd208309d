/* taiyaku import: bilingual files into the memory. */

#include <stdio.h>

#include "cli/cmd.h"
#include "format/results.h"

static int run(struct cli *cli, int argc, char **argv)
{
	const char *format = NULL;
	const struct option options[] = {
		{ 'f', "format", N_("FORMAT"), N_("tmx, tsv or xliff, whatever the file's name"), OPT_STRING, &format, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_buf json = TY_BUF_INIT;
	struct ty_batch *batch = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 1, -1);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_CREATE, &err);
	if (st == TY_OK)
		st = ty_import(&batch, desk, (const char *const *)argv,
			       (size_t)nargs, format, &err);
	ty_desk_close(desk);
	if (st != TY_OK) {
		drop_new_memory(cli);
		return fail(&err);
	}
	ui_clear_progress();
	if (cli->json) {
		ty_json_batch(&json, batch);
		puts(json.p);
		ty_buf_release(&json);
	} else if (!cli->quiet) {
		printf(_("units: %lld read, %lld added, %lld merged with what was there, %lld changed, %lld skipped\n"),
		       (long long)batch->read, (long long)batch->added,
		       (long long)batch->merged, (long long)batch->changed,
		       (long long)batch->skipped);
		printf(_("batch %lld; 'taiyaku undo %lld' takes it back\n"),
		       (long long)batch->id, (long long)batch->id);
	}
	ty_batch_free(batch);
	return finish_output();
}

const struct command cmd_import = {
	"import", run, N_("[OPTION]... FILE..."),
	N_("add bilingual files to the memory"),
	N_("Adds the units of TMX, TSV (source, tab, target; -s and -t name the languages) and XLIFF 1.2 files as one batch: all of them or, when a file is bad, none.  What the memory has already is merged.  The memory is made if it is not there.")
};
