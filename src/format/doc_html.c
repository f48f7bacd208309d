/* A document as a page to read and to print: source and target side by side,
 * paragraph by paragraph. */

#include "base/i18n.h"
#include "format/doc.h"
#include "format/html.h"

static void put_head(struct ty_html *page, const struct ty_document_out *doc,
		     const char *title)
{
	const struct ty_document *d = doc->document;
	struct ty_buf kind = TY_BUF_INIT;
	struct ty_html_header head = {
		.source = doc->source, .target = doc->target, .title = title,
		.translation = "", .slugline = d->slugline,
		.dateline = d->dateline, .byline = d->byline, .file = d->name,
	};
	size_t i;

	for (i = 0; i < doc->n && !head.translation[0]; i++)
		if (d->segments[doc->pieces[i].segment].kind == TY_HEADLINE)
			head.translation = doc->pieces[i].target;
	/* TRANSLATORS: from one language into another. */
	ty_buf_addf(&kind, _("%s to %s"), ty_html_lang_name(doc->source),
		    ty_html_lang_name(doc->target));
	head.kind = kind.p;
	ty_html_header(page, &head);
	ty_buf_release(&kind);
}

static void put_row(struct ty_html *page, const struct ty_document_out *doc,
		    size_t i)
{
	const struct ty_document_piece *p = &doc->pieces[i];
	const struct ty_document_segment *s =
		&doc->document->segments[p->segment];
	bool first = !i || s->paragraph != doc->document->
		     segments[doc->pieces[i - 1].segment].paragraph;

	ty_buf_addf(&page->out, "<tr id=\"s%zu\" class=\"%s%s\">\n"
		    "<td class=\"no\"><a href=\"#s%zu\">%zu</a></td>\n<td>",
		    i + 1, first ? "first" : "",
		    s->kind == TY_HEADLINE ? " head" : "", i + 1, i + 1);
	ty_html_put_element(page, "div", "text", doc->source, p->source);
	ty_html_put(page, "</td>\n<td>");
	if (p->target[0])
		ty_html_put_element(page, "div", "text", doc->target,
				    p->target);
	else
		ty_html_put_element(page, "div", "todo", NULL,
				    _("not translated yet"));
	if (p->target[0] && !p->confirmed) {
		ty_html_put(page, "<p class=\"chips\">");
		ty_html_put_element(page, "span", "chip new", NULL,
				    _("not confirmed yet"));
		ty_html_put(page, "</p>");
	}
	ty_html_put(page, "</td></tr>\n");
}

void ty_document_html(struct ty_buf *out, const struct ty_document_out *doc)
{
	const struct ty_document *d = doc->document;
	struct ty_html page = { .out = TY_BUF_INIT };
	const char *title = d->headline[0] ? d->headline : d->name;
	size_t i;

	ty_html_head(&page, title);
	put_head(&page, doc, title);
	ty_html_put(&page, "<main>\n<table class=\"pair\">\n<thead><tr>"
		    "<th class=\"no\" scope=\"col\">#</th>");
	ty_html_column(&page, ty_html_lang_name(doc->source));
	ty_html_column(&page, ty_html_lang_name(doc->target));
	ty_html_put(&page, "</tr></thead>\n<tbody>\n");
	for (i = 0; i < doc->n; i++)
		put_row(&page, doc, i);
	ty_html_put(&page, "</tbody>\n</table>\n</main>\n");
	ty_html_end(&page);
	ty_buf_add(out, page.out.p, page.out.len);
	ty_buf_release(&page.out);
}
