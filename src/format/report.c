/* Reports of volumes: what they weigh, and which writer takes them. */

#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "base/words.h"
#include "format/report.h"
#include "format/results.h"
#include "text/lang.h"

#define MAX_WEIGHTS_LINE	1024

int64_t ty_volume_measure(const struct ty_volume *volume, const char *lang)
{
	return ty_lang_spaced(lang) ? volume->words : volume->characters;
}

double ty_report_weighted(const struct ty_report *report,
			  const struct ty_band_weights *weights, const char *lang)
{
	double sum = 0;
	int band;

	for (band = 0; band < TY_NBANDS; band++)
		sum += weights->of[band] *
		       (double)ty_volume_measure(&report->bands[band], lang);
	return sum;
}

void ty_put_tenths(struct ty_buf *out, double value)
{
	int64_t tenths = (int64_t)(value * 10 + 0.5);

	ty_buf_addf(out, "%" PRId64 ".%d", tenths / 10, (int)(tenths % 10));
}

/* ------------------------------------------------------------- weights -- */

static const char space[] = " \t\r";

/* "0", "1", "0.35": with a point, whatever the program's locale has. */
static bool parse_weight(const char *s, double *weight)
{
	double unit = 1;

	if (*s != '0' && *s != '1')
		return false;
	*weight = *s++ - '0';
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++)
			*weight += (*s - '0') * (unit /= 10);
	return !s[strspn(s, space)] && *weight <= 1;
}

static bool parse_line(char *line, enum ty_band *band, double *weight)
{
	char *number = line + strcspn(line, space);

	if (!*number)
		return false;
	*number++ = '\0';
	return parse_weight(number + strspn(number, space), weight) &&
	       ty_band_parse(band, line);
}

enum ty_status ty_band_weights_read(struct ty_band_weights *out, const char *path,
			       struct ty_error *err)
{
	bool given[TY_NBANDS] = { false };
	struct ty_buf line = TY_BUF_INIT;
	enum ty_status st;
	enum ty_band band;
	double weight;
	long number;
	FILE *f;
	int i;

	for (i = 0; i < TY_NBANDS; i++)
		out->of[i] = 1;
	if ((st = ty_open_input(&f, path, err)) != TY_OK)
		return st;
	for (number = 1; st == TY_OK; number++) {
		char *s;

		st = ty_read_line(&line, f, path, number, MAX_WEIGHTS_LINE,
				  err);
		if (st != TY_OK)
			break;
		if (number == 1)
			ty_skip_mark(&line);
		line.p[strcspn(line.p, "#")] = '\0';
		s = line.p + strspn(line.p, " \t\r");
		if (!*s)
			continue;
		if (!parse_line(s, &band, &weight) || given[band]) {
			st = ty_fail_at(err, TY_ESYNTAX, path, number, 0,
					_("not a band and its weight from 0 to 1, each band once, such as '95-99 0.3'"));
			break;
		}
		given[band] = true;
		out->of[band] = weight;
	}
	ty_close_input(f);
	ty_buf_release(&line);
	return st == TY_END ? TY_OK : st;
}

/* ------------------------------------------------------------- writing -- */

static void write_json(FILE *f, const struct ty_reports *reports)
{
	struct ty_buf json = TY_BUF_INIT;

	ty_json_reports(&json, reports);
	fputs(json.p, f);
	fputc('\n', f);
	ty_buf_release(&json);
}

static const struct writer {
	const char	*name;		/* and the extension */
	void		(*write)(FILE *f, const struct ty_reports *reports);
} writers[] = {
	{ "csv", ty_report_csv },
	{ "html", ty_report_html },
	{ "json", write_json },
};

static const struct writer *find_writer(const char *path, const char *format)
{
	const char *dot = strrchr(path, '.');
	size_t i;

	if (!format)
		format = dot ? dot + 1 : "";
	for (i = 0; i < sizeof(writers) / sizeof(writers[0]); i++)
		if (!strcmp(writers[i].name, format))
			return &writers[i];
	return NULL;
}

enum ty_status ty_reports_check(const struct ty_reports *reports,
				const char *path, const char *format,
				struct ty_error *err)
{
	size_t i;

	if (!find_writer(path, format))
		return ty_fail(err, TY_EINVAL,
			       _("a report is csv, html or json: name it so, or say which with -f"));
	for (i = 0; i < reports->n; i++)
		if (ty_same_file(path, reports->files[i].path))
			return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				_("the report would replace one of its files"));
	return TY_OK;
}

enum ty_status ty_reports_write(const struct ty_reports *reports,
				const char *path, const char *format,
				struct ty_error *err)
{
	struct ty_output out;
	enum ty_status st;

	if ((st = ty_reports_check(reports, path, format, err)) != TY_OK ||
	    (st = ty_output_open(&out, path, err)) != TY_OK)
		return st;
	find_writer(path, format)->write(out.f, reports);
	return ty_output_commit(&out, err);
}
