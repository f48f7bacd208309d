/*
 * TBX, written: the dialect TBX-Basic of ISO 30042:2019, data categories as
 * tags.  In this style a file is valid by the schema of TBX-Core too, which
 * knows no types of attributes.
 */

#include <string.h>

#include "format/escape.h"
#include "format/termfile.h"

static void put(struct ty_buf *out, const char *element, const char *value)
{
	if (!value[0])
		return;
	ty_buf_addf(out, "<%s>", element);
	ty_escape_text(out, value, strlen(value));
	ty_buf_addf(out, "</%s>\n", element);
}

void ty_tbx_begin(struct ty_term_writer *w)
{
	struct ty_buf *out = &w->buf;

	ty_buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		    "<tbx xmlns=\"urn:iso:std:iso:30042:ed-2\""
		    " xmlns:min=\"http://www.tbxinfo.net/ns/min\""
		    " xmlns:basic=\"http://www.tbxinfo.net/ns/basic\""
		    " type=\"TBX-Basic\" style=\"dct\"");
	ty_escape_pair(out, "xml:lang",
		       w->options->source ? w->options->source : "en");
	ty_buf_adds(out, ">\n<tbxHeader><fileDesc><sourceDesc><p>Taiyaku ");
	ty_buf_adds(out, ty_version());
	ty_buf_adds(out, "</p></sourceDesc></fileDesc></tbxHeader>\n"
		    "<text><body>\n");
	fwrite(out->p, 1, out->len, w->out.f);
}

static void put_term(struct ty_buf *out, const struct ty_term *t)
{
	static const char *const words[] = {
		[TY_PREFERRED] = "preferredTerm-admn-sts",
		[TY_ALLOWED] = "admittedTerm-admn-sts",
		[TY_FORBIDDEN] = "deprecatedTerm-admn-sts",
	};

	ty_buf_adds(out, "<termSec>\n");
	put(out, "term", t->text);
	put(out, "min:partOfSpeech", t->pos);
	put(out, "min:administrativeStatus", words[t->status]);
	put(out, "note", t->note);
	ty_buf_adds(out, "</termSec>\n");
}

/* The terms of a language stand together. */
static void put_lang(struct ty_buf *out, const struct ty_concept *c,
		     size_t first)
{
	size_t i;

	for (i = 0; i < first; i++)
		if (!strcmp(c->terms[i].lang, c->terms[first].lang))
			return;
	ty_buf_adds(out, "<langSec");
	ty_escape_pair(out, "xml:lang", c->terms[first].lang);
	ty_buf_adds(out, ">\n");
	for (i = first; i < c->nterms; i++)
		if (!strcmp(c->terms[i].lang, c->terms[first].lang))
			put_term(out, &c->terms[i]);
	ty_buf_adds(out, "</langSec>\n");
}

static void put_origin(struct ty_buf *out, const struct ty_concept *c)
{
	struct ty_buf day = TY_BUF_INIT;

	if (strlen(c->created) < 10)
		return;
	ty_buf_add(&day, c->created, 10);
	ty_buf_adds(out, "<transacGrp>\n");
	put(out, "basic:transactionType", "origination");
	put(out, "basic:responsibility", c->creator);
	put(out, "date", day.p);
	ty_buf_adds(out, "</transacGrp>\n");
	ty_buf_release(&day);
}

bool ty_tbx_put(struct ty_term_writer *w, const struct ty_concept *c)
{
	struct ty_buf *out = &w->buf;
	size_t i;

	ty_buf_adds(out, "<conceptEntry");
	ty_escape_pair(out, "id", ty_term_writer_id(w, c));
	ty_buf_adds(out, ">\n");
	put(out, "min:subjectField", c->domain);
	put(out, "basic:definition", c->definition);
	put_origin(out, c);
	put(out, "note", c->note);
	for (i = 0; i < c->nterms; i++)
		put_lang(out, c, i);
	ty_buf_adds(out, "</conceptEntry>\n");
	return true;
}

void ty_tbx_end(struct ty_term_writer *w)
{
	fputs("</body></text>\n</tbx>\n", w->out.f);
}
