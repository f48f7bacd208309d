/* What of a concordance's answer is shown: texts, and each place in them. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/origin.h"
#include "store/row.h"
#include "store/search.h"
#include "text/lang.h"
#include "text/utf8.h"

static void hit_release(struct ty_hit *hit)
{
	free((char *)hit->lang);
	free((char *)hit->text);
	free((char *)hit->other_lang);
	free((char *)hit->other);
	free((char *)hit->origin.headline);
	free((char *)hit->origin.path);
	free((char *)hit->origin.date);
	free((char *)hit->origin.user);
	free(hit->spans);
	free(hit->other_spans);
}

void ty_hits_free(struct ty_hits *hits)
{
	if (!hits)
		return;
	while (hits->n > 0)
		hit_release(&hits->items[--hits->n]);
	free(hits->items);
	free(hits);
}

/* --------------------------------------------------------------- places -- */

struct spans {
	struct ty_span	*v;
	size_t		 n, cap;
};

/* Each place of the needle in the folded text, in bytes of the text itself.  A
 * character that folds to several is marked whole. */
static void find_places(struct spans *spans, const struct ty_buf *folded,
			const struct ty_offsets *map,
			const struct ty_buf *needle)
{
	const char *at = strstr(folded->p, needle->p);
	size_t start, end;

	while (at) {
		start = (size_t)(at - folded->p);
		end = start + needle->len;
		while (end < folded->len && map->v[end] == map->v[end - 1])
			end++;
		spans->v = ty_grow(spans->v, &spans->cap, spans->n + 1,
				   sizeof(*spans->v));
		spans->v[spans->n].start = map->v[start];
		spans->v[spans->n++].end = map->v[end];
		at = strstr(folded->p + end, needle->p);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct ty_span *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

/* Places of several needles, as one list: those that overlap are one. */
static void join(struct spans *spans)
{
	size_t i, n = 0;

	if (spans->n < 2)
		return;
	qsort(spans->v, spans->n, sizeof(*spans->v), by_place);
	for (i = 1; i < spans->n; i++) {
		if (spans->v[i].start >= spans->v[n].end)
			spans->v[++n] = spans->v[i];
		else if (spans->v[i].end > spans->v[n].end)
			spans->v[n].end = spans->v[i].end;
	}
	spans->n = n + 1;
}

static void mark(struct ty_searching *q, const char *text,
		 const struct ty_buf *needles, size_t n,
		 struct ty_span **out, size_t *nout)
{
	struct ty_buf *folded = &q->store->folded;
	struct spans spans = { .v = NULL };
	size_t i;

	ty_buf_clear(folded);
	if (!ty_utf8_valid(text, strlen(text), NULL))
		return;
	ty_fold(folded, text, strlen(text), TY_FOLD_SEARCH, &q->map);
	for (i = 0; i < n; i++)
		find_places(&spans, folded, &q->map, &needles[i]);
	if (n > 1)
		join(&spans);
	*out = spans.v;
	*nout = spans.n;
}

/* ----------------------------------------------------------------- hits -- */

/* The unit's text in another language: the first that holds what was asked for
 * there. */
static void other_side(struct ty_searching *q, struct ty_hit *hit,
		       const struct ty_row *row)
{
	size_t i;

	for (i = 0; i < row->unit.nvariants; i++) {
		const struct ty_variant *v = &row->variants[i];

		if (ty_lang_same(v->lang, hit->lang))
			continue;
		ty_row_fold(q->store, v->text, strlen(v->text));
		if (strstr(q->store->folded.p, q->other.p))
			break;
	}
	if (i == row->unit.nvariants) {
		hit->other_lang = ty_strdup("");
		hit->other = ty_strdup("");
		return;
	}
	hit->other_lang = ty_strdup(row->variants[i].lang);
	hit->other = ty_strdup(row->variants[i].text);
	if (q->other.len)
		mark(q, hit->other, &q->other, 1, &hit->other_spans,
		     &hit->nother_spans);
}

static enum ty_status show(struct ty_searching *q, struct ty_hit *hit,
			   int64_t id, struct ty_row *row,
			   struct ty_error *err)
{
	struct ty_found found = { .headline = NULL };
	enum ty_status st;
	int64_t unit;
	size_t i;

	st = ty_db_int(&unit, q->store,
		       "SELECT unit FROM variant WHERE id = ?1",
		       TY_ARGS(TY_INT(id)), err);
	if (st == TY_OK)
		st = ty_row_load(row, q->store, unit, err);
	if (st == TY_OK)
		st = ty_origin_find(&found, q->store, &row->unit, &id, 1, err);
	if (st != TY_OK) {
		ty_origin_release(&found);
		return st;
	}
	hit->unit = unit;
	hit->kind = row->unit.kind;
	hit->status = row->unit.status;
	/* The strings change hands. */
	hit->origin = found.origin;
	for (i = 0; i < row->unit.nvariants && row->ids[i] != id; i++)
		;
	if (i == row->unit.nvariants)
		return TY_END;
	hit->lang = ty_strdup(row->variants[i].lang);
	hit->text = ty_strdup(row->variants[i].text);
	other_side(q, hit, row);
	mark(q, hit->text, q->needles, q->n, &hit->spans, &hit->nspans);
	return TY_OK;
}

enum ty_status ty_searching_show(struct ty_searching *q, struct ty_hits *hits,
				 struct ty_error *err)
{
	size_t skip = q->options->offset, cap = 0;
	struct ty_row row = { .hash = 0 };
	enum ty_status st = TY_OK;
	int64_t id = INT64_MAX;

	hits->total = ty_set_count(&q->set);
	while (st == TY_OK && hits->n < q->options->limit &&
	       (id = ty_set_before(&q->set, id)) > 0) {
		if (skip > 0) {
			skip--;
			continue;
		}
		hits->items = ty_grow(hits->items, &cap, hits->n + 1,
				      sizeof(*hits->items));
		memset(&hits->items[hits->n], 0, sizeof(*hits->items));
		st = show(q, &hits->items[hits->n++], id, &row, err);
		if (st == TY_END)
			st = ty_fail_at(err, TY_EDAMAGED, q->store->path, 0, 0,
					_("the memory is damaged: %s"),
					"variant.unit");
	}
	ty_row_release(&row);
	return st;
}
