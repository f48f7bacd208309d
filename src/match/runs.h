#ifndef TY_MATCH_RUNS_H
#define TY_MATCH_RUNS_H

#include "base/intern.h"
#include "text/token.h"

/* Two texts side by side, token by token: what the difference shown and the
 * penalties are both made of. */

/*
 * Number the tokens by their folded forms, into ids[tokens->n].  With `values`
 * values have different ids that are not the same amount of the same unit; of
 * digits that are no value, the script and commas before groups of three are
 * not looked at.
 */
void ty_token_ids(struct ty_intern *set, const char *text,
		  const struct ty_tokens *tokens, bool values, uint32_t *ids);

/* Tokens old[old, old + old_n) and now[now, now + now_n): all the same, or a
 * change, where one of the two may be empty. */
struct ty_run {
	bool	same;
	size_t	old, old_n;
	size_t	now, now_n;
};

/*
 * A shortest edit script, of those the one with the fewest changes, as runs in
 * turn of same and changed tokens.  *out is an array of *n, to be free()d.
 * Texts whose differing middle is longer than 2,000 tokens get one change.
 */
void ty_runs_find(const uint32_t *old, size_t old_n, const uint32_t *now,
		  size_t now_n, struct ty_run **out, size_t *n);

#endif
