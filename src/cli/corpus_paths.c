/* The stories that a folder or a list stands for. */

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/io.h"
#include "cli/corpus.h"
#include "text/utf8.h"

#define MOST_DEPTH	32		/* folders in folders */
#define MAX_PATH	65536		/* bytes of a line */

void release_paths(struct paths *paths)
{
	while (paths->n > 0)
		free(paths->v[--paths->n]);
	free(paths->v);
	memset(paths, 0, sizeof(*paths));
}

static void add(struct paths *paths, struct ty_buf *path)
{
	paths->v = ty_grow(paths->v, &paths->cap, paths->n + 1,
			   sizeof(*paths->v));
	paths->v[paths->n++] = ty_buf_detach(path);
}

static int visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Whatever the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Links to files are followed, links to folders are not: they may go round in
 * a circle. */
static enum ty_status walk(struct paths *paths, const char *folder, int depth,
			   struct ty_error *err)
{
	struct dirent **names = NULL;
	enum ty_status st = TY_OK;
	int n, i;

	n = depth > MOST_DEPTH ? 0 : scandir(folder, &names, visible, by_name);
	if (n < 0)
		return ty_fail_errno(err, folder, errno);
	for (i = 0; i < n; i++) {
		struct ty_buf path = TY_BUF_INIT;
		struct stat at;

		ty_buf_addf(&path, "%s%s%s", folder,
			    folder[strlen(folder) - 1] == '/' ? "" : "/",
			    names[i]->d_name);
		if (st == TY_OK && lstat(path.p, &at) == 0) {
			if (S_ISDIR(at.st_mode))
				st = walk(paths, path.p, depth + 1, err);
			else if (stat(path.p, &at) == 0 && S_ISREG(at.st_mode))
				add(paths, &path);
		}
		ty_buf_release(&path);
		free(names[i]);
	}
	free(names);
	return st;
}

static enum ty_status read_list(struct paths *paths, const char *list,
				struct ty_error *err)
{
	const char *slash = strrchr(list, '/');
	struct ty_buf line = TY_BUF_INIT;
	enum ty_status st;
	long number = 0;
	FILE *f;

	if ((st = ty_open_input(&f, list, err)) != TY_OK)
		return st;
	while ((st = ty_read_line(&line, f, list, ++number, MAX_PATH, err)) ==
	       TY_OK) {
		struct ty_buf path = TY_BUF_INIT;

		if (number == 1)
			ty_skip_mark(&line);
		if (!line.len || line.p[0] == '#')
			continue;
		if ((st = ty_utf8_require(line.p, line.len, list, number,
					  err)) != TY_OK)
			break;
		if (line.p[0] != '/' && slash)
			ty_buf_add(&path, list, (size_t)(slash - list) + 1);
		ty_buf_adds(&path, line.p);
		add(paths, &path);
	}
	ty_buf_release(&line);
	ty_close_input(f);
	return st == TY_END ? TY_OK : st;
}

static enum ty_status known_pair(struct story_list *pairs, const char *line,
				 const char *path, long number,
				 struct ty_error *err)
{
	const char *tab = strchr(line, '\t');
	size_t n = tab ? strcspn(tab + 1, "\t") : 0;

	if (!tab || tab == line || !n)
		return ty_fail_at(err, TY_ESYNTAX, path, number, 0,
			_("not a line of two paths with a tab between"));
	pairs->v = ty_grow(pairs->v, &pairs->cap, pairs->n + 1,
			   sizeof(*pairs->v));
	pairs->v[pairs->n].source = ty_strndup(line, (size_t)(tab - line));
	pairs->v[pairs->n++].target = ty_strndup(tab + 1, n);
	return TY_OK;
}

enum ty_status read_known_pairs(struct story_list *pairs, const char *path,
				struct ty_error *err)
{
	struct ty_buf line = TY_BUF_INIT;
	enum ty_status st;
	long number = 0;
	FILE *f;

	if ((st = ty_open_input(&f, path, err)) != TY_OK)
		return st;
	while ((st = ty_read_line(&line, f, path, ++number, MAX_PATH, err)) ==
	       TY_OK) {
		if (line.len && line.p[0] != '#' &&
		    ((st = ty_utf8_require(line.p, line.len, path, number,
					   err)) != TY_OK ||
		     (st = known_pair(pairs, line.p, path, number, err)) !=
		     TY_OK))
			break;
	}
	ty_buf_release(&line);
	ty_close_input(f);
	return st == TY_END ? TY_OK : st;
}

enum ty_status find_stories(struct paths *paths, const char *arg,
			    struct ty_error *err)
{
	struct stat at;
	enum ty_status st;

	st = stat(arg, &at) == 0 && S_ISDIR(at.st_mode) ?
	     walk(paths, arg, 0, err) : read_list(paths, arg, err);
	if (st == TY_OK && !paths->n)
		st = ty_fail_at(err, TY_ENOTFOUND, arg, 0, 0,
				_("no stories there"));
	return st;
}
