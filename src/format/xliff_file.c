/*
 * XLIFF's structure: which elements hold segments, and where in the file.
 *
 * Source: XLIFF 1.2, OASIS Standard, 2008; XLIFF 2.0 and 2.1, 2014 and 2018.
 */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "format/unit_buf.h"
#include "format/xliff_file.h"
#include "text/norm.h"

/* Where the walk through the elements has come to. */
struct walk {
	struct ty_xliff_file	*x;
	struct ty_xml_scan	 scan;
	struct ty_buf		 scratch, note;
	size_t			 counted;	/* lines are, up to here */
	long			 line;
	size_t			 units;
	struct ty_error		*err;
};

static enum ty_status fail(struct walk *w, size_t at, enum ty_status code,
			   const char *what)
{
	long line, column;

	ty_locate(w->scan.s, at, &line, &column);
	return ty_fail_at(w->err, code, w->x->name, line, column, "%s", what);
}

static long line_of(struct walk *w, size_t at)
{
	for (; w->counted < at; w->counted++)
		w->line += w->scan.s[w->counted] == '\n';
	return w->line;
}

/* ------------------------------------------------------------- elements -- */

/* An element of XLIFF: with its prefix, which means here what it means in the
 * root. */
static bool is(const struct walk *w, const struct ty_xml_token *t,
	       const char *name)
{
	const struct ty_buf *prefix = &w->x->prefix;
	size_t n = t->name.end - t->name.start;

	return n == prefix->len + strlen(name) &&
	       !memcmp(w->scan.s + t->name.start, prefix->p, prefix->len) &&
	       !memcmp(w->scan.s + t->name.start + prefix->len, name,
		       strlen(name));
}

static bool is_foreign(const struct walk *w, const struct ty_xml_token *t)
{
	struct ty_span uri;

	return ty_xml_scan_attr(&uri, w->scan.s, t, w->x->uri_name.p) &&
	       (uri.end - uri.start != w->x->uri.len ||
		memcmp(w->scan.s + uri.start, w->x->uri.p, w->x->uri.len));
}

static bool attr_is(struct walk *w, const struct ty_xml_token *t,
		    const char *name, const char *value)
{
	return ty_xml_scan_value(&w->scratch, w->scan.s, t, name) &&
	       !strcmp(w->scratch.p, value);
}

static struct ty_span attr(const struct walk *w, const struct ty_xml_token *t,
			   const char *name)
{
	struct ty_span value;

	return ty_xml_scan_attr(&value, w->scan.s, t, name) ? value :
	       (struct ty_span){ 0, 0 };
}

/* translate="..." holds for all that is inside. */
static bool locks(struct walk *w, const struct ty_xml_token *t, bool locked)
{
	if (!ty_xml_scan_value(&w->scratch, w->scan.s, t, "translate"))
		return locked;
	return !strcmp(w->scratch.p, "no");
}

/* The next child of an element; false behind its end tag. */
static bool child(struct walk *w, struct ty_xml_token *t)
{
	while (ty_xml_scan(&w->scan, t)) {
		if (t->type == TY_XML_END)
			return false;
		if (t->type == TY_XML_START || t->type == TY_XML_EMPTY) {
			if (!is_foreign(w, t))
				return true;
			ty_xml_scan_skip(&w->scan, t, NULL);
		}
	}
	return false;
}

/* The inside of an element just begun, over which the walk goes on. */
static struct ty_span inside(struct walk *w, const struct ty_xml_token *t)
{
	struct ty_span span = { t->span.end, t->span.end };

	if (t->type == TY_XML_START)
		ty_xml_scan_skip(&w->scan, t, &span);
	return span;
}

/* A note's text as a line of the unit's notes. */
static void add_note(struct walk *w, const struct ty_xml_token *t)
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

static struct ty_xliff_place *add_place(struct walk *w)
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
static bool next_part(struct walk *w, struct ty_xml_scan *scan,
		      struct ty_xml_token *mark, struct ty_span *inner)
{
	while (ty_xml_scan(scan, mark)) {
		if ((mark->type != TY_XML_START &&
		     mark->type != TY_XML_EMPTY) || !is(w, mark, "mrk") ||
		    !attr_is(w, mark, "mtype", "seg"))
			continue;
		*inner = (struct ty_span){ scan->at, scan->at };
		ty_xml_scan_skip(scan, mark, inner);
		return true;
	}
	return false;
}

static struct ty_xml_scan scan_of(const struct walk *w, struct ty_span span)
{
	return (struct ty_xml_scan){ .s = w->scan.s, .at = span.start,
				     .end = span.end };
}

/* Can the unit be translated by the parts of its <seg-source>?  Not if its
 * target has text that is not in such parts. */
static bool in_parts(struct walk *w, const struct unit *u)
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
static bool is_finished(struct walk *w, const struct unit *u)
{
	return u->has_target &&
	       (attr_is(w, &u->tag, "approved", "yes") ||
		attr_is(w, &u->target_tag, "state", "translated") ||
		attr_is(w, &u->target_tag, "state", "final") ||
		attr_is(w, &u->target_tag, "state", "signed-off"));
}

static struct ty_xliff_place *add_of(struct walk *w, const struct unit *u)
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
	p->line = line_of(w, u->tag.span.start);
	return p;
}

static enum ty_status check_size(struct walk *w, const struct ty_xliff_place *p)
{
	if (p->source.end - p->source.start > TY_MAX_SEGMENT ||
	    p->target.end - p->target.start > TY_MAX_SEGMENT)
		return fail(w, p->source.start, TY_ELIMIT,
			    _("a segment of more than 1 MB"));
	return TY_OK;
}

/* The target's part with this name, sought from where the last one was. */
static bool find_part(struct walk *w, struct ty_xml_scan *scan,
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

static enum ty_status add_parts(struct walk *w, const struct unit *u)
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
			return fail(w, mark.span.start, TY_ELIMIT,
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

static enum ty_status end_unit(struct walk *w, const struct unit *u)
{
	struct ty_xliff_place *p;
	enum ty_status st;
	size_t first = w->x->n;

	if (!u->has_source)
		return fail(w, u->tag.span.start, TY_ESYNTAX,
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

static enum ty_status unit_1(struct walk *w, const struct ty_xml_token *tag,
			     bool locked, enum ty_kind kind)
{
	struct unit u = { .tag = *tag, .locked = locks(w, tag, locked),
			  .kind = kind };
	struct ty_xml_token t;

	ty_buf_clear(&w->note);
	while (tag->type == TY_XML_START && child(w, &t)) {
		if (is(w, &t, "source") && !u.has_source) {
			u.has_source = true;
			u.indent = indent_of(w->scan.s, t.span.start);
			u.source = inside(w, &t);
			u.insert = w->scan.at;
		} else if (is(w, &t, "seg-source") && !u.has_segments) {
			u.has_segments = true;
			u.seg_source = inside(w, &t);
			u.insert = w->scan.at;
		} else if (is(w, &t, "target") && !u.has_target) {
			u.has_target = true;
			u.target_tag = t;
			u.target = inside(w, &t);
		} else if (is(w, &t, "note")) {
			add_note(w, &t);
		} else {
			ty_xml_scan_skip(&w->scan, &t, NULL);
		}
		if (w->note.len > TY_MAX_SEGMENT)
			return fail(w, t.span.start, TY_ELIMIT,
				    _("notes of more than 1 MB"));
	}
	return end_unit(w, &u);
}

/* ------------------------------------------------------ segments in 2.x -- */

static enum ty_status segment(struct walk *w, const struct ty_xml_token *tag,
			      struct ty_xliff_place *p)
{
	struct ty_xml_token t;
	bool any = false;

	p->unit = *tag;
	p->part = attr(w, tag, "id");
	p->line = line_of(w, tag->span.start);
	while (tag->type == TY_XML_START && child(w, &t)) {
		if (is(w, &t, "source") && !any) {
			any = true;
			p->indent = indent_of(w->scan.s, t.span.start);
			p->source = inside(w, &t);
			p->insert = w->scan.at;
		} else if (is(w, &t, "target") && !p->has_target) {
			p->has_target = true;
			p->target_tag = p->holder = t;
			p->target = inside(w, &t);
		} else {
			ty_xml_scan_skip(&w->scan, &t, NULL);
		}
	}
	if (!any)
		return fail(w, tag->span.start, TY_ESYNTAX,
			    _("a segment without a source"));
	p->finished = p->has_target &&
		      (attr_is(w, tag, "state", "translated") ||
		       attr_is(w, tag, "state", "reviewed") ||
		       attr_is(w, tag, "state", "final"));
	return check_size(w, p);
}

static void add_notes(struct walk *w, const struct ty_xml_token *tag)
{
	struct ty_xml_token t;

	while (tag->type == TY_XML_START && child(w, &t)) {
		if (is(w, &t, "note"))
			add_note(w, &t);
		else
			ty_xml_scan_skip(&w->scan, &t, NULL);
	}
}

static enum ty_status unit_2(struct walk *w, const struct ty_xml_token *tag,
			     bool locked, enum ty_kind kind)
{
	size_t first = w->x->n;
	struct ty_xml_token t;
	enum ty_status st = TY_OK;

	locked = locks(w, tag, locked);
	ty_buf_clear(&w->note);
	while (st == TY_OK && tag->type == TY_XML_START && child(w, &t)) {
		struct ty_xliff_place *p;

		if (is(w, &t, "segment")) {
			p = add_place(w);
			p->first = w->x->n == first + 1;
			p->id = attr(w, tag, "id");
			p->locked = locked;
			p->kind = kind;
			st = segment(w, &t, p);
		} else if (is(w, &t, "notes")) {
			add_notes(w, &t);
			if (w->note.len > TY_MAX_SEGMENT)
				st = fail(w, t.span.start, TY_ELIMIT,
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

/* ------------------------------------------------------------ structure -- */

/* What our own drafts say a group is: restype="x-headline",
 * type="taiyaku:headline". */
static enum ty_kind kind_of(struct walk *w, const struct ty_xml_token *t,
			    enum ty_kind otherwise)
{
	static const char *const names[] = { "restype", "type" };
	static const char *const marks[] = { "x-", "taiyaku:" };
	size_t i;
	int k;

	for (i = 0; i < 2; i++) {
		if (!ty_xml_scan_value(&w->scratch, w->scan.s, t, names[i]) ||
		    strncmp(w->scratch.p, marks[i], strlen(marks[i])))
			continue;
		for (k = TY_BODY; k <= TY_BOILERPLATE; k++)
			if (ty_kind_translated((enum ty_kind)k) &&
			    !strcmp(w->scratch.p + strlen(marks[i]),
				    ty_kind_word((enum ty_kind)k)))
				return (enum ty_kind)k;
	}
	return otherwise;
}

/* The first language a file names counts. */
static void set_lang(struct walk *w, char lang[TY_LANG_MAX],
		     const struct ty_xml_token *t, const char *name)
{
	if (!lang[0] && ty_xml_scan_value(&w->scratch, w->scan.s, t, name) &&
	    ty_lang_canonical(lang, w->scratch.p, NULL) != TY_OK)
		lang[0] = '\0';
}

static void add_file(struct walk *w, const struct ty_xml_token *t)
{
	struct ty_xliff_file *x = w->x;

	x->files = ty_grow(x->files, &x->cap_files, x->nfiles + 1,
			   sizeof(*x->files));
	x->files[x->nfiles++] = *t;
	if (x->v2)
		return;
	set_lang(w, x->source, t, "source-language");
	set_lang(w, x->target, t, "target-language");
}

/* What may have units in it.  libxml2 has seen that it is not nested too
 * deep. */
static enum ty_status walk(struct walk *w, bool locked, enum ty_kind kind)
{
	enum ty_status st = TY_OK;
	struct ty_xml_token t;

	while (st == TY_OK && child(w, &t)) {
		if (is(w, &t, "file"))
			add_file(w, &t);
		if (is(w, &t, w->x->v2 ? "unit" : "trans-unit"))
			st = w->x->v2 ? unit_2(w, &t, locked, kind) :
			     unit_1(w, &t, locked, kind);
		else if (t.type == TY_XML_START &&
			 (is(w, &t, "file") || is(w, &t, "body") ||
			  is(w, &t, "group")))
			st = walk(w, locks(w, &t, locked),
				  kind_of(w, &t, kind));
		else
			ty_xml_scan_skip(&w->scan, &t, NULL);
	}
	return st;
}

static enum ty_status read_root(struct walk *w)
{
	struct ty_xliff_file *x = w->x;
	struct ty_xml_token *t = &x->root;
	const char *s = w->scan.s, *colon;
	struct ty_span uri = { 0, 0 };

	do
		if (!ty_xml_scan(&w->scan, t))
			return fail(w, 0, TY_ESYNTAX, _("the file is empty"));
	while (t->type != TY_XML_START && t->type != TY_XML_EMPTY);
	colon = memchr(s + t->name.start, ':', t->name.end - t->name.start);
	ty_buf_adds(&x->uri_name, "xmlns");
	if (colon) {
		size_t n = (size_t)(colon - (s + t->name.start));

		ty_buf_add(&x->prefix, s + t->name.start, n + 1);
		ty_buf_addc(&x->uri_name, ':');
		ty_buf_add(&x->uri_name, s + t->name.start, n);
	}
	if (!is(w, t, "xliff"))
		return fail(w, t->span.start, TY_ESYNTAX,
			    _("not an XLIFF file"));
	if (ty_xml_scan_attr(&uri, s, t, x->uri_name.p))
		ty_buf_add(&x->uri, s + uri.start, uri.end - uri.start);
	ty_xml_scan_value(&w->scratch, s, t, "version");
	x->v2 = !strncmp(w->scratch.p, "2.", 2);
	if (!x->v2 && w->scratch.len && strncmp(w->scratch.p, "1.", 2))
		return fail(w, t->span.start, TY_ESYNTAX,
			    _("of XLIFF only versions 1.0 to 1.2 and 2.x are known"));
	if (x->v2) {
		set_lang(w, x->source, t, "srcLang");
		set_lang(w, x->target, t, "trgLang");
	}
	return t->type == TY_XML_START ? walk(w, false, TY_BODY) : TY_OK;
}

enum ty_status ty_xliff_file_open(struct ty_xliff_file *x, const char *bytes,
				  size_t len, const char *name,
				  struct ty_error *err)
{
	struct walk w = { .x = x, .line = 1, .err = err };
	enum ty_status st;

	memset(x, 0, sizeof(*x));
	ty_buf_init(&x->prefix);
	ty_buf_init(&x->uri_name);
	ty_buf_init(&x->uri);
	ty_buf_init(&x->file.own);
	ty_buf_init(&x->file.fresh);
	ty_buf_init(&w.scratch);
	ty_buf_init(&w.note);
	x->name = name;
	if ((st = ty_xml_accept(bytes, len, name, err)) == TY_OK)
		st = ty_patched_open(&x->file, bytes, len, NULL, name, err);
	if (st == TY_OK) {
		w.scan = (struct ty_xml_scan){ .s = x->file.text,
					       .end = x->file.length };
		st = read_root(&w);
	}
	ty_buf_release(&w.scratch);
	ty_buf_release(&w.note);
	return st;
}

void ty_xliff_file_release(struct ty_xliff_file *x)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		free(x->v[i].note);
	free(x->v);
	free(x->files);
	ty_buf_release(&x->prefix);
	ty_buf_release(&x->uri_name);
	ty_buf_release(&x->uri);
	ty_patched_release(&x->file);
}
