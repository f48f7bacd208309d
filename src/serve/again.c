/* Another invitation from a server that runs already. */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "serve/lock.h"
#include "serve/serve.h"

#define PATIENCE	5		/* seconds */
#define MOST_ANSWER	65536

static int reach(const char *address, int port)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)port) };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6,
				    .sin6_port = htons((uint16_t)port) };
	const struct timeval patience = { .tv_sec = PATIENCE };
	bool six = inet_pton(AF_INET6, address, &in6.sin6_addr) == 1;
	int fd;

	if (!six && inet_pton(AF_INET, address, &in.sin_addr) != 1)
		return -1;
	fd = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (connect(fd, six ? (struct sockaddr *)&in6 : (struct sockaddr *)&in,
		    six ? sizeof(in6) : sizeof(in)) == 0)
		return fd;
	close(fd);
	return -1;
}

static void ask(struct ty_buf *answer, const struct ty_holder *holder,
		const char *token)
{
	int fd = reach(holder->address, holder->port);
	struct ty_buf request = TY_BUF_INIT;
	ssize_t n;

	if (fd < 0)
		return;
	ty_buf_addf(&request, "POST /api/v1/invitations HTTP/1.1\r\n"
		    "Host: localhost:%d\r\nAuthorization: Bearer %.64s\r\n"
		    "Content-Type: application/json\r\nContent-Length: 2\r\n"
		    "Connection: close\r\n\r\n{}", holder->port, token);
	if (send(fd, request.p, request.len, MSG_NOSIGNAL) ==
	    (ssize_t)request.len)
		do {
			ty_buf_reserve(answer, 4096);
			n = recv(fd, answer->p + answer->len, 4096, 0);
			answer->len += n > 0 ? (size_t)n : 0;
			answer->p[answer->len] = '\0';
		} while (n > 0 && answer->len < MOST_ANSWER);
	ty_buf_release(&request);
	close(fd);
}

enum ty_status ty_server_again(char **url, int *port, char **token_file,
			       const char *memory, struct ty_error *err)
{
	struct ty_buf token = TY_BUF_INIT, answer = TY_BUF_INIT;
	struct ty_holder holder;
	const char *body, *said;
	json_t *all = NULL;
	enum ty_status st;

	*url = *token_file = NULL;
	if ((st = ty_lock_holder(&holder, memory, err)) != TY_OK)
		return st;
	st = ty_read_file(&token, holder.token_file, 1024, err);
	if (st == TY_OK)
		ask(&answer, &holder, token.p);
	body = strstr(answer.p, "\r\n\r\n");
	all = body ? json_loads(body + 4, 0, NULL) : NULL;
	said = json_string_value(json_object_get(all, "url"));
	if (said) {
		*url = ty_strdup(said);
		*port = holder.port;
		*token_file = ty_strdup(holder.token_file);
	} else if (st == TY_OK) {
		st = ty_fail_at(err, TY_EBUSY, memory, 0, 0,
			_("a server works on this memory already, at port %d, but it does not answer"),
			holder.port);
	}
	json_decref(all);
	ty_holder_release(&holder);
	ty_buf_release(&token);
	ty_buf_release(&answer);
	return st;
}
