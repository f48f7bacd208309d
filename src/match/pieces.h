#ifndef TY_MATCH_PIECES_H
#define TY_MATCH_PIECES_H

#include "match/image.h"

/* Which pieces of a segment are listed (see image.h): rare ones, that do not
 * overlap. */
struct ty_piece {
	uint32_t	list;
	uint8_t		place;		/* of its first token */
};

struct ty_chooser {
	bool		 runs;
	uint32_t	 nlists;
	uint32_t	*often;		/* runs: what each list would hold if
					   every piece were listed */
};

/* `tokens` are all of a shard, as in its section; `head` has its groups laid
 * out, of which only the number of tokens is looked at. */
void ty_chooser_init(struct ty_chooser *chooser,
		     const struct ty_image_head *head, const uint32_t *tokens);
void ty_chooser_release(struct ty_chooser *chooser);

/* ty_pieces(..., n) pieces of a segment of n <= TY_LISTED tokens, by rank. */
size_t ty_chooser_choose(const struct ty_chooser *chooser,
			 const uint32_t *tokens, size_t n,
			 struct ty_piece out[TY_LISTED]);

#endif
