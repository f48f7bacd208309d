/* A match on the side-by-side page: its score and why, what differs, whence. */

#include <string.h>

#include "base/i18n.h"
#include "format/difference.h"
#include "format/escape.h"
#include "format/html.h"
#include "format/target.h"

/* Put `s` up to the end of `span`, which is put between `tag`s; *done bytes of
 * it are put already.  A span that does not fit is passed over. */
static void put_marked(struct ty_html *page, const char *s, size_t *done,
		       const struct ty_span *span, const char *tag)
{
	if (span->start < *done || span->end <= span->start ||
	    span->end > strlen(s))
		return;
	ty_escape_text(&page->out, s + *done, span->start - *done);
	ty_buf_addf(&page->out, "<%s>", tag);
	ty_escape_text(&page->out, s + span->start, span->end - span->start);
	ty_buf_addf(&page->out, "</%s>", tag);
	*done = span->end;
}

void ty_html_marked(struct ty_html *page, const char *s,
		    const struct ty_match *m, bool now, const char *tag)
{
	size_t done = 0, i;

	for (i = 0; i < m->nchanges; i++)
		if (m->changes[i].edit != TY_SAME)
			put_marked(page, s, &done, now ? &m->changes[i].now :
				   &m->changes[i].old, tag);
	ty_html_text(page, s + done);
}

void ty_html_match_target(struct ty_html *page, const struct ty_match *m,
			  bool now)
{
	static const struct ty_target_style styles[2] = {
		{ { "<del>", "</del>" }, { NULL, NULL }, ty_escape_text },
		{ { "<ins>", "</ins>" }, { "<u>", "</u>" }, ty_escape_text },
	};

	ty_target_put(&page->out, m, now, &styles[now || !m->repaired]);
}

void ty_html_refused(struct ty_html *page, const char *now,
		     const struct ty_match *m)
{
	size_t i;

	for (i = 0; m->carry && i < m->carry->nrefused; i++) {
		const struct ty_refusal *r = &m->carry->refused[i];

		ty_html_open(page, "p", "small", NULL);
		ty_html_text(page, _("not carried over: "));
		if (r->source.end > r->source.start &&
		    r->source.end <= strlen(now)) {
			ty_html_open(page, "span", "", page->draft->source);
			ty_escape_text(&page->out, now + r->source.start,
				       r->source.end - r->source.start);
			ty_html_put(page, "</span> · ");
		}
		ty_html_text(page, ty_refusal_title(r->why));
		ty_html_put(page, "</p>");
	}
}

static const char *status_name(const struct ty_match *m)
{
	if (m->status == TY_REVIEWED)
		return _("reviewed");
	if (m->status == TY_DRAFT)
		return _("not reviewed");
	if (m->kind == TY_ALIGNED)
		return _("aligned by machine");
	return m->kind == TY_MACHINE ? _("machine translation") : "";
}

/* One of a line of facts; lang NULL: in the page's language. */
static void put_item(struct ty_html *page, bool *any, const char *lang,
		     const char *s, size_t len)
{
	if (!len)
		return;
	ty_html_put(page, *any ? " · <span" : "<span");
	if (lang)
		ty_escape_pair(&page->out, "lang", lang);
	ty_html_put(page, ">");
	ty_escape_text(&page->out, s, len);
	ty_html_put(page, "</span>");
	*any = true;
}

void ty_html_origin(struct ty_html *page, const struct ty_match *m)
{
	const struct ty_origin *o = &m->origin;
	const char *title = o->headline[0] ? o->headline : o->path;
	struct ty_buf version = TY_BUF_INIT;
	bool any = false;

	if (o->version > 1)
		ty_buf_addf(&version, _("version %d"), o->version);
	ty_html_put(page, "<p class=\"small\">");
	put_item(page, &any, o->headline[0] ? page->draft->source : NULL,
		 title, strlen(title));
	put_item(page, &any, NULL, version.p, version.len);
	put_item(page, &any, NULL, o->date, strcspn(o->date, "T"));
	put_item(page, &any, NULL, o->user, strlen(o->user));
	put_item(page, &any, NULL, status_name(m), strlen(status_name(m)));
	ty_html_put(page, "</p>");
	ty_buf_release(&version);
}

void ty_html_reason(struct ty_html *page, const struct ty_match *m)
{
	struct ty_buf why = TY_BUF_INIT;
	int sum = m->score;
	size_t i;

	if (!m->npenalties)
		return;
	for (i = 0; i < m->npenalties; i++)
		sum += m->penalties[i].points;
	ty_buf_addf(&why, _(" = text %d"), sum);
	for (i = 0; i < m->npenalties; i++)
		ty_buf_addf(&why, _(", %s −%d"),
			    ty_penalty_title(m->penalties[i].name),
			    m->penalties[i].points);
	ty_html_put_element(page, "span", "why", NULL, why.p);
	ty_buf_release(&why);
}

static enum ty_band band_of(int score)
{
	return score > 100 ? TY_BAND_101 : score == 100 ? TY_BAND_100 :
	       score >= 95 ? TY_BAND_95 : score >= 85 ? TY_BAND_85 :
	       score >= 75 ? TY_BAND_75 : TY_BAND_50;
}

void ty_html_chip(struct ty_html *page, const struct ty_match *m)
{
	ty_buf_addf(&page->out, "<span class=\"chip %s\">%d <small>",
		    ty_html_classes[band_of(m->score)], m->score);
	ty_html_text(page, m->score > 100 ? _("context") :
		     m->score == 100 ? _("exact") : _("similar"));
	ty_html_put(page, "</small></span>");
}

void ty_html_match_source(struct ty_html *page, const struct ty_match *m)
{
	ty_html_open(page, "p", "small text", page->draft->source);
	ty_html_marked(page, m->source, m, false, "del");
	ty_html_put(page, "</p>");
}

void ty_html_match_diff(struct ty_html *page, const char *now,
			const struct ty_match *m)
{
	ty_html_open(page, "p", "small text", page->draft->source);
	ty_html_diff(&page->out, now, m);
	ty_html_put(page, "</p>");
}
