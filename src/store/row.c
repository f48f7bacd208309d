/* What a row's checksum and a unit's identity are made of. */

#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/alloc.h"
#include "store/row.h"
#include "text/norm.h"
#include "text/utf8.h"

/*
 * The serialisation under the hashes: integers as eight bytes, lowest first;
 * strings as their length and their bytes.  No two rows serialise alike.
 */
static void add_int(struct ty_buf *out, int64_t value)
{
	uint64_t v = (uint64_t)value;
	unsigned char bytes[8];
	int i;

	for (i = 0; i < 8; i++, v >>= 8)
		bytes[i] = (unsigned char)v;
	ty_buf_add(out, bytes, sizeof(bytes));
}

static void add_real(struct ty_buf *out, double value)
{
	int64_t bits;

	memcpy(&bits, &value, sizeof(bits));
	add_int(out, bits);
}

static void add_text(struct ty_buf *out, const char *s, size_t len)
{
	add_int(out, (int64_t)len);
	ty_buf_add(out, s, len);
}

static void add_variant(struct ty_buf *out, const struct ty_variant *v)
{
	add_text(out, v->lang, strlen(v->lang));
	add_text(out, v->text, strlen(v->text));
	add_text(out, v->codes, strlen(v->codes));
}

static int64_t hash(const struct ty_buf *bytes)
{
	return (int64_t)XXH3_64bits(bytes->p, bytes->len);
}

int ty_variant_compare(const struct ty_variant *a, const struct ty_variant *b)
{
	int c = strcmp(a->lang, b->lang);

	if (!c)
		c = strcmp(a->text, b->text);
	return c ? c : strcmp(a->codes, b->codes);
}

static int by_text(const void *a, const void *b)
{
	return ty_variant_compare(*(const struct ty_variant *const *)a,
				  *(const struct ty_variant *const *)b);
}

int64_t ty_row_identity(struct ty_store *store,
			const struct ty_variant *variants, size_t n)
{
	const struct ty_variant *few[4], **sorted = few;
	size_t i;

	if (n > sizeof(few) / sizeof(few[0]))
		sorted = ty_alloc(n, sizeof(*sorted));
	for (i = 0; i < n; i++)
		sorted[i] = &variants[i];
	qsort(sorted, n, sizeof(*sorted), by_text);
	ty_buf_clear(&store->bytes);
	for (i = 0; i < n; i++)
		add_variant(&store->bytes, sorted[i]);
	if (sorted != few)
		free(sorted);
	return hash(&store->bytes);
}

int64_t ty_row_checksum(struct ty_store *store, const struct ty_unit *unit,
			const int64_t *ids, int64_t identity)
{
	const char *const strings[] = { unit->creator, unit->created,
					unit->changer, unit->changed,
					unit->note };
	struct ty_buf *out = &store->bytes;
	size_t i;

	ty_buf_clear(out);
	add_int(out, unit->id);
	add_int(out, unit->kind);
	add_int(out, unit->status);
	add_real(out, unit->score);
	add_int(out, unit->batch);
	add_int(out, unit->revision);
	for (i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		add_text(out, strings[i], strlen(strings[i]));
	add_int(out, identity);
	for (i = 0; i < unit->nvariants; i++) {
		add_int(out, ids[i]);
		add_variant(out, &unit->variants[i]);
	}
	return hash(out);
}

static void fold(struct ty_store *store, const char *text, size_t len,
		 enum ty_fold how)
{
	ty_buf_clear(&store->folded);
	if (ty_utf8_valid(text, len, NULL))
		ty_fold(&store->folded, text, len, how, NULL);
}

void ty_row_fold(struct ty_store *store, const char *text, size_t len)
{
	fold(store, text, len, TY_FOLD_SEARCH);
}

int64_t ty_row_neighbour(struct ty_store *store, const char *text)
{
	int64_t h;

	if (!text)
		return 0;
	fold(store, text, strlen(text), TY_FOLD_MATCH);
	h = hash(&store->folded);
	return h ? h : 1;
}

int64_t ty_row_columns(struct ty_store *store, sqlite3_stmt *row)
{
	struct ty_buf *out = &store->bytes;
	int i, n = sqlite3_column_count(row) - 1;

	ty_buf_clear(out);
	for (i = 0; i < n; i++) {
		int type = sqlite3_column_type(row, i);

		add_int(out, type);
		if (type == SQLITE_INTEGER)
			add_int(out, sqlite3_column_int64(row, i));
		else if (type == SQLITE_FLOAT)
			add_real(out, sqlite3_column_double(row, i));
		else if (type != SQLITE_NULL)
			add_text(out, ty_db_text(row, i),
				 (size_t)sqlite3_column_bytes(row, i));
	}
	return hash(out);
}

/* Copy column `c` of `from`; the pointers come last, when nothing moves. */
static void take(struct ty_row *row, sqlite3_stmt *from, int c)
{
	const char *s = ty_db_text(from, c);

	row->at = ty_grow(row->at, &row->cap_at, row->nat + 1,
			  sizeof(*row->at));
	row->at[row->nat++] = row->text.len;
	ty_buf_add(&row->text, s, strlen(s) + 1);
}

static void point(struct ty_row *row)
{
	const char **const strings[] = {
		&row->unit.creator, &row->unit.created, &row->unit.changer,
		&row->unit.changed, &row->unit.note,
	};
	const size_t n = sizeof(strings) / sizeof(strings[0]);
	size_t i;

	for (i = 0; i < n; i++)
		*strings[i] = row->text.p + row->at[i];
	for (i = 0; i < row->unit.nvariants; i++) {
		row->variants[i].lang = row->text.p + row->at[n + 3 * i];
		row->variants[i].text = row->text.p + row->at[n + 3 * i + 1];
		row->variants[i].codes = row->text.p + row->at[n + 3 * i + 2];
	}
	row->unit.variants = row->variants;
}

static enum ty_status load_unit(struct ty_row *row, struct ty_store *store,
				int64_t id, struct ty_error *err)
{
	static const char sql[] =
		"SELECT creator, created, changer, changed, note, kind, status,"
		" score, batch, revision, hash, checksum"
		" FROM unit WHERE id = ?1";
	struct ty_unit *unit = &row->unit;
	sqlite3_stmt *s;
	enum ty_status st;
	int c;

	st = ty_db_row(&s, store, sql, TY_ARGS(TY_INT(id)), err);
	if (st != TY_OK)
		return st;
	for (c = 0; c < 5; c++)
		take(row, s, c);
	unit->id = id;
	/* A damaged number must not become an index of a table of words. */
	unit->kind = (enum ty_unit_kind)(sqlite3_column_int(s, 5) & 3);
	unit->status = (enum ty_unit_status)(sqlite3_column_int(s, 6) & 3);
	unit->score = sqlite3_column_double(s, 7);
	unit->batch = sqlite3_column_int64(s, 8);
	unit->revision = sqlite3_column_int(s, 9);
	row->hash = sqlite3_column_int64(s, 10);
	row->checksum = sqlite3_column_int64(s, 11);
	sqlite3_reset(s);
	return TY_OK;
}

enum ty_status ty_row_load(struct ty_row *row, struct ty_store *store,
			   int64_t id, struct ty_error *err)
{
	static const char sql[] =
		"SELECT lang, text, codes, id FROM variant WHERE unit = ?1"
		" ORDER BY id";
	sqlite3_stmt *s;
	enum ty_status st;
	size_t n = 0;
	int c;

	if (!row->text.p)
		ty_buf_init(&row->text);
	ty_buf_clear(&row->text);
	row->nat = 0;
	row->unit.nvariants = 0;
	if ((st = load_unit(row, store, id, err)) != TY_OK)
		return st;
	st = ty_db_row(&s, store, sql, TY_ARGS(TY_INT(id)), err);
	for (; st == TY_OK; st = ty_db_next(s, store, err)) {
		row->variants = ty_grow(row->variants, &row->cap_variants,
					n + 1, sizeof(*row->variants));
		row->ids = ty_grow(row->ids, &row->cap_ids, n + 1,
				   sizeof(*row->ids));
		memset(&row->variants[n], 0, sizeof(row->variants[n]));
		for (c = 0; c < 3; c++)
			take(row, s, c);
		row->ids[n++] = sqlite3_column_int64(s, 3);
	}
	row->unit.nvariants = n;
	point(row);
	return st == TY_END ? TY_OK : st;
}

void ty_row_release(struct ty_row *row)
{
	if (row->text.p)
		ty_buf_release(&row->text);
	free(row->variants);
	free(row->ids);
	free(row->at);
	memset(row, 0, sizeof(*row));
}
