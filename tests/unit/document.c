/* Documents: stories read into segments and written from their pieces. */

#include <stdlib.h>

#include "base/alloc.h"
#include "flow/document.h"
#include "../tap.h"

static struct ty_desk *desk;

static struct ty_document *read_as(const char *text, const char *name)
{
	struct ty_document *d;
	struct ty_error err;
	enum ty_status st = ty_document_read(&d, desk, text, strlen(text), name,
					     NULL, &err);

	if (!ok_st(st, &err, name))
		exit(tap_done());
	return d;
}

/* Pieces of all segments, with these targets; NULL ends them. */
static struct ty_document_piece *pieces_of(const struct ty_document *d,
					   const char *const *targets)
{
	struct ty_document_piece *p = ty_alloc(d->nsegments + 1, sizeof(*p));
	size_t i;

	for (i = 0; i < d->nsegments; i++) {
		p[i].segment = i;
		p[i].segments = 1;
		p[i].source = d->segments[i].source;
		p[i].target = *targets ? *targets++ : "";
		p[i].confirmed = p[i].target[0] != '\0';
	}
	return p;
}

static enum ty_status write_as(struct ty_buf *out, const struct ty_document *d,
			       const char *text,
			       const struct ty_document_piece *pieces, size_t n,
			       const char *format, struct ty_error *err)
{
	ty_buf_clear(out);
	return ty_document_write(out, desk, d, text, strlen(text), pieces, n,
				 format, err);
}

static void written(struct ty_buf *out, const struct ty_document *d,
		    const char *text, const struct ty_document_piece *pieces,
		    size_t n, const char *format, const char *want)
{
	struct ty_error err;

	ok_st(write_as(out, d, text, pieces, n, format, &err), &err, format);
	if (want)
		is_str(out->p, want, format);
}

static const char story[] =
	"Minato port reopens\n\n"
	"MINATO, Nov. 5 (Minato) — The port opened again. Boats <1> wait.\n\n"
	"Nobody was hurt.\n";

static void text(void)
{
	static const char *const targets[] = { "港が再開", "港が再び開いた。",
		"船<lt/>1>が待つ。", NULL };
	struct ty_document *d = read_as(story, "port.txt");
	struct ty_document_piece *p = pieces_of(d, targets), joined;
	struct ty_buf out = TY_BUF_INIT;
	struct ty_error err;

	is_str(d->format, "text", "plain text");
	is_str(d->source, "en", "in the desk's language");
	is_str(d->headline, "Minato port reopens", "with a headline");
	ok(d->story, "is a story");
	is_int(d->nsegments, 4, "segments");
	is_int(d->segments[0].kind, TY_HEADLINE, "the headline");
	is_str(d->segments[2].source, "Boats <lt/>1> wait.",
	       "what looks like a tag is none");
	is_int(d->segments[2].paragraph, d->segments[1].paragraph,
	       "a paragraph of two");
	is_int(d->segments[3].line, 5, "and its line");
	is_str(ty_document_formats(d)[0], "text", "text first");
	written(&out, d, story, p, 4, "text",
		"港が再開\n\n港が再び開いた。船<1>が待つ。\n\n⟦Nobody was hurt.⟧\n");
	written(&out, d, story, p, 4, "tsv",
		"Minato port reopens\t港が再開\n"
		"MINATO, Nov. 5 (Minato) — The port opened again.\t"
		"港が再び開いた。\nBoats <1> wait.\t船<1>が待つ。\n");
	written(&out, d, story, p, 4, "tmx", NULL);
	ok(strstr(out.p, "<seg>船&lt;1&gt;が待つ。</seg>") != NULL, "a TMX unit");
	written(&out, d, story, p, 4, "xliff", NULL);
	ok(strstr(out.p, "<source>Boats &lt;1&gt; wait.</source>\n"
		  "<target>船&lt;1&gt;が待つ。</target>") != NULL,
	   "an XLIFF segment");
	written(&out, d, story, p, 4, "html", NULL);
	ok(strstr(out.p, "<div class=\"text\" lang=\"ja\">港が再び開いた。") !=
	   NULL, "side by side");
	written(&out, d, story, p, 4, "page", NULL);
	ok(strstr(out.p, "<h1>港が再開</h1>\n<p>港が再び開いた。船&lt;1&gt;が"
		  "待つ。</p>\n<p><span lang=\"en\">Nobody was hurt.") != NULL,
	   "a page");

	joined = p[1];
	joined.segments = 2;
	joined.target = "港が開き船が待つ。";
	p[1] = joined;
	p[2] = p[3];
	written(&out, d, story, p, 3, "text",
		"港が再開\n\n港が開き船が待つ。\n\n⟦Nobody was hurt.⟧\n");
	written(&out, d, story, p, 3, "page", NULL);
	ok(strstr(out.p, "<p>港が開き船が待つ。</p>") != NULL, "joined ones");

	is_int(write_as(&out, d, story, p, 3, "po", &err), TY_EINVAL,
	       "a format it has not");
	p[0].target = "港<1/>";
	is_int(write_as(&out, d, story, p, 3, "text", &err), TY_EINVAL,
	       "a tag from nowhere");
	ok(strstr(err.text, "1") && strstr(err.text, "<1/>"), "is named");
	p[2].segment = 9;
	is_int(write_as(&out, d, story, p, 3, "tsv", &err), TY_EINVAL,
	       "a segment it has not");
	free(p);
	ty_buf_release(&out);
	ty_document_free(d);
}

static const char page[] =
	"<!doctype html>\n<html class=a lang=\"en\"><head><title>Port</title>"
	"<style>p{}</style></head>\n<body><h1>Port <em>reopens</em></h1>\n"
	"<p>The <b>old</b> port &amp; its pier. <i>It opened. Boats</i> wait. "
	"</p><!-- end --><p>Nobody  was hurt.</p></body></html>\n";

static void html(void)
{
	static const char *const targets[] = { "港再開", "古い港《みなと》と桟橋。",
		"開いた。", "船が待つ。", NULL };
	struct ty_document *d = read_as(page, "port.html");
	struct ty_document_piece *p = pieces_of(d, targets);
	struct ty_buf out = TY_BUF_INIT;

	is_str(d->format, "html", "a page");
	is_int(d->nsegments, 5, "segments");
	is_str(ty_document_formats(d)[0], "page", "its own page first");
	written(&out, d, page, p, 5, "page",
		"<!doctype html>\n<html class=a lang=\"ja\"><head><title>Port"
		"</title><style>p{}</style></head>\n<body><h1>港再開<em></em></h1>\n"
		"<p>古い<ruby>港<rp>（</rp><rt>みなと</rt><rp>）</rp></ruby>と桟橋。"
		" <i>開いた。 </i>船が待つ。 </p><!-- end --><p>Nobody  was hurt."
		"</p></body></html>\n");
	written(&out, d, page, p, 5, "text",
		"港再開\n\n古い港《みなと》と桟橋。開いた。船が待つ。\n\n"
		"⟦Nobody was hurt.⟧\n");
	free(p);
	ty_buf_release(&out);
	ty_document_free(d);
}

static void embargoes(void)
{
	struct ty_document *d;

	d = read_as("Eds: EMBARGOED until 6 p.m. EDT Oct. 19.\n\nPort opens\n\n"
		    "MINATO, Oct. 18, 2026 (Minato) — The port opened again "
		    "and the boats went out.\n", "notes.txt");
	is_str(d->embargo, "EMBARGOED until 6 p.m. EDT Oct. 19", "a note");
	is_str(d->embargo_until, "2026-10-19T22:00:00Z", "with its moment");
	ty_document_free(d);
	d = read_as("Port opens\n\nThe embargo until 2020 hurt the port.\n",
		    "news.txt");
	is_str(d->embargo, "", "no embargo of this story");
	ty_document_free(d);
}

static void japanese_embargo(void)
{
	static const char story_ja[] =
		"【解禁：10月19日午前5時】\n\n港が再開\n\n港が再び開いた。\n";
	struct ty_document *d;
	struct ty_error err;

	ok_st(ty_document_read(&d, desk, story_ja, strlen(story_ja), "a.txt",
			       "ja", &err), &err, "a Japanese story");
	is_str(d->embargo, "解禁：10月19日午前5時", "its embargo");
	is_str(d->embargo_until, "", "of no year");
	ty_document_free(d);
}

static void refusals(void)
{
	static const char tmx[] = "<?xml version='1.0'?><tmx version='1.4'>";
	struct ty_document *d;
	struct ty_error err;

	is_int(ty_document_read(&d, desk, tmx, strlen(tmx), "a.txt", NULL,
				&err), TY_EINVAL, "a memory is no document");
	ok(!d, "nothing comes of it");
	is_int(ty_document_read(&d, desk, " \n", 2, "a.txt", NULL, &err),
	       TY_ESYNTAX, "nor does white space");
	is_int(ty_document_read(&d, desk, "", 0, "a.txt", NULL, &err),
	       TY_ESYNTAX, "nor does nothing");
}

int main(void)
{
	const struct ty_desk_options options = { .source = "en",
						 .target = "ja" };
	struct ty_error err;

	if (!ok_st(ty_desk_open(&desk, &options, &err), &err, "a desk"))
		return tap_done();
	text();
	html();
	embargoes();
	japanese_embargo();
	refusals();
	ty_desk_close(desk);
	return tap_done();
}
