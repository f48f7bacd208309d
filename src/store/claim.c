/* Who says what of a unit, and what follows from it. */

#include "store/claim.h"

/* The same claim twice is one: the better score counts, the newer file. */
#define SAID_AGAIN \
	" ON CONFLICT DO UPDATE SET score = max(score, excluded.score)," \
	" file = excluded.file"

enum ty_status ty_claim_add(struct ty_store *store, int64_t id,
			    const struct ty_unit *said, struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO origin VALUES(?1, ?2, 0, ?3, ?4, ?5,"
		" nullif(?6, 0), 0)" SAID_AGAIN;

	return ty_db_run(store, sql, TY_ARGS(TY_INT(id),
			 TY_INT(store->batch.id), TY_INT(said->kind),
			 TY_INT(said->status), TY_REAL(said->score),
			 TY_INT(store->file)), err);
}

enum ty_status ty_claim_made(bool *made, struct ty_store *store, int64_t unit,
			     struct ty_error *err)
{
	enum ty_status st;
	int64_t n;

	st = ty_db_int(&n, store, "SELECT 1 FROM origin WHERE unit = ?1"
		       " AND batch = ?2 AND past = 0 LIMIT 1",
		       TY_ARGS(TY_INT(unit), TY_INT(store->batch.id)), err);
	*made = n != 0;
	return st;
}

/* ------------------------------------------------------------- judging -- */

/* How far a kind of claim stands above the others. */
static int rank(enum ty_unit_kind kind)
{
	switch (kind) {
	case TY_HUMAN:		return 3;
	case TY_IMPORTED:	return 2;
	case TY_ALIGNED:	return 1;
	case TY_MACHINE:	break;
	}
	return 0;
}

/*
 * The strongest kind of claim is the unit's kind, and the highest score of that
 * kind its score.  Its status is the best that anybody gave it; but the
 * strongest kind can reject it: of programs one is enough, of people the last
 * has the say.  Only that depends on the order in which claims were made.
 */
static void judge(struct ty_unit *all, bool *rejected, bool first,
		  const struct ty_unit *one)
{
	bool rejects = one->status == TY_REJECTED;
	int above = first ? 1 : rank(one->kind) - rank(all->kind);

	if (first)
		all->status = TY_DRAFT;
	if (!rejects && one->status > all->status)
		all->status = one->status;
	if (above > 0) {
		all->kind = one->kind;
		all->score = one->score;
		*rejected = rejects;
	} else if (above == 0) {
		if (one->score > all->score)
			all->score = one->score;
		*rejected = rejects || (*rejected && one->kind != TY_HUMAN);
	}
}

enum ty_status ty_claim_judge(struct ty_unit *unit, struct ty_store *store,
			      struct ty_claims claims, struct ty_error *err)
{
	static const char sql[] =
		"SELECT kind, status, score FROM origin WHERE unit = ?1"
		" AND until = ?2 AND past = ?3 ORDER BY batch, status";
	struct ty_unit all = { .id = 0 }, one = { .id = 0 };
	bool rejected = false, first = true;
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(claims.unit),
		       TY_INT(claims.until), TY_INT(claims.past)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		/* A damaged number must not become another kind of value. */
		one.kind = (enum ty_unit_kind)(sqlite3_column_int(row, 0) & 3);
		one.status = (enum ty_unit_status)
			(sqlite3_column_int(row, 1) & 3);
		one.score = sqlite3_column_double(row, 2);
		judge(&all, &rejected, first, &one);
		first = false;
	}
	if (st != TY_END || first)
		return st;
	unit->kind = all.kind;
	unit->status = rejected ? TY_REJECTED : all.status;
	unit->score = all.score;
	return TY_OK;
}

/* ---------------------------------------------------- silenced, revived -- */

enum ty_status ty_claim_silence(struct ty_store *store, int64_t unit,
				struct ty_error *err)
{
	static const char own[] =
		"DELETE FROM origin WHERE unit = ?1 AND batch = ?2"
		" AND past = 0";
	static const char others[] =
		"UPDATE origin SET until = ?2, past = (SELECT max(id)"
		" FROM unit_history WHERE unit = ?1)"
		" WHERE unit = ?1 AND past = 0";
	enum ty_status st;

	/* What the batch itself said before would go with it anyhow. */
	st = ty_db_run(store, own, TY_ARGS(TY_INT(unit),
		       TY_INT(store->batch.id)), err);
	if (st == TY_OK)
		st = ty_db_run(store, others, TY_ARGS(TY_INT(unit),
			       TY_INT(store->batch.id)), err);
	return st;
}

/* The batches whose claims ?2, ?3 of unit ?1 are, and those that had been
 * silenced by these, and so on. */
#define ALONG \
	" unit = ?1 AND until IN (WITH RECURSIVE b(batch) AS (" \
	"SELECT batch FROM origin WHERE unit = ?1 AND until = ?2" \
	" AND past = ?3 UNION SELECT o.batch FROM b JOIN origin o" \
	" ON o.unit = ?1 AND o.until = b.batch) SELECT batch FROM b)"

enum ty_status ty_claim_revive(struct ty_store *store, struct ty_claims claims,
			       int64_t to, struct ty_error *err)
{
	static const char along[] =
		"INSERT INTO origin SELECT ?4, batch, past, kind, status,"
		" score, file, until FROM origin WHERE" ALONG SAID_AGAIN;
	static const char behind[] = "DELETE FROM origin WHERE" ALONG;
	static const char live[] =
		"INSERT INTO origin SELECT ?4, batch, 0, kind, status, score,"
		" file, 0 FROM origin WHERE unit = ?1 AND until = ?2"
		" AND past = ?3" SAID_AGAIN;
	static const char gone[] =
		"DELETE FROM origin WHERE unit = ?1 AND until = ?2"
		" AND past = ?3";
	const struct ty_arg args[] = {
		TY_INT(claims.unit), TY_INT(claims.until),
		TY_INT(claims.past), TY_INT(to),
	};
	enum ty_status st = TY_OK;

	if (to != claims.unit &&
	    (st = ty_db_run(store, along, args, 4, err)) == TY_OK)
		st = ty_db_run(store, behind, args, 3, err);
	if (st == TY_OK)
		st = ty_db_run(store, live, args, 4, err);
	if (st == TY_OK)
		st = ty_db_run(store, gone, args, 3, err);
	return st;
}

enum ty_status ty_claim_move(struct ty_store *store, int64_t from, int64_t to,
			     struct ty_error *err)
{
	static const char sql[] =
		"INSERT INTO origin SELECT ?2, batch, past, kind, status,"
		" score, file, until FROM origin WHERE unit = ?1" SAID_AGAIN;
	enum ty_status st;

	st = ty_db_run(store, sql, TY_ARGS(TY_INT(from), TY_INT(to)), err);
	if (st == TY_OK)
		st = ty_db_run(store, "DELETE FROM origin WHERE unit = ?1",
			       TY_ARGS(TY_INT(from)), err);
	return st;
}
