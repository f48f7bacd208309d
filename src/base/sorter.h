#ifndef TY_BASE_SORTER_H
#define TY_BASE_SORTER_H

#include <stdint.h>
#include <stdio.h>

#include "taiyaku.h"

/*
 * Any number of records in order of key, then of value, in bounded memory: what
 * is too much for it lies in files without a name in `folder`.
 */
struct ty_sorted {
	uint64_t	key, value;
};

struct ty_sorter;
struct ty_sorter *ty_sorter_new(const char *folder);
void ty_sorter_free(struct ty_sorter *sorter);

/* Errors: TY_EIO. */
enum ty_status ty_sorter_add(struct ty_sorter *sorter, uint64_t key,
			     uint64_t value, struct ty_error *err);
/* Begin, or begin again, to read; nothing can be added any more. */
enum ty_status ty_sorter_rewind(struct ty_sorter *sorter,
				struct ty_error *err);
enum ty_status ty_sorter_next(struct ty_sorter *sorter, struct ty_sorted *out,
			      struct ty_error *err);	/* TY_END */

/* A new file without a name in a folder; NULL: errno says why. */
FILE *ty_nameless_file(const char *folder);

#endif
