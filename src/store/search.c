/* The concordance's answers: which texts are what was searched for. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/bitmap.h"
#include "store/row.h"
#include "store/search.h"
#include "text/lang.h"
#include "text/utf8.h"

#define MAX_NEEDLES	64
/* Of a set of `n` words so many are worth reading all texts in a row. */
#define MANY(n)		((int64_t)(n) * 16)

/* --------------------------------------------------------------- a text -- */

static bool in_language(const struct ty_searching *q, const char *lang)
{
	return !q->options->lang || ty_lang_same(lang, q->options->lang);
}

static bool contains_all(struct ty_searching *q, const char *text)
{
	size_t i;

	ty_row_fold(q->store, text, strlen(text));
	for (i = 0; i < q->n; i++)
		if (!strstr(q->store->folded.p, q->needles[i].p))
			return false;
	return true;
}

/* Has the unit a text with `other` in a language that is not `lang`? */
static enum ty_status has_other(bool *yes, struct ty_searching *q,
				int64_t unit, const char *lang,
				struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	*yes = false;
	st = ty_db_row(&row, q->store,
		       "SELECT lang, text FROM variant WHERE unit = ?1",
		       TY_ARGS(TY_INT(unit)), err);
	for (; st == TY_OK; st = ty_db_next(row, q->store, err)) {
		const char *text = ty_db_text(row, 1);

		if (ty_lang_same(ty_db_text(row, 0), lang))
			continue;
		ty_row_fold(q->store, text, strlen(text));
		if (strstr(q->store->folded.p, q->other.p)) {
			*yes = true;
			sqlite3_reset(row);
			return TY_OK;
		}
	}
	return st == TY_END ? TY_OK : st;
}

/* The row's columns: lang, text, unit.  `contained`: the text is known to
 * contain what it should. */
static enum ty_status judge(bool *wanted, struct ty_searching *q,
			    sqlite3_stmt *row, bool contained,
			    struct ty_error *err)
{
	int64_t unit = sqlite3_column_int64(row, 2);
	enum ty_status st = TY_OK;

	*wanted = in_language(q, ty_db_text(row, 0)) &&
		  (contained || contains_all(q, ty_db_text(row, 1)));
	if (*wanted && q->other.len)
		st = has_other(wanted, q, unit, ty_db_text(row, 0), err);
	if (st == TY_OK && *wanted && ty_filter_any(&q->filter))
		st = ty_filter_wants(wanted, &q->filter, q->store, unit, err);
	return st;
}

/* -------------------------------------------------------------- finding -- */

static enum ty_status poll(const struct ty_searching *q, int64_t n,
			   struct ty_error *err)
{
	if (n % 4096 == 0 && ty_cancelled(q->store->monitor))
		return ty_fail_cancelled(err);
	return TY_OK;
}

/* Look at every text, or every one of the set: in a row, which is quicker than
 * one by one when they are many. */
static enum ty_status scan(struct ty_searching *q, bool all, bool contained,
			   struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	int64_t id, n = 0;
	bool wanted;

	st = ty_db_row(&row, q->store, "SELECT lang, text, unit, id"
		       " FROM variant ORDER BY id", TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, q->store, err)) {
		id = sqlite3_column_int64(row, 3);
		if (!all && !ty_set_has(&q->set, id))
			continue;
		if ((st = poll(q, ++n, err)) != TY_OK ||
		    (st = judge(&wanted, q, row, contained, err)) != TY_OK) {
			sqlite3_reset(row);
			return st;
		}
		if (wanted)
			ty_set_add(&q->set, id);
		else
			ty_set_remove(&q->set, id);
	}
	return st == TY_END ? TY_OK : st;
}

/* Look at the candidates from id `least` on, and keep those that are right. */
static enum ty_status sift(struct ty_searching *q, int64_t least,
			   bool contained, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	int64_t id = INT64_MAX, n = 0;
	bool wanted;

	while ((id = ty_set_before(&q->set, id)) > 0 && id >= least) {
		if ((st = poll(q, ++n, err)) != TY_OK)
			return st;
		wanted = false;
		st = ty_db_row(&row, q->store,
			       "SELECT lang, text, unit FROM variant"
			       " WHERE id = ?1", TY_ARGS(TY_INT(id)), err);
		if (st == TY_OK) {
			st = judge(&wanted, q, row, contained, err);
			sqlite3_reset(row);
		}
		if (st != TY_OK && st != TY_END)
			return st;
		if (!wanted)
			ty_set_remove(&q->set, id);
	}
	return TY_OK;
}

/* Candidates of all needles: *exact if they need no look at the text, *all if
 * any variant may be one. */
static enum ty_status narrow(struct ty_searching *q, bool *exact, bool *all,
			     struct ty_error *err)
{
	struct ty_set set = { .words = NULL };
	bool one_exact, one_all;
	enum ty_status st = TY_OK;
	size_t i;

	*exact = *all = true;
	for (i = 0; st == TY_OK && i < q->n; i++) {
		if ((st = ty_set_init(&set, q->store, err)) != TY_OK)
			break;
		st = ty_query_candidates(&set, &one_exact, &one_all, q->store,
					 q->needles[i].p, q->needles[i].len,
					 err);
		*exact = *exact && one_exact;
		if (one_all) {
			ty_set_release(&set);
		} else if (*all) {
			ty_set_release(&q->set);
			q->set = set;
			*all = false;
		} else {
			ty_set_intersect(&q->set, &set);
			ty_set_release(&set);
		}
	}
	return st;
}

/* The other variants of the units that have a variant in `set`. */
static enum ty_status partners(struct ty_set *out, const struct ty_set *set,
			       struct ty_searching *q, struct ty_error *err)
{
	static const char sql[] =
		"SELECT p.id FROM variant v JOIN variant p ON p.unit = v.unit"
		" WHERE v.id = ?1 AND p.id <> ?1";
	int64_t id = INT64_MAX, n = 0;
	sqlite3_stmt *row;
	enum ty_status st;

	while ((id = ty_set_before(set, id)) > 0) {
		if ((st = poll(q, ++n, err)) != TY_OK)
			return st;
		st = ty_db_row(&row, q->store, sql, TY_ARGS(TY_INT(id)), err);
		for (; st == TY_OK; st = ty_db_next(row, q->store, err))
			ty_set_add(out, sqlite3_column_int64(row, 0));
		if (st != TY_END)
			return st;
	}
	return TY_OK;
}

/* If what the other side should contain is rarer, begin there. */
static enum ty_status narrow_other(struct ty_searching *q, bool *all,
				   struct ty_error *err)
{
	struct ty_set set = { .words = NULL }, beside = { .words = NULL };
	bool exact, any;
	enum ty_status st;

	if ((st = ty_set_init(&set, q->store, err)) == TY_OK &&
	    (st = ty_set_init(&beside, q->store, err)) == TY_OK)
		st = ty_query_candidates(&set, &exact, &any, q->store,
					 q->other.p, q->other.len, err);
	if (st == TY_OK && !any &&
	    (*all || ty_set_count(&set) < ty_set_count(&q->set))) {
		st = partners(&beside, &set, q, err);
		if (*all)
			memcpy(q->set.words, beside.words,
			       beside.n * sizeof(*beside.words));
		else
			ty_set_intersect(&q->set, &beside);
		*all = false;
	}
	ty_set_release(&set);
	ty_set_release(&beside);
	return st;
}

/* Only those of the language; *least: from here on that is not known yet. */
static enum ty_status narrow_language(struct ty_searching *q, int64_t *least,
				      struct ty_error *err)
{
	struct ty_set set = { .words = NULL };
	enum ty_status st;

	if ((st = ty_set_init(&set, q->store, err)) == TY_OK &&
	    (st = ty_bitmap_end(least, q->store, err)) == TY_OK)
		st = ty_bitmap_get(&set, q->store,
				   ty_bitmap_lang(q->options->lang), err);
	if (st == TY_OK) {
		ty_set_add_from(&set, *least);
		ty_set_intersect(&q->set, &set);
	}
	ty_set_release(&set);
	return st;
}

static enum ty_status find(struct ty_searching *q, struct ty_error *err)
{
	bool exact = false, all = true;
	int64_t least = INT64_MAX;	/* from here on texts are looked at */
	enum ty_status st;

	if ((st = ty_set_init(&q->set, q->store, err)) != TY_OK)
		return st;
	if (q->store->current)
		st = narrow(q, &exact, &all, err);
	if (st == TY_OK && q->store->current && q->other.len) {
		exact = exact && !all;
		st = narrow_other(q, &all, err);
	}
	if (st != TY_OK)
		return st;
	if (all)
		return scan(q, true, false, err);
	if (q->options->lang &&
	    (st = narrow_language(q, &least, err)) != TY_OK)
		return st;
	if (!exact || q->other.len || ty_filter_any(&q->filter))
		least = 1;
	if (least == 1 && ty_set_count(&q->set) > MANY(q->set.n))
		return scan(q, false, exact, err);
	return sift(q, least, exact, err);
}

/* -------------------------------------------------------------- asking -- */

/* Fold what is searched for; something but spaces must be left. */
static enum ty_status fold(struct ty_buf *out, const char *text,
			   struct ty_error *err)
{
	ty_buf_init(out);
	if (ty_utf8_valid(text, strlen(text), NULL))
		ty_fold(out, text, strlen(text), TY_FOLD_SEARCH, NULL);
	if (!out->p[strspn(out->p, " \t\n\r")])
		return ty_fail(err, TY_EINVAL, _("nothing to search for"));
	return TY_OK;
}

static enum ty_status ask(struct ty_searching *q, const char *const *texts,
			  size_t n, struct ty_error *err)
{
	enum ty_status st = TY_OK;

	ty_buf_init(&q->other);
	if (n < 1 || n > MAX_NEEDLES)
		return ty_fail(err, TY_EINVAL,
			       _("%zu texts to search for; 1 to %d are possible"),
			       n, MAX_NEEDLES);
	q->needles = ty_alloc(n, sizeof(*q->needles));
	for (; st == TY_OK && q->n < n; q->n++)
		st = fold(&q->needles[q->n], texts[q->n], err);
	if (st == TY_OK && q->options->other)
		st = fold(&q->other, q->options->other, err);
	return st;
}

static void release(struct ty_searching *q)
{
	while (q->n > 0)
		ty_buf_release(&q->needles[--q->n]);
	free(q->needles);
	ty_buf_release(&q->other);
	ty_offsets_release(&q->map);
	ty_filter_release(&q->filter);
	ty_set_release(&q->set);
}

enum ty_status ty_store_search(struct ty_hits **out, struct ty_store *store,
			       const char *const *texts, size_t ntexts,
			       const struct ty_search_options *options,
			       struct ty_error *err)
{
	struct ty_searching q = { .store = store, .options = options };
	struct ty_hits *hits = ty_alloc(1, sizeof(*hits));
	enum ty_status st;
	bool began = false;

	*out = NULL;
	if ((st = ask(&q, texts, ntexts, err)) == TY_OK &&
	    (st = ty_db_snapshot(store, &began, err)) == TY_OK &&
	    (st = ty_filter_init(&q.filter, store, options, err)) == TY_OK &&
	    (st = find(&q, err)) == TY_OK)
		st = ty_searching_show(&q, hits, err);
	ty_db_release(store, began);
	release(&q);
	if (st == TY_OK)
		*out = hits;
	else
		ty_hits_free(hits);
	return st;
}
