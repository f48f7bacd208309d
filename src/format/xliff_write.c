/*
 * XLIFF 1.2, written: a draft that any translation tool opens.  A group is a
 * block of the story, a unit a segment; what is not translated (byline, credit,
 * editor's notes) stands in its place with translate="no".  Suggestions are
 * alternatives, the best of them also the target where it was good enough.
 */

#include <string.h>

#include "base/i18n.h"
#include "format/escape.h"
#include "format/formats.h"
#include "format/term_line.h"

static void put_text(struct ty_buf *out, const char *element, const char *lang,
		     const char *attrs, const char *text)
{
	ty_buf_addf(out, "<%s", element);
	ty_escape_pair(out, "xml:lang", lang);
	ty_buf_addf(out, "%s>", attrs);
	ty_escape_text(out, text, strlen(text));
	ty_buf_addf(out, "</%s>\n", element);
}

static void put_note(struct ty_buf *out, const char *text)
{
	ty_buf_adds(out, "<note from=\"taiyaku\">");
	ty_escape_text(out, text, strlen(text));
	ty_buf_adds(out, "</note>\n");
}

/* What is known of the story and stands in no segment by that name. */
static void put_header(struct ty_buf *out, const struct ty_story *story)
{
	const struct {
		const char *name, *value;
	} facts[] = {
		{ "slugline", story->slugline },
		{ "dateline", story->dateline },
		{ "byline", story->byline },
		{ "credit", story->credit },
	};
	struct ty_buf note = TY_BUF_INIT;
	size_t i;

	ty_buf_adds(out, "<header>\n<tool tool-id=\"taiyaku\""
		    " tool-name=\"Taiyaku\"");
	ty_escape_pair(out, "tool-version", ty_version());
	ty_buf_adds(out, "/>\n");
	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		if (!facts[i].value || !facts[i].value[0])
			continue;
		ty_buf_clear(&note);
		ty_buf_addf(&note, "%s: %s", facts[i].name, facts[i].value);
		put_note(out, note.p);
	}
	ty_buf_adds(out, "</header>\n");
	ty_buf_release(&note);
}

/* How the score came about: "92 = 94 - 2 (number)". */
static void put_reason(struct ty_buf *out, const struct ty_match *m)
{
	struct ty_buf reason = TY_BUF_INIT;
	int sum = m->score;
	size_t i;

	for (i = 0; i < m->npenalties; i++)
		sum += m->penalties[i].points;
	if (m->npenalties)
		ty_buf_addf(&reason, "%d = %d", m->score, sum);
	for (i = 0; i < m->npenalties; i++)
		ty_buf_addf(&reason, " - %d (%s)", m->penalties[i].points,
			    m->penalties[i].name);
	if (m->origin.date[0])
		ty_buf_addf(&reason, "%s%.10s", reason.len ? "; " : "",
			    m->origin.date);
	if (m->origin.path[0])
		ty_buf_addf(&reason, "%s%s", reason.len ? "; " : "",
			    m->origin.path);
	if (reason.len)
		put_note(out, reason.p);
	ty_buf_release(&reason);
}

static void put_match(struct ty_buf *out, const struct ty_draft *draft,
		      const struct ty_match *m)
{
	const char *origin = m->origin.headline[0] ? m->origin.headline :
			     m->origin.path;

	ty_buf_addf(out, "<alt-trans match-quality=\"%d%%\"", m->score);
	if (origin[0])
		ty_escape_pair(out, "origin", origin);
	ty_buf_adds(out, " tool-id=\"taiyaku\">\n");
	put_text(out, "source", draft->source, "", m->source);
	put_text(out, "target", draft->target, "", m->target);
	put_reason(out, m);
	ty_buf_adds(out, "</alt-trans>\n");
}

/* What the termbase says of the source, a note each. */
static void put_terms(struct ty_buf *out, const struct ty_draft *draft,
		      const struct ty_term_hits *terms)
{
	struct ty_buf note = TY_BUF_INIT;
	const struct ty_concept *concept;
	size_t i = 0;

	while ((concept = ty_term_next(terms, &i))) {
		ty_buf_clear(&note);
		ty_buf_adds(&note, _("term: "));
		ty_term_line(&note, concept, draft->source, draft->target);
		put_note(out, note.p);
	}
	ty_buf_release(&note);
}

/* Which values of the target were written anew, and which ought to be. */
static void put_carry(struct ty_buf *out, const struct ty_draft_segment *d)
{
	const struct ty_match *best = d->matches->n ? &d->matches->items[0] :
				      NULL;
	const struct ty_carry *carry = best ? best->carry : NULL;
	struct ty_buf note = TY_BUF_INIT;
	size_t i;

	if (!carry || !d->target[0])
		return;
	for (i = 0; best->repaired && i < carry->ncarried; i++) {
		const struct ty_carried *c = &carry->carried[i];

		ty_buf_adds(&note, i ? ", " : _("carried over: "));
		ty_buf_add(&note, best->target + c->was.start,
			   c->was.end - c->was.start);
		ty_buf_adds(&note, " → ");
		ty_buf_add(&note, best->repaired + c->now.start,
			   c->now.end - c->now.start);
	}
	if (note.len)
		put_note(out, note.p);
	for (i = 0; i < carry->nrefused; i++) {
		const struct ty_refusal *r = &carry->refused[i];

		ty_buf_clear(&note);
		ty_buf_adds(&note, _("not carried over: "));
		if (r->source.end > r->source.start) {
			ty_buf_add(&note, d->matches->text + r->source.start,
				   r->source.end - r->source.start);
			ty_buf_adds(&note, ": ");
		}
		ty_buf_adds(&note, ty_refusal_title(r->why));
		put_note(out, note.p);
	}
	ty_buf_release(&note);
}

static void put_translation(struct ty_buf *out, const struct ty_draft *draft,
			    const struct ty_draft_segment *d, size_t i)
{
	struct ty_buf note = TY_BUF_INIT;
	bool exact = d->matches->n &&
		     !strcmp(d->matches->items[0].source, d->segment->text);
	size_t k;

	if (d->target[0])
		put_text(out, "target", draft->target, exact ?
			 " state=\"translated\""
			 " state-qualifier=\"exact-match\"" :
			 " state=\"needs-review-translation\""
			 " state-qualifier=\"fuzzy-match\"", d->target);
	if (d->repeats != i) {
		ty_buf_addf(&note, _("repeats segment %zu"), d->repeats + 1);
		put_note(out, note.p);
	}
	put_carry(out, d);
	put_terms(out, draft, d->terms);
	for (k = 0; k < d->matches->n; k++)
		put_match(out, draft, &d->matches->items[k]);
	ty_buf_release(&note);
}

static void put_unit(struct ty_buf *out, const struct ty_draft *draft, size_t i)
{
	const struct ty_draft_segment *d = &draft->segments[i];
	bool translated = ty_kind_translated(d->segment->kind);

	ty_buf_addf(out, "<trans-unit id=\"%zu\"%s>\n", i + 1,
		    translated ? " approved=\"no\"" : " translate=\"no\"");
	put_text(out, "source", draft->source, "", d->segment->text);
	if (translated)
		put_translation(out, draft, d, i);
	ty_buf_adds(out, "</trans-unit>\n");
}

enum ty_status ty_xliff_draft(FILE *f, const struct ty_draft *draft,
			      struct ty_error *err)
{
	const struct ty_story *story = draft->story;
	struct ty_buf out = TY_BUF_INIT;
	size_t i;

	(void)err;
	ty_buf_adds(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		    "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\""
		    " version=\"1.2\">\n<file");
	ty_escape_pair(&out, "original", story->path);
	ty_escape_pair(&out, "source-language", draft->source);
	ty_escape_pair(&out, "target-language", draft->target);
	ty_buf_adds(&out, " datatype=\"plaintext\" tool-id=\"taiyaku\">\n");
	put_header(&out, story);
	ty_buf_adds(&out, "<body>\n");
	for (i = 0; i < story->nsegments; i++) {
		const struct ty_segment *s = &story->segments[i];

		if (!i || s->block != s[-1].block)
			ty_buf_addf(&out, "<group id=\"b%zu\""
				    " restype=\"x-%s\">\n",
				    s->block + 1, ty_kind_word(s->kind));
		put_unit(&out, draft, i);
		if (i + 1 == story->nsegments || s[1].block != s->block)
			ty_buf_adds(&out, "</group>\n");
		fwrite(out.p, 1, out.len, f);
		ty_buf_clear(&out);
	}
	ty_buf_adds(&out, "</body>\n</file>\n</xliff>\n");
	fwrite(out.p, 1, out.len, f);
	ty_buf_release(&out);
	return TY_OK;
}
