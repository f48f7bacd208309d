#ifndef TY_FORMAT_REPORT_H
#define TY_FORMAT_REPORT_H

#include <stdio.h>

#include "base/buf.h"
#include "taiyaku.h"

/* Writers of reports; they look at no result of writing (base/io.h). */
void ty_report_csv(FILE *f, const struct ty_reports *reports);
void ty_report_html(FILE *f, const struct ty_reports *reports);

/* What would keep ty_reports_write() from beginning: known before the work is
 * done. */
enum ty_status ty_reports_check(const struct ty_reports *reports,
				const char *path, const char *format,
				struct ty_error *err);

/* What a volume is measured by in this language: its words, or its characters
 * if the language has no spaces. */
int64_t ty_volume_measure(const struct ty_volume *volume, const char *lang);

/* Append a number that is not negative with one decimal, after a point whatever
 * the program's locale has. */
void ty_put_tenths(struct ty_buf *out, double value);

#endif
