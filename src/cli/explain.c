/* taiyaku segment --explain: decisions as lines that a linguist can read. */

#include <stdio.h>

#include "cli/cmd.h"

/* White space of any kind as one space each. */
static void add_flat(struct ty_buf *out, const char *text, struct ty_span span)
{
	size_t i;

	for (i = span.start; i < span.end; i++)
		ty_buf_addc(out, text[i] == '\n' || text[i] == '\r' ||
			    text[i] == '\t' ? ' ' : text[i]);
}

void print_decisions(const struct ty_decisions *decisions, const char *text)
{
	struct table table = { .columns = 4, .right = { true } };
	struct ty_buf shown = TY_BUF_INIT;
	size_t i;

	for (i = 0; i < decisions->n; i++) {
		const struct ty_decision *d = &decisions->items[i];

		table_add(&table, "%zu", d->before.end);
		table_add(&table, "%s", d->breaks ? _("break") :
			  _("no break"));
		if (d->srx[0])
			table_add(&table, "%s", d->srx);
		else if (d->word_class[0])
			table_add(&table, "%s (%s: %.*s)", d->rule,
				  d->word_class,
				  (int)(d->word.end - d->word.start),
				  text + d->word.start);
		else
			table_add(&table, "%s", d->rule);
		ty_buf_clear(&shown);
		add_flat(&shown, text, d->before);
		ty_buf_addc(&shown, '|');
		add_flat(&shown, text, d->after);
		table_add(&table, "%s", shown.p);
	}
	table_print(&table, stdout);
	ty_buf_release(&shown);
}
