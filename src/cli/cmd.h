#ifndef TY_CLI_CMD_H
#define TY_CLI_CMD_H

#include "base/buf.h"
#include "base/i18n.h"
#include "taiyaku.h"

/* Exit status; the numbers are part of the command line's contract. */
enum {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_FOUND = 3		/* a check found something */
};

/* Values of an option that may be given more than once, in order. */
struct list {
	const char	**v;
	size_t		 n, cap;
};

/* What every command may be told (before or after its name), and what the
 * terminal is. */
struct cli {
	const char		*memory;	/* -m, TAIYAKU_MEMORY, default */
	struct list		 given;		/* -m, as often as it stands */
	struct ty_reference	*memories;	/* the same, read; the first is
						   `memory` */
	size_t			 nmemories;
	bool			 several;	/* the command looks at all of
						   them: set before parse() */
	const char		*source, *target;
	const char		*data;		/* TAIYAKU_DATA */
	const char		*lexicon;	/* TAIYAKU_LEXICON; "": none */
	char			*default_lexicon;
	const char		*rules;		/* --rules of some commands */
	const char		*encoding;	/* --encoding of some commands */
	char			*default_memory;
	bool			 made;		/* the memory was made just now */
	char			*pair;		/* copy of --lang-pair */
	const char		*user;
	long			 threads;	/* --threads of some; 0: all */
	bool			 json, quiet;
	bool			 explain;	/* --explain of suggest */
	bool			 color;		/* on standard output */
	struct ty_monitor	 monitor;
};

/* An option of a command: parsed, checked and explained from one table. */
struct option {
	char		 letter;	/* 0: none */
	const char	*name;
	const char	*arg;		/* N_("LANG"); NULL: takes none */
	const char	*help;		/* N_() */
	enum { OPT_FLAG, OPT_STRING, OPT_NUMBER, OPT_FRACTION, OPT_LIST } type;
	void		*value;		/* bool, const char *, long, double,
					   struct list */
	double		 min, max;	/* of a number or fraction */
};

/* A command: argv[0] is its name; returns the exit status. */
struct command {
	const char	*name;
	int		(*run)(struct cli *cli, int argc, char **argv);
	const char	*args;		/* N_("[OPTION]... EN JA") */
	const char	*help;		/* N_(): one line */
	const char	*more;		/* N_(): paragraph for --help, or NULL */
};
extern const struct command *const commands[];	/* NULL at the end */
const struct command *find_command(const char *name);

/* A command that stands for others, "term list" and so on. */
struct group {
	const char			*name;		/* "term" */
	const char			*about;		/* N_(): a sentence */
	const struct command *const	*commands;	/* NULL at the end */
};
extern const struct group term_group, lexicon_group, corpus_group;
int run_group(struct cli *cli, int argc, char **argv,
	      const struct group *group);

/* The first of argv[at...] that is no common option nor the value of one, and
 * else argc: where a command's name stands.  It stops at -h and -V, too. */
int skip_options(int argc, char **argv, int at);

/* Returned by parse(): go on; anything else is the exit status. */
#define GO_ON	(-1)

/*
 * Parse a command's options and the common ones; the arguments left are moved
 * to argv[0..*nargs).  --help prints the command's help.  `least` and `most`
 * arguments are wanted (most < 0: any number).  `options` ends with a zeroed
 * entry; NULL for none.
 */
int parse(struct cli *cli, int argc, char **argv, const struct option *options,
	  int *nargs, int least, int most);
void print_help(FILE *f, const struct command *command,
		const struct option *options);

/* "taiyaku: why" and how to get help; EXIT_USAGE. */
int usage_error(const char *command, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* "taiyaku: FILE:LINE:COLUMN: TEXT"; the exit status for the error. */
int fail(const struct ty_error *err);
/* Standard output flushed and well: EXIT_DONE or EXIT_FAILED. */
int finish_output(void);

/* Open a desk as the common options say; memory false: without one. */
enum ty_status open_desk(struct ty_desk **out, struct cli *cli, bool memory,
			 enum ty_open mode, struct ty_error *err);
/* Of a memory that is not there *err says how one is made. */
void explain_missing(struct cli *cli, struct ty_error *err);
/* After a failure: a memory that this run made, and nothing came into, goes. */
void drop_new_memory(struct cli *cli);
/* Let go of what parse() made. */
void forget_options(struct cli *cli);
/* The memory that -m, TAIYAKU_MEMORY or the default names; its folder is made
 * when `create` is set and it is the default. */
const char *memory_path(struct cli *cli, bool create);
/* Where `lexicon build` puts what all commands use; its folder is made. */
const char *lexicon_path(struct cli *cli);

/*
 * Questions on standard input, a line each, which are answered one by one: what
 * was printed goes out before the next is read, because who asks through a pipe
 * may wait for it.  TY_OK with the question, valid UTF-8, in `line`; TY_END.
 * The caller releases `line`.
 */
struct questions {
	struct ty_buf	line;
	long		number;		/* of the line; 1-based */
};
enum ty_status next_question(struct questions *questions, size_t most,
			     struct ty_error *err);

/* The terminal (ui.c). */
void ui_start(struct cli *cli);
void ui_clear_progress(void);
bool ui_interrupted(void);

/* Tables whose columns line up whatever their scripts. */
struct table {
	int	 columns;
	bool	 right[8];		/* align to the right */
	char	**cells;
	size_t	 n, cap;
};
void table_add(struct table *table, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void table_print(struct table *table, FILE *f);		/* and release */
/* The decisions about `text`, one a line (explain.c). */
void print_decisions(const struct ty_decisions *decisions, const char *text);
/* weights NULL: none; else `lang` is the source language (report.c). */
void print_report(const struct ty_report *report,
		  const struct ty_band_weights *weights, const char *lang, FILE *f);

/* Pairs of stories as a list has them, "SOURCE<TAB>TARGET", with their strings
 * (story_list.c).  Zeroed to begin with. */
struct story_list {
	struct ty_pair	*v;
	size_t		 n, cap;
};
enum ty_status read_story_list(struct story_list *list, const char *path,
			       struct ty_error *err);
void release_story_list(struct story_list *list);

/* Print ty_json_done() as a line. */
void print_done(const char *key, const char *text, const char *count_key,
		int64_t count);
/* printf() of a line, without its newline, made safe for a terminal: for
 * whatever holds a path, a name or text. */
void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Print text made safe for a terminal. */
void print_text(FILE *f, const char *s, size_t len);
/* The terminal's columns, at most `most`; 79 if there is none. */
size_t terminal_width(size_t most);
/* Lines of at most the terminal's width, each after `indent` spaces. */
void print_paragraph(FILE *f, const char *text, int indent);
/* What colours a terminal; used if cli.color. */
#define FOUND	"\033[1;33m"
#define DELETED	"\033[31;9m"
#define INSERTED "\033[32;4m"
#define TO_REVISE "\033[4m"
#define REVISED	"\033[24m"
#define STRONG	"\033[1m"
#define FAINT	"\033[2m"
#define PLAIN	"\033[0m"
/* Each place of the hits on a line of `width` columns (kwic.c). */
void print_kwic(const struct cli *cli, const struct ty_hits *hits,
		size_t width);
/* The match as a translator reads it (show.c). */
void print_match(const struct cli *cli, const char *text,
		 const struct ty_match *match);

#endif
