/* Editors at work on a running server: each asks for suggestions, types, and
 * confirms, one segment after the other, with a stream of events open.
 *
 * usage: editors PORT TOKEN-FILE PID TEXTS EDITORS SECONDS [IMPORT]
 *
 * TEXTS has a sentence a line, for the stories.  With IMPORT, a file that is
 * imported meanwhile by a job, it ends when the job does.  What the server
 * PID takes of memory and descriptors is told early and at the end. */

#define _GNU_SOURCE
#include <dirent.h>
#include <jansson.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "../unit/serve_raw.h"

#define SEGMENTS	20	/* of a story */
#define PAUSE_MS	200	/* that an editor thinks about a segment */

static int port, pid;
static char token[65], host[256];
static char **texts;
static size_t ntexts;
static atomic_bool over;
static atomic_int failures;

struct times {
	double	*v;
	size_t	 n, cap;
};
struct editor {
	pthread_t	 thread;
	int		 fd, events, number;
	struct times	 suggest, confirm;
	struct ty_buf	 answer;
};

static void add(struct times *times, double ms)
{
	times->v = ty_grow(times->v, &times->cap, times->n + 1,
			   sizeof(*times->v));
	times->v[times->n++] = ms;
}

/* Read one answer; its body, to be decref()ed, or NULL. */
static json_t *read_answer(struct editor *e)
{
	const char *body, *length;
	json_t *json;
	size_t want;
	ssize_t n;

	ty_buf_clear(&e->answer);
	for (;;) {
		body = strstr(e->answer.p, "\r\n\r\n");
		length = body ? strcasestr(e->answer.p, "Content-Length:") : NULL;
		want = length ? strtoul(length + 15, NULL, 10) : 0;
		if (body && e->answer.len >=
		    (size_t)(body + 4 - e->answer.p) + want)
			break;
		ty_buf_reserve(&e->answer, 65536);
		n = recv(e->fd, e->answer.p + e->answer.len, 65536, 0);
		if (n <= 0)
			return NULL;
		e->answer.len += (size_t)n;
		e->answer.p[e->answer.len] = '\0';
	}
	json = json_loads(body + 4, 0, NULL);
	if (raw_status(e->answer.p, 0) >= 300) {
		if (atomic_fetch_add(&failures, 1) < 3)
			fprintf(stderr, "%.400s\n", e->answer.p);
	}
	return json;
}

static json_t *ask(struct editor *e, const char *method, json_t *body,
		   double *ms, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
static json_t *ask(struct editor *e, const char *method, json_t *body,
		   double *ms, const char *fmt, ...)
{
	char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
	struct ty_buf request = TY_BUF_INIT;
	double start = raw_ms();
	json_t *answer;
	va_list ap;

	ty_buf_addf(&request, "%s ", method);
	va_start(ap, fmt);
	ty_buf_vaddf(&request, fmt, ap);
	va_end(ap);
	ty_buf_addf(&request, " HTTP/1.1\r\n%s", host);
	if (text)
		ty_buf_addf(&request, "Content-Type: application/json\r\n"
			    "Content-Length: %zu\r\n", strlen(text));
	ty_buf_addf(&request, "\r\n%s", text ? text : "");
	raw_send(e->fd, request.p, request.len);
	answer = read_answer(e);
	if (ms)
		*ms = raw_ms() - start;
	free(text);
	json_decref(body);
	ty_buf_release(&request);
	return answer;
}

static json_int_t number(const json_t *json, const char *object,
			 const char *name)
{
	const json_t *inner = object ? json_object_get(json, object) : json;

	return json_integer_value(json_object_get(inner, name));
}

/* Suggestions, a draft, a confirmation. */
static void do_segment(struct editor *e, json_t *segment)
{
	json_int_t id = number(segment, NULL, "id");
	json_int_t revision = number(segment, NULL, "revision");
	char key[64], target[128];
	const char *source;
	double ms;
	json_t *a;

	json_decref(ask(e, "GET", NULL, &ms,
			"/api/v1/segments/%lld/suggestions?min=50&max=9",
			(long long)id));
	add(&e->suggest, ms);
	/* A text has one translation: what the server's memory grows by is not
	 * what translators add to theirs. */
	source = json_string_value(json_object_get(segment, "source"));
	snprintf(target, sizeof(target), "訳文%016llx", (unsigned long long)
		 ty_hash_bytes(source, strlen(source)));
	snprintf(key, sizeof(key), "d-%d-%lld", e->number, (long long)id);
	a = ask(e, "PUT", json_pack("{sI ss ss}", "revision", revision,
				    "target", target, "key", key), NULL,
		"/api/v1/segments/%lld/draft", (long long)id);
	revision = number(a, "segment", "revision");
	json_decref(a);
	snprintf(key, sizeof(key), "c-%d-%lld", e->number, (long long)id);
	json_decref(ask(e, "POST", json_pack("{sI ss ss sb}", "revision",
					     revision, "target", target, "key",
					     key, "repeat", 0), &ms,
			"/api/v1/segments/%lld/confirm", (long long)id));
	add(&e->confirm, ms);
}

static void do_story(struct editor *e)
{
	struct ty_buf text = TY_BUF_INIT;
	json_t *a, *segments, *segment;
	json_int_t story;
	size_t i;

	for (i = 0; i < SEGMENTS; i++)
		ty_buf_addf(&text, "%s\n\n", texts[(size_t)rand() % ntexts]);
	a = ask(e, "POST", json_pack("{ss ss si}", "name", "bench.txt", "text",
				     text.p, "min", 0), NULL, "/api/v1/stories");
	story = number(a, "story", "id");
	json_decref(a);
	a = ask(e, "GET", NULL, NULL, "/api/v1/stories/%lld/segments",
		(long long)story);
	segments = json_object_get(a, "segments");
	json_array_foreach(segments, i, segment) {
		if (atomic_load(&over))
			break;
		do_segment(e, segment);
		usleep(PAUSE_MS * 1000);
	}
	json_decref(a);
	a = ask(e, "GET", NULL, NULL, "/api/v1/stories/%lld", (long long)story);
	json_decref(ask(e, "DELETE", NULL, NULL,
			"/api/v1/stories/%lld?revision=%lld", (long long)story,
			(long long)number(a, "story", "revision")));
	json_decref(a);
	ty_buf_release(&text);
}

static void *edit(void *user)
{
	struct editor *e = user;
	struct ty_buf request = TY_BUF_INIT;

	ty_buf_addf(&request, "GET /api/v1/events HTTP/1.1\r\n%s\r\n", host);
	raw_send(e->events, request.p, request.len);
	while (!atomic_load(&over)) {
		do_story(e);
		ty_buf_clear(&request);
		raw_read(e->events, &request, 0);
	}
	ty_buf_release(&request);
	return NULL;
}

/* ------------------------------------------------------------ the server -- */

static int descriptors(void)
{
	char path[64];
	DIR *all;
	int n = -2;

	snprintf(path, sizeof(path), "/proc/%d/fd", pid);
	all = opendir(path);
	while (all && readdir(all))
		n++;
	if (all)
		closedir(all);
	return n;
}

static long memory_mb(void)
{
	char path[64], line[256];
	long kb = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (!strncmp(line, "RssAnon:", 8))
			kb = atol(line + 8);
	if (f)
		fclose(f);
	return kb / 1024;
}

/* Send the file, begin the job, and wait for its end. */
static double run_import(const char *path)
{
	struct editor e = { .fd = raw_connect(port) };
	struct ty_buf bytes = TY_BUF_INIT, request = TY_BUF_INIT;
	double start = raw_ms();
	const char *state = "";
	char piece[65536];
	json_int_t job;
	json_t *a;
	size_t n;
	FILE *f = fopen(path, "r");

	ty_buf_init(&e.answer);
	while (f && (n = fread(piece, 1, sizeof(piece), f)) > 0)
		ty_buf_add(&bytes, piece, n);
	if (f)
		fclose(f);
	ty_buf_addf(&request, "POST /api/v1/uploads?name=import.tsv HTTP/1.1\r\n%s"
		    "Content-Type: application/octet-stream\r\n"
		    "Content-Length: %zu\r\n\r\n", host, bytes.len);
	raw_send(e.fd, request.p, request.len);
	raw_send(e.fd, bytes.p, bytes.len);
	a = read_answer(&e);
	a = ask(&e, "POST", json_pack("{ss s[O]}", "kind", "import", "uploads",
			json_object_get(a, "upload")), NULL, "/api/v1/jobs");
	job = number(a, "job", "id");
	while (strcmp(state, "done") && strcmp(state, "failed")) {
		usleep(100000);
		json_decref(a);
		a = ask(&e, "GET", NULL, NULL, "/api/v1/jobs/%lld",
			(long long)job);
		state = json_string_value(json_object_get(
				json_object_get(a, "job"), "state"));
		if (!state)
			state = "failed";
	}
	if (strcmp(state, "done"))
		atomic_fetch_add(&failures, 1);
	json_decref(a);
	close(e.fd);
	ty_buf_release(&e.answer);
	ty_buf_release(&bytes);
	ty_buf_release(&request);
	return (raw_ms() - start) / 1e3;
}

static int rising(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void tell(const char *name, struct times *t)
{
	qsort(t->v, t->n, sizeof(*t->v), rising);
	if (t->n)
		printf("  %s: %zu, p50 %.1f ms, p99 %.1f ms, most %.1f ms\n",
		       name, t->n, t->v[t->n / 2], t->v[t->n * 99 / 100],
		       t->v[t->n - 1]);
	free(t->v);
}

static void read_texts(const char *path)
{
	char *line = NULL;
	size_t room = 0, cap = 0;
	ssize_t len;
	FILE *f = fopen(path, "r");

	while (f && ntexts < 20000 && (len = getline(&line, &room, f)) > 0) {
		line[strcspn(line, "\t\n")] = '\0';
		texts = ty_grow(texts, &cap, ntexts + 1, sizeof(*texts));
		texts[ntexts++] = ty_strdup(line);
	}
	free(line);
	if (f)
		fclose(f);
}

int main(int argc, char **argv)
{
	struct times suggest = { 0 }, confirm = { 0 };
	int n = argc > 6 ? atoi(argv[5]) : 0, i, fds, seconds;
	struct editor *editors = ty_alloc((size_t)n + 1, sizeof(*editors));
	FILE *f = argc > 6 ? fopen(argv[2], "r") : NULL;
	long mb;
	size_t j;

	if (!f || fread(token, 1, 64, f) != 64) {
		fprintf(stderr, "usage: editors PORT TOKEN-FILE PID TEXTS EDITORS SECONDS [IMPORT]\n");
		return 2;
	}
	fclose(f);
	port = atoi(argv[1]);
	pid = atoi(argv[3]);
	seconds = atoi(argv[6]);
	read_texts(argv[4]);
	snprintf(host, sizeof(host),
		 "Host: localhost:%d\r\nAuthorization: Bearer %s\r\n", port,
		 token);
	for (i = 0; i < n; i++) {
		editors[i].number = (int)getpid() * 1000 + i;
		editors[i].fd = raw_connect(port);
		editors[i].events = raw_connect(port);
		ty_buf_init(&editors[i].answer);
		pthread_create(&editors[i].thread, NULL, edit, &editors[i]);
	}
	if (argc > 7)
		printf("  import: %.1f s\n", run_import(argv[7]));
	/* What a server needs for so many is there after a while. */
	usleep(argc > 7 ? 0 : (useconds_t)seconds * 250000u);
	mb = memory_mb();
	fds = descriptors();
	for (i = 0; argc <= 7 && i < seconds * 3; i++)
		usleep(250000);
	if (argc <= 7)
		printf("  the server: %ld MB, %d descriptors; at the end %ld MB, %d\n",
		       mb, fds, memory_mb(), descriptors());
	atomic_store(&over, true);
	for (i = 0; i < n; i++) {
		pthread_join(editors[i].thread, NULL);
		for (j = 0; j < editors[i].suggest.n; j++)
			add(&suggest, editors[i].suggest.v[j]);
		for (j = 0; j < editors[i].confirm.n; j++)
			add(&confirm, editors[i].confirm.v[j]);
		free(editors[i].suggest.v);
		free(editors[i].confirm.v);
		ty_buf_release(&editors[i].answer);
		close(editors[i].fd);
		close(editors[i].events);
	}
	tell("suggestions", &suggest);
	tell("confirm", &confirm);
	if (atomic_load(&failures))
		printf("  %d requests FAILED\n", atomic_load(&failures));
	while (ntexts > 0)
		free(texts[--ntexts]);
	free(texts);
	free(editors);
	return atomic_load(&failures) != 0;
}
