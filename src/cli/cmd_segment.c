/* taiyaku segment: one segment a line. */

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/io.h"
#include "cli/cmd.h"
#include "cli/pieces.h"
#include "format/html_story.h"
#include "format/results.h"
#include "text/encoding.h"
#include "text/glyph.h"

/* A segment as a line: its own characters, line breaks made one space. */
static void print_line(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (s[i] != '\n' && s[i] != '\r') {
			putchar(s[i]);
			continue;
		}
		putchar(' ');
		while (i + 1 < len && (s[i + 1] == '\n' || s[i + 1] == '\r'))
			i++;
	}
	putchar('\n');
}

/* What the user asked for, and of which text. */
struct job {
	struct cli	*cli;
	struct ty_desk	*desk;
	const char	*lang, *path;
	bool		 story, explain;
};

/* A place in a piece becomes one in the file. */
static enum ty_status settle(enum ty_status st, const struct job *job,
			     long line, struct ty_error *err)
{
	if (st == TY_OK)
		return st;
	if (!err->file[0])
		snprintf(err->file, sizeof(err->file), "%s", job->path);
	/* What is wrong with the rules is told with their own lines. */
	if (err->line && !strcmp(err->file, job->path))
		err->line += line - 1;
	return st;
}

static enum ty_status explain(const struct job *job, const char *text,
			      size_t len, struct ty_error *err)
{
	struct ty_buf json = TY_BUF_INIT;
	struct ty_decisions *decisions;
	enum ty_status st;

	st = ty_explain(&decisions, job->desk, text, len, job->lang, err);
	if (st != TY_OK)
		return st;
	if (job->cli->json) {
		ty_json_decisions(&json, job->path,
				  job->lang ? job->lang : "en", text,
				  decisions);
		puts(json.p);
		ty_buf_release(&json);
	} else {
		print_decisions(decisions, text);
	}
	ty_decisions_free(decisions);
	return TY_OK;
}

static enum ty_status segment_story(const struct job *job, const char *text,
				    size_t len, struct ty_error *err)
{
	struct ty_buf json = TY_BUF_INIT;
	struct ty_story *s;
	enum ty_status st;
	size_t i;

	st = ty_story_parse(&s, job->desk, text, len, job->path, job->lang,
			    err);
	if (st != TY_OK)
		return st;
	if (job->cli->json) {
		ty_json_story(&json, s);
		puts(json.p);
		ty_buf_release(&json);
	}
	for (i = 0; i < s->nsegments && !job->cli->json; i++) {
		const struct ty_segment *g = &s->segments[i];

		/* A page's segments have markup in their places. */
		if (!strcmp(s->format, "html"))
			print_line(g->text, strlen(g->text));
		else
			print_line(s->text + g->span.start,
				   g->span.end - g->span.start);
	}
	ty_story_free(s);
	return TY_OK;
}

static enum ty_status segment_text(const struct job *job, const char *text,
				   size_t len, struct ty_error *err)
{
	struct ty_spans *spans;
	enum ty_status st;
	size_t i;

	st = ty_segment_text(&spans, job->desk, text, len, job->lang, err);
	if (st != TY_OK)
		return st;
	for (i = 0; i < spans->n; i++)
		print_line(text + spans->items[i].start,
			   spans->items[i].end - spans->items[i].start);
	ty_spans_free(spans);
	return TY_OK;
}

/* One document, in any encoding. */
static enum ty_status segment_document(const struct job *job,
				       const char *bytes, size_t len,
				       struct ty_error *err)
{
	struct ty_decoded d;
	enum ty_status st;

	if (job->story || (job->cli->json && !job->explain))
		return segment_story(job, bytes, len, err);
	st = ty_decode(&d, bytes, len, job->cli->encoding, NULL, job->path,
		       err);
	if (st == TY_OK)
		st = job->explain ? explain(job, d.text, d.length, err) :
		     segment_text(job, d.text, d.length, err);
	ty_decoded_release(&d);
	return st;
}

static bool blank(const char *text, size_t len)
{
	return ty_skip_space(text, 0, len) == len;
}

/* Nothing to segment at all: an answer of no lines would hide a mistake. */
static enum ty_status fail_blank(const char *path, bool empty,
				 struct ty_error *err)
{
	return ty_fail_at(err, TY_ESYNTAX, path, 0, 0, empty ?
			  _("the file is empty") :
			  _("nothing but white space"));
}

/* A file that has to be looked at whole. */
static enum ty_status segment_whole(const struct job *job, struct pieces *p,
				    struct ty_error *err)
{
	size_t at = p->at, end, i;
	enum ty_status st;
	long line = 1;

	st = pieces_rest(p, TY_MAX_STORY, err);
	if (st == TY_OK && blank(p->buf.p, p->buf.len))
		st = fail_blank(job->path, p->buf.len == 0, err);
	while (st == TY_OK && at < p->buf.len) {
		end = pieces_document(p->buf.p, at, p->buf.len);
		/* Between separators there may be nothing at all. */
		if (end > at || end == p->buf.len)
			st = settle(segment_document(job, p->buf.p + at,
						     end - at, err),
				    job, line, err);
		if (st == TY_OK && end < p->buf.len)
			printf("%c\n", PIECES_SEPARATOR);
		for (i = at; i < end; i++)
			line += p->buf.p[i] == '\n';
		line += end < p->buf.len;
		at = end + 2;
	}
	return st;
}

static enum ty_status segment_stream(const struct job *job, struct pieces *p,
				     struct ty_error *err)
{
	bool empty = p->buf.len == 0, any = false;
	struct piece piece;
	enum ty_status st;

	if (p->buf.len >= 3 && !memcmp(p->buf.p, "\xEF\xBB\xBF", 3))
		p->at = 3;
	while ((st = pieces_next(p, &piece, err)) == TY_OK) {
		any |= piece.separator || !blank(piece.text, piece.length);
		if (piece.separator)
			printf("%c\n", PIECES_SEPARATOR);
		else
			st = settle(segment_text(job, piece.text, piece.length,
						 err), job, piece.line, err);
		if (st != TY_OK)
			break;
	}
	if (st == TY_END)
		st = any ? TY_OK : fail_blank(job->path, empty, err);
	return st;
}

static enum ty_status segment_file(struct job *job, struct ty_error *err)
{
	struct pieces p;
	enum ty_status st;

	st = pieces_open(&p, job->path, err);
	if (st == TY_OK && !job->explain &&
	    (ty_html_named(job->path) || ty_html_sniff(p.buf.p, p.buf.len)))
		job->story = true;
	if (st == TY_OK && !job->story && !job->explain && !job->cli->json &&
	    ty_decode_plain(p.buf.p, p.buf.len, job->cli->encoding))
		st = segment_stream(job, &p, err);
	else if (st == TY_OK)
		st = segment_whole(job, &p, err);
	pieces_close(&p);
	return st;
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct job job = { .cli = cli };
	const struct option options[] = {
		{ 'l', "lang", N_("LANG"), N_("language of the text (the source language)"), OPT_STRING, &job.lang, 0, 0 },
		{ 0, "explain", NULL, N_("say for each place where a segment might end which rule decided"), OPT_FLAG, &job.explain, 0, 0 },
		{ 0, "story", NULL, N_("take the text apart as a wire story first: headline, byline, paragraphs"), OPT_FLAG, &job.story, 0, 0 },
		{ 0, "encoding", N_("NAME"), N_("character encoding of the stories, where it is not found out rightly"), OPT_STRING, &cli->encoding, 0, 0 },
		{ 0, "rules", N_("FILE"), N_("segmentation rules (SRX) instead of the memory's and our own"), OPT_STRING, &cli->rules, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 1);
	if (status != GO_ON)
		return status;
	if (job.story && job.explain)
		return usage_error("segment",
				   _("--story or --explain, not both"));
	if (!job.lang)
		job.lang = cli->source;
	job.path = nargs ? argv[0] : "-";
	st = open_desk(&job.desk, cli, false, TY_READ, &err);
	if (st == TY_OK)
		st = segment_file(&job, &err);
	ty_desk_close(job.desk);
	return st == TY_OK ? finish_output() : (fflush(stdout), fail(&err));
}

const struct command cmd_segment = {
	"segment", run, N_("[-l LANG] [FILE]"),
	N_("split a text into segments, one a line"),
	N_("Prints the text's segments, one a line; a newline inside a segment becomes a space.  With --json, the story's parts and each segment's kind and place.  A line holding only the character U+001E ends a document and is passed on, so that one call can take many.")
};
