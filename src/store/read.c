/* What a match, an export and a reader of statistics see of the memory. */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/origin.h"
#include "store/row.h"
#include "text/lang.h"

enum ty_status ty_store_in_context(struct ty_store *store, int64_t variant,
				   const char *prev, const char *next,
				   bool *found, struct ty_error *err)
{
	static const char sql[] =
		"SELECT 1 FROM context WHERE variant = ?1 AND prev = ?2"
		" AND next = ?3 LIMIT 1";
	enum ty_status st = TY_OK;
	int64_t before, after, hit = 0;

	/* Unknown neighbours are not the same neighbours. */
	if (prev && next) {
		before = ty_row_neighbour(store, prev);
		after = ty_row_neighbour(store, next);
		st = ty_db_int(&hit, store, sql, TY_ARGS(TY_INT(variant),
			       TY_INT(before), TY_INT(after)), err);
	}
	*found = hit != 0;
	return st;
}

/* -------------------------------------------------------------- entries -- */

void ty_entry_release(struct ty_entry *entry)
{
	free(entry->source);
	free(entry->target);
	free(entry->codes);
	free(entry->created);
	free(entry->user);
	free(entry->headline);
	free(entry->path);
	memset(entry, 0, sizeof(*entry));
}

void ty_entries_free(struct ty_entry *entries, size_t n)
{
	while (n > 0)
		ty_entry_release(&entries[--n]);
	free(entries);
}

static void fill_entry(struct ty_entry *e, const struct ty_unit *unit,
		       const struct ty_variant *source, const char *target)
{
	bool changed = unit->changed[0] != '\0';

	e->unit = unit->id;
	e->kind = unit->kind;
	e->status = unit->status;
	e->source = ty_strdup(source->text);
	e->codes = ty_strdup(source->codes);
	e->target = ty_strdup(target);
	e->created = ty_strdup(changed ? unit->changed : unit->created);
	e->user = ty_strdup(changed ? unit->changer : unit->creator);
	e->headline = ty_strdup("");
	e->path = ty_strdup("");
}

static void make_entries(struct ty_entry **out, size_t *n, int64_t variant,
			 const char *other, const struct ty_row *row)
{
	const struct ty_unit *unit = &row->unit;
	const struct ty_variant *source = NULL;
	size_t i;

	for (i = 0; i < unit->nvariants; i++)
		if (row->ids[i] == variant)
			source = &unit->variants[i];
	*out = ty_alloc(unit->nvariants, sizeof(**out));
	for (i = 0; source && i < unit->nvariants; i++)
		if (&unit->variants[i] != source &&
		    ty_lang_same(unit->variants[i].lang, other))
			fill_entry(&(*out)[(*n)++], unit, source,
				   unit->variants[i].text);
}

enum ty_status ty_store_entries(struct ty_entry **out, size_t *n,
				struct ty_store *store, int64_t variant,
				const char *other, struct ty_error *err)
{
	struct ty_row row = { .hash = 0 };
	enum ty_status st;
	int64_t unit;
	bool began;

	*out = NULL;
	*n = 0;
	if ((st = ty_db_snapshot(store, &began, err)) != TY_OK)
		return st;
	st = ty_db_int(&unit, store, "SELECT unit FROM variant WHERE id = ?1",
		       TY_ARGS(TY_INT(variant)), err);
	if (st == TY_OK)
		st = ty_row_load(&row, store, unit, err);
	if (st == TY_OK)
		make_entries(out, n, variant, other, &row);
	else if (st == TY_END)
		st = ty_fail_at(err, TY_ENOTFOUND, store->path, 0, 0,
				_("no text with number %lld"),
				(long long)variant);
	ty_row_release(&row);
	ty_db_release(store, began);
	return st;
}

enum ty_status ty_store_entry_origin(struct ty_entry *entry,
				     struct ty_store *store, int64_t variant,
				     struct ty_error *err)
{
	const struct ty_unit unit = {
		.id = entry->unit, .created = "", .changed = "",
		.creator = "", .changer = "",
	};
	struct ty_found found = { .headline = NULL };
	enum ty_status st;

	st = ty_origin_find(&found, store, &unit, &variant, 1, err);
	if (st == TY_OK) {
		free(entry->headline);
		free(entry->path);
		entry->headline = ty_strdup(found.origin.headline);
		entry->path = ty_strdup(found.origin.path);
		entry->version = found.origin.version;
	}
	ty_origin_release(&found);
	return st;
}

/* --------------------------------------------------------------- cursor -- */

struct ty_cursor {
	struct ty_store	*store;
	sqlite3_stmt	*ids;		/* holds one state of the memory */
	struct ty_row	 row;
	struct ty_found	 found;
};

enum ty_status ty_store_units(struct ty_cursor **out, struct ty_store *store,
			      struct ty_error *err)
{
	sqlite3_stmt *ids;
	enum ty_status st;

	*out = NULL;
	st = ty_db_prepare(&ids, store, "SELECT id FROM unit ORDER BY id",
			   err);
	if (st != TY_OK)
		return st;
	*out = ty_alloc(1, sizeof(**out));
	(*out)->store = store;
	(*out)->ids = ids;
	return TY_OK;
}

enum ty_status ty_cursor_next(struct ty_cursor *cursor, struct ty_unit *unit,
			      struct ty_origin *origin, struct ty_error *err)
{
	struct ty_store *store = cursor->store;
	struct ty_row *row = &cursor->row;
	enum ty_status st;

	if ((st = ty_db_next(cursor->ids, store, err)) != TY_OK ||
	    (st = ty_row_load(row, store,
			      sqlite3_column_int64(cursor->ids, 0), err)) !=
	    TY_OK)
		return st;
	*unit = row->unit;
	if (!origin)
		return TY_OK;
	st = ty_origin_find(&cursor->found, store, &row->unit, row->ids,
			    row->unit.nvariants, err);
	*origin = cursor->found.origin;
	return st;
}

void ty_cursor_close(struct ty_cursor *cursor)
{
	if (!cursor)
		return;
	sqlite3_finalize(cursor->ids);
	ty_row_release(&cursor->row);
	ty_origin_release(&cursor->found);
	free(cursor);
}

/* ----------------------------------------------------------- statistics -- */

static enum ty_status count_languages(struct ty_store *store,
				      struct ty_stats *out,
				      struct ty_error *err)
{
	const size_t room = sizeof(out->langs) / sizeof(out->langs[0]);
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, "SELECT lang, count(*) FROM variant"
		       " GROUP BY lang ORDER BY 2 DESC, 1", TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		const char *lang = ty_db_text(row, 0);

		if (out->nlangs == room ||
		    strlen(lang) >= sizeof(out->langs[0].lang))
			continue;
		strcpy(out->langs[out->nlangs].lang, lang);
		out->langs[out->nlangs++].variants =
			sqlite3_column_int64(row, 1);
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_store_stats(struct ty_store *store, struct ty_stats *out,
			      struct ty_error *err)
{
	const struct { const char *sql; int64_t *n; } counts[] = {
		{ "SELECT count(*) FROM unit", &out->units },
		{ "SELECT count(*) FROM unit WHERE status = 2",
		  &out->reviewed },
		{ "SELECT count(*) FROM unit WHERE status = 3",
		  &out->rejected },
		{ "SELECT count(*) FROM story", &out->stories },
		{ "SELECT count(*) FROM segment", &out->segments },
		{ "SELECT count(*) FROM batch", &out->batches },
		{ "SELECT count(*) FROM term", &out->terms },
	};
	enum ty_status st;
	struct stat sb;
	int64_t schema;
	bool began;
	size_t i;

	memset(out, 0, sizeof(*out));
	if ((st = ty_db_snapshot(store, &began, err)) != TY_OK)
		return st;
	for (i = 0; st == TY_OK && i < sizeof(counts) / sizeof(counts[0]); i++)
		st = ty_db_int(counts[i].n, store, counts[i].sql, TY_NO_ARGS,
			       err);
	if (st == TY_OK)
		st = ty_db_int(&schema, store, "PRAGMA user_version",
			       TY_NO_ARGS, err);
	if (st == TY_OK) {
		out->schema = (int)schema;
		st = count_languages(store, out, err);
	}
	ty_db_release(store, began);
	if (st == TY_OK && stat(store->path, &sb) == 0)
		out->bytes = sb.st_size;
	return st;
}
