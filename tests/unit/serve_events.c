/* The ring of events: who has heard what, and who has missed some. */

#include <pthread.h>
#include <stdlib.h>

#include "base/buf.h"
#include "serve/events.h"
#include "../tap.h"

/* How often a word stands there. */
static int count(const char *text, const char *word)
{
	int n = 0;

	for (; (text = strstr(text, word)); text += strlen(word))
		n++;
	return n;
}

/* The last id in a text. */
static char *last_id(const char *text)
{
	static char id[64];
	const char *s;

	id[0] = '\0';
	while ((s = strstr(text, "id: "))) {
		text = s + 4;
		snprintf(id, sizeof(id), "%.*s", (int)strcspn(text, "\n"),
			 text);
	}
	return id;
}

static void test_told(void)
{
	struct ty_hub *hub = ty_hub_new(8, 4);
	struct ty_buf out = TY_BUF_INIT;
	struct ty_listener *a;

	ty_hub_tell(hub, "story", "{\"story\":1}");
	a = ty_hub_read(hub, "");
	ok(ty_listener_next(&out, a, 0, NULL, NULL), "a page begins");
	is_int(count(out.p, "event: hello\n"), 1, "it is greeted");
	is_int(count(out.p, "event: story\n"), 0, "what was before is not told");
	ty_hub_tell(hub, "story", "{\"story\":2}");
	ty_buf_clear(&out);
	ok(ty_listener_next(&out, a, 0, NULL, NULL), "something happens");
	is_int(count(out.p, "event: story\ndata: {\"story\":2}\n\n"), 1,
	       "it is told");
	is_int(count(out.p, "hello"), 0, "and nothing else");
	ty_buf_clear(&out);
	ok(ty_listener_next(&out, a, 0, NULL, NULL), "nothing happens");
	is_str(out.p, ": still here\n\n", "a sign of life");
	ty_hub_close(hub);
	ok(!ty_listener_next(&out, a, 10, NULL, NULL), "the server ends");
	ty_listener_free(a);
	ty_buf_release(&out);
	ty_hub_free(hub);
}

static void go_on(struct ty_hub *hub, const char *last, int events, int resets,
		  const char *name)
{
	struct ty_buf out = TY_BUF_INIT;
	struct ty_listener *listener = ty_hub_read(hub, last);

	ty_listener_next(&out, listener, 0, NULL, NULL);
	is_int(count(out.p, "event: n\n"), events, name);
	is_int(count(out.p, "event: reset\n"), resets, "  reset or not");
	ty_listener_free(listener);
	ty_buf_release(&out);
}

static void test_gone_on(void)
{
	struct ty_hub *hub = ty_hub_new(8, 4);
	struct ty_buf out = TY_BUF_INIT;
	struct ty_listener *a = ty_hub_read(hub, "");
	char first[64], other[64];
	int i;

	ty_hub_tell(hub, "n", "{}");
	ty_listener_next(&out, a, 0, NULL, NULL);
	snprintf(first, sizeof(first), "%s", last_id(out.p));
	snprintf(other, sizeof(other), "%s", first);
	other[0] = other[0] == '0' ? '1' : '0';
	go_on(hub, first, 0, 0, "nothing was missed");
	for (i = 0; i < 8; i++)
		ty_hub_tell(hub, "n", "{}");
	go_on(hub, first, 8, 0, "what was missed is told");
	go_on(hub, other, 0, 1, "an event of another run");
	go_on(hub, "", 0, 0, "a new page");
	go_on(hub, "nonsense", 0, 1, "no event at all");
	other[0] = first[0];
	snprintf(strchr(other, '-'), 20, "-999");
	go_on(hub, other, 0, 1, "an event that was not yet");
	ty_hub_tell(hub, "n", "{}");
	go_on(hub, first, 0, 1, "too much was missed");
	ty_buf_clear(&out);
	for (i = 0; i < 20; i++)
		ty_hub_tell(hub, "n", "{}");
	ty_listener_next(&out, a, 0, NULL, NULL);
	is_int(count(out.p, "event: reset\n"), 1, "a slow page is told so");
	go_on(hub, last_id(out.p), 0, 0, "and goes on from there");
	ty_listener_free(a);
	ty_buf_release(&out);
	ty_hub_free(hub);
}

static void test_many(void)
{
	struct ty_hub *hub = ty_hub_new(8, 2);
	struct ty_buf out = TY_BUF_INIT;
	struct ty_listener *l[3];
	int i;

	for (i = 0; i < 3; i++)
		l[i] = ty_hub_read(hub, "");
	ok(!ty_listener_next(&out, l[0], 10, NULL, NULL),
	   "the oldest page gives way");
	ok(ty_listener_next(&out, l[1], 0, NULL, NULL), "the second stays");
	ok(ty_listener_next(&out, l[2], 0, NULL, NULL), "the new one, too");
	ty_listener_free(l[0]);
	l[0] = ty_hub_read(hub, "");
	ok(!ty_listener_next(&out, l[1], 10, NULL, NULL), "and so on");
	for (i = 0; i < 3; i++)
		ty_listener_free(l[i]);
	ty_buf_release(&out);
	ty_hub_free(hub);
}

static bool gone(void *user)
{
	return *(bool *)user;
}

static void *tell_all(void *user)
{
	int i;

	for (i = 0; i < 1000; i++)
		ty_hub_tell(user, "n", "{}");
	return NULL;
}

/* Each hears all, whoever tells. */
static void test_threads(void)
{
	struct ty_hub *hub = ty_hub_new(4096, 4);
	struct ty_buf out = TY_BUF_INIT;
	struct ty_listener *a = ty_hub_read(hub, "");
	bool is_gone = false;
	pthread_t t[2];

	pthread_create(&t[0], NULL, tell_all, hub);
	pthread_create(&t[1], NULL, tell_all, hub);
	while (count(out.p, "event: n\n") < 2000 &&
	       ty_listener_next(&out, a, 10, gone, &is_gone))
		;
	is_int(count(out.p, "event: n\n"), 2000, "two tell, one hears it all");
	is_gone = true;
	ok(!ty_listener_next(&out, a, 10, gone, &is_gone), "until it goes");
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	ty_listener_free(a);
	ty_buf_release(&out);
	ty_hub_free(hub);
}

int main(void)
{
	test_told();
	test_gone_on();
	test_many();
	test_threads();
	return tap_done();
}
