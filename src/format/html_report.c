/* How much of a draft the memory knew: the match bands in figures and bars. */

#include <inttypes.h>

#include "base/i18n.h"
#include "format/html.h"
#include "format/report.h"

/* What bars are drawn by: words or characters, or segments without either. */
static int64_t weight(const struct ty_html_bands *bands,
		      const struct ty_volume *v)
{
	return ty_volume_measure(&bands->report->total, bands->lang) ?
		ty_volume_measure(v, bands->lang) : v->segments;
}

static void put_number(struct ty_html *page, int64_t n)
{
	ty_buf_addf(&page->out, "<td>%" PRId64 "</td>", n);
}

static void put_volume(struct ty_html *page, const struct ty_html_bands *bands,
		       const struct ty_volume *v)
{
	const struct ty_volume *total = &bands->report->total;

	put_number(page, v->segments);
	if (total->words)
		put_number(page, v->words);
	if (total->characters)
		put_number(page, v->characters);
}

static void put_weight(struct ty_html *page, double value, int decimals)
{
	int scale = decimals == 2 ? 100 : 10;
	int64_t n = (int64_t)(value * scale + 0.5);

	ty_buf_addf(&page->out, "<td>%" PRId64 ".%0*d</td>", n / scale,
		    decimals, (int)(n % scale));
}

static void put_band(struct ty_html *page, const struct ty_html_bands *bands,
		     enum ty_band band)
{
	const struct ty_report *report = bands->report;
	const struct ty_volume *v = &report->bands[band];
	int64_t all = weight(bands, &report->total), own = weight(bands, v);

	ty_buf_addf(&page->out, "<tr%s><th scope=\"row\">"
		    "<span class=\"key %s\"></span>",
		    v->segments ? "" : " class=\"none\"",
		    ty_html_classes[band]);
	ty_html_text(page, ty_band_title(band));
	ty_html_put(page, "</th>");
	put_volume(page, bands, v);
	if (bands->weights)
		put_weight(page, bands->weights->of[band], 2);
	ty_html_put(page, "<td class=\"graph\">");
	if (own > 0 && all > 0)
		ty_buf_addf(&page->out,
			    "<i class=\"%s\" style=\"width:%d%%\"></i>",
			    ty_html_classes[band], (int)(own * 100 / all));
	ty_html_put(page, "</td></tr>\n");
}

void ty_html_stack(struct ty_html *page, const struct ty_html_bands *bands)
{
	int band;

	ty_html_put(page, "<div class=\"stack\" aria-hidden=\"true\">");
	for (band = 0; band < TY_NBANDS; band++) {
		int64_t own = weight(bands, &bands->report->bands[band]);

		if (own > 0)
			ty_buf_addf(&page->out, "<span class=\"%s\""
				    " style=\"flex:%" PRId64 "\"></span>",
				    ty_html_classes[band], own);
	}
	ty_html_put(page, "</div>\n");
}

void ty_html_bands(struct ty_html *page, const struct ty_html_bands *bands)
{
	const struct ty_report *report = bands->report;
	int band;

	ty_html_put(page, "<table class=\"bands\">\n<thead><tr>");
	ty_html_column(page, _("match"));
	ty_html_column(page, _("segments"));
	if (report->total.words)
		ty_html_column(page, _("words"));
	if (report->total.characters)
		ty_html_column(page, _("characters"));
	if (bands->weights)
		ty_html_column(page, _("weight"));
	ty_html_put(page, "<td class=\"graph\"></td></tr></thead>\n<tbody>\n");
	for (band = 0; band < TY_NBANDS; band++)
		put_band(page, bands, (enum ty_band)band);
	ty_html_put(page, "</tbody>\n<tfoot><tr><th scope=\"row\">");
	ty_html_text(page, _("total"));
	ty_html_put(page, "</th>");
	put_volume(page, bands, &report->total);
	if (bands->weights)
		put_weight(page, ty_report_weighted(report, bands->weights,
						    bands->lang), 1);
	ty_html_put(page, "<td class=\"graph\"></td></tr></tfoot>\n</table>\n");
}

void ty_html_report(struct ty_html *page)
{
	const struct ty_report *report = &page->draft->report;
	const struct ty_html_bands bands = {
		.report = report, .lang = page->draft->source,
	};
	size_t all = (size_t)report->total.segments, filled = 0, i;

	for (i = 0; i < page->draft->story->nsegments; i++)
		filled += page->draft->segments[i].target[0] != '\0';
	ty_html_put(page, "<section class=\"report\">\n<h2>");
	ty_buf_addf(&page->out, Q_("%zu of %zu segment filled in",
				   "%zu of %zu segments filled in",
				   (unsigned long)all), filled, all);
	ty_html_put(page, "</h2>\n");
	ty_html_stack(page, &bands);
	ty_html_bands(page, &bands);
	ty_html_put(page, "</section>\n");
}
