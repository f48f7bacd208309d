#ifndef TY_SERVE_UPLOADS_H
#define TY_SERVE_UPLOADS_H

#include "base/buf.h"
#include "taiyaku.h"

/*
 * Files that were sent and are to be used: in a folder of the server's own,
 * each under its own name, until a story or a job is made of them, for a day at
 * most, and no longer than the server runs.
 */
struct ty_uploads;

/* `folder` is there, and the server's own. */
struct ty_uploads *ty_uploads_open(const char *folder);
void ty_uploads_close(struct ty_uploads *uploads);	/* removes them */
/* Defined with struct ty_server. */
struct ty_server;
struct ty_uploads *ty_server_uploads(struct ty_server *server);

/*
 * Move a file there; *id is its name here ("u1"), *path where it is: both to be
 * free()d.  `name` is what the sender calls it.
 *
 * Errors: TY_ELIMIT too many or too much of them wait; TY_EIO.
 */
enum ty_status ty_uploads_keep(char **id, char **path,
			       struct ty_uploads *uploads, const char *file,
			       const char *name, struct ty_error *err);
/* Where it is; to be free()d.  TY_ENOTFOUND: used, too old, never there. */
enum ty_status ty_uploads_find(char **path, struct ty_uploads *uploads,
			       const char *id, struct ty_error *err);
/* The same of `n`, and they are the caller's, who ends with
 * ty_uploads_remove(): all of them or none. */
enum ty_status ty_uploads_take(char **paths, struct ty_uploads *uploads,
			       const char *const *ids, size_t n,
			       struct ty_error *err);
/* Remove a file that was taken, and free its path; NULL allowed. */
void ty_uploads_remove(char *path);
/* Something was made of the file at that path: it goes.  NULL allowed. */
void ty_uploads_used(struct ty_uploads *uploads, const char *path);

/* What a file may be called: the last part of `name` without what file systems,
 * headers and eyes stumble over; never empty. */
void ty_file_name(struct ty_buf *out, const char *name);

#endif
