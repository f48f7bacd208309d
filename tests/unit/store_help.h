#ifndef STORE_HELP_H
#define STORE_HELP_H

/* What the stories about the store have in common: a folder of their own, and
 * units made in one line. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"
#include "../tap.h"

static char folder[512];
static struct ty_error err;

static inline void make_folder(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(folder, sizeof(folder), "%s/store.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(folder)) {
		perror(folder);
		exit(1);
	}
}

static inline void remove_folder(void)
{
	char command[600];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	ok(system(command) == 0, "the folder is removed");
}

/* A path in the folder; good until the fourth call from now. */
static inline const char *in_folder(const char *name)
{
	static char paths[4][600];
	static int next;

	next = (next + 1) % 4;
	snprintf(paths[next], sizeof(paths[next]), "%s/%s", folder, name);
	return paths[next];
}

/* Open, or end the story: nothing after it would make sense. */
static inline struct ty_store *open_memory(const char *name, enum ty_open mode)
{
	struct ty_store *store;

	if (ty_store_open(&store, in_folder(name), mode, NULL, &err) == TY_OK)
		return store;
	printf("Bail out! %s: %s\n", err.file, err.text);
	exit(1);
}

static inline void begin(struct ty_store *store, const char *kind,
			 const char *source)
{
	if (ty_store_begin(store, kind, source, "mika", &err) != TY_OK)
		ok_st(err.code, &err, "begin");
}

static inline void commit(struct ty_store *store)
{
	if (ty_store_commit(store, NULL, &err) != TY_OK)
		ok_st(err.code, &err, "commit");
}

/* An imported pair, in the open batch. */
static inline int64_t put(struct ty_store *store, const char *en,
			  const char *ja, enum ty_put *how)
{
	const struct ty_variant variants[] = {
		{ .lang = "en", .text = en, .codes = "" },
		{ .lang = "ja", .text = ja, .codes = "" },
	};
	const struct ty_unit unit = {
		.kind = TY_IMPORTED, .status = TY_TRANSLATED, .score = 1,
		.variants = variants, .nvariants = 2,
	};
	int64_t id = 0;

	if (ty_store_put(store, &unit, NULL, how, &id, &err) != TY_OK)
		ok_st(err.code, &err, "put");
	return id;
}

/* The same in a batch of its own. */
static inline int64_t put_batch(struct ty_store *store, const char *source,
				const char *en, const char *ja)
{
	int64_t id;

	begin(store, "import", source);
	id = put(store, en, ja, NULL);
	commit(store);
	return id;
}

/* Unit `id`, by looking at all of them; its strings live until the next call.
 * False if it is not there. */
static inline bool get_unit(struct ty_store *store, int64_t id,
			    struct ty_unit *unit, struct ty_origin *origin)
{
	static struct ty_cursor *cursor;
	enum ty_status st;

	ty_cursor_close(cursor);
	cursor = NULL;
	if (!store || ty_store_units(&cursor, store, &err) != TY_OK)
		return false;
	while ((st = ty_cursor_next(cursor, unit, origin, &err)) == TY_OK)
		if (unit->id == id)
			return true;
	return false;
}

/* Lets go of what get_unit() holds; before closing the store. */
static inline void let_go(void)
{
	get_unit(NULL, 0, NULL, NULL);
}

static inline int64_t count_units(struct ty_store *store)
{
	struct ty_stats stats;

	return ty_store_stats(store, &stats, &err) == TY_OK ? stats.units : -1;
}

/* Search for one text. */
static inline enum ty_status search(struct ty_hits **hits,
				    struct ty_store *store, const char *text,
				    const char *lang, size_t offset,
				    size_t limit)
{
	const struct ty_search_options o = {
		.lang = lang, .offset = offset, .limit = limit,
	};

	return ty_store_search(hits, store, &text, 1, &o, &err);
}

static inline int64_t count_hits(struct ty_store *store, const char *text)
{
	struct ty_hits *hits;
	int64_t n;

	if (search(&hits, store, text, NULL, 0, 0) != TY_OK)
		return -1;
	n = hits->total;
	ty_hits_free(hits);
	return n;
}

static inline int64_t count_troubles(struct ty_store *store)
{
	int64_t troubles = -1;

	ty_store_verify(store, &troubles, NULL, &err);
	return troubles;
}

#endif
