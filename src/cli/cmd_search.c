/* taiyaku search: concordance, keyword in context, both sides. */

#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "format/results.h"

static void print_hit(const struct cli *cli, const struct ty_hit *hit)
{
	size_t at = 0, i;

	printf("%-3s ", hit->lang);
	for (i = 0; i < hit->nspans; i++) {
		const struct ty_span *s = &hit->spans[i];

		print_text(stdout, hit->text + at, s->start - at);
		fputs(cli->color ? "\033[1;33m" : "[", stdout);
		print_text(stdout, hit->text + s->start, s->end - s->start);
		fputs(cli->color ? "\033[0m" : "]", stdout);
		at = s->end;
	}
	print_text(stdout, hit->text + at, strlen(hit->text + at));
	printf("\n%-3s ", hit->other_lang);
	print_text(stdout, hit->other, strlen(hit->other));
	printf("\n    #%lld ", (long long)hit->unit);
	if (hit->origin.headline[0])
		print_text(stdout, hit->origin.headline,
			   strlen(hit->origin.headline));
	else
		print_text(stdout, hit->origin.path,
			   strlen(hit->origin.path));
	printf("\n");
}

static int run(struct cli *cli, int argc, char **argv)
{
	const char *lang = NULL;
	long limit = 20, offset = 0;
	const struct option options[] = {
		{ 'l', "lang", N_("LANG"), N_("look in this language only"), OPT_STRING, &lang, 0, 0 },
		{ 0, "max", N_("N"), N_("most hits shown (20)"), OPT_NUMBER, &limit, 0, 100000 },
		{ 0, "offset", N_("N"), N_("leave out the first N hits (0)"), OPT_NUMBER, &offset, 0, 1e9 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_buf json = TY_BUF_INIT;
	struct ty_desk *desk = NULL;
	struct ty_hits *hits = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;
	size_t i;

	status = parse(cli, argc, argv, options, &nargs, 1, 1);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = ty_search(&hits, desk, argv[0], lang, (size_t)offset,
			       (size_t)limit, &err);
	ty_desk_close(desk);
	if (st != TY_OK)
		return fail(&err);
	if (cli->json) {
		ty_json_hits(&json, hits);
		puts(json.p);
		ty_buf_release(&json);
	} else {
		for (i = 0; i < hits->n; i++)
			print_hit(cli, &hits->items[i]);
		printf(Q_("%lld text contains it", "%lld texts contain it",
			  (unsigned long)hits->total),
		       (long long)hits->total);
		if (hits->n < (size_t)hits->total)
			printf(_("; %zu shown"), hits->n);
		printf("\n");
	}
	ty_hits_free(hits);
	return finish_output();
}

const struct command cmd_search = {
	"search", run, N_("[OPTION]... TEXT"),
	N_("find a text inside the memory (concordance)"),
	N_("Finds every text that contains TEXT, in either language, whatever its case, width or kana, and shows it with its translation, the newest first.")
};
