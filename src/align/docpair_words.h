#ifndef TY_ALIGN_DOCPAIR_WORDS_H
#define TY_ALIGN_DOCPAIR_WORDS_H

#include "align/docpair.h"
#include "align/link.h"
#include "align/sound.h"

/* What the documents of a side mention: their words, numbers and lexicon
 * strings (feature.h), each once. */
struct ty_mention {
	uint32_t	word;		/* of the vocabulary */
	float		weight;		/* in its document */
};

struct ty_vocabulary {
	struct ty_intern   names;	/* as in struct ty_features */
	struct ty_feature *v;
	size_t		   cap;
	uint32_t	  *documents;	/* how many have a word */
};

struct ty_mentions {
	struct ty_vocabulary	words;
	size_t			n;
	struct {
		struct ty_mention	*v;
		size_t			 n;
	} *of;				/* each document */
};

/* Find the mentions of both sides.  Numbers of words depend on the order in
 * which threads came; nothing else does.  False: cancelled. */
bool ty_mentions_find(struct ty_mentions mentions[2],
		      const struct ty_lexicon *lexicon,
		      const struct ty_value_reader *const readers[2],
		      const struct ty_pair_document *const docs[2],
		      const size_t n[2],
		      const struct ty_docpair_options *options);
void ty_mentions_release(struct ty_mentions *mentions);

/* A word of side 0 and what it may be on side 1. */
struct ty_counterpart {
	uint32_t	word;		/* of side 1 */
	float		weight;		/* how sure and how rare they are */
};
struct ty_counterparts {
	struct ty_counterpart	*v;	/* the weightiest first */
	size_t			 n, cap;
};

/* One for each word of side 0, ty_alloc()ed. */
struct ty_counterparts *ty_counterparts_find(const struct ty_mentions m[2],
					     const struct ty_lexicon *lexicon,
					     int threads);

#endif
