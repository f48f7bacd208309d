/* What happened, in a ring, and who has heard how much of it. */

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/alloc.h"
#include "serve/events.h"

struct ty_listener {
	struct ty_hub		*hub;
	struct ty_listener	*older, *newer;
	uint64_t		 next;		/* event that is to come */
	bool			 greeted, missed, over;
};

struct ty_hub {
	pthread_mutex_t		 lock;
	pthread_cond_t		 news;
	char			 word[17];	/* of this run of the server */
	char			**ring;		/* event n is at n % size */
	size_t			 size;
	uint64_t		 end;		/* the number of the next one */
	struct ty_listener	*oldest, *newest;
	size_t			 listeners, most;
	bool			 closed;
};

struct ty_hub *ty_hub_new(size_t events, size_t listeners)
{
	struct ty_hub *hub = ty_alloc(1, sizeof(*hub));
	pthread_condattr_t clock;
	uint64_t word = 0;

	/* Not a secret: another word after a restart is all it must be. */
	if (getrandom(&word, sizeof(word), 0) != sizeof(word))
		word = (uint64_t)time(NULL);
	snprintf(hub->word, sizeof(hub->word), "%016llx",
		 (unsigned long long)word);
	pthread_mutex_init(&hub->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&hub->news, &clock);
	pthread_condattr_destroy(&clock);
	hub->ring = ty_alloc(events, sizeof(*hub->ring));
	hub->size = events;
	hub->most = listeners;
	return hub;
}

void ty_hub_free(struct ty_hub *hub)
{
	size_t i;

	if (!hub)
		return;
	for (i = 0; i < hub->size; i++)
		free(hub->ring[i]);
	free(hub->ring);
	pthread_cond_destroy(&hub->news);
	pthread_mutex_destroy(&hub->lock);
	free(hub);
}

void ty_hub_tell(struct ty_hub *hub, const char *event, const char *data)
{
	struct ty_buf text = TY_BUF_INIT;
	size_t at;

	pthread_mutex_lock(&hub->lock);
	at = hub->end % hub->size;
	ty_buf_addf(&text, "id: %s-%llu\nevent: %s\ndata: %s\n\n", hub->word,
		    (unsigned long long)hub->end, event, data);
	free(hub->ring[at]);
	hub->ring[at] = ty_buf_detach(&text);
	hub->end++;
	pthread_cond_broadcast(&hub->news);
	pthread_mutex_unlock(&hub->lock);
}

void ty_hub_close(struct ty_hub *hub)
{
	pthread_mutex_lock(&hub->lock);
	hub->closed = true;
	pthread_cond_broadcast(&hub->news);
	pthread_mutex_unlock(&hub->lock);
}

void ty_hub_wake(struct ty_hub *hub)
{
	pthread_mutex_lock(&hub->lock);
	pthread_cond_broadcast(&hub->news);
	pthread_mutex_unlock(&hub->lock);
}

/* The number after that of "WORD-17"; where that is not to be had any more, or
 * of another run, something was missed. */
static void go_on(struct ty_listener *listener, const struct ty_hub *hub,
		  const char *last)
{
	size_t len = strlen(hub->word);
	unsigned long long number;
	char *end;

	listener->next = hub->end;
	if (!*last)
		return;
	listener->missed = true;
	if (strncmp(last, hub->word, len) || last[len] != '-' ||
	    last[len + 1] < '0' || last[len + 1] > '9')
		return;
	errno = 0;
	number = strtoull(last + len + 1, &end, 10);
	if (errno || *end || number >= hub->end ||
	    hub->end - number > hub->size + 1)
		return;
	listener->missed = false;
	listener->next = number + 1;
}

struct ty_listener *ty_hub_read(struct ty_hub *hub, const char *last)
{
	struct ty_listener *listener = ty_alloc(1, sizeof(*listener)), *r;

	pthread_mutex_lock(&hub->lock);
	listener->hub = hub;
	go_on(listener, hub, last);
	listener->older = hub->newest;
	*(hub->newest ? &hub->newest->newer : &hub->oldest) = listener;
	hub->newest = listener;
	if (++hub->listeners > hub->most) {
		/* Those that are over already still count until they go. */
		for (r = hub->oldest; r->over; r = r->newer)
			;
		r->over = true;
		pthread_cond_broadcast(&hub->news);
	}
	pthread_mutex_unlock(&hub->lock);
	return listener;
}

void ty_listener_free(struct ty_listener *listener)
{
	struct ty_hub *hub;

	if (!listener)
		return;
	hub = listener->hub;
	pthread_mutex_lock(&hub->lock);
	*(listener->older ? &listener->older->newer : &hub->oldest) =
		listener->newer;
	*(listener->newer ? &listener->newer->older : &hub->newest) =
		listener->older;
	hub->listeners--;
	pthread_mutex_unlock(&hub->lock);
	free(listener);
}

/* Append what there is; at most so much at once that a slow listener is no
 * burden: it comes back for the rest. */
static void catch_up(struct ty_buf *out, struct ty_listener *listener)
{
	struct ty_hub *hub = listener->hub;
	size_t begun = out->len;

	if (!listener->greeted)
		ty_buf_addf(out, "event: hello\ndata: {\"version\":1,\"server\":\"%s\"}\n\n",
			    hub->word);
	listener->greeted = true;
	if (hub->end - listener->next > hub->size) {
		listener->missed = true;
		listener->next = hub->end;
	}
	if (listener->missed && hub->end > 0)
		ty_buf_addf(out, "id: %s-%llu\n", hub->word,
			    (unsigned long long)hub->end - 1);
	if (listener->missed)
		ty_buf_adds(out, "event: reset\ndata: {}\n\n");
	listener->missed = false;
	while (listener->next < hub->end && out->len - begun < (64u << 10))
		ty_buf_adds(out, hub->ring[listener->next++ % hub->size]);
}

bool ty_listener_next(struct ty_buf *out, struct ty_listener *listener,
		      int seconds, bool (*gone)(void *user), void *user)
{
	struct ty_hub *hub = listener->hub;
	size_t had = out->len;
	struct timespec until;
	bool over;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += seconds;
	pthread_mutex_lock(&hub->lock);
	for (;;) {
		catch_up(out, listener);
		over = listener->over || hub->closed || (gone && gone(user));
		if (over || out->len > had)
			break;
		if (pthread_cond_timedwait(&hub->news, &hub->lock,
					   &until) == ETIMEDOUT) {
			ty_buf_adds(out, ": still here\n\n");
			break;
		}
	}
	pthread_mutex_unlock(&hub->lock);
	return !over;
}
