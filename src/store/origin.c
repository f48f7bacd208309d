/* Where a unit came from, told in the way a translator asks. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/origin.h"

void ty_origin_release(struct ty_found *found)
{
	free(found->headline);
	free(found->path);
	free(found->date);
	free(found->user);
	memset(found, 0, sizeof(*found));
}

static void take(struct ty_found *found, sqlite3_stmt *row)
{
	found->headline = ty_db_strdup(row, 0);
	found->path = ty_db_strdup(row, 1);
	found->origin.version = sqlite3_column_int(row, 2);
	sqlite3_reset(row);
}

enum ty_status ty_origin_find(struct ty_found *found, struct ty_store *store,
			      const struct ty_unit *unit,
			      const int64_t *variants, size_t n,
			      struct ty_error *err)
{
	static const char story[] =
		"SELECT s.headline, s.path, s.version FROM context c"
		" JOIN segment g ON g.id = c.segment"
		" JOIN story s ON s.id = g.story WHERE c.variant = ?1"
		" ORDER BY c.batch DESC, c.segment DESC LIMIT 1";
	static const char batch[] =
		"SELECT '', ifnull(f.path, b.source), 0 FROM origin o"
		" JOIN batch b ON b.id = o.batch"
		" LEFT JOIN file f ON f.id = o.file WHERE o.unit = ?1"
		" ORDER BY ifnull(f.path, b.source) = '', o.batch DESC LIMIT 1";
	sqlite3_stmt *row;
	enum ty_status st = TY_END;
	size_t i;

	ty_origin_release(found);
	found->date = ty_strdup(unit->changed[0] ? unit->changed :
				unit->created);
	found->user = ty_strdup(unit->changed[0] ? unit->changer :
				unit->creator);
	for (i = 0; st == TY_END && i < n; i++)
		st = ty_db_row(&row, store, story,
			       TY_ARGS(TY_INT(variants[i])), err);
	if (st == TY_END)
		st = ty_db_row(&row, store, batch, TY_ARGS(TY_INT(unit->id)),
			       err);
	if (st == TY_OK) {
		take(found, row);
	} else {
		found->headline = ty_strdup("");
		found->path = ty_strdup("");
	}
	found->origin.headline = found->headline;
	found->origin.path = found->path;
	found->origin.date = found->date;
	found->origin.user = found->user;
	return st == TY_END ? TY_OK : st;
}
