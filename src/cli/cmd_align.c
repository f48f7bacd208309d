/* taiyaku align: which segments translate which. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/io.h"
#include "cli/cmd.h"
#include "format/beads.h"
#include "format/results.h"
#include "text/encoding.h"
#include "text/norm.h"

struct side {
	char	**texts;
	size_t	  n, cap;
};

static void add(struct side *side, const char *s, size_t len)
{
	struct ty_buf text = TY_BUF_INIT;

	ty_squeeze(&text, s, len);
	side->texts = ty_grow(side->texts, &side->cap, side->n + 1,
			      sizeof(*side->texts));
	side->texts[side->n++] = ty_buf_detach(&text);
}

static void release(struct side *side)
{
	while (side->n > 0)
		free(side->texts[--side->n]);
	free(side->texts);
}

/* Each line is a segment; empty lines too, so that numbers stay lines. */
static enum ty_status add_lines(struct side *side, const char *path,
				const struct ty_decoded *d,
				struct ty_error *err)
{
	const char *p = d->text, *end = d->text + d->length, *nl;
	long number = 1;
	size_t n;

	for (; p < end; p += n + 1, number++) {
		nl = memchr(p, '\n', (size_t)(end - p));
		n = (size_t)((nl ? nl : end) - p);
		if (n > TY_MAX_LINE)
			return ty_fail_at(err, TY_ELIMIT, path, number, 0,
					  _("a line of more than %zu bytes"),
					  (size_t)TY_MAX_LINE);
		add(side, p, n);
	}
	return TY_OK;
}

static enum ty_status read_lines(struct side *side, const struct cli *cli,
				 const char *path, struct ty_error *err)
{
	struct ty_buf bytes = TY_BUF_INIT;
	struct ty_decoded d;
	enum ty_status st;

	st = ty_read_file(&bytes, path, TY_MAX_STORY, err);
	if (st == TY_OK) {
		st = ty_decode(&d, bytes.p, bytes.len, cli->encoding, NULL,
			       path, err);
		if (st == TY_OK)
			st = add_lines(side, path, &d, err);
		ty_decoded_release(&d);
	}
	ty_buf_release(&bytes);
	return st;
}

static enum ty_status read_story(struct side *side, struct ty_desk *desk,
				 const char *path, const char *lang,
				 struct ty_error *err)
{
	struct ty_story *story;
	enum ty_status st;
	size_t i;

	if ((st = ty_story_read(&story, desk, path, lang, err)) != TY_OK)
		return st;
	for (i = 0; i < story->nsegments; i++) {
		const char *text = story->segments[i].text;

		if (ty_kind_translated(story->segments[i].kind))
			add(side, text, strlen(text));
	}
	ty_story_free(story);
	return TY_OK;
}

static void print_numbers(size_t first, size_t n)
{
	size_t i;

	for (i = first; i < first + n; i++)
		printf("%s%zu", i > first ? "," : "", i);
}

/* For people: the two sides beneath each other, the confidence in front. */
static void print_bead(const struct ty_bead *b, const struct side *s,
		       const struct side *t)
{
	size_t i;

	printf("%zu:%zu %.2f\n", b->source_n, b->target_n, b->confidence);
	for (i = b->source; i < b->source + b->source_n; i++) {
		printf("  - ");
		print_text(stdout, s->texts[i], strlen(s->texts[i]));
		printf("\n");
	}
	for (i = b->target; i < b->target + b->target_n; i++) {
		printf("  = ");
		print_text(stdout, t->texts[i], strlen(t->texts[i]));
		printf("\n");
	}
}

static void print_reasons(const struct ty_reasons *rs)
{
	const struct ty_reason *r;
	size_t little = 0;

	for (r = rs->items; r < rs->items + rs->n; r++) {
		if (r->odds < TY_REASON_LITTLE &&
		    r->odds > -TY_REASON_LITTLE) {
			little++;
			continue;
		}
		printf("    %+.1f %s", r->odds, ty_reason_name(r->kind));
		if (r->source || r->target)
			printf(": ");
		if (r->source)
			print_text(stdout, r->source, strlen(r->source));
		if (r->source && r->target)
			printf(" = ");
		if (r->target)
			print_text(stdout, r->target, strlen(r->target));
		printf("\n");
	}
	if (little) {
		printf("    ");
		printf(Q_("%zu that weighs next to nothing",
			  "%zu that weigh next to nothing", little), little);
		printf("\n");
	}
}

static void print_beads(const struct ty_beads *beads, const char *format,
			const struct side *s, const struct side *t)
{
	struct ty_buf json = TY_BUF_INIT;
	size_t i;

	if (!strcmp(format, "json")) {
		ty_json_beads(&json, beads, (const char *const *)s->texts,
			      (const char *const *)t->texts);
		puts(json.p);
		ty_buf_release(&json);
		return;
	}
	for (i = 0; i < beads->n; i++) {
		const struct ty_bead *b = &beads->items[i];

		if (!strcmp(format, "beads")) {
			print_numbers(b->source, b->source_n);
			putchar('\t');
			print_numbers(b->target, b->target_n);
			printf("\t%.4f\n", b->confidence);
		} else {
			print_bead(b, s, t);
			if (beads->reasons)
				print_reasons(&beads->reasons[i]);
		}
	}
}

/* What a file holds: the page, the sheet, TMX. */
static enum ty_status print_view(const struct ty_bead_view *view,
				 const char *format, bool mark,
				 struct ty_error *err)
{
	struct ty_buf out = TY_BUF_INIT;

	if (!strcmp(format, "tmx"))
		return ty_beads_tmx(view, err);
	if (!strcmp(format, "html"))
		ty_beads_page(&out, view);
	else
		ty_beads_sheet(&out, view, mark);
	fwrite(out.p, 1, out.len, stdout);
	ty_buf_release(&out);
	return TY_OK;
}

static bool is_one_of(const char *word, const char *const *words)
{
	while (*words && strcmp(word, *words))
		words++;
	return *words != NULL;
}

static int run(struct cli *cli, int argc, char **argv)
{
	const char *format = NULL;
	static const char *const formats[] = {
		"text", "beads", "json", "tsv", "tmx", "html", NULL,
	}, *const views[] = { "tsv", "tmx", "html", NULL };
	bool lines = false, explain = false, mark = false;
	const struct option options[] = {
		{ 'f', "format", N_("FORMAT"), N_("text, beads, tsv, tmx, html or json (text)"), OPT_STRING, &format, 0, 0 },
		{ 0, "lines", NULL, N_("each line is a segment already"), OPT_FLAG, &lines, 0, 0 },
		{ 0, "explain", NULL, N_("show the evidence for each bead"), OPT_FLAG, &explain, 0, 0 },
		{ 0, "bom", NULL, N_("begin a tsv with a byte order mark, for Excel"), OPT_FLAG, &mark, 0, 0 },
		{ 0, "encoding", N_("NAME"), N_("character encoding of the stories, where it is not found out rightly"), OPT_STRING, &cli->encoding, 0, 0 },
		{ 0, "rules", N_("FILE"), N_("segmentation rules (SRX) instead of the memory's and our own"), OPT_STRING, &cli->rules, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct side s = { 0 }, t = { 0 };
	struct ty_beads *beads = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 2, 2);
	if (status != GO_ON)
		return status;
	if (!format)
		format = cli->json ? "json" : "text";
	if (!is_one_of(format, formats))
		return usage_error("align", _("unknown format '%s'"), format);
	if (explain && strcmp(format, "text") && strcmp(format, "json") &&
	    strcmp(format, "html"))
		return usage_error("align", _("--explain needs the format text, json or html"));
	if (mark && strcmp(format, "tsv"))
		return usage_error("align", _("--bom needs the format tsv"));
	if (!strcmp(format, "html"))
		explain = true;
	st = open_desk(&desk, cli, false, TY_READ, &err);
	if (st == TY_OK)
		st = lines ? read_lines(&s, cli, argv[0], &err) :
		     read_story(&s, desk, argv[0], ty_desk_source(desk), &err);
	if (st == TY_OK)
		st = lines ? read_lines(&t, cli, argv[1], &err) :
		     read_story(&t, desk, argv[1], ty_desk_target(desk), &err);
	if (st == TY_OK)
		st = (explain ? ty_align_explained : ty_align)(&beads, desk,
			(const char *const *)s.texts, s.n,
			(const char *const *)t.texts, t.n, &err);
	if (st == TY_OK && is_one_of(format, views)) {
		const struct ty_bead_view view = {
			.beads = beads, .lines = lines,
			.lang = { ty_desk_source(desk), ty_desk_target(desk) },
			.path = { argv[0], argv[1] },
			.text = { (const char *const *)s.texts,
				  (const char *const *)t.texts },
			.n = { s.n, t.n },
		};

		st = print_view(&view, format, mark, &err);
	} else if (st == TY_OK) {
		print_beads(beads, format, &s, &t);
	}
	ty_beads_free(beads);
	ty_desk_close(desk);
	release(&s);
	release(&t);
	return st == TY_OK ? finish_output() : fail(&err);
}

const struct command cmd_align = {
	"align", run, N_("[OPTION]... SOURCE TARGET"),
	N_("align a text with its translation"),
	N_("Prints which segments of SOURCE and TARGET translate each other, with a confidence from 0 to 1.  '-f beads' prints their numbers from 0, an empty side for an omission; '-f html' a page to read and '-f tsv' a sheet to correct, which 'learn --beads' takes back.")
};
