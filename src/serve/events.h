#ifndef TY_SERVE_EVENTS_H
#define TY_SERVE_EVENTS_H

#include "base/buf.h"
#include "taiyaku.h"

/*
 * What open pages are told: a ring of the last events, and listeners that each
 * know how far they have come.  Any thread may tell; a listener belongs to one.
 */
struct ty_hub;
struct ty_listener;

/* `events`: how many are kept; `listeners`: the most at once. */
struct ty_hub *ty_hub_new(size_t events, size_t listeners);
void ty_hub_free(struct ty_hub *hub);	/* without listeners; NULL is allowed */
void ty_hub_tell(struct ty_hub *hub, const char *event, const char *data);
/* Nothing more will be told: listeners end. */
void ty_hub_close(struct ty_hub *hub);
/* Whoever waits looks up: a listener of theirs may have gone. */
void ty_hub_wake(struct ty_hub *hub);

/* A new listener; `last` is the id of the last event that it has ("": none, it
 * begins with what comes).  Where there are too many, the oldest ends. */
struct ty_listener *ty_hub_read(struct ty_hub *hub, const char *last);
void ty_listener_free(struct ty_listener *listener);

/*
 * Append what there is for the listener, as text/event-stream; where there is
 * nothing, wait, at most `seconds`, and then append a comment.  `gone` (may be
 * NULL) is asked when woken.  False: it is over.
 */
bool ty_listener_next(struct ty_buf *out, struct ty_listener *listener,
		      int seconds, bool (*gone)(void *user), void *user);

#endif
