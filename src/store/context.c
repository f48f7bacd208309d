/* Where texts stood, and how that follows them. */

#include <string.h>

#include "store/context.h"

enum ty_status ty_context_add(struct ty_store *store, int64_t variant,
			      const struct ty_variant *v,
			      const struct ty_place *place,
			      struct ty_error *err)
{
	static const char sql[] =
		"INSERT OR IGNORE INTO context VALUES(?1, ?2, ?3, ?4, ?5, ?6)";
	int64_t prev, next;

	if (!v->prev && !v->next && !place->segment)
		return TY_OK;
	prev = ty_row_neighbour(store, v->prev);
	next = ty_row_neighbour(store, v->next);
	return ty_db_run(store, sql, TY_ARGS(TY_INT(variant), TY_INT(prev),
			 TY_INT(next), TY_INT(place->segment),
			 TY_INT(store->batch.id), TY_INT(place->segments)),
			 err);
}

enum ty_status ty_context_move(struct ty_store *store, int64_t from,
			       int64_t to, struct ty_error *err)
{
	return ty_db_run(store, "UPDATE OR IGNORE context SET variant = ?2"
			 " WHERE variant = ?1",
			 TY_ARGS(TY_INT(from), TY_INT(to)), err);
}

/* Which of the unit's variants is like `v`; 0: none. */
static int64_t counterpart(const struct ty_row *row, const struct ty_variant *v)
{
	size_t n = row->unit.nvariants, i;

	for (i = 0; i < n; i++)
		if (!ty_variant_compare(&row->variants[i], v))
			return row->ids[i];
	for (i = 0; i < n; i++)
		if (!strcmp(row->variants[i].lang, v->lang))
			return row->ids[i];
	return 0;
}

enum ty_status ty_context_share(struct ty_store *store,
				const struct ty_row *from,
				const struct ty_row *to, struct ty_error *err)
{
	static const char sql[] =
		"INSERT OR IGNORE INTO context SELECT ?2, prev, next, segment,"
		" batch, segments FROM context WHERE variant = ?1 AND batch IN"
		" (SELECT batch FROM origin WHERE unit = ?3)";
	enum ty_status st = TY_OK;
	int64_t like;
	size_t i;

	for (i = 0; st == TY_OK && i < from->unit.nvariants; i++)
		if ((like = counterpart(to, &from->variants[i])))
			st = ty_db_run(store, sql,
				       TY_ARGS(TY_INT(from->ids[i]),
				       TY_INT(like), TY_INT(to->unit.id)),
				       err);
	return st;
}

enum ty_status ty_context_prune(struct ty_store *store, int64_t unit,
				struct ty_error *err)
{
	return ty_db_run(store, "DELETE FROM context WHERE variant IN"
			 " (SELECT id FROM variant WHERE unit = ?1)"
			 " AND batch NOT IN"
			 " (SELECT batch FROM origin WHERE unit = ?1)",
			 TY_ARGS(TY_INT(unit)), err);
}
