/* A unit's life in the tables: added, found, superseded, joined, removed. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/claim.h"
#include "store/context.h"
#include "store/write.h"

static enum ty_status add_variant(struct ty_store *store, int64_t unit,
				  const struct ty_variant *v, int64_t *id,
				  struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO variant VALUES(?1, ?2, ?3, ?4, ?5)";

	*id = ++store->last_variant;
	return ty_db_run(store, sql, TY_ARGS(TY_INT(*id), TY_INT(unit),
			 TY_TEXT(v->lang), TY_TEXT(v->text),
			 TY_TEXT(v->codes)), err);
}

enum ty_status ty_unit_add(struct ty_store *store, const struct ty_unit *unit,
			   int64_t hash, int64_t *id, int64_t *variant_ids,
			   struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO unit VALUES(?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, '', '',"
		" ?8, ?9, ?10)";
	struct ty_unit added = *unit;
	enum ty_status st;
	int64_t checksum;
	size_t i;

	*id = added.id = ++store->last_unit;
	added.revision = 1;
	added.changer = added.changed = "";
	for (i = 0; i < unit->nvariants; i++)
		variant_ids[i] = store->last_variant + 1 + (int64_t)i;
	checksum = ty_row_checksum(store, &added, variant_ids, hash);
	st = ty_db_run(store, sql, TY_ARGS(TY_INT(*id), TY_INT(unit->kind),
		       TY_INT(unit->status), TY_REAL(unit->score),
		       TY_INT(unit->batch), TY_TEXT(unit->creator),
		       TY_TEXT(unit->created), TY_TEXT(unit->note),
		       TY_INT(hash), TY_INT(checksum)), err);
	for (i = 0; st == TY_OK && i < unit->nvariants; i++)
		st = add_variant(store, *id, &unit->variants[i],
				 &variant_ids[i], err);
	if (st == TY_OK)
		st = ty_write_change(store, *id, TY_OP_ADDED, err);
	return st;
}

/* ------------------------------------------------------------- finding -- */

/* Pair each variant of `now` with the stored one it equals: ids[i], else 0.
 * stays[k] tells which stored ones are so paired. */
static void keep_equal(const struct ty_row *row, const struct ty_unit *now,
		       int64_t *ids, bool *stays)
{
	size_t i, k;

	for (i = 0; i < now->nvariants; i++) {
		ids[i] = 0;
		for (k = 0; !ids[i] && k < row->unit.nvariants; k++)
			if (!stays[k] &&
			    !ty_variant_compare(&now->variants[i],
						&row->variants[k])) {
				ids[i] = row->ids[k];
				stays[k] = true;
			}
	}
}

/* True if the stored unit has just the variants of `now`. */
static bool same(const struct ty_row *row, const struct ty_unit *now,
		 int64_t *ids)
{
	size_t n = row->unit.nvariants, i;
	bool *stays;

	if (n != now->nvariants)
		return false;
	stays = ty_alloc(n, sizeof(*stays));
	keep_equal(row, now, ids, stays);
	free(stays);
	for (i = 0; i < n; i++)
		if (!ids[i])
			return false;
	return true;
}

enum ty_status ty_unit_find(struct ty_row *row, struct ty_store *store,
			    const struct ty_unit *unit, int64_t hash,
			    int64_t except, int64_t *variant_ids,
			    struct ty_error *err)
{
	sqlite3_stmt *s;
	enum ty_status st, loaded;

	st = ty_db_row(&s, store, "SELECT id FROM unit WHERE hash = ?1"
		       " AND id <> ?2 ORDER BY id",
		       TY_ARGS(TY_INT(hash), TY_INT(except)), err);
	for (; st == TY_OK; st = ty_db_next(s, store, err)) {
		loaded = ty_row_load(row, store, sqlite3_column_int64(s, 0),
				     err);
		if (loaded != TY_OK || same(row, unit, variant_ids)) {
			sqlite3_reset(s);
			return loaded;
		}
	}
	return st;
}

/* ------------------------------------------------------------ revisions -- */

static enum ty_status remember(struct ty_store *store, int64_t unit,
			       const struct ty_author *author,
			       struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO unit_history(unit, revision, batch, op, user, at,"
		" state) SELECT id, revision, ?2, ?3, ?4, ?5, json_object("
		"'kind', kind, 'status', status, 'score', score,"
		" 'batch', batch, 'creator', creator, 'created', created,"
		" 'changer', changer, 'changed', changed, 'note', note,"
		" 'variants', (SELECT json_group_array(json_object("
		"'lang', lang, 'text', text, 'codes', codes)) FROM"
		" (SELECT lang, text, codes FROM variant WHERE unit = ?1"
		" ORDER BY id))) FROM unit WHERE id = ?1";

	return ty_db_run(store, sql, TY_ARGS(TY_INT(unit),
			 TY_INT(author->batch), TY_TEXT(author->op),
			 TY_TEXT(author->user), TY_TEXT(author->at)), err);
}

static enum ty_status drop_variant(struct ty_store *store, int64_t id,
				   const char *text, struct ty_error *err)
{
	enum ty_status st;

	st = ty_concordance_forget(store, id, text, err);
	if (st == TY_OK)
		st = ty_db_run(store, "DELETE FROM context WHERE variant = ?1",
			       TY_ARGS(TY_INT(id)), err);
	if (st == TY_OK)
		st = ty_db_run(store, "DELETE FROM variant WHERE id = ?1",
			       TY_ARGS(TY_INT(id)), err);
	return st;
}

static enum ty_status replace_variants(struct ty_store *store,
				       const struct ty_row *row,
				       const struct ty_unit *now,
				       int64_t *ids, struct ty_error *err)
{
	size_t n = row->unit.nvariants, i, k;
	bool *stays = ty_alloc(2 * n + 1, sizeof(*stays));
	bool *replaced = stays + n;
	enum ty_status st = TY_OK;

	keep_equal(row, now, ids, stays);
	for (i = 0; st == TY_OK && i < now->nvariants; i++) {
		if (ids[i])
			continue;
		st = add_variant(store, row->unit.id, &now->variants[i],
				 &ids[i], err);
		for (k = 0; k < n; k++)
			if (!stays[k] && !replaced[k] &&
			    !strcmp(row->variants[k].lang,
				    now->variants[i].lang))
				break;
		if (st != TY_OK || k == n)
			continue;
		replaced[k] = true;
		st = ty_context_move(store, row->ids[k], ids[i], err);
	}
	for (k = 0; st == TY_OK && k < n; k++)
		if (!stays[k])
			st = drop_variant(store, row->ids[k],
					  row->variants[k].text, err);
	free(stays);
	return st;
}

static enum ty_status update_unit(struct ty_store *store,
				  const struct ty_row *row,
				  const struct ty_unit *now,
				  const struct ty_author *author,
				  struct ty_error *err)
{
	static const char sql[] =
		"UPDATE unit SET kind = ?2, status = ?3, score = ?4, note = ?5,"
		" revision = ?6, changer = ?7, changed = ?8, hash = ?9"
		" WHERE id = ?1";
	struct ty_row after = { .unit = { .id = 0 } };
	int64_t hash = ty_row_identity(store, now->variants, now->nvariants);
	enum ty_status st;

	st = ty_db_run(store, sql, TY_ARGS(TY_INT(row->unit.id),
		       TY_INT(now->kind), TY_INT(now->status),
		       TY_REAL(now->score), TY_TEXT(now->note),
		       TY_INT(row->unit.revision + 1), TY_TEXT(author->user),
		       TY_TEXT(author->at), TY_INT(hash)), err);
	if (st == TY_OK)
		st = ty_row_load(&after, store, row->unit.id, err);
	if (st == TY_OK)
		st = ty_db_run(store,
			       "UPDATE unit SET checksum = ?2 WHERE id = ?1",
			       TY_ARGS(TY_INT(row->unit.id),
			       TY_INT(ty_row_checksum(store, &after.unit,
						      after.ids, hash))), err);
	ty_row_release(&after);
	return st;
}

enum ty_status ty_unit_replace(struct ty_store *store,
			       const struct ty_row *row,
			       const struct ty_unit *now,
			       const struct ty_author *author,
			       int64_t *variant_ids, struct ty_error *err)
{
	int64_t *ids = variant_ids ? variant_ids :
		ty_alloc(now->nvariants, sizeof(*ids));
	enum ty_status st;

	st = remember(store, row->unit.id, author, err);
	if (st == TY_OK)
		st = replace_variants(store, row, now, ids, err);
	if (st == TY_OK)
		st = update_unit(store, row, now, author, err);
	if (st == TY_OK)
		st = ty_write_change(store, row->unit.id, TY_OP_CHANGED, err);
	if (ids != variant_ids)
		free(ids);
	return st;
}

enum ty_status ty_unit_remove(struct ty_store *store, const struct ty_row *row,
			      const struct ty_author *author,
			      struct ty_error *err)
{
	int64_t id = row->unit.id;
	enum ty_status st;
	size_t i;

	st = remember(store, id, author, err);
	for (i = 0; st == TY_OK && i < row->unit.nvariants; i++)
		st = drop_variant(store, row->ids[i], row->variants[i].text,
				  err);
	if (st == TY_OK)
		st = ty_db_run(store, "DELETE FROM origin WHERE unit = ?1",
			       TY_ARGS(TY_INT(id)), err);
	if (st == TY_OK)
		st = ty_db_run(store, "DELETE FROM unit WHERE id = ?1",
			       TY_ARGS(TY_INT(id)), err);
	if (st == TY_OK)
		st = ty_write_change(store, id, TY_OP_REMOVED, err);
	return st;
}

/* ------------------------------------------------------ claims, joining -- */

/* Scores come and go with every batch: they make no revision. */
static enum ty_status set_score(struct ty_store *store,
				const struct ty_row *row,
				const struct ty_unit *now,
				struct ty_error *err)
{
	return ty_db_run(store, "UPDATE unit SET score = ?2, checksum = ?3"
			 " WHERE id = ?1", TY_ARGS(TY_INT(now->id),
			 TY_REAL(now->score), TY_INT(ty_row_checksum(store, now,
						    row->ids, row->hash))),
			 err);
}

enum ty_status ty_unit_settle(struct ty_store *store, const struct ty_row *row,
			      const struct ty_author *author, bool *changed,
			      struct ty_error *err)
{
	const struct ty_unit *u = &row->unit;
	struct ty_unit now = *u;
	enum ty_status st;

	st = ty_claim_judge(&now, store, (struct ty_claims){ .unit = u->id },
			    err);
	if (st != TY_OK)
		return st;
	*changed = now.kind != u->kind || now.status != u->status;
	if (*changed)
		return ty_unit_replace(store, row, &now, author, NULL, err);
	return now.score != u->score ? set_score(store, row, &now, err) : TY_OK;
}

enum ty_status ty_unit_absorb(struct ty_store *store, int64_t id,
			      const struct ty_row *twin,
			      const struct ty_author *author,
			      struct ty_error *err)
{
	struct ty_row row = { .hash = 0 };
	struct ty_author remover = *author;
	enum ty_status st;
	bool changed;

	remover.op = "remove";
	if ((st = ty_row_load(&row, store, id, err)) == TY_OK &&
	    (st = ty_claim_move(store, twin->unit.id, id, err)) == TY_OK &&
	    (st = ty_context_share(store, twin, &row, err)) == TY_OK &&
	    (st = ty_unit_remove(store, twin, &remover, err)) == TY_OK)
		st = ty_unit_settle(store, &row, author, &changed, err);
	ty_row_release(&row);
	return st;
}
