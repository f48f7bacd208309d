#ifndef TY_FLOW_TERM_EXTRACT_H
#define TY_FLOW_TERM_EXTRACT_H

#include "align/sound.h"
#include "base/intern.h"
#include "flow/desk.h"
#include "text/expression.h"

/* Private to term_extract.c and term_propose.c. */

#define TY_EXTRACT_BEST	5	/* partners of an expression that compete */

struct ty_extract_stat {
	uint32_t	count;		/* pairs that have it */
	uint32_t	last;		/* the pair counted last, + 1 */
	uint32_t	within;		/* how often it stands in that longer
					   one which is the most frequent */
	uint32_t	form;		/* how it is written, of `forms` */
	int32_t		votes;		/* for that */
	uint32_t	seen, names;	/* not as the first; with capitals */
	uint8_t		words;
	bool		weak;		/* the form is of a beginning */
};

/* The expressions of one side of the pairs. */
struct ty_extract_side {
	struct ty_expression_finder *finder;
	struct ty_expressions	 found;
	struct ty_intern	 keys, forms;
	struct ty_extract_stat	*stats;		/* by key */
	size_t			 cap_stats;
	uint32_t		*ids;		/* of the first pair, of the
						   second, ... */
	size_t			 nids, cap_ids;
	size_t			*start;		/* of a pair in `ids` */
	size_t			 cap_start;
	uint32_t		*number;	/* of a key that is kept; 0 */
	uint32_t		 n;
};

struct ty_extract_link {
	uint32_t	source, target;		/* keys */
	uint32_t	both;
	double		score;
	size_t		example;		/* of `pairs` */
};

struct ty_extract {
	struct ty_desk		*desk;
	int64_t			 least;
	bool			 backwards;	/* from Japanese */
	struct ty_extract_side	 source, target;
	struct ty_intern	 pairs_seen;
	struct ty_intern	 glossary;	/* the newsroom's, "KEY\tKEY" */
	struct ty_sound_costs	 sounds;
	struct ty_buf		 scratch;
	struct { int64_t number; size_t length; } *pairs;
	size_t			 npairs, cap_pairs;
	int64_t			 read;		/* the same again among them */
	uint32_t		*counts, *touched;
	struct ty_extract_link	 best[TY_EXTRACT_BEST];
	size_t			 nbest;
	struct ty_extract_link	*links;		/* in the end: the answer */
	size_t			 nlinks, cap_links;
};

/* Count, rate and pair; release it also after a failure. */
enum ty_status ty_extract_run(struct ty_extract *x, struct ty_desk *desk,
			      const struct ty_pairs *pairs, int64_t least,
			      struct ty_error *err);
void ty_extract_release(struct ty_extract *x);

#endif
