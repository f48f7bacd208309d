/* How the concordance follows the variants. */

#include "base/error.h"
#include "base/i18n.h"
#include "store/bitmap.h"
#include "store/terms.h"
#include "store/write.h"

/* Variants put in at a time; between them the monitor is asked. */
#define STEP		4096
/* Bytes of words gathered before they are written. */
#define WORDS		(8u << 20)

enum ty_status ty_concordance_forget(struct ty_store *store, int64_t variant,
				     const char *text, struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO concordance(concordance, rowid, text)"
		" VALUES('delete', ?1, ?2)";
	enum ty_status st;

	if (variant > store->indexed)
		return TY_OK;
	st = ty_db_run(store, sql, TY_ARGS(TY_INT(variant), TY_TEXT(text)),
		       err);
	return st == TY_OK ? ty_bitmap_forget(store, variant, err) : st;
}

static enum ty_status write_words(struct ty_store *store, struct ty_error *err)
{
	struct ty_intern *words = &store->words;
	enum ty_status st = TY_OK;
	uint32_t i;

	for (i = 0; st == TY_OK && i < words->n; i++)
		st = ty_db_run(store, "INSERT OR IGNORE INTO word VALUES(?1)",
			       TY_ARGS(TY_TEXT(ty_intern_get(words, i))), err);
	ty_intern_release(words);
	return st;
}

/* Put in the variants (from, to]. */
static enum ty_status add(struct ty_store *store, int64_t from, int64_t to,
			  struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO concordance(rowid, text) SELECT id, text"
		" FROM variant WHERE id > ?1 AND id <= ?2 ORDER BY id";
	enum ty_status st;

	store->collect = true;
	st = ty_db_run(store, sql, TY_ARGS(TY_INT(from), TY_INT(to)), err);
	store->collect = false;
	if (st == TY_OK && store->words.nbytes > WORDS)
		st = write_words(store, err);
	return st;
}

enum ty_status ty_concordance_update(struct ty_store *store,
				     const struct ty_monitor *monitor,
				     struct ty_error *err)
{
	int64_t begin = store->indexed, to;
	enum ty_status st = TY_OK;

	while (st == TY_OK && store->indexed < store->last_variant) {
		if (ty_cancelled(monitor))
			return ty_fail_cancelled(err);
		to = store->indexed + STEP;
		if (to > store->last_variant)
			to = store->last_variant;
		st = add(store, store->indexed, to, err);
		store->indexed = to;
		if (to - begin > STEP)
			ty_progress(monitor, _("indexing"),
				    (uint64_t)(to - begin),
				    (uint64_t)(store->last_variant - begin));
	}
	if (st == TY_OK)
		st = write_words(store, err);
	return st == TY_OK ? ty_bitmap_update(store, monitor, err) : st;
}

enum ty_status ty_concordance_clear(struct ty_store *store,
				    struct ty_error *err)
{
	/* The hash size is what an import of a million variants needs to be
	 * quick; little is used when there is little to put in. */
	static const char empty[] =
		"INSERT INTO concordance(concordance) VALUES('delete-all');"
		"INSERT INTO concordance(concordance, rank)"
		" VALUES('hashsize', 16777216);"
		"DELETE FROM word";
	static const char version[] =
		"UPDATE meta SET value = ?1 WHERE key = 'concordance'";
	enum ty_status st;

	store->indexed = 0;
	if ((st = ty_db_exec(store, empty, err)) == TY_OK)
		st = ty_bitmap_clear(store, err);
	return st != TY_OK ? st :
		ty_db_run(store, version, TY_ARGS(TY_INT(TY_TERMS_VERSION)),
			  err);
}

enum ty_status ty_store_reindex(struct ty_store *store,
				const struct ty_monitor *monitor,
				struct ty_error *err)
{
	enum ty_status st;

	if ((st = ty_write_begin(store, err)) != TY_OK)
		return st;
	if ((st = ty_concordance_clear(store, err)) != TY_OK) {
		ty_write_abort(store);
		return st;
	}
	if ((st = ty_write_commit(store, monitor, err)) == TY_OK)
		store->current = true;
	return st;
}
