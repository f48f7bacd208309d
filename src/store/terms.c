/* Which terms a text has in the concordance, and how FTS5 is told. */

#include <string.h>

#include "base/alloc.h"
#include "store/row.h"
#include "store/terms.h"
#include "text/utf8.h"

enum class { NOTHING, WORD, DENSE };

/*
 * By blocks: whatever the borders, a text and a query are cut alike, so that
 * what is found does not depend on them; only the speed does.
 */
static const struct block {
	int32_t		first, last;
	enum class	class;
} blocks[] = {
	{ 0x00080, 0x000BF, NOTHING },	/* Latin-1 punctuation */
	{ 0x000D7, 0x000D7, NOTHING },	/* times */
	{ 0x000F7, 0x000F7, NOTHING },	/* divided by */
	{ 0x00E00, 0x00EFF, DENSE },	/* Thai, Lao */
	{ 0x01000, 0x0109F, DENSE },	/* Burmese */
	{ 0x01780, 0x017FF, DENSE },	/* Khmer */
	{ 0x02000, 0x02BFF, NOTHING },	/* punctuation, arrows, symbols */
	{ 0x02E80, 0x02FFF, DENSE },	/* radicals */
	{ 0x03000, 0x03004, NOTHING },	/* CJK punctuation */
	{ 0x03005, 0x03007, DENSE },	/* iteration marks, zero */
	{ 0x03008, 0x03020, NOTHING },	/* brackets, postal mark */
	{ 0x03021, 0x0A4CF, DENSE },	/* kana, Han, Yi */
	{ 0x0E000, 0x0F8FF, NOTHING },	/* private use */
	{ 0x0F900, 0x0FAFF, DENSE },	/* compatibility ideographs */
	{ 0x0FE00, 0x0FE0F, NOTHING },	/* variation selectors */
	{ 0x0FE30, 0x0FE4F, NOTHING },	/* vertical forms */
	{ 0x0FF00, 0x0FFFF, NOTHING },	/* forms, specials */
	{ 0x1AFF0, 0x1B2FF, DENSE },	/* more kana */
	{ 0x1F000, 0x1FAFF, NOTHING },	/* emoji */
	{ 0x20000, 0x3FFFF, DENSE },	/* more Han */
};

static enum class class_of(int32_t c)
{
	size_t low = 0, high = sizeof(blocks) / sizeof(blocks[0]), i;

	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		       (c >= 'A' && c <= 'Z') ? WORD : NOTHING;
	if (c >= 0x3041 && c <= 0x9FFF)
		return DENSE;
	while (low < high) {
		i = (low + high) / 2;
		if (c > blocks[i].last)
			low = i + 1;
		else if (c < blocks[i].first)
			high = i;
		else
			return blocks[i].class;
	}
	return WORD;
}

bool ty_run_next(const char *s, size_t len, size_t *i, struct ty_run *run)
{
	enum class class = NOTHING, this;
	size_t at = *i;

	run->start = run->chars = 0;
	while (*i < len) {
		at = *i;
		this = class_of(ty_utf8_next(s, len, i));
		if (class == NOTHING) {
			class = this;
			run->start = at;
		} else if (this != class) {
			*i = at;
			break;
		}
		run->chars += this != NOTHING;
	}
	run->end = *i;
	run->dense = class == DENSE;
	return class != NOTHING;
}

size_t ty_run_skip(const char *s, size_t start, size_t end, size_t chars)
{
	while (start < end && chars > 0) {
		start++;
		while (start < end && ((unsigned char)s[start] & 0xC0) == 0x80)
			start++;
		chars--;
	}
	return start;
}

/* ------------------------------------------------------------ for FTS5 -- */

typedef int token_sink(void *context, int flags, const char *term, int len,
		       int start, int end);

/* Offsets are for FTS5's own highlighting, which is not used. */
static int give(token_sink *sink, void *context, const char *s, size_t start,
		size_t end)
{
	return sink(context, 0, s + start, (int)(end - start), (int)start,
		    (int)end);
}

static int give_dense(token_sink *sink, void *context, const char *s,
		      const struct ty_run *run)
{
	size_t start = run->start, next, end;
	int rc = SQLITE_OK;

	next = ty_run_skip(s, start, run->end, 1);
	while (rc == SQLITE_OK && start < run->end) {
		end = ty_run_skip(s, next, run->end, 1);
		rc = give(sink, context, s, start, end);
		start = next;
		next = end;
	}
	return rc;
}

static int give_word(struct ty_store *store, token_sink *sink, void *context,
		     const char *s, const struct ty_run *run)
{
	size_t start = run->start, end, chars = run->chars;
	int rc;

	for (;;) {
		end = chars > TY_TERM_WINDOW ?
			ty_run_skip(s, start, run->end, TY_TERM_WINDOW) :
			run->end;
		if (store->collect)
			ty_intern_add(&store->words, s + start, end - start);
		rc = give(sink, context, s, start, end);
		if (rc != SQLITE_OK || end == run->end)
			return rc;
		start = ty_run_skip(s, start, run->end, TY_TERM_PART);
		chars -= TY_TERM_PART;
	}
}

static int tokenize(Fts5Tokenizer *self, void *context, int flags,
		    const char *text, int len, token_sink *sink)
{
	struct ty_store *store = (struct ty_store *)self;
	struct ty_run run;
	const char *s;
	int rc = SQLITE_OK;
	size_t i = 0;

	if (flags & FTS5_TOKENIZE_QUERY)
		return sink(context, 0, text, len, 0, len);
	ty_row_fold(store, text ? text : "", text ? (size_t)len : 0);
	s = store->folded.p;
	while (rc == SQLITE_OK &&
	       ty_run_next(s, store->folded.len, &i, &run))
		rc = run.dense ? give_dense(sink, context, s, &run) :
			give_word(store, sink, context, s, &run);
	return rc;
}

/* The store itself is what the tokenizer knows. */
static int create(void *store, const char **args, int nargs,
		  Fts5Tokenizer **out)
{
	(void)args;
	(void)nargs;
	*out = store;
	return SQLITE_OK;
}

static void destroy(Fts5Tokenizer *self)
{
	(void)self;
}

enum ty_status ty_terms_register(struct ty_store *store, struct ty_error *err)
{
	fts5_tokenizer tokenizer = { create, destroy, tokenize };
	sqlite3_stmt *stmt;
	fts5_api *api = NULL;
	enum ty_status st;

	st = ty_db_prepare(&stmt, store, "SELECT fts5(?1)", err);
	if (st != TY_OK)
		return st;
	sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	if (!api || api->xCreateTokenizer(api, "taiyaku", store, &tokenizer,
					  NULL) != SQLITE_OK)
		return ty_db_fail(store, err);
	return TY_OK;
}
