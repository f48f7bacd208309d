/* Options: one table parses and explains them. */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cli/cmd.h"

/* The common options, with the fields of *cli they set. */
static void common_options(struct option out[9], struct cli *cli,
			   const char **pair, bool *help)
{
	const struct option table[] = {
		{ 'm', "memory", N_("MEMORY"), N_("the memory; default: $TAIYAKU_MEMORY, then default.tm in your data folder"), OPT_LIST, &cli->given, 0, 0 },
		{ 's', "source", N_("LANG"), N_("source language (en)"), OPT_STRING, &cli->source, 0, 0 },
		{ 't', "target", N_("LANG"), N_("target language (ja)"), OPT_STRING, &cli->target, 0, 0 },
		{ 0, "lang-pair", N_("SOURCE:TARGET"), N_("both at once, as in ja:en"), OPT_STRING, pair, 0, 0 },
		{ 0, "json", NULL, N_("answer in JSON (docs/json.md), where there is an answer"), OPT_FLAG, &cli->json, 0, 0 },
		{ 'q', "quiet", NULL, N_("no progress, no notes, no summary"), OPT_FLAG, &cli->quiet, 0, 0 },
		{ 'h', "help", NULL, N_("this help"), OPT_FLAG, help, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};

	memcpy(out, table, sizeof(table));
}

/* Find `--name` or `-x` in one of the tables; *attached is the value after "="
 * or right behind the letter, or NULL. */
static const struct option *find(const struct option *options, const char *word,
				 const char **attached)
{
	size_t len = strcspn(word + 2, "=");

	for (; options && options->name; options++) {
		if (word[1] != '-') {
			if (!options->letter || options->letter != word[1])
				continue;
			*attached = word[2] ? word + 2 : NULL;
			return options;
		}
		if (strlen(options->name) == len &&
		    !strncmp(options->name, word + 2, len)) {
			*attached = word[2 + len] ? word + 3 + len : NULL;
			return options;
		}
	}
	return NULL;
}

static int set_value(const char *command, const struct option *o,
		     const char *value)
{
	double number;
	char *end;

	if (o->type == OPT_FLAG) {
		*(bool *)o->value = true;
		return GO_ON;
	}
	if (o->type == OPT_STRING) {
		*(const char **)o->value = value;
		return GO_ON;
	}
	if (o->type == OPT_LIST) {
		struct list *list = o->value;

		list->v = ty_grow(list->v, &list->cap, list->n + 1,
				  sizeof(*list->v));
		list->v[list->n++] = value;
		return GO_ON;
	}
	errno = 0;
	number = o->type == OPT_NUMBER ? (double)strtol(value, &end, 10) :
		 strtod(value, &end);
	if (errno || end == value || *end || !(number >= o->min) ||
	    !(number <= o->max))
		return usage_error(command,
			_("--%s: '%s' is not a number from %.0f to %.0f"),
			o->name, value, o->min, o->max);
	if (o->type == OPT_NUMBER)
		*(long *)o->value = (long)number;
	else
		*(double *)o->value = number;
	return GO_ON;
}

static int split_pair(struct cli *cli, const char *command, const char *pair)
{
	char *colon;

	free(cli->pair);
	cli->pair = ty_strdup(pair);
	colon = strchr(cli->pair, ':');
	if (!colon || colon == cli->pair || !colon[1])
		return usage_error(command,
			_("--lang-pair: '%s' is not of the form en:ja"), pair);
	*colon = '\0';
	cli->source = cli->pair;
	cli->target = colon + 1;
	return GO_ON;
}

/* "b.tm:-3" is b.tm, whose matches cost three points. */
static void read_memory(struct ty_reference *out, const char *word)
{
	const char *colon = strrchr(word, ':');
	size_t digits = colon && colon[1] == '-' ?
			strspn(colon + 2, "0123456789") : 0;
	long penalty = 0;

	if (digits && digits < 9 && !colon[2 + digits])
		penalty = strtol(colon + 2, NULL, 10);
	else
		colon = NULL;
	out->path = ty_strndup(word, colon ? (size_t)(colon - word) :
			       strlen(word));
	out->penalty = (int)penalty;
}

static int read_memories(struct cli *cli, const char *command)
{
	size_t n = cli->given.n, i;

	if (n > 1 && !cli->several)
		return usage_error(command,
			_("'%s' works with one memory, and %zu are given"),
			command, n);
	cli->memories = ty_alloc(n, sizeof(*cli->memories));
	for (i = 0; i < n; i++)
		read_memory(&cli->memories[i], cli->given.v[i]);
	cli->nmemories = n;
	if (n)
		cli->memory = cli->memories[0].path;
	return GO_ON;
}

void forget_options(struct cli *cli)
{
	while (cli->nmemories > 0)
		free((char *)cli->memories[--cli->nmemories].path);
	free(cli->memories);
	free(cli->given.v);
	free(cli->default_memory);
	free(cli->default_lexicon);
	free(cli->pair);
}

/* One option at argv[*i]; steps over its value. */
static int take_option(int argc, char **argv, int *i,
		       const struct option *options,
		       const struct option *common)
{
	const char *word = argv[*i], *value;
	const struct option *o = find(options, word, &value);

	if (!o)
		o = find(common, word, &value);
	if (!o)
		return usage_error(argv[0], _("unknown option '%s'"), word);
	if (!o->arg && value)
		return usage_error(argv[0], _("option '%s' takes no value"),
				   word);
	if (o->arg && !value) {
		if (*i + 1 >= argc)
			return usage_error(argv[0],
				_("option '%s' needs a value"), word);
		value = argv[++*i];
	}
	return set_value(argv[0], o, value);
}

int parse(struct cli *cli, int argc, char **argv, const struct option *options,
	  int *nargs, int least, int most)
{
	const struct command *command = find_command(argv[0]);
	struct option common[9];
	const char *pair = NULL;
	bool help = false, only_arguments = false;
	const char *name = argv[0];
	int i, n = 0, status;

	common_options(common, cli, &pair, &help);
	for (i = 1; i < argc; i++) {
		char *word = argv[i];

		if (only_arguments || word[0] != '-' || !word[1]) {
			/* Compacted to argv[1...]; moved down at the end. */
			argv[1 + n++] = word;
			continue;
		}
		if (!strcmp(word, "--")) {
			only_arguments = true;
			continue;
		}
		status = take_option(argc, argv, &i, options, common);
		if (status != GO_ON)
			return status;
	}
	if (help) {
		print_help(stdout, command, options);
		return finish_output();
	}
	if ((status = read_memories(cli, name)) != GO_ON)
		return status;
	if (pair && (status = split_pair(cli, name, pair)) != GO_ON)
		return status;
	if (cli->quiet) {
		cli->monitor.progress = NULL;
		cli->monitor.note = NULL;
	}
	if (n < least)
		return usage_error(name, _("'%s' needs more arguments"), name);
	if (most >= 0 && n > most)
		return usage_error(name, _("unexpected argument '%s'"),
				   argv[1 + most]);
	memmove(&argv[0], &argv[1], (size_t)n * sizeof(*argv));
	*nargs = n;
	return GO_ON;
}

static void list(FILE *f, const struct option *o)
{
	struct table table = { .columns = 2 };

	for (; o && o->name; o++) {
		char letter[8] = "    ";

		if (o->letter)
			snprintf(letter, sizeof(letter), "-%c, ", o->letter);
		table_add(&table, "  %s--%s%s%s", letter, o->name,
			  o->arg ? " " : "", o->arg ? _(o->arg) : "");
		table_add(&table, "%s", _(o->help));
	}
	table_print(&table, f);
}

void print_help(FILE *f, const struct command *command,
		const struct option *options)
{
	static struct cli unused;
	struct option common[9];
	const char *pair;
	bool help;

	common_options(common, &unused, &pair, &help);
	/* gettext answers "" with the catalogue's own header. */
	fprintf(f, _("usage: taiyaku %s %s\n"), command->name,
		command->args[0] ? _(command->args) : "");
	fprintf(f, "\n");
	if (command->more)
		print_paragraph(f, _(command->more), 0);
	else
		print_paragraph(f, _(command->help), 0);
	if (options && options->name) {
		fputs(_("\nOptions:\n"), f);
		list(f, options);
	}
	fputs(_("\nCommon options:\n"), f);
	list(f, common);
}
