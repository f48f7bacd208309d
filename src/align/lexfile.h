#ifndef TY_ALIGN_LEXFILE_H
#define TY_ALIGN_LEXFILE_H

#include "align/lexicon.h"
#include "align/lextrie.h"
#include "text/lang.h"

/*
 * How a lexicon lies in memory and in its file (format version 1): this head,
 * then the sections, each at a multiple of 8 bytes.  Numbers are in the byte
 * order of the machine that wrote them; the hash is XXH3, 64 bits.
 */
#define TY_LEXFILE_MAGIC	"TYLEXIC\n"
#define TY_LEXFILE_ORDER	0x01020304u
#define TY_LEXFILE_VERSION	1u

enum ty_lexfile_section {
	TY_WORD_FIRST, TY_WORD_SYMBOL,	/* words of the source language: a trie
					   of bytes, */
	TY_TERM_FIRST, TY_TERM_SYMBOL,	/* terms: of words, */
	TY_STRING_FIRST, TY_STRING_SYMBOL,	/* strings of the target: of
						   characters */
	TY_MEANING_FIRST,	/* uint32_t: of each node of the terms, and the
				   end */
	TY_MEANINGS,		/* uint32_t: nodes of the strings */
	TY_GRADES,		/* uint8_t: of each meaning */
	TY_LEXFILE_SECTIONS
};

struct ty_lexfile_head {
	char		magic[8];
	uint32_t	order;
	uint32_t	version;
	uint64_t	bytes;		/* of the whole file */
	uint64_t	hash;		/* of all that follows this number */
	char		source[TY_LANG_MAX], target[TY_LANG_MAX];
	uint64_t	nterms, nstrings;
	uint64_t	nsources;
	struct ty_lexicon_source sources[TY_LEXICON_SOURCES];
	struct {
		uint64_t	at, size;	/* bytes */
	} sections[TY_LEXFILE_SECTIONS];
};

struct ty_lexicon {
	const char	*image;
	size_t		 bytes;
	bool		 mapped;
	const struct ty_lexfile_head *head;
	bool		 english;	/* the source side */
	struct ty_lextrie	 words, terms, strings;
	const uint32_t	*first;		/* TY_MEANING_FIRST */
	const uint32_t	*meanings;
	const uint8_t	*grades;
};

/* The image (ty_alloc()ed, taken over) that ty_lexmaker_finish() made. */
struct ty_lexicon *ty_lexfile_adopt(char *image);

/* Compute the hash of an image that is otherwise complete. */
void ty_lexfile_seal(char *image);

/* Map a file.  TY_END if it is no such file at all, TY_EDAMAGED if it is one
 * that cannot be used. */
enum ty_status ty_lexfile_map(struct ty_lexicon **out, const char *path,
			      struct ty_error *err);

#endif
