/* A concept of the termbase as people read it. */

#include <string.h>

#include "base/i18n.h"
#include "format/term_line.h"
#include "text/lang.h"

/* The concept's terms in `lang`, the better ones first; false: there are
 * none. */
static bool put_side(struct ty_buf *out, const struct ty_concept *c,
		     const char *lang)
{
	bool any = false;
	int status;
	size_t i;

	for (status = TY_PREFERRED; status <= TY_FORBIDDEN; status++)
		for (i = 0; i < c->nterms; i++) {
			const struct ty_term *t = &c->terms[i];

			if (!ty_lang_same(t->lang, lang) ||
			    (int)t->status != status)
				continue;
			ty_buf_addf(out, "%s%s", any ? ", " : "", t->text);
			/* TRANSLATORS: behind a term that is not the one to
			 * use. */
			if (status == TY_ALLOWED)
				ty_buf_adds(out, _(" (allowed)"));
			if (status == TY_FORBIDDEN)
				ty_buf_adds(out, _(" (forbidden)"));
			any = true;
		}
	return any;
}

void ty_term_line(struct ty_buf *out, const struct ty_concept *c,
		  const char *source, const char *target)
{
	size_t before, i;

	if (put_side(out, c, source))
		ty_buf_adds(out, " — ");
	before = out->len;
	if (!put_side(out, c, target) && before > 0)
		ty_buf_adds(out, "?");
	for (i = 0; i < c->nterms; i++)
		if (!ty_lang_same(c->terms[i].lang, source) &&
		    !ty_lang_same(c->terms[i].lang, target))
			ty_buf_addf(out, " %s:%s", c->terms[i].lang,
				    c->terms[i].text);
	if (c->domain[0])
		ty_buf_addf(out, " [%s]", c->domain);
	if (c->note[0])
		ty_buf_addf(out, " %s", c->note);
}

const struct ty_concept *ty_term_next(const struct ty_term_hits *hits,
				      size_t *i)
{
	const struct ty_concept *concept;
	size_t k;

	for (; hits && *i < hits->n; (*i)++) {
		concept = hits->items[*i].concept;
		for (k = 0; k < *i; k++)
			if (hits->items[k].concept == concept)
				break;
		if (k == *i) {
			(*i)++;
			return concept;
		}
	}
	return NULL;
}
