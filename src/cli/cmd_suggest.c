/* taiyaku suggest: what was translated before. */

#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "cli/term.h"
#include "format/results.h"

/* What was compared, token by token. */
static void explain(const struct ty_matches *matches)
{
	size_t i;

	printf(Q_("       %zu token: ", "       %zu tokens: ",
		  matches->ntokens), matches->ntokens);
	for (i = 0; i < matches->ntokens; i++) {
		const struct ty_span *t = &matches->tokens[i];

		fputs(i ? " | " : "", stdout);
		print_text(stdout, matches->text + t->start,
			   t->end - t->start);
	}
	printf(Q_("\n       %zu pair was scored\n",
		  "\n       %zu pairs were scored\n", matches->scored),
	       matches->scored);
}

static enum ty_status suggest(struct cli *cli, struct ty_desk *desk,
			      const char *text,
			      const struct ty_suggest_options *options,
			      struct ty_error *err)
{
	struct ty_buf json = TY_BUF_INIT;
	struct ty_matches *matches;
	struct ty_term_hits *terms;
	enum ty_status st;
	size_t i;

	if ((st = ty_suggest(&matches, desk, text, options, err)) != TY_OK)
		return st;
	st = ty_terms_find(&terms, desk, matches->text, strlen(matches->text),
			   NULL, err);
	if (st != TY_OK) {
		ty_matches_free(matches);
		return st;
	}
	if (cli->json) {
		ty_json_matches(&json, text, matches, terms);
		puts(json.p);
		ty_buf_release(&json);
	} else {
		fputs("> ", stdout);
		print_text(stdout, text, strlen(text));
		fputc('\n', stdout);
		if (cli->explain)
			explain(matches);
		for (i = 0; i < matches->n; i++)
			print_match(cli, matches->text, &matches->items[i]);
		if (!matches->n)
			printf(_("       nothing similar enough\n"));
		print_terms(terms, ty_desk_source(desk),
			    ty_desk_target(desk));
	}
	ty_term_hits_free(terms);
	ty_matches_free(matches);
	return TY_OK;
}

static enum ty_status suggest_lines(struct cli *cli, struct ty_desk *desk,
				    const struct ty_suggest_options *options,
				    struct ty_error *err)
{
	struct questions questions = { .line = TY_BUF_INIT };
	enum ty_status st;

	while ((st = next_question(&questions, TY_MAX_LINE, err)) == TY_OK) {
		if (!questions.line.len && !cli->json)
			continue;
		st = suggest(cli, desk, questions.line.p, options, err);
		if (st != TY_OK)
			break;
	}
	ty_buf_release(&questions.line);
	return st == TY_END ? TY_OK : st;
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct ty_suggest_options options = { 0 };
	long min = 70, max = 10;
	const struct option table[] = {
		{ 0, "min", N_("SCORE"), N_("lowest score shown, 50 to 101 (70)"), OPT_NUMBER, &min, 50, 101 },
		{ 0, "max", N_("N"), N_("most matches shown (10)"), OPT_NUMBER, &max, 1, 1000 },
		{ 0, "prev", N_("TEXT"), N_("the segment before, for context matches"), OPT_STRING, &options.prev, 0, 0 },
		{ 0, "next", N_("TEXT"), N_("the segment after"), OPT_STRING, &options.next, 0, 0 },
		{ 0, "explain", NULL, N_("say how each score came about"), OPT_FLAG, &cli->explain, 0, 0 },
		{ 0, "exhaustive", NULL, N_("compare with the whole memory, without the index"), OPT_FLAG, &options.exhaustive, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	cli->several = true;
	status = parse(cli, argc, argv, table, &nargs, 0, 1);
	if (status != GO_ON)
		return status;
	options.min = (int)min;
	options.max = (size_t)max;
	if ((options.prev != NULL) != (options.next != NULL))
		return usage_error("suggest",
			_("--prev and --next go together"));
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK && nargs == 1 && strcmp(argv[0], "-"))
		st = suggest(cli, desk, argv[0], &options, &err);
	else if (st == TY_OK)
		st = suggest_lines(cli, desk, &options, &err);
	ty_desk_close(desk);
	return st == TY_OK ? finish_output() : (fflush(stdout), fail(&err));
}

const struct command cmd_suggest = {
	"suggest", run, N_("[OPTION]... [TEXT]"),
	N_("show earlier translations of a text"),
	N_("Shows the best matches for TEXT, or for each line of standard input: the score and its reasons, the earlier source with what differs, its translation, and where it came from.")
};
