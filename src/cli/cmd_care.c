/* taiyaku stats, log, undo, verify, backup, reindex: care of a memory. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cmd.h"
#include "format/results.h"

static void print_stats(const char *path, const struct ty_stats *s)
{
	const struct {
		const char	*title;
		int64_t		 n;
	} rows[] = {
		{ N_("units"), s->units },
		{ N_("reviewed"), s->reviewed },
		{ N_("rejected"), s->rejected },
		{ N_("stories"), s->stories },
		{ N_("segments"), s->segments },
		{ N_("batches"), s->batches },
		{ N_("terms"), s->terms },
		{ N_("bytes"), s->bytes },
		{ N_("files of the fuzzy index"), s->index_files },
		{ N_("their bytes"), s->index_bytes },
	};
	struct table table = { .columns = 2, .right = { false, true } };
	size_t i;

	say("%s", path);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		table_add(&table, "  %s", _(rows[i].title));
		table_add(&table, "%lld", (long long)rows[i].n);
	}
	for (i = 0; i < s->nlangs; i++) {
		table_add(&table, _("  texts in %s"), s->langs[i].lang);
		table_add(&table, "%lld", (long long)s->langs[i].variants);
	}
	table_print(&table, stdout);
}

static int run_stats(struct cli *cli, int argc, char **argv)
{
	struct ty_buf json = TY_BUF_INIT;
	struct ty_desk *desk = NULL;
	struct ty_stats s;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, NULL, &nargs, 0, 0);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = ty_stats(&s, desk, &err);
	ty_desk_close(desk);
	if (st != TY_OK)
		return fail(&err);
	if (cli->json) {
		ty_json_stats(&json, memory_path(cli, false), &s);
		puts(json.p);
		ty_buf_release(&json);
		return finish_output();
	}
	print_stats(memory_path(cli, false), &s);
	return finish_output();
}

const struct command cmd_stats = {
	"stats", run_stats, "", N_("say how much the memory holds"), NULL
};

static void log_row(struct table *table, const struct ty_batch *b)
{
	table_add(table, "%lld", (long long)b->id);
	table_add(table, "%.16s", b->started);
	table_add(table, "%s", b->kind);
	table_add(table, "%lld", (long long)b->added);
	table_add(table, "%lld", (long long)b->merged);
	table_add(table, "%lld", (long long)b->changed);
	table_add(table, "%lld", (long long)b->skipped);
	table_add(table, "%s%s%s%s", b->undone[0] ? _("(undone) ") : "",
		  b->user, b->user[0] ? ": " : "", b->source);
}

static void log_table(const struct ty_batches *batches)
{
	struct table table = { .columns = 8, .right = { true, false, false,
						       true, true, true, true } };
	size_t i;

	table_add(&table, "%s", _("batch"));
	table_add(&table, "%s", _("begun (UTC)"));
	table_add(&table, "%s", _("kind"));
	table_add(&table, "%s", _("added"));
	table_add(&table, "%s", _("merged"));
	table_add(&table, "%s", _("changed"));
	table_add(&table, "%s", _("skipped"));
	table_add(&table, "%s", _("by whom, from where"));
	for (i = 0; i < batches->n; i++)
		log_row(&table, &batches->items[i]);
	table_print(&table, stdout);
}

static void log_json(const struct ty_batches *batches)
{
	struct ty_buf json = TY_BUF_INIT;
	size_t i;

	for (i = 0; i < batches->n; i++) {
		ty_buf_clear(&json);
		ty_json_batch(&json, &batches->items[i]);
		puts(json.p);
	}
	ty_buf_release(&json);
}

static int run_log(struct cli *cli, int argc, char **argv)
{
	long max = 50;
	const struct option options[] = {
		{ 0, "max", N_("N"), N_("most batches shown (50)"), OPT_NUMBER, &max, 1, 1e6 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_batches *batches = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 0);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = ty_log(&batches, desk, (size_t)max, &err);
	ty_desk_close(desk);
	if (st != TY_OK)
		return fail(&err);
	if (cli->json)
		log_json(batches);
	else
		log_table(batches);
	ty_batches_free(batches);
	return finish_output();
}

const struct command cmd_log = {
	"log", run_log, N_("[--max N]"), N_("list what came in, newest first"),
	N_("Lists the batches: each import, learn or confirm session with what it added, merged, changed and skipped.")
};

static int run_undo(struct cli *cli, int argc, char **argv)
{
	int64_t removed = 0, restored = 0, kept = 0;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	long long batch;
	int nargs, status;
	char *end;

	status = parse(cli, argc, argv, NULL, &nargs, 1, 1);
	if (status != GO_ON)
		return status;
	errno = 0;
	batch = strtoll(argv[0], &end, 10);
	if (errno || *end || end == argv[0] || batch < 1)
		return usage_error("undo", _("'%s' is not the number of a batch"),
				   argv[0]);
	st = open_desk(&desk, cli, true, TY_WRITE, &err);
	if (st == TY_OK)
		st = ty_undo(&removed, &restored, &kept, desk, batch, &err);
	ty_desk_close(desk);
	if (st != TY_OK)
		return fail(&err);
	if (cli->json)
		printf("{\"version\":1,\"batch\":%lld,\"removed\":%lld,\"restored\":%lld,\"kept\":%lld}\n",
		       batch, (long long)removed, (long long)restored,
		       (long long)kept);
	else if (!cli->quiet)
		printf(_("batch %lld undone: %lld removed, %lld restored, %lld kept because they came from elsewhere too or were changed since\n"),
		       batch, (long long)removed, (long long)restored,
		       (long long)kept);
	return finish_output();
}

const struct command cmd_undo = {
	"undo", run_undo, N_("BATCH"), N_("take a batch back"),
	N_("Takes back what a batch did: units that only it brought are removed, units it changed get their former state.  Units changed again since are left alone.  'taiyaku log' lists the batches.")
};

/* The memory, and if `matches` the fuzzy index by so many of its texts. */
static enum ty_status verify(struct ty_desk *desk, long matches,
			     int64_t *troubles, int64_t *lookups,
			     struct ty_error *err)
{
	int64_t more = 0;
	enum ty_status st = ty_verify(troubles, desk, err), proved;

	if (!matches || (st != TY_OK && st != TY_EDAMAGED))
		return st;
	proved = ty_verify_matches(&more, lookups, desk, (size_t)matches,
				   st == TY_OK ? err : NULL);
	*troubles += more;
	return st == TY_OK ? proved : st;
}

static void print_verified(const char *path, long matches, int64_t lookups)
{
	if (matches)
		say(Q_("%lld lookup found what comparing with every text finds",
		       "%lld lookups found what comparing with every text finds",
		       (unsigned long)lookups), (long long)lookups);
	say(_("%s is sound"), path);
}

static int run_verify(struct cli *cli, int argc, char **argv)
{
	long matches = 0;
	const struct option options[] = {
		{ 0, "matches", N_("N"), N_("compare the fuzzy index with the whole memory, for N texts"), OPT_NUMBER, &matches, 1, 1e6 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	int64_t troubles = 0, lookups = 0;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 0);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = verify(desk, matches, &troubles, &lookups, &err);
	ty_desk_close(desk);
	ui_clear_progress();
	if (cli->json && (st == TY_OK || st == TY_EDAMAGED)) {
		printf("{\"version\":1,\"troubles\":%lld",
		       (long long)troubles);
		if (matches)
			printf(",\"lookups\":%lld", (long long)lookups);
		puts("}");
	}
	if (st != TY_OK)
		return fflush(stdout), fail(&err);
	if (!cli->quiet && !cli->json)
		print_verified(memory_path(cli, false), matches, lookups);
	return finish_output();
}

const struct command cmd_verify = {
	"verify", run_verify, N_("[--matches N]"), N_("check the memory for damage"),
	N_("Checks the file's structure, the checksum of every row, all references, the concordance, the files of the fuzzy index and the stories in work.  With --matches, looks up N of the memory's texts, as they are and altered, and compares what the index finds with what comparing with every text finds.  Exit status 1 and a line for each trouble if anything is wrong.")
};

static int run_backup(struct cli *cli, int argc, char **argv)
{
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, NULL, &nargs, 1, 1);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = ty_backup(desk, argv[0], &err);
	ty_desk_close(desk);
	if (st != TY_OK)
		return fail(&err);
	ui_clear_progress();
	if (cli->json)
		print_done("file", argv[0], NULL, 0);
	else if (!cli->quiet)
		say(_("copied to %s"), argv[0]);
	return finish_output();
}

const struct command cmd_backup = {
	"backup", run_backup, N_("FILE"), N_("copy the memory while it is in use"),
	N_("Writes a whole, consistent copy of the memory to FILE, which must not be there yet, while others go on working.  Stories in work are copied to FILE-work.")
};

static int run_reindex(struct cli *cli, int argc, char **argv)
{
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, NULL, &nargs, 0, 0);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_WRITE, &err);
	if (st == TY_OK)
		st = ty_reindex(desk, &err);
	ty_desk_close(desk);
	if (st != TY_OK)
		return fail(&err);
	ui_clear_progress();
	if (cli->json)
		print_done("memory", memory_path(cli, false), NULL, 0);
	else if (!cli->quiet)
		say(_("indexes of %s built again"), memory_path(cli, false));
	return finish_output();
}

const struct command cmd_reindex = {
	"reindex", run_reindex, "", N_("build again what is derived from the units"),
	N_("Builds the concordance and the fuzzy index again from the units.  Nothing else changes.")
};
