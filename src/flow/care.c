/* Looking into a memory and after it: the store does the work. */

#include <string.h>

#include "flow/desk.h"
#include "text/utf8.h"

enum ty_status ty_stats(struct ty_stats *out, struct ty_desk *desk,
			struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);

	return st == TY_OK ? ty_store_stats(store, out, err) : st;
}

enum ty_status ty_verify(int64_t *troubles, struct ty_desk *desk,
			 struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);

	return st == TY_OK ?
		ty_store_verify(store, troubles, &desk->monitor, err) : st;
}

enum ty_status ty_backup(struct ty_desk *desk, const char *path,
			 struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);

	return st == TY_OK ?
		ty_store_backup(store, path, &desk->monitor, err) : st;
}

enum ty_status ty_reindex(struct ty_desk *desk, struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);

	return st == TY_OK ?
		ty_store_reindex(store, &desk->monitor, err) : st;
}

enum ty_status ty_log(struct ty_batches **out, struct ty_desk *desk,
		      size_t limit, struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);

	*out = NULL;
	return st == TY_OK ? ty_store_log(out, store, limit, err) : st;
}

enum ty_status ty_undo(int64_t *removed, int64_t *restored, int64_t *kept,
		       struct ty_desk *desk, int64_t batch,
		       struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);

	return st == TY_OK ? ty_store_undo(store, batch, desk->user, removed,
					   restored, kept, err) : st;
}

enum ty_status ty_search(struct ty_hits **out, struct ty_desk *desk,
			 const char *const *texts, size_t ntexts,
			 const struct ty_search_options *options,
			 struct ty_error *err)
{
	struct ty_search_options asked = { .limit = 20 };
	struct ty_store *store;
	char tag[TY_LANG_MAX];
	enum ty_status st;
	size_t i;

	*out = NULL;
	if (options)
		asked = *options;
	st = ty_desk_store(&store, desk, err);
	for (i = 0; st == TY_OK && i < ntexts; i++)
		st = ty_utf8_require(texts[i], strlen(texts[i]), "", 1, err);
	if (st == TY_OK && asked.other)
		st = ty_utf8_require(asked.other, strlen(asked.other), "", 1,
				     err);
	if (st == TY_OK && asked.lang &&
	    (st = ty_lang_canonical(tag, asked.lang, err)) == TY_OK)
		asked.lang = tag;
	return st != TY_OK ? st : ty_store_search(out, store, texts, ntexts,
						  &asked, err);
}
