/* XLIFF's units: their segments, in 1.2 and in 2.x. */

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "format/unit_buf.h"
#include "format/xliff_walk.h"
#include "text/norm.h"

static struct ty_span attr(const struct ty_walk *w,
			   const struct ty_xml_token *t, const char *name)
{
	struct ty_span value;

	return ty_xml_scan_attr(&value, w->scan.s, t, name) ? value :
	       (struct ty_span){ 0, 0 };
}

/* The inside of an element just begun, over which the walk goes on. */
static struct ty_span inside(struct ty_walk *w, const struct ty_xml_token *t)
{
	struct ty_span span = { t->span.end, t->span.end };

	if (t->type == TY_XML_START)
		ty_xml_scan_skip(&w->scan, t, &span);
	return span;
}

/* A note's text as a line of the unit's notes. */
static void add_note(struct ty_walk *w, const struct ty_xml_token *t)
{
	struct ty_span in = inside(w, t);
	struct ty_xml_scan scan = { .s = w->scan.s, .at = in.start,
				    .end = in.end };
	struct ty_buf text = TY_BUF_INIT;
	struct ty_xml_token part;

	while (ty_xml_scan(&scan, &part))
		if (part.type == TY_XML_TEXT || part.type == TY_XML_CDATA)
			ty_xml_scan_text(&text, w->scan.s, part.inner,
					 part.type == TY_XML_CDATA);
	if (w->note.len)
		ty_buf_addc(&w->note, '\n');
	ty_squeeze(&w->note, text.p, text.len);
	ty_buf_release(&text);
}

static struct ty_xliff_place *add_place(struct ty_walk *w)
{
	struct ty_xliff_file *x = w->x;
	struct ty_xliff_place *p;

	x->v = ty_grow(x->v, &x->cap, x->n + 1, sizeof(*x->v));
	p = &x->v[x->n++];
	memset(p, 0, sizeof(*p));
	p->number = w->units;
	return p;
}

/* White space that leads from the line's beginning to byte `at`. */
static struct ty_span indent_of(const char *s, size_t at)
{
	struct ty_span span = { at, at };

	while (span.start > 0 && strchr(" \t\r\n", s[span.start - 1]))
		span.start--;
	return span;
}

/* ------------------------------------------------------ segments in 1.2 -- */

/* A <trans-unit>, as far as it is known. */
struct unit {
	struct ty_xml_token	 tag, target_tag;
	struct ty_span		 source, seg_source, target;
	struct ty_span		 indent;
	size_t			 insert;
	bool			 has_source, has_segments, has_target;
	bool			 locked;
	enum ty_kind		 kind;
};

/* The next <mrk mtype="seg"> of a text. */
static bool next_part(struct ty_walk *w, struct ty_xml_scan *scan,
		      struct ty_xml_token *mark, struct ty_span *inner)
{
	while (ty_xml_scan(scan, mark)) {
		if ((mark->type != TY_XML_START &&
		     mark->type != TY_XML_EMPTY) ||
		    !ty_xliff_is(w, mark, "mrk") ||
		    !ty_xliff_attr_is(w, mark, "mtype", "seg"))
			continue;
		*inner = (struct ty_span){ scan->at, scan->at };
		ty_xml_scan_skip(scan, mark, inner);
		return true;
	}
	return false;
}

static struct ty_xml_scan scan_of(const struct ty_walk *w, struct ty_span span)
{
	return (struct ty_xml_scan){ .s = w->scan.s, .at = span.start,
				     .end = span.end };
}

/* Can the unit be translated by the parts of its <seg-source>?  Not if its
 * target has text that is not in such parts. */
static bool in_parts(struct ty_walk *w, const struct unit *u)
{
	struct ty_xml_scan scan = scan_of(w, u->seg_source);
	struct ty_xml_token mark;
	struct ty_span inner;
	size_t i;

	if (!u->has_segments || !next_part(w, &scan, &mark, &inner))
		return false;
	if (!u->has_target)
		return true;
	scan = scan_of(w, u->target);
	if (next_part(w, &scan, &mark, &inner))
		return true;
	for (i = u->target.start; i < u->target.end; i++)
		if (!strchr(" \t\r\n", w->scan.s[i]))
			return false;
	return true;
}

/* Whether the file says that a 1.2 target is finished. */
static bool is_finished(struct ty_walk *w, const struct unit *u)
{
	return u->has_target &&
	       (ty_xliff_attr_is(w, &u->tag, "approved", "yes") ||
		ty_xliff_attr_is(w, &u->target_tag, "state", "translated") ||
		ty_xliff_attr_is(w, &u->target_tag, "state", "final") ||
		ty_xliff_attr_is(w, &u->target_tag, "state", "signed-off"));
}

static struct ty_xliff_place *add_of(struct ty_walk *w, const struct unit *u)
{
	struct ty_xliff_place *p = add_place(w);

	p->unit = u->tag;
	p->insert = u->insert;
	p->indent = u->indent;
	p->id = attr(w, &u->tag, "id");
	p->locked = u->locked;
	p->kind = u->kind;
	p->finished = is_finished(w, u);
	p->target_tag = u->target_tag;
	p->line = ty_xliff_line(w, u->tag.span.start);
	return p;
}

static enum ty_status check_size(struct ty_walk *w,
				 const struct ty_xliff_place *p)
{
	if (p->source.end - p->source.start > TY_MAX_SEGMENT ||
	    p->target.end - p->target.start > TY_MAX_SEGMENT)
		return ty_xliff_fail(w, p->source.start, TY_ELIMIT,
			    _("a segment of more than 1 MB"));
	return TY_OK;
}

/* The target's part with this name, sought from where the last one was. */
static bool find_part(struct ty_walk *w, struct ty_xml_scan *scan,
		      struct ty_span whole, struct ty_span mid,
		      struct ty_xml_token *mark, struct ty_span *inner)
{
	size_t began = scan->at;
	bool wrapped = false;

	for (;;) {
		struct ty_span other;

		if (!next_part(w, scan, mark, inner)) {
			if (wrapped)
				return false;
			wrapped = true;
			scan->at = whole.start;
			continue;
		}
		other = attr(w, mark, "mid");
		if (other.end - other.start == mid.end - mid.start &&
		    !memcmp(w->scan.s + other.start, w->scan.s + mid.start,
			    mid.end - mid.start))
			return true;
		if (wrapped && mark->span.start >= began)
			return false;
	}
}

/* Parts that do not stand in the same order on both sides take time with their
 * number squared. */
#define MAX_PARTS	5000

static enum ty_status add_parts(struct ty_walk *w, const struct unit *u)
{
	struct ty_xml_scan scan = scan_of(w, u->seg_source);
	struct ty_xml_scan target = scan_of(w, u->target);
	struct ty_xliff_place *p;
	struct ty_xml_token mark;
	enum ty_status st = TY_OK;
	struct ty_span inner;
	size_t n = 0;

	while (st == TY_OK && next_part(w, &scan, &mark, &inner)) {
		if (n++ == MAX_PARTS)
			return ty_xliff_fail(w, mark.span.start, TY_ELIMIT,
				    _("a unit of more than 5000 segments"));
		p = add_of(w, u);
		p->first = n == 1;
		p->source = inner;
		p->whole = u->seg_source;
		p->whole_target = u->target;
		p->part = attr(w, &mark, "mid");
		p->has_target = u->has_target &&
				find_part(w, &target, u->target, p->part,
					  &mark, &inner);
		if (p->has_target) {
			p->holder = mark;
			p->target = inner;
		}
		st = check_size(w, p);
	}
	return st;
}

static enum ty_status end_unit(struct ty_walk *w, const struct unit *u)
{
	struct ty_xliff_place *p;
	enum ty_status st;
	size_t first = w->x->n;

	if (!u->has_source)
		return ty_xliff_fail(w, u->tag.span.start, TY_ESYNTAX,
			    _("a unit without a source"));
	if (in_parts(w, u)) {
		st = add_parts(w, u);
	} else {
		p = add_of(w, u);
		p->first = true;
		p->source = u->source;
		p->has_target = u->has_target;
		p->holder = u->target_tag;
		p->target = u->target;
		st = check_size(w, p);
	}
	w->x->v[first].note = ty_strdup(w->note.p);
	w->units++;
	return st;
}

enum ty_status ty_xliff_unit_1(struct ty_walk *w,
			       const struct ty_xml_token *tag, bool locked,
			       enum ty_kind kind)
{
	struct unit u = { .tag = *tag, .locked = ty_xliff_locks(w, tag, locked),
			  .kind = kind };
	struct ty_xml_token t;

	ty_buf_clear(&w->note);
	while (tag->type == TY_XML_START && ty_xliff_child(w, &t)) {
		if (ty_xliff_is(w, &t, "source") && !u.has_source) {
			u.has_source = true;
			u.indent = indent_of(w->scan.s, t.span.start);
			u.source = inside(w, &t);
			u.insert = w->scan.at;
		} else if (ty_xliff_is(w, &t, "seg-source") &&
			   !u.has_segments) {
			u.has_segments = true;
			u.seg_source = inside(w, &t);
			u.insert = w->scan.at;
		} else if (ty_xliff_is(w, &t, "target") && !u.has_target) {
			u.has_target = true;
			u.target_tag = t;
			u.target = inside(w, &t);
		} else if (ty_xliff_is(w, &t, "note")) {
			add_note(w, &t);
		} else {
			ty_xml_scan_skip(&w->scan, &t, NULL);
		}
		if (w->note.len > TY_MAX_SEGMENT)
			return ty_xliff_fail(w, t.span.start, TY_ELIMIT,
				    _("notes of more than 1 MB"));
	}
	return end_unit(w, &u);
}

/* ------------------------------------------------------ segments in 2.x -- */

static enum ty_status segment(struct ty_walk *w, const struct ty_xml_token *tag,
			      struct ty_xliff_place *p)
{
	struct ty_xml_token t;
	bool any = false;

	p->unit = *tag;
	p->part = attr(w, tag, "id");
	p->line = ty_xliff_line(w, tag->span.start);
	while (tag->type == TY_XML_START && ty_xliff_child(w, &t)) {
		if (ty_xliff_is(w, &t, "source") && !any) {
			any = true;
			p->indent = indent_of(w->scan.s, t.span.start);
			p->source = inside(w, &t);
			p->insert = w->scan.at;
		} else if (ty_xliff_is(w, &t, "target") && !p->has_target) {
			p->has_target = true;
			p->target_tag = p->holder = t;
			p->target = inside(w, &t);
		} else {
			ty_xml_scan_skip(&w->scan, &t, NULL);
		}
	}
	if (!any)
		return ty_xliff_fail(w, tag->span.start, TY_ESYNTAX,
			    _("a segment without a source"));
	p->finished = p->has_target &&
		      (ty_xliff_attr_is(w, tag, "state", "translated") ||
		       ty_xliff_attr_is(w, tag, "state", "reviewed") ||
		       ty_xliff_attr_is(w, tag, "state", "final"));
	return check_size(w, p);
}

static void add_notes(struct ty_walk *w, const struct ty_xml_token *tag)
{
	struct ty_xml_token t;

	while (tag->type == TY_XML_START && ty_xliff_child(w, &t)) {
		if (ty_xliff_is(w, &t, "note"))
			add_note(w, &t);
		else
			ty_xml_scan_skip(&w->scan, &t, NULL);
	}
}

enum ty_status ty_xliff_unit_2(struct ty_walk *w,
			       const struct ty_xml_token *tag, bool locked,
			       enum ty_kind kind)
{
	size_t first = w->x->n;
	struct ty_xml_token t;
	enum ty_status st = TY_OK;

	locked = ty_xliff_locks(w, tag, locked);
	ty_buf_clear(&w->note);
	while (st == TY_OK && tag->type == TY_XML_START &&
	       ty_xliff_child(w, &t)) {
		struct ty_xliff_place *p;

		if (ty_xliff_is(w, &t, "segment")) {
			p = add_place(w);
			p->first = w->x->n == first + 1;
			p->id = attr(w, tag, "id");
			p->locked = locked;
			p->kind = kind;
			st = segment(w, &t, p);
		} else if (ty_xliff_is(w, &t, "notes")) {
			add_notes(w, &t);
			if (w->note.len > TY_MAX_SEGMENT)
				st = ty_xliff_fail(w, t.span.start, TY_ELIMIT,
					  _("notes of more than 1 MB"));
		} else {
			ty_xml_scan_skip(&w->scan, &t, NULL);
		}
	}
	if (w->x->n > first)
		w->x->v[first].note = ty_strdup(w->note.p);
	w->units++;
	return st;
}
