/* How pieces of work are shared out among threads. */

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/team.h"

struct team {
	bool		(*work)(void *user, size_t who, size_t i);
	void		*user;
	size_t		 n;
	atomic_size_t	 next;		/* piece nobody has taken */
	atomic_bool	 failed;
};

struct member {
	struct team	*team;
	size_t		 who;
	pthread_t	 thread;
	bool		 started;
};

size_t ty_team_size(int threads, size_t n)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t size = threads > 0 ? (size_t)threads :
		      cores > 0 ? (size_t)cores : 1;

	size = size < TY_TEAM_MAX ? size : TY_TEAM_MAX;
	size = size < n ? size : n;
	return size ? size : 1;
}

static void *take(void *arg)
{
	struct member *m = arg;
	struct team *t = m->team;
	size_t i;

	while (!atomic_load(&t->failed) &&
	       (i = atomic_fetch_add(&t->next, 1)) < t->n)
		if (!t->work(t->user, m->who, i))
			atomic_store(&t->failed, true);
	return NULL;
}

bool ty_team_run(size_t size, size_t n,
		 bool (*work)(void *user, size_t who, size_t i), void *user)
{
	struct team team = { .work = work, .user = user, .n = n };
	struct member members[TY_TEAM_MAX];
	size_t k;

	atomic_init(&team.next, 0);
	atomic_init(&team.failed, false);
	for (k = 0; k < size && k < TY_TEAM_MAX; k++) {
		members[k] = (struct member){ .team = &team, .who = k };
		/* Where a thread cannot be had, there are fewer. */
		members[k].started = k && !pthread_create(&members[k].thread,
						NULL, take, &members[k]);
	}
	take(&members[0]);
	while (k-- > 1)
		if (members[k].started)
			pthread_join(members[k].thread, NULL);
	return !atomic_load(&team.failed);
}
