/* taiyaku translate: a story, or a file of units, pretranslated. */

#include <stdio.h>

#include "base/io.h"
#include "cli/cmd.h"
#include "flow/document.h"
#include "format/results.h"

static enum ty_status draft_story(struct cli *cli, struct ty_desk *desk,
				  const struct ty_buf *text, const char *path,
				  const char *out, const char *format, long min,
				  struct ty_report *report,
				  struct ty_error *err)
{
	struct ty_story *story = NULL;
	struct ty_draft *draft = NULL;
	enum ty_status st;

	st = ty_story_parse(&story, desk, text->p, text->len, path,
			    cli->source, err);
	if (st != TY_OK)
		return st;
	if ((st = ty_translate(&draft, desk, story, (int)min, err)) == TY_OK)
		st = ty_draft_write(draft, out, format, err);
	if (st == TY_OK)
		*report = draft->report;
	ty_draft_free(draft);
	return st;
}

static enum ty_status draft(struct cli *cli, struct ty_desk *desk,
			    const char *path, const char *out,
			    const char *format, long min,
			    struct ty_report *report, struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	enum ty_status st = ty_read_file(&text, path, TY_MAX_STORY, err);

	if (st == TY_OK && ty_document_has_units(text.p, text.len, path))
		st = ty_document_pretranslate(report, desk, text.p, text.len,
					      path, (int)min, out, format, err);
	else if (st == TY_OK)
		st = draft_story(cli, desk, &text, path, out, format, min,
				 report, err);
	ty_buf_release(&text);
	return st;
}

static int run(struct cli *cli, int argc, char **argv)
{
	const char *out = NULL, *format = NULL;
	long min = 70;
	const struct option options[] = {
		{ 'o', "output", N_("FILE"), N_("where the draft goes: .xlf, .html, .txt, .tmx or .po; - is standard output"), OPT_STRING, &out, 0, 0 },
		{ 'f', "format", N_("FORMAT"), N_("xliff, html, text, tmx or po, whatever the file's name"), OPT_STRING, &format, 0, 0 },
		{ 0, "min", N_("SCORE"), N_("lowest score that is filled in, 50 to 101 (70)"), OPT_NUMBER, &min, 50, 101 },
		{ 0, "encoding", N_("NAME"), N_("character encoding of the stories, where it is not found out rightly"), OPT_STRING, &cli->encoding, 0, 0 },
		{ 0, "rules", N_("FILE"), N_("segmentation rules (SRX) instead of the memory's and our own"), OPT_STRING, &cli->rules, 0, 0 },
		{ 0, "threads", N_("N"), N_("threads to use (one for each core)"), OPT_NUMBER, &cli->threads, 1, 64 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_report report;
	struct ty_buf json = TY_BUF_INIT;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	cli->several = true;
	status = parse(cli, argc, argv, options, &nargs, 1, 1);
	if (status != GO_ON)
		return status;
	if (!out)
		return usage_error("translate",
			_("say where the draft goes with -o FILE"));
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = draft(cli, desk, argv[0], out, format, min, &report,
			   &err);
	ty_desk_close(desk);
	if (st != TY_OK)
		return fail(&err);
	ui_clear_progress();
	if (cli->json) {
		ty_json_report(&json, argv[0], &report, NULL, NULL);
		/* A draft on standard output has it for itself. */
		fprintf(ty_is_stdout(out) ? stderr : stdout, "%s\n",
			json.p);
		ty_buf_release(&json);
	} else if (!cli->quiet) {
		print_report(&report, NULL, NULL,
			     ty_is_stdout(out) ? stderr : stdout);
	}
	return finish_output();
}

const struct command cmd_translate = {
	"translate", run, N_("[OPTION]... FILE -o OUT"),
	N_("pretranslate a story, or a PO or XLIFF file"),
	N_("Splits a story into segments, fills in what the memory knows, and writes the draft: XLIFF 1.2 for any CAT tool, a side-by-side HTML page to read, plain text, TMX, or PO.  In a PO or XLIFF file it fills in what is not translated, and changes nothing else.  Prints the match-band report.")
};
