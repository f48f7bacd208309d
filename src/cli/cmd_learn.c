/* taiyaku learn: stories and their translations into the memory. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/io.h"
#include "cli/cmd.h"
#include "format/results.h"
#include "text/utf8.h"

/* "41 beads: 1:1 ×33, 1:2 ×4, ..." */
static void print_beads(const struct ty_learned *l)
{
	size_t all = 0, n, m;
	const char *glue = ": ";

	for (n = 0; n <= TY_BEAD_MOST; n++)
		for (m = 0; m <= TY_BEAD_MOST; m++)
			all += l->beads[n][m];
	printf(Q_("%zu bead", "%zu beads", all), all);
	for (n = TY_BEAD_MOST + 1; n-- > 0; )
		for (m = TY_BEAD_MOST + 1; m-- > 0; )
			if (l->beads[n][m]) {
				printf("%s%zu:%zu ×%zu", glue, n, m,
				       l->beads[n][m]);
				glue = ", ";
			}
	fputc('\n', stdout);
}

static void print_learned(const struct ty_desk *desk,
			  const struct ty_learned *l)
{
	printf(Q_("%zu story pair: %zu segments in %s, %zu in %s\n",
		  "%zu story pairs: %zu segments in %s, %zu in %s\n",
		  l->pairs), l->pairs, l->source_segments,
	       ty_desk_source(desk), l->target_segments,
	       ty_desk_target(desk));
	print_beads(l);
	if (l->reviewed || l->wrong)
		printf(_("beads found right or corrected: %zu; found wrong and left out: %zu\n"),
		       l->reviewed, l->wrong);
	printf(_("units: %lld added, %lld merged with what was there, %zu too doubtful to keep\n"),
	       (long long)l->batch->added, (long long)l->batch->merged,
	       l->below);
	printf(_("batch %lld; 'taiyaku undo %lld' takes it back\n"),
	       (long long)l->batch->id, (long long)l->batch->id);
}

static int learn(struct cli *cli, const struct story_list *pairs,
		 const char *beads, double confidence)
{
	struct ty_learned *learned = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	struct ty_buf out = TY_BUF_INIT;

	st = open_desk(&desk, cli, true, TY_CREATE, &err);
	if (st == TY_OK && beads)
		st = ty_learn_beads(&learned, desk, beads, pairs->v,
				    confidence, &err);
	else if (st == TY_OK)
		st = ty_learn(&learned, desk, pairs->v, pairs->n, confidence,
			      &err);
	if (st != TY_OK) {
		ty_desk_close(desk);
		drop_new_memory(cli);
		return fail(&err);
	}
	ui_clear_progress();
	if (cli->json) {
		ty_json_learned(&out, learned);
		puts(out.p);
		ty_buf_release(&out);
	} else if (!cli->quiet) {
		print_learned(desk, learned);
	}
	ty_desk_close(desk);
	ty_learned_free(learned);
	return finish_output();
}

static int run(struct cli *cli, int argc, char **argv)
{
	const char *list = NULL, *beads = NULL;
	double confidence = TY_LEARN_CONFIDENCE;
	const struct option options[] = {
		{ 0, "pairs", N_("LIST"), N_("learn many: a file of lines SOURCE<TAB>TARGET, paths relative to it"), OPT_STRING, &list, 0, 0 },
		{ 0, "beads", N_("FILE"), N_("learn what 'align -f tsv' wrote and a person corrected"), OPT_STRING, &beads, 0, 0 },
		{ 0, "min-confidence", N_("P"), N_("leave out beads less certain than this, 0 to 1 (0.7)"), OPT_FRACTION, &confidence, 0, 1 },
		{ 0, "encoding", N_("NAME"), N_("character encoding of the stories, where it is not found out rightly"), OPT_STRING, &cli->encoding, 0, 0 },
		{ 0, "rules", N_("FILE"), N_("segmentation rules (SRX) instead of the memory's and our own"), OPT_STRING, &cli->rules, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct story_list pairs = { 0 };
	struct ty_error err;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 2);
	if (status != GO_ON)
		return status;
	if (list && beads)
		return usage_error("learn", _("--pairs and --beads do not go together"));
	if (list ? nargs != 0 : nargs != 2 && !(beads && nargs == 0))
		return usage_error("learn",
			_("give two stories, or --pairs and a list"));
	if (nargs == 2) {
		pairs.v = ty_grow(NULL, &pairs.cap, 1, sizeof(*pairs.v));
		pairs.v[0].source = ty_strdup(argv[0]);
		pairs.v[0].target = ty_strdup(argv[1]);
		pairs.n = 1;
	} else if (list && read_story_list(&pairs, list, &err) != TY_OK) {
		release_story_list(&pairs);
		return fail(&err);
	}
	status = learn(cli, &pairs, beads, confidence);
	release_story_list(&pairs);
	return status;
}

const struct command cmd_learn = {
	"learn", run, N_("[OPTION]... SOURCE TARGET | --pairs LIST | --beads FILE"),
	N_("align stories with their translations and store them"),
	N_("Reads a story and its translation, splits both into segments, aligns them and stores the pairs as one batch, which 'undo' can take back.  The memory is made if it is not there.")
};
