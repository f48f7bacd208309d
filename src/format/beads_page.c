/*
 * Beads as a page: the two texts side by side, what belongs together in a row,
 * with how sure that is (a figure, a bar, a mark and a colour) and the evidence,
 * which shows when the row's figure is pointed at or has the focus.  A map above
 * shows crossings.  No script, nothing to load.
 */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "format/beads.h"
#include "format/escape.h"
#include "format/html.h"

#define MOST_REASONS	10	/* shown of a bead */

enum grade { SURE, FAIR, DOUBTFUL, OMITTED, NGRADES };

static const struct {
	const char	*class, *mark, *name;
} grades[NGRADES] = {
	/* xgettext:no-c-format */
	[SURE] = { "sure", "●", N_("certain (90% and above)") },
	[FAIR] = { "fair", "◐", N_("fairly certain (70% to 89%)") },
	[DOUBTFUL] = { "doubt", "○", N_("doubtful (under 70%)") },
	[OMITTED] = { "gone", "–", N_("without counterpart") },
};

static enum grade grade_of(const struct ty_bead *bead)
{
	if (!bead->source_n || !bead->target_n)
		return OMITTED;
	if (bead->confidence >= 0.9)
		return SURE;
	return bead->confidence >= TY_LEARN_CONFIDENCE ? FAIR : DOUBTFUL;
}

/* Rounded down: 90% is never less than the grade says. */
static int percent(const struct ty_bead *bead)
{
	return (int)(bead->confidence * 100 + 1e-9);
}

/* Which beads are out of order: the fewest whose removal leaves the targets in
 * order.  By the longest rising sequence, with binary search. */
static bool *find_moved(const struct ty_beads *beads)
{
	bool *moved = ty_alloc(beads->n, sizeof(*moved));
	size_t *tail = ty_alloc(beads->n + 1, sizeof(*tail));
	size_t *before = ty_alloc(beads->n, sizeof(*before));
	size_t n = 0, low, high, i, at;

	for (i = 0; i < beads->n; i++) {
		if (!beads->items[i].source_n || !beads->items[i].target_n)
			continue;
		moved[i] = true;
		for (low = 0, high = n; low < high; ) {
			size_t mid = (low + high) / 2;

			if (beads->items[tail[mid]].target <
			    beads->items[i].target)
				low = mid + 1;
			else
				high = mid;
		}
		before[i] = low ? tail[low - 1] : i;
		tail[low] = i;
		n = low == n ? n + 1 : n;
	}
	for (at = n ? tail[n - 1] : 0; n-- > 0; at = before[at])
		moved[at] = false;
	free(tail);
	free(before);
	return moved;
}

/* ------------------------------------------------------------------ map -- */

/* Segment numbers on a line of 1000 parts: 12.5 as "12.5". */
static void put_place(struct ty_buf *out, size_t number, size_t all)
{
	size_t tenths = all ? number * 10000 / all : 0;

	ty_buf_addf(out, "%zu.%zu", tenths / 10, tenths % 10);
}

static void put_corner(struct ty_buf *out, size_t number, size_t all,
		       const char *y)
{
	put_place(out, number, all);
	ty_buf_addf(out, ",%s ", y);
}

/* A bead joins a piece of the line above to one of the line below; what has no
 * counterpart is a stump. */
static void put_band(struct ty_html *page, const struct ty_bead_view *view,
		     const struct ty_bead *bead, bool moved)
{
	struct ty_buf *out = &page->out;

	ty_buf_addf(out, "<polygon class=\"%s%s\" points=\"",
		    grades[grade_of(bead)].class, moved ? " moved" : "");
	if (bead->source_n) {
		put_corner(out, bead->source, view->n[0], "0");
		put_corner(out, bead->source + bead->source_n, view->n[0], "0");
	}
	if (bead->source_n && !bead->target_n) {
		put_corner(out, bead->source + bead->source_n, view->n[0], "14");
		put_corner(out, bead->source, view->n[0], "14");
	}
	if (bead->target_n) {
		put_corner(out, bead->target + bead->target_n, view->n[1], "100");
		put_corner(out, bead->target, view->n[1], "100");
	}
	if (bead->target_n && !bead->source_n) {
		put_corner(out, bead->target, view->n[1], "86");
		put_corner(out, bead->target + bead->target_n, view->n[1], "86");
	}
	ty_html_put(page, "\"/>\n");
}

static void put_map(struct ty_html *page, const struct ty_bead_view *view,
		    const bool *moved)
{
	size_t i;
	int pass;

	ty_html_put(page, "<div class=\"map\"><span>");
	ty_html_text(page, ty_html_lang_name(view->lang[0]));
	ty_html_put(page, "</span>\n<svg viewBox=\"0 0 1000 100\" "
		    "preserveAspectRatio=\"none\" role=\"img\"");
	ty_escape_pair(&page->out, "aria-label",
		       _("which parts of the two texts belong together"));
	ty_html_put(page, ">\n");
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < view->beads->n; i++)
			if (moved[i] == (pass == 1))
				put_band(page, view, &view->beads->items[i],
					 moved[i]);
	ty_html_put(page, "</svg>\n<span>");
	ty_html_text(page, ty_html_lang_name(view->lang[1]));
	ty_html_put(page, "</span></div>\n");
}

/* ------------------------------------------------------------- overview -- */

static void put_choice(struct ty_html *page, const char *id, const char *text,
		       bool chosen)
{
	ty_buf_addf(&page->out, "<label><input type=\"radio\" name=\"show\" "
		    "id=\"show-%s\"%s> ", id, chosen ? " checked" : "");
	ty_html_text(page, text);
	ty_html_put(page, "</label>\n");
}

/* How many beads there are of each grade, and a choice of what to see. */
static void put_overview(struct ty_html *page, const struct ty_bead_view *view,
			 const bool *moved)
{
	size_t count[NGRADES] = { 0 }, crossing = 0, i;

	for (i = 0; i < view->beads->n; i++) {
		count[grade_of(&view->beads->items[i])]++;
		crossing += moved[i];
	}
	ty_html_put(page, "<section class=\"report\">\n");
	put_map(page, view, moved);
	ty_html_put(page, "<ul class=\"legend\">\n");
	for (i = 0; i < NGRADES; i++) {
		ty_buf_addf(&page->out, "<li class=\"%s\"><b>%s</b> ",
			    grades[i].class, grades[i].mark);
		ty_html_text(page, _(grades[i].name));
		ty_buf_addf(&page->out, ": %zu</li>\n", count[i]);
	}
	ty_html_put(page, "<li class=\"moved\"><b>⤨</b> ");
	ty_html_text(page, _("out of order"));
	ty_buf_addf(&page->out, ": %zu</li>\n</ul>\n<fieldset class=\"show\">"
		    "<legend>", crossing);
	ty_html_text(page, _("show"));
	ty_html_put(page, "</legend>\n");
	put_choice(page, "all", _("all"), true);
	put_choice(page, "look", _("all but the certain ones"), false);
	put_choice(page, "gone", _("what has no counterpart"), false);
	put_choice(page, "moved", _("what is out of order"), false);
	ty_html_put(page, "</fieldset>\n</section>\n");
}

/* ----------------------------------------------------------------- rows -- */

static void put_reason(struct ty_html *page, const struct ty_bead_view *view,
		       const struct ty_reason *r)
{
	ty_buf_addf(&page->out, "<tr><td class=\"%s\">",
		    r->odds < 0 ? "against" : "for");
	/* Not by printf(): a point in every locale. */
	ty_buf_addf(&page->out, "%s%d.%d", r->odds < 0 ? "−" : "+",
		    (int)((r->odds < 0 ? -r->odds : r->odds) + 0.05),
		    (int)((r->odds < 0 ? -r->odds : r->odds) * 10 + 0.5) % 10);
	ty_html_put(page, "</td><td>");
	ty_html_text(page, ty_reason_name(r->kind));
	ty_html_put(page, "</td><td>");
	if (r->source)
		ty_html_put_element(page, "span", "", view->lang[0], r->source);
	if (r->source && r->target)
		ty_html_put(page, " = ");
	if (r->target)
		ty_html_put_element(page, "span", "", view->lang[1], r->target);
	ty_html_put(page, "</td></tr>");
}

static void put_reasons(struct ty_html *page, const struct ty_bead_view *view,
			const struct ty_reasons *rs)
{
	size_t shown = 0, i;

	ty_html_put(page, "<table>");
	for (i = 0; i < rs->n && shown < MOST_REASONS; i++) {
		const struct ty_reason *r = &rs->items[i];

		if (r->odds < TY_REASON_LITTLE && r->odds > -TY_REASON_LITTLE)
			continue;
		put_reason(page, view, r);
		shown++;
	}
	ty_html_put(page, "</table>");
	if (rs->n > shown) {
		ty_html_put(page, "<p>");
		ty_buf_addf(&page->out, Q_("%zu more that weighs less",
					   "%zu more that weigh less",
					   (unsigned long)(rs->n - shown)),
			    rs->n - shown);
		ty_html_put(page, "</p>");
	}
}

/* The figure between the two texts, and what opens beneath it. */
static void put_confidence(struct ty_html *page,
			   const struct ty_bead_view *view, size_t i,
			   bool moved)
{
	const struct ty_bead *bead = &view->beads->items[i];
	enum grade grade = grade_of(bead);

	ty_html_put(page, "<td class=\"mid\">");
	if (view->beads->reasons)
		ty_buf_addf(&page->out, "<div class=\"ev\" tabindex=\"0\" "
			    "role=\"group\" aria-describedby=\"e%zu\">", i + 1);
	else
		ty_html_put(page, "<div class=\"ev\">");
	ty_buf_addf(&page->out, "<span class=\"figure\"><b>%s</b> %d%%</span>"
		    "<span class=\"meter\"><i style=\"width:%d%%\"></i></span>"
		    "<small>%zu:%zu</small>", grades[grade].mark,
		    percent(bead), percent(bead), bead->source_n,
		    bead->target_n);
	if (moved) {
		ty_html_put(page, "<small class=\"moved\"><b>⤨</b> ");
		ty_html_text(page, _("out of order"));
		ty_html_put(page, "</small>");
	}
	if (view->beads->reasons) {
		ty_buf_addf(&page->out, "<div class=\"tip\" role=\"tooltip\" "
			    "id=\"e%zu\">", i + 1);
		put_reasons(page, view, &view->beads->reasons[i]);
		ty_html_put(page, "</div>");
	}
	ty_html_put(page, "</div></td>");
}

static void put_side(struct ty_html *page, const struct ty_bead_view *view,
		     int side, size_t first, size_t n)
{
	size_t i;

	ty_html_put(page, "<td>");
	for (i = first; i < first + n; i++) {
		ty_html_put(page, "<div class=\"seg\">");
		ty_buf_addf(&page->out, "<span class=\"n\">%zu</span>", i + 1);
		ty_html_put_element(page, "div", "text", view->lang[side],
				    view->text[side][i]);
		ty_html_put(page, "</div>");
	}
	if (!n) {
		ty_html_put(page, "<p class=\"none\">");
		ty_html_text(page, _("no counterpart"));
		ty_html_put(page, "</p>");
	}
	ty_html_put(page, "</td>\n");
}

static void put_rows(struct ty_html *page, const struct ty_bead_view *view,
		     const bool *moved)
{
	size_t i;

	ty_html_put(page, "<table class=\"beads\">\n<thead><tr>");
	ty_html_column(page, ty_html_lang_name(view->lang[0]));
	ty_html_column(page, _("confidence"));
	ty_html_column(page, ty_html_lang_name(view->lang[1]));
	ty_html_put(page, "</tr></thead>\n<tbody>\n");
	for (i = 0; i < view->beads->n; i++) {
		const struct ty_bead *b = &view->beads->items[i];

		ty_buf_addf(&page->out, "<tr class=\"%s%s\">",
			    grades[grade_of(b)].class,
			    moved[i] ? " moved" : "");
		put_side(page, view, 0, b->source, b->source_n);
		put_confidence(page, view, i, moved[i]);
		put_side(page, view, 1, b->target, b->target_n);
		ty_html_put(page, "</tr>\n");
	}
	ty_html_put(page, "</tbody>\n</table>\n");
}

void ty_beads_page(struct ty_buf *out, const struct ty_bead_view *view)
{
	struct ty_html page = { .out = TY_BUF_INIT };
	bool *moved = find_moved(view->beads);
	struct ty_buf kind = TY_BUF_INIT, file = TY_BUF_INIT;
	struct ty_html_header header = {
		.source = view->lang[0], .target = view->lang[1],
		.title = view->n[0] ? view->text[0][0] : view->path[0],
		.translation = view->n[1] ? view->text[1][0] : "",
	};

	/* TRANSLATORS: from one language into another. */
	ty_buf_addf(&kind, _("alignment, %s and %s"),
		    ty_html_lang_name(view->lang[0]),
		    ty_html_lang_name(view->lang[1]));
	ty_buf_addf(&file, "%s · %s", view->path[0], view->path[1]);
	header.kind = kind.p;
	header.file = file.p;
	ty_html_head_styled(&page, _("alignment"), ty_beads_style);
	ty_html_header(&page, &header);
	ty_html_put(&page, "<main>\n");
	put_overview(&page, view, moved);
	put_rows(&page, view, moved);
	ty_html_put_element(&page, "p", "kind", NULL,
		_("To correct beads: 'taiyaku align -f tsv' writes them as a sheet, 'taiyaku learn --beads' takes it back."));
	ty_html_put(&page, "</main>\n");
	ty_html_end(&page);
	ty_buf_add(out, page.out.p, page.out.len);
	ty_buf_release(&page.out);
	ty_buf_release(&kind);
	ty_buf_release(&file);
	free(moved);
}
