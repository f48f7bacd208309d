/* taiyaku corpus sample, corpus rate: what people say of a corpus. */

#include <stdio.h>

#include "base/error.h"
#include "cli/corpus.h"
#include "format/results.h"

static int run_sample(struct cli *cli, int argc, char **argv)
{
	const char *out = "-";
	long n = 200, seed = 1;
	const struct option options[] = {
		{ 'n', "number", N_("N"), N_("pairs to draw (200)"), OPT_NUMBER, &n, 1, 100000 },
		{ 'o', "output", N_("FILE"), N_("write this file (standard output)"), OPT_STRING, &out, 0, 0 },
		{ 0, "seed", N_("N"), N_("draw others (1)"), OPT_NUMBER, &seed, 0, 2147483647 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_error err;
	size_t drawn;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 1, 1);
	if (status != GO_ON)
		return status;
	if (ty_corpus_sample(&drawn, argv[0], (size_t)n, (uint64_t)seed, out,
			     &err) != TY_OK)
		return fail(&err);
	return finish_output();
}

static void print_precision(struct table *table,
			    const struct ty_corpus_precision *p)
{
	table_add(table, "%zu", p->rated);
	table_add(table, "%zu", p->right);
	table_add(table, "%.3f", p->share);
	table_add(table, "%.3f - %.3f", p->low, p->high);
}

static void print_ratings(const struct cli *cli,
			  const struct ty_corpus_ratings *r)
{
	struct table table = { .columns = 5, .right = {
		[1] = true, [2] = true, [3] = true, [4] = true } };
	struct ty_buf json = TY_BUF_INIT;
	int i;

	if (cli->json) {
		ty_json_ratings(&json, r);
		puts(json.p);
		ty_buf_release(&json);
		return;
	}
	table_add(&table, "%s", _("confidence"));
	table_add(&table, "%s", _("rated"));
	table_add(&table, "%s", _("right"));
	table_add(&table, "%s", _("precision"));
	table_add(&table, "%s", _("95-percent interval"));
	for (i = TY_CORPUS_BANDS - 1; i >= 0; i--) {
		if (!r->bands[i].rated)
			continue;
		table_add(&table, "%.2f +", r->bands[i].from);
		print_precision(&table, &r->bands[i]);
	}
	table_add(&table, "%s", _("whole corpus"));
	print_precision(&table, &r->all);
	table_print(&table, stdout);
}

static int run_rate(struct cli *cli, int argc, char **argv)
{
	struct ty_corpus_ratings ratings;
	struct ty_error err;
	int nargs, status;

	status = parse(cli, argc, argv, NULL, &nargs, 1, 2);
	if (status != GO_ON)
		return status;
	if (ty_corpus_rate(&ratings, argv[0], nargs > 1 ? argv[1] : NULL,
			   &err) != TY_OK)
		return fail(&err);
	print_ratings(cli, &ratings);
	return finish_output();
}

const struct command corpus_sample = {
	"corpus sample", run_sample, N_("[OPTION]... CORPUS"),
	N_("draw pairs for people to judge"),
	N_("Writes lines for a spreadsheet: write right or wrong into the column 'verdict', save as TSV, and give it to 'taiyaku corpus rate'.  Pairs of low confidence are drawn as often as others; the column 'weight' says how many each stands for.")
};

const struct command corpus_rate = {
	"corpus rate", run_rate, N_("CORPUS [FILE]"),
	N_("record what people judged and say how good the corpus is"),
	N_("Reads verdicts from FILE, keeps them with the corpus, and prints the precision with its 95-percent confidence interval.")
};
