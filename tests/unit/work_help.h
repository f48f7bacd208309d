#ifndef WORK_HELP_H
#define WORK_HELP_H

/* What the tests of stories in work have in common: a memory in a folder of its
 * own, a desk on it, and writes in one line. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "flow/work.h"
#include "../tap.h"

static char folder[512], memory[600];
static struct ty_error err;

static inline void make_folder(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(folder, sizeof(folder), "%s/work.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(folder)) {
		perror(folder);
		exit(1);
	}
	snprintf(memory, sizeof(memory), "%s/m.tm", folder);
}

static inline void remove_folder(void)
{
	char command[600];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	ok(system(command) == 0, "the folder is removed");
}

static inline void bail(const char *what)
{
	printf("Bail out! %s: %s: %s\n", what, err.file, err.text);
	exit(1);
}

static inline struct ty_desk *open_desk(enum ty_open mode)
{
	const struct ty_desk_options options = {
		.memory = memory, .mode = mode, .data = "tm", .user = "mika",
		.threads = 1,
	};
	struct ty_desk *desk;

	if (ty_desk_open(&desk, &options, &err) != TY_OK)
		bail("desk");
	return desk;
}

static inline struct ty_work *open_work(const char *user)
{
	struct ty_work *work;

	if (ty_work_open(&work, memory, user, &err) != TY_OK)
		bail("work");
	return work;
}

static inline int64_t add(struct ty_work *work, struct ty_desk *desk,
			  const char *name, const char *text, int min)
{
	int64_t id;

	if (ty_work_add(&id, work, desk, text, strlen(text), name, NULL, min,
			&err) != TY_OK)
		bail("add");
	return id;
}

/* All segments of a story; free them. */
static inline struct ty_work_segments *all(struct ty_work *work, int64_t story)
{
	struct ty_work_segments *s;

	if (ty_work_segments(&s, work, story, 1, 0, &err) != TY_OK)
		bail("segments");
	return s;
}

/* Segment `number` of a story; its strings live until the call after next. */
static inline const struct ty_work_segment *at(struct ty_work *work,
					       int64_t story, int64_t number)
{
	static struct ty_work_segments *kept[2];
	static int next;

	next = !next;
	ty_work_segments_free(kept[next]);
	kept[next] = NULL;
	if (!work)
		return NULL;
	if (ty_work_segments(&kept[next], work, story, number, 1, &err) !=
	    TY_OK || kept[next]->n != 1)
		bail("segment");
	return &kept[next]->items[0];
}

/* Frees what at() holds. */
static inline void let_go(void)
{
	at(NULL, 0, 0);
	at(NULL, 0, 0);
}

static inline struct ty_work_write write_of(const struct ty_work_segment *s,
					    const char *target)
{
	return (struct ty_work_write){
		.segment = s->id, .revision = s->revision, .key = "",
		.target = target, .from = "typed",
	};
}

/* A draft, or a confirmed text, of segment `number` as it is now. */
static inline void type(struct ty_work *work, int64_t story, int64_t number,
			const char *target)
{
	struct ty_work_write w = write_of(at(work, story, number), target);
	struct ty_work_segments *out;

	if (ty_work_draft(&out, work, &w, &err) != TY_OK)
		bail("draft");
	ty_work_segments_free(out);
}

static inline void confirm(struct ty_work *work, int64_t story, int64_t number,
			   const char *target)
{
	struct ty_work_write w = write_of(at(work, story, number), target);
	struct ty_work_segments *out;

	if (ty_work_confirm(&out, work, &w, false, &err) != TY_OK)
		bail("confirm");
	ty_work_segments_free(out);
}

static inline size_t waiting(struct ty_work *work)
{
	size_t n = 0;

	if (ty_work_waiting(&n, work, &err) != TY_OK)
		bail("waiting");
	return n;
}

#endif
