#ifndef TY_MATCH_SHARD_H
#define TY_MATCH_SHARD_H

#include "text/lang.h"
#include "text/token.h"

/*
 * A shard is an immutable piece of the fuzzy index of one language: segments as
 * token ids, with the lists that find the similar ones (query.h).  The image is
 * the same in memory and in a file, which is mapped and read where needed.
 *
 * The index of a memory is some shards and a delta (delta.h).  A shard covers
 * the changes (from, to] of the memory's change sequence: the segments that
 * these left, and the units they touched.  A segment is dead if its unit was
 * touched by anything newer.  All of this is the caller's to keep; a shard only
 * gives it back.
 */
struct ty_shard;

/* Unit ids, ascending, none twice. */
struct ty_units {
	const int64_t	*v;
	size_t		 n;
};

/* What a shard is of.  Given by the caller and kept as it is. */
struct ty_shard_head {
	int64_t		from, to;	/* changes (from, to] */
	uint64_t	stamp;		/* whatever the caller knows it by */
	uint64_t	identity;	/* the same, of the memory */
	uint32_t	tokens;		/* version of the tokens */
	char		lang[TY_LANG_MAX];
};

/* ------------------------------------------------------------- building -- */

/* `head->lang` decides what is indexed: single tokens in languages with spaces,
 * runs of up to three in those without. */
struct ty_shard_builder;
struct ty_shard_builder *ty_shard_builder_new(const struct ty_shard_head *head);
void ty_shard_builder_free(struct ty_shard_builder *builder);

/* A segment: `id` (of its variant) is not given twice.  One without tokens is
 * similar to nothing and left out. */
void ty_shard_builder_add(struct ty_shard_builder *builder, int64_t id,
			  int64_t unit, const struct ty_tokens *tokens);

/* The same for tokens that are numbers of `words`. */
struct ty_intern;
void ty_shard_builder_add_ids(struct ty_shard_builder *builder, int64_t id,
			      int64_t unit, const struct ty_intern *words,
			      const uint32_t *ids, size_t n);

/* A unit that the changes touched; in any order, also again and again. */
void ty_shard_builder_touch(struct ty_shard_builder *builder, int64_t unit);

/*
 * The segments of a shard of the same tokens, except those of units in one of
 * the `ndead` lists: merging needs no texts.  The units it touched are not
 * taken along.
 *
 * Errors: TY_EDAMAGED (some segments may have been added).
 */
enum ty_status ty_shard_builder_add_shard(struct ty_shard_builder *builder,
					  struct ty_shard *shard,
					  const struct ty_units *dead,
					  size_t ndead, struct ty_error *err);

/* Segments added so far. */
size_t ty_shard_builder_size(const struct ty_shard_builder *builder);

/*
 * The shard of what was added, in memory; the builder is empty afterwards and
 * only to be freed.
 *
 * Errors: TY_ELIMIT more than about four thousand million segments, bytes of
 * distinct tokens, or entries in the lists.
 */
enum ty_status ty_shard_build(struct ty_shard **out,
			      struct ty_shard_builder *builder,
			      struct ty_error *err);

/* ---------------------------------------------------------------- files -- */

/*
 * Write a shard to `path`: mode 0600, beside it first, synced, renamed over it;
 * a failure leaves nothing behind and what was at `path` as it was.
 *
 * Errors: TY_EIO; TY_ENOTFOUND no such folder; TY_EDAMAGED the shard is of a
 * file, and that is damaged.
 */
enum ty_status ty_shard_write(struct ty_shard *shard, const char *path,
			      struct ty_error *err);

/*
 * Map a file.  Header, section table, checksums and touched units are verified
 * now, the rest block by block when a search first touches it: no flipped bit
 * changes an answer.  The file may be renamed over or removed afterwards.
 *
 * Errors: TY_ENOTFOUND; TY_EIO; TY_EDAMAGED truncated, damaged, no shard, of
 * another byte order or version: to be built again.
 */
enum ty_status ty_shard_open(struct ty_shard **out, const char *path,
			     struct ty_error *err);

/* Verify every byte now.  Errors: TY_EDAMAGED. */
enum ty_status ty_shard_verify(struct ty_shard *shard, struct ty_error *err);

/* ---------------------------------------------------------------- using -- */

/* Shards are counted, and shared by threads.  ref returns its argument; unref
 * of the last one unmaps or frees; NULL is allowed. */
struct ty_shard *ty_shard_ref(struct ty_shard *shard);
void ty_shard_unref(struct ty_shard *shard);

/* All these live as long as the shard. */
const struct ty_shard_head *ty_shard_head(const struct ty_shard *shard);
struct ty_units ty_shard_touched(const struct ty_shard *shard);
size_t ty_shard_size(const struct ty_shard *shard);	/* segments */
size_t ty_shard_bytes(const struct ty_shard *shard);	/* of the image */

#endif
