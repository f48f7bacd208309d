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
#include "format/xliff_walk.h"

enum ty_status ty_xliff_fail(struct ty_walk *w, size_t at, enum ty_status code,
			     const char *what)
{
	long line, column;

	ty_locate(w->scan.s, at, &line, &column);
	return ty_fail_at(w->err, code, w->x->name, line, column, "%s", what);
}

long ty_xliff_line(struct ty_walk *w, size_t at)
{
	for (; w->counted < at; w->counted++)
		w->line += w->scan.s[w->counted] == '\n';
	return w->line;
}

/* ------------------------------------------------------------- elements -- */

/* An element of XLIFF: with its prefix, which means here what it means in the
 * root. */
bool ty_xliff_is(const struct ty_walk *w, const struct ty_xml_token *t,
		 const char *name)
{
	const struct ty_buf *prefix = &w->x->prefix;
	size_t n = t->name.end - t->name.start;

	return n == prefix->len + strlen(name) &&
	       !memcmp(w->scan.s + t->name.start, prefix->p, prefix->len) &&
	       !memcmp(w->scan.s + t->name.start + prefix->len, name,
		       strlen(name));
}

static bool is_foreign(const struct ty_walk *w, const struct ty_xml_token *t)
{
	struct ty_span uri;

	return ty_xml_scan_attr(&uri, w->scan.s, t, w->x->uri_name.p) &&
	       (uri.end - uri.start != w->x->uri.len ||
		memcmp(w->scan.s + uri.start, w->x->uri.p, w->x->uri.len));
}

bool ty_xliff_attr_is(struct ty_walk *w, const struct ty_xml_token *t,
		      const char *name, const char *value)
{
	return ty_xml_scan_value(&w->scratch, w->scan.s, t, name) &&
	       !strcmp(w->scratch.p, value);
}

bool ty_xliff_locks(struct ty_walk *w, const struct ty_xml_token *t,
		    bool locked)
{
	if (!ty_xml_scan_value(&w->scratch, w->scan.s, t, "translate"))
		return locked;
	return !strcmp(w->scratch.p, "no");
}

bool ty_xliff_child(struct ty_walk *w, struct ty_xml_token *t)
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

/* ------------------------------------------------------------ structure -- */

/* What our own drafts say a group is: restype="x-headline",
 * type="taiyaku:headline". */
static enum ty_kind kind_of(struct ty_walk *w, const struct ty_xml_token *t,
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
static void set_lang(struct ty_walk *w, char lang[TY_LANG_MAX],
		     const struct ty_xml_token *t, const char *name)
{
	if (!lang[0] && ty_xml_scan_value(&w->scratch, w->scan.s, t, name) &&
	    ty_lang_canonical(lang, w->scratch.p, NULL) != TY_OK)
		lang[0] = '\0';
}

static void add_file(struct ty_walk *w, const struct ty_xml_token *t)
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
static enum ty_status walk(struct ty_walk *w, bool locked, enum ty_kind kind)
{
	enum ty_status st = TY_OK;
	struct ty_xml_token t;

	while (st == TY_OK && ty_xliff_child(w, &t)) {
		if (ty_xliff_is(w, &t, "file"))
			add_file(w, &t);
		if (ty_xliff_is(w, &t, w->x->v2 ? "unit" : "trans-unit"))
			st = w->x->v2 ? ty_xliff_unit_2(w, &t, locked, kind) :
			     ty_xliff_unit_1(w, &t, locked, kind);
		else if (t.type == TY_XML_START &&
			 (ty_xliff_is(w, &t, "file") ||
			  ty_xliff_is(w, &t, "body") ||
			  ty_xliff_is(w, &t, "group")))
			st = walk(w, ty_xliff_locks(w, &t, locked),
				  kind_of(w, &t, kind));
		else
			ty_xml_scan_skip(&w->scan, &t, NULL);
	}
	return st;
}

static enum ty_status read_root(struct ty_walk *w)
{
	struct ty_xliff_file *x = w->x;
	struct ty_xml_token *t = &x->root;
	const char *s = w->scan.s, *colon;
	struct ty_span uri = { 0, 0 };

	do
		if (!ty_xml_scan(&w->scan, t))
			return ty_xliff_fail(w, 0, TY_ESYNTAX, _("the file is empty"));
	while (t->type != TY_XML_START && t->type != TY_XML_EMPTY);
	colon = memchr(s + t->name.start, ':', t->name.end - t->name.start);
	ty_buf_adds(&x->uri_name, "xmlns");
	if (colon) {
		size_t n = (size_t)(colon - (s + t->name.start));

		ty_buf_add(&x->prefix, s + t->name.start, n + 1);
		ty_buf_addc(&x->uri_name, ':');
		ty_buf_add(&x->uri_name, s + t->name.start, n);
	}
	if (!ty_xliff_is(w, t, "xliff"))
		return ty_xliff_fail(w, t->span.start, TY_ESYNTAX,
			    _("not an XLIFF file"));
	if (ty_xml_scan_attr(&uri, s, t, x->uri_name.p))
		ty_buf_add(&x->uri, s + uri.start, uri.end - uri.start);
	ty_xml_scan_value(&w->scratch, s, t, "version");
	x->v2 = !strncmp(w->scratch.p, "2.", 2);
	if (!x->v2 && w->scratch.len && strncmp(w->scratch.p, "1.", 2))
		return ty_xliff_fail(w, t->span.start, TY_ESYNTAX,
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
	struct ty_walk w = { .x = x, .line = 1, .err = err };
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
