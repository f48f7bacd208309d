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
			 const char *text, const char *lang, size_t offset,
			 size_t limit, struct ty_error *err)
{
	struct ty_store *store;
	char tag[TY_LANG_MAX];
	enum ty_status st;

	*out = NULL;
	if ((st = ty_desk_store(&store, desk, err)) != TY_OK)
		return st;
	if ((st = ty_utf8_require(text, strlen(text), "", 1, err)) != TY_OK)
		return st;
	if (lang && (st = ty_lang_canonical(tag, lang, err)) != TY_OK)
		return st;
	return ty_store_search(out, store, text, lang ? tag : NULL, offset,
			       limit, err);
}
