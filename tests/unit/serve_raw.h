#ifndef SERVE_RAW_H
#define SERVE_RAW_H

/* A client that sends bytes as they are, in pieces, or not at all: what no
 * well-behaved one would do. */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"

static inline double raw_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static inline int raw_connect(int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static inline bool raw_send(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);

		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

/* Read until the other side closes or says nothing for `ms`; true: closed. */
static inline bool raw_read(int fd, struct ty_buf *out, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char bytes[16384];
	ssize_t n;

	while (poll(&p, 1, ms) > 0) {
		n = recv(fd, bytes, sizeof(bytes), 0);
		if (n <= 0)
			return true;
		ty_buf_add(out, bytes, (size_t)n);
	}
	return false;
}

/* How many answers there are, and the status of the n-th, from 0. */
static inline int raw_answers(const char *text)
{
	int n = 0;

	for (; (text = strstr(text, "HTTP/1.1 ")); text += 9)
		n++;
	return n;
}

static inline int raw_status(const char *text, int n)
{
	while ((text = strstr(text, "HTTP/1.1 ")) && n-- > 0)
		text += 9;
	return text ? atoi(text + 9) : 0;
}

/* Send this, and give what comes back until it is over or nothing comes for a
 * while; the status of the first answer. */
static inline int raw_ask(int port, struct ty_buf *out, const char *bytes,
			  size_t len, int ms)
{
	int fd = raw_connect(port);

	ty_buf_clear(out);
	raw_send(fd, bytes, len);
	raw_read(fd, out, ms);
	close(fd);
	return raw_status(out->p, 0);
}

#endif
