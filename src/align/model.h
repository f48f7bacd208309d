#ifndef TY_ALIGN_MODEL_H
#define TY_ALIGN_MODEL_H

#include "taiyaku.h"
#include "text/lang.h"

/*
 * A lexicon learnt from translations: how often each word (cut.h) of one side
 * was the translation of each of the other, by IBM Model 1 (Brown et al. 1993),
 * in both directions.  One image, mapped from its file or in memory.
 */
struct ty_model;

struct ty_model_about {
	char		lang[2][TY_LANG_MAX];	/* of side 0 and 1 */
	uint64_t	bytes;
	uint64_t	pairs;		/* of texts it learnt from */
	uint64_t	words[2];	/* words of each side it knows */
	uint64_t	cells;		/* and pairs of these */
	int64_t		change, stamp;	/* the memory's last change it knows of,
					   and the stamp of that */
	int64_t		whole;		/* the last one when all was learnt
					   anew, not in addition */
};

/* Errors: TY_ENOTFOUND, TY_EIO; TY_EDAMAGED: damaged, or of another version. */
enum ty_status ty_model_open(struct ty_model **out, const char *path,
			     struct ty_error *err);
enum ty_status ty_model_write(const struct ty_model *model, const char *path,
			      struct ty_error *err);
void ty_model_close(struct ty_model *model);	/* NULL is allowed */
const struct ty_model_about *ty_model_about(const struct ty_model *model);

/* The number of a word; TY_MODEL_NONE if it is not known. */
#define TY_MODEL_NONE	UINT32_MAX
uint32_t ty_model_word(const struct ty_model *model, int side, const char *word,
		       size_t len);

/* How probable it is that word `from` of `side` is translated by word `to` of
 * the other; *count (may be NULL): how many times that was seen. */
double ty_model_chance(const struct ty_model *model, int side, uint32_t from,
		       uint32_t to, double *count);

/* ---- learning */

struct ty_model_maker;

/* In addition to what `prior` knows (NULL: nothing), which must outlive the
 * maker. */
struct ty_model_maker *ty_model_maker_new(const char *lang0, const char *lang1,
					  const struct ty_model *prior);
void ty_model_maker_free(struct ty_model_maker *maker);

/* A text of one side, with the key that its translation on the other has.  One
 * with a key that the side has already is passed over, and so is what is too
 * long or too much. */
void ty_model_maker_add(struct ty_model_maker *maker, int side, int64_t key,
			const char *text, size_t len);

/* Learn.  change, stamp and whole of `moment` are taken.  TY_ECANCEL. */
enum ty_status ty_model_maker_finish(struct ty_model **out,
				     struct ty_model_maker *maker,
				     const struct ty_model_about *moment,
				     const struct ty_monitor *monitor,
				     struct ty_error *err);

#endif
