/*
 * A draft as a page to read: the story's source and target side by side, each
 * segment with its score, what differs from the text that was translated
 * before, and where that was.  One file, no script, nothing to load.
 */

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "format/escape.h"
#include "format/formats.h"
#include "format/html.h"
#include "format/term_line.h"

static const char *kind_name(enum ty_kind kind)
{
	static const char *const names[] = {
		[TY_BODY] = N_("body"),
		[TY_HEADLINE] = N_("headline"),
		[TY_KICKER] = N_("kicker"),
		[TY_SUBHEAD] = N_("subhead"),
		[TY_CAPTION] = N_("caption"),
		[TY_SLUG] = N_("slugline"),
		[TY_NOTE] = N_("editor's note"),
		[TY_BYLINE] = N_("byline"),
		[TY_CREDIT] = N_("credit"),
		[TY_BOILERPLATE] = N_("page text"),
	};

	return _(names[kind]);
}

/* ----------------------------------------------------------------- head -- */

/* The headline with its translation, and what else is known of the story. */
static void put_story(struct ty_html *page, const char *title)
{
	const struct ty_draft *draft = page->draft;
	const struct ty_story *story = draft->story;
	struct ty_buf kind = TY_BUF_INIT;
	struct ty_html_header head = {
		.source = draft->source, .target = draft->target,
		.title = title, .translation = "",
		.slugline = story->slugline, .dateline = story->dateline,
		.byline = story->byline, .credit = story->credit,
		.file = story->path,
	};
	size_t i;

	for (i = 0; i < story->nsegments && !head.translation[0]; i++)
		if (story->segments[i].kind == TY_HEADLINE)
			head.translation = draft->segments[i].target;
	/* TRANSLATORS: from one language into another. */
	ty_buf_addf(&kind, _("draft, %s to %s"),
		    ty_html_lang_name(draft->source),
		    ty_html_lang_name(draft->target));
	head.kind = kind.p;
	ty_html_header(page, &head);
	ty_buf_release(&kind);
}

/* ----------------------------------------------------------------- rows -- */

static void put_more(struct ty_html *page, const struct ty_matches *matches)
{
	size_t i;

	if (matches->n < 2)
		return;
	ty_html_open(page, "details", "more", NULL);
	ty_html_put(page, "<summary>");
	ty_buf_addf(&page->out, Q_("%zu more match", "%zu more matches",
				   (unsigned long)matches->n - 1),
		    matches->n - 1);
	ty_html_put(page, "</summary>");
	for (i = 1; i < matches->n; i++) {
		const struct ty_match *m = &matches->items[i];

		ty_html_put(page, "<div><p class=\"chips\">");
		ty_html_chip(page, m);
		ty_html_reason(page, m);
		ty_html_put(page, "</p>");
		ty_html_match_diff(page, matches->text, m);
		ty_html_open(page, "p", "small text", page->draft->target);
		ty_html_match_target(page, m, true);
		ty_html_put(page, "</p>");
		ty_html_refused(page, matches->text, m);
		ty_html_origin(page, m);
		ty_html_put(page, "</div>");
	}
	ty_html_put(page, "</details>");
}

/* What the termbase says of the source. */
static void put_terms(struct ty_html *page, const struct ty_term_hits *terms)
{
	struct ty_buf line = TY_BUF_INIT;
	const struct ty_concept *concept;
	size_t i = 0;

	while ((concept = ty_term_next(terms, &i))) {
		ty_buf_clear(&line);
		ty_buf_adds(&line, _("term: "));
		ty_term_line(&line, concept, page->draft->source,
			     page->draft->target);
		ty_html_put_element(page, "p", "small", NULL, line.p);
	}
	ty_buf_release(&line);
}

static void put_source(struct ty_html *page, const struct ty_draft_segment *d)
{
	const struct ty_match *best = d->matches->n ? &d->matches->items[0] :
				      NULL;
	bool same = !best || !strcmp(best->source, d->segment->text);

	ty_html_put(page, "<td>");
	ty_html_open(page, "div", "text", page->draft->source);
	if (best)
		ty_html_marked(page, d->segment->text, best, true, "ins");
	else
		ty_html_text(page, d->segment->text);
	ty_html_put(page, "</div>");
	if (!same)
		ty_html_match_source(page, best);
	put_terms(page, d->terms);
	ty_html_put(page, "</td>\n");
}

/* The score of the best match, or that there is none; and whether the segment
 * stood before. */
static void put_chips(struct ty_html *page, const struct ty_draft_segment *d,
		      size_t number)
{
	ty_html_put(page, "<p class=\"chips\">");
	if (d->matches->n) {
		ty_html_chip(page, &d->matches->items[0]);
		ty_html_reason(page, &d->matches->items[0]);
	} else {
		ty_html_put_element(page, "span", "chip new", NULL, _("new"));
	}
	if (d->repeats != number) {
		ty_html_open(page, "span", "chip rep", NULL);
		ty_buf_addf(&page->out, "<a href=\"#s%zu\">", d->repeats + 1);
		ty_buf_addf(&page->out, _("repeats %zu"), d->repeats + 1);
		ty_html_put(page, "</a></span>");
	}
	ty_html_put(page, "</p>");
}

static void put_target(struct ty_html *page, const struct ty_draft_segment *d,
		       size_t number)
{
	const struct ty_match *best = d->matches->n ? &d->matches->items[0] :
				      NULL;
	const char *lang = page->draft->target;

	ty_html_put(page, "<td>");
	if (!d->target[0]) {
		ty_html_put_element(page, "div", "todo", NULL,
				_("not translated yet"));
	} else if (best && !strcmp(d->target, best->repaired ?
				   best->repaired : best->target)) {
		ty_html_open(page, "div", "text", lang);
		ty_html_match_target(page, best, true);
		ty_html_put(page, "</div>");
	} else {
		ty_html_put_element(page, "div", "text", lang, d->target);
	}
	put_chips(page, d, number);
	if (best) {
		/* What the target was before values were carried over, or
		 * what was too far from the text to be filled in. */
		if (strcmp(best->target, d->target)) {
			ty_html_open(page, "p", "small text", lang);
			ty_html_match_target(page, best, false);
			ty_html_put(page, "</p>");
		}
		ty_html_refused(page, d->matches->text, best);
		ty_html_origin(page, best);
	}
	put_more(page, d->matches);
	ty_html_put(page, "</td>");
}

static void put_row(struct ty_html *page, size_t i)
{
	const struct ty_draft_segment *d = &page->draft->segments[i];
	const struct ty_segment *s = d->segment;
	bool translated = ty_kind_translated(s->kind);

	ty_buf_addf(&page->out, "<tr id=\"s%zu\" class=\"%s%s\">\n"
		    "<td class=\"no\"><a href=\"#s%zu\">%zu</a></td>\n",
		    i + 1, !i || s->block != s[-1].block ? "first" : "",
		    !translated ? " meta" : s->kind == TY_HEADLINE ? " head" :
		    "", i + 1, i + 1);
	if (translated) {
		put_source(page, d);
		put_target(page, d, i);
	} else {
		ty_html_put(page, "<td>");
		ty_html_put_element(page, "div", "text", page->draft->source,
				s->text);
		ty_html_put(page, "</td>\n<td>");
		ty_html_put_element(page, "span", "kind", NULL, kind_name(s->kind));
		ty_html_put(page, "</td>");
	}
	ty_html_put(page, "</tr>\n");
}

static enum ty_status draft_html(FILE *f, const struct ty_draft *draft,
				 struct ty_error *err)
{
	const struct ty_story *story = draft->story;
	struct ty_html page = { .out = TY_BUF_INIT, .draft = draft };
	const char *title = story->headline && story->headline[0] ?
			    story->headline : story->path;
	size_t i;

	(void)err;
	ty_html_head(&page, title);
	put_story(&page, title);
	ty_html_report(&page);
	ty_html_put(&page, "<main>\n<table class=\"pair\">\n<thead><tr>"
		    "<th class=\"no\" scope=\"col\">#</th>");
	ty_html_column(&page, ty_html_lang_name(draft->source));
	ty_html_column(&page, ty_html_lang_name(draft->target));
	ty_html_put(&page, "</tr></thead>\n<tbody>\n");
	for (i = 0; i < story->nsegments; i++) {
		put_row(&page, i);
		fwrite(page.out.p, 1, page.out.len, f);
		ty_buf_clear(&page.out);
	}
	ty_html_put(&page, "</tbody>\n</table>\n</main>\n");
	ty_html_end(&page);
	fwrite(page.out.p, 1, page.out.len, f);
	ty_buf_release(&page.out);
	return TY_OK;
}

static bool sniff(const char *head, size_t len)
{
	static const char doctype[] = "<!doctype html";

	return !strncasecmp(head, doctype, strlen(doctype)) ||
	       ty_sniff_root(head, len, "html");
}

const struct ty_format ty_format_html = {
	.name = "html",
	.extensions = "html htm",
	.title = N_("a page with source and target side by side"),
	.draft = draft_html,
	.sniff = sniff,
};
