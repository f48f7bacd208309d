#ifndef TY_MATCH_SCORE_H
#define TY_MATCH_SCORE_H

#include "text/token.h"

/* The penalties known; names are stable words. */
enum ty_penalty_kind {
	TY_PENALTY_NUMBER,		/* a value is not the same: 2 */
	TY_PENALTY_CASE,		/* case or width differ: 1 */
	TY_PENALTY_PUNCTUATION,		/* form of quotes, dashes, spaces: 1 */
	TY_PENALTY_ALIGNED,		/* aligned or unreviewed: 1 */
	TY_PENALTY_CODES,		/* inline codes differ: 1 */
	TY_PENALTY_MEMORY,		/* another memory's: as it says */
	TY_NPENALTIES
};

struct ty_score {
	int			 shown;		/* 0..101 */
	int			 text;		/* before penalties */
	struct ty_penalty	 penalties[TY_NPENALTIES];
	size_t			 npenalties;
};

/*
 * The score shown for a stored source text against a new one (see struct
 * ty_match).  `identical` texts are 100, or 101 with `context`, without
 * penalties.
 */
void ty_score_match(struct ty_score *score, const char *old,
		    const struct ty_tokens *old_tokens, const char *now,
		    const struct ty_tokens *now_tokens, double similarity,
		    bool context, enum ty_unit_kind kind,
		    enum ty_unit_status status);

/* One more penalty, which no comparison of texts shows; `points` 0: the usual
 * ones.  What is the same text with other codes is at most 99. */
void ty_score_lower(struct ty_score *score, enum ty_penalty_kind kind,
		    int points);

/* Take a penalty away again: what it was for has been put right.  False if there
 * is none of its kind. */
bool ty_score_spare(struct ty_score *score, enum ty_penalty_kind kind);

/* The most that penalties can take off, a memory's own apart: what retrieval
 * must look below. */
int ty_score_most_penalty(void);

#endif
