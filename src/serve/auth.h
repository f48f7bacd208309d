#ifndef TY_SERVE_AUTH_H
#define TY_SERVE_AUTH_H

#include "taiyaku.h"

/*
 * Who may ask: whoever knows the token of 256 bits, or has the cookie made from
 * it.  Any thread may ask at any time.
 */
struct ty_auth;

/*
 * The token is read from `file`, or made and kept there (0600).  `file` NULL:
 * kept nowhere.
 *
 * Errors: TY_EINVAL the file can be read by others, is somebody else's, is a
 * link or holds no token; TY_EIO.
 */
enum ty_status ty_auth_new(struct ty_auth **out, const char *file,
			   struct ty_error *err);
void ty_auth_free(struct ty_auth *auth);	/* NULL is allowed */

/* A word that lets one in once, within ten minutes; to be free()d. */
char *ty_auth_invite(struct ty_auth *auth);
/* True for such a word; it is used up. */
bool ty_auth_redeem(struct ty_auth *auth, const char *word);

/* The token itself; the value of the cookie. */
bool ty_auth_is_token(const struct ty_auth *auth, const char *s, size_t len);
bool ty_auth_is_cookie(const struct ty_auth *auth, const char *s, size_t len);
const char *ty_auth_cookie(const struct ty_auth *auth);

#endif
