#ifndef TY_ALIGN_FEATURE_H
#define TY_ALIGN_FEATURE_H

#include "align/lexicon.h"
#include "base/intern.h"
#include "text/value.h"

enum ty_feature_kind {
	TY_FEATURE_NUMERAL,
	TY_FEATURE_SMALL_NUMERAL,	/* 1 to 12: says less */
	TY_FEATURE_MONTH,
	TY_FEATURE_MARK,		/* ? ! " ( % */
	TY_FEATURE_LATIN,		/* a word of a script with spaces */
	TY_FEATURE_KATAKANA,
	TY_FEATURE_PHRASE,		/* a lexicon term of several words */
	TY_FEATURE_STRING		/* a target string of the lexicon */
};

/* What segments of either side may have in common. */
struct ty_feature {
	enum ty_feature_kind kind;
	bool		capital;	/* a word once written with one */
	uint32_t	id;		/* the lexicon's term or string, or
					   TY_INTERN_NONE */
	uint32_t	name;		/* the lexicon's term for it as a name,
					   or TY_INTERN_NONE */
	bool		longest;	/* a string that is not only part of
					   another one, somewhere */
	bool		again[2];	/* by side: a segment has it twice */
	uint32_t	length;		/* characters */
	uint32_t	last;		/* segment seen with it */
};

/* The segments of one side, which features each has, and the reverse. */
struct ty_segments {
	size_t		 n;
	float		*length;	/* characters; at least 1 */
	uint32_t	*items;		/* of segment i: items[first[i]] to
					   items[first[i + 1]], no doubles */
	struct ty_span	*spans;		/* where each of items[] first stands:
					   bytes of its segment */
	size_t		*first;
	size_t		 nitems, cap_items, cap_spans;
	uint32_t	*where;		/* segments of feature f: where[at[f]]
					   to where[at[f + 1]], in order */
	size_t		*at;
};

struct ty_features {
	struct ty_intern   names;	/* of features, after a letter for
					   their kind */
	struct ty_feature *v;
	size_t		   cap;
	struct ty_segments side[2];
};

/* Find the features of two lists of segments, valid UTF-8.  `lexicon` may be
 * NULL; its source language is that of side 0.  `readers` are those of the two
 * languages. */
void ty_features_find(struct ty_features *features,
		      const struct ty_lexicon *lexicon,
		      const struct ty_value_reader *const readers[2],
		      const char *const *const text[2], const size_t n[2]);
void ty_features_release(struct ty_features *features);

/* A string of the lexicon as a feature; TY_INTERN_NONE if it occurs
 * nowhere. */
uint32_t ty_features_string(const struct ty_features *features, uint32_t id);

#endif
