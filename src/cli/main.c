/* The front door: locale, common options, the table of commands. */

#include <errno.h>
#include <locale.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/paths.h"
#include "cli/cmd.h"
#include "text/utf8.h"

extern const struct command cmd_init, cmd_learn, cmd_suggest, cmd_translate,
	cmd_analyze, cmd_search, cmd_import, cmd_export, cmd_inspect,
	cmd_segment, cmd_align, cmd_stats, cmd_log, cmd_undo, cmd_verify,
	cmd_backup, cmd_reindex, cmd_rules, cmd_check, cmd_values, cmd_carry,
	cmd_style, cmd_term, cmd_lexicon, cmd_corpus, cmd_serve, cmd_help;

const struct command *const commands[] = {
	&cmd_init, &cmd_learn, &cmd_suggest, &cmd_translate, &cmd_analyze,
	&cmd_search, &cmd_import, &cmd_export, &cmd_inspect, &cmd_segment,
	&cmd_align, &cmd_stats, &cmd_log, &cmd_undo, &cmd_verify, &cmd_backup,
	&cmd_reindex, &cmd_rules, &cmd_check, &cmd_values, &cmd_carry, &cmd_style,
	&cmd_term, &cmd_lexicon, &cmd_corpus, &cmd_serve, &cmd_help, NULL
};

static const struct group *const groups[] = {
	&term_group, &lexicon_group, &corpus_group, NULL
};

const struct command *find_command(const char *name)
{
	size_t i, k;

	for (i = 0; commands[i]; i++)
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	for (k = 0; groups[k]; k++)
		for (i = 0; groups[k]->commands[i]; i++)
			if (!strcmp(groups[k]->commands[i]->name, name))
				return groups[k]->commands[i];
	return NULL;
}

/*
 * gettext looks at LANGUAGE only in a locale other than "C", and a fresh
 * machine has no locale generated for LANG=ja_JP.UTF-8; C.UTF-8 is always
 * there, and the wish for a language is kept.
 */
static void set_locale(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *now = setlocale(LC_ALL, "");
	const char *wish;
	size_t i;

	if (!now) {
		for (i = 0; i < 3 && !getenv("LANGUAGE"); i++)
			if ((wish = getenv(names[i])) && wish[0])
				setenv("LANGUAGE", wish, 0);
	}
	now = setlocale(LC_MESSAGES, NULL);
	if (!now || !strcmp(now, "C") || !strcmp(now, "POSIX"))
		setlocale(LC_ALL, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");	/* a decimal point is a point */
	bindtextdomain("taiyaku", getenv("TAIYAKU_LOCALE") ?
		       getenv("TAIYAKU_LOCALE") : ty_locale_dir);
	bind_textdomain_codeset("taiyaku", "UTF-8");
}

int fail(const struct ty_error *err)
{
	struct ty_buf line = TY_BUF_INIT;

	ui_clear_progress();
	if (err->file[0])
		ty_buf_addf(&line, "%s:", err->file);
	if (err->line)
		ty_buf_addf(&line, "%ld:", err->line);
	if (err->column)
		ty_buf_addf(&line, "%ld:", err->column);
	if (line.len)
		ty_buf_addc(&line, ' ');
	ty_buf_adds(&line, err->text);
	fputs("taiyaku: ", stderr);
	print_text(stderr, line.p, line.len);
	fputc('\n', stderr);
	ty_buf_release(&line);
	/* What was asked cannot be, whatever the files hold. */
	return err->code == TY_EINVAL && !err->file[0] ? EXIT_USAGE :
	       EXIT_FAILED;
}

int usage_error(const char *command, const char *fmt, ...)
{
	struct ty_buf why = TY_BUF_INIT;
	va_list ap;

	fputs("taiyaku: ", stderr);
	va_start(ap, fmt);
	ty_buf_vaddf(&why, fmt, ap);
	va_end(ap);
	print_text(stderr, why.p, why.len);
	ty_buf_release(&why);
	if (command)
		fprintf(stderr, _("; see 'taiyaku %s --help'\n"), command);
	else
		fprintf(stderr, _("; see 'taiyaku --help'\n"));
	return EXIT_USAGE;
}

int finish_output(void)
{
	struct ty_error err;

	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_DONE;
	ty_fail_errno(&err, _("standard output"), errno ? errno : EIO);
	return fail(&err);
}

/* mkdir -p for the folder of `path`, closed to others; trouble shows when the
 * memory is opened. */
static void make_folder(const char *path)
{
	char *copy = ty_strdup(path), *p;

	for (p = copy + 1; (p = strchr(p, '/')) != NULL; *p++ = '/') {
		*p = '\0';
		mkdir(copy, 0700);
	}
	free(copy);
}

/* A file of ours in the user's folder for data. */
static char *user_file(const char *name)
{
	const char *home = getenv("XDG_DATA_HOME");
	struct ty_buf path = TY_BUF_INIT;

	if (home && home[0] == '/') {
		ty_buf_addf(&path, "%s/taiyaku/%s", home, name);
	} else {
		struct passwd *pw;

		home = getenv("HOME");
		if ((!home || !home[0]) && (pw = getpwuid(getuid())))
			home = pw->pw_dir;
		ty_buf_addf(&path, "%s/.local/share/taiyaku/%s",
			    home && home[0] ? home : ".", name);
	}
	return ty_buf_detach(&path);
}

const char *memory_path(struct cli *cli, bool create)
{
	if (cli->memory)
		return cli->memory;
	free(cli->default_memory);
	cli->default_memory = user_file("default.tm");
	if (create)
		make_folder(cli->default_memory);
	return cli->default_memory;
}

void explain_missing(struct cli *cli, struct ty_error *err)
{
	const char *gone = memory_path(cli, false);
	size_t i = 1;

	for (; access(gone, F_OK) == 0; gone = cli->memories[i++].path)
		if (i >= cli->nmemories)
			return;
	ty_fail_at(err, TY_ENOTFOUND, gone, 0, 0,
		   _("no memory there; 'taiyaku init' or 'taiyaku learn' makes one"));
}

static const char *user_lexicon(struct cli *cli)
{
	free(cli->default_lexicon);
	cli->default_lexicon = user_file("lexicon-en-ja.lex");
	return cli->default_lexicon;
}

const char *lexicon_path(struct cli *cli)
{
	make_folder(user_lexicon(cli));
	return cli->default_lexicon;
}

/* The user's lexicon, else the one that came with the program. */
static const char *found_lexicon(struct cli *cli)
{
	return access(user_lexicon(cli), F_OK) == 0 ? cli->default_lexicon :
	       access(ty_lexicon_file, F_OK) == 0 ? ty_lexicon_file : NULL;
}

enum ty_status open_desk(struct ty_desk **out, struct cli *cli, bool memory,
			 enum ty_open mode, struct ty_error *err)
{
	struct ty_desk_options options = {
		.memory = memory ? memory_path(cli, mode == TY_CREATE) : NULL,
		.penalty = cli->nmemories ? cli->memories[0].penalty : 0,
		.references = cli->memories + 1,
		.nreferences = cli->nmemories > 1 ? cli->nmemories - 1 : 0,
		.mode = mode, .source = cli->source, .target = cli->target,
		.data = cli->data, .rules = cli->rules,
		.lexicon = !cli->lexicon ? found_lexicon(cli) :
			   cli->lexicon[0] ? cli->lexicon : NULL,
		.lexicon_optional = !cli->lexicon,
		.encoding = cli->encoding, .user = cli->user,
		.monitor = &cli->monitor, .threads = (int)cli->threads,
	};

	bool had = options.memory && access(options.memory, F_OK) == 0;
	enum ty_status st = ty_desk_open(out, &options, err);

	cli->made = st == TY_OK && options.memory && !had;
	if (st == TY_ENOTFOUND && options.memory && mode != TY_CREATE)
		explain_missing(cli, err);
	return st;
}

void drop_new_memory(struct cli *cli)
{
	if (cli->made)
		unlink(memory_path(cli, false));
}

static const char *user_name(void)
{
	const char *name = getenv("TAIYAKU_USER");
	struct passwd *pw;

	if (!name || !name[0])
		name = getenv("USER");
	if ((!name || !name[0]) && (pw = getpwuid(getuid())))
		name = pw->pw_name;
	return name && ty_utf8_valid(name, strlen(name), &(size_t){ 0 }) ?
		name : "";
}

static void overview(FILE *f)
{
	struct table table = { .columns = 2 };
	size_t i;

	fputs(_("usage: taiyaku [-m MEMORY] [--lang-pair en:ja] COMMAND [OPTION]... [ARGUMENT]...\n"), f);
	fputs(_("\nA translation memory for wire stories.  Commands:\n\n"), f);
	for (i = 0; commands[i]; i++) {
		table_add(&table, "  %s", commands[i]->name);
		table_add(&table, "%s", _(commands[i]->help));
	}
	table_print(&table, f);
	fputs(_("\n'taiyaku COMMAND --help' explains a command; 'man taiyaku' is the manual.\n"), f);
}

static int run_help(struct cli *cli, int argc, char **argv)
{
	const struct command *command;
	char *help[] = { NULL, (char *)"--help", NULL };
	int nargs, status;

	status = parse(cli, argc, argv, NULL, &nargs, 0, 1);
	if (status != GO_ON)
		return status;
	if (nargs == 0) {
		overview(stdout);
		return finish_output();
	}
	command = find_command(argv[0]);
	if (!command)
		return usage_error(NULL, _("'%s' is not a taiyaku command"),
				   argv[0]);
	help[0] = argv[0];
	return command->run(cli, 2, help);
}

const struct command cmd_help = {
	"help", run_help, N_("[COMMAND]"), N_("explain a command"), NULL
};

int skip_options(int argc, char **argv, int at)
{
	static const char *const valued[] = { "-m", "-s", "-t", "--memory",
					      "--source", "--target",
					      "--lang-pair" };
	static const char *const stops[] = { "-h", "-V", "--help",
					     "--version" };
	size_t i;

	for (; at < argc && argv[at][0] == '-' && argv[at][1]; at++) {
		for (i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
			if (!strcmp(argv[at], stops[i]))
				return at;
		for (i = 0; i < sizeof(valued) / sizeof(valued[0]); i++)
			if (!strcmp(argv[at], valued[i])) {
				at++;
				break;
			}
	}
	return at;
}

int main(int argc, char **argv)
{
	const struct command *command;
	struct cli cli = { .memory = getenv("TAIYAKU_MEMORY"),
			   .lexicon = getenv("TAIYAKU_LEXICON"),
			   .data = getenv("TAIYAKU_DATA") };
	int at, status;

	set_locale();
	ui_start(&cli);
	cli.user = user_name();
	if (cli.memory && !cli.memory[0])
		cli.memory = NULL;
	/* Common options before the command's name are moved behind it. */
	at = skip_options(argc, argv, 1);
	if (at < argc && (!strcmp(argv[at], "--version") ||
			  !strcmp(argv[at], "-V"))) {
		printf("taiyaku %s\n", ty_version());
		return finish_output();
	}
	if (at < argc && (!strcmp(argv[at], "--help") ||
			  !strcmp(argv[at], "-h"))) {
		overview(stdout);
		return finish_output();
	}
	if (at >= argc) {
		overview(stderr);
		return EXIT_USAGE;
	}
	command = find_command(argv[at]);
	if (!command)
		return usage_error(NULL, _("'%s' is not a taiyaku command"),
				   argv[at]);
	/* The command's name first, then all that stood around it. */
	memmove(&argv[2], &argv[1], (size_t)(at - 1) * sizeof(*argv));
	argv[1] = (char *)command->name;
	status = command->run(&cli, argc - 1, argv + 1);
	ui_clear_progress();
	forget_options(&cli);
	return status;
}
