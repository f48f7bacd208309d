#ifndef TY_BASE_CONCEPT_H
#define TY_BASE_CONCEPT_H

#include "taiyaku.h"

/* Bytes of a term: longer ones are sentences.  Terms of a concept. */
#define TY_MAX_TERM	1000
#define TY_MAX_TERMS	1000

/*
 * A concept that owns its strings, for whoever puts one together.  A zeroed one
 * becomes an empty concept by ty_concept_clear(); ty_concept_release() ends it.
 */
struct ty_concept_buf {
	struct ty_concept	 concept;	/* ->terms is `terms` */
	struct ty_term		*terms;
	size_t			 cap;
};

void ty_concept_clear(struct ty_concept_buf *buf);
void ty_concept_release(struct ty_concept_buf *buf);

/* Give one of a concept's or term's strings another value; NULL: "". */
void ty_concept_set(const char **field, const char *value);
/* A new term, preferred and without marks; valid until the next. */
struct ty_term *ty_concept_add(struct ty_concept_buf *buf, const char *lang,
			       const char *text);

/* Make it a copy. */
void ty_concept_assign(struct ty_concept_buf *buf,
		       const struct ty_concept *from);
/* Add what `said` says: terms that are new, the status of those that are not,
 * and every mark that is not empty; a uid and an author only if there is none
 * yet. */
void ty_concept_merge(struct ty_concept_buf *buf,
		      const struct ty_concept *said);

/* The same marks and the same terms in the same order; ids, revisions and
 * authors are not looked at. */
bool ty_concept_same(const struct ty_concept *a, const struct ty_concept *b);

/* The index of the concept's term with this language and text, or nterms. */
size_t ty_concept_find(const struct ty_concept *concept, const char *lang,
		       const char *text);

#endif
