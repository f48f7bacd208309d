/* The files of a fuzzy index: their names, and which of them make a chain. */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/chain_files.h"

/* What a segment of the index is: raised when other texts than those of all
 * units that are not rejected go into it. */
#define IDENTITY	1
/* A temporary file that nobody wrote for so long is nobody's. */
#define STALE_SECONDS	600

/* ---------------------------------------------------------------- chains -- */

void ty_chain_push(struct ty_chain *chain, struct ty_shard *shard, bool saved)
{
	chain->v = ty_grow(chain->v, &chain->cap, chain->n + 1,
			   sizeof(*chain->v));
	chain->v[chain->n++] = (struct ty_piece){ shard, saved };
}

void ty_chain_clear(struct ty_chain *chain)
{
	while (chain->n > 0)
		ty_shard_unref(chain->v[--chain->n].shard);
	free(chain->v);
	memset(chain, 0, sizeof(*chain));
}

int64_t ty_chain_end(const struct ty_chain *chain)
{
	return chain->n ? ty_shard_head(chain->v[chain->n - 1].shard)->to : 0;
}

/* ----------------------------------------------------------------- names -- */

void ty_shelf_init(struct ty_shelf *shelf, const struct ty_store *store,
		   const char *lang)
{
	struct ty_buf prefix = TY_BUF_INIT;
	size_t n = strcspn(lang, "-_");

	memset(shelf, 0, sizeof(*shelf));
	if (n >= sizeof(shelf->like.lang))
		n = sizeof(shelf->like.lang) - 1;
	memcpy(shelf->like.lang, lang, n);
	shelf->like.tokens = ty_tokens_version();
	shelf->like.identity = IDENTITY;
	ty_buf_addf(&prefix, "%s-%s-", ty_store_file(store), shelf->like.lang);
	shelf->prefix = ty_buf_detach(&prefix);
}

void ty_shelf_release(struct ty_shelf *shelf)
{
	free(shelf->prefix);
	shelf->prefix = NULL;
}

char *ty_shelf_path(const struct ty_shelf *shelf, int64_t from, int64_t to)
{
	struct ty_buf path = TY_BUF_INIT;

	ty_buf_addf(&path, "%s%lld-%lld.index", shelf->prefix, (long long)from,
		    (long long)to);
	return ty_buf_detach(&path);
}

bool ty_shelf_writable(const struct ty_shelf *shelf)
{
	const char *slash = strrchr(shelf->prefix, '/');
	char *folder = slash ?
		ty_strndup(shelf->prefix, (size_t)(slash - shelf->prefix) + 1) :
		ty_strdup(".");
	bool can = access(folder, W_OK) == 0;

	free(folder);
	return can;
}

/* --------------------------------------------------------------- loading -- */

/* Is the shard what its name says, made as we would, and of the memory's own
 * past?  A file of a memory that was restored from a copy, and then went
 * another way, has another stamp. */
static enum ty_status belongs(bool *it_does, const struct ty_file *f,
			      const struct ty_shelf *shelf,
			      const struct ty_shard *shard,
			      struct ty_store *store, struct ty_error *err)
{
	const struct ty_shard_head *h = ty_shard_head(shard);
	int64_t stamp = 0;
	enum ty_status st;

	*it_does = false;
	if (h->from != f->from || h->to != f->to ||
	    h->tokens != shelf->like.tokens ||
	    h->identity != shelf->like.identity ||
	    strcmp(h->lang, shelf->like.lang))
		return TY_OK;
	st = ty_store_stamp(store, h->to, &stamp, err);
	*it_does = st == TY_OK && (uint64_t)stamp == h->stamp;
	return st == TY_END ? TY_OK : st;
}

/* Of the files that go on where the chain ends, the one that reaches
 * furthest. */
static struct ty_file *next(struct ty_files *files, int64_t end, int64_t now)
{
	struct ty_file *best = NULL;
	size_t i;

	for (i = 0; i < files->n; i++) {
		struct ty_file *f = &files->v[i];

		if (!f->temp && !f->bad && f->from <= end && f->to > end &&
		    f->to <= now && (!best || f->to > best->to))
			best = f;
	}
	return best;
}

/* TY_END: a file went while we looked. */
static enum ty_status load(const struct ty_shelf *shelf, struct ty_files *files,
			   struct ty_store *store, struct ty_chain *chain,
			   const struct ty_monitor *monitor,
			   struct ty_error *err)
{
	struct ty_shard *shard;
	struct ty_error why;
	enum ty_status st;
	struct ty_file *f;
	bool went = false;
	int64_t now, stamp;

	if ((st = ty_store_sequence(store, &now, &stamp, err)) != TY_OK)
		return st;
	while ((f = next(files, ty_chain_end(chain), now))) {
		bool ours = false;

		st = ty_shard_open(&shard, f->path, &why);
		if (st == TY_OK) {
			st = belongs(&ours, f, shelf, shard, store, err);
			if (st != TY_OK) {
				ty_shard_unref(shard);
				return st;
			}
		} else if (st == TY_ENOTFOUND) {
			went = true;
		} else {
			ty_note(monitor, st, why.file, 0, 0, "%s", why.text);
			if (st == TY_EDAMAGED)
				unlink(f->path);
		}
		f->bad = !ours;
		if (ours)
			ty_chain_push(chain, shard, true);
		else if (st == TY_OK)
			ty_shard_unref(shard);
	}
	return went ? TY_END : TY_OK;
}

enum ty_status ty_shelf_load(const struct ty_shelf *shelf,
			     struct ty_store *store, struct ty_chain *chain,
			     const struct ty_monitor *monitor,
			     struct ty_error *err)
{
	enum ty_status st = TY_END;
	int tries;

	/* Somebody may be joining files: what we saw is gone, and what they
	 * were joined to is there. */
	for (tries = 0; st == TY_END && tries < 4; tries++) {
		struct ty_files files;

		ty_chain_clear(chain);
		ty_files_list(&files, shelf);
		st = load(shelf, &files, store, chain, monitor, err);
		ty_files_release(&files);
	}
	return st == TY_END ? TY_OK : st;
}

/* ------------------------------------------------------- saving, tidying -- */

enum ty_status ty_shelf_save(const struct ty_shelf *shelf,
			     struct ty_shard **shard, struct ty_error *err)
{
	const struct ty_shard_head *h = ty_shard_head(*shard);
	char *path = ty_shelf_path(shelf, h->from, h->to);
	struct ty_shard *mapped;
	enum ty_status st;

	st = ty_shard_write(*shard, path, err);
	/* The file's pages are shared with other processes. */
	if (st == TY_OK && ty_shard_open(&mapped, path, NULL) == TY_OK) {
		ty_shard_unref(*shard);
		*shard = mapped;
	}
	free(path);
	return st;
}

static bool in_chain(const struct ty_chain *chain, const struct ty_file *f)
{
	size_t i;

	for (i = 0; i < chain->n; i++) {
		const struct ty_shard_head *h =
			ty_shard_head(chain->v[i].shard);

		if (h->from == f->from && h->to == f->to)
			return true;
	}
	return false;
}

static bool stale(const struct ty_file *f)
{
	struct stat sb;

	return f->temp && stat(f->path, &sb) == 0 &&
	       sb.st_mtime + STALE_SECONDS < time(NULL);
}

/* Are the files of the chain, up to change `end`, among these?  Somebody may
 * have joined them, and then what they were joined to is to stay. */
static bool all_there(const struct ty_chain *chain, int64_t end,
		      const struct ty_files *files)
{
	size_t wanted = 0, there = 0, i;

	for (i = 0; i < chain->n; i++)
		wanted += ty_shard_head(chain->v[i].shard)->to <= end;
	for (i = 0; i < files->n; i++)
		there += !files->v[i].temp && files->v[i].to <= end &&
			 in_chain(chain, &files->v[i]);
	return there == wanted;
}

void ty_shelf_clean(const struct ty_shelf *shelf, const struct ty_chain *chain,
		    int64_t end)
{
	struct ty_files files;
	bool needless;
	size_t i;

	ty_files_list(&files, shelf);
	needless = all_there(chain, end, &files);
	for (i = 0; i < files.n; i++) {
		struct ty_file *f = &files.v[i];

		if (stale(f) || (needless && !f->temp && f->to <= end &&
				 !in_chain(chain, f)))
			unlink(f->path);
	}
	ty_files_release(&files);
}

int64_t ty_shelf_verify(const struct ty_shelf *shelf,
			const struct ty_monitor *monitor)
{
	struct ty_shard *shard;
	struct ty_error why;
	struct ty_files files;
	int64_t troubles = 0;
	enum ty_status st;
	size_t i;

	ty_files_list(&files, shelf);
	for (i = 0; i < files.n; i++) {
		if (files.v[i].temp)
			continue;
		st = ty_shard_open(&shard, files.v[i].path, &why);
		if (st == TY_OK) {
			st = ty_shard_verify(shard, &why);
			ty_shard_unref(shard);
		}
		if (st != TY_EDAMAGED)
			continue;
		troubles++;
		ty_note(monitor, st, why.file, 0, 0,
			_("%s; 'taiyaku reindex' builds it again"), why.text);
	}
	ty_files_release(&files);
	return troubles;
}
