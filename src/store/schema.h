#ifndef TY_STORE_SCHEMA_H
#define TY_STORE_SCHEMA_H

#include "store/db.h"

/* The files of tm/schema, and those of tm/schema/work, in order, made into C by
 * the Makefile.  Step N brings PRAGMA user_version from N to N+1. */
extern const char *const ty_schema[], *const ty_schema_work[];
extern const int ty_schema_len, ty_schema_work_len;

enum ty_status ty_schema_version(int64_t *version, struct ty_store *store,
				 struct ty_error *err);

/* The steps from `version` on, within a transaction of the caller. */
enum ty_status ty_schema_run(struct ty_store *store, int64_t version,
			     struct ty_error *err);

/* Bring a file of `version` up to date, keeping the old one beside it; build a
 * memory's concordance if it is of other terms than ours. */
enum ty_status ty_schema_update(struct ty_store *store, int64_t version,
				struct ty_error *err);

/* Call `differs` for each table, index or trigger that is not as the steps
 * make it. */
enum ty_status ty_schema_compare(struct ty_store *store,
				 void (*differs)(void *user, const char *name),
				 void *user, struct ty_error *err);

#endif
