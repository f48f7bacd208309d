/* Which units a search is limited to: when, by whom, whence, of what worth. */

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "store/filter.h"
#include "store/row.h"
#include "text/norm.h"
#include "text/utf8.h"

/* --------------------------------------------------------------- asked -- */

/* "2024", "2024-01", "2024-01-31" or "2024-01-31T23:59:59Z". */
static bool is_time(const char *s)
{
	static const char pattern[] = "0000-00-00T00:00:00Z";
	size_t len = strlen(s), i;

	if (len != 4 && len != 7 && len != 10 && len != strlen(pattern))
		return false;
	for (i = 0; i < len; i++)
		if (pattern[i] == '0' ? s[i] < '0' || s[i] > '9' :
					s[i] != pattern[i])
			return false;
	return true;
}

static enum ty_status check_time(const char *s, struct ty_error *err)
{
	if (!s || is_time(s))
		return TY_OK;
	return ty_fail(err, TY_EINVAL,
		       _("'%s' is not a date of the form 2024-01-31"), s);
}

/* Columns after the first, which is the id. */
static bool names(struct ty_store *store, sqlite3_stmt *row,
		  const char *needle)
{
	int i, n = sqlite3_column_count(row);

	for (i = 1; i < n; i++) {
		const char *s = ty_db_text(row, i);

		ty_row_fold(store, s, strlen(s));
		if (strstr(store->folded.p, needle))
			return true;
	}
	return false;
}

/* The ids of a table's rows that are called so. */
static enum ty_status gather(struct ty_set *set, struct ty_store *store,
			     const char *last, const char *sql,
			     const char *needle, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_set_init_to(set, store, last, err);
	if (st == TY_OK)
		st = ty_db_row(&row, store, sql, TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, store, err))
		if (names(store, row, needle))
			ty_set_add(set, sqlite3_column_int64(row, 0));
	return st == TY_END ? TY_OK : st;
}

static enum ty_status find_stories(struct ty_filter *filter,
				   struct ty_store *store, struct ty_error *err)
{
	const char *name = filter->options->story;
	struct ty_buf needle = TY_BUF_INIT;
	enum ty_status st;

	if (ty_utf8_valid(name, strlen(name), NULL))
		ty_fold(&needle, name, strlen(name), TY_FOLD_SEARCH, NULL);
	if (!needle.p[strspn(needle.p, " ")])
		st = ty_fail(err, TY_EINVAL, _("no story is called '%s'"),
			     name);
	else
		st = gather(&filter->stories, store,
			    "SELECT max(id) FROM story", "SELECT id, headline,"
			    " slugline, uid, path FROM story", needle.p, err);
	if (st == TY_OK)
		st = gather(&filter->files, store,
			    "SELECT max(id) FROM file",
			    "SELECT id, path FROM file", needle.p, err);
	/* What was learnt is known by its stories; the batch's name would
	 * bring all of them. */
	if (st == TY_OK)
		st = gather(&filter->batches, store,
			    "SELECT max(id) FROM batch",
			    "SELECT id, source FROM batch"
			    " WHERE kind <> 'learn'", needle.p, err);
	ty_buf_release(&needle);
	return st;
}

enum ty_status ty_filter_init(struct ty_filter *filter, struct ty_store *store,
			      const struct ty_search_options *options,
			      struct ty_error *err)
{
	const struct ty_search_options *o = options;
	enum ty_status st;

	memset(filter, 0, sizeof(*filter));
	filter->options = o;
	filter->asks_unit = o->kinds || o->statuses || o->since || o->until;
	filter->asks_story = o->story != NULL;
	if ((st = check_time(o->since, err)) == TY_OK)
		st = check_time(o->until, err);
	if (st == TY_OK && filter->asks_story)
		st = find_stories(filter, store, err);
	return st;
}

void ty_filter_release(struct ty_filter *filter)
{
	ty_set_release(&filter->stories);
	ty_set_release(&filter->files);
	ty_set_release(&filter->batches);
}

/* -------------------------------------------------------------- answer -- */

bool ty_filter_any(const struct ty_filter *filter)
{
	return filter->asks_unit || filter->asks_story ||
	       filter->options->user || filter->options->batch;
}

static bool in(unsigned set, int member)
{
	return !set || (set >> (member & 31) & 1);
}

/* A limit of fewer characters stands for all of its day, month or year. */
static bool between(const char *time, const char *since, const char *until)
{
	return (!since || strcmp(time, since) >= 0) &&
	       (!until || strncmp(time, until, strlen(until)) <= 0);
}

/* Who wrote or changed it, or brought it in: what comes in a file may not say
 * whose it is. */
static enum ty_status wants_user(bool *wants, const struct ty_filter *filter,
				 struct ty_store *store, int64_t unit,
				 struct ty_error *err)
{
	static const char sql[] =
		"SELECT EXISTS (SELECT 1 FROM unit WHERE id = ?1 AND"
		" (creator = ?2 OR (changer = ?2 AND changed <> ''))) OR"
		" EXISTS (SELECT 1 FROM origin o JOIN batch b ON b.id = o.batch"
		" WHERE o.unit = ?1 AND b.user = ?2)";
	enum ty_status st;
	int64_t found;

	st = ty_db_int(&found, store, sql, TY_ARGS(TY_INT(unit),
		       TY_TEXT(filter->options->user)), err);
	*wants = found > 0;
	return st;
}

static enum ty_status wants_unit(bool *wants, const struct ty_filter *filter,
				 struct ty_store *store, int64_t unit,
				 struct ty_error *err)
{
	static const char sql[] =
		"SELECT kind, status, iif(changed = '', created, changed)"
		" FROM unit WHERE id = ?1";
	const struct ty_search_options *o = filter->options;
	sqlite3_stmt *row;
	enum ty_status st;

	*wants = false;
	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(unit)), err);
	if (st != TY_OK)
		return st == TY_END ? TY_OK : st;
	*wants = in(o->kinds, sqlite3_column_int(row, 0)) &&
		 in(o->statuses, sqlite3_column_int(row, 1)) &&
		 between(ty_db_text(row, 2), o->since, o->until);
	sqlite3_reset(row);
	return TY_OK;
}

static enum ty_status wants_batch(bool *wants, const struct ty_filter *filter,
				  struct ty_store *store, int64_t unit,
				  struct ty_error *err)
{
	int64_t found;
	enum ty_status st;

	st = ty_db_int(&found, store,
		       "SELECT count(*) FROM origin WHERE unit = ?1"
		       " AND batch = ?2", TY_ARGS(TY_INT(unit),
		       TY_INT(filter->options->batch)), err);
	*wants = found > 0;
	return st;
}

/* Does the query about the unit give an id of the set? */
static enum ty_status comes_from(bool *yes, const struct ty_set *set,
				 struct ty_store *store, const char *sql,
				 int64_t unit, struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	*yes = false;
	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(unit)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err))
		if (ty_set_has(set, sqlite3_column_int64(row, 0))) {
			sqlite3_reset(row);
			*yes = true;
			return TY_OK;
		}
	return st == TY_END ? TY_OK : st;
}

/* It stood in such a story, or came from such a file. */
static enum ty_status wants_story(bool *wants, const struct ty_filter *filter,
				  struct ty_store *store, int64_t unit,
				  struct ty_error *err)
{
	static const char stories[] =
		"SELECT g.story FROM variant v JOIN context c"
		" ON c.variant = v.id JOIN segment g ON g.id = c.segment"
		" WHERE v.unit = ?1";
	static const char files[] = "SELECT file FROM origin WHERE unit = ?1"
		" AND file IS NOT NULL";
	static const char batches[] = "SELECT batch FROM origin WHERE unit = ?1"
		" AND file IS NULL";
	enum ty_status st;

	st = comes_from(wants, &filter->stories, store, stories, unit, err);
	if (st == TY_OK && !*wants)
		st = comes_from(wants, &filter->files, store, files, unit, err);
	if (st == TY_OK && !*wants)
		st = comes_from(wants, &filter->batches, store, batches, unit,
				err);
	return st;
}

enum ty_status ty_filter_wants(bool *wants, const struct ty_filter *filter,
			       struct ty_store *store, int64_t unit,
			       struct ty_error *err)
{
	enum ty_status st = TY_OK;

	*wants = true;
	if (filter->asks_unit)
		st = wants_unit(wants, filter, store, unit, err);
	if (st == TY_OK && *wants && filter->options->user)
		st = wants_user(wants, filter, store, unit, err);
	if (st == TY_OK && *wants && filter->options->batch)
		st = wants_batch(wants, filter, store, unit, err);
	if (st == TY_OK && *wants && filter->asks_story)
		st = wants_story(wants, filter, store, unit, err);
	return st;
}
