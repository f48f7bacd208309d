#ifndef TY_ALIGN_CUT_H
#define TY_ALIGN_CUT_H

#include "align/scan.h"

/* The words of a text as the learnt lexicon knows them.  Another number when
 * they are cut in another way: what was learnt from them is then of no use. */
#define TY_CUT_VERSION	1u
#define TY_CUT_MAX	100		/* words of a text; others are passed
					   over */

struct ty_cut_word {
	struct ty_span	span;		/* bytes of the text; the first place */
	size_t		at, len;	/* its letters in `bytes` */
	bool		again;		/* it stands there more than once */
};

/* Memory is used again. */
struct ty_cut {
	struct ty_scan		scan;
	struct ty_buf		bytes;
	struct ty_cut_word	v[TY_CUT_MAX];	/* no word twice */
	size_t			n;
};
void ty_cut_init(struct ty_cut *cut);
void ty_cut_release(struct ty_cut *cut);

/* Cut valid UTF-8.  No dictionary is asked: words of letters and of katakana as
 * they stand, Han in runs, a longer run in pairs of characters; no hiragana,
 * figures, marks or single letters. */
void ty_cut(struct ty_cut *cut, const char *text, size_t len);

#endif
