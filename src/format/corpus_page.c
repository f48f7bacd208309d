/* A corpus as a page to be read before it is used: counts, distributions, what
 * was left out and why, pairs to look at; no script, nothing to load. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "format/corpus_report.h"
#include "format/html.h"

/* ----------------------------------------------------------------- drawing */

static void free_example(struct ty_corpus_example *e)
{
	free(e->source);
	free(e->target);
	free(e->story);
}

/* Kept in the order of rank; a text that is there already is not shown twice. */
void ty_corpus_draw(struct ty_corpus_drawn *drawn, size_t most, uint64_t rank,
		    const struct ty_corpus_story *story,
		    const struct ty_corpus_pair *pair)
{
	const char *name = story->field[TY_CF_STORY];
	size_t i = drawn->n;

	while (i > 0 && drawn->v[i - 1].rank > rank)
		i--;
	if (i >= most || (i > 0 && drawn->v[i - 1].rank == rank))
		return;
	if (drawn->n == most)
		free_example(&drawn->v[--drawn->n]);
	memmove(&drawn->v[i + 1], &drawn->v[i],
		(drawn->n - i) * sizeof(*drawn->v));
	drawn->n++;
	drawn->v[i].rank = rank;
	drawn->v[i].source = ty_strdup(pair->source);
	drawn->v[i].target = ty_strdup(pair->target);
	drawn->v[i].story = ty_strdup(name ? name : "");
	drawn->v[i].score = pair->score;
}

void ty_corpus_report_release(struct ty_corpus_report *report)
{
	int why;

	for (why = 0; why < TY_NWHYS; why++)
		while (report->examples[why].n > 0)
			free_example(&report->examples[why].v[
				--report->examples[why].n]);
	while (report->samples.n > 0)
		free_example(&report->samples.v[--report->samples.n]);
}

/* ------------------------------------------------------------------ counts */

static void put_figure(struct ty_html *page, size_t value, const char *name)
{
	ty_buf_addf(&page->out, "<div><dd>%zu</dd>", value);
	ty_html_put_element(page, "dt", "", NULL, name);
	ty_html_put(page, "</div>");
}

static void put_row(struct ty_html *page, const char *name, size_t n, size_t all)
{
	ty_html_put(page, "<tr><th scope=\"row\">");
	ty_html_text(page, name);
	ty_buf_addf(&page->out, "</th><td>%zu</td><td class=\"graph\">", n);
	if (all && n)
		ty_buf_addf(&page->out, "<i class=\"b100\" style=\"width:%d%%\">"
			    "</i>", (int)(n * 100 / all));
	ty_html_put(page, "</td></tr>\n");
}

static void begin_section(struct ty_html *page, const char *title)
{
	ty_html_put(page, "<section class=\"report\">\n<h2>");
	ty_html_text(page, title);
	ty_html_put(page, "</h2>\n");
}

static void put_stories(struct ty_html *page, const struct ty_corpus_report *r)
{
	size_t all = r->counts.stories;

	begin_section(page, _("stories"));
	ty_html_put(page, "<table class=\"bands\"><tbody>\n");
	put_row(page, _("in the list"), all, all);
	put_row(page, _("used"), r->counts.used, all);
	put_row(page, _("could not be read"), r->counts.failed, all);
	put_row(page, _("under an embargo"), r->embargoed, all);
	put_row(page, _("killed"), r->killed, all);
	put_row(page, _("no licence"), r->licence, all);
	put_row(page, _("not marked as usable"), r->status, all);
	ty_html_put(page, "</tbody></table>\n</section>\n");
}

static void put_filters(struct ty_html *page, const struct ty_corpus_report *r)
{
	int why;

	begin_section(page, _("pairs of segments, kept and left out"));
	ty_html_put(page, "<table class=\"bands\"><tbody>\n");
	for (why = 0; why < TY_NWHYS; why++)
		put_row(page, ty_corpus_why_title((enum ty_corpus_why)why),
			r->why[why], r->counts.beads);
	ty_html_put(page, "</tbody></table>\n</section>\n");
}

static void put_splits(struct ty_html *page, const struct ty_corpus_report *r)
{
	int split;

	begin_section(page, _("splits"));
	ty_html_put(page, "<table class=\"bands\"><thead><tr><td></td>");
	ty_html_column(page, _("stories"));
	ty_html_column(page, _("pairs"));
	ty_html_column(page, ty_html_lang_name(r->source));
	ty_html_column(page, ty_html_lang_name(r->target));
	ty_html_put(page, "</tr></thead><tbody>\n");
	for (split = 0; split < TY_NSPLITS; split++)
		ty_buf_addf(&page->out, "<tr><th scope=\"row\">%s</th><td>%zu"
			    "</td><td>%zu</td><td>%llu</td><td>%llu</td></tr>\n",
			    ty_corpus_splits[split], r->stories[split],
			    r->counts.split[split],
			    (unsigned long long)r->characters[split][0],
			    (unsigned long long)r->characters[split][1]);
	ty_html_put(page, "</tbody></table>\n");
	ty_html_open(page, "p", "kind", NULL);
	ty_html_text(page, _("Sizes of texts are in characters.  A story is in one split, with all stories that have near-duplicates in common with it."));
	ty_buf_addc(&page->out, ' ');
	ty_buf_addf(&page->out, Q_("Looking for near-duplicates across splits afterwards found %zu pair, which was left out.",
		"Looking for near-duplicates across splits afterwards found %zu pairs, which were left out.",
		r->counts.leaks), r->counts.leaks);
	ty_html_put(page, "</p>\n</section>\n");
}

/* ------------------------------------------------------------------ charts */

#define WIDTH	600
#define HEIGHT	140
#define FLOOR	120

static size_t highest(const size_t *a, const size_t *b)
{
	size_t most = 1;
	int i;

	for (i = 0; i < TY_CORPUS_BINS; i++) {
		size_t sum = a[i] + (b ? b[i] : 0);

		most = sum > most ? sum : most;
	}
	return most;
}

static void put_bar(struct ty_html *page, int i, size_t from, size_t n,
		    size_t most, const char *colour)
{
	int width = WIDTH / TY_CORPUS_BINS;
	int base = FLOOR - (int)(from * FLOOR / most);
	int top = FLOOR - (int)((from + n) * FLOOR / most);

	if (n)
		ty_buf_addf(&page->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" "
			    "height=\"%d\" fill=\"var(--%s)\"><title>%zu"
			    "</title></rect>", i * width + 1, top, width - 2,
			    base > top ? base - top : 1, colour, n);
}

/* Bars of `a`, and on them of `b` (NULL: none); below them the first value and
 * what each step adds, in hundredths. */
static void put_chart(struct ty_html *page, const char *title, const size_t *a,
		      const size_t *b, int step, const char *unit)
{
	size_t most = highest(a, b);
	int i;

	begin_section(page, title);
	ty_buf_addf(&page->out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" "
		    "style=\"width:100%%;max-width:44rem\"", WIDTH, HEIGHT);
	ty_html_put(page, " aria-label=\"");
	ty_html_text(page, title);
	ty_html_put(page, "\">");
	for (i = 0; i < TY_CORPUS_BINS; i++) {
		put_bar(page, i, 0, a[i], most, "b100");
		if (b)
			put_bar(page, i, a[i], b[i], most, "rep");
		if (i % 4 == 0)
			ty_buf_addf(&page->out, "<text x=\"%d\" y=\"%d\" "
				    "font-size=\"11\" fill=\"var(--soft)\">"
				    "%d.%02d</text>",
				    i * (WIDTH / TY_CORPUS_BINS), HEIGHT - 4,
				    i * step / 100, i * step % 100);
	}
	ty_html_put(page, "</svg>\n");
	ty_html_put_element(page, "p", "kind", NULL, unit);
	ty_html_put(page, "\n</section>\n");
}

/* ------------------------------------------------------------------- pairs */

static void put_drawn(struct ty_html *page, const struct ty_corpus_report *r,
		      const struct ty_corpus_drawn *drawn)
{
	size_t i;

	ty_html_put(page, "<table class=\"pair\"><tbody>\n");
	for (i = 0; i < drawn->n; i++) {
		const struct ty_corpus_example *e = &drawn->v[i];
		int hundredths = (int)(e->score * 100 + .5);

		ty_buf_addf(&page->out, "<tr><td class=\"no\">%d.%02d</td><td>",
			    hundredths / 100, hundredths % 100);
		ty_html_put_element(page, "div", "text", r->source, e->source);
		ty_html_put_element(page, "p", "small", NULL, e->story);
		ty_html_put(page, "</td><td>");
		ty_html_put_element(page, "div", "text", r->target, e->target);
		ty_html_put(page, "</td></tr>\n");
	}
	ty_html_put(page, "</tbody></table>\n");
}

static void put_examples(struct ty_html *page, const struct ty_corpus_report *r)
{
	int why;

	begin_section(page, _("what was left out, some of each"));
	for (why = 1; why < TY_NWHYS; why++) {
		if (!r->examples[why].n)
			continue;
		ty_html_put_element(page, "h3", "", NULL,
			ty_corpus_why_title((enum ty_corpus_why)why));
		put_drawn(page, r, &r->examples[why]);
	}
	ty_html_put(page, "</section>\n");
}

static void put_header(struct ty_html *page, const struct ty_corpus_report *r)
{
	ty_html_put(page, "<header>\n<p class=\"over\">"
		    "<span class=\"brand\">Taiyaku 対訳</span>");
	ty_html_open(page, "span", "kind", NULL);
	ty_buf_addf(&page->out, _("%s to %s"), ty_html_lang_name(r->source),
		    ty_html_lang_name(r->target));
	ty_html_put(page, "</span></p>\n");
	ty_html_put_element(page, "h1", "", NULL, r->name);
	ty_html_put(page, "<dl class=\"figures\">");
	put_figure(page, r->counts.used, _("stories"));
	put_figure(page, r->counts.kept, _("pairs"));
	put_figure(page, r->counts.beads - r->counts.kept, _("left out"));
	ty_html_put(page, "</dl>\n</header>\n<main>\n");
}

void ty_corpus_page(FILE *f, const struct ty_corpus_report *r)
{
	struct ty_html page = { .out = TY_BUF_INIT };

	ty_html_head(&page, r->name);
	put_header(&page, r);
	put_stories(&page, r);
	put_filters(&page, r);
	put_splits(&page, r);
	put_chart(&page, _("confidence of the alignment"), r->score[1],
		  r->score[0], 5,
		  _("pairs by confidence, 0 to 1: below what was kept, on it what was left out"));
	put_chart(&page, ty_html_lang_name(r->source), r->length[0], NULL,
		  1000, _("kept pairs by characters of this side"));
	put_chart(&page, ty_html_lang_name(r->target), r->length[1], NULL,
		  500, _("kept pairs by characters of this side"));
	begin_section(&page, _("pairs to read, drawn from all"));
	put_drawn(&page, r, &r->samples);
	ty_html_put(&page, "</section>\n");
	put_examples(&page, r);
	ty_html_put(&page, "</main>\n");
	ty_html_end(&page);
	fwrite(page.out.p, 1, page.out.len, f);
	ty_buf_release(&page.out);
}
