/* What becomes of one unit when a batch is taken back. */

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/claim.h"
#include "store/context.h"
#include "store/write.h"

struct retract {
	struct ty_store	*store;
	struct ty_author *author;
	struct ty_row	 row;		/* the unit at hand */
};

/* ----------------------------------------------------------- the past -- */

/* A state that the history holds; its strings are its own. */
struct past {
	struct ty_unit		 unit;
	struct ty_variant	*variants;
	int64_t			*ids;	/* room for the variants' */
};

static void release(struct past *past)
{
	size_t i;

	for (i = 0; i < past->unit.nvariants; i++) {
		free((char *)past->variants[i].lang);
		free((char *)past->variants[i].text);
		free((char *)past->variants[i].codes);
	}
	free(past->variants);
	free(past->ids);
	free((char *)past->unit.note);
	free((char *)past->unit.creator);
	free((char *)past->unit.created);
}

static enum ty_status load_texts(struct past *past, struct ty_store *store,
				 int64_t entry, struct ty_error *err)
{
	static const char sql[] =
		"SELECT value ->> '$.lang', value ->> '$.text',"
		" value ->> '$.codes' FROM unit_history,"
		" json_each(state, '$.variants') WHERE unit_history.id = ?1"
		" ORDER BY key";
	size_t cap = 0, n = 0;
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(entry)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		past->variants = ty_grow(past->variants, &cap, n + 1,
					 sizeof(*past->variants));
		past->variants[n++] = (struct ty_variant){
			.lang = ty_db_strdup(row, 0),
			.text = ty_db_strdup(row, 1),
			.codes = ty_db_strdup(row, 2),
		};
		past->unit.nvariants = n;
	}
	past->unit.variants = past->variants;
	past->ids = ty_alloc(n, sizeof(*past->ids));
	return st == TY_END ? TY_OK : st;
}

/* The state in `claims.past`, with the marks that these claims give it. */
static enum ty_status load(struct past *past, struct ty_store *store,
			   struct ty_claims claims, struct ty_error *err)
{
	static const char sql[] =
		"SELECT state ->> '$.note', state ->> '$.creator',"
		" state ->> '$.created', state ->> '$.batch'"
		" FROM unit_history WHERE id = ?1";
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(claims.past)), err);
	if (st == TY_END)
		return ty_fail_at(err, TY_EDAMAGED, store->path, 0, 0,
				  _("the memory is damaged: %s"),
				  "origin.past");
	if (st != TY_OK)
		return st;
	past->unit.note = ty_db_strdup(row, 0);
	past->unit.creator = ty_db_strdup(row, 1);
	past->unit.created = ty_db_strdup(row, 2);
	past->unit.batch = sqlite3_column_int64(row, 3);
	sqlite3_reset(row);
	if ((st = load_texts(past, store, claims.past, err)) == TY_OK)
		st = ty_claim_judge(&past->unit, store, claims, err);
	return st;
}

/* ------------------------------------------------------------ reviving -- */

/* The unit at hand takes up its past, and with it the unit that has the same
 * texts, if any. */
static enum ty_status return_to(struct retract *r, const struct past *past,
				struct ty_claims claims,
				const struct ty_row *twin,
				struct ty_error *err)
{
	enum ty_status st;

	st = ty_claim_revive(r->store, claims, claims.unit, err);
	if (st == TY_OK)
		st = ty_unit_replace(r->store, &r->row, &past->unit, r->author,
				     NULL, err);
	if (st == TY_OK && twin)
		st = ty_unit_absorb(r->store, claims.unit, twin, r->author,
				    err);
	return st;
}

/* The claims go to the unit that has the texts they speak of. */
static enum ty_status join(struct retract *r, struct ty_claims claims,
			   const struct ty_row *other, struct ty_error *err)
{
	enum ty_status st;
	bool changed;

	st = ty_claim_revive(r->store, claims, other->unit.id, err);
	if (st == TY_OK && other->unit.id != claims.unit) {
		st = ty_context_share(r->store, &r->row, other, err);
		if (st == TY_OK)
			st = ty_context_prune(r->store, claims.unit, err);
	}
	if (st == TY_OK)
		st = ty_unit_settle(r->store, other, r->author, &changed, err);
	return st;
}

/* There is no such unit, and the one at hand is wanted as it is. */
static enum ty_status part(struct retract *r, struct past *past,
			   struct ty_claims claims, int64_t hash,
			   struct ty_error *err)
{
	struct ty_row made = { .hash = 0 };
	enum ty_status st;
	int64_t id;

	st = ty_unit_add(r->store, &past->unit, hash, &id, past->ids, err);
	if (st == TY_OK)
		st = ty_row_load(&made, r->store, id, err);
	if (st == TY_OK)
		st = join(r, claims, &made, err);
	ty_row_release(&made);
	return st;
}

static enum ty_status revive(struct retract *r, struct ty_claims claims,
			     struct ty_error *err)
{
	struct past past = { .unit = { .id = 0 } };
	struct ty_row same = { .hash = 0 };
	struct ty_unit now;
	enum ty_status st, found, lives;
	int64_t id = claims.unit, hash;

	if ((st = ty_row_load(&r->row, r->store, id, err)) != TY_OK ||
	    (st = load(&past, r->store, claims, err)) != TY_OK)
		goto done;
	hash = ty_row_identity(r->store, past.variants, past.unit.nvariants);
	found = ty_unit_find(&same, r->store, &past.unit, hash, 0, past.ids,
			     err);
	lives = ty_claim_judge(&now, r->store, (struct ty_claims){ .unit = id },
			       err);
	if (found != TY_OK && found != TY_END)
		st = found;
	else if (lives != TY_OK && lives != TY_END)
		st = lives;
	else if (lives == TY_END && (found == TY_END || same.unit.id >= id))
		st = return_to(r, &past, claims,
			       found == TY_OK && same.unit.id > id ?
			       &same : NULL, err);
	else if (found == TY_OK)
		st = join(r, claims, &same, err);
	else
		st = part(r, &past, claims, hash, err);
done:
	release(&past);
	ty_row_release(&same);
	return st;
}

/* Whoever was silenced by the batch speaks again, each group of its own texts;
 * *any tells if there was somebody. */
static enum ty_status revive_all(struct retract *r, bool *any,
				 struct ty_error *err)
{
	struct ty_claims claims = { .unit = r->row.unit.id,
				    .until = r->author->batch };
	enum ty_status st;

	for (;;) {
		st = ty_db_int(&claims.past, r->store, "SELECT past FROM origin"
			       " WHERE unit = ?1 AND until = ?2 LIMIT 1",
			       TY_ARGS(TY_INT(claims.unit),
			       TY_INT(claims.until)), err);
		if (st != TY_OK || !claims.past)
			return st;
		*any = true;
		if ((st = revive(r, claims, err)) != TY_OK)
			return st;
	}
}

/* ---------------------------------------------------------- retracting -- */

static enum ty_status forget(struct retract *r, struct ty_error *err)
{
	int64_t unit = r->row.unit.id, batch = r->author->batch;
	enum ty_status st;

	st = ty_db_run(r->store, "DELETE FROM context WHERE batch = ?2 AND"
		       " variant IN (SELECT id FROM variant WHERE unit = ?1)",
		       TY_ARGS(TY_INT(unit), TY_INT(batch)), err);
	if (st == TY_OK)
		st = ty_db_run(r->store, "DELETE FROM origin WHERE unit = ?1"
			       " AND batch = ?2",
			       TY_ARGS(TY_INT(unit), TY_INT(batch)), err);
	return st;
}

/* A later batch changed what this one had changed: whom this one silenced is
 * silent as long as that one stands. */
static enum ty_status hand_on(struct retract *r, int64_t later, bool *any,
			      struct ty_error *err)
{
	enum ty_status st;

	st = ty_db_run(r->store, "UPDATE origin SET until = ?3 WHERE unit = ?1"
		       " AND until = ?2", TY_ARGS(TY_INT(r->row.unit.id),
		       TY_INT(r->author->batch), TY_INT(later)), err);
	*any = sqlite3_changes(r->store->db) > 0;
	return st;
}

static enum ty_status settle(enum ty_fate *fate, struct retract *r, bool kept,
			     bool revived, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	bool changed;

	if (revived)
		st = ty_row_load(&r->row, r->store, r->row.unit.id, err);
	if (st != TY_OK)
		return st;
	st = ty_unit_settle(r->store, &r->row, r->author, &changed, err);
	if (st == TY_END) {
		r->author->op = "remove";
		*fate = revived ? TY_FATE_RESTORED : TY_FATE_REMOVED;
		return ty_unit_remove(r->store, &r->row, r->author, err);
	}
	if (st == TY_OK && !revived && !changed)
		st = ty_write_change(r->store, r->row.unit.id, TY_OP_ORIGIN,
				     err);
	if (revived)
		*fate = TY_FATE_RESTORED;
	else if (kept)
		*fate = TY_FATE_KEPT;
	else
		*fate = changed ? TY_FATE_RESTORED : TY_FATE_NONE;
	return st;
}

enum ty_status ty_unit_retract(enum ty_fate *fate, struct ty_store *store,
			       int64_t unit, struct ty_author *author,
			       struct ty_error *err)
{
	struct retract r = { .store = store, .author = author };
	bool revived = false, handed = false;
	enum ty_status st;
	int64_t later;

	*fate = TY_FATE_NONE;
	author->op = "undo";
	st = ty_row_load(&r.row, store, unit, err);
	if (st == TY_OK)
		st = ty_db_int(&later, store, "SELECT max(until) FROM origin"
			       " WHERE unit = ?1 AND batch = ?2",
			       TY_ARGS(TY_INT(unit), TY_INT(author->batch)),
			       err);
	if (st == TY_OK)
		st = forget(&r, err);
	if (st == TY_OK)
		st = later ? hand_on(&r, later, &handed, err) :
			revive_all(&r, &revived, err);
	if (st == TY_OK)
		st = settle(fate, &r, handed ||
			    r.row.unit.batch == author->batch, revived, err);
	ty_row_release(&r.row);
	/* Gone already, as part of another: nothing to do. */
	return st == TY_END ? TY_OK : st;
}
