/* How a text becomes a question to the concordance. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "store/bitmap.h"
#include "store/row.h"
#include "text/utf8.h"

/* Above so many words that contain a part, looking at every text is no slower
 * than asking for each of them. */
#define MAX_WORDS	10000
/* Most terms of a dense run in one phrase; the rest is left to a look at the
 * text. */
#define MAX_PHRASE	64
/* Most characters that are asked for, where there are no words. */
#define MAX_CHARS	8
/* Most runs that are asked for; more would hardly leave fewer texts. */
#define MAX_RUNS	16
/* No table has as many rows: such an id is damage. */
#define MAX_ID	((int64_t)1 << 32)

/* ---------------------------------------------------------------- sets -- */

enum ty_status ty_set_init_to(struct ty_set *set, struct ty_store *store,
			      const char *last, struct ty_error *err)
{
	enum ty_status st;
	int64_t id;

	st = ty_db_int(&id, store, last, TY_NO_ARGS, err);
	if (st == TY_OK && (id < 0 || id > MAX_ID))
		st = ty_fail_at(err, TY_EDAMAGED, store->path, 0, 0,
				_("the memory is damaged: %s"), "id");
	if (st != TY_OK)
		return st;
	set->n = (size_t)id / 64 + 1;
	set->words = ty_alloc(set->n, sizeof(*set->words));
	return TY_OK;
}

enum ty_status ty_set_init(struct ty_set *set, struct ty_store *store,
			   struct ty_error *err)
{
	return ty_set_init_to(set, store, "SELECT max(id) FROM variant", err);
}

void ty_set_extend(struct ty_set *set, size_t n)
{
	uint64_t *words;

	if (n <= set->n)
		return;
	words = ty_alloc(n, sizeof(*words));
	if (set->n)
		memcpy(words, set->words, set->n * sizeof(*words));
	free(set->words);
	set->words = words;
	set->n = n;
}

void ty_set_add_from(struct ty_set *set, int64_t from)
{
	size_t i = (size_t)from / 64;

	if (i >= set->n)
		return;
	set->words[i] |= UINT64_MAX << (from % 64);
	while (++i < set->n)
		set->words[i] = UINT64_MAX;
}

void ty_set_release(struct ty_set *set)
{
	free(set->words);
	set->words = NULL;
	set->n = 0;
}

void ty_set_add(struct ty_set *set, int64_t id)
{
	/* What is not a variant of this memory comes from a damaged index. */
	if (id > 0 && (uint64_t)id / 64 < set->n)
		set->words[id / 64] |= (uint64_t)1 << (id % 64);
}

void ty_set_remove(struct ty_set *set, int64_t id)
{
	if (id > 0 && (uint64_t)id / 64 < set->n)
		set->words[id / 64] &= ~((uint64_t)1 << (id % 64));
}

bool ty_set_has(const struct ty_set *set, int64_t id)
{
	return id > 0 && (uint64_t)id / 64 < set->n &&
	       (set->words[id / 64] >> (id % 64) & 1);
}

int64_t ty_set_count(const struct ty_set *set)
{
	int64_t count = 0;
	size_t i;

	for (i = 0; i < set->n; i++)
		count += __builtin_popcountll(set->words[i]);
	return count;
}

int64_t ty_set_before(const struct ty_set *set, int64_t below)
{
	int64_t i = below > 64 * (int64_t)set->n ? (int64_t)set->n - 1 :
		(below - 1) / 64;
	uint64_t word;

	for (; below > 0 && i >= 0; i--) {
		word = set->words[i];
		if (i == below / 64)
			word &= ((uint64_t)1 << (below % 64)) - 1;
		if (word)
			return 64 * i + 63 - __builtin_clzll(word);
	}
	return 0;
}

void ty_set_intersect(struct ty_set *set, const struct ty_set *with)
{
	size_t i;

	for (i = 0; i < set->n; i++)
		set->words[i] &= i < with->n ? with->words[i] : 0;
}

/* -------------------------------------------------------------- asking -- */

/* Add a term to an FTS5 query: always a quoted string. */
static void add_term(struct ty_buf *query, const char *s, size_t start,
		     size_t end)
{
	if (query->len)
		ty_buf_adds(query, " + ");
	ty_buf_addc(query, '"');
	/* No term holds a quotation mark: it is punctuation. */
	ty_buf_add(query, s + start, end - start);
	ty_buf_addc(query, '"');
}

static enum ty_status ask(struct ty_set *set, struct ty_store *store,
			  const struct ty_buf *query, struct ty_error *err)
{
	static const char sql[] =
		"SELECT rowid FROM concordance WHERE concordance MATCH ?1";
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, sql, TY_ARGS(TY_TEXT(query->p)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err))
		ty_set_add(set, sqlite3_column_int64(row, 0));
	return st == TY_END ? TY_OK : st;
}

/* A dense run: terms that follow each other.  `closed`: the text goes on with
 * something else, so the run ends there too. */
static enum ty_status ask_dense(struct ty_set *set, struct ty_store *store,
				const char *s, const struct ty_run *run,
				bool closed, struct ty_error *err)
{
	struct ty_buf query = TY_BUF_INIT;
	size_t start = run->start, next, end, n;
	enum ty_status st;

	next = ty_run_skip(s, start, run->end, 1);
	for (n = 0; n < MAX_PHRASE && next < run->end; n++) {
		end = ty_run_skip(s, next, run->end, 1);
		add_term(&query, s, start, end);
		start = next;
		next = end;
	}
	if (closed && next == run->end && n < MAX_PHRASE) {
		add_term(&query, s, start, run->end);
	} else if (!n) {
		add_term(&query, s, start, run->end);
		ty_buf_adds(&query, " *");
	}
	st = ask(set, store, &query, err);
	ty_buf_release(&query);
	return st;
}

static bool ends_with(const char *term, const char *part, size_t len)
{
	size_t n = strlen(term);

	return n >= len && !memcmp(term + n - len, part, len);
}

/*
 * The text begins with a word, and so perhaps in the middle of one: all words
 * that contain it are asked for, or, if the text goes on, that end with it.
 */
static enum ty_status ask_parts(struct ty_set *set, bool *all,
				struct ty_store *store, const char *s,
				const struct ty_run *run, bool closed,
				struct ty_error *err)
{
	static const char sql[] = "SELECT term FROM word WHERE instr(term, ?1)";
	size_t end = ty_run_skip(s, run->start, run->end, TY_TERM_PART);
	size_t len = end - run->start;
	char *part = ty_strndup(s + run->start, len);
	struct ty_buf query = TY_BUF_INIT;
	sqlite3_stmt *row;
	enum ty_status st;
	int n = 0;

	closed = closed && end == run->end;
	st = ty_db_row(&row, store, sql, TY_ARGS(TY_TEXT(part)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		const char *term = ty_db_text(row, 0);

		/* The table is data and may hold anything, even quotes. */
		if (strchr(term, '"') ||
		    (closed && !ends_with(term, part, len)))
			continue;
		*all = ++n > MAX_WORDS;
		ty_buf_clear(&query);
		add_term(&query, term, 0, strlen(term));
		if (!*all)
			st = ask(set, store, &query, err);
		if (*all || st != TY_OK) {
			sqlite3_reset(row);
			break;
		}
	}
	ty_buf_release(&query);
	free(part);
	return st == TY_END ? TY_OK : st;
}

/* A word that begins within the text: all of a word, or its beginning. */
static enum ty_status ask_word(struct ty_set *set, struct ty_store *store,
			       const char *s, const struct ty_run *run,
			       bool closed, struct ty_error *err)
{
	struct ty_buf query = TY_BUF_INIT;
	enum ty_status st;
	size_t end;

	if (run->chars > TY_TERM_WINDOW)
		closed = false;
	end = closed ? run->end :
		ty_run_skip(s, run->start, run->end, TY_TERM_PART);
	add_term(&query, s, run->start, end);
	if (!closed)
		ty_buf_adds(&query, " *");
	st = ask(set, store, &query, err);
	ty_buf_release(&query);
	return st;
}

/* ---------------------------------------------------------- characters -- */

/* Look at the variants that no bitmap covers. */
static enum ty_status ask_rest(struct ty_set *set, struct ty_store *store,
			       const char *s, int64_t from,
			       struct ty_error *err)
{
	sqlite3_stmt *row;
	enum ty_status st;

	st = ty_db_row(&row, store, "SELECT id, text FROM variant"
		       " WHERE id >= ?1", TY_ARGS(TY_INT(from)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		const char *text = ty_db_text(row, 1);

		ty_row_fold(store, text, strlen(text));
		if (strstr(store->folded.p, s))
			ty_set_add(set, sqlite3_column_int64(row, 0));
	}
	return st == TY_END ? TY_OK : st;
}

/* Those that have every character of `s`, if they are covered; of the others
 * those that contain it. */
static enum ty_status ask_chars(struct ty_set *set, struct ty_store *store,
				const char *s, size_t len,
				struct ty_error *err)
{
	struct ty_set one = { .words = NULL };
	enum ty_status st;
	int64_t end;
	size_t i = 0, n;

	st = ty_bitmap_end(&end, store, err);
	for (n = 0; st == TY_OK && i < len && n < MAX_CHARS; n++) {
		if ((st = ty_set_init(&one, store, err)) == TY_OK)
			st = ty_bitmap_get(&one, store,
					   ty_utf8_next(s, len, &i), err);
		if (st == TY_OK && n)
			ty_set_intersect(set, &one);
		else if (st == TY_OK)
			memcpy(set->words, one.words,
			       set->n * sizeof(*set->words));
		ty_set_release(&one);
	}
	return st == TY_OK ? ask_rest(set, store, s, end, err) : st;
}

enum ty_status ty_query_candidates(struct ty_set *set, bool *exact, bool *all,
				   struct ty_store *store, const char *s,
				   size_t len, struct ty_error *err)
{
	struct ty_set found = { .words = NULL };
	enum ty_status st = TY_OK;
	struct ty_run run;
	size_t i = 0, n;
	bool narrowed = false, unknown, closed;

	*exact = *all = false;
	if (ty_utf8_count(s, len) == 1) {
		*exact = true;
		return ask_chars(set, store, s, len, err);
	}
	for (n = 0; st == TY_OK && n < MAX_RUNS &&
	     ty_run_next(s, len, &i, &run); n++) {
		unknown = false;
		closed = run.end < len;
		if ((st = ty_set_init(&found, store, err)) != TY_OK)
			break;
		if (run.dense)
			st = ask_dense(&found, store, s, &run, closed, err);
		else if (run.start == 0)
			st = ask_parts(&found, &unknown, store, s, &run, closed,
				       err);
		else
			st = ask_word(&found, store, s, &run, closed, err);
		if (run.start == 0 && run.end == len && !unknown)
			*exact = run.chars <= (run.dense ? MAX_PHRASE :
					       TY_TERM_PART);
		if (!unknown && narrowed) {
			ty_set_intersect(set, &found);
		} else if (!unknown) {
			memcpy(set->words, found.words,
			       set->n * sizeof(*set->words));
			narrowed = true;
		}
		ty_set_release(&found);
	}
	*all = false;
	if (st == TY_OK && !narrowed)
		st = ask_chars(set, store, s, len, err);
	return st;
}
