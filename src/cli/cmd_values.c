/* taiyaku values: the quantities a text holds. */

#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "cli/cmd.h"
#include "format/results.h"
#include "text/utf8.h"
#include "text/value.h"

static void print_values(struct cli *cli, const char *text, long line,
			 const struct ty_values *values)
{
	struct ty_buf json = TY_BUF_INIT;
	size_t i;

	if (cli->json) {
		ty_json_values(&json, text, values);
		puts(json.p);
		ty_buf_release(&json);
		return;
	}
	for (i = 0; i < values->n; i++) {
		const struct ty_value *v = &values->v[i];

		printf("%ld\t%s\t%s\t%s\t", line, ty_value_kind_word(v->kind),
		       v->amount, v->unit);
		print_text(stdout, text + v->span.start,
			   v->span.end - v->span.start);
		fputc('\n', stdout);
	}
}

static enum ty_status read_lines(struct cli *cli,
				 const struct ty_value_reader *reader,
				 struct ty_error *err)
{
	struct questions questions = { .line = TY_BUF_INIT };
	struct ty_buf *line = &questions.line;
	struct ty_values values = { 0 };
	enum ty_status st;

	while ((st = next_question(&questions, TY_MAX_STORY, err)) == TY_OK) {
		ty_values_read(reader, line->p, line->len, &values);
		print_values(cli, line->p, questions.number, &values);
	}
	ty_values_release(&values);
	ty_buf_release(line);
	return st == TY_END ? TY_OK : st;
}

static enum ty_status read_text(struct cli *cli,
				const struct ty_value_reader *reader,
				const char *text, struct ty_error *err)
{
	struct ty_values values = { 0 };
	enum ty_status st;

	st = ty_utf8_require(text, strlen(text), NULL, 1, err);
	if (st != TY_OK)
		return st;
	ty_values_read(reader, text, strlen(text), &values);
	print_values(cli, text, 1, &values);
	ty_values_release(&values);
	return TY_OK;
}

static int run(struct cli *cli, int argc, char **argv)
{
	const char *lang = NULL;
	const struct option options[] = {
		{ 'l', "lang", N_("LANG"), N_("language of the text (the source language)"), OPT_STRING, &lang, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_value_reader *reader;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 1);
	if (status != GO_ON)
		return status;
	if (!lang)
		lang = cli->source ? cli->source : "en";
	st = ty_value_reader_open(&reader, lang, &err);
	if (st == TY_OK && nargs == 1 && strcmp(argv[0], "-"))
		st = read_text(cli, reader, argv[0], &err);
	else if (st == TY_OK)
		st = read_lines(cli, reader, &err);
	ty_value_reader_close(reader);
	return st == TY_OK ? finish_output() : (fflush(stdout), fail(&err));
}

const struct command cmd_values = {
	"values", run, N_("[-l LANG] [TEXT]"),
	N_("show the numbers, dates and amounts in a text"),
	N_("Shows the values in TEXT, or in each line of standard input, as the program understands them: the line, the kind, the exact amount, the unit, and the words of the text.")
};
