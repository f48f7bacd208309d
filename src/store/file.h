#ifndef TY_STORE_FILE_H
#define TY_STORE_FILE_H

#include "store/db.h"

/* How to open a file with sqlite3_open_v2(): a URI, so that no name is taken
 * for one.  `immutable`: nothing beside it can be written. */
void ty_file_uri(struct ty_buf *out, const char *path, bool immutable);

/* The path itself, whatever links lead there: absolute, to be free()d. */
char *ty_file_real(const char *path);

/*
 * A new file appears whole or not at all: made under another name in the same
 * folder with mode 0600, put in its place by publish() if nothing is there:
 * TY_END if there is a file by now.
 */
enum ty_status ty_file_temp(char **temp, const char *path,
			    struct ty_error *err);
enum ty_status ty_file_publish(char *temp, const char *path,
			       struct ty_error *err);
/* Remove and free `temp`; NULL is allowed. */
void ty_file_discard(char *temp);

/* TY_OK if the file is of this type, of whatever version; TY_ENOTFOUND, TY_EDB,
 * TY_EIO. */
enum ty_status ty_file_check(const char *path, const struct ty_file_type *type,
			     struct ty_error *err);

/* As ty_store_open(), for a file of either type. */
enum ty_status ty_file_open(struct ty_store **out, const char *path,
			    const struct ty_file_type *type, enum ty_open mode,
			    const struct ty_monitor *monitor,
			    struct ty_error *err);

/* Copy the store's present state into a new file `path`, and check the copy.
 * TY_END if there is a file already. */
enum ty_status ty_file_copy(struct ty_store *store, const char *path,
			    const struct ty_monitor *monitor,
			    struct ty_error *err);

#endif
