/* Match reports as JSON. */

#include "base/words.h"
#include "format/json.h"
#include "format/results.h"

static json_t *volume(const struct ty_volume *v)
{
	return json_pack("{sI sI sI}", "segments", (json_int_t)v->segments,
			 "words", (json_int_t)v->words,
			 "characters", (json_int_t)v->characters);
}

/* "bands" and "total", and "weighted" if there are weights. */
static json_t *report_object(const struct ty_report *report,
			     const struct ty_band_weights *weights,
			     const char *lang)
{
	json_t *bands = json_object(), *object;
	int i;

	for (i = 0; i < TY_NBANDS; i++)
		json_object_set_new(bands, ty_band_word((enum ty_band)i),
				    volume(&report->bands[i]));
	object = json_pack("{so so}", "bands", bands, "total",
			   volume(&report->total));
	if (weights)
		json_object_set_new(object, "weighted", json_real(
			ty_report_weighted(report, weights, lang)));
	return object;
}

void ty_json_report(struct ty_buf *out, const char *path,
		    const struct ty_report *report,
		    const struct ty_band_weights *weights, const char *lang)
{
	json_t *head = json_pack("{si so}", "version", 1, "file",
				 ty_json_bytes(path));
	json_t *object = report_object(report, weights, lang);

	json_object_update(head, object);
	json_decref(object);
	ty_json_put(out, head);
}

void ty_json_reports(struct ty_buf *out, const struct ty_reports *reports)
{
	json_t *files = json_array();
	size_t i;

	for (i = 0; i < reports->n; i++) {
		const struct ty_file_report *f = &reports->files[i];
		json_t *object = report_object(&f->report, reports->weights,
					       reports->source);

		json_object_set_new(object, "file", ty_json_bytes(f->path));
		json_array_append_new(files, object);
	}
	ty_json_put(out, json_pack("{si ss ss so so}", "version", 1,
			   "source", reports->source,
			   "target", reports->target, "files", files,
			   "all", report_object(&reports->all,
						reports->weights,
						reports->source)));
}
