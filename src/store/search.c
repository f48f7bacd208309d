/* The concordance's answers: which texts contain a text, and where. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/origin.h"
#include "store/query.h"
#include "store/row.h"
#include "text/lang.h"
#include "text/norm.h"
#include "text/utf8.h"

struct search {
	struct ty_store	*store;
	struct ty_buf	 needle;	/* folded */
	const char	*lang;		/* NULL: every */
	struct ty_set	 set;		/* what was found */
	struct ty_offsets map;
};

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

/* -------------------------------------------------------------- finding -- */

static bool contains(struct search *q, const char *text)
{
	ty_row_fold(q->store, text, strlen(text));
	return strstr(q->store->folded.p, q->needle.p) != NULL;
}

static bool in_language(const struct search *q, const char *lang)
{
	return !q->lang || ty_lang_same(lang, q->lang);
}

static enum ty_status poll(const struct search *q, int64_t n,
			   struct ty_error *err)
{
	if (n % 4096 == 0 && ty_cancelled(q->store->monitor))
		return ty_fail_cancelled(err);
	return TY_OK;
}

/* Look at every text. */
static enum ty_status scan(struct search *q, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	int64_t n = 0;

	memset(q->set.words, 0, q->set.n * sizeof(*q->set.words));
	st = ty_db_row(&row, q->store,
		       "SELECT id, lang, text FROM variant ORDER BY id",
		       TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, q->store, err)) {
		if ((st = poll(q, ++n, err)) != TY_OK) {
			sqlite3_reset(row);
			return st;
		}
		if (in_language(q, ty_db_text(row, 1)) &&
		    contains(q, ty_db_text(row, 2)))
			ty_set_add(&q->set, sqlite3_column_int64(row, 0));
	}
	return st == TY_END ? TY_OK : st;
}

/* Look at the candidates, and keep those that are right. */
static enum ty_status sift(struct search *q, bool exact, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	int64_t id = INT64_MAX, n = 0;

	while ((id = ty_set_before(&q->set, id)) > 0) {
		if ((st = poll(q, ++n, err)) != TY_OK)
			return st;
		st = ty_db_row(&row, q->store,
			       "SELECT lang, text FROM variant WHERE id = ?1",
			       TY_ARGS(TY_INT(id)), err);
		if (st == TY_OK && in_language(q, ty_db_text(row, 0)) &&
		    (exact || contains(q, ty_db_text(row, 1)))) {
			sqlite3_reset(row);
			continue;
		}
		ty_set_remove(&q->set, id);
		if (st == TY_OK)
			sqlite3_reset(row);
		else if (st != TY_END)
			return st;
	}
	return TY_OK;
}

static enum ty_status find(struct search *q, struct ty_error *err)
{
	bool exact = false, all = true;
	enum ty_status st;

	if ((st = ty_set_init(&q->set, q->store, err)) != TY_OK)
		return st;
	if (q->store->current)
		st = ty_query_candidates(&q->set, &exact, &all, q->store,
					 q->needle.p, q->needle.len, err);
	if (st != TY_OK)
		return st;
	if (all)
		return scan(q, err);
	return exact && !q->lang ? TY_OK : sift(q, exact, err);
}

/* -------------------------------------------------------------- showing -- */

/* Each place of the needle in the folded text, in bytes of the text itself.  A
 * character that folds to several is marked whole. */
static void mark(struct search *q, struct ty_hit *hit)
{
	struct ty_buf *folded = &q->store->folded;
	const struct ty_offsets *map = &q->map;
	const char *at;
	size_t cap = 0, start, end;

	ty_buf_clear(folded);
	if (!ty_utf8_valid(hit->text, strlen(hit->text), NULL))
		return;
	ty_fold(folded, hit->text, strlen(hit->text), TY_FOLD_SEARCH, &q->map);
	at = strstr(folded->p, q->needle.p);
	while (at) {
		start = (size_t)(at - folded->p);
		end = start + q->needle.len;
		while (end < folded->len && map->v[end] == map->v[end - 1])
			end++;
		hit->spans = ty_grow(hit->spans, &cap, hit->nspans + 1,
				     sizeof(*hit->spans));
		hit->spans[hit->nspans].start = map->v[start];
		hit->spans[hit->nspans++].end = map->v[end];
		at = strstr(folded->p + end, q->needle.p);
	}
}

/* The first text of the unit in another language. */
static void other_side(struct ty_hit *hit, const struct ty_row *row)
{
	size_t i;

	for (i = 0; i < row->unit.nvariants; i++)
		if (!ty_lang_same(row->variants[i].lang, hit->lang))
			break;
	if (i < row->unit.nvariants) {
		hit->other_lang = ty_strdup(row->variants[i].lang);
		hit->other = ty_strdup(row->variants[i].text);
	} else {
		hit->other_lang = ty_strdup("");
		hit->other = ty_strdup("");
	}
}

static enum ty_status show(struct search *q, struct ty_hit *hit, int64_t id,
			   struct ty_row *row, struct ty_error *err)
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
	/* The strings change hands. */
	hit->origin = found.origin;
	for (i = 0; i < row->unit.nvariants && row->ids[i] != id; i++)
		;
	if (i == row->unit.nvariants)
		return TY_END;
	hit->lang = ty_strdup(row->variants[i].lang);
	hit->text = ty_strdup(row->variants[i].text);
	other_side(hit, row);
	mark(q, hit);
	return TY_OK;
}

static enum ty_status show_page(struct search *q, struct ty_hits *hits,
				size_t offset, size_t limit,
				struct ty_error *err)
{
	struct ty_row row = { .hash = 0 };
	enum ty_status st = TY_OK;
	int64_t id = INT64_MAX;
	size_t cap = 0;

	hits->total = ty_set_count(&q->set);
	while (st == TY_OK && hits->n < limit &&
	       (id = ty_set_before(&q->set, id)) > 0) {
		if (offset > 0) {
			offset--;
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

/* Anything but spaces? */
static bool something(const struct ty_buf *needle)
{
	return needle->p[strspn(needle->p, " \t\n\r")] != '\0';
}

enum ty_status ty_store_search(struct ty_hits **out, struct ty_store *store,
			       const char *text, const char *lang,
			       size_t offset, size_t limit,
			       struct ty_error *err)
{
	struct search q = { .store = store, .needle = TY_BUF_INIT,
			    .lang = lang };
	struct ty_hits *hits = ty_alloc(1, sizeof(*hits));
	enum ty_status st;
	bool began = false;

	*out = NULL;
	if (ty_utf8_valid(text, strlen(text), NULL))
		ty_fold(&q.needle, text, strlen(text), TY_FOLD_SEARCH, NULL);
	if (!something(&q.needle))
		st = ty_fail(err, TY_EINVAL, _("nothing to search for"));
	else if ((st = ty_db_snapshot(store, &began, err)) == TY_OK &&
		 (st = find(&q, err)) == TY_OK)
		st = show_page(&q, hits, offset, limit, err);
	ty_db_release(store, began);
	ty_buf_release(&q.needle);
	ty_offsets_release(&q.map);
	ty_set_release(&q.set);
	if (st == TY_OK)
		*out = hits;
	else
		ty_hits_free(hits);
	return st;
}
