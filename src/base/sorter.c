/* Sorting more than memory holds: runs on disk, merged as they are read. */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/sorter.h"

#define RUN		((size_t)1 << 21)	/* records in memory: 32 MB */
#define PIECE		((size_t)1 << 12)	/* read of a run at a time */

struct run {
	FILE			*f;
	struct ty_sorted	*v;		/* a piece of it */
	size_t			 n, at;
};

struct ty_sorter {
	char			*folder;
	struct ty_sorted	*v;
	size_t			 n, cap, at;
	struct run		*runs;		/* a heap while it is read: the
						   smallest record first */
	size_t			 nruns, cap_runs, live;
};

struct ty_sorter *ty_sorter_new(const char *folder)
{
	struct ty_sorter *sorter = ty_alloc(1, sizeof(*sorter));

	sorter->folder = ty_strdup(folder);
	return sorter;
}

void ty_sorter_free(struct ty_sorter *sorter)
{
	size_t i;

	if (!sorter)
		return;
	for (i = 0; i < sorter->nruns; i++) {
		fclose(sorter->runs[i].f);
		free(sorter->runs[i].v);
	}
	free(sorter->runs);
	free(sorter->v);
	free(sorter->folder);
	free(sorter);
}

static int compare(const void *a, const void *b)
{
	const struct ty_sorted *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->value > y->value) - (x->value < y->value);
}

FILE *ty_nameless_file(const char *folder)
{
	struct ty_buf path = TY_BUF_INIT;
	FILE *f = NULL;
	int fd, e;

	ty_buf_addf(&path, "%s/tmp.XXXXXX", folder);
	fd = mkstemp(path.p);
	if (fd >= 0) {
		unlink(path.p);
		f = fdopen(fd, "w+b");
	}
	e = errno;
	if (!f && fd >= 0)
		close(fd);
	ty_buf_release(&path);
	errno = e;
	return f;
}

static enum ty_status spill(struct ty_sorter *sorter, struct ty_error *err)
{
	struct run *run;
	FILE *f = ty_nameless_file(sorter->folder);

	if (!f)
		return ty_fail_errno(err, sorter->folder, errno);
	sorter->runs = ty_grow(sorter->runs, &sorter->cap_runs,
			       sorter->nruns + 1, sizeof(*sorter->runs));
	run = &sorter->runs[sorter->nruns++];
	memset(run, 0, sizeof(*run));
	run->f = f;
	run->v = ty_alloc(PIECE, sizeof(*run->v));
	qsort(sorter->v, sorter->n, sizeof(*sorter->v), compare);
	errno = 0;
	if (fwrite(sorter->v, sizeof(*sorter->v), sorter->n, f) != sorter->n ||
	    fflush(f) != 0)
		return ty_fail_errno(err, sorter->folder, errno ? errno : EIO);
	sorter->n = 0;
	return TY_OK;
}

enum ty_status ty_sorter_add(struct ty_sorter *sorter, uint64_t key,
			     uint64_t value, struct ty_error *err)
{
	if (sorter->n == RUN) {
		enum ty_status st = spill(sorter, err);

		if (st != TY_OK)
			return st;
	}
	sorter->v = ty_grow(sorter->v, &sorter->cap, sorter->n + 1,
			    sizeof(*sorter->v));
	sorter->v[sorter->n].key = key;
	sorter->v[sorter->n++].value = value;
	return TY_OK;
}

/* ---------------------------------------------------------------- merging */

static void swap(struct run *a, struct run *b)
{
	struct run t = *a;

	*a = *b;
	*b = t;
}

static bool before(const struct run *a, const struct run *b)
{
	return compare(&a->v[a->at], &b->v[b->at]) < 0;
}

static void sink(struct ty_sorter *sorter, size_t i)
{
	struct run *r = sorter->runs;

	for (;;) {
		size_t least = i, child = 2 * i + 1;

		if (child < sorter->live && before(&r[child], &r[least]))
			least = child;
		if (child + 1 < sorter->live && before(&r[child + 1], &r[least]))
			least = child + 1;
		if (least == i)
			return;
		swap(&r[i], &r[least]);
		i = least;
	}
}

/* The next piece of a run; n is 0 at its end. */
static enum ty_status refill(struct run *run, const struct ty_sorter *sorter,
			     struct ty_error *err)
{
	run->at = 0;
	run->n = fread(run->v, sizeof(*run->v), PIECE, run->f);
	return run->n || !ferror(run->f) ? TY_OK :
	       ty_fail_errno(err, sorter->folder, EIO);
}

enum ty_status ty_sorter_rewind(struct ty_sorter *sorter, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	size_t i;

	/* What fits into memory never was on disk. */
	if (sorter->nruns && sorter->n)
		st = spill(sorter, err);
	else if (sorter->n)
		qsort(sorter->v, sorter->n, sizeof(*sorter->v), compare);
	sorter->at = 0;
	if (sorter->nruns) {
		free(sorter->v);
		sorter->v = NULL;
		sorter->cap = 0;
	}
	sorter->live = sorter->nruns;
	for (i = 0; st == TY_OK && i < sorter->nruns; i++) {
		rewind(sorter->runs[i].f);
		st = refill(&sorter->runs[i], sorter, err);
	}
	for (i = sorter->live; st == TY_OK && i-- > 0;)
		sink(sorter, i);
	return st;
}

enum ty_status ty_sorter_next(struct ty_sorter *sorter, struct ty_sorted *out,
			      struct ty_error *err)
{
	struct run *first = sorter->runs;
	enum ty_status st = TY_OK;

	if (!sorter->nruns) {
		if (sorter->at == sorter->n)
			return TY_END;
		*out = sorter->v[sorter->at++];
		return TY_OK;
	}
	if (!sorter->live)
		return TY_END;
	*out = first->v[first->at++];
	if (first->at == first->n) {
		st = refill(first, sorter, err);
		if (!first->n)
			swap(first, &sorter->runs[--sorter->live]);
	}
	if (st == TY_OK)
		sink(sorter, 0);
	return st;
}
