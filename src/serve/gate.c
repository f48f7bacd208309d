/* The gate's thread: who comes, who is heard, who is cut off. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "serve/conn.h"

#define BACKLOG		512
#define AT_ONCE		64	/* events, and connections taken, in a round */
#define REFUSED		64	/* that are told so at once */

/* ----------------------------------------------------------- listening -- */

union any_address {
	struct sockaddr		any;
	struct sockaddr_in	in;
	struct sockaddr_in6	in6;
};

/* Only this machine: the rest of the world is for who has accounts. */
static bool read_address(union any_address *out, socklen_t *len,
			 const char *address, int port)
{
	memset(out, 0, sizeof(*out));
	if (!strcmp(address, "localhost"))
		address = "127.0.0.1";
	if (inet_pton(AF_INET, address, &out->in.sin_addr) == 1) {
		out->in.sin_family = AF_INET;
		out->in.sin_port = htons((uint16_t)port);
		*len = sizeof(out->in);
		return ntohl(out->in.sin_addr.s_addr) >> 24 == 127;
	}
	if (inet_pton(AF_INET6, address, &out->in6.sin6_addr) == 1) {
		out->in6.sin6_family = AF_INET6;
		out->in6.sin6_port = htons((uint16_t)port);
		*len = sizeof(out->in6);
		return IN6_IS_ADDR_LOOPBACK(&out->in6.sin6_addr);
	}
	return false;
}

enum ty_status ty_gate_listen(int *fd, const char *address, int *port,
			      struct ty_error *err)
{
	union any_address where;
	socklen_t len;
	int yes = 1;

	*fd = -1;
	if (!read_address(&where, &len, address, *port))
		return ty_fail(err, TY_EINVAL,
			_("'%s' is not an address of this machine alone (127.0.0.1, ::1); others may not be let in, as there are no accounts yet"),
			address);
	*fd = socket(where.any.sa_family,
		     SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (*fd >= 0 &&
	    setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) == 0 &&
	    bind(*fd, &where.any, len) == 0 && listen(*fd, BACKLOG) == 0 &&
	    getsockname(*fd, &where.any, &len) == 0) {
		*port = ntohs(where.any.sa_family == AF_INET ?
			      where.in.sin_port : where.in6.sin6_port);
		return TY_OK;
	}
	if (errno == EADDRINUSE)
		ty_fail(err, TY_EBUSY,
			_("port %d is taken; is a server running already? '--port' chooses another"),
			*port);
	else
		ty_fail_errno(err, address, errno);
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	return err ? err->code : TY_EIO;
}

/* --------------------------------------------------------------- epoll -- */

void ty_gate_want(struct ty_gate *gate, struct ty_end *end, uint32_t want)
{
	struct epoll_event event = { .events = want, .data.ptr = end };

	if (end->fd < 0 || end->want == want)
		return;
	epoll_ctl(gate->epoll, !end->want ? EPOLL_CTL_ADD :
		  want ? EPOLL_CTL_MOD : EPOLL_CTL_DEL, end->fd, &event);
	end->want = want;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ------------------------------------------------------------ the door -- */

static void welcome(struct ty_gate *gate, int fd)
{
	const size_t most = gate->options.connections;
	struct ty_conn *conn;
	int yes = 1;

	if (gate->n >= most + REFUSED) {
		close(fd);
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
	conn = ty_conn_new(gate, fd);
	if (gate->n > most)
		ty_conn_refuse(conn, 503,
			_("the server has too many connections; try again"));
	ty_conn_settle(conn);
}

static void open_door(struct ty_gate *gate)
{
	int i, fd;

	for (i = 0; i < AT_ONCE; i++) {
		fd = accept4(gate->door.fd, NULL, NULL,
			     SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd >= 0) {
			welcome(gate, fd);
		} else if (errno == EMFILE || errno == ENFILE ||
			   errno == ENOMEM || errno == ENOBUFS) {
			/* Until somebody has left: looked at in each sweep. */
			ty_gate_want(gate, &gate->door, 0);
			gate->door_closed = true;
			return;
		} else if (errno == EAGAIN) {
			return;
		}
	}
}

/* ------------------------------------------------------------ the loop -- */

static void sweep(struct ty_gate *gate)
{
	struct ty_conn *conn, *next;

	gate->swept = gate->now;
	for (conn = gate->conns; conn; conn = next) {
		next = conn->next;
		ty_conn_check(conn);
	}
	if (gate->door_closed && gate->door.fd >= 0) {
		gate->door_closed = false;
		ty_gate_want(gate, &gate->door, EPOLLIN);
	}
}

static void bury(struct ty_gate *gate)
{
	struct ty_conn *conn;

	while ((conn = gate->dead)) {
		gate->dead = conn->next;
		ty_conn_free(conn);
	}
}

/* Nobody comes in any more; those inside are answered. */
static void close_door(struct ty_gate *gate)
{
	struct ty_conn *conn, *next;

	close(gate->door.fd);
	gate->door.fd = -1;
	for (conn = gate->conns; conn; conn = next) {
		next = conn->next;
		ty_conn_end(conn);
		ty_conn_settle(conn);
	}
}

static void round_of_events(struct ty_gate *gate, int timeout)
{
	struct epoll_event events[AT_ONCE];
	int n = epoll_wait(gate->epoll, events, AT_ONCE, timeout), i;

	gate->now = now_ms();
	for (i = 0; i < n; i++) {
		struct ty_end *end = events[i].data.ptr;

		if (end->conn)
			ty_conn_event(end->conn, end, events[i].events);
		else if (end == &gate->door)
			open_door(gate);
	}
}

static void *keep_gate(void *user)
{
	struct ty_gate *gate = user;
	int step = gate->options.deadline_ms / 8, timeout;
	int64_t end;

	step = step > 250 ? 250 : step < 10 ? 10 : step;
	while (!atomic_load(&gate->stopping)) {
		timeout = gate->n || gate->door_closed ? step : -1;
		round_of_events(gate, timeout);
		if (gate->now - gate->swept >= step)
			sweep(gate);
		bury(gate);
	}
	ty_gate_want(gate, &gate->bell, 0);
	close_door(gate);
	end = gate->now + gate->options.deadline_ms;
	while (gate->n && gate->now < end) {
		round_of_events(gate, step);
		sweep(gate);
		bury(gate);
	}
	while (gate->conns)
		ty_conn_kill(gate->conns);
	bury(gate);
	return NULL;
}

/* -------------------------------------------------- starting, stopping -- */

/* The names that a browser on this machine can know the server by. */
static void name_hosts(struct ty_gate *gate)
{
	const char *address = gate->address;
	const char *names[4];
	struct ty_buf host = TY_BUF_INIT;
	size_t n = 0, i;

	names[n++] = "localhost";
	names[n++] = "127.0.0.1";
	names[n++] = "[::1]";
	if (!strchr(address, ':') && strcmp(address, "127.0.0.1"))
		names[n++] = address;
	for (i = 0; i < n; i++) {
		ty_buf_adds(&host, names[i]);
		if (gate->options.port != 80)	/* the one that is left out */
			ty_buf_addf(&host, ":%d", gate->options.port);
		gate->hosts[i] = ty_buf_detach(&host);
	}
}

static void release(struct ty_gate *gate)
{
	size_t i;

	for (i = 0; gate->hosts[i]; i++)
		free(gate->hosts[i]);
	if (gate->epoll >= 0)
		close(gate->epoll);
	if (gate->bell.fd >= 0)
		close(gate->bell.fd);
	free(gate->address);
	free(gate);
}

enum ty_status ty_gate_start(struct ty_gate **out,
			     const struct ty_gate_options *options,
			     struct ty_error *err)
{
	struct ty_gate *gate = ty_alloc(1, sizeof(*gate));
	sigset_t all, old;
	int failed = -1;

	*out = NULL;
	gate->options = *options;
	gate->address = ty_strdup(options->address);
	name_hosts(gate);
	gate->epoll = epoll_create1(EPOLL_CLOEXEC);
	gate->door.fd = options->fd;
	gate->bell.fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (gate->epoll >= 0 && gate->bell.fd >= 0) {
		gate->now = gate->swept = now_ms();
		ty_gate_want(gate, &gate->door, EPOLLIN);
		ty_gate_want(gate, &gate->bell, EPOLLIN);
		/* Signals are for the thread that waits for them. */
		sigfillset(&all);
		pthread_sigmask(SIG_SETMASK, &all, &old);
		failed = pthread_create(&gate->thread, NULL, keep_gate, gate);
		pthread_sigmask(SIG_SETMASK, &old, NULL);
		errno = failed;
	}
	if (failed) {
		ty_fail_errno(err, "", errno);
		close(gate->door.fd);
		release(gate);
		return TY_EIO;
	}
	*out = gate;
	return TY_OK;
}

void ty_gate_stop(struct ty_gate *gate)
{
	if (!gate)
		return;
	atomic_store(&gate->stopping, true);
	while (eventfd_write(gate->bell.fd, 1) != 0 && errno == EINTR)
		;
	pthread_join(gate->thread, NULL);
	release(gate);
}
