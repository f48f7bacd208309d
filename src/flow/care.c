/* Looking into a memory and after it: the store does the work. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/desk.h"
#include "store/work.h"
#include "text/utf8.h"

enum ty_status ty_stats(struct ty_stats *out, struct ty_desk *desk,
			struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);

	if (st == TY_OK)
		st = ty_store_stats(store, out, err);
	if (st == TY_OK)
		ty_shelf_measure(store, &out->index_files, &out->index_bytes);
	return st;
}

static int64_t verify_files(struct ty_desk *desk)
{
	const char *const pair[2] = { desk->source, desk->target };
	struct ty_shelf_lang *langs;
	struct ty_shelf shelf;
	int64_t troubles = 0;
	size_t n, i;

	ty_shelf_languages(&langs, &n, desk->store);
	for (i = 0; i < n; i++) {
		ty_shelf_init(&shelf, desk->store, langs[i].tag);
		troubles += ty_shelf_verify(&shelf, &desk->monitor);
		ty_shelf_release(&shelf);
	}
	free(langs);
	return troubles + ty_learnt_verify(&desk->learnt, desk->store, pair,
					   &desk->monitor);
}

/* The file of stories in work beside the memory; NULL if there is none. */
static enum ty_status open_work(struct ty_workfile **out, struct ty_desk *desk,
				struct ty_error *err)
{
	enum ty_status st;

	st = ty_workfile_open(out, ty_store_path(desk->store), TY_READ, "",
			      err);
	return st == TY_ENOTFOUND ? TY_OK : st;
}

/* A file that cannot even be opened is a trouble, too. */
static enum ty_status verify_work(int64_t *troubles, struct ty_desk *desk,
				  struct ty_error *err)
{
	struct ty_workfile *file = NULL;
	struct ty_error why;
	enum ty_status st;

	*troubles = 0;
	st = open_work(&file, desk, &why);
	if (st == TY_OK && file)
		st = ty_workfile_verify(file, troubles, &desk->monitor, &why);
	else if (st == TY_EDAMAGED)
		ty_note(&desk->monitor, st, why.file, 0, 0, "%s", why.text);
	*troubles += st == TY_EDAMAGED && !*troubles;
	ty_workfile_close(file);
	if (st != TY_OK && st != TY_EDAMAGED && err)
		*err = why;
	return st == TY_EDAMAGED ? TY_OK : st;
}

enum ty_status ty_verify(int64_t *troubles, struct ty_desk *desk,
			 struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);
	int64_t others;

	if (st != TY_OK)
		return st;
	st = ty_store_verify(store, troubles, &desk->monitor, err);
	if (st != TY_OK && st != TY_EDAMAGED)
		return st;
	if ((st = verify_work(&others, desk, err)) != TY_OK)
		return st;
	*troubles += others + verify_files(desk);
	if (*troubles)
		st = ty_fail_at(err, TY_EDAMAGED, ty_store_path(store), 0, 0,
				Q_("%lld trouble found", "%lld troubles found",
				   (unsigned long)*troubles),
				(long long)*troubles);
	return st;
}

/* The stories in work beside the memory, if there are any: *made tells. */
static enum ty_status backup_work(bool *made, struct ty_desk *desk,
				  const char *path, struct ty_error *err)
{
	struct ty_workfile *file;
	enum ty_status st;

	*made = false;
	if ((st = open_work(&file, desk, err)) != TY_OK || !file)
		return st;
	st = ty_workfile_backup(file, path, &desk->monitor, err);
	*made = st == TY_OK;
	ty_workfile_close(file);
	return st;
}

/*
 * The work first: what its copy says is still to be taught the memory may know
 * by then, and is taught again without harm.  The other way round it could say
 * of a lesson that the memory has it, and the copy of the memory would not.
 */
enum ty_status ty_backup(struct ty_desk *desk, const char *path,
			 struct ty_error *err)
{
	struct ty_buf work = TY_BUF_INIT;
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);
	bool made;

	if (st != TY_OK)
		return st;
	ty_buf_addf(&work, "%s-work", path);
	st = backup_work(&made, desk, work.p, err);
	if (st == TY_OK) {
		st = ty_store_backup(store, path, &desk->monitor, err);
		if (st != TY_OK && made)
			unlink(work.p);
	}
	ty_buf_release(&work);
	return st;
}

/* The desk's languages, and those that have files. */
static enum ty_status reindex_all(struct ty_desk *desk, struct ty_error *err)
{
	struct ty_shelf_lang *langs;
	enum ty_status st;
	size_t n, i;

	st = ty_desk_reindex(desk, desk->source, err);
	if (st == TY_OK)
		st = ty_desk_reindex(desk, desk->target, err);
	ty_shelf_languages(&langs, &n, desk->store);
	for (i = 0; st == TY_OK && i < n; i++)
		if (!ty_lang_same(langs[i].tag, desk->source) &&
		    !ty_lang_same(langs[i].tag, desk->target))
			st = ty_desk_reindex(desk, langs[i].tag, err);
	free(langs);
	return st;
}

enum ty_status ty_reindex(struct ty_desk *desk, struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);

	if (st == TY_OK)
		st = ty_store_reindex(store, &desk->monitor, err);
	if (st == TY_OK)
		st = reindex_all(desk, err);
	/* What a small memory has to teach is learnt when somebody asks. */
	if (st == TY_OK)
		st = ty_desk_learn(desk, ty_desk_learnt(desk) != NULL,
				   TY_LEARNT_BATCH, err);
	return st;
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

	if (st == TY_OK)
		st = ty_store_undo(store, batch, desk->user, removed,
				   restored, kept, err);
	if (st == TY_OK)
		ty_desk_settle(desk);
	return st;
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
