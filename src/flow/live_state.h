#ifndef TY_FLOW_LIVE_STATE_H
#define TY_FLOW_LIVE_STATE_H

#include "flow/live.h"

/* Private to the files live*.c: what is known of a memory. */

/* A moment of a memory: its last change then, and the stamp of that. */
struct ty_moment {
	int64_t	change, stamp;
};

struct ty_live {
	struct ty_store		*store;
	struct ty_tokenizer	*tokenizer;
	const struct ty_monitor	*monitor;
	struct ty_shelf		 shelf;
	struct ty_tokens	 tokens;	/* memory used again */
	int64_t			 most;		/* changes in the delta */
	bool			 shared;	/* leaves files alone */
	bool			 distrust;	/* the files: one was damaged */
	bool			 strict;	/* not to save is a failure */
	bool			 unwritable;	/* saving failed once */

	bool			 known;		/* the rest is */
	struct ty_chain		 chain;
	struct ty_delta		*delta;		/* changes after the chain */
	struct ty_moment	 covers;	/* up to now */
	struct ty_joining	*joining;	/* or NULL */

	struct ty_units		*dead;		/* scratch for a search */
	size_t			 cap_dead;
	struct ty_shard		*whole;		/* all texts, for exhaustive */
	struct ty_moment	 whole_covers;
};

/* Let go of it: the next search reads the memory again. */
void ty_live_forget(struct ty_live *live);

/* Read what changed since the delta was read, into it. */
enum ty_status ty_live_read(struct ty_live *live, struct ty_moment now,
			    struct ty_error *err);
/* A shard of the changes after `from` up to `last`, from the texts. */
enum ty_status ty_live_build(struct ty_shard **out, struct ty_live *live,
			     int64_t from, struct ty_moment last,
			     struct ty_error *err);
/* The delta becomes a shard: nothing has to be read. */
enum ty_status ty_live_freeze(struct ty_live *live, struct ty_error *err);

/* How the files are put in order: that the chain's end is in one, and those
 * that are to be joined are.  TY_END: one was damaged, and all is to be read
 * again. */
enum ty_tidying {
	TIDY_BESIDE,	/* in a thread, within a lookup of a long process */
	TIDY_QUICK,	/* at once, but only what is quick */
	TIDY_ALL	/* at once, however long it takes */
};

enum ty_status ty_live_tidy(struct ty_live *live, enum ty_tidying how,
			    struct ty_error *err);
/* What a thread has done is taken over; TY_END likewise. */
enum ty_status ty_live_adopt(struct ty_live *live, struct ty_error *err);

/* A file turned out to be damaged: from here on only what is made anew is
 * used. */
void ty_live_distrust(struct ty_live *live, const struct ty_error *why);

#endif
