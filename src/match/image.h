#ifndef TY_MATCH_IMAGE_H
#define TY_MATCH_IMAGE_H

#include <stdatomic.h>

#include "match/shard.h"

/*
 * How a shard lies in memory and in its file (format version 1):
 *
 *	block 0		struct ty_image_head, zeros, their hash
 *	sections	each at a multiple of 64 bytes
 *	sums		a hash of every block of 4 KB before them
 *
 * Numbers are in the byte order of the machine that wrote them; hashes are
 * XXH3, 64 bits.  Segments are numbered by length, then id; words by how often
 * they occur, rarest first.
 */
#define TY_IMAGE_MAGIC		"TYSHARD\n"
#define TY_IMAGE_ORDER		0x01020304u
#define TY_IMAGE_VERSION	1u
#define TY_IMAGE_BLOCK		4096u

enum ty_image_section {
	TY_TOUCHED,	/* int64_t: units, ascending */
	TY_GROUPS,	/* struct ty_group: one per length, and the end */
	TY_SLOTS,	/* uint64_t: hash table of words, see ty_slot_*() */
	TY_WORDS,	/* uint32_t: where each begins in TY_BYTES, the end */
	TY_BYTES,	/* folded forms */
	TY_LISTS,	/* uint32_t: the same in TY_POSTINGS */
	TY_POSTINGS,	/* uint64_t, ascending in a list, see ty_posting_*() */
	TY_HINTS,	/* runs: uint64_t for each posting, see ty_hint_add() */
	TY_TOKENS,	/* uint32_t: word numbers, segment after segment */
	TY_SIGNS,	/* uint64_t: ty_sign_words() for each segment */
	TY_SEGMENTS,	/* struct ty_indexed */
	TY_SUMS,	/* uint64_t: the last section, at a block of its own */
	TY_NSECTIONS
};

struct ty_image_head {
	char			magic[8];
	uint32_t		order;
	uint32_t		version;
	uint64_t		bytes;		/* of the whole image */
	uint64_t		sums;		/* hash of the sums */
	struct ty_shard_head	head;
	uint32_t		nsegments;
	uint32_t		nwords;
	uint32_t		nlists;		/* runs: a power of two */
	uint32_t		runs;		/* 1: lists of runs; 0: words */
	struct {
		uint64_t	at, size;	/* bytes */
	} sections[TY_NSECTIONS];
};
_Static_assert(sizeof(struct ty_shard_head) == 72, "no padding in a file");

/* Segments [first, next group's first) are `length` tokens long. */
struct ty_group {
	uint32_t	length;
	uint32_t	first;
	uint64_t	tokens;		/* of the first one, in TY_TOKENS */
	uint64_t	signs;		/* the same in TY_SIGNS */
};

struct ty_indexed {
	int64_t		id, unit;
};

/* ------------------------------------------------------------ the lists -- */

/*
 * A piece is a word, or where words have no spaces a run of some tokens.  From
 * each segment of up to TY_LISTED tokens some rare pieces that do not overlap
 * are listed, in ranks from 0: any edit of the segment breaks at most one of
 * them, so that within d edits one of the first d + 1 is whole.
 */
#define TY_LISTED	255u

/* How many pieces of a segment of n tokens are listed.  Words: enough for 50 %
 * similarity.  Runs: enough for 70 %; far below that, reading all signatures
 * costs no more than reading the lists. */
static inline size_t ty_pieces(bool runs, size_t n)
{
	return runs ? 3 * n / 7 + 1 : n / 2 + 1;
}

/* length:8 rank:8 place:8 0:8 segment:32; place is that of the first token. */
static inline uint64_t ty_posting(size_t length, size_t rank, size_t place,
				  uint32_t segment)
{
	return (uint64_t)length << 56 | (uint64_t)rank << 48 |
	       (uint64_t)place << 40 | segment;
}

static inline size_t ty_posting_length(uint64_t posting)
{
	return posting >> 56;
}

static inline size_t ty_posting_rank(uint64_t posting)
{
	return posting >> 48 & 255;
}

static inline size_t ty_posting_place(uint64_t posting)
{
	return posting >> 40 & 255;
}

static inline uint64_t ty_mix(uint64_t a, uint64_t b)
{
	uint64_t hash = a * 0x9E3779B97F4A7C15u + b * 0xC2B2AE3D27D4EB4Fu;

	hash ^= hash >> 32;
	hash *= 0xD6E8FEB86659FD93u;
	return hash ^ hash >> 29;
}

/* Runs: the list of one, two or three tokens; several runs may share one. */
#define TY_RUN	3

static inline uint32_t ty_list_of_run(const uint32_t *words, size_t n,
				      uint32_t nlists)
{
	uint64_t hash = n;

	while (n--)
		hash = ty_mix(hash, *words++);
	return (uint32_t)(hash >> 24) & (nlists - 1);
}

/* ------------------------------------------------------- the signatures -- */

/*
 * A bit for each token, a token's second occurrence counting as another one:
 * bits that are set on one side only prove differences, and collisions only
 * make sides look more alike.  Long segments have more bits.
 */
#define TY_SIGN_WIDTHS	4
#define TY_SIGN_MOST	16		/* words of 64 bits */

static inline unsigned ty_sign_width(size_t n)
{
	return n <= 10 ? 0 : n <= 64 ? 1 : n <= TY_LISTED ? 2 : 3;
}

static inline unsigned ty_sign_words(size_t n)
{
	return 2u << ty_sign_width(n);
}

/* Set the bit of the nth occurrence of `word` in a number of words that is a
 * power of two. */
static inline void ty_sign_add(uint64_t *sign, unsigned words, uint32_t word,
			       uint32_t nth)
{
	uint64_t bit = ty_mix(word, nth) >> 20;

	sign[bit >> 6 & (words - 1)] |= (uint64_t)1 << (bit & 63);
}

/*
 * Lists of runs are longer, and so each entry comes with a small signature.
 * What nearly every segment has is left out: its bits would tell nothing.
 */
#define TY_COMMON	16

static inline void ty_hint_add(uint64_t *hint, uint32_t word, uint32_t nth,
			       uint32_t nwords)
{
	if (word + TY_COMMON < nwords)
		ty_sign_add(hint, 1, word, nth);
}

/* ------------------------------------------------------ the dictionary -- */

/* hash:32 word:32, all ones where free; open addressing, at most half full. */
#define TY_SLOT_FREE	UINT64_MAX

static inline uint64_t ty_slot(uint64_t hash, uint32_t word)
{
	return hash >> 32 << 32 | word;
}

/* ------------------------------------------------------------ in memory -- */

void ty_sort_numbers(uint64_t *v, size_t n);

/* The unit is in one of the lists. */
bool ty_units_any(const struct ty_units *lists, size_t n, int64_t unit);

struct ty_shard {
	atomic_uint		 refs;
	const char		*base;		/* of the image */
	size_t			 bytes;
	bool			 mapped;
	char			*path;		/* NULL: not from a file */
	_Atomic uint64_t	*checked;	/* a bit per block that was
						   verified; NULL: all are */
	const struct ty_image_head *head;
	const struct ty_group	*groups;
	size_t			 ngroups;
	uint64_t		 nslots, nbytes, npostings;
};

/* The image (ty_alloc()ed, taken over) as a shard. */
struct ty_shard *ty_shard_of_image(char *image);

/* Verify one block; false if it is damaged. */
bool ty_shard_check(struct ty_shard *shard, size_t block);
enum ty_status ty_shard_damaged(const struct ty_shard *shard,
				struct ty_error *err);
uint64_t ty_image_hash(const void *bytes, size_t len);
void ty_image_seal(char *image);	/* compute all hashes */

static inline const void *ty_shard_section(const struct ty_shard *shard,
					   enum ty_image_section section)
{
	return shard->base + shard->head->sections[section].at;
}

/* To be asked before reading [p, p + size) of a section, size > 0. */
static inline bool ty_shard_ready(struct ty_shard *shard, const void *p,
				  size_t size)
{
	size_t at, last;

	if (!shard->checked)
		return true;
	at = (size_t)((const char *)p - shard->base);
	last = (at + size - 1) / TY_IMAGE_BLOCK;
	for (at /= TY_IMAGE_BLOCK; at <= last; at++)
		if (!(atomic_load_explicit(&shard->checked[at / 64],
					   memory_order_relaxed) >> at % 64 &
		      1) &&
		    !ty_shard_check(shard, at))
			return false;
	return true;
}

/* The folded form of a word, word < nwords; false if the file is damaged. */
struct ty_word {
	const char	*p;
	size_t		 len;
};
bool ty_shard_word(struct ty_word *out, struct ty_shard *shard, uint32_t word);

#endif
