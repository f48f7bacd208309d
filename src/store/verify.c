/* What can be wrong with a memory, and how it is seen. */

#include "base/error.h"
#include "base/i18n.h"
#include "store/bitmap.h"
#include "store/claim.h"
#include "store/row.h"
#include "store/schema.h"
#include "store/termbase.h"
#include "store/write.h"

struct check {
	struct ty_store	*store;
	const struct ty_monitor *monitor;
	int64_t		 troubles;
};

static void trouble(struct check *c, const char *what)
{
	c->troubles++;
	ty_note(c->monitor, TY_EDAMAGED, c->store->path, 0, 0, "%s", what);
}

/* `what` has one %lld, for the number of the row. */
#define TROUBLE_AT(c, id, what) \
	((c)->troubles++, \
	 ty_note((c)->monitor, TY_EDAMAGED, (c)->store->path, 0, 0, what, \
		 (long long)(id)))

/*
 * A part of the check that SQLite itself cannot finish because of damage is a
 * trouble like others; the check goes on with the next part.
 */
static enum ty_status part(struct check *c, enum ty_status st,
			   const struct ty_error *why, struct ty_error *err)
{
	if (st == TY_EDAMAGED) {
		trouble(c, why->text);
		return TY_OK;
	}
	if (st != TY_OK && err)
		*err = *why;
	return st;
}

static enum ty_status structure(struct check *c, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, c->store, "PRAGMA integrity_check", TY_NO_ARGS,
		       err);
	for (; st == TY_OK; st = ty_db_next(row, c->store, err))
		if (sqlite3_stricmp(ty_db_text(row, 0), "ok")) {
			c->troubles++;
			ty_note(c->monitor, TY_EDAMAGED, c->store->path, 0, 0,
				ty_db_damaged(c->store), ty_db_text(row, 0));
		}
	return st == TY_END ? TY_OK : st;
}

static enum ty_status foreign_keys(struct check *c, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, c->store, "PRAGMA foreign_key_check", TY_NO_ARGS,
		       err);
	for (; st == TY_OK; st = ty_db_next(row, c->store, err)) {
		c->troubles++;
		ty_note(c->monitor, TY_EDAMAGED, c->store->path, 0, 0,
			_("%s %lld refers to a %s that is not there"),
			ty_db_text(row, 0),
			(long long)sqlite3_column_int64(row, 1),
			ty_db_text(row, 2));
	}
	return st == TY_END ? TY_OK : st;
}

static enum ty_status references(struct check *c, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, c->store, "SELECT unit FROM origin"
		       " WHERE past <> 0 AND past NOT IN"
		       " (SELECT id FROM unit_history)", TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, c->store, err))
		TROUBLE_AT(c, sqlite3_column_int64(row, 0),
			   _("unit %lld is not as it was stored"));
	if (st != TY_END)
		return st;
	st = ty_db_row(&row, c->store, "SELECT variant FROM context"
		       " WHERE segment <> 0 AND segment NOT IN"
		       " (SELECT id FROM segment)", TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, c->store, err))
		TROUBLE_AT(c, sqlite3_column_int64(row, 0),
			   _("text %lld stood in a segment that is not there"));
	return st == TY_END ? TY_OK : st;
}

static void differs(void *user, const char *name)
{
	struct check *c = user;

	c->troubles++;
	ty_note(c->monitor, TY_EDAMAGED, c->store->path, 0, 0,
		_("the schema of '%s' is not what it should be"), name);
}

static enum ty_status schema(struct check *c, struct ty_error *err)
{
	return ty_schema_compare(c->store, differs, c, err);
}

/* ------------------------------------------------------------ checksums -- */

static enum ty_status poll(struct check *c, int64_t done, int64_t total,
			   struct ty_error *err)
{
	if (done % 4096)
		return TY_OK;
	ty_progress(c->monitor, _("verifying"), (uint64_t)done,
		    (uint64_t)total);
	return ty_cancelled(c->monitor) ? ty_fail_cancelled(err) : TY_OK;
}

/* Kind, status and score stand twice: in the unit, and in what it follows
 * from. */
static enum ty_status check_unit(struct check *c, const struct ty_row *row,
				 struct ty_error *err)
{
	const struct ty_unit *u = &row->unit;
	int64_t hash = ty_row_identity(c->store, u->variants, u->nvariants);
	struct ty_unit said = { .id = 0 };
	enum ty_status st;

	st = ty_claim_judge(&said, c->store,
			    (struct ty_claims){ .unit = u->id }, err);
	if (st != TY_OK && st != TY_END)
		return st;
	if (u->nvariants < 2)
		TROUBLE_AT(c, u->id, _("unit %lld has lost its texts"));
	else if (hash != row->hash || st == TY_END || said.kind != u->kind ||
		 said.status != u->status || said.score != u->score ||
		 row->checksum != ty_row_checksum(c->store, u, row->ids, hash))
		TROUBLE_AT(c, u->id, _("unit %lld is not as it was stored"));
	return TY_OK;
}

static enum ty_status units(struct check *c, struct ty_error *err)
{
	struct ty_row row = { .hash = 0 };
	sqlite3_stmt *ids;
	enum ty_status st;
	int64_t n = 0, all;

	st = ty_db_int(&all, c->store, "SELECT count(*) FROM unit", TY_NO_ARGS,
		       err);
	if (st == TY_OK)
		st = ty_db_prepare(&ids, c->store,
				   "SELECT id FROM unit ORDER BY id", err);
	if (st != TY_OK)
		return st;
	while ((st = poll(c, ++n, all, err)) == TY_OK &&
	       (st = ty_db_next(ids, c->store, err)) == TY_OK) {
		st = ty_row_load(&row, c->store, sqlite3_column_int64(ids, 0),
				 err);
		if (st == TY_OK)
			st = check_unit(c, &row, err);
		if (st != TY_OK)
			break;
	}
	sqlite3_finalize(ids);
	ty_row_release(&row);
	return st == TY_END ? TY_OK : st;
}

/* Tables whose last column is the checksum of the others. */
static enum ty_status rows(struct check *c, const char *sql, const char *what,
			   struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;
	int last;

	st = ty_db_row(&row, c->store, sql, TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, c->store, err)) {
		last = sqlite3_column_count(row) - 1;
		if (sqlite3_column_int64(row, last) !=
		    ty_row_columns(c->store, row)) {
			c->troubles++;
			ty_note(c->monitor, TY_EDAMAGED, c->store->path, 0, 0,
				_("%s %lld is not as it was stored"), what,
				(long long)sqlite3_column_int64(row, 0));
		}
	}
	return st == TY_END ? TY_OK : st;
}

static enum ty_status stories(struct check *c, struct ty_error *err)
{
	return rows(c, "SELECT * FROM story", "story", err);
}

static enum ty_status segments(struct check *c, struct ty_error *err)
{
	return rows(c, "SELECT * FROM segment", "segment", err);
}

static void concept_differs(void *user, int64_t id)
{
	struct check *c = user;

	TROUBLE_AT(c, id, _("concept %lld is not as it was stored"));
}

/* Concepts and terms stand twice: as they are, and in what was said of them. */
static enum ty_status terms(struct check *c, struct ty_error *err)
{
	enum ty_status st;

	if ((st = rows(c, "SELECT * FROM concept", "concept", err)) == TY_OK &&
	    (st = rows(c, "SELECT * FROM term", "term", err)) == TY_OK &&
	    (st = rows(c, "SELECT * FROM concept_said", "concept_said",
		       err)) == TY_OK &&
	    (st = rows(c, "SELECT * FROM term_said", "term_said", err)) ==
	    TY_OK)
		st = ty_concepts_compare(c->store, concept_differs, c, err);
	return st;
}

/* ------------------------------------------------------------- counters -- */

static enum ty_status counters(struct check *c, struct ty_error *err)
{
	static const char gaps[] =
		"SELECT count(*) <> ifnull(max(seq), 0) OR"
		" ifnull(min(seq), 1) <> 1 FROM change";
	static const char marks[] =
		"SELECT ifnull((SELECT max(seq) FROM mark), 0) <>"
		" ifnull((SELECT max(seq) FROM change), 0)";
	static const char passed[] =
		"SELECT key FROM meta WHERE value < CASE key"
		" WHEN 'last_unit' THEN (SELECT max(id) FROM unit)"
		" WHEN 'last_variant' THEN (SELECT max(id) FROM variant)"
		" WHEN 'last_story' THEN (SELECT max(id) FROM story)"
		" WHEN 'last_segment' THEN (SELECT max(id) FROM segment) END";
	sqlite3_stmt *row;
	enum ty_status st;
	int64_t bad;

	st = ty_db_int(&bad, c->store, gaps, TY_NO_ARGS, err);
	if (st != TY_OK)
		return st;
	if (bad)
		trouble(c, _("the sequence of changes has gaps"));
	st = ty_db_int(&bad, c->store, marks, TY_NO_ARGS, err);
	if (st != TY_OK)
		return st;
	if (bad)
		trouble(c, _("the last change has no mark"));
	st = ty_db_row(&row, c->store, passed, TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, c->store, err)) {
		c->troubles++;
		ty_note(c->monitor, TY_EDAMAGED, c->store->path, 0, 0,
			_("the counter '%s' is behind"), ty_db_text(row, 0));
	}
	return st == TY_END ? TY_OK : st;
}

/* ---------------------------------------------------------- concordance -- */

static enum ty_status words(struct check *c, struct ty_error *err)
{
	struct ty_intern *found = &c->store->words;
	enum ty_status st = TY_OK;
	int64_t there;
	uint32_t i;

	for (i = 0; st == TY_OK && i < found->n; i++) {
		st = ty_db_int(&there, c->store,
			       "SELECT count(*) FROM word WHERE term = ?1",
			       TY_ARGS(TY_TEXT(ty_intern_get(found, i))), err);
		if (st == TY_OK && !there) {
			trouble(c, _("the concordance lacks words; 'taiyaku reindex' builds it again"));
			break;
		}
	}
	return st;
}

/*
 * FTS5 compares its index with the texts, and the tokenizer gathers the words
 * meanwhile.  It is asked by a statement that looks like writing and changes
 * nothing; where nothing can be written it cannot be asked.
 */
static enum ty_status concordance(struct check *c, struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO concordance(concordance, rank)"
		" VALUES('integrity-check', 1)";
	struct ty_store *store = c->store;
	enum ty_status st;
	bool good = true;

	if (!store->current || sqlite3_db_readonly(store->db, "main"))
		return TY_OK;
	ty_db_exec(store, "PRAGMA query_only = OFF", NULL);
	store->collect = true;
	st = ty_db_exec(store, sql, err);
	store->collect = false;
	if (store->read_only)
		ty_db_exec(store, "PRAGMA query_only = ON", NULL);
	if (st == TY_OK) {
		st = words(c, err);
		if (st == TY_OK)
			st = ty_bitmap_check(&good, store, err);
		if (st == TY_OK && !good)
			trouble(c, _("the concordance does not agree with the texts; 'taiyaku reindex' builds it again"));
	} else if (st == TY_EDAMAGED) {
		trouble(c, _("the concordance does not agree with the texts; 'taiyaku reindex' builds it again"));
		st = TY_OK;
	}
	ty_intern_release(&store->words);
	return st;
}

/* Of stories in work: numbers run from 1, repetitions are counted, and every
 * text is what its last event left. */
static enum ty_status layout(struct check *c, struct ty_error *err)
{
	static const char sql[] =
		"SELECT story FROM (SELECT story, number, same, repeats,"
		" row_number() OVER (PARTITION BY story ORDER BY number) AS n,"
		" first_value(id) OVER (PARTITION BY story, hash, source"
		" ORDER BY number) AS first, count(*) OVER (PARTITION BY"
		" story, hash, source) AS many FROM segment)"
		" WHERE number <> n OR same <> first OR repeats <> many"
		" UNION SELECT story FROM segment s WHERE"
		" (revision > 1 OR target <> '') AND NOT EXISTS(SELECT 1"
		" FROM event e WHERE e.segment = s.id"
		" AND e.revision = s.revision AND e.target = s.target"
		" AND e.source = s.source)";
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, c->store, sql, TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, c->store, err))
		TROUBLE_AT(c, sqlite3_column_int64(row, 0),
			   _("story %lld: its segments do not agree with each other or with their history"));
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_store_verify(struct ty_store *store, int64_t *troubles,
			       const struct ty_monitor *monitor,
			       struct ty_error *err)
{
	static enum ty_status (*const of_memory[])(struct check *,
						   struct ty_error *) = {
		structure, schema, foreign_keys, references, units, stories,
		segments, terms, counters, NULL,
	};
	static enum ty_status (*const of_work[])(struct check *,
						 struct ty_error *) = {
		structure, schema, foreign_keys, layout, NULL,
	};
	const bool memory = store->type == &ty_file_memory;
	enum ty_status (*const *parts)(struct check *, struct ty_error *) =
		memory ? of_memory : of_work;
	struct check c = { .store = store, .monitor = monitor };
	struct ty_error why;
	enum ty_status st;
	bool began;
	size_t i;

	*troubles = 0;
	if ((st = ty_write_none(store, err)) != TY_OK ||
	    (st = ty_db_snapshot(store, &began, err)) != TY_OK)
		return st;
	ty_db_watch(store, monitor);
	for (i = 0; st == TY_OK && parts[i]; i++)
		st = part(&c, parts[i](&c, &why), &why, err);
	ty_db_release(store, began);
	if (st == TY_OK && memory)
		st = part(&c, concordance(&c, &why), &why, err);
	ty_db_unwatch(store);
	*troubles = c.troubles;
	if (st == TY_OK && c.troubles)
		st = ty_fail_at(err, TY_EDAMAGED, store->path, 0, 0,
				Q_("%lld trouble found", "%lld troubles found",
				   (unsigned long)c.troubles),
				(long long)c.troubles);
	return st;
}
