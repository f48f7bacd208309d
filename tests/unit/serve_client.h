#ifndef SERVE_CLIENT_H
#define SERVE_CLIENT_H

/* A server in this process, and one who asks it: every answer is held against
 * the description of the API (openapi.json). */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/io.h"
#include "flow/desk.h"
#include "serve/serve.h"
#include "../tap.h"
#include "schema.h"

struct client {
	char			 dir[300], memory[340], token_file[340];
	struct ty_server	*server;
	char			 token[128];
	json_t			*api;		/* openapi.json */
	json_t			*seen;		/* "GET /path": true */
	/* The last answer. */
	int			 status;
	struct ty_buf		 raw;
	const char		*head, *body;
	size_t			 len;		/* of the body */
	json_t			*json;
	/* Headers sent with each request. */
	const char		*language, *page;	/* NULL: "page-1" */
};

/* Make a memory of lines "source<TAB>target". */
static inline bool make_memory(struct client *c, const char *name,
			       const char *tsv)
{
	struct ty_desk_options options = { .mode = TY_CREATE };
	const char *tmp = getenv("TMPDIR");
	struct ty_batch *batch = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	char path[360];
	const char *paths[] = { path };
	FILE *f;

	memset(c, 0, sizeof(*c));
	ty_buf_init(&c->raw);
	snprintf(c->dir, sizeof(c->dir), "%s/%s.XXXXXX", tmp ? tmp : "/tmp",
		 name);
	if (!mkdtemp(c->dir))
		return false;
	snprintf(c->memory, sizeof(c->memory), "%s/m.tm", c->dir);
	snprintf(c->token_file, sizeof(c->token_file), "%s/token", c->dir);
	snprintf(path, sizeof(path), "%s/m.tsv", c->dir);
	if ((f = fopen(path, "w"))) {
		fputs(tsv, f);
		fclose(f);
	}
	options.memory = c->memory;
	options.user = "mika";
	if (ty_desk_open(&desk, &options, &err) == TY_OK)
		ty_import(&batch, desk, paths, 1, NULL, &err);
	ty_desk_close(desk);
	ty_batch_free(batch);
	c->api = json_loads(ty_openapi, 0, NULL);
	c->seen = json_object();
	return batch != NULL;
}

static inline bool start_server(struct client *c)
{
	const struct ty_serve_options options = {
		.memory = c->memory, .source = "en", .target = "ja",
		.user = "mika", .token_file = c->token_file, .temp = c->dir,
	};
	struct ty_error err;
	FILE *f;

	if (!ok_st(ty_server_start(&c->server, &options, &err), &err,
		   "the server starts"))
		return false;
	if (!(f = fopen(c->token_file, "r")) ||
	    !fgets(c->token, sizeof(c->token), f))
		return false;
	fclose(f);
	c->token[strcspn(c->token, "\r\n")] = '\0';
	return true;
}

static inline void stop_server(struct client *c)
{
	ty_server_stop(c->server);
	c->server = NULL;
}

static inline void end_client(struct client *c)
{
	char command[400];

	stop_server(c);
	json_decref(c->json);
	json_decref(c->api);
	json_decref(c->seen);
	ty_buf_release(&c->raw);
	snprintf(command, sizeof(command), "rm -r '%s'", c->dir);
	ok(system(command) == 0, "nothing is in the way of going");
}

/* ---- asking */

static inline int connect_to(const struct client *c)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)ty_server_port(c->server)),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static inline void send_all(int fd, const char *p, size_t len)
{
	while (len) {
		ssize_t n = send(fd, p, len, MSG_NOSIGNAL);

		if (n <= 0)
			return;
		p += n;
		len -= (size_t)n;
	}
}

static inline void send_request(const struct client *c, int fd,
				const char *method, const char *path,
				const char *type, const char *body, size_t len)
{
	struct ty_buf out = TY_BUF_INIT;

	ty_buf_addf(&out, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
		    "Authorization: Bearer %s\r\nConnection: close\r\n"
		    "X-Taiyaku-Client: %s\r\n", method, path,
		    ty_server_port(c->server), c->token,
		    c->page ? c->page : "page-1");
	if (c->language)
		ty_buf_addf(&out, "Accept-Language: %s\r\n", c->language);
	if (body)
		ty_buf_addf(&out, "Content-Type: %s\r\nContent-Length: %zu\r\n",
			    type, len);
	ty_buf_adds(&out, "\r\n");
	ty_buf_add(&out, body ? body : "", body ? len : 0);
	send_all(fd, out.p, out.len);
	ty_buf_release(&out);
}

static inline bool has_header(const struct client *c, const char *line)
{
	return strstr(c->raw.p, line) != NULL;
}

/* Does the answer say what the description says? */
static inline bool described(struct client *c, const char *method,
			     const char *path)
{
	const char *pattern = NULL;
	json_t *op = operation(c->api, method, path, &pattern), *schema;
	char key[300];

	if (!op)
		return misfit(path, "not described");
	if (c->status < 300) {
		snprintf(key, sizeof(key), "%s %s", method, pattern);
		json_object_set_new(c->seen, key, json_true());
	}
	schema = answer_schema(c->api, op, c->status);
	if (!has_header(c, "X-Content-Type-Options: nosniff"))
		return misfit(path, "may be taken for something else");
	if (schema && !has_header(c, "Content-Type: application/json"))
		return misfit(path, "is no JSON by its header");
	if (schema && !c->json)
		return misfit(path, "is no JSON");
	return !schema || fits(c->api, schema, c->json, path);
}

static inline int ask_bytes(struct client *c, const char *method,
			    const char *path, const char *type,
			    const char *body, size_t len)
{
	char buf[16384];
	int fd = connect_to(c);
	ssize_t n;

	json_decref(c->json);
	c->json = NULL;
	c->status = 0;
	c->body = "";
	ty_buf_clear(&c->raw);
	if (fd < 0)
		return 0;
	send_request(c, fd, method, path, type, body, len);
	while ((n = recv(fd, buf, sizeof(buf), 0)) > 0)
		ty_buf_add(&c->raw, buf, (size_t)n);
	close(fd);
	sscanf(c->raw.p, "HTTP/1.1 %d", &c->status);
	if ((c->body = strstr(c->raw.p, "\r\n\r\n")))
		c->body += 4;
	else
		c->body = c->raw.p + c->raw.len;
	c->len = c->raw.len - (size_t)(c->body - c->raw.p);
	c->json = json_loadb(c->body, c->len, 0, NULL);
	if (!described(c, method, path)) {
		tap_ok(false, path, method, c->status);
		printf("# %.600s\n", c->body);
	}
	return c->status;
}

static inline int ask(struct client *c, const char *method, const char *path,
		      const char *body)
{
	return ask_bytes(c, method, path, "application/json", body,
			 body ? strlen(body) : 0);
}

/* Ask with a body made of JSON, which is taken over. */
static inline int ask_json(struct client *c, const char *method,
			   const char *path, json_t *body)
{
	char *text = json_dumps(body, JSON_COMPACT);
	int status = ask(c, method, path, text);

	free(text);
	json_decref(body);
	return status;
}

/* A member of the answer by its path: "segment.state", "hits.0.text". */
static inline json_t *member(const struct client *c, const char *path)
{
	json_t *o = c->json;
	char name[80];
	size_t n;

	for (; *path && o; path += n + (path[n] == '.')) {
		n = strcspn(path, ".");
		snprintf(name, sizeof(name), "%.*s", (int)n, path);
		o = json_is_array(o) ?
		    json_array_get(o, (size_t)atoi(name)) :
		    json_object_get(o, name);
	}
	return o;
}

static inline const char *text_at(const struct client *c, const char *path)
{
	const char *s = json_string_value(member(c, path));

	return s ? s : "";
}

static inline long long number_at(const struct client *c, const char *path)
{
	return json_integer_value(member(c, path));
}

static inline size_t size_at(const struct client *c, const char *path)
{
	return json_array_size(member(c, path));
}

/* ---- what was asked */

/* "/api/v1/stories/{}" and "/api/v1/stories/{id}" are one. */
static inline bool same_pattern(const char *route, const char *described)
{
	while (*route && *described) {
		if (*route == '{' && *described == '{') {
			route += strcspn(route, "}");
			described += strcspn(described, "}");
		}
		if (*route++ != *described++)
			return false;
	}
	return *route == *described;
}

/* Every route of a table is described, and was answered well. */
static inline void covers(const struct client *c, const struct ty_route *table,
			  const char *name)
{
	const struct ty_route *r;
	const char *key;
	json_t *value;
	bool all = true;

	for (r = table; r->path; r++) {
		size_t n = strlen(r->method);
		bool found = false;

		json_object_foreach(c->seen, key, value)
			found = found || (!strncmp(key, r->method, n) &&
					  key[n] == ' ' &&
					  same_pattern(r->path, key + n + 1));
		if (!found)
			printf("# %s %s\n", r->method, r->path);
		all = all && found;
	}
	tap_ok(all && r > table, name, __FILE__, __LINE__);
}

/* Every route of a table is in openapi.json; the page itself need not be. */
static inline void all_described(const struct client *c,
				 const struct ty_route *table)
{
	const char *pattern, *one_word;
	json_t *all, *one;
	bool found;

	for (; table->path; table++) {
		found = !strcmp(table->path, "/");
		json_object_foreach(json_object_get(c->api, "paths"), pattern,
				    all)
			json_object_foreach(all, one_word, one)
				found = found ||
					(!strcasecmp(one_word, table->method) &&
					 same_pattern(table->path, pattern));
		if (!found)
			printf("# %s\n", table->method);
		tap_ok(found, table->path, __FILE__, __LINE__);
	}
}

/* ---- listening */

struct listener {
	int		fd;
	struct ty_buf	got;
};

static inline void listen_to(struct listener *l, const struct client *c)
{
	struct timeval patience = { .tv_sec = 10 };

	ty_buf_init(&l->got);
	l->fd = connect_to(c);
	setsockopt(l->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	send_request(c, l->fd, "GET", "/api/v1/events", NULL, NULL, 0);
}

/* Wait until the stream has said something; false: it has not. */
static inline bool heard(struct listener *l, const char *what)
{
	char buf[4096];
	ssize_t n;

	while (!strstr(l->got.p, what)) {
		n = recv(l->fd, buf, sizeof(buf), 0);
		if (n <= 0) {
			printf("# not heard: %s\n# %s\n", what, l->got.p);
			return false;
		}
		ty_buf_add(&l->got, buf, (size_t)n);
	}
	return true;
}

static inline void stop_listening(struct listener *l)
{
	close(l->fd);
	ty_buf_release(&l->got);
}

/* ---- waiting for a job */

static inline const char *wait_for_job(struct client *c, long long id)
{
	char path[64];
	int i;

	snprintf(path, sizeof(path), "/api/v1/jobs/%lld", id);
	for (i = 0; i < 1000; i++) {
		ask(c, "GET", path, NULL);
		if (strcmp(text_at(c, "job.state"), "queued") &&
		    strcmp(text_at(c, "job.state"), "running"))
			break;
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	}
	return text_at(c, "job.state");
}

#endif
