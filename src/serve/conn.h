#ifndef TY_SERVE_CONN_H
#define TY_SERVE_CONN_H

#include <pthread.h>
#include <stdint.h>
#include <sys/epoll.h>

#include "serve/gate.h"
#include "serve/head.h"

#define TY_CONN_ROOM	(64u << 10)	/* bytes kept for who is slow to take */

/* One of a connection's two sockets, as epoll knows it. */
struct ty_end {
	struct ty_conn	*conn;		/* NULL: the gate's own */
	int		 fd;		/* -1: none */
	uint32_t	 want;		/* what epoll was told */
};

/* A window in which a certain number of bytes must have gone through. */
struct ty_pace {
	int64_t		 since;		/* ms; 0: nothing is waited for */
	uint64_t	 bytes;
};

enum ty_conn_state {
	TY_CONN_OPEN,		/* requests are read and let through */
	TY_CONN_LAST,		/* no more; what was asked is answered */
	TY_CONN_LINGER,		/* all is said: until the client has read it */
	TY_CONN_DEAD
};

struct ty_conn {
	struct ty_gate		*gate;
	struct ty_conn		*prev, *next;
	struct ty_end		 out, in;	/* to the client; to http */
	enum ty_conn_state	 state;
	struct ty_inner		*inner;		/* NULL: nothing went through */
	struct ty_head		 head;		/* being read */
	struct ty_buf		 from;		/* of the client, unread */
	struct ty_buf		 up, down;	/* not yet taken: by http, by
						   the client */
	struct ty_buf		 last;		/* said when all is answered */
	uint64_t		 body;		/* bytes that are to come */
	unsigned		 requests;	/* let through */
	bool			 ending, told;	/* http is to be told that there
						   is no more, and was */
	bool			 waiting;	/* a head is there in part */
	int64_t			 head_since, body_since, active, closed;
	struct ty_pace		 reading, writing;
};

/* What connections need of the gate. */
struct ty_gate {
	struct ty_gate_options	 options;
	char			*address;
	char			*hosts[5];	/* its own names; NULL ends */
	int			 epoll;
	struct ty_end		 door, bell;	/* listening; woken by others */
	struct ty_conn		*conns, *dead;
	size_t			 n;
	int64_t			 now, swept;	/* ms */
	bool			 door_closed;	/* until there is room again */
	_Atomic bool		 stopping;
	pthread_t		 thread;
};

struct ty_conn *ty_conn_new(struct ty_gate *gate, int fd);
void ty_conn_event(struct ty_conn *conn, struct ty_end *end, uint32_t events);
/* Say no: after what was asked before is answered. */
void ty_conn_refuse(struct ty_conn *conn, int status, const char *why);
void ty_conn_check(struct ty_conn *conn);	/* pace.c: is it too slow? */
/* No more requests; what was let through is answered. */
void ty_conn_end(struct ty_conn *conn);
/* After something was done to it: go on as far as possible. */
void ty_conn_settle(struct ty_conn *conn);
void ty_conn_kill(struct ty_conn *conn);	/* it is freed later */
void ty_conn_free(struct ty_conn *conn);

/* gate.c: tell epoll what an end waits for; 0: nothing. */
void ty_gate_want(struct ty_gate *gate, struct ty_end *end, uint32_t want);

/* answer.c: answers of the gate's own. */
void ty_gate_answer(struct ty_buf *out, const char *text, bool body, bool keep);
/* `why` is a sentence; the connection ends with it. */
void ty_gate_refuse(struct ty_buf *out, int status, const char *why);

#endif
