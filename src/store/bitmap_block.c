/* Which characters the variants of a block hold: made from the texts, written,
 * and held against what is written. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/bitmap.h"
#include "store/row.h"
#include "text/utf8.h"

#define FEW	(TY_BITMAP_BYTES / 2)

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
	uint32_t	*of;		/* a code point's marks, plus one */
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

	if (key < TY_BITMAP_ALIVE) {
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
	b->of = ty_alloc((size_t)TY_BITMAP_ALIVE, sizeof(*b->of));
	new_marks(b, TY_BITMAP_ALIVE);
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

static size_t encode(unsigned char out[TY_BITMAP_BYTES], const struct marks *m)
{
	size_t i;

	if (m->n < FEW && m->key != TY_BITMAP_ALIVE) {
		for (i = 0; i < m->n; i++) {
			out[2 * i] = (unsigned char)m->ids[i];
			out[2 * i + 1] = (unsigned char)(m->ids[i] >> 8);
		}
		return 2 * m->n;
	}
	memset(out, 0, TY_BITMAP_BYTES);
	for (i = 0; i < m->n; i++)
		out[m->ids[i] / 8] |= (unsigned char)(1u << m->ids[i] % 8);
	return TY_BITMAP_BYTES;
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
	unsigned char bits[TY_BITMAP_BYTES];
	enum ty_status st = TY_OK;
	size_t i, n = 0;

	for (i = 0; i < b->n; i++)
		if (b->marks[i].n || b->marks[i].key == TY_BITMAP_ALIVE)
			sorted[n++] = &b->marks[i];
	qsort(sorted, n, sizeof(*sorted), by_key);
	for (i = 0; st == TY_OK && i < n; i++) {
		int64_t id = TY_BITMAP_ROW(sorted[i]->key, number);

		st = ty_bitmap_write(store, id, bits,
				     encode(bits, sorted[i]), err);
	}
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

/* ------------------------------------------------------------ checking -- */

/* The row of these marks says the same, seen through `alive`. */
static enum ty_status check_marks(bool *good, struct ty_store *store,
				  const struct marks *m, int64_t number,
				  const uint64_t *alive, struct ty_error *err)
{
	uint64_t want[TY_BITMAP_WORDS] = { 0 }, have[TY_BITMAP_WORDS] = { 0 };
	unsigned char bits[TY_BITMAP_BYTES];
	sqlite3_stmt *row;
	enum ty_status st;
	size_t i;

	ty_bitmap_decode(want, bits, encode(bits, m));
	st = ty_db_row(&row, store, "SELECT bits FROM bitmap WHERE id = ?1",
		       TY_ARGS(TY_INT(TY_BITMAP_ROW(m->key, number))), err);
	if (st == TY_OK) {
		*good = ty_bitmap_decode_row(have, row, 0);
		sqlite3_reset(row);
	} else if (st != TY_END) {
		return st;
	}
	for (i = 0; i < TY_BITMAP_WORDS; i++)
		*good = *good && (have[i] & alive[i]) == want[i];
	return TY_OK;
}

/* How many bits there are in all, seen through the living. */
static enum ty_status count_all(int64_t *count, bool *good,
				struct ty_store *store, struct ty_error *err)
{
	struct ty_set alive = { .words = NULL };
	uint64_t have[TY_BITMAP_WORDS];
	sqlite3_stmt *row;
	enum ty_status st;
	size_t at, i;

	if ((st = ty_set_init(&alive, store, err)) == TY_OK)
		st = ty_bitmap_get_raw(&alive, store, TY_BITMAP_ALIVE, err);
	if (st == TY_OK)
		st = ty_db_row(&row, store, "SELECT id & 1048575, bits"
			       " FROM bitmap", TY_NO_ARGS, err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		memset(have, 0, sizeof(have));
		*good = *good && ty_bitmap_decode_row(have, row, 1);
		at = (size_t)sqlite3_column_int64(row, 0) * TY_BITMAP_WORDS;
		for (i = 0; i < TY_BITMAP_WORDS && at + i < alive.n; i++)
			*count += __builtin_popcountll(have[i] &
						       alive.words[at + i]);
	}
	ty_set_release(&alive);
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_bitmap_check(bool *good, struct ty_store *store,
			       struct ty_error *err)
{
	uint64_t alive[TY_BITMAP_WORDS];
	unsigned char bits[TY_BITMAP_BYTES];
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
		ty_bitmap_decode(alive, bits, encode(bits, &b.marks[0]));
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
