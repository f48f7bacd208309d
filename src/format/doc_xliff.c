/*
 * A document as XLIFF 2.0: a unit a segment, paragraphs as groups, inline codes
 * as <sc/>, <ec/> and <ph/> with the numbers they have as tags.
 *
 * Source: XLIFF Version 2.0, OASIS Standard, 2014.
 */

#include <string.h>

#include "format/doc.h"
#include "format/escape.h"
#include "format/tagged.h"

/* Text, in which what XML cannot hold is a code point by its number. */
static void put_plain(struct ty_buf *out, const char *s, size_t len)
{
	size_t done = 0, i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0x20 || c == '\t' || c == '\n')
			continue;
		ty_escape_text(out, s + done, i - done);
		if (c == '\r')
			ty_buf_adds(out, "&#13;");
		else
			ty_buf_addf(out, "<cp hex=\"%04X\"/>", c);
		done = i + 1;
	}
	ty_escape_text(out, s + done, len - done);
}

/* True if the text has the other half of this tag, on the right side of it. */
static bool is_paired(const char *tagged, const struct ty_tag *tag)
{
	size_t at = tag->kind == TY_TAG_OPEN ? tag->end : 0;
	struct ty_tag other;

	while (ty_tag_next(&other, tagged, &at)) {
		if (tag->kind == TY_TAG_CLOSE && other.start >= tag->start)
			return false;
		if (other.number == tag->number && other.kind ==
		    (tag->kind == TY_TAG_OPEN ? TY_TAG_CLOSE : TY_TAG_OPEN))
			return true;
	}
	return false;
}

static void put_code(struct ty_buf *out, const char *tagged,
		     const struct ty_tag *tag)
{
	switch (tag->kind) {
	case TY_TAG_OPEN:
		ty_buf_addf(out, "<sc id=\"%u\"%s/>", tag->number,
			    is_paired(tagged, tag) ? "" : " isolated=\"yes\"");
		break;
	case TY_TAG_CLOSE:
		if (is_paired(tagged, tag))
			ty_buf_addf(out, "<ec startRef=\"%u\"/>", tag->number);
		else
			ty_buf_addf(out, "<ec id=\"%u\" isolated=\"yes\"/>",
				    tag->number);
		break;
	case TY_TAG_ALONE:
		ty_buf_addf(out, "<ph id=\"%u\"/>", tag->number);
		break;
	case TY_TAG_LESS:
		ty_buf_adds(out, "&lt;");
	}
}

static void put_text(struct ty_buf *out, const char *element,
		     const char *tagged)
{
	size_t at = 0, done = 0;
	struct ty_tag tag;

	ty_buf_addf(out, "<%s>", element);
	for (; ty_tag_next(&tag, tagged, &at); done = at) {
		put_plain(out, tagged + done, tag.start - done);
		put_code(out, tagged, &tag);
	}
	put_plain(out, tagged + done, strlen(tagged + done));
	ty_buf_addf(out, "</%s>\n", element);
}

static void put_note(struct ty_buf *out, const char *category,
		     const char *text)
{
	if (!text[0])
		return;
	ty_buf_adds(out, "<note");
	if (category)
		ty_escape_pair(out, "category", category);
	ty_buf_addc(out, '>');
	ty_escape_text(out, text, strlen(text));
	ty_buf_adds(out, "</note>\n");
}

/* What is known of the story, if anything is. */
static void put_facts(struct ty_buf *out, const struct ty_document *d)
{
	static const char begin[] = "<notes>\n";
	size_t from = out->len;

	ty_buf_adds(out, begin);
	put_note(out, "slugline", d->slugline);
	put_note(out, "dateline", d->dateline);
	put_note(out, "byline", d->byline);
	put_note(out, "embargo", d->embargo);
	if (out->len > from + strlen(begin)) {
		ty_buf_adds(out, "</notes>\n");
	} else {
		out->len = from;
		out->p[from] = '\0';
	}
}

static void put_unit(struct ty_buf *out, const struct ty_document_out *doc,
		     size_t i)
{
	const struct ty_document_piece *p = &doc->pieces[i];
	const struct ty_document_segment *s =
		&doc->document->segments[p->segment];

	ty_buf_addf(out, "<unit id=\"%zu\"", i + 1);
	if (s->id[0])
		ty_escape_pair(out, "name", s->id);
	ty_buf_addf(out, "%s>\n", s->locked ? " translate=\"no\"" : "");
	if (s->note[0]) {
		ty_buf_adds(out, "<notes>\n");
		put_note(out, NULL, s->note);
		ty_buf_adds(out, "</notes>\n");
	}
	ty_buf_addf(out, "<segment state=\"%s\">\n",
		    p->confirmed && p->target[0] ? "translated" : "initial");
	put_text(out, "source", p->source);
	if (p->target[0])
		put_text(out, "target", p->target);
	ty_buf_adds(out, "</segment>\n</unit>\n");
}

void ty_document_xliff(struct ty_buf *out, const struct ty_document_out *doc)
{
	const struct ty_document *d = doc->document;
	size_t i, paragraph, last = (size_t)-1;

	ty_buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff"
		    " xmlns=\"urn:oasis:names:tc:xliff:document:2.0\""
		    " version=\"2.0\"");
	ty_escape_pair(out, "srcLang", doc->source);
	ty_escape_pair(out, "trgLang", doc->target);
	ty_buf_adds(out, ">\n<file id=\"f1\"");
	ty_escape_pair(out, "original", d->name);
	ty_buf_adds(out, " xml:space=\"preserve\">\n");
	put_facts(out, d);
	for (i = 0; i < doc->n; i++) {
		size_t segment = doc->pieces[i].segment;

		paragraph = d->segments[segment].paragraph;
		if (paragraph != last)
			ty_buf_addf(out, "%s<group id=\"g%zu\""
				    " type=\"taiyaku:%s\">\n",
				    i ? "</group>\n" : "", paragraph + 1,
				    ty_kind_word(d->segments[segment].kind));
		last = paragraph;
		put_unit(out, doc, i);
	}
	ty_buf_adds(out, i ? "</group>\n" : "<group id=\"g0\"/>\n");
	ty_buf_adds(out, "</file>\n</xliff>\n");
}
