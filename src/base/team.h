#ifndef TY_BASE_TEAM_H
#define TY_BASE_TEAM_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Many like pieces of work shared out among threads.  work(user, who, i) is
 * called once for each i < n, in no certain order; `who`, less than what
 * ty_team_size() says, tells the threads apart and is 0 in the caller's own.
 * When one call returns false no more are begun, and ty_team_run() returns
 * false.  What is found must not depend on who does which.
 */
#define TY_TEAM_MAX	64

/* The threads of a team: as many as wanted (0: one a core), no more than
 * TY_TEAM_MAX or `n`, and at least 1. */
size_t ty_team_size(int threads, size_t n);
bool ty_team_run(size_t size, size_t n,
		 bool (*work)(void *user, size_t who, size_t i), void *user);

#endif
