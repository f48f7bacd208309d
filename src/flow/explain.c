/* Why a text is split where it is: the segmenter's decisions, one by one. */

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "flow/desk.h"
#include "text/segment.h"
#include "text/srx.h"
#include "text/utf8.h"

struct explanation {
	struct ty_decisions	*out;
	struct ty_segmenter	*segmenter;
	const char		*text;
	size_t			 length, cap;
};

#define AROUND	24		/* code points shown on either side */

/* The text around a place, a few characters of it. */
static void look_around(struct ty_decision *d, const char *s, size_t length,
			size_t at)
{
	size_t i = at;
	int n;

	for (n = 0; n < AROUND && i > 0; n++)
		for (i--; i > 0 && ((unsigned char)s[i] & 0xC0) == 0x80; i--)
			;
	d->before = (struct ty_span){ i, at };
	for (n = 0, i = at; n < AROUND && i < length; n++)
		ty_utf8_next(s, length, &i);
	d->after = (struct ty_span){ at, i };
}

static void add_decision(void *user, size_t at, enum ty_rule rule)
{
	struct explanation *e = user;
	struct ty_decisions *out = e->out;
	struct ty_buf name = TY_BUF_INIT;
	struct ty_decision *d;

	out->items = ty_grow(out->items, &e->cap, out->n + 1,
			     sizeof(*out->items));
	d = &out->items[out->n++];
	look_around(d, e->text, e->length, at);
	d->breaks = ty_rule_splits(rule);
	d->rule = ty_rule_word(rule);
	d->word = (struct ty_span){ at, at };
	d->word_class = "";
	if (rule == TY_RULE_SRX_BREAK || rule == TY_RULE_SRX_KEEP) {
		const struct ty_verdict *v = ty_segmenter_verdict(e->segmenter);

		ty_buf_addf(&name, "%s#%d", v->language, v->number);
	} else {
		ty_segmenter_word(e->segmenter, e->text, at, &d->word,
				  &d->word_class);
	}
	d->srx = ty_buf_detach(&name);
}

/* The segmenter tells of a paragraph's line breaks after its sentences. */
static int by_place(const void *a, const void *b)
{
	const struct ty_decision *x = a, *y = b;

	return (x->before.end > y->before.end) -
	       (x->before.end < y->before.end);
}

enum ty_status ty_explain(struct ty_decisions **out, struct ty_desk *desk,
			  const char *text, size_t length, const char *lang,
			  struct ty_error *err)
{
	struct explanation e = { .text = text, .length = length };
	struct ty_span_list spans = { 0 };
	enum ty_status st;

	*out = NULL;
	if ((st = ty_utf8_require(text, length, "", 1, err)) != TY_OK ||
	    (st = ty_desk_segmenter(&e.segmenter, desk, lang, err)) != TY_OK)
		return st;
	e.out = ty_alloc(1, sizeof(*e.out));
	ty_segmenter_trace(e.segmenter, add_decision, &e);
	ty_segmenter_run(e.segmenter, text, (struct ty_span){ 0, length },
			 &spans);
	ty_segmenter_trace(e.segmenter, NULL, NULL);
	free(spans.v);
	st = ty_segmenter_status(e.segmenter, err);
	if (st != TY_OK) {
		ty_decisions_free(e.out);
		return st;
	}
	if (e.out->n)
		qsort(e.out->items, e.out->n, sizeof(*e.out->items), by_place);
	*out = e.out;
	return TY_OK;
}

void ty_decisions_free(struct ty_decisions *decisions)
{
	size_t i;

	if (!decisions)
		return;
	for (i = 0; i < decisions->n; i++)
		free(decisions->items[i].srx);
	free(decisions->items);
	free(decisions);
}
