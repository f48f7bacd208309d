/* A report as a page: what is to be done in all, and file by file; no script,
 * nothing to load. */

#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "format/escape.h"
#include "format/html.h"
#include "format/report.h"
#include "text/lang.h"

static void put_figure(struct ty_html *page, const char *value,
		       const char *name)
{
	ty_html_put(page, "<div>");
	ty_html_put_element(page, "dd", "", NULL, value);
	ty_html_put_element(page, "dt", "", NULL, name);
	ty_html_put(page, "</div>");
}

/* 1234567 as 1,234,567: read by people. */
static void group(struct ty_buf *out, int64_t n)
{
	char digits[24];
	size_t len, i;

	len = (size_t)snprintf(digits, sizeof(digits), "%" PRId64, n);
	ty_buf_clear(out);
	for (i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			ty_buf_addc(out, ',');
		ty_buf_addc(out, digits[i]);
	}
}

static void put_total(struct ty_html *page, const struct ty_reports *reports)
{
	const struct ty_volume *total = &reports->all.total;
	struct ty_buf number = TY_BUF_INIT;

	ty_html_put(page, "<dl class=\"figures\">");
	group(&number, (int64_t)reports->n);
	put_figure(page, number.p, _("files"));
	group(&number, total->segments);
	put_figure(page, number.p, _("segments"));
	if (total->words) {
		group(&number, total->words);
		put_figure(page, number.p, _("words"));
	}
	if (total->characters) {
		group(&number, total->characters);
		put_figure(page, number.p, _("characters"));
	}
	if (reports->weights) {
		group(&number, (int64_t)(ty_report_weighted(&reports->all,
			reports->weights, reports->source) + 0.5));
		put_figure(page, number.p, ty_lang_spaced(reports->source) ?
			   _("weighted words") : _("weighted characters"));
	}
	ty_html_put(page, "</dl>\n");
	ty_buf_release(&number);
}

static void put_column(struct ty_html *page, enum ty_band band)
{
	ty_buf_addf(&page->out,
		    "<th scope=\"col\"><span class=\"key %s\"></span>",
		    ty_html_classes[band]);
	ty_html_text(page, ty_band_title(band));
	ty_html_put(page, "</th>");
}

/* Bands that no file has are left out: the table is wide enough. */
static void put_heading(struct ty_html *page, const struct ty_reports *reports)
{
	int band;

	ty_html_put(page, "<thead><tr>");
	ty_html_column(page, _("file"));
	ty_html_put(page, "<td></td>");
	ty_html_column(page, _("segments"));
	ty_html_column(page, ty_lang_spaced(reports->source) ? _("words") :
		       _("characters"));
	if (reports->weights)
		ty_html_column(page, _("weighted"));
	for (band = 0; band < TY_NBANDS; band++)
		if (reports->all.bands[band].segments)
			put_column(page, (enum ty_band)band);
	ty_html_put(page, "</tr></thead>\n");
}

static void put_cells(struct ty_html *page, const struct ty_reports *reports,
		      const struct ty_report *report)
{
	int band;

	ty_buf_addf(&page->out, "<td>%" PRId64 "</td><td>%" PRId64 "</td>",
		    report->total.segments,
		    ty_volume_measure(&report->total, reports->source));
	if (reports->weights) {
		ty_html_put(page, "<td>");
		ty_put_tenths(&page->out, ty_report_weighted(report,
			      reports->weights, reports->source));
		ty_html_put(page, "</td>");
	}
	for (band = 0; band < TY_NBANDS; band++) {
		const struct ty_volume *v = &report->bands[band];

		if (!reports->all.bands[band].segments)
			continue;
		if (v->segments)
			ty_buf_addf(&page->out, "<td>%" PRId64 "</td>",
				    ty_volume_measure(v, reports->source));
		else
			ty_html_put(page, "<td class=\"none\">–</td>");
	}
}

static void put_file(struct ty_html *page, const struct ty_reports *reports,
		     const struct ty_file_report *file)
{
	const struct ty_html_bands bands = {
		.report = &file->report, .lang = reports->source,
	};

	ty_html_put(page, "<tr><th scope=\"row\">");
	ty_html_text(page, file->path);
	ty_html_put(page, "</th><td class=\"graph\">");
	ty_html_stack(page, &bands);
	ty_html_put(page, "</td>");
	put_cells(page, reports, &file->report);
	ty_html_put(page, "</tr>\n");
}

static void put_files(FILE *f, struct ty_html *page,
		      const struct ty_reports *reports)
{
	size_t i;

	ty_html_put(page, "<section class=\"report\">\n<h2>");
	ty_html_text(page, ty_lang_spaced(reports->source) ?
		     _("words of each file, by match") :
		     _("characters of each file, by match"));
	ty_html_put(page, "</h2>\n<div class=\"scroll\" tabindex=\"0\">"
		    "<table class=\"files\">\n");
	put_heading(page, reports);
	ty_html_put(page, "<tbody>\n");
	for (i = 0; i < reports->n; i++) {
		put_file(page, reports, &reports->files[i]);
		fwrite(page->out.p, 1, page->out.len, f);
		ty_buf_clear(&page->out);
	}
	ty_html_put(page, "</tbody>\n<tfoot><tr><th scope=\"row\">");
	ty_html_text(page, _("all files"));
	ty_html_put(page, "</th><td></td>");
	put_cells(page, reports, &reports->all);
	ty_html_put(page, "</tr></tfoot>\n</table></div>\n</section>\n");
}

void ty_report_html(FILE *f, const struct ty_reports *reports)
{
	struct ty_html page = { .out = TY_BUF_INIT };
	const struct ty_html_bands all = {
		.report = &reports->all, .lang = reports->source,
		.weights = reports->weights,
	};

	ty_html_head(&page, _("analysis"));
	ty_html_put(&page, "<header>\n<p class=\"over\">"
		    "<span class=\"brand\">Taiyaku 対訳</span>");
	ty_html_open(&page, "span", "kind", NULL);
	/* TRANSLATORS: from one language into another. */
	ty_buf_addf(&page.out, _("%s to %s"),
		    ty_html_lang_name(reports->source),
		    ty_html_lang_name(reports->target));
	ty_html_put(&page, "</span></p>\n");
	ty_html_put_element(&page, "h1", "", NULL, _("How much work it is"));
	put_total(&page, reports);
	ty_html_put(&page, "</header>\n<main>\n<section class=\"report\">\n"
		    "<h2>");
	ty_html_text(&page, _("by how well the memory knows it"));
	ty_html_put(&page, "</h2>\n");
	ty_html_stack(&page, &all);
	ty_html_bands(&page, &all);
	ty_html_put(&page, "</section>\n");
	if (reports->n > 1)
		put_files(f, &page, reports);
	ty_html_put_element(&page, "p", "kind", NULL,
		_("Words are those of scripts with spaces that hold a letter or digit; characters are letters, digits and marks of scripts without spaces, punctuation not counted."));
	ty_html_put(&page, "</main>\n");
	ty_html_end(&page);
	fwrite(page.out.p, 1, page.out.len, f);
	ty_buf_release(&page.out);
}
