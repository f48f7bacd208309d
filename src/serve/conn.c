/* One connection at the gate: what goes through, and when it is over. */

#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "serve/conn.h"
#include "serve/events.h"

#define PIECE		(32u << 10)	/* read at once */
#define MOST_WAITING	32		/* requests behind each other */

/* ------------------------------------------------------- life and death -- */

struct ty_conn *ty_conn_new(struct ty_gate *gate, int fd)
{
	struct ty_conn *conn = ty_alloc(1, sizeof(*conn));

	conn->gate = gate;
	conn->out = (struct ty_end){ conn, fd, 0 };
	conn->in = (struct ty_end){ conn, -1, 0 };
	ty_buf_init(&conn->from);
	ty_buf_init(&conn->up);
	ty_buf_init(&conn->down);
	ty_buf_init(&conn->last);
	conn->head_since = conn->active = gate->now;
	conn->next = gate->conns;
	if (conn->next)
		conn->next->prev = conn;
	gate->conns = conn;
	gate->n++;
	return conn;
}

static void close_end(struct ty_end *end)
{
	if (end->fd >= 0)
		close(end->fd);		/* epoll forgets it, too */
	end->fd = -1;
	end->want = 0;
}

void ty_conn_kill(struct ty_conn *conn)
{
	struct ty_gate *gate = conn->gate;

	if (conn->state == TY_CONN_DEAD)
		return;
	conn->state = TY_CONN_DEAD;
	close_end(&conn->out);
	close_end(&conn->in);
	if (conn->inner && atomic_load(&conn->inner->streams))
		ty_hub_wake(gate->options.hub);
	*(conn->prev ? &conn->prev->next : &gate->conns) = conn->next;
	if (conn->next)
		conn->next->prev = conn->prev;
	gate->n--;
	/* Events of this round may still name it. */
	conn->next = gate->dead;
	gate->dead = conn;
}

void ty_conn_free(struct ty_conn *conn)
{
	ty_inner_release(conn->inner);
	ty_buf_release(&conn->from);
	ty_buf_release(&conn->up);
	ty_buf_release(&conn->down);
	ty_buf_release(&conn->last);
	free(conn);
}

/* ------------------------------------------------------------- buffers -- */

static void drop(struct ty_buf *buf, size_t n)
{
	buf->len -= n;
	memmove(buf->p, buf->p + n, buf->len);
	if (!buf->len && buf->cap > PIECE)
		ty_buf_release(buf);
}

/* Write what is there; false if the other side is gone. */
static bool flush(struct ty_buf *buf, const struct ty_end *end,
		  struct ty_pace *pace)
{
	size_t done = 0;
	ssize_t n = 0;

	while (done < buf->len) {
		n = send(end->fd, buf->p + done, buf->len - done, MSG_NOSIGNAL);
		if (n < 0)
			break;
		done += (size_t)n;
	}
	if (pace)
		pace->bytes += done;
	drop(buf, done);
	return n >= 0 || errno == EAGAIN || errno == EINTR;
}

/* Read a piece: > 0, 0 for its end, -1 nothing now, -2 it is gone. */
static ssize_t take(struct ty_buf *buf, const struct ty_end *end)
{
	ssize_t n;

	ty_buf_reserve(buf, PIECE);
	n = recv(end->fd, buf->p + buf->len, PIECE, 0);
	if (n > 0) {
		buf->len += (size_t)n;
		buf->p[buf->len] = '\0';
	} else if (n < 0) {
		n = errno == EAGAIN || errno == EINTR ? -1 : -2;
	}
	return n;
}

/* ------------------------------------------------------ letting through -- */

/* The way in, made when the first request has been read. */
static bool open_way(struct ty_conn *conn)
{
	int ends[2], size = TY_CONN_ROOM;

	if (conn->in.fd >= 0)
		return true;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0,
		       ends) != 0)
		return false;
	setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	conn->inner = ty_inner_new();
	if (!ty_http_add(conn->gate->options.http, ends[1], conn->inner)) {
		close(ends[0]);		/* the other one is closed there */
		return false;
	}
	conn->in.fd = ends[0];
	return true;
}

static bool own_host(const struct ty_conn *conn)
{
	const struct ty_span *host = &conn->head.fields[TY_FIELD_HOST];
	size_t len = host->end - host->start, i;

	for (i = 0; conn->gate->hosts[i]; i++)
		if (strlen(conn->gate->hosts[i]) == len &&
		    !strncasecmp(conn->gate->hosts[i],
				 conn->from.p + host->start, len))
			return true;
	return false;
}

/* Health is asked of a server whose every thread may be busy. */
static bool answer_health(struct ty_conn *conn)
{
	static const char text[] = "{\"version\":1,\"status\":\"ok\"}";
	const struct ty_head *head = &conn->head;
	bool body = ty_head_is(conn->from.p, &head->method, "GET");

	if (conn->in.fd >= 0 ||
	    !ty_head_is(conn->from.p, &head->target, "/api/v1/health") ||
	    (!body && !ty_head_is(conn->from.p, &head->method, "HEAD")))
		return false;
	ty_gate_answer(&conn->down, text, body, head->keep);
	if (!head->keep)
		conn->state = TY_CONN_LAST;
	return true;
}

/* A head was read: false if no more can be done for now. */
static bool let_through(struct ty_conn *conn)
{
	struct ty_head *head = &conn->head;

	if (!own_host(conn)) {
		ty_conn_refuse(conn, 421,
			_("the request was meant for another server"));
		return false;
	}
	if (!answer_health(conn)) {
		if (!open_way(conn)) {
			ty_conn_refuse(conn, 503,
				_("the server is busy; try again"));
			return false;
		}
		ty_head_write(&conn->up, head, conn->from.p);
		conn->body = head->length;
		conn->requests++;
		conn->body_since = conn->gate->now;
		if (!head->keep && !conn->body)
			conn->state = TY_CONN_LAST;
	}
	drop(&conn->from, head->len);
	memset(head, 0, sizeof(*head));
	conn->head_since = conn->gate->now;
	return conn->state == TY_CONN_OPEN;
}

/* Read what came, as far as there is room for it. */
static void go_through(struct ty_conn *conn)
{
	bool more = conn->state == TY_CONN_OPEN, waited = conn->waiting;

	conn->waiting = false;
	while (more && conn->from.len && conn->up.len < TY_CONN_ROOM) {
		if (conn->body) {
			size_t n = conn->from.len;

			if (n > conn->body)
				n = (size_t)conn->body;
			ty_buf_add(&conn->up, conn->from.p, n);
			conn->reading.bytes += n;
			conn->body -= n;
			drop(&conn->from, n);
			continue;
		}
		if (conn->inner && conn->requests -
		    atomic_load(&conn->inner->answered) >= MOST_WAITING)
			return;
		switch (ty_head_read(&conn->head, conn->from.p,
				     conn->from.len)) {
		case TY_HEAD_MORE:
			conn->waiting = true;
			if (!waited)
				conn->head_since = conn->gate->now;
			return;
		case TY_HEAD_BAD:
			ty_conn_refuse(conn, conn->head.status,
				       _(conn->head.why));
			return;
		case TY_HEAD_WHOLE:
			more = let_through(conn);
			waited = false;
		}
	}
}

void ty_conn_refuse(struct ty_conn *conn, int status, const char *why)
{
	ty_gate_refuse(&conn->last, status, why);
	ty_conn_end(conn);
}

void ty_conn_end(struct ty_conn *conn)
{
	ty_buf_release(&conn->from);
	conn->body = 0;
	conn->waiting = false;
	conn->ending = true;
	if (conn->state == TY_CONN_OPEN)
		conn->state = TY_CONN_LAST;
}

/* -------------------------------------------------------------- events -- */

/* What was not yet said is said when all answers have come through. */
static void move_on(struct ty_conn *conn)
{
	if (conn->state != TY_CONN_LAST)
		return;
	if (conn->in.fd >= 0) {
		if (conn->ending && !conn->told && !conn->up.len) {
			shutdown(conn->in.fd, SHUT_WR);
			conn->told = true;
		}
		return;
	}
	if (conn->last.len) {
		ty_buf_add(&conn->down, conn->last.p, conn->last.len);
		ty_buf_release(&conn->last);
		if (!flush(&conn->down, &conn->out, &conn->writing)) {
			ty_conn_kill(conn);
			return;
		}
	}
	if (conn->down.len)
		return;
	/* Closing at once would take back what the client has not yet read. */
	shutdown(conn->out.fd, SHUT_WR);
	conn->state = TY_CONN_LINGER;
	conn->closed = conn->gate->now;
}

/* Tell epoll what is waited for. */
static void wait_on(struct ty_conn *conn)
{
	uint32_t want = EPOLLHUP;	/* always told, and never none */

	if (conn->state == TY_CONN_LINGER ||
	    (conn->state == TY_CONN_OPEN && conn->up.len < TY_CONN_ROOM &&
	     conn->from.len < TY_CONN_ROOM))
		want |= EPOLLIN;
	if (conn->down.len)
		want |= EPOLLOUT;
	ty_gate_want(conn->gate, &conn->out, want);
	/* An end that nothing is wanted of is left out, lest its closing be
	 * told over and over. */
	want = (conn->down.len < TY_CONN_ROOM ? EPOLLIN : 0) |
	       (conn->up.len ? EPOLLOUT : 0);
	if (conn->in.fd >= 0)
		ty_gate_want(conn->gate, &conn->in, want);
}

static void from_client(struct ty_conn *conn, uint32_t events)
{
	ssize_t n;

	if ((events & (EPOLLERR | EPOLLHUP)) ||
	    ((events & EPOLLOUT) &&
	     !flush(&conn->down, &conn->out, &conn->writing))) {
		ty_conn_kill(conn);
		return;
	}
	if (!(events & EPOLLIN))
		return;
	n = take(&conn->from, &conn->out);
	if (n == -2 || (n == 0 && (conn->state == TY_CONN_LINGER ||
				   (conn->inner &&
				    atomic_load(&conn->inner->streams)))))
		ty_conn_kill(conn);
	else if (n == 0)
		ty_conn_end(conn);	/* it may still want its answer */
	else if (conn->state == TY_CONN_LINGER)
		ty_buf_clear(&conn->from);
}

static void from_http(struct ty_conn *conn, uint32_t events)
{
	ssize_t n;

	if ((events & EPOLLOUT) && !flush(&conn->up, &conn->in, NULL))
		ty_buf_clear(&conn->up);	/* it has heard enough */
	if (conn->down.len >= TY_CONN_ROOM)
		return;
	n = take(&conn->down, &conn->in);
	if (n == 0 || n == -2) {
		close_end(&conn->in);
		ty_buf_clear(&conn->up);
		ty_conn_end(conn);
	}
	if (conn->down.len && !flush(&conn->down, &conn->out, &conn->writing))
		ty_conn_kill(conn);
}

void ty_conn_event(struct ty_conn *conn, struct ty_end *end, uint32_t events)
{
	if (conn->state == TY_CONN_DEAD || end->fd < 0)
		return;
	conn->active = conn->gate->now;
	if (end == &conn->out)
		from_client(conn, events);
	else
		from_http(conn, events);
	if (conn->state == TY_CONN_DEAD)
		return;
	go_through(conn);
	if (conn->up.len && conn->in.fd >= 0 &&
	    !flush(&conn->up, &conn->in, NULL))
		ty_buf_clear(&conn->up);
	if (conn->down.len &&
	    !flush(&conn->down, &conn->out, &conn->writing)) {
		ty_conn_kill(conn);
		return;
	}
	ty_conn_settle(conn);
}

void ty_conn_settle(struct ty_conn *conn)
{
	if (conn->state != TY_CONN_DEAD)
		move_on(conn);
	if (conn->state != TY_CONN_DEAD)
		wait_on(conn);
}
