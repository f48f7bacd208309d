#ifndef TY_ALIGN_MODEL_FILE_H
#define TY_ALIGN_MODEL_FILE_H

#include "align/model.h"

/*
 * How a model lies in memory and in its file (format version 1): this head,
 * then the sections one after another, each at a multiple of 8 bytes.  Numbers
 * are in the byte order of the machine that wrote them.
 */
#define TY_MODEL_MAGIC	"TYLEARN\n"
#define TY_MODEL_ORDER	0x01020304u
#define TY_MODEL_VERSION	1u

/* Sections of each side: its words, sorted, and of each what it is on the other
 * side, sorted.  Word 0 is "": what has no counterpart. */
enum ty_model_section {
	TY_MODEL_START,		/* uint32_t: of each word in the bytes, and the
				   end */
	TY_MODEL_BYTES,
	TY_MODEL_TOTAL,		/* float: how many times each word came */
	TY_MODEL_ROW,		/* uint32_t: first cell of each word, and the
				   end */
	TY_MODEL_CELL,		/* struct ty_model_cell */
	TY_MODEL_SECTIONS
};

struct ty_model_cell {
	uint32_t	word;		/* of the other side */
	float		count;		/* how many times it was that, as far as
					   one can tell */
};

struct ty_model_head {
	char		magic[8];
	uint32_t	order, version;
	uint32_t	cut, spare;	/* TY_CUT_VERSION */
	uint64_t	hash;		/* of all that follows: XXH3, 64 bits */
	struct ty_model_about about;
	struct {
		uint64_t	at, size;	/* bytes */
	} sections[2][TY_MODEL_SECTIONS];
};

struct ty_model_side {
	uint32_t	n;		/* words */
	const uint32_t	*start, *row;
	const char	*bytes;
	const float	*total;
	const struct ty_model_cell *cells;
};

struct ty_model {
	const char	*image;
	size_t		 bytes;
	bool		 mapped;
	const struct ty_model_head *head;
	struct ty_model_side side[2];
};

/* The image (ty_alloc()ed, taken over), complete but for its hash. */
struct ty_model *ty_model_adopt(char *image);

#endif
