/* Files that were sent, until they are used: where they lie, how many may. */

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "serve/uploads.h"
#include "text/utf8.h"

#define MOST		100
#define MOST_BYTES	((int64_t)4 << 30)
#define MOST_SECONDS	(24 * 60 * 60)
#define MOST_NAME	150		/* bytes of a file's name */

struct upload {
	char	*id, *path;
	int64_t	 bytes;
	time_t	 since;
};

struct ty_uploads {
	pthread_mutex_t	 lock;
	char		*folder;
	struct upload	*v;
	size_t		 n, cap;
	int64_t		 bytes, last;
};

struct ty_uploads *ty_uploads_open(const char *folder)
{
	struct ty_uploads *uploads = ty_alloc(1, sizeof(*uploads));

	pthread_mutex_init(&uploads->lock, NULL);
	uploads->folder = ty_strdup(folder);
	return uploads;
}

void ty_uploads_remove(char *path)
{
	char *slash = path ? strrchr(path, '/') : NULL;

	if (!slash)
		return;
	unlink(path);
	*slash = '\0';
	rmdir(path);
	free(path);
}

/* Take one out of the list; its path is the caller's. */
static char *take(struct ty_uploads *uploads, size_t i)
{
	struct upload u = uploads->v[i];

	uploads->bytes -= u.bytes;
	uploads->n--;
	memmove(&uploads->v[i], &uploads->v[i + 1],
		(uploads->n - i) * sizeof(*uploads->v));
	free(u.id);
	return u.path;
}

void ty_uploads_close(struct ty_uploads *uploads)
{
	if (!uploads)
		return;
	while (uploads->n)
		ty_uploads_remove(take(uploads, uploads->n - 1));
	free(uploads->folder);
	free(uploads->v);
	pthread_mutex_destroy(&uploads->lock);
	free(uploads);
}

/* Marks that turn text around or cannot be seen have no place in a name. */
static bool unseen(int32_t c)
{
	return c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) ||
	       c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
	       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
	       c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

void ty_file_name(struct ty_buf *out, const char *name)
{
	size_t from = out->len, len, i = 0, was;
	const char *p, *dot;
	int32_t c;

	for (p = name; *p; p++)
		if (*p == '/' || *p == '\\')
			name = p + 1;
	name += strspn(name, ". ");
	len = strlen(name);
	/* A long name keeps its extension. */
	dot = strrchr(name, '.');
	if (len > MOST_NAME && (!dot || strlen(dot) > 20))
		dot = name + len;
	while (i < len) {
		was = i;
		c = ty_utf8_next(name, len, &i);
		if (len > MOST_NAME && name + was < dot &&
		    i > MOST_NAME - strlen(dot)) {
			ty_buf_adds(out, dot);
			break;
		}
		if (unseen(c) || strchr("\"*:<>?|", (int)(c < 0x80 ? c : 'a')))
			ty_buf_addc(out, '_');
		else
			ty_buf_add(out, name + was, i - was);
	}
	if (out->len == from)
		ty_buf_adds(out, "file");
}

/* ---- the list */

static void forget_old(struct ty_uploads *uploads)
{
	time_t now = time(NULL);

	while (uploads->n && now - uploads->v[0].since > MOST_SECONDS)
		ty_uploads_remove(take(uploads, 0));
}

static enum ty_status move_in(char **path, const struct ty_uploads *uploads,
			      const char *id, const char *file,
			      const char *name, struct ty_error *err)
{
	struct ty_buf to = TY_BUF_INIT;

	ty_buf_addf(&to, "%s/%s", uploads->folder, id);
	if (mkdir(to.p, 0700) == 0) {
		ty_buf_addc(&to, '/');
		ty_file_name(&to, name);
		if (rename(file, to.p) == 0) {
			*path = ty_buf_detach(&to);
			return TY_OK;
		}
		rmdir(to.p);
	}
	ty_buf_release(&to);
	return ty_fail_errno(err, name, errno);
}

enum ty_status ty_uploads_keep(char **id, char **path,
			       struct ty_uploads *uploads, const char *file,
			       const char *name, struct ty_error *err)
{
	struct upload u = { .since = time(NULL) };
	struct stat s;
	enum ty_status st;
	char word[32];

	*id = *path = NULL;
	if (stat(file, &s) != 0)
		return ty_fail_errno(err, name, errno);
	u.bytes = s.st_size;
	pthread_mutex_lock(&uploads->lock);
	forget_old(uploads);
	snprintf(word, sizeof(word), "u%lld", (long long)++uploads->last);
	if (uploads->n == MOST || uploads->bytes + u.bytes > MOST_BYTES)
		st = ty_fail(err, TY_ELIMIT,
			     _("too many files wait to be used; use some of them first"));
	else
		st = move_in(&u.path, uploads, word, file, name, err);
	if (st == TY_OK) {
		u.id = ty_strdup(word);
		uploads->v = ty_grow(uploads->v, &uploads->cap, uploads->n + 1,
				     sizeof(u));
		uploads->v[uploads->n++] = u;
		uploads->bytes += u.bytes;
		*id = ty_strdup(word);
		*path = ty_strdup(u.path);
	}
	pthread_mutex_unlock(&uploads->lock);
	return st;
}

/* The place of an upload in the list; its length if it is not there. */
static size_t place_of(const struct ty_uploads *uploads, const char *id)
{
	size_t i;

	for (i = 0; i < uploads->n && strcmp(uploads->v[i].id, id); i++)
		;
	return i;
}

static enum ty_status no_upload(const char *id, struct ty_error *err)
{
	return ty_fail(err, TY_ENOTFOUND,
		       _("no uploaded file '%s' waits; it may have been used already"),
		       id);
}

enum ty_status ty_uploads_find(char **path, struct ty_uploads *uploads,
			       const char *id, struct ty_error *err)
{
	size_t i;

	*path = NULL;
	pthread_mutex_lock(&uploads->lock);
	forget_old(uploads);
	i = place_of(uploads, id);
	if (i < uploads->n)
		*path = ty_strdup(uploads->v[i].path);
	pthread_mutex_unlock(&uploads->lock);
	return *path ? TY_OK : no_upload(id, err);
}

enum ty_status ty_uploads_take(char **paths, struct ty_uploads *uploads,
			       const char *const *ids, size_t n,
			       struct ty_error *err)
{
	enum ty_status st = TY_OK;
	size_t i, k;

	pthread_mutex_lock(&uploads->lock);
	forget_old(uploads);
	for (i = 0; i < n && st == TY_OK; i++) {
		for (k = 0; k < i && strcmp(ids[k], ids[i]); k++)
			;
		if (k < i || place_of(uploads, ids[i]) == uploads->n)
			st = no_upload(ids[i], err);
	}
	for (i = 0; i < n && st == TY_OK; i++)
		paths[i] = take(uploads, place_of(uploads, ids[i]));
	pthread_mutex_unlock(&uploads->lock);
	return st;
}

void ty_uploads_used(struct ty_uploads *uploads, const char *path)
{
	size_t i;

	pthread_mutex_lock(&uploads->lock);
	for (i = 0; path && i < uploads->n; i++)
		if (!strcmp(uploads->v[i].path, path)) {
			ty_uploads_remove(take(uploads, i));
			break;
		}
	pthread_mutex_unlock(&uploads->lock);
}
