/* Which files beside a memory are of its fuzzy indexes: told by their names. */

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "flow/chain_files.h"

void ty_files_release(struct ty_files *files)
{
	while (files->n > 0)
		free(files->v[--files->n].path);
	free(files->v);
	memset(files, 0, sizeof(*files));
}

/* Ours is what ty_shelf_path() makes of the numbers in it, perhaps with the
 * ending of a temporary file. */
static bool parse(struct ty_file *f, const struct ty_shelf *shelf,
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
	struct ty_files		*files;
};

static void see_file(void *user, const char *path)
{
	struct listing *l = user;
	struct ty_files *files = l->files;
	struct ty_file f;

	if (!parse(&f, l->shelf, path))
		return;
	f.path = ty_strdup(path);
	files->v = ty_grow(files->v, &files->cap, files->n + 1,
			   sizeof(*files->v));
	files->v[files->n++] = f;
}

void ty_files_list(struct ty_files *files, const struct ty_shelf *shelf)
{
	struct listing l = { shelf, files };

	memset(files, 0, sizeof(*files));
	look(shelf->prefix, see_file, &l);
}

/* All that a memory has. */
struct survey {
	const struct ty_store	*store;
	size_t			 before;	/* the tag in a path */
	struct ty_shelf_lang	*v;
	size_t			 n, cap;
	int64_t			 files, bytes;
};

static void see_any(void *user, const char *path)
{
	struct survey *s = user;
	size_t len = strcspn(path + s->before, "-"), i;
	struct ty_shelf_lang lang = { "" };
	struct ty_shelf shelf;
	struct stat sb;
	struct ty_file f;
	bool is;

	if (!len || len >= sizeof(lang.tag))
		return;
	memcpy(lang.tag, path + s->before, len);
	ty_shelf_init(&shelf, s->store, lang.tag);
	is = !strncmp(path, shelf.prefix, strlen(shelf.prefix)) &&
	     parse(&f, &shelf, path);
	ty_shelf_release(&shelf);
	if (!is)
		return;
	if (!f.temp && stat(path, &sb) == 0) {
		s->files++;
		s->bytes += sb.st_size;
	}
	for (i = 0; i < s->n; i++)
		if (!strcmp(s->v[i].tag, lang.tag))
			return;
	s->v = ty_grow(s->v, &s->cap, s->n + 1, sizeof(*s->v));
	s->v[s->n++] = lang;
}

static void survey(struct survey *s, const struct ty_store *store)
{
	struct ty_buf prefix = TY_BUF_INIT;

	memset(s, 0, sizeof(*s));
	s->store = store;
	ty_buf_addf(&prefix, "%s-", ty_store_file(store));
	s->before = prefix.len;
	look(prefix.p, see_any, s);
	ty_buf_release(&prefix);
}

void ty_shelf_languages(struct ty_shelf_lang **out, size_t *n,
			const struct ty_store *store)
{
	struct survey s;

	survey(&s, store);
	*out = s.v;
	*n = s.n;
}

void ty_shelf_measure(const struct ty_store *store, int64_t *files,
		      int64_t *bytes)
{
	struct survey s;

	survey(&s, store);
	*files = s.files;
	*bytes = s.bytes;
	free(s.v);
}
