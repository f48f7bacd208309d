#ifndef TY_ALIGN_SCAN_H
#define TY_ALIGN_SCAN_H

#include "base/buf.h"
#include "text/norm.h"

#define TY_PIECE_MAX	48		/* bytes of a word that count */

/*
 * The pieces of a text that can be recognised on the other side, whatever the
 * language: words of scripts with letters, numbers, katakana runs, and every
 * other character (punctuation, Han, hiragana) by itself.  Spaces and hyphens
 * are passed over.
 */
enum ty_piece_kind { TY_PIECE_WORD, TY_PIECE_NUMBER, TY_PIECE_KATAKANA,
		     TY_PIECE_OTHER };

struct ty_piece {
	enum ty_piece_kind kind;
	struct ty_span	span;		/* bytes of the folded text */
	int32_t		c;		/* the first character */
	bool		capital;	/* written with a capital */
	bool		acronym;	/* all capitals: "U.S.", "NATO" */
	size_t		len;
	char		text[TY_PIECE_MAX];	/* a word or number: folded,
					   without full stops and 's; in
					   capitals if an acronym */
};

/* Walks over one text; `folded` and `map` are its own, used again for the next
 * text given to ty_scan_begin(). */
struct ty_scan {
	const char		*raw;
	struct ty_buf		 folded;
	struct ty_offsets	 map;
	size_t			 at;
};
void ty_scan_init(struct ty_scan *scan);
void ty_scan_release(struct ty_scan *scan);
void ty_scan_begin(struct ty_scan *scan, const char *text, size_t len);
bool ty_scan_next(struct ty_scan *scan, struct ty_piece *piece);

bool ty_is_katakana(int32_t c);

#endif
