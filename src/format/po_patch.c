/* PO written: messages put back into a file, and how strings stand in one. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/i18n.h"
#include "format/po_doc.h"
#include "format/po_file.h"
#include "format/tagged.h"
#include "text/norm.h"

/* -------------------------------------------------------------- strings -- */

static void put_escaped(struct ty_buf *out, const char *s, size_t len)
{
	static const char plain[] = "\n\t\"\\\r\a\b\f\v";
	static const char letters[] = "nt\"\\rabfv";
	const char *at;
	size_t i;

	for (i = 0; i < len; i++) {
		if ((at = memchr(plain, s[i], sizeof(plain) - 1)))
			ty_buf_addf(out, "\\%c", letters[at - plain]);
		else if ((unsigned char)s[i] < 0x20 || s[i] == 0x7F)
			ty_buf_addf(out, "\\%03o", (unsigned char)s[i]);
		else
			ty_buf_addc(out, s[i]);
	}
}

void ty_po_put_string(struct ty_buf *out, const char *prefix,
		      const char *keyword, const char *text)
{
	size_t n = strcspn(text, "\n");

	ty_buf_addf(out, "%s%s \"", prefix, keyword);
	/* Several lines, or a line with its end and more, begin below. */
	if (text[n] && text[n + 1])
		ty_buf_addf(out, "\"\n%s\"", prefix);
	for (; *text; text += n) {
		n = strcspn(text, "\n");
		n += text[n] == '\n';
		put_escaped(out, text, n);
		if (text[n])
			ty_buf_addf(out, "\"\n%s\"", prefix);
	}
	ty_buf_addc(out, '"');
}

/* ------------------------------------------------------------- writing -- */

struct writer {
	struct ty_po_file		 po;
	const struct ty_document_out	*doc;
	size_t				 segment, piece;	/* the next */
	struct ty_buf			 texts[TY_PO_FORMS];
	struct ty_buf			 target, old, fresh;
	bool				 wide;	/* fresh text beyond ASCII */
};

/* A translation begins and ends with a line break where its source does:
 * programs rely on that, and editors lose it. */
static void follow_breaks(struct ty_buf *text, const char *source)
{
	bool begins = source[0] == '\n';
	bool ends = source[0] && source[strlen(source) - 1] == '\n';
	struct ty_buf out = TY_BUF_INIT;
	const char *s = text->p;
	size_t len = text->len;

	for (; !begins && len && *s == '\n'; len--)
		s++;
	while (!ends && len && s[len - 1] == '\n')
		len--;
	if (len && begins && *s != '\n')
		ty_buf_addc(&out, '\n');
	ty_buf_add(&out, s, len);
	if (len && ends && s[len - 1] != '\n')
		ty_buf_addc(&out, '\n');
	ty_buf_release(text);
	*text = out;
}

/* The beginning of the line of `at`, or `at` if it does not begin one. */
static size_t line_start(const char *s, size_t at)
{
	size_t i = at;

	while (i > 0 && (s[i - 1] == ' ' || s[i - 1] == '\t'))
		i--;
	return !i || s[i - 1] == '\n' ? i : at;
}

static void patch(struct writer *w, size_t start, size_t end)
{
	size_t i;

	for (i = 0; i < w->fresh.len; i++)
		w->wide = w->wide || (unsigned char)w->fresh.p[i] >= 0x80;
	ty_patched_add(&w->po.file, start, end, w->fresh.p, w->fresh.len);
	ty_buf_clear(&w->fresh);
}

/* A line of flags without "fuzzy", in w->fresh: nothing if no other is left. */
static void without_fuzzy(struct writer *w, struct ty_span span)
{
	const char *s = w->po.file.text + span.start, *end;
	const char *stop = w->po.file.text + span.end;
	bool any = false;
	size_t n;

	for (s += 2; s < stop; s = end + (end < stop)) {
		for (end = s; end < stop && *end != ',' && *end != '\n'; end++)
			;
		while (s < end && strchr(" \t\r", *s))
			s++;
		for (n = (size_t)(end - s); n && strchr(" \t\r", s[n - 1]); n--)
			;
		if (!n || (n == 5 && !memcmp(s, "fuzzy", 5)))
			continue;
		ty_buf_adds(&w->fresh, any ? ", " : "#, ");
		ty_buf_add(&w->fresh, s, n);
		any = true;
	}
	if (any)
		ty_buf_addc(&w->fresh, '\n');
}

/* Take the flag away, and what it was the reason to say. */
static void clear_fuzzy(struct writer *w, const struct ty_po_message *m)
{
	size_t i;

	for (i = m->comment; i < m->comment + m->ncomments; i++) {
		const struct ty_po_comment *c = &w->po.comments[i];

		if (c->type != ',' && c->type != '|')
			continue;
		if (c->type == ',')
			without_fuzzy(w, c->span);
		patch(w, line_start(w->po.file.text, c->span.start),
		      c->span.end);
	}
}

static void set_fuzzy(struct writer *w, const struct ty_po_message *m,
		      const char *previous)
{
	const char *s = w->po.file.text;
	size_t at = m->keyword, flags = 0, i;
	bool flagged = m->fuzzy;

	for (i = m->comment; i < m->comment + m->ncomments; i++) {
		const struct ty_po_comment *c = &w->po.comments[i];

		if (c->type == ',' && !flagged) {
			flags = c->span.start + 2;
			ty_buf_adds(&w->fresh, " fuzzy,");
			patch(w, flags, flags);
			flagged = true;
		} else if (c->type == '|' && previous) {
			patch(w, line_start(s, c->span.start), c->span.end);
		} else if (c->type == '|' && at == m->keyword) {
			at = c->span.start;
		}
	}
	at = line_start(s, at);
	if (at && s[at - 1] != '\n')
		ty_buf_addc(&w->fresh, '\n');
	if (!flagged)
		ty_buf_adds(&w->fresh, "#, fuzzy\n");
	if (previous) {
		ty_po_put_string(&w->fresh, "#| ", "msgid", previous);
		ty_buf_addc(&w->fresh, '\n');
	}
	if (!flagged || previous)
		patch(w, at, at);
	else
		ty_buf_clear(&w->fresh);
}

/* The msgstr of a form, in w->fresh. */
static void put_form(struct writer *w, const struct ty_po_message *m, size_t i)
{
	struct ty_buf keyword = TY_BUF_INIT;

	ty_buf_adds(&keyword, "msgstr");
	if (m->plural)
		ty_buf_addf(&keyword, "[%zu]", i);
	ty_po_put_string(&w->fresh, "", keyword.p, w->texts[i].p);
	ty_buf_release(&keyword);
}

static void patch_forms(struct writer *w, const struct ty_po_message *m,
			size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		const struct ty_po_form *f = NULL;

		for (k = m->form; k < m->form + m->nforms && !f; k++)
			if (!m->plural ||
			    w->po.forms[k].index == (int)i)
				f = &w->po.forms[k];
		if (f && !strcmp(w->texts[i].p, ty_po_text(m, i)))
			continue;
		if (!f)
			ty_buf_addc(&w->fresh, '\n');
		put_form(w, m, i);
		patch(w, f ? f->span.start : m->end,
		      f ? f->span.end : m->end);
	}
}

/* The same but for the normal form. */
static bool is_same(struct writer *w, const char *a, const char *b)
{
	ty_buf_clear(&w->old);
	ty_buf_clear(&w->target);
	ty_nfc(&w->old, a, strlen(a));
	ty_nfc(&w->target, b, strlen(b));
	return !strcmp(w->old.p, w->target.p);
}

/* Put a message's forms in w->texts; true if there is anything to change. */
static bool gather(struct writer *w, const struct ty_po_message *m, size_t n,
		   bool *confirmed, bool *any, const char **previous)
{
	bool changed = false, done;
	size_t i;

	*confirmed = true;
	*any = false;
	*previous = NULL;
	for (i = 0; i < n; i++) {
		const char *was = ty_po_text(m, i);
		bool finished = was[0] && !m->fuzzy;
		struct ty_buf *text = &w->texts[i];
		size_t first = w->piece;

		ty_buf_clear(text);
		if (ty_document_target(&w->target, w->doc, w->segment++,
				       &w->piece, &done)) {
			if (w->doc->pieces[first].previous)
				*previous = w->doc->pieces[first].previous;
			ty_tagged_plain(text, w->target.p);
			if (!is_same(w, was, text->p))
				follow_breaks(text, ty_po_source(m, i, n));
		} else {
			ty_buf_adds(text, was);
			done = finished;
		}
		if (is_same(w, was, text->p)) {
			ty_buf_clear(text);
			ty_buf_adds(text, was);
			changed = changed || done != finished;
		} else {
			changed = true;
		}
		*confirmed = *confirmed && done;
		*any = *any || text->len;
	}
	return changed;
}

static void write_message(struct writer *w, size_t number)
{
	const struct ty_po_message *m = &w->po.v[number];
	size_t n = ty_po_forms(&w->po, m);
	const char *previous;
	bool confirmed, any;

	if (!n || !gather(w, m, n, &confirmed, &any, &previous))
		return;
	if (m->fuzzy && (confirmed || !any))
		clear_fuzzy(w, m);
	else if (any && !confirmed)
		set_fuzzy(w, m, previous);
	patch_forms(w, m, n);
}

/* A charset that holds the translations: the file's own if it can, told by a
 * name that is one. */
static void write_file(struct ty_buf *out, struct writer *w)
{
	struct ty_span charset = w->po.charset;
	size_t n = charset.end - charset.start;
	bool utf8 = !n || (n == 5 && !strncasecmp(w->po.file.text +
						  charset.start, "UTF-8", 5));
	int32_t missing;

	if ((!w->po.guessed || !w->po.file.n) &&
	    (!w->po.file.plain || utf8 || !w->wide) &&
	    ty_patched_write(out, &w->po.file, NULL, &missing))
		return;
	if (n) {
		ty_buf_adds(&w->fresh, "UTF-8");
		patch(w, charset.start, charset.end);
	}
	ty_patched_text(out, &w->po.file);
}

enum ty_status ty_po_document_write(struct ty_buf *out,
				    const struct ty_document_out *doc,
				    const char *bytes, size_t len,
				    struct ty_error *err)
{
	struct writer w = { .doc = doc };
	enum ty_status st;
	size_t i;

	for (i = 0; i < TY_PO_FORMS; i++)
		ty_buf_init(&w.texts[i]);
	ty_buf_init(&w.target);
	ty_buf_init(&w.old);
	ty_buf_init(&w.fresh);
	st = ty_po_file_open(&w.po, bytes, len, doc->document->name, err);
	for (i = 0; st == TY_OK && i < w.po.n; i++)
		write_message(&w, i);
	if (st == TY_OK && w.segment != doc->document->nsegments)
		st = ty_fail_at(err, TY_EINVAL, doc->document->name, 0, 0,
				_("the file no longer has the segments that were translated"));
	if (st == TY_OK)
		write_file(out, &w);
	for (i = 0; i < TY_PO_FORMS; i++)
		ty_buf_release(&w.texts[i]);
	ty_buf_release(&w.target);
	ty_buf_release(&w.old);
	ty_buf_release(&w.fresh);
	ty_po_file_release(&w.po);
	return st;
}
