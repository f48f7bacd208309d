/* A report for a spreadsheet: RFC 4180, a line for each file and band. */

#include <inttypes.h>

#include "base/words.h"
#include "format/csv.h"
#include "format/report.h"

static void put_line(FILE *f, const struct ty_reports *reports,
		     const char *file, const char *band,
		     const struct ty_volume *v, double weighted)
{
	struct ty_buf name = TY_BUF_INIT, number = TY_BUF_INIT;

	ty_csv_quote(&name, file);
	fprintf(f, "%s,%s,%" PRId64 ",%" PRId64 ",%" PRId64, name.p, band,
		v->segments, v->words, v->characters);
	ty_put_tenths(&number, weighted);
	if (reports->weights)
		fprintf(f, ",%s", number.p);
	fputs("\r\n", f);
	ty_buf_release(&name);
	ty_buf_release(&number);
}

static void put_report(FILE *f, const struct ty_reports *reports,
		       const char *file, const struct ty_report *report)
{
	const struct ty_band_weights *w = reports->weights;
	int band;

	for (band = 0; band < TY_NBANDS; band++) {
		const struct ty_volume *v = &report->bands[band];

		put_line(f, reports, file, ty_band_word((enum ty_band)band), v,
			 w ? w->of[band] * (double)ty_volume_measure(v,
				reports->source) : 0);
	}
	put_line(f, reports, file, "total", &report->total,
		 w ? ty_report_weighted(report, w, reports->source) : 0);
}

void ty_report_csv(FILE *f, const struct ty_reports *reports)
{
	size_t i;

	/* The mark tells spreadsheets in Japan that this is not Shift_JIS. */
	fputs("\xEF\xBB\xBF" "file,band,segments,words,characters", f);
	fputs(reports->weights ? ",weighted\r\n" : "\r\n", f);
	for (i = 0; i < reports->n; i++)
		put_report(f, reports, reports->files[i].path,
			   &reports->files[i].report);
	put_report(f, reports, "", &reports->all);
}
