/* Terms in a text: which of those that were found stand, which are covered. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "text/lang.h"
#include "text/term_match.h"

struct ty_term_finder {
	struct ty_term_words	*words;		/* or */
	struct ty_term_chars	*chars;
	uint8_t			*covered;	/* bytes of the text */
	size_t			 cap_covered;
};

void ty_term_places_release(struct ty_term_places *places)
{
	free(places->v);
	memset(places, 0, sizeof(*places));
}

void ty_term_place_add(struct ty_term_places *places, size_t start, size_t end,
		       uint32_t term, bool exact)
{
	places->v = ty_grow(places->v, &places->cap, places->n + 1,
			    sizeof(*places->v));
	places->v[places->n++] = (struct ty_term_place){
		.span = { start, end }, .term = term, .exact = exact,
	};
}

enum ty_status ty_term_finder_open(struct ty_term_finder **out,
				   const char *lang, struct ty_error *err)
{
	struct ty_term_finder *f = ty_alloc(1, sizeof(*f));
	enum ty_status st;

	if (ty_lang_spaced(lang))
		st = ty_term_words_open(&f->words, lang, err);
	else
		st = ty_term_chars_open(&f->chars, lang, err);
	if (st != TY_OK) {
		free(f);
		f = NULL;
	}
	*out = f;
	return st;
}

void ty_term_finder_close(struct ty_term_finder *f)
{
	if (!f)
		return;
	ty_term_words_close(f->words);
	ty_term_chars_close(f->chars);
	free(f->covered);
	free(f);
}

bool ty_term_finder_add(struct ty_term_finder *f, const char *text,
			const char *pos, uint32_t number)
{
	return f->words ? ty_term_words_add(f->words, text, pos, number) :
	       ty_term_chars_add(f->chars, text, number);
}

/* ----------------------------------------------------------- selection -- */

static size_t length(const struct ty_term_place *p)
{
	return p->span.end - p->span.start;
}

/* The longest first; of one place what has the same capitals. */
static int by_length(const void *a, const void *b)
{
	const struct ty_term_place *p = a, *q = b;

	if (length(p) != length(q))
		return length(p) > length(q) ? -1 : 1;
	if (p->span.start != q->span.start)
		return p->span.start < q->span.start ? -1 : 1;
	if (p->exact != q->exact)
		return p->exact ? -1 : 1;
	return p->term < q->term ? -1 : p->term > q->term;
}

static int by_place(const void *a, const void *b)
{
	const struct ty_term_place *p = a, *q = b;

	if (p->span.start != q->span.start)
		return p->span.start < q->span.start ? -1 : 1;
	if (p->span.end != q->span.end)
		return p->span.end < q->span.end ? -1 : 1;
	return p->term < q->term ? -1 : p->term > q->term;
}

static bool same_place(const struct ty_term_place *a,
		       const struct ty_term_place *b)
{
	return a->span.start == b->span.start && a->span.end == b->span.end;
}

/* Keep the longest.  None that comes later is longer, so that what overlaps one
 * that was kept has an end in it. */
static void select_longest(struct ty_term_finder *f, size_t len,
			   struct ty_term_places *places)
{
	struct ty_term_place *v = places->v;
	size_t n = 0, i;

	f->covered = ty_grow(f->covered, &f->cap_covered, len + 1, 1);
	memset(f->covered, 0, len + 1);
	qsort(v, places->n, sizeof(*v), by_length);
	for (i = 0; i < places->n; i++) {
		/* Another concept's term, "Diet" beside "diet". */
		if (n && same_place(&v[i], &v[n - 1])) {
			if (v[i].exact == v[n - 1].exact &&
			    v[i].term != v[n - 1].term)
				v[n++] = v[i];
			continue;
		}
		if (f->covered[v[i].span.start] ||
		    f->covered[v[i].span.end - 1])
			continue;
		memset(f->covered + v[i].span.start, 1, length(&v[i]));
		v[n++] = v[i];
	}
	places->n = n;
}

void ty_term_finder_run(struct ty_term_finder *f, const char *s, size_t len,
			enum ty_term_mode mode, struct ty_term_places *places)
{
	places->n = 0;
	if (f->words)
		ty_term_words_run(f->words, s, len, mode, places);
	else
		ty_term_chars_run(f->chars, s, len, mode, places);
	if (!places->n)
		return;
	if (mode == TY_TERMS_LONGEST)
		select_longest(f, len, places);
	qsort(places->v, places->n, sizeof(*places->v), by_place);
}
