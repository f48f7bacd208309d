/* The files of a fuzzy index: their names, and which of them make a chain. */

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/chain.h"

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

/* A file beside the memory that bears a name of ours. */
struct file {
	char	*path;
	int64_t	 from, to;
	bool	 temp;			/* not whole */
	bool	 bad;
};
struct files {
	struct file	*v;
	size_t		 n, cap;
};

static void release(struct files *files)
{
	while (files->n > 0)
		free(files->v[--files->n].path);
	free(files->v);
	memset(files, 0, sizeof(*files));
}

/* Ours is what ty_shelf_path() makes of the numbers in it, perhaps with the
 * ending of a temporary file. */
static bool parse(struct file *f, const struct ty_shelf *shelf,
		  const char *path)
{
	const char *p = path + strlen(shelf->prefix);
	char *end, *name;
	size_t n;
	bool is;

	errno = 0;
	f->from = strtoll(p, &end, 10);
	if (errno || *end != '-')
		return false;
	f->to = strtoll(end + 1, &end, 10);
	if (errno || f->from < 0 || f->to <= f->from)
		return false;
	name = ty_shelf_path(shelf, f->from, f->to);
	n = strlen(name);
	f->temp = !strncmp(path, name, n) && path[n] == '.' &&
		  strlen(path + n) == 7;
	f->bad = false;
	is = f->temp || !strcmp(path, name);
	free(name);
	return is;
}

/* Call `see` with all paths that begin with `prefix`. */
static void look(const char *prefix,
		 void (*see)(void *user, const char *path), void *user)
{
	const char *slash = strrchr(prefix, '/');
	size_t before = slash ? (size_t)(slash - prefix) + 1 : 0;
	char *folder = before ? ty_strndup(prefix, before) : ty_strdup(".");
	struct ty_buf path = TY_BUF_INIT;
	DIR *dir = opendir(folder);
	struct dirent *d;

	while (dir && (d = readdir(dir))) {
		if (strncmp(d->d_name, prefix + before,
			    strlen(prefix + before)))
			continue;
		ty_buf_clear(&path);
		ty_buf_add(&path, prefix, before);
		ty_buf_adds(&path, d->d_name);
		see(user, path.p);
	}
	if (dir)
		closedir(dir);
	ty_buf_release(&path);
	free(folder);
}

struct listing {
	const struct ty_shelf	*shelf;
	struct files		*files;
};

static void see_file(void *user, const char *path)
{
	struct listing *l = user;
	struct files *files = l->files;
	struct file f;

	if (!parse(&f, l->shelf, path))
		return;
	f.path = ty_strdup(path);
	files->v = ty_grow(files->v, &files->cap, files->n + 1,
			   sizeof(*files->v));
	files->v[files->n++] = f;
}

static void list(struct files *files, const struct ty_shelf *shelf)
{
	struct listing l = { shelf, files };

	memset(files, 0, sizeof(*files));
	look(shelf->prefix, see_file, &l);
}

struct languages {
	const struct ty_store	*store;
	size_t			 before;	/* the tag in a path */
	struct ty_shelf_lang	*v;
	size_t			 n, cap;
};

static void see_language(void *user, const char *path)
{
	struct languages *l = user;
	size_t len = strcspn(path + l->before, "-"), i;
	struct ty_shelf_lang lang = { "" };
	struct ty_shelf shelf;
	struct file f;
	bool is;

	if (!len || len >= sizeof(lang.tag))
		return;
	memcpy(lang.tag, path + l->before, len);
	ty_shelf_init(&shelf, l->store, lang.tag);
	is = !strncmp(path, shelf.prefix, strlen(shelf.prefix)) &&
	     parse(&f, &shelf, path);
	ty_shelf_release(&shelf);
	for (i = 0; i < l->n; i++)
		is = is && strcmp(l->v[i].tag, lang.tag);
	if (!is)
		return;
	l->v = ty_grow(l->v, &l->cap, l->n + 1, sizeof(*l->v));
	l->v[l->n++] = lang;
}

void ty_shelf_languages(struct ty_shelf_lang **out, size_t *n,
			const struct ty_store *store)
{
	struct languages l = { .store = store };
	struct ty_buf prefix = TY_BUF_INIT;

	ty_buf_addf(&prefix, "%s-", ty_store_file(store));
	l.before = prefix.len;
	look(prefix.p, see_language, &l);
	ty_buf_release(&prefix);
	*out = l.v;
	*n = l.n;
}

/* --------------------------------------------------------------- loading -- */

/* Is the shard what its name says, made as we would, and of the memory's own
 * past?  A file of a memory that was restored from a copy, and then went
 * another way, has another stamp. */
static enum ty_status belongs(bool *it_does, const struct file *f,
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
static struct file *next(struct files *files, int64_t end, int64_t now)
{
	struct file *best = NULL;
	size_t i;

	for (i = 0; i < files->n; i++) {
		struct file *f = &files->v[i];

		if (!f->temp && !f->bad && f->from <= end && f->to > end &&
		    f->to <= now && (!best || f->to > best->to))
			best = f;
	}
	return best;
}

/* TY_END: a file went while we looked. */
static enum ty_status load(const struct ty_shelf *shelf, struct files *files,
			   struct ty_store *store, struct ty_chain *chain,
			   const struct ty_monitor *monitor,
			   struct ty_error *err)
{
	struct ty_shard *shard;
	struct ty_error why;
	enum ty_status st;
	struct file *f;
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
		struct files files;

		ty_chain_clear(chain);
		list(&files, shelf);
		st = load(shelf, &files, store, chain, monitor, err);
		release(&files);
	}
	return st == TY_END ? TY_OK : st;
}

/* --------------------------------------------------------- saving, tidying -- */

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

static bool in_chain(const struct ty_chain *chain, const struct file *f)
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

static bool stale(const struct file *f)
{
	struct stat sb;

	return f->temp && stat(f->path, &sb) == 0 &&
	       sb.st_mtime + STALE_SECONDS < time(NULL);
}

/* Are the files of the chain, up to change `end`, among these?  Somebody may
 * have joined them, and then what they were joined to is to stay. */
static bool all_there(const struct ty_chain *chain, int64_t end,
		      const struct files *files)
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
	struct files files;
	bool needless;
	size_t i;

	list(&files, shelf);
	needless = all_there(chain, end, &files);
	for (i = 0; i < files.n; i++) {
		struct file *f = &files.v[i];

		if (stale(f) || (needless && !f->temp && f->to <= end &&
				 !in_chain(chain, f)))
			unlink(f->path);
	}
	release(&files);
}

int64_t ty_shelf_verify(const struct ty_shelf *shelf,
			const struct ty_monitor *monitor)
{
	struct ty_shard *shard;
	struct ty_error why;
	struct files files;
	int64_t troubles = 0;
	enum ty_status st;
	size_t i;

	list(&files, shelf);
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
	release(&files);
	return troubles;
}
