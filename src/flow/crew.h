#ifndef TY_FLOW_CREW_H
#define TY_FLOW_CREW_H

#include "flow/desk.h"

/*
 * Many texts at once, by as many threads as the desk may use: each has a desk
 * of its own on the same memories.  What is answered does not depend on how
 * many there are.
 */
struct ty_crew;
struct ty_crew *ty_crew_new(struct ty_desk *desk);
void ty_crew_free(struct ty_crew *crew);

struct ty_ask {
	const char	*text, *prev, *next;	/* as for ty_suggest */
	int		 min;
	size_t		 max;
};

/*
 * The matches of each text in out[n]; on failure out[] is all NULL.  `what`,
 * `done` and `total` tell the monitor where this stands in a larger work.
 *
 * Errors: those of ty_suggest().
 */
enum ty_status ty_crew_suggest(struct ty_matches **out, struct ty_crew *crew,
			       const struct ty_ask *asks, size_t n,
			       const char *what, size_t done, size_t total,
			       struct ty_error *err);

/* The same for texts[from] to texts[from + n - 1] of a story's `total`: each has
 * those beside it for neighbours. */
enum ty_status ty_crew_story(struct ty_matches **out, struct ty_crew *crew,
			     const char *const *texts, size_t from, size_t n,
			     size_t total, int min, size_t max,
			     const char *what, struct ty_error *err);

/* What a draft puts in the place of a match's text: its target, with the new
 * values where they could be carried over. */
const char *ty_match_draft(const struct ty_match *match);

#endif
