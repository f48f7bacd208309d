/* The server as a whole: what is started, in which order, and how it ends. */

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "serve/server.h"

#define EVENTS		4096	/* that a page may have missed */
#define PAGES		256	/* that may listen at once */
#define DEADLINE_MS	10000
#define CONNECTIONS	1024

/* ------------------------------------------------------------- options -- */

static void copy_options(struct ty_server *server,
			 const struct ty_serve_options *from)
{
	struct ty_serve_options *o = &server->options;
	size_t i;

	*o = *from;
	o->memory = ty_strdup(from->memory);
	o->source = ty_strdup(from->source);
	o->target = ty_strdup(from->target);
	o->data = ty_strdup(from->data);
	o->user = ty_strdup(from->user ? from->user : "");
	o->address = ty_strdup(from->address ? from->address : "127.0.0.1");
	o->token_file = ty_strdup(from->token_file);
	o->state = ty_strdup(from->state);
	o->temp = ty_strdup(from->temp ? from->temp : "/tmp");
	server->references = ty_alloc(from->nreferences,
				      sizeof(*server->references));
	for (i = 0; i < from->nreferences; i++) {
		server->references[i] = from->references[i];
		server->references[i].path =
			ty_strdup(from->references[i].path);
	}
	o->references = server->references;
	if (!o->deadline_ms)
		o->deadline_ms = DEADLINE_MS;
	if (!o->connections)
		o->connections = CONNECTIONS;
}

static void release_options(struct ty_server *server)
{
	struct ty_serve_options *o = &server->options;
	size_t i;

	for (i = 0; i < o->nreferences; i++)
		free((char *)server->references[i].path);
	free(server->references);
	free((char *)o->memory);
	free((char *)o->source);
	free((char *)o->target);
	free((char *)o->data);
	free((char *)o->user);
	free((char *)o->address);
	free((char *)o->token_file);
	free((char *)o->state);
	free((char *)o->temp);
}

enum ty_status ty_server_desk(struct ty_desk **out,
			      const struct ty_server *server, enum ty_open mode,
			      bool back, const struct ty_monitor *monitor,
			      struct ty_error *err)
{
	const struct ty_serve_options *o = &server->options;
	const struct ty_desk_options options = {
		.memory = o->memory, .penalty = o->penalty,
		.references = o->references, .nreferences = o->nreferences,
		.mode = mode, .source = back ? o->target : o->source,
		.target = back ? o->source : o->target, .data = o->data,
		.user = o->user, .monitor = monitor,
	};

	return ty_desk_open(out, &options, err);
}

/* The languages as a desk has them: those that were not given, too. */
static void know_languages(struct ty_server *server, const struct ty_desk *desk)
{
	struct ty_serve_options *o = &server->options;

	free((char *)o->source);
	free((char *)o->target);
	o->source = ty_strdup(ty_desk_source(desk));
	o->target = ty_strdup(ty_desk_target(desk));
}

/* --------------------------------------------------------------- files -- */

static enum ty_status make_folder(struct ty_server *server,
				  struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT;

	ty_buf_addf(&path, "%s/taiyaku-XXXXXX", server->options.temp);
	server->folder = ty_buf_detach(&path);
	if (mkdtemp(server->folder)) {			/* mode 0700 */
		server->uploads = ty_uploads_open(server->folder);
		return TY_OK;
	}
	ty_fail_errno(err, server->folder, errno);
	free(server->folder);
	server->folder = NULL;
	return TY_EIO;
}

static void remove_folder(struct ty_server *server)
{
	struct ty_buf path = TY_BUF_INIT;
	DIR *dir = server->folder ? opendir(server->folder) : NULL;
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		ty_buf_clear(&path);
		ty_buf_addf(&path, "%s/%s", server->folder, entry->d_name);
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			unlink(path.p);
	}
	if (dir)
		closedir(dir);
	if (server->folder)
		rmdir(server->folder);
	free(server->folder);
	ty_buf_release(&path);
}

/* PORT.token in the folder of such files, made if need be. */
static void choose_token_file(struct ty_server *server)
{
	struct ty_serve_options *o = &server->options;
	struct ty_buf path = TY_BUF_INIT;
	char *slash;

	if (o->token_file || !o->state)
		return;
	ty_buf_addf(&path, "%s/%d.token", o->state, server->port);
	/* mkdir -p; trouble shows when the file is opened. */
	for (slash = path.p + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
		*slash = '\0';
		mkdir(path.p, 0700);
	}
	o->token_file = ty_buf_detach(&path);
}

/* Each connection has three descriptors: its own, and the two ends of the way
 * in.  What else is open needs some, too. */
static void find_room(struct ty_server *server)
{
	size_t *most = &server->options.connections, room;
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	if (limit.rlim_cur < *most * 3 + 256) {
		limit.rlim_cur = *most * 3 + 256;
		if (limit.rlim_max != RLIM_INFINITY &&
		    limit.rlim_cur > limit.rlim_max)
			limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
		getrlimit(RLIMIT_NOFILE, &limit);
	}
	room = limit.rlim_cur > 256 + 48 ? (limit.rlim_cur - 256) / 3 : 16;
	if (*most > room)
		*most = room;
}

/* ------------------------------------------------------ starting, ending -- */

static enum ty_status take_place(int *fd, struct ty_server *server,
				      struct ty_error *err)
{
	struct ty_serve_options *o = &server->options;
	enum ty_status st;

	know_languages(server, ty_pool_desk(server->pool));
	/* Others may be let in once there are accounts (struct ty_session). */
	if (o->behind_proxy)
		return ty_fail(err, TY_EINVAL,
			_("a server for others needs accounts, and there are none yet"));
	server->port = o->port;
	if ((st = ty_lock_take(&server->lock, o->memory, err)) != TY_OK ||
	    (st = ty_gate_listen(fd, o->address, &server->port, err)) != TY_OK)
		return st;
	choose_token_file(server);
	st = ty_auth_new(&server->auth, o->token_file, err);
	return st != TY_OK ? st :
	       ty_lock_sign(server->lock, o->address, server->port,
			    o->token_file, err);
}

enum ty_status ty_server_start(struct ty_server **out,
			       const struct ty_serve_options *options,
			       struct ty_error *err)
{
	struct ty_server *server = ty_alloc(1, sizeof(*server));
	struct ty_gate_options gate = { .fd = -1 };
	enum ty_status st;

	*out = NULL;
	copy_options(server, options);
	find_room(server);
	server->hub = ty_hub_new(EVENTS, PAGES);
	server->speech = ty_speech_open();
	if ((st = ty_pool_new(&server->pool, server, err)) == TY_OK &&
	    (st = take_place(&gate.fd, server, err)) == TY_OK &&
	    (st = make_folder(server, err)) == TY_OK &&
	    (st = ty_scribe_start(&server->scribe, server, err)) == TY_OK)
		st = ty_http_new(&server->http, server, err);
	if (st == TY_OK) {
		gate.port = server->port;
		gate.address = server->options.address;
		gate.deadline_ms = server->options.deadline_ms;
		gate.connections = server->options.connections;
		gate.http = server->http;
		gate.hub = server->hub;
		st = ty_gate_start(&server->gate, &gate, err);
	} else if (gate.fd >= 0) {
		close(gate.fd);
	}
	if (st == TY_OK) {
		ty_pool_warm(server->pool);
		*out = server;
	} else {
		ty_server_stop(server);
	}
	return st;
}

void ty_server_stop(struct ty_server *server)
{
	if (!server)
		return;
	ty_hub_close(server->hub);
	ty_pool_close(server->pool);
	ty_gate_stop(server->gate);
	ty_http_free(server->http);
	ty_scribe_stop(server->scribe);
	ty_uploads_close(server->uploads);
	ty_pool_free(server->pool);
	ty_auth_free(server->auth);
	ty_lock_free(server->lock);
	ty_hub_free(server->hub);
	ty_speech_close(server->speech);
	remove_folder(server);
	release_options(server);
	free(server);
}

/* -------------------------------------------------------------- asking -- */

int ty_server_port(const struct ty_server *server)
{
	return server->port;
}

const char *ty_server_token_file(const struct ty_server *server)
{
	return server->options.token_file;
}

const char *ty_server_folder(const struct ty_server *server)
{
	return server->folder;
}

const struct ty_serve_options *ty_server_options(const struct ty_server *server)
{
	return &server->options;
}

struct ty_scribe *ty_server_scribe(struct ty_server *server)
{
	return server->scribe;
}

struct ty_uploads *ty_server_uploads(struct ty_server *server)
{
	return server->uploads;
}

void ty_server_tell(struct ty_server *server, const char *event,
		    const char *data)
{
	ty_hub_tell(server->hub, event, data);
}

char *ty_server_invite(struct ty_server *server)
{
	const char *address = server->options.address;
	struct ty_buf url = TY_BUF_INIT;
	char *word = ty_auth_invite(server->auth);

	ty_buf_addf(&url, strchr(address, ':') ? "http://[%s]:%d/login?once=%s" :
		    "http://%s:%d/login?once=%s", address, server->port, word);
	free(word);
	return ty_buf_detach(&url);
}
