/* taiyaku segment: one segment a line. */

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/io.h"
#include "cli/cmd.h"
#include "format/results.h"
#include "text/norm.h"
#include "text/utf8.h"

/* A line holding only this character ends a document, so that one process can
 * take many. */
#define SEPARATOR	'\x1E'

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

static enum ty_status explain_text(struct cli *cli, struct ty_desk *desk,
				   const char *lang, const char *text,
				   size_t len, const char *path,
				   struct ty_error *err)
{
	struct ty_buf json = TY_BUF_INIT;
	struct ty_decisions *decisions;
	enum ty_status st;

	st = ty_explain(&decisions, desk, text, len, lang, err);
	if (st != TY_OK) {
		if (!err->file[0])
			snprintf(err->file, sizeof(err->file), "%s", path);
		return st;
	}
	if (cli->json) {
		ty_json_decisions(&json, path, lang ? lang : "en", text,
				  decisions);
		puts(json.p);
		ty_buf_release(&json);
	} else {
		print_decisions(decisions, text);
	}
	ty_decisions_free(decisions);
	return TY_OK;
}

static enum ty_status segment_text(struct cli *cli, struct ty_desk *desk,
				   const char *lang, bool story,
				   const char *text, size_t len,
				   const char *path, struct ty_error *err)
{
	struct ty_buf json = TY_BUF_INIT;
	struct ty_spans *spans;
	struct ty_story *s;
	enum ty_status st;
	size_t i;

	if (story || cli->json) {
		st = ty_story_parse(&s, desk, text, len, path, lang, err);
		if (st != TY_OK)
			return st;
		if (cli->json) {
			ty_json_story(&json, s);
			puts(json.p);
			ty_buf_release(&json);
		} else {
			for (i = 0; i < s->nsegments; i++) {
				const struct ty_span *at = &s->segments[i].span;

				print_line(s->text + at->start,
					   at->end - at->start);
			}
		}
		ty_story_free(s);
		return TY_OK;
	}
	if ((st = ty_segment_text(&spans, desk, text, len, lang, err)) !=
	    TY_OK) {
		if (err && !err->file[0])
			snprintf(err->file, sizeof(err->file), "%s", path);
		return st;
	}
	for (i = 0; i < spans->n; i++)
		print_line(text + spans->items[i].start,
			   spans->items[i].end - spans->items[i].start);
	ty_spans_free(spans);
	return TY_OK;
}

/* Nothing to segment at all: an answer of no lines would hide a mistake. */
static bool blank(const struct ty_buf *text)
{
	struct ty_buf squeezed = TY_BUF_INIT;
	size_t bad, len;

	if (!ty_utf8_valid(text->p, text->len, &bad))
		return false;
	ty_squeeze(&squeezed, text->p, text->len);
	len = squeezed.len;
	ty_buf_release(&squeezed);
	return len == 0;
}

/* The end of the document that starts at `at`: its separator line, or the end
 * of the text. */
static size_t document_end(const struct ty_buf *text, size_t at)
{
	const char *p = text->p + at, *end = text->p + text->len;

	while ((p = memchr(p, SEPARATOR, (size_t)(end - p))) != NULL) {
		if ((p == text->p || p[-1] == '\n') &&
		    (p + 1 == end || p[1] == '\n'))
			return (size_t)(p - text->p);
		p++;
	}
	return text->len;
}

static enum ty_status segment_file(struct cli *cli, struct ty_desk *desk,
				   const char *lang, bool story, bool explain,
				   const char *path, struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	size_t at = 0, end;
	enum ty_status st;

	st = ty_read_file(&text, path, TY_MAX_STORY, err);
	if (st == TY_OK && blank(&text))
		st = ty_fail_at(err, TY_ESYNTAX, path, 0, 0, text.len ?
				_("nothing but white space") :
				_("the file is empty"));
	while (st == TY_OK && at < text.len) {
		end = document_end(&text, at);
		/* Between separators there may be nothing at all. */
		if ((end > at || end == text.len) && explain)
			st = explain_text(cli, desk, lang, text.p + at,
					  end - at, path, err);
		else if (end > at || end == text.len)
			st = segment_text(cli, desk, lang, story, text.p + at,
					  end - at, path, err);
		if (st == TY_OK && end < text.len)
			printf("%c\n", SEPARATOR);
		at = end + 2;
	}
	ty_buf_release(&text);
	return st;
}

static int run(struct cli *cli, int argc, char **argv)
{
	const char *lang = NULL;
	bool story = false, explain = false;
	const struct option options[] = {
		{ 'l', "lang", N_("LANG"), N_("language of the text (the source language)"), OPT_STRING, &lang, 0, 0 },
		{ 0, "explain", NULL, N_("say for each place where a segment might end which rule decided"), OPT_FLAG, &explain, 0, 0 },
		{ 0, "story", NULL, N_("take the text apart as a wire story first: headline, byline, paragraphs"), OPT_FLAG, &story, 0, 0 },
		{ 0, "rules", N_("FILE"), N_("segmentation rules (SRX) instead of the memory's and our own"), OPT_STRING, &cli->rules, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 1);
	if (status != GO_ON)
		return status;
	if (story && explain)
		return usage_error("segment",
				   _("--story or --explain, not both"));
	st = open_desk(&desk, cli, false, TY_READ, &err);
	if (st == TY_OK)
		st = segment_file(cli, desk, lang ? lang : cli->source, story,
				  explain, nargs ? argv[0] : "-", &err);
	ty_desk_close(desk);
	return st == TY_OK ? finish_output() : (fflush(stdout), fail(&err));
}

const struct command cmd_segment = {
	"segment", run, N_("[-l LANG] [FILE]"),
	N_("split a text into segments, one a line"),
	N_("Prints the text's segments, one a line; a newline inside a segment becomes a space.  With --json, the story's parts and each segment's kind and place.  A line holding only the character U+001E ends a document and is passed on, so that one call can take many.")
};
