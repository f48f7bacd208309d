/* How much of a draft the memory knew: the match bands in figures and bars. */

#include <inttypes.h>

#include "base/i18n.h"
#include "base/words.h"
#include "format/html.h"
#include "text/lang.h"

static const char *band_name(enum ty_band band)
{
	switch (band) {
	case TY_BAND_101:
		return _("101 context");
	case TY_BAND_100:
		return _("100 exact");
	case TY_BAND_NEW:
		return _("new");
	case TY_BAND_REPEATED:
		return _("repeated");
	default:
		return ty_band_word(band);
	}
}

/* What bars are drawn by: words or characters, or segments without either. */
static int64_t weight(const struct ty_html *page, const struct ty_volume *v)
{
	const struct ty_volume *total = &page->draft->report.total;

	if (!ty_lang_spaced(page->draft->source) && total->characters)
		return v->characters;
	return total->words ? v->words : v->segments;
}

static void put_number(struct ty_html *page, int64_t n)
{
	ty_buf_addf(&page->out, "<td>%" PRId64 "</td>", n);
}

static void put_volume(struct ty_html *page, const struct ty_volume *v)
{
	const struct ty_volume *total = &page->draft->report.total;

	put_number(page, v->segments);
	if (total->words)
		put_number(page, v->words);
	if (total->characters)
		put_number(page, v->characters);
}

static void put_band(struct ty_html *page, enum ty_band band)
{
	const struct ty_report *report = &page->draft->report;
	const struct ty_volume *v = &report->bands[band];
	int64_t all = weight(page, &report->total), own = weight(page, v);

	ty_buf_addf(&page->out, "<tr%s><th scope=\"row\">"
		    "<span class=\"key %s\"></span>",
		    v->segments ? "" : " class=\"none\"",
		    ty_html_classes[band]);
	ty_html_text(page, band_name(band));
	ty_html_put(page, "</th>");
	put_volume(page, v);
	ty_html_put(page, "<td class=\"graph\">");
	if (own > 0 && all > 0)
		ty_buf_addf(&page->out,
			    "<i class=\"%s\" style=\"width:%d%%\"></i>",
			    ty_html_classes[band], (int)(own * 100 / all));
	ty_html_put(page, "</td></tr>\n");
}

static void put_stack(struct ty_html *page)
{
	const struct ty_report *report = &page->draft->report;
	int band;

	ty_html_put(page, "<div class=\"stack\" aria-hidden=\"true\">");
	for (band = 0; band < TY_NBANDS; band++) {
		int64_t own = weight(page, &report->bands[band]);

		if (own > 0)
			ty_buf_addf(&page->out, "<span class=\"%s\""
				    " style=\"flex:%" PRId64 "\"></span>",
				    ty_html_classes[band], own);
	}
	ty_html_put(page, "</div>\n");
}

void ty_html_report(struct ty_html *page)
{
	const struct ty_report *report = &page->draft->report;
	size_t all = (size_t)report->total.segments, filled = 0, i;
	int band;

	for (i = 0; i < page->draft->story->nsegments; i++)
		filled += page->draft->segments[i].target[0] != '\0';
	ty_html_put(page, "<section class=\"report\">\n<h2>");
	ty_buf_addf(&page->out, Q_("%zu of %zu segment filled in",
				   "%zu of %zu segments filled in",
				   (unsigned long)all), filled, all);
	ty_html_put(page, "</h2>\n");
	put_stack(page);
	ty_html_put(page, "<table class=\"bands\">\n<thead><tr>");
	ty_html_column(page, _("match"));
	ty_html_column(page, _("segments"));
	if (report->total.words)
		ty_html_column(page, _("words"));
	if (report->total.characters)
		ty_html_column(page, _("characters"));
	ty_html_put(page, "<td class=\"graph\"></td></tr></thead>\n<tbody>\n");
	for (band = 0; band < TY_NBANDS; band++)
		put_band(page, (enum ty_band)band);
	ty_html_put(page, "</tbody>\n<tfoot><tr><th scope=\"row\">");
	ty_html_text(page, _("total"));
	ty_html_put(page, "</th>");
	put_volume(page, &report->total);
	ty_html_put(page, "<td class=\"graph\"></td></tr></tfoot>\n</table>\n"
		    "</section>\n");
}
