/* taiyaku lexicon: make the dictionary that texts are aligned by, look at it. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/paths.h"
#include "cli/cmd.h"
#include "format/results.h"

/* Where Debian's packages put them. */
#define EDICT		"/usr/share/edict/edict"
#define ENAMDICT	"/usr/share/edict/enamdict"

static void print_sources(const struct ty_lexicon_info *info)
{
	struct table table = { .columns = 4, .right = { [1] = true } };
	size_t i;

	for (i = 0; i < info->nsources; i++) {
		const struct ty_lexicon_source *s = &info->sources[i];

		table_add(&table, "%s", s->name);
		table_add(&table, "%" PRIu64, s->entries);
		table_add(&table, "%s", s->made);
		table_add(&table, "%s", s->licence);
	}
	table_print(&table, stdout);
}

static void print_learnt(const struct ty_learnt *learnt)
{
	struct table table = { .columns = 2 };

	say("%s", _("learnt from the memory"));
	table_add(&table, "%s", _("languages"));
	table_add(&table, "%s:%s", learnt->source, learnt->target);
	table_add(&table, "%s", _("pairs of texts"));
	table_add(&table, "%" PRIu64, learnt->learnt_from);
	table_add(&table, "%s", _("words known"));
	table_add(&table, "%" PRIu64 ", %" PRIu64, learnt->source_words,
		  learnt->target_words);
	table_add(&table, "%s", _("pairs of words"));
	table_add(&table, "%" PRIu64, learnt->pairs);
	table_add(&table, "%s", _("up to change"));
	table_add(&table, "%" PRId64, learnt->change);
	table_add(&table, "%s", _("changes since"));
	table_add(&table, "%" PRId64, learnt->behind);
	table_add(&table, "%s", _("bytes"));
	table_add(&table, "%" PRIu64, learnt->bytes);
	table_print(&table, stdout);
}

/* learnt NULL: nothing, or no memory. */
static void print_info(const struct cli *cli,
		       const struct ty_lexicon_info *info,
		       const struct ty_learnt *learnt)
{
	struct table table = { .columns = 2 };
	struct ty_buf json = TY_BUF_INIT;

	if (cli->json) {
		ty_json_lexicon(&json, info, learnt);
		puts(json.p);
		ty_buf_release(&json);
		return;
	}
	say("%s", info->path);
	table_add(&table, "%s", _("languages"));
	table_add(&table, "%s:%s", info->source, info->target);
	table_add(&table, "%s", _("terms"));
	table_add(&table, "%" PRIu64, info->terms);
	table_add(&table, "%s", _("what they may be"));
	table_add(&table, "%" PRIu64, info->strings);
	table_add(&table, "%s", _("pairs of both"));
	table_add(&table, "%" PRIu64, info->pairs);
	table_add(&table, "%s", _("bytes"));
	table_add(&table, "%" PRIu64, info->bytes);
	table_print(&table, stdout);
	print_sources(info);
	if (learnt)
		print_learnt(learnt);
}

/* The dictionaries that are installed, where none was named. */
static enum ty_status find_files(struct ty_lexicon_files *files,
				 const struct cli *cli, struct ty_error *err)
{
	if (!files->dictionary && access(EDICT, R_OK) == 0)
		files->dictionary = EDICT;
	if (!files->dictionary)
		return ty_fail_at(err, TY_ENOTFOUND, EDICT, 0, 0,
				  _("no dictionary there; install Debian's package 'edict' or name a file with --dictionary"));
	if (!files->names && access(ENAMDICT, R_OK) == 0)
		files->names = ENAMDICT;
	if (!files->names)
		ty_note(&cli->monitor, TY_ENOTFOUND, ENAMDICT, 0, 0,
			_("no dictionary of names there; Debian's package 'enamdict' has it"));
	return TY_OK;
}

static int run_build(struct cli *cli, int argc, char **argv)
{
	struct ty_lexicon_files files = { NULL, NULL, NULL };
	const char *out = NULL;
	const struct option options[] = {
		{ 'o', "output", N_("FILE"), N_("write this file instead of the one that every command uses"), OPT_STRING, &out, 0, 0 },
		{ 0, "dictionary", N_("FILE"), N_("a dictionary in the format of EDICT, instead of the installed one"), OPT_STRING, &files.dictionary, 0, 0 },
		{ 0, "names", N_("FILE"), N_("names in the format of ENAMDICT, instead of the installed ones"), OPT_STRING, &files.names, 0, 0 },
		{ 0, "glossary", N_("FILE"), N_("a glossary, instead of the newsroom's"), OPT_STRING, &files.glossary, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_buf glossary = TY_BUF_INIT;
	struct ty_lexicon_info info;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 0);
	if (status != GO_ON)
		return status;
	if (!files.glossary) {
		ty_buf_addf(&glossary, "%s/lexicon/newsroom.tsv",
			    cli->data ? cli->data : ty_data_dir);
		files.glossary = glossary.p;
	}
	if (!out)
		out = lexicon_path(cli);
	st = find_files(&files, cli, &err);
	if (st == TY_OK)
		st = ty_lexicon_build(&info, out, &files, &cli->monitor, &err);
	ui_clear_progress();
	if (st == TY_OK && (cli->json || !cli->quiet))
		print_info(cli, &info, NULL);
	ty_buf_release(&glossary);
	return st == TY_OK ? finish_output() : fail(&err);
}

static int run_learn(struct cli *cli, int argc, char **argv)
{
	bool anew = false;
	const struct option options[] = {
		{ 0, "anew", NULL, N_("learn from the whole memory again, not only from what is new"), OPT_FLAG, &anew, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_buf json = TY_BUF_INIT;
	struct ty_desk *desk = NULL;
	struct ty_learnt learnt;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 0);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = ty_learnt_build(&learnt, desk, anew, &err);
	ui_clear_progress();
	if ((st == TY_OK || st == TY_END) && cli->json) {
		ty_json_learnt(&json, st == TY_OK ? &learnt : NULL);
		puts(json.p);
		ty_buf_release(&json);
	} else if (st == TY_OK && !cli->quiet) {
		print_learnt(&learnt);
	} else if (st == TY_END && !cli->quiet) {
		say("%s", _("the memory has nothing to learn from"));
	}
	ty_desk_close(desk);
	return st == TY_OK || st == TY_END ? finish_output() : fail(&err);
}

static int run_info(struct cli *cli, int argc, char **argv)
{
	struct ty_lexicon_info info;
	struct ty_desk *desk = NULL;
	struct ty_learnt learnt;
	bool memory, any = false;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, NULL, &nargs, 0, 1);
	if (status != GO_ON)
		return status;
	if (nargs)
		cli->lexicon = argv[0];
	memory = !nargs && access(memory_path(cli, false), F_OK) == 0;
	st = open_desk(&desk, cli, memory, TY_READ, &err);
	if (st == TY_OK)
		st = ty_lexicon_describe(&info, desk, &err);
	if (st == TY_OK && memory) {
		st = ty_learnt_describe(&learnt, desk, &err);
		any = st == TY_OK;
	}
	if (st == TY_OK || st == TY_END)
		print_info(cli, &info, any ? &learnt : NULL);
	ty_desk_close(desk);
	return st == TY_OK || st == TY_END ? finish_output() : fail(&err);
}

static const struct command lexicon_build = {
	"lexicon build", run_build, N_("[OPTION]..."),
	N_("compile the dictionaries that are installed"),
	N_("Makes one file of the newsroom's glossary, Debian's 'edict' and, if installed, 'enamdict'.  Whatever aligns texts uses it from then on.")
};

static const struct command lexicon_learn = {
	"lexicon learn", run_learn, N_("[--anew]"),
	N_("learn from the memory which words are which"),
	N_("Learns from the translations in the memory, from those that came since it was done last, and says what is known then.  import and learn do it by themselves after much was written.")
};

static const struct command lexicon_info = {
	"lexicon info", run_info, N_("[FILE]"),
	N_("show what texts are aligned by"),
	N_("Prints what is in FILE, or in the lexicon that every command uses: where it is, how large, what it was made from and under which licence.  Without FILE, also what was learnt from the memory.")
};

static const struct command *const list[] = {
	&lexicon_build, &lexicon_learn, &lexicon_info, NULL
};

const struct group lexicon_group = {
	"lexicon", N_("The words by which texts are aligned."), list
};

static int run(struct cli *cli, int argc, char **argv)
{
	return run_group(cli, argc, argv, &lexicon_group);
}

const struct command cmd_lexicon = {
	"lexicon", run, N_("COMMAND [OPTION]... [ARGUMENT]..."),
	N_("compile the dictionary that texts are aligned by"), NULL
};
