/* A batch: one transaction, and what it says about itself. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/batch.h"

static void release(struct ty_batch *batch)
{
	free(batch->kind);
	free(batch->source);
	free(batch->user);
	free(batch->started);
	free(batch->finished);
	free(batch->undone);
	free(batch->reasons);
	memset(batch, 0, sizeof(*batch));
}

void ty_batch_free(struct ty_batch *batch)
{
	if (batch)
		release(batch);
	free(batch);
}

void ty_batches_free(struct ty_batches *batches)
{
	size_t i;

	if (!batches)
		return;
	for (i = 0; i < batches->n; i++)
		release(&batches->items[i]);
	free(batches->items);
	free(batches);
}

/* ------------------------------------------------------------- writing -- */

enum ty_status ty_batch_usable(const struct ty_store *store,
			       struct ty_error *err)
{
	if (!store->batch.id)
		return ty_fail_at(err, TY_EINVAL, store->path, 0, 0,
				  _("no batch is open"));
	if (store->failed != TY_OK)
		return ty_fail_at(err, store->failed, store->path, 0, 0,
				  _("the batch failed before and can only be given up"));
	return TY_OK;
}

enum ty_status ty_batch_result(struct ty_store *store, enum ty_status st)
{
	if (st != TY_OK && st != TY_EINVAL && st != TY_ELIMIT &&
	    st != TY_ENOTFOUND)
		store->failed = st;
	return st;
}

static enum ty_status insert(struct ty_store *store, struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO batch(id, kind, source, user, started,"
		" first_change, last_change)"
		" VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?6 - 1)";
	struct ty_batch *b = &store->batch;
	enum ty_status st;
	int64_t last;

	st = ty_db_int(&last, store, "SELECT max(id) FROM batch", TY_NO_ARGS,
		       err);
	if (st != TY_OK)
		return st;
	b->id = last + 1;
	return ty_db_run(store, sql, TY_ARGS(TY_INT(b->id), TY_TEXT(b->kind),
			 TY_TEXT(b->source), TY_TEXT(b->user),
			 TY_TEXT(b->started), TY_INT(store->last_change + 1)),
			 err);
}

enum ty_status ty_store_begin(struct ty_store *store, const char *kind,
			      const char *source, const char *user,
			      struct ty_error *err)
{
	char now[TY_TIME_SIZE];
	enum ty_status st;

	if ((st = ty_write_begin(store, err)) != TY_OK)
		return st;
	ty_db_now(now);
	store->batch.kind = ty_strdup(kind);
	store->batch.source = ty_strdup(source ? source : "");
	store->batch.user = ty_strdup(user ? user : "");
	store->batch.started = ty_strdup(now);
	if ((st = insert(store, err)) != TY_OK)
		ty_store_abort(store);
	return st;
}

/* The number of a file, which is given to it when it is new. */
static enum ty_status number(int64_t *file, struct ty_store *store,
			     const char *path, struct ty_error *err)
{
	enum ty_status st;

	st = ty_db_run(store, "INSERT OR IGNORE INTO file(path) VALUES(?1)",
		       TY_ARGS(TY_TEXT(path)), err);
	if (st == TY_OK)
		st = ty_db_int(file, store,
			       "SELECT id FROM file WHERE path = ?1",
			       TY_ARGS(TY_TEXT(path)), err);
	return st;
}

enum ty_status ty_store_source(struct ty_store *store, const char *path,
			       struct ty_error *err)
{
	int64_t file = 0;
	enum ty_status st;

	if ((st = ty_batch_usable(store, err)) != TY_OK)
		return st;
	if (path && path[0])
		st = ty_batch_result(store, number(&file, store, path, err));
	if (st == TY_OK)
		store->file = file;
	return st;
}

void ty_store_skip(struct ty_store *store, const char *reason)
{
	size_t i;

	if (!store->batch.id)
		return;
	store->batch.read++;
	store->batch.skipped++;
	for (i = 0; i < store->nreasons; i++)
		if (!strcmp(store->reasons[i].word, reason))
			break;
	if (i == TY_STORE_REASONS)
		return;
	if (i == store->nreasons)
		store->reasons[store->nreasons++].word = ty_strdup(reason);
	store->reasons[i].n++;
}

static void close_batch(struct ty_store *store)
{
	while (store->nreasons > 0) {
		free(store->reasons[--store->nreasons].word);
		memset(&store->reasons[store->nreasons], 0,
		       sizeof(store->reasons[0]));
	}
	store->file = 0;
	release(&store->batch);
}

static enum ty_status write_reasons(struct ty_store *store,
				    struct ty_error *err)
{
	static const char sql[] =
		"UPDATE batch SET reasons ="
		" json_patch(reasons, json_object(?2, ?3)) WHERE id = ?1";
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; st == TY_OK && i < store->nreasons; i++)
		st = ty_db_run(store, sql, TY_ARGS(TY_INT(store->batch.id),
			       TY_TEXT(store->reasons[i].word),
			       TY_INT(store->reasons[i].n)), err);
	return st;
}

static enum ty_status write_counts(struct ty_store *store,
				   struct ty_error *err)
{
	static const char sql[] =
		"UPDATE batch SET finished = ?2, read = ?3, added = ?4,"
		" merged = ?5, changed = ?6, skipped = ?7, last_change = ?8"
		" WHERE id = ?1";
	const struct ty_batch *b = &store->batch;
	char now[TY_TIME_SIZE];

	ty_db_now(now);
	return ty_db_run(store, sql, TY_ARGS(TY_INT(b->id), TY_TEXT(now),
			 TY_INT(b->read), TY_INT(b->added), TY_INT(b->merged),
			 TY_INT(b->changed), TY_INT(b->skipped),
			 TY_INT(store->last_change)), err);
}

static void read_row(struct ty_batch *b, sqlite3_stmt *row)
{
	b->id = sqlite3_column_int64(row, 0);
	b->kind = ty_db_strdup(row, 1);
	b->source = ty_db_strdup(row, 2);
	b->user = ty_db_strdup(row, 3);
	b->started = ty_db_strdup(row, 4);
	b->finished = ty_db_strdup(row, 5);
	b->undone = ty_db_strdup(row, 6);
	b->read = sqlite3_column_int64(row, 7);
	b->added = sqlite3_column_int64(row, 8);
	b->merged = sqlite3_column_int64(row, 9);
	b->changed = sqlite3_column_int64(row, 10);
	b->skipped = sqlite3_column_int64(row, 11);
	b->reasons = ty_db_strdup(row, 12);
}

#define COLUMNS	"id, kind, source, user, started, finished, undone, read," \
		" added, merged, changed, skipped, reasons"

static enum ty_status read_batch(struct ty_batch **out, struct ty_store *store,
				 struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store,
		       "SELECT " COLUMNS " FROM batch WHERE id = ?1",
		       TY_ARGS(TY_INT(store->batch.id)), err);
	if (st != TY_OK)
		return st;
	*out = ty_alloc(1, sizeof(**out));
	read_row(*out, row);
	sqlite3_reset(row);
	return TY_OK;
}

enum ty_status ty_store_commit(struct ty_store *store, struct ty_batch **out,
			       struct ty_error *err)
{
	struct ty_batch *batch = NULL;
	enum ty_status st;

	if (out)
		*out = NULL;
	if ((st = ty_batch_usable(store, err)) == TY_OK &&
	    (st = write_reasons(store, err)) == TY_OK &&
	    (st = write_counts(store, err)) == TY_OK &&
	    (!out || (st = read_batch(&batch, store, err)) == TY_OK))
		st = ty_write_commit(store, store->monitor, err);
	if (st != TY_OK) {
		ty_batch_free(batch);
		ty_store_abort(store);
		return st;
	}
	close_batch(store);
	if (out)
		*out = batch;
	return TY_OK;
}

void ty_store_abort(struct ty_store *store)
{
	if (store->batch.kind)
		ty_write_abort(store);
	close_batch(store);
}

/* ------------------------------------------------------------- reading -- */

enum ty_status ty_store_log(struct ty_batches **out, struct ty_store *store,
			    size_t limit, struct ty_error *err)
{
	struct ty_batches *b = ty_alloc(1, sizeof(*b));
	size_t cap = 0;
	sqlite3_stmt *row;
	enum ty_status st;

	*out = NULL;
	if (limit > INT64_MAX)
		limit = INT64_MAX;
	st = ty_db_row(&row, store, "SELECT " COLUMNS
		       " FROM batch ORDER BY id DESC LIMIT ?1",
		       TY_ARGS(TY_INT((int64_t)limit)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		b->items = ty_grow(b->items, &cap, b->n + 1,
				   sizeof(*b->items));
		memset(&b->items[b->n], 0, sizeof(b->items[b->n]));
		read_row(&b->items[b->n++], row);
	}
	if (st != TY_END) {
		ty_batches_free(b);
		return st;
	}
	*out = b;
	return TY_OK;
}
