/* taiyaku search: concordance, keyword in context, both sides. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/words.h"
#include "cli/cmd.h"
#include "format/results.h"

static void print_marked(const struct cli *cli, const char *text,
			 const struct ty_span *spans, size_t n)
{
	size_t at = 0, i;

	for (i = 0; i < n; i++) {
		print_text(stdout, text + at, spans[i].start - at);
		fputs(cli->color ? FOUND : "[", stdout);
		print_text(stdout, text + spans[i].start,
			   spans[i].end - spans[i].start);
		fputs(cli->color ? PLAIN : "]", stdout);
		at = spans[i].end;
	}
	print_text(stdout, text + at, strlen(text + at));
}

static void print_hit(const struct cli *cli, const struct ty_hit *hit)
{
	const char *title = hit->origin.headline[0] ? hit->origin.headline :
			    hit->origin.path;

	printf("%-3s ", hit->lang);
	print_marked(cli, hit->text, hit->spans, hit->nspans);
	printf("\n%-3s ", hit->other_lang);
	print_marked(cli, hit->other, hit->other_spans, hit->nother_spans);
	printf("\n    #%lld ", (long long)hit->unit);
	print_text(stdout, title, strlen(title));
	printf("\n");
}

static void print_total(const struct ty_hits *hits)
{
	printf(Q_("%lld text contains it", "%lld texts contain it",
		  (unsigned long)hits->total), (long long)hits->total);
	if (hits->n < (size_t)hits->total)
		printf(_("; %zu shown"), hits->n);
	printf("\n");
}

/* "human,aligned": a bit for each word. */
static bool add_kind(unsigned *bits, const char *word)
{
	enum ty_unit_kind kind;

	if (!ty_unit_kind_parse(&kind, word))
		return false;
	*bits |= 1u << kind;
	return true;
}

static bool add_status(unsigned *bits, const char *word)
{
	enum ty_unit_status status;

	if (!ty_unit_status_parse(&status, word))
		return false;
	*bits |= 1u << status;
	return true;
}

static int parse_words(unsigned *bits, const char *name, const char *list,
		       bool (*add)(unsigned *bits, const char *word))
{
	int status = GO_ON;
	size_t len;

	while (list && status == GO_ON) {
		char *word;

		len = strcspn(list, ",");
		word = ty_strndup(list, len);
		if (!add(bits, word))
			status = usage_error("search",
					     _("--%s: unknown word '%s'"),
					     name, word);
		free(word);
		list = list[len] ? list + len + 1 : NULL;
	}
	return status;
}

static void print(const struct cli *cli, const struct ty_hits *hits, bool kwic,
		  long width)
{
	struct ty_buf json = TY_BUF_INIT;
	size_t i;

	if (cli->json) {
		ty_json_hits(&json, hits);
		puts(json.p);
		ty_buf_release(&json);
		return;
	}
	if (kwic)
		print_kwic(cli, hits, width ? (size_t)width :
			   terminal_width(1000));
	for (i = 0; !kwic && i < hits->n; i++)
		print_hit(cli, &hits->items[i]);
	print_total(hits);
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct ty_search_options o = { .limit = 20 };
	const char *kinds = NULL, *statuses = NULL;
	long limit = 20, offset = 0, batch = 0, width = 0;
	bool kwic = false;
	const struct option options[] = {
		{ 'l', "lang", N_("LANG"), N_("look in this language only"), OPT_STRING, &o.lang, 0, 0 },
		{ 0, "other", N_("TEXT"), N_("the other side contains this"), OPT_STRING, &o.other, 0, 0 },
		{ 'k', "kwic", NULL, N_("each place on a line, in its context"), OPT_FLAG, &kwic, 0, 0 },
		{ 0, "width", N_("N"), N_("columns of such a line (the terminal's)"), OPT_NUMBER, &width, 40, 1000 },
		{ 0, "story", N_("TEXT"), N_("of stories or files whose headline, slugline, number or path contains this"), OPT_STRING, &o.story, 0, 0 },
		{ 0, "since", N_("DATE"), N_("stored or changed since then (2024-01-31)"), OPT_STRING, &o.since, 0, 0 },
		{ 0, "until", N_("DATE"), N_("stored or changed until then"), OPT_STRING, &o.until, 0, 0 },
		{ 0, "user", N_("NAME"), N_("written, changed or brought in by this user"), OPT_STRING, &o.user, 0, 0 },
		{ 0, "kind", N_("WORD,..."), N_("human, aligned, imported or machine"), OPT_STRING, &kinds, 0, 0 },
		{ 0, "status", N_("WORD,..."), N_("draft, translated, reviewed or rejected"), OPT_STRING, &statuses, 0, 0 },
		{ 0, "batch", N_("N"), N_("brought or changed by this batch"), OPT_NUMBER, &batch, 1, 1e15 },
		{ 0, "max", N_("N"), N_("most hits shown (20)"), OPT_NUMBER, &limit, 0, 100000 },
		{ 0, "offset", N_("N"), N_("leave out the first N hits (0)"), OPT_NUMBER, &offset, 0, 1e9 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_desk *desk = NULL;
	struct ty_hits *hits = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 1, -1);
	if (status == GO_ON)
		status = parse_words(&o.kinds, "kind", kinds, add_kind);
	if (status == GO_ON)
		status = parse_words(&o.statuses, "status", statuses,
				     add_status);
	if (status != GO_ON)
		return status;
	o.batch = batch;
	o.offset = (size_t)offset;
	o.limit = (size_t)limit;
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = ty_search(&hits, desk, (const char *const *)argv,
			       (size_t)nargs, &o, &err);
	ty_desk_close(desk);
	if (st != TY_OK)
		return fail(&err);
	print(cli, hits, kwic, width);
	ty_hits_free(hits);
	return finish_output();
}

const struct command cmd_search = {
	"search", run, N_("[OPTION]... TEXT..."),
	N_("find a text inside the memory (concordance)"),
	N_("Finds every text that contains TEXT, in either language, whatever its case, width or kana, and shows it with its translation, the newest first.  A TEXT is found as it stands, with its spaces; of several, a text must contain each, wherever.")
};
