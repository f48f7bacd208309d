#ifndef TY_TEXT_NORM_H
#define TY_TEXT_NORM_H

#include "base/buf.h"
#include "taiyaku.h"

/* Append the NFC form of valid UTF-8. */
void ty_nfc(struct ty_buf *out, const char *s, size_t len);

/* NFC; line breaks and runs of white space one space; ends trimmed (also of
 * U+3000): how a segment is stored.  One space alone stays as it is, full-width
 * or not breaking, and a run of full-width spaces becomes one of them. */
void ty_squeeze(struct ty_buf *out, const char *s, size_t len);

/*
 * What folding makes equal.  TY_FOLD_MATCH: NFKC with case folding (UAX #15,
 * NFKC_Casefold); quotes, dashes and the wave dash as ASCII: for tokens.
 * TY_FOLD_SEARCH: that, and katakana as hiragana: for the concordance.
 */
enum ty_fold { TY_FOLD_MATCH, TY_FOLD_SEARCH };

/*
 * Append the folded form of `s`.  If `map` is not NULL, it is filled for each
 * byte i of what was appended (and one more for its end) with the offset in
 * `s` where the character it came from starts: map->v[i].
 */
struct ty_offsets {
	uint32_t	*v;
	size_t		 n, cap;
};
void ty_offsets_release(struct ty_offsets *map);
void ty_fold(struct ty_buf *out, const char *s, size_t len, enum ty_fold how,
	     struct ty_offsets *map);

#endif
