#ifndef TY_ALIGN_LINK_H
#define TY_ALIGN_LINK_H

#include "align/feature.h"
#include "align/weights.h"

/* Segments that meet a feature of the other side. */
struct ty_places {
	uint32_t	*where;		/* in order */
	size_t		 n;		/* 0: none, or too many to tell much */
	enum ty_link_kind kind;		/* of the surest link, if n > 0 */
};

/* A feature seen from one side: what it is met by on the other, and of this
 * what by sure links.  Only one of them is filled in if they are the same. */
enum { TY_HITS_SURE, TY_HITS_ALL, TY_NHITS };
struct ty_met {
	bool		 there;		/* somewhere, perhaps everywhere */
	struct ty_places	 hits[TY_NHITS];
};

/* A feature of each side. */
struct ty_link {
	uint32_t		feature[2];
	enum ty_link_kind	kind;
};

/* One for each feature and side: met[side][feature]; and all pairs. */
struct ty_links {
	struct ty_met	*met[2];
	struct ty_link	*v;		/* in the order of side 0 */
	size_t		 n;
	uint32_t	*pool[2];	/* the `where` of all of them */
};
/* How sure it is that a term with this grade is this string. */
enum ty_link_kind ty_link_kind_of(const struct ty_feature *string,
				  uint8_t grade);
/* What the same feature on both sides is; TY_NLINKS: nothing. */
enum ty_link_kind ty_link_kind_same(enum ty_feature_kind kind);

void ty_links_find(struct ty_links *links, const struct ty_features *features,
		   const struct ty_lexicon *lexicon,
		   const struct ty_weights *weights);
void ty_links_release(struct ty_links *links);

#endif
