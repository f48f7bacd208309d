#ifndef TY_TEXT_NEAR_H
#define TY_TEXT_NEAR_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * How much two texts have in common, told from two small signatures: MinHash
 * (Broder, 1997) of their overlapping runs of characters, folded, without spaces
 * and punctuation; five characters in scripts with spaces, three without.  Of
 * each hash one byte is kept (Li and Koenig, 2010).
 */
#define TY_NEAR_HASHES	64
#define TY_NEAR_ROWS	4
#define TY_NEAR_BANDS	(TY_NEAR_HASHES / TY_NEAR_ROWS)

struct ty_sketch {
	uint8_t		byte[TY_NEAR_HASHES];
	uint64_t	band[TY_NEAR_BANDS];	/* texts that share one are
						   candidates: of those that
						   have .8 in common 99.98 % */
	uint64_t	whole;			/* of the folded text: equal for
						   equal texts */
};

/* `spaced`: ty_lang_spaced().  `folded` is memory used again. */
void ty_near_make(struct ty_sketch *out, struct ty_buf *folded, const char *s,
		  size_t len, int spaced);

/* An estimate of the Jaccard similarity of what two signatures were made from,
 * 0..1, with a standard error of .05 at .8. */
double ty_near_similarity(const uint8_t a[TY_NEAR_HASHES],
			  const uint8_t b[TY_NEAR_HASHES]);

#endif
