/* The termbase: what batches said of concepts, and what that comes to. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/row.h"
#include "store/termbase.h"

/* ------------------------------------------------------------- reading -- */

/* Columns 0.. of `row`: lang, text, status, pos, note. */
static void read_term(struct ty_concept_buf *out, sqlite3_stmt *row)
{
	struct ty_term *t = ty_concept_add(out, ty_db_text(row, 0),
					   ty_db_text(row, 1));

	t->status = (enum ty_term_status)sqlite3_column_int(row, 2);
	ty_concept_set(&t->pos, ty_db_text(row, 3));
	ty_concept_set(&t->note, ty_db_text(row, 4));
}

#define COLUMNS	"id, revision, uid, domain, definition, note, creator," \
		" changer, created, changed"

/* These columns. */
static void read_concept(struct ty_concept_buf *out, sqlite3_stmt *row)
{
	struct ty_concept *c = &out->concept;
	const char **const strings[] = {
		&c->uid, &c->domain, &c->definition, &c->note, &c->creator,
		&c->changer, &c->created, &c->changed,
	};
	int i;

	c->id = sqlite3_column_int64(row, 0);
	c->revision = sqlite3_column_int(row, 1);
	for (i = 0; i < 8; i++)
		ty_concept_set(strings[i], ty_db_text(row, i + 2));
}

static enum ty_status load_terms(struct ty_concept_buf *out,
				 struct ty_store *store, const char *sql,
				 int64_t of, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(of)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err))
		read_term(out, row);
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_concept_load(struct ty_concept_buf *out,
			       struct ty_store *store, int64_t id,
			       struct ty_error *err)
{
	static const char terms[] =
		"SELECT lang, text, status, pos, note FROM term"
		" WHERE concept = ?1 ORDER BY ord";
	sqlite3_stmt *row;
	enum ty_status st;

	ty_concept_clear(out);
	st = ty_db_row(&row, store,
		       "SELECT " COLUMNS " FROM concept WHERE id = ?1",
		       TY_ARGS(TY_INT(id)), err);
	if (st != TY_OK)
		return st;
	read_concept(out, row);
	sqlite3_reset(row);
	return load_terms(out, store, terms, id, err);
}

/* One statement: columns id, op, user, at, uid, domain, definition, note. */
static enum ty_status load_said(struct ty_concept_buf *out,
				struct ty_store *store, sqlite3_stmt *row,
				struct ty_error *err)
{
	static const char terms[] =
		"SELECT lang, text, status, pos, note FROM term_said"
		" WHERE said = ?1 ORDER BY ord";
	struct ty_concept *c = &out->concept;

	ty_concept_clear(out);
	ty_concept_set(&c->creator, ty_db_text(row, 2));
	ty_concept_set(&c->created, ty_db_text(row, 3));
	ty_concept_set(&c->uid, ty_db_text(row, 4));
	ty_concept_set(&c->domain, ty_db_text(row, 5));
	ty_concept_set(&c->definition, ty_db_text(row, 6));
	ty_concept_set(&c->note, ty_db_text(row, 7));
	return load_terms(out, store, terms, sqlite3_column_int64(row, 0),
			  err);
}

/* Let what was said count: *lives tells if the concept is there. */
static void apply(struct ty_concept_buf *out, const struct ty_concept *said,
		  const char *op, bool *lives)
{
	struct ty_concept *c = &out->concept;
	bool first = !*lives;

	if (!strcmp(op, "remove")) {
		*lives = false;
		return;
	}
	if (first)
		ty_concept_clear(out);
	if (!strcmp(op, "change")) {
		char *creator = ty_strdup(c->creator);
		char *created = ty_strdup(c->created);

		ty_concept_assign(out, said);
		if (!first) {
			ty_concept_set(&c->creator, creator);
			ty_concept_set(&c->created, created);
		}
		free(creator);
		free(created);
	} else {
		ty_concept_merge(out, said);
	}
	if (!first) {
		ty_concept_set(&c->changer, said->creator);
		ty_concept_set(&c->changed, said->created);
	}
	*lives = true;
}

enum ty_status ty_concept_judge(struct ty_concept_buf *out,
				struct ty_store *store, int64_t id,
				struct ty_error *err)
{
	static const char sql[] =
		"SELECT s.id, op, s.user, at, uid, domain, definition, note"
		" FROM concept_said s JOIN batch b ON b.id = s.batch"
		" WHERE concept = ?1 AND undone = '' ORDER BY s.id";
	struct ty_concept_buf said = { .cap = 0 };
	sqlite3_stmt *row;
	enum ty_status st, read;
	bool lives = false;

	ty_concept_clear(out);
	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(id)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		if ((read = load_said(&said, store, row, err)) != TY_OK) {
			sqlite3_reset(row);
			st = read;
			break;
		}
		apply(out, &said.concept, ty_db_text(row, 1), &lives);
	}
	ty_concept_release(&said);
	out->concept.id = id;
	if (st == TY_END && lives && out->concept.nterms)
		return TY_OK;
	return st;
}

/* ------------------------------------------------------------- writing -- */

/* Insert a row whose last column is the checksum of the others.  `probe`
 * selects the `n` arguments, of which there is room for one more, and a 0. */
static enum ty_status insert(struct ty_store *store, const char *probe,
			     const char *sql, struct ty_arg *args, size_t n,
			     struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, probe, args, n, err);
	if (st != TY_OK)
		return st;
	args[n] = TY_INT(ty_row_columns(store, row));
	sqlite3_reset(row);
	return ty_db_run(store, sql, args, n + 1, err);
}

static enum ty_status insert_terms(struct ty_store *store, const char *sql,
				   int64_t of, const struct ty_concept *c,
				   struct ty_error *err)
{
	static const char probe[] = "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 0";
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; st == TY_OK && i < c->nterms; i++) {
		const struct ty_term *t = &c->terms[i];
		struct ty_arg args[8] = {
			TY_INT(of), TY_INT((int64_t)i), TY_TEXT(t->lang),
			TY_TEXT(t->text), TY_INT(t->status), TY_TEXT(t->pos),
			TY_TEXT(t->note),
		};

		st = insert(store, probe, sql, args, 7, err);
	}
	return st;
}

enum ty_status ty_concept_say(struct ty_store *store, const char *op,
			      const struct ty_concept *c, struct ty_error *err)
{
	static const char probe[] =
		"SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0";
	static const char sql[] =
		"INSERT INTO concept_said VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7,"
		" ?8, ?9, ?10, ?11)";
	static const char terms[] =
		"INSERT INTO term_said VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
	struct ty_arg args[11] = {
		TY_INT(0), TY_INT(c->id), TY_INT(store->batch.id), TY_TEXT(op),
		TY_TEXT(c->creator), TY_TEXT(c->created), TY_TEXT(c->uid),
		TY_TEXT(c->domain), TY_TEXT(c->definition), TY_TEXT(c->note),
	};
	enum ty_status st;
	int64_t last;

	st = ty_db_int(&last, store, "SELECT max(id) FROM concept_said",
		       TY_NO_ARGS, err);
	if (st != TY_OK)
		return st;
	args[0] = TY_INT(last + 1);
	st = insert(store, probe, sql, args, 10, err);
	return st == TY_OK ? insert_terms(store, terms, last + 1, c, err) : st;
}

static enum ty_status clear_rows(struct ty_store *store, int64_t id,
				 bool whole, struct ty_error *err)
{
	enum ty_status st;

	st = ty_db_run(store, "DELETE FROM term WHERE concept = ?1",
		       TY_ARGS(TY_INT(id)), err);
	if (st == TY_OK && whole)
		st = ty_db_run(store, "DELETE FROM concept WHERE id = ?1",
			       TY_ARGS(TY_INT(id)), err);
	return st;
}

static enum ty_status write_rows(struct ty_store *store,
				 const struct ty_concept *c,
				 struct ty_error *err)
{
	static const char probe[] =
		"SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0";
	static const char sql[] =
		"INSERT INTO concept VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
		" ?9, ?10, ?11)";
	static const char terms[] =
		"INSERT INTO term VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
	struct ty_arg args[11] = {
		TY_INT(c->id), TY_TEXT(c->uid), TY_TEXT(c->domain),
		TY_TEXT(c->definition), TY_TEXT(c->note), TY_INT(c->revision),
		TY_TEXT(c->creator), TY_TEXT(c->created), TY_TEXT(c->changer),
		TY_TEXT(c->changed),
	};
	enum ty_status st;

	if ((st = clear_rows(store, c->id, true, err)) == TY_OK &&
	    (st = insert(store, probe, sql, args, 10, err)) == TY_OK)
		st = insert_terms(store, terms, c->id, c, err);
	return st;
}

enum ty_status ty_concept_settle(enum ty_concept_fate *how,
				 struct ty_store *store, int64_t id,
				 struct ty_error *err)
{
	static const char tell[] =
		"UPDATE meta SET value = value + 1 WHERE key = 'terms'";
	struct ty_concept_buf was = { .cap = 0 }, now = { .cap = 0 };
	enum ty_status st, had, has;

	*how = TY_CONCEPT_SAME;
	st = had = ty_concept_load(&was, store, id, err);
	if (st == TY_OK || st == TY_END)
		st = has = ty_concept_judge(&now, store, id, err);
	if (st != TY_OK && st != TY_END)
		goto done;
	st = TY_OK;
	if (has == TY_END && had == TY_OK) {
		*how = TY_CONCEPT_REMOVED;
		st = clear_rows(store, id, true, err);
	} else if (has == TY_OK && (had == TY_END ||
		   !ty_concept_same(&was.concept, &now.concept))) {
		*how = had == TY_END ? TY_CONCEPT_ADDED : TY_CONCEPT_CHANGED;
		now.concept.revision = was.concept.revision + 1;
		st = write_rows(store, &now.concept, err);
	}
	if (st == TY_OK && *how != TY_CONCEPT_SAME)
		st = ty_db_run(store, tell, TY_NO_ARGS, err);
done:
	ty_concept_release(&was);
	ty_concept_release(&now);
	return st;
}

/* --------------------------------------------------------------- lists -- */

static enum ty_status list_ids(int64_t **list, size_t *n,
			       struct ty_store *store, const char *sql,
			       const struct ty_arg *args, size_t nargs,
			       struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	size_t cap = 0;

	*list = NULL;
	*n = 0;
	st = ty_db_row(&row, store, sql, args, nargs, err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		*list = ty_grow(*list, &cap, *n + 1, sizeof(**list));
		(*list)[(*n)++] = sqlite3_column_int64(row, 0);
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_concepts_of_batch(int64_t **list, size_t *n,
				    struct ty_store *store, int64_t batch,
				    struct ty_error *err)
{
	return list_ids(list, n, store, "SELECT DISTINCT concept FROM"
			" concept_said WHERE batch = ?1 ORDER BY concept",
			TY_ARGS(TY_INT(batch)), err);
}

static enum ty_status list_concepts(struct ty_concepts *list,
				    struct ty_store *store,
				    struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	size_t cap = 0;

	st = ty_db_row(&row, store,
		       "SELECT " COLUMNS " FROM concept ORDER BY id",
		       TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		struct ty_concept_buf buf = { .cap = 0 };

		read_concept(&buf, row);
		list->items = ty_grow(list->items, &cap, list->n + 1,
				      sizeof(*list->items));
		list->items[list->n++] = buf.concept;
	}
	return st == TY_END ? TY_OK : st;
}

/* Both tables in one order: the terms of a concept come together. */
static enum ty_status list_terms(struct ty_concepts *list,
				 struct ty_store *store, struct ty_error *err)
{
	static const char sql[] =
		"SELECT lang, text, status, pos, note, concept FROM term"
		" ORDER BY concept, ord";
	struct ty_concept_buf buf = { .cap = 0 };
	sqlite3_stmt *row;
	enum ty_status st;
	size_t i = 0;

	st = ty_db_row(&row, store, sql, TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		int64_t id = sqlite3_column_int64(row, 5);

		for (; i < list->n && list->items[i].id < id; i++)
			buf.cap = 0;
		/* Of no concept: `verify` tells. */
		if (i == list->n || list->items[i].id != id)
			continue;
		buf.concept = list->items[i];
		buf.terms = (struct ty_term *)buf.concept.terms;
		read_term(&buf, row);
		list->items[i] = buf.concept;
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_store_concepts(struct ty_concepts **out,
				 int64_t *version, struct ty_store *store,
				 struct ty_error *err)
{
	struct ty_concepts *list = ty_alloc(1, sizeof(*list));
	enum ty_status st;
	bool began = false;

	*out = NULL;
	if ((st = ty_db_snapshot(store, &began, err)) == TY_OK &&
	    (st = ty_store_terms_version(version, store, err)) == TY_OK &&
	    (st = list_concepts(list, store, err)) == TY_OK)
		st = list_terms(list, store, err);
	ty_db_release(store, began);
	if (st == TY_OK)
		*out = list;
	else
		ty_concepts_free(list);
	return st;
}

enum ty_status ty_store_terms_version(int64_t *version, struct ty_store *store,
				      struct ty_error *err)
{
	return ty_db_int(version, store,
			 "SELECT value FROM meta WHERE key = 'terms'",
			 TY_NO_ARGS, err);
}

enum ty_status ty_concepts_compare(struct ty_store *store,
				   void (*differs)(void *user, int64_t id),
				   void *user, struct ty_error *err)
{
	struct ty_concept_buf rows = { .cap = 0 }, said = { .cap = 0 };
	enum ty_status st, has, had = TY_END;
	int64_t *ids = NULL;
	size_t n = 0, i;

	st = list_ids(&ids, &n, store, "SELECT concept FROM concept_said UNION"
		      " SELECT id FROM concept UNION SELECT concept FROM term"
		      " ORDER BY 1", TY_NO_ARGS, err);
	for (i = 0; st == TY_OK && i < n; i++) {
		st = has = ty_concept_load(&rows, store, ids[i], err);
		if (st == TY_OK || st == TY_END)
			st = had = ty_concept_judge(&said, store, ids[i], err);
		if (st != TY_OK && st != TY_END)
			break;
		st = TY_OK;
		if (has != had || (has == TY_OK &&
		    !ty_concept_same(&rows.concept, &said.concept)))
			differs(user, ids[i]);
	}
	ty_concept_release(&rows);
	ty_concept_release(&said);
	free(ids);
	return st;
}
