#ifndef TY_SERVE_LOCK_H
#define TY_SERVE_LOCK_H

#include "taiyaku.h"

/*
 * One server for one memory: it holds NAME.tm-serve, in which stands where it
 * listens and keeps its token.  Two would not tell their pages what the other's
 * have changed.
 */
struct ty_lock;

/* TY_EBUSY a server works on this memory already. */
enum ty_status ty_lock_take(struct ty_lock **out, const char *memory,
			    struct ty_error *err);
/* Write down what others may want to know. */
enum ty_status ty_lock_sign(struct ty_lock *lock, const char *address, int port,
			    const char *token_file, struct ty_error *err);
void ty_lock_free(struct ty_lock *lock);	/* NULL is allowed */

/* Who holds it, as they have signed; TY_ENOTFOUND nobody does. */
struct ty_holder {
	char	*address, *token_file;
	int	 port;
};
enum ty_status ty_lock_holder(struct ty_holder *out, const char *memory,
			      struct ty_error *err);
void ty_holder_release(struct ty_holder *holder);

#endif
