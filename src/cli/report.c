/* The match report as a table. */

#include <stdio.h>

#include "cli/cmd.h"

static void add_volume(struct table *table, const char *title,
		       const struct ty_volume *v, int64_t all)
{
	table_add(table, "%s", title);
	table_add(table, "%lld", (long long)v->segments);
	table_add(table, "%lld", (long long)v->words);
	table_add(table, "%lld", (long long)v->characters);
	table_add(table, "%.0f%%", all ? 100.0 * (double)v->segments /
		  (double)all : 0.0);
}

void print_report(const struct ty_report *report,
		  const struct ty_band_weights *weights, const char *lang, FILE *f)
{
	struct table table = { .columns = weights ? 6 : 5, .right = {
			       false, true, true, true, true, true } };
	int64_t all = report->total.segments;
	int i;

	table_add(&table, "%s", _("match"));
	table_add(&table, "%s", _("segments"));
	table_add(&table, "%s", _("words"));
	table_add(&table, "%s", _("characters"));
	table_add(&table, "%s", _("share"));
	if (weights)
		table_add(&table, "%s", _("weight"));
	for (i = 0; i < TY_NBANDS; i++) {
		add_volume(&table, ty_band_title((enum ty_band)i),
			   &report->bands[i], all);
		if (weights)
			table_add(&table, "%.2f", weights->of[i]);
	}
	add_volume(&table, _("total"), &report->total, all);
	if (weights)
		table_add(&table, "%.1f",
			  ty_report_weighted(report, weights, lang));
	table_print(&table, f);
}
