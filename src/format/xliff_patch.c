/* XLIFF written: targets and their states put into a file. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/xliff_doc.h"
#include "format/xliff_texts.h"
#include "text/norm.h"

/* What becomes of a place. */
struct fate {
	bool		 retold;	/* its target is another text */
	bool		 was, confirmed;	/* finished in the file, now */
	struct ty_buf	 target;	/* then that, as XML */
};

struct writer {
	struct ty_xliff_file		 x;
	const struct ty_document_out	*doc;
	struct ty_xliff_texts			 texts;
	struct fate			*fates;
	struct ty_buf			 target, old, fresh, scratch;
	bool				 inserted;	/* a target */
	struct ty_error			*err;
};

static enum ty_status decide(struct writer *w, size_t i, size_t *piece)
{
	const struct ty_xliff_place *p = &w->x.v[i];
	struct fate *f = &w->fates[i];
	struct ty_error why;
	enum ty_status st;
	bool confirmed;

	f->was = f->confirmed = p->finished;
	if (!ty_document_target(&w->target, w->doc, i, piece, &confirmed) ||
	    p->locked)
		return TY_OK;
	if ((st = ty_xliff_texts_read(&w->texts, &w->x, p, w->err)) != TY_OK)
		return st;
	f->was = p->finished && w->texts.target_tagged.len;
	f->confirmed = confirmed;
	ty_buf_clear(&w->scratch);
	ty_buf_clear(&w->old);
	ty_nfc(&w->scratch, w->target.p, w->target.len);
	ty_nfc(&w->old, w->texts.target_tagged.p, w->texts.target_tagged.len);
	if (!strcmp(w->scratch.p, w->old.p))
		return TY_OK;
	f->retold = true;
	/* A file may have targets whose tags are not those of their sources. */
	st = ty_tagged_check(w->texts.source_tagged.p, w->target.p, &why);
	if (!w->target.len || (st != TY_OK && w->texts.target_tagged.len &&
			       ty_tagged_check(
			       w->texts.target_tagged.p, w->target.p,
			       NULL) == TY_OK))
		st = TY_OK;
	if (st == TY_OK)
		st = ty_xliff_codes_write(&f->target, w->x.file.text,
					  w->target.p, &w->texts.source,
					  &w->texts.target, w->x.v2, &why);
	if (st != TY_OK)
		ty_fail_at(w->err, st, w->x.name, p->line, 0,
			   _("segment %zu: %s"), i + 1, why.text);
	return st;
}

/* The word for a target in this state; NULL: none is needed. */
static const char *state_of(const struct writer *w, bool confirmed, bool empty)
{
	if (confirmed)
		return "translated";
	if (w->x.v2)
		return "initial";
	return empty ? "needs-translation" : "needs-review-translation";
}

/* Append a start tag with its state; an empty element's is opened. */
static void put_start(struct writer *w, const struct ty_xml_token *tag,
		      const char *state)
{
	const char *s = w->x.file.text + tag->span.start;
	size_t len = tag->span.end - tag->span.start;

	ty_buf_clear(&w->scratch);
	if (state)
		ty_xml_put_tag(&w->scratch, s, len, "state", state);
	else
		ty_buf_add(&w->scratch, s, len);
	if (tag->type == TY_XML_EMPTY) {
		w->scratch.len -= 2;
		while (strchr(" \t\r\n", w->scratch.p[w->scratch.len - 1]))
			w->scratch.len--;
		w->scratch.p[w->scratch.len] = '\0';
		ty_buf_addc(&w->scratch, '>');
	}
	ty_buf_add(&w->fresh, w->scratch.p, w->scratch.len);
}

/* Append the end tag that goes with a start tag. */
static void put_end(struct writer *w, const struct ty_xml_token *tag)
{
	ty_buf_adds(&w->fresh, "</");
	ty_buf_add(&w->fresh, w->x.file.text + tag->name.start,
		   tag->name.end - tag->name.start);
	ty_buf_addc(&w->fresh, '>');
}

static void patch(struct writer *w, size_t start, size_t end)
{
	ty_patched_add(&w->x.file, start, end, w->fresh.p, w->fresh.len);
	ty_buf_clear(&w->fresh);
}

/* Put what is in `target` inside of the element `tag`, which holds `inner`. */
static void fill(struct writer *w, const struct ty_xml_token *tag,
		 struct ty_span inner, const char *state,
		 const struct ty_buf *target)
{
	put_start(w, tag, state);
	ty_buf_add(&w->fresh, target->p, target->len);
	if (tag->type == TY_XML_EMPTY)
		put_end(w, tag);
	patch(w, tag->span.start, tag->type == TY_XML_EMPTY ? tag->span.end :
	      inner.end);
}

/* Set the state that a start tag tells. */
static void patch_state(struct writer *w, const struct ty_xml_token *tag,
			const char *state)
{
	const char *s = w->x.file.text + tag->span.start;
	struct ty_span value;

	ty_buf_clear(&w->scratch);
	ty_xml_put_tag(&w->scratch, s, tag->span.end - tag->span.start,
		       "state", state);
	/* What says more of the old state says nothing of the new one. */
	if (ty_xml_scan_attr(&value, w->x.file.text, tag, "subState"))
		ty_xml_put_tag(&w->fresh, w->scratch.p, w->scratch.len,
			       "subState", NULL);
	else
		ty_buf_add(&w->fresh, w->scratch.p, w->scratch.len);
	patch(w, tag->span.start, tag->span.end);
}

/* Insert a whole <target> with what is in `target`. */
static void insert(struct writer *w, const struct ty_xliff_place *p,
		   const char *state, const struct ty_buf *target)
{
	ty_buf_add(&w->fresh, w->x.file.text + p->indent.start,
		   p->indent.end - p->indent.start);
	ty_buf_addf(&w->fresh, "<%starget", w->x.prefix.p);
	if (state)
		ty_buf_addf(&w->fresh, " state=\"%s\"", state);
	ty_buf_addc(&w->fresh, '>');
	ty_buf_add(&w->fresh, target->p, target->len);
	ty_buf_addf(&w->fresh, "</%starget>", w->x.prefix.p);
	patch(w, p->insert, p->insert);
	w->inserted = true;
}

/* The inside of a <seg-source>, its parts' texts replaced by their targets. */
static void put_parts(struct writer *w, struct ty_buf *out, size_t from,
		      size_t to)
{
	const char *s = w->x.file.text;
	size_t done = w->x.v[from].whole.start, i;

	for (i = from; i < to; i++) {
		const struct ty_xliff_place *p = &w->x.v[i];

		ty_buf_add(out, s + done, p->source.start - done);
		if (w->fates[i].retold)
			ty_buf_add(out, w->fates[i].target.p,
				   w->fates[i].target.len);
		else if (p->has_target)
			ty_buf_add(out, s + p->target.start,
				   p->target.end - p->target.start);
		done = p->source.end;
	}
	ty_buf_add(out, s + done, w->x.v[from].whole.end - done);
}

/* The targets of places [from, to), parts of one unit, and their one state. */
static void patch_parts(struct writer *w, size_t from, size_t to,
			const char *state)
{
	const struct ty_xliff_place *p = &w->x.v[from];
	struct ty_buf whole = TY_BUF_INIT;
	bool rebuild = false;
	size_t i;

	for (i = from; i < to; i++)
		rebuild = rebuild || (w->fates[i].retold &&
			  (!w->x.v[i].has_target ||
			   w->x.v[i].holder.type == TY_XML_EMPTY));
	if (rebuild) {
		put_parts(w, &whole, from, to);
		if (p->target_tag.span.end)
			fill(w, &p->target_tag, p->whole_target, state,
			     &whole);
		else
			insert(w, p, state, &whole);
		ty_buf_release(&whole);
		return;
	}
	if (state)
		patch_state(w, &p->target_tag, state);
	for (i = from; i < to; i++)
		if (w->fates[i].retold)
			ty_patched_add(&w->x.file, w->x.v[i].target.start,
				       w->x.v[i].target.end,
				       w->fates[i].target.p,
				       w->fates[i].target.len);
}

/* A segment that has its <target> for itself; `state` is that target's, NULL in
 * XLIFF 2. */
static void patch_target(struct writer *w, size_t i, const char *state)
{
	const struct ty_xliff_place *p = &w->x.v[i];
	const struct fate *f = &w->fates[i];

	if (f->retold && p->has_target)
		fill(w, &p->target_tag, p->target, state, &f->target);
	else if (f->retold)
		insert(w, p, state, &f->target);
	else if (state && p->has_target)
		patch_state(w, &p->target_tag, state);
}

/* Put a unit of XLIFF 1 in, which is places [from, to). */
static void patch_unit(struct writer *w, size_t from, size_t to)
{
	const struct ty_xliff_place *p = &w->x.v[from];
	bool changed = false, retold = false, confirmed = true, empty = true;
	struct ty_span approved;
	const char *state = NULL;
	size_t i;

	for (i = from; i < to; i++) {
		const struct fate *f = &w->fates[i];

		retold = retold || f->retold;
		changed = changed || f->retold ||
			  f->confirmed != f->was;
		confirmed = confirmed && (f->confirmed || w->x.v[i].locked);
		empty = empty && !(f->retold ? f->target.len :
				   w->x.v[i].target.end >
				   w->x.v[i].target.start);
	}
	if (!changed)
		return;
	state = state_of(w, confirmed, empty);
	if (p->whole.end > p->whole.start)
		patch_parts(w, from, to, state);
	else
		patch_target(w, from, state);
	if (!confirmed && ty_xml_scan_attr(&approved, w->x.file.text, &p->unit,
					   "approved"))
		ty_patched_add(&w->x.file, approved.start, approved.end, "no",
			       2);
}

static void patch_segment(struct writer *w, size_t i)
{
	const struct ty_xliff_place *p = &w->x.v[i];
	const struct fate *f = &w->fates[i];
	struct ty_span state;

	if (!f->retold && f->confirmed == f->was)
		return;
	if (f->confirmed || ty_xml_scan_attr(&state, w->x.file.text, &p->unit,
					     "state"))
		patch_state(w, &p->unit, state_of(w, f->confirmed, false));
	patch_target(w, i, NULL);
}

/* Targets need a language, which a file without targets may not have told. */
static void patch_languages(struct writer *w)
{
	const char *name = w->x.v2 ? "trgLang" : "target-language";
	const struct ty_xml_token *tags = w->x.v2 ? &w->x.root : w->x.files;
	size_t n = w->x.v2 ? 1 : w->x.nfiles, i;
	struct ty_span value;

	for (i = 0; i < n; i++) {
		if (ty_xml_scan_attr(&value, w->x.file.text, &tags[i], name))
			continue;
		ty_xml_put_tag(&w->fresh, w->x.file.text + tags[i].span.start,
			       tags[i].span.end - tags[i].span.start, name,
			       w->doc->target);
		patch(w, tags[i].span.start, tags[i].span.end);
	}
}

static void patch_all(struct writer *w)
{
	size_t i, next;

	for (i = 0; i < w->x.n; i = next) {
		next = i + 1;
		if (w->x.v2) {
			patch_segment(w, i);
			continue;
		}
		while (next < w->x.n && !w->x.v[next].first)
			next++;
		patch_unit(w, i, next);
	}
	if (w->inserted)
		patch_languages(w);
}

static void put_reference(struct ty_buf *out, int32_t c)
{
	ty_buf_addf(out, "&#x%X;", (unsigned)c);
}

enum ty_status ty_xliff_document_write(struct ty_buf *out,
				       const struct ty_document_out *doc,
				       const char *bytes, size_t len,
				       struct ty_error *err)
{
	struct writer w = { .doc = doc, .err = err };
	enum ty_status st;
	size_t i, piece = 0;
	int32_t missing;

	ty_xliff_texts_init(&w.texts);
	ty_buf_init(&w.target);
	ty_buf_init(&w.old);
	ty_buf_init(&w.fresh);
	ty_buf_init(&w.scratch);
	st = ty_xliff_file_open(&w.x, bytes, len, doc->document->name, err);
	if (st == TY_OK && w.x.n != doc->document->nsegments)
		st = ty_fail_at(err, TY_EINVAL, doc->document->name, 0, 0,
				_("the file no longer has the segments that were translated"));
	w.fates = ty_alloc(w.x.n + 1, sizeof(*w.fates));
	for (i = 0; i < w.x.n; i++)
		ty_buf_init(&w.fates[i].target);
	for (i = 0; st == TY_OK && i < w.x.n; i++)
		st = decide(&w, i, &piece);
	if (st == TY_OK) {
		patch_all(&w);
		ty_patched_write(out, &w.x.file, put_reference, &missing);
	}
	for (i = 0; i < w.x.n; i++)
		ty_buf_release(&w.fates[i].target);
	free(w.fates);
	ty_xliff_file_release(&w.x);
	ty_xliff_texts_release(&w.texts);
	ty_buf_release(&w.target);
	ty_buf_release(&w.old);
	ty_buf_release(&w.fresh);
	ty_buf_release(&w.scratch);
	return st;
}
