/*
 * Which variants hold a character: bits in blocks.
 *
 * The row of a key and block has the ids within the block, in one of two forms
 * that its size tells apart: fewer than FEW ids as two bytes each, lowest byte
 * first, in order; else a bit for each id, lowest first.  A variant that goes
 * is taken out of the row of ALIVE alone, which always has the second form and
 * through which all others are seen.
 */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/bitmap.h"
#include "store/row.h"
#include "text/utf8.h"

#define BYTES	(TY_BITMAP_BLOCK / 8)	/* of a row of bits */
#define FEW	(BYTES / 2)
#define SHIFT	20			/* of a row's id: the block below */
#define ALIVE	((int64_t)0x110000)	/* behind the last code point */

/* The primary subtag, at most eight letters or digits, as a number. */
int64_t ty_bitmap_lang(const char *lang)
{
	char primary[TY_PRIMARY_SIZE];
	int64_t n = 0;
	int i;

	ty_db_primary(primary, lang);
	for (i = 0; i < 8 && primary[i]; i++)
		n = n * 37 + (primary[i] >= 'a' && primary[i] <= 'z' ?
			      primary[i] - 'a' + 1 :
			      primary[i] >= '0' && primary[i] <= '9' ?
			      primary[i] - '0' + 27 : 0);
	return ALIVE + 1 + n;
}

static enum ty_status damaged(const struct ty_store *store,
			      struct ty_error *err)
{
	return ty_fail_at(err, TY_EDAMAGED, store->path, 0, 0,
			  _("the memory is damaged: %s"), "bitmap");
}

/* ------------------------------------------------------------- reading -- */

/* Set the row's bits in a block of words; false if it is none of a row. */
static bool decode(uint64_t *words, const unsigned char *p, size_t len)
{
	size_t i, id;

	if (len != BYTES) {
		for (i = 0; i + 1 < len; i += 2) {
			id = p[i] | (size_t)p[i + 1] << 8;
			if (id >= TY_BITMAP_BLOCK)
				return false;
			words[id / 64] |= (uint64_t)1 << id % 64;
		}
		return len < BYTES && len % 2 == 0;
	}
	for (i = 0; i < BYTES; i++)
		words[i / 8] |= (uint64_t)p[i] << i % 8 * 8;
	return true;
}

static bool decode_row(uint64_t *words, sqlite3_stmt *row, int column)
{
	const void *bits = sqlite3_column_blob(row, column);
	int len = sqlite3_column_bytes(row, column);

	return !len || decode(words, bits, (size_t)len);
}

enum ty_status ty_bitmap_end(int64_t *end, struct ty_store *store,
			     struct ty_error *err)
{
	static const char sql[] =
		"SELECT max(id) FROM bitmap WHERE id BETWEEN ?1 AND ?2";
	int64_t id;
	enum ty_status st;

	st = ty_db_int(&id, store, sql, TY_ARGS(TY_INT(ALIVE << SHIFT),
		       TY_INT(((ALIVE + 1) << SHIFT) - 1)), err);
	*end = st == TY_OK && id ?
		((id & (((int64_t)1 << SHIFT) - 1)) + 1) * TY_BITMAP_BLOCK : 0;
	return st;
}

static enum ty_status get(struct ty_set *set, struct ty_store *store,
			  int64_t key, struct ty_error *err)
{
	static const char sql[] = "SELECT id & 1048575, bits FROM bitmap"
		" WHERE id BETWEEN ?1 AND ?2";
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(key << SHIFT),
		       TY_INT(((key + 1) << SHIFT) - 1)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		size_t at = (size_t)sqlite3_column_int64(row, 0) *
			    (TY_BITMAP_BLOCK / 64);

		/* Above the highest id all are gone. */
		if (at >= set->n)
			continue;
		ty_set_extend(set, at + TY_BITMAP_BLOCK / 64);
		if (!decode_row(set->words + at, row, 1)) {
			sqlite3_reset(row);
			return damaged(store, err);
		}
	}
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_bitmap_get(struct ty_set *set, struct ty_store *store,
			     int64_t key, struct ty_error *err)
{
	struct ty_set alive = { .words = NULL };
	enum ty_status st;

	if ((st = ty_set_init(&alive, store, err)) == TY_OK &&
	    (st = get(&alive, store, ALIVE, err)) == TY_OK &&
	    (st = get(set, store, key, err)) == TY_OK)
		ty_set_intersect(set, &alive);
	ty_set_release(&alive);
	return st;
}

/* -------------------------------------------------------------- making -- */

/* Who has a key, within the block being made. */
struct marks {
	int64_t		 key;
	uint16_t	*ids;		/* in order */
	size_t		 n, cap;
};

struct block {
	struct marks	*marks;
	size_t		 n, cap;
	uint32_t	*of;		/* code points' marks, plus one; 0: none */
	size_t		*others;	/* marks that are no code point's */
	size_t		 nothers, cap_others;
};

static void add_id(struct marks *m, uint16_t id)
{
	if (m->n && m->ids[m->n - 1] == id)
		return;
	m->ids = ty_grow(m->ids, &m->cap, m->n + 1, sizeof(*m->ids));
	m->ids[m->n++] = id;
}

static struct marks *new_marks(struct block *b, int64_t key)
{
	b->marks = ty_grow(b->marks, &b->cap, b->n + 1, sizeof(*b->marks));
	memset(&b->marks[b->n], 0, sizeof(*b->marks));
	b->marks[b->n].key = key;
	return &b->marks[b->n++];
}

static struct marks *marks_of(struct block *b, int64_t key)
{
	size_t i;

	if (key < ALIVE) {
		if (!b->of[key]) {
			new_marks(b, key);
			b->of[key] = (uint32_t)b->n;
		}
		return &b->marks[b->of[key] - 1];
	}
	/* Languages are few. */
	for (i = 0; i < b->nothers; i++)
		if (b->marks[b->others[i]].key == key)
			return &b->marks[b->others[i]];
	b->others = ty_grow(b->others, &b->cap_others, b->nothers + 1,
			    sizeof(*b->others));
	b->others[b->nothers++] = b->n;
	return new_marks(b, key);
}

static void block_init(struct block *b)
{
	memset(b, 0, sizeof(*b));
	b->of = ty_alloc((size_t)ALIVE, sizeof(*b->of));
	new_marks(b, ALIVE);
}

/* Ready for the next block; what was had stays had. */
static void block_clear(struct block *b)
{
	size_t i;

	for (i = 0; i < b->n; i++)
		b->marks[i].n = 0;
}

static void block_release(struct block *b)
{
	while (b->n > 0)
		free(b->marks[--b->n].ids);
	free(b->marks);
	free(b->of);
	free(b->others);
}

static void add_variant(struct block *b, struct ty_store *store, uint16_t id,
			const char *lang, const char *text)
{
	size_t i = 0;

	add_id(&b->marks[0], id);
	add_id(marks_of(b, ty_bitmap_lang(lang)), id);
	ty_row_fold(store, text, strlen(text));
	while (i < store->folded.len)
		add_id(marks_of(b, ty_utf8_next(store->folded.p,
						store->folded.len, &i)), id);
}

/* Read the variants of block `number`. */
static enum ty_status read_block(struct block *b, struct ty_store *store,
				 int64_t number, struct ty_error *err)
{
	static const char sql[] = "SELECT id, lang, text FROM variant"
		" WHERE id >= ?1 AND id < ?2 ORDER BY id";
	int64_t first = number * TY_BITMAP_BLOCK;
	sqlite3_stmt *row;
	enum ty_status st;

	block_clear(b);
	st = ty_db_row(&row, store, sql, TY_ARGS(TY_INT(first),
		       TY_INT(first + TY_BITMAP_BLOCK)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err))
		add_variant(b, store,
			    (uint16_t)(sqlite3_column_int64(row, 0) - first),
			    ty_db_text(row, 1), ty_db_text(row, 2));
	return st == TY_END ? TY_OK : st;
}

static size_t encode(unsigned char out[BYTES], const struct marks *m)
{
	size_t i;

	if (m->n < FEW && m->key != ALIVE) {
		for (i = 0; i < m->n; i++) {
			out[2 * i] = (unsigned char)m->ids[i];
			out[2 * i + 1] = (unsigned char)(m->ids[i] >> 8);
		}
		return 2 * m->n;
	}
	memset(out, 0, BYTES);
	for (i = 0; i < m->n; i++)
		out[m->ids[i] / 8] |= (unsigned char)(1u << m->ids[i] % 8);
	return BYTES;
}

static enum ty_status write_bits(struct ty_store *store, int64_t id,
				 const unsigned char *bits, size_t len,
				 struct ty_error *err)
{
	return ty_db_run(store, "INSERT OR REPLACE INTO bitmap VALUES(?1, ?2)",
			 TY_ARGS(TY_INT(id), TY_BLOB(bits, len)), err);
}

static int by_key(const void *a, const void *b)
{
	const struct marks *x = *(const struct marks *const *)a;
	const struct marks *y = *(const struct marks *const *)b;

	return (x->key > y->key) - (x->key < y->key);
}

/* In order of id, as the table is. */
static enum ty_status write_block(const struct block *b,
				  struct ty_store *store, int64_t number,
				  struct ty_error *err)
{
	const struct marks **sorted = ty_alloc(b->n, sizeof(*sorted));
	unsigned char bits[BYTES];
	enum ty_status st = TY_OK;
	size_t i, n = 0;

	for (i = 0; i < b->n; i++)
		if (b->marks[i].n || b->marks[i].key == ALIVE)
			sorted[n++] = &b->marks[i];
	qsort(sorted, n, sizeof(*sorted), by_key);
	for (i = 0; st == TY_OK && i < n; i++)
		st = write_bits(store, sorted[i]->key << SHIFT | number, bits,
				encode(bits, sorted[i]), err);
	free(sorted);
	return st;
}

enum ty_status ty_bitmap_update(struct ty_store *store,
				const struct ty_monitor *monitor,
				struct ty_error *err)
{
	struct block b;
	enum ty_status st;
	int64_t end;

	if ((st = ty_bitmap_end(&end, store, err)) != TY_OK ||
	    end + TY_BITMAP_BLOCK > store->last_variant + 1)
		return st;
	block_init(&b);
	while (st == TY_OK &&
	       end + TY_BITMAP_BLOCK <= store->last_variant + 1) {
		if (ty_cancelled(monitor)) {
			st = ty_fail_cancelled(err);
			break;
		}
		st = read_block(&b, store, end / TY_BITMAP_BLOCK, err);
		if (st == TY_OK)
			st = write_block(&b, store, end / TY_BITMAP_BLOCK,
					 err);
		end += TY_BITMAP_BLOCK;
	}
	block_release(&b);
	return st;
}

enum ty_status ty_bitmap_clear(struct ty_store *store, struct ty_error *err)
{
	return ty_db_exec(store, "DELETE FROM bitmap", err);
}

enum ty_status ty_bitmap_forget(struct ty_store *store, int64_t variant,
				struct ty_error *err)
{
	int64_t id = ALIVE << SHIFT | variant / TY_BITMAP_BLOCK;
	size_t at = (size_t)(variant % TY_BITMAP_BLOCK);
	unsigned char bits[BYTES];
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, "SELECT bits FROM bitmap WHERE id = ?1",
		       TY_ARGS(TY_INT(id)), err);
	if (st != TY_OK)
		return st == TY_END ? TY_OK : st;
	if (sqlite3_column_bytes(row, 0) != BYTES) {
		sqlite3_reset(row);
		return damaged(store, err);
	}
	memcpy(bits, sqlite3_column_blob(row, 0), BYTES);
	sqlite3_reset(row);
	bits[at / 8] &= (unsigned char)~(1u << at % 8);
	return write_bits(store, id, bits, BYTES, err);
}

/* ------------------------------------------------------------ checking -- */

/* The row of these marks says the same, seen through `alive`. */
static enum ty_status check_marks(bool *good, struct ty_store *store,
				  const struct marks *m, int64_t number,
				  const uint64_t *alive, struct ty_error *err)
{
	uint64_t want[BYTES / 8] = { 0 }, have[BYTES / 8] = { 0 };
	unsigned char bits[BYTES];
	sqlite3_stmt *row;
	enum ty_status st;
	size_t i;

	decode(want, bits, encode(bits, m));
	st = ty_db_row(&row, store, "SELECT bits FROM bitmap WHERE id = ?1",
		       TY_ARGS(TY_INT(m->key << SHIFT | number)), err);
	if (st == TY_OK) {
		*good = decode_row(have, row, 0);
		sqlite3_reset(row);
	} else if (st != TY_END) {
		return st;
	}
	for (i = 0; i < BYTES / 8; i++)
		*good = *good && (have[i] & alive[i]) == want[i];
	return TY_OK;
}

/* How many bits there are in all, seen through the living. */
static enum ty_status count_all(int64_t *count, bool *good,
				struct ty_store *store, struct ty_error *err)
{
	struct ty_set alive = { .words = NULL };
	uint64_t have[BYTES / 8];
	sqlite3_stmt *row;
	enum ty_status st;
	size_t at, i;

	if ((st = ty_set_init(&alive, store, err)) == TY_OK &&
	    (st = get(&alive, store, ALIVE, err)) == TY_OK)
		st = ty_db_row(&row, store, "SELECT id & 1048575, bits"
			       " FROM bitmap", TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		memset(have, 0, sizeof(have));
		*good = *good && decode_row(have, row, 1);
		at = (size_t)sqlite3_column_int64(row, 0) * (BYTES / 8);
		for (i = 0; i < BYTES / 8 && at + i < alive.n; i++)
			*count += __builtin_popcountll(have[i] &
						       alive.words[at + i]);
	}
	ty_set_release(&alive);
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_bitmap_check(bool *good, struct ty_store *store,
			       struct ty_error *err)
{
	uint64_t alive[BYTES / 8];
	unsigned char bits[BYTES];
	struct block b;
	enum ty_status st;
	int64_t end, at, want = 0, have = 0;
	size_t i;

	*good = true;
	if ((st = ty_bitmap_end(&end, store, err)) != TY_OK)
		return st;
	block_init(&b);
	for (at = 0; st == TY_OK && *good && at < end; at += TY_BITMAP_BLOCK) {
		int64_t number = at / TY_BITMAP_BLOCK;

		if ((st = read_block(&b, store, number, err)) != TY_OK)
			break;
		memset(alive, 0, sizeof(alive));
		decode(alive, bits, encode(bits, &b.marks[0]));
		for (i = 0; st == TY_OK && *good && i < b.n; i++) {
			want += (int64_t)b.marks[i].n;
			st = check_marks(good, store, &b.marks[i], number,
					 alive, err);
		}
	}
	block_release(&b);
	/* All rows that should be there are as they should; as many bits in
	 * all: there are no others. */
	if (st == TY_OK && *good)
		st = count_all(&have, good, store, err);
	*good = *good && have == want;
	return st;
}
